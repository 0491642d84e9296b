"""Which words of a text decide: main clauses, later words, what a body decided."""

import pytest

from seuranta.classify import Reading, read_status
from seuranta.model import Blocker, Status, Tier


def read(text: str, *, item: str = "Kuvalan palvelu", language: str = "fi") -> Reading:
    return read_status(text, item=item, language=language, period_year=2022)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Työ on kesken, koska kesällä saatiin valmiiksi vain esitys.", Status.IN_PROGRESS),
        ("fi", "Palvelu, jonka suunnittelu on kesken, otettiin käyttöön.", Status.COMPLETED),
        ("sv", "Arbetet pågår, trots att projektet avslutades.", Status.IN_PROGRESS),
        ("en", "Work is ongoing although the project was closed.", Status.IN_PROGRESS),
    ],
)
def test_clauses_of_the_background_give_way_to_main_clauses(
    language: str, text: str, expected: Status
) -> None:
    assert read(text, language=language).status is expected


def test_what_the_background_waits_for_still_blocks() -> None:
    reading = read("Päivitys on kesken, koska korjaus odottaa järjestelmän toimittajaa.")

    assert reading.status is Status.IN_PROGRESS
    assert reading.blocker in {Blocker.PARTNER, Blocker.TECHNOLOGY}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Päätettiin aloittaa pilotti ensi vuonna.", Status.PLANNED),
        ("Päätettiin luopua hankkeesta.", Status.DISCONTINUED),
        ("Päätettiin odottaa uutta lakia.", Status.ON_HOLD),
    ],
)
def test_a_decision_is_what_it_decides(text: str, expected: Status) -> None:
    assert read(text).status is expected


def test_a_question_is_never_clear() -> None:
    assert read("Palvelu on otettu käyttöön.").tier is Tier.CLEAR
    assert read("Onko palvelu otettu käyttöön?").tier is Tier.DOUBTFUL


def test_an_item_is_named_by_the_later_part_of_its_compound() -> None:
    """'The plan' of a cycling plan is the item itself, of a cycle path it is a step."""
    text = "Suunnitelma valmistui toukokuussa."

    assert read(text, item="Pyöräilyn edistämissuunnitelma").status is Status.COMPLETED
    assert read(text, item="Pyörätien rakentaminen").status is Status.IN_PROGRESS


def test_of_two_verbs_the_nearer_takes_the_word_behind_them() -> None:
    assert read("Hankkeelle haettiin ja saatiin rahoitus.").status is Status.IN_PROGRESS


def test_the_old_that_stops_is_part_of_a_move() -> None:
    text = "Siirryttiin uuteen järjestelmään ja vanha lopetettiin."

    assert read(text, item="Siirtyminen uuteen järjestelmään").status is Status.COMPLETED
