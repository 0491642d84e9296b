"""Section 7 tells what is in no count and which checks were changed, with the reasons, in every language."""

from dataclasses import replace

import pytest

from seuranta.config import CheckChange
from seuranta.model import Severity
from seuranta.report.blocks import Paragraph, Report
from seuranta.report.content.compose import compose_reports
from seuranta.tables import FINDINGS, QUARANTINE
from tests.report.kuvala import follow_up, grid, section, table, words

APART = QUARANTINE.frame(
    [
        {
            "reason": "no_name",
            "name": "",
            "planned_years": "2022",
            "status_text": "Työ <b>jatkuu</b>.",
            "source_file": "tilanne.txt",
            "source_line": 12,
            "source_table": 1,
            "source_row": 9,
        },
        {
            "reason": "no_words",
            "name": "**",
            "source_file": "tilanne.txt",
            "source_line": 13,
            "source_table": 1,
            "source_row": 10,
        },
    ]
)
CHECKS = {
    "R012": CheckChange(Severity.INFO, "Jatkovuosi 2024 on päätetty."),
    "R016": CheckChange(None, "Samannimiset hankkeet ovat eri hankkeita."),
}


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    tables = follow_up()
    changed = replace(tables, quarantine=APART, programme=replace(tables.programme, checks=CHECKS))
    return dict(compose_reports(changed, ("fi", "sv", "en")).reports)


def _lead(report: Report, section_id: str) -> str:
    return next(words(b.text) for b in section(report, section_id).blocks if isinstance(b, Paragraph))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "2 riviltä puuttuu nimi, joka kertoisi, mistä on kyse: niitä ei ole laskettu mukaan."),
        ("sv", "2 rader saknar ett namn som säger vad de gäller: de har inte räknats med."),
        (
            "en",
            "2 rows have no name that says what they are about: they are counted nowhere.",
        ),
    ],
)
def test_rows_that_are_kept_apart_are_counted(reports: dict[str, Report], language: str, told: str) -> None:
    assert _lead(reports[language], "quality_apart") == told


def test_each_is_listed_with_its_place_its_words_and_the_reason(reports: dict[str, Report]) -> None:
    rows = grid(table(reports["fi"], "quality_apart_table"))

    assert [row[1:] for row in rows] == [
        ["2022 | Työ <b>jatkuu</b>.", "Nimi on tyhjä."],
        ["**", "Nimen paikalla on vain merkkejä."],
    ]
    assert all(row[0].startswith("tilanne.txt, rivi 1") for row in rows)


def test_a_changed_check_is_told_with_its_reason(reports: dict[str, Report]) -> None:
    assert grid(table(reports["sv"], "quality_changed_table")) == [
        ["R012", "Allvarlighetsgrad: anmärkning", "Jatkovuosi 2024 on päätetty."],
        ["R016", "Används inte", "Samannimiset hankkeet ovat eri hankkeita."],
    ]


def test_without_either_nothing_is_said_of_them() -> None:
    report = compose_reports(follow_up(), ("fi",)).reports["fi"]
    parts = {getattr(block, "id", "") for block in section(report, "quality").blocks}

    assert not parts & {"quality_apart", "quality_changed"}


@pytest.mark.parametrize(
    ("place", "fi", "sv"),
    [
        ("tilanne.docx, table 3", "tilanne.docx, taulukko 3", "tilanne.docx, tabell 3"),
        (
            "table 2.docx (table 1, row 5)",
            "table 2.docx (taulukko 1, rivi 5)",
            "table 2.docx (tabell 1, rad 5)",
        ),
        ("esitys.pptx, slides 2, 4", "esitys.pptx, diat 2, 4", "esitys.pptx, bilder 2, 4"),
        (
            "koonti.xlsx, sheet 'row 7', cell B4, C4 and 2 more",
            "koonti.xlsx, välilehti 'row 7', solu B4, C4 ja 2 muuta",
            "koonti.xlsx, bladet 'row 7', cell B4, C4 och 2 till",
        ),
        (
            "vastaukset.xlsx, all forms",
            "vastaukset.xlsx, kaikki lomakkeet",
            "vastaukset.xlsx, alla blanketter",
        ),
        ("tilanne.docx", "tilanne.docx", "tilanne.docx"),
    ],
)
def test_the_place_of_a_finding_is_told_in_the_language_of_the_report(place: str, fi: str, sv: str) -> None:
    """A finding about a document or a table has no action to link to; names of files and sheets stay."""
    told = {f"message_{language}": "Lukematta." for language in ("fi", "sv", "en")}
    finding = {"rule": "R031", "severity": "warning", "table": "documents", "place": place, **told}
    tables = replace(follow_up(), findings=FINDINGS.frame([finding]))

    reports = compose_reports(tables, ("fi", "sv", "en")).reports

    assert [grid(table(reports[name], "quality_findings"))[0][2] for name in ("fi", "sv", "en")] == [
        fi,
        sv,
        place,
    ]
