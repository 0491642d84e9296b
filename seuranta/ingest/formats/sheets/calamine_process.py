"""The program that `calamine` runs: an old workbook comes in as bytes, its sheets go out as JSON.

It imports nothing of the package, so that it starts at once. Values that JSON does not have are pairs of
their type and their text.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

_MAX_MEMORY_BYTES = 2_000_000_000
_TYPES: dict[type, str] = {datetime: "datetime", date: "date", time: "time"}


def main() -> None:
    """Read the workbook from standard input and write its sheets to standard output."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY_BYTES, _MAX_MEMORY_BYTES))
    json.dump(_sheets(sys.stdin.buffer.read()), sys.stdout)


def _sheets(content: bytes) -> list[dict[str, Any]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    found = []
    for number, tab in enumerate(workbook.sheets_metadata):
        if tab.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_index(number)
            found.append(
                {
                    "name": tab.name,
                    "is_hidden": tab.visible != SheetVisibleEnum.Visible,
                    "start": sheet.start or (0, 0),
                    "rows": [[_plain(value) for value in row] for row in sheet.iter_rows()],
                    "merges": sheet.merged_cell_ranges or [],
                }
            )
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return ["duration", value.total_seconds()]
    kind = _TYPES.get(type(value))
    return [kind, value.isoformat()] if kind else value


if __name__ == "__main__":
    main()
