"""PowerPoint presentations: the tables of every slide, its title, and the text boxes above each table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.areas import Area, lay_out
from seuranta.ingest.formats.office import (
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
from seuranta.ingest.formats.symbols import is_drawn, marked, symbols
from seuranta.ingest.formats.theme import drawn_colour, theme_colours, visible_fill
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import Grid, RawDocument
from seuranta.ingest.reading import ReadingWarning

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

_WHOLE = "whole document"
_TITLES = ("title", "ctrTitle")
_RUNNING = ("dt", "ftr", "hdr", "sldNum")  # date, footer, header, number: the same on every slide
_BAND_EMU = 216_000  # 6 mm: shapes whose upper edges are no further apart stand side by side
_PICTURE_OF_A_TABLE_SHARE = 0.15  # of the slide; smaller ones are logos
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
    hidden: list[int] = []
    struck: list[int] = []
    pictures: list[int] = []
    preface: list[str] = []
    for number, slide_id in enumerate(slide_ids, start=1):
        _, part = relations.get(slide_id, ("", f"slide {number}"))
        slide = _Slide(office, part, file)
        found = slide.grids(number)
        grids += found
        hidden += [number] if slide.is_hidden and found else []
        struck += [number] if found and slide.has_struck_words() else []
        preface += slide.lines() if not grids else []
        pictures += [number] if not found and slide.holds_large_picture(size) else []
    if pictures and not grids:
        raise DocumentRefusedError(
            f"expected a table, found pictures and no table on {_slides(pictures)}: "
            "a table in a picture cannot be read",
            code="picture_only",
            where=file,
            hint="ask the sender for the presentation in which the table can be edited",
        )
    return RawDocument("pptx", tuple(grids), tuple(preface), tuple(_warnings(hidden, struck, pictures)))


def _warnings(
    hidden: Sequence[int], struck: Sequence[int], pictures: Sequence[int]
) -> Iterator[ReadingWarning]:
    if hidden:
        message = f"{_slides(hidden)} hidden in the show: read, and marked as hidden"
        yield ReadingWarning("hidden_slide", message, _slides(hidden))
    if struck:
        message = f"{_slides(struck)} with words that are struck through: read like any others"
        yield ReadingWarning("struck_out", message, _slides(struck))
    if pictures:
        message = f"{_slides(pictures)} with a picture and no table: a table in a picture is not read"
        yield ReadingWarning("picture_slide", message, _slides(pictures))


def _slides(numbers: Sequence[int]) -> str:
    return ("slides " if len(numbers) > 1 else "slide ") + ", ".join(map(str, numbers))


def _slide_size(presentation: Element) -> tuple[int, int]:
    size = presentation.find(f"{P}sldSz")
    if size is None:
        return _DEFAULT_SLIDE_EMU
    wide, high = _DEFAULT_SLIDE_EMU
    return max(1, whole_number(size.get("cx"), wide)), max(1, whole_number(size.get("cy"), high))


@dataclass(frozen=True)
class _Box:
    """A rectangle on a slide, in EMU from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def is_beside(self, other: "_Box") -> bool:
        """Whether no vertical line crosses both."""
        return self.left + self.width <= other.left or other.left + other.width <= self.left


# A table: where it is, its cells, how many rows it has.
_Placed = tuple[_Box, list[Area], int]


@dataclass(frozen=True)
class _Scale:
    """How the inner places of a group of shapes lie on the slide."""

    x: float = 0
    y: float = 0
    wide: float = 1
    high: float = 1

    def box(self, frame: Element) -> _Box:
        left, top, width, height = _numbers(frame, "off", "ext")
        return _Box(
            self.x + left * self.wide, self.y + top * self.high, width * self.wide, height * self.high
        )

    def inside(self, frame: Element) -> "_Scale":
        outer = self.box(frame)
        left, top, width, height = _numbers(frame, "chOff", "chExt")
        wide = outer.width / width if width else self.wide
        high = outer.height / height if height else self.high
        return _Scale(outer.left - left * wide, outer.top - top * high, wide, high)


