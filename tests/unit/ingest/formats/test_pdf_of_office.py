"""The real follow-up of 09/2022, sent as a PDF that an office program saved: every cell comes back."""

from itertools import pairwise

import pytest

from seuranta.ingest.formats.pdf.reader import read
from seuranta.ingest.grid import Grid
from tests.making import (
    NARROW_WIDTHS_CM,
    REALISTIC_WIDTHS_CM,
    find_office,
    make_docx,
    make_pdf,
    make_pptx,
    source_document,
)

pytestmark = pytest.mark.skipif(
    find_office() is None, reason="LibreOffice, which makes the PDF, is not installed"
)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def cells_of(grids: tuple[Grid, ...]) -> list[list[str]]:
    return [[in_one_line(text) for text in row.texts()] for grid in grids for row in grid.rows]


def written_rows() -> list[list[str]]:
    return [[in_one_line(text) for text in row] for table in source_document().tables for row in table.rows]


def test_slides_come_back_cell_by_cell() -> None:
    headers = [[in_one_line(title) for title in table.header] for table in source_document().tables]

    rows = cells_of(read(make_pdf(make_pptx(source_document()), "pptx"), "seuranta.pdf").grids)

    assert [row for row in rows if row not in headers] == written_rows()


def joined_over_pages(grids: tuple[Grid, ...]) -> set[str]:
    """Cells that a page's end cut: the end of one page's last row with the next page's first row."""
    pairs = [
        (in_one_line(upper), in_one_line(lower))
        for above, below in pairwise(grids)
        for upper, lower in zip(above.rows[-1].texts(), below.rows[0].texts(), strict=False)
    ]
    return {joined for upper, lower in pairs for joined in (f"{upper} {lower}", upper + lower)}


@pytest.mark.parametrize(
    ("widths", "most_wrong"), [(REALISTIC_WIDTHS_CM, 0), (NARROW_WIDTHS_CM, 6)], ids=["wide", "narrow"]
)
def test_cells_of_a_word_table_come_back_mended(widths: list[float], most_wrong: int) -> None:
    """In narrow columns some breaks may be read in two ways, and some cells are cut by two page ends."""
    content = make_pdf(make_docx(source_document(), column_widths=widths), "docx")

    grids = read(content, "seuranta.pdf").grids

    found = {text for row in cells_of(grids) for text in row} | joined_over_pages(grids)
    wrong = {text for row in written_rows() for text in row} - found
    assert len(wrong) <= most_wrong, wrong
