"""PowerPoint presentations: the tables of every slide, its title, and the text boxes above each table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.office.areas import Area, lay_out
from seuranta.ingest.formats.office.package import (
    MC,
    RELATIONSHIPS,
    A,
    OfficeFile,
    alternative,
    elements,
    is_on,
    office_file,
    whole_number,
)
from seuranta.ingest.formats.office.symbols import is_drawn, marked, raised, symbols
from seuranta.ingest.formats.office.theme import drawn_colour, theme_colours, visible_fill
from seuranta.ingest.formats.slides.places import Box, Placed, Scale, Text, above, in_reading_order
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Grid, RawDocument
from seuranta.ingest.reading import ReadingWarning

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

_TITLES = ("title", "ctrTitle")
_RUNNING = ("dt", "ftr", "hdr", "sldNum")  # date, footer, header, number: the same on every slide
_PICTURE_OF_A_TABLE_SHARE = 0.15  # of the slide; smaller ones are logos
_DOUBTS = {
    "hidden_slide": "hidden in the show: read, and marked as hidden",
    "struck_out": "with words that are struck through: read like any others",
    "note_marks": "with raised numbers taken for references to notes: left out",
    "picture_slide": "with a picture and no table: a table in a picture is not read",
}
_DEFAULT_SIZE = 1_800  # hundredths of a point
_DEFAULT_SLIDE_EMU = (9_144_000, 6_858_000)


def read(content: bytes, file: str) -> RawDocument:
    """Every table of a presentation, slide by slide, from the top left.

    Hidden slides are read, marked and warned of; notes pages are not read. A table of one cell is text.

    Raises:
        DocumentRefusedError: the file is broken, or holds pictures where a table should be.
    """
    with office_file(content, file, "PowerPoint") as office:
        return _read(office, file)


def _read(office: OfficeFile, file: str) -> RawDocument:
    name, presentation = office.main(f"{P}presentation")
    relations = office.relations(name)
    slide_ids = [
        entry.get(f"{RELATIONSHIPS}id", "") for entry in presentation.iterfind(f"{P}sldIdLst/{P}sldId")
    ]
    size = _slide_size(presentation)
    grids: list[Grid] = []
    preface: list[str] = []
    doubts: dict[str, list[int]] = {code: [] for code in _DOUBTS}
    for number, slide_id in enumerate(slide_ids, start=1):
        _, part = relations.get(slide_id, ("", f"slide {number}"))
        slide = _Slide(office, part, file)
        found = slide.grids(number)
        grids += found
        preface += slide.lines() if not grids and not slide.is_hidden else []
        for code in slide.doubts() if found else slide.doubts_without_table(size):
            doubts[code].append(number)
    if doubts["picture_slide"] and not grids:
        raise DocumentRefusedError(
            f"expected a table, found pictures and no table on {_slides(doubts['picture_slide'])}: "
            "a table in a picture cannot be read",
            code="picture_only",
            where=file,
            hint="ask the sender for the presentation in which the table can be edited",
        )
    warnings = (
        ReadingWarning(code, f"{_slides(numbers)} {_DOUBTS[code]}", _slides(numbers))
        for code, numbers in doubts.items()
        if numbers
    )
    return RawDocument("pptx", tuple(grids), tuple(preface), tuple(warnings))


def _slides(numbers: Sequence[int]) -> str:
    return ("slides " if len(numbers) > 1 else "slide ") + ", ".join(map(str, numbers))


def _slide_size(presentation: Element) -> tuple[int, int]:
    size = presentation.find(f"{P}sldSz")
    if size is None:
        return _DEFAULT_SLIDE_EMU
    wide, high = _DEFAULT_SLIDE_EMU
    return max(1, whole_number(size.get("cx"), wide)), max(1, whole_number(size.get("cy"), high))


class _Slide:
    """What stands on one slide.

    Args:
        office: the presentation.
        part: the name of the slide's part.
        file: the document, for refusals.
    """

    def __init__(self, office: OfficeFile, part: str, file: str) -> None:
        self._file = file
        self._root = office.xml(part)
        self._behind = list(_behind(office, part))
        self._theme, self._names = _colours(office, part, self._root)
        self.is_hidden = not is_on(self._root.get("show"))
        self._note_marks = 0
        self._texts: list[Text] = []
        self._tables: list[Placed] = []
        self._pictures: list[Box] = []
        for tree in self._root.iterfind(f"{P}cSld/{P}spTree"):
            self._shapes(elements(tree), Scale())

    def grids(self, number: int) -> list[Grid]:
        """The tables, with the slide's title and what stands above each."""
        tables = in_reading_order(self._tables)
        if not tables:
            return []
        title = self._title(min(table.box.top for table in tables))
        others = [text for text in self._texts if text is not title]
        return [
            Grid(
                lay_out(table.areas, [False] * table.rows, self._file),
                title=" ".join(title.lines) if title else None,
                text_above=tuple(lines),
                slide=number,
                is_hidden=self.is_hidden,
            )
            for table, lines in zip(tables, above([table.box for table in tables], others), strict=True)
        ]

    def lines(self) -> list[str]:
        """The paragraphs of the text boxes."""
        return [line for text in self._texts for line in text.lines]

    def doubts(self) -> Iterator[str]:
        """The codes of what is doubtful on a slide with tables."""
        if self.is_hidden:
            yield "hidden_slide"
        if any(run.get("strike", "noStrike") != "noStrike" for run in self._root.iter(f"{A}rPr")):
            yield "struck_out"
        if self._note_marks:
            yield "note_marks"

    def doubts_without_table(self, slide: tuple[int, int]) -> Iterator[str]:
        """The code of a picture, or of an embedded sheet, that could be one of a table."""
        least = slide[0] * slide[1] * _PICTURE_OF_A_TABLE_SHARE
        is_cover = any(place.get("type") == "ctrTitle" for place in self._root.iter(f"{P}ph"))
        if not is_cover and any(box.width * box.height >= least for box in self._pictures):
            yield "picture_slide"

    def _title(self, top: float) -> Text | None:
        """The title: the placeholder for it, else the largest letters above the first table."""
        if (own := next((text for text in self._texts if text.is_title), None)) is not None:
            return own
        above = [text for text in self._texts if text.box is not None and text.box.middle <= top]
        return min(above, key=lambda text: (-text.size, text.box.top if text.box else 0), default=None)

    def _shapes(self, shapes: Iterator[Element], scale: Scale) -> None:
        for shape in shapes:
            if shape.tag == f"{MC}AlternateContent":
                self._shapes(alternative(shape), scale)
            elif shape.tag == f"{P}grpSp":
                frame = shape.find(f"{P}grpSpPr/{A}xfrm")
                self._shapes(elements(shape), scale if frame is None else scale.inside(frame))
            elif shape.tag == f"{P}graphicFrame":
                self._frame(shape, scale)
            elif shape.tag == f"{P}pic":
                place = shape.find(f"{P}nvPicPr/{P}nvPr/{P}ph")
                self._pictures += filter(None, [self._box(shape, place, scale)])
            elif shape.tag == f"{P}sp":
                self._text(shape, scale)

    def _frame(self, shape: Element, scale: Scale) -> None:
        frame = shape.find(f"{P}xfrm")
        box = scale.box(frame) if frame is not None else Box(0, 0, 0, 0)
        table = shape.find(f"{A}graphic/{A}graphicData/{A}tbl")
        if table is not None:
            areas, rows = self._areas(table)
            if len(areas) == 1:
                self._texts.append(Text(tuple(_lines([areas[0].text])), box, 0, is_title=False))
            elif areas:
                self._tables.append(Placed(box, areas, rows))
        elif next(shape.iter(f"{P}oleObj"), None) is not None:
            self._pictures.append(box)

    def _text(self, shape: Element, scale: Scale) -> None:
        body = shape.find(f"{P}txBody")
        place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = None if place is None else place.get("type", "obj")
        if body is None or kind in _RUNNING:
            return
        lines = tuple(_lines(self._paragraphs(body)))
        if not lines:
            return
        sizes = (whole_number(entry.get("sz"), 0) for entry in body.iter(f"{A}rPr", f"{A}defRPr"))
        self._texts.append(
            Text(
                lines,
                self._box(shape, place, scale),
                max(sizes, default=0) or _DEFAULT_SIZE,
                is_title=kind in _TITLES,
            )
        )

    def _box(self, shape: Element, place: Element | None, scale: Scale) -> Box | None:
        """Where a shape stands, by its own word or by that of the placeholder that it fills."""
        frame = shape.find(f"{P}spPr/{A}xfrm")
        if frame is None and place is not None:
            frame = self._inherited(place)
        return None if frame is None else scale.box(frame)

    def _inherited(self, place: Element) -> Element | None:
        """The place that the layout, or else the master, gives to a placeholder."""
        for root in self._behind:
            for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
                other = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                if other is not None and _is_same(place, other):
                    frame = shape.find(f"{P}spPr/{A}xfrm")
                    if frame is not None:
                        return frame
        return None

    def _areas(self, table: Element) -> tuple[list[Area], int]:
        """The cells of a table, and how many rows it has."""
        areas: list[Area] = []
        taken: set[tuple[int, int]] = set()
        rows = list(table.iterchildren(f"{A}tr"))
        for row, element in enumerate(rows):
            for column, cell in enumerate(element.iterchildren(f"{A}tc")):
                if (row, column) in taken:
                    continue
                high = min(max(1, whole_number(cell.get("rowSpan"), 1)), len(rows) - row)
                wide = min(max(1, whole_number(cell.get("gridSpan"), 1)), len(element) - column)
                taken.update((row + down, column + right) for down in range(high) for right in range(wide))
                areas.append(
                    Area(
                        row,
                        column,
                        high,
                        wide,
                        self._cell_text(cell),
                        self._fill(cell),
                        _is_bold(cell),
                    )
                )
        return areas, len(rows)

    def _cell_text(self, cell: Element) -> str:
        body = cell.find(f"{A}txBody")
        return "" if body is None else marked(clean("\n".join(self._paragraphs(body))))

    def _paragraphs(self, body: Element) -> Iterator[str]:
        for paragraph in body.iterchildren(f"{A}p"):
            text, note_marks = _said(paragraph)
            self._note_marks += note_marks
            yield text

    def _fill(self, cell: Element) -> str | None:
        properties = cell.find(f"{A}tcPr")
        if properties is None:
            return None
        for colour in (
            *properties.iterfind(f"{A}solidFill/*"),
            *properties.iterfind(f"{A}gradFill/{A}gsLst/{A}gs/*"),
            *properties.iterfind(f"{A}pattFill/{A}fgClr/*"),
        ):
            return visible_fill(drawn_colour(colour, self._theme, self._names))
        return None


