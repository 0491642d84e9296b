"""One status text in, one reading out: doubt, evidence, languages, bounds."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.classify import Reading, read_status, reading_to_json
from seuranta.classify.engine import MAX_TEXT_LENGTH
from seuranta.classify.lexicons import lexicon_of
from seuranta.classify.reading import Funding
from seuranta.model import LANGUAGES, Blocker, Status, Tier

VOCABULARY = (
    "ei ole toteutettu otettu käyttöön odottaa päätöstä vuonna 2021 -20 jatkuu työ rahoitusta saatu jos "
    "har inte genomförts beslut the service will be launched not v. mm. suomi.fi <p> </p> , . ; ( ) –"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join))


@pytest.fixture(scope="module", autouse=True)
def lexicons_are_loaded() -> None:
    """What is timed below is the reading alone."""
    for language in LANGUAGES:
        lexicon_of(language)


def read(text: str, *, item: str = "Kuvalan palvelu", language: str = "fi") -> Reading:
    return read_status(text, item=item, language=language, period_year=2022)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=TEXTS, item=TEXTS, language=st.sampled_from([*LANGUAGES, "de"]))
def test_any_text_gets_a_consistent_reading(text: str, item: str, language: str) -> None:
    """Whatever comes in: places hold, doubt means review, a clear reading has no rival."""
    reading = read(text, item=item, language=language)

    for evidence in reading.evidence:
        assert text[evidence.start : evidence.end] == evidence.text != ""
    assert reading.needs_review is (reading.tier is Tier.DOUBTFUL)
    assert reading.status not in reading.alternatives
    assert not (reading.tier is Tier.CLEAR and reading.alternatives)
    assert reading.as_of_year is None or reading.as_of_year <= 2022
    assert reading == read(text, item=item, language=language)


HOSTILE = (
    "ei ",
    "a",
    "ei,ei.ei ",
    "<",
    "(",
    "2020 ",
    "ei saatu rahoitusta ",
    "käyttöönotto 2020 talousarvio ",
)


@pytest.mark.parametrize("repeated", HOSTILE)
def test_the_time_grows_no_faster_than_the_text_and_the_reading_is_never_clear(repeated: str) -> None:
    """A text four times as long costs about four times the time, up to what is read at all."""
    seconds = {}
    for length in (MAX_TEXT_LENGTH // 4, MAX_TEXT_LENGTH):
        text = (repeated * length)[:length] + "."
        started = time.process_time()
        reading = read(text)
        seconds[length] = time.process_time() - started

    assert seconds[MAX_TEXT_LENGTH] < 8 * seconds[MAX_TEXT_LENGTH // 4] + 0.2
    assert seconds[MAX_TEXT_LENGTH] < 10
    assert reading.tier is Tier.DOUBTFUL


@settings(max_examples=40, deadline=5_000, derandomize=True)
@given(words=st.lists(WORDS, min_size=1, max_size=6), language=st.sampled_from(LANGUAGES))
def test_no_repetition_of_words_makes_a_pattern_run_away(words: list[str], language: str) -> None:
    text = (" ".join(words) + " ") * 4_000

    started = time.process_time()
    read(text[:8_000], language=language)

    assert time.process_time() - started < 1


def test_a_text_longer_than_what_is_read_is_doubtful() -> None:
    text = "Toteutettu 2020. " * (MAX_TEXT_LENGTH // 10)

    assert read("Toteutettu 2020.").tier is Tier.CLEAR
    assert read(text).tier is Tier.DOUBTFUL


def test_no_cue_means_doubt_and_review_and_never_a_clear_in_progress() -> None:
    reading = read("Hinnoittelu on näkyvämpää.")

    assert (reading.rule, reading.tier, reading.needs_review) == ("no_cue", Tier.DOUBTFUL, True)
    assert reading.evidence == ()


def test_a_language_without_a_lexicon_is_doubtful() -> None:
    reading = read("Abgeschlossen.", language="de")

    assert (reading.rule, reading.tier, reading.needs_review) == ("no_lexicon", Tier.DOUBTFUL, True)


def test_evidence_points_into_the_text_as_written_even_when_accents_stand_apart() -> None:
    """PDF text often holds ä as two characters."""
    text = "Sähköinen palvelu on otettu käyttöön."

    reading = read(text)

    assert reading.status is Status.COMPLETED
    assert [text[e.start : e.end] for e in reading.evidence] == ["otettu käyttöön"]


def test_negation_turns_a_deed_and_does_not_reach_across_a_contrast() -> None:
    assert read("Palvelua ei ole otettu käyttöön.").status is Status.NOT_ADVANCED
    assert read("Lupaa ei tarvittu, mutta palvelu on otettu käyttöön.").status is Status.COMPLETED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Siirretty", Status.TRANSFERRED),
        ("Suunniteltu 2023", Status.PLANNED),
        ("Toteutettu", Status.COMPLETED),
        ("Ei", Status.NOT_ADVANCED),
        ("OK", Status.COMPLETED),
        ("100 %", Status.COMPLETED),
        ("80 %", Status.IN_PROGRESS),
    ],
)
def test_a_cell_of_one_word_says_what_the_word_means_there(text: str, status: Status) -> None:
    assert read(text).status is status


def test_a_word_that_is_a_whole_cell_means_less_in_a_sentence() -> None:
    assert read("Aineisto on siirretty.").status is Status.COMPLETED
    assert read("Ei vaikutusta talouteen.").rule == "no_cue"


def test_work_of_a_year_to_come_is_planned() -> None:
    assert read("Verkkosivut uudistetaan 2025.").status is Status.PLANNED
    assert read("Verkkosivut uudistetaan parhaillaan.").status is Status.IN_PROGRESS


def test_a_pattern_reaches_into_no_condition_that_it_does_not_name() -> None:
    """What must come first is awaited, not denied."""
    reading = read("Työtä ei voida aloittaa ennen kuin kaava on hyväksytty.")

    assert reading.status is Status.ON_HOLD


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("en", "Delayed due to staff shortage.", Status.IN_PROGRESS),
        ("en", "The work was held up.", Status.IN_PROGRESS),
        ("en", "No decision has been taken on next steps.", Status.ON_HOLD),
        ("sv", "Beslut om fortsättning har inte fattats.", Status.ON_HOLD),
        (
            "sv",
            "Installationen är försenad eftersom leverantören inte har fått komponenter.",
            Status.IN_PROGRESS,
        ),
        ("fi", "Tällä hetkellä odotetaan ministeriön vastausta.", Status.ON_HOLD),
        ("fi", "Rakentamista ei voida aloittaa ennen rakennusluvan saamista.", Status.ON_HOLD),
        ("en", "The local plan 2035 was approved.", Status.COMPLETED),
    ],
)
def test_what_holds_the_work_up_is_told_from_what_was_done_and_what_is_planned(
    language: str, text: str, status: Status
) -> None:
    assert read(text, language=language).status is status


def test_work_that_goes_on_stands_against_a_trial_that_was_given_up() -> None:
    reading = read("Työnkuva on päivitetty ja uutta laaditaan. Kokeilusta luovuttiin.")

    assert reading.status is Status.IN_PROGRESS


def test_a_word_of_purpose_alone_is_never_clear() -> None:
    assert read("A proposal to build a bridge.", language="en").tier is Tier.DOUBTFUL


def test_a_supposition_is_no_fact() -> None:
    """'If the pilot was carried out' does not say that it was."""
    assert read("Jos pilotti on toteutettu, päätös tehdään.").status is not Status.COMPLETED


def test_what_lies_after_the_period_is_future() -> None:
    assert read("Käyttöönotto 2024.").status is Status.PLANNED
    assert read("Käyttöönotto 2021.").status is Status.COMPLETED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haettu avustusta ministeriöltä.", Funding.APPLIED),
        ("Haettu avustusta, mutta rahoitusta ei saatu.", Funding.REFUSED),
        ("Haettu avustusta, ja avustus myönnettiin.", Funding.GRANTED),
        ("Palvelu on käytössä.", None),
    ],
)
def test_the_last_words_about_money_tell_what_became_of_it(text: str, expected: Funding | None) -> None:
    assert read(text).funding is expected


def test_the_names_of_the_gazetteer_stand_beside_the_reading() -> None:
    assert [name.key for name in read("Odotetaan DVV:n päätöstä.").names] == ["dvv"]


def test_the_json_of_a_reading_has_exactly_the_promised_keys() -> None:
    reading = read("Haettu avustusta, mutta rahoitusta ei saatu.")

    record = reading_to_json("a1", reading)

    assert list(record) == [
        "id", "status", "alternatives", "tier", "evidence", "as_of_year", "stale", "blocker", "needs_review",
    ]  # fmt: skip
    assert (record["id"], record["status"], record["blocker"]) == ("a1", "on_hold", str(Blocker.FUNDING))
    assert isinstance(record["evidence"], list)
    assert {"text", "start", "end", "cue"} == set(record["evidence"][0])


def test_importing_the_readings_costs_no_table_library() -> None:
    """`seuranta classify` must answer at once."""
    script = "import sys, seuranta.classify; sys.exit('pandas' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
