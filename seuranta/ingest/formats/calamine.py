"""Old binary workbooks: XLS of Excel 97 and XLSB. Fills and hidden rows cannot be seen in them."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.numbers import date_text, plain_number
from seuranta.ingest.formats.sheets import Merge, Sheet, sheets_document
from seuranta.ingest.grid import RawDocument

_ZIP = b"PK"
_MINUTE = timedelta(minutes=1)


def read(content: bytes, file: str) -> RawDocument:
    """The tables of a workbook, those of hidden sheets among them.

    Numbers come without their number format: 0.5 shown as 50 % is "0.5".

    Args:
        content: the workbook's bytes.
        file: its name, for messages.

    Raises:
        DocumentRefusedError: the workbook is damaged (`broken`) or a sheet is too large (`too_large`).
    """
    try:
        sheets = _sheets(content, file)
    except (CalamineError, ArithmeticError, LookupError, ValueError, OSError) as error:
        raise _broken(file) from error
    except BaseException as error:
        # The library is written in Rust: where its own assumptions break it panics, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(file) from error
    return sheets_document("xlsb" if content.startswith(_ZIP) else "xls", sheets)


def _sheets(content: bytes, file: str) -> list[Sheet]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return [
        _sheet(tab, file, workbook.get_sheet_by_index(number))
        for number, tab in enumerate(workbook.sheets_metadata)
        if tab.typ == SheetTypeEnum.WorkSheet
    ]


def _sheet(tab: SheetMetadata, file: str, found: CalamineSheet) -> Sheet:
    sheet = Sheet(tab.name, file, is_hidden=tab.visible != SheetVisibleEnum.Visible)
    top, left = found.start or (0, 0)
    for row, values in enumerate(found.iter_rows(), start=top + 1):
        texts = {column: _text(value) for column, value in enumerate(values, start=left + 1) if value != ""}
        sheet.put_row(row, texts, {})
    for (first_row, first_column), (last_row, last_column) in found.merged_cell_ranges or ():
        sheet.merges.append(Merge(first_row + 1, first_column + 1, last_row + 1, last_column + 1))
    return sheet


def _text(value: str | float | bool | date | time | timedelta) -> str:
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return plain_number(value)
        case datetime():
            return date_text(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return f"{value // _MINUTE // 60}:{value // _MINUTE % 60:02}"
        case _:
            return value


def _broken(file: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "expected an Excel workbook (.xls), found one that is damaged",
        code="broken",
        where=file,
        hint="open the file in Excel, save it as .xlsx, and send that copy",
    )
