"""Tables of a PDF page that are drawn with lines or filled boxes: a lattice of cells, each with its lines."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from seuranta.ingest.formats.pdf.drawing import LINE_WIDTH, Drawing, Edge, Filled
from seuranta.ingest.formats.pdf.page import Box, PageTable, Run, lines_of
from seuranta.ingest.formats.pdf.unwrap import Habits, unwrap
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import CUT, Cell, GridRow

# The share of a cell that a filled box must cover to be its background, and how far the background may
# reach beyond the table before it is the page's.
_COVERS, _BEYOND = 0.7, 1.2
# How exactly the lines of a table keep their distance from the left edge, in points.
_SAME_MARGIN = 1.5
# Beyond these a page is a map or a drawing: the search for cells compares crossings with crossings.
_MOST_EDGES, _MOST_CROSSINGS = 20_000, 10_000
# Lines nearer to each other than this are one, in points.
_SNAP = 3.0

# A row of so many cells with words in one alone is the rest of a row; two boxes side by side are a layout.
_COLUMNS_OF_A_REST = 3

_Edge = dict[str, Any]


@dataclass(frozen=True)
class Area:
    """A cell as drawn: its place among the rows and columns, and its lines.

    Args:
        box: its place on the page.
        row: its first row, from 0; `column` likewise.
        column: its first column.
        row_end: one past its last row; `column_end` likewise.
        column_end: one past its last column.
        fill: its background "RRGGBB", or None.
        lines: what is written in it, top to bottom.
    """

    box: Box
    row: int
    column: int
    row_end: int
    column_end: int
    fill: str | None
    lines: tuple[Run, ...]


@dataclass(frozen=True)
class Lattice:
    """A ruled table before its broken lines are mended.

    Args:
        box: its place on the page.
        height: how many rows it has.
        width: how many columns.
        areas: its cells; a merged one is there once.
    """

    box: Box
    height: int
    width: int
    areas: tuple[Area, ...] = field(default=())

    def covering(self) -> dict[tuple[int, int], Area]:
        """The area at each (row, column) that has one."""
        return {
            (row, column): area
            for area in self.areas
            for row in range(area.row, area.row_end)
            for column in range(area.column, area.column_end)
        }

    def rights(self) -> list[float]:
        """How far a line can reach in each column: the cell's edge less the margin kept at the left."""
        margins = [area.lines[0].x0 - area.box[0] for area in self.areas if area.lines]
        margin = max(0.0, min(margins, default=0.0))
        rights = [0.0] * self.width
        for area in self.areas:
            if area.column_end - area.column == 1:
                reach = [area.box[2] - margin] + [line.x1 for line in area.lines if line.x1 < area.box[2]]
                rights[area.column] = max(rights[area.column], *reach)
        return rights


def ruled_lattices(drawing: Drawing) -> list[Lattice]:
    """Find the ruled tables of a page.

    Args:
        drawing: the page; it `is_too_dense` where no table is looked for.

    Returns:
        Tables with words in at least two columns, top to bottom. Boxes around text, slide backgrounds and
        underlines are none.
    """
    if is_too_dense(drawing):
        return []
    by_lines = _lattices(drawing, [edge for edge in drawing.edges if not edge.is_of_fill])
    if not any(edge.is_of_fill for edge in drawing.edges):
        return by_lines
    # The sides of coloured boxes divide a table that has no lines; in one that has, they may mark mere words.
    by_fills = _lattices(drawing, drawing.edges)
    return by_fills if _word_count(by_fills) > _word_count(by_lines) else by_lines


def is_too_dense(drawing: Drawing) -> bool:
    """Whether a page has so many lines that it is a map or a drawing, to search which would take for ever."""
    return len(drawing.edges) > _MOST_EDGES or _crossing_count(_merged(drawing.edges)) > _MOST_CROSSINGS


def _crossing_count(edges: Sequence[_Edge]) -> int:
    level = sum(edge["orientation"] == "h" for edge in edges)
    return int(level * (len(edges) - level))


def _word_count(lattices: Sequence[Lattice]) -> int:
    return sum(
        len(line.text.split()) for lattice in lattices for area in lattice.areas for line in area.lines
    )


