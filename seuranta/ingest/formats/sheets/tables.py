"""From the cells of a sheet to its tables: where one ends and the next begins, what is merged or hidden."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Cell, Grid, GridRow, RawDocument
from seuranta.ingest.headers import is_header, read_header
from seuranta.ingest.reading import ReadingWarning

MAX_CELLS = 200_000
MAX_COLUMNS = 16_384
_HEADER_WITHIN = 10  # rows from the beginning of a table, titles above its header among them
_NAMED = 5  # places that a warning names before it only counts
_LETTERS = 26

Table = Mapping[int, Mapping[int, Cell]]


@dataclass(frozen=True)
class Merge:
    """A merged range, by its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """What a reader has found in a sheet; rows and columns count from 1.

    Args:
        name: as on its tab.
        file: the document's name, for messages.
        is_hidden: whether its tab is hidden.
        rows: the rows that hold text, their cells with text or a fill by column.
        merges: its merged ranges.
        hidden_rows: rows with text that are hidden or filtered out.
        hidden_columns: hidden columns, with text or not.
        without_value: addresses of formulas whose value the file does not hold.
        errors: addresses of cells that show an error such as #N/A.
        width: the last column that holds text.
        cell_count: how many cells there are in its rows.
    """

    name: str
    file: str
    is_hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_value: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    width: int = 0
    cell_count: int = 0

    def put_row(
        self,
        row: int,
        texts: Mapping[int, str],
        fills: Mapping[int, str],
        *,
        bold: Set[int] = frozenset(),
        is_hidden: bool = False,
    ) -> None:
        """Note a row by its columns, unless it holds no text: sheets may be coloured down to their last row.

        Fills to the right of all text so far are left out, for rows may be coloured to their end too.

        Raises:
            DocumentRefusedError: the sheet has more than `MAX_CELLS` cells (`too_large`).
        """
        words = {column: mended for column, text in texts.items() if (mended := clean(text))}
        if not words:
            return
        self.width = max(self.width, *words)
        columns = words.keys() | {column for column in fills if column <= self.width}
        self.cell_count += len(columns)
        if self.cell_count > MAX_CELLS:
            raise _too_many(self)
        self.rows[row] = {
            column: Cell(
                words.get(column, ""),
                address(row, column),
                fills.get(column),
                is_bold=column in bold and column in words,
            )
            for column in columns
        }
        if is_hidden:
            self.hidden_rows.add(row)


def address(row: int, column: int) -> str:
    """The address of a cell: row 7 of column 2 is "B7"."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """The letters of a column: 1 is "A", 28 is "AB"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheets_document(document_format: str, sheets: Iterable[Sheet]) -> RawDocument:
    """The tables of all sheets, with a warning of everything that somebody who opens the file does not see.

    Raises:
        DocumentRefusedError: a sheet has more cells than a person ever wrote.
    """
    grids: list[Grid] = []
    preface: list[str] = []
    warnings: list[ReadingWarning] = []
    for sheet in sheets:
        found = _grids(sheet)
        warnings += _warnings(sheet, has_text=bool(found))
        if not grids and not sheet.is_hidden and all(map(_is_text, found)):
            preface += [text for grid in found for row in grid.rows for text in _own(row.cells) if text]
        else:
            grids += found
    return RawDocument(document_format, tuple(grids), tuple(preface), tuple(warnings))


def _is_text(grid: Grid) -> bool:
    """Whether no row has more than one cell of its own: paragraphs of a cover sheet, not a table."""
    return all(sum(map(bool, _own(row.cells))) <= 1 for row in grid.rows)


def _own(cells: Iterable[Cell | None]) -> list[str]:
    """The texts of a row, that of a cell merged over several columns only once."""
    return [cell.text if cell and cell.covered_from != "left" else "" for cell in cells]


def _warnings(sheet: Sheet, *, has_text: bool) -> list[ReadingWarning]:
    place = f"sheet {sheet.name!r}"
    found = []
    if sheet.is_hidden and has_text:
        found.append(
            ReadingWarning("hidden_sheet", "the sheet is hidden; it is read, marked as hidden", place)
        )
    if sheet.without_value:
        message = (
            f"{_count(sheet.without_value, 'formula', 'formulas')} without a value, read as blank: "
            "open the file in Excel, save it, send it again"
        )
        found.append(
            ReadingWarning("formula_without_value", message, f"{place}, {_listed(sheet.without_value)}")
        )
    if sheet.errors:
        message = f"{_count(sheet.errors, 'cell shows an error', 'cells show an error')} instead of a value"
        found.append(ReadingWarning("cell_error", message, f"{place}, {_listed(sheet.errors)}"))
    return found


def _grids(sheet: Sheet) -> list[Grid]:
    table = _with_merges(sheet)
    rows = sorted(row for row, cells in table.items() if any(cell.text for cell in cells.values()))
    columns = sorted({column for row in rows for column, cell in table[row].items() if cell.text})
    regions = _regions(table, rows, columns) if rows else []
    if sum(len(part) * len(across) for part, across in regions) > MAX_CELLS:
        raise _too_many(sheet)
    return [_grid(sheet, table, *region) for region in regions]


