"""Slides with tables, as python-pptx writes them."""

import io
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Cm, Pt

from tests.making.document import Document, Table
from tests.making.package import steady
from tests.making.word import FONT

WIDTH_CM, HEIGHT_CM, MARGIN_CM = 33.87, 19.05, 1.2
_TITLE_SLIDE, _TITLE_ONLY = 0, 5
_LONGEST, _SHORTEST = 60, 8


def make_pptx(
    document: Document, *, rows_per_slide: int = 5, continued: str = "", font_points: float = 9
) -> bytes:
    """A presentation: a title slide unless the title is blank, then a slide a table.

    Args:
        document: what it says; a table's heading is the title of its slide.
        rows_per_slide: a longer table goes on on further slides, its header and heading repeated.
        continued: what the further slides add to the heading ("(jatkuu)").
        font_points: the size of the letters in the tables.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(WIDTH_CM), Cm(HEIGHT_CM)
    if document.title:
        deck.slides.add_slide(deck.slide_layouts[_TITLE_SLIDE]).shapes.title.text = document.title
    for table in document.tables:
        for number, piece in enumerate(table.pieces(rows_per_slide)):
            slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
            heading = " ".join(filter(None, [table.heading, continued if number else ""]))
            _head(slide, heading)
            _draw(slide, piece, font_points)
    written = io.BytesIO()
    deck.save(written)
    return steady(written.getvalue())


def _head(slide: Any, heading: str) -> None:
    title = slide.shapes.title
    if not heading:
        title._element.getparent().remove(title._element)
        return
    title.left, title.top = Cm(MARGIN_CM), Cm(0.3)
    title.width, title.height = Cm(WIDTH_CM - 2 * MARGIN_CM), Cm(1.5)
    title.text = heading
    title.text_frame.paragraphs[0].runs[0].font.size = Pt(20)


def _draw(slide: Any, table: Table, font_points: float) -> None:
    width = WIDTH_CM - 2 * MARGIN_CM
    frame = slide.shapes.add_table(
        len(table.lines), len(table.header), Cm(MARGIN_CM), Cm(2), Cm(width), Cm(0.8 * len(table.lines))
    )
    covered = table.covered()
    for column, share in enumerate(_shares(table)):
        frame.table.columns[column].width = Cm(width * share)
    for number, line in enumerate(table.lines):
        for column, text in enumerate(line):
            cell = frame.table.cell(number, column)
            cell.text = "" if (number, column) in covered else text
            for run in (run for paragraph in cell.text_frame.paragraphs for run in paragraph.runs):
                run.font.name, run.font.size = FONT, Pt(font_points)
                run.font.bold = (number - 1 in table.bold) or None
            if colour := table.fill(number, column):
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string(colour)
    for top, left, bottom, right in table.merges:
        frame.table.cell(top, left).merge(frame.table.cell(bottom, right))
    if table.note:
        box = slide.shapes.add_textbox(Cm(MARGIN_CM), Cm(HEIGHT_CM - 1.5), Cm(width), Cm(1))
        box.text_frame.text = table.note


def _shares(table: Table) -> list[float]:
    longest = [max(map(len, column)) for column in zip(*table.lines, strict=True)]
    bounded = [min(max(length, _SHORTEST), _LONGEST) for length in longest]
    return [length / sum(bounded) for length in bounded]
