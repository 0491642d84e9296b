"""The form as a workbook: what was last said, open cells for what is said now, help, and its mark."""

import datetime as dt
from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from seuranta.config import Programme
from seuranta.form.asking import Asked, Form, next_period_in_words
from seuranta.form.words import FormWords, form_words, languages_from, taken_words
from seuranta.ingest.form_mark import FILLED_IN, MARK_SHEET, FormMark
from seuranta.model import Period, Status
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
    "number": 7,
    "name": 28,
    "theme": 18,
    "party": 18,
    "planned_years": 11,
    "last_status": 14,
    "last_text": 40,
    "status": 17,
    "happened": 44,
    "next_step": 34,
    "new_plan": 14,
    "action_id": 22,
}
_KEY = "action_id"
_ROOM_FOR_ARROW = 3  # of the drop-down, in letters
_TITLES_STAND_FROM = "C2"  # below the header and right of the name
_HELP_WIDTHS = (24, 18, 90)


def form_xlsx(
    form: Form,
    parties: Mapping[str, int],
    programme: Programme,
    *,
    period: Period,
    following: Period | None,
) -> bytes:
    """The form as a workbook.

    Args:
        form: what it asks, and whom.
        parties: everybody who is asked in this round, and about how many actions.
        programme: whose form it is.
        period: the period that it tells of.
        following: the period that the answers are for; None for whichever comes next.

    Returns:
        A workbook of three sheets: the one to fill in, the help in all languages, and a hidden one that says
        what it is. Every cell is text; only the columns to fill in can be changed.
    """
    words, language = form_words(*form.languages), form.languages[0]
    title = words.own["title"].format(
        programme=programme.name.in_language(language),
        party=form.party,
        period=next_period_in_words(str(period), following, language),
    )
    book = new_book(title, language)
    page, explained = book.active, book.create_sheet(words.own["help_sheet"])
    hidden = book.create_sheet(MARK_SHEET)
    page.title, hidden.sheet_state = words.own["sheet"], "veryHidden"
    statuses = _write_help(explained, title, words)
    _write_rows(page, form.asked, words)
    if form.asked:
        last, number = len(form.asked) + 1, [*_WIDTHS].index("status") + 1
        add_rule(page, choice(statuses), number, last, words.own["choose"])
    mark = FormMark(
        programme=programme.slug,
        period="" if following is None else str(following),
        former_period=str(period),
        language=language if len(form.languages) == 1 else "",
        sheet=page.title,
        titles={column: words.title(column) for column in _WIDTHS},
        statuses=taken_words(*form.languages),
        parties=parties,
        actions=tuple(asked.action for asked in form.asked),
    )
    _write_mark(hidden, mark)
    for each in (page, explained):
        set_print(each, title)
    book.security = WorkbookProtection(lockStructure=True)
    return book_bytes(book, at=dt.datetime(period.year, period.month, 1))


def _write_rows(page: Worksheet, asked: Sequence[Asked], words: FormWords) -> None:
    longest = max(map(len, words.statuses.values()))
    widths = _WIDTHS | {"status": max(_WIDTHS["status"], longest + _ROOM_FOR_ARROW)}
    titles = {column: words.title(column) for column in widths}
    for number, (column, title) in enumerate(titles.items(), start=1):
        write_text(page, 1, number, title, is_head=True)
        page.column_dimensions[get_column_letter(number)].width = widths[column]
    page.row_dimensions[1].height = max(HEAD_POINTS, height([*titles.values()], [*widths.values()]))
    for row, each in enumerate(asked, start=2):
        texts = _texts(each, words)
        for number, column in enumerate(_WIDTHS, start=1):
            write_text(page, row, number, texts.get(column, ""))
            if column in FILLED_IN:
                open_cell(page, row, number)
        shown = [column for column in _WIDTHS if column != _KEY]
        page.row_dimensions[row].height = height(
            [texts.get(column, "") for column in shown], [widths[column] for column in shown]
        )
    page.freeze_panes = _TITLES_STAND_FROM
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.print_area = f"A1:{get_column_letter(len(_WIDTHS) - 1)}{len(asked) + 1}"
    protect(page)


def _texts(asked: Asked, words: FormWords) -> dict[str, str]:
    action = asked.action
    return {
        "number": action.label,
        "name": action.name,
        "theme": asked.theme,
        "party": action.party,
        "planned_years": action.planned_years,
        "last_status": words.statuses.get(asked.status, ""),
        "last_text": asked.text,
        _KEY: action.action_id,
    }


def _write_help(page: Worksheet, title: str, spoken: FormWords) -> str:
    """Write the page that explains; returns where the statuses in the form's own words stand."""
    for number, width in enumerate(_HELP_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    write_text(page, 1, 1, title, is_head=True)
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(_HELP_WIDTHS))
    row = 3
    lists: list[str] = []
    for each in languages_from(*spoken.languages):
        words = form_words(each)
        named = words.statuses if lists else spoken.statuses
        lines = [words.own["language"], *words.own["help"]]
        for at, line in enumerate(lines, start=row):
            write_text(page, at, 1, line, is_head=at == row)
            page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(_HELP_WIDTHS))
            page.row_dimensions[at].height = 18
        heading = (words.own["status_heading"], words.own["code"], words.own["meaning"])
        # Who has nothing to report leaves the row blank: nobody chooses that.
        offered = [code for code in words.statuses if code != Status.NOT_REPORTED]
        entries = [(named[code], code, words.meanings[code]) for code in offered]
        where, row = write_list(page, row + len(lines) + 1, heading, entries)
        lists.append(where)
        row += 1
    page.protection.sheet = True
    return lists[0]


def _write_mark(page: Worksheet, mark: FormMark) -> None:
    for row, cells in enumerate(mark.rows(), start=1):
        for number, text in enumerate(cells, start=1):
            write_text(page, row, number, text)
    page.protection.sheet = True
