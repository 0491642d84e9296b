"""Word documents with tables, as python-docx writes them."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from tests.making.document import Document, Table
from tests.making.package import steady

FONT = "Liberation Sans"  # as wide as Arial, and on every machine that has LibreOffice
PAGE_CM, MARGIN_CM = (21.0, 29.7), 2.0


def make_docx(
    document: Document,
    *,
    column_widths: list[float] | None = None,
    ruled: bool = True,
    landscape: bool = False,
    repeat_header: bool = False,
    font_points: float = 10,
) -> bytes:
    """A Word document: the title, then each table under its heading (Heading 2).

    Args:
        document: what it says.
        column_widths: the columns' widths in cm; a table of another number of columns, and every table
            without them, has equal columns over the page.
        ruled: whether the tables have lines.
        landscape: whether the page lies on its side.
        repeat_header: whether a table that goes on on the next page shows its header there again.
        font_points: the size of the letters.
    """
    word = docx.Document()
    page = word.sections[0]
    width, height = reversed(PAGE_CM) if landscape else PAGE_CM
    page.page_width, page.page_height = Cm(width), Cm(height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN_CM)
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = FONT, Pt(font_points)
    if document.title:
        word.add_heading(document.title, level=1)
    for table in document.tables:
        if table.heading:
            word.add_heading(table.heading, level=2)
        columns = len(table.header)
        equal = [(width - 2 * MARGIN_CM) / columns] * columns
        fitting = column_widths if column_widths and len(column_widths) == columns else equal
        _write(word, table, fitting, ruled=ruled, repeat_header=repeat_header)
        word.add_paragraph(table.note or "")
    written = io.BytesIO()
    word.save(written)
    return steady(written.getvalue())


def _write(word: Any, table: Table, widths: list[float], *, ruled: bool, repeat_header: bool) -> None:
    grid = word.add_table(
        len(table.lines), len(table.header), style="Table Grid" if ruled else "Normal Table"
    )
    grid.autofit = False
    covered = table.covered()
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for number, (row, line) in enumerate(zip(grid.rows, table.lines, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, line, strict=True)):
            cell.width = Cm(widths[column])
            _fill_in(cell, "" if (number, column) in covered else text, table.fill(number, column))
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.bold = (number - 1 in table.bold) or None
    if repeat_header:
        properties = grid.rows[0]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for top, left, bottom, right in table.merges:
        merged = grid.cell(top, left).merge(grid.cell(bottom, right))
        for blank in [one for one in merged.paragraphs[1:] if not one.text]:
            blank._element.getparent().remove(blank._element)


def _fill_in(cell: Any, text: str, colour: str | None) -> None:
    first, *further = text.split("\n")
    cell.paragraphs[0].text = first
    for paragraph in further:
        cell.add_paragraph(paragraph)
    if colour:
        shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shading))
