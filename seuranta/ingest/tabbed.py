"""Tables whose cells are separated by tabs, one row a line."""

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.grid import Grid, GridRow
from seuranta.ingest.headers import is_header, read_header


def read_tabbed(lines: list[str], file: str) -> list[Grid]:
    """Every table that begins with a recognisable header row and goes on to the next blank line.

    Raises:
        DocumentRefusedError: a row has another number of cells than its header, or rows of cells
            stand under no header.
    """
    grids: list[Grid] = []
    text_above: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if "\t" not in line:
            text_above += [line.strip()] if line.strip() else []
            number += 1
            continue
        header = _header(line, number + 1, file)
        end = _end_of_table(lines, number + 1)
        rows = [_row(lines[index], index + 1, header, file) for index in range(number + 1, end)]
        grids.append(Grid(len(grids) + 1, header, tuple(rows), tuple(text_above)))
        text_above = []
        number = end
    return grids


def _header(line: str, line_number: int, file: str) -> GridRow:
    titles = [title.strip() for title in line.split("\t")]
    if not is_header(read_header(titles)):
        found = ", ".join(repr(title) for title in titles[:8])
        raise DocumentRefusedError(
            f"expected a header row with a name column (Käyttötapaus, Åtgärd, Measure ...), found {found}",
            code="unknown_header",
            where=f"{file}, line {line_number}",
            hint="add the title of the name column to seuranta/ingest/headers.toml, or mend the row",
        )
    return GridRow.of(titles, line_number)


def _end_of_table(lines: list[str], start: int) -> int:
    """Where the table ends: at a blank line, at the next header, or at a footnote."""
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip() or (line.lstrip().startswith("*") and "\t" not in line):
            return index
        if "\t" in line and is_header(read_header(line.split("\t"))):
            return index
    return len(lines)


def _row(line: str, line_number: int, header: GridRow, file: str) -> GridRow:
    cells = [cell.strip() for cell in line.split("\t")]
    expected = len(header.cells)
    if len(cells) != expected:
        titles = ", ".join(header.texts())
        lost = len(cells) < expected
        raise DocumentRefusedError(
            f"expected {expected} cells ({titles}), found {len(cells)} in {cells[0][:60]!r}",
            code="wrong_cell_count",
            where=f"{file}, line {line_number}",
            hint="a tab was probably lost in copying: put it back, also for an empty cell"
            if lost
            else "a cell holds a tab of its own: take it out",
        )
    return GridRow.of(cells, line_number)
