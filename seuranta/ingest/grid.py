"""The one form in which every format yields its tables: cells that know their place and their look."""

from dataclasses import dataclass
from typing import Literal

from seuranta.ingest.reading import ReadingWarning

CUT = "\u00ad"  # a soft hyphen: words hold none, for `words.clean` takes them out


@dataclass(frozen=True)
class Cell:
    """One place of a grid.

    Args:
        text: the words as written, broken lines mended; a line break stands between paragraphs only. Marks
            of emphasis, footnote references, comments and deleted words are no part of it. A text whose last
            word is cut by the end of its page ends with `CUT`.
        address: "B7" in a sheet; on a PDF page the box "x0,top,x1,bottom" in points from the upper left
            corner; None where the format has neither.
        fill: the background "RRGGBB" that the cell was given; None for none and for white.
        covered_from: where the merged cell begins that covers this place: to the "left" (also of the same
            row further up) or straight "above". A covered place repeats the text and fill of its cell.
        is_bold: whether all its words are set in bold.
    """

    text: str = ""
    address: str | None = None
    fill: str | None = None
    covered_from: Literal["left", "above"] | None = None
    is_bold: bool = False


@dataclass(frozen=True)
class GridRow:
    """A row of cells.

    Args:
        cells: as many as the grid has columns, unless the grid is delimited.
        line: the line of the file on which the row begins, from 1, where the format has lines.
        is_hidden: whether the reader of the document does not see the row.
    """

    cells: tuple[Cell, ...]
    line: int | None = None
    is_hidden: bool = False

    @classmethod
    def of(cls, texts: list[str], line: int | None = None) -> "GridRow":
        """A row of plain cells from their texts."""
        return cls(tuple(Cell(text) for text in texts), line)

    def texts(self) -> list[str]:
        """The cells' texts."""
        return [cell.text for cell in self.cells]


@dataclass(frozen=True)
class Grid:
    """A table as it stands in the document, its header not yet looked for.

    Args:
        rows: every row, from the first; titles, headers and notes among them.
        title: the title of the slide, or None.
        text_above: the paragraphs between the table before (or the page's upper edge) and this one, last
            paragraph last; without running heads and page numbers.
        page: the page of a PDF, from 1.
        slide: the slide, from 1.
        sheet: the sheet's name.
        is_hidden: whether the whole sheet or slide is hidden.
        is_delimited: whether cells are told apart by separators alone, so that a row with another number of
            cells than its header has lost or won one.
        warnings: what was doubtful in finding it.
    """

    rows: tuple[GridRow, ...]
    title: str | None = None
    text_above: tuple[str, ...] = ()
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    is_hidden: bool = False
    is_delimited: bool = False
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True)
class RawDocument:
    """What a format's reader yields.

    Args:
        format: `pdf`, `docx`, `pptx`, `xlsx`, `ods`, `xls`, `csv`, `html`, `markdown`, `tab_text` or
            `wrapped_text`.
        grids: the document's tables in reading order; tables that only lay out the page are left out.
        preface: the paragraphs of pages, slides and sheets without a table before the first one, such as a
            title page, and the document's own title; the period may be stated there.
        warnings: about the document as a whole.
    """

    format: str
    grids: tuple[Grid, ...]
    preface: tuple[str, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
