"""The rules: what each protects, how much it matters, what it says and what it asks, in three languages.

The rules stand in `rules.toml`, the remarks of reading that become their findings in `remarks.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from seuranta.model import Severity


@dataclass(frozen=True)
class Wording:
    """A sentence in the report languages, with names in braces for the values of the row."""

    fi: str
    sv: str
    en: str


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue.

    Args:
        id: `R001` …; it never changes its meaning and is never used again.
        severity: `critical` stops the run, the others travel into the report.
        table: the table that is checked.
        protects: what would go wrong without it.
        message: what is wrong.
        question: the one question to the owner that would settle it, or None.
        compares_periods: whether it needs the period before.
    """

    id: str
    severity: Severity
    table: str
    protects: str
    message: Wording
    question: Wording | None = None
    compares_periods: bool = False


@dataclass(frozen=True)
class Remark:
    """What the reader of documents remarked on: the rule that it becomes a finding of, and its words."""

    rule: str
    wording: Wording


def _read(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("seuranta.validate") / name).read_text(encoding="utf-8"))


def _rule(rule_id: str, entry: Mapping[str, Any]) -> Rule:
    return Rule(
        id=rule_id,
        severity=Severity(entry["severity"]),
        table=entry["table"],
        protects=entry["protects"],
        message=Wording(**entry["message"]),
        question=Wording(**entry["question"]) if "question" in entry else None,
        compares_periods=entry.get("compares_periods", False),
    )


RULES = tuple(_rule(rule_id, entry) for rule_id, entry in _read("rules.toml").items())
BY_ID = {rule.id: rule for rule in RULES}
REMARKS = {
    code: Remark(entry["rule"], Wording(entry["fi"], entry["sv"], entry["en"]))
    for code, entry in _read("remarks.toml").items()
}
OTHER_REMARK = Remark(
    "R033",
    Wording(
        "Asiakirjan lukemisesta on huomautettavaa.",
        "Läsningen av dokumentet gav anledning till en anmärkning.",
        "The reading of the document gave rise to a remark.",
    ),
)

COLUMN_NAMES = {
    "name": Wording("Nimi", "Namn", "Name"),
    "status_text": Wording("Tilanneteksti", "Statustext", "Status text"),
    "problem": Wording("Ongelma", "Problem", "Problem"),
    "goal": Wording("Tavoite", "Mål", "Goal"),
    "origin": Wording("Lähde", "Ursprung", "Origin"),
    "benefit": Wording("Hyöty", "Nytta", "Benefit"),
    "beneficiary": Wording("Hyötyjä", "Nyttotagare", "Beneficiary"),
    "impact": Wording("Vaikuttavuus", "Effekt", "Impact"),
    "cost_class": Wording("Kustannusluokka", "Kostnadsklass", "Cost class"),
    "level": Wording("Taso", "Nivå", "Level"),
    "owner": Wording("Vastuutaho", "Ansvarig part", "Responsible party"),
    "status": Wording("Tila", "Status", "Status"),
    "tier": Wording("Tulkinnan varmuus", "Tolkningens säkerhet", "Certainty of the reading"),
    "timing": Wording("Suhteessa suunnitelmaan", "I förhållande till planen", "By plan"),
    "blocker": Wording("Este", "Hinder", "Blocker"),
}


def rules_reference() -> str:
    """The reference page of the rules, in Markdown."""
    lines = [
        "# Rules",
        "",
        "Every table is checked by these rules before anything is counted. A **critical** finding stops the",
        "run; a **warning** and an **info** travel into the report, with their question to the owner.",
        "A programme may change a severity or switch a rule off:",
        "[programme.toml](programme-toml.md#checks).",
        "This page is made from the catalogue (`rules_reference()`), and a test compares them.",
    ]
    for rule in RULES:
        lines += ["", f"## {rule.id} · {rule.severity} · {rule.table}", rule.protects, ""]
        if rule.compares_periods:
            lines += ["Compares with the period before; without one it is not applicable.", ""]
        remarks = [code for code, remark in REMARKS.items() if remark.rule == rule.id]
        if remarks:
            lines += [f"Says what was remarked on in reading: {', '.join(f'`{code}`' for code in remarks)}."]
        else:
            lines += _wording_lines("says", rule.message)
        lines += _wording_lines("asks", rule.question) if rule.question else []
    return "\n".join(lines) + "\n"


def _wording_lines(verb: str, wording: Wording) -> list[str]:
    languages = (("fi", wording.fi), ("sv", wording.sv), ("en", wording.en))
    return [f"- {verb} ({language}): {text}" for language, text in languages]
