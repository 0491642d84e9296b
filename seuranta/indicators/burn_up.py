"""The burn-up of a programme: what was completed by each period, beside what the plans said until then."""

from collections.abc import Iterator, Mapping

import pandas as pd

from seuranta.model import Period, Status
from seuranta.tables import ACTIONS, BURN_UP, CHANGES, HISTORY, READINGS, followed_up, require_columns

_DECEMBER = 12


def burn_up(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    history: pd.DataFrame,
    changes: pd.DataFrame,
    *,
    period: Period,
    end_year: int,
) -> pd.DataFrame:
    """Count, period by period, the completed actions and those that were to be completed by then.

    An action was to be completed by a period when its last planned year has ended by then: the year of the
    period itself has ended in December alone. `planned_count` goes by the plan as it stood in the period,
    `baseline_count` by the first plan that each action, or what it came from, ever had: so a plan that is
    moved does not hide how late the programme is. What is out of scope is in none of the counts.

    Args:
        actions: `ACTIONS`, with stable ids, and so have the others.
        readings: `READINGS`; empty for a roadmap.
        history: `HISTORY` of the earlier periods.
        changes: `CHANGES` of the period; empty without an earlier one.
        period: the period.
        end_year: the programme's last year.

    Returns:
        `BURN_UP`, the oldest first: a row for each period with statuses, then one for the December of each
        year that is still to come, by the plans and the scope of now. Empty for a period without statuses.

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    for table, schema in (
        (actions, ACTIONS),
        (readings, READINGS),
        (history, HISTORY),
        (changes, CHANGES),
    ):
        require_columns(table, *schema.columns)
    now = followed_up(actions).merge(readings[["action_id", "status"]], on="action_id")
    if now.empty:
        return BURN_UP.empty()
    first = changes.set_index("action_id")["baseline_years"].map(_last_year).astype("Int64")
    known = now["action_id"].map(first).astype("Int64")
    now = now.assign(first_last_year=known.fillna(now["last_planned_year"]))
    rows = [_row(told, at, is_told=True) for at, told in _earlier(history)]
    rows.append(_row(now, period, is_told=True))
    start = period.year + (period.month == _DECEMBER)
    rows += [_row(now, Period(year, _DECEMBER), is_told=False) for year in range(start, end_year + 1)]
    return BURN_UP.frame(rows)


def _earlier(history: pd.DataFrame) -> Iterator[tuple[Period, pd.DataFrame]]:
    """The earlier periods with statuses, oldest first, each action with the last year of its first plan."""
    first: dict[str, tuple[str, int]] = {}
    for name, rows in followed_up(history).groupby("period", sort=True):
        for row in rows.to_dict("records"):
            came_from = [first[origin] for origin in row["origin_ids"].split() if origin in first]
            own = [(str(name), int(row["last_planned_year"]))] if pd.notna(row["last_planned_year"]) else []
            if found := came_from or own:
                first.setdefault(row["action_id"], min(found))
        told = rows[rows["status"].notna()]
        if not told.empty:
            years = {action_id: year for action_id, (_, year) in first.items()}
            yield Period.parse(str(name)), told.assign(first_last_year=told["action_id"].map(years))


def _row(told: pd.DataFrame, at: Period, *, is_told: bool) -> Mapping[str, object]:
    in_scope = told[told["status"].map(lambda code: Status(code).is_in_scope)]
    ended = at.year - (at.month < _DECEMBER)

    def by_then(last_year: "pd.Series[int]") -> int:
        return int(last_year.le(ended).fillna(value=False).sum())

    return {
        "period": str(at),
        "is_told": is_told,
        "in_scope_count": len(in_scope),
        "completed_count": int(in_scope["status"].eq(Status.COMPLETED).sum()) if is_told else None,
        "planned_count": by_then(in_scope["last_planned_year"]),
        "baseline_count": by_then(in_scope["first_last_year"]),
        "unplanned_count": int(in_scope["last_planned_year"].isna().sum()),
    }


def _last_year(years: str) -> int | None:
    return max(map(int, years.split())) if years else None
