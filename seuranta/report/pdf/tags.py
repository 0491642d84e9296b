"""The tags that Typst does not write: the cells that head their rows, and some captions of tables.

Without the first, a screen reader announces the column of a cell but not the action it is about. The
second are written beside their table instead of in it when the table stands at the end of a page.
The hyphen is mended as well: a font whose first hyphen ends a line would give every hyphen away as a soft
one, and a copied "e-lasku" would lose it.
"""

import re
from collections.abc import Iterator, Sequence

from seuranta.report.pdf.objects import read_objects, unexpected, with_contents, write_objects

Bodies = dict[int, bytes]

_SOFT_HYPHEN = re.compile(rb"(<[0-9A-Fa-f]+>\s+)<00AD>")  # what a glyph stands for, in a font's table
_ROOT = b"<</Type/StructTreeRoot"
_TAG = re.compile(rb"<</Type/StructElem/S/(\w+)")
_KIDS = re.compile(rb"/K\[([\d R]*)\]")  # elements, or the numbers of what is marked on the page
_REFERENCE = re.compile(rb"(\d+) 0 R")
_PARENT = re.compile(rb"/P \d+ 0 R")
_HEADERS = re.compile(rb"(/O/Table)/Headers\[[^\]]*\]")
_GROUPS = (b"Document", b"Div", b"Sect", b"Part")


def with_row_headers(pdf: bytes, row_headers: Sequence[int], column_counts: Sequence[int]) -> bytes:
    """The PDF with one cell of each table row as the header of its row.

    Args:
        pdf: a tagged PDF as Typst writes it.
        row_headers: for each table in order, the index of the column that names its rows.
        column_counts: for each table in order, how many columns it has.

    Returns:
        The same pages with the tags added, written with object streams; same input, same bytes.

    Raises:
        StepFailedError: the PDF's tables are not those that were announced, one has no column headers, or
            the file is built in another way than Typst's.
    """
    objects = read_objects(pdf)
    bodies = objects.bodies
    _copy_hyphens_as_hyphens(bodies)
    root = next((number for number, body in bodies.items() if body.startswith(_ROOT)), None)
    if root is None:
        raise unexpected("tags", "none")
    _take_in_captions(bodies, root)
    tables = list(_tables(bodies, root))
    if len(tables) != len(row_headers):
        raise unexpected(f"{len(row_headers)} tables", str(len(tables)))
    for table, row_header, column_count in zip(tables, row_headers, column_counts, strict=True):
        _head_rows(bodies, table, row_header, column_count)
    return write_objects(objects)


def _copy_hyphens_as_hyphens(bodies: Bodies) -> None:
    for number, body in bodies.items():
        if b"/Type/CMap" in body[:80]:
            bodies[number] = with_contents(body, lambda meaning: _SOFT_HYPHEN.sub(rb"\1<002D>", meaning))


def _take_in_captions(bodies: Bodies, parent: int) -> None:
    """Put each table with its caption in the place of the division that holds the two side by side."""
    for child in _groups(bodies, parent):
        table = _take_in_caption(bodies, child)
        if table is None:
            _take_in_captions(bodies, child)
            continue
        _hand_over(bodies, table, parent)
        _take(bodies, parent, [table if kid == child else kid for kid in _children(bodies, parent)])
        del bodies[child]


def _take_in_caption(bodies: Bodies, division: int) -> int | None:
    parts = _children(bodies, division)
    if [_tag(bodies, part) for part in parts] != [b"Caption", b"Div"]:
        return None
    caption, inner = parts
    tables = _children(bodies, inner)
    if [_tag(bodies, table) for table in tables] != [b"Table"]:
        return None
    (table,) = tables
    _take(bodies, table, [caption, *_children(bodies, table)])
    _hand_over(bodies, caption, table)
    del bodies[inner]
    return table


def _take(bodies: Bodies, element: int, kids: Sequence[int]) -> None:
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    bodies[element] = _KIDS.sub(b"/K[%b]" % listed, bodies[element], count=1)


def _hand_over(bodies: Bodies, element: int, parent: int) -> None:
    bodies[element] = _PARENT.sub(b"/P %d 0 R" % parent, bodies[element], count=1)


def _head_rows(bodies: Bodies, table: int, row_header: int, column_count: int) -> None:
    parts = {_tag(bodies, part): _children(bodies, part) for part in _children(bodies, table)}
    titles = [cell for row in parts.get(b"THead", []) for cell in _children(bodies, row)]
    if len(titles) != column_count or any(_tag(bodies, cell) != b"TH" for cell in titles):
        raise unexpected(f"a table with {column_count} column headers", str(len(titles)))
    for row in parts.get(b"TBody", []):
        cells = _children(bodies, row)
        if len(cells) != column_count:
            raise unexpected(f"a table row of {column_count} cells", str(len(cells)))
        for index, cell in enumerate(cells):
            bodies[cell] = _head(bodies[cell]) if index == row_header else _free(bodies[cell])


def _head(cell: bytes) -> bytes:
    named, count = _HEADERS.subn(rb"\1/Scope/Row", cell, count=1)
    if count != 1 or not named.startswith(b"<</Type/StructElem/S/TD"):
        raise unexpected("a cell that lists its headers", repr(cell[:60]))
    return named.replace(b"/S/TD", b"/S/TH", 1)


def _free(cell: bytes) -> bytes:
    """A list of headers of its own would hide the row's header from the cell; the scopes say it all."""
    return _HEADERS.sub(rb"\1", cell, count=1)


def _tables(bodies: Bodies, group: int) -> Iterator[int]:
    """Every table below the group, in reading order."""
    for child in _children(bodies, group):
        if _tag(bodies, child) == b"Table":
            yield child
        elif _tag(bodies, child) in _GROUPS:
            yield from _tables(bodies, child)


def _groups(bodies: Bodies, group: int) -> list[int]:
    return [child for child in _children(bodies, group) if _tag(bodies, child) in _GROUPS]


def _tag(bodies: Bodies, element: int) -> bytes | None:
    found = _TAG.match(bodies[element])
    return found[1] if found else None


def _children(bodies: Bodies, element: int) -> list[int]:
    """What stands in a group, a table or a row; of other elements it must not be asked.

    Those can hold words of the report, which may look like a list of children themselves.
    """
    kids = _KIDS.search(bodies[element])
    return [int(number) for number in _REFERENCE.findall(kids[1])] if kids else []
