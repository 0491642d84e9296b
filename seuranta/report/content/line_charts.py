"""The charts of what has happened over the periods: lines through the counts of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib import rc_context

from seuranta.model import Period
from seuranta.report.content.drawing import (
    EDGES,
    FILLS,
    LINE,
    SMALL,
    STYLE,
    WIDTH,
    Canvas,
    wrapped,
)

_BAR, _TINT, _HAIR = "#134a86", "#f3f4f6", "#d8dce0"
_MONTHS = 12
_COUNT_WIDTH, _COUNT_HEIGHT, _POINT_WIDTH = 30, 15, 56  # so far apart that no label lies on another
# The lines of the burn-up by what they count: told apart by pattern, and named at their ends.
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "in_scope": {"color": LINE, "linewidth": 1.2},
    "baseline": {"color": "#6d3a8f", "linewidth": 2, "linestyle": (0, (1.5, 1.8))},
    "planned": {"color": "#8a4b08", "linewidth": 2, "linestyle": (0, (5, 2.5))},
    "completed": {"color": _BAR, "linewidth": 3},
}
_NAMED_IN = 168  # the room right of the plot for the names of the lines


def trend_panels(
    figure_id: str, periods: Sequence[str], panels: Sequence[tuple[str, Sequence[tuple[float, str]]]]
) -> str:
    """A line over the periods for each number, two panels a row, all on the scale from none to all.

    Args:
        figure_id: the figure's id.
        periods: the periods, oldest first.
        panels: for each number its name and, for each period, its share (0-1) and what it was counted from.
    """
    with rc_context(STYLE):
        width, height, plot = WIDTH / 2, 206, 96
        canvas = Canvas(height * -(-len(panels) // 2))
        for index, (name, points) in enumerate(panels):
            left, top = width * (index % 2) + 34, height * (index // 2) + 62
            room = width - 34 - 40
            title = wrapped(name, width - 16, 2)
            canvas.words(left - 22, top - 56, title, weight="bold", va="top", linespacing=1.1)
            canvas.line([left - 22, left + room + 22], [top + plot, top + plot])
            step = room / max(1, len(points) - 1)
            x = [left + step * number for number in range(len(points))]
            y = [top + plot * (1 - share) for share, _ in points]
            canvas.line(x, y, color=_BAR, linewidth=2)
            labelled = _labelled(len(points), most=max(2, int(room / 54)))
            for number, (_, said) in enumerate(points):
                side = 5
                canvas.box(
                    x[number] - side / 2, y[number] - side / 2, side, side, facecolor=_BAR, zorder=EDGES
                )
                if number in labelled:
                    canvas.words(x[number], y[number] - 12, said, ha="center", fontsize=SMALL)
                    canvas.words(x[number], top + plot + 16, periods[number], ha="center", fontsize=SMALL)
        return canvas.svg(figure_id)


def _labelled(count: int, *, most: int) -> set[int]:
    """Which of many points are labelled: the first, the last, and others at even distances."""
    if count <= most:
        return set(range(count))
    return {round(number * (count - 1) / (most - 1)) for number in range(most)}


@dataclass(frozen=True)
class Line:
    """One line of the burn-up.

    Args:
        code: what it counts: `in_scope`, `baseline`, `planned` or `completed`.
        name: the same in words.
        counts: the count at each of the first points; shorter than the points where it is not known further.
    """

    code: str
    name: str
    counts: Sequence[int]


def burn_up_lines(figure_id: str, points: Sequence[Period], lines: Sequence[Line], *, told: int) -> str:
    """Counts over time to one scale: what is completed, what was planned, and what there is in all.

    The years to come lie on a tint. Each line is named where it ends, with its last count; the completed ones
    are counted at each period, and the others at the latest.

    Args:
        figure_id: the figure's id.
        points: the periods and then the years to come, oldest first, at least two.
        lines: the lines, in the order in which they are drawn.
        told: how many of the points are periods.
    """
    with rc_context(STYLE):
        left, top, right, height = 34.0, 22.0, WIDTH - _NAMED_IN, 210.0
        canvas = Canvas(top + height + 34)
        months = [point.year * _MONTHS + point.month for point in points]
        step = (right - left) / (months[-1] - months[0])
        x = [left + (month - months[0]) * step for month in months]
        unit = height / max(1, *(max(line.counts) for line in lines))
        bottom, latest = top + height, x[told - 1]
        canvas.box(latest, top - 10, right - latest, height + 10, facecolor=_TINT)
        canvas.line([latest, latest], [top - 10, bottom], color=_HAIR)
        canvas.line([left - 14, right], [bottom, bottom])
        for line in lines:
            y = [bottom - unit * count for count in line.counts]
            canvas.line(x[: len(y)], y, zorder=EDGES, **_LOOKS[line.code])
            if line.code == "completed":
                for at, level in zip(x, y, strict=False):
                    canvas.box(at - 3, level - 3, 6, 6, facecolor=_BAR, zorder=EDGES)
        _count_points(canvas, x, lines, told, lambda count: bottom - unit * count)
        _name_lines(canvas, right, x, lines, lambda count: bottom - unit * count)
        _name_points(canvas, x, points, told, bottom + 18)
        return canvas.svg(figure_id)


def _count_points(
    canvas: Canvas, x: Sequence[float], lines: Sequence[Line], told: int, level: Callable[[int], float]
) -> None:
    """The count of the completed at each period, and of every line at the latest, each number once.

    Where no year is to come, the latest counts stand in the names of the lines alone.
    """
    completed = next(line.counts for line in lines if line.code == "completed")
    end, former = x[told - 1], -1e9
    for at, count in zip(x[: told - 1], completed, strict=False):
        if at - former > _COUNT_WIDTH and end - at > _COUNT_WIDTH:
            _count(canvas, at - 8, level(count) - 11, count, ha="right", weight="bold")
            former = at
    if told == len(x):  # their names, right there, tell the counts
        return
    latest = sorted({line.counts[told - 1] for line in lines if line.code != "in_scope"}, reverse=True)
    above, below = level(latest[0]), -1e9
    for count in latest:
        weight = "bold" if count == completed[-1] else "normal"
        if count == latest[0] or level(count) - above > _COUNT_HEIGHT:
            above = level(count)
            _count(canvas, end - 8, above - 11, count, ha="right", weight=weight)
        else:  # too close below the former count: to the right, where lines that rise leave room
            below = max(level(count) + 11, below + _COUNT_HEIGHT)
            _count(canvas, end + 8, below, count, ha="left", weight=weight)


def _count(canvas: Canvas, x: float, y: float, count: int, *, ha: str, weight: str) -> None:
    canvas.words(x, y, str(count), ha=ha, fontsize=SMALL, weight=weight)


def _name_lines(
    canvas: Canvas,
    right: float,
    x: Sequence[float],
    lines: Sequence[Line],
    level: Callable[[int], float],
) -> None:
    """The name of each line and its last count, a sample of its pattern before it, joined to its end."""
    ordered = sorted(lines, key=lambda line: -line.counts[-1])
    room = _NAMED_IN - 52
    names = [wrapped(f"{line.name} {line.counts[-1]}", room, 2, is_small=True) for line in ordered]
    heights = [10 + 14 * (name.count("\n") + 1) for name in names]
    places: list[float] = []
    for line, name_height in zip(ordered, heights, strict=True):
        wanted = level(line.counts[-1])
        free = places[-1] + (heights[len(places) - 1] + name_height) / 2 if places else 0.0
        places.append(max(wanted, free, name_height / 2))
    lowest = level(0) + 10
    for index in reversed(range(len(places))):
        places[index] = min(places[index], lowest - heights[index] / 2)
        lowest = places[index] - heights[index] / 2
    for line, name, place in zip(ordered, names, places, strict=True):
        end = level(line.counts[-1])
        canvas.line(
            [x[len(line.counts) - 1], right, right + 14], [end, end, place], color=_HAIR, zorder=FILLS
        )
        canvas.line([right + 14, right + 42], [place, place], zorder=EDGES, **_LOOKS[line.code])
        weight = "bold" if line.code == "completed" else "normal"
        canvas.words(right + 48, place, name, fontsize=SMALL, weight=weight, linespacing=1.1)


def _name_points(canvas: Canvas, x: Sequence[float], points: Sequence[Period], told: int, y: float) -> None:
    """The latest period, the first and the last point, and as many of the others as there is room for."""
    order = dict.fromkeys((told - 1, 0, len(points) - 1, *range(len(points))))
    taken: list[float] = []
    for index in order:
        if all(abs(x[index] - other) > _POINT_WIDTH for other in taken):
            taken.append(x[index])
            weight = "bold" if index == told - 1 else "normal"
            canvas.words(x[index], y, str(points[index]), ha="center", fontsize=SMALL, weight=weight)
