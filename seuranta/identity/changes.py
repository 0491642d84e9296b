"""What happened to each action since the period before: counted so that both periods' totals add up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from seuranta.identity.linking import origins_of
from seuranta.model import Period, Status
from seuranta.tables import (
    ACTIONS,
    CHANGES,
    HISTORY,
    LINKS,
    READINGS,
    TRANSITIONS,
    TREND,
    followed_up,
    require_columns,
)

LADDER = (Status.NOT_ADVANCED, Status.ON_HOLD, Status.PLANNED, Status.IN_PROGRESS, Status.COMPLETED)
"""The statuses from the least to the most advanced; the others are beside it."""
JOINED, LEFT, NO_STATUS = "joined", "left", "no_status"
_MOVING = (Status.COMPLETED, Status.IN_PROGRESS)
_Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Past:
    """What the periods before say of the actions.

    Args:
        periods: the earlier periods, the latest first.
        rows: the row of `HISTORY` by period and action.
        origins: what an action was split from or has in it.
    """

    periods: Sequence[str]
    rows: Mapping[tuple[str, str], _Row]
    origins: Mapping[str, Sequence[str]]

    def of(self, action_id: str) -> Iterator[_Row]:
        """The rows of an action, the latest first."""
        found = (self.rows.get((period, action_id)) for period in self.periods)
        return (row for row in found if row is not None)

    def first_plan(self, action_id: str) -> tuple[str, str] | None:
        """The first plan of an action or of what it came from: years and period."""
        line, plans = [action_id], []
        for of_line in line:  # it grows: a part of a part goes back to the first whole
            plans += [
                (row["planned_years"], row["period"]) for row in self.of(of_line) if row["planned_years"]
            ]
            line += [origin for origin in self.origins.get(of_line, ()) if origin not in line]
        return min(plans, key=lambda plan: plan[1], default=None)


def compare_with_former(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    history: pd.DataFrame,
    links: pd.DataFrame,
    period: Period,
) -> pd.DataFrame:
    """Compare each followed-up action with the latest earlier period.

    An action stays when it goes on one to one, under whatever name. What is split or merged leaves, and its
    parts or its whole join: so those that stay are the same actions in both periods. A link that is only
    proposed does not count.

    Args:
        actions: `ACTIONS`, with stable ids, and so have the others.
        readings: `READINGS`; empty for a roadmap.
        history: `HISTORY` of the earlier periods.
        links: `LINKS` of the period.
        period: the period.

    Returns:
        `CHANGES`: the actions of the period in their order, then those that left in the order of the former
        period; empty without an earlier period.

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    for table, schema in ((actions, ACTIONS), (readings, READINGS), (history, HISTORY), (links, LINKS)):
        require_columns(table, *schema.columns)
    before = followed_up(history)
    if before.empty:
        return CHANGES.empty()
    now = followed_up(actions).assign(origin_ids=origins_of(followed_up(actions)["action_id"], links))
    now = now.merge(readings[["action_id", "status", "blocker"]], on="action_id", how="left")
    latest = before["period"].max()
    past = _past(before, now)
    origins = {row["action_id"]: row["origin_ids"].split() for row in _records(now)}
    parts: dict[str, list[str]] = {}
    for action_id, sources in origins.items():
        for source in sources:
            parts.setdefault(source, []).append(action_id)
    proposed = links[links["state"].eq("proposed") & links["other_programme"].eq("")]
    maybe = proposed.groupby("action_id")["other_id"].agg(" ".join).to_dict()
    maybe |= proposed.groupby("other_id")["action_id"].agg(" ".join).to_dict()
    rows = [_present(row, past, latest, period) for row in _records(now)]
    here = {row["action_id"] for row in rows}
    relations = dict(zip(links["other_id"], links["relation"], strict=True))
    for row in _records(before[before["period"].eq(latest)]):
        if row["action_id"] not in here:
            into = parts.get(row["action_id"], [])
            change = relations[row["action_id"]] if into else "gone"
            rows.append(_left(row, past, change, into))
    return CHANGES.frame(
        {**row, "former_period": latest, "possible_ids": maybe.get(row["action_id"], "")} for row in rows
    )


