"""OpenDocument spreadsheets, as LibreOffice writes them."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.sheets import tables as sheets
from seuranta.ingest.formats.sheets.ods import read
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import RawDocument
from tests.making import make_ods, source_document
from tests.making.office import convert

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)


def spreadsheet(rows: str, *, styles: str = "", columns: str = "") -> bytes:
    """A spreadsheet of one sheet "Seuranta" with these rows in XML."""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet><table:table table:name='Seuranta'>{columns}{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return written.getvalue()


def row(*cells: str, attributes: str = "", more: str = "") -> str:
    """A row of cells that show these words, and more cells in XML."""
    shown = (f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row {attributes}>{''.join(shown)}{more}</table:table-row>"


def texts(raw: RawDocument, grid: int = 0) -> list[list[str]]:
    return [row.texts() for row in raw.grids[grid].rows]


@pytest.fixture(scope="module")
def furnished() -> RawDocument:
    """A workbook with all that a person can do to cells, saved by LibreOffice."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Seuranta"
    rows: list[list[Any]] = [
        ["Toimenpide", 2024, 2025, "Osuus", "Tilanne"],
        ["Teema 1: Palvelut"],
        ["Kirjasto\nkortti", "x", None, 0.5, "Valmis."],
        ["Satamakartta", None, None, 1, "=1+1"],
        ["Venepaikat", "x", "x", None, "Kesken."],
    ]
    for values in rows:
        sheet.append(values)
    sheet.merge_cells("A2:E2")
    sheet["D3"].number_format = "0%"
    sheet["B4"].fill = PatternFill("solid", fgColor="1F7A4D")
    sheet["A4"].comment = Comment("Onko tämä valmis?", "Kuvala")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    hidden = book.create_sheet("Piilossa")
    hidden.append(["Toimenpide", "Tilanne"])
    hidden.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return read(convert(written.getvalue(), "xlsx", "ods"), "k.ods")


def test_the_follow_up_of_09_2022_comes_out_cell_for_cell() -> None:
    document = source_document()

    raw = read(make_ods(document), "tilanne.ods")

    pairs = zip(raw.grids, document.tables, strict=True)
    found = [[row.texts() for row in grid.rows][-len(table.lines) :] for grid, table in pairs]
    assert found == [[[clean(cell) for cell in line] for line in table.lines] for table in document.tables]


def test_cells_read_as_they_are_shown(furnished: RawDocument) -> None:
    assert texts(furnished) == [
        ["Toimenpide", "2024", "2025", "Osuus", "Tilanne"],
        ["Teema 1: Palvelut"] * 5,
        ["Kirjasto\nkortti", "x", "", "50 %", "Valmis."],
        ["Satamakartta", "", "", "1", "2"],
        ["Venepaikat", "x", "x", "", "Kesken."],
    ]
    assert [cell.address for cell in furnished.grids[0].rows[2].cells] == ["A3", "B3", "C3", "D3", "E3"]


def test_merged_cells_and_fills_are_seen(furnished: RawDocument) -> None:
    theme, _, map_row = furnished.grids[0].rows[1:4]

    assert [cell.covered_from for cell in theme.cells] == [None, "left", "left", "left", "left"]
    assert [cell.fill for cell in map_row.cells] == [None, "1F7A4D", None, None, None]


