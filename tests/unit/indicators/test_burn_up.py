"""What was completed by each period, beside what the plans said until then."""

import pandas as pd

from seuranta.identity.changes import compare_with_former
from seuranta.indicators import burn_up
from seuranta.model import Period
from tests.unit.identity.frames import Programme, confirmed, id_of

WHOLE, ONE, OTHER = "Verkkosivut ja intranet", "Verkkosivujen uudistaminen", "Intranetin uudistaminen"


def told(programme: Programme, period: str, end_year: int) -> list[tuple[object, ...]]:
    """Period, told or to come, in scope, completed, planned, planned at first, without a plan."""
    at = Period.parse(period)
    changes = compare_with_former(
        programme.actions, programme.readings, programme.before, programme.linked[-1].links, at
    )
    table = burn_up(
        programme.actions, programme.readings, programme.before, changes, period=at, end_year=end_year
    )
    return [tuple(None if pd.isna(value) else value for value in row) for row in table.to_numpy().tolist()]


def test_a_plan_that_is_moved_does_not_move_the_first_one() -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", "Chat | 2020 | completed", "Verkkokauppa | 2021 | in_progress")
    kuvala.follow("2022-09", "Chat | 2020 | completed", "Verkkokauppa | 2022 2023 | in_progress")

    assert told(kuvala, "2022-09", 2023) == [
        ("2021-09", True, 2, 1, 1, 1, 0),
        ("2022-09", True, 2, 1, 1, 2, 0),
        ("2022-12", False, 2, None, 1, 2, 0),
        ("2023-12", False, 2, None, 2, 2, 0),
    ]


def test_a_year_has_ended_in_its_december_and_not_before() -> None:
    kuvala = Programme()
    kuvala.follow("2022-12", "Chat | 2022 | in_progress")

    assert told(kuvala, "2022-12", 2023) == [
        ("2022-12", True, 1, 0, 1, 1, 0),
        ("2023-12", False, 1, None, 1, 1, 0),
    ]


def test_what_is_out_of_scope_is_in_no_count_and_what_has_no_plan_is_told() -> None:
    kuvala = Programme()
    kuvala.follow(
        "2022-12", "Chat | 2021 | discontinued", "Digituki | 2021 | transferred", "Vene | | planned"
    )

    assert told(kuvala, "2022-12", 2022) == [("2022-12", True, 1, 0, 0, 0, 1)]


def test_the_parts_of_an_action_keep_the_first_plan_of_the_whole_in_every_later_period() -> None:
    register = "\n".join(
        confirmed("2022-09", part, "split", id_of(part), id_of(WHOLE)) for part in (ONE, OTHER)
    )
    kuvala = Programme(register)
    kuvala.follow("2021-09", f"{WHOLE} | 2021 | in_progress")
    kuvala.follow("2022-09", f"{ONE} | 2023 | in_progress", f"{OTHER} | 2023 | in_progress")
    kuvala.follow("2023-09", f"{ONE} | 2024 | in_progress", f"{OTHER} | 2023 | completed")

    assert told(kuvala, "2023-09", 2022) == [
        ("2021-09", True, 1, 0, 0, 0, 0),
        ("2022-09", True, 2, 0, 0, 2, 0),
        ("2023-09", True, 2, 1, 0, 2, 0),
    ]


def test_a_roadmap_has_nothing_to_compare_with_its_plan() -> None:
    kuvala = Programme()
    kuvala.follow("2022-09", "Chat | 2021")

    assert told(kuvala, "2022-09", 2024) == []
