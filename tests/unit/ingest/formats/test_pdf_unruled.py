"""PDF tables that no line divides: columns under their titles, rows where all cells begin or are centred."""

import io
import json
from collections.abc import Sequence

import pdfplumber
import pytest
import typst

from seuranta.ingest.formats.pdf.drawing import Drawing, drawing_of
from seuranta.ingest.formats.pdf.page import Box, PageTable
from seuranta.ingest.formats.pdf.ruled import page_table
from seuranta.ingest.formats.pdf.unruled import UnruledTable, rows_joined_over_pages, unruled_lattices
from seuranta.ingest.formats.pdf.unwrap import learn

SWEDISH = [
    ["Åtgärd", "Planerade år", "Ansvarig", "Läget 03/2025"],
    [
        "Skapa en gemensam portal för alla elektroniska tjänster",
        "2024–2026",
        "IT-enheten",
        "Upphandlingen är klar och leverantören har valts. Portalen tas i bruk stegvis från hösten 2025.",
    ],
    ["Öppna stadens grunddata", "2024", "Biblioteket", "Genomfört 2024."],
    ["Chattrobot för bygglov", "2025–2026", "Byggnadstillsynen", ""],
    [
        "Digitalt stöd för seniorer i biblioteken och i närservicen på landsbygden",
        "2024–2027",
        "Biblioteket",
        "Pågår. Handledarna har utbildats och stödet ges varje vecka på fyra orter.",
    ],
    ["Förnyelse av intranätet", "2026", "IT-enheten", "Inte påbörjat."],
]
ENGLISH = [
    ["Status", "No.", "Use case", "Owner", "2024", "2025"],
    [
        "Completed in May 2024. More than 12,000 residents have used the service.",
        "1",
        "Single sign-on for all resident services",
        "Digital Services",
        "x",
        "",
    ],
    ["", "2", "Open budget data", "Finance", "", "x"],
    ["In progress. Supplier chosen.", "3", "Online booking of sports halls and boats", "Leisure", "x", "x"],
    ["Stopped in 2025.", "4", "Chatbot", "Customer Service", "", "x"],
]
FINNISH = [
    ["Käyttötapaus", "2024", "2025", "2026", "Tilanne 09/2025"],
    ["Asukastilin käyttöönotto kaikissa kaupungin palveluissa ja kouluissa", "x", "x", "", ""],
    ["Avoimen datan portaali", "x", "", "", "Valmis."],
    ["Koulukuljetusten reitit", "", "x", "", ""],
    [
        "Sähköinen arkisto",
        "",
        "x",
        "x",
        "Kilpailutus on käynnissä. Käyttöönotto siirtyy seuraavaan vuoteen, koska toimittaja vaihtui.",
    ],
    ["Mittarit johdolle", "x", "", "", "Kesken"],
]
NARROW = "(4.6cm, 1.3cm, 1.3cm, 1.3cm, 5cm)"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def table(rows: Sequence[Sequence[str]], columns: str, options: str = "inset: (x: 5pt, y: 3pt)") -> str:
    """A table without lines in Typst; its header is bold and comes again on every page."""
    header = ", ".join(f"strong({quoted(title)})" for title in rows[0])
    cells = ", ".join(quoted(text) for row in rows[1:] for text in row)
    return f"#table(columns: {columns}, stroke: none, {options}, table.header({header}), {cells})\n"


def drawings_of(source: str) -> list[Drawing]:
    content = typst.compile(f'#set text(font: "Liberation Sans", size: 10pt)\n{source}'.encode())
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [drawing_of(page) for page in pdf.pages]


def found_in(source: str, running: Sequence[Box] = ()) -> list[list[UnruledTable]]:
    """The tables of each page, rows joined over pages."""
    pages, carried = [], None
    for drawing in drawings_of(source):
        tables, carried = unruled_lattices(drawing, drawing.words, (), carried, running)
        pages.append(tables)
    return rows_joined_over_pages(pages)


def tables_in(source: str, running: Sequence[Box] = ()) -> list[PageTable]:
    lattices = [found.lattice for tables in found_in(source, running) for found in tables]
    habits = learn([area.lines for lattice in lattices for area in lattice.areas if area.lines])
    return [page_table(lattice, habits) for lattice in lattices]


def texts(made: PageTable) -> list[list[str]]:
    return [row.texts() for row in made.rows]


def rows_in(source: str) -> list[list[str]]:
    """The rows of all tables, a header once."""
    rows = [row for made in tables_in(source) for row in texts(made)]
    return [row for number, row in enumerate(rows) if row not in rows[:number]]


