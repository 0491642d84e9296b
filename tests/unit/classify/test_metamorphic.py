"""What must not change a reading, and what must: said of the same facts in three languages."""

import re
from collections.abc import Callable

import pytest

from seuranta.classify import Reading, read_status
from seuranta.model import LANGUAGES, Status

PERIOD_YEAR = 2022
ITEM = {"fi": "Kuvalan palvelu", "sv": "Bildbys tjänst", "en": "Pictureton service"}
SAYINGS: tuple[tuple[Status, dict[str, str]], ...] = (
    (
        Status.COMPLETED,
        {
            "fi": "Palvelu otettiin käyttöön vuonna 2021.",
            "sv": "Tjänsten togs i bruk år 2021.",
            "en": "The service was launched in 2021.",
        },
    ),
    (
        Status.COMPLETED,
        {
            "fi": "Hanke on päättynyt.",
            "sv": "Projektet har avslutats.",
            "en": "The project has been completed.",
        },
    ),
    (
        Status.IN_PROGRESS,
        {
            "fi": "Hankinta on käynnissä – tarjoukset vertaillaan.",
            "sv": "Upphandlingen pågår – anbuden jämförs.",
            "en": "The procurement is under way – bids are being compared.",
        },
    ),
    (
        Status.IN_PROGRESS,
        {
            "fi": "Määrittely tehtiin vuonna 2021, ja toteutus jatkuu.",
            "sv": "Specifikationen gjordes år 2021 och arbetet fortsätter.",
            "en": "The specification was done in 2021 and work continues.",
        },
    ),
    (
        Status.PLANNED,
        {
            "fi": "Työ aloitetaan ensi vuonna.",
            "sv": "Arbetet inleds nästa år.",
            "en": "The work will begin next year.",
        },
    ),
    (
        Status.ON_HOLD,
        {
            "fi": "Työ odottaa johtoryhmän päätöstä.",
            "sv": "Arbetet väntar på ledningsgruppens beslut.",
            "en": "The work is waiting for the board's decision.",
        },
    ),
    (
        Status.ON_HOLD,
        {
            "fi": "Haettiin rahoitusta, mutta sitä ei saatu.",
            "sv": "Ansökan om finansiering avslogs.",
            "en": "The funding application was rejected.",
        },
    ),
    (
        Status.NOT_ADVANCED,
        {
            "fi": "Asia ei ole edennyt vuonna 2022.",
            "sv": "Ärendet har inte framskridit år 2022.",
            "en": "There was no progress in 2022.",
        },
    ),
    (
        Status.DISCONTINUED,
        {"fi": "Hankkeesta luovuttiin.", "sv": "Projektet slopades.", "en": "The project was cancelled."},
    ),
    (
        Status.TRANSFERRED,
        {
            "fi": "Tehtävä siirtyi hyvinvointialueelle.",
            "sv": "Uppgiften har överförts till välfärdsområdet.",
            "en": "The task has been transferred to another agency.",
        },
    ),
)
SAID = [
    pytest.param(language, text, status, id=f"{language}-{status}-{i}")
    for i, (status, texts) in enumerate(SAYINGS)
    for language, text in texts.items()
]
OLDER = {
    "fi": "Vuonna 2018 tarpeita selvitettiin.",
    "sv": "År 2018 utreddes behoven.",
    "en": "In 2018 the needs were analysed.",
}
CONTINUING = {"fi": "Työ jatkuu.", "sv": "Arbetet fortsätter.", "en": "Work continues."}


def read(text: str, language: str, period_year: int = PERIOD_YEAR) -> Reading:
    return read_status(text, item=ITEM[language], language=language, period_year=period_year)


@pytest.mark.parametrize(("language", "text", "status"), SAID)
def test_the_same_facts_read_alike_in_three_languages(language: str, text: str, status: Status) -> None:
    assert read(text, language).status is status


@pytest.mark.parametrize("change", [str.upper, str.lower], ids=["upper", "lower"])
@pytest.mark.parametrize(("language", "text", "status"), SAID)
def test_capitals_change_nothing(
    language: str, text: str, status: Status, change: Callable[[str], str]
) -> None:
    assert read(change(text), language).status is status


@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "  ", " \t"])
@pytest.mark.parametrize(("language", "text", "status"), SAID)
def test_the_kind_of_space_changes_nothing(language: str, text: str, status: Status, space: str) -> None:
    assert read(text.replace(" ", space), language).status is status


@pytest.mark.parametrize("dash", ["-", "\N{EM DASH}", "\N{NON-BREAKING HYPHEN}", "\N{MINUS SIGN}"])
@pytest.mark.parametrize(("language", "text", "status"), SAID)
def test_the_kind_of_dash_changes_nothing(language: str, text: str, status: Status, dash: str) -> None:
    assert read(text.replace("–", dash), language).status is status


@pytest.mark.parametrize("years", [-9, -1, 1, 12])
@pytest.mark.parametrize(("language", "text", "status"), SAID)
def test_another_year_moves_the_year_and_nothing_else(
    language: str, text: str, status: Status, years: int
) -> None:
    moved = re.sub(r"20\d\d", lambda match: str(int(match.group()) + years), text)
    before, after = read(text, language), read(moved, language, PERIOD_YEAR + years)

    assert after.status is status
    assert (after.tier, after.blocker) == (before.tier, before.blocker)
    assert after.as_of_year == (None if before.as_of_year is None else before.as_of_year + years)


@pytest.mark.parametrize(
    ("language", "text"), [(p.values[0], p.values[1]) for p in SAID if p.values[2] is Status.COMPLETED]
)
def test_work_that_continues_is_not_completed(language: str, text: str) -> None:
    """Codebook, rule 1."""
    reading = read(f"{text} {CONTINUING[language]}", language)

    assert reading.status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("language", "text", "status"), [p for p in SAID if p.values[2] is not Status.PLANNED]
)
def test_an_older_sentence_before_it_changes_nothing(language: str, text: str, status: Status) -> None:
    """Codebook, rule 2; only what was planned has begun, when something was done before."""
    assert read(f"{OLDER[language]} {text}", language).status is status


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_with_work_done_before_it_is_in_progress(language: str) -> None:
    """Codebook, rule 8: future work after work done."""
    planned = dict(SAYINGS)[Status.PLANNED][language]

    assert read(f"{OLDER[language]} {planned}", language).status is Status.IN_PROGRESS
