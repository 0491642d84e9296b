"""Word documents, as their reader sees them once every change is accepted: tables and the text above them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.areas import Area, lay_out
from seuranta.ingest.formats.numbering import Numbering
from seuranta.ingest.formats.office import (
    MC,
    A,
    OfficeFile,
    alternative,
    elements,
    is_on,
    office_file,
    whole_number,
)
from seuranta.ingest.formats.symbols import marked, symbols
from seuranta.ingest.formats.theme import theme_colours, visible_fill
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Grid, RawDocument
from seuranta.ingest.reading import ReadingWarning

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_RUN, _BOX = f"{W}r", f"{W}txbxContent"
_INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_NOTE_REFERENCES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
_TEXTS = frozenset((f"{W}t", f"{_M}t"))
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr",
               "smartTagPr", "customXmlPr", "rubyPr")  # fmt: skip
# What else is no text of the document: the codes of fields, the reading aid above ruby text.
_UNREAD = frozenset(f"{W}{name}" for name in (*_PROPERTIES, "instrText", "delText", "delInstrText", "rt"))
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
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
    _settle_controls(document)
    styles, lists, theme = (_part(office, name, kind) for kind in ("styles", "numbering", "theme"))
    walk = _Walk(
        file, _hidden_styles(styles), {} if theme is None else theme_colours(theme), Numbering(lists, styles)
    )
    for body in document.iterchildren(f"{W}body"):
        walk.blocks(body)
    if not walk.grids and _holds_large_picture(document):
        raise DocumentRefusedError(
            "expected a table, found pictures and no table: a table in a picture cannot be read",
            code="picture_only",
            where=file,
            hint="ask the sender for the document in which the table can be edited",
        )
    return RawDocument("docx", tuple(walk.grids), warnings=tuple(_warnings(document, walk.counts)))


def _symbol(element: Element) -> str:
    try:
        character = chr(int(element.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    return symbols(character, element.get(f"{W}font"))


# What an element says that holds no text.
_SIGNS: dict[str, Callable[[Element], str]] = {
    f"{W}br": lambda _: "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}tab": lambda _: " ",
    f"{W}ptab": lambda _: " ",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": _symbol,
}


@dataclass
class _Field:
    """A field of which the reader sees the result but not the code.

    Args:
        choice: what a form field without a result shows.
        length: how much text stood before it.
    """

    choice: str
    length: int
    shows: bool = False


@dataclass
class _Paragraph:
    """What a paragraph says, and what hangs on it."""

    text: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Add words, unless they belong to a field's code."""
        if all(field.shows for field in self.fields):
            self.text.append(text)


