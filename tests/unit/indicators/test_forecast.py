"""Where a programme will end if it goes on as it has gone, and when nobody can say."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.indicators import forecast_completion
from seuranta.model import Period, Status
from tests.unit.identity.frames import Programme

NAMES = [f"Toimenpide {letter}" for letter in "abcdefghijklmnopqrstuvwxyzåäö"]


def kuvala(*periods: tuple[str, int]) -> Programme:
    """29 use cases, of which so many are completed in each period; the others are in progress."""
    programme = Programme()
    for period, completed in periods:
        programme.follow(
            period,
            *(
                f"{name} | 2021 | {'completed' if at < completed else 'in_progress'}"
                for at, name in enumerate(NAMES)
            ),
        )
    return programme


def forecast(programme: Programme, period: str, end_year: int) -> "pd.Series[object]":
    table = forecast_completion(
        programme.actions,
        programme.readings,
        programme.before,
        period=Period.parse(period),
        end_year=end_year,
    )
    return table.iloc[0]


def test_a_programme_that_completes_five_a_year_is_held_to_go_on_so() -> None:
    row = forecast(kuvala(("2021-12", 0), ("2022-12", 5), ("2023-12", 9)), "2023-12", 2025)

    assert (row["outcome"], row["step_count"], row["transition_count"]) == ("made", 2, 58)
    assert 9 < row["low_count"] <= row["middle_count"] <= row["high_count"] < 29
    assert abs(row["middle_count"] - 16) <= 2


def test_the_same_material_gives_the_same_forecast() -> None:
    programme = kuvala(("2021-12", 0), ("2022-12", 5))

    assert forecast(programme, "2022-12", 2024).equals(forecast(programme, "2022-12", 2024))


def test_a_further_end_is_less_certain() -> None:
    programme = kuvala(("2021-12", 0), ("2022-12", 5))
    near, far = forecast(programme, "2022-12", 2023), forecast(programme, "2022-12", 2025)

    assert far["high_count"] - far["low_count"] > near["high_count"] - near["low_count"]


def test_a_first_period_and_a_few_moves_forecast_nothing() -> None:
    row = forecast(kuvala(("2022-12", 5)), "2022-12", 2024)

    assert (row["outcome"], row["transition_count"]) == ("too_few", 0)
    assert pd.isna(row["middle_count"])


@pytest.mark.parametrize(("actions", "outcome"), [(19, "too_few"), (20, "made")])
def test_nineteen_moves_are_too_few_and_twenty_are_enough(actions: int, outcome: str) -> None:
    programme = Programme()
    for period in ("2021-12", "2022-12"):
        programme.follow(period, *(f"{name} | 2021 | in_progress" for name in NAMES[:actions]))

    row = forecast(programme, "2022-12", 2024)

    assert (row["outcome"], row["transition_count"]) == (outcome, actions)
    assert bool(pd.isna(row["low_count"])) == (outcome == "too_few")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(list(Status)), min_size=24, max_size=24), min_size=2, max_size=4))
def test_whatever_came_the_interval_lies_among_the_actions_and_the_trials_are_told(
    came: list[list[Status]],
) -> None:
    programme = Programme()
    for at, statuses in enumerate(came):
        lines = (f"{name} | 2021 | {status}" for name, status in zip(NAMES, statuses, strict=False))
        programme.follow(f"{2020 + at}-12", *lines)

    row = forecast(programme, f"{2019 + len(came)}-12", 2024)

    assert 0 <= row["low_count"] <= row["middle_count"] <= row["high_count"] <= row["action_count"] == 24
    assert row["tried_count"] == len(came) - 2
    assert 0 <= row["right_count"] <= row["tried_count"]


def test_at_the_end_nothing_is_left_to_forecast() -> None:
    assert forecast(kuvala(("2021-12", 0), ("2022-12", 5)), "2022-12", 2022)["outcome"] == "ended"


def test_an_earlier_period_is_forecast_to_see_whether_it_came_true() -> None:
    steady = forecast(kuvala(("2021-12", 0), ("2022-12", 5), ("2023-12", 9)), "2023-12", 2024)
    leaping = forecast(kuvala(("2021-12", 0), ("2022-12", 2), ("2023-12", 27)), "2023-12", 2024)

    assert (steady["right_count"], steady["tried_count"]) == (1, 1)
    assert (leaping["right_count"], leaping["tried_count"]) == (0, 1)
