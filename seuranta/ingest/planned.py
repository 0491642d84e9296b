"""The planned years of a row: marks in year columns, coloured cells, and years in words."""

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass

from seuranta.ingest.grid import Cell
from seuranta.ingest.headers import ColumnRole
from seuranta.ingest.markup import plain
from seuranta.ingest.period import month_names
from seuranta.ingest.vocabulary import fold, folded_words
from seuranta.ingest.years import planned_years

_LEAST_SATURATION = 0.12
_SHORT_MONTH = 3  # letters of "may", with which other words begin


def is_year_cell(cell: Cell, role: ColumnRole) -> bool:
    """Whether a cell is what a year column holds: a mark, a word for none, its own year, or nothing."""
    return not cell.text or says_nothing(cell.text) or is_mark(cell.text, role)


def is_mark(text: str, role: ColumnRole) -> bool:
    """Whether a cell of a year column says that something is planned: by a mark, its year, or a part."""
    return (
        fold(text) in folded_words("marks")
        or (bool(planned_years(text)) and set(planned_years(text)) <= set(role.years))
        or _is_part_of_year(text)
    )


def _is_part_of_year(text: str) -> bool:
    """Whether words name a time of the year alone: "Q2–Q3", "syksy", "maalis–kesäkuu"."""
    parts = [part for part in re.split(r"[\s,;/&+–—-]+", fold(text)) if part]
    months = month_names()
    stems = tuple(name.removesuffix("kuu") for name in months if len(name) > _SHORT_MONTH)
    known = folded_words("year_words") | months
    return bool(parts) and all(part.strip(".") in known or part.startswith(stems) for part in parts)


def says_nothing(text: str) -> bool:
    """Whether a cell of a year column says in words that nothing is planned."""
    return fold(text) in folded_words("no_marks") or not fold(text)


@dataclass(frozen=True)
class Colours:
    """What a fill means in the year columns of one table.

    Args:
        marks: the fills that mark a blank cell as planned.
        uniform: the columns that have one fill from top to bottom beside marks in words: a highlight.
    """

    marks: frozenset[str]
    uniform: frozenset[int]


def colours_of(rows: Sequence[tuple[Cell, ...]], roles: Sequence[ColumnRole]) -> Colours:
    """Which fills are marks: those of blank year cells that their row does not share.

    Greys mark nothing where another colour does, or where marks are written as text; a colour that a
    whole column has is a highlight where marks are written as text.
    """
    years = [index for index, role in enumerate(roles) if role.role == "year"]
    has_text = any(
        is_mark(row[index].text, roles[index]) for row in rows for index in years if row[index].text
    )
    fills = {
        row[index].fill
        for row in rows
        for index in years
        if not row[index].text and stands_out(row, index, roles)
    }
    known = frozenset(fill for fill in fills if fill)
    coloured = frozenset(fill for fill in known if _is_coloured(fill))
    uniform = frozenset(
        index for index in years if has_text and len(rows) > 1 and len({row[index].fill for row in rows}) == 1
    )
    return Colours(coloured if coloured or has_text else known, uniform)


def stands_out(row: tuple[Cell, ...], index: int, roles: Sequence[ColumnRole]) -> bool:
    """Whether a cell has a fill that the name of its row does not have."""
    name = next((cell for cell, role in zip(row, roles, strict=True) if role.role == "name"), None)
    return row[index].fill is not None and (name is None or name.fill != row[index].fill)


def is_marked_by_colour(
    row: tuple[Cell, ...], index: int, roles: Sequence[ColumnRole], colours: Colours
) -> bool:
    """Whether a blank cell of a year column is planned by its fill alone."""
    cell = row[index]
    return (
        not plain(cell.text)
        and cell.fill in colours.marks
        and index not in colours.uniform
        and stands_out(row, index, roles)
    )


def _is_coloured(fill: str) -> bool:
    red, green, blue = (int(fill[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return colorsys.rgb_to_hsv(red, green, blue)[1] >= _LEAST_SATURATION
