"""The codebook as tests: one a rule, with its own examples and invented ones in three languages."""

import re
from pathlib import Path

import pytest

from seuranta.classify import Reading, read_status
from seuranta.classify.clauses import sentences_of
from seuranta.classify.cues import find_cues
from seuranta.classify.decide import RULES
from seuranta.classify.lexicons import Cue, CueIndex, lexicon_of
from seuranta.classify.meanings import Meaning
from seuranta.model import LANGUAGES, Blocker, Status, Tier

PERIOD_YEAR = 2022


def read(text: str, item: str = "Kuvalan palvelu", language: str = "fi") -> Reading:
    return read_status(text, item=item, language=language, period_year=PERIOD_YEAR)


def entries() -> list[tuple[str, tuple[Cue, ...]]]:
    """Every line of the lexicons by language: one cue, or the forms of its verbs."""
    found: dict[str, tuple[str, list[Cue]]] = {}
    for language in LANGUAGES:
        lexicon = lexicon_of(language)
        assert lexicon is not None
        for cue in lexicon.all_cues:
            found.setdefault(cue.entry, (language, []))[1].append(cue)
    return [(language, tuple(cues)) for language, cues in found.values()]


def fires(cues: tuple[Cue, ...], language: str, text: str) -> bool:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    return bool(find_cues(text, sentences_of(text, lexicon), CueIndex(cues)))


@pytest.mark.parametrize(
    ("language", "cues"), [pytest.param(*entry, id=entry[1][0].entry) for entry in entries()]
)
def test_every_cue_finds_its_example_and_leaves_its_counter_example_alone(
    language: str, cues: tuple[Cue, ...]
) -> None:
    """A pattern that nobody can show at work, and at rest, is a guess."""
    assert fires(cues, language, cues[0].example)
    assert not fires(cues, language, cues[0].counter_example)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Otettu käyttöön sähköinen allekirjoitus 2020. Työ jatkuu vuonna 2022."),
        ("fi", "Datan keräys aloitettu ja visualisointia kehitetään."),
        ("sv", "Tjänsten togs i bruk 2020. Arbetet fortsätter 2022."),
        ("en", "The portal was launched in 2020. Work continues in 2022."),
    ],
)
def test_rule_1_continuation_beats_completion(language: str, text: str) -> None:
    assert read(text, language=language).status is Status.IN_PROGRESS


def test_rule_1_repeating_a_routine_is_no_continuation() -> None:
    """A recurring item whose last round was done is completed."""
    reading = read("Henkilöstöraportti laaditaan vuosittain.", item="Henkilöstöraportointi")

    assert (reading.status, reading.rule) == (Status.COMPLETED, "routine")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Tila- ja kiinteistöluettelot on päivitetty. Ei edistetty vuonna 2021 tai 2022."),
        ("sv", "Kartläggningen gjordes 2020. Ärendet har inte framskridit 2022."),
        ("en", "The register was published in 2020. No progress in 2022."),
    ],
)
def test_rule_2_the_latest_period_beats_earlier_ones(language: str, text: str) -> None:
    reading = read(text, language=language)

    assert (reading.status, reading.as_of_year) == (Status.NOT_ADVANCED, 2022)


@pytest.mark.parametrize(
    ("language", "text", "blocker"),
    [
        ("fi", "Ei ole edistetty. Tämä odottaa sopivan teknologian kehittymistä.", Blocker.TECHNOLOGY),
        ("fi", "Työtä ei ole aloitettu, odotetaan rakennuslupaa.", Blocker.PERMISSION),
        ("sv", "Arbetet väntar på nämndens beslut.", Blocker.DECISION),
        ("en", "The work is on hold, pending a change in legislation.", Blocker.LEGISLATION),
    ],
)
def test_rule_3_waiting_needs_words_of_waiting(language: str, text: str, blocker: Blocker) -> None:
    reading = read(text, language=language)

    assert (reading.status, reading.blocker) == (Status.ON_HOLD, blocker)


def test_rule_3_a_bare_cause_leaves_it_not_advanced() -> None:
    """A cause without waiting goes into the blocker."""
    reading = read("Ei edennyt henkilövaihdosten vuoksi.")

    assert (reading.status, reading.blocker) == (Status.NOT_ADVANCED, Blocker.RESOURCES)


def test_rule_4_a_part_in_use_while_the_rest_waits_is_in_progress_with_its_blocker() -> None:
    reading = read("Palvelu on käytössä kirjastossa. Muiden toimipisteiden osalta odotetaan rahoitusta.")

    assert (reading.status, reading.blocker) == (Status.IN_PROGRESS, Blocker.FUNDING)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Pilotoitu ratkaisua kouluissa. Päätös jatkosta tehdään keväällä 2023."),
        ("sv", "Lösningen har piloterats. Beslut om fortsättningen fattas våren 2023."),
        ("en", "The tool was piloted. A decision is expected in spring."),
    ],
)
def test_rule_4_only_a_pilot_with_an_open_continuation_waits_for_a_decision(language: str, text: str) -> None:
    reading = read(text, language=language)

    assert (reading.status, reading.blocker) == (Status.ON_HOLD, Blocker.DECISION)


