"""Where things stand on a slide, and what that says of them: which comes first, what is above what."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from seuranta.ingest.formats.office.areas import Area
from seuranta.ingest.formats.office.package import A, whole_number

_BAND_EMU = 216_000  # 6 mm: shapes whose upper edges are no further apart stand side by side


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in EMU from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return self.top + self.height / 2

    def is_beside(self, other: "Box") -> bool:
        """Whether no vertical line crosses both."""
        return self.left + self.width <= other.left or other.left + other.width <= self.left


@dataclass(frozen=True)
class Scale:
    """How the inner places of a group of shapes lie on the slide."""

    x: float = 0
    y: float = 0
    wide: float = 1
    high: float = 1

    def box(self, frame: Element) -> Box:
        """Where a shape of the group stands on the slide."""
        left, top, width, height = _numbers(frame, "off", "ext")
        return Box(self.x + left * self.wide, self.y + top * self.high, width * self.wide, height * self.high)

    def inside(self, frame: Element) -> "Scale":
        """How the inner places of a group in the group lie on the slide."""
        outer = self.box(frame)
        left, top, width, height = _numbers(frame, "chOff", "chExt")
        wide = outer.width / width if width else self.wide
        high = outer.height / height if height else self.high
        return Scale(outer.left - left * wide, outer.top - top * high, wide, high)


def _numbers(frame: Element, offset: str, extent: str) -> tuple[int, int, int, int]:
    off, ext = frame.find(f"{A}{offset}"), frame.find(f"{A}{extent}")
    return (
        whole_number(off.get("x"), 0) if off is not None else 0,
        whole_number(off.get("y"), 0) if off is not None else 0,
        whole_number(ext.get("cx"), 0) if ext is not None else 0,
        whole_number(ext.get("cy"), 0) if ext is not None else 0,
    )


@dataclass(frozen=True)
class Text:
    """A text box: its paragraphs, its place (None where nobody says), its largest letters (0.01 points)."""

    lines: tuple[str, ...]
    box: Box | None
    size: int
    is_title: bool


@dataclass(frozen=True)
class Placed:
    """A table: where it is, its cells, how many rows it has."""

    box: Box
    areas: Sequence[Area]
    rows: int


def in_reading_order(tables: list[Placed]) -> list[Placed]:
    """From the top, and from the left where upper edges are level."""
    ordered: list[Placed] = []
    band: list[Placed] = []
    for entry in sorted(tables, key=lambda entry: entry.box.top):
        if band and entry.box.top - band[0].box.top > _BAND_EMU:
            ordered += sorted(band, key=lambda entry: entry.box.left)
            band = []
        band.append(entry)
    return ordered + sorted(band, key=lambda entry: entry.box.left)


def above(tables: Sequence[Box], texts: Sequence[Text]) -> list[list[str]]:
    """For each table the text boxes that stand over it, with no other table between."""
    found: list[list[tuple[float, float, Text]]] = [[] for _ in tables]
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
