"""The drawings: from counts to SVG. A drawing holds numbers and labels; title and words stand around it."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from textwrap import wrap
from typing import Any

from lxml import etree
from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from seuranta.report.palette import STATUS_STYLES

WIDTH = 680
_LABEL_WIDTH, _MARGIN = 196, 12
_FONT_SIZE, _SMALL = 14, 12
_CHARACTER_WIDTH = 7.4  # of the text font at its size, rounded up
_INK, _LINE, _BAR = "#1f2430", "#6b7280", "#134a86"
_TINT, _BETTER_TINT = "#f3f4f6", "#d9efe3"
_TEXT_FAMILY, _SYMBOL_FAMILY = "Atkinson Hyperlegible", "DejaVu Sans"
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # page and PDF carry the fonts; outlines would double the size
    "svg.hashsalt": "seuranta",
    "font.family": [_TEXT_FAMILY, _SYMBOL_FAMILY],
    "font.size": _FONT_SIZE,
    "hatch.linewidth": 0.7,
}
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: what it stands for, and its counts by code."""

    label: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The length of the bar."""
        return sum(self.counts.values())


class Canvas:
    """A drawing area in pixels, from the top left corner; the axes of matplotlib without their furniture."""

    def __init__(self, height: float) -> None:
        _load_fonts()
        self.figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()
        self.figure.patch.set_visible(False)

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """A rectangle."""
        self.axes.add_patch(Rectangle((x, y), width, height, **{"linewidth": 0, **look}))

    def line(self, x: Sequence[float], y: Sequence[float]) -> None:
        """A thin line."""
        self.axes.plot(x, y, color=_LINE, linewidth=1)

    def words(self, x: float, y: float, text: str, **look: Any) -> None:
        """Text, centred on its line; a dollar sign is a dollar sign."""
        settings = {"va": "center", "ha": "left", "color": _INK, "parse_math": False, **look}
        self.axes.text(x, y, text, **settings)

    def symbol(self, x: float, y: float, code: str) -> None:
        """A status symbol, by itself: a run of text in two fonts falls to a third in Typst."""
        self.words(x, y, STATUS_STYLES[code].symbol, ha="center", family=_SYMBOL_FAMILY, fontsize=_SMALL)

    def svg(self, figure_id: str) -> str:
        """The drawing as an `<svg>` element whose ids begin with the figure's."""
        target = io.StringIO()
        self.figure.savefig(target, format="svg", metadata={"Date": None})
        return _tidy(target.getvalue(), figure_id)


def status_bars(figure_id: str, bars: Sequence[Bar], statuses: Mapping[str, str]) -> str:
    """One bar a row, divided by status; each part carries its count.

    Args:
        figure_id: the figure's id.
        bars: the rows, with counts by status code.
        statuses: the statuses that occur with their words, in order.
    """
    with rc_context(_STYLE):
        legend = _legend_places(list(statuses.values()))
        top = (legend[-1][1] if legend else 0) + 34
        canvas = Canvas(top + 56 * len(bars))
        for (x, y), code in zip(legend, statuses, strict=True):
            _status_box(canvas, code, (x, y - 8, 18, 16))
            canvas.symbol(x + 32, y, code)
            canvas.words(x + 42, y, statuses[code], fontsize=_SMALL)
        unit = (WIDTH - _LABEL_WIDTH - 56) / max(1, *(bar.total for bar in bars))
        for index, bar in enumerate(bars):
            _status_bar(canvas, bar, statuses, y=top + 56 * index, unit=unit)
        return canvas.svg(figure_id)


def _status_bar(canvas: Canvas, bar: Bar, statuses: Mapping[str, str], *, y: float, unit: float) -> None:
    canvas.words(_LABEL_WIDTH - 10, y + 30, _wrapped(bar.label, _LABEL_WIDTH - 16), ha="right")
    left, last_label_end = float(_LABEL_WIDTH), 0.0
    for code in statuses:
        count = bar.counts.get(code, 0)
        if not count:
            continue
        width, label_width = count * unit, _width_of(str(count))
        _status_box(canvas, code, (left, y + 16, width, 28))
        centre = left + width / 2
        if width > label_width + 28:
            canvas.box(centre - label_width / 2 - 11, y + 20, label_width + 22, 20, facecolor="white")
            canvas.symbol(centre - label_width / 2, y + 30, code)
            canvas.words(centre + 8, y + 30, str(count), ha="center")
        elif centre - label_width / 2 >= last_label_end:
            canvas.words(centre, y + 8, str(count), ha="center", fontsize=_SMALL)
            last_label_end = centre + label_width / 2
        left += width
    canvas.words(left + 8, y + 30, str(bar.total), weight="bold")


def _status_box(canvas: Canvas, code: str, box: tuple[float, float, float, float]) -> None:
    style = STATUS_STYLES[code]
    # One mark of each hatch is enough, and a dense one of dots alone would weigh 68 KB.
    canvas.box(*box, facecolor=style.fill, edgecolor="white", hatch=style.hatch[:1] or None)
    canvas.box(*box, facecolor="none", edgecolor=_INK, linewidth=0.8)