@pytest.mark.parametrize(
    ("item", "expected"),
    [("Selvitetään robotiikan käyttö", Status.COMPLETED), ("Robotiikan käyttöönotto", Status.IN_PROGRESS)],
)
def test_rule_5_a_study_completes_only_an_item_that_is_one(item: str, expected: Status) -> None:
    assert read("Robotiikan mahdollisuudet on selvitetty.", item=item).status is expected


def test_rule_5_words_of_returning_win_even_over_a_study() -> None:
    reading = read(
        "Selvitetty ja palataan asiaan tulevina vuosina.", item="Selvitetään mahdollisuutta tukeen"
    )

    assert reading.status is Status.ON_HOLD


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Haettu avustusta VM:ltä, mutta rahoitusta ei saatu.", Status.ON_HOLD),
        ("fi", "Rahoitusta ei myönnetty. Avustusta haettu uudelleen.", Status.ON_HOLD),
        ("fi", "VM myöntänyt hankkeelle tukea.", Status.IN_PROGRESS),
        ("sv", "Staden har ansökt om understöd.", Status.ON_HOLD),
        ("sv", "Projektet har beviljats understöd.", Status.IN_PROGRESS),
        ("en", "The funding application was rejected.", Status.ON_HOLD),
    ],
)
def test_rule_6_money_asked_for_or_refused_waits_and_money_granted_moves(
    language: str, text: str, expected: Status
) -> None:
    reading = read(text, language=language)

    assert reading.status is expected
    if expected is Status.ON_HOLD:
        assert reading.blocker is Blocker.FUNDING


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Toteutettu 2020.", Status.COMPLETED),
        ("fi", "Palvelun määrittely on tehty.", Status.IN_PROGRESS),
        ("fi", "Hanke päättynyt.", Status.COMPLETED),
        ("sv", "Reformen har genomförts.", Status.COMPLETED),
        ("sv", "Behoven har kartlagts.", Status.IN_PROGRESS),
        ("en", "The migration has been completed.", Status.COMPLETED),
        ("en", "The options have been explored.", Status.IN_PROGRESS),
    ],
)
def test_rule_7_a_deed_completes_and_a_step_does_not(language: str, text: str, expected: Status) -> None:
    assert read(text, language=language, item="Kuvala").status is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Aloitetaan keväällä 2023.", Status.PLANNED),
        ("fi", "Työtä ei ole aloitettu.", Status.NOT_ADVANCED),
        ("fi", "Työtä ei ole aloitettu. Pilotti alkaa syksyllä 2023.", Status.PLANNED),
        ("fi", "Suunnittelu aloitettu 2021, käyttöönotto viivästyy.", Status.IN_PROGRESS),
        ("fi", "Käyttöönotto siirretty vuodelle 2024.", Status.ON_HOLD),
        ("sv", "Projektet inleds 2024.", Status.PLANNED),
        ("sv", "Projektet har skjutits upp.", Status.ON_HOLD),
        ("en", "The service will be launched in 2024.", Status.PLANNED),
        ("en", "Work has not started.", Status.NOT_ADVANCED),
    ],
)
def test_rule_8_only_future_is_planned_and_silence_about_it_is_not(
    language: str, text: str, expected: Status
) -> None:
    assert read(text, language=language).status is expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "Toteutetaan Sote-hankkeiden yhteydessä.", Status.TRANSFERRED),
        ("fi", "Tehtävä siirtyi hyvinvointialueelle.", Status.TRANSFERRED),
        ("fi", "Hankkeesta luovuttiin.", Status.DISCONTINUED),
        ("fi", "Tälle ei ole enää tarvetta.", Status.DISCONTINUED),
        ("sv", "Uppgiften har överförts till välfärdsområdet.", Status.TRANSFERRED),
        ("sv", "Projektet slopades.", Status.DISCONTINUED),
        ("en", "The register has been transferred to the council.", Status.TRANSFERRED),
        ("en", "The project was cancelled.", Status.DISCONTINUED),
    ],
)
def test_rule_9_living_on_elsewhere_is_transferred_and_being_dropped_is_discontinued(
    language: str, text: str, expected: Status
) -> None:
    assert read(text, language=language).status is expected


def test_rule_9_closing_what_the_item_wants_closed_completes_it() -> None:
    reading = read("Vanha järjestelmä on lopetettu.", item="Vanhan järjestelmän alasajo")

    assert reading.status is Status.COMPLETED


