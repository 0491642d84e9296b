"""Words that a text only quotes, uses as a name, reports by, or planned once, tell no status."""

import pytest

from seuranta.classify import read_status
from seuranta.model import Status


def status_of(text: str, *, language: str, item: str = "Kuvala") -> Status:
    return read_status(text, item=item, language=language, period_year=2022).status


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Kirjattiin, että penkit hankitaan ensi keväänä.", Status.PLANNED),
        ("fi", "Todettiin, ettei laiturin korjausta ole aloitettu.", Status.NOT_ADVANCED),
        ("sv", "Mötet godkände att bryggan ska målas nästa sommar.", Status.PLANNED),
        ("en", "It was minuted that the survey would begin in June 2023.", Status.PLANNED),
    ],
)
def test_what_was_noted_or_agreed_counts_not_that_it_was_noted(
    language: str, text: str, expected: Status
) -> None:
    assert status_of(text, language=language) is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Näyttelyn oli määrä avautua keväällä. Töitä ei ole aloitettu.", Status.NOT_ADVANCED),
        ("sv", "Näten skulle ha lagats i våras men arbetet har inte inletts.", Status.NOT_ADVANCED),
        ("en", "The hall was to have opened in May. No work has been done.", Status.NOT_ADVANCED),
    ],
)
def test_what_was_planned_once_is_neither_done_nor_announced(
    language: str, text: str, expected: Status
) -> None:
    assert status_of(text, language=language) is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", 'Lomakkeen kohta "Valmis" poistettiin, ja korjaus on kesken.', Status.IN_PROGRESS),
        ("sv", "Arbetet vid Vilande Lejonet pågår.", Status.IN_PROGRESS),
        ("en", "Fencing along Waiting Room Lane was completed in May.", Status.COMPLETED),
    ],
)
def test_a_name_or_a_tag_tells_no_status(language: str, text: str, expected: Status) -> None:
    assert status_of(text, language=language) is expected


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Status: Done"), ("fi", '"Valmis"'), ("sv", "Läge: Klart")]
)
def test_a_tag_that_is_all_that_is_said_counts(language: str, text: str) -> None:
    assert status_of(text, language=language) is Status.COMPLETED
