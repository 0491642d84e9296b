"""Old binary workbooks: XLS of Excel 97, and XLSB. Fills and hidden rows cannot be seen in them.

A damaged one makes the library that reads them ask for any amount of memory, which ends the process. It is
therefore read in a process of its own, whose end is a refusal like any other.
"""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.sheets.numbers import date_text, plain_number
from seuranta.ingest.formats.sheets.tables import Merge, Sheet, sheets_document
from seuranta.ingest.grid import RawDocument

_PROGRAM = Path(__file__).with_name("calamine_process.py")
_LONGEST_SECONDS = 60
_ZIP = b"PK"


def read(content: bytes, file: str) -> RawDocument:
    """The tables of a workbook, those of hidden sheets among them.

    Numbers come without their number format: 0.5 shown as 50 % is "0.5".

    Args:
        content: the workbook's bytes.
        file: its name, for messages.

    Raises:
        DocumentRefusedError: the workbook is damaged (`broken`) or a sheet is too large (`too_large`).
    """
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(  # noqa: S603  # our own program, and no shell
            command, input=content, capture_output=True, timeout=_LONGEST_SECONDS, check=True
        )
    except subprocess.SubprocessError as error:
        raise DocumentRefusedError(
            "expected an Excel workbook (.xls), found one that is damaged",
            code="broken",
            where=file,
            hint="open the file in Excel, save it as .xlsx, and send that copy",
        ) from error
    sheets = [_sheet(found, file) for found in json.loads(done.stdout)]
    return sheets_document("xlsb" if content.startswith(_ZIP) else "xls", sheets)


def _sheet(found: dict[str, Any], file: str) -> Sheet:
    sheet = Sheet(found["name"], file, is_hidden=found["is_hidden"])
    top, left = found["start"]
    for row, values in enumerate(found["rows"], start=top + 1):
        texts = {column: _text(value) for column, value in enumerate(values, start=left + 1) if value != ""}
        sheet.put_row(row, texts, {})
    for (first_row, first_column), (last_row, last_column) in found["merges"]:
        sheet.merges.append(Merge(first_row + 1, first_column + 1, last_row + 1, last_column + 1))
    return sheet


def _text(value: Any) -> str:
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return plain_number(value)
        case ["datetime" | "date", str(moment)]:
            return date_text(datetime.fromisoformat(moment))
        case ["duration", float(seconds)]:
            return f"{int(seconds // 3600)}:{int(seconds // 60 % 60):02}"
        case ["time", str(moment)]:
            return moment
        case _:
            return str(value)