class _Walk:
    """Goes through a document once, from its beginning to its end.

    Args:
        file: the document, for refusals.
        hidden_styles: the styles whose text is hidden.
        theme: the colours of the theme.
        numbers: what counts the paragraphs of its numbered lists.
    """

    def __init__(
        self, file: str, hidden_styles: frozenset[str], theme: dict[str, str], numbers: Numbering
    ) -> None:
        self._file, self._hidden_styles, self._theme = file, hidden_styles, theme
        self._numbers, self._number = numbers, ""
        self._text_above: list[str] = []
        self.grids: list[Grid] = []
        self.counts: Counter[str] = Counter()

    def blocks(self, parent: Element) -> None:
        """Read the tables in an element, and gather the paragraphs above each."""
        self._paragraphs(parent, self._say_above, self._table)

    def _say_above(self, text: str) -> None:
        if line := " ".join(clean(text).split("\n")):
            self._text_above.append(line)

    def _table(self, table: Element) -> None:
        if _is_layout(table):
            for cell in _inside(table, _CELL):
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
        rows = [row for row in _inside(table, _ROW) if not self._is_deleted(row)]
        cells = [[cell for cell in _inside(row, _CELL) if not _has(cell, "tcPr", "cellDel")] for row in rows]
        spans = _even_spans(rows, cells)
        above: dict[int, Area] = {}
        for row, (element, in_row, in_spans) in enumerate(zip(rows, cells, spans, strict=True)):
            column = _indent(element)
            current: dict[int, Area] = {}
            for cell, span in zip(in_row, in_spans, strict=True):
                properties = cell.find(f"{W}tcPr")
                area = above.get(column)
                if _value(properties, "hMerge") == "continue" and areas and areas[-1].row == row:
                    areas[-1].columns += span
                elif area is not None and _goes_on(properties):
                    area.rows += 1
                else:
                    area = Area(row, column, 1, span, self._cell_text(cell), self._fill(properties))
                    areas.append(area)
                if area is not None and _is_merged_down(properties):
                    current[column] = area
                column += span
            above = current
            hidden.append(_flag(element.find(f"{W}trPr"), "hidden"))
        return areas, hidden

    def _is_deleted(self, row: Element) -> bool:
        properties = row.find(f"{W}trPr")
        if properties is None:
            return False
        if properties.find(f"{W}del") is not None:
            self.counts["deleted"] += 1
            return True
        self.counts["inserted"] += properties.find(f"{W}ins") is not None
        return False

    def _cell_text(self, cell: Element) -> str:
        lines: list[str] = []

        def say_rows(table: Element) -> None:
            for row in _inside(table, _ROW):
                if not self._is_deleted(row):
                    texts = (self._cell_text(inner).replace("\n", " ") for inner in _inside(row, _CELL))
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
            if block.tag == _TABLE:
                say(begun)
                begun = ""
                table(block)
                continue
            paragraph, properties = _Paragraph(), block.find(f"{W}pPr")
            number = self._numbers.next(properties)
            self._number = self._number or number
            self._inline(block, paragraph, self._is_hidden(properties, "pStyle"))
            begun += "".join(paragraph.text)
            # A paragraph whose end was deleted goes on in the next one.
            if not _ends_deleted(block):
                say(begun)
                begun = ""
            for box in paragraph.boxes:
                self._paragraphs(box, say, table)
        say(begun)

    def _kept(self, parent: Element) -> Iterator[Element]:
        for child in elements(parent):
            if child.tag in (_PARAGRAPH, _TABLE):
                yield child
            elif child.tag in _DELETED:
                self.counts["deleted"] += 1
            elif child.tag == f"{MC}AlternateContent":
                for branch in alternative(child):
                    yield from self._kept_one(branch)
            elif child.tag not in _UNREAD:
                yield from self._kept(child)

    def _kept_one(self, child: Element) -> Iterator[Element]:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        else:
            yield from self._kept(child)

    def _inline(
        self, parent: Element, paragraph: _Paragraph, is_hidden: bool, font: str | None = None
    ) -> None:
        """Gather what the elements in a paragraph or a run say."""
        for child in elements(parent):
            self._say(child, paragraph, is_hidden, font)

    def _say(self, element: Element, paragraph: _Paragraph, is_hidden: bool, font: str | None) -> None:
        tag = element.tag
        if tag in _TEXTS or tag in _SIGNS:
            text = _SIGNS[tag](element) if tag in _SIGNS else symbols(element.text or "", font)
            self.counts["hidden"] += is_hidden and bool(text.strip())
            paragraph.say("" if is_hidden else text)
        elif tag == _RUN:
            self._run(element, paragraph, is_hidden)
        elif tag == f"{W}fldChar":
            _step_field(element, paragraph)
        elif tag == _BOX:
            paragraph.boxes.append(element)
        elif tag == f"{MC}AlternateContent":
            for branch in alternative(element):
                self._say(branch, paragraph, is_hidden, font)
        elif tag in _DELETED:
            self.counts["deleted"] += 1
        elif tag not in _UNREAD:
            self.counts["inserted"] += tag in _INSERTED
            self._inline(element, paragraph, is_hidden, font)

    def _run(self, run: Element, paragraph: _Paragraph, is_hidden: bool) -> None:
        properties = run.find(f"{W}rPr")
        if any(child.tag in _NOTE_REFERENCES for child in run):
            return
        start = len(paragraph.text)
        self._inline(run, paragraph, self._is_hidden(properties, "rStyle", is_hidden), _font(properties))
        said = "".join(paragraph.text[start:])
        is_struck = _flag(properties, "strike") or _flag(properties, "dstrike")
        self.counts["struck"] += is_struck and bool(said.strip())
        if said.isdigit() and _value(properties, "vertAlign") == "superscript":
            paragraph.text[start:] = [said.translate(_SUPERSCRIPT)]

    def _is_hidden(self, properties: Element | None, style: str, inherited: bool = False) -> bool:
        if properties is None:
            return inherited
        own = properties.find(f"{W}vanish")
        if own is not None:
            return is_on(own.get(f"{W}val"))
        return inherited or _value(properties, style) in self._hidden_styles

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


def _settle_controls(document: Element) -> None:
    """Let content controls say what they stand for: a tick or none, and nothing in place of a prompt.

    Word puts them around runs, paragraphs, cells and rows alike, so they are settled before the walk.
    """
    for control in document.iter(f"{W}sdt"):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if properties is None or content is None:
            continue
        box = properties.find(f"{_W14}checkbox")
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        if box is not None:
            ticked = box.find(f"{_W14}checked")
            is_ticked = ticked is not None and is_on(ticked.get(f"{_W14}val"))
            _replace_text(content, "☒" if is_ticked else "☐")
        elif _flag(properties, "showingPlcHdr"):
            _replace_text(content, "")
        elif gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            control.remove(content)


