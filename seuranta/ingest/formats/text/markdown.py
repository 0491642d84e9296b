"""Tables in Markdown: pipe tables, and those that are written in HTML."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from seuranta.ingest.formats.text.decode import decode
from seuranta.ingest.formats.text.inline import is_bold, words
from seuranta.ingest.formats.text.pipes import is_table_start, split_row
from seuranta.ingest.formats.web import reader as html
from seuranta.ingest.grid import Cell, Grid, GridRow, RawDocument
from seuranta.ingest.reading import ReadingWarning

_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+(.*?))?(?:\s+#+)?\s*")
_RULE = re.compile(r"\s{0,3}(?:=+|(?:[-*_]\s*){2,}|-)\s*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_DEFINITION = re.compile(r"\s{0,3}\[([^\[\]]+)\]:\s*(.*)")
_TABLE_TAG = re.compile(r"<table\b", re.I)
_TABLE_END = re.compile(r"</table\s*>", re.I)
_TITLE = re.compile(r"title\s*:\s*(.*)", re.I)
_FRONT = "---"


def read(content: bytes, file: str) -> RawDocument:
    """Read the tables of a Markdown document; rows keep the number of cells that they are written with.

    Raises:
        DocumentRefusedError: the bytes are no text, or a table in HTML cannot be read.
    """
    lines, warnings = decode(content, file)
    begin, title = _front_matter(lines)
    reader = _Reader(file, [_QUOTE.sub("", line) for line in lines], begin)
    return RawDocument("markdown", tuple(reader.grids()), (title,) if title else (), tuple(warnings))


def _front_matter(lines: list[str]) -> tuple[int, str]:
    """Where the document begins behind its properties, and the title among them."""
    if lines[0].strip() != _FRONT or _FRONT not in map(str.strip, lines[1:]):
        return 0, ""
    end = [line.strip() for line in lines].index(_FRONT, 1)
    if not all(re.match(r"\s|[\w-]+\s*:|#|- |$", line) for line in lines[1:end]):
        return 0, ""
    titles = (match[1].strip(" \"'") for line in lines[1:end] if (match := _TITLE.match(line)))
    return end + 1, next(titles, "")


@dataclass
class _Reader:
    """Goes through the lines once, and keeps the paragraphs since the last table."""

    file: str
    lines: list[str]
    at: int
    above: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    references: Collection[str] = ()

    def __post_init__(self) -> None:
        definitions = (_DEFINITION.match(line) for line in self.lines)
        self.references = {match[1].lower() for match in definitions if match}

    def grids(self) -> Iterator[Grid]:
        """Every table, in order."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if _FENCE.match(line):
                self.end_paragraph()
                self.at = self.end_of_code()
            elif self.at + 1 < len(self.lines) and is_table_start(line, self.lines[self.at + 1]):
                self.end_paragraph()
                yield self.pipe_table()
                self.above = []
            elif _TABLE_TAG.search(line):
                self.end_paragraph()
                yield from self.html_tables()
            else:
                self.add(line)
                self.at += 1

    def add(self, line: str) -> None:
        """Keep a line as words; a heading, an item and a blank line end the paragraph before."""
        if _DEFINITION.match(line):
            return
        heading = _HEADING.fullmatch(line)
        if heading or not line.strip() or _RULE.fullmatch(line):
            self.end_paragraph()
        if heading:
            self.paragraph = [heading[1] or ""]
            self.end_paragraph()
        elif item := _ITEM.match(line):
            self.end_paragraph()
            self.paragraph = [line[item.end() :]]
        elif not _RULE.fullmatch(line):
            self.paragraph.append(line)

    def end_paragraph(self) -> None:
        """Put the paragraph, if there is one, among those above the next table."""
        text, _ = words(" ".join(line.strip() for line in self.paragraph), self.references)
        self.above += text.split("\n") if text else []
        self.paragraph = []

    def end_of_code(self) -> int:
        """Where the lines behind a block of code begin."""
        fence = _FENCE.match(self.lines[self.at])
        mark = fence[1] if fence else ""
        for index in range(self.at + 1, len(self.lines)):
            line = self.lines[index].strip()
            if line.startswith(mark) and not line.strip(mark[0]):
                return index + 1
        return len(self.lines)

    def pipe_table(self) -> Grid:
        """The table that begins here."""
        begin, end = self.at, self.end_of_table()
        self.at = end
        struck: list[tuple[str, int]] = []
        header = self.row(begin, None, struck)
        count = len(header.cells)
        rows = (header, *(self.row(index, count, struck) for index in range(begin + 2, end)))
        return Grid(rows, text_above=tuple(self.above), is_delimited=True, warnings=_warnings(struck))

    def row(self, index: int, expected: int | None, struck: list[tuple[str, int]]) -> GridRow:
        """The cells of a line; what is struck out in them is noted."""
        written = split_row(self.lines[index], expected)
        read = [words(cell, self.references) for cell in written]
        struck += [(words, index + 1) for _, found in read for words in found]
        cells = [Cell(text, is_bold=is_bold(cell)) for cell, (text, _) in zip(written, read, strict=True)]
        return GridRow(tuple(cells), index + 1)

    def end_of_table(self) -> int:
        """Where the table that begins here ends: at a blank line, or behind its last line with a pipe.

        A line without one between rows is the rest of a broken row, and stays, so that it can be named.
        """
        end = self.at + 2
        for index in range(end, len(self.lines)):
            line = self.lines[index]
            if not line.strip() or _HEADING.fullmatch(line) or _FENCE.match(line):
                break
            end = index + 1 if "|" in line else end
        return end

    def html_tables(self) -> Iterator[Grid]:
        """The tables of a block in HTML, which ends where as many tables were closed as were opened."""
        begin, depth = self.at, 0
        while self.at < len(self.lines):
            line = self.lines[self.at]
            depth += len(_TABLE_TAG.findall(line)) - len(_TABLE_END.findall(line))
            self.at += 1
            if depth <= 0:
                break
        root = html.parse("\n".join(self.lines[begin : self.at]), self.file)
        for grid in () if root is None else html.read_page(root, self.file):
            rows = tuple(replace(row, line=row.line and row.line + begin) for row in grid.rows)
            yield replace(grid, rows=rows, text_above=(*self.above, *grid.text_above))
            self.above = []


def _warnings(struck: list[tuple[str, int]]) -> tuple[ReadingWarning, ...]:
    if not struck:
        return ()
    (text, line), count = struck[0], len(struck)
    passages = "1 struck-out passage was" if count == 1 else f"{count} struck-out passages were"
    message = f"{passages} left out, first {text[:60]!r}"
    return (ReadingWarning("deleted_text", message, f"line {line}"),)
