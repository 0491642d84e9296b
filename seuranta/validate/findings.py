"""From what a check found to a finding that a person can act on, in three languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

import pandas as pd

from seuranta.config import Programme
from seuranta.model import LANGUAGES, Period
from seuranta.validate.catalogue import BY_ID, COLUMN_NAMES, Wording

FOUND_LENGTH = 200
NOTHING = "–"
# control, zero-width, direction and unassigned characters, and halves of surrogate pairs
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)


@dataclass(frozen=True)
class Frame:
    """What every message of a run may name: the programme's years and the period."""

    programme: Programme
    period: Period

    def values(self) -> dict[str, str]:
        """The names that messages know of it, with their words."""
        return {
            "first_year": str(self.programme.first_year),
            "last_year": str(self.programme.last_year),
            "period": f"{self.period.month:02d}/{self.period.year}",
            "period_year": str(self.period.year),
        }


def finding(
    rule_id: str, column: str | None, found: str, row: Mapping[str, Any], frame: Frame
) -> dict[str, object]:
    """A finding as a record of table `findings`.

    Args:
        rule_id: the rule that is broken.
        column: the column at fault, or None.
        found: the value at fault.
        row: the row at fault; empty when it is the whole table.
        frame: the programme and the period.
    """
    rule = BY_ID[rule_id]
    record: dict[str, object] = {
        "rule": rule.id,
        "severity": rule.severity,
        "table": rule.table,
        "action_id": _known(row.get("action_id")),
        "column": column,
        "found": found,
        "place": _known(row.get("place")),
    }
    for language in LANGUAGES:
        given = frame.values() | {
            "found": found or NOTHING,
            "column": in_language(COLUMN_NAMES[column], language) if column in COLUMN_NAMES else NOTHING,
            "planned_years": ", ".join(str(row.get("planned_years", "")).split()) or NOTHING,
        }
        record[f"message_{language}"] = _filled(rule.message, language, given, row)
        record[f"question_{language}"] = rule.question and _filled(rule.question, language, given, row)
    return record


def names_in(template: str) -> set[str]:
    """The names in braces of a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _filled(wording: Wording, language: str, given: Mapping[str, str], row: Mapping[str, Any]) -> str:
    """The sentence with its names filled in. The values are data: their own braces stay braces."""
    template = in_language(wording, language)
    words = {
        name: given[name] if name in given else shown(row[name]) or NOTHING for name in names_in(template)
    }
    return template.format_map(words)


def in_language(wording: Wording, language: str) -> str:
    """The wording in one of the report languages."""
    return {"fi": wording.fi, "sv": wording.sv, "en": wording.en}[language]


def shown(value: object) -> str:
    """A value in one line that can be seen: white space joined, control characters by their code, cut."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    line = _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", " ".join(str(value).split()))
    return line if len(line) <= FOUND_LENGTH else line[: FOUND_LENGTH - 1] + "…"


def _known(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
