"""Excel workbooks, read from their XML in one pass.

Not with openpyxl: it keeps every formatted cell (a sheet coloured down to its last row takes gigabytes),
needs a second load to tell a formula without a value from a blank cell, and gives up on a damaged chart or
style. Of a workbook only what carries words, marks and their place is opened here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from seuranta.ingest.formats.office.package import RELATIONSHIPS, OfficeFile, is_on, office_file
from seuranta.ingest.formats.office.parts import elements, local_name
from seuranta.ingest.formats.office.theme import theme_colours
from seuranta.ingest.formats.sheets.colours import PALETTE, cell_theme, colour
from seuranta.ingest.formats.sheets.numbers import date_text, shown
from seuranta.ingest.formats.sheets.tables import MAX_COLUMNS, Merge, Sheet, address, sheets_document
from seuranta.ingest.grid import RawDocument

_MAX_ROW = 1_048_576
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINK = re.compile(r'\s*HYPERLINK\(\s*"(?:[^"]|"")*"\s*,\s*"((?:[^"]|"")*)"\s*\)\s*', re.IGNORECASE)
# The number formats that a file names by number alone; the others it writes out.
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    49: "@",
}


@dataclass(frozen=True)
class _Style:
    number_format: str = "General"
    fill: str | None = None
    is_bold: bool = False


@dataclass(frozen=True)
class _Workbook:
    """What the sheets of a workbook share."""

    strings: list[str] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=list)
    is_1904: bool = False


def read(content: bytes, file: str) -> RawDocument:
    """The tables of a workbook (`.xlsx`, `.xlsm` or a template), those of hidden sheets among them.

    Args:
        content: the workbook's bytes.
        file: its name, for messages.

    Raises:
        DocumentRefusedError: the workbook is damaged (`broken`) or a sheet is too large (`too_large`).
    """
    with office_file(content, file, "Excel") as office:
        return sheets_document("xlsx", _sheets(office, file))


def _sheets(office: OfficeFile, file: str) -> Iterator[Sheet]:
    main = next(iter(office.related("", "officeDocument")), "xl/workbook.xml")
    root = office.xml(main)
    parts = office.relations(main)
    workbook = _workbook(office, main)
    for tab in root.iterfind("{*}sheets/{*}sheet"):
        kind, path = parts.get(tab.get(f"{RELATIONSHIPS}id", ""), ("", ""))
        if kind == "worksheet":
            sheet = Sheet(tab.get("name", ""), file, is_hidden=tab.get("state", "visible") != "visible")
            yield _filled(sheet, office.content(path), workbook)


def _workbook(office: OfficeFile, main: str) -> _Workbook:
    properties = office.xml(main).find("{*}workbookPr")
    themes = (theme_colours(office.xml(part)) for part in office.related(main, "theme"))
    theme = cell_theme(next(themes, {}))
    return _Workbook(
        strings=[
            _words(item)
            for part in office.related(main, "sharedStrings")
            for item in elements(office.content(part), "si")
        ],
        styles=[
            style for part in office.related(main, "styles") for style in _styles(office.xml(part), theme)
        ],
        is_1904=properties is not None and is_on(properties.get("date1904"), default=False),
    )


def _words(item: etree._Element) -> str:
    """The text of a string in one or several fonts, without what tells how it is pronounced."""
    runs = [item, *item.iterchildren("{*}r")]
    text = "".join(text.text or "" for run in runs for text in run.iterchildren("{*}t"))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _styles(root: etree._Element, theme: list[str]) -> list[_Style]:
    formats = {
        int(entry.get("numFmtId", 0)): entry.get("formatCode", "General")
        for entry in root.iterfind("{*}numFmts/{*}numFmt")
    }
    own = [
        entry.get("rgb", "")[-6:].upper() for entry in root.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")
    ]
    fills = [_fill(entry, theme, own or list(PALETTE)) for entry in root.iterfind("{*}fills/{*}fill")]
    bold = [_is_bold(font) for font in root.iterfind("{*}fonts/{*}font")]
    styles = []
    for entry in root.iterfind("{*}cellXfs/{*}xf"):
        number, fill = int(entry.get("numFmtId", 0)), int(entry.get("fillId", 0))
        font = int(entry.get("fontId", 0))
        number_format = formats.get(number) or _BUILT_IN.get(number, "General")
        styles.append(
            _Style(
                number_format,
                fills[fill] if 0 <= fill < len(fills) else None,
                is_bold=0 <= font < len(bold) and bold[font],
            )
        )
    return styles


def _is_bold(font: etree._Element) -> bool:
    found = font.find("{*}b")
    return found is not None and is_on(found.get("val"))


def _fill(fill: etree._Element, theme: list[str], palette: list[str]) -> str | None:
    """The colour in front of a pattern, the whole cell's where that is solid; a gradient's first."""
    pattern = fill.find("{*}patternFill")
    if pattern is not None and pattern.get("patternType", "none") == "none":
        return None
    found = next(fill.iter("{*}fgColor", "{*}color"), None)
    return (
        None if found is None else colour({str(k): str(v) for k, v in found.attrib.items()}, theme, palette)
    )


def _filled(sheet: Sheet, content: bytes, workbook: _Workbook) -> Sheet:
    """The sheet with its cells, merged ranges, and what is hidden of it."""
    row = 0
    for element in elements(content, "col", "row", "mergeCell"):
        name = local_name(element)
        if name == "row":
            row = int(element.get("r", row + 1))
            _read_row(sheet, element, row, workbook)
        elif name == "col" and (is_on(element.get("hidden"), default=False) or element.get("width") == "0"):
            last = min(int(element.get("max", 0)), MAX_COLUMNS)
            sheet.hidden_columns.update(range(int(element.get("min", 1)), last + 1))
        elif name == "mergeCell" and (match := _RANGE.fullmatch(element.get("ref", ""))) and match[3]:
            sheet.merges.append(Merge(int(match[2]), _column(match[1]), int(match[4]), _column(match[3])))
    return sheet


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _read_row(sheet: Sheet, element: etree._Element, row: int, workbook: _Workbook) -> None:
    if not 0 < row <= _MAX_ROW:
        raise ValueError("no such row")
    if not any(len(cell) for cell in element):
        return
    texts, fills, bold = {}, {}, set()
    column = 0
    for cell in element.iterchildren("{*}c"):
        match = _RANGE.fullmatch(cell.get("r", ""))
        column = _column(match[1]) if match else column + 1
        number = int(cell.get("s", 0))
        style = workbook.styles[number] if 0 <= number < len(workbook.styles) else _Style()
        texts[column] = _text(sheet, cell, address(row, column), style, workbook)
        if style.fill:
            fills[column] = style.fill
        if style.is_bold:
            bold.add(column)
    is_hidden = is_on(element.get("hidden"), default=False) or element.get("ht") == "0"
    sheet.put_row(row, texts, fills, bold=bold, is_hidden=is_hidden)


def _text(sheet: Sheet, cell: etree._Element, where: str, style: _Style, workbook: _Workbook) -> str:
    """What a cell shows."""
    children = {local_name(child): child for child in cell}
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(children["is"]) if "is" in children else ""
    value = (children["v"].text or "") if "v" in children else ""
    if value == "":
        is_unknown = "f" in children and kind != "str"
        return _without_value(sheet, children["f"].text or "", where) if is_unknown else ""
    if kind == "e":
        sheet.errors.append(where)
        return value
    return _value(kind, value, style, workbook)


def _value(kind: str, value: str, style: _Style, workbook: _Workbook) -> str:
    if kind == "s":
        return workbook.strings[int(value)]
    if kind == "b":
        return "TRUE" if is_on(value) else "FALSE"
    if kind == "d":
        return date_text(datetime.fromisoformat(value))
    if kind == "n":
        return shown(float(value), style.number_format, is_1904=workbook.is_1904)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)


def _without_value(sheet: Sheet, formula: str, where: str) -> str:
    """The words of a link, which its formula writes out; else nothing, and a warning."""
    if match := _LINK.fullmatch(formula):
        return match[1].replace('""', '"')
    sheet.without_value.append(where)
    return ""
