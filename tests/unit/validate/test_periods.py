"""What the period before tells of this one, and what is said where there is none."""

import pandas as pd
import pytest

from seuranta.model import Status
from seuranta.tables import HISTORY
from seuranta.validate import RULES, Validation, validate_tables
from seuranta.validate.checks import NO_FORMER_PERIOD
from tests.unit.validate.material import PERIOD, PROGRAMME, actions, broken, readings

Change = dict[str, object]
CHANGED = "Palvelu on kilpailutettu, ja toimittaja on valittu."


def compare(
    then: tuple[Change, ...],
    now: tuple[Change, ...],
    *,
    read_then: tuple[Change, ...] = (),
    read_now: tuple[Change, ...] = (),
) -> Validation:
    """Validate actions beside those of half a year before; each text is its own unless it is given."""
    before = actions(
        *({"status_text": f"{number}. edellinen vaihe."} | change for number, change in enumerate(then))
    )
    after = actions(*now)
    statuses = readings(before, *read_then)["status"]
    known = [column for column in HISTORY.columns if column in before.columns]
    history = before[known].assign(status=statuses, period="2022-03", blocker=None, origin_ids="")
    older = history.assign(period="2021-09", status_text="Vanhempi vaihe.", status=Status.COMPLETED)
    return validate_tables(
        after,
        readings(after, *read_now),
        PROGRAMME,
        PERIOD,
        history=HISTORY.conform(pd.concat([older, history])),
    )


def test_a_period_that_moved_on_breaks_no_rule() -> None:
    assert broken(compare(({}, {}), ({}, {}))) == []


def test_a_text_that_was_copied_from_the_last_period_is_found_while_the_work_is_open() -> None:
    same = {"status_text": CHANGED}

    validation = compare(
        (same, same, {}),
        (same, same | {"status_text": f" {CHANGED}"}, {}),
        read_now=(
            {},
            {"status": Status.COMPLETED},
        ),
    )

    assert [pair for pair in broken(validation) if pair[0] != "R028"] == [("R052", "status_text")]
    assert validation.findings["message_fi"].iloc[-1] == (
        "Tilanneteksti on sama kuin edellisellä raportointikaudella (03/2022)."
    )


def test_a_short_text_may_stay_the_same() -> None:
    assert broken(compare(({"status_text": "Ei edistetty."},), ({"status_text": "Ei edistetty."},))) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (Status.IN_PROGRESS, [("R053", "status")]),
        (Status.ON_HOLD, [("R053", "status")]),
        (Status.COMPLETED, []),
        (Status.TRANSFERRED, []),
    ],
)
def test_what_was_completed_and_is_open_again_is_found(now: Status, expected: list[tuple[str, str]]) -> None:
    validation = compare(({},), ({},), read_then=({"status": Status.COMPLETED},), read_now=({"status": now},))

    assert broken(validation) == expected


def test_a_number_that_another_action_bore_is_found_with_its_name() -> None:
    validation = compare(
        ({"label": "7", "name": "Digituki"}, {"label": "8"}),
        ({"number": "7", "label": "7", "action_id": "action-new"}, {"number": "8", "label": "8"}),
    )

    assert validation.findings[["rule", "column", "found"]].values.tolist() == [["R054", "number", "7"]]
    assert "Digituki" in validation.findings["message_en"].iloc[0]


def test_a_number_of_another_theme_is_another_number() -> None:
    other = {"label": "7", "theme_id": "work", "action_id": "action-9"}

    assert broken(compare((other,), ({"number": "7", "label": "7"},))) == []


def test_the_place_in_a_table_is_no_number() -> None:
    assert broken(compare(({"action_id": "action-9"}, {}), ({}, {}))) == []


@pytest.mark.parametrize(("then", "now", "expected"), [(10, 4, ["R055"]), (10, 8, []), (4, 9, ["R055"])])
def test_a_jump_in_the_number_of_actions_is_found(then: int, now: int, expected: list[str]) -> None:
    found = compare(tuple({} for _ in range(then)), tuple({} for _ in range(now))).findings

    assert found["rule"].tolist() == expected
    assert all(f"There are {now} actions" in message for message in found["message_en"])


@pytest.mark.parametrize(("silent", "expected"), [(6, 1), (2, 0)])
def test_a_jump_in_silence_is_found(silent: int, expected: int) -> None:
    ten: tuple[Change, ...] = tuple({} for _ in range(10))
    blank = {"status": Status.NOT_REPORTED, "timing": "no_plan"}

    found = compare(ten, ten, read_now=(blank,) * silent).findings

    assert found["rule"].eq("R056").sum() == expected


def test_without_a_former_period_its_rules_are_not_applicable_and_do_not_pass() -> None:
    sound = actions({})

    validation = validate_tables(sound, readings(sound), PROGRAMME, PERIOD)

    told = {rule for rule, reason in validation.not_applicable.items() if reason == NO_FORMER_PERIOD}
    assert told == {rule.id for rule in RULES if rule.compares_periods} == {f"R0{n}" for n in range(52, 57)}
    assert not told & {result["rule"] for result in validation.results}


def test_with_a_former_period_they_apply() -> None:
    assert not set(compare(({},), ({},)).not_applicable) & {"R052", "R053", "R055", "R056"}
