"""What a follow-up counts, over what, and what it does with silence."""

import pandas as pd
import pytest

from seuranta.errors import StepFailedError
from seuranta.indicators import compute_indicators
from seuranta.model import Kind, Status, Tier
from seuranta.tables import ACTIONS, CONTINUATIONS, INDICATORS, READINGS
from tests.unit.indicators.frames import PERIOD, action, follow_up, reading, value

KUVALA = """
    Verkkokauppa            | services  | 2022      | planned      |                 | partner
    Digituki                | services  | 2020 2021 | completed    | in_progress     |
    Mobiili työajan kirjaus | services  | 2020      | completed    |                 |
    Chat-palvelu            | knowledge | 2021 2022 | transferred  |                 |
    Digitaalinen kaksonen   | knowledge | 2023      | not_reported |                 |
    Avoin data              | knowledge | 2021      | in_progress  | completed       | decision
    Sähköinen arkisto       |           |           | not_advanced |                 | decision
    Nuorisopassi            |           | 2020      | discontinued |                 |
"""


@pytest.fixture(scope="module")
def kuvala() -> pd.DataFrame:
    return compute_indicators(*follow_up(KUVALA), PERIOD)


def test_every_status_is_counted_in_the_order_of_the_model_and_zeros_are_said(kuvala: pd.DataFrame) -> None:
    rows = kuvala[kuvala["indicator"].eq("status_count") & kuvala["dimension"].eq("programme")]

    assert rows["category"].tolist() == list(Status)
    assert rows["numerator_count"].tolist() == [2, 1, 1, 0, 1, 1, 1, 1]
    assert set(rows["denominator_count"]) == {8}


def test_an_unreported_action_stays_in_the_denominator(kuvala: pd.DataFrame) -> None:
    assert value(kuvala, "completion_rate", "all", "knowledge") == "0/3"
    assert value(kuvala, "completion_rate", "in_scope", "knowledge") == "0/2"


@pytest.mark.parametrize(
    ("indicator", "basis", "expected"),
    [
        ("completion_rate", "in_scope", "2/6"),
        ("completion_rate", "all", "2/8"),
        ("activity_rate", "in_scope", "3/6"),
        ("activity_rate", "all", "3/8"),
        ("overdue", "in_scope", "1/6"),
        ("overdue", "all", "1/8"),
        ("completed_among_due", "due", "2/4"),
        ("stale", "reported", "0/7"),
        ("reporting_coverage", "all", "7/8"),
        ("reporting_coverage", "expected", "7/7"),
        ("completed_at_least", "all", "1/8"),
        ("completed_at_most", "all", "3/8"),
    ],
)
def test_each_share_has_its_own_denominator(
    kuvala: pd.DataFrame, indicator: str, basis: str, expected: str
) -> None:
    assert value(kuvala, indicator, basis) == expected


def test_themes_come_in_order_of_first_appearance_and_an_unknown_theme_is_named(kuvala: pd.DataFrame) -> None:
    themes = kuvala.loc[kuvala["dimension"].eq("theme"), "group"].unique()

    assert themes.tolist() == ["services", "knowledge", "unassigned"]


def test_silence_is_divided_by_when_the_action_was_due(kuvala: pd.DataFrame) -> None:
    assert value(kuvala, "unreported", "not_reported", category="not_due") == "1/1"
    assert value(kuvala, "unreported", "not_reported", category="overdue") == "0/1"


def test_a_share_of_nothing_is_missing_not_zero(kuvala: pd.DataFrame) -> None:
    row = kuvala[
        kuvala["indicator"].eq("unreported")
        & kuvala["group"].eq("services")
        & kuvala["category"].eq("overdue")
    ]

    assert row["denominator_count"].tolist() == [0]
    assert row["share"].isna().all()


def test_blockers_are_counted_together_and_one_by_one(kuvala: pd.DataFrame) -> None:
    assert value(kuvala, "blocked", category="") == "3/8"
    assert value(kuvala, "blocked", category="decision") == "2/8"
    assert value(kuvala, "blocked", category="funding") == "0/8"


