"""Workbooks: XLSX as openpyxl writes it, ODS and XLS as LibreOffice makes them of it."""

import io
import re
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from tests.making.document import Document, Table
from tests.making.office import convert
from tests.making.package import steady

_NUMBER = re.compile(r"0|[1-9]\d{0,8}")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET_NAME = 31


def make_xlsx(document: Document, *, sheets: Literal["one", "per_table"] = "one") -> bytes:
    """A workbook: the title in its first cell, each table under its heading; whole numbers are numbers.

    Args:
        document: what it says.
        sheets: whether the tables stand under each other on one sheet, a blank row between them, or each
            on a sheet that has the name of its heading.
    """
    book = Workbook()
    book.remove(book.active)
    if sheets == "one":
        sheet = book.create_sheet("Taulukko1")
        _write_title(sheet, document.title)
        for table in document.tables:
            _write(sheet, table)
    else:
        for number, table in enumerate(document.tables, start=1):
            sheet = book.create_sheet(_sheet_name(table.heading or f"Taulukko{number}"))
            _write_title(sheet, document.title)
            _write(sheet, table)
    written = io.BytesIO()
    book.save(written)
    return steady(written.getvalue())


def make_ods(document: Document) -> bytes:
    """The workbook as an OpenDocument spreadsheet, made by LibreOffice."""
    return convert(make_xlsx(document), "xlsx", "ods")


def make_xls(document: Document) -> bytes:
    """The workbook in the binary format of Excel 97, made by LibreOffice."""
    return convert(make_xlsx(document), "xlsx", "xls")


def _sheet_name(words: str) -> str:
    return _NOT_IN_SHEET_NAMES.sub(" ", words)[:_LONGEST_SHEET_NAME]


def _next_row(sheet: Any) -> int:
    return 1 if sheet.max_row == 1 and sheet["A1"].value is None else int(sheet.max_row) + 1


def _write_title(sheet: Any, title: str) -> None:
    if title:
        sheet["A1"] = title


def _write(sheet: Any, table: Table) -> None:
    first = _next_row(sheet)
    if first > 1:
        first += 1
    if table.heading:
        sheet.cell(first, 1, table.heading)
        first += 1
    covered = table.covered()
    for number, line in enumerate(table.lines):
        for column, text in enumerate(line):
            if (number, column) not in covered:
                cell = sheet.cell(first + number, column + 1)
                _fill_in(cell, text, table.fill(number, column))
                if number - 1 in table.bold:
                    cell.font = Font(bold=True)
    for top, left, bottom, right in table.merges:
        sheet.merge_cells(
            start_row=first + top, end_row=first + bottom, start_column=left + 1, end_column=right + 1
        )
    if table.note:
        sheet.cell(first + len(table.lines), 1, table.note)


def _fill_in(cell: Any, text: str, colour: str | None) -> None:
    if text:
        is_number = _NUMBER.fullmatch(text)
        cell.value = int(text) if is_number else text
        if not is_number:
            cell.data_type = "s"  # a text that begins with "=" is no formula
        cell.alignment = Alignment(wrap_text=True)
    if colour:
        cell.fill = PatternFill("solid", start_color=f"FF{colour}")
