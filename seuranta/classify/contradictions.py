"""What a reading contradicts: the plan of its action, or what was said of it the last time."""

from typing import Any

import pandas as pd

from seuranta.model import Period, Status, Tier
from seuranta.tables import require_columns

S = Status
_STAYS = {
    S.COMPLETED: frozenset({S.COMPLETED, S.TRANSFERRED, S.NOT_REPORTED}),
    S.IN_PROGRESS: frozenset(S) - {S.PLANNED},
    S.DISCONTINUED: frozenset({S.DISCONTINUED, S.TRANSFERRED, S.NOT_REPORTED}),
    S.TRANSFERRED: frozenset({S.TRANSFERRED, S.COMPLETED, S.DISCONTINUED, S.NOT_REPORTED}),
}
"""What may follow a status without a question; from the statuses that are not here, anything may."""


def doubt_contradictions(
    readings: pd.DataFrame, actions: pd.DataFrame, history: pd.DataFrame, period: Period
) -> pd.DataFrame:
    """Send what contradicts the plan or the last period to a person: one of the two is wrong.

    A reading contradicts the plan where it is completed before its first planned year, and the last period
    where it reopens what was completed, given up or handed over, or has nothing done yet where work was done.
    The other possible status joins `alternatives`.

    Args:
        readings: `READINGS`, with the ids of `history`; what a person decided is left as it is.
        actions: `ACTIONS` of the same period.
        history: `HISTORY` of the periods before, the oldest first; the last status that was reported counts.
        period: the report period.

    Returns:
        `READINGS`, in the same order.

    Raises:
        MissingColumnError: a column of `ACTIONS` that is needed is absent.
    """
    require_columns(actions, "action_id", "first_planned_year")
    first_years = actions.set_index("action_id")["first_planned_year"].dropna().astype(int).to_dict()
    is_told = history["status"].notna() & history["status"].ne(str(S.NOT_REPORTED))
    told = history[is_told].drop_duplicates("action_id", keep="last")
    former = told.set_index("action_id")["status"].to_dict()
    doubted = [
        _doubted(row, first_years.get(row["action_id"]), former.get(row["action_id"]), period)
        for row in readings[["action_id", "status", "alternatives", "tier", "needs_review"]].to_dict(
            "records"
        )
    ]
    return readings.assign(
        **{
            name: pd.Series([row[name] for row in doubted], index=readings.index, dtype=readings[name].dtype)
            for name in ("alternatives", "tier", "needs_review")
        }
    )


def _doubted(
    row: dict[Any, Any], first_year: int | None, former: str | None, period: Period
) -> dict[Any, Any]:
    status = Status(row["status"])
    others = [
        *(
            [S.PLANNED]
            if status is S.COMPLETED and first_year is not None and first_year > period.year
            else []
        ),
        *([Status(former)] if former is not None and status not in _STAYS.get(Status(former), S) else []),
    ]
    if row["tier"] == Tier.REVIEWED or not others:
        return row
    alternatives = dict.fromkeys([*row["alternatives"].split(), *map(str, others)])
    return row | {"alternatives": " ".join(alternatives), "tier": str(Tier.DOUBTFUL), "needs_review": True}