def test_a_persons_reading_is_exact_whatever_the_rules_hesitated_about() -> None:
    actions, readings = follow_up("Digituki | services | 2020 | completed | in_progress |")
    decided = compute_indicators(actions, readings.assign(tier=Tier.REVIEWED), PERIOD)
    undecided = compute_indicators(actions, readings, PERIOD)

    assert value(undecided, "completed_at_least") == "0/1"
    assert value(decided, "completed_at_least") == value(decided, "completed_at_most") == "1/1"


@pytest.mark.parametrize(
    ("statuses", "verdict", "counts"),
    [
        (["completed", "completed"], "achieved", "2/2"),
        (["completed", "transferred"], "achieved", "1/1"),
        (["completed", "not_reported"], "partly", "1/2"),
        (["in_progress", "not_advanced"], "partly", "0/2"),
        (["planned", "on_hold"], "not_advanced", "0/2"),
        (["transferred", "discontinued"], "not_advanced", "0/0"),
    ],
)
def test_a_theme_rolls_up_by_the_rule_of_gao(statuses: list[str], verdict: str, counts: str) -> None:
    rows = "\n".join(f"Toimi {n} | services | 2021 | {status} | |" for n, status in enumerate(statuses))
    table = compute_indicators(*follow_up(rows), PERIOD)

    assert value(table, "roll_up", "in_scope", "services", category=verdict) == counts
    assert len(table[table["indicator"].eq("roll_up") & table["group"].eq("services")]) == 1


def test_years_are_ascending_and_actions_without_a_plan_come_last(kuvala: pd.DataFrame) -> None:
    rows = kuvala[kuvala["indicator"].eq("completed_by_last_planned_year")]

    assert rows["group"].tolist() == ["2020", "2021", "2022", "2023", "none"]
    assert rows["numerator_count"].tolist() == [1, 1, 0, 0, 0]
    assert rows["denominator_count"].tolist() == [2, 2, 2, 1, 1]
    assert value(kuvala, "status_by_last_planned_year", group="2022", category="transferred") == "1/2"


def test_enablers_are_not_counted() -> None:
    actions, readings = follow_up("Digituki | services | 2020 | completed | |")
    enabler = action("Osaaminen", kind=Kind.ENABLER)
    more_actions = pd.concat([actions, ACTIONS.frame([enabler])])
    more_readings = pd.concat([readings, READINGS.frame([reading(enabler, Status.IN_PROGRESS)])])

    with_enabler = compute_indicators(more_actions, more_readings, PERIOD)

    pd.testing.assert_frame_equal(with_enabler, compute_indicators(actions, readings, PERIOD))


def test_a_follow_up_with_some_readings_missing_is_never_counted_in_part() -> None:
    actions, readings = follow_up(KUVALA)

    with pytest.raises(StepFailedError) as caught:
        compute_indicators(actions, readings.iloc[2:], PERIOD)

    assert caught.value.line == (
        "tilanne.txt: expected one reading for each of 8 followed-up actions, "
        "found none or several for 2: 'Verkkokauppa', 'Digituki'"
    )


def test_an_action_with_two_readings_stops_the_count() -> None:
    actions, readings = follow_up(KUVALA)

    with pytest.raises(StepFailedError, match="found none or several for 1: 'Digituki'"):
        compute_indicators(actions, pd.concat([readings, readings.iloc[[1]]]), PERIOD)


def test_without_a_followed_up_action_there_is_nothing_to_say() -> None:
    table = compute_indicators(ACTIONS.empty(), READINGS.empty(), PERIOD)

    assert table.empty
    assert list(table.columns) == list(INDICATORS.columns)


def test_actions_carried_over_from_the_former_programme_are_counted_once_each() -> None:
    actions, readings = follow_up(KUVALA)
    continuations = CONTINUATIONS.frame(
        {"action_id": "verkkokauppa", "former_action_id": former} for former in ("a", "b")
    )

    table = compute_indicators(actions, readings, PERIOD, continuations)

    assert value(table, "continued_from_former") == "1/8"


def test_without_continuations_nothing_is_said_of_the_former_programme(kuvala: pd.DataFrame) -> None:
    assert "continued_from_former" not in set(kuvala["indicator"])
