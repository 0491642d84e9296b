"""The HTML report: what is in it, what is kept out of it, and how it behaves in a browser."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from seuranta.errors import ConfigurationError, StepFailedError, UsageError
from seuranta.report.blocks import (
    FORMAT_VERSION,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Report,
    Section,
    Span,
    json_text,
    text,
    to_json,
)
from seuranta.report.colour import contrast, ink_on, readable
from seuranta.report.html.exporter import ReportHtmlExporter
from seuranta.report.html.page import TEMPLATES, render_fragment, render_html
from seuranta.report.html.svg import inline_svg
from seuranta.report.palette import STATUS_STYLES
from seuranta.report.payload import carried
from tests.report.browser import (
    PLACEHOLDER_ALT,
    audit_in_browser,
    audit_markup,
    audit_page,
    open_browser,
    open_page,
)
from tests.report.sample_report import HOSTILE, SVG, actions_table, data_table, sample_report


def as_json(report: Report) -> dict[str, Any]:
    """The report as it comes out of a notebook file."""
    value: dict[str, Any] = json.loads(json.dumps(to_json(report)))
    return value


def with_sections(*sections: Section, **changes: Any) -> dict[str, Any]:
    return as_json(dataclasses.replace(sample_report(), sections=sections, **changes))


def with_text(*spans: Span) -> dict[str, Any]:
    return with_sections(Section("summary", "Yhteenveto", (Paragraph(text(*spans)),)))


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(as_json(sample_report()))


@pytest.fixture(scope="module")
def long_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "report.fi.html"
    path.write_text(render_html(as_json(themed_report(60))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def opened(long_page: Path, browser: Browser) -> Iterator[Page]:
    with open_page(long_page, browser) as (page, _):
        yield page


def themed_report(action_count: int) -> Report:
    """So many actions, and twelve more in a table of another theme, under one section."""
    report = sample_report(action_count=action_count)
    table = actions_table(12)
    second = dataclasses.replace(
        table,
        id="actions-table-2",
        caption="Käyttötapaukset, taulukko 2",
        rows=tuple(
            dataclasses.replace(row, id=f"second-{row.id}", facets={**row.facets, "theme": ("meetings",)})
            for row in table.rows
        ),
        facets=(
            table.facets[0],
            dataclasses.replace(table.facets[1], options=(("meetings", "Kohtaaminen"),)),
            table.facets[2],
        ),
    )
    sections = tuple(
        Section(
            "actions",
            s.title,
            (Section("a-1", "Palvelut", s.blocks), Section("a-2", "Kohtaaminen", (second,))),
        )
        if s.id == "actions"
        else s
        for s in report.sections
    )
    return dataclasses.replace(report, sections=sections)


# What is in the page


def test_the_page_says_every_word_of_the_report(page: str) -> None:
    """Title block, lead, key figures, notice, list, definitions: nothing is left out."""
    said = words(parsed(page))

    for sentence in (
        "Kuvalan kaupunki",
        "Kuvalan digiohjelma: seurantaraportti",
        "Tilanne syyskuussa 2022",
        "Neljästä käyttötapauksesta kaksi on toteutunut.",
        "2/4 (50 %)",
        "2 + 1 + 1 = 4",
        "Yksi luenta odottaa ihmisen päätöstä: 1.2.",
        "Puolet käyttötapauksista on toteutunut",
        "Ensimmäinen huomio",
        "tilanne.txt, rivi 13",
        "versio 2",
    ):
        assert sentence in said


def test_the_markup_of_the_page_has_no_fault(page: str) -> None:
    """Ids are unique, links lead somewhere, tables have captions and scopes, headings skip no level."""
    assert audit_markup(page) == []


def test_the_markup_audit_finds_faults() -> None:
    """The audit that says "no fault" must be able to say otherwise."""
    faulty = (
        "<html><head><title></title></head><body><h1>A</h1><h3 id=a>B</h3>"
        "<a href='#gone' id=a onclick='x()'>c</a>"
        "<table id=t><tbody><tr><th>x</th></tr></tbody></table><script>1</script><script>2</script>"
        "<svg role=img><title>kuva</title><desc>No description has been provided for this image</desc></svg>"
        "<img src='https://kuvala.example/x.png'></body></html>"
    )

    found = "\n".join(audit_markup(faulty))

    for fault in (
        "names no language",
        "no title",
        "not one main",
        "'a' occurs 2 times",
        "leads to 'gone'",
        "no caption",
        "without scope",
        "level 3 follows one of level 1",
        "for its desc",
        "'kuva' for its title",
        "more than one script",
        "acts on onclick",
        "loads 'https:",
        "an image has no words",
    ):
        assert fault in found


def test_the_same_report_gives_the_same_bytes() -> None:
    """Same in, same out: nothing in the page comes from a clock, a hash seed or the machine."""
    first = render_html(as_json(sample_report(action_count=20)))

    assert first == render_html(as_json(sample_report(action_count=20)))
    assert not re.search(r"0x[0-9a-f]{6}", re.sub(r"sha256-\S+", "", first.split("<style>")[0]))


def test_the_page_and_foreign_words_name_their_language(page: str) -> None:
    """A Finnish page with Swedish status texts is read out in the right voice."""
    root = parsed(page)

    assert root.get("lang") == "fi"
    assert [words(span) for span in root.xpath("//span[@lang='sv']")] == [
        "Tjänsten togs i bruk 2021. Arbetet fortsätter tillsammans med regionens kommuner."
    ] * 3


def test_a_heading_in_the_words_of_the_document_names_its_language() -> None:
    """A column of a Swedish document keeps its Swedish heading in a Finnish report."""
    table = data_table("titles")
    column = dataclasses.replace(table.columns[1], title="Slutfört", language="sv")
    swedish = dataclasses.replace(table, columns=(table.columns[0], column))

    page = render_html(with_sections(Section("a", "A", (swedish,))))

    assert parsed(page).xpath("//th[@lang='sv']/text()") == ["Slutfört"]


def test_a_status_is_a_symbol_and_a_word(page: str) -> None:
    """Colour never stands alone; the symbol is not read out beside its word."""
    badges = parsed(page).xpath("//td/span[contains(@class, 'badge')]")

    assert [words(badge) for badge in badges] == ["●Toteutunut", "◐Käynnissä", "‖Odottaa", "?Ei raportoitu"]
    assert all(badge.xpath("span[@class='symbol']/@aria-hidden") == ["true"] for badge in badges)


def test_the_year_grid_says_in_words_what_it_draws(page: str) -> None:
    """A mark is a drawing; who does not see it hears "2020: planned"."""
    cells = parsed(page).xpath("//tr[@id='action-1']/td[contains(@class, 'year')]")

    assert [words(cell) for cell in cells] == ["2020: suunniteltu", "2021: ei suunniteltu"]
    assert ["is-on" in cell.get("class").split() for cell in cells] == [True, False]


def test_each_action_has_an_address_and_a_link_to_it(page: str) -> None:
    """A board member can be sent the address of one row."""
    links = parsed(page).xpath("//tr[@id='action-1']//a[@class='row-link']")

    assert [link.get("href") for link in links] == ["#action-1"]
    assert [link.get("aria-label") for link in links] == ["Linkki: 1.1"]


def test_a_row_is_headed_by_the_column_that_names_it(page: str) -> None:
    """The name heads the row even when a number stands before it."""
    row = parsed(page).get_element_by_id("action-1")

    assert [words(head) for head in row.xpath("th[@scope='row']")] == [
        "Kuvalan asiointipalvelujen kehittäminen, osa 1"
    ]


def test_a_row_without_a_name_has_no_empty_head() -> None:
    """An empty head would be announced before every cell of its row."""
    table = data_table("nameless")
    nameless = dataclasses.replace(
        table.rows[0], cells=(dataclasses.replace(table.rows[0].cells[0], text=()), table.rows[0].cells[1])
    )
    page = render_html(with_sections(Section("a", "A", (dataclasses.replace(table, rows=(nameless,)),))))

    assert parsed(page).xpath("//table[@id='nameless']/tbody//th") == []


def test_a_chart_is_one_image_with_a_name_and_its_numbers(page: str) -> None:
    """The finding is its name, the numbers in words its description, its data a table below."""
    figure = parsed(page).get_element_by_id("figure-statuses")
    svg = figure.find(".//svg")

    assert svg.get("role") == "img"
    assert svg.findtext("title") == "Puolet käyttötapauksista on toteutunut"
    assert svg.findtext("desc") == "Palvelut: 2/3 toteutunut."
    assert not PLACEHOLDER_ALT.search(svg.findtext("desc"))
    assert svg.get("aria-labelledby") == "figure-statuses-svg-title figure-statuses-svg-desc"
    assert figure.xpath("details//table/@id") == ["figure-statuses-table"]


def test_key_figures_fill_their_rows_evenly() -> None:
    """Nine figures stand as five and four, not as six and three."""
    nine = KeyFigures(tuple(KeyFigure(f"Luku {number}", str(number)) for number in range(9)))
    page = render_html(with_sections(Section("summary", "Yhteenveto", (nine,))))

    assert "columns-5" in parsed(page).find(".//dl").get("class")


def test_the_renderer_has_no_word_of_its_own() -> None:
    """Whatever a reader meets comes out of the report, so a translation cannot miss a word."""
    report = as_json(sample_report())
    report["labels"] = dict.fromkeys(report["labels"], "€")
    word = re.compile(r"[^\W\d_]{2,}")
    root = parsed(render_html(report))
    for silent in root.xpath("//style | //script"):
        silent.drop_tree()

    said = set(word.findall(" ".join(root.find("body").itertext())))
    assert said <= set(word.findall(json.dumps(report, ensure_ascii=False)))
    assert "toteutunut" in said


# What is kept out of it


def test_hostile_text_is_shown_as_it_is_written(page: str) -> None:
    """A status text that looks like a script, a template or a formula is a text."""
    root = parsed(page)

    assert words(root.xpath("//tr[@id='action-2']/th")[0]) == " ".join(HOSTILE.split())
    assert [words(item) for item in root.xpath("//ul[@class='list']/li")][-1] == " ".join(HOSTILE.split())
    assert len(root.xpath("//script")) == 1
    assert "alert" not in root.xpath("//script")[0].text
    assert "49" not in words(root.xpath("//tr[@id='action-2']/th")[0])


def test_hostile_words_in_every_other_place_are_inert() -> None:
    """Titles, captions, labels, facets and alternative texts are as foreign as cells."""
    attack = "\"><img src=x onerror=alert(1)></title></style></script>'{{ 7*7 }}"
    report = json.loads(
        json.dumps(as_json(sample_report()), ensure_ascii=False)
        .replace("Kuvalan", json.dumps(attack)[1:-1] + " Kuvalan")
        .replace("Yhteenveto", json.dumps(attack)[1:-1])
        .replace("Toteutunut", json.dumps(attack)[1:-1])
        .replace("Palvelut", json.dumps(attack)[1:-1])
        .replace("riviä", json.dumps(attack)[1:-1])
    )

    page = render_html(report)

    assert audit_markup(page) == []
    assert parsed(page).xpath("//img") == []
    assert parsed(page).xpath("//head/title")[0].text.startswith(attack)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", " JavaScript:alert(1)", "//kuvala.example"]
)
def test_an_address_that_acts_is_no_link(target: str) -> None:
    """An address out of a document leads somewhere or is plain text."""
    page = render_html(with_text(Span("katso", target=target)))

    assert parsed(page).xpath("//main//a") == []
    assert "katso" in words(parsed(page))


@pytest.mark.parametrize(
    "target", ["#summary", "https://kuvala.example/?a=1&b=2", "mailto:digi@kuvala.example"]
)
def test_an_address_that_leads_somewhere_is_a_link(target: str) -> None:
    """References within the report, web addresses and mail addresses can be followed."""
    page = render_html(with_text(Span("katso", target=target)))

    assert parsed(page).xpath("//main//p/a/@href") == [target]


def test_the_page_may_use_nothing_but_its_own_style_and_script(page: str) -> None:
    """The policy names one style sheet and one script by their hash, and no address at all."""
    policy = parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert parsed(page).xpath("//body//*[@style]") == []


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<foreignObject><p/></foreignObject>", "foreignObject"),
        ('<rect onclick="alert(1)"/>', "onclick"),
        ('<image href="https://kuvala.example/x.png"/>', "https://kuvala.example/x.png"),
        ('<rect fill="url(https://kuvala.example/x.svg#a)"/>', "https://kuvala.example/x.svg"),
        ('<a href="#x"><rect/></a>', "'a'"),
        ("<style>@import 'https://kuvala.example/x.css';</style>", "@import"),
    ],
)
def test_a_drawing_that_acts_or_loads_is_refused(inside: str, found: str) -> None:
    """Drawings are not escaped, so they are checked."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'

    with pytest.raises(StepFailedError, match=re.escape(found)) as refusal:
        inline_svg(svg, figure_id="figure-a", title="A", alt="B")

    assert refusal.value.where == "figure-a"


