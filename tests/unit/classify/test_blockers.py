"""What the remaining work waits for, or what stopped it, and the words that say so."""

import pytest

from seuranta.classify import read_status
from seuranta.model import Blocker


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Haettu avustusta VM:ltä, mutta rahoitusta ei saatu.", Blocker.FUNDING),
        ("fi", "Tämä odottaa kohtuuhintaisen teknologian kehittymistä.", Blocker.TECHNOLOGY),
        ("fi", "Kameroiden asentamiseen ei olla saatu lupaa ELY-keskukselta.", Blocker.PERMISSION),
        ("fi", "Odotetaan johtoryhmän päätöstä.", Blocker.DECISION),
        ("fi", "Työ on keskeytetty henkilöstöpulan vuoksi.", Blocker.RESOURCES),
        ("fi", "Aikataulu riippuu toimittajasta.", Blocker.PARTNER),
        ("fi", "Odotetaan lainsäädännön muutosta.", Blocker.LEGISLATION),
        ("fi", "Tapahtuma on siirretty syksylle koronan vuoksi.", Blocker.OTHER),
        ("sv", "Arbetet väntar på finansiering.", Blocker.FUNDING),
        ("sv", "Projektet är försenat på grund av personalbrist.", Blocker.RESOURCES),
        ("en", "The work is awaiting planning permission.", Blocker.PERMISSION),
        ("en", "The launch is postponed because the supplier is late.", Blocker.PARTNER),
    ],
)
def test_a_blocker_is_read_from_the_words_beside_waiting_refusal_or_cause(
    language: str, text: str, expected: Blocker
) -> None:
    reading = read_status(text, item="Kuvala", language=language, period_year=2022)

    assert reading.blocker is expected
    assert reading.blocker_words is not None
    assert reading.blocker_words in text


@pytest.mark.parametrize(
    "text",
    [
        "Teknologia on hankittu ja otettu käyttöön.",
        "Järjestelmän määrittely on käynnissä.",
        "Toteutetaan Sote-hankkeiden yhteydessä.",
        "Ei edistetty.",
    ],
)
def test_a_word_for_a_cause_without_waiting_is_no_blocker(text: str) -> None:
    reading = read_status(text, item="Kuvala", language="fi", period_year=2022)

    assert (reading.blocker, reading.blocker_words) == (None, None)


def test_what_the_item_names_does_not_block_itself() -> None:
    reading = read_status(
        "Versionvaihtoa odotellaan.", item="Versionvaihto Kuvalassa", language="fi", period_year=2022
    )

    assert reading.blocker is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Asennus odottaa kuutamoa."),
        ("sv", "Monteringen väntar på fullmåne."),
        ("en", "The installation is waiting for a full moon."),
    ],
)
def test_what_an_item_waits_for_is_something_else_where_no_word_for_it_is_known(
    language: str, text: str
) -> None:
    reading = read_status(text, item="Kuvala", language=language, period_year=2022)

    assert reading.blocker is Blocker.OTHER
    assert reading.blocker_words is not None
    assert reading.blocker_words in text


@pytest.mark.parametrize("text", ["Avajaiset siirretään syksyyn.", "Hanke on toistaiseksi keskeytetty."])
def test_an_item_that_rests_for_no_reason_given_is_blocked_by_nothing(text: str) -> None:
    reading = read_status(text, item="Kuvala", language="fi", period_year=2022)

    assert (reading.blocker, reading.blocker_words) == (None, None)
