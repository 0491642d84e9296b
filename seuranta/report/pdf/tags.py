"""The tags that Typst does not write: the cells that head their rows, and some captions of tables.

Without the first, a screen reader announces the column of a cell but not the action it is about. The
second are written beside their table instead of in it when the table stands at the end of a page.
The hyphen is mended as well: a font whose first hyphen ends a line would give every hyphen away as a soft
one, and a copied "e-lasku" would lose it.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from seuranta.errors import StepFailedError

_SOFT_HYPHEN = re.compile(rb"(<[0-9A-Fa-f]+>\s+)<00AD>")  # what a glyph stands for, in a font's table
_GROUPS = ("/Document", "/Div", "/Sect", "/Part")


def with_row_headers(pdf: bytes, row_headers: Sequence[int], column_counts: Sequence[int]) -> bytes:
    """The PDF with one cell of each table row as the header of its row.

    Args:
        pdf: a tagged PDF.
        row_headers: for each table in order, the index of the column that names its rows.
        column_counts: for each table in order, how many columns it has.

    Returns:
        The same pages with the tags added, written with object streams; same input, same bytes.

    Raises:
        StepFailedError: the PDF's tables are not those that were announced, or one has no column headers.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _copy_hyphens_as_hyphens(document)
        _take_in_captions(document.Root.StructTreeRoot)
        tables = list(_elements(document.Root.StructTreeRoot, "/Table"))
        if len(tables) != len(row_headers):
            raise _unexpected(f"{len(row_headers)} tables", str(len(tables)))
        for table, row_header, column_count in zip(tables, row_headers, column_counts, strict=True):
            _head_rows(table, row_header, column_count)
        written = io.BytesIO()
        document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return written.getvalue()


def _copy_hyphens_as_hyphens(document: pikepdf.Pdf) -> None:
    used = (font for page in document.pages for font in page.resources.get("/Font", {}).values())
    for font in {font.objgen: font for font in used}.values():
        if "/ToUnicode" in font:
            meaning = font.ToUnicode.read_bytes()
            font.ToUnicode.write(_SOFT_HYPHEN.sub(rb"\1<002D>", meaning))


def _take_in_captions(parent: Object) -> None:
    """Put each table with its caption in the place of the division that holds the two side by side."""
    for child in _children(parent):
        table = _take_in_caption(child)
        if table is not None:
            table.P = parent
            parent.K = Array([table if _is_same(kid, child) else kid for kid in _listed(parent.K)])
        elif str(child.S) in _GROUPS:
            _take_in_captions(child)


def _take_in_caption(division: Object) -> Object | None:
    parts = _children(division)
    if [str(part.S) for part in parts] != ["/Caption", "/Div"]:
        return None
    caption, inner = parts
    tables = _children(inner)
    if [str(table.S) for table in tables] != ["/Table"]:
        return None
    (table,) = tables
    table.K = Array([caption, *_children(table)])
    caption.P = table
    return table


def _is_same(kid: Object, element: Object) -> bool:
    return isinstance(kid, Dictionary) and kid.is_indirect and kid.objgen == element.objgen


def _head_rows(table: Object, row_header: int, column_count: int) -> None:
    parts = {str(part.S): _children(part) for part in _children(table)}
    column_headers = [cell for row in parts.get("/THead", []) for cell in _children(row)]
    if len(column_headers) != column_count or any(str(cell.S) != "/TH" for cell in column_headers):
        raise _unexpected(f"a table with {column_count} column headers", str(len(column_headers)))
    for row in parts.get("/TBody", []):
        cells = _children(row)
        if len(cells) != column_count:
            raise _unexpected(f"a table row of {column_count} cells", str(len(cells)))
        for index, cell in enumerate(cells):
            _head_cell(cell) if index == row_header else _free_cell(cell)


def _head_cell(cell: Object) -> None:
    cell.S = Name.TH
    others = [attributes for attributes in _attributes(cell) if attributes.get("/O") != Name.Table]
    cell.A = Array([Dictionary(O=Name.Table, Scope=Name.Row), *others])


def _free_cell(cell: Object) -> None:
    """A list of headers of its own would hide the row's header from the cell; the scopes say it all."""
    for attributes in _attributes(cell):
        if "/Headers" in attributes:
            del attributes["/Headers"]


def _attributes(element: Object) -> list[Object]:
    return _listed(element.get("/A"))


def _children(element: Object) -> list[Object]:
    return [kid for kid in _listed(element.get("/K")) if isinstance(kid, Dictionary) and "/S" in kid]


def _listed(value: Any) -> list[Object]:
    """One or many, as PDF writes it: nothing, the thing itself, or an array."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _elements(root: Object, tag: str) -> Iterator[Object]:
    """Every element of a kind below the root, in reading order; not those inside another of the kind."""
    for child in _children(root):
        if str(child.S) == tag:
            yield child
        else:
            yield from _elements(child, tag)


def _unexpected(expected: str, found: str) -> StepFailedError:
    return StepFailedError(
        f"expected {expected} in the tags of the PDF, found {found}",
        where="PDF report",
        hint="the installed typst lays tables out in another way than the one this was written for",
    )
