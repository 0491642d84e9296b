"""The content of the 09/2022 follow-up, in every format that people send: the same actions, cell for cell."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from seuranta.ingest import Action, DocumentReading, read_document
from seuranta.model import Kind
from tests.making import (
    MAKERS,
    NARROW_WIDTHS_CM,
    REALISTIC_WIDTHS_CM,
    make_docx,
    make_pdf,
    make_pptx,
    make_unruled_pdf,
    source_document,
)

HERE = Path(__file__).parent
SOURCE = source_document()
PDFS: dict[str, Callable[[], bytes]] = {
    "slides": lambda: make_pdf(make_pptx(SOURCE), "pptx"),
    "word": lambda: make_pdf(make_docx(SOURCE, column_widths=REALISTIC_WIDTHS_CM), "docx"),
    "narrow": lambda: make_pdf(make_docx(SOURCE, column_widths=NARROW_WIDTHS_CM), "docx"),
    "unruled": lambda: make_unruled_pdf(SOURCE, column_widths=REALISTIC_WIDTHS_CM),
}
Cells = dict[str, str]


def golden() -> list[Cells]:
    with (HERE / "use_cases_2022_09.csv").open(encoding="utf-8", newline="") as file:
        return [_cells(row) for row in csv.DictReader(file)]


def _cells(row: Cells) -> Cells:
    return {field: row[field] for field in ("name", "planned_years", "markers", "tags", "status_text")}


def _cells_of(action: Action) -> Cells:
    return {
        "name": " ".join(action.name.split()),
        "planned_years": " ".join(map(str, action.planned_years)),
        "markers": " ".join(action.markers),
        "tags": "; ".join(action.tags),
        "status_text": " ".join((action.status_text or "").split()),
    }


def use_cases(reading: DocumentReading) -> list[Cells]:
    return [_cells_of(action) for action in reading.actions if action.kind is Kind.USE_CASE]


def read_pdf(name: str) -> DocumentReading:
    return read_document(f"{name}.pdf", PDFS[name](), period="2022-09")


@pytest.mark.parametrize("suffix", MAKERS)
def test_every_format_gives_the_same_use_cases_cell_for_cell(suffix: str) -> None:
    reading = read_document(f"tilanne.{suffix}", MAKERS[suffix](SOURCE), period="2022-09")

    assert use_cases(reading) == golden()
    assert sum(action.kind is Kind.ENABLER for action in reading.actions) == 4
    assert (reading.period, reading.language, reading.kind) == ("2022-09", "fi", "mixed")
    assert reading.warnings == ()


@pytest.mark.parametrize("name", ["slides", "word"])
def test_a_pdf_gives_the_same_use_cases_cell_for_cell(name: str) -> None:
    assert use_cases(read_pdf(name)) == golden()


def test_a_pdf_with_narrow_columns_loses_hardly_a_space() -> None:
    """Where a line breaks within a word, without a hyphen, nobody can always know that it was one word."""
    found, expected = use_cases(read_pdf("narrow")), golden()

    assert len(found) == len(expected) == 63
    pairs = [(one[field], other[field]) for one, other in zip(found, expected, strict=True) for field in one]
    assert [one.replace(" ", "") for one, _ in pairs] == [other.replace(" ", "") for _, other in pairs]
    assert sum(one == other for one, other in pairs) >= 0.99 * len(pairs)


def test_a_pdf_without_lines_gives_nearly_every_row_fully_right() -> None:
    found, expected = use_cases(read_pdf("unruled")), golden()

    assert len(found) == 63
    assert sum(one == other for one, other in zip(found, expected, strict=True)) >= 0.95 * 63
