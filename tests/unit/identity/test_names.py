"""Exactly the same name is the same action; anything else is for a person to say."""

import pytest

from seuranta.identity.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chatbotin käyttöönotto*", "CHATBOTIN  käyttöönotto ."),
        ("E-lasku", "e lasku"),
        ("Sähköinen ajanvaraus – neuvola", "Sähköinen ajanvaraus, neuvola"),
        ("Tekoa\u0308lyrekisteri", "Tekoälyrekisteri"),
    ],
)
def test_case_marks_and_punctuation_make_no_other_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ajanvaraus (vaihe 1)", "Ajanvaraus (vaihe 2)"),
        ("Verkkokauppa 2.0", "Verkkokauppa 20"),
        ("C-kurssi", "C++-kurssi"),
        ("Kaavat 1–2", "Kaavat 12"),
        ("Ajanvaraus terveyspalveluihin", "Ajanvaraus hammashoitoon"),
    ],
)
def test_whatever_may_tell_two_actions_apart_does(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_sister_programme_in_brackets_is_no_part_of_the_name() -> None:
    tags = ("ilmasto-ohjelma", "kaupunkistrategia")

    assert name_key("Ruokahävikki (ilmasto-ohjelma ja kaupunkistrategia)", tags) == name_key("Ruokahävikki")
    assert name_key("Ruokahävikki (ilmasto-ohjelma, koulut)", tags) != name_key("Ruokahävikki")


def test_signs_alone_are_nobodys_name() -> None:
    assert name_key("***") == ""