@pytest.mark.parametrize("options", ["inset: 5pt", "inset: (x: 5pt, y: 0pt)", "align: horizon, inset: 4pt"])
@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (SWEDISH, "(5cm, 2.6cm, 3.4cm, 5cm)"),
        (ENGLISH, "(4.5cm, auto, 4cm, 3.2cm, auto, auto)"),
        (FINNISH, NARROW),
    ],
    ids=["sv", "en", "fi"],
)
def test_every_cell_is_found_however_columns_stand_and_cells_are_set(
    rows: list[list[str]], columns: str, options: str
) -> None:
    """Status first, a number, years as text: with and without space between rows, at top and centred."""
    assert rows_in(table(rows, columns, options)) == rows


def test_a_wrapped_name_is_no_row_of_its_own() -> None:
    """The name takes three lines and has no status beside it; the next row follows without any space."""
    rows = rows_in(table(FINNISH, NARROW, "inset: (x: 5pt, y: 0pt)"))

    assert rows[1][0] == "Asukastilin käyttöönotto kaikissa kaupungin palveluissa ja kouluissa"
    assert rows[2][0] == "Avoimen datan portaali"


def test_thin_rules_between_rows_are_where_rows_begin() -> None:
    """Under every row a line, between columns none."""
    rules = "inset: (x: 5pt, y: 1pt), stroke: (bottom: 0.5pt)"
    source = table(SWEDISH, "(5cm, 2.6cm, 3.4cm, 5cm)", rules).replace("stroke: none, ", "")

    assert rows_in(source) == SWEDISH


def test_stripes_part_rows_and_colour_no_cell() -> None:
    """Every second row lies on a grey stripe."""
    stripes = "inset: (x: 5pt, y: 1pt), fill: (_, y) => if calc.odd(y) { luma(230) }"

    made = tables_in(table(FINNISH, NARROW, stripes))

    assert texts(made[0]) == FINNISH
    assert all(cell.fill is None for row in made[0].rows for cell in row.cells)


def test_a_coloured_cell_keeps_its_colour() -> None:
    """A plan that is painted instead of marked."""
    painted = 'fill: (x, y) => if x == 2 and y == 2 { rgb("1F7A4D") }'

    made = tables_in(table(FINNISH, NARROW, painted))

    fills = [(y, x) for y, row in enumerate(made[0].rows) for x, cell in enumerate(row.cells) if cell.fill]
    assert fills == [(2, 2)]
    assert made[0].rows[2].cells[2].fill == "1F7A4D"


def test_a_title_may_be_broken_over_lines() -> None:
    """The column of years is narrower than its title."""
    rows = [
        ["Nro", "Hanke", "Suunnitellut vuodet", "Seuranta"],
        ["1", "Avoimen datan portaali", "2024", "Valmis."],
        ["2", "Sähköinen arkisto", "2025", "Kesken."],
    ]

    assert rows_in(table(rows, "(1.2cm, 5cm, 2.5cm, 5cm)")) == rows


def test_a_title_over_several_years_stands_in_a_row_of_its_own() -> None:
    """What is planned spans the three years of the second header row."""
    body = ", ".join(quoted(text) for row in FINNISH[1:] for text in row)
    heads = "[], table.cell(colspan: 3, align: center)[*Suunniteltu toteutus vuosina*], []"
    titles = ", ".join(f"strong({quoted(title)})" for title in FINNISH[0])
    columns = "(4.6cm, 1.5cm, 1.5cm, 1.5cm, 5cm)"

    made = tables_in(f"#table(columns: {columns}, stroke: none, {heads}, {titles}, {body})")

    assert [cell.covered_from for cell in made[0].rows[0].cells] == [None, None, "left", "left", None]
    assert made[0].rows[0].cells[1].text == "Suunniteltu toteutus vuosina"
    assert texts(made[0])[1:] == FINNISH


def test_paragraphs_notes_and_page_numbers_are_no_rows() -> None:
    """An introduction above, a footnote and a paragraph below."""
    above = "Ohjelman seuranta kertoo, miten kaupungin hankkeet ovat edenneet vuoden aikana. " * 3
    below = "\\* Valtion rahoittama. \n\nTiedot ovat hankkeiden omistajien, eikä niitä ole tarkistettu. " * 3
    page = '#set page(numbering: "1 / 1")\n'

    assert rows_in(f"{page}{above}\n{table(FINNISH, NARROW)}\n{below}") == FINNISH