def test_what_is_hidden_is_read_and_warned_of(furnished: RawDocument) -> None:
    seen, hidden = furnished.grids

    assert [row.is_hidden for row in seen.rows] == [False, False, False, False, True]
    assert [(warning.code, warning.place) for warning in seen.warnings] == [
        ("hidden_rows", "sheet 'Seuranta', rows 5"),
        ("hidden_columns", "sheet 'Seuranta', columns D"),
    ]
    assert (hidden.sheet, hidden.is_hidden) == ("Piilossa", True)
    assert [warning.code for warning in furnished.warnings] == ["hidden_sheet"]


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ("office:value-type='date' office:date-value='2021-03-15'", "15.3.2021", "2021-03-15"),
        (
            "office:value-type='date' office:date-value='2021-03-15T14:30:00'",
            "15.3. 14:30",
            "2021-03-15 14:30",
        ),
        ("office:value-type='date' office:date-value='2022-09-01'", "09/2022", "09/2022"),
        ("office:value-type='date' office:date-value='2021-01-01'", "2021", "2021"),
        ("office:value-type='percentage' office:value='0.5'", "50%", "50 %"),
        ("office:value-type='boolean' office:boolean-value='true'", "TOSI", "TOSI"),
        ("office:value-type='float' office:value='2024'", "", "2024"),
    ],
)
def test_a_typed_cell_reads_as_in_a_workbook_of_excel(attributes: str, shown: str, text: str) -> None:
    paragraph = f"<text:p>{shown}</text:p>" if shown else ""
    typed = f"<table:table-cell {attributes}>{paragraph}</table:table-cell>"
    rows = row("Toimenpide", "Tilanne") + row("Kartta").replace(
        "</table:table-row>", f"{typed}</table:table-row>"
    )

    assert texts(read(spreadsheet(rows), "k.ods"))[1] == ["Kartta", text]


def test_notes_and_pronunciation_are_no_words_of_the_cell() -> None:
    cell = (
        "Kirjasto<text:s/><text:span>kortti</text:span><text:line-break/>"
        "<text:ruby><text:ruby-base>uusi</text:ruby-base><text:ruby-text>uu-si</text:ruby-text></text:ruby>"
    )

    assert (
        texts(read(spreadsheet(row("Toimenpide", "Tilanne") + row(cell)), "k.ods"))[1][0]
        == "Kirjasto kortti\nuusi"
    )


def test_a_formula_without_a_value_is_blank_with_a_warning() -> None:
    formula = "<table:table-cell table:formula='of:=A1'><text:p/></table:table-cell>"
    rows = row("Toimenpide", "Tilanne") + row("Kartta").replace(
        "</table:table-row>", f"{formula}</table:table-row>"
    )

    raw = read(spreadsheet(rows), "k.ods")

    assert texts(raw)[1] == ["Kartta", ""]
    assert [(w.code, w.place) for w in raw.warnings] == [("formula_without_value", "sheet 'Seuranta', B2")]


def test_a_cell_takes_the_fill_of_its_style_or_else_of_its_column() -> None:
    styles = (
        "<style:style style:name='good' style:family='table-cell'>"
        "<style:table-cell-properties fo:background-color='#00aa33'/></style:style>"
        "<style:style style:name='better' style:family='table-cell' style:parent-style-name='good'/>"
        "<style:style style:name='white' style:family='table-cell'>"
        "<style:table-cell-properties fo:background-color='#FFFFFF'/></style:style>"
    )
    columns = "<table:table-column/><table:table-column table:default-cell-style-name='better'/>"
    white = row("Kartta", "x").replace(
        "<table:table-cell><text:p>x", "<table:table-cell table:style-name='white'><text:p>x"
    )

    [grid] = read(
        spreadsheet(row("Toimenpide", "2024") + white, styles=styles, columns=columns), "k.ods"
    ).grids

    assert [[cell.fill for cell in row.cells] for row in grid.rows] == [[None, "00AA33"], [None, None]]


def test_rows_that_stand_for_several_are_read_as_often() -> None:
    repeated = row("Kartta", "x", attributes="table:number-rows-repeated='3'")

    raw = read(spreadsheet(row("Toimenpide", "2024") + repeated), "k.ods")

    assert [row.cells[0].address for row in raw.grids[0].rows] == ["A1", "A2", "A3", "A4"]


def test_a_row_that_stands_for_more_than_anybody_wrote_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 1000)
    repeated = row("Kartta", "x", attributes="table:number-rows-repeated='1000000'")

    with pytest.raises(DocumentRefusedError) as refused:
        read(spreadsheet(row("Toimenpide", "2024") + repeated), "k.ods")

    assert refused.value.reason_code == "too_large"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", spreadsheet("<table:table-row>")])
def test_a_damaged_spreadsheet_is_a_refusal(content: bytes) -> None:
    with pytest.raises(DocumentRefusedError) as refused:
        read(content, "k.ods")

    assert (refused.value.reason_code, refused.value.where) == ("broken", "k.ods")
