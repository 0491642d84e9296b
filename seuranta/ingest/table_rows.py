"""The rows of one table: notes and totals told apart, rows of the wrong width refused, broken rows joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.grid import CUT, Cell, Grid, GridRow
from seuranta.ingest.headers import ColumnRole
from seuranta.ingest.markup import plain
from seuranta.ingest.reading import Place, ReadingWarning
from seuranta.ingest.vocabulary import fold, folded_words, says_theme
from seuranta.model import MARKERS

_WITHOUT_NAME = "a row without a name is read as the rest of the row above it"
_WITH_DASH = "a row that begins with a dash and says nothing else is read as a part of the row above it"
_AT_THE_TOP = "a row at the top of a page is read as the rest of the row above it"
_NEARLY_EVERY = 0.8
_PAGE_NUMBER = re.compile(
    r"\W*(?:sivu|sida|page|s\.)\s*\d+\s*(?:(?:/|av|of|från)\s*\d+|\(\s*\d+\s*\))?\W*", re.IGNORECASE
)
# "* ", "† ", "1) ", "a) ": how a note below a table begins.
_COUNT = re.compile(r"\d{1,4}", re.ASCII)
_DASH = re.compile(r"[-–—•·]\s")
_NOTE = re.compile(rf"\s*(?:{MARKERS.pattern}|\w{{1,2}}\))")


@dataclass(frozen=True)
class TableRow:
    """A row of a table of actions: as many cells as the table has columns, and where it stands."""

    cells: tuple[Cell, ...]
    place: Place
    is_hidden: bool = False

    def filled(self) -> list[str]:
        """The words of the cells that no other cell covers."""
        return own_texts(self.cells)

    def text(self, roles: Sequence[ColumnRole], role: str) -> str:
        """The words of the column of a role; "" where there is none, or where another cell covers it."""
        found = (cell for cell, column in zip(self.cells, roles, strict=True) if column.role == role)
        return next((plain(cell.text) for cell in found if cell.covered_from is None), "")


@dataclass
class Tally:
    """The rows of a table that are no rows of their own, and what its totals say by year."""

    left_out_count: int = 0
    joined_count: int = 0
    totals: dict[str, int] = field(default_factory=dict)


def own_texts(cells: Sequence[Cell]) -> list[str]:
    """The words of the cells that no other cell covers, blank ones left out."""
    return [text for cell in cells if cell.covered_from is None and (text := plain(cell.text))]


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row sums up others, by its first words: "Yhteensä", or "Yhteensä 12 hanketta" and no more."""
    texts = own_texts(cells)
    first = fold(texts[0]) if texts else ""
    is_count = len(texts) == 1 and first.split()[0].rstrip(":") in folded_words("totals")
    return first in folded_words("totals") or (is_count and any(map(str.isdigit, first)))


