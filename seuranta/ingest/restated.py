"""Cells that say by their place what others say in words: goals written once, and ticked statuses."""

from collections.abc import Sequence
from dataclasses import replace

from seuranta.ingest.grid import Cell
from seuranta.ingest.headers import ColumnRole, read_title
from seuranta.ingest.markup import plain
from seuranta.ingest.planned import says_nothing
from seuranta.ingest.table_rows import TableRow
from seuranta.ingest.vocabulary import fold, folded_words

_SOME_COLUMNS = 2
_SHARE_BLANK = 1 / 3  # a goal that is missing here and there is missing; where many are, they are grouped

Roles = tuple[ColumnRole, ...]


def restated(roles: Roles, rows: Sequence[TableRow]) -> tuple[Roles, list[TableRow]]:
    """A table in which every row says itself what it holds.

    Args:
        roles: what each column holds.
        rows: the rows below the header.

    Returns:
        The roles and the rows: of columns that are statuses ticked in each row one status, and a goal that
        stands once beside its actions as if it were merged over them.
    """
    return _with_one_status(roles, _with_goals_below(roles, rows))


def _with_goals_below(roles: Roles, rows: Sequence[TableRow]) -> list[TableRow]:
    name = next((index for index, role in enumerate(roles) if role.role == "name"), 0)
    goals = [index for index in range(name) if read_title(roles[index].title).role == "goal"]
    grouped: list[int] = []
    for index in goals:
        if _is_grouped([row for row in rows if len(row.filled()) > 1], index, grouped):
            grouped.append(index)
    found: list[TableRow] = []
    for row in rows:
        found.append(_below(found[-1], row, grouped) if found else row)
    return found


def _is_grouped(rows: Sequence[TableRow], index: int, before: Sequence[int]) -> bool:
    """Whether a column says once what holds until it says something else.

    No row repeats what one above it says, and many say nothing, or do so only where the column of the wider
    goal says nothing either.
    """
    texts = [plain(row.cells[index].text) for row in rows]
    said = [fold(text) for text in texts if text]
    if not said or not texts[0] or len(said) == len(texts) or len(set(said)) < len(said):
        return False
    wider = [row for row, text in zip(rows, texts, strict=True) if not text]
    is_inside = bool(before) and not any(plain(row.cells[before[-1]].text) for row in wider)
    return is_inside or len(wider) >= _SHARE_BLANK * len(texts)


def _below(above: TableRow, row: TableRow, grouped: Sequence[int]) -> TableRow:
    """The row with the goals of the row above, up to the first of its own."""
    cells = list(row.cells)
    for index in grouped:
        if plain(cells[index].text):
            break
        cells[index] = replace(above.cells[index], covered_from="above")
    return replace(row, cells=tuple(cells))


def _with_one_status(roles: Roles, rows: Sequence[TableRow]) -> tuple[Roles, list[TableRow]]:
    known = folded_words("status_columns")
    free = ("extra", "plan", "status")
    columns = [i for i, role in enumerate(roles) if role.role in free and fold(role.title) in known]
    has_status = any(role.role == "status" and i not in columns for i, role in enumerate(roles))
    if has_status or len(columns) < _SOME_COLUMNS or not _are_ticked(rows, columns):
        return roles, list(rows)
    title = " / ".join(roles[index].title for index in columns)
    status = ColumnRole("status", title)
    further = set(columns[1:])
    kept = [index for index in range(len(roles)) if index not in further]
    changed = [
        replace(
            row, cells=tuple(_ticked(row, roles, columns) if i == columns[0] else row.cells[i] for i in kept)
        )
        for row in rows
    ]
    return tuple(status if index == columns[0] else roles[index] for index in kept), changed


def _are_ticked(rows: Sequence[TableRow], columns: Sequence[int]) -> bool:
    """Whether columns hold nothing but marks, one in a row at most."""
    texts = [[plain(row.cells[index].text) for index in columns] for row in rows]
    ticks = [[fold(text) in folded_words("marks") for text in row] for row in texts]
    others = any(
        not tick and not says_nothing(text)
        for row, marked in zip(texts, ticks, strict=True)
        for text, tick in zip(row, marked, strict=True)
    )
    counts = [sum(marked) for marked in ticks]
    return not others and max(counts, default=0) == 1


def _ticked(row: TableRow, roles: Roles, columns: Sequence[int]) -> Cell:
    """The title of the column that is ticked in a row, as its status."""
    for index in columns:
        cell = row.cells[index]
        if cell.covered_from is None and fold(plain(cell.text)) in folded_words("marks"):
            return replace(cell, text=roles[index].title)
    return replace(row.cells[columns[0]], text="")