def _is_bold(cell: Element) -> bool:
    """Whether all words of a cell are set in bold."""
    runs = [run for run in cell.iter(f"{A}r") if (run.findtext(f"{A}t") or "").strip()]
    properties = [run.find(f"{A}rPr") for run in runs]
    return bool(runs) and all(own is not None and is_on(own.get("b"), default=False) for own in properties)


def _is_same(place: Element, other: Element) -> bool:
    """Whether a placeholder of the layout or the master is the one that a slide fills."""
    if (index := place.get("idx")) is not None and index == other.get("idx"):
        return True
    kinds = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
    mine, others = (kinds.get(kind := entry.get("type", "obj"), kind) for entry in (place, other))
    return mine == others and (index is None or mine == "title" or other.get("idx") is None)


def _behind(office: OfficeFile, part: str) -> Iterator[Element]:
    """The layout and the master of a slide."""
    for layout in office.related(part, "slideLayout"):
        yield office.xml(layout)
        for master in office.related(layout, "slideMaster"):
            yield office.xml(master)


def _colours(office: OfficeFile, part: str, slide: Element) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The colours of a slide's theme, and what they are called on it."""
    theme: Mapping[str, str] = {}
    names: dict[str, str] = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    for layout in office.related(part, "slideLayout"):
        for master in office.related(layout, "slideMaster"):
            for part_of_theme in office.related(master, "theme"):
                theme = theme_colours(office.xml(part_of_theme))
            maps = (
                office.xml(master).find(f"{P}clrMap"),
                office.xml(layout).find(f"{P}clrMapOvr/{A}overrideClrMapping"),
                slide.find(f"{P}clrMapOvr/{A}overrideClrMapping"),
            )
            for found in maps:
                names.update(
                    {str(key): str(value) for key, value in found.items()} if found is not None else {}
                )
    return theme, names


