"""From filled-in rows to answers: what can be used, what has expired, what is refused and where."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seuranta.classify.review import Answer, Key, ReviewItem, says_the_same
from seuranta.model import Blocker, Status
from seuranta.review.filled import FilledCell, FilledRow
from seuranta.review.words import FILLED_IN, KEYS, blockers_by_word, folded, statuses_by_word, words_for_none

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be used: its place, and what was expected and found."""

    place: str
    message: str


@dataclass(frozen=True)
class ExpiredAnswer:
    """An answer to words that are no longer there."""

    place: str
    action_id: str
    status: Status
    why: str


@dataclass(frozen=True)
class Taken:
    """What a filled-in sheet says.

    Args:
        answers: what is new, by action and text.
        unchanged: how many answers say what is decided already.
        skipped: how many rows were left empty.
        expired: answers to texts that have changed, or whose action is gone (`text_changed`, `action_gone`).
        faults: what cannot be used; while there are any, nothing should be written.
    """

    answers: Mapping[Key, Answer]
    unchanged: int
    skipped: int
    expired: tuple[ExpiredAnswer, ...]
    faults: tuple[Fault, ...]


class _UnusableError(Exception):
    """A cell cannot be used."""

    def __init__(self, cell: FilledCell, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(cell.place, message)


def take(rows: Sequence[FilledRow], items: Mapping[Key, ReviewItem], *, blind: bool) -> Taken:
    """Read the answers of a filled-in sheet.

    Args:
        rows: as `filled_rows` yields them.
        items: every reading of the period by its action and text, with what is decided about it.
        blind: whether a second reader answers: then a blank blocker or year means none, and not what was
            read by the rules.
    """
    action_ids = {action_id for action_id, _ in items}
    answers: dict[Key, Answer] = {}
    expired: list[ExpiredAnswer] = []
    faults: list[Fault] = []
    unchanged = skipped = 0
    for row in rows:
        try:
            if not any(row[column].text or row[column].fault for column in FILLED_IN):
                skipped += 1
                continue
            key = (_key(row["action_id"]), _key(row["text_sha256"]))
            item = items.get(key)
            answer = _answer(row, None if blind or item is None else item.read)
            if item is None:
                why = "text_changed" if key[0] in action_ids else "action_gone"
                expired.append(ExpiredAnswer(row["decision"].place, key[0], answer.status, why))
            elif says_the_same(item.decided, answer):
                unchanged += 1
            elif answers.setdefault(key, answer) != answer:
                raise _UnusableError(row["decision"], "one answer a text, found a second that says otherwise")
        except _UnusableError as error:
            faults.append(error.fault)
    return Taken(answers, unchanged, skipped, tuple(expired), tuple(faults))


def _key(cell: FilledCell) -> str:
    text = _text(cell)
    if not text:
        raise _UnusableError(cell, f"the {' and '.join(KEYS)} of the row, found a blank")
    return text


def _answer(row: FilledRow, read: Answer | None) -> Answer:
    return Answer(
        status=_status(row["decision"]),
        blocker=_blocker(row["blocker"], read),
        as_of_year=_year(row["as_of_year"], read),
        reason=" ".join(_text(row["reason"]).split()),
    )


def _status(cell: FilledCell) -> Status:
    text = _text(cell)
    status = statuses_by_word().get(folded(text))
    if status is None:
        found = repr(text) if text else "a blank beside other answers"
        raise _UnusableError(cell, f"a status ({', '.join(Status)}, or its name), found {found}")
    return status


def _blocker(cell: FilledCell, read: Answer | None) -> Blocker | None:
    text = _text(cell)
    if not text:
        return read.blocker if read else None
    try:
        return blockers_by_word()[folded(text)]
    except KeyError:
        raise _UnusableError(cell, f"a blocker ({', '.join(Blocker)}, or its name), found {text!r}") from None


def _year(cell: FilledCell, read: Answer | None) -> int | None:
    text = _text(cell)
    if not text:
        return read.as_of_year if read else None
    if folded(text) in words_for_none():
        return None
    if not _YEAR.fullmatch(text):
        raise _UnusableError(cell, f"a year in four digits, found {text!r}")
    return int(text)


def _text(cell: FilledCell) -> str:
    if cell.fault:
        raise _UnusableError(cell, cell.fault)
    return cell.text