def _numbers(frame: Element, offset: str, extent: str) -> tuple[int, int, int, int]:
    off, ext = frame.find(f"{A}{offset}"), frame.find(f"{A}{extent}")
    return (
        whole_number(off.get("x"), 0) if off is not None else 0,
        whole_number(off.get("y"), 0) if off is not None else 0,
        whole_number(ext.get("cx"), 0) if ext is not None else 0,
        whole_number(ext.get("cy"), 0) if ext is not None else 0,
    )


@dataclass(frozen=True)
class _Text:
    """A text box: its paragraphs, its place (None where nobody says), its largest letters."""

    lines: tuple[str, ...]
    box: _Box | None
    size: int
    is_title: bool


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
        self._texts: list[_Text] = []
        self._tables: list[tuple[_Box, Element]] = []
        self._pictures: list[_Box] = []
        for tree in self._root.iterfind(f"{P}cSld/{P}spTree"):
            self._shapes(elements(tree), _Scale())

    def grids(self, number: int) -> list[Grid]:
        """The tables, with the slide's title and what stands above each."""
        tables: list[_Placed] = []
        for box, table in self._tables:
            areas, rows = self._areas(table)
            if len(areas) == 1:
                self._texts.append(_Text(tuple(_lines([areas[0].text])), box, 0, is_title=False))
            elif areas:
                tables.append((box, areas, rows))
        if not tables:
            return []
        tables = _in_reading_order(tables)
        title = self._title(min(box.top for box, *_ in tables))
        above = _above([box for box, *_ in tables], [text for text in self._texts if text is not title])
        return [
            Grid(
                lay_out(areas, [False] * rows, self._file),
                title=" ".join(title.lines) if title else None,
                text_above=tuple(lines),
                slide=number,
                is_hidden=self.is_hidden,
            )
            for (_, areas, rows), lines in zip(tables, above, strict=True)
        ]

    def lines(self) -> list[str]:
        """The paragraphs of the text boxes."""
        return [line for text in self._texts for line in text.lines]

    def has_struck_words(self) -> bool:
        """Whether words are struck through, which may mean that they no longer hold."""
        return any(run.get("strike", "noStrike") != "noStrike" for run in self._root.iter(f"{A}rPr"))

    def holds_large_picture(self, slide: tuple[int, int]) -> bool:
        """Whether a picture, or an embedded sheet, could be one of a table."""
        least = slide[0] * slide[1] * _PICTURE_OF_A_TABLE_SHARE
        is_cover = next(_placeholders(self._root, "ctrTitle"), None) is not None
        return not is_cover and any(box.width * box.height >= least for box in self._pictures)

    def _title(self, top: float) -> _Text | None:
        """The title: the placeholder for it, else the largest letters above the first table."""
        if (own := next((text for text in self._texts if text.is_title), None)) is not None:
            return own
        above = [text for text in self._texts if text.box is not None and text.box.middle <= top]
        return min(above, key=lambda text: (-text.size, text.box.top if text.box else 0), default=None)

    def _shapes(self, shapes: Iterator[Element], scale: _Scale) -> None:
        for shape in shapes:
            if shape.tag == f"{MC}AlternateContent":
                self._shapes(alternative(shape), scale)
            elif shape.tag == f"{P}grpSp":
                frame = shape.find(f"{P}grpSpPr/{A}xfrm")
                self._shapes(elements(shape), scale if frame is None else scale.inside(frame))
            elif shape.tag == f"{P}graphicFrame":
                self._frame(shape, scale)
            elif shape.tag == f"{P}pic":
                frame = shape.find(f"{P}spPr/{A}xfrm")
                self._pictures += [] if frame is None else [scale.box(frame)]
            elif shape.tag == f"{P}sp":
                self._text(shape, scale)

    def _frame(self, shape: Element, scale: _Scale) -> None:
        frame = shape.find(f"{P}xfrm")
        box = scale.box(frame) if frame is not None else _Box(0, 0, 0, 0)
        table = shape.find(f"{A}graphic/{A}graphicData/{A}tbl")
        if table is not None:
            self._tables.append((box, table))
        elif next(shape.iter(f"{P}oleObj"), None) is not None:
            self._pictures.append(box)

    def _text(self, shape: Element, scale: _Scale) -> None:
        body = shape.find(f"{P}txBody")
        place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = None if place is None else place.get("type", "obj")
        if body is None or kind in _RUNNING:
            return
        lines = tuple(_lines(_paragraph(paragraph) for paragraph in body.iterchildren(f"{A}p")))
        if not lines:
            return
        frame = shape.find(f"{P}spPr/{A}xfrm")
        if frame is None and place is not None:
            frame = self._inherited(place)
        sizes = (whole_number(entry.get("sz"), 0) for entry in body.iter(f"{A}rPr", f"{A}defRPr"))
        self._texts.append(
            _Text(
                lines,
                None if frame is None else scale.box(frame),
                max(sizes, default=0) or _DEFAULT_SIZE,
                is_title=kind in _TITLES,
            )
        )

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
                areas.append(Area(row, column, high, wide, _cell_text(cell), self._fill(cell)))
        return areas, len(rows)

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


