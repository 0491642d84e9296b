"""The questions back to the owners: what the checks of a published period ask, by responsible party."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from seuranta.errors import UsageError
from seuranta.model import bare_words
from seuranta.store.layout import PeriodFolders
from seuranta.store.publishing import MANIFEST
from seuranta.tables import ACTIONS, FINDINGS, QUARANTINE, TableSchema, place_in_words

_FILE = re.compile(r".*?(?=, | \(table \d|$)")
# the units of a place, but not within the quoted name of a sheet
_UNIT = re.compile(
    r"'[^']*'|\b(?:all forms\b|(?:page|slides?|sheet|line|table|rows?|columns|cell)\b(?= \S)"
    r"|and(?= \d+ more\b)|(?<=\d )more\b)"
)


@dataclass(frozen=True)
class Question:
    """One question about one row.

    Args:
        label: how people point at the action; "" for none.
        action_id: of the action; "" for none.
        name: its name as written; of no action, that it is about the whole material.
        words: what the document says where the question comes from.
        place: where.
        rule: the rule that asks.
        severity: how much it matters.
        message: what was found.
        question: what is asked.
    """

    label: str
    action_id: str
    name: str
    words: str
    place: str
    rule: str
    severity: str
    message: str
    question: str


@dataclass(frozen=True)
class Party:
    """A responsible party with its questions, in the order of the documents; no name for nobody."""

    name: str | None
    questions: tuple[Question, ...]


@cache
def question_words(language: str) -> Mapping[str, Any]:
    """The words around the questions in one language.

    Raises:
        KeyError: there are none.
    """
    text = (files("seuranta.review") / "questions.toml").read_text(encoding="utf-8")
    words: dict[str, Any] = tomllib.loads(text)[language]
    return words


def questions_of(folders: PeriodFolders, language: str) -> list[Party]:
    """The questions of a published period.

    Args:
        folders: the period's folders.
        language: of the questions.

    Raises:
        UsageError: the period is not published.
    """
    if not (folders.processed / MANIFEST).exists():
        raise UsageError(
            "expected a published period, found none",
            where=str(folders),
            hint=f"make it first: python pipeline.py run {folders}",
        )

    def load(schema: TableSchema) -> pd.DataFrame:
        return schema.conform(pd.read_parquet(folders.processed / f"{schema.name}.parquet"))

    return by_party(load(FINDINGS), load(ACTIONS), load(QUARANTINE), language)


def by_party(
    findings: pd.DataFrame, actions: pd.DataFrame, quarantine: pd.DataFrame, language: str
) -> list[Party]:
    """The questions of findings, gathered by the responsible party that can answer them.

    Args:
        findings: table `findings`.
        actions: table `actions`.
        quarantine: table `quarantine`: a row that is kept apart may name its owner as well.
        language: of the questions.

    Returns:
        The parties in the order in which they first appear, nobody last. Two writings of a party that differ
        in case and white space alone are one; the same question about the same action is asked once.
    """
    rows = [*actions.to_dict("records"), *quarantine.to_dict("records")]
    order = {_key(row): number for number, row in enumerate(rows)}
    asked: dict[tuple[int, str, str], tuple[Mapping[Any, Any], Mapping[Any, Any]]] = {}
    for finding, row in _with_rows(findings, rows):
        question = _text(finding[f"question_{language}"])
        place = order.get(_key(row), len(rows))
        if question:
            asked.setdefault((place, question, "" if row else _text(finding["place"])), (finding, row))
    names: dict[str, str | None] = {}
    gathered: dict[str, list[Question]] = {}
    for key in sorted(asked, key=lambda key: (key[0], asked[key][0]["rule"], key[2])):
        finding, row = asked[key]
        owner = " ".join(_text(row.get("owner")).split())
        names.setdefault(bare_words(owner), owner or None)
        gathered.setdefault(bare_words(owner), []).append(_question(finding, row, language))
    nobody_last = sorted(gathered, key=lambda party: names[party] is None)
    return [Party(names[party], tuple(gathered[party])) for party in nobody_last]


def _with_rows(
    findings: pd.DataFrame, rows: Sequence[Mapping[Any, Any]]
) -> Iterator[tuple[Mapping[Any, Any], Mapping[Any, Any]]]:
    """Each finding with the row that it is about; an empty one where it is about a document or a table."""
    by_id = {row["action_id"]: row for row in rows if "action_id" in row}
    by_place = {place_in_words(row): row for row in rows if "action_id" not in row}
    for finding in findings.to_dict("records"):
        yield finding, by_id.get(finding["action_id"]) or by_place.get(finding["place"]) or {}


def _key(row: Mapping[Any, Any]) -> str:
    return place_in_words(row) if row else ""


def _question(finding: Mapping[Any, Any], row: Mapping[Any, Any], language: str) -> Question:
    return Question(
        label=_text(row.get("label")) or _text(row.get("number")),
        action_id=_text(row.get("action_id")),
        name=_text(row.get("name")) if row else str(question_words(language)["whole"]),
        words=_text(row.get(finding["column"])) or _text(row.get("status_text")) or _text(finding["found"]),
        place=_in_language(_text(finding["place"]), row, language),
        rule=finding["rule"],
        severity=finding["severity"],
        message=_text(finding[f"message_{language}"]),
        question=_text(finding[f"question_{language}"]),
    )


def _in_language(place: str, row: Mapping[Any, Any], language: str) -> str:
    """A place with its units in the language; the name of the file stays as it is."""
    units = question_words(language)["units"]
    known = _text(row.get("source_file"))
    is_known = known and place.startswith(known)
    end = len(known if is_known else _FILE.match(place)[0])  # type: ignore[index]  # it matches any text
    return place[:end] + _UNIT.sub(lambda match: units.get(match[0], match[0]), place[end:])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
