"""OpenDocument spreadsheets, read from their XML: cells as shown, fills, what is merged or hidden."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from seuranta.ingest.formats.office.parts import elements, local_name, opened
from seuranta.ingest.formats.sheets.numbers import date_text, plain_number
from seuranta.ingest.formats.sheets.tables import MAX_COLUMNS, Merge, Sheet, address, sheets_document
from seuranta.ingest.grid import RawDocument

_OFFICE, _TABLE, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "style")
)
_BACKGROUND = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}background-color"
_WEIGHT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_HIDDEN = {"collapse", "filter"}
_COLOUR = re.compile("#([0-9A-Fa-f]{6})")
_WHITE = "FFFFFF"
_YEAR_OR_MONTH = re.compile(r"(?:\d{1,2}\s*[./]\s*)?\d{4}")
_BOLD = {"bold", "600", "700", "800", "900"}
_DEEPEST = 20  # styles that a style may be derived from, one from another


@dataclass
class _Styles:
    """What the styles of a document say; those of cells by name."""

    fills: dict[str, str] = field(default_factory=dict)
    weights: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)

    def note(self, style: etree._Element) -> None:
        """Take in a style."""
        name = style.get(f"{_STYLE}name", "")
        properties = {local_name(child): child for child in style}
        if style.get(f"{_STYLE}family") == "table-cell":
            self.parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            cell = properties.get("table-cell-properties")
            if cell is not None and (background := cell.get(_BACKGROUND)):
                self.fills[name] = background
            text = properties.get("text-properties")
            if text is not None and (weight := text.get(_WEIGHT)):
                self.weights[name] = weight
        table = properties.get("table-properties")
        if table is not None and table.get(f"{_TABLE}display") == "false":
            self.hidden_tables.add(name)

    def fill(self, name: str) -> str | None:
        """The fill of a cell style, its own or inherited; None for none and for white."""
        found = _COLOUR.fullmatch(self._inherited(self.fills, name))
        return found[1].upper() if found and found[1].upper() != _WHITE else None

    def is_bold(self, name: str) -> bool:
        """Whether a cell style sets its words in bold, itself or by its parent."""
        return self._inherited(self.weights, name) in _BOLD

    def _inherited(self, values: Mapping[str, str], name: str) -> str:
        for _ in range(_DEEPEST):
            if name in values or name not in self.parents:
                break
            name = self.parents[name]
        return values.get(name, "")


@dataclass
class _Tab:
    """A sheet while it is read: its next row and column, and the style of each column's cells."""

    sheet: Sheet
    next_row: int = 1
    column_styles: list[str] = field(default_factory=list)


def read(content: bytes, file: str) -> RawDocument:
    """The tables of a spreadsheet, those of hidden sheets among them.

    Args:
        content: the spreadsheet's bytes.
        file: its name, for messages.

    Raises:
        DocumentRefusedError: the spreadsheet is damaged (`broken`) or a sheet is too large (`too_large`).
    """
    with opened(content, file, "an OpenDocument spreadsheet") as archive:
        styles = _Styles()
        if "styles.xml" in archive.namelist():
            for style in elements(archive.read("styles.xml"), "style"):
                styles.note(style)
        return sheets_document("ods", _sheets(archive.read("content.xml"), styles, file))


def _sheets(content: bytes, styles: _Styles, file: str) -> list[Sheet]:
    tabs: dict[str, _Tab] = {}
    for element in elements(content, "style", "table-column", "table-row"):
        name = local_name(element)
        if name == "style":
            styles.note(element)
            continue
        table = next(element.iterancestors(f"{_TABLE}table"), None)
        if table is None or next(table.iterancestors(f"{_OFFICE}spreadsheet"), None) is not table.getparent():
            continue  # of an outside source that the document remembers
        title = table.get(f"{_TABLE}name", "")
        if title not in tabs:
            is_hidden = table.get(f"{_TABLE}style-name") in styles.hidden_tables
            tabs[title] = _Tab(Sheet(title, file, is_hidden=is_hidden))
        if name == "table-column":
            _read_column(tabs[title], element)
        else:
            _read_row(tabs[title], element, styles)
    return [tab.sheet for tab in tabs.values()]


