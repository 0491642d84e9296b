"""The one form in which every format yields its tables: rows of cells that know where they stand."""

from dataclasses import dataclass

from seuranta.ingest.reading import ReadingWarning


@dataclass(frozen=True)
class Cell:
    """A cell's text as written, with its line breaks repaired."""

    text: str


@dataclass(frozen=True)
class GridRow:
    """A row of cells and the line on which it begins (from 1)."""

    cells: tuple[Cell, ...]
    line: int

    @classmethod
    def of(cls, texts: list[str], line: int) -> "GridRow":
        """A row from its cells' texts."""
        return cls(tuple(Cell(text) for text in texts), line)

    def texts(self) -> list[str]:
        """The cells' texts."""
        return [cell.text for cell in self.cells]


@dataclass(frozen=True)
class Grid:
    """A table as found.

    Args:
        number: its number within the document, from 1.
        header: the header row.
        rows: the rows below it, each with as many cells as the header.
        text_above: the words between the table before and this one, last paragraph last.
        warnings: what was doubtful in finding it.
    """

    number: int
    header: GridRow
    rows: tuple[GridRow, ...]
    text_above: tuple[str, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
