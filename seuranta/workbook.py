"""Workbooks for people to fill in: text cells, drop-downs, print; the same bytes for the same cells."""

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

HEAD_POINTS = 36
_LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_A4, _MAX_CELL_LENGTH = 9, 32_767
_LINE_POINTS, _MAX_ROW_POINTS = 15, 409
# What XML cannot hold; a lone surrogate cannot be written at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = PatternFill("solid", fgColor="1F3A5F")
_TO_FILL = PatternFill("solid", fgColor="FFF8DC")
_THIN = Side(style="thin", color="8A8A8A")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FIRST_TIME = dt.datetime(1980, 1, 1)


def new_book(title: str, language: str) -> Workbook:
    """A workbook that says what it is and in which language: programs for the blind read both out.

    Args:
        title: of the document.
        language: a report language.
    """
    book = Workbook()
    book.properties.title, book.properties.creator = title, "Seuranta"
    book.properties.language = _LOCALES[language]
    return book


def book_bytes(book: Workbook, *, at: dt.datetime = _FIRST_TIME) -> bytes:
    """The workbook as a file; the same cells give the same bytes.

    Args:
        book: the workbook.
        at: when it says that it was made: a time of its contents, never of the clock.
    """
    book.properties.created = book.properties.modified = at
    written, fixed = io.BytesIO(), io.BytesIO()
    # Not `book.save`, which stamps the time of day into the properties and on every part.
    ExcelWriter(book, zipfile.ZipFile(written, "w")).save()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _FIRST_TIME.timetuple()[:6])
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(part, source.read(name))
    return fixed.getvalue()


def write_text(page: Worksheet, row: int, number: int, text: str, *, is_head: bool = False) -> None:
    """Write a cell that holds text and nothing else, whatever it begins with.

    Args:
        page: the sheet.
        row: of the cell, from 1.
        number: of its column, from 1.
        text: what it holds; what no cell can hold is replaced, and the end of a text that is too long is cut.
        is_head: whether it heads a column.
    """
    cell = page.cell(row, number)
    plain = _UNWRITABLE.sub("\ufffd", text)
    if plain:
        cell.value = plain if len(plain) <= _MAX_CELL_LENGTH else plain[: _MAX_CELL_LENGTH - 1] + "…"
        cell.data_type = "s"  # whatever it begins with, it is no formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = _FRAME
    if is_head:
        cell.font, cell.fill = Font(name="Calibri", bold=True, color="FFFFFF"), _HEAD


def open_cell(page: Worksheet, row: int, number: int, *, is_text: bool = True) -> None:
    """Let people write into a cell of a protected sheet, and show that they may.

    Args:
        page: the sheet.
        row: of the cell, from 1.
        number: of its column, from 1.
        is_text: whether what is typed stays the text that it is, with no formula, number or date made of it.
    """
    cell = page.cell(row, number)
    cell.protection = Protection(locked=False)
    cell.fill = _TO_FILL
    if is_text:
        cell.number_format = "@"


def height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """The height that shows every wrapped line, in points: not every program finds it by itself.

    Args:
        texts: of the cells of a row.
        widths: of their columns, in letters.
    """
    lines = max(
        sum(math.ceil(max(len(line), 1) / (width - 1)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return float(min((lines + 1) * _LINE_POINTS, _MAX_ROW_POINTS))


def write_list(
    page: Worksheet, row: int, heading: Sequence[str], lines: Sequence[Sequence[str]]
) -> tuple[str, int]:
    """Write a list with its heading.

    Args:
        page: the sheet.
        row: of the heading, from 1.
        heading: the titles of its columns.
        lines: the cells of each row.

    Returns:
        Where its first column stands, in the words of a formula; and the row below the last.
    """
    for number, text in enumerate(heading, start=1):
        write_text(page, row, number, text, is_head=True)
    for below, line in enumerate(lines, start=1):
        for number, text in enumerate(line, start=1):
            write_text(page, row + below, number, text)
    last = row + len(lines)
    quoted = page.title.replace("'", "''")
    return f"'{quoted}'!$A${row + 1}:$A${last}", last + 1


def add_rule(page: Worksheet, rule: DataValidation, number: int, last_row: int, message: str) -> None:
    """Put a rule on the cells of a column below the header, with what is said to those who break it."""
    rule.showErrorMessage, rule.error = True, message
    letter = get_column_letter(number)
    page.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{last_row}")


def choice(source: str) -> DataValidation:
    """A drop-down of a list elsewhere; it warns of anything else and lets it stand: codes may be typed."""
    return DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")


def protect(page: Worksheet) -> None:
    """Keep all cells as they are but the open ones; filter, sort and widths stay with the reader."""
    page.protection.sheet = True
    # In a protected sheet these stay allowed: False means "not locked".
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows"):
        setattr(page.protection, allowed, False)


def set_print(page: Worksheet, title: str) -> None:
    """Print a sheet on A4 across, as wide as the page, with the title above and page numbers below."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.oddHeader.left.text = title.replace("&", "&&")
    page.oddFooter.right.text = "&P/&N"
