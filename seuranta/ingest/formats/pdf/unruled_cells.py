"""The lines of a table without lines, put into stretches, rows and cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from seuranta.ingest.formats.pdf.columns import Columns, Header, Title
from seuranta.ingest.formats.pdf.drawing import Filled
from seuranta.ingest.formats.pdf.lines import Line
from seuranta.ingest.formats.pdf.page import Run, lines_of
from seuranta.ingest.formats.pdf.ruled import Area, Lattice

# In sizes of the type: lines of one paragraph stand no further apart, words of one phrase no further either.
_LEADING, _PHRASE_GAP = 1.5, 1.0
# In usual steps from row to row: how far a note in one column, and a running foot, stand under the last row.
_FAR_NOTE, _FAR_FOOT = 1.3, 3.0
_NOTE_WORDS = frozenset(
    [
        "lähde:",
        "lähteet:",
        "huom:",
        "huom.",
        "källa:",
        "källor:",
        "obs:",
        "obs!",
        "source:",
        "sources:",
        "note:",
    ]
)
_NOTE_MARKS = ("*", "†", "‡", "¹", "²", "³")

# First column and one past the last, of a cell.
Place = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """Lines of a table that follow each other: in columns, or over its whole width."""

    lines: tuple[Line, ...]
    is_full_width: bool


@dataclass(frozen=True)
class TableRow:
    """The lines of a row: in columns, or over the table's whole width."""

    lines: tuple[Line, ...]
    is_full_width: bool

    def cells(self, columns: Columns) -> dict[Place, list[Run]]:
        """Its words by the place of their cell."""
        cells: dict[Place, list[Run]] = {}
        for word in (word for line in self.lines for word in line.words):
            at = columns.column(word)
            place = (0, len(columns.roles)) if self.is_full_width else (at, at + 1)
            cells.setdefault(place, []).append(word)
        return cells


def blocks_of(body: Sequence[Line], columns: Columns, *, is_rest: bool) -> list[Block]:
    """The lines under a header in stretches and full-width rows, up to the end of the last stretch.

    Args:
        body: the lines.
        columns: the table's columns.
        is_rest: whether the first lines may be what one column had left over on the page before.
    """
    blocks: list[Block] = []
    for line in _before_notes(body, columns):
        last = blocks[-1] if blocks else None
        above = last.lines[-1] if last else None
        is_full = _is_full_width(line, columns) or bool(
            above and last and last.is_full_width and _ends_paragraph(above, line, columns)
        )
        if last and last.is_full_width == is_full and (not is_full or _is_next(last.lines[-1], line)):
            blocks[-1] = Block((*last.lines, line), is_full)
        else:
            blocks.append(Block((line,), is_full))
    blocks = [
        replace(block, is_full_width=block.is_full_width or not (is_rest or _has_columns(block, columns)))
        for is_rest, block in zip([is_rest, *(False for _ in blocks)], blocks, strict=False)
    ]
    while blocks and blocks[-1].is_full_width:
        blocks.pop()
    return blocks


def _before_notes(body: Sequence[Line], columns: Columns) -> Sequence[Line]:
    """The lines down to a note under the table: one that says it is one, with no row after it."""
    end = len(body)
    for at in range(len(body) - 1, 0, -1):
        if body[at].words[0].text.casefold() in _NOTE_WORDS:
            end = at
        elif len(columns.filled(body[at])) > 1 and not _is_full_width(body[at], columns):
            break
    return body[:end]


def _is_full_width(line: Line, columns: Columns) -> bool:
    return columns.is_crossed_by(line) and len(line.phrases(_PHRASE_GAP * line.size)) == 1


def _ends_paragraph(above: Line, line: Line, columns: Columns) -> bool:
    """Whether a short line is the last of a paragraph that runs over the table's whole width."""
    is_under = abs(above.words[0].x0 - line.words[0].x0) < 1 and above.looks >= line.looks
    return is_under and _is_next(above, line) and len(columns.filled(line)) == 1


def _is_next(above: Line, line: Line) -> bool:
    return line.foot - above.foot <= _LEADING * line.size


def _has_columns(block: Block, columns: Columns) -> bool:
    return any(len(columns.filled(line)) > 1 for line in block.lines)