def count_transitions(changes: pd.DataFrame) -> pd.DataFrame:
    """Count how many actions went from which status to which.

    Args:
        changes: `CHANGES`.

    Returns:
        `TRANSITIONS`: every pair that occurs, in the order of the codebook; the rows `joined` and the columns
        `left` make the counts of each period add up to its actions.

    Raises:
        MissingColumnError: a column is absent.
    """
    require_columns(changes, *CHANGES.columns)
    before = changes["former_status"].fillna(NO_STATUS).where(changes["presence"].ne(JOINED), JOINED)
    after = changes["status"].fillna(NO_STATUS).where(changes["presence"].ne(LEFT), LEFT)
    counts = pd.Series(1, index=changes.index).groupby([before, after]).sum()
    order = [*Status, NO_STATUS, JOINED, LEFT]
    pairs = [(a, b) for a in order for b in order if (a, b) in counts.index]
    return TRANSITIONS.frame(
        {"former_status": a, "status": b, "action_count": int(counts.loc[(a, b)])} for a, b in pairs
    )


def follow_trend(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    history: pd.DataFrame,
    changes: pd.DataFrame,
    period: Period,
) -> pd.DataFrame:
    """Count the main shares of every period up to this one, and what they are like for like.

    Args:
        actions: `ACTIONS`, with stable ids, and so have the others.
        readings: `READINGS`; empty for a roadmap.
        history: `HISTORY` of the earlier periods.
        changes: `CHANGES`: like for like are the actions that stayed since the former period.
        period: the period.

    Returns:
        `TREND`, oldest period first; a period without statuses has no row.

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    require_columns(readings, *READINGS.columns)
    now = followed_up(actions)[["action_id"]].assign(period=str(period))
    now = now.merge(readings[["action_id", "status"]], on="action_id", how="left")
    every = pd.concat([followed_up(history)[["action_id", "period", "status"]], now])
    stayed = set(changes.loc[changes["presence"].eq("stayed"), "action_id"])
    compared = {str(period), *changes["former_period"].dropna()}
    rows: list[dict[str, object]] = []
    for name, of_period in every.groupby("period", sort=True):
        if of_period["status"].isna().all():
            continue
        status = of_period["status"]
        in_scope = of_period[status.map(lambda code: Status(code).is_in_scope)]
        silent = of_period[status.ne(Status.NOT_REPORTED)]
        rows += [
            _share("completion_rate", "all", name, _completed(of_period), of_period),
            _share("completion_rate", "in_scope", name, _completed(in_scope), in_scope),
            _share("activity_rate", "in_scope", name, in_scope["status"].isin(_MOVING).sum(), in_scope),
            _share("reporting_coverage", "all", name, len(silent), of_period),
        ]
        if stayed and name in compared:
            same = of_period[of_period["action_id"].isin(stayed)]
            rows.append(_share("completion_rate", "like_for_like", name, _completed(same), same))
    return TREND.frame(rows)


def _completed(table: pd.DataFrame) -> int:
    return int(table["status"].eq(Status.COMPLETED).sum())


def _share(indicator: str, basis: str, period: object, count: int, among: pd.DataFrame) -> dict[str, object]:
    return {
        "indicator": indicator,
        "basis": basis,
        "period": period,
        "numerator_count": int(count),
        "denominator_count": len(among),
        "share": count / len(among) if len(among) else np.nan,
    }


def _past(before: pd.DataFrame, now: pd.DataFrame) -> _Past:
    rows = {(row["period"], row["action_id"]): row for row in _records(before)}
    every = [*_records(before), *_records(now)]
    origins = {row["action_id"]: row["origin_ids"].split() for row in every if row["origin_ids"]}
    return _Past(sorted(set(before["period"]), reverse=True), rows, origins)


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows, with None for what is missing."""
    return [
        {str(column): None if pd.isna(value) else value for column, value in row.items()}
        for row in table.to_dict("records")
    ]


