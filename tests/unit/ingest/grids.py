"""Grids that can be seen: `<` and `^` go on with the cell left or above, `{F00000}` fills, `!` is bold."""

import re
import textwrap
from typing import Any

from seuranta.ingest.action_tables import action_tables
from seuranta.ingest.grid import Cell, Grid, GridRow, RawDocument
from seuranta.ingest.interpret import interpret
from seuranta.ingest.reading import Action, ReadingWarning


def grid(drawn: str, **about: Any) -> Grid:
    """A grid from its drawing; `about` are further fields of `Grid`."""
    rows: list[GridRow] = []
    for line in textwrap.dedent(drawn).strip("\n").split("\n"):
        cells: list[Cell] = []
        for column, written in enumerate(line.split("|")):
            above = rows[-1].cells[column] if rows and column < len(rows[-1].cells) else Cell()
            cells.append(_cell(written.strip(), cells[-1] if cells else Cell(), above))
        rows.append(GridRow(tuple(cells)))
    return Grid(tuple(rows), **about)


def _cell(written: str, left: Cell, above: Cell) -> Cell:
    if written == "<":
        return Cell(left.text, fill=left.fill, covered_from="left")
    if written == "^":
        return Cell(above.text, fill=above.fill, covered_from="above")
    match = re.fullmatch(r"(!?)(.*?)\s*(?:\{([0-9A-F]{6})\})?", written)
    assert match is not None
    return Cell(match[2], fill=match[3], is_bold=bool(match[1]))


def actions_of(*grids: Grid, period: str | None = None) -> tuple[list[Action], list[ReadingWarning]]:
    """The actions and warnings of a document of these grids."""
    tables, doubts = action_tables(RawDocument("docx", grids), "tilanne.docx", period)
    found = interpret(tables, "tilanne.docx")
    return list(found.actions), [*doubts, *found.warnings]