def test_a_drawing_of_matplotlib_keeps_its_looks_without_style() -> None:
    """Style attributes become presentation attributes, which the policy does not block."""
    svg = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="72pt" height="36pt">'
        "<metadata><x/></metadata><defs><style>*{stroke-linejoin: round}</style></defs>"
        '<g><use xlink:href="#a" '
        "style=\"fill: #1f7a4d; font: bold 14px 'DejaVu Sans', sans-serif\"/></g></svg>"
    )

    drawn = html.fragment_fromstring(inline_svg(svg, figure_id="figure-a", title="A & B", alt="<1>"))

    use = drawn.find(".//use")
    assert dict(use.attrib) == {
        "href": "#a",
        "fill": "#1f7a4d",
        "font-weight": "bold",
        "font-size": "14px",
        "font-family": "'DejaVu Sans', sans-serif",
    }
    assert drawn.get("stroke-linejoin") == "round"
    assert drawn.get("viewbox") == "0 0 72 36"
    assert drawn.xpath(".//metadata | .//style") == []
    assert (drawn.findtext("title"), drawn.findtext("desc")) == ("A & B", "<1>")


@pytest.mark.parametrize("svg", ["", "<svg", "<p/>", SVG.replace("http://www.w3.org/2000/svg", "urn:x")])
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    """A broken figure stops the report instead of leaving a hole in it."""
    with pytest.raises(StepFailedError):
        inline_svg(svg, figure_id="figure-a", title="A", alt="B")


