"""The sheet to fill in as a workbook: drop-downs, help, and cells that hold text and nothing else."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from seuranta.review.sheet import Sheet
from seuranta.review.words import FILLED_IN, KEYS, ReviewWords
from seuranta.workbook import (
    HEAD_POINTS,
    add_rule,
    book_bytes,
    choice,
    height,
    new_book,
    open_cell,
    protect,
    set_print,
    write_list,
    write_text,
)

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
_TITLES_STAND_FROM = "C2"  # below the header and right of the name


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
    book = new_book(title, words.language)
    rows, explained = book.active, book.create_sheet(words.own["help_sheet"])
    rows.title = words.own["sheet"]
    lists = _write_help(explained, words, blind=blind)
    _write_rows(rows, sheet, words)
    _add_lists(rows, sheet, words, lists)
    set_print(rows, title)
    set_print(explained, title)
    return book_bytes(book)


def _write_rows(page: Worksheet, sheet: Sheet, words: ReviewWords) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        write_text(page, 1, number, words.title(column), is_head=True)
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS[column]
    page.row_dimensions[1].height = HEAD_POINTS
    for row, cells in enumerate(sheet.rows, start=2):
        for number, (column, text) in enumerate(zip(sheet.columns, cells, strict=True), start=1):
            write_text(page, row, number, text)
            if column in FILLED_IN:
                # A year typed into a text cell would be marked as a mistake.
                open_cell(page, row, number, is_text=column != "as_of_year")
        shown = [(text, _WIDTHS[c]) for c, text in zip(sheet.columns, cells, strict=True) if c not in KEYS]
        page.row_dimensions[row].height = height(*zip(*shown, strict=True))
    page.freeze_panes = _TITLES_STAND_FROM
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    shown_count = len(sheet.columns) - len(KEYS)
    page.print_area = f"A1:{get_column_letter(shown_count)}{len(sheet.rows) + 1}"
    protect(page)


def _write_help(page: Worksheet, words: ReviewWords, *, blind: bool) -> dict[str, str]:
    """Write the page that explains; returns where the lists for the drop-downs stand."""
    own = words.own
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 18
    page.column_dimensions["C"].width = 90
    row = 1
    for line in own["help_blind" if blind else "help"]:
        write_text(page, row, 1, line.format(none=words.none))
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        page.row_dimensions[row].height = 18
        row += 1
    meanings = [(name, code, words.meanings[code]) for code, name in words.statuses.items()]
    statuses, row = write_list(page, row + 1, (own["status_heading"], own["code"], own["meaning"]), meanings)
    blockers = [(name, code, "") for code, name in words.blockers.items()]
    heading = (own["blocker_heading"], own["code"], own["blocker_meaning"])
    listed, _ = write_list(page, row + 1, heading, [*blockers, (words.none, "-", "")])
    page.protection.sheet = True
    return {"decision": statuses, "blocker": listed}


def _add_lists(page: Worksheet, sheet: Sheet, words: ReviewWords, lists: dict[str, str]) -> None:
    if not sheet.rows:
        return
    last = len(sheet.rows) + 1
    for column, source in lists.items():
        add_rule(page, choice(source), sheet.columns.index(column) + 1, last, words.own["choose"])
    years = DataValidation(
        type="whole", operator="between", formula1="1900", formula2="2099", errorStyle="warning"
    )
    years.allow_blank = True
    add_rule(page, years, sheet.columns.index("as_of_year") + 1, last, words.own["year"])
