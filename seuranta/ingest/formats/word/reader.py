"""Word documents, as their reader sees them once every change is accepted: tables and the text above them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml.etree import _Element as Element

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.office.areas import Area, lay_out
from seuranta.ingest.formats.office.package import (
    MC,
    A,
    OfficeFile,
    alternative,
    elements,
    office_file,
    whole_number,
)
from seuranta.ingest.formats.office.symbols import marked
from seuranta.ingest.formats.office.theme import theme_colours, visible_fill
from seuranta.ingest.formats.word.controls import settle_controls
from seuranta.ingest.formats.word.numbering import Numbering
from seuranta.ingest.formats.word.text import Words
from seuranta.ingest.formats.word.xml import (
    CELL,
    DELETED,
    PARAGRAPH,
    ROW,
    TABLE,
    UNREAD,
    W,
    flag,
    inside,
    value,
)
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Grid, RawDocument
from seuranta.ingest.reading import ReadingWarning

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WHOLE = "whole document"
_EMU_PER_CM = 360_000
_PICTURE_OF_A_TABLE_CM2 = 50  # smaller ones are logos
_LEAST_SIZE = 2  # rows and columns of what is a table of its own


def read(content: bytes, file: str) -> RawDocument:
    """Every table of a Word document, in order.

    Tracked insertions are kept and deletions dropped; comments, notes, headers and footers are left out, and
    so is hidden text, with a warning. A table that only lays out the page gives way to the tables in it; a
    table of one cell counts as text. Macro files, templates and strict files are read alike.

    Raises:
        DocumentRefusedError: the file is broken, or holds pictures where a table should be.
    """
    with office_file(content, file, "Word") as office:
        return _read(office, file)


def _read(office: OfficeFile, file: str) -> RawDocument:
    name, document = office.main(f"{W}document")
    settle_controls(document)
    styles, lists, theme = (_part(office, name, kind) for kind in ("styles", "numbering", "theme"))
    colours = {} if theme is None else theme_colours(theme)
    words = Words(styles)
    walk = _Walk(file, words, Numbering(lists, styles), colours)
    for body in document.iterchildren(f"{W}body"):
        walk.blocks(body)
    if not walk.grids and _holds_large_picture(document):
        raise DocumentRefusedError(
            "expected a table, found pictures and no table: a table in a picture cannot be read",
            code="picture_only",
            where=file,
            hint="ask the sender for the document in which the table can be edited",
        )
    return RawDocument("docx", tuple(walk.grids), warnings=tuple(_warnings(document, words.counts)))


class _Walk:
    """Goes through a document once, from its beginning to its end.

    Args:
        file: the document, for refusals.
        words: what reads its paragraphs.
        numbers: what counts the paragraphs of its numbered lists.
        theme: the colours of the theme.
    """

    def __init__(self, file: str, words: Words, numbers: Numbering, theme: Mapping[str, str]) -> None:
        self._file, self._words, self._theme = file, words, theme
        self._numbers, self._number = numbers, ""
        self._counts = words.counts
        self._text_above: list[str] = []
        self.grids: list[Grid] = []

    def blocks(self, parent: Element) -> None:
        """Read the tables in an element, and gather the paragraphs above each."""
        self._paragraphs(parent, self._say_above, self._table)

    def _say_above(self, text: str) -> None:
        if line := " ".join(clean(text).split("\n")):
            self._text_above.append(line)

    def _table(self, table: Element) -> None:
        if _is_layout(table):
            for cell in inside(table, CELL):
                self.blocks(cell)
            return
        areas, hidden = self._areas(table)
        if len(areas) == 1:
            self._say_above(areas[0].text)
        elif areas:
            rows = lay_out(areas, hidden, self._file)
            self.grids.append(Grid(rows, text_above=tuple(self._text_above)))
            self._text_above = []

    def _areas(self, table: Element) -> tuple[list[Area], list[bool]]:
        """The cells of a table, and for each row whether it is hidden."""
        areas: list[Area] = []
        hidden: list[bool] = []
        rows = [row for row in inside(table, ROW) if not self._is_deleted(row)]
        cells = [[cell for cell in inside(row, CELL) if not _has(cell, "tcPr", "cellDel")] for row in rows]
        spans = _even_spans(rows, cells)
        above: dict[int, Area] = {}
        for row, (element, in_row, in_spans) in enumerate(zip(rows, cells, spans, strict=True)):
            column = _indent(element)
            current: dict[int, Area] = {}
            for cell, span in zip(in_row, in_spans, strict=True):
                properties = cell.find(f"{W}tcPr")
                area = above.get(column)
                if value(properties, "hMerge") == "continue" and areas and areas[-1].row == row:
                    areas[-1].columns += span
                elif area is not None and _goes_on(properties):
                    area.rows += 1
                else:
                    area = Area(
                        row,
                        column,
                        1,
                        span,
                        self._cell_text(cell),
                        self._fill(properties),
                        self._words.is_bold(cell),
                    )
                    areas.append(area)
                if area is not None and _is_merged_down(properties):
                    current[column] = area
                column += span
            above = current
            hidden.append(flag(element.find(f"{W}trPr"), "hidden"))
        return areas, hidden

    def _is_deleted(self, row: Element) -> bool:
        properties = row.find(f"{W}trPr")
        if properties is None:
            return False
        if properties.find(f"{W}del") is not None:
            self._counts["deleted"] += 1
            return True
        self._counts["inserted"] += properties.find(f"{W}ins") is not None
        return False

    def _cell_text(self, cell: Element) -> str:
        lines: list[str] = []

        def say_rows(table: Element) -> None:
            for row in inside(table, ROW):
                if not self._is_deleted(row):
                    texts = (self._cell_text(inner).replace("\n", " ") for inner in inside(row, CELL))
                    lines.append(" ".join(text for text in texts if text))

        self._number = ""
        self._paragraphs(cell, lines.append, say_rows)
        # A column of numbers may be counted by Word; beside words the number is no more than a bullet.
        return marked(clean("\n".join(lines))) or self._number

    def _paragraphs(
        self, parent: Element, say: Callable[[str], None], table: Callable[[Element], None]
    ) -> None:
        """Hand over each paragraph's text and each table, in order; text boxes follow their paragraph."""
        begun = ""
        for block in self._kept(parent):
            if block.tag == TABLE:
                say(begun)
                begun = ""
                table(block)
                continue
            number = self._numbers.next(block.find(f"{W}pPr"))
            self._number = self._number or number
            paragraph = self._words.of(block)
            begun += paragraph.text
            if not paragraph.goes_on:
                say(begun)
                begun = ""
            for box in paragraph.boxes:
                self._paragraphs(box, say, table)
        say(begun)

    def _kept(self, parent: Element) -> Iterator[Element]:
        for child in elements(parent):
            if child.tag in (PARAGRAPH, TABLE):
                yield child
            elif child.tag in DELETED:
                self._counts["deleted"] += 1
            elif child.tag == f"{MC}AlternateContent":
                for branch in alternative(child):
                    yield from self._kept_one(branch)
            elif child.tag not in UNREAD:
                yield from self._kept(child)

    def _kept_one(self, child: Element) -> Iterator[Element]:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        else:
            yield from self._kept(child)

    def _fill(self, properties: Element | None) -> str | None:
        shading = None if properties is None else properties.find(f"{W}shd")
        if shading is None:
            return None
        is_solid = shading.get(f"{W}val") == "solid"
        fill, theme = ("color", "themeColor") if is_solid else ("fill", "themeFill")
        colour = shading.get(f"{W}{fill}")
        if colour in (None, "auto"):
            colour = self._theme.get(_THEME_NAMES.get(name := shading.get(f"{W}{theme}", ""), name))
        return visible_fill(colour)


