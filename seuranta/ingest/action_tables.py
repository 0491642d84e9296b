"""From raw grids to tables of actions: headers found, and the parts of one table put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.cards import named_by_titles
from seuranta.ingest.columns import NUMBER, by_content
from seuranta.ingest.grid import Cell, Grid, GridRow, RawDocument
from seuranta.ingest.header_search import Header, header_at
from seuranta.ingest.headers import ColumnRole, is_header, read_header, read_title
from seuranta.ingest.headings import heading_of, is_running_on
from seuranta.ingest.markup import plain
from seuranta.ingest.planned import is_year_cell
from seuranta.ingest.reading import Place, ReadingWarning
from seuranta.ingest.restated import restated
from seuranta.ingest.table_rows import TableRow, Tally, is_total, own_texts, place_of, table_rows
from seuranta.ingest.vocabulary import says_theme

_DIGITS = re.compile(r"\d+")
_MOST = 0.8
_SOME_COLUMNS = 2


@dataclass(frozen=True)
class ActionTable:
    """A table whose columns are known.

    Args:
        number: its number within the document, from 1.
        roles: what each column holds.
        rows: the rows below the header, over all pages or slides on which the table stands.
        place: where its header stands.
        title: the title of its slide, if any.
        text_above: the paragraphs above it, last paragraph last, with the title rows of the table itself.
        row_count: its rows that are not blank, as they stand in the document.
        tally: those of them that are no rows of their own.
    """

    number: int
    roles: tuple[ColumnRole, ...]
    rows: tuple[TableRow, ...]
    place: Place
    title: str | None
    text_above: tuple[str, ...]
    row_count: int
    tally: Tally


@dataclass
class _Draft:
    """A table that is still being put together, each row with the grid that it stands in."""

    header: Header
    grid: Grid
    place: Place
    text_above: tuple[str, ...]
    rows: list[tuple[GridRow, Grid]] = field(default_factory=list)

    def last_grid(self) -> Grid:
        return self.rows[-1][1] if self.rows else self.grid

    def heading(self) -> str | None:
        return heading_of(self.grid.title, self.text_above)


def action_tables(
    document: RawDocument, file: str, period: str | None
) -> tuple[list[ActionTable], list[ReadingWarning]]:
    """Every table of actions, in order, and what was doubtful in finding them.

    Titles that no synonym knows are read by their parts, and slides' titles as names, only where no table is
    known otherwise.

    Args:
        document: the grids of a document.
        file: its name, for places.
        period: the period asked for; of several status columns its own is read.

    Raises:
        DocumentRefusedError: no table has a recognisable header, or a row of a delimited table has
            another number of cells than its header.
    """
    grids = [part for grid in document.grids for part in _unfolded(_turned(grid, period), period)]
    drafts, unknown = _drafts(grids, period, by_parts=False)
    if not _name_actions(drafts):
        grids = named_by_titles(grids, period)
        drafts, unknown = _drafts(grids, period, by_parts=False)
    if not _name_actions(drafts):
        drafts, unknown = _drafts(grids, period, by_parts=True)
    if not drafts:
        raise _no_header(grids, file)
    warnings = [warning for grid in grids for warning in grid.warnings]
    warnings += [_by_part(role, draft) for draft in drafts for role in draft.header.roles if _is_guess(role)]
    tables = []
    for number, draft in enumerate(drafts, start=1):
        cells = [row.cells for row, _ in draft.rows]
        roles, doubts = by_content(draft.header.roles, cells, period, str(replace(draft.place, table=number)))
        rows, tally, found = table_rows(draft.rows, roles, number, file)
        roles, rows = restated(roles, rows)
        row_count = sum(bool(own_texts(row_cells)) for row_cells in cells)
        place = replace(draft.place, table=number)
        title, above = draft.grid.title, draft.text_above
        tables.append(ActionTable(number, roles, tuple(rows), place, title, above, row_count, tally))
        warnings += [*doubts, *found]
    return tables, warnings + [_unknown_table(grid) for grid in unknown]


def _name_actions(drafts: Sequence[_Draft]) -> bool:
    return any(role.role == "name" for draft in drafts for role in draft.header.roles)


def _drafts(grids: Sequence[Grid], period: str | None, *, by_parts: bool) -> tuple[list[_Draft], list[Grid]]:
    """The tables of all grids, and the grids that are none."""
    drafts: list[_Draft] = []
    unknown: list[Grid] = []
    for grid in grids:
        headers = list(_headers(grid, period, by_parts=by_parts))
        if headers:
            _add(drafts, unknown, grid, headers)
        elif drafts and _goes_on(drafts[-1], grid):
            _go_on(drafts, grid)
        elif _has_rows(grid):
            unknown.append(grid)
    return drafts, unknown


def _headers(grid: Grid, period: str | None, *, by_parts: bool) -> Iterator[Header]:
    """The headers of a grid from top to bottom.

    A title at the top is no data. Further down "Hanke" may be the name of an action: a header there is
    the first one repeated, or has two known columns.
    """
    former: Header | None = None
    row = 0
    while row < len(grid.rows):
        header = header_at(grid.rows, row, period, by_parts=by_parts)
        if header and former is None and by_parts and any(map(_has_titles, grid.rows[:row])):
            return  # a header of which only some titles are known stands above: this is its first row
        if header and (former is None or _is_surely_header(header, former)):
            former = header
            yield header
            row = header.end
        else:
            row += 1


def _has_titles(row: GridRow) -> bool:
    texts = own_texts(row.cells)
    return len(texts) > _SOME_COLUMNS and any(read_title(text).role != "extra" for text in texts)


def _is_surely_header(header: Header, former: Header) -> bool:
    known = {read_title(role.title).role for role in header.roles} - {"extra"}
    return header.titles() == former.titles() or len(known) > 1


def _add(drafts: list[_Draft], unknown: list[Grid], grid: Grid, headers: Sequence[Header]) -> None:
    """Add the tables of a grid; a header that repeats the one before goes on with its table."""
    before = [row for row in grid.rows[: headers[0].row] if len(own_texts(row.cells)) > _SOME_COLUMNS]
    unknown += [replace(grid, rows=tuple(before))] if len(before) > 1 else []
    ends = [*(header.row for header in headers[1:]), len(grid.rows)]
    for header, end in zip(headers, ends, strict=True):
        body, strangers = _without_strangers(grid.rows[header.end : end], header.roles)
        unknown += [replace(grid, rows=rows) for rows in strangers]
        rows = [(row, grid) for row in body]
        is_first = header is headers[0]
        heading = None if is_first else _heading_row(drafts[-1], _line_above(grid, headers[0]))
        if not (_is_continued(drafts, grid, header) if is_first else _is_same(drafts, header, heading)):
            above = (*grid.text_above, *_words(grid.rows[: header.row])) if is_first else ()
            if heading is not None:
                drafts[-1].rows.pop()
                above = (heading,)
            drafts.append(_Draft(header, grid, place_of(grid, grid.rows[header.row]), above))
            drafts[-1].place = replace(drafts[-1].place, table=len(drafts))
        drafts[-1].rows += rows


def _without_strangers(
    rows: Sequence[GridRow], roles: Sequence[ColumnRole]
) -> tuple[list[GridRow], list[tuple[GridRow, ...]]]:
    """The rows of a table, and the blocks behind a blank row that hold another one: contacts, a legend."""
    body: list[GridRow] = []
    strangers: list[tuple[GridRow, ...]] = []
    for is_blank, run in groupby(rows, lambda row: not own_texts(row.cells)):
        block = tuple(run)
        if is_blank or not body or _fits(block, roles):
            body += block
        else:
            strangers.append(block)
    return body, strangers


def _fits(rows: Sequence[GridRow], roles: Sequence[ColumnRole]) -> bool:
    """Whether what stands in the columns of years and numbers are marks and numbers, mostly."""
    cells = [
        (role, cell)
        for row in rows
        if len(row.cells) == len(roles) and not is_total(row.cells)
        for role, cell in zip(roles, row.cells, strict=True)
        if cell.text and role.role in ("year", "number") and cell.covered_from is None
    ]
    fitting = [
        is_year_cell(cell, role) if role.role == "year" else bool(NUMBER.fullmatch(cell.text))
        for role, cell in cells
    ]
    return sum(fitting) >= _MOST * len(fitting)


def _is_same(drafts: list[_Draft], header: Header, heading: str | None) -> bool:
    return heading is None and header.titles() == drafts[-1].header.titles()


def _is_continued(drafts: list[_Draft], grid: Grid, header: Header) -> bool:
    """Whether a grid is the table before it, going on over a page or slide with its header repeated."""
    if not drafts or header.row > 0 or header.titles() != drafts[-1].header.titles():
        return False
    return _is_next_page(drafts[-1], grid) and is_running_on(
        drafts[-1].heading(), heading_of(grid.title, grid.text_above)
    )


def _is_next_page(draft: _Draft, grid: Grid) -> bool:
    last = draft.last_grid()
    pages = ((last.page, grid.page), (last.slide, grid.slide))
    return any(before is not None and after == before + 1 for before, after in pages)


def _line_above(grid: Grid, header: Header) -> str:
    """The row of one text that stands straight above a header; "" where there is none."""
    texts = own_texts(grid.rows[header.row - 1].cells) if header.row else []
    return texts[0] if len(texts) == 1 else ""


def _heading_row(draft: _Draft, above_first: str) -> str | None:
    """The theme that the last row of a table is, when it heads the header that follows.

    Args:
        draft: the table before the header.
        above_first: the line above the first header, which others repeat with another year or number.
    """
    texts = own_texts(draft.rows[-1][0].cells) if draft.rows else []
    if len(texts) != 1:
        return None
    cells = draft.rows[-1][0].cells
    stands_alone = len(cells) == 1 or all(cell.covered_from == "left" for cell in cells[1:])
    is_like_first = bool(above_first) and _DIGITS.sub("", texts[0]) == _DIGITS.sub("", above_first)
    is_bold = cells[0].is_bold and not any(row.cells[0].is_bold for row, _ in draft.rows[:-1] if row.cells)
    return texts[0] if says_theme(texts[0]) or stands_alone or is_like_first or is_bold else None


def _goes_on(draft: _Draft, grid: Grid) -> bool:
    """Whether a grid without a header holds further rows of the table before it."""
    columns = draft.header.roles
    rows = [row for row in grid.rows if len(own_texts(row.cells)) > 1]
    if grid.sheet is not None or any(len(row.cells) != len(columns) for row in grid.rows):
        return False
    if not rows:  # the last words of a row that the page's end broke
        return len(grid.rows) == 1 and _is_next_page(draft, grid)
    has_years = any(role.role == "year" for role in columns)
    return _fits(rows, columns) and (has_years or _is_next_page(draft, grid))


def _go_on(drafts: list[_Draft], grid: Grid) -> None:
    """Add the rows of a grid without a header: to the table before, or below a heading of their own."""
    last, rows = drafts[-1], [(row, grid) for row in grid.rows]
    if is_running_on(last.heading(), heading_of(grid.title, grid.text_above)):
        last.rows += rows
        return
    place = replace(place_of(grid, grid.rows[0]), table=len(drafts) + 1)
    drafts.append(_Draft(last.header, grid, place, grid.text_above, rows))


def _turned(grid: Grid, period: str | None) -> Grid:
    """A grid whose titles stand in its first column, turned so that they stand in its first row."""
    widths = {len(row.cells) for row in grid.rows}
    if len(widths) != 1 or min(widths) < _SOME_COLUMNS or len(grid.rows) < _SOME_COLUMNS:
        return grid
    down = read_header((_line(row.cells[0]) for row in grid.rows), period)
    across = read_header((_line(cell) for cell in grid.rows[0].cells), period)
    known_down, known_across = ({role.role for role in roles} - {"extra"} for roles in (down, across))
    if len(known_across) > 1 or len(known_down) < _SOME_COLUMNS or not is_header(down):
        return grid
    if any(_surely_heads_columns(row, period) for row in grid.rows):
        return grid  # titles of a legend above it, or names of actions, stand in its first column
    line = grid.rows[0].line
    is_hidden = all(row.is_hidden for row in grid.rows)
    columns = zip(*(row.cells for row in grid.rows), strict=True)
    turned = tuple(GridRow(tuple(map(_uncovered, column)), line, is_hidden) for column in columns)
    return replace(grid, rows=turned)


def _unfolded(grid: Grid, period: str | None) -> list[Grid]:
    """A grid whose header says the same titles again to the right, as the tables side by side that it is."""
    header = next(_headers(grid, period, by_parts=False), None)
    titles = header.titles() if header else []
    step = next((step for step in range(_SOME_COLUMNS, len(titles)) if titles[step:] == titles[:-step]), 0)
    is_whole = step and len(titles) % step == 0 and {len(row.cells) for row in grid.rows} == {len(titles)}
    if not is_whole or not any(read_title(title).role == "name" for title in titles[:step]):
        return [grid]
    starts = range(0, len(titles), step)
    return [
        replace(grid, rows=tuple(replace(row, cells=row.cells[at : at + step]) for row in grid.rows))
        for at in starts
    ]


def _surely_heads_columns(row: GridRow, period: str | None) -> bool:
    roles = read_header((_line(cell) for cell in row.cells), period)
    return is_header(roles) and len({role.role for role in roles} - {"extra"}) > 1


def _uncovered(cell: Cell) -> Cell:
    return replace(cell, covered_from=None, text="" if cell.covered_from else cell.text)


def _line(cell: Cell) -> str:
    return " ".join(plain(cell.text).split())


def _has_rows(grid: Grid) -> bool:
    return any(len(own_texts(row.cells)) > 1 for row in grid.rows)


def _words(rows: Sequence[GridRow]) -> list[str]:
    return [" ".join(" ".join(texts).split()) for row in rows if (texts := own_texts(row.cells))]


def _is_guess(role: ColumnRole) -> bool:
    return role.role in ("name", "status") and read_title(role.title).role == "extra"


def _by_part(role: ColumnRole, draft: _Draft) -> ReadingWarning:
    message = f"the column {role.title!r} is taken as the {role.role}: no title of the table is known as one"
    return ReadingWarning("column_by_part", message, str(draft.place))


def _unknown_table(grid: Grid) -> ReadingWarning:
    found = next(row for row in grid.rows if len(own_texts(row.cells)) > 1)
    begins = ", ".join(repr(text[:40]) for text in own_texts(found.cells)[:8])
    message = f"a table without a known header is left out; it begins with {begins}"
    return ReadingWarning("unknown_table", message, _where(grid, found))


def _where(grid: Grid, row: GridRow) -> str:
    known = {"page": grid.page, "slide": grid.slide, "sheet": grid.sheet, "line": row.line}
    return ", ".join(f"{unit} {value}" for unit, value in known.items() if value is not None) or "document"


def _no_header(grids: Sequence[Grid], file: str) -> DocumentRefusedError:
    for grid in grids:
        for row in grid.rows:
            texts = own_texts(row.cells)
            if len(texts) > 1:
                found = ", ".join(repr(text[:40]) for text in texts[:8])
                place = _where(grid, row)
                return DocumentRefusedError(
                    "expected a header row with a name column (Käyttötapaus, Åtgärd, Measure ...), "
                    f"found {found}",
                    code="no_name_column",
                    where=file if place == "document" else f"{file}, {place}",
                    hint="add the title of the name column to seuranta/ingest/headers.toml, or mend the row",
                )
    return DocumentRefusedError(
        "expected a table of actions, found none",
        code="no_table",
        where=file,
        hint="a table begins with a header row that names its columns (see seuranta/ingest/headers.toml)",
    )
