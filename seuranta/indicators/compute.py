"""The indicators table of one programme and period, and the actions behind each of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from seuranta.errors import StepFailedError
from seuranta.indicators.counts import Count, Share, everything, programme_group, where
from seuranta.indicators.portfolio import portfolio_counts
from seuranta.indicators.progress import progress_counts
from seuranta.model import Period
from seuranta.tables import ACTIONS, CONTINUATIONS, INDICATORS, READINGS, followed_up, require_columns

NAMED = 3


@dataclass(frozen=True)
class Behind:
    """The actions behind one indicator row, by `action_id`, in the order of the document."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


def compute_indicators(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    period: Period,
    continuations: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count what a programme planned, reported and completed by the period.

    Every count is over the followed-up actions; enablers are shown apart. With readings it is the
    progress of a follow-up, without any it is the portfolio of a roadmap.

    Args:
        actions: table `actions`.
        readings: table `readings`; empty for a roadmap.
        period: the report's period.
        continuations: table `continuations`; when it has rows, they are counted too.

    Returns:
        Table `indicators`; docs/reference/indicators.md describes each. Groups are in order of first
        appearance, years ascending. Without a followed-up action there is no row.

    Raises:
        StepFailedError: some followed-up actions have a reading and others none, or one has several.
        MissingColumnError: a column of the tables is absent.
    """
    table = _with_readings(actions, readings)
    return INDICATORS.frame(count.as_record() for count in _counts(table, period, continuations))


def actions_behind(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    period: Period,
    continuations: pd.DataFrame | None = None,
) -> dict[tuple[str, ...], Behind]:
    """The actions that each indicator counts: the way from a number back to its words.

    Args:
        actions: as for `compute_indicators`, and so are the others.
        readings: table `readings`.
        period: the report's period.
        continuations: table `continuations`.

    Returns:
        By the key of an indicator row (indicator, basis, dimension, group, category), its actions.

    Raises:
        StepFailedError: as `compute_indicators`.
    """
    table = _with_readings(actions, readings)
    ids = table["action_id"].to_numpy()
    return {
        (count.indicator, count.basis, count.dimension, count.group, count.category): Behind(
            tuple(ids[count.counted]), tuple(ids[count.among])
        )
        for count in _counts(table, period, continuations)
    }


def _counts(table: pd.DataFrame, period: Period, continuations: pd.DataFrame | None) -> Iterator[Count]:
    if table.empty:
        return
    yield from progress_counts(table, period) if "status" in table else portfolio_counts(table)
    if continuations is not None and not continuations.empty:
        require_columns(continuations, *CONTINUATIONS.columns)
        continued = where(table["action_id"].isin(continuations["action_id"]))
        share = Share("continued_from_former", "all", continued, everything(table))
        yield share.within(programme_group(table))


def _with_readings(actions: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """The followed-up actions, beside their readings when they have any."""
    require_columns(actions, *ACTIONS.columns)
    require_columns(readings, *READINGS.columns)
    table = followed_up(actions).reset_index(drop=True)
    own = readings[readings["action_id"].isin(table["action_id"])]
    if own.empty:
        return table
    reading_count = table["action_id"].map(own["action_id"].value_counts()).fillna(0)
    wrong = table[reading_count.ne(1)]
    if not wrong.empty:
        raise _reading_mismatch(wrong, len(table))
    return table.merge(own, on="action_id", how="left")


def _reading_mismatch(wrong: pd.DataFrame, expected: int) -> StepFailedError:
    named = ", ".join(repr(name) for name in wrong["name"].head(NAMED))
    others = f" and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
    return StepFailedError(
        f"expected one reading for each of {expected} followed-up actions, found none or several for"
        f" {len(wrong)}: {named}{others}",
        where=str(wrong["source_file"].iloc[0]),
        hint="read the statuses of the whole document again; a follow-up is never counted in part",
    )