def test_a_source_under_the_table_is_no_row_even_right_under_the_last() -> None:
    """It says that it is a note; nothing in its place tells it from a name."""
    source = table(FINNISH, NARROW, "inset: (x: 5pt, y: 1pt)")

    assert rows_in(f"#set block(spacing: 0.4em)\n{source}\nLähde: hankkeiden omistajat.") == FINNISH


def test_titles_broken_around_the_line_of_the_others_are_columns() -> None:
    """Titles that nobody knows, centred beside those of one line."""
    rows = [["Tila", "Toimenpide", "Vastuullinen taho", "Valmius prosentteina"]]
    rows += [["Valmis.", "Sähköinen arkisto", "Hallinto", "100 %"], ["Kesken.", "Mittarit", "Johto", "50 %"]]

    assert rows_in(table(rows, "(4cm, 5cm, 2.6cm, 2.6cm)", "align: horizon")) == rows


def test_a_heading_between_rows_is_one_cell_over_all_columns() -> None:
    """A theme stands across the table between its rows."""
    theme = "Teema 2: Sujuva arki kaikille kuvalalaisille myös kaupungin reuna-alueilla"
    body = ", ".join(quoted(text) for row in FINNISH[1:4] for text in row)
    more = ", ".join(quoted(text) for row in FINNISH[4:] for text in row)
    titles = ", ".join(f"strong({quoted(title)})" for title in FINNISH[0])
    wide = f"table.cell(colspan: 5)[*{theme}*]"

    made = tables_in(f"#table(columns: {NARROW}, stroke: none, {titles}, {body}, {wide}, {more})")

    row = made[0].rows[4]
    assert row.cells[0].text == theme
    assert all(cell.covered_from == "left" for cell in row.cells[1:])
    assert texts(made[0])[5:] == FINNISH[4:]


def test_two_tables_on_a_page_are_two() -> None:
    """The heading between them belongs to neither."""
    source = (
        f"{table(FINNISH, NARROW)}\n= Tema 2: Smidig vardag\n{table(SWEDISH, '(5cm, 2.6cm, 3.4cm, 5cm)')}"
    )

    assert [texts(made) for made in tables_in(source)] == [FINNISH, SWEDISH]


def test_a_table_goes_on_over_the_page_without_its_header() -> None:
    """The columns of the page before are kept."""
    source = "#set page(height: 9cm)\n" + table(FINNISH * 3, NARROW).replace("table.header(", "..(")

    tables = tables_in(source)

    assert len(tables) > 1
    assert [row for made in tables for row in texts(made) if row != FINNISH[0]] == FINNISH[1:] * 3


def test_a_row_that_the_end_of_the_page_breaks_is_one_row() -> None:
    """Name and status go on under the repeated header of the next page."""
    name = "Sähköisten palvelujen käyttöönotto kaikissa kouluissa ja päiväkodeissa sekä kirjastoissa"
    status = "Kilpailutus on käynnissä ja käyttöönotto siirtyy seuraavaan vuoteen, koska toimittaja vaihtui."
    rows = [FINNISH[0], *FINNISH[2:4], [name, "x", "", "", status], *FINNISH[4:]]
    source = "#set page(height: 6.6cm, margin: 1.5cm)\n" + table(rows, NARROW, "inset: (x: 5pt, y: 2pt)")

    found = found_in(source)

    assert len(found) > 1
    assert rows_in(source) == rows


def test_a_repeated_header_stays_although_it_comes_again_on_every_page() -> None:
    """What runs from page to page at the page's upper edge may be a header; then it is no running head."""
    source = table(FINNISH, NARROW)
    header = [word.box for drawing in drawings_of(source) for word in drawing.words[:6]]

    assert texts(tables_in(source, running=header)[0]) == FINNISH


def test_prose_is_no_table() -> None:
    """Words that are titles elsewhere stand in sentences."""
    prose = "Hanke etenee ja sen tila on hyvä. Toimenpide on kesken, mutta seuranta jatkuu vuonna 2025. " * 20

    assert found_in(f"= Tilanne 09/2025\n{prose}") == [[]]


def test_a_table_found_without_lines_says_so() -> None:
    """A person should compare it with the document."""
    (found,) = found_in(table(SWEDISH, "(5cm, 2.6cm, 3.4cm, 5cm)"))[0]

    assert [(warning.code, warning.place) for warning in found.warnings] == [("unruled_table", "page 1")]
