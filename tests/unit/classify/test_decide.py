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


@pytest.mark.parametrize(
    ("language", "text", "item", "expected"),
    [
        ("fi", "Puistoon on laadittu kunnostussuunnitelma.", "Puiston kunnostus", Status.IN_PROGRESS),
        ("fi", "Kunnostussuunnitelma on laadittu.", "Kunnostussuunnitelma", Status.COMPLETED),
        ("sv", "Nämnden har utarbetat ett förslag till taxa.", "Ny taxa", Status.IN_PROGRESS),
        ("en", "A proposal for new fees has been written.", "New fees", Status.IN_PROGRESS),
    ],
)
def test_a_plan_on_paper_is_a_step_unless_the_item_is_the_plan(
    language: str, text: str, item: str, expected: Status
) -> None:
    assert read(text, item=item, language=language).status is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The planned works are complete.", Status.COMPLETED),
        ("sv", "Alla planerade möten har ställts in.", Status.DISCONTINUED),
        ("sv", "Den planerade bron är klar.", Status.COMPLETED),
    ],
)
def test_a_participle_that_describes_a_noun_says_nothing(language: str, text: str, expected: Status) -> None:
    assert read(text, language=language).status is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Ohjeet päivitetään myöhemmin syksyllä.", Status.PLANNED),
        ("sv", "Anvisningarna uppdateras senare under hösten.", Status.PLANNED),
        ("fi", "Ohjeita päivitetään.", Status.IN_PROGRESS),
    ],
)
def test_the_present_beside_a_time_to_come_is_a_plan(language: str, text: str, expected: Status) -> None:
    assert read(text, language=language).status is expected


@pytest.mark.parametrize(
    "text",
    [
        "The keys will be handed over.",
        "The card would be rolled out to every school.",
    ],
)
def test_a_modal_before_a_verb_with_its_particle_makes_it_a_plan(text: str) -> None:
    assert read(text, language="en").status is Status.PLANNED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Rakentamisen piti alkaa keväällä, mutta aloitus on viivästynyt."),
        ("sv", "Arbetet skulle börja i våras men har försenats."),
    ],
)
def test_what_was_to_begin_and_is_delayed_waits_and_may_be_planned(language: str, text: str) -> None:
    reading = read(text, language=language)

    assert (reading.status, reading.tier) == (Status.ON_HOLD, Tier.DOUBTFUL)
    assert Status.PLANNED in reading.alternatives


def test_what_follows_a_closing_in_the_same_clause_speaks_too() -> None:
    text = "The council scrapped the old contract and will decide on a new one in May."

    assert read(text, language="en").status is not Status.DISCONTINUED


def test_a_word_that_only_begins_like_a_part_of_the_name_does_not_name_it() -> None:
    """'Keskustelut' (talks) is no 'keskus' (centre)."""
    text = "Keskustelut ovat käynnistyneet, ja asiaa on esitelty lautakunnalle."

    assert read(text, item="Uusi uimakeskus").status is Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("Kartta on julkaistu. Avajaiset pidetään syksyllä.", {Status.COMPLETED, Status.PLANNED}),
        ("Kaupunginhallitus päätti asiasta.", {Status.COMPLETED, Status.PLANNED}),
    ],
)
def test_what_may_be_the_end_or_only_the_beginning_is_doubtful(text: str, alternatives: set[Status]) -> None:
    reading = read(text, item="Kartta")

    assert reading.tier is Tier.DOUBTFUL
    assert alternatives | {Status.IN_PROGRESS} == {reading.status, *reading.alternatives}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Kalusteet hankitaan ensi keväänä. Mitään ei ole vielä tilattu."),
        ("sv", "Bryggan ska målas nästa sommar. Arbetet har inte inletts."),
        ("en", "The survey will begin next spring. Work has not started."),
    ],
)
def test_what_is_announced_and_not_begun_is_planned_in_either_order(language: str, text: str) -> None:
    turned = " ".join(reversed(text.split(". ")))

    assert {read(t, language=language).status for t in (text, turned)} == {Status.PLANNED}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Ohje kirjoitetaan helmikuussa."),
        ("fi", "Ohje kirjoitetaan 12.2."),
        ("sv", "Anvisningen skrivs i februari."),
    ],
)
def test_the_present_with_a_day_or_a_month_is_a_plan(language: str, text: str) -> None:
    assert read(text, item="x", language=language).status is Status.PLANNED


