"""What holds for every kind of page: front page, programme pages, follow-ups and plans, in every language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from seuranta.report.colour import contrast
from seuranta.report.content.drawing import INK, LINE
from seuranta.report.palette import STATUS_STYLES
from tests.report.browser import SCHEMES, open_browser, open_page
from tests.report.contrast import GRAPHIC, TEXT, faint_graphics, faint_words
from tests.report.nu import nu_messages
from tests.report.screen_reader import heard, nameless, reachable, tab_through, vague_links

KINDS = (
    "index.html",
    "porvoo-digiohjelma/index.html",
    "porvoo-digiohjelma/2022-09/report.sv.html",
    "porvoo-digitiekartta/2024-01/report.en.html",
)


def pages_of(root: Path) -> list[Path]:
    """Every published page."""
    return sorted((root / "reports").rglob("*.html"))


@pytest.mark.vnu
def test_the_markup_is_what_the_html_standard_asks_for(published: Path) -> None:
    """Neither an error nor a warning of the Nu Html Checker."""
    assert nu_messages(pages_of(published)) == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest, published: Path) -> Path:
    """One page of each kind: front page, a programme's page, a follow-up and a plan."""
    return published / "reports" / str(request.param)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_and_marks_stand_out_from_what_they_stand_on(kind: Path, scheme: str, browser: Browser) -> None:
    """Contrast of at least 4.5 for text and 3 for what is drawn, the words on charts included."""
    with open_page(kind, browser, scheme=scheme) as (page, _):
        assert faint_words(page) + faint_graphics(page) == []


def test_faint_words_and_marks_are_found(tmp_path: Path, browser: Browser) -> None:
    """The audit that says "nothing" must be able to say otherwise, of words on a drawing as well."""
    path = tmp_path / "faint.html"
    path.write_text(
        "<!doctype html><html><style>:root { --edge: #dddddd; --paper: #ffffff; }</style>"
        "<p style='color: #999'>grey</p><p style='color: #000a; background: #fff'>dim</p>"
        "<h1 style='color: #888; font-size: 32px'>large</h1>"
        "<svg width='99' height='30'><rect width='99' height='30' fill='#777777'/>"
        "<text x='9' y='20' fill='#666666'>bar</text></svg>",
        encoding="utf-8",
    )

    with open_page(path, browser) as (page, _):
        found = "\n".join(faint_words(page))

        assert "'grey': #999999 on #ffffff has 2.85" in found
        assert "'bar': #666666 on #777777" in found
        assert "dim" not in found
        assert "large" not in found


def test_every_part_of_a_chart_stands_out_from_the_paper() -> None:
    """By its colour, or by the edge that is drawn around every part."""
    assert contrast(INK, "#ffffff") >= TEXT
    assert contrast(LINE, "#ffffff") >= GRAPHIC
    for code, style in STATUS_STYLES.items():
        assert max(contrast(style.fill, "#ffffff"), contrast(INK, style.fill)) >= GRAPHIC, code
        assert contrast(style.ink, style.paper) >= TEXT, code


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_screen_reader_is_told_what_each_part_is(kind: Path, width: int, browser: Browser) -> None:
    """On a narrow screen too, where rows look like cards and are still rows of a table."""
    with open_page(kind, browser, width=width) as (page, _):
        tree = heard(page)
        shown = page.evaluate(
            "[...document.querySelectorAll('table')].filter(t => t.checkVisibility())"
            ".map(t => [t.querySelector('caption span').textContent, t.tBodies[0].rows.length])"
        )

    assert nameless(tree) == []
    assert vague_links(tree) == []
    tables = list(tree.all("table"))
    assert [table.name for table in tables] == [caption for caption, _ in shown]
    for table, (caption, count) in zip(tables, shown, strict=True):
        rows = [row for row in table.all("row") if any(part.role == "rowheader" for part in row.parts)]
        assert len(rows) == count, caption
        assert list(table.all("columnheader")), caption
    for image in tree.all("image"):
        assert sum(letter.isdigit() for letter in image.description) >= 3, image.name


@pytest.mark.browser
def test_a_screen_reader_is_told_what_the_filters_do(published: Path, browser: Browser) -> None:
    path = published / "reports" / KINDS[2]
    with open_page(path, browser) as (page, _):
        tree = heard(page)

    filters = next(part for part in tree.all("group") if part.name == "Filtrera raderna")
    controls = [(part.role, part.name) for part in filters.all("searchbox", "combobox", "button", "status")]
    assert controls == [
        ("searchbox", "Sök i texten"),
        ("combobox", "Status"),
        ("combobox", "Tema"),
        ("combobox", "I förhållande till planen"),
        ("combobox", "Planerat år"),
        ("combobox", "Hinder"),
        ("combobox", "Märkning"),
        ("combobox", "Tolkningens säkerhet"),
        ("button", "Rensa filtren"),
        ("status", ""),
    ]


@pytest.mark.browser
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_keyboard_reaches_everything_in_reading_order(kind: Path, key: str, browser: Browser) -> None:
    """Forwards and backwards: no trap, each stop on the screen, under nothing, with an outline."""
    with open_page(kind, browser) as (page, _):
        expected, stops = list(reachable(page)), tab_through(page, key=key)

    places = [stop.index for stop in stops]
    assert (places if key == "Tab" else places[::-1]) == expected == sorted(expected)
    for stop in stops:
        assert stop.outline >= 2, stop
        assert stop.is_on_screen, stop
        assert stop.is_uncovered, stop


@pytest.mark.browser
@pytest.mark.parametrize("system", SCHEMES)
def test_a_reader_can_choose_the_other_colours(kind: Path, system: str, browser: Browser) -> None:
    """The switch begins with what the system says, and says by itself which colours are shown."""
    other = {"light": "dark", "dark": "light"}[system]
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    with open_page(kind, browser, scheme=system) as (page, messages):
        switch = page.locator("button.scheme")
        assert switch.get_attribute("aria-pressed") == str(system == "dark").lower()

        switch.click()
        assert page.evaluate(scheme) == other
        assert switch.get_attribute("aria-pressed") == str(other == "dark").lower()
        assert faint_words(page) == []

        switch.press("Enter")
        assert page.evaluate(scheme) == system
        assert messages == []


@pytest.mark.browser
def test_without_script_no_switch_is_shown(kind: Path, browser: Browser) -> None:
    with open_page(kind, browser, has_script=False) as (page, _):
        assert not page.locator("button.scheme").is_visible()
