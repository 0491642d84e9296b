"""Forms of an invented city, and people who fill them in."""

import io
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook

from seuranta.form.asking import AskedPeriod, Form, forms_of, open_asking
from seuranta.form.workbook import form_xlsx
from seuranta.model import Period
from seuranta.store.layout import Layout
from tests.documents import make_installation, tabbed

OWNED = tabbed("""
    Käyttötapaus | 2023 | 2024 | 2025 | Vastuutaho | Tilanne 03/2023
    Venepaikkojen sähköinen varaus* | x | x | | Satamatoimi | Otettu käyttöön 2022.
    Laiturien kunto kartalle | | x | x | Satamatoimi | Työ on käynnissä.
    =Leikkipuistojen kuntotiedot | x | | | Puistotoimi |
    Hautapaikkojen kartta (ilmasto-ohjelma) | | | x | puistotoimi | Aloitetaan vuonna 2025.
    Kouluverkon tietomalli | | x | | | Ei ole aloitettu.
""")
BOATS, PIERS, PLAYGROUNDS, GRAVES, SCHOOLS = (
    "Venepaikkojen sähköinen varaus*",
    "Laiturien kunto kartalle",
    "=Leikkipuistojen kuntotiedot",
    "Hautapaikkojen kartta (ilmasto-ohjelma)",
    "Kouluverkon tietomalli",
)


def asked(root: Path, content: bytes = OWNED) -> AskedPeriod:
    """What there is to ask in Kuvala after March 2023."""
    make_installation(root, content=content)
    return open_asking(Layout(root).period("kuvala", "2023-03"))


def built(period: AskedPeriod, form: Form, parties: Mapping[str, int]) -> bytes:
    """The workbook of a form for 2024-03."""
    return form_xlsx(
        form,
        parties,
        period.programme,
        period=Period.parse(period.period),
        following=Period(2024, 3),
    )


def forms(period: AskedPeriod, language: str | None = "fi", *, in_one: bool = False) -> dict[str, bytes]:
    """The workbooks of a period, by whom they ask."""
    found, parties = forms_of(period, language, in_one=in_one)
    return {form.party: built(period, form, parties) for form in found}


def the_form(root: Path, language: str | None = "fi") -> bytes:
    """The one form that asks everybody."""
    (content,) = forms(asked(root), language, in_one=True).values()
    return content


def filled(content: bytes, answers: Mapping[str, Mapping[str, object]]) -> bytes:
    """A form in which somebody has written, by the name of the action and the column's first title."""
    book = load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    columns = {str(cell.value).split("\n")[0]: cell.column for cell in page[1]}
    rows = {page.cell(row, 2).value: row for row in range(2, page.max_row + 1)}
    for name, cells in answers.items():
        for title, value in cells.items():
            page.cell(rows[name], columns[title]).value = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
