"""The sheet to fill in as a workbook: drop-downs, help, and cells that hold text and nothing else."""

import io
import math
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from seuranta.review.sheet import Sheet
from seuranta.review.words import FILLED_IN, KEYS, ReviewWords

_LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_WIDTHS = {  # in letters
    "label": 7,
    "name": 26,
    "planned_years": 12,
    "status_text": 52,
    "why": 10,
    "read_status": 14,
    "words": 24,
    "alternatives": 18,
    "read_blocker": 13,
    "read_year": 10,
    "decision": 17,
    "blocker": 15,
    "as_of_year": 10,
    "reason": 32,
    "action_id": 12,
    "text_sha256": 12,
}
_A4, _MAX_CELL_LENGTH = 9, 32_767
_LINE_POINTS, _HEAD_POINTS, _MAX_ROW_POINTS = 15, 36, 409
_TITLES_STAND_FROM = "C2"  # below the header and right of the name
# What XML cannot hold; a lone surrogate cannot be written at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = PatternFill("solid", fgColor="1F3A5F")
_TO_FILL = PatternFill("solid", fgColor="FFF8DC")
_THIN = Side(style="thin", color="8A8A8A")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def sheet_xlsx(sheet: Sheet, words: ReviewWords, *, title: str, blind: bool) -> bytes:
    """The sheet as a workbook.

    Args:
        sheet: the rows.
        words: in which language.
        title: of the document.
        blind: whether a second reader fills it in, who gets other help.

    Returns:
        A workbook whose first sheet is the one to fill in and whose second one explains it. Every cell of the
        first is text, but the years that people write; only the columns to fill in can be changed.
    """
    book = Workbook()
    book.properties.title = title
    book.properties.language = _LOCALES[words.language]
    book.properties.creator = "Seuranta"
    rows, explained = book.active, book.create_sheet(words.own["help_sheet"])
    rows.title = words.own["sheet"]
    lists = _write_help(explained, words, blind=blind)
    _write_rows(rows, sheet, words)
    _add_lists(rows, sheet, words, lists)
    _set_print(rows, title)
    _set_print(explained, title)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_rows(page: Worksheet, sheet: Sheet, words: ReviewWords) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        _write(page, 1, number, words.title(column), is_head=True)
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS[column]
    page.row_dimensions[1].height = _HEAD_POINTS
    for row, cells in enumerate(sheet.rows, start=2):
        for number, (column, text) in enumerate(zip(sheet.columns, cells, strict=True), start=1):
            _write(page, row, number, text)
            if column in FILLED_IN:
                _open_to_people(page, row, number, column)
        page.row_dimensions[row].height = _height(sheet.columns, cells)
    page.freeze_panes = _TITLES_STAND_FROM
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    shown = len(sheet.columns) - len(KEYS)
    page.print_area = f"A1:{get_column_letter(shown)}{len(sheet.rows) + 1}"
    page.protection.sheet = True
    # In a protected sheet these stay allowed: False means "not locked".
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows"):
        setattr(page.protection, allowed, False)


def _height(columns: Sequence[str], cells: Sequence[str]) -> float:
    """The height that shows every wrapped line, in points: not every program finds it by itself."""
    lines = max(
        sum(math.ceil(max(len(line), 1) / (_WIDTHS[column] - 1)) for line in text.split("\n"))
        for column, text in zip(columns, cells, strict=True)
        if column not in KEYS
    )
    return float(min((lines + 1) * _LINE_POINTS, _MAX_ROW_POINTS))


def _write(page: Worksheet, row: int, number: int, text: str, *, is_head: bool = False) -> None:
    cell = page.cell(row, number)
    plain = _UNWRITABLE.sub("\ufffd", text)
    if plain:
        cell.value = plain if len(plain) <= _MAX_CELL_LENGTH else plain[: _MAX_CELL_LENGTH - 1] + "…"
        cell.data_type = "s"  # whatever it begins with, it is no formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = _FRAME
    if is_head:
        cell.font, cell.fill = Font(name="Calibri", bold=True, color="FFFFFF"), _HEAD


def _open_to_people(page: Worksheet, row: int, number: int, column: str) -> None:
    cell = page.cell(row, number)
    cell.protection = Protection(locked=False)
    cell.fill = _TO_FILL
    if column != "as_of_year":  # a year typed into a text cell would be marked as a mistake
        cell.number_format = "@"


def _write_help(page: Worksheet, words: ReviewWords, *, blind: bool) -> dict[str, str]:
    """Write the page that explains; returns where the lists for the drop-downs stand."""
    own = words.own
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 18
    page.column_dimensions["C"].width = 90
    row = 1
    for line in own["help_blind" if blind else "help"]:
        _write(page, row, 1, line.format(none=words.none))
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        page.row_dimensions[row].height = 18
        row += 1
    meanings = [(name, code, words.meanings[code]) for code, name in words.statuses.items()]
    statuses, row = _write_list(page, row + 1, (own["status_heading"], own["code"], own["meaning"]), meanings)
    blockers = [(name, code, "") for code, name in words.blockers.items()]
    heading = (own["blocker_heading"], own["code"], own["blocker_meaning"])
    listed, _ = _write_list(page, row + 1, heading, [*blockers, (words.none, "-", "")])
    page.protection.sheet = True
    return {"decision": statuses, "blocker": listed}


def _write_list(
    page: Worksheet, row: int, heading: Sequence[str], lines: Sequence[Sequence[str]]
) -> tuple[str, int]:
    for number, text in enumerate(heading, start=1):
        _write(page, row, number, text, is_head=True)
    for below, line in enumerate(lines, start=1):
        for number, text in enumerate(line, start=1):
            _write(page, row + below, number, text)
    last = row + len(lines)
    quoted = page.title.replace("'", "''")
    return f"'{quoted}'!$A${row + 1}:$A${last}", last + 1


def _add_lists(page: Worksheet, sheet: Sheet, words: ReviewWords, lists: dict[str, str]) -> None:
    if not sheet.rows:
        return
    for column, source in lists.items():
        # A warning and no stop: the codes of the codebook may be typed as well.
        rule = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
        _apply(page, sheet, rule, column, words.own["choose"])
    years = DataValidation(
        type="whole", operator="between", formula1="1900", formula2="2099", errorStyle="warning"
    )
    years.allow_blank = True
    _apply(page, sheet, years, "as_of_year", words.own["year"])


def _apply(page: Worksheet, sheet: Sheet, rule: DataValidation, column: str, message: str) -> None:
    rule.showErrorMessage, rule.error = True, message
    letter = get_column_letter(sheet.columns.index(column) + 1)
    page.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{len(sheet.rows) + 1}")


def _set_print(page: Worksheet, title: str) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.oddHeader.left.text = title.replace("&", "&&")
    page.oddFooter.right.text = "&P/&N"
