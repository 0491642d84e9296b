"""Tables whose cells are separated by tabs, one row a line; a blank line ends a table."""

import re

from seuranta.ingest.formats.text.decode import decode
from seuranta.ingest.grid import Grid, GridRow, RawDocument

# Spaces, and what is not even seen as one: a cell of nothing else is blank.
_BLANK_EDGES = re.compile(r"^[\s\u200b\u00ad\u2060]+|[\s\u200b\u00ad\u2060]+$")


def read(content: bytes, file: str) -> RawDocument:
    """Every block of lines of which one has a tab.

    Lines without a tab above the first row of a block stand above the table; further down they are rows
    of one cell.
    """
    lines, warnings = decode(content, file)
    grids: list[Grid] = []
    rows: list[GridRow] = []
    text_above: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if rows and not line.strip():
            grids.append(Grid(tuple(rows), text_above=tuple(text_above), is_delimited=True))
            rows, text_above = [], []
        elif rows or "\t" in line:
            cells = [_BLANK_EDGES.sub("", cell).replace("\v", "\n") for cell in line.split("\t")]
            rows.append(GridRow.of(cells, number))
        elif line.strip():
            text_above.append(line.strip())
    return RawDocument("tab_text", tuple(grids), warnings=tuple(warnings))
