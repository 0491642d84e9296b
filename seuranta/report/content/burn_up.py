"""The burn-up as a figure: what is completed by each period, beside what the plans asked for by then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seuranta.model import Period
from seuranta.report.blocks import Block, Cell, Column, Figure, Paragraph, Row, Table, text
from seuranta.report.content.words import Words

_FIGURE = "figure_burn_up"


@dataclass(frozen=True)
class BurnUpPoint:
    """A row of table `burn_up`: a period, or with `completed` None the end of a year to come."""

    period: Period
    in_scope: int
    completed: int | None
    planned: int
    baseline: int
    unplanned: int


def burn_up_blocks(words: Words, points: Sequence[BurnUpPoint]) -> list[Block]:
    """The figure with what its lines count.

    Args:
        words: the report's words.
        points: the periods, oldest first, then the years to come.

    Returns:
        Nothing where fewer than two periods tell what is completed: one point is no line.
    """
    told = [point for point in points if point.completed is not None]
    if len(told) <= 1:
        return []
    note = words.gettext(
        "A plan has asked for an action when the last planned year has ended. The latest plan is the one that"
        " stood in each period; the first plan stays as it was, however often an action is replanned. The"
        " years to come go by what is in scope now."
    )
    return [_figure(words, points, told), Paragraph(text(note), role="note")]


def _figure(words: Words, points: Sequence[BurnUpPoint], told: Sequence[BurnUpPoint]) -> Figure:
    from seuranta.report.content.line_charts import (  # noqa: PLC0415 (imports matplotlib, which a first period does without)
        Line,
        burn_up_lines,
    )

    names = _names(words)
    lines = [
        Line("in_scope", names["in_scope"], [point.in_scope for point in points]),
        Line("baseline", names["baseline"], [point.baseline for point in points]),
        Line("planned", names["planned"], [point.planned for point in points]),
        Line("completed", names["completed"], [point.completed or 0 for point in told]),
    ]
    drawn = burn_up_lines(_FIGURE, [point.period for point in points], lines, told=len(told))
    alt = " ".join(_in_words(words, point) for point in points)
    return Figure(_FIGURE, _finding(words, told[-1]), alt, drawn, _table(words, points))


def _names(words: Words) -> Mapping[str, str]:
    _ = words.gettext
    return {
        "completed": words.pgettext("line", "Completed"),
        "planned": _("Latest plan"),
        "baseline": _("First plan"),
        "in_scope": _("In scope"),
    }


def _finding(words: Words, latest: BurnUpPoint) -> str:
    completed = latest.completed or 0
    if latest.planned == latest.baseline:
        message = words.ngettext(
            "{completed} of {scope} in scope is completed; the plan asked for {planned} by now",
            "{completed} of {scope} in scope are completed; the plan asked for {planned} by now",
            completed,
        )
    else:
        message = words.ngettext(
            "{completed} of {scope} in scope is completed; the first plan asked for {baseline} by now, the"
            " latest for {planned}",
            "{completed} of {scope} in scope are completed; the first plan asked for {baseline} by now, the"
            " latest for {planned}",
            completed,
        )
    return message.format(
        completed=words.number(completed),
        scope=words.number(latest.in_scope),
        planned=words.number(latest.planned),
        baseline=words.number(latest.baseline),
    )


def _in_words(words: Words, point: BurnUpPoint) -> str:
    _ = words.gettext
    message = _("{month}: latest plan {planned}, first plan {baseline}, in scope {scope}.")
    if point.completed is not None:
        message = _(
            "{month}: completed {completed}, latest plan {planned}, first plan {baseline}, in scope {scope}."
        )
    return message.format(
        month=words.month(point.period),
        completed=words.number(point.completed or 0),
        planned=words.number(point.planned),
        baseline=words.number(point.baseline),
        scope=words.number(point.in_scope),
    )


def _table(words: Words, points: Sequence[BurnUpPoint]) -> Table:
    _, names = words.gettext, _names(words)
    has_unplanned = any(point.unplanned for point in points)
    columns = [
        Column(_("Period or end of year"), "name", "period"),
        *(Column(name, "number", code) for code, name in names.items()),
    ]
    if has_unplanned:
        columns.append(Column(_("In scope without a plan"), "number", "unplanned"))
    rows = []
    for point in points:
        counts = [point.completed, point.planned, point.baseline, point.in_scope]
        if has_unplanned:
            counts.append(point.unplanned)
        cells = [Cell(text("–" if count is None else words.number(count))) for count in counts]
        rows.append(Row((Cell(text(words.month(point.period)), sort=str(point.period)), *cells)))
    caption = _("Completed and planned, period by period")
    return Table(f"{_FIGURE}_table", caption, tuple(columns), tuple(rows))