def end_of_table(rows: Sequence[TableRow], columns: Columns) -> int:
    """One past the last row that is neither a note under the table nor the page's running foot."""
    steps = [below.lines[0].foot - above.lines[-1].foot for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    end = len(rows)
    while end > 1:
        row = rows[end - 1]
        is_lone = len(row.cells(columns)) == 1
        is_note = is_lone and row.lines[0].words[0].text.startswith(_NOTE_MARKS)
        is_far = steps[end - 2] > (_FAR_NOTE if is_lone else _FAR_FOOT) * usual
        if not (row.is_full_width or is_note or is_far):
            break
        end -= 1
    return end


def lattice_of(
    header: Header | None, rows: Sequence[TableRow], columns: Columns, fills: Sequence[Filled]
) -> Lattice:
    """Put the words of a table into cells.

    Args:
        header: its header, or None where it goes on from the page before.
        rows: its rows.
        columns: its columns.
        fills: the coloured boxes of the page.

    Returns:
        Its cells, the header's in one row, or in two where titles stand over several columns.
    """
    cells = [row.cells(columns) for row in rows]
    head = _header_cells(header) if header else []
    edges = _edges([*head, *cells], columns)
    areas: list[Area] = []
    for number, found in enumerate([*head, *cells]):
        words = [word for each in found.values() for word in each]
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        painted = [_fill(edges[at], (top + bottom) / 2, fills) for at in range(len(edges))]
        # A stripe over the whole row guides the eye; it says nothing about a cell.
        is_stripe = len(set(painted)) == 1
        for start, end in _places(found, len(edges)):
            box = edges[start][0], top, edges[end - 1][1], bottom
            lines = tuple(lines_of(found.get((start, end), [])))
            fill = None if is_stripe else painted[start]
            areas.append(Area(box, number, start, number + 1, end, fill, lines))
    box = edges[0][0], min(a.box[1] for a in areas), edges[-1][1], max(a.box[3] for a in areas)
    return Lattice(box, len(head) + len(rows), len(edges), tuple(areas))


def _header_cells(header: Header) -> list[dict[Place, list[Run]]]:
    """The header's one or two rows: titles over several columns stand in a row of their own."""
    titles = {(at, at + 1): _title_words(title) for at, title in enumerate(header.titles)}
    heads: dict[Place, list[Run]] = {}
    for phrase, start, end in header.heads:
        heads.setdefault((start, end), []).extend(phrase)
    return [heads, titles] if heads else [titles]


def _title_words(title: Title) -> list[Run]:
    """The words of a title; one of several lines that is known as a whole stands in one line."""
    if len(title.phrases) == 1 or not title.is_known:
        return list(title.words)
    whole = title.words[0]
    (x0, x1), bottom = title.span, max(word.bottom for word in title.words)
    return [replace(whole, text=title.text, x0=x0, x1=x1, bottom=bottom, has_space_after=False)]


def _places(cells: dict[Place, list[Run]], width: int) -> list[Place]:
    """The places of a row's cells, blank ones too."""
    covered = {column for start, end in cells for column in range(start, end)}
    return sorted([*cells, *((at, at + 1) for at in range(width) if at not in covered)])


def _edges(rows: Sequence[dict[Place, list[Run]]], columns: Columns) -> list[tuple[float, float]]:
    """How far the words of each column reach; each has at least those of its title, or its gutters."""
    edges = []
    lefts = [columns.gutters[0][0], *(gutter[1] for gutter in columns.gutters)]
    rights = [*(gutter[0] for gutter in columns.gutters), columns.gutters[-1][1]]
    for at, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        words = [word for row in rows for word in row.get((at, at + 1), ())]
        x0 = min((word.x0 for word in words), default=left)
        edges.append((x0, max((word.x1 for word in words), default=max(x0, right))))
    return edges


def _fill(edges: tuple[float, float], middle: float, fills: Sequence[Filled]) -> str | None:
    """The colour painted last under the middle of a cell."""
    x = (edges[0] + edges[1]) / 2
    for filled in reversed(fills):
        x0, top, x1, bottom = filled.box
        if x0 <= x <= x1 and top <= middle <= bottom:
            return filled.color
    return None
