"""Where a grid's header stands: one row, or several that only together say what each column holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from seuranta.ingest.grid import Cell, GridRow
from seuranta.ingest.headers import PART_OF, ColumnRole, is_header, read_header, read_title
from seuranta.ingest.markup import plain
from seuranta.ingest.vocabulary import fold

_MAX_HEADER_ROWS = 3


@dataclass(frozen=True)
class Header:
    """A header as found.

    Args:
        roles: what each column holds.
        row: the grid row at which it begins, from 0.
        end: the grid row behind it.
    """

    roles: tuple[ColumnRole, ...]
    row: int
    end: int

    def titles(self) -> list[str]:
        """The columns' titles, without case, to compare headers by."""
        return [fold(role.title) for role in self.roles]


def header_at(
    rows: Sequence[GridRow], start: int, period: str | None, *, by_parts: bool = False
) -> Header | None:
    """The header that begins at a row of a grid; None when none does.

    A row that completes the titles above it (years below "Planned years"), or into which one of them is
    merged, belongs to the header.
    """
    titles = [_title(cell) for cell in rows[start].cells]
    if len([cell for cell in rows[start].cells if cell.text and not cell.covered_from]) < _least(rows, start):
        return None
    found = _as_header(titles, rows, start, start + 1, period, by_parts=by_parts)
    if found is None and not any(read_title(title).role != "extra" for title in titles):
        return None  # what stands above a header without a title of its own is text, a theme or an action
    for end in range(start + 1, min(start + _MAX_HEADER_ROWS, len(rows))):
        below = rows[end].cells
        if len(below) != len(titles):
            break
        if not (_is_merged_with_row_above(below) or _completes(titles, rows[end - 1].cells, below)):
            break
        titles = [_joined(title, cell) for title, cell in zip(titles, below, strict=True)]
        found = _as_header(titles, rows, start, end + 1, period, by_parts=by_parts) or found
    return found


def _least(rows: Sequence[GridRow], start: int) -> int:
    """How many titles of its own a header's first row has: one may span all of them above a second row."""
    return 1 if start + 1 < len(rows) else 2


def _as_header(
    titles: list[str], rows: Sequence[GridRow], start: int, end: int, period: str | None, *, by_parts: bool
) -> Header | None:
    own = [cell for row in rows[start:end] for cell in row.cells if cell.text and cell.covered_from is None]
    roles = read_header(titles, period, by_parts=by_parts)
    return Header(tuple(roles), start, end) if len(own) > 1 and is_header(roles) else None


def _title(cell: Cell) -> str:
    return " ".join(plain(cell.text).split())


def _completes(titles: list[str], above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row goes on with the titles above it, and begins no action.

    What it says are titles, below spanning or blank ones or below titles that they make more precise.
    """
    added = 0
    for title, upper, lower in zip(titles, above, below, strict=True):
        if not lower.text or lower.covered_from is not None:
            continue
        is_dated = any(character.isdigit() for character in lower.text)
        candidates = [_title(lower), *([f"{title} {_title(lower)}"] if is_dated else [])]
        is_known = any(read_title(candidate).role != "extra" for candidate in candidates)
        is_free = (
            not title
            or _spans(upper, above)
            or read_title(title).role in ("extra", "plan", "start", "end", "status")
        )
        if not (is_known and is_free):
            return False
        added += 1
    return added > 0


def _is_merged_with_row_above(row: Sequence[Cell]) -> bool:
    """Whether a title goes down into this row: then every other cell of it is a title as well."""
    return any(cell.covered_from == "above" and cell.text for cell in row)


def _spans(cell: Cell, row: Sequence[Cell]) -> bool:
    """Whether a cell covers its neighbour to the right, or is covered itself."""
    index = next(index for index, other in enumerate(row) if other is cell)
    after = row[index + 1] if index + 1 < len(row) else None
    return cell.covered_from == "left" or (after is not None and after.covered_from == "left")


def _joined(title: str, below: Cell) -> str:
    """The title of a column from what stands above and below: the year alone where there is one."""
    lower = _title(below)
    if not lower or below.covered_from is not None or not title:
        return title or lower
    joined = f"{title} {lower}"
    if read_title(joined).role in ("status", "year"):
        return joined
    return f"{title}{PART_OF}{lower}" if read_title(lower).role == "extra" else lower
