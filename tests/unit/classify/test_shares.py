"""A part stands for a part, not for the whole."""

import pytest

from seuranta.classify import read_status
from seuranta.model import Status


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 of 8 datasets have been published."),
        ("en", "4,200 of 6,100 lamps have been replaced."),
        ("sv", "4\u00a0200 av 6\u00a0100 lampor har bytts ut."),
        ("en", "12 out of 20 teams have been trained."),
        ("en", "The rollout is 60 % complete."),
        ("sv", "12 av 20 skolor har utrustats."),
        ("fi", "Aineistoista 3/8 on julkaistu."),
        ("fi", "Valmiusaste 60 %."),
        ("fi", "Kouluista 5 12:sta on varustettu."),
        ("fi", "Kolme koulua viidestä on varustettu."),
        ("sv", "31 av de 48 lamporna har bytts ut."),
        ("en", "Nine of our twelve schools have been equipped."),
    ],
)
def test_a_share_of_the_whole_is_in_progress(language: str, text: str) -> None:
    reading = read_status(text, item="Kuvala", language=language, period_year=2022)

    assert reading.status is Status.IN_PROGRESS
    assert "any.share" in {evidence.cue for evidence in reading.evidence}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Palvelu julkaistiin 3/2021."),
        ("fi", "Palvelu julkaistiin 10/22."),
        ("fi", "Palvelu julkaistiin 1.2.2021 § 3/21."),
        ("en", "The fee was cut by an average of 4 %."),
        ("sv", "Avgiften har höjts med 4 %."),
        ("fi", "Kulutusta vähennettiin 4 prosentilla."),
        ("en", "All 8 of 8 datasets have been published."),
        ("en", "The lease was signed on 4/8, the deposit paid."),
        ("en", "One of the best exhibitions was opened."),
        ("fi", "Käyttäjistä on tullut kysyntää 40 % enemmän, ja vuoden aikana palvelu on julkaistu."),
    ],
)
def test_dates_wholes_and_measures_of_other_things_are_no_shares(language: str, text: str) -> None:
    reading = read_status(text, item="Kuvala", language=language, period_year=2022)

    assert "any.share" not in {evidence.cue for evidence in reading.evidence}
