"""The questions as files to send: CSV, a workbook with a sheet a party, or a workbook a party."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from seuranta.review.questions import Party, Question, question_words
from seuranta.tables import without_formula
from seuranta.workbook import (
    HEAD_POINTS,
    book_bytes,
    height,
    new_book,
    open_cell,
    protect,
    set_print,
    write_text,
)

_WIDTHS = {"label": 7, "name": 28, "words": 48, "place": 22, "message": 30, "question": 34, "answer": 40}
_SHEET_NAME_LENGTH = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def questions_csv(parties: Sequence[Party], language: str) -> bytes:
    """All questions as a Finnish Excel opens them by a double click: UTF-8 with its mark, semicolons.

    A text that a spreadsheet would obey as a formula gets an apostrophe before it.
    """
    words = question_words(language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(words["columns"][column] for column in ("party", *_WIDTHS))
    for party in parties:
        for question in party.questions:
            cells = (party.name or words["nobody"], *_cells(question))
            writer.writerow(map(without_formula, cells))
    return text.getvalue().encode("utf-8-sig", "replace")


def questions_xlsx(parties: Sequence[Party], language: str, title: str) -> bytes:
    """A workbook with a sheet a party; every cell is text, and only the answers can be written.

    Args:
        parties: at least one.
        language: of the questions.
        title: of the document.
    """
    book = new_book(title, language)
    taken: set[str] = set()
    for number, party in enumerate(parties):
        page = book.active if number == 0 else book.create_sheet()
        page.title = _sheet_name(party.name or question_words(language)["nobody"], taken)
        _write(page, party, language)
        set_print(page, f"{title}: {page.title}")
    return book_bytes(book)


def file_names(parties: Sequence[Party], language: str) -> list[str]:
    """A name of small letters, digits and hyphens for the file of each party, no two the same."""
    names: list[str] = []
    for party in parties:
        called = party.name or question_words(language)["nobody"]
        plain = unicodedata.normalize("NFKD", called.casefold()).encode("ascii", "ignore").decode()
        name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48] or "party"
        names.append(name if name not in names else f"{name}-{len(names) + 1}")
    return names


def _cells(question: Question) -> tuple[str, ...]:
    return tuple("" if column == "answer" else getattr(question, column) for column in _WIDTHS)


def _write(page: Worksheet, party: Party, language: str) -> None:
    titles = question_words(language)["columns"]
    for number, (column, width) in enumerate(_WIDTHS.items(), start=1):
        write_text(page, 1, number, titles[column], is_head=True)
        page.column_dimensions[get_column_letter(number)].width = width
    page.row_dimensions[1].height = HEAD_POINTS
    for row, question in enumerate(party.questions, start=2):
        cells = _cells(question)
        for number, text in enumerate(cells, start=1):
            write_text(page, row, number, text)
        open_cell(page, row, len(cells))
        page.row_dimensions[row].height = height(cells, [*_WIDTHS.values()])
    page.freeze_panes = "C2"  # below the titles and right of the name
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    protect(page)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have, no two the same whatever their case."""
    plain = " ".join(_NOT_IN_SHEET_NAMES.sub(" ", name).split()).strip("'")[:_SHEET_NAME_LENGTH] or "-"
    found, number = plain, 2
    while found.casefold() in taken:
        end = f" {number}"
        found, number = plain[: _SHEET_NAME_LENGTH - len(end)] + end, number + 1
    taken.add(found.casefold())
    return found
