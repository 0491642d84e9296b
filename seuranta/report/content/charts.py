"""The charts: from counts to SVG. A chart holds numbers and labels; title and words stand around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib import rc_context

from seuranta.report.content.drawing import (
    EDGES,
    INK,
    LABELS,
    LINE,
    SMALL,
    STYLE,
    WIDTH,
    Canvas,
    lines_of,
    width_of,
    wrapped,
)

_LABEL_WIDTH, _MARGIN = 196, 12
_BAR, _TINT, _BETTER_TINT = "#134a86", "#f3f4f6", "#d9efe3"
_STEP = 20  # from one line of labels to the next
_LARGEST_SQUARE = 50
_MOST_NAMES = 10  # in a cell of the matrix; the table below has them all


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: what it stands for, and its counts by code."""

    label: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """What the bar is divided into."""
        return sum(self.counts.values())


def status_bars(figure_id: str, bars: Sequence[Bar], statuses: Mapping[str, str]) -> str:
    """One bar a row, divided by status into shares; each part carries its count, the end the total.

    The parts of the first bar are named, so it is best the one of all actions.

    Args:
        figure_id: the figure's id.
        bars: the rows, with counts by status code.
        statuses: the statuses that occur with their words, in order.
    """
    with rc_context(STYLE):
        named = _name_places(bars[0], statuses)
        top = _STEP * (1 + max((level for _, _, level in named.values()), default=0)) + 4
        canvas = Canvas(top + 56 * len(bars))
        for code, (left, centre, level) in named.items():
            y = top - _STEP * level - 6
            canvas.line([centre, centre], [y + 8, top + 16])
            canvas.symbol(left + 6, y, code)
            canvas.words(left + 16, y, statuses[code], fontsize=SMALL)
        for index, bar in enumerate(bars):
            _status_bar(canvas, bar, statuses, y=top + 56 * index, is_first=index == 0)
        return canvas.svg(figure_id)


def _unit(bar: Bar) -> float:
    return (WIDTH - _LABEL_WIDTH - 56) / max(1, bar.total)


def _name_places(bar: Bar, statuses: Mapping[str, str]) -> dict[str, tuple[float, float, int]]:
    """Where the name of each part begins, the middle of its part, and on which line it fits."""
    places: dict[str, tuple[float, float, int]] = {}
    taken: list[float] = []  # from which x on a line is taken: names are set from the right
    right = _LABEL_WIDTH + bar.total * _unit(bar)
    for code in reversed(list(statuses)):
        count = bar.counts.get(code, 0)
        if not count:
            continue
        width = width_of(statuses[code], is_small=True) + 24
        centre = right - count * _unit(bar) / 2
        left = min(centre - 6, WIDTH - width)
        level = next((n for n, begin in enumerate(taken) if left + width <= begin), len(taken))
        taken[level : level + 1] = [left]
        # The line of this name must not run through a name on a lower line.
        taken = [min(begin, centre - 10) if n < level else begin for n, begin in enumerate(taken)]
        places[code] = (left, centre, level)
        right -= count * _unit(bar)
    return places


def _status_bar(canvas: Canvas, bar: Bar, statuses: Mapping[str, str], *, y: float, is_first: bool) -> None:
    weight = "bold" if is_first else "normal"
    canvas.words(_LABEL_WIDTH - 10, y + 30, wrapped(bar.label, _LABEL_WIDTH - 16), ha="right", weight=weight)
    left, last_label_end, unit = float(_LABEL_WIDTH), 0.0, _unit(bar)
    for code in statuses:
        count = bar.counts.get(code, 0)
        if not count:
            continue
        width, label_width = count * unit, width_of(str(count))
        canvas.status_box(left, y + 16, width, 28, code)
        centre = left + width / 2
        if width > label_width + 28:
            canvas.box(
                *(centre - label_width / 2 - 11, y + 20, label_width + 22, 20),
                facecolor="white",
                zorder=LABELS,
            )
            canvas.symbol(centre - label_width / 2, y + 30, code)
            canvas.words(centre + 8, y + 30, str(count), ha="center")
        elif centre - label_width / 2 >= last_label_end:
            canvas.words(centre, y + 52, str(count), ha="center", fontsize=SMALL)
            last_label_end = centre + label_width / 2
        left += width
    end = left if bar.total else float(_LABEL_WIDTH)
    canvas.words(end + 8, y + 30, str(bar.total), weight="bold")


