"""The front page of all reports: what it lists, in which order, and that everybody can read it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser

from seuranta.report.html.site import IndexEntry, render_index
from tests.report.browser import audit_markup, audit_page, open_browser

NAMES = {"en": "Kuvala Digital", "fi": "Kuvalan digiohjelma", "sv": "Bildsta digiprogram"}
ORGANISATIONS = {"fi": "Kuvalan kaupunki", "sv": "Bildsta stad", "en": "City of Kuvala"}


def entry(
    period: str, *, programme: str = "kuvala-digi", names: Mapping[str, str] = NAMES, **changes: Any
) -> IndexEntry:
    values: dict[str, Any] = {
        "languages": ("fi", "sv"),
        "total_count": 63,
        "completed_count": 17,
        "base": f"{programme}/{period}",
    }
    return IndexEntry(programme, names, ORGANISATIONS, period, **{**values, **changes})


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def test_every_language_of_a_period_has_a_page_and_a_pdf() -> None:
    """The links are relative, so the site works in any folder and from a memory stick."""
    root = parsed(render_index([entry("2022-09")]))

    assert root.xpath("//ul[@class='links']//a/@href") == [
        "kuvala-digi/2022-09/report.fi.html",
        "kuvala-digi/2022-09/report.fi.pdf",
        "kuvala-digi/2022-09/report.sv.html",
        "kuvala-digi/2022-09/report.sv.pdf",
    ]
    assert [words(a) for a in root.xpath("//ul[@class='links']//a")] == [
        "Suomeksi",
        "Suomeksi, PDF",
        "På svenska",
        "På svenska, PDF",
    ]


def test_the_newest_comes_first() -> None:
    """Programmes by their newest period, periods of a programme newest first, whatever order they come in."""
    entries = [
        entry("2021-09"),
        entry(
            "2024-01",
            programme="kuvala-roadmap",
            names={"fi": "Kuvalan tiekartta"},
            kind="roadmap",
            completed_count=None,
        ),
        entry("2022-09"),
    ]

    root = parsed(render_index(entries))

    assert [words(h) for h in root.xpath("//h2")] == ["Kuvalan tiekartta", "Kuvalan digiohjelma"]
    assert [words(h) for h in root.xpath("//h3")] == ["2024-01", "2022-09", "2021-09"]
    assert render_index(entries) == render_index(entries[::-1])


def test_a_share_shows_its_denominator_and_a_roadmap_only_its_size() -> None:
    """Nobody has followed up a roadmap yet, so "0 completed" would be a claim."""
    followed = words(parsed(render_index([entry("2022-09")])))
    planned = words(
        parsed(render_index([entry("2024-01", kind="roadmap", completed_count=None, total_count=26)]))
    )

    assert "17/63 toteutunut · slutförda · completed" in followed
    assert "26 toimenpidettä · åtgärder · actions" in planned
    assert "/26" not in planned


def test_words_of_another_language_are_marked() -> None:
    """The page is Finnish; Swedish and English names, headings and links say what they are."""
    root = parsed(render_index([entry("2022-09")]))

    assert root.get("lang") == "fi"
    assert [words(e) for e in root.xpath("//header//span[@lang]")] == [
        "Uppföljningsrapporter",
        "Follow-up reports",
    ]
    assert words(root.xpath("//span[@lang='sv' and contains(., 'digiprogram')]")[0]) == "Bildsta digiprogram"
    assert [a.get("lang") for a in root.xpath("//a[@hreflang='sv']")] == ["sv", "sv"]


def test_a_programme_without_a_finnish_name_is_headed_in_its_own_language() -> None:
    """A name is never invented: the first one there is heads the programme, and is marked."""
    root = parsed(render_index([entry("2022-09", names={"sv": "Bildsta digiprogram"})]))

    assert [(h.get("lang"), words(h)) for h in root.xpath("//h2")] == [("sv", "Bildsta digiprogram")]


def test_a_name_is_a_text() -> None:
    """A programme's name reaches the page through escaping, its folder through quoting."""
    attack = "<script>alert(1)</script>"
    page = render_index([entry("2022-09", names={"fi": attack}, base='kuvala digi"/2022-09')])

    assert audit_markup(page) == []
    assert parsed(page).xpath("//script") == []
    assert words(parsed(page).xpath("//h2")[0]) == attack
    assert parsed(page).xpath("//ul[@class='links']//a/@href")[0] == "kuvala%20digi%22/2022-09/report.fi.html"


def test_an_empty_site_says_so_in_every_language() -> None:
    """Before the first report the page explains itself."""
    said = words(parsed(render_index([])).find(".//main"))

    assert said == (
        "Raportteja ei ole vielä julkaistu. Inga rapporter har publicerats ännu. "
        "No reports have been published yet."
    )


@pytest.mark.browser
@pytest.mark.parametrize("count", [0, 3])
def test_the_front_page_passes_axe_wide_and_narrow_in_light_and_dark(
    count: int, tmp_path: Path, browser: Browser
) -> None:
    """WCAG 2.2 A and AA and best practice: 0 violations, empty or full."""
    path = tmp_path / "index.html"
    path.write_text(render_index([entry(f"202{year}-09") for year in range(count)]), encoding="utf-8")

    assert audit_page(path, browser) == []
