"""The reports of the two real documents as published: accessible, complete, in order, nothing cut."""

import csv
import json
from pathlib import Path

import pytest
from lxml import html

from seuranta.model import LANGUAGES
from tests.documents import ROOT
from tests.report.browser import audit_page, open_browser, open_page
from tests.report.pdfua import audit_pdf, read_aloud, squeezed, verapdf_failures

FOLLOW_UP, ROADMAP = "porvoo-digiohjelma/2022-09", "porvoo-digitiekartta/2024-01"
REPORTS = [(period, language) for period in (FOLLOW_UP, ROADMAP) for language in LANGUAGES]


def golden(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests" / "golden" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(root: Path, period: str, language: str, suffix: str) -> Path:
    return root / "reports" / period / f"report.{language}.{suffix}"


@pytest.mark.browser
@pytest.mark.parametrize(("period", "language"), REPORTS)
def test_the_page_passes_the_accessibility_audit(published: Path, period: str, language: str) -> None:
    assert audit_page(report(published, period, language, "html")) == []


@pytest.mark.browser
def test_every_page_of_the_site_passes_the_accessibility_audit(published: Path) -> None:
    pages = sorted((published / "reports").rglob("index*.html"))

    assert len(pages) == 1 + 2 * len(LANGUAGES)
    for page in pages:
        assert audit_page(page) == []


def test_every_link_between_the_pages_leads_to_a_page(published: Path) -> None:
    """The front page, the pages of the programmes and the rows of their reports."""
    rows = 0
    for page in sorted((published / "reports").rglob("index*.html")):
        for address in html.parse(page).xpath("//a/@href"):
            file, _, place = address.partition("#")
            target = (page.parent / file).resolve() if file else page
            assert target.is_file(), address
            if file and place:
                rows += 1
                assert f'id="{place}"' in target.read_text(encoding="utf-8")
    assert rows == (63 + 26) * (1 + len(LANGUAGES))


def test_the_page_of_the_follow_up_is_light(published: Path) -> None:
    """At most 400 KB, of which 50 KB stay for what the next period has to say of changes."""
    for language in LANGUAGES:
        assert report(published, FOLLOW_UP, language, "html").stat().st_size < 400_000


@pytest.mark.parametrize(("period", "language"), REPORTS)
def test_the_pdf_passes_the_accessibility_audit(published: Path, period: str, language: str) -> None:
    assert audit_pdf(report(published, period, language, "pdf")) == []


@pytest.mark.verapdf
@pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-2A"])
def test_verapdf_finds_no_broken_rule_in_any_report(published: Path, profile: str) -> None:
    assert verapdf_failures(profile, [report(published, *which, "pdf") for which in REPORTS]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_all_63_use_cases_in_order_as_written(published: Path, language: str) -> None:
    root = html.parse(report(published, FOLLOW_UP, language, "html")).getroot()
    rows = [" ".join(row.text_content().split()) for row in root.xpath("//section[@id='actions']//tbody/tr")]

    truths = golden("use_cases_2022_09.csv")

    assert len(rows) == len(truths) == 63
    for row, truth in zip(rows, truths, strict=True):
        assert truth["name"] in row
        assert truth["status_text"] in row


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_reads_out_all_63_use_cases_in_order_and_cuts_nothing(published: Path, language: str) -> None:
    rows = read_aloud(report(published, FOLLOW_UP, language, "pdf")).all("TR")
    cells = [[squeezed(cell.words) for cell in row.children] for row in rows]
    truths = golden("use_cases_2022_09.csv")

    shown = [row for row in cells if len(row) == 9 and row[2].startswith("2020:")]

    assert len(shown) == len(truths)
    for row, truth in zip(shown, truths, strict=True):
        assert row[1] == squeezed(truth["name"])
        assert row[7] == squeezed(truth["status_text"])
        assert row[8].endswith(truth["line"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hyphen_is_copied_from_the_pdf_as_a_hyphen(published: Path, language: str) -> None:
    text = read_aloud(report(published, FOLLOW_UP, language, "pdf")).words

    assert "\u00ad" not in text
    assert "avoindata.fi -palvelussa" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_reads_out_all_26_measures_with_every_column(published: Path, language: str) -> None:
    rows = read_aloud(report(published, ROADMAP, language, "pdf")).all("TR")
    cells = [[squeezed(cell.words) for cell in row.children] for row in rows]

    for truth in golden("measures_2024_01.csv"):
        said = {words for row in cells if row[0] == truth["Nr"] for words in row}
        assert {squeezed(value) for value in truth.values() if value} <= said


@pytest.mark.parametrize("period", [FOLLOW_UP, ROADMAP])
def test_every_indicator_is_printed_with_the_same_counts_in_every_language(
    published: Path, period: str
) -> None:
    with (published / "data/processed" / period / "indicators.csv").open(encoding="utf-8") as file:
        whole = [row for row in csv.DictReader(file) if row["dimension"] == "programme"]
    counts = {f"{row['numerator_count']}/{row['denominator_count']}" for row in whole}
    printed = []
    for language in LANGUAGES:
        page = html.parse(report(published, period, language, "html")).getroot().text_content()
        printed.append({count for count in counts if count in page})

    assert printed[0] == printed[1] == printed[2]
    assert len(printed[0]) >= 5


@pytest.mark.browser
def test_a_reader_filters_the_use_cases_by_status_and_by_words(published: Path) -> None:
    path = report(published, FOLLOW_UP, "fi", "html")
    run = json.loads((published / "data/processed" / FOLLOW_UP / "run.json").read_text(encoding="utf-8"))
    with open_browser() as browser, open_page(path, browser) as (page, messages):
        rows = page.locator("#actions tbody tr:visible")
        assert rows.count() == 63
        page.locator("#actions select[data-facet=status]").select_option("completed")
        assert rows.count() == run["counts"]["completed"]
        page.locator("#actions select[data-facet=status]").select_option("")
        page.locator("#actions input[type=search]").fill("verkkokauppa")
        assert 1 <= rows.count() < 5
        assert messages == []