def plan_columns(figure_id: str, columns: Sequence[tuple[str, int, int]], *, planned: str, done: str) -> str:
    """The plan as an outline over the years, the outcome as what fills it.

    Args:
        figure_id: the figure's id.
        columns: for each year its label, how many were planned to be ready, and how many of them are.
        planned: what the outline is called.
        done: what the filling is called.
    """
    with rc_context(STYLE):
        top, height = 44, 190
        canvas = Canvas(top + height + 34)
        step = (WIDTH - 2 * _MARGIN) / max(1, len(columns))
        width = min(96.0, step - 10)
        unit = height / max(1, *(count for _, count, _ in columns))
        canvas.line([_MARGIN, WIDTH - _MARGIN], [top + height, top + height])
        most = max(range(len(columns)), key=lambda index: columns[index][1], default=0)
        for index, (label, total, ready) in enumerate(columns):
            x, base = _MARGIN + step * (index + 0.5) - width / 2, top + height
            canvas.box(x, base - total * unit, width, total * unit, facecolor=_TINT)
            canvas.status_box(x, base - ready * unit, width, ready * unit, "completed")
            canvas.box(
                *(x, base - total * unit, width, total * unit),
                facecolor="none",
                edgecolor=INK,
                linewidth=1,
                zorder=EDGES,
            )
            said = f"{ready}/{total}"
            canvas.words(x + width / 2, base - total * unit - 12, said, ha="center", weight="bold")
            canvas.words(x + width / 2, base + 18, label, ha="center")
            if index == most:
                _name_column(canvas, x, base - total * unit - 32, planned, done)
        return canvas.svg(figure_id)


def _name_column(canvas: Canvas, x: float, y: float, planned: str, done: str) -> None:
    """What the two numbers above the tallest column are."""
    said = f"{done} / {planned}"
    left = min(x, WIDTH - _MARGIN - width_of(said, is_small=True))
    canvas.words(left, y, said, fontsize=SMALL)


def ranked_bars(figure_id: str, bars: Sequence[tuple[str, int, str]]) -> str:
    """Bars one below the other, each with its count and what it counts.

    Args:
        figure_id: the figure's id.
        bars: for each its label, its count, and what stands behind the count.
    """
    with rc_context(STYLE):
        canvas = Canvas(36 * len(bars) + 8)
        most = max(1, *(count for _, count, _ in bars))
        unit = (WIDTH - _LABEL_WIDTH - 250) / most
        for index, (label, count, behind) in enumerate(bars):
            y = 22 + 36 * index
            end = _LABEL_WIDTH + count * unit
            canvas.words(_LABEL_WIDTH - 10, y, wrapped(label, _LABEL_WIDTH - 16, 2), ha="right")
            canvas.box(_LABEL_WIDTH, y - 12, count * unit, 24, facecolor=_BAR)
            canvas.words(end + 6, y, str(count), weight="bold")
            x = end + 14 + width_of(str(count))
            canvas.words(x, y, wrapped(behind, WIDTH - x, 2, is_small=True), fontsize=SMALL)
        return canvas.svg(figure_id)


