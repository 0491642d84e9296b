"""The way back: from an indicator to its actions, from an action to its document, row and sentence."""

import json
from typing import Any

import pandas as pd

from seuranta.errors import UsageError
from seuranta.indicators import actions_behind
from seuranta.model import Period
from seuranta.store.layout import PeriodFolders
from seuranta.store.publishing import MANIFEST
from seuranta.tables import ACTIONS, CONTINUATIONS, INDICATORS, READINGS, TableSchema, place_in_words

_OF_ACTION = (
    "status_text",
    "planned_years",
    "status",
    "rule",
    "tier",
    "alternatives",
    "blocker",
    "timing",
    "decided_by",
    "decision_reason",
    "text_sha256",
)
Answer = tuple[dict[str, Any], list[str]]


def explain(folders: PeriodFolders, what: str | None) -> Answer:
    """Explain an indicator or an action of a published period.

    Args:
        folders: the period's folders.
        what: an indicator's name, an action's id, its label ("1.4") or words of its name; None lists
            the indicators.

    Returns:
        The explanation as JSON values, and as lines for people.

    Raises:
        UsageError: the period is not published, or nothing is called so.
    """
    if what is not None and not what.strip():
        raise UsageError(
            "expected an indicator or an action, found a blank",
            hint="leave the last word away to see the indicators, or name an action by its label",
        )
    if not (folders.processed / MANIFEST).exists():
        raise UsageError(
            "expected a published period, found none",
            where=str(folders),
            hint=f"make it first: python pipeline.py run {folders}",
        )

    def load(schema: TableSchema) -> pd.DataFrame:
        return schema.conform(pd.read_parquet(folders.processed / f"{schema.name}.parquet"))

    actions, readings, indicators = load(ACTIONS), load(READINGS), load(INDICATORS)
    if what is None:
        return _all_indicators(indicators)
    if what in set(indicators["indicator"]):
        behind = actions_behind(actions, readings, Period.parse(folders.period), load(CONTINUATIONS))
        return _indicator(what, indicators, actions, behind)
    found = _actions_called(what, actions)
    if found.empty:
        names = ", ".join(dict.fromkeys(indicators["indicator"]))
        raise UsageError(
            f"expected an indicator or an action of {folders}, found none called {what!r}",
            hint=f"indicators: {names}; an action by its label, its id or words of its name",
        )
    return _actions(found, readings)


def _all_indicators(indicators: pd.DataFrame) -> Answer:
    whole = indicators[indicators["dimension"] == "programme"]
    rows = [_share(row) for row in whole.to_dict("records")]
    return {"indicators": rows}, [_share_line(row) for row in rows]


def _share(row: dict[Any, Any]) -> dict[str, Any]:
    return {
        **{key: row[key] for key in ("indicator", "basis", "dimension", "group", "category")},
        "numerator_count": int(row["numerator_count"]),
        "denominator_count": int(row["denominator_count"]),
    }


def _share_line(row: dict[str, Any]) -> str:
    parts = [row["indicator"], row["category"], f"({row['basis']})"]
    group = "" if row["dimension"] == "programme" else f" {row['dimension']} {row['group']}:"
    words = " ".join(part for part in parts if part)
    return f"{words}:{group} {row['numerator_count']}/{row['denominator_count']}"


def _indicator(
    name: str, indicators: pd.DataFrame, actions: pd.DataFrame, behind: dict[tuple[str, ...], Any]
) -> Answer:
    by_id = actions.set_index("action_id")
    rows, lines = [], []
    for record in indicators[indicators["indicator"] == name].to_dict("records"):
        row = _share(record)
        members = behind[tuple(record[key] for key in INDICATORS.key)].numerator
        counted = [{"action_id": member, **_place(by_id.loc[member])} for member in members]
        rows.append({**row, "actions": counted})
        lines.append(_share_line(row))
        lines += [f"    {c['label']:>5}  {c['name']} ({c['place']})" for c in counted]
    return {"indicator": name, "rows": rows}, lines


def _actions_called(what: str, actions: pd.DataFrame) -> pd.DataFrame:
    exact = actions[(actions["action_id"] == what) | (actions["label"] == what)]
    if not exact.empty:
        return exact
    return actions[actions["name"].str.casefold().str.contains(what.casefold(), regex=False)]


def _actions(found: pd.DataFrame, readings: pd.DataFrame) -> Answer:
    table = found.merge(readings, on="action_id", how="left")
    rows, lines = [], []
    for record in table.to_dict("records"):
        row = {
            "action_id": record["action_id"],
            **_place(record),
            **{key: _known(record[key]) for key in _OF_ACTION},
            "as_of_year": None if pd.isna(record["as_of_year"]) else int(record["as_of_year"]),
            "evidence": json.loads(_known(record["evidence"]) or "[]"),
        }
        rows.append(row)
        lines += _action_lines(row)
    return {"actions": rows}, lines


def _action_lines(row: dict[str, Any]) -> list[str]:
    lines = [f"{row['label']}  {row['name']}", f"  place: {row['place']}", f"  id: {row['action_id']}"]
    if row["planned_years"]:
        lines.append(f"  planned: {row['planned_years']}")
    if row["status"] is None:
        return lines
    words = "; ".join(f"{piece['text']!r} ({piece['cue']})" for piece in row["evidence"]) or "none"
    reading = f"  status: {row['status']} ({row['tier']}; rule {row['rule']}; timing {row['timing']})"
    lines += [f"  text: {row['status_text'] or '(blank)'}", reading, f"  words: {words}"]
    extra = (
        ("decided by", row["decided_by"]),
        ("reason", row["decision_reason"]),
        ("alternatives", row["alternatives"]),
        ("blocker", row["blocker"]),
        ("as of", row["as_of_year"]),
        ("text_sha256", row["text_sha256"]),
    )
    return lines + [f"  {name}: {value}" for name, value in extra if value]


def _place(row: Any) -> dict[str, str]:
    return {"label": row["label"], "name": row["name"], "place": place_in_words(row)}


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value