def _repeated(element: etree._Element, of: str) -> int:
    return int(element.get(f"{_TABLE}number-{of}-repeated", 1))


def _read_column(tab: _Tab, element: etree._Element) -> None:
    first = len(tab.column_styles) + 1
    count = min(_repeated(element, "columns"), MAX_COLUMNS + 1 - first)
    tab.column_styles += [element.get(f"{_TABLE}default-cell-style-name", "")] * count
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        tab.sheet.hidden_columns.update(range(first, first + count))


def _read_row(tab: _Tab, element: etree._Element, styles: _Styles) -> None:
    """Note the row's cells, again for each row that it stands for."""
    first = tab.next_row
    tab.next_row += _repeated(element, "rows")
    cells = list(_cells(element))
    last = max((column + count - 1 for column, count, cell in cells if _has_content(cell)), default=0)
    if not last:
        return
    last = max(last, tab.sheet.width)
    is_hidden = element.get(f"{_TABLE}visibility") in _HIDDEN
    for row in range(first, tab.next_row):
        texts, fills, bold = {}, {}, set()
        places = (
            (column, cell)
            for begin, count, cell in cells
            for column in range(begin, min(begin + count, last + 1))
        )
        for column, cell in places:
            texts[column] = _text(tab.sheet, cell, address(row, column))
            style = cell.get(f"{_TABLE}style-name") or element.get(f"{_TABLE}default-cell-style-name")
            style = style or "".join(tab.column_styles[column - 1 : column])
            if fill := styles.fill(style):
                fills[column] = fill
            if styles.is_bold(style):
                bold.add(column)
            _note_merge(tab.sheet, cell, row, column)
        tab.sheet.put_row(row, texts, fills, bold=bold, is_hidden=is_hidden)
        if row not in tab.sheet.rows:
            return


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells that no merged range covers, with their first column and how many columns they stand for."""
    column = 1
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        count = min(_repeated(cell, "columns"), MAX_COLUMNS + 1 - column)
        if cell.tag == f"{_TABLE}table-cell":
            yield column, count, cell
        column += count


def _has_content(cell: etree._Element) -> bool:
    return len(cell) > 0 or cell.get(f"{_OFFICE}value-type") is not None


def _note_merge(sheet: Sheet, cell: etree._Element, row: int, column: int) -> None:
    rows = int(cell.get(f"{_TABLE}number-rows-spanned", 1))
    columns = int(cell.get(f"{_TABLE}number-columns-spanned", 1))
    if rows > 1 or columns > 1:
        sheet.merges.append(Merge(row, column, row + rows - 1, column + columns - 1))


def _text(sheet: Sheet, cell: etree._Element, where: str) -> str:
    """What the cell shows; a date as ISO has it, unless it shows a year or month alone."""
    shown = "\n".join(_words(child) for child in cell if local_name(child) == "p")
    kind = cell.get(f"{_OFFICE}value-type", "")
    value = cell.get(f"{_OFFICE}value", "")
    if cell.get(_CALC_TYPE) == "error":
        sheet.errors.append(where)
    elif kind == "date" and not _YEAR_OR_MONTH.fullmatch(shown.strip()):
        return date_text(datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", "")))
    elif kind == "percentage" and shown:
        return re.sub(r"\s*%", " %", shown)
    elif not shown and value:
        return plain_number(float(value))
    elif cell.get(f"{_TABLE}formula") and not kind:
        sheet.without_value.append(where)
    return shown


def _words(paragraph: etree._Element) -> str:
    """The text of a paragraph, without what tells how it is pronounced and without notes."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        name = local_name(child)
        if name in {"s", "tab"}:
            pieces.append(" ")
        elif name == "line-break":
            pieces.append("\n")
        elif name not in {"ruby-text", "annotation", "note"}:
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