def count_panels(figure_id: str, panels: Sequence[tuple[str, Mapping[str, int]]]) -> str:
    """Small bar charts side by side over the same rows: a matrix of counts that is read both ways.

    Args:
        figure_id: the figure's id.
        panels: each with its title and its count by row label; the labels of all panels are the same.
    """
    with rc_context(STYLE):
        labels = list(panels[0][1])
        panel_width = (WIDTH - _LABEL_WIDTH) / len(panels)
        titles = [wrapped(title, panel_width - 8, is_small=True) for title, _ in panels]
        top = 14 + 18 * max(title.count("\n") + 1 for title in titles)
        canvas = Canvas(top + 44 * len(labels))
        room = max(8.0, panel_width - 48)
        unit = room / max(1, *(count for _, counts in panels for count in counts.values()))
        for row, label in enumerate(labels):
            text = wrapped(label, _LABEL_WIDTH - 16)
            canvas.words(_LABEL_WIDTH - 10, top + 44 * row + 20, text, ha="right")
        for column, (title, (_, counts)) in enumerate(zip(titles, panels, strict=True)):
            left = _LABEL_WIDTH + column * panel_width
            canvas.words(left, top / 2 - 4, title, weight="bold", fontsize=SMALL)
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
    """A square table of classes, the rows from the highest down, with what is in each cell by name.

    Args:
        figure_id: the figure's id.
        cells: the names in each (row class, column class).
        classes: the classes from the lowest up.
        row_title: what the rows are.
        column_title: what the columns are.
    """
    with rc_context(STYLE):
        left, top, gap = 40, 52, 4
        width = (WIDTH - left - _MARGIN) / len(classes)
        rows = list(reversed(classes))
        lines = {pair: _named(names, width - 20) for pair, names in cells.items()}
        heights = [
            40 + 16 * max([2, *(len(lines.get((row, column), ())) for column in classes)]) for row in rows
        ]
        canvas = Canvas(top + sum(heights) + 6)
        canvas.words(left + (WIDTH - left - _MARGIN) / 2, 14, column_title, ha="center", weight="bold")
        canvas.words(10, top + sum(heights) / 2, row_title, ha="center", weight="bold", rotation=90)
        for column, column_class in enumerate(classes):
            canvas.words(left + width * (column + 0.5), 38, column_class, ha="center", weight="bold")
        y = float(top)
        for row_class, height in zip(rows, heights, strict=True):
            canvas.words(left - 10, y + height / 2, row_class, ha="center", weight="bold")
            for column, column_class in enumerate(classes):
                is_better = classes.index(row_class) > column
                x = left + width * column
                canvas.box(
                    *(x + gap / 2, y + gap / 2, width - gap, height - gap),
                    facecolor=_BETTER_TINT if is_better else _TINT,
                    edgecolor=LINE,
                    linewidth=2 if is_better else 0.8,
                )
                pair = (row_class, column_class)
                canvas.words(x + 12, y + 20, str(len(cells.get(pair, ()))), weight="bold")
                for number, line in enumerate(lines.get(pair, ())):
                    canvas.words(x + 12, y + 40 + 16 * number, line, fontsize=SMALL)
            y += height
        return canvas.svg(figure_id)


def _named(names: Sequence[str], width: float) -> list[str]:
    """The names of a cell in lines, as many as can be shown."""
    shown = [line for name in names[:_MOST_NAMES] for line in lines_of(name, width, most=2, is_small=True)]
    rest = len(names) - _MOST_NAMES
    return [*shown, f"+ {rest}"] if rest > 0 else shown


def count_matrix(figure_id: str, rows: Mapping[str, Mapping[str, int]]) -> str:
    """A table of counts as squares whose area is the count, read by rows and by columns.

    Args:
        figure_id: the figure's id.
        rows: by the label of each row, its counts by the label of each column, the same in all rows.
    """
    with rc_context(STYLE):
        columns = list(next(iter(rows.values())))
        width = (WIDTH - _LABEL_WIDTH - _MARGIN) / len(columns)
        titles = [wrapped(title, width - 10, 4, is_small=True) for title in columns]
        top = 16 + 16 * max(title.count("\n") + 1 for title in titles)
        height = 58
        canvas = Canvas(top + height * len(rows) + 6)
        most = max(1, *(count for counts in rows.values() for count in counts.values()))
        for column, title in enumerate(titles):
            x = _LABEL_WIDTH + width * (column + 0.5)
            canvas.words(x, top - 8, title, ha="center", va="bottom", weight="bold", fontsize=SMALL)
        for row, (label, counts) in enumerate(rows.items()):
            y = top + height * (row + 0.5)
            canvas.line([_MARGIN, WIDTH - _MARGIN], [y - height / 2, y - height / 2], color="#d8dce0")
            canvas.words(_LABEL_WIDTH - 10, y, wrapped(label, _LABEL_WIDTH - 16), ha="right")
            for column, title in enumerate(columns):
                _square(canvas, _LABEL_WIDTH + width * (column + 0.5), y, counts[title] / most, counts[title])
        return canvas.svg(figure_id)


def _square(canvas: Canvas, x: float, y: float, area: float, count: int) -> None:
    side = _LARGEST_SQUARE * area**0.5
    if count:
        canvas.box(x - side / 2, y - side / 2, side, side, facecolor=_BAR)
    is_inside = side > width_of(str(count)) + 6 and side > SMALL + 4
    if is_inside:
        canvas.words(x, y, str(count), ha="center", weight="bold", color="white")
    else:
        canvas.words(x + side / 2 + 4, y, str(count), color=INK if count else LINE)
