"""The readings of a whole period: the rules over every action, then what people decided about them."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from seuranta.classify.engine import read_status
from seuranta.classify.reading import Reading, evidence_to_json
from seuranta.classify.texts import text_sha256
from seuranta.model import Period, Status, Tier, timing_of
from seuranta.tables import IN_A_FORM, READINGS, followed_up, require_columns

_NEEDED = (
    "action_id",
    "kind",
    "name",
    "status_text",
    "stated_status",
    "stated_by",
    "language",
    "first_planned_year",
    "last_planned_year",
)


def read_statuses(actions: pd.DataFrame, decisions: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Read the status of every action that reports one, and let people's decisions overrule the rules.

    Args:
        actions: `ACTIONS`. A missing `status_text` means that the table has no status column. Where no
            followed-up action has one, the period is a plan and gets no reading; where some have, the
            others are not reported, like those whose cell is blank: silence is not progress.
        decisions: `DECISIONS`; one holds for the action and the text that it names, and for nothing else.
        period: the report period.

    Returns:
        `READINGS`: one row per action that is to be read, in the order of `actions`. A decided one has the
        tier `reviewed`, needs no review, has no alternatives, and keeps the rule and the evidence of the
        rules beside the decision. So has one whose status was chosen in a form (`stated_status`), unless a
        decision holds: it is decided by whom the form asked (`stated_by`), for the reason `IN_A_FORM`, and
        keeps the year and, while the action is open, the blocker that its words name. The timing follows from
        the status as decided.

    Raises:
        MissingColumnError: a column of `ACTIONS` that is needed is absent.
    """
    require_columns(actions, *_NEEDED)
    decided = {(row["action_id"], row["text_sha256"]): row for row in decisions.to_dict(orient="records")}
    read = _to_be_read(actions)[list(_NEEDED)].fillna({"status_text": ""})
    return READINGS.frame(_row(action, decided, period) for action in read.to_dict(orient="records"))


def _to_be_read(actions: pd.DataFrame) -> pd.DataFrame:
    has_status_column = actions["status_text"].notna()
    is_followed_up = actions.index.isin(followed_up(actions).index)
    is_follow_up = bool((has_status_column & is_followed_up).any())
    return actions[has_status_column | (is_followed_up & is_follow_up)]


def _row(
    action: Mapping[Any, Any], decided: Mapping[tuple[str, str], Mapping[Any, Any]], period: Period
) -> dict[str, object]:
    """The reading of one action as a row, overruled where a person decided."""
    text = action["status_text"]
    language = action["language"] if pd.notna(action["language"]) else ""
    reading = read_status(text, item=action["name"], language=language, period_year=period.year)
    sha256 = text_sha256(text)
    row = _reading_row(reading) | {"action_id": action["action_id"], "text_sha256": sha256}
    decision = decided.get((action["action_id"], sha256))
    if decision is not None:
        row |= _decided_row(decision, reading, period)
    elif (stated := _text(action["stated_status"])) is not None:
        row |= _stated_row(Status(stated), str(action["stated_by"]), reading)
    timing = timing_of(
        Status(str(row["status"])),
        _year(action["first_planned_year"]),
        _year(action["last_planned_year"]),
        period,
    )
    return row | {"timing": str(timing)}


def _reading_row(reading: Reading) -> dict[str, object]:
    return {
        "status": str(reading.status),
        "alternatives": " ".join(reading.alternatives),
        "tier": str(reading.tier),
        "rule": reading.rule,
        "evidence": json.dumps(evidence_to_json(reading.evidence), ensure_ascii=False),
        "as_of_year": reading.as_of_year,
        "is_stale": reading.is_stale,
        "blocker": None if reading.blocker is None else str(reading.blocker),
        "blocker_words": reading.blocker_words,
        "needs_review": reading.needs_review,
    }


def _decided_row(decision: Mapping[Any, Any], reading: Reading, period: Period) -> dict[str, object]:
    """What a decision replaces; the words that named a blocker stay only where the blocker does."""
    year = _year(decision["as_of_year"])
    blocker = _text(decision["blocker"])
    return {
        "status": decision["status"],
        "alternatives": "",
        "tier": str(Tier.REVIEWED),
        "as_of_year": year,
        "is_stale": year is not None and year < period.year,
        "blocker": blocker,
        "blocker_words": reading.blocker_words if blocker == reading.blocker else None,
        "needs_review": False,
        "decided_by": decision["decided_by"],
        "decision_reason": _text(decision["reason"]) or None,
    }


def _stated_row(status: Status, by: str, reading: Reading) -> dict[str, object]:
    """What a status replaces that was chosen in a form."""
    row: dict[str, object] = {
        "status": str(status),
        "alternatives": "",
        "tier": str(Tier.REVIEWED),
        "needs_review": False,
        "decided_by": by,
        "decision_reason": IN_A_FORM,
    }
    return row | ({"blocker": None, "blocker_words": None} if status.is_closed else {})


def _year(value: object) -> int | None:
    return None if value is None or value is pd.NA else int(str(value))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
