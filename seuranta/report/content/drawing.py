"""A drawing area of matplotlib in pixels, and the light SVG that comes out of it.

matplotlib wraps every shape into a named group and repeats font, clip and rotation on every word. Said
once, and with like shapes in one path, a chart of a thousand actions weighs a third.
"""

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from textwrap import wrap
from typing import Any

from lxml import etree
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from seuranta.report.palette import STATUS_STYLES

WIDTH = 680
FONT_SIZE, SMALL = 14, 12
INK, LINE = "#1f2430", "#6b7280"
CHARACTER_WIDTH = 7.4  # of the text font at its size, rounded up
SMALL_CHARACTER_WIDTH = CHARACTER_WIDTH * SMALL / FONT_SIZE
TEXT_FAMILY, SYMBOL_FAMILY = "Atkinson Hyperlegible", "DejaVu Sans"
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # page and PDF carry the fonts; outlines would double the size
    "svg.hashsalt": "seuranta",
    "font.family": [TEXT_FAMILY, SYMBOL_FAMILY],
    "font.size": FONT_SIZE,
    "hatch.linewidth": 0.7,
}
# What is drawn over what: like shapes lie in one layer, so that they come out as one path.
FILLS, EDGES, LABELS, WORDS = 1.0, 3.0, 4.0, 5.0
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_FAMILIES = f"'{TEXT_FAMILY}', '{SYMBOL_FAMILY}'"
_SAID_ONCE = {
    "font-family": _FAMILIES,
    "font-size": f"{FONT_SIZE}px",
    "text-anchor": "start",
    "fill": INK,
}
_RECTANGLE = re.compile(
    r"M(?P<x>\S+) (?P<y>\S+)L(?P<right>\S+) (?P=y)L(?P=right) (?P<bottom>\S+)L(?P=x) (?P=bottom)"
    r"(?:L(?P=x) (?P=y))?z"
)


class _Sheet:
    """All that matplotlib asks of the figure that a text stands on."""

    dpi = 72

    def get_figure(self, root: bool | None = None) -> "_Sheet":
        """Itself: it lies on no other."""
        return self


class Canvas:
    """A drawing area in pixels, from the top left corner.

    It hands the shapes to matplotlib's SVG renderer itself. `matplotlib.figure` would load every kind of
    axes, those in three dimensions included: half a CPU-second for a drawing that has none.
    """

    def __init__(self, height: float) -> None:
        _load_fonts()
        self.height = height
        self._sheet = _Sheet()
        self._pixels = Affine2D().scale(1, -1).translate(0, height)
        self._artists: list[Artist] = []

    def _add(self, artist: Artist) -> None:
        artist.set_figure(self._sheet)  # type: ignore[arg-type]  # of a figure, an artist asks only what _Sheet answers
        artist.set_transform(self._pixels)
        self._artists.append(artist)

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """A rectangle."""
        self._add(Rectangle((x, y), width, height, **{"linewidth": 0, "zorder": FILLS, **look}))

    def status_box(self, x: float, y: float, width: float, height: float, code: str) -> None:
        """A rectangle in the colour and pattern of a status."""
        style = STATUS_STYLES[code]
        layer = FILLS + list(STATUS_STYLES).index(code) / 10
        # One mark of each hatch is enough, and a dense one of dots alone would weigh 68 KB.
        look = {"facecolor": style.fill, "edgecolor": "white", "hatch": style.hatch[:1] or None}
        self.box(x, y, width, height, zorder=layer, **look)
        self.box(x, y, width, height, facecolor="none", edgecolor=INK, linewidth=0.8, zorder=EDGES)

    def line(self, x: Sequence[float], y: Sequence[float], **look: Any) -> None:
        """A thin line."""
        self._add(Line2D(x, y, **{"color": LINE, "linewidth": 1, "zorder": FILLS, **look}))

    def words(self, x: float, y: float, text: str, **look: Any) -> None:
        """Text, centred on its line; a dollar sign is a dollar sign."""
        settings = {
            "va": "center",
            "ha": "left",
            "color": INK,
            "parse_math": False,
            "zorder": WORDS,
            **look,
        }
        self._add(Text(x, y, text, **settings))

    def symbol(self, x: float, y: float, code: str) -> None:
        """A status symbol, by itself: a run of text in two fonts falls to a third in Typst."""
        self.words(x, y, STATUS_STYLES[code].symbol, ha="center", family=SYMBOL_FAMILY, fontsize=SMALL)

    def svg(self, figure_id: str) -> str:
        """The drawing as an `<svg>` element whose ids begin with the figure's."""
        target = io.StringIO()
        renderer: Any = RendererSVG(WIDTH, self.height, target, metadata={"Date": None})  # type: ignore[no-untyped-call]  # matplotlib gives it no types
        for artist in sorted(self._artists, key=Artist.get_zorder):
            artist.draw(renderer)
        renderer.finalize()
        return _light(target.getvalue(), figure_id)


