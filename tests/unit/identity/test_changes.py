"""What happened to each action since the period before, and that the counts of both periods add up."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.identity.changes import compare_with_former, count_transitions, follow_trend
from seuranta.model import Period, Status
from tests.unit.identity.frames import Programme, confirmed, id_of, rows_of

OLD, NEW = "Sähköinen ajanvaraus neuvolaan", "Neuvolan ajanvaraus verkossa"
WHOLE, ONE, OTHER = "Verkkosivut ja intranet", "Verkkosivujen uudistaminen", "Intranetin uudistaminen"


def changes(kuvala: Programme, period: str) -> pd.DataFrame:
    return compare_with_former(
        kuvala.actions, kuvala.readings, kuvala.before, kuvala.linked[-1].links, Period.parse(period)
    )


def only(kuvala: Programme, period: str) -> dict[str, Any]:
    (row,) = changes(kuvala, period).to_dict("records")
    return {str(key): value for key, value in row.items()}


def two_periods(before: str, after: str, register: str = "") -> dict[str, Any]:
    kuvala = Programme(register)
    kuvala.follow("2021-09", before)
    kuvala.follow("2022-09", after)
    return only(kuvala, "2022-09")


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ("planned", "in_progress", "improved"),
        ("on_hold", "completed", "improved"),
        ("in_progress", "on_hold", "worsened"),
        ("completed", "in_progress", "worsened"),
        ("in_progress", "in_progress", "same"),
        ("in_progress", "not_reported", "changed"),
        ("planned", "transferred", "changed"),
    ],
)
def test_a_status_moves_on_the_ladder_or_beside_it(then: str, now: str, change: str) -> None:
    row = two_periods(f"Chat | 2021 | {then}", f"Chat | 2021 | {now}")

    assert row["change"] == change
    assert row["is_regression"] == (then == "completed")


def test_the_first_plan_is_kept_however_often_it_is_moved() -> None:
    kuvala = Programme(confirmed("2022-09", NEW, "renamed", id_of(OLD)))
    kuvala.follow("2021-09", f"{OLD} | 2021 | in_progress")
    kuvala.follow("2022-09", f"{NEW} | 2021 2022 | in_progress")
    kuvala.follow("2023-09", f"{NEW} | 2023 2024 | in_progress")

    row = only(kuvala, "2023-09")

    assert (row["baseline_years"], row["baseline_period"]) == ("2021", "2021-09")
    assert (row["slip_years"], row["baseline_slip_years"], row["is_replanned"]) == (2, 3, True)


def test_dividing_an_action_does_not_give_its_parts_a_new_first_plan() -> None:
    register = "\n".join(
        confirmed("2022-09", part, "split", id_of(part), id_of(WHOLE)) for part in (ONE, OTHER)
    )
    kuvala = Programme(register)
    kuvala.follow("2021-09", f"{WHOLE} | 2021 | in_progress")
    kuvala.follow("2022-09", f"{ONE} | 2022 | completed", f"{OTHER} | 2023 | in_progress")

    table = changes(kuvala, "2022-09")

    assert table["presence"].tolist() == ["joined", "joined", "left"]
    assert table["change"].tolist() == ["split", "split", "split"]
    assert table["baseline_years"].tolist() == ["2021", "2021", "2021"]
    assert table["related_ids"].tolist()[-1] == f"{id_of(ONE)} {id_of(OTHER)}"


def test_a_plan_that_moves_while_the_text_stays_slips_without_a_word() -> None:
    text = "Hanke odottaa rahoitusta."

    assert two_periods(f"Chat | 2021 | on_hold | {text}", f"Chat | 2023 | on_hold | {text}")["is_silent_slip"]
    assert two_periods(f"Chat | 2021 | on_hold | {text}", "Chat | 2021 | not_reported")["is_silent_slip"]
    assert not two_periods(f"Chat | 2021 | on_hold | {text}", "Chat | 2023 | on_hold | Siirtyi.")[
        "is_silent_slip"
    ]
    assert not two_periods(f"Chat | 2021 | completed | {text}", f"Chat | 2021 | completed | {text}")[
        "is_silent_slip"
    ]


def test_a_blocker_stands_since_the_first_of_the_periods_without_a_break() -> None:
    kuvala = Programme()
    for period, blocker in (
        ("2020-09", "funding"),
        ("2021-09", ""),
        ("2022-09", "funding"),
        ("2023-09", "funding"),
    ):
        kuvala.follow(period, f"Chat | 2021 | on_hold | Odottaa. | {blocker}")

    assert only(kuvala, "2023-09")["blocked_since"] == "2022-09"


def test_a_proposed_link_counts_as_new_and_gone_and_says_what_it_may_be() -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", f"{OLD} | 2021 | on_hold", "Chat | 2021 | completed")
    kuvala.follow("2022-09", f"{NEW} | 2021 | completed", "Chat | 2021 | completed")

    found = rows_of(changes(kuvala, "2022-09"), "presence", "change", "possible_ids")

    assert found == [
        {"presence": "joined", "change": "new", "possible_ids": id_of(OLD)},
        {"presence": "stayed", "change": "same", "possible_ids": ""},
        {"presence": "left", "change": "gone", "possible_ids": id_of(NEW)},
    ]


def test_leavers_do_not_flatter_the_rate_like_for_like() -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", "A-puisto | | completed", "B-puisto | | planned", "Chat | | not_advanced")
    kuvala.follow("2022-09", "A-puisto | | completed", "B-puisto | | planned")
    table = changes(kuvala, "2022-09")

    trend = follow_trend(kuvala.actions, kuvala.readings, kuvala.before, table, Period(2022, 9))

    shares = trend[trend["indicator"].eq("completion_rate") & trend["basis"].ne("in_scope")]
    assert [
        (r["basis"], r["period"], r["numerator_count"], r["denominator_count"])
        for r in shares.to_dict("records")
    ] == [
        ("all", "2021-09", 1, 3),
        ("like_for_like", "2021-09", 1, 2),
        ("all", "2022-09", 1, 2),
        ("like_for_like", "2022-09", 1, 2),
    ]


NAMES = (OLD, NEW, WHOLE, ONE, OTHER, "Chat", "Verkkokauppa", "Etävastaanotto", "Digituki")
PERIODS = ("2020-09", "2021-09", "2022-09")


@st.composite
def histories(draw: st.DrawFn) -> Programme:
    """Three periods of any of the names with any statuses, and a register that says anything of them.

    An action may be missing for a period, stand there twice under one name, be split, merged or both.
    """
    lines = []
    for period in PERIODS[1:]:
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3)):
            relation = draw(st.sampled_from(("same", "split", "merged", "new")))
            other = draw(st.sampled_from([other for other in NAMES if other != name]))
            own = id_of(other) if relation == "same" else id_of(name)
            source = id_of(other) if relation in {"split", "merged"} else ""
            lines.append(confirmed(period, name, relation, own, source))
    taken = {tuple(line.split(",")[i] for i in (0, 2)): line for line in lines}
    kuvala = Programme("\n".join(taken.values()))
    for period in PERIODS:
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=14))  # some twice, some not at all
        kuvala.follow(period, *(f"{name} | 2021 | {draw(st.sampled_from(list(Status)))}" for name in names))
    return kuvala


@settings(max_examples=120, deadline=None)
@given(histories())
def test_movers_joiners_leavers_and_stayers_add_up_to_both_totals(kuvala: Programme) -> None:
    table = changes(kuvala, PERIODS[-1])
    presence = table["presence"].value_counts().to_dict()
    then = len(kuvala.before[kuvala.before["period"].eq(PERIODS[-2])])
    now = len(kuvala.actions)

    assert kuvala.actions["action_id"].is_unique
    assert presence.get("stayed", 0) + presence.get("left", 0) == then
    assert presence.get("stayed", 0) + presence.get("joined", 0) == now
    moved = table[table["presence"].eq("stayed")]["change"].isin(["improved", "worsened", "changed", "same"])
    assert moved.all()

    transitions = count_transitions(table)
    into = set(" ".join(table.loc[table["change"].isin(["split", "merged"]), "related_ids"]).split())
    known = {*kuvala.before["action_id"], *kuvala.actions["action_id"]}
    assert into <= known
    assert table["action_id"].is_unique
    from_then = transitions[transitions["former_status"].ne("joined")]["action_count"].sum()
    to_now = transitions[transitions["status"].ne("left")]["action_count"].sum()
    assert (from_then, to_now) == (then, now)
