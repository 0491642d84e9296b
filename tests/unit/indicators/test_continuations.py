"""Which actions carry on an action of the programme before: the same words, and nothing less."""

import pandas as pd
import pytest

from seuranta.identity.linking import history_of, link_programmes
from seuranta.identity.register import REGISTER
from seuranta.indicators import continued_actions
from seuranta.model import Kind, Period, Status, bare_words
from seuranta.tables import ACTIONS, CONTINUATIONS, LINKS, READINGS
from tests.unit.indicators.frames import action, reading

FOOD_WASTE = (
    "Seurataan ruokahävikkiä kouluissa esimerkiksi visualisoimalla ruokahävikkiä oppilaille ja keittiössä "
    "työskenteleville (ilmasto-ohjelma)"
)


def linked(new: list[dict[str, object]], former: list[dict[str, object]]) -> pd.DataFrame:
    history = history_of(ACTIONS.frame(former), READINGS.empty(), LINKS.empty(), Period(2022, 9))
    return link_programmes(
        ACTIONS.frame(new), history, REGISTER.empty(), period=Period(2024, 1), former_programme="kuvala-digi"
    )


def continued(new: list[dict[str, object]], former: list[dict[str, object]]) -> pd.DataFrame:
    readings = READINGS.frame(reading(one, Status.NOT_ADVANCED) for one in former)
    return continued_actions(
        linked(new, former),
        ACTIONS.frame(former),
        readings,
        former_programme="kuvala-digi",
        former_period=Period(2022, 9),
    )


def test_a_measure_with_the_words_of_a_former_use_case_carries_it_on() -> None:
    former = action(FOOD_WASTE, label="1.4", planned_years="2022", source_line=18)

    links = continued([action(FOOD_WASTE, action_id="m8", kind=Kind.MEASURE)], [former])

    assert links.dropna(axis="columns").to_dict("records") == [
        {
            "action_id": "m8",
            "former_programme": "kuvala-digi",
            "former_period": "2022-09",
            "former_action_id": former["action_id"],
            "former_label": "1.4",
            "former_name": FOOD_WASTE,
            "former_status": "not_advanced",
            "former_planned_years": "2022",
            "former_source_file": "tilanne.txt",
            "former_source_line": 18,
            "former_source_table": 1,
            "former_source_row": 1,
        }
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Tekoälyyn pohjautuva keskusteleva chatbot*",
        "Tekoälyyn  pohjautuva\u00a0keskusteleva Chatbot.",
        "Tekoa\u0308lyyn pohjautuva keskusteleva chatbot * .",
    ],
)
def test_markers_case_white_space_and_trailing_punctuation_are_ignored(other: str) -> None:
    assert bare_words(other) == bare_words("Tekoälyyn pohjautuva keskusteleva chatbot")


def test_a_word_more_is_another_action() -> None:
    assert continued([action("Sähköinen arkistointi 2.0")], [action("Sähköinen arkistointi")]).empty


def test_an_empty_name_carries_on_nothing() -> None:
    assert continued([action("*", action_id="a")], [action("", action_id="b")]).empty


def test_enablers_carry_on_nothing() -> None:
    enabler = action("Osaaminen", kind=Kind.ENABLER)

    assert continued([enabler], [enabler]).empty


def test_a_name_that_two_former_actions_bear_is_left_to_a_person() -> None:
    former = [action("Digituki", action_id="a"), action("Digituki", action_id="b")]

    assert continued([action("Digituki")], former).empty
    assert linked([action("Digituki")], former)["state"].tolist() == ["proposed", "proposed"]


def test_a_former_action_without_a_reading_has_no_status() -> None:
    links = continued_actions(
        linked([action("Digituki")], [action("Digituki")]),
        ACTIONS.frame([action("Digituki")]),
        READINGS.empty(),
        former_programme="kuvala-digi",
        former_period=Period(2022, 9),
    )

    assert links["former_status"].isna().tolist() == [True]
    assert list(links.columns) == list(CONTINUATIONS.columns)
