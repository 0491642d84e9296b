"""What a follow-up shows: how far the actions are, when they were due, and how well that is known."""

from collections.abc import Iterator, Sequence

import pandas as pd

from seuranta.indicators.counts import (
    Count,
    Group,
    Mask,
    Share,
    everything,
    groups_by,
    in_every_group,
    programme_group,
    where,
)
from seuranta.model import Blocker, Period, RollUp, Status, Tier, Timing

MOVING = (Status.COMPLETED, Status.IN_PROGRESS)


def progress_counts(table: pd.DataFrame, period: Period) -> Iterator[Count]:
    """The indicators of a follow-up, for the programme and for each theme.

    Args:
        table: the followed-up actions, each with the columns of its reading.
        period: the report's period.
    """
    groups = [programme_group(table), *groups_by("theme", table["theme_id"], missing="unassigned")]
    yield from in_every_group(_statuses(table), groups)
    yield from in_every_group(_progress(table, period), groups)
    yield from (_roll_up(table, group) for group in groups)
    yield from in_every_group(_reporting(table), groups)
    yield from in_every_group(_blockers(table), groups)
    yield from in_every_group(_certainty(table), groups)
    yield from _by_last_planned_year(table)


def _has_status(table: pd.DataFrame, *statuses: Status) -> Mask:
    return where(table["status"].isin(statuses))


def _in_scope(table: pd.DataFrame) -> Mask:
    return _has_status(table, *(status for status in Status if status.is_in_scope))


def _statuses(table: pd.DataFrame, indicator: str = "status_count") -> list[Share]:
    every = everything(table)
    return [Share(indicator, "all", _has_status(table, status), every, status) for status in Status]


def _progress(table: pd.DataFrame, period: Period) -> list[Share]:
    every, in_scope = everything(table), _in_scope(table)
    completed = _has_status(table, Status.COMPLETED)
    counted = {
        "completion_rate": completed,
        "activity_rate": _has_status(table, *MOVING),
        "overdue": where(table["timing"].eq(Timing.OVERDUE)),
    }
    due = in_scope & where(table["last_planned_year"].le(period.year))
    return [
        *(
            Share(indicator, basis, flags, among)
            for indicator, flags in counted.items()
            for basis, among in (("in_scope", in_scope), ("all", every))
        ),
        Share("completed_among_due", "due", completed, due),
    ]


def _roll_up(table: pd.DataFrame, group: Group) -> Count:
    completed, in_scope = _has_status(table, Status.COMPLETED), _in_scope(table) & group.members
    if not in_scope.any():
        verdict = RollUp.NOT_ADVANCED  # nothing was left to achieve, so nothing was achieved
    elif completed[in_scope].all():
        verdict = RollUp.ACHIEVED
    elif _has_status(table, *MOVING)[in_scope].any():
        verdict = RollUp.PARTLY
    else:
        verdict = RollUp.NOT_ADVANCED
    return Share("roll_up", "in_scope", completed, in_scope, verdict).within(group)


def _reporting(table: pd.DataFrame) -> list[Share]:
    every = everything(table)
    silent = _has_status(table, Status.NOT_REPORTED)
    expected = where(table["timing"].ne(Timing.NOT_DUE))
    return [
        Share("stale", "reported", where(table["is_stale"]), ~silent),
        Share("reporting_coverage", "all", ~silent, every),
        Share("reporting_coverage", "expected", ~silent, expected),
        *(
            Share("unreported", "not_reported", where(table["timing"].eq(timing)), silent, timing)
            for timing in Timing
        ),
    ]


def _blockers(table: pd.DataFrame) -> list[Share]:
    every = everything(table)
    return [
        Share("blocked", "all", where(table["blocker"].notna()), every),
        *(Share("blocked", "all", where(table["blocker"].eq(b)), every, b) for b in Blocker),
    ]


def _certainty(table: pd.DataFrame) -> list[Share]:
    every = everything(table)
    completed = _has_status(table, Status.COMPLETED)
    is_exact = where(table["tier"].eq(Tier.REVIEWED))
    others = table["alternatives"].fillna("").str.split()
    has_others = where(others.map(len).gt(0)) & ~is_exact
    may_be_completed = where(others.map(lambda codes: Status.COMPLETED in codes)) & ~is_exact
    return [
        *(Share("reading_tier", "all", where(table["tier"].eq(tier)), every, tier) for tier in Tier),
        Share("completed_at_least", "all", completed & ~has_others, every),
        Share("completed_at_most", "all", completed | may_be_completed, every),
    ]


def _by_last_planned_year(table: pd.DataFrame) -> Iterator[Count]:
    years = _year_groups(table)
    yield from in_every_group(_statuses(table, "status_by_last_planned_year"), years)
    completed = Share(
        "completed_by_last_planned_year", "all", _has_status(table, Status.COMPLETED), everything(table)
    )
    yield from in_every_group([completed], years)


def _year_groups(table: pd.DataFrame) -> Sequence[Group]:
    """One group a last planned year, the earliest first, and the actions without a plan last."""
    last = table["last_planned_year"]
    years = [Group("year", str(year), where(last.eq(year))) for year in sorted(last.dropna().unique())]
    unplanned = Group("year", "none", where(last.isna()))
    return [*years, unplanned] if unplanned.members.any() else years
