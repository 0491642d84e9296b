"""The front page of all reports: what it lists, in which order, and that everybody can read it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser

from seuranta.config import parse_programme
from seuranta.model import LANGUAGES, Period
from seuranta.report.blocks import Report, to_json
from seuranta.report.content.burn_up import BurnUpPoint
from seuranta.report.content.programme_page import (
    TRENDS,
    PublishedAction,
    PublishedPeriod,
    page_name,
    programme_page,
)
from seuranta.report.content.words import Share
from seuranta.report.html.page import render_html
from seuranta.report.html.site import IndexEntry, ListedAction, render_index
from tests.report.browser import audit_markup, audit_page, open_browser, open_page
from tests.report.kuvala import HOSTILE, PROGRAMME, figures_of, grid, table

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


def test_one_action_is_counted_as_one() -> None:
    """In Finnish the noun after 1 has another form than the noun after 26."""
    said = words(
        parsed(render_index([entry("2024-01", kind="roadmap", completed_count=None, total_count=1)]))
    )

    assert "1 toimenpide · åtgärd · action" in said


def listed(name: str, number: int = 1) -> ListedAction:
    return ListedAction(name, "fi", "completed", f"kuvala-digi/2022-09/report.fi.html#use-case-{number}")


def test_every_action_is_listed_with_a_link_to_its_row() -> None:
    """Without script the lists fold out; a name is a text, whatever it holds."""
    page = render_index([entry("2022-09", actions=[listed("Verkkokauppa"), listed(HOSTILE, 2)])])
    links = parsed(page).xpath("//details[@class='actions']//a")

    assert audit_markup(page) == []
    assert [words(link) for link in links] == ["Verkkokauppa", " ".join(HOSTILE.split())]
    assert links[0].get("href") == "kuvala-digi/2022-09/report.fi.html#use-case-1"
    assert "alert" not in parsed(page).xpath("//script")[0].text


@pytest.mark.browser
def test_a_search_finds_actions_of_all_programmes(tmp_path: Path, browser: Browser) -> None:
    """Words in any order; programmes without a hit step aside, and the number of hits is said."""
    path = tmp_path / "index.html"
    page = render_index(
        [
            entry("2022-09", actions=[listed("Verkkokauppa"), listed("Etävastaanotto", 2)]),
            entry("2024-01", programme="kuvala-roadmap", actions=[listed("Verkkokaupan laajennus", 3)]),
            entry("2024-01", programme="kuvala-climate", actions=[listed("Ruokahävikki", 4)]),
        ]
    )
    path.write_text(page, encoding="utf-8")

    with open_page(path, browser) as (opened, messages):
        field, said = opened.get_by_role("searchbox"), opened.locator(".search output")
        field.fill("verkkokaup")
        assert opened.locator(".actions li:visible").all_text_contents() == [
            "● Verkkokaupan laajennus",
            "● Verkkokauppa",
        ]
        assert said.text_content() == "2"
        assert opened.locator("#kuvala-climate").is_hidden()
        field.fill("laiva")
        assert "Ei osumia" in (said.text_content() or "")
        field.fill("")
        assert opened.locator(".programme:visible").count() == 3
        assert messages == []


KUVALA = parse_programme("kuvala", PROGRAMME, where="programme.toml")


def period(name: str, completed: int = 3, **changes: Any) -> PublishedPeriod:
    shares = {trend: Share(completed, 9) for trend in TRENDS}
    actions = [
        PublishedAction("use-case-1", "use_case", "1.1", "Verkkokauppa", "fi", "services", "", "completed"),
        PublishedAction("use-case-2", "use_case", "1.2", HOSTILE, "fi", "work", "", "on_hold"),
        PublishedAction("use-case-3", "use_case", "2.1", "Nätbutik", "sv", "", "", "not_reported"),
    ]
    return PublishedPeriod(
        name, **{"languages": ("fi", "sv"), "shares": shares, "actions": actions, **changes}
    )


def page_of(*periods: PublishedPeriod, language: str = "fi") -> Report:
    return programme_page(KUVALA, periods, language, ("fi", "sv"))


def test_a_programme_lists_its_periods_newest_first_with_their_reports() -> None:
    page = render_html(to_json(page_of(period("2021-09"), period("2022-09", 4))))
    rows = parsed(page).xpath("//table[@id='reports_table']/tbody/tr")

    assert [words(row.find("th")) for row in rows] == ["syyskuu 2022", "syyskuu 2021"]
    assert rows[0].xpath(".//a/@href") == [
        f"2022-09/report.{language}.{suffix}" for suffix in ("html", "pdf") for language in ("fi", "sv")
    ]
    assert "../index.html" in parsed(page).xpath("//section[@id='reports']//a/@href")
    assert "index.sv.html" in parsed(page).xpath("//section[@id='reports']//a/@href")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_point_of_a_trend_prints_what_it_was_counted_from(language: str) -> None:
    """Periods stand from the oldest to the newest, in the drawing, its words and its table."""
    (figure,) = figures_of(page_of(period("2022-09", 4), period("2021-09", 3), language=language))

    assert [row[1].split(" ")[0] for row in grid(figure.table)] == ["3/9", "4/9"]
    assert figure.svg.index(">3/9<") < figure.svg.index(">4/9<")
    assert figure.svg.count("/9<") == 2 * len(TRENDS)
    assert figure.alt.count("4/9") == len(TRENDS)
    assert "3/9" in figure.title and "4/9" in figure.title


def test_one_period_is_no_trend_and_a_roadmap_has_no_status() -> None:
    one = page_of(period("2022-09"))
    plan = page_of(period("2024-01", shares={}, actions=[PublishedAction("m-1", "measure", "1", "A", "fi")]))

    assert figures_of(one) == [] and grid(table(one, "trend_table"))[0][1].startswith("3/9")
    assert [section.id for section in plan.sections] == ["reports", "actions"]
    assert [column.key for column in table(plan, "actions_table").columns] == ["label", "name", "theme"]


def test_the_burn_up_of_the_newest_period_stands_before_the_trend() -> None:
    points = [BurnUpPoint(Period(year, 9), 9, 3, year - 2018, year - 2018, 0) for year in (2021, 2022)]
    page = page_of(period("2021-09"), period("2022-09", 4, burn_up=points))

    assert [figure.id for figure in figures_of(page)] == ["figure_burn_up", "figure_trend"]


def test_the_newest_actions_lead_to_their_rows_in_the_language_of_the_page() -> None:
    """A page in a language without reports leads to those that there are."""
    for language, report in (("sv", "sv"), ("en", "fi")):
        cells = [
            row.cells[1].text[0]
            for row in table(page_of(period("2022-09"), language=language), "actions_table").rows
        ]
        assert cells[0].target == f"2022-09/report.{report}.html#use-case-1"
        assert [cell.language for cell in cells] == ["fi", "fi", None if language == "sv" else "sv"]


def test_each_language_of_a_programme_has_its_page() -> None:
    assert [page_name(language, ("sv", "fi")) for language in ("sv", "fi")] == ["index.html", "index.fi.html"]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_page_of_a_programme_passes_the_audit_and_filters(
    language: str, tmp_path: Path, browser: Browser
) -> None:
    """WCAG 2.2 A and AA and best practice: 0 violations; nothing of a hostile name runs."""
    path = tmp_path / "index.html"
    periods = [period(f"20{year}-09", year - 14) for year in range(15, 23)]
    path.write_text(render_html(to_json(page_of(*periods, language=language))), encoding="utf-8")

    assert audit_page(path, browser) == []
    with open_page(path, browser) as (opened, messages):
        opened.locator("select[data-facet=theme]").select_option("work")
        assert opened.locator("#actions tbody tr:visible th").all_text_contents() == [HOSTILE]
        assert messages == []


@pytest.mark.browser
@pytest.mark.parametrize("count", [0, 3])
def test_the_front_page_passes_axe_wide_and_narrow_in_light_and_dark(
    count: int, tmp_path: Path, browser: Browser
) -> None:
    """WCAG 2.2 A and AA and best practice: 0 violations, empty or full."""
    path = tmp_path / "index.html"
    path.write_text(
        render_index([entry(f"202{year}-09", actions=[listed("A", year)]) for year in range(count)]),
        encoding="utf-8",
    )

    assert audit_page(path, browser) == []