def width_of(text: str, *, is_small: bool = False) -> float:
    """How wide a text is in the report's font."""
    _load_fonts()
    font = get_font(font_manager.findfont(TEXT_FAMILY))
    font.set_size(SMALL if is_small else FONT_SIZE, 72)
    font.set_text(text)
    return float(font.get_width_height()[0]) / 64  # FreeType counts in 64ths of a pixel


def lines_of(text: str, width: float, *, most: int = 3, is_small: bool = False) -> list[str]:
    """The text in lines of a width, the last one cut when there would be more."""
    character = SMALL_CHARACTER_WIDTH if is_small else CHARACTER_WIDTH
    return wrap(text, max(4, int(width / character)), max_lines=most, placeholder=" …")


def wrapped(text: str, width: float, most: int = 3, *, is_small: bool = False) -> str:
    """The text with line breaks."""
    return "\n".join(lines_of(text, width, most=most, is_small=is_small))


@lru_cache
def _load_fonts() -> None:
    """Make the report's text font known to matplotlib, which needs its name and its measures."""
    for name in ("Regular", "Bold"):
        source = files("fontpkg_atkinson_hyperlegible") / "files" / f"AtkinsonHyperlegible-{name}.ttf"
        with as_file(source) as path:
            font_manager.fontManager.addfont(path)


def _light(svg: str, figure_id: str) -> str:
    """The bare `<svg>` element: no metadata, ids of its own, sized in pixels, nothing said twice."""
    root = etree.fromstring(svg.encode())
    for name in ("metadata", "style"):
        for element in list(root.iter(f"{_SVG}{name}")):
            _remove(element)
    for side in ("width", "height"):
        root.set(side, root.get(side, "").removesuffix("pt"))
    for element in root.iter():
        _style_as_attributes(element)
    _name(root, figure_id)
    for group in list(root.iter(f"{_SVG}g")):
        _unwrap(group)
    for element in list(root.iter(f"{_SVG}defs")):
        if not len(element):
            _remove(element)
    _merge_like_paths(root)
    for element in root.iter():
        _say_once(element)
    for name, value in _SAID_ONCE.items():
        root.set(name, value)
    root.set("id", f"{figure_id}-drawing")
    return etree.tostring(root, encoding="unicode")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _style_as_attributes(element: etree._Element) -> None:
    for declaration in str(element.attrib.pop("style", "")).split(";"):
        name, _, value = declaration.partition(":")
        if value.strip():
            element.set(name.strip(), value.strip())
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    if "d" in element.attrib:
        element.set("d", _short_path(str(element.attrib["d"])))
    for name in ("x", "y"):
        if "." in element.get(name, ""):
            element.set(name, f"{float(element.attrib[name]):.4g}")
    if element.tag != f"{_SVG}text" and not (element.text or "").strip():
        element.text = None
    if not (element.tail or "").strip():
        element.tail = None


def _short_path(path: str) -> str:
    """A path with two decimals and no idle space; a rectangle by its sides."""
    short = re.sub(r"(\.\d\d)\d+", r"\1", re.sub(r"\s+", " ", path))
    short = re.sub(r" ?([A-Za-z]) ?", r"\1", short)
    return _RECTANGLE.sub(_rectangle, short)


def _rectangle(match: re.Match[str]) -> str:
    width, height = float(match["right"]) - float(match["x"]), float(match["bottom"]) - float(match["y"])
    return f"M{match['x']} {match['y']}h{width:.4g}v{height:.4g}H{match['x']}z"


def _name(root: etree._Element, figure_id: str) -> None:
    """Ids that begin with the figure's, and none that nothing refers to."""
    values = " ".join(str(value) for element in root.iter() for value in element.attrib.values())
    referred = set(re.findall(r"url\(#([^)]+)\)", values))
    referred |= {element.attrib[_HREF][1:] for element in root.iter() if _HREF in element.attrib}
    for element in root.iter():
        own = str(element.attrib.pop("id", ""))
        if own in referred:
            element.set("id", f"{figure_id}-{own}")
        for name, value in element.attrib.items():
            if str(name) == _HREF:
                element.set(name, str(value).replace("#", f"#{figure_id}-", 1))
            elif "url(#" in str(value):
                element.set(name, str(value).replace("url(#", f"url(#{figure_id}-"))


def _unwrap(group: etree._Element) -> None:
    """A group that says nothing gives way to what is in it."""
    parent = group.getparent()
    if parent is None or group.attrib:
        return
    place = parent.index(group)
    for child in reversed(list(group)):
        parent.insert(place, child)
    _remove(group)


def _merge_like_paths(root: etree._Element) -> None:
    """Neighbours that differ in their path alone become one."""
    for path in list(root.iter(f"{_SVG}path")):
        former = path.getprevious()
        if former is None or former.tag != path.tag or path.getparent() is not former.getparent():
            continue
        if _look(former) == _look(path):
            path.set("d", former.get("d", "") + path.get("d", ""))
            _remove(former)


def _look(path: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in path.attrib.items() if name != "d"}


def _say_once(element: etree._Element) -> None:
    if element.tag == f"{_SVG}text":
        for name, value in _SAID_ONCE.items():
            if element.get(name) == value:
                del element.attrib[name]
