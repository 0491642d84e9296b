"""The tags that Typst cannot write yet: the cells that head their rows.

Without them a screen reader announces the column of a cell but not the action it is about.
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from seuranta.errors import StepFailedError


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
        tables = list(_elements(document.Root.StructTreeRoot, "/Table"))
        if len(tables) != len(row_headers):
            raise _unexpected(f"{len(row_headers)} tables", str(len(tables)))
        for table, row_header, column_count in zip(tables, row_headers, column_counts, strict=True):
            _head_rows(table, row_header, column_count)
        written = io.BytesIO()
        document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return written.getvalue()


def _head_rows(table: Dictionary, row_header: int, column_count: int) -> None:
    column_headers = [cell for head in _elements(table, "/THead") for cell in _elements(head, "/TH")]
    if len(column_headers) != column_count:
        raise _unexpected(f"a table with {column_count} column headers", str(len(column_headers)))
    for body in _elements(table, "/TBody"):
        for row in _elements(body, "/TR"):
            cells = _children(row)
            if len(cells) != column_count:
                raise _unexpected(f"a table row of {column_count} cells", str(len(cells)))
            for index, cell in enumerate(cells):
                _head_cell(cell) if index == row_header else _free_cell(cell)


def _head_cell(cell: Dictionary) -> None:
    cell.S = Name.TH
    others = [attributes for attributes in _attributes(cell) if attributes.get("/O") != Name.Table]
    cell.A = Array([Dictionary(O=Name.Table, Scope=Name.Row), *others])


def _free_cell(cell: Dictionary) -> None:
    """A list of headers of its own would hide the row's header from the cell; the scopes say it all."""
    for attributes in _attributes(cell):
        if "/Headers" in attributes:
            del attributes["/Headers"]


def _attributes(element: Dictionary) -> list[Dictionary]:
    attributes = element.get("/A")
    if attributes is None:
        return []
    return list(attributes) if isinstance(attributes, Array) else [attributes]


def _children(element: Dictionary) -> list[Dictionary]:
    children = element.get("/K", [])
    listed = children if isinstance(children, Array) else [children]
    return [child for child in listed if isinstance(child, Dictionary) and "/S" in child]


def _elements(root: Dictionary, tag: str) -> Iterator[Dictionary]:
    """Every element of a kind below the root, in reading order; not those inside another of the kind."""
    for child in _children(root):
        if tag == child.S:
            yield child
        else:
            yield from _elements(child, tag)


def _unexpected(expected: str, found: str) -> StepFailedError:
    return StepFailedError(
        f"expected {expected} in the tags of the PDF, found {found}",
        where="PDF report",
        hint="the installed typst lays tables out in another way than the one this was written for",
    )
