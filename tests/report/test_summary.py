"""The summary for an agenda: one page, whatever the report, and to the same standards as the report."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from seuranta.report.blocks import (
    BulletList,
    Figure,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    Report,
    Section,
    Span,
    text,
    to_json,
)
from seuranta.report.pdf.render import render_summary
from tests.report.pdfua import audit_pdf, read_aloud, sheet_words, squeezed, verapdf_failures
from tests.report.sample_report import HOSTILE, SVG, actions_table, data_table, sample_report

Write = Callable[[Report], Path]
STATUSES = ("completed", "in_progress", "on_hold", "not_advanced", "transferred", "not_reported")


def board_report(*, words: str = "", **changes: Any) -> Report:
    """A report whose first section holds what a board reads; `words` stand in each of its texts."""
    cards = tuple(
        KeyFigure(f"Tila {words}"[:60], "10", "10/60 (17 %)", status, "#actions") for status in STATUSES
    )
    three = BulletList(tuple(text(f"Havainto {n}. {words}") for n in range(1, 4)))
    rule = Paragraph(text(f"Sääntö. {words}"), role="note")
    summary = Section(
        "summary",
        "Yhteenveto",
        (
            Paragraph(text(f"60 käyttötapauksesta 10 on toteutunut. {words}"), role="lead"),
            KeyFigures(cards, sum_note="10 + 10 + 10 + 10 + 10 + 10 = 60"),
            Notice("Varmuus", text(f"Osa on epävarmoja. {words} ", Span("Katso.", target="#actions"))),
            Section("well", f"Mikä on sujunut hyvin {words}", (three, rule)),
            Section("worries", f"Mikä vaatii huomiota {words}", (three, rule)),
            Section("basis", "Mihin luvut perustuvat", (Paragraph(text(f"Tekstit on luettu. {words}")),)),
        ),
    )
    chart = Figure("figure_statuses", "Kuudesosa on toteutunut", "Palvelut: 10/60.", SVG, data_table("t"))
    sections = (
        summary,
        Section("themes", "Teemat", (chart,)),
        Section("actions", "Kaikki", (actions_table(60),)),
    )
    return dataclasses.replace(sample_report(), sections=sections, **changes)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the summary of a report and gives its path."""

    def written(report: Report) -> Path:
        path = tmp_path / "summary.pdf"
        path.write_bytes(render_summary(json.loads(json.dumps(to_json(report)))))
        return path

    return written


def page_count(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def test_it_says_on_one_page_what_a_board_reads(write: Write) -> None:
    path = write(board_report())

    words = sheet_words(path)
    assert page_count(path) == 1
    for expected in (
        "Kuvalan kaupunki",
        "Kuvalan digiohjelma: seurantaraportti",
        "Tilanne syyskuussa 2022",
        "60 käyttötapauksesta 10 on toteutunut.",
        "10 + 10 + 10 + 10 + 10 + 10 = 60",
        "Kuudesosa on toteutunut",
        "Tekstit on luettu.",
        "whole report: report.fi.html, report.fi.pdf, report.fi.docx",
    ):
        assert squeezed(expected) in words
    assert [words.count(f"Havainto{n}.") for n in (1, 2, 3)] == [2, 2, 2]


def test_it_is_a4_and_named_and_its_chart_is_told_in_words(write: Write) -> None:
    path = write(board_report())

    with pikepdf.open(path) as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].mediabox] == [0, 0, 595, 842]
        assert str(pdf.docinfo["/Title"]) == "Kuvalan digiohjelma: seurantaraportti – Yhteenveto"
    assert [figure.words for figure in read_aloud(path).all("Figure")] == ["Palvelut: 10/60."]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_it_passes_the_audit_in_each_language(language: str, write: Write) -> None:
    assert audit_pdf(write(board_report(language=language))) == []


@pytest.mark.verapdf
@pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-2A"])
def test_verapdf_finds_no_broken_rule(profile: str, write: Write) -> None:
    assert verapdf_failures(profile, [write(board_report())]) == []


@pytest.mark.parametrize(
    "words",
    [HOSTILE, "sana " * 1000, "x" * 5000, "Rivi\n" * 500, "🚀\u202e日本" * 400, "Lause on tässä. " * 12],
    ids=["markup", "words", "one word", "lines", "signs", "sentences"],
)
def test_it_stays_on_its_page_whatever_the_texts(words: str, write: Write) -> None:
    """Long texts are shortened where one sees it; nothing is cut off or runs over the edge."""
    report = board_report(words=words, title=f"Ohjelma {words}", organisation=f"Kunta {words}")

    path = write(report)

    assert page_count(path) == 1
    assert audit_pdf(path) == []
    with pdfplumber.open(path) as pdf:
        chars = [char for char in pdf.pages[0].chars if not char["text"].isspace()]
    assert max(char["x1"] for char in chars) <= 595.28 - 20 / 25.4 * 72 + 1
    assert max(char["bottom"] for char in chars) <= 841.89 - 20 / 25.4 * 72 + 1
    assert squeezed("10 + 10 + 10 + 10 + 10 + 10 = 60") in sheet_words(path)


def test_hostile_text_is_printed_as_it_was_written(write: Write) -> None:
    report = board_report(title=HOSTILE)

    assert squeezed(HOSTILE) in sheet_words(write(report))


def test_a_report_without_charts_has_a_summary(write: Write) -> None:
    nothing = Paragraph(text("Ei seurattavaa."), role="lead")
    headed = Section("summary", "Yhteenveto", (nothing, Section("basis", "Perusteet", (nothing,))))

    path = write(dataclasses.replace(sample_report(), sections=(headed,)))

    assert page_count(path) == 1
    assert audit_pdf(path) == []


def test_its_links_lead_into_the_report_beside_it(write: Write) -> None:
    with pikepdf.open(write(board_report())) as pdf:
        targets = {str(link.A.URI) for link in pdf.pages[0].obj.Annots}

    assert targets == {"report.fi.html#actions", "report.fi.html", "report.fi.pdf", "report.fi.docx"}


def test_the_same_report_gives_the_same_bytes() -> None:
    report = json.loads(json.dumps(to_json(board_report())))

    assert render_summary(report) == render_summary(report)