def test_a_report_of_another_form_is_refused() -> None:
    """A notebook that an older version ran is not half understood."""
    with pytest.raises(StepFailedError, match=f"form {FORMAT_VERSION}, found 99"):
        render_html(as_json(sample_report()) | {"version": 99})


def test_an_unknown_block_or_status_is_refused() -> None:
    """What the renderer does not know it does not leave out in silence."""
    report = as_json(sample_report())
    report["sections"][0]["blocks"][0]["type"] = "hologram"
    with pytest.raises(StepFailedError, match="hologram"):
        render_html(report)

    figure = KeyFigures((KeyFigure("Valmis", "1", status="done"),))
    with pytest.raises(StepFailedError, match="'done'"):
        render_html(with_sections(Section("a", "A", (figure,))))


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345g", "#123456;}", "123456#"])
def test_an_accent_that_is_no_colour_is_refused(colour: str) -> None:
    """The colour goes into the style sheet, so it must be nothing but a colour."""
    with pytest.raises(ConfigurationError, match="colour"):
        render_html(as_json(sample_report()) | {"accent_colour": colour})


# Colours and fonts


@pytest.mark.parametrize("colour", ["#0b4f8a", "#ffd500", "#000000", "#ffffff", "#e30613", "#7f7f7f"])
def test_any_accent_colour_becomes_readable(colour: str) -> None:
    """A city with a yellow coat of arms still gets links that can be read."""
    for paper in ("#ffffff", "#f4f5f6", "#12161a"):
        assert contrast(readable(colour, paper), paper) >= 4.5
    assert contrast(ink_on(colour), colour) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    """The city's own colour is not touched without need."""
    assert readable("#0b4f8a", "#ffffff") == "#0b4f8a"


