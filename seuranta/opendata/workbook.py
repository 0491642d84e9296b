"""The tables of a period as one workbook: a sheet a table, and a first one that says what they are."""

import datetime as dt
from collections.abc import Mapping

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from seuranta.config import Programme
from seuranta.model import Period
from seuranta.tables import ALL_TABLES
from seuranta.workbook import book_bytes, new_book, set_print, write_text

_NARROW, _WIDE, _LONG = 14, 50, 20  # letters; a column of longer texts than the last is wide


def tables_xlsx(found: Mapping[str, pd.DataFrame], programme: Programme, period: Period) -> bytes:
    """The tables as a workbook; a text is text whatever it begins with.

    Args:
        found: the published tables by their names, of `tables.ALL_TABLES`.
        programme: whose they are.
        period: the period.
    """
    language = programme.languages[0]
    title = f"{programme.name.in_language(language)}, {period}"
    book = new_book(title, language)
    first = book.active
    first.title = "about"
    said = (
        ("title", title),
        ("organisation", programme.organisation.in_language(language)),
        ("period", str(period)),
        *((("licence", programme.licence),) if programme.licence else ()),
        *((schema.name, f"{len(found[schema.name])} rows") for schema in ALL_TABLES),
    )
    for row, cells in enumerate(said, start=1):
        for number, text in enumerate(cells, start=1):
            write_text(first, row, number, text)
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = _LONG, _WIDE
    set_print(first, title)
    for schema in ALL_TABLES:
        page = book.create_sheet(schema.name)
        _write_table(page, found[schema.name])
        set_print(page, title)
    return book_bytes(book, at=dt.datetime(period.year, period.month, 1))


def _write_table(page: Worksheet, table: pd.DataFrame) -> None:
    for number, column in enumerate(table.columns, start=1):
        write_text(page, 1, number, column, is_head=True)
        longest = max((len(value) for value in table[column] if isinstance(value, str)), default=0)
        page.column_dimensions[get_column_letter(number)].width = _WIDE if longest > _LONG else _NARROW
    for row, values in enumerate(table.itertuples(index=False), start=2):
        for number, value in enumerate(values, start=1):
            if isinstance(value, str):
                write_text(page, row, number, value)
            elif not pd.isna(value):
                page.cell(row, number, value)
    page.freeze_panes, page.print_title_rows = "B2", "1:1"
    page.auto_filter.ref = page.dimensions
