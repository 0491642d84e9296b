"""Merged cells of Word and PowerPoint tables, laid out as rows of as many places each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.grid import Cell, GridRow

_MAX_COLUMNS = 1_000  # Word allows 63, PowerPoint 75
_MAX_PLACES = 2_000_000


@dataclass
class Area:
    """A cell and the places that it covers, counted from 0."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    fill: str | None
    is_bold: bool = False


def lay_out(areas: Sequence[Area], hidden: Sequence[bool], file: str) -> tuple[GridRow, ...]:
    """The rows of a table, as wide as it has columns in which a cell begins.

    Args:
        areas: its cells; where two overlap, the first has the place.
        hidden: for each row, whether it is hidden.
        file: the document, for a refusal.

    Raises:
        DocumentRefusedError: it is larger than any table that a person wrote.
    """
    columns = sorted({area.column for area in areas})
    widest = max((area.column + area.columns for area in areas), default=0)
    if widest > _MAX_COLUMNS or len(columns) * len(hidden) > _MAX_PLACES:
        raise DocumentRefusedError(
            f"expected a table of at most {_MAX_COLUMNS} columns and {_MAX_PLACES} cells, found a larger one",
            code="too_large",
            where=file,
            hint="split the table, or ask the sender what made it so large",
        )
    places: dict[tuple[int, int], Cell] = {}
    for area in areas:
        for row in range(area.row, min(area.row + area.rows, len(hidden))):
            for column in range(area.column, area.column + area.columns):
                places.setdefault((row, column), _place(area, row, column))
    return tuple(
        GridRow(tuple(places.get((row, column), Cell()) for column in columns), is_hidden=is_hidden)
        for row, is_hidden in enumerate(hidden)
    )


def _place(area: Area, row: int, column: int) -> Cell:
    covered: Literal["left", "above"] | None = (
        "left" if column > area.column else "above" if row > area.row else None
    )
    return Cell(area.text, fill=area.fill, covered_from=covered, is_bold=area.is_bold)