def count_panels(figure_id: str, panels: Sequence[tuple[str, Mapping[str, int]]]) -> str:
    """Small bar charts side by side over the same rows.

    Args:
        figure_id: the figure's id.
        panels: each with its title and its count by row label; the labels of all panels are the same.
    """
    with rc_context(_STYLE):
        labels = list(panels[0][1])
        panel_width = (WIDTH - _LABEL_WIDTH) / len(panels)
        titles = [_wrapped(title, panel_width - 8) for title, _ in panels]
        top = 14 + 18 * max(title.count("\n") + 1 for title in titles)
        canvas = Canvas(top + 44 * len(labels))
        unit = (panel_width - 48) / max(1, *(count for _, counts in panels for count in counts.values()))
        for row, label in enumerate(labels):
            text = _wrapped(label, _LABEL_WIDTH - 16)
            canvas.words(_LABEL_WIDTH - 10, top + 44 * row + 20, text, ha="right")
        for column, (title, (_, counts)) in enumerate(zip(titles, panels, strict=True)):
            left = _LABEL_WIDTH + column * panel_width
            canvas.words(left, top / 2 - 4, title, weight="bold", fontsize=_SMALL)
            canvas.line([left, left], [top, top + 44 * len(labels) - 4])
            for row, label in enumerate(labels):
                y, width = top + 44 * row + 8, counts[label] * unit
                canvas.box(left, y, width, 24, facecolor=_BAR)
                canvas.words(left + width + 6, y + 12, str(counts[label]))
        return canvas.svg(figure_id)


def class_matrix(
    figure_id: str,
    cells: Mapping[tuple[str, str], Sequence[str]],
    classes: Sequence[str],
    *,
    row_title: str,
    column_title: str,
) -> str:
    """A square table of classes, the rows from the highest down, with what is in each cell.

    Args:
        figure_id: the figure's id.
        cells: the labels in each (row class, column class).
        classes: the classes from the lowest up.
        row_title: what the rows are.
        column_title: what the columns are.
    """
    with rc_context(_STYLE):
        left, top, height = 120, 56, 92
        width = (WIDTH - left - _MARGIN) / len(classes)
        canvas = Canvas(top + height * len(classes) + 6)
        canvas.words(left + (WIDTH - left - _MARGIN) / 2, 14, column_title, ha="center", weight="bold")
        canvas.words(6, top + height * len(classes) / 2, _wrapped(row_title, 92), weight="bold")
        for column, column_class in enumerate(classes):
            canvas.words(left + width * (column + 0.5), 40, column_class, ha="center")
        for row, row_class in enumerate(reversed(classes)):
            y = top + height * row
            canvas.words(left - 14, y + height / 2, row_class, ha="center")
            for column, column_class in enumerate(classes):
                is_better = classes.index(row_class) > column
                box = (left + width * column + 2, y + 2, width - 4, height - 4)
                tint = _BETTER_TINT if is_better else _TINT
                canvas.box(*box, facecolor=tint, edgecolor=_LINE, linewidth=2 if is_better else 0.8)
                _matrix_cell(canvas, cells.get((row_class, column_class), ()), box)
        return canvas.svg(figure_id)


def _matrix_cell(canvas: Canvas, labels: Sequence[str], box: tuple[float, float, float, float]) -> None:
    x, y, width, height = box
    canvas.words(x + width / 2, y + 18, str(len(labels)), ha="center", weight="bold")
    lines = wrap(", ".join(labels), int(width / _CHARACTER_WIDTH))
    shown = lines if len(lines) <= 3 else [*lines[:2], "…"]  # noqa: PLR2004 (what fits below the count)
    canvas.words(x + width / 2, y + (height + 24) / 2, "\n".join(shown), ha="center", fontsize=_SMALL)


def _legend_places(texts: Sequence[str]) -> list[tuple[float, float]]:
    places: list[tuple[float, float]] = []
    x, y = 6.0, 14.0
    for text in texts:
        width = _width_of(text) + 64
        if x + width > WIDTH and x > _MARGIN:
            x, y = 6.0, y + 24
        places.append((x, y))
        x += width
    return places


def _width_of(text: str) -> float:
    return len(text) * _CHARACTER_WIDTH


def _wrapped(text: str, width: float, most_lines: int = 3) -> str:
    return "\n".join(
        wrap(text, max(4, int(width / _CHARACTER_WIDTH)), max_lines=most_lines, placeholder=" …")
    )


@lru_cache
def _load_fonts() -> None:
    """Make the report's text font known to matplotlib, which needs its name and its measures."""
    for name in ("Regular", "Bold"):
        source = files("fontpkg_atkinson_hyperlegible") / "files" / f"AtkinsonHyperlegible-{name}.ttf"
        with as_file(source) as path:
            font_manager.fontManager.addfont(path)


def _tidy(svg: str, figure_id: str) -> str:
    """The bare `<svg>` element: no metadata, ids of its own, sized in pixels, no idle space."""
    root = etree.fromstring(svg.encode())
    for metadata in root.findall(f"{_SVG}metadata"):
        root.remove(metadata)
    for side in ("width", "height"):
        root.set(side, root.get(side, "").removesuffix("pt"))
    for element in root.iter():
        for name, value in element.attrib.items():
            element.set(name, _owned(str(name), str(value), figure_id))
        if element.tag != f"{_SVG}text" and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    return etree.tostring(root, encoding="unicode")


def _owned(name: str, value: str, figure_id: str) -> str:
    if name == "id":
        return f"{figure_id}-{value}"
    if name == _HREF:
        return value.replace("#", f"#{figure_id}-", 1)
    if name == "d":
        return re.sub(r"\s+", " ", re.sub(r"(\.\d\d)\d+", r"\1", value)).strip()
    return value.replace("url(#", f"url(#{figure_id}-")