def _lines(paragraphs: Iterable[str]) -> Iterator[str]:
    """Paragraphs without the blank ones, each in one line."""
    return (line for text in paragraphs if (line := " ".join(clean(text).split("\n"))))


def _said(paragraph: Element) -> tuple[str, int]:
    """The words of a paragraph, and how many references to notes were left out."""
    said, note_marks = "", 0
    for child in elements(paragraph):
        if child.tag in (f"{A}r", f"{A}fld"):
            properties = child.find(f"{A}rPr")
            text = "".join(part.text or "" for part in child.iterchildren(f"{A}t"))
            if text.isdigit() and properties is not None and whole_number(properties.get("baseline"), 0) > 0:
                text = raised(text, said)
                note_marks += not text
            said += symbols(text, _font(properties, text))
        elif child.tag == f"{A}br":
            said += "\n"
        elif child.tag == f"{MC}AlternateContent":
            said += "".join(str(text) for branch in alternative(child) for text in branch.itertext())
    return said, note_marks


def _font(properties: Element | None, text: str) -> str | None:
    """The font of symbols of a run; PowerPoint leaves its name also on the words that follow a symbol."""
    if properties is None:
        return None
    latin, symbol = properties.find(f"{A}latin"), properties.find(f"{A}sym")
    if latin is not None and is_drawn(latin.get("typeface")):
        return latin.get("typeface")
    is_single = len(text.strip()) == 1 and not text.isascii()
    return symbol.get("typeface") if symbol is not None and is_single else None