def _with_merges(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    """The cells, those that a merged range covers among them, within what the sheet's own text spans."""
    last_row = max(sheet.rows, default=0)
    table = {row: dict(cells) for row, cells in sheet.rows.items()}
    room = MAX_CELLS
    for merge in sheet.merges:
        origin = sheet.rows.get(merge.top, {}).get(merge.left)
        if origin is None:
            continue
        bottom, right = min(merge.bottom, last_row), min(merge.right, sheet.width)
        room -= max(bottom - merge.top + 1, 0) * max(right - merge.left + 1, 0)
        if room < 0:
            raise _too_many(sheet)
        for row in range(merge.top, bottom + 1):
            for column in range(merge.left, right + 1):
                if (row, column) != (merge.top, merge.left):
                    covered = replace(
                        origin,
                        address=address(row, column),
                        covered_from="above" if column == merge.left else "left",
                    )
                    table.setdefault(row, {})[column] = covered
    return table


def _too_many(sheet: Sheet) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"expected tables of at most {MAX_CELLS} cells in a sheet, found more",
        code="too_large",
        where=f"{sheet.file}, sheet {sheet.name!r}",
        hint="copy the table into a new workbook, and send that",
    )


def _regions(table: Table, rows: list[int], columns: list[int]) -> list[tuple[list[int], list[int]]]:
    """The tables of a part of a sheet, each as its rows and columns: below one another, then side by side."""
    below = _parted_below(table, rows, columns)
    if len(below) > 1:
        return [region for part in below for region in _regions(table, part, columns)]
    beside = _parted_beside(table, rows, columns)
    if len(beside) > 1:
        return [region for part in beside for region in _regions(table, rows, part)]
    used = [row for row in rows if _texts(table, row, columns)]
    return [(used, [column for column in columns if any(_text(table, row, column) for row in used)])]


def _parted_below(table: Table, rows: list[int], columns: list[int]) -> list[list[int]]:
    """Cut at blank rows, but only above a table of its own: one with a header, headings above it included.

    A blank row within a table, or above the notes below it, ends nothing.
    """
    parts: list[list[int]] = [[]]
    waiting: list[int] = []
    has_header = False
    for block in _runs([row for row in rows if _texts(table, row, columns)]):
        waiting += block
        if _has_header(table, block, columns):
            if has_header:
                parts.append([])
            has_header = True
        elif all(len(_texts(table, row, columns)) == 1 for row in block):
            continue
        parts[-1] += waiting
        waiting = []
    parts[-1] += waiting
    return parts


def _parted_beside(table: Table, rows: list[int], columns: list[int]) -> list[list[int]]:
    """Cut at blank columns, but only between two parts that each have a header with a name column."""
    used = [column for column in columns if any(_text(table, row, column) for row in rows)]
    parts: list[list[int]] = [[]]
    for block in _runs(used):
        if _names_actions(table, rows, block) and _names_actions(table, rows, parts[-1]):
            parts.append([])
        parts[-1] += block
    return parts


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers in order, cut where one is missing: 1, 2, 5 is [1, 2] and [5]."""
    runs = groupby(enumerate(numbers), key=lambda item: item[1] - item[0])
    return [[number for _, number in run] for _, run in runs]


def _text(table: Table, row: int, column: int) -> str:
    cell = table.get(row, {}).get(column)
    return cell.text if cell else ""


def _own_texts(table: Table, row: int, columns: list[int]) -> list[str]:
    return _own(table.get(row, {}).get(column) for column in columns)


def _texts(table: Table, row: int, columns: list[int]) -> list[str]:
    return [text for text in _own_texts(table, row, columns) if text]


def _has_header(table: Table, rows: list[int], columns: list[int]) -> bool:
    """Whether one of the first rows looks like a header: it names actions, or two kinds of columns."""
    for row in rows[:_HEADER_WITHIN]:
        texts = _own_texts(table, row, columns)
        if sum(map(bool, texts)) > 1:
            roles = read_header(texts)
            known = {role.role for role in roles} - {"extra"}
            if is_header(roles) or len(known) > 1:
                return True
    return False


def _names_actions(table: Table, rows: list[int], columns: list[int]) -> bool:
    headers = [read_header(_own_texts(table, row, columns)) for row in rows[:_HEADER_WITHIN]]
    return any(is_header(roles) and any(role.role == "name" for role in roles) for roles in headers)


def _grid(sheet: Sheet, table: Table, rows: list[int], columns: list[int]) -> Grid:
    shown = []
    for before, row in pairwise([rows[0] - 1, *rows]):
        if row - before > 1:
            shown.append(GridRow(tuple(Cell() for _ in columns)))
        shown.append(_row(sheet, table, row, columns))
    return Grid(
        tuple(shown),
        sheet=sheet.name,
        is_hidden=sheet.is_hidden,
        warnings=tuple(_hidden(sheet, rows, columns)),
    )


def _row(sheet: Sheet, table: Table, row: int, columns: list[int]) -> GridRow:
    cells = table[row]
    blank = (cells.get(column) or Cell(address=address(row, column)) for column in columns)
    return GridRow(tuple(blank), is_hidden=row in sheet.hidden_rows)


def _hidden(sheet: Sheet, rows: list[int], columns: list[int]) -> Iterable[ReadingWarning]:
    hidden_rows = [row for row in rows if row in sheet.hidden_rows]
    if hidden_rows:
        message = f"{_count(hidden_rows, 'row is', 'rows are')} hidden or filtered out: read, marked so"
        place = _listed([_span(run) for run in _runs(hidden_rows)])
        yield ReadingWarning("hidden_rows", message, f"sheet {sheet.name!r}, rows {place}")
    hidden_columns = [column for column in columns if column in sheet.hidden_columns]
    if hidden_columns:
        message = f"{_count(hidden_columns, 'column is', 'columns are')} hidden; read like the others"
        place = _listed([column_name(column) for column in hidden_columns])
        yield ReadingWarning("hidden_columns", message, f"sheet {sheet.name!r}, columns {place}")


def _span(run: list[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"


def _count(items: Sequence[object], one: str, several: str) -> str:
    return f"{len(items)} {one if len(items) == 1 else several}"


def _listed(places: Sequence[str]) -> str:
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return ", ".join(places[:_NAMED]) + more
