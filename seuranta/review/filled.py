"""Reading a filled-in sheet back: CSV or workbook, into cells that each know their place."""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.bytes.zipped import zipped_format
from seuranta.ingest.formats.text.decode import to_text
from seuranta.review.words import FILLED_IN, KEYS, columns_by_title, folded
from seuranta.tables import as_written

_NEEDED = frozenset({"decision", *KEYS})
_HEADER_WITHIN = 20
_HINT = "write the sheet anew with `review … --xlsx FILE` or `--csv FILE`, and copy the answers into it"
_SEPARATORS = ";,\t"


@dataclass(frozen=True)
class FilledCell:
    """The text of a cell, where it stands ("cell J4", "line 3"), and what is wrong with it as such."""

    text: str
    place: str
    fault: str = ""


FilledRow = Mapping[str, FilledCell]


def filled_rows(content: bytes, *, where: str) -> list[FilledRow]:
    """The rows of a filled-in sheet that hold anything.

    Args:
        content: of the file: CSV with semicolons, commas or tabs, or XLSX.
        where: the file's name, for messages.

    Returns:
        For each row the columns `decision`, `blocker`, `as_of_year`, `reason`, `action_id` and `text_sha256`;
        a column that the sheet does not have is blank.

    Raises:
        DocumentRefusedError: the file is no such sheet.
    """
    rows = _xlsx_rows(content, where) if content.startswith(b"PK") else _csv_rows(content, where)
    return [row for row in rows if any(cell.text or cell.fault for cell in row.values())]


def _csv_rows(content: bytes, where: str) -> Iterator[FilledRow]:
    text, _ = to_text(content, where)
    first = text.split("\n", maxsplit=1)[0]
    delimiter = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: dict[int, str] | None = None
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if columns is None:
                columns = _columns(cells)
                if columns is None:
                    raise _no_sheet(where)
                continue
            yield {
                **_blank(f"line {line}"),
                **{
                    column: FilledCell(as_written(cells[n]).strip(), f"line {line}")
                    for n, column in columns.items()
                    if n < len(cells)
                },
            }
    except csv.Error as error:
        raise DocumentRefusedError(
            f"expected values separated by {delimiter!r}, found {error}",
            code="broken",
            where=f"{where}, line {before + 1}",
            hint=_HINT,
        ) from error
    if columns is None:
        raise _no_sheet(where)


def _xlsx_rows(content: bytes, where: str) -> Iterator[FilledRow]:
    if (found := zipped_format(content, where)) != "xlsx":
        raise DocumentRefusedError(
            f"expected CSV or XLSX, found {found}",
            code="unsupported_format",
            where=where,
            hint="save it as an Excel workbook (.xlsx)",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops (themes, drawings) holds no answer
            book = load_workbook(io.BytesIO(content), data_only=False)
    except Exception as error:  # openpyxl fails on a damaged part in as many ways as there are parts
        raise DocumentRefusedError(
            f"expected a workbook, found one that cannot be opened ({type(error).__name__})",
            code="broken",
            where=where,
            hint="open it in a spreadsheet program and save it anew as .xlsx",
        ) from error
    for page in book.worksheets:
        header = next(_headers(page.iter_rows(max_row=_HEADER_WITHIN)), None)
        if header is None:
            continue
        row, columns = header
        for number, cells in enumerate(page.iter_rows(min_row=row + 1), start=row + 1):
            yield {
                **_blank(f"row {number}"),
                **{
                    column: _cell(cells[n], f"cell {get_column_letter(n + 1)}{number}")
                    for n, column in columns.items()
                },
            }
        return
    raise _no_sheet(where)


def _headers(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, dict[int, str]]]:
    for number, cells in enumerate(rows, start=1):
        columns = _columns([str(cell.value or "") for cell in cells])
        if columns is not None:
            yield number, columns


def _cell(cell: Any, place: str) -> FilledCell:
    value = cell.value
    if value is None:
        return FilledCell("", place)
    if cell.data_type == "f":
        return FilledCell(str(getattr(value, "text", value)), place, "a value, found a formula")
    if isinstance(value, datetime | date):
        return FilledCell(str(value), place, f"a text or a year, found the date {value:%Y-%m-%d}")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return FilledCell(str(value).strip(), place)


def _columns(titles: Sequence[str]) -> dict[int, str] | None:
    """Which column of the sheet is which; None when it is no header of ours."""
    known = columns_by_title()
    found = {n: known[folded(title)] for n, title in enumerate(titles) if folded(title) in known}
    names = list(found.values())
    is_header = set(names) >= _NEEDED and len(set(names)) == len(names)
    return found if is_header else None


def _blank(place: str) -> dict[str, FilledCell]:
    return {column: FilledCell("", place) for column in (*FILLED_IN, *KEYS)}


def _no_sheet(where: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "expected a header with the decision, action_id and text_sha256, each once, found none",
        code="unknown_header",
        where=where,
        hint=_HINT,
    )