def _replace_text(content: Element, text: str) -> None:
    for element in list(content.iter(f"{W}t", f"{W}sym")):
        if element.tag == f"{W}sym":
            element.tag = f"{W}t"
        element.text, text = text, ""


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows or cells of a table, or the cells of a row, in content controls or not; no nested ones."""
    for child in elements(parent):
        if child.tag == wanted:
            yield child
        elif child.tag not in (_CELL, _PARAGRAPH) and child.tag not in _UNREAD | _DELETED:
            yield from _inside(child, wanted)


def _is_layout(table: Element) -> bool:
    """Whether a table only puts other tables in their places: one column, or such a table in every row."""
    holds = [
        (len(cells := list(_inside(row, _CELL))), any(_holds_table(cell) for cell in cells))
        for row in _inside(table, _ROW)
    ]
    in_one_column = all(count <= 1 for count, _ in holds)
    found = [has_table for _, has_table in holds]
    return bool(found) and (any(found) if in_one_column else all(found))


def _holds_table(cell: Element) -> bool:
    return any(_is_table(table) or _is_layout(table) for table in _tables_of(cell))


def _tables_of(parent: Element) -> Iterator[Element]:
    for child in elements(parent):
        if child.tag == _TABLE:
            yield child
        elif child.tag not in (_PARAGRAPH, *_UNREAD):
            yield from _tables_of(child)


def _is_table(table: Element) -> bool:
    widths = [sum(1 for _ in _inside(row, _CELL)) for row in _inside(table, _ROW)]
    return len(widths) >= _LEAST_SIZE and max(widths) >= _LEAST_SIZE


def _step_field(step: Element, paragraph: _Paragraph) -> None:
    kind, fields = step.get(f"{W}fldCharType"), paragraph.fields
    if kind == "begin":
        fields.append(_Field(_form_choice(step), len(paragraph.text)))
    elif kind == "separate" and fields:
        fields[-1].shows = True
    elif kind == "end" and fields:
        ended = fields.pop()
        if len(paragraph.text) == ended.length:
            paragraph.say(ended.choice)


def _form_choice(step: Element) -> str:
    """What a check box or a drop-down list of an old form shows."""
    if (box := step.find(f"{W}ffData/{W}checkBox")) is not None:
        has_own = box.find(f"{W}checked") is not None
        return "☒" if _flag(box, "checked" if has_own else "default") else "☐"
    if (choices := step.find(f"{W}ffData/{W}ddList")) is not None:
        entries = [entry.get(f"{W}val", "") for entry in choices.iterchildren(f"{W}listEntry")]
        chosen = whole_number(_value(choices, "result"), 0)
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""


def _warnings(document: Element, counts: Counter[str]) -> Iterator[ReadingWarning]:
    if counts["inserted"] or counts["deleted"]:
        message = (
            f"tracked changes: {counts['inserted']} insertions kept, {counts['deleted']} deletions dropped, "
            "as if all were accepted"
        )
        yield ReadingWarning("tracked_changes", message, _WHOLE)
    if comments := sum(1 for _ in document.iter(f"{W}commentReference")):
        yield ReadingWarning("comments", f"comments left out: {comments}", _WHOLE)
    if counts["hidden"]:
        yield ReadingWarning("hidden_text", f"passages of hidden text left out: {counts['hidden']}", _WHOLE)
    if counts["struck"]:
        message = f"words that are struck through are read like any others: {counts['struck']} passages"
        yield ReadingWarning("struck_out", message, _WHOLE)
    if embedded := sum(1 for _ in document.iter(f"{W}object", f"{W}altChunk")):
        message = f"documents embedded in this one (such as Excel sheets) are not read: {embedded}"
        yield ReadingWarning("embedded_document", message, _WHOLE)


def _part(office: OfficeFile, document: str, kind: str) -> Element | None:
    return next((office.xml(name) for name in office.related(document, kind)), None)


def _hidden_styles(styles: Element | None) -> frozenset[str]:
    if styles is None:
        return frozenset()
    return frozenset(
        style.get(f"{W}styleId", "")
        for style in styles.iterchildren(f"{W}style")
        if _flag(style.find(f"{W}rPr"), "vanish")
    )


def _holds_large_picture(document: Element) -> bool:
    for picture in document.iter(f"{_WP}inline", f"{_WP}anchor"):
        extent = picture.find(f"{_WP}extent")
        if extent is not None and next(picture.iter(f"{A}blip"), None) is not None:
            width, height = (whole_number(extent.get(side), 0) / _EMU_PER_CM for side in ("cx", "cy"))
            if width * height >= _PICTURE_OF_A_TABLE_CM2:
                return True
    return False


def _ends_deleted(paragraph: Element) -> bool:
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(child.tag in _DELETED for child in properties)


def _indent(row: Element) -> int:
    """How many columns a row leaves out at its beginning."""
    return max(0, whole_number(_value(row.find(f"{W}trPr"), "gridBefore"), 0))


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
    return max(1, whole_number(_value(properties, "gridSpan"), 1))


def _is_merged_down(properties: Element | None) -> bool:
    return properties is not None and properties.find(f"{W}vMerge") is not None


def _goes_on(properties: Element | None) -> bool:
    return _is_merged_down(properties) and _value(properties, "vMerge") != "restart"


def _font(properties: Element | None) -> str | None:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def _value(properties: Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _flag(properties: Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{W}{name}")
    return found is not None and is_on(found.get(f"{W}val"))


def _has(element: Element, properties: str, name: str) -> bool:
    return element.find(f"{W}{properties}/{W}{name}") is not None
