"""CSV: records of fields told apart by a delimiter, quoted where a field holds one, or a line break.

Read by a pattern rather than with the csv module, which closes a forgotten quote at the next one it meets,
or at the end of the file, and says nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice, pairwise

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.sheets.tables import MAX_CELLS
from seuranta.ingest.formats.text.decode import to_text
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Cell, Grid, GridRow, RawDocument
from seuranta.ingest.headers import is_header, read_header

_DELIMITERS = (";", "\t", ",", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)(?:\r\n|[\r\n]|$)", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\r\n|[\r\n]")
_HEADER_WITHIN = 10  # records from the beginning of a table, titles above its header among them
_LOOKED_AT = 200  # records in which the delimiter shows
_TELLING_WIDTH = 3  # commas part running text into two often, into three in every line never


@dataclass(frozen=True)
class _Record:
    """The fields of a record and the line on which it begins."""

    line: int
    fields: tuple[str, ...]
    is_quoted: bool

    @property
    def filled(self) -> int:
        """How many fields hold words."""
        return sum(map(bool, self.fields))

    @property
    def is_header(self) -> bool:
        """Whether it names the columns of a table of actions."""
        return self.filled > 1 and is_header(read_header(self.fields))


@dataclass(frozen=True, order=True)
class _Fit:
    """How well a delimiter explains a text, the weightiest sign first."""

    has_header: bool
    alike: int
    width: int


def read(content: bytes, file: str) -> RawDocument:
    """The tables of a delimited text; lines of a single field above a table are the text above it.

    Args:
        content: the document's bytes, in UTF-8, UTF-16 or Windows-1252.
        file: its name, for messages.

    Raises:
        DocumentRefusedError: the bytes are no text (`not_text`), or a quote opens a field and does not
            close it (`broken`), or there are more than `MAX_CELLS` cells (`too_large`).
    """
    text, warnings = to_text(content, file)
    separator = _SEPARATOR_LINE.match(text)
    start = separator.end() if separator else 0
    delimiter = separator[1] if separator else _delimiter(text)
    records = list(_records(text, delimiter, file, start)) if delimiter else []
    return RawDocument("csv", tuple(_grids(records)), warnings=tuple(warnings))


def looks_delimited(text: str) -> bool:
    """Whether a text is a delimited table: by its header row, or by as many fields in every record.

    Text whose cells are parted by tabs and never quoted is none: a tab in it is nothing but a tab.
    """
    delimiter = _SEPARATOR_LINE.match(text) or _delimiter(text)
    if not isinstance(delimiter, str):
        return delimiter is not None
    records = _sample(text, delimiter)
    if delimiter == "\t" and not any(record.is_quoted for record in records):
        return False
    widths = [len(record.fields) for record in records if record.filled]
    fit = _fit(records)
    is_even = len(set(widths)) == 1 and len(widths) > 1 and fit.width >= _TELLING_WIDTH
    return fit.alike > 0 and (fit.has_header or is_even)


def _delimiter(text: str) -> str | None:
    """The delimiter that parts the first records most evenly, best if one of them is a header."""
    fits = [(_fit(_sample(text, delimiter)), -rank) for rank, delimiter in enumerate(_DELIMITERS)]
    best, rank = max(fits)
    return _DELIMITERS[-rank] if best.width > 1 else None


def _sample(text: str, delimiter: str) -> list[_Record]:
    """The first records; those before the place where a quote makes no sense."""
    records = []
    try:
        for record in islice(_records(text, delimiter, "", 0), _LOOKED_AT):
            records.append(record)  # what came before an error is kept
    except DocumentRefusedError:
        pass
    return records


def _fit(records: list[_Record]) -> _Fit:
    widths = [len(record.fields) for record in records if record.filled]
    return _Fit(
        has_header=any(record.is_header for record in records),
        alike=sum(before == width > 1 for before, width in pairwise(widths)),
        width=max(widths, default=0),
    )


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A quoted field, and one without quotes around it."""
    end = rf"{re.escape(delimiter)}|[\r\n]|\Z"
    return (
        re.compile(rf'[ ]*"(?P<text>(?:[^"]++|"")*+)"[ ]*(?={end})'),
        re.compile(rf"(?P<text>.*?)(?={end})", re.DOTALL),
    )


def _records(text: str, delimiter: str, file: str, position: int) -> Iterator[_Record]:
    """The records from a position on; an empty line is a record of one blank field."""
    quoted, bare = _patterns(delimiter)
    line = first_line = 1 + len(_LINE_BREAK.findall(text[:position]))
    fields: list[str] = []
    is_quoted = False
    count = 0
    while position < len(text) or fields:
        match = quoted.match(text, position)
        is_quoted = is_quoted or match is not None
        if match is None:
            match = bare.match(text, position)
            assert match is not None  # noqa: S101  # it matches the empty string before the end
            _refuse_open_quote(match["text"], f"{file}, line {line}")
        count += 1
        if count > MAX_CELLS:
            raise _too_large(f"{file}, line {first_line}")
        words = match["text"]
        fields.append(clean(words.replace('""', '"') if match.re is quoted else words))
        line += len(_LINE_BREAK.findall(words))
        position = match.end()
        if text.startswith(delimiter, position):
            position += 1
            continue
        yield _Record(first_line, tuple(fields), is_quoted)
        broken = _LINE_BREAK.match(text, position)
        position = broken.end() if broken else len(text)
        line, fields, is_quoted = line + 1, [], False
        first_line = line


def _refuse_open_quote(field: str, where: str) -> None:
    """A field may hold quotes ("Smart" city) or inches (5"), but not begin with one that nothing closes."""
    if field.lstrip(" ").startswith('"') and field.count('"') == 1:
        raise DocumentRefusedError(
            f"expected a closing quote, found none that ends the field {field[:60]!r}",
            code="broken",
            where=where,
            hint='close the quote, or double it (""), and add the file again',
        )


def _too_large(where: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"expected at most {MAX_CELLS} cells, found more",
        code="too_large",
        where=where,
        hint="save only the rows and columns of the table, and add that file",
    )


def _grids(records: list[_Record]) -> Iterator[Grid]:
    """Tables end at a blank line above a table of its own, which has a header; titles go with it."""
    tables: list[list[_Record]] = []
    waiting: list[_Record] = []
    for is_filled, run in groupby(records, lambda record: record.filled > 0):
        block = list(run)
        waiting += block if is_filled else block[:1]
        if any(record.is_header for record in block[:_HEADER_WITHIN]):
            tables.append(waiting)
        elif any(record.filled > 1 for record in block):
            tables = tables or [[]]
            tables[-1] += waiting
        else:
            continue
        waiting = []
    if tables:
        tables[-1] += waiting
    return map(_grid, tables)


def _grid(records: list[_Record]) -> Grid:
    first = next(index for index, record in enumerate(records) if record.filled > 1)
    end = max(index for index, record in enumerate(records, start=1) if record.filled)
    rows = records[first:end]
    width = max(index for record in rows for index, field in enumerate(record.fields, start=1) if field)
    return Grid(
        tuple(_row(record, width) for record in rows),
        text_above=tuple("".join(record.fields) for record in records[:first] if record.filled),
        is_delimited=True,
    )


def _row(record: _Record, width: int) -> GridRow:
    """The fields of a record; delimiters at its end that part nothing in any row are none."""
    fields = record.fields[:width] if record.filled else ("",) * width
    return GridRow(tuple(Cell(field) for field in fields), record.line)
