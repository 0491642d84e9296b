"""Tables whose cells are separated by tabs, one row a line."""

import re

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.headed import Grid, GridRow
from seuranta.ingest.headers import is_header, read_header, says_theme
from seuranta.ingest.markup import plain
from seuranta.ingest.reading import ReadingWarning
from seuranta.model import MARKERS

# Spaces, and what is not even seen as one: a cell of nothing else is blank.
_BLANK_EDGES = re.compile(r"^[\s\u200b\u00ad\u2060]+|[\s\u200b\u00ad\u2060]+$")
# "* ", "† ", "1) ", "a) ": how a note below a table begins.
_NOTE = re.compile(rf"\s*(?:{MARKERS.pattern}|\w{{1,2}}\))")


def read_tabbed(lines: list[str], file: str) -> list[Grid]:
    """Every table that begins with a recognisable header row and goes on to the next blank line.

    Notes directly below its last row are no part of it and are warned of.

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
        notes = _start_of_notes(lines, number + 1, end)
        rows = [_row(lines[index], index + 1, header, file) for index in range(number + 1, notes)]
        warnings = [_text_below(lines[index], index + 1) for index in range(notes, end)]
        grids.append(Grid(len(grids) + 1, header, tuple(rows), tuple(text_above), tuple(warnings)))
        text_above = []
        number = end
    return grids


def _titles(line: str) -> list[str]:
    return [" ".join(plain(title).split()) for title in line.split("\t")]


def _is_header(line: str) -> bool:
    return "\t" in line and is_header(read_header(_titles(line)))


def _header(line: str, line_number: int, file: str) -> GridRow:
    titles = _titles(line)
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
    """Where the table and its notes end: at a blank line, or at the next header with its theme heading."""
    for index in range(start, len(lines)):
        if not lines[index].strip():
            return index
        if _is_header(lines[index]):
            has_heading = index > start and says_theme(lines[index - 1]) and "\t" not in lines[index - 1]
            return index - 1 if has_heading else index
    return len(lines)


def _start_of_notes(lines: list[str], start: int, end: int) -> int:
    """Where the lines without tabs at the end begin, if the first of them is marked as a note.

    Without a mark nobody can tell a note from the rest of a broken cell: the line counts as a row, and
    is refused as one.
    """
    last_row = max((index for index in range(start, end) if "\t" in lines[index]), default=start - 1)
    notes = last_row + 1
    return notes if notes < end and _NOTE.match(lines[notes]) else end


def _text_below(line: str, line_number: int) -> ReadingWarning:
    message = f"a line below the table is taken as a note, not as a row: {line.strip()!r}"
    return ReadingWarning("text_below_table", message, f"line {line_number}")


def _row(line: str, line_number: int, header: GridRow, file: str) -> GridRow:
    cells = [_BLANK_EDGES.sub("", cell) for cell in line.split("\t")]
    expected = len(header.cells)
    if len(cells) != expected:
        titles = ", ".join(header.texts())
        lost = len(cells) < expected
        raise DocumentRefusedError(
            f"expected {expected} cells ({titles}), found {len(cells)} in {cells[0][:60]!r}",
            code="wrong_cell_count",
            where=f"{file}, line {line_number}",
            hint="a tab was probably lost in copying: put it back, also for an empty cell; a note below the "
            "table needs a blank line above it"
            if lost
            else "a cell holds a tab of its own: take it out",
        )
    return GridRow.of(cells, line_number)