def test_the_present_without_a_date_and_a_round_of_every_year_are_no_plans() -> None:
    assert read("Ohjetta kirjoitetaan.", item="x").status is Status.IN_PROGRESS
    assert read("Ohjeet kirjoitetaan joka vuosi helmikuussa.", item="x").status is not Status.PLANNED


def test_a_decision_whose_work_is_not_begun_is_a_plan() -> None:
    reading = read("Ilmoittimen hankinnasta on päätetty. Hankintaa ei ole aloitettu.", item="Ilmoitin")

    assert reading.status is Status.PLANNED


@pytest.mark.parametrize(
    "text", ["Ei aloitettu, tietosuojalupa puuttuu.", "Ei aloitettu, koska kukaan ei ole päättänyt asiasta."]
)
def test_a_bare_cause_of_inactivity_is_no_waiting(text: str) -> None:
    reading = read(text, item="x")

    assert reading.status is Status.NOT_ADVANCED
    assert reading.blocker is not None


def test_what_another_runs_is_transferred_though_our_part_of_it_has_ended() -> None:
    reading = read(
        "Kahvilaa ylläpitää nykyisin Työpaja-yhdistys. Oma vastuumme on päättynyt.", item="Kahvila"
    )

    assert reading.status is Status.TRANSFERRED


def test_a_decision_and_nothing_more_is_a_plan() -> None:
    reading = read("Liikennepuiston rakentaminen on päätetty.", item="Liikennepuisto")

    assert (reading.status, reading.tier) == (Status.PLANNED, Tier.DOUBTFUL)


def test_a_delivery_told_after_the_wait_does_not_make_the_wait_a_rest() -> None:
    text = "Hanke odottaa hallituksen päätöstä. Karttapohja on hankittu."

    assert read(text, item="Palvelukartta").status is Status.ON_HOLD


def test_waiting_is_clear_though_a_plan_is_told_too() -> None:
    reading = read("Rakentaminen on tarkoitus aloittaa keväällä. Hanke odottaa rakennuslupaa.")

    assert (reading.status, reading.tier) == (Status.ON_HOLD, Tier.CLEAR)


def test_one_word_about_the_future_is_clear_only_in_a_short_text_or_beside_a_year_to_come() -> None:
    short = "Kartta julkaistaan."
    long = "Kartta kaupungin kaikista leikkipuistoista ja niiden uusista laitteista julkaistaan"

    assert read(short, item="Kartta").tier is Tier.CLEAR
    assert read(f"{long}.", item="Kartta").tier is Tier.DOUBTFUL
    assert read(f"{long} vuonna 2024.", item="Kartta").tier is Tier.CLEAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The survey will be sent to all parents.", Status.PLANNED),
        ("The survey was sent to all parents.", Status.COMPLETED),
        ("We are planning to put up a survey.", Status.PLANNED),
        ("Send the survey to all parents- Done", Status.COMPLETED),
    ],
)
def test_a_modal_behind_the_companion_of_a_verb_makes_it_a_plan(text: str, expected: Status) -> None:
    assert read(text, item="Survey of parents", language="en").status is expected


def test_a_cue_around_a_negator_leaves_it_to_the_verb_behind() -> None:
    text = "The council has not yet taken action on this."

    assert read(text, language="en").status is Status.NOT_ADVANCED


def test_a_modal_before_a_phrase_of_done_makes_it_a_plan() -> None:
    assert read("This should be done in September.", language="en").status is Status.PLANNED
    assert read("It was done in September.", language="en").status is Status.COMPLETED


def test_a_task_that_was_given_and_not_carried_out_is_not_announced() -> None:
    text = "Nämnden fick i uppdrag att ta fram en plan. Någon plan har inte tagits fram."

    assert read(text, language="sv").status is Status.NOT_ADVANCED
