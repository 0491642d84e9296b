"""How well links are found on histories of invented cities; docs/adr/0013 has the figures."""

import pytest

from tests.histories import cities, histories
from tests.histories.measuring import Score, measure

FILES = ("names.txt", "fields.txt")


@pytest.fixture(
    scope="module",
    params=[(file, aside) for file in FILES for aside in (False, True)],
    ids=lambda drawn: f"{drawn[0]}, {'set aside' if drawn[1] else 'chosen on'}",
)
def score(request: pytest.FixtureRequest) -> Score:
    file, aside = request.param
    return measure(histories(aside=aside, seeds=2, file=file))


def test_the_histories_are_rich_in_what_is_hard() -> None:
    known = [city for file in FILES for city in cities(file)]
    changes = [change for city in known for change in city.changes]

    assert len(known) == 27
    assert sum(len(change.before) * len(change.after) for change in changes) >= 350
    assert sum(change.is_lookalike for change in changes) >= 60
    assert sum(any(change.texts) for change in changes) >= 15


def test_what_is_certain_is_right(score: Score) -> None:
    assert score.share("certain_right", "certain") >= 0.98
    assert score.counts["certain"] > 200


def test_no_look_alike_is_linked_as_certain(score: Score) -> None:
    assert score.counts["certain_lookalikes"] == 0


def test_the_right_one_is_nearly_always_offered(score: Score) -> None:
    assert score.share("offered", "true") >= 0.95


def test_what_is_proposed_is_mostly_right_and_even_among_renamed_ones_the_right_one_is_mostly_offered(
    score: Score,
) -> None:
    assert score.share("proposed_right", "proposed") >= 0.9
    assert score.share("renamed_offered", "renamed") >= 0.94
