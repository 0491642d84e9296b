"""What holds of the indicators of any follow-up."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.indicators import actions_behind, compute_indicators
from seuranta.model import Blocker, Status, Tier
from seuranta.tables import ACTIONS, INDICATORS, READINGS
from tests.unit.indicators.frames import PERIOD, action, reading

Tables = tuple[pd.DataFrame, pd.DataFrame]


@st.composite
def follow_ups(draw: st.DrawFn) -> Tables:
    actions, readings = [], []
    for number in range(draw(st.integers(1, 12))):
        years = sorted(draw(st.sets(st.integers(2020, 2024), max_size=3)))
        written = action(
            f"Toimi {number}",
            theme_id=draw(st.sampled_from(["services", "knowledge", "all", None])),
            planned_years=" ".join(map(str, years)),
        )
        actions.append(written)
        readings.append(
            reading(
                written,
                draw(st.sampled_from(Status)),
                alternatives=" ".join(draw(st.lists(st.sampled_from(Status), max_size=2))),
                tier=draw(st.sampled_from(Tier)),
                blocker=draw(st.sampled_from([None, *Blocker])),
                is_stale=draw(st.booleans()),
            )
        )
    return ACTIONS.frame(actions), READINGS.frame(readings)


laws = settings(max_examples=25, deadline=None)


def counts_of(table: pd.DataFrame, indicator: str, dimension: str = "programme") -> pd.DataFrame:
    return table[table["indicator"].eq(indicator) & table["dimension"].eq(dimension)]


@laws
@given(follow_ups())
def test_the_statuses_of_a_group_add_up_to_its_actions(tables: Tables) -> None:
    table = compute_indicators(*tables, PERIOD)
    statuses = table[table["indicator"].isin(["status_count", "status_by_last_planned_year"])]

    for _, rows in statuses.groupby(["indicator", "dimension", "group"]):
        assert rows["numerator_count"].sum() == rows["denominator_count"].iloc[0]


@laws
@given(follow_ups())
def test_the_themes_add_up_to_the_programme(tables: Tables) -> None:
    table = compute_indicators(*tables, PERIOD)
    table = table[~table["indicator"].isin(["roll_up"])]
    key, counts = ["indicator", "basis", "category"], ["numerator_count", "denominator_count"]

    by_theme = table[table["dimension"].eq("theme")].groupby(key)[counts].sum()
    programme = table[table["dimension"].eq("programme")].set_index(key)[counts]

    pd.testing.assert_frame_equal(by_theme.sort_index(), programme.sort_index())


@laws
@given(follow_ups())
def test_what_is_completed_is_also_active_and_what_is_in_scope_is_among_all(tables: Tables) -> None:
    table = compute_indicators(*tables, PERIOD).set_index(["dimension", "group", "indicator", "basis"])
    completed = table.xs("completion_rate", level="indicator")
    active = table.xs("activity_rate", level="indicator")
    in_scope, every = completed.xs("in_scope", level="basis"), completed.xs("all", level="basis")

    assert (completed["numerator_count"] <= active["numerator_count"]).all()
    assert (in_scope["denominator_count"] <= every["denominator_count"]).all()


@laws
@given(follow_ups())
def test_what_is_surely_completed_never_exceeds_what_may_be(tables: Tables) -> None:
    table = compute_indicators(*tables, PERIOD)
    least, read, most = (
        counts_of(table, indicator)["numerator_count"].iloc[0]
        for indicator in ("completed_at_least", "completion_rate", "completed_at_most")
    )

    assert least <= read <= most


@laws
@given(follow_ups())
def test_a_share_is_a_part_of_a_whole_and_missing_of_nothing(tables: Tables) -> None:
    table = compute_indicators(*tables, PERIOD)
    shares = table["share"].dropna()

    assert shares.between(0, 1).all()
    assert (table["share"].isna() == table["denominator_count"].eq(0)).all()


@laws
@given(follow_ups())
def test_every_row_has_its_own_key(tables: Tables) -> None:
    assert not compute_indicators(*tables, PERIOD).duplicated(list(INDICATORS.key)).any()


@laws
@given(follow_ups(), st.randoms())
def test_the_order_of_the_rows_changes_no_number(tables: Tables, random: "st.random.Random") -> None:
    actions, readings = tables
    order = list(range(len(actions)))
    random.shuffle(order)
    key = list(INDICATORS.key)

    shuffled = compute_indicators(actions.iloc[order], readings.iloc[order[::-1]], PERIOD)

    pd.testing.assert_frame_equal(
        shuffled.sort_values(key, ignore_index=True),
        compute_indicators(actions, readings, PERIOD).sort_values(key, ignore_index=True),
    )


@laws
@given(follow_ups())
def test_behind_every_number_are_as_many_actions(tables: Tables) -> None:
    behind = actions_behind(*tables, PERIOD)

    for row in compute_indicators(*tables, PERIOD).itertuples():
        actions = behind[(row.indicator, row.basis, row.dimension, row.group, row.category)]
        assert len(actions.numerator) == row.numerator_count
        assert len(actions.denominator) == row.denominator_count
        assert set(actions.numerator) <= set(actions.denominator)
