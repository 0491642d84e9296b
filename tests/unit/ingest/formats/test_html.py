"""Web pages: the cells as their reader sees them, whatever spans, styles and scripts stand around them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.web.reader import read
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Grid, RawDocument
from tests.making import make_html, source_document

HEADER = "<tr><th>Käyttötapaus</th><th>2023</th><th>2024</th><th>Tilanne</th></tr>"


def page(body: str) -> RawDocument:
    return read(f"<!doctype html><meta charset=utf-8><body>{body}</body>".encode(), "tilanne.html")


def only(body: str) -> Grid:
    (grid,) = page(body).grids
    return grid


def texts(grid: Grid) -> list[list[str]]:
    return [row.texts() for row in grid.rows]


def cell(inner: str, attributes: str = "") -> str:
    """The text of one cell in a table of an invented city."""
    grid = only(
        f"<table>{HEADER}<tr><td {attributes}>{inner}</td><td>x</td><td></td><td>Valmis.</td></tr></table>"
    )
    return grid.rows[1].cells[0].text


def codes(grid: Grid) -> list[str]:
    return [warning.code for warning in grid.warnings]


def test_the_real_document_as_a_page_keeps_every_cell() -> None:
    document = source_document()

    grids = read(make_html(document), "tilanne.html").grids

    expected = [[[clean(text) for text in line] for line in table.lines] for table in document.tables]
    assert [texts(grid) for grid in grids] == expected


def test_a_page_of_the_real_length_is_read_within_a_tenth_of_a_second() -> None:
    content = make_html(source_document())
    read(content, "tilanne.html")
    begun = time.process_time()

    read(content, "tilanne.html")

    assert time.process_time() - begun < 0.1


def test_title_headings_and_captions_stand_above_their_table() -> None:
    document = read(
        f"""<html><head><title>Kuvala: tilanne 09/2024</title></head><body>
        <nav><ul><li>Etusivu<li>Haku</ul></nav>
        <h1>Digiohjelma</h1><p>Tilanne <b>09/2024</b>.<br>Luonnos
        <h2>1. Palvelut</h2><table><caption>Taulukko 1</caption>{HEADER}</table>
        <h2>2. Tieto</h2><table>{HEADER}</table></body></html>""".encode(),
        "tilanne.html",
    )

    assert document.preface == ("Kuvala: tilanne 09/2024",)
    assert [grid.text_above for grid in document.grids] == [
        ("Digiohjelma", "Tilanne 09/2024.", "Luonnos", "1. Palvelut", "Taulukko 1"),
        ("2. Tieto",),
    ]


def test_a_row_knows_its_line() -> None:
    grid = only(f"\n<table>\n{HEADER}\n<tr><td>Kartta</td></tr>\n</table>")

    assert [row.line for row in grid.rows] == [3, 4]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("Verkko&shy;kauppa&nbsp;*\n   ja <b>kassa</b>", "Verkkokauppa * ja kassa"),
        ("Avattu.<br>Jatkuu.", "Avattu.\nJatkuu."),
        ("<p>Avattu.</p><p>Jatkuu.</p>", "Avattu.\nJatkuu."),
        ("<ul><li>Avattu.<li>Jatkuu.</ul>", "Avattu.\nJatkuu."),
        ("<div>Avattu.<div>Jatkuu.</div></div>", "Avattu.\nJatkuu."),
        ("<pre>Avattu.\nJatkuu.</pre>", "Avattu.\nJatkuu."),
        ("Chat<b>bot</b>", "Chatbot"),
        ("5 &lt; 7 &amp;lt; &euro;", "5 < 7 &lt; €"),
        ("Kartta<!-- luonnos --><script>document.write('x')</script><style>b{}</style>", "Kartta"),
        ("<template>Malli</template><noscript>Ei</noscript>Kartta<span hidden>salattu</span>", "Kartta"),
        ("Kartta<span style='color:red; display : none'>salattu</span>", "Kartta"),
        ("Kartta<sup><a href='#fn1'>[1]</a></sup>", "Kartta"),
        ("Kartta<a href='#fn1'><sup>1</sup></a>", "Kartta"),
        ("Kartta<a href='#n'>*</a>", "Kartta"),
        ("Kartta<a href='#_msocom_1'>[JK1]</a>", "Kartta"),
        ("<a href='#kartta'>Kartta</a>", "Kartta"),
        ("<a href='#rivi12'>12</a>", "12"),
        ("Kartta*", "Kartta*"),
        ("120 m<sup>2</sup>, CO<sub>2</sub>", "120 m², CO2"),
        ("<img src=a.png alt='Kyllä'>", "Kyllä"),
        ("Kartta <img src=a.png alt='uusi ikkuna'>", "Kartta"),
        ("<span class=icon aria-label='toteutettu'></span>", "toteutettu"),
        ("<svg><title>Kyllä</title><path/></svg>", "Kyllä"),
        ("<span aria-hidden=true>✓</span>", "✓"),
        ("<span aria-hidden=true>✓</span><span class=sr-only>kyllä</span>", "kyllä"),
        ("<input type=checkbox checked>", "x"),
        ("<input type=checkbox>", ""),
        ("<input type=hidden value=salattu><input value='Kesken'>", "Kesken"),
        ("<select><option>Valmis<option selected>Kesken</select>", "Kesken"),
        ("<ins>Avattu</ins> <del>ei koskaan</del>", "Avattu"),
    ],
)
def test_a_cell_says_what_its_reader_sees(inner: str, expected: str) -> None:
    assert cell(inner) == expected


def test_an_entity_of_a_file_is_never_opened() -> None:
    content = (
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<table><tr><th>Namn</th><th>L\xc3\xa4ge</th></tr><tr><td>&x;</td><td>Klar</td></tr></table>"
    )

    assert texts(read(content, "x.html").grids[0])[1] == ["&x;", "Klar"]


def test_struck_out_words_are_left_out_and_warned_of() -> None:
    grid = only(f"<table>{HEADER}\n<tr><td><s>Vanha</s> Uusi<td>x<td><td>Valmis <del>2023</del> 2024</table>")

    assert texts(grid)[1] == ["Uusi", "x", "", "Valmis 2024"]
    assert [(w.code, w.message, w.place) for w in grid.warnings] == [
        ("deleted_text", "2 struck-out passages were left out, first 'Vanha'", "line 2")
    ]


def test_a_picture_without_words_is_warned_of() -> None:
    grid = only(
        f"<table>{HEADER}<tr><td>Kartta<td><img src=v.png><td><i class='fa fa-check'></i><td>Valmis</table>"
    )

    assert [(w.code, w.message) for w in grid.warnings] == [
        ("picture_without_words", "2 cells show pictures without words")
    ]


def test_merged_cells_are_repeated_and_know_where_they_begin() -> None:
    grid = only(
        "<table><tr><th rowspan=2>Åtgärd<th colspan=2>År<th rowspan=2>Läge"
        "<tr><th>2023<th>2024<tr><td rowspan=0 colspan=2>Karta<td>x<td>Klar<tr><td><td>Klar</table>"
    )

    assert texts(grid) == [
        ["Åtgärd", "År", "År", "Läge"],
        ["Åtgärd", "2023", "2024", "Läge"],
        ["Karta", "Karta", "x", "Klar"],
        ["Karta", "Karta", "", "Klar"],
    ]
    assert [[c.covered_from for c in row.cells] for row in grid.rows] == [
        [None, None, "left", None],
        ["above", None, None, "above"],
        [None, "left", None, None],
        ["above", "left", None, None],
    ]


def test_a_span_over_more_columns_than_there_are_adds_none() -> None:
    grid = only(f"<table>{HEADER}<tr><td colspan=100>1. Palvelut<tr><td>Kartta<td>x<td><td>Valmis</table>")

    assert [len(row.cells) for row in grid.rows] == [4, 4, 4]
    assert texts(grid)[1] == ["1. Palvelut"] * 4


def test_columns_that_are_all_two_wide_are_one_each() -> None:
    grid = only(
        "<table><tr><th colspan=2>Namn<th colspan=2>Läge<tr><td colspan=2>Karta<td colspan=2>Klar</table>"
    )

    assert texts(grid) == [["Namn", "Läge"], ["Karta", "Klar"]]


@pytest.mark.parametrize("span", ["-1", "", "abc", "²", "9" * 30, "0"])
def test_an_absurd_span_of_columns_counts_as_one(span: str) -> None:
    grid = only(f"<table><tr><th colspan='{span}'>Namn<th>Läge<tr><td>Karta<td>Klar</table>")

    assert texts(grid) == [["Namn", "Läge"], ["Karta", "Klar"]]


def test_no_cell_reaches_beyond_its_part_of_the_table() -> None:
    grid = only(
        "<table><thead><tr><th>Namn<th>Läge</thead><tfoot><tr><td>Summa<td>1</tfoot>"
        "<tbody><tr><td rowspan=99>Karta<td>Klar</tbody><tbody><tr><td>Chatt<td>Pågår</tbody></table>"
    )

    assert texts(grid) == [["Namn", "Läge"], ["Karta", "Klar"], ["Chatt", "Pågår"], ["Summa", "1"]]


def test_a_table_that_would_fill_the_memory_is_refused() -> None:
    rows = "<tr><td colspan=1000>x" * 600

    with pytest.raises(DocumentRefusedError) as caught:
        page(f"<table><tr><th>Namn{rows}</table>")

    assert caught.value.reason_code == "too_large"


def test_a_row_with_fewer_cells_is_filled_up_and_warned_of() -> None:
    grid = only(
        f"<table>{HEADER}<tr><td colspan=4>Palvelut<tr><th>Tieto\n<tr><td>Kartta<td>x<td>Valmis</table>"
    )

    assert texts(grid)[3] == ["Kartta", "x", "Valmis", ""]
    assert [(w.code, w.place) for w in grid.warnings] == [("short_row", "line 2")]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("style='background-color:#1f7a4d'", "1F7A4D"),
        ("style='color:#fff; BACKGROUND: #abc url(x.png)'", "AABBCC"),
        ("style='background: rgb(31, 122, 77)'", "1F7A4D"),
        ("style='background: rgba(31 122 77 / 50%)'", "1F7A4D"),
        ("style='background: rgba(0,0,0,0)'", None),
        ("style='background-color: LightGreen !important'", "90EE90"),
        ("bgcolor=green", "008000"),
        ("bgcolor=92D050", "92D050"),
        ("class='xl65 wide'", "92D050"),
        ("style='background:white'", None),
        ("style='background:transparent' bgcolor=red", None),
        ("style='color:red'", None),
        ("", None),
    ],
)
def test_the_background_of_a_cell_is_kept(attributes: str, expected: str | None) -> None:
    grid = only(
        "<style>.xl64, td.xl65 {color:red; background:#92D050;}</style>"
        f"<table>{HEADER}<tr><td>Kartta<td {attributes}><td><td>Valmis</table>"
    )

    assert grid.rows[1].cells[1].fill == expected


def test_hidden_rows_are_read_as_hidden_and_hidden_blank_rows_left_out() -> None:
    grid = only(
        f"<table>{HEADER}<tr hidden><td>Kartta<td>x<td><td>Valmis<tr style='display:none'><td><td><td><td>"
        "<tr><td>Chat<td><td>x<td>Kesken</table>"
    )

    assert [(row.cells[0].text, row.is_hidden) for row in grid.rows] == [
        ("Käyttötapaus", False),
        ("Kartta", True),
        ("Chat", False),
    ]


def test_the_rows_of_a_hidden_part_of_a_table_are_hidden() -> None:
    grid = only(f"<table>{HEADER}<tbody hidden><tr><td>Kartta<td>x<td><td>Valmis</tbody></table>")

    assert [row.is_hidden for row in grid.rows] == [False, True]


def test_a_table_in_a_hidden_part_of_the_page_is_read_as_hidden() -> None:
    shown, hidden = page(
        f"<p hidden>Salattu</p><table>{HEADER}</table>"
        f"<div style='display:none'><h2>Palvelut</h2><table>{HEADER}</table></div>"
    ).grids

    assert (shown.is_hidden, shown.text_above) == (False, ())
    assert (hidden.is_hidden, hidden.text_above) == (True, ("Palvelut",))


def test_a_hidden_cell_takes_no_column_and_is_warned_of() -> None:
    grid = only(f"<table>{HEADER}<tr><td hidden>id<td>Kartta<td>x<td><td>Valmis</table>")

    assert texts(grid)[1] == ["Kartta", "x", "", "Valmis"]
    assert codes(grid) == ["hidden_cells"]


@pytest.mark.parametrize(
    "frame",
    [
        "<table role=presentation><tr><td>Valikko<td>{}</table>",
        "<table><tr><td>Valikko<td>{}</table>",
        "<table><tr><td>Yläosa</td></tr><tr><td>{}</td></tr><tr><td>Alaosa</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_none(frame: str) -> None:
    inner = f"<h2>1. Palvelut</h2><table>{HEADER}<tr><td>Kartta<td>x<td><td>Valmis</table>"

    grid = only(frame.format(inner))

    assert texts(grid)[1] == ["Kartta", "x", "", "Valmis"]
    assert grid.text_above[-1] == "1. Palvelut"


def test_a_table_of_one_row_is_words_above_the_next() -> None:
    grid = only(f"<table><tr><td>1.<td>Palvelut</table><table>{HEADER}</table>")

    assert grid.text_above == ("1.", "Palvelut")


def test_a_table_inside_a_cell_of_data_stays_in_its_cell() -> None:
    grid = only(
        f"<table>{HEADER}<tr><td>Kartta<td>x<td><td>Valmis: "
        "<table><tr><td>Web<td>2023<tr><td>App<td>2024</table></table>"
    )

    assert texts(grid)[1] == ["Kartta", "x", "", "Valmis:\nWeb 2023\nApp 2024"]
    assert codes(grid) == ["nested_table"]


def test_a_table_made_of_boxes_with_roles_is_a_table() -> None:
    grid = only(
        "<div role=table><div role=rowgroup><div role=row><span role=columnheader>Namn</span>"
        "<span role=columnheader>Läge</span></div></div><div role=row><span role=cell>Karta</span>"
        "<span role=cell>Klar</span></div></div>"
    )

    assert texts(grid) == [["Namn", "Läge"], ["Karta", "Klar"]]


def test_scripts_change_nothing_and_are_warned_of_within_a_table() -> None:
    plain = f"<table>{HEADER}<tr><td>Kartta<td>x<td><td>Valmis</table>"
    scripted = f"<script>if (1 < 2) alert('<table>')</script>{plain}".replace(
        "Kartta", "Kartta<script>x()</script>"
    )

    assert texts(only(scripted)) == texts(only(plain))
    assert codes(only(scripted)) == ["script_left_out"]
    assert codes(only(f"<script>alert(1)</script>{plain}")) == []


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("<div id=app></div><script src=app.js></script>", "print it as PDF"),
        ("<iframe src=sheet001.htm></iframe>", "add the files that the frames show"),
    ],
)
def test_a_page_whose_table_is_elsewhere_says_so(body: str, hint: str) -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        page(body)

    assert caught.value.reason_code == "no_table"
    assert hint in caught.value.hint


def test_a_page_without_a_table_yields_none() -> None:
    assert page("<p>Verkkokauppa on valmis.</p>").grids == ()


@pytest.mark.parametrize(
    ("declaration", "encoding", "warned"),
    [
        ("<meta charset=utf-8>", "utf-8", []),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252", []),
        ("<meta charset=iso-8859-1>", "cp1252", []),
        ("<meta charset=iso-8859-1>", "utf-8", ["encoding"]),
        ("<meta charset=utf-8>", "cp1252", ["encoding"]),
        ("<meta charset=nonesuch>", "cp1252", ["encoding"]),
        ("", "utf-8", []),
        ("", "cp1252", ["encoding"]),
        ("", "utf-8-sig", []),
        ("<meta charset=utf-8>", "utf-16", []),
        ("<?xml version='1.0' encoding='utf-8'?>", "utf-8", []),
    ],
)
def test_letters_are_right_whatever_the_page_says_of_its_encoding(
    declaration: str, encoding: str, warned: list[str]
) -> None:
    text = f"{declaration}<table><tr><th>Åtgärd<th>Läge – nu<tr><td>Kärra<td>Klar</table>"

    document = read(text.encode(encoding), "läge.html")

    assert texts(document.grids[0])[0] == ["Åtgärd", "Läge – nu"]
    assert [warning.code for warning in document.warnings] == warned


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        read(b"<table>\x81\x8d\x8f", "rikki.html")

    assert caught.value.reason_code == "not_text"


def test_a_page_nested_too_deep_is_refused() -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        page("<div>" * 1_500 + f"<table>{HEADER}</table>")

    assert caught.value.reason_code == "broken"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=3)), max_size=12), st.floats(0, 1))
def test_mutated_pages_are_read_or_refused_but_never_crash(
    changes: list[tuple[float, bytes]], kept: float
) -> None:
    content = make_html(source_document())[:5_000]
    for place, inserted in changes:
        at = int(place * len(content))
        content = content[:at] + inserted + content[at + len(inserted) :]

    try:
        document = read(content[: int(kept * len(content))], "tilanne.html")
    except DocumentRefusedError as error:
        assert error.hint
    else:
        assert all(len(row.cells) == len(grid.rows[0].cells) for grid in document.grids for row in grid.rows)
