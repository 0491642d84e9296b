"""Tables of a PDF page that no line divides.

The titles of a header anchor the columns (`pdf_columns`), the lines under it are cut into rows
(`pdf_row_cuts`). Contract with the reader of PDF:

- `unruled_lattices(page, words, taken, carried)` yields lattices as `ruled_lattices` does, so that one
  spelling of the whole document mends their broken lines; `page_table(found.lattice, spelling)` writes them.
- The columns of a page's last table are handed to the call for the next page as `carried`: a table that goes
  on there without a repeated header keeps them. A page without a header and without `carried` has no table.
- Each comes with a warning that its columns were found by their titles' positions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pdfplumber.page import Page

from seuranta.ingest.formats.pdf_columns import (
    Columns,
    Header,
    columns_after,
    columns_under,
    headers_of,
)
from seuranta.ingest.formats.pdf_lines import Line, lines_on_page
from seuranta.ingest.formats.pdf_page import Box, Run, lines_of
from seuranta.ingest.formats.pdf_row_cuts import cut_rows, stretch_of
from seuranta.ingest.formats.pdf_ruled import Area, Lattice
from seuranta.ingest.reading import ReadingWarning

# The share of a table's width that a rule or stripe covers to part its rows; thinner than this it is a rule.
_RULE_SHARE = 0.6
# In sizes of the type: lines of one paragraph stand no further apart.
_LEADING = 1.5
# In usual steps from row to row: how far a note in one column, and a running foot, stand under the last row.
_FAR_NOTE, _FAR_FOOT = 1.3, 3.0
_DOUBT = (
    "this table has no lines: columns were found by the position of their titles: compare with the document"
)


@dataclass(frozen=True)
class UnruledTable:
    """A table found without lines.

    Args:
        lattice: its cells, each with its lines.
        warnings: what was doubtful in finding it.
    """

    lattice: Lattice
    warnings: tuple[ReadingWarning, ...]


@dataclass(frozen=True)
class _Block:
    """Lines of a table: a stretch in columns, or one line of text over its whole width."""

    lines: tuple[Line, ...]
    is_full_width: bool


def unruled_lattices(
    page: Page, words: Sequence[Run], taken: Sequence[Box], carried: Columns | None = None
) -> tuple[list[UnruledTable], Columns | None]:
    """Find the tables of a page that no line divides.

    Args:
        page: the page, for its rules and coloured stripes.
        words: its words.
        taken: boxes whose words belong to something else: ruled tables, running heads.
        carried: the columns with which the last table of the page before ended, if it reached the page's end.

    Returns:
        The tables, top to bottom, and the columns to carry to the next page.
    """
    lines = lines_on_page(words, taken)
    headers = headers_of(lines)
    tables: list[UnruledTable] = []
    if carried:
        end = headers[0].first if headers else len(lines)
        columns = columns_after(carried, lines[:end])
        tables += _table(page, None, columns, lines[:end])
        carried = columns if tables else None
    ends = [*(header.first for header in headers[1:]), len(lines)]
    for header, end in zip(headers, ends, strict=False):
        body = lines[header.end : end]
        carried = columns_under(header, body)
        tables += _table(page, header, carried, body, lines[header.first : header.end])
    return tables, carried


def _table(
    page: Page, header: Header | None, columns: Columns, body: Sequence[Line], titles: Sequence[Line] = ()
) -> list[UnruledTable]:
    blocks = _blocks(body, columns)
    if not blocks:
        return []
    rules = _rules(page, blocks)
    stretches = [
        stretch_of(block.lines, columns, rules, header is None and block is blocks[0])
        for block in blocks
        if not block.is_full_width
    ]
    cuts = iter(cut_rows(stretches, columns))
    rows: list[list[Line]] = []
    wide: set[int] = set()
    for block in blocks:
        if block.is_full_width:
            wide.add(len(rows))
            rows.append(list(block.lines))
        else:
            rows += [list(block.lines[start:end]) for start, end in next(cuts)]
    rows = rows[: _end_of_table(rows, wide, columns)]
    lattice = _lattice(header, rows, wide, columns)
    return [UnruledTable(lattice, (_warning(page),))]


def _blocks(body: Sequence[Line], columns: Columns) -> list[_Block]:
    """The lines of a table in stretches and full-width rows, up to the end of its last stretch."""
    blocks: list[_Block] = []
    for number, line in enumerate(body):
        before = body[number - 1] if number else None
        is_full = columns.is_crossed_by(line) or (
            before is not None
            and bool(blocks)
            and blocks[-1].is_full_width
            and _goes_on_in_full_width(before, line, columns)
        )
        is_same = bool(blocks) and blocks[-1].is_full_width == is_full
        if is_same and not (is_full and before and not _is_next_line(before, line)):
            blocks[-1] = _Block((*blocks[-1].lines, line), is_full)
        else:
            blocks.append(_Block((line,), is_full))
    sorted_out = [block if _is_in_columns(block, columns) else _Block(block.lines, True) for block in blocks]
    while sorted_out and sorted_out[-1].is_full_width:
        sorted_out.pop()
    return sorted_out


def _goes_on_in_full_width(above: Line, line: Line, columns: Columns) -> bool:
    """Whether a short line is the last of a paragraph that runs over the table's whole width."""
    is_under = abs(above.words[0].x0 - line.words[0].x0) < 1 and above.looks >= line.looks
    return is_under and _is_next_line(above, line) and len(columns.filled(line)) == 1


