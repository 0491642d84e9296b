"""How wide the columns of a table are, measured with the fonts that it is set in.

All lengths are millimetres, all sizes points; tables are the JSON form of `blocks.Table`.
"""

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

from seuranta.report.pdf.text import longest_word_in_mm, showable, width_in_mm

BADGE_WIDTH = 6.5  # the symbol and the room around the word

_CELL_PADDING = 3.0  # left and right together
_YEAR_PADDING = 1.6
_HALF_A_TITLE = 0.6  # of its width: its words do not divide it evenly
_SLACK = 0.3  # what rounding may cost a line that fits exactly
_ENOUGH = {"number": 30.0, "label": 30.0, "status": 34.0, "place": 28.0, "year": 14.0}
_MOST = 48.0  # a short text that is longer than this wraps even where there is room
_WRAPPING = ("label", "place")
_PROSE = {"name": (30.0, 42.0), "text": (44.0, 52.0)}  # the narrowest, and as wide as long words may make it


@dataclasses.dataclass(frozen=True)
class Need:
    """How wide a column can be: at `least` no word is cut, at `enough` it reads well, `most` it can use."""

    least: float
    enough: float
    most: float


def column_widths(table: Mapping[str, Any], available: float, size: float) -> list[float]:
    """How wide each column of a table is.

    Short columns get what their contents need. `name` and `text` columns share the rest, by the length of
    what stands in them, and none gets more than it can use.

    Args:
        table: the JSON form of `blocks.Table`.
        available: the width of the page inside its margins.
        size: the size of the letters.

    Returns:
        One width a column; together at most `available`.
    """
    needs = _needs(table, size)
    least, enough = sum(need.least for need in needs), sum(need.enough for need in needs)
    if least >= available:
        return [need.least * available / least for need in needs]
    if enough > available:
        share = (available - least) / (enough - least)
        return [need.least + (need.enough - need.least) * share for need in needs]
    return _shared(needs, [_weight(table, index) for index in range(len(needs))], available)


def _shared(needs: Sequence[Need], weights: Sequence[float], available: float) -> list[float]:
    """Each column at least as wide as is enough, and what is left over split by weight."""
    widths = [need.enough for need in needs]
    growing = {index for index, need in enumerate(needs) if need.most > need.enough}
    while growing and (left := available - sum(widths)) > 0.01:  # noqa: PLR2004 (a hundredth of a millimetre)
        # Widths follow the weights as a whole, so a column that starts wide waits for the others.
        total = sum(weights[index] for index in growing)
        pool = left + sum(widths[index] for index in growing)
        wanted = {index: pool * weights[index] / total for index in growing}
        content = {index for index in growing if wanted[index] <= widths[index]}
        if content:
            growing -= content
            continue
        full = {index for index in growing if wanted[index] >= needs[index].most}
        for index in full or growing:
            widths[index] = min(wanted[index], needs[index].most)
        growing = growing - full if full else set()
    return widths


def least_width(table: Mapping[str, Any], size: float) -> float:
    """How narrow the table can be without cutting a word."""
    return sum(need.least for need in _needs(table, size))


def _needs(table: Mapping[str, Any], size: float) -> list[Need]:
    """What each column needs; the years of a grid are as wide as the widest of them."""
    columns = table["columns"]
    needs = [_need(table, index, size) for index in range(len(columns))]
    kinds = [column["kind"] for column in columns]
    width = max((need.enough for need, kind in zip(needs, kinds, strict=True) if kind == "year"), default=0.0)
    year = Need(width, width, width)
    return [year if kind == "year" else need for need, kind in zip(needs, kinds, strict=True)]


def _need(table: Mapping[str, Any], index: int, size: float) -> Need:
    column = table["columns"][index]
    extra = padding_of(column) + _SLACK
    title = showable(column["title"])
    heading = longest_word_in_mm(title, size, is_bold=True) + extra
    whole_title = width_in_mm(title, size, is_bold=True)
    title_on_two_lines = max(heading, whole_title * _HALF_A_TITLE + extra)
    rows = [row for row in table["rows"] if _is_written(row["cells"][index], column)]
    line = max(heading, max((line_width(row, index, size) for row in rows), default=0.0) + extra)
    if column["kind"] in _PROSE:
        narrow, wide = _PROSE[column["kind"]]
        least = min(max(heading, narrow), line)
        words = max((_word_width(row, index, size) for row in rows), default=0.0) + extra
        enough = max(min(max(least, min(words, wide)), line), min(title_on_two_lines, wide))
        return Need(least, enough, max(line, enough))
    least = min(line, max(_ENOUGH[column["kind"]], heading))
    enough = max(least, title_on_two_lines)
    if column["kind"] in _WRAPPING:
        words = max((_word_width(row, index, size) for row in rows), default=0.0) + extra
        least = min(max(heading, words), least)
    most = min(max(line, whole_title + extra), max(_MOST, enough))
    return Need(least, enough, most)


def _is_written(cell: Mapping[str, Any], column: Mapping[str, Any]) -> bool:
    """Whether the cell shows its words, not the mark that stands for them."""
    return column["kind"] != "year" or cell["is_marked"] is None


def line_width(row: Mapping[str, Any], index: int, size: float) -> float:
    """The width of a cell's longest line if nothing had to wrap; a status may wrap before its remark."""
    cell = row["cells"][index]
    words = showable(plain(cell["text"]))
    lines = words.replace(" (", "\n(").split("\n") if cell["status"] else words.split("\n")
    badge = BADGE_WIDTH if cell["status"] else 0.0
    return max(width_in_mm(line, size, is_bold=row["is_total"]) for line in lines) + badge


def _word_width(row: Mapping[str, Any], index: int, size: float) -> float:
    words = showable(plain(row["cells"][index]["text"]))
    return longest_word_in_mm(words, size, is_bold=row["is_total"])


def _weight(table: Mapping[str, Any], index: int) -> float:
    """The square root of the mean length: a column four times as long gets twice the width."""
    lengths = [len(plain(row["cells"][index]["text"])) for row in table["rows"]]
    return math.sqrt(max(sum(lengths) / max(len(lengths), 1), 1.0))


def padding_of(column: Mapping[str, Any]) -> float:
    """How much of a column's width stays empty, left and right together."""
    return _YEAR_PADDING if column["kind"] == "year" else _CELL_PADDING


def plain(spans: Sequence[Mapping[str, Any]]) -> str:
    """The words of a running text."""
    return "".join(span["text"] for span in spans)
