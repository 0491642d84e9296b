"""The follow-up and the roadmap of an invented city, as tables, for the tests of what a report says."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from seuranta.config import parse_programme
from seuranta.indicators import compute_indicators
from seuranta.model import Period, Status, timing_of
from seuranta.report.blocks import Block, Cell, Definitions, Figure, Report, Section, Span, Table, tables_of
from seuranta.report.content.compose import Material
from seuranta.tables import (
    ACTIONS,
    CONTINUATIONS,
    DOCUMENTS,
    EXPIRED_DECISIONS,
    FINDINGS,
    READINGS,
    RELIABILITY,
)

HOSTILE = '<script>alert(1)</script> {0} {name} #read("/etc/passwd") $x$ =1+1 {{ 7*7 }} ]]> &amp; *ala*'

PROGRAMME = """
[programme]
first_year = 2020
last_year = 2023
languages = ["fi", "sv", "en"]
document_language = "fi"
[programme.name]
fi = "Kuvalan digiohjelma 2020–2023"
sv = "Kuvala digiprogram 2020–2023"
en = "Digital programme of Kuvala 2020–2023"
[programme.organisation]
fi = "Kuvalan kaupunki"
[[themes]]
id = "services"
tables = [1]
goals = ["A"]
certainty = "inferred"
source = { en = "Read from the contents." }
[themes.name]
fi = { text = "Palvelut", certainty = "working_translation" }
sv = "Tjänster"
en = "Services"
[[themes]]
id = "work"
tables = [2]
goals = ["B"]
[themes.name]
fi = "Työ"
sv = "Arbete"
en = "Work"
"""

SILENT = Status.NOT_REPORTED


def action(name: str, status_text: str | None, **columns: Any) -> dict[str, Any]:
    """A use case of the table `actions`; `years` is "2020 2021"."""
    years = [int(year) for year in columns.pop("years", "2021").split()]
    number = columns.pop("row", 1)
    return {
        "action_id": f"use-case-{columns.get('source_table', 1)}-{number}",
        "kind": "use_case",
        "label": f"{columns.get('source_table', 1)}.{number}",
        "theme_id": "services",
        "name": name,
        "markers": "",
        "tags": "",
        "planned_years": " ".join(map(str, years)),
        "first_planned_year": min(years, default=None),
        "last_planned_year": max(years, default=None),
        "status_text": status_text,
        "extra": "{}",
        "language": "fi",
        "is_hidden": False,
        "source_file": "tilanne.txt",
        "source_line": 10 + number,
        "source_table": 1,
        "source_row": number,
        **columns,
    }


def reading(row: dict[str, Any], status: Status, **columns: Any) -> dict[str, Any]:
    """A reading of an action of 09/2022."""
    timing = timing_of(status, row["first_planned_year"], row["last_planned_year"], Period(2022, 9))
    evidence = [{"text": row["status_text"], "start": 0, "end": len(row["status_text"]), "cue": "x"}]
    return {
        "action_id": row["action_id"],
        "status": status,
        "alternatives": "",
        "tier": "clear",
        "rule": "x",
        "evidence": json.dumps(evidence if row["status_text"] else []),
        "is_stale": False,
        "timing": timing,
        "needs_review": False,
        "text_sha256": "0" * 64,
        **columns,
    }


def material(
    actions: Sequence[dict[str, Any]],
    readings: Sequence[dict[str, Any]],
    *,
    findings: Sequence[dict[str, Any]] = (),
    expired_decisions: Sequence[dict[str, Any]] = (),
    reliability: Sequence[dict[str, Any]] = (),
    continuations: Sequence[dict[str, Any]] = (),
) -> Material:
    """The material of the city's report of 09/2022."""
    tables = ACTIONS.frame(actions), READINGS.frame(readings)
    continued = CONTINUATIONS.frame(continuations)
    document = {
        "file": "tilanne.txt",
        "sha256": "a" * 64,
        "format": "txt",
        "kind": "follow_up",
        "language": "fi",
        "outcome": "read",
        "action_count": len(actions),
        "warnings": "[]",
    }
    return Material(
        programme=parse_programme("kuvala", PROGRAMME, where="programme.toml"),
        period=Period(2022, 9),
        documents=DOCUMENTS.frame([document]),
        actions=tables[0],
        readings=tables[1],
        expired_decisions=EXPIRED_DECISIONS.frame(expired_decisions),
        reliability=RELIABILITY.frame(reliability),
        findings=FINDINGS.frame(findings),
        indicators=compute_indicators(*tables, Period(2022, 9), continued),
        continuations=continued,
        provenance={"seuranta": "0.1.0"},
    )


