"""How many actions will be completed by the programme's end, if they go on as they have gone so far."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from seuranta.model import Period, Status
from seuranta.tables import FORECAST, HISTORY, READINGS, followed_up, require_columns

LEAST_TRANSITIONS = 20
_STATES = ("completed", "moving", "waiting", "out")
_STATE = {
    Status.COMPLETED: 0,
    Status.IN_PROGRESS: 1,
    Status.DISCONTINUED: 3,
    Status.TRANSFERRED: 3,
}
_WAITING = 2
_DRAWS, _SEED = 2000, 20200101
_LOW, _HIGH = 10, 90  # per cent of the draws
_PRIOR = 0.1  # of an action that was never seen, for each way: nothing is held to be impossible
_MONTHS = 12

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Interval:
    low: int
    middle: int
    high: int


def forecast_completion(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    history: pd.DataFrame,
    *,
    period: Period,
    end_year: int,
) -> pd.DataFrame:
    """Forecast how many of the period's actions will be completed at the end of the programme.

    Each action moves, once a period, between completed, in progress, waiting and out of scope, as often as
    the programme's own actions did between its periods. The rates are drawn anew for each of many runs, the
    wider the fewer transitions were seen; the draws are always the same.

    Args:
        actions: `ACTIONS`, with stable ids, and so have the others.
        readings: `READINGS`.
        history: `HISTORY` of the earlier periods.
        period: the period.
        end_year: the programme's last year.

    Returns:
        `FORECAST`, one row; no interval where fewer than `LEAST_TRANSITIONS` were seen or the end is nearer
        than the next period. Empty for a period without statuses.

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    require_columns(readings, *READINGS.columns)
    require_columns(history, *HISTORY.columns)
    now = followed_up(actions)[["action_id"]].merge(readings[["action_id", "status"]], on="action_id")
    if now.empty:
        return FORECAST.empty()
    periods = _states(history) | {
        period: dict(zip(now["action_id"], map(_state, now["status"]), strict=True))
    }
    steps = _steps_left(list(periods), end_year)
    transitions = _transitions(list(periods.values()))
    start = _start(periods[period])
    outcome = "ended" if steps < 1 else "made" if transitions.sum() >= LEAST_TRANSITIONS else "too_few"
    row: dict[str, object] = {
        "end_year": end_year,
        "outcome": outcome,
        "transition_count": int(transitions.sum()),
        "step_count": max(steps, 0),
        "action_count": int(start.sum()),
        "completed_count": int(start[0]),
        "tried_count": 0,
        "right_count": 0,
    }
    if outcome == "made":
        interval = _draw(start, transitions, steps)
        tried, right = _tried(list(periods.values()))
        row |= {
            "low_count": interval.low,
            "middle_count": interval.middle,
            "high_count": interval.high,
            "tried_count": tried,
            "right_count": right,
        }
    return FORECAST.frame([row])


def _states(history: pd.DataFrame) -> dict[Period, dict[str, int]]:
    """The state of each action in each earlier period that has statuses, oldest first."""
    known = followed_up(history)
    known = known[known["status"].notna()]
    return {
        Period.parse(str(name)): dict(zip(rows["action_id"], map(_state, rows["status"]), strict=True))
        for name, rows in known.groupby("period", sort=True)
    }


def _state(status: str) -> int:
    return _STATE.get(Status(status), _WAITING)


def _start(states: Mapping[str, int]) -> Counts:
    return np.bincount(list(states.values()), minlength=len(_STATES)).astype(np.int64)


def _transitions(periods: Sequence[Mapping[str, int]]) -> Counts:
    """How many actions went from which state to which between periods that follow each other."""
    counts = np.zeros((len(_STATES), len(_STATES)), dtype=np.int64)
    for before, after in pairwise(periods):
        for (was, now), count in Counter((before[a], after[a]) for a in before if a in after).items():
            counts[was, now] += count
    return counts


def _steps_left(periods: Sequence[Period], end_year: int) -> int:
    """How many periods there are until the end, as far apart as those so far; a year for want of any."""
    months = [period.year * _MONTHS + period.month for period in periods]
    apart = (months[-1] - months[0]) / (len(months) - 1) if len(months) > 1 else _MONTHS
    return round((end_year * _MONTHS + _MONTHS - months[-1]) / apart)


def _draw(start: Counts, transitions: Counts, steps: int) -> _Interval:
    """What comes of the actions in many runs, each with rates of its own."""
    chance = np.random.Generator(np.random.PCG64(_SEED))
    completed = np.zeros(_DRAWS, dtype=np.int64)
    for run in range(_DRAWS):
        rates = [chance.dirichlet(row + _PRIOR) for row in transitions]
        state = start
        for _ in range(steps):
            state = np.sum(
                [chance.multinomial(n, rate) for n, rate in zip(state, rates, strict=True)], axis=0
            )
        completed[run] = state[0]
    low, middle, high = np.percentile(completed, (_LOW, 50, _HIGH), method="nearest")
    return _Interval(int(low), int(middle), int(high))


def _tried(periods: Sequence[Mapping[str, int]]) -> tuple[int, int]:
    """How often a period could be forecast from those before it, and how often it came true.

    Only the actions that stayed are compared: who joins or leaves is no forecast.
    """
    tried = right = 0
    for at in range(2, len(periods)):
        seen = _transitions(periods[:at])
        if seen.sum() < LEAST_TRANSITIONS:
            continue
        stayed = [action for action in periods[at - 1] if action in periods[at]]
        expected = _draw(_start({a: periods[at - 1][a] for a in stayed}), seen, 1)
        came = sum(periods[at][action] == 0 for action in stayed)
        tried += 1
        right += expected.low <= came <= expected.high
    return tried, right
