"""What a PDF page draws, taken from it once: words, lines that may divide a table, coloured boxes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pdfminer.layout import LTChar, LTContainer, LTImage, LTItem
from pdfplumber.page import Page

from seuranta.ingest.formats.pdf.glyphs import layout_of
from seuranta.ingest.formats.pdf.page import Box, Run, words_of

# Whatever is drawn is seen: a soft hyphen is a hyphen, and so is pdfium's name for one at a line's end.
_HYPHENS = dict.fromkeys(map(ord, "\u0002\u00ad\u2010\u2011\ufffe"), "-")
# Thinner than this a box is a line; nothing can be written in it. In points.
LINE_WIDTH = 4.0
# How far a line may lean, in points, and how long it must be.
_LEAN, _SHORTEST = 1.0, 1.0
# The share of the page from which on a box is its background, and the share of letters that turns a page.
_BACKGROUND, _TURNED = 0.9, 0.8
_WHITE = "FFFFFF"
# A damaged file draws at places that are no numbers, or beyond any page, in points.
_FARTHEST = 100_000.0

Orientation = Literal["h", "v"]


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line, level ("h") or upright ("v"); or, without being drawn, the side of a coloured box."""

    box: Box
    orientation: Orientation
    is_of_fill: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A coloured box; its colour "RRGGBB" is None for white and for patterns."""

    box: Box
    color: str | None


@dataclass(frozen=True)
class Drawing:
    """A page as it is seen, upright.

    Args:
        page_number: from 1.
        width: in points.
        height: in points.
        words: in the order in which they are drawn.
        edges: what may divide a table.
        fills: in the order in which they are painted.
        picture_share: the share of the page that pictures cover; overlapping ones count twice.
        curve_count: how many curves are drawn.
    """

    page_number: int
    width: float
    height: float
    words: tuple[Run, ...]
    edges: tuple[Edge, ...]
    fills: tuple[Filled, ...]
    picture_share: float
    curve_count: int


def drawing_of(page: Page) -> Drawing:
    """Take what a page draws, and let go of the page.

    Args:
        page: the page; a page whose words run sideways is turned to be read.
    """
    letters: list[Run] = []
    edges: list[Edge] = []
    fills: list[Filled] = []
    pictures, curves = 0.0, 0
    size = float(page.width), float(page.height)
    left, top = float(page.mediabox[0]), float(page.mediabox[1])
    for item in _items(layout_of(page)):
        box = left + item.x0, top + size[1] - item.y1, left + item.x1, top + size[1] - item.y0
        if not all(abs(edge) < _FARTHEST for edge in box):
            continue
        if isinstance(item, LTChar):
            letters.append(_letter(item, box))
        elif isinstance(item, LTImage):
            pictures += _area(box)
        else:
            drawn = page.process_object(item)
            curves += drawn["object_type"] == "curve"
            if _area(box) < _BACKGROUND * size[0] * size[1]:
                edges += _edges(drawn)
                if drawn["fill"] and min(box[2] - box[0], box[3] - box[1]) > LINE_WIDTH:
                    fills.append(Filled(box, color(drawn["non_stroking_color"])))
    words = tuple(words_of(letters))
    share = pictures / max(1.0, size[0] * size[1])
    drawing = Drawing(page.page_number, *size, words, tuple(edges), tuple(fills), share, curves)
    page.close()
    return _upright(drawing)


def color(parts: Any) -> str | None:
    """A colour of the PDF as "RRGGBB"; None for white, and for patterns, which have no one colour."""
    numbers = parts if isinstance(parts, (tuple, list)) else (parts,)
    if not all(isinstance(number, (int, float)) for number in numbers):
        return None
    shades = [min(1.0, max(0.0, float(number))) for number in numbers]
    match shades:
        case [gray]:
            rgb = [gray] * 3
        case [_, _, _]:
            rgb = shades
        case [cyan, magenta, yellow, black]:
            rgb = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
        case _:
            return None
    written = "".join(f"{round(shade * 255):02X}" for shade in rgb)
    return None if written == _WHITE else written


def _items(items: Iterable[LTItem]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _letter(glyph: LTChar, box: Box) -> Run:
    text = glyph.get_text()
    if text.startswith("(cid:"):
        text = "\ufffd"
    across, up = glyph.matrix[0], glyph.matrix[1]
    turn = 0 if abs(up) <= abs(across) else 90 if up > 0 else 270
    return Run(
        text.translate(_HYPHENS).strip(),
        *box,
        size=box[2] - box[0] if turn else float(glyph.size),
        first_width=box[3] - box[1] if turn else box[2] - box[0],
        font=str(glyph.fontname),
        turn=turn,
    )


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _edges(drawn: dict[str, Any]) -> list[Edge]:
    box = float(drawn["x0"]), float(drawn["top"]), float(drawn["x1"]), float(drawn["bottom"])
    if drawn["object_type"] == "line":
        boxes = [box]
    elif drawn["object_type"] == "rect" and (drawn["fill"] or drawn["stroke"]):
        x0, top, x1, bottom = box
        boxes = [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]
    elif drawn["object_type"] == "curve":
        points = list(zip(drawn["pts"], drawn["pts"][1:], strict=False))
        boxes = [(*map(min, begin, end), *map(max, begin, end)) for begin, end in points]
    else:
        return []
    is_of_fill = not drawn["stroke"] and min(box[2] - box[0], box[3] - box[1]) > LINE_WIDTH
    return [edge for place in boxes for edge in _straight(place, is_of_fill)]


def _straight(box: Box, is_of_fill: bool) -> list[Edge]:
    width, height = box[2] - box[0], box[3] - box[1]
    if height <= _LEAN and width >= _SHORTEST:
        return [Edge(box, "h", is_of_fill)]
    if width <= _LEAN and height >= _SHORTEST:
        return [Edge(box, "v", is_of_fill)]
    return []


def _upright(drawing: Drawing) -> Drawing:
    """The page turned so that most of its words can be read."""
    turns = Counter[int]()
    for word in drawing.words:
        turns[word.turn] += len(word.text)
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if turn == 0 or count < _TURNED * turns.total():
        return drawing
    width, height = drawing.width, drawing.height

    def turned(box: Box) -> Box:
        x0, top, x1, bottom = box
        return (
            (height - bottom, x0, height - top, x1)
            if turn == 90  # noqa: PLR2004  # degrees
            else (top, width - x1, bottom, width - x0)
        )

    def turned_word(word: Run) -> Run:
        x0, top, x1, bottom = turned((word.x0, word.top, word.x1, word.bottom))
        return replace(word, x0=x0, top=top, x1=x1, bottom=bottom, turn=(word.turn - turn) % 360)

    other: dict[Orientation, Orientation] = {"h": "v", "v": "h"}
    return replace(
        drawing,
        width=height,
        height=width,
        words=tuple(map(turned_word, drawing.words)),
        edges=tuple(Edge(turned(e.box), other[e.orientation], e.is_of_fill) for e in drawing.edges),
        fills=tuple(Filled(turned(fill.box), fill.color) for fill in drawing.fills),
    )