@pytest.mark.parametrize(
    ("text", "expected", "blocker"),
    [
        ("Kilpailutuksessa ei saatu tarjouksia.", Status.ON_HOLD, Blocker.PARTNER),
        ("Ei saatu tarjouksia. Uusi kilpailutus järjestetään.", Status.IN_PROGRESS, Blocker.PARTNER),
        ("Hankinta keskeytettiin. Uusi kilpailutus järjestetään.", Status.IN_PROGRESS, None),
    ],
)
def test_rule_10_a_tender_without_bids_waits_unless_a_new_round_is_announced(
    text: str, expected: Status, blocker: Blocker | None
) -> None:
    reading = read(text)

    assert (reading.status, reading.blocker) == (expected, blocker)


def test_rule_11_hesitation_is_shown_as_doubt_with_its_alternatives() -> None:
    """Two readings that a careful reader could defend: the better one, marked for review."""
    reading = read("Uudesta ratkaisusta luovuttiin, koska rahoitusta ei saatu. Vanhaa kehitetään edelleen.")

    assert reading.tier is Tier.DOUBTFUL
    assert reading.needs_review
    assert reading.alternatives
    assert reading.status not in reading.alternatives


@pytest.mark.parametrize("text", ["", "   ", "-", "–", "—", "n/a", "N/A", "<p></p>", " - \n"])
@pytest.mark.parametrize("language", [*LANGUAGES, "de"])
def test_a_blank_or_a_dash_alone_reports_nothing(text: str, language: str) -> None:
    reading = read(text, language=language)

    assert (reading.status, reading.tier, reading.needs_review) == (Status.NOT_REPORTED, Tier.CLEAR, False)


@pytest.mark.parametrize(
    ("item", "text", "status", "year", "blocker"),
    [
        ("Palautteiden visualisointi kartalla", "Toteutettu 2020.", Status.COMPLETED, 2020, None),
        ("Ruokahävikin seuranta", "Ei edistetä v 2022.", Status.NOT_ADVANCED, 2022, None),
        (
            "Keskitetyn paikkatiedon hyödyntäminen",
            "Haettu avustusta VM:ltä, mutta rahoitusta ei saatu.",
            Status.ON_HOLD,
            None,
            Blocker.FUNDING,
        ),
        (
            "Vieraiden kielten kääntäminen reaaliaikaisesti",
            "Ei ole edistetty. Tämä odottaa sopivan ja kohtuuhintaisen teknologian kehittymistä.",
            Status.ON_HOLD,
            None,
            Blocker.TECHNOLOGY,
        ),
        (
            "Sosiaali- ja terveystoimen tilojen käyttötilanne",
            "Tila- ja kiinteistöluettelot on päivitetty. Tilojen täyttö- ja käyttöastetta seurataan kaikilla "
            "toimitiloilla. Ei edistetty vuonna 2021 tai 2022.",
            Status.NOT_ADVANCED,
            2022,
            None,
        ),
        (
            "Chat-palvelu sosiaali- ja terveystieteissä",
            "Toteutetaan Sote-hankkeiden yhteydessä.",
            Status.TRANSFERRED,
            None,
            None,
        ),
        (
            "Sähköinen allekirjoitus",
            "Osana sopimushallinta Clodian ratkaisua otettu käyttöön sähköinen allekirjoitus 2020. Vuonna "
            "2021 on otettu käyttöön sähköinen allekirjoitus, Assently. Työ jatkuu vuonna 2022.",
            Status.IN_PROGRESS,
            2021,
            None,
        ),
        (
            "Oppilaaksiottoalueen optimointi",
            "Pilotoitu ratkaisua, joka visualisoi kapasiteetit oppilaaksiottoalueittain. Päätös jatkosta "
            "tehtäen keväällä 2023.",
            Status.ON_HOLD,
            None,
            Blocker.DECISION,
        ),
        (
            "Laadimme kaupungille tiedolla johtamisen tiekartan",
            "Tiekartta ylätasolla 2020-2023 toteutettu sekä suunnitelma toimenpiteistä vuosille 2021 ja "
            "2022.",
            Status.COMPLETED,
            None,
            None,
        ),
        (
            "Etävastaanotot",
            "Etäkäynnit käytössä kotihoidossa. Muiden palveluiden osalta edistetään sote-hankkeiden "
            "yhteydessä.",
            Status.IN_PROGRESS,
            None,
            None,
        ),
    ],
)
def test_real_statuses_read_as_a_careful_reader_reads_them(
    item: str, text: str, status: Status, year: int | None, blocker: Blocker | None
) -> None:
    """Sentences of a city's follow-up of 09/2022, as written there."""
    reading = read(text, item=item)

    assert (reading.status, reading.as_of_year, reading.blocker) == (status, year, blocker)


def test_the_reference_explains_every_rule_and_every_meaning() -> None:
    """docs/reference/codebook.md must not fall behind the code."""
    page = (Path(__file__).parents[2] / "docs/reference/codebook.md").read_text(encoding="utf-8")

    rules = re.findall(r"^\d+\. `(\w+)` \((\w+), codebook (\d+)\)", page, flags=re.MULTILINE)
    assert rules == [(rule.name, str(rule.status), str(rule.codebook)) for rule in RULES]
    assert [meaning for meaning in Meaning if f"| `{meaning}` |" not in page] == []
