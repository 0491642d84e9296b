"""Tables of a PDF that no line divides.

The titles of a header anchor the columns (`pdf_columns`), the lines under it are cut into rows
(`pdf_row_cuts`) and put into cells (`pdf_unruled_cells`). Contract with the reader of PDF:

- `unruled_lattices(page, words, taken, carried, running)` is called page by page and yields lattices as
  `ruled_lattices` does, so that one spelling of the whole document mends their broken lines. `taken` holds
  ruled tables of more than one row only: a coloured header over rows without lines is none.
- The columns of a page's last table are handed to the call for the next page as `carried`: a table that goes
  on there without a repeated header keeps them. A page without a header and without `carried` has no table.
- `rows_joined_over_pages(tables of all pages)` then puts together the rows that a page's end has broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seuranta.ingest.formats.pdf.columns import Columns, Header, columns_under, headers_of, narrowed
from seuranta.ingest.formats.pdf.drawing import Drawing, Edge
from seuranta.ingest.formats.pdf.lines import Line, lines_on_page, without_running
from seuranta.ingest.formats.pdf.page import Box, Run
from seuranta.ingest.formats.pdf.row_cuts import cut_rows, goes_on, stretch_of
from seuranta.ingest.formats.pdf.ruled import Lattice
from seuranta.ingest.formats.pdf.unruled_cells import TableRow, blocks_of, end_of_table, lattice_of
from seuranta.ingest.headers import ColumnRole
from seuranta.ingest.reading import ReadingWarning

# The share of a table's width that a rule or the edge of a stripe covers to part its rows.
_RULE_SHARE = 0.6
# What speaks for a row that goes on over the page must be more than this.
_SURELY_GOES_ON = 0.5
_DOUBT = (
    "this table has no lines: columns were found by the position of their titles: compare with the document"
)


@dataclass(frozen=True)
class UnruledTable:
    """A table found without lines.

    Args:
        lattice: its cells, each with its lines.
        roles: what its columns hold.
        header_height: how many of its rows are its header; 0 where it goes on from the page before.
        warnings: what was doubtful in finding it.
    """

    lattice: Lattice
    roles: tuple[ColumnRole, ...]
    header_height: int
    warnings: tuple[ReadingWarning, ...]


def unruled_lattices(
    page: Drawing,
    words: Sequence[Run],
    taken: Sequence[Box],
    carried: Columns | None = None,
    running: Sequence[Box] = (),
) -> tuple[list[UnruledTable], Columns | None]:
    """Find the tables of a page that no line divides.

    Args:
        page: the page, for its rules and coloured boxes.
        words: its words.
        taken: boxes whose words belong to something else, such as ruled tables.
        carried: the columns with which the last table of the page before ended.
        running: boxes of what comes again on most pages; a repeated header and a mark in a row may be among
            it, and stay.

    Returns:
        The tables, top to bottom, and the columns to carry to the next page.
    """
    lines = lines_on_page(words, taken)
    lines = without_running(
        lines, running, [line for header in headers_of(lines, carried) for line in header.lines]
    )
    headers = headers_of(lines, carried)
    starts = [header.first for header in headers]
    tables: list[UnruledTable] = []
    former = carried
    if carried:
        body = lines[: starts[0] if starts else len(lines)]
        tables, carried = _table(page, None, narrowed(carried, body), body, is_continued=True)
        former = carried or former
    for header, end in zip(headers, [*starts, len(lines)][1:], strict=True):
        body = lines[header.end : end]
        columns = replace(columns_under(header, body), setting=former.setting if former else None)
        is_repeated = not tables and former is not None and _titles(former.roles) == _titles(header.roles)
        found, carried = _table(page, header, columns, body, is_continued=is_repeated)
        tables += found
        former = carried or former
    return tables, carried


def _table(
    page: Drawing, header: Header | None, columns: Columns, body: Sequence[Line], *, is_continued: bool
) -> tuple[list[UnruledTable], Columns | None]:
    """The table that lines make, if they make one, and its columns as its rows show them."""
    is_rest = is_continued and bool(body) and (header is not None or _goes_on(body[0], columns))
    blocks = blocks_of(body, columns, is_rest=is_rest)
    if not blocks:
        return [], columns if header else None
    rules = _rules(page.edges, blocks[0].lines + blocks[-1].lines, columns)
    stretches = [
        stretch_of(block.lines, columns, rules, is_continued and block is blocks[0])
        for block in blocks
        if not block.is_full_width
    ]
    cuts, setting = cut_rows(stretches, columns)
    in_turn = iter(cuts)
    rows: list[TableRow] = []
    for block in blocks:
        places = [(0, len(block.lines))] if block.is_full_width else next(in_turn)
        rows += [TableRow(block.lines[start:end], block.is_full_width) for start, end in places]
    rows = rows[: end_of_table(rows, columns)]
    lattice = lattice_of(header, rows, columns, page.fills)
    warning = ReadingWarning("unruled_table", _DOUBT, f"page {page.page_number}")
    table = UnruledTable(lattice, columns.roles, lattice.height - len(rows), (warning,))
    return [table], replace(columns, setting=setting)


def _goes_on(line: Line, columns: Columns) -> bool:
    """Whether the first line of a page begins no paragraph: a small letter, or right of the first column."""
    first = line.words[0]
    return first.text[0].islower() or first.x0 > columns.gutters[0][0]


def _rules(edges: Sequence[Edge], lines: Sequence[Line], columns: Columns) -> list[float]:
    """The heights at which a rule or the edge of a coloured stripe runs over most of the table's width."""
    words = [word for line in lines for word in line.words]
    left = min([columns.gutters[0][0], *(word.x0 for word in words)])
    right = max([columns.gutters[-1][1], *(word.x1 for word in words)])
    level: list[list[Box]] = []
    for box in sorted((edge.box for edge in edges if edge.orientation == "h"), key=lambda box: box[1]):
        if level and box[1] - level[-1][0][1] <= 1:
            level[-1].append(box)
        else:
            level.append([box])
    return [
        pieces[0][1]
        for pieces in level
        if _covered([(max(left, box[0]), min(right, box[2])) for box in pieces])
        > _RULE_SHARE * (right - left)
    ]