def _in_reading_order(tables: list[_Placed]) -> list[_Placed]:
    """From the top, and from the left where upper edges are level."""
    ordered: list[_Placed] = []
    band: list[_Placed] = []
    for entry in sorted(tables, key=lambda entry: entry[0].top):
        if band and entry[0].top - band[0][0].top > _BAND_EMU:
            ordered += sorted(band, key=lambda entry: entry[0].left)
            band = []
        band.append(entry)
    return ordered + sorted(band, key=lambda entry: entry[0].left)


def _above(tables: Sequence[_Box], texts: Sequence[_Text]) -> list[list[str]]:
    """For each table the text boxes that stand over it, with no other table between."""
    found: list[list[tuple[float, float, _Text]]] = [[] for _ in tables]
    for text in texts:
        box = text.box
        if box is None:
            continue
        below = [number for number, table in enumerate(tables) if box.middle <= table.top]
        over = [number for number in below if not box.is_beside(tables[number])] or below
        nearest = min((tables[number].top for number in over), default=0)
        for number in over:
            if tables[number].top - nearest <= _BAND_EMU:
                found[number].append((box.top, box.left, text))
    return [
        [line for *_, text in sorted(entries, key=lambda entry: entry[:2]) for line in text.lines]
        for entries in found
    ]


def _placeholders(root: Element, kind: str) -> Iterator[Element]:
    return (place for place in root.iter(f"{P}ph") if place.get("type") == kind)


def _lines(paragraphs: Iterator[str] | Sequence[str]) -> Iterator[str]:
    """Paragraphs without the blank ones, each in one line."""
    return (line for text in paragraphs if (line := " ".join(clean(text).split("\n"))))


def _cell_text(cell: Element) -> str:
    body = cell.find(f"{A}txBody")
    if body is None:
        return ""
    return marked(clean("\n".join(_paragraph(paragraph) for paragraph in body.iterchildren(f"{A}p"))))


def _paragraph(paragraph: Element) -> str:
    return "".join(_said(paragraph))


def _said(parent: Element) -> Iterator[str]:
    for child in elements(parent):
        if child.tag in (f"{A}r", f"{A}fld"):
            properties = child.find(f"{A}rPr")
            text = "".join(part.text or "" for part in child.iterchildren(f"{A}t"))
            yield symbols(text, _font(properties, text))
        elif child.tag == f"{A}br":
            yield "\n"
        elif child.tag == f"{MC}AlternateContent":
            yield from ("".join(map(str, branch.itertext())) for branch in alternative(child))


def _font(properties: Element | None, text: str) -> str | None:
    """The font of symbols of a run; PowerPoint leaves its name also on the words that follow a symbol."""
    if properties is None:
        return None
    latin, symbol = properties.find(f"{A}latin"), properties.find(f"{A}sym")
    if latin is not None and is_drawn(latin.get("typeface")):
        return latin.get("typeface")
    is_single = len(text.strip()) == 1 and not text.isascii()
    return symbol.get("typeface") if symbol is not None and is_single else None
