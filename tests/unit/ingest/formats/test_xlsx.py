"""Excel workbooks: what a person sees in their cells, and what they do not see but should know of."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as ExcelTable

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.sheets import tables as sheets
from seuranta.ingest.formats.sheets.xlsx import read
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import RawDocument
from tests.making import Document, Table, make_xlsx, source_document

HEADER = ["Toimenpide", 2024, 2025, "Tilanne 03/2025"]


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def workbook(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet "Seuranta" with these rows, and what a change does to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Seuranta"
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(sheet)
    return saved(book)


def replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with some words of a part replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            assert name != part or old.encode() in text
            target.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    return written.getvalue()


def texts(raw: RawDocument, grid: int = 0) -> list[list[str]]:
    return [row.texts() for row in raw.grids[grid].rows]


def shown(value: Any, number_format: str = "General") -> str:
    """The text of a cell with this value and number format."""

    def fill_in(sheet: Any) -> None:
        sheet["B2"] = value
        sheet["B2"].number_format = number_format

    return texts(read(workbook(["Toimenpide", "Tilanne"], ["Kirjastokortti"], change=fill_in), "k.xlsx"))[1][
        1
    ]


@pytest.mark.parametrize("tabs", ["one", "per_table"])
def test_the_follow_up_of_09_2022_comes_out_cell_for_cell(tabs: Any) -> None:
    document = source_document()

    raw = read(make_xlsx(document, sheets=tabs), "tilanne.xlsx")

    found = [[row.texts() for row in grid.rows][-len(table.lines) :] for grid, table in _pairs(raw, document)]
    assert found == [[[clean(cell) for cell in line] for line in table.lines] for table in document.tables]


def _pairs(raw: RawDocument, document: Document) -> list[tuple[Any, Table]]:
    return list(zip(raw.grids, document.tables, strict=True))


def test_cells_have_addresses_and_the_grid_begins_where_the_text_begins() -> None:
    def move(sheet: Any) -> None:
        sheet.move_range("A1:D2", rows=3, cols=1)

    raw = read(workbook(HEADER, ["Kirjastokortti", "x", None, "Valmis."], change=move), "k.xlsx")

    assert texts(raw) == [
        ["Toimenpide", "2024", "2025", "Tilanne 03/2025"],
        ["Kirjastokortti", "x", "", "Valmis."],
    ]
    assert [cell.address for cell in raw.grids[0].rows[1].cells] == ["B5", "C5", "D5", "E5"]
    assert (raw.grids[0].sheet, raw.grids[0].is_delimited) == ("Seuranta", False)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (2024, "General", "2024"),
        (2024.0, "0", "2024"),
        (0.1 + 0.2, "General", "0.3"),
        (0.5, "0%", "50 %"),
        (0.125, "0.0 %", "12.5 %"),
        (7, "000", "007"),
        (1.1, "0.00", "1.10"),
        (3, '"Nr "0', "Nr 3"),
        (12000, "#,##0 [$€-40B]", "12000 €"),
        (1, '"x";;', "x"),
        (0, '"x";;', ""),
        (0, '[=1]"✓";[=0]"–";General', "–"),
        (-3, "0;-0;;@", "-3"),
        (5, ";;;", "5"),
        (date(2021, 3, 15), "d.m.yyyy", "2021-03-15"),
        (datetime(2021, 3, 15, 14, 30), "dd/mm/yyyy hh:mm", "2021-03-15 14:30"),
        (date(2021, 3, 15), "[$-40B]d. mmmm yyyy;@", "2021-03-15"),
        (date(2022, 9, 1), "mm/yyyy", "09/2022"),
        (date(2022, 9, 1), "m.yyyy", "9.2022"),
        (date(2022, 9, 1), "mmm-yy", "09/2022"),
        (date(2021, 1, 1), "yyyy", "2021"),
        (date(2025, 2, 1), "d.m.", "1.2."),
        (time(14, 30), "h:mm", "14:30"),
        (True, "General", "TRUE"),
        ("NA", "General", "NA"),
        ("None", "General", "None"),
        ("007", "@", "007"),
        ("Kirjasto\nkortti", "General", "Kirjasto\nkortti"),
        ("  tuplaväli\u00a0 tässä ", "General", "tuplaväli tässä"),
    ],
)
def test_a_cell_reads_as_a_person_sees_it(value: Any, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_workbook_that_counts_days_from_1904_has_the_same_dates() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["Measure", "Due"])
    book.active.append(["Harbour map", date(2025, 6, 30)])

    assert texts(read(saved(book), "m.xlsx"))[1] == ["Harbour map", "2025-06-30"]


def test_words_in_several_fonts_are_one_text_and_their_pronunciation_is_none_of_it() -> None:
    rich = CellRichText("Kirjasto", TextBlock(InlineFont(b=True), "kortti"), " käyttöön")
    content = workbook(["Toimenpide", "Tilanne"], [rich, "Valmis."])
    spoken = replaced(
        content, "xl/sharedStrings.xml", "Valmis.</t>", "Valmis.</t><rPh sb='0' eb='1'><t>ba</t></rPh>"
    )

    assert texts(read(spoken, "k.xlsx"))[1] == ["Kirjastokortti käyttöön", "Valmis."]


def test_comments_choices_and_table_objects_add_nothing_to_the_cells() -> None:
    def furnish(sheet: Any) -> None:
        sheet["A2"].comment = Comment("Onko tämä valmis?", "Kuvala")
        choices = DataValidation(type="list", formula1='"Valmis,Kesken"')
        choices.add("B2")
        sheet.add_data_validation(choices)
        sheet.add_table(ExcelTable(displayName="Seuranta", ref="A1:B2"))

    raw = read(workbook(["Toimenpide", "Tilanne"], ["Kirjastokortti", "Kesken"], change=furnish), "k.xlsx")

    assert texts(raw) == [["Toimenpide", "Tilanne"], ["Kirjastokortti", "Kesken"]]
    assert raw.warnings == ()


def test_a_merged_cell_is_repeated_in_the_places_it_covers() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:C2")
        sheet.merge_cells("A3:A4")

    rows = [["Åtgärd", 2024, "Läget"], ["Tema 1: Hamnen"], ["Hamnkarta", "x", "Klar."], [None, "x", "Pågår."]]
    raw = read(workbook(*rows, change=merge), "n.xlsx")

    assert texts(raw)[1:] == [
        ["Tema 1: Hamnen"] * 3,
        ["Hamnkarta", "x", "Klar."],
        ["Hamnkarta", "x", "Pågår."],
    ]
    covered = [[cell.covered_from for cell in row.cells] for row in raw.grids[0].rows[1:]]
    assert covered == [[None, "left", "left"], [None, None, None], ["above", None, None]]


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (PatternFill("solid", fgColor="FF1F7A4D"), "1F7A4D"),
        (PatternFill("solid", fgColor=Color(indexed=13)), "FFFF00"),
        (PatternFill("solid", fgColor=Color(theme=4)), "4F81BD"),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.25)), "BFBFBF"),
        (PatternFill("solid", fgColor=Color(theme=1, tint=0.5)), "808080"),
        (PatternFill("solid", fgColor=Color(theme=0)), None),
        (PatternFill("solid", fgColor="FFFFFFFF"), None),
        (PatternFill("solid", fgColor=Color(indexed=64)), None),
        (PatternFill(None), None),
    ],
)
def test_the_fill_of_a_cell_is_its_colour_however_it_is_named(fill: PatternFill, colour: str | None) -> None:
    def paint(sheet: Any) -> None:
        sheet["B2"].fill = fill

    raw = read(workbook(HEADER, ["Kirjastokortti", None, None, "Kesken."], change=paint), "k.xlsx")

    assert [cell.fill for cell in raw.grids[0].rows[1].cells] == [None, colour, None, None]


def test_hidden_rows_and_columns_are_read_and_warned_of() -> None:
    def hide(sheet: Any) -> None:
        for row in (3, 4, 6):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True

    rows = [[f"Toimenpide {number}", "x", None, "Kesken."] for number in range(2, 7)]
    [grid] = read(workbook(HEADER, *rows, change=hide), "k.xlsx").grids

    assert [row.is_hidden for row in grid.rows] == [False, False, True, True, False, True]
    assert [(warning.code, warning.place) for warning in grid.warnings] == [
        ("hidden_rows", "sheet 'Seuranta', rows 3-4, 6"),
        ("hidden_columns", "sheet 'Seuranta', columns C"),
    ]
    assert grid.warnings[0].message.startswith("3 rows")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_marked(state: str) -> None:
    book = openpyxl.Workbook()
    for name in ("Näkyvä", "Piilossa", "Tyhjä"):
        sheet = book.create_sheet(name)
        if name != "Tyhjä":
            sheet.append(["Toimenpide", "Tilanne"])
            sheet.append(["Kirjastokortti", "Valmis."])
    book["Piilossa"].sheet_state = book["Tyhjä"].sheet_state = state

    raw = read(saved(book), "k.xlsx")

    assert [(grid.sheet, grid.is_hidden) for grid in raw.grids] == [("Näkyvä", False), ("Piilossa", True)]
    assert [(warning.code, warning.place) for warning in raw.warnings] == [
        ("hidden_sheet", "sheet 'Piilossa'")
    ]


def test_a_formula_without_a_value_is_blank_with_a_warning_that_says_what_to_do() -> None:
    raw = read(workbook(HEADER, ["Kirjastokortti", "x", None, '="Val"&"mis"']), "k.xlsx")

    assert texts(raw)[1] == ["Kirjastokortti", "x", "", ""]
    [warning] = raw.warnings
    assert (warning.code, warning.place) == ("formula_without_value", "sheet 'Seuranta', D2")
    assert "open the file in Excel, save it" in warning.message


def test_a_formula_with_a_value_is_that_value_and_one_that_yields_nothing_is_blank() -> None:
    content = workbook(["Toimenpide", "Tilanne"], ["Kartta", "=A2"], ["Kortti", "=A9"])
    sheet = "xl/worksheets/sheet1.xml"
    content = replaced(
        content, sheet, '<c r="B2"><f>A2</f><v></v>', '<c r="B2" t="str"><f>A2</f><v>Kartta</v>'
    )
    content = replaced(content, sheet, '<c r="B3"><f>A9</f><v></v>', '<c r="B3" t="str"><f>A9</f><v></v>')

    raw = read(content, "k.xlsx")

    assert texts(raw)[1:] == [["Kartta", "Kartta"], ["Kortti", ""]]
    assert raw.warnings == ()


def test_a_link_written_as_a_formula_shows_its_words() -> None:
    link = '=HYPERLINK("https://kuvala.example/kartta","Sataman ""oma"" kartta")'

    raw = read(workbook(["Toimenpide", "Tilanne"], [link, "Valmis."]), "k.xlsx")

    assert texts(raw)[1] == ['Sataman "oma" kartta', "Valmis."]
    assert raw.warnings == ()


def test_an_error_in_a_cell_is_its_text_with_a_warning() -> None:
    raw = read(workbook(["Toimenpide", "Tilanne"], ["Kirjastokortti", "#N/A"]), "k.xlsx")

    assert texts(raw)[1] == ["Kirjastokortti", "#N/A"]
    assert [(warning.code, warning.place) for warning in raw.warnings] == [
        ("cell_error", "sheet 'Seuranta', B2")
    ]


def test_tables_below_one_another_part_at_the_blank_row_and_headings_go_with_the_next() -> None:
    first = [["Measure", 2024, "Status"], ["Harbour map", "x", "Done."]]
    second = [["Theme 2: Services"], ["Measure", 2024, "Status"], ["Library card", "x", "Begun."]]

    raw = read(workbook(["Millbrook"], [], *first, [], [], *second), "m.xlsx")

    assert texts(raw) == [
        ["Millbrook", "", ""],
        ["", "", ""],
        ["Measure", "2024", "Status"],
        ["Harbour map", "x", "Done."],
    ]
    assert texts(raw, 1) == [
        ["Theme 2: Services", "", ""],
        ["Measure", "2024", "Status"],
        ["Library card", "x", "Begun."],
    ]


def test_a_heading_parted_from_its_header_by_a_blank_row_still_goes_with_it() -> None:
    table = [["Measure", "Status"], ["Harbour map", "Done."]]

    raw = read(workbook(*table, [], ["Services"], [], *table), "m.xlsx")

    assert texts(raw, 1)[0] == ["Services", ""]


def test_a_blank_row_inside_a_table_ends_nothing() -> None:
    rows = [["Measure", "Status"], ["Harbour map", "Done."], [], ["Library card", "Begun."], [], ["* funded"]]

    raw = read(workbook(*rows), "m.xlsx")

    assert [row[0] for row in texts(raw)] == ["Measure", "Harbour map", "", "Library card", "", "* funded"]


def test_tables_beside_one_another_part_at_the_blank_column() -> None:
    header = ["Toimenpide", "Tilanne", None, "Toimenpide", "Tilanne"]

    raw = read(workbook(header, ["Kartta", "Valmis.", None, "Kortti", "Kesken."]), "k.xlsx")

    assert [texts(raw, 0)[1], texts(raw, 1)[1]] == [["Kartta", "Valmis."], ["Kortti", "Kesken."]]
    assert raw.grids[1].rows[1].cells[0].address == "D2"


def test_a_blank_column_inside_a_table_is_left_out() -> None:
    raw = read(workbook(["Toimenpide", None, 2024, "Tilanne"], ["Kartta", None, "x", "Valmis."]), "k.xlsx")

    assert texts(raw) == [["Toimenpide", "2024", "Tilanne"], ["Kartta", "x", "Valmis."]]


def test_the_words_of_a_cover_sheet_are_the_preface() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ahtelan digiohjelma"])
    book.active.append(["Tilanne 09/2024"])
    sheet = book.create_sheet("Seuranta")
    sheet.append(["Toimenpide", "Tilanne"])
    sheet.append(["Kartta", "Valmis."])

    raw = read(saved(book), "a.xlsx")

    assert raw.preface == ("Ahtelan digiohjelma", "Tilanne 09/2024")
    assert [grid.sheet for grid in raw.grids] == ["Seuranta"]


def test_a_chart_on_its_own_sheet_is_no_table() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Toimenpide", "Tilanne"])
    book.active.append(["Kartta", "Valmis."])
    book.create_chartsheet("Kaavio")

    assert [grid.sheet for grid in read(saved(book), "k.xlsx").grids] == ["Sheet"]


def test_a_sheet_painted_to_its_end_is_as_large_as_its_text() -> None:
    row = '<row r="{}"><c r="A{}" s="1"/><c r="XFD{}" s="1"/></row>'
    painted = "".join(row.format(n, n, n) for n in [*range(3, 3000), 1_048_576])

    def paint(sheet: Any) -> None:
        for column in range(1, 300):
            sheet.cell(2, column).fill = PatternFill("solid", fgColor="FFFF00")

    content = workbook(["Toimenpide", "Tilanne"], ["Kartta", "Valmis."], change=paint)
    content = replaced(content, "xl/worksheets/sheet1.xml", "</sheetData>", f"{painted}</sheetData>")

    [grid] = read(content, "k.xlsx").grids

    assert [row.texts() for row in grid.rows] == [["Toimenpide", "Tilanne"], ["Kartta", "Valmis."]]
    assert [cell.fill for cell in grid.rows[1].cells] == ["FFFF00", "FFFF00"]


def test_a_merged_range_over_the_whole_sheet_covers_no_more_than_its_text_spans() -> None:
    content = workbook(["Kuvala"], ["Toimenpide", "Tilanne"], change=lambda sheet: sheet.merge_cells("A1:B1"))
    content = replaced(content, "xl/worksheets/sheet1.xml", 'ref="A1:B1"', 'ref="A1:XFD1"')

    assert texts(read(content, "k.xlsx"))[0] == ["Kuvala", "Kuvala"]


def test_more_cells_than_anybody_wrote_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_CELLS", 1000)
    row = "<row>" + "<c><v>1</v></c>" * 1000 + "</row>"
    content = workbook(["Toimenpide", "Tilanne"])
    rows = row * 2
    content = replaced(content, "xl/worksheets/sheet1.xml", "</sheetData>", f"{rows}</sheetData>")

    with pytest.raises(DocumentRefusedError, match="sheet 'Seuranta'") as refused:
        read(content, "k.xlsx")

    assert refused.value.reason_code == "too_large"


def test_a_workbook_in_the_strict_form_of_the_standard_is_read_too() -> None:
    content = workbook(["Toimenpide", "Tilanne"], ["Kartta", "Valmis."])
    old, new = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    for part in ("xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        for kind in ("officeDocument", "spreadsheetml"):
            if f"{old}{kind}/2006/".encode() in zipfile.ZipFile(io.BytesIO(content)).read(part):
                content = replaced(content, part, f"{old}{kind}/2006/", f"{new}{kind}/")

    assert texts(read(content, "k.xlsx"))[1] == ["Kartta", "Valmis."]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_damaged_part_is_a_refusal_that_says_what_to_do(part: str) -> None:
    content = replaced(workbook(["Toimenpide", "Tilanne"]), part, "xmlns", "<xmlns")

    with pytest.raises(DocumentRefusedError) as refused:
        read(content, "k.xlsx")

    assert (refused.value.reason_code, refused.value.where) == ("broken", "k.xlsx")
    assert refused.value.hint


SMALL = make_xlsx(
    Document("Kuvala", [Table(["Toimenpide", "2024", "Tilanne"], [["Kartta", "x", "Valmis."]])])
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_bytes_end_in_tables_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        assert isinstance(read(bytes(content), "k.xlsx"), RawDocument)
    except DocumentRefusedError as error:
        assert error.reason_code in {"broken", "too_large"}