def _present(row: _Row, past: _Past, latest: str, period: Period) -> dict[str, object]:
    """An action of the period, beside itself in the former one where it stood there."""
    former = past.rows.get((latest, row["action_id"]))
    status = Status(row["status"]) if row["status"] else None
    fields: dict[str, object] = {
        **_same_columns(row),
        "related_ids": row["origin_ids"],
        "is_regression": False,
        "is_renamed": False,
        "is_replanned": False,
        "is_silent_slip": False,
        "is_text_same": False,
        "blocked_since": _blocked_since(row, past, period),
        **_baseline(row, past, period),
    }
    if former is None:
        is_back = next(past.of(row["action_id"]), None) is not None
        change = "returned" if is_back else _origin_kind(row, past)
        return {**fields, "presence": JOINED, "change": change}
    was = Status(former["status"]) if former["status"] else None
    slip = _years_between(former["last_planned_year"], row["last_planned_year"])
    text, former_text = row["status_text"], former["status_text"]
    is_text_same = bool(text) and _plain(text) == _plain(former_text)
    is_open = status is not None and not status.is_closed
    has_run_out = row["last_planned_year"] is not None and row["last_planned_year"] < period.year
    says_nothing_new = is_text_same or not text
    return {
        **fields,
        **{
            f"former_{column}": value
            for column, value in _same_columns(former).items()
            if column != "action_id"
        },
        "presence": "stayed",
        "change": _movement(was, status),
        "slip_years": slip,
        "is_regression": was is Status.COMPLETED and status in LADDER[:-1],
        "is_renamed": " ".join(former["name"].split()).casefold() != " ".join(row["name"].split()).casefold(),
        "is_replanned": former["planned_years"] != row["planned_years"],
        "is_silent_slip": is_open and says_nothing_new and (has_run_out or (slip or 0) > 0),
        "is_text_same": is_text_same,
    }


def _left(former: _Row, past: _Past, change: str, into: Sequence[str]) -> dict[str, object]:
    """An action that stood in the former period and no longer does."""
    first = past.first_plan(former["action_id"])
    was = {
        f"former_{column}": value for column, value in _same_columns(former).items() if column != "action_id"
    }
    return {
        **was,
        "action_id": former["action_id"],
        "presence": LEFT,
        "change": change,
        "related_ids": " ".join(into),
        "baseline_years": first[0] if first else "",
        "baseline_period": first[1] if first else None,
        "is_regression": False,
        "is_renamed": False,
        "is_replanned": False,
        "is_silent_slip": False,
        "is_text_same": False,
    }


def _same_columns(row: _Row) -> dict[str, object]:
    return {
        name: row[name] for name in ("action_id", "name", "status", "planned_years", "status_text", "blocker")
    }


def _origin_kind(row: _Row, past: _Past) -> str:
    """Whether an action that joined is new, a part of one that was there, or made of several."""
    origins = past.origins.get(row["action_id"], ())
    if not origins:
        return "new"
    return "merged" if len(origins) > 1 else "split"


def _movement(was: Status | None, status: Status | None) -> str:
    if was == status:
        return "same"
    if was in LADDER and status in LADDER:
        return "improved" if LADDER.index(status) > LADDER.index(was) else "worsened"
    return "changed"


def _baseline(row: _Row, past: _Past, period: Period) -> dict[str, object]:
    """The first plan ever, which no later plan replaces."""
    first = past.first_plan(row["action_id"])
    if first is None:
        first = (row["planned_years"], str(period)) if row["planned_years"] else None
    if first is None:
        return {"baseline_years": "", "baseline_period": None, "baseline_slip_years": None}
    last = max(map(int, first[0].split()))
    return {
        "baseline_years": first[0],
        "baseline_period": first[1],
        "baseline_slip_years": _years_between(last, row["last_planned_year"]),
    }


def _years_between(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else int(after) - int(before)


def _blocked_since(row: _Row, past: _Past, period: Period) -> str | None:
    """The first of the periods without a break in which the action waited for the same."""
    if not row["blocker"]:
        return None
    since = str(period)
    for earlier in past.periods:
        then = past.rows.get((earlier, row["action_id"]))
        if then is None or then["blocker"] != row["blocker"]:
            break
        since = earlier
    return since


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
