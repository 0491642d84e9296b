"""What a PDF page is made of once its glyphs are put together: tables in their boxes, and the words beside them."""

from dataclasses import dataclass

from seuranta.ingest.grid import GridRow
from seuranta.ingest.reading import ReadingWarning

# x0, top, x1, bottom in points from the upper left corner of the page as it is seen.
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PageTable:
    """A table of one page.

    Args:
        box: its place on the page.
        rows: its rows, all of the same width.
        warnings: what was doubtful in finding it.
    """

    box: Box
    rows: tuple[GridRow, ...]
    warnings: tuple[ReadingWarning, ...] = ()
