"""What contradicts the plan or the last period goes to a person."""

import pandas as pd
import pytest

from seuranta.classify.contradictions import doubt_contradictions
from seuranta.model import Period, Status
from seuranta.tables import ACTIONS, HISTORY, READINGS

PERIOD = Period(2022, 9)


def doubted(
    status: str,
    *,
    former: str | None = None,
    first_year: int | None = 2020,
    tier: str = "clear",
    alternatives: str = "",
) -> pd.Series:
    actions = ACTIONS.frame([{"action_id": "lasku", "first_planned_year": first_year}])
    readings = READINGS.frame(
        [
            {
                "action_id": "lasku",
                "status": status,
                "alternatives": alternatives,
                "tier": tier,
                "needs_review": tier == "doubtful",
            }
        ]
    )
    rows = [] if former is None else [{"period": "2021-09", "action_id": "lasku", "status": former}]
    return doubt_contradictions(readings, actions, HISTORY.frame(rows), PERIOD).iloc[0]


def test_what_is_completed_before_its_first_planned_year_is_doubtful() -> None:
    row = doubted("completed", first_year=2023)

    assert (row["tier"], row["alternatives"], row["needs_review"]) == ("doubtful", "planned", True)


@pytest.mark.parametrize(
    ("former", "status"),
    [
        ("completed", "in_progress"),
        ("completed", "not_advanced"),
        ("in_progress", "planned"),
        ("discontinued", "in_progress"),
        ("transferred", "on_hold"),
    ],
)
def test_what_contradicts_the_last_period_is_doubtful_and_the_former_status_is_possible(
    former: str, status: str
) -> None:
    row = doubted(status, former=former)

    assert (row["status"], row["tier"], row["alternatives"]) == (status, "doubtful", former)


@pytest.mark.parametrize(
    ("former", "status"),
    [
        ("planned", "completed"),
        ("in_progress", "completed"),
        ("on_hold", "planned"),
        ("completed", "not_reported"),
        ("completed", "transferred"),
        ("not_reported", "in_progress"),
    ],
)
def test_what_may_follow_the_last_period_stays_clear(former: str, status: str) -> None:
    assert doubted(status, former=former)["tier"] == "clear"


@pytest.mark.parametrize("status", list(Status))
def test_the_same_status_as_last_time_contradicts_nothing(status: str) -> None:
    assert doubted(status, former=status)["tier"] == "clear"


def test_what_a_person_decided_is_no_contradiction() -> None:
    row = doubted("in_progress", former="completed", tier="reviewed")

    assert (row["tier"], row["needs_review"]) == ("reviewed", False)


def test_the_other_status_joins_the_alternatives_once() -> None:
    row = doubted("in_progress", former="completed", tier="doubtful", alternatives="completed planned")

    assert row["alternatives"] == "completed planned"


def test_the_last_status_that_an_action_had_counts() -> None:
    actions = ACTIONS.frame([{"action_id": "lasku", "first_planned_year": 2020}])
    readings = READINGS.frame(
        [
            {
                "action_id": "lasku",
                "status": "in_progress",
                "alternatives": "",
                "tier": "clear",
                "needs_review": False,
            }
        ]
    )
    history = HISTORY.frame(
        [
            {"period": "2020-09", "action_id": "lasku", "status": "completed"},
            {"period": "2021-09", "action_id": "lasku", "status": "in_progress"},
            {"period": "2022-03", "action_id": "lasku", "status": None},
        ]
    )

    assert doubt_contradictions(readings, actions, history, PERIOD)["tier"].tolist() == ["clear"]


def test_silence_in_between_does_not_hide_a_contradiction() -> None:
    actions = ACTIONS.frame([{"action_id": "lasku", "first_planned_year": 2020}])
    reading = {"action_id": "lasku", "status": "in_progress", "alternatives": "", "tier": "clear"}
    readings = READINGS.frame([reading | {"needs_review": False}])
    history = HISTORY.frame(
        [
            {"period": "2021-09", "action_id": "lasku", "status": "completed"},
            {"period": "2022-03", "action_id": "lasku", "status": "not_reported"},
        ]
    )

    found = doubt_contradictions(readings, actions, history, PERIOD).iloc[0]

    assert (found["tier"], found["alternatives"]) == ("doubtful", "completed")


def test_a_period_without_readings_stays_empty() -> None:
    found = doubt_contradictions(READINGS.empty(), ACTIONS.empty(), HISTORY.empty(), PERIOD)

    assert found.empty
    assert list(found.columns) == list(READINGS.empty().columns)
