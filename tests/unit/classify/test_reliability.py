"""How far readings proved right: known kappas and intervals, and what is counted."""

import pandas as pd
import pytest

from seuranta.classify.agreement import agreement, cohen_kappa
from seuranta.classify.decisions import DECISIONS
from seuranta.classify.reliability import reliability_table, tier_records, wilson_interval
from seuranta.model import Tier

NOW, BEFORE = "a" * 16, "b" * 16


def decisions(*rows: tuple[str, str, str, str | None, str | None, str | None]) -> pd.DataFrame:
    """Decisions as (action, status, by, read as, tier, lexicon)."""
    names = ("action_id", "status", "decided_by", "read_as", "tier", "lexicon")
    given = [dict(zip(names, row, strict=True)) for row in rows]
    return DECISIONS.frame({**row, "text_sha256": "0" * 64, "decided_on": "2023-04-03"} for row in given)


def said(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Decisions as (action, status, by), without a word on the rules."""
    return decisions(*((*row, None, None, None) for row in rows))


def test_kappa_is_that_of_the_textbook() -> None:
    """Fifty grant applications, two readers (Cohen's example as it is often told): kappa 0.4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15

    both = cohen_kappa(pairs)

    assert (both.text_count, both.same_count) == (50, 35)
    assert both.kappa == pytest.approx(0.4)


def test_full_agreement_is_one_and_worse_than_chance_is_below_zero() -> None:
    assert cohen_kappa([("completed", "completed"), ("planned", "planned")]).kappa == 1
    assert cohen_kappa([("completed", "planned"), ("planned", "completed")]).kappa == -1


@pytest.mark.parametrize(
    "pairs",
    [[], [("completed", "completed")], [("completed", "planned")], [("completed", "completed")] * 9],
    ids=["none", "one alike", "one unlike", "one status only"],
)
def test_kappa_says_nothing_of_too_few_texts_or_of_one_status(pairs: list[tuple[str, str]]) -> None:
    assert cohen_kappa(pairs).kappa is None


def test_a_reader_who_always_says_the_same_agrees_by_chance() -> None:
    assert cohen_kappa([("completed", "completed"), ("planned", "completed")]).kappa == 0


def test_only_texts_that_both_have_read_are_compared() -> None:
    first = said(("chat", "planned", "Aino"), ("kartta", "completed", "Aino"), ("lupa", "on_hold", "Aino"))
    second = said(("kartta", "completed", "Otto"), ("chat", "on_hold", "Otto"), ("haku", "planned", "Otto"))

    both = agreement(first, second)

    assert (both.text_count, both.same_count) == (2, 1)


def test_nobody_is_their_own_second_reader() -> None:
    first = said(("chat", "planned", "Aino  Meri"), ("kartta", "completed", "Otto"))

    both = agreement(first, said(("chat", "planned", "aino meri"), ("kartta", "completed", "Aino Meri")))

    assert both.text_count == 1


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_that_newcombe_published(part: int, whole: int, low: float, high: float) -> None:
    assert wilson_interval(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_a_whole_share_has_an_interval_that_ends_at_one() -> None:
    assert wilson_interval(20, 20)[1] == 1


def test_a_tier_is_right_where_people_kept_its_status() -> None:
    records = tier_records(
        decisions(
            ("chat", "completed", "Aino", "completed", "clear", NOW),
            ("kartta", "in_progress", "Aino", "completed", "clear", NOW),
            ("lupa", "on_hold", "Aino", "on_hold", "doubtful", NOW),
        ),
        lexicon=NOW,
    )

    assert [(r.tier, r.right_count, r.text_count) for r in records] == [
        (Tier.CLEAR, 1, 2),
        (Tier.DOUBTFUL, 1, 1),
    ]


def test_decisions_of_an_older_lexicon_and_rows_by_hand_are_not_counted() -> None:
    old = ("chat", "completed", "Aino", "completed", "clear", BEFORE)
    by_hand = ("kartta", "completed", "Aino", None, None, None)

    assert [r.interval for r in tier_records(decisions(old, by_hand), lexicon=NOW)] == [None, None]


def test_the_table_has_a_row_for_each_tier_and_one_for_the_agreement() -> None:
    first = decisions(("chat", "completed", "Aino", "completed", "clear", NOW))

    table = reliability_table(first, DECISIONS.empty(), lexicon=NOW).set_index(["measure", "tier"])

    assert table.index.to_list() == [("right", "clear"), ("right", "doubtful"), ("agreement", "")]
    assert table["text_count"].to_list() == [1, 0, 0]
    assert table["low_share"].isna().to_list() == [False, True, True]
    assert set(table["lexicon"]) == {NOW}
