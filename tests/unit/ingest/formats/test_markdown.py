"""Markdown: the cells of pipe tables as they are shown, marks of emphasis off, marks of meaning kept."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.text.markdown import read
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Grid, RawDocument
from tests.making import make_markdown, source_document

TABLE = """
| Käyttötapaus | 2024 | Tilanne |
|---|:---:|---|
| Kartta | x | Valmis. |
"""


def document(text: str) -> RawDocument:
    return read(text.encode(), "tilanne.md")


def only(text: str) -> Grid:
    (grid,) = document(text).grids
    return grid


def texts(grid: Grid) -> list[list[str]]:
    return [row.texts() for row in grid.rows]


def cell(text: str, below: str = "") -> str:
    return only(f"| Åtgärd | Läge |\n|---|---|\n| {text} | Klar |\n\n{below}").rows[1].cells[0].text


def test_the_real_document_as_markdown_keeps_every_cell() -> None:
    source = source_document()

    grids = read(make_markdown(source), "tilanne.md").grids

    expected = [[[clean(text) for text in line] for line in table.lines] for table in source.tables]
    assert [texts(grid) for grid in grids] == expected


def test_a_document_of_the_real_length_is_read_within_a_tenth_of_a_second() -> None:
    content = make_markdown(source_document())
    read(content, "tilanne.md")
    begun = time.process_time()

    read(content, "tilanne.md")

    assert time.process_time() - begun < 0.1


def test_rows_know_their_lines_and_are_told_apart_by_pipes_alone() -> None:
    grid = only(TABLE)

    assert texts(grid) == [["Käyttötapaus", "2024", "Tilanne"], ["Kartta", "x", "Valmis."]]
    assert [row.line for row in grid.rows] == [2, 4]
    assert grid.is_delimited


@pytest.mark.parametrize(
    "text",
    [
        "Åtgärd | Läge\n--- | ---\nKarta | Klar",
        "| Åtgärd | Läge\n|:--|--:\n| Karta | Klar",
        "- Läget:\n    | Åtgärd | Läge |\n    |-|-|\n    | Karta | Klar |",
        "> | Åtgärd | Läge |\n> | --- | --- |\n> | Karta | Klar |",
        "|Åtgärd|Läge|\r\n|---|---|\r\n|Karta|Klar|\r\n",
    ],
)
def test_outer_pipes_indents_and_quotes_change_nothing(text: str) -> None:
    assert texts(only(text)) == [["Åtgärd", "Läge"], ["Karta", "Klar"]]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**Verkkokauppa**", "Verkkokauppa"),
        ("***Verkkokauppa***", "Verkkokauppa"),
        ("*Verkkokauppa* ja _kassa_ __nyt__", "Verkkokauppa ja kassa nyt"),
        ("**Verkkokauppa (*uusi*)**", "Verkkokauppa (uusi)"),
        ("Verkkokauppa*", "Verkkokauppa*"),
        ("**Verkkokauppa***", "Verkkokauppa*"),
        ("**Verkkokauppa**\\*", "Verkkokauppa*"),
        ("Verkkokauppa*, kartta*", "Verkkokauppa*, kartta*"),
        ("Verkkokauppa* ja kartta*", "Verkkokauppa* ja kartta*"),
        ("Verkkokauppa** (kartta)*", "Verkkokauppa** (kartta)*"),
        ("\\*Verkkokauppa\\*", "*Verkkokauppa*"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("tiedosto_nimi_uusi", "tiedosto_nimi_uusi"),
        ("`x | y`".replace("|", "\\|"), "x | y"),
        ("`**koodi**` ja ``a`b``", "**koodi** ja a`b"),
        ("A \\| B \\\\", "A | B \\"),
        ('[Kartta](https://kuvala.fi/kartta_(uusi) "Kartta") [ilmasto-ohjelma]', "Kartta [ilmasto-ohjelma]"),
        ("![Kyllä](kylla.png)", "Kyllä"),
        ("<https://kuvala.fi/>", "https://kuvala.fi/"),
        ("Kartta[^1]", "Kartta"),
        ("Kartta<!-- luonnos -->", "Kartta"),
        ("Avattu.<br>Jatkuu.<br/>Valmis.", "Avattu.\nJatkuu.\nValmis."),
        ("<ul><li>Avattu.</li><li>Jatkuu.</li></ul>", "Avattu.\nJatkuu."),
        ("<b>Kartta</b> \\<b>", "Kartta <b>"),
        ("Kassa &amp; kartta&nbsp;2 &amp;lt;", "Kassa & kartta 2 &lt;"),
        ("Kassa ~~vanha~~ <del>poistettu</del> uusi", "Kassa uusi"),
        ("", ""),
        ("*", "*"),
    ],
)
def test_a_cell_says_what_its_reader_sees(written: str, expected: str) -> None:
    assert cell(written) == expected


def test_a_link_whose_address_stands_below_is_its_words() -> None:
    below = "[Kartta]: https://kuvala.fi\n[k]: <https://kuvala.fi/k>"

    assert cell("[Kartta] ja [kassa][k] [tieto][avoin]", below) == "Kartta ja kassa [tieto][avoin]"


def test_struck_out_words_are_left_out_and_warned_of() -> None:
    grid = only("| Åtgärd | Läge |\n|---|---|\n| ~~Gammal~~ Ny | Klar ~~2023~~ |")

    assert [(w.code, w.message, w.place) for w in grid.warnings] == [
        ("deleted_text", "2 struck-out passages were left out, first 'Gammal'", "line 3")
    ]


@pytest.mark.parametrize("row", ["| Kartta | Valmis. |", "| Kartta | x | a | Valmis. |", "| Kartta |"])
def test_a_row_keeps_the_number_of_cells_that_it_is_written_with(row: str) -> None:
    grid = only(f"{TABLE}{row}")

    assert len(grid.rows[2].cells) == row.count("|") - 1
    assert grid.rows[2].line == 5


def test_a_pipe_in_code_parts_no_cell_if_the_row_has_too_many_otherwise() -> None:
    assert texts(only(f"{TABLE}| Haku `a|b` | | Kesken. |"))[2] == ["Haku a|b", "", "Kesken."]


def test_a_line_broken_within_a_row_stays_a_row_that_can_be_named() -> None:
    grid = only(f"{TABLE}| Haku | x | Kesken\nja viivästyy |\n| Tieto | | Valmis |")

    assert [(row.line, len(row.cells)) for row in grid.rows[2:]] == [(5, 3), (6, 1), (7, 3)]


def test_lines_without_pipes_directly_below_the_table_are_no_rows() -> None:
    first, second = document(f"{TABLE}* Osana hanketta\n# Tieto\n{TABLE}").grids

    assert len(first.rows) == 2
    assert second.text_above == ("Osana hanketta", "Tieto")


def test_headings_and_paragraphs_stand_above_their_table() -> None:
    text = (
        "---\ntitle: 'Tilanne 09/2024'\n---\n# Digiohjelma #\n\nKuvala\n======\n"
        "Ensimmäinen rivi\n**jatkuu**\n\n"
        f"***\n\n- kohta\n- toinen\n\n## 1. Palvelut\n{TABLE}\n### 2. Tieto\n{TABLE}"
    )

    read_document = document(text)

    assert read_document.preface == ("Tilanne 09/2024",)
    assert [grid.text_above for grid in read_document.grids] == [
        ("Digiohjelma", "Kuvala", "Ensimmäinen rivi jatkuu", "kohta", "toinen", "1. Palvelut"),
        ("2. Tieto",),
    ]
    assert read_document.grids[0].rows[0].line == 18


def test_dashes_that_enclose_no_properties_hide_nothing() -> None:
    assert only(f"---\nKuvala\n{TABLE}\n---\n").text_above == ("Kuvala",)


def test_a_table_in_a_block_of_code_is_an_example() -> None:
    assert document(f"````\n```\n{TABLE}\n````\n{TABLE}").grids == document(f"\n\n\n\n\n\n\n\n{TABLE}").grids


def test_a_table_in_html_is_read_with_its_lines() -> None:
    text = (
        f"{TABLE}\n## Tieto\n\n<table>\n<tr><th>Åtgärd<th>Läge\n"
        "<tr><td>Karta<td>Klar &amp; öppen\n</table>\n\nSlut"
    )

    _, grid = document(text).grids

    assert texts(grid) == [["Åtgärd", "Läge"], ["Karta", "Klar & öppen"]]
    assert [row.line for row in grid.rows] == [9, 10]
    assert grid.text_above == ("Tieto",)
    assert not grid.is_delimited


@pytest.mark.parametrize(
    "mark", ["*a ", "**a ", "***a ", "_a ", "__a ", "~~a ", "<!--", "<del>", "[a](b (c ", "`a `` "]
)
def test_a_cell_of_nothing_but_marks_is_read_in_time(mark: str) -> None:
    begun = time.process_time()

    assert cell(mark * 5_000)

    assert time.process_time() - begun < 2


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=3)), max_size=12), st.floats(0, 1))
def test_mutated_markdown_is_read_or_refused_but_never_crashes(
    changes: list[tuple[float, bytes]], kept: float
) -> None:
    content = make_markdown(source_document())[:5_000]
    for place, inserted in changes:
        at = int(place * len(content))
        content = content[:at] + inserted + content[at + len(inserted) :]

    try:
        assert read(content[: int(kept * len(content))], "tilanne.md").format == "markdown"
    except DocumentRefusedError as error:
        assert error.hint


@settings(deadline=None)
@given(st.text(alphabet="|-:*_`~[]()<>\\!#&; \nab1", max_size=120))
def test_any_signs_are_read(text: str) -> None:
    content = f"| a | b |\n|---|---|\n{text}"

    assert read(content.encode(), "tilanne.md").grids


def test_a_cell_is_bold_where_all_its_words_are() -> None:
    table = (
        "| Toimenpide | Vastuu |\n|---|---|\n| **Arki** | __Sote__ |\n| **Chat** ja kartat | *Kirjasto* |\n"
    )
    rows = read(table.encode(), "tilanne.md").grids[0].rows[1:]
    assert [[cell.is_bold for cell in row.cells] for row in rows] == [[True, True], [False, False]]
    assert [row.texts() for row in rows] == [["Arki", "Sote"], ["Chat ja kartat", "Kirjasto"]]
