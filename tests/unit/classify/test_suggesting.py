"""Another model suggests on doubtful readings alone, and never decides."""

import pandas as pd

from seuranta.classify.suggesting import doubtful_texts, with_suggestions
from seuranta.model import Period, Status
from seuranta.tables import ACTIONS, READINGS

ACTIONS_OF_KUVALA = ACTIONS.frame(
    [
        {"action_id": "lasku", "name": "Verkkolasku", "status_text": "Käytössä.", "language": "fi"},
        {"action_id": "kartta", "name": "Karttapalvelu", "status_text": "Katsotaan vielä.", "language": "fi"},
        {"action_id": "chat", "name": "Chatbotti", "status_text": "Jää nähtäväksi.", "language": None},
    ]
)


def reading(action_id: str, status: str, tier: str, alternatives: str = "") -> dict[str, object]:
    return {"action_id": action_id, "status": status, "tier": tier, "alternatives": alternatives}


READ = READINGS.frame(
    [
        reading("lasku", "completed", "clear"),
        reading("kartta", "in_progress", "doubtful", "completed planned"),
        reading("chat", "in_progress", "doubtful"),
    ]
)


def test_only_doubtful_texts_are_asked_about() -> None:
    asked = doubtful_texts(READ, ACTIONS_OF_KUVALA, Period(2022, 9))

    assert [question["action_id"] for question in asked] == ["kartta", "chat"]
    assert asked[0] == {
        "action_id": "kartta",
        "item": "Karttapalvelu",
        "text": "Katsotaan vielä.",
        "language": "fi",
        "period_year": 2022,
    }
    assert asked[1]["language"] == ""


def test_a_suggestion_is_the_first_alternative_and_leaves_the_status() -> None:
    suggested = {"kartta": Status.PLANNED, "chat": Status.ON_HOLD}

    table = with_suggestions(READ, suggested, by="kuvala 1.0").set_index("action_id")

    assert table["status"].tolist() == READ["status"].tolist()
    assert table.loc["kartta", "alternatives"] == "planned completed"
    assert table.loc["chat", "alternatives"] == "on_hold"
    assert table["suggested_by"].dropna().tolist() == ["kuvala 1.0", "kuvala 1.0"]


def test_a_suggestion_about_a_clear_reading_is_passed_over() -> None:
    table = with_suggestions(READ, {"lasku": Status.PLANNED}, by="kuvala 1.0")

    pd.testing.assert_frame_equal(table, READ)


def test_a_suggestion_that_is_the_reading_itself_is_no_alternative() -> None:
    table = with_suggestions(READ, {"chat": Status.IN_PROGRESS}, by="kuvala 1.0").set_index("action_id")

    assert table.loc["chat", "alternatives"] == ""
    assert table.loc["chat", "suggested_status"] == "in_progress"


def test_without_suggestions_the_table_is_the_same() -> None:
    pd.testing.assert_frame_equal(with_suggestions(READ, {}, by=None), READ)
    pd.testing.assert_frame_equal(with_suggestions(READINGS.empty(), {}, by=None), READINGS.empty())
