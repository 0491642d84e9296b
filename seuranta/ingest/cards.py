"""Slides that each describe one action, which only their title names."""

from collections.abc import Sequence
from dataclasses import replace

from seuranta.ingest.grid import Cell, Grid, GridRow
from seuranta.ingest.headers import read_header
from seuranta.ingest.markup import plain
from seuranta.ingest.table_rows import own_texts
from seuranta.ingest.vocabulary import fold, vocabulary

_TABLE_OF_ONE = 2  # its header and its row
_BESIDE_STATUS = frozenset({"plan", "start", "end", "year", "owner"})


def named_by_titles(grids: Sequence[Grid], period: str | None) -> list[Grid]:
    """The grids, with the title of each slide as the name of the one action that its table describes.

    A table on one of these slides holds a status, and a plan or an owner, but no name; none has a second row,
    and no two have the same title.

    Args:
        grids: those of a document.
        period: the period asked for.
    """
    cards = [(grid, rows) for grid in grids if grid.slide is not None and (rows := _card(grid, period))]
    titles = {fold(grid.title or "") for grid, _ in cards}
    are_single = all(len(rows) == _TABLE_OF_ONE for _, rows in cards)
    if not are_single or "" in titles or len(titles) < len(cards):
        return list(grids)
    named = {id(grid): _named(grid, rows, period) for grid, rows in cards}
    return [named.get(id(grid), grid) for grid in grids]


def _card(grid: Grid, period: str | None) -> tuple[GridRow, ...]:
    """The rows of a table of statuses without names, its titles in the first row; none for any other."""
    rows = tuple(row for row in grid.rows if own_texts(row.cells))
    columns = zip(*(row.cells for row in rows), strict=False)
    for turned in (rows, tuple(map(GridRow, columns))):
        roles = {role.role for role in read_header(_titles(turned[0]), period)} if turned else set()
        if "status" in roles and "name" not in roles and roles & _BESIDE_STATUS:
            return turned
    return ()


def _titles(row: GridRow) -> list[str]:
    return [" ".join(plain(cell.text).split()) for cell in row.cells]


def _named(grid: Grid, rows: Sequence[GridRow], period: str | None) -> Grid:
    header, row = rows
    languages = [role.language for role in read_header(_titles(header), period) if role.language]
    word = vocabulary()["name.measure"][languages[0] if languages else "en"][0]
    name = replace(row, cells=(Cell(grid.title or ""), *row.cells))
    return replace(grid, rows=(replace(header, cells=(Cell(word), *header.cells)), name), title=None)