def _is_next_line(above: Line, line: Line) -> bool:
    return line.foot - above.foot <= _LEADING * line.size


def _is_in_columns(block: _Block, columns: Columns) -> bool:
    return not block.is_full_width and any(len(columns.filled(line)) > 1 for line in block.lines)


def _end_of_table(rows: Sequence[Sequence[Line]], wide: set[int], columns: Columns) -> int:
    """One past the last row that is neither a note under the table nor the page's running foot."""
    steps = [below[0].foot - above[-1].foot for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    end = len(rows)
    while end > 1:
        filled = {column for line in rows[end - 1] for column in columns.filled(line)}
        far = _FAR_NOTE if len(filled) == 1 else _FAR_FOOT
        if end - 1 not in wide and steps[end - 2] <= far * usual:
            break
        end -= 1
    return end


def _rules(page: Page, blocks: Sequence[_Block]) -> list[float]:
    """The heights at which a rule or the edge of a coloured stripe runs over most of the table's width."""
    words = [word for block in blocks for line in block.lines for word in line.words]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    at: dict[int, list[tuple[float, float, float]]] = {}
    for edge in page.horizontal_edges:
        x0, x1 = max(left, edge["x0"]), min(right, edge["x1"])
        if x0 < x1:
            at.setdefault(round(edge["top"]), []).append((x0, x1, edge["top"]))
    return [
        pieces[0][2]
        for _, pieces in sorted(at.items())
        if _covered([piece[:2] for piece in pieces]) > _RULE_SHARE * (right - left)
    ]


def _covered(spans: Iterable[tuple[float, float]]) -> float:
    covered, reach = 0.0, float("-inf")
    for start, end in sorted(spans):
        covered += max(0.0, end - max(start, reach))
        reach = max(reach, end)
    return covered


def _lattice(
    header: Header | None, rows: Sequence[Sequence[Line]], wide: set[int], columns: Columns
) -> Lattice:
    words: list[dict[tuple[int, int], list[Run]]] = _header_cells(header) if header else []
    width = len(columns.roles)
    for number, row in enumerate(rows):
        cells: dict[tuple[int, int], list[Run]] = {}
        for word in (word for line in row for word in line.words):
            at = columns.column(word)
            cells.setdefault((0, width) if number in wide else (at, at + 1), []).append(word)
        words.append(cells)
    edges = _edges(words, columns)
    areas = []
    for number, cells in enumerate(words):
        every = [word for found in cells.values() for word in found]
        top, bottom = min(word.top for word in every), max(word.bottom for word in every)
        for start, end in _places(cells, width):
            box = edges[start][0], top, edges[end - 1][1], bottom
            lines = tuple(lines_of(cells.get((start, end), [])))
            areas.append(Area(box, number, start, number + 1, end, None, lines))
    box = edges[0][0], min(a.box[1] for a in areas), edges[-1][1], max(a.box[3] for a in areas)
    return Lattice(box, len(words), width, tuple(areas))


def _header_cells(header: Header) -> list[dict[tuple[int, int], list[Run]]]:
    """The header's one or two rows: titles over several columns stand in a row of their own."""
    titles = {(at, at + 1): list(title.words) for at, title in enumerate(header.titles)}
    if not header.heads:
        return [titles]
    heads: dict[tuple[int, int], list[Run]] = {}
    for phrase, start, end in header.heads:
        heads.setdefault((start, end), []).extend(phrase)
    return [heads, titles]


def _places(cells: dict[tuple[int, int], list[Run]], width: int) -> list[tuple[int, int]]:
    """The cells of a row, blank ones too."""
    covered = {column for start, end in cells for column in range(start, end)}
    return sorted([*cells, *((at, at + 1) for at in range(width) if at not in covered)])


def _edges(rows: Sequence[dict[tuple[int, int], list[Run]]], columns: Columns) -> list[tuple[float, float]]:
    """How far each column's words reach; a column without words lies between its gutters."""
    edges = []
    for column in range(len(columns.roles)):
        words = [word for row in rows for word in row.get((column, column + 1), ())]
        if words:
            edges.append((min(word.x0 for word in words), max(word.x1 for word in words)))
        else:
            edges.append(
                (
                    columns.gutters[max(0, column - 1)][1],
                    columns.gutters[min(column, len(columns.gutters) - 1)][0],
                )
            )
    return edges


def _warning(page: Page) -> ReadingWarning:
    return ReadingWarning(
        "unruled_table",
        _DOUBT,
        f"page {page.page_number}",
    )
