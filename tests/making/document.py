"""What a made document says, whatever format it is written in."""

from dataclasses import dataclass, field, replace

Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Table:
    """A table of texts.

    Args:
        header: the first row.
        rows: the rows below it, each as wide as the header.
        heading: the theme above the table; on slides the title.
        fills: the background "RRGGBB" of cells by their row and column in `rows`, from 0.
        merges: merged cells as (first row, first column, last row, last column), from 0, where row 0 is
            the header; the texts of the cells they cover are left out.
        note: a line below the table.
        bold: the rows in bold, by their index in `rows`.
    """

    header: list[str]
    rows: list[list[str]]
    heading: str | None = None
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    note: str | None = None
    bold: frozenset[int] = frozenset()

    @property
    def lines(self) -> list[list[str]]:
        """The header and the rows."""
        return [self.header, *self.rows]

    def fill(self, line: int, column: int) -> str | None:
        """The background of a cell; line 0 is the header."""
        return self.fills.get((line - 1, column))

    def covered(self) -> set[tuple[int, int]]:
        """The places, by line and column, that a merged cell covers beside the one where it begins."""
        return {
            (line, column)
            for top, left, bottom, right in self.merges
            for line in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (line, column) != (top, left)
        }

    def span(self, line: int, column: int) -> tuple[int, int]:
        """How many rows and columns the cell that begins at a place takes."""
        for top, left, bottom, right in self.merges:
            if (top, left) == (line, column):
                return bottom - top + 1, right - left + 1
        return 1, 1

    def pieces(self, rows_per_piece: int) -> list["Table"]:
        """The table in tables of at most so many rows, each under the same header and heading."""
        starts = range(0, max(len(self.rows), 1), rows_per_piece)
        return [self._piece(start, start + rows_per_piece) for start in starts]

    def _piece(self, start: int, stop: int) -> "Table":
        kept = (_within(merge, start, stop) for merge in self.merges)
        return replace(
            self,
            rows=self.rows[start:stop],
            fills={(row - start, column): colour for (row, column), colour in self.fills.items()},
            merges=tuple(merge for merge in kept if merge),
            note=self.note if stop >= len(self.rows) else None,
            bold=frozenset(row - start for row in self.bold if start <= row < stop),
        )


def _within(merge: Merge, start: int, stop: int) -> Merge | None:
    top, left, bottom, right = merge
    if bottom == 0:
        return merge
    first, last = max(top - 1, start), min(bottom - 1, stop - 1)
    return (first - start + 1, left, last - start + 1, right) if first <= last else None


@dataclass(frozen=True)
class Document:
    """A document: a title, which may be blank, and tables."""

    title: str
    tables: list[Table]
