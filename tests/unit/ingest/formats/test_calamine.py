"""Old binary workbooks."""

import io
import random
from datetime import date, datetime

import openpyxl
import pytest

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.sheets.calamine import read
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import RawDocument
from tests.making import Document, Table, make_xls, source_document
from tests.making.office import convert


def test_the_follow_up_of_09_2022_comes_out_cell_for_cell() -> None:
    document = source_document()

    raw = read(make_xls(document), "tilanne.xls")

    pairs = zip(raw.grids, document.tables, strict=True)
    found = [[row.texts() for row in grid.rows][-len(table.lines) :] for grid, table in pairs]
    assert found == [[[clean(cell) for cell in line] for line in table.lines] for table in document.tables]
    assert raw.format == "xls"


def test_numbers_merged_cells_and_hidden_sheets_of_an_old_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Läget"
    for row in (
        ["Åtgärd", 2024, "Läget"],
        ["Tema 1: Hamnen"],
        ["Hamnkarta", "x", "Klar."],
        [None, True, 0.5],
        ["Hamnplan", date(2025, 3, 15), datetime(2025, 3, 15, 14, 30)],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:C2")
    sheet.merge_cells("A3:A4")
    hidden = book.create_sheet("Gömd")
    hidden.append(["Åtgärd", "Läget"])
    hidden.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)

    raw = read(convert(written.getvalue(), "xlsx", "xls"), "n.xls")

    assert [row.texts() for row in raw.grids[0].rows] == [
        ["Åtgärd", "2024", "Läget"],
        ["Tema 1: Hamnen"] * 3,
        ["Hamnkarta", "x", "Klar."],
        ["Hamnkarta", "TRUE", "0.5"],
        ["Hamnplan", "2025-03-15", "2025-03-15 14:30"],
    ]
    assert raw.grids[0].rows[3].cells[0].covered_from == "above"
    assert raw.grids[0].rows[2].cells[2].address == "C3"
    assert [(grid.sheet, grid.is_hidden) for grid in raw.grids] == [("Läget", False), ("Gömd", True)]
    assert [warning.code for warning in raw.warnings] == ["hidden_sheet"]


def test_a_cut_off_workbook_is_a_refusal_that_says_what_to_do() -> None:
    content = make_xls(Document("Kuvala", [Table(["Toimenpide", "Tilanne"], [["Kartta", "Valmis."]])]))

    with pytest.raises(DocumentRefusedError) as refused:
        read(content[: len(content) // 4], "k.xls")

    assert (refused.value.reason_code, refused.value.where) == ("broken", "k.xls")
    assert ".xlsx" in refused.value.hint


def test_changed_bytes_end_in_tables_or_a_refusal() -> None:
    """Also where the library panics, or asks for more memory than there is and is ended for it."""
    content = make_xls(Document("Kuvala", [Table(["Toimenpide", "Tilanne"], [["Kartta", "Valmis."]])]))
    chance = random.Random(2022)  # noqa: S311  # the same changes on every run

    for _ in range(40):
        changed = bytearray(content)
        for _ in range(chance.randrange(1, 20)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            assert isinstance(read(bytes(changed), "k.xls"), RawDocument)
        except DocumentRefusedError as error:
            assert error.reason_code in {"broken", "too_large"}