def follow_up() -> Material:
    """Seven use cases in two themes, with every sort of trouble, and one enabler."""
    rows = [
        action("Verkkokauppa", "Otettu käyttöön 2021.", row=1, years="2020 2021"),
        action("Sähköinen arkisto*", "Työ jatkuu vuonna 2022.", row=2, years="2021 2022", markers="*"),
        action("Etävastaanotto", "Odottaa rahoitusta.", row=3, years="2020"),
        action("Tekstitys", "", row=4, years="2023"),
        action("Chat", "Ei edistetty v 2021.", row=1, years="2022", theme_id="work", source_table=2),
        action(HOSTILE, "Siirretty: " + HOSTILE, row=2, years="2021 2022", theme_id="work", source_table=2),
        action("Laskut", "", row=3, years="2021", theme_id="work", source_table=2, tags="ilmasto-ohjelma"),
    ]
    enabler = action("Osaaminen", "Koulutukset pidetty.", row=1, years="", kind="enabler", source_table=3)
    enabler["extra"] = json.dumps({"Toimenpide": "Koulutetaan\nJalkautetaan", "Mittarit": ""})
    readings = [
        reading(rows[0], Status.COMPLETED, as_of_year=2021, is_stale=True),
        reading(rows[1], Status.IN_PROGRESS, as_of_year=2022, tier="doubtful", alternatives="completed"),
        reading(rows[2], Status.ON_HOLD, blocker="funding", blocker_words="Odottaa rahoitusta"),
        reading(rows[3], SILENT),
        reading(rows[4], Status.NOT_ADVANCED, as_of_year=2021, is_stale=True),
        reading(
            rows[5], Status.TRANSFERRED, tier="reviewed", decided_by="A. Virtanen", decision_reason=HOSTILE
        ),
        reading(rows[6], SILENT),
        reading(enabler, Status.COMPLETED, timing="no_plan"),
    ]
    finding = {
        "rule": "R025",
        "severity": "warning",
        "table": "readings",
        "action_id": rows[4]["action_id"],
        "found": "2021",
        "place": "tilanne.txt, line 11 (table 2, row 1)",
        **{f"message_{language}": f"2021, {language}" for language in ("fi", "sv", "en")},
        **{f"question_{language}": f"2022? {HOSTILE}" for language in ("fi", "sv", "en")},
    }
    return material([*rows, enabler], readings, findings=[finding])


ROADMAP_TITLES = {
    "problem": "Ongelma",
    "goal": "Tavoite",
    "origin": "Lähde",
    "benefit": "Hyöty",
    "beneficiary": "Hyötyjä",
    "impact": "Vaikuttavuus",
    "cost_class": "Kustannusluokka",
    "level": "Taso",
}


def measure(number: int, name: str, *values: str) -> dict[str, Any]:
    """A measure with its eight roadmap columns in order."""
    roles = dict(zip(ROADMAP_TITLES, values, strict=True))
    extra = {title: roles[role] for role, title in ROADMAP_TITLES.items()}
    return {
        **action(name, None, years="", row=number),
        "kind": "measure",
        "label": str(number),
        "number": str(number),
        "theme_id": {"A": "services", "B": "work"}[roles["goal"]],
        "extra": json.dumps(extra),
        **roles,
    }


def roadmap() -> Material:
    """Three measures, one without a problem, one that goes on from the former programme."""
    rows = [
        measure(
            1,
            "Asiakasrekisteri",
            "Miten asukas näkee omat tietonsa?",
            "A",
            "Laki",
            "avoimuus",
            "asukas",
            "L",
            "M",
            "data",
        ),
        measure(2, "Chat", "", "A", "Strategia", "avoimuus", "asukas", "S", "M", "palvelut"),
        measure(3, HOSTILE, "Miten?", "B", "Strategia", "kestävyys", "ilmasto", "M", "M", "data"),
    ]
    former = {
        "action_id": rows[1]["action_id"],
        "former_programme": "vanha",
        "former_period": "2019-12",
        "former_action_id": "use-case-x",
        "former_label": "7.1",
        "former_name": "Chat",
        "former_status": "on_hold",
        "former_planned_years": "2018 2019",
        "former_source_file": "vanha.txt",
        "former_source_line": 8,
    }
    return material(rows, [], continuations=[former])


def spans_of(report: Report) -> Iterator[Span]:
    """Every span of a report."""
    yield from _spans(report.sections)


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _spans(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _spans(getattr(value, name))


def sections_of(blocks: Sequence[Block]) -> Iterator[Section]:
    """Every section, the inner ones included."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections_of(block.blocks)


def section(report: Report, section_id: str) -> Section:
    """The section with the id."""
    return next(found for found in sections_of(report.sections) if found.id == section_id)


def figures_of(report: Report) -> list[Figure]:
    """Every figure, in order."""
    return [
        block for found in sections_of(report.sections) for block in found.blocks if isinstance(block, Figure)
    ]


def table(report: Report, table_id: str) -> Table:
    """The table with the id."""
    return next(found for found in tables_of(report.sections) if found.id == table_id)


def words(cell: Cell | Sequence[Span]) -> str:
    """The words of a cell or a text."""
    return "".join(span.text for span in (cell.text if isinstance(cell, Cell) else cell))


def grid(found: Table) -> list[list[str]]:
    """A table's words, row by row."""
    return [[words(cell) for cell in row.cells] for row in found.rows]


def definitions(found: Section) -> dict[str, str]:
    """The definitions of a section."""
    blocks = [block for block in found.blocks if isinstance(block, Definitions)]
    return {words(term): words(meaning) for block in blocks for term, meaning in block.items}
