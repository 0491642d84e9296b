"""The sheet to fill in: its columns and the words in its cells, whatever file it becomes."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from seuranta.classify.review import Answer, Decided, ReviewItem
from seuranta.review.words import FILLED_IN, KEYS, ReviewWords
from seuranta.tables import without_formula

_OF_THE_ACTION = ("label", "name", "planned_years", "status_text")
_OF_THE_RULES = ("why", "read_status", "words", "alternatives", "read_blocker", "read_year")


@dataclass(frozen=True)
class Sheet:
    """Rows for a person to fill in.

    Args:
        columns: the codes of the columns, in order.
        rows: the text of each cell, one tuple an item.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheet_of(items: Sequence[ReviewItem], words: ReviewWords, *, blind: bool) -> Sheet:
    """The sheet of some readings.

    Args:
        items: the readings, in the order of the rows; one that is decided stands with its decision filled in.
        words: in which language.
        blind: whether it is for a second reader, who shall not see what was read and decided before.
    """
    columns = (*_OF_THE_ACTION, *(() if blind else _OF_THE_RULES), *FILLED_IN, *KEYS)
    cells = [_cells(item, words) for item in items]
    return Sheet(columns, tuple(tuple(row[column] for column in columns) for row in cells))


def sheet_csv(sheet: Sheet, words: ReviewWords) -> bytes:
    """The sheet as a Finnish Excel opens it by a double click: UTF-8 with its mark, semicolons."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(words.title(column) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(map(without_formula, row))
    return text.getvalue().encode("utf-8-sig")


def words_that_decided(item: ReviewItem) -> list[str]:
    """The words that decided, each once, and those that named the blocker."""
    named = [item.blocker_words] if item.blocker_words else []
    return list(dict.fromkeys([*(piece.text for piece in item.evidence), *named]))


def _cells(item: ReviewItem, words: ReviewWords) -> dict[str, str]:
    return {
        "label": item.label,
        "name": item.name,
        "planned_years": item.planned_years,
        "status_text": item.status_text,
        "why": words.why(item.why),
        "read_status": words.statuses[item.read.status],
        "words": "; ".join(words_that_decided(item)),
        "alternatives": ", ".join(words.statuses[status] for status in item.alternatives),
        "read_blocker": _blocker(item.read, words, none=""),
        "read_year": _year(item.read, none=""),
        **_filled(item.decided, words),
        "action_id": item.action_id,
        "text_sha256": item.text_sha256,
    }


def _filled(decided: Decided | None, words: ReviewWords) -> dict[str, str]:
    if decided is None:
        return dict.fromkeys(FILLED_IN, "")
    return {
        "decision": words.statuses[decided.answer.status],
        "blocker": _blocker(decided.answer, words, none=words.none),
        "as_of_year": _year(decided.answer, none=words.none),
        "reason": decided.answer.reason,
    }


def _blocker(answer: Answer, words: ReviewWords, *, none: str) -> str:
    return none if answer.blocker is None else words.blockers[answer.blocker]


def _year(answer: Answer, *, none: str) -> str:
    return none if answer.as_of_year is None else str(answer.as_of_year)