_THEME_NAMES = {
    "background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2",
    "light1": "lt1", "dark1": "dk1", "light2": "lt2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip


def _is_layout(table: Element) -> bool:
    """Whether a table only puts other tables in their places: one column, or such a table in every row."""
    holds = [
        (len(cells := list(inside(row, CELL))), any(_holds_table(cell) for cell in cells))
        for row in inside(table, ROW)
    ]
    in_one_column = all(count <= 1 for count, _ in holds)
    found = [has_table for _, has_table in holds]
    return bool(found) and (any(found) if in_one_column else all(found))


def _holds_table(cell: Element) -> bool:
    return any(_is_table(table) or _is_layout(table) for table in _tables_of(cell))


def _tables_of(parent: Element) -> Iterator[Element]:
    for child in elements(parent):
        if child.tag == TABLE:
            yield child
        elif child.tag not in (PARAGRAPH, *UNREAD):
            yield from _tables_of(child)


def _is_table(table: Element) -> bool:
    widths = [sum(1 for _ in inside(row, CELL)) for row in inside(table, ROW)]
    return len(widths) >= _LEAST_SIZE and max(widths) >= _LEAST_SIZE


def _warnings(document: Element, counts: Counter[str]) -> Iterator[ReadingWarning]:
    if counts["inserted"] or counts["deleted"]:
        kept, dropped = counts["inserted"], counts["deleted"]
        message = (
            f"tracked changes read as if accepted: insertions kept: {kept}, deletions dropped: {dropped}"
        )
        yield ReadingWarning("tracked_changes", message, _WHOLE)
    if comments := sum(1 for _ in document.iter(f"{W}commentReference")):
        yield ReadingWarning("comments", f"comments left out: {comments}", _WHOLE)
    if counts["hidden"]:
        yield ReadingWarning("hidden_text", f"passages of hidden text left out: {counts['hidden']}", _WHOLE)
    if counts["note marks"]:
        message = f"raised numbers taken for references to notes and left out: {counts['note marks']}"
        yield ReadingWarning("note_marks", message, _WHOLE)
    if counts["struck"]:
        message = f"words that are struck through are read like any others: {counts['struck']} passages"
        yield ReadingWarning("struck_out", message, _WHOLE)
    if embedded := sum(1 for _ in document.iter(f"{W}object", f"{W}altChunk")):
        message = f"documents embedded in this one (such as Excel sheets) are not read: {embedded}"
        yield ReadingWarning("embedded_document", message, _WHOLE)


def _part(office: OfficeFile, document: str, kind: str) -> Element | None:
    return next((office.xml(name) for name in office.related(document, kind)), None)


def _holds_large_picture(document: Element) -> bool:
    for picture in document.iter(f"{_WP}inline", f"{_WP}anchor"):
        extent = picture.find(f"{_WP}extent")
        if extent is not None and next(picture.iter(f"{A}blip"), None) is not None:
            width, height = (whole_number(extent.get(side), 0) / _EMU_PER_CM for side in ("cx", "cy"))
            if width * height >= _PICTURE_OF_A_TABLE_CM2:
                return True
    return False


def _indent(row: Element) -> int:
    """How many columns a row leaves out at its beginning."""
    return max(0, whole_number(value(row.find(f"{W}trPr"), "gridBefore"), 0))


def _even_spans(rows: list[Element], cells: list[list[Element]]) -> list[list[int]]:
    """How many columns each cell of each row takes.

    Word counts a column wherever any row has a border. Where every row has as many cells, or one that takes
    the whole width, further columns come from borders that were drawn by hand, and are none.
    """
    spans = [[_span(cell.find(f"{W}tcPr")) for cell in row] for row in cells]
    widest = max(map(sum, spans), default=0)
    most = max(map(len, spans), default=0)
    is_even = all(len(row) == most or (len(row) == 1 and row[0] == widest) for row in spans)
    if not is_even or any(_indent(row) for row in rows):
        return spans
    return [[1] * most if len(row) == most else [most] for row in spans]


def _span(properties: Element | None) -> int:
    return max(1, whole_number(value(properties, "gridSpan"), 1))


def _is_merged_down(properties: Element | None) -> bool:
    return properties is not None and properties.find(f"{W}vMerge") is not None


def _goes_on(properties: Element | None) -> bool:
    return _is_merged_down(properties) and value(properties, "vMerge") != "restart"


def _has(element: Element, properties: str, name: str) -> bool:
    return element.find(f"{W}{properties}/{W}{name}") is not None
