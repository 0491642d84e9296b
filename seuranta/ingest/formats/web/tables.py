"""The tables of a web page: which of them hold data, and which place each of their cells covers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from lxml.etree import _Element

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.web import css
from seuranta.ingest.formats.web.words import CellWords, cell_words, is_all_bold
from seuranta.ingest.grid import Cell, GridRow
from seuranta.ingest.reading import ReadingWarning

MAX_COLUMNS = 1_000
MAX_CELLS = 500_000
_LAST_LINE = 65_535  # the parser counts no further
_TABLE_ROLES = frozenset({"table", "grid", "treegrid"})
_CELL_ROLES = frozenset({"cell", "gridcell", "columnheader", "rowheader"})
_LAYOUT_ROLES = frozenset({"presentation", "none"})
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_FEW = 2  # rows and columns from which a table is more than a layout

Row = tuple[_Element, list[_Element]]


def is_data_table(element: _Element) -> bool:
    """Whether an element is a table of data, and no frame that lays out the page.

    A table of one row or one column without header cells is a layout, and so is one that only holds
    other tables.
    """
    if not _is_table(element) or element.get("role") in _LAYOUT_ROLES:
        return False
    rows = table_rows(element)
    if not any(cells for _, cells in rows):
        return False
    if element.find("caption") is not None or any(_is_header(cell) for _, cells in rows for cell in cells):
        return True
    widths = [len(cells) for _, cells in rows]
    if len(rows) < _FEW or max(widths) < _FEW:
        return False
    holding = sum(any(map(_is_large, cell.iterdescendants("*"))) for _, cells in rows for cell in cells)
    return not holding or (len(rows) > _FEW and len(set(widths)) == 1 and holding * _FEW < sum(widths))


def table_rows(table: _Element) -> list[Row]:
    """The rows of a table and their cells, without those of tables inside it; a footer's rows last."""
    rows = [(row, list(_cells(row))) for row in _rows(table)]
    return sorted(rows, key=lambda row: _section(row[0], table).tag == "tfoot")


def _is_table(element: _Element) -> bool:
    return element.tag == "table" or element.get("role") in _TABLE_ROLES


def _is_row(element: _Element) -> bool:
    return element.tag == "tr" or element.get("role") == "row"


def _is_cell(element: _Element) -> bool:
    return element.tag in ("td", "th") or element.get("role") in _CELL_ROLES


def _is_header(cell: _Element) -> bool:
    return cell.tag == "th" or cell.get("role") == "columnheader"


def _is_large(element: _Element) -> bool:
    if not _is_table(element):
        return False
    widths = [len(cells) for _, cells in table_rows(element)]
    return len(widths) >= _FEW and max(widths) >= _FEW


def _rows(element: _Element) -> Iterator[_Element]:
    for child in element.iterchildren("*"):
        if _is_row(child):
            yield child
        elif not _is_table(child) and child.tag != "template":
            yield from _rows(child)


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row.iterchildren("*"):
        if _is_cell(child):
            yield child
        elif not _is_table(child) and child.tag != "template":
            yield from _cells(child)


def _section(row: _Element, table: _Element) -> _Element:
    """The part of the table that a row belongs to: no cell reaches beyond it."""
    for ancestor in row.iterancestors():
        if ancestor is table or ancestor.tag in _SECTIONS or ancestor.get("role") == "rowgroup":
            return ancestor
    return table


def _is_hidden(row: _Element, table: _Element) -> bool:
    return css.is_hidden(row) or css.is_hidden(_section(row, table))