def _covered(spans: Sequence[tuple[float, float]]) -> float:
    covered, reach = 0.0, float("-inf")
    for start, end in sorted(spans):
        covered += max(0.0, end - max(start, reach))
        reach = max(reach, end)
    return covered


def rows_joined_over_pages(pages: Sequence[Sequence[UnruledTable]]) -> list[list[UnruledTable]]:
    """Put the first row of a page's first table to the last row of the page before, where it goes on with it.

    Args:
        pages: the tables of each page.
    """
    joined: list[list[UnruledTable]] = []
    for tables in pages:
        here = list(tables)
        before = joined[-1] if joined else []
        if here and before and _is_broken(before[-1], here[0]):
            before[-1], here[0] = _joined(before[-1], here[0])
        joined.append([table for table in here if table.lattice.height])
    return joined


def _is_broken(table: UnruledTable, below: UnruledTable) -> bool:
    """Whether the last row of a table goes on in the first row of the table on the next page."""
    if _titles(table.roles) != _titles(below.roles):
        return False
    last = _cells(table, table.lattice.height - 1)
    first = _cells(below, below.header_height)
    once = [at for at, role in enumerate(table.roles) if role.role in ("year", "number")]
    if not first or not set(first) <= set(last) or any(at in first for at in once):
        return False
    names = [at for at, role in enumerate(table.roles) if role.role == "name" and at in first]
    evidence = {at: _evidence(table, last[at][-1], first[at][0], at) for at in first}
    return all(evidence[at] > 0 for at in names) and sum(evidence.values()) > (
        _SURELY_GOES_ON if names else 0
    )


def _cells(table: UnruledTable, row: int) -> dict[int, tuple[Run, ...]]:
    """The cells of a row with words, by column; none of a full-width row."""
    areas = [area for area in table.lattice.areas if area.row == row and area.lines]
    return {area.column: area.lines for area in areas if area.column_end - area.column == 1}


def _evidence(table: UnruledTable, above: Run, below: Run, column: int) -> float:
    lines = [area.lines for area in table.lattice.areas if area.column == column == area.column_end - 1]
    widths = [line.x1 - line.x0 for found in lines for line in found]
    has_spaced_ends = any(line.has_space_after for found in lines for line in found)
    return goes_on(above, below, max(widths), has_spaced_ends)


def _joined(table: UnruledTable, below: UnruledTable) -> tuple[UnruledTable, UnruledTable]:
    row, taken = table.lattice.height - 1, below.header_height
    rest = _cells(below, taken)
    areas = tuple(
        replace(area, lines=area.lines + rest.get(area.column, ())) if area.row == row else area
        for area in table.lattice.areas
    )
    others = tuple(
        area if area.row < taken else replace(area, row=area.row - 1, row_end=area.row_end - 1)
        for area in below.lattice.areas
        if area.row != taken
    )
    left = replace(below.lattice, height=below.lattice.height - 1, areas=others)
    return replace(table, lattice=replace(table.lattice, areas=areas)), replace(below, lattice=left)


def _titles(roles: Sequence[ColumnRole]) -> list[str]:
    return [role.title for role in roles]