def test_the_symbol_font_has_the_symbol_of_every_status() -> None:
    """A missing glyph would look different on every machine."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (heavy, and for this test alone)

    glyphs = TTFont(str(TEMPLATES / "fonts" / "symbols.ttf")).getBestCmap()

    assert {style.symbol for style in STATUS_STYLES.values()} <= set(map(chr, glyphs))


def test_a_span_of_years_in_the_title_stays_on_one_line() -> None:
    """A line that ends in "2020–" and one that begins with "2023" are read as two things."""
    title = "Kuvalan digiohjelma 2020–2023: seurantaraportti"
    root = parsed(render_html(as_json(sample_report()) | {"title": title}))

    (heading,) = root.xpath("//h1")
    assert heading.text_content() == title
    assert heading.xpath("span[@class='kept']/text()") == ["2020–2023:"]


# In a notebook


def notebook() -> nbformat.NotebookNode:
    languages = {language: json_text(sample_report(language=language)) for language in ("fi", "sv")}
    output = nbformat.v4.new_output("display_data", data=carried(languages))
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# <script>alert(1)</script>"),
            nbformat.v4.new_code_cell("show(...)", outputs=[output]),
        ]
    )


def test_the_exporter_renders_the_first_language_of_a_notebook() -> None:
    """Code and Markdown of the notebook stay behind; the report alone is published."""
    page, resources = ReportHtmlExporter().from_notebook_node(notebook())

    root = parsed(page)
    assert root.get("lang") == "fi"
    assert root.xpath("//main/section/@id") == ["summary", "themes", "actions", "method"]
    assert "show(" not in root.text_content()
    assert resources["output_extension"] == ".html"


def test_the_exporter_renders_the_language_it_is_asked_for() -> None:
    """One run, one notebook, a page for each language."""
    page, _ = ReportHtmlExporter(language="sv").from_notebook_node(notebook())

    assert parsed(page).get("lang") == "sv"


def test_the_exporter_says_which_languages_there_are() -> None:
    """A language that the programme does not publish is a wrong usage, not an empty page."""
    with pytest.raises(UsageError, match="expected a report in 'en', found fi, sv"):
        ReportHtmlExporter(language="en").from_notebook_node(notebook())


def test_a_section_in_a_notebook_brings_its_style_and_no_script() -> None:
    """The rest of the notebook keeps its looks: every rule is held within the section."""
    fragment = render_fragment(as_json(sample_report()))
    root = html.fragment_fromstring(fragment)

    assert root.get("class") == "seuranta"
    assert root.get("lang") == "fi"
    assert root.xpath(".//script | .//fieldset") == []
    depth, outer = 0, []
    for line in root.find("style").text.splitlines():
        if depth == 0:
            outer.append(line)
        depth += line.count("{") - line.count("}")
    assert depth == 0
    assert all(line.startswith(".seuranta") for line in outer if line.strip())


def test_a_section_that_a_report_lacks_is_shown_as_nothing() -> None:
    """Reports of different kinds share a notebook; a section without content leaves no trace."""
    fragment = render_fragment(with_sections())

    assert words(html.fragment_fromstring(fragment.split("</style>")[1].replace("</div>", "<p></p>"))) == ""


# In a browser


@pytest.mark.browser
def test_the_page_passes_axe_wide_and_narrow_in_light_and_dark(tmp_path: Path, browser: Browser) -> None:
    """WCAG 2.2 A and AA and best practice: 0 violations; no request, no message, no sideways scroll."""
    path = tmp_path / "report.fi.html"
    path.write_text(render_html(as_json(themed_report(4))), encoding="utf-8")

    assert audit_page(path, browser) == []


@pytest.mark.browser
def test_the_browser_audit_finds_faults(tmp_path: Path, browser: Browser) -> None:
    """The audit that says "no fault" must be able to say otherwise."""
    path = tmp_path / "faulty.html"
    path.write_text(
        "<!doctype html><html><title>A</title><p style='width:2000px'>b</p><script>fetch('http://127.0.0.1:9/');f()</script>",
        encoding="utf-8",
    )

    found = "\n".join(audit_in_browser(path, browser))

    for fault in ("axe html-has-lang", "sideways", "remote request: http://127.0.0.1:9/", "f is not defined"):
        assert fault in found


@pytest.mark.browser
@pytest.mark.parametrize("colour", ["#ffd500", "#111111", "#e30613"])
def test_the_page_passes_axe_in_the_colours_of_other_cities(
    colour: str, tmp_path: Path, browser: Browser
) -> None:
    """Yellow, nearly black, red: the accent never costs readability."""
    path = tmp_path / "report.fi.html"
    path.write_text(render_html(as_json(sample_report()) | {"accent_colour": colour}), encoding="utf-8")

    assert audit_page(path, browser) == []


@pytest.mark.browser
def test_one_filter_bar_narrows_every_table_of_its_section(opened: Page) -> None:
    """Facets of the same key become one control; the count is said aloud."""
    assert opened.locator(".filters").count() == 1
    assert opened.locator(".filters output").text_content() == "72/72 riviä"

    opened.locator("select[data-facet=theme]").select_option("meetings")
    opened.locator("select[data-facet=status]").select_option("completed")

    assert opened.locator(".filters output").text_content() == "3/72 riviä"
    assert opened.locator("#actions-table").is_hidden()
    assert opened.locator("#actions-table-2 tbody tr:visible").count() == 3


@pytest.mark.browser
def test_a_search_keeps_the_rows_that_hold_every_word(opened: Page) -> None:
    """Words in any order, in any column, in any case; labels of links do not count."""
    opened.get_by_label("search").fill("OSA 12 regionens")
    assert opened.locator(".filters output").text_content() == "no rows"

    opened.get_by_label("search").fill("OSA 11 kommuner")
    assert opened.locator(".filters output").text_content() == "2/72 riviä"

    opened.get_by_label("search").fill("linkki")
    assert opened.locator(".filters output").text_content() == "no rows"


@pytest.mark.browser
def test_clearing_the_filters_brings_every_row_back(opened: Page) -> None:
    """The button undoes search and choices at once."""
    opened.get_by_label("search").fill("osa 7")
    opened.locator("select[data-facet=status]").select_option("on_hold")
    opened.get_by_role("button", name="clear filters").click()

    assert opened.locator(".filters output").text_content() == "72/72 riviä"
    assert opened.get_by_label("search").input_value() == ""


@pytest.mark.browser
def test_a_link_to_a_row_leads_there_even_when_a_filter_hides_it(opened: Page) -> None:
    """A reference in the summary must not lead to nothing."""
    opened.locator("select[data-facet=status]").select_option("completed")
    assert opened.locator("#action-2").is_hidden()

    opened.locator("#summary .notice a").click()

    opened.locator("#action-2").wait_for(state="visible")


@pytest.mark.browser
def test_a_number_leads_to_the_rows_that_it_counts(opened: Page) -> None:
    """Whoever doubts "2 completed" sees which they are, and can send the address on."""
    opened.locator("#summary .key-figure a").click()

    opened.locator(".filters.is-active").wait_for()
    assert opened.locator("select[data-facet=status]").input_value() == "completed"
    assert opened.locator("#actions tbody tr:visible").count() == 18
    assert opened.evaluate("location.hash") == "#actions?status=completed"
    assert opened.evaluate("document.activeElement.className").startswith("filters")


@pytest.mark.browser
def test_an_address_with_a_choice_opens_the_page_with_that_choice(long_page: Path, browser: Browser) -> None:
    """What one reader filtered another sees; a choice that the page does not have is no choice."""
    with open_page(long_page, browser) as (page, messages):
        page.goto(f"{long_page.as_uri()}#actions?status=on_hold&search=osa+1.11&theme=gone")
        page.reload()
        assert page.locator("#actions tbody tr:visible").count() == 2
        assert page.get_by_label("search").input_value() == "osa 1.11"
        page.locator("select[data-facet=status]").select_option("")
        assert page.evaluate("location.hash") == "#actions?search=osa+1.11"
        assert messages == []


@pytest.mark.browser
def test_an_action_may_have_several_tags(opened: Page) -> None:
    """Each of them finds it, whatever characters it holds."""
    for tag in ("ilmasto", "a&b"):
        opened.locator("select[data-facet=tag]").select_option(tag)
        assert opened.locator(".filters output").text_content() == "2/72 riviä"


@pytest.mark.browser
def test_a_link_to_a_row_is_copied_and_says_so(long_page: Path, browser: Browser) -> None:
    """One click, and the address of the row can be pasted into a message."""
    with open_page(long_page, browser) as (page, _):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("link", name="Linkki: 1.3", exact=True).first.click()
        page.locator(".said", has_text="copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").endswith("report.fi.html#action-3")


@pytest.mark.browser
def test_an_action_unfolds_to_its_words_and_place_by_keyboard_and_without_script(
    long_page: Path, browser: Browser
) -> None:
    """From a status to the sentence and the line that it was read from."""
    with open_page(long_page, browser, has_script=False) as (page, _):
        summary = page.locator("#action-1 summary")
        assert page.locator("#action-1 dl").is_hidden()
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("#action-1 dl dd").first.is_visible()
        assert page.locator("#action-1 dl dd").first.text_content() == "tilanne.txt, rivi 13"


@pytest.mark.browser
def test_sorting_goes_up_down_and_back_to_the_order_of_the_document(opened: Page) -> None:
    """Numbers sort as numbers; assistive technology is told the direction."""
    table = opened.locator("#actions-table")
    head = table.get_by_role("columnheader", name="Nro")

    def numbers() -> list[str]:
        return table.locator("tbody tr td:first-child").all_text_contents()

    original = numbers()
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert numbers()[:3] == ["1.1", "1.2", "1.3"]
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert numbers()[:3] == ["1.60", "1.59", "1.58"]
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert numbers() == original


@pytest.mark.browser
def test_statuses_sort_in_the_order_of_the_codebook(opened: Page) -> None:
    """Completed first and not reported last, in every language."""
    table = opened.locator("#actions-table-2")
    table.get_by_role("columnheader", name="Tila", exact=True).get_by_role("button").click()

    found = table.locator("tbody td.status .badge > span:last-child").all_text_contents()
    assert found == ["Toteutunut"] * 3 + ["Käynnissä"] * 3 + ["Odottaa"] * 3 + ["Ei raportoitu"] * 3


@pytest.mark.browser
def test_a_total_stays_last_when_its_table_is_sorted(tmp_path: Path, browser: Browser) -> None:
    """A total is no row among others."""
    table = dataclasses.replace(data_table("sums"), is_sortable=True)
    path = tmp_path / "report.html"
    path.write_text(render_html(with_sections(Section("a", "A", (table,)))), encoding="utf-8")

    with open_page(path, browser) as (page, _):
        button = page.locator("#sums thead button").first
        button.click()
        button.click()
        assert page.locator("#sums tbody th").all_text_contents() == ["Palvelut", "Yhteensä"]


@pytest.mark.browser
def test_without_script_everything_is_there_and_nothing_is_dead(long_page: Path, browser: Browser) -> None:
    """All rows and tables can be read; controls that would do nothing are not shown."""
    with open_page(long_page, browser, has_script=False) as (page, messages):
        assert page.locator("#actions-table tbody tr:visible").count() == 60
        assert page.locator("#actions-table-2 tbody tr:visible").count() == 12
        assert page.locator("button:visible, select:visible, input:visible").count() == 0
        page.locator("#figure-statuses summary").click()
        assert page.locator("#figure-statuses-table").is_visible()
        assert messages == []


@pytest.mark.browser
def test_paper_shows_the_data_behind_each_chart_and_no_controls(opened: Page) -> None:
    """Nobody can fold out or filter a sheet of paper; the heads of columns are words, not buttons."""
    opened.emulate_media(media="print")

    assert opened.locator("#figure-statuses-table tbody tr").first.is_visible()
    assert opened.locator(".filters:visible, .sort:visible, .row-link:visible, nav:visible").count() == 0
    assert opened.locator("#actions-table thead th .on-paper").first.is_visible()


@pytest.mark.browser
def test_rows_become_cards_on_a_narrow_screen_and_stay_a_table(long_page: Path, browser: Browser) -> None:
    """A phone shows one action under another; assistive technology still finds rows and heads."""
    with open_page(long_page, browser, width=320) as (page, _):
        row = page.locator("#action-1")
        name, status = row.locator("th").bounding_box(), row.locator("td.status").bounding_box()
        assert name is not None
        assert status is not None
        assert status["y"] >= name["y"] + name["height"]
        assert page.get_by_role("table", name="Käyttötapaukset, taulukko 1").count() == 1
        assert row.get_by_role("rowheader").count() == 1


@pytest.mark.browser
def test_the_keyboard_reaches_the_contents_first(opened: Page) -> None:
    """The first stop skips the contents list, and it is seen when it has the focus."""
    opened.keyboard.press("Tab")

    focused = opened.locator(":focus")
    assert focused.get_attribute("href") == "#content"
    assert (focused.bounding_box() or {"y": -1})["y"] >= 0


def test_a_figure_in_the_report_keeps_the_order_that_html_asks_for(page: str) -> None:
    """The caption comes first: a fold-out after a caption in the middle is not valid."""
    figure = parsed(page).find(".//figure")

    assert [child.tag for child in figure] == ["figcaption", "div", "details"]


def test_two_figures_may_share_a_section() -> None:
    """Names within one drawing do not clash with those of another."""
    twin = Figure(
        "figure-b", "Toinen", "B: 1/2.", SVG.replace("figure-statuses", "figure-b"), data_table("b")
    )
    first = Figure(
        "figure-a", "Toinen", "A: 1/2.", SVG.replace("figure-statuses", "figure-a"), data_table("a")
    )

    assert audit_markup(render_html(with_sections(Section("s", "S", (first, twin))))) == []


@pytest.mark.browser
def test_the_contents_list_follows_the_reader(opened: Page) -> None:
    """It marks the section in view, and shows the parts of that one alone."""
    marked = opened.locator(".contents a[aria-current]")
    assert marked.get_attribute("href") == "#summary"

    opened.locator("#actions").evaluate("section => section.scrollIntoView()")

    opened.locator(".contents a[href='#actions'][aria-current]").wait_for()
    assert marked.count() == 1
    assert opened.locator(".contents a[href='#a-1']").is_visible()
    assert opened.locator(".contents a[href='#theme-services']").is_hidden()
