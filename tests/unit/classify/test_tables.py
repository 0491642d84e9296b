"""The readings of a period: one row a reported action, decisions over rules, timing after both."""

import json

import pandas as pd
import pytest

from seuranta.classify.decisions import DECISIONS
from seuranta.classify.tables import read_statuses
from seuranta.classify.texts import text_sha256
from seuranta.errors import MissingColumnError
from seuranta.model import Period
from seuranta.tables import ACTIONS, READINGS

PERIOD = Period(2022, 9)


def action(
    action_id: str, text: str | None, first: int | None = 2020, last: int | None = 2021, language: str = "fi"
) -> dict[str, object]:
    return {
        "action_id": action_id,
        "kind": "use_case",
        "name": f"Kuvalan {action_id}",
        "status_text": text,
        "language": language,
        "first_planned_year": first,
        "last_planned_year": last,
        "is_hidden": False,
    }


def decision(action_id: str, text: str, status: str, blocker: str | None = None) -> dict[str, object]:
    return {
        "action_id": action_id,
        "text_sha256": text_sha256(text),
        "status": status,
        "blocker": blocker,
        "as_of_year": None,
        "decided_by": "Maija Meikäläinen",
        "decided_on": "2022-10-03",
        "reason": "kysytty vastuuhenkilöltä",
    }


def readings(*actions: dict[str, object], decisions: tuple[dict[str, object], ...] = ()) -> pd.DataFrame:
    return read_statuses(ACTIONS.frame(actions), DECISIONS.frame(decisions), PERIOD).set_index("action_id")


def test_a_blank_status_is_not_reported() -> None:
    table = readings(action("chat", ""), action("lasku", "Toteutettu 2020."))

    assert table["status"].to_dict() == {"chat": "not_reported", "lasku": "completed"}


def test_an_action_of_a_table_without_a_status_column_is_not_reported_in_a_follow_up() -> None:
    table = readings(action("kartta", None), action("lasku", "Toteutettu 2020."))

    assert table["status"].to_dict() == {"kartta": "not_reported", "lasku": "completed"}


def test_a_plan_gets_no_reading() -> None:
    enabler = {**action("osaaminen", "Koulutukset pidettiin."), "kind": "enabler"}

    assert readings(action("kartta", None), action("lasku", None)).empty
    assert readings(action("kartta", None), enabler).index.tolist() == ["osaaminen"]


def test_no_action_gives_an_empty_table_of_readings() -> None:
    table = read_statuses(ACTIONS.empty(), DECISIONS.empty(), PERIOD)

    assert table.empty
    assert list(table.columns) == list(READINGS.columns)


def test_a_row_keeps_the_words_that_decided_with_their_places() -> None:
    text = "Palvelu on otettu käyttöön."
    row = readings(action("chat", text)).loc["chat"]

    (evidence,) = json.loads(row["evidence"])
    assert text[evidence["start"] : evidence["end"]] == evidence["text"] == "otettu käyttöön"
    assert row["text_sha256"] == text_sha256(text)
    assert pd.isna(row["decided_by"])


def test_a_decision_overrules_the_rules_and_keeps_their_evidence() -> None:
    text = "Palvelu on otettu käyttöön."
    row = readings(action("chat", text), decisions=(decision("chat", text, "on_hold", "funding"),)).loc[
        "chat"
    ]

    assert (row["status"], row["blocker"], row["tier"]) == ("on_hold", "funding", "reviewed")
    assert not row["needs_review"]
    assert row["alternatives"] == ""
    assert row["decided_by"] == "Maija Meikäläinen"
    assert json.loads(row["evidence"])
    assert pd.isna(row["blocker_words"])


@pytest.mark.parametrize(
    "other", [decision("chat", "Muu teksti.", "on_hold"), decision("kartta", "Valmis.", "on_hold")]
)
def test_a_decision_about_another_text_or_action_changes_nothing(other: dict[str, object]) -> None:
    row = readings(action("chat", "Valmis."), decisions=(other,)).loc["chat"]

    assert (row["status"], row["tier"]) == ("completed", "clear")


def test_timing_follows_the_status_and_the_decision_about_it() -> None:
    """Closed by decision, an action is no longer overdue."""
    text = "Ei edistetty."
    undecided = readings(action("chat", text))
    decided = readings(action("chat", text), decisions=(decision("chat", text, "discontinued"),))

    assert undecided.loc["chat", "timing"] == "overdue"
    assert decided.loc["chat", "timing"] == "due"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(2023, 2023, "not_due"), (2021, 2023, "under_way"), (2021, 2022, "due"), (None, None, "no_plan")],
)
def test_timing_comes_from_the_planned_years_and_the_period(
    first: int | None, last: int | None, expected: str
) -> None:
    assert readings(action("chat", "Työ jatkuu.", first, last)).loc["chat", "timing"] == expected


def test_staleness_is_marked_from_the_year_reported_on() -> None:
    table = readings(action("chat", "Ei edistetty v 2021."), action("kartta", "Ei edistetty v 2022."))

    assert table["is_stale"].to_dict() == {"chat": True, "kartta": False}
    assert table["as_of_year"].to_dict() == {"chat": 2021, "kartta": 2022}


def test_an_action_without_a_known_language_is_doubtful() -> None:
    assert readings(action("chat", "Valmis.", language="")).loc["chat", "rule"] == "no_lexicon"


def test_a_table_without_texts_is_refused() -> None:
    with pytest.raises(MissingColumnError, match="status_text"):
        read_statuses(pd.DataFrame({"action_id": ["chat"]}), DECISIONS.empty(), PERIOD)


def stated(action_id: str, text: str, status: str) -> dict[str, object]:
    return action(action_id, text) | {"stated_status": status, "stated_by": "Satamatoimi"}


def test_a_status_that_was_chosen_in_a_form_is_not_read_from_the_words() -> None:
    row = readings(stated("vene", "Asia esillä johtoryhmässä vuonna 2021.", "completed")).loc["vene"]

    assert (row["status"], row["tier"], row["decided_by"], row["decision_reason"]) == (
        "completed",
        "reviewed",
        "Satamatoimi",
        "form",
    )
    assert not row["needs_review"]
    assert row["alternatives"] == ""


def test_a_chosen_status_without_words_is_a_status() -> None:
    assert readings(stated("vene", "", "on_hold")).loc["vene", "status"] == "on_hold"


def test_a_form_without_a_chosen_status_is_read_like_any_words() -> None:
    table = readings(action("vene", "Otettu käyttöön.") | {"stated_by": "Satamatoimi"})

    assert table.loc["vene", ["status", "tier"]].to_list() == ["completed", "clear"]
    assert pd.isna(table.loc["vene", "decided_by"])


def test_a_decision_on_the_words_comes_before_a_chosen_status() -> None:
    text = "Asia esillä johtoryhmässä."
    table = readings(stated("vene", text, "completed"), decisions=(decision("vene", text, "planned"),))

    assert table.loc["vene", ["status", "decided_by"]].to_list() == ["planned", "Maija Meikäläinen"]


def test_the_blocker_that_the_words_name_stays_while_the_action_is_open() -> None:
    text = "Odottaa rahoitusta."
    table = readings(stated("vene", text, "on_hold"), stated("laituri", text, "completed"))

    assert table.loc["vene", "blocker"] == "funding"
    assert pd.isna(table.loc["laituri", "blocker"])