def _lattices(drawing: Drawing, edges: Sequence[Edge]) -> list[Lattice]:
    merged = _merged(edges)
    closed = merge_edges(merged + _closing_lines(merged), _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = edges_to_intersections(closed, _SNAP, _SNAP)
    tables = cells_to_tables(intersections_to_cells(crossings))
    found = [_lattice(cells, drawing.words, drawing.fills) for cells in tables]
    return [lattice for lattice in found if _is_table(lattice)]


def _merged(edges: Sequence[Edge]) -> list[_Edge]:
    return list(merge_edges([_line(*edge.box) for edge in edges], _SNAP, _SNAP, _SNAP, _SNAP))


def _line(x0: float, top: float, x1: float, bottom: float) -> _Edge:
    """A line in pdfplumber's form."""
    box = {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "doctop": top}
    orientation = "h" if x1 - x0 > bottom - top else "v"
    return box | {"width": x1 - x0, "height": bottom - top, "orientation": orientation}


def _closing_lines(edges: Sequence[_Edge]) -> list[_Edge]:
    """Lines that a table leaves out where it is open: at a page's end, or at its sides."""
    level = [edge for edge in edges if edge["orientation"] == "h" and edge["width"] > LINE_WIDTH]
    upright = [edge for edge in edges if edge["orientation"] == "v" and edge["height"] > LINE_WIDTH]
    closing: list[_Edge] = []
    for rows, columns in _crossing_groups(level, upright):
        top, bottom = _reach(columns, "top", "bottom")
        left, right = _reach(rows, "x0", "x1")
        closing += [_line(left, y, right, y) for y in (top, bottom) if _is_open(y, columns, rows, "top")]
        closing += [_line(x, top, x, bottom) for x in (left, right) if _is_open(x, rows, columns, "x0")]
    return closing


def _crossing_groups(
    level: Sequence[_Edge], upright: Sequence[_Edge]
) -> list[tuple[list[_Edge], list[_Edge]]]:
    """Level and upright lines that hang together through their crossings: each group may be a table."""
    groups: list[tuple[list[_Edge], list[_Edge]]] = []
    for column in upright:
        rows = [row for row in level if _cross(row, column)]
        touched = [group for group in groups if any(row is other for row in rows for other in group[0])]
        groups = [group for group in groups if not any(group is other for other in touched)]
        known = [row for group in touched for row in group[0]]
        new = [row for row in rows if not any(row is other for other in known)]
        groups.append((known + new, [other for group in touched for other in group[1]] + [column]))
    return [group for group in groups if group[0]]


def _cross(row: _Edge, column: _Edge) -> bool:
    return bool(
        column["top"] - _SNAP <= row["top"] <= column["bottom"] + _SNAP
        and row["x0"] - _SNAP <= column["x0"] <= row["x1"] + _SNAP
    )


def _reach(lines: Sequence[_Edge], begin: str, end: str) -> tuple[float, float]:
    return min(line[begin] for line in lines), max(line[end] for line in lines)


def _is_open(place: float, ending: Sequence[_Edge], closing: Sequence[_Edge], along: str) -> bool:
    """Whether at least two lines end at a place where no line across closes them."""
    end = {"top": "bottom", "x0": "x1"}[along]
    ends = sum(min(abs(line[along] - place), abs(line[end] - place)) <= _SNAP for line in ending)
    return ends > 1 and not any(abs(line[along] - place) <= 2 * _SNAP for line in closing)


def _is_table(lattice: Lattice) -> bool:
    columns = {area.column for area in lattice.areas if area.lines}
    is_rest_of_row = lattice.height == 1 and lattice.width >= _COLUMNS_OF_A_REST
    return lattice.width > 1 and (len(columns) > 1 or (bool(columns) and is_rest_of_row))


def _lattice(cells: Sequence[Box], words: Sequence[Run], fills: Sequence[Filled]) -> Lattice:
    xs = _stops(edge for cell in cells for edge in (cell[0], cell[2]))
    ys = _stops(edge for cell in cells for edge in (cell[1], cell[3]))
    box = xs[0], ys[0], xs[-1], ys[-1]
    near = [filled for filled in fills if _size(filled.box) < _BEYOND * _size(box)]
    places = []
    for cell in cells:
        column, column_end = _nearest(xs, cell[0]), _nearest(xs, cell[2])
        row, row_end = _nearest(ys, cell[1]), _nearest(ys, cell[3])
        if column < column_end and row < row_end:
            places.append((cell, row, column, row_end, column_end))
    inside = _words_by_place(places, words, xs, ys)
    areas = [
        Area(*place, _fill(place[0], near), tuple(lines_of(inside.get(number, []))))
        for number, place in enumerate(places)
    ]
    return Lattice(box, len(ys) - 1, len(xs) - 1, tuple(areas))


def _stops(edges: Any) -> list[float]:
    """The places of the lines, double lines taken as one."""
    stops: list[float] = []
    for edge in sorted(edges):
        if not stops or edge - stops[-1] > LINE_WIDTH:
            stops.append(edge)
    return stops


def _nearest(stops: Sequence[float], edge: float) -> int:
    return max(0, bisect_right(stops, edge + LINE_WIDTH / 4) - 1)


def _words_by_place(
    places: Sequence[tuple[Box, int, int, int, int]],
    words: Sequence[Run],
    xs: Sequence[float],
    ys: Sequence[float],
) -> dict[int, list[Run]]:
    """The words of each cell: those that begin where its lines begin, or whose middle lies in it."""
    at = {
        (row, column): number
        for number, (_, first_row, first_column, row_end, column_end) in enumerate(places)
        for row in range(first_row, row_end)
        for column in range(first_column, column_end)
    }
    margins = Counter(_margin(word, xs) for word in words)
    margin = margins.most_common(1)[0][0] if margins else 0.0
    inside: dict[int, list[Run]] = {}
    for word in words:
        x, y = word.center
        begins = bisect_right(xs, word.x0) - 1
        if 0 <= begins < len(xs) - 1 and abs(word.x0 - xs[begins] - margin) < _SAME_MARGIN:
            x = word.x0
        if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
            number = at.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
            if number is not None:
                inside.setdefault(number, []).append(word)
    return inside


def _margin(word: Run, xs: Sequence[float]) -> float:
    """How far behind the edge before it a word begins, in whole points."""
    return float(round(word.x0 - xs[max(0, bisect_right(xs, word.x0) - 1)]))


def _fill(cell: Box, fills: Sequence[Filled]) -> str | None:
    for filled in reversed(fills):
        box = filled.box
        width = min(cell[2], box[2]) - max(cell[0], box[0])
        height = min(cell[3], box[3]) - max(cell[1], box[1])
        if width > 0 and height > 0 and width * height >= _COVERS * _size(cell):
            return filled.color
    return None


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def covered_from(area: Area, row: int, column: int) -> Literal["left", "above"] | None:
    """Where the merged cell lies that covers a place; None at its own upper left corner."""
    if column > area.column:
        return "left"
    return "above" if row > area.row else None


def page_table(lattice: Lattice, habits: Habits, cut: frozenset[Area] = frozenset()) -> PageTable:
    """Write a ruled table's cells with their broken lines mended.

    Args:
        lattice: the table as drawn.
        habits: how the document was set.
        cut: the cells whose last word goes on over the page; they end with a soft hyphen in its place.
    """
    rights = lattice.rights()
    texts = {area: _text(area, rights, habits) for area in lattice.areas}
    texts |= {area: texts[area].removesuffix("-") + CUT for area in cut if area in texts}
    at = lattice.covering()
    rows = tuple(
        GridRow(tuple(_cell(at.get((row, column)), row, column, texts) for column in range(lattice.width)))
        for row in range(lattice.height)
    )
    return PageTable(lattice.box, rows)


def _text(area: Area, rights: Sequence[float], habits: Habits) -> str:
    is_turned = bool(area.lines) and area.lines[0].x0 < area.box[0] - LINE_WIDTH
    right = None if is_turned else rights[area.column_end - 1] or area.box[2]
    return clean(unwrap(area.lines, right, habits))


def _cell(area: Area | None, row: int, column: int, texts: dict[Area, str]) -> Cell:
    if area is None:
        return Cell()
    address = ",".join(str(round(edge)) for edge in area.box)
    return Cell(texts[area], address, area.fill, covered_from(area, row, column), _is_bold(area))


def _is_bold(area: Area) -> bool:
    """Whether the fonts in which the lines of a cell begin call themselves bold."""
    return bool(area.lines) and all("bold" in line.font.casefold() for line in area.lines)
