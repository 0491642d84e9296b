"""From what a check found to a finding that a person can act on, in three languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import Formatter
from typing import Any

import pandas as pd

from seuranta.config import Programme
from seuranta.model import LANGUAGES, Period, Severity
from seuranta.tables import place_in_words
from seuranta.validate.catalogue import BY_ID, COLUMN_NAMES, Wording

FOUND_LENGTH = 200
NOTHING = "–"
# control, zero-width, direction and unassigned characters, and halves of surrogate pairs
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)


@dataclass(frozen=True)
class Frame:
    """What every message of a run may name: the programme's years, the period and the one before."""

    programme: Programme
    period: Period
    former_period: Period | None = None

    @cached_property
    def values(self) -> dict[str, str]:
        """The names that messages know of it, with their words."""
        former = self.former_period
        return {
            "former_period": NOTHING if former is None else f"{former.month:02d}/{former.year}",
            "first_year": str(self.programme.first_year),
            "last_year": str(self.programme.last_year),
            "period": f"{self.period.month:02d}/{self.period.year}",
            "period_year": str(self.period.year),
        }

    def severity(self, rule_id: str) -> Severity | None:
        """How much the rule matters to this programme; None where it has switched it off."""
        change = self.programme.checks.get(rule_id)
        return BY_ID[rule_id].severity if change is None else change.severity


def finding(
    rule_id: str,
    row: Mapping[Any, Any],
    frame: Frame,
    *,
    severity: Severity,
    column: str | None,
    found: str,
) -> dict[str, object]:
    """A finding as a record of table `findings`.

    Args:
        rule_id: the rule that is broken.
        row: the row at fault.
        frame: the programme and the period.
        severity: how much it matters to the programme.
        column: the column at fault, or None.
        found: the value at fault.
    """
    rule = BY_ID[rule_id]
    record: dict[str, object] = {
        "rule": rule.id,
        "severity": severity,
        "table": rule.table,
        "action_id": _known(row.get("action_id")),
        "column": column,
        "found": found,
        "place": _known(row.get("place")) or _known(_place(row)),
    }
    common = frame.values | {
        "found": found or NOTHING,
        "planned_years": ", ".join(str(row.get("planned_years", "")).split()) or NOTHING,
    }
    for language in LANGUAGES:
        given = common | {
            "column": in_language(COLUMN_NAMES[column], language) if column in COLUMN_NAMES else NOTHING,
            "remark": _known(row.get(f"remark_{language}")) or NOTHING,
        }
        record[f"message_{language}"] = _filled(rule.message, language, given, row)
        record[f"question_{language}"] = rule.question and _filled(rule.question, language, given, row)
    return record


def _place(row: Mapping[Any, Any]) -> str:
    return place_in_words(row) if "source_row" in row else ""


@lru_cache
def names_in(template: str) -> frozenset[str]:
    """The names in braces of a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _filled(wording: Wording, language: str, given: Mapping[str, str], row: Mapping[Any, Any]) -> str:
    """The sentence with its names filled in. The values are data: their own braces stay braces."""
    template = in_language(wording, language)
    if "{" not in template:
        return template
    words = {
        name: given[name] if name in given else shown(row[name]) or NOTHING for name in names_in(template)
    }
    return template.format_map(words)


def in_language(wording: Wording, language: str) -> str:
    """The wording in one of the report languages."""
    return {"fi": wording.fi, "sv": wording.sv, "en": wording.en}[language]


def shown(value: Any) -> str:
    """A value in one line that can be seen: white space joined, control characters by their code, cut."""
    if pd.isna(value):
        return ""
    line = _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", " ".join(str(value).split()))
    return line if len(line) <= FOUND_LENGTH else line[: FOUND_LENGTH - 1] + "…"


def _known(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