@dataclass
class _Places:
    """The cells by row and column, and what was met while they were placed."""

    file: str
    table: _Element
    fills: dict[str, str]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)
    struck: list[tuple[str, int | None]] = field(default_factory=list)
    silent: list[int | None] = field(default_factory=list)
    hidden: list[int | None] = field(default_factory=list)

    def put(self, row: int, column: int, element: _Element, last_row: int) -> int:
        """Place a cell at the first free column of a row from the given one on, and over what it spans.

        Returns:
            The column behind it.
        """
        if css.is_hidden(element):
            self.hidden.append(line(element))
            return column
        while (row, column) in self.cells:
            column += 1
        width = max(_number(element, "colspan"), 1)
        height = _number(element, "rowspan") or last_row - row + 1
        width, height = min(width, MAX_COLUMNS - column), min(height, last_row - row + 1)
        if not width or len(self.cells) + width * height > MAX_CELLS:
            raise self.too_large()
        words = self._words(element)
        own = css.fill(element, self.fills)
        is_bold = bool(words.text) and is_all_bold(element)
        self.begun.add(column)
        for down in range(height):
            for right in range(width):
                covered: Literal["left", "above"] | None = "left" if right else "above" if down else None
                self.cells.setdefault(
                    (row + down, column + right), Cell(words.text, None, own, covered, is_bold)
                )
        return column + width

    def _words(self, element: _Element) -> CellWords:
        words = cell_words(element)
        self.struck += [(struck, line(element)) for struck in words.struck]
        self.silent += [line(element)] if words.is_silent else []
        return words

    def too_large(self) -> DocumentRefusedError:
        """The refusal of a table that would fill the memory."""
        return DocumentRefusedError(
            f"expected a table of at most {MAX_COLUMNS} columns and {MAX_CELLS} cells, found more",
            code="too_large",
            where=f"{self.file}, line {line(self.table)}",
            hint="split the table, or leave out the columns that are not needed",
        )


def read_table(
    table: _Element, file: str, fills: dict[str, str]
) -> tuple[tuple[GridRow, ...], tuple[ReadingWarning, ...]]:
    """The rows of a table, spans expanded, and what is doubtful in them.

    Columns in which no cell begins are none: "colspan=100" is how some say "all columns".

    Raises:
        DocumentRefusedError: the table is too large.
    """
    rows = table_rows(table)
    places = _Places(file, table, fills)
    first = 0
    for _, members in groupby(rows, key=lambda row: _section(row[0], table)):
        section = list(members)
        for index, (_, cells) in enumerate(section, start=first):
            column = 0
            for cell in cells:
                column = places.put(index, column, cell, first + len(section) - 1)
        first += len(section)
    columns = sorted(places.begun)
    if len(columns) * len(rows) > MAX_CELLS:
        raise places.too_large()
    read = [
        GridRow(
            tuple(places.cells.get((index, column), Cell()) for column in columns),
            line(row),
            _is_hidden(row, table),
        )
        for index, (row, _) in enumerate(rows)
    ]
    kept = tuple(row for row in read if not row.is_hidden or any(row.texts()))
    short = [
        line(row)
        for index, (row, cells) in enumerate(rows)
        if len(cells) > 1 and columns and (index, columns[-1]) not in places.cells
    ]
    return kept, _warnings(table, places, short)


def line(element: _Element) -> int | None:
    """The line on which an element begins, as far as the parser counts."""
    found = element.sourceline
    return found if isinstance(found, int) and found < _LAST_LINE else None


def _number(cell: _Element, attribute: str) -> int:
    """A span; one that is missing, negative or no number is 1."""
    digits = cell.get(attribute, cell.get(f"aria-{attribute}", "1")).strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len(str(_LAST_LINE)) else 1


def _warnings(table: _Element, places: _Places, short: list[int | None]) -> tuple[ReadingWarning, ...]:
    found = []
    if places.struck:
        words, at = places.struck[0]
        message = _counted(len(places.struck), "struck-out passage was", "struck-out passages were")
        found.append(ReadingWarning("deleted_text", f"{message} left out, first {words[:60]!r}", _place(at)))
    if places.silent:
        message = _counted(len(places.silent), "cell shows a picture", "cells show pictures")
        found.append(
            ReadingWarning("picture_without_words", f"{message} without words", _place(places.silent[0]))
        )
    if places.hidden:
        message = _counted(len(places.hidden), "hidden cell was", "hidden cells were")
        found.append(ReadingWarning("hidden_cells", f"{message} left out", _place(places.hidden[0])))
    if short:
        message = _counted(len(short), "row has", "rows have")
        found.append(
            ReadingWarning(
                "short_row",
                f"{message} fewer cells than the table: the last count as blank",
                _place(short[0]),
            )
        )
    if table.find(".//script") is not None:
        found.append(
            ReadingWarning("script_left_out", "a script in the table was not run", _place(line(table)))
        )
    if any(map(_is_large, table.iterdescendants("*"))):
        message = "a table inside a cell was read as words of that cell"
        found.append(ReadingWarning("nested_table", message, _place(line(table))))
    return tuple(found)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _place(at: int | None) -> str:
    return f"line {at}" if at is not None else "whole document"