def is_page_number(cells: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but the number of a page: "Sivu 1/2", "Page 2 of 3"."""
    texts = own_texts(cells)
    return len(texts) == 1 and _PAGE_NUMBER.fullmatch(texts[0]) is not None


def place_of(grid: Grid, row: GridRow, name: Cell | None = None) -> Place:
    """Where a row stands, its table and number still unknown; the address is that of its name."""
    address = name.address if name else None
    return Place(line=row.line, address=address, page=grid.page, slide=grid.slide, sheet=grid.sheet)


def table_rows(
    found: Sequence[tuple[GridRow, Grid]], roles: Sequence[ColumnRole], number: int, file: str
) -> tuple[list[TableRow], Tally, list[ReadingWarning]]:
    """The rows of a table, over all its parts, and what became of those that are none.

    Args:
        found: each row below the header with the grid that it stands in.
        roles: what each column holds.
        number: the table's number, for places.
        file: the document's name, for places.

    Raises:
        DocumentRefusedError: separators alone tell the cells apart, and a row has too few or too many.
    """
    rows: list[TableRow] = []
    warnings: list[ReadingWarning] = []
    tally = Tally()
    name = next((index for index, role in enumerate(roles) if role.role == "name"), 0)
    last = _last_row([row for row, _ in found])
    usual = frozenset(role for role in ("year", "number") if _is_usual(role, roles, found))
    count = 0
    is_parted = False
    for index, (row, grid) in enumerate(found):
        texts = own_texts(row.cells)
        if not texts:
            is_parted = True
            continue
        count += 1
        place = place_of(grid, row, row.cells[name] if name < len(row.cells) else None)
        place = replace(place, table=number, row=count)
        if index > last or is_page_number(row.cells):
            warnings.append(_text_below(texts, place))
            tally.left_out_count += 1
            continue
        cells = _of_width(row, roles, place, file, is_delimited=grid.is_delimited)
        if is_total(row.cells):
            warnings.append(_total(texts[0], place))
            tally.left_out_count += 1
            tally.totals |= _totals_by_year(cells, roles)
            continue
        finished = TableRow(cells, place, row.is_hidden or grid.is_hidden)
        can_go_on = bool(rows) and not is_parted and not grid.is_delimited
        reason = _rest_of(rows[-1], finished, roles, usual) if can_go_on else None
        if reason is None:
            rows.append(finished)
        else:
            rows[-1] = _with_rest(rows[-1], finished, is_part=reason == _WITH_DASH)
            tally.joined_count += 1
            warnings += [ReadingWarning("row_goes_on", reason, str(place))] if reason else []
        is_parted = False
    return [_without_cuts(row) for row in rows], tally, warnings


def _totals_by_year(cells: Sequence[Cell], roles: Sequence[ColumnRole]) -> dict[str, int]:
    """What a row of totals says in its year columns."""
    years = [
        (role.years[0], plain(cell.text))
        for cell, role in zip(cells, roles, strict=True)
        if len(role.years) == 1
    ]
    return {str(year): int(text) for year, text in years if _COUNT.fullmatch(text)}


def _without_cuts(row: TableRow) -> TableRow:
    if not any(cell.text.endswith(CUT) for cell in row.cells):
        return row
    return replace(row, cells=tuple(replace(cell, text=cell.text.removesuffix(CUT)) for cell in row.cells))


def _last_row(rows: Sequence[GridRow]) -> int:
    """The index of the last row that is no note below the table.

    The rows at the end that hold one text only are notes from the first on that is marked as one, or if a
    blank row parts them from the table, unless blank rows part every two rows of it. Without either, nobody
    can tell a note from an action.
    """
    full = [index for index, row in enumerate(rows) if len(own_texts(row.cells)) > 1]
    last = max(full, default=len(rows) - 1)
    below = [index for index in range(last + 1, len(rows)) if own_texts(rows[index].cells)]
    if not below:
        return last
    parts_rows = any(after - before > 1 for before, after in pairwise(full)) and not any(
        after - before == 1 for before, after in pairwise(full)
    )
    first = own_texts(rows[below[0]].cells)[0]
    if below[0] > last + 1 and not parts_rows and not says_theme(first):
        return last
    note = next((index for index in below if _NOTE.match(own_texts(rows[index].cells)[0])), len(rows))
    return note - 1


def _of_width(
    row: GridRow, roles: Sequence[ColumnRole], place: Place, file: str, *, is_delimited: bool
) -> tuple[Cell, ...]:
    missing = len(roles) - len(row.cells)
    is_heading = len(row.cells) == 1 and says_theme(row.cells[0].text)
    if missing and is_delimited and not is_heading:
        raise _wrong_cell_count(row, roles, place, file)
    return (*row.cells[: len(roles)], *[Cell()] * missing)


def _is_usual(role: str, roles: Sequence[ColumnRole], found: Sequence[tuple[GridRow, Grid]]) -> bool:
    """Whether nearly every row says something in the columns of a role."""
    columns = [index for index, column in enumerate(roles) if column.role == role]
    rows = [row.cells for row, _ in found if len(own_texts(row.cells)) > 1 and len(row.cells) == len(roles)]
    filled = [any(row[index].text or row[index].fill for index in columns) for row in rows]
    return bool(rows) and sum(filled) >= _NEARLY_EVERY * len(rows)


def _rest_of(
    above: TableRow, row: TableRow, roles: Sequence[ColumnRole], usual: frozenset[str]
) -> str | None:
    """Why a row is the rest of the one above ("" where its place says so); None for a row of its own.

    Args:
        above: the row before it.
        row: the row in question.
        roles: what each column holds.
        usual: the roles in which nearly every row of the table says something.
    """
    cell = next((cell for cell, role in zip(row.cells, roles, strict=True) if role.role == "name"), None)
    if cell is not None and cell.covered_from == "above" and plain(cell.text):
        return ""
    if cell is None or row.text(roles, "number") or row.text(roles, "theme"):
        return None
    if _is_part(above, row, roles):
        return _WITH_DASH
    is_marked = any(cell.text for cell, role in zip(row.cells, roles, strict=True) if role.role == "year")
    is_new_page = (row.place.page, row.place.slide) != (above.place.page, above.place.slide)
    if is_new_page:
        is_nameless = not row.text(roles, "name") and cell.covered_from is None
        is_broken = not is_marked and _is_broken(above, row, roles, usual)
        return "" if is_nameless else _AT_THE_TOP if is_broken else None
    return _WITHOUT_NAME if not (row.text(roles, "name") or cell.covered_from or is_marked) else None


def _is_part(above: TableRow, row: TableRow, roles: Sequence[ColumnRole]) -> bool:
    """Whether a row is no more than a dash and words below an action that has none: "- pilotti"."""
    is_coloured = any(cell.fill for cell, role in zip(row.cells, roles, strict=True) if role.role == "year")
    names = [found.text(roles, "name") for found in (above, row)]
    dashes = [_DASH.match(name) is not None for name in names]
    return dashes == [False, True] and not is_coloured and len(row.filled()) == 1 < len(above.filled())


def _is_broken(above: TableRow, row: TableRow, roles: Sequence[ColumnRole], usual: frozenset[str]) -> bool:
    """Whether a row at the top of a page goes on with the words of the row at the foot of the one before.

    It begins in the middle of a sentence; or it lacks the mark or number that nearly every row has, while
    the status above it is not at its end.
    """
    if len(row.filled()) == 1 and says_theme(row.filled()[0]):
        return False
    name, status = row.text(roles, "name"), row.text(roles, "status")
    starts_inside = any(text[:1].islower() or text[:1] in "(,;" for text in (name, status) if text)
    was_open = bool(status) and _is_open(above.text(roles, "status"))
    return starts_inside or "number" in usual or ("year" in usual and was_open)


def _is_open(text: str) -> bool:
    return bool(text) and not text.endswith((".", "!", "?"))


def _with_rest(above: TableRow, rest: TableRow, *, is_part: bool) -> TableRow:
    has_lines = is_part or any(cell.covered_from == "above" for cell in rest.cells)
    cells = tuple(
        upper
        if lower.covered_from is not None or not lower.text
        else _joined(upper, lower, has_lines=has_lines)
        for upper, lower in zip(above.cells, rest.cells, strict=True)
    )
    return replace(above, cells=cells, is_hidden=above.is_hidden and rest.is_hidden)


def _joined(upper: Cell, lower: Cell, *, has_lines: bool) -> Cell:
    if upper.text.endswith(CUT):
        return replace(upper, text=upper.text.removesuffix(CUT) + lower.text)
    is_broken_word = not upper.text or (re.search(r"\w-$", upper.text) and not has_lines)
    join = "" if is_broken_word else "\n" if has_lines else " "
    return replace(upper, text=f"{upper.text}{join}{lower.text}")


def _text_below(texts: list[str], place: Place) -> ReadingWarning:
    message = f"a line below the table is taken as a note, not as a row: {' '.join(texts)!r}"
    return ReadingWarning("text_below_table", message, str(place))


def _total(name: str, place: Place) -> ReadingWarning:
    return ReadingWarning("total_row", f"{name!r} sums up other rows: left out", str(place))


def _wrong_cell_count(
    row: GridRow, roles: Sequence[ColumnRole], place: Place, file: str
) -> DocumentRefusedError:
    titles = ", ".join(role.title for role in roles)
    is_short = len(row.cells) < len(roles)
    return DocumentRefusedError(
        f"expected {len(roles)} cells ({titles}), found {len(row.cells)} in {row.cells[0].text[:60]!r}",
        code="wrong_cell_count",
        where=f"{file}, line {place.line}",
        hint="a separator (tab, semicolon, bar) was probably lost in copying: put it back, also for an empty "
        "cell; a note below the table needs a blank line above it"
        if is_short
        else "a cell holds a separator of its own: take it out, or put the cell in quotation marks",
    )
