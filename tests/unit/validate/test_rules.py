"""Each rule: what breaks it, and what looks like it and does not."""

from pathlib import Path

import pandas as pd
import pytest

from seuranta.model import Blocker, Kind, Severity, Status, Tier, Timing
from seuranta.tables import ACTIONS, DOCUMENTS, READINGS
from seuranta.validate import RULES, validate_tables
from tests.unit.validate.material import (
    PERIOD,
    PROGRAMME,
    SOUND_ACTION,
    actions,
    broken,
    check,
    check_roadmap,
    readings,
)

Change = dict[str, object]
HPK = "HPK Palvelut Oy:n yhtiöittämisen myötä hinnoittelu tukipalveluiden osalta"

SIGNING = "Vuonna 2021 on otettu käyttöön sähköinen allekirjoitus, Assently."

UNPLANNED: Change = {"planned_years": "", "first_planned_year": None, "last_planned_year": None}
SILENT: Change = {"status": Status.NOT_REPORTED, "as_of_year": None}
DONE: Change = {"status": Status.COMPLETED}
STALE: Change = {"as_of_year": 2021, "is_stale": True}

# the rule that is broken, the column at fault, the changes of a sound action and of its reading
BREAKING: list[tuple[str, str, Change, Change]] = [
    ("R005", "name", {"name": "  "}, {}),
    ("R005", "name", {"name": None}, {}),
    ("R006", "kind", {"kind": "hanke"}, {}),
    ("R006", "kind", {"kind": None}, {}),
    ("R007", "planned_years", {"first_planned_year": 2022, "last_planned_year": 2021}, {}),
    ("R009", "status", {}, {"status": "valmis"}),
    ("R009", "status", {}, {"status": None}),
    ("R009", "tier", {}, {"tier": "sure"}),
    ("R009", "timing", {}, {"timing": None}),
    ("R009", "blocker", {}, {"blocker": "weather", "status": Status.ON_HOLD}),
    ("R012", "planned_years", {"planned_years": "2022 2023 2024", "last_planned_year": 2024}, {}),
    ("R013", "planned_years", {"planned_years": "2021 2023", "last_planned_year": 2023}, {}),
    ("R014", "planned_years", UNPLANNED, {"timing": Timing.NO_PLAN}),
    ("R015", "theme_id", {"theme_id": None}, {}),
    ("R017", "status_text", {"status_text": "Täydennetään myöhemmin."}, {}),
    ("R017", "status_text", {"status_text": "xxx"}, {}),
    ("R017", "status_text", {"status_text": "?"}, {}),
    ("R017", "status_text", {"status_text": "TBA"}, {}),
    ("R017", "status_text", {"status_text": "kompletteras senare"}, {}),
    ("R018", "status_text", {"status_text": f"{HPK} on näkyvämpää-"}, {}),
    ("R018", "status_text", {"status_text": "Kartoitus on tehty ja hankinta valmisteltu vuonna 2022, "}, {}),
    ("R018", "name", {"name": "Kaupunginlaajuinen kaupunkilaisprofiili, joka mahdollistaa ja –"}, {}),
    ("R019", "status_text", {"status_text": "KÃ¤yttÃ¶Ã¶notto tehty."}, {}),
    ("R019", "status_text", {"status_text": "K\ufffdytt\ufffd\ufffdnotto tehty."}, {}),
    ("R019", "status_text", {"status_text": "Käyttöön\x02otto tehty."}, {}),
    ("R019", "name", {"name": "Laskujen \u202eautomaattinen tarkastus"}, {}),
    ("R023", "status", {"status_text": ""}, SILENT | {"timing": Timing.UNDER_WAY}),
    ("R023", "status", {"status_text": ""}, SILENT | {"timing": Timing.DUE}),
    ("R023", "status", {"status_text": ""}, SILENT | {"timing": Timing.OVERDUE}),
    ("R024", "timing", {}, {"status": Status.ON_HOLD, "timing": Timing.OVERDUE}),
    ("R025", "as_of_year", {"status_text": "Ei edistetty v 2021."}, STALE | {"status": Status.NOT_ADVANCED}),
    ("R025", "as_of_year", {}, STALE | {"status": Status.IN_PROGRESS}),
    ("R026", "as_of_year", {"status_text": "Toteutettu 2020."}, DONE | {"as_of_year": 2020}),
    ("R027", "blocker", {}, DONE | {"blocker": Blocker.FUNDING, "blocker_words": "rahoitusta ei saatu"}),
    ("R029", "tier", {}, {"tier": Tier.DOUBTFUL}),
    ("R030", "is_hidden", {"is_hidden": True}, {}),
    ("R018", "status_text", {"status_text": "Kartoitus on tehty ja hankinta valmisteltu sekä"}, {}),
    ("R041", "status", {"status_text": ""}, SILENT | {"timing": Timing.NOT_DUE}),
    ("R042", "timing", {"status_text": "Kehitystyö jatkuu tämän osalta."}, {"timing": Timing.OVERDUE}),
    ("R043", "status_text", {"status_text": "Otettu käyttöön keväällä 2031."}, {}),
    ("R043", "status_text", {"status_text": "Togs i bruk hösten 2024 enligt planen."}, {}),
    ("R043", "status_text", {"status_text": "Vuonna 2024 uusi kassa otettiin käyttöön."}, {}),
    ("R044", "status_text", {"status_text": f"{SIGNING} Työ jatkuu vuonna 2022."}, {}),
    ("R044", "status_text", {"status_text": "Kartan är klar. Arbetet fortsätter."}, {}),
    ("R045", "blocker", {}, {"blocker": Blocker.FUNDING, "blocker_words": "rahoitusta ei saatu"}),
    ("R046", "status_text", {"status_text": "VM myönsi avustuksen, mutta EU:n tukea ei saatu."}, {}),
    (
        "R046",
        "status_text",
        {"status_text": "Staden fick bidrag för karttjänsten men EU-stödet nekades.", "language": "sv"},
        {},
    ),
    ("R047", "name", {"name": "Digituen konseptointi ja tuotteistaminen"}, {}),
    ("R047", "name", {"name": "Digituen konsepointi ja tuotteistaminen"}, {}),
    (
        "R048",
        "status_text",
        {"status_text": "Palvelu muutetaan pilvipohjaiseksi ja käyttäjille kerrotaan"},
        {},
    ),
    ("R049", "status_text", {"status_text": "=HYPERLINK(A1)."}, {}),
    ("R049", "status_text", {"status_text": "Tilanne on #N/A."}, {}),
    ("R049", "status_text", {"status_text": "<table><td>Otettu osaksi palvelua.</td></table>"}, {}),
    ("R050", "status_text", {"status_text": "Projektet är på gång och har förankrats."}, {}),
    ("R050", "status_text", {"status_text": "The service has been piloted with the schools."}, {}),
    ("R051", "owner", {"owner": " "}, {}),
]

SOUND: list[tuple[Change, Change]] = [
    ({"planned_years": "2020 2021 2022 2023", "first_planned_year": 2020, "last_planned_year": 2023}, {}),
    ({"planned_years": "2022", "first_planned_year": 2022}, {}),
    (UNPLANNED | {"kind": Kind.ENABLER, "theme_id": None}, {"timing": Timing.NO_PLAN}),
    ({"status_text": "Työ aloitettu keväällä -20. Vuonna 2021 useampi raportti julkaistu intrassa."}, {}),
    ({"status_text": "Tiekartta ylätasolla 2020-2023 toteutettu, uusi tiekartta 2022–"}, {}),
    ({"status_text": "Täydennetään kaupungin tietovarastoa kolmella järjestelmällä."}, {}),
    ({"status_text": "Kyllä – näin! Säästö 5 €, ”hyvä” £ § Ã-kirjain… Årsklockan är i bruk."}, {}),
    ({"status_text": "Arbetet pågår; nästa steg är upphandlingen (våren)."}, {}),
    ({"name": "Sähköinen asiointi: Suomi.fi -integraatiot, valtuudet, maksaminen*, laatutyökalut"}, {}),
    ({"status_text": "Talousjärjestelmä on vaihdettu."}, DONE | STALE),
    ({}, STALE | {"status": Status.TRANSFERRED}),
    ({}, STALE | {"status": Status.DISCONTINUED}),
    ({}, DONE | {"as_of_year": 2021}),
    ({}, DONE | {"as_of_year": 2023}),
    ({}, DONE | {"as_of_year": None}),
    ({}, {"blocker": Blocker.DECISION, "status": Status.ON_HOLD}),
    ({}, {"blocker": Blocker.DECISION, "status": Status.ON_HOLD, "timing": Timing.OVERDUE}),
    (
        {"status_text": "Työtä tehdään vielä vuonna 2023."},
        {"blocker": Blocker.PARTNER, "status": Status.PLANNED},
    ),
    ({"status_text": "Hankinta on talousarviossa vuodelle 2023. Määrittely valmistui 2022."}, {}),
    ({"status_text": "Hankkeen on oltava toteutettu vuonna 2023."}, {}),
    ({"status_text": "Valmistuu vuonna 2023. Tarjouspyyntö julkaistu keväällä 2022."}, {}),
    ({"status_text": "Ei toteutettu eikä otettu käyttöön. Työ jatkuu."}, {}),
    ({"status_text": "Haettu avustusta VM:ltä, mutta rahoitusta ei saatu."}, {}),
    ({"status_text": "VM myöntänyt hankkeelle tukea. Hankkeelle myönnettiin jatkoaikaa vuodelle 2022."}, {}),
    ({"status_text": "5 < 7 ja 3 > 2; a&b; -20 prosenttia; + kolme koulua; #digi."}, {}),
    ({"status_text": "Suomi.fi, O365 ja The Things Network on otettu osaksi palvelua."}, {}),
    ({"status_text": "Edistetty (kesäkuu 2022)"}, {}),
    ({"name": "Sähköisen ajanvarauksen laajentaminen sosiaali- ja terveystieteissä"}, {}),
    ({"name": "Sähköisen ajanvarauksen laajentaminen työterveyteen"}, {}),
    ({"owner": "Kuvalan kirjasto"}, {}),
    ({}, {"tier": Tier.REVIEWED}),
]


@pytest.fixture(scope="module")
def findings() -> pd.DataFrame:
    """What is found in one table that holds every case above."""
    cases = [*((action, reading) for _, _, action, reading in BREAKING), *SOUND]
    return check(actions(*(action for action, _ in cases)), *(reading for _, reading in cases)).findings


@pytest.mark.parametrize("number", range(len(BREAKING)), ids=lambda n: f"{BREAKING[n][0]}-{n}")
def test_what_breaks_a_rule_is_found_and_breaks_no_other(findings: pd.DataFrame, number: int) -> None:
    rule, column, _, _ = BREAKING[number]
    own = findings[findings["action_id"].eq(f"action-{number + 1}")]

    assert own[["rule", "column"]].values.tolist() == [[rule, column]]


@pytest.mark.parametrize("number", range(len(SOUND)))
def test_what_only_looks_like_a_fault_is_not_found(findings: pd.DataFrame, number: int) -> None:
    own = findings[findings["action_id"].eq(f"action-{len(BREAKING) + number + 1}")]

    assert own[["rule", "column", "found"]].values.tolist() == []


@pytest.mark.parametrize(
    ("rule", "column", "expected"),
    [
        ("R024", "message_sv", "Den planerade tiden gick ut 2022, men arbetet är inte slutfört."),
        ("R025", "question_fi", "Mikä oli tilanne raportointikaudella 09/2022?"),
        (
            "R026",
            "message_en",
            "The text says that the work was completed in 2020, but it was to begin only in 2021.",
        ),
        (
            "R027",
            "message_en",
            "The work was read as completed, but the text names a blocker: “rahoitusta ei saatu”.",
        ),
        ("R017", "message_sv", "Statustext: i stället för en text finns platshållaren ”xxx”."),
        ("R023", "message_fi", "Tilanneteksti puuttuu (suunnitellut vuodet: 2021, 2022)."),
        (
            "R043",
            "message_fi",
            "Tekstissä puhutaan tulevasta vuodesta ikään kuin menneestä: ”Otettu käyttöön keväällä 2031”.",
        ),
        (
            "R044",
            "message_en",
            "The text says that something is done (“otettu käyttöön”) and that work goes on all the same"
            " (“jatkuu”).",
        ),
        (
            "R046",
            "message_sv",
            "Enligt texten har finansiering både beviljats (”fick”) och nekats (”nekades”).",
        ),
    ],
)
def test_a_message_names_what_it_is_about(
    findings: pd.DataFrame, rule: str, column: str, expected: str
) -> None:
    assert expected in findings.loc[findings["rule"].eq(rule), column].tolist()


def test_an_impossible_year_is_also_outside_the_programme() -> None:
    change = {"planned_years": "22", "first_planned_year": 22, "last_planned_year": 22}

    assert broken(check(actions(change))) == [("R007", "planned_years"), ("R012", "planned_years")]


def test_an_empty_table_is_a_finding_and_ends_the_checks() -> None:
    validation = validate_tables(ACTIONS.empty(), READINGS.empty(), PROGRAMME, PERIOD)

    assert broken(validation) == [("R001", None)]
    assert validation.has_critical


@pytest.mark.parametrize("change", ["missing", "unexpected"])
def test_other_columns_than_agreed_are_a_finding_and_end_the_checks(change: str) -> None:
    sound = actions({})
    other = sound.drop(columns="goal") if change == "missing" else sound.assign(colour="blue")

    validation = validate_tables(other, readings(sound), PROGRAMME, PERIOD)

    assert broken(validation) == [("R002", None)]
    assert change in validation.findings["found"].iloc[0]


def test_readings_with_other_columns_than_agreed_are_a_finding() -> None:
    sound = actions({})

    validation = validate_tables(sound, readings(sound).drop(columns="tier"), PROGRAMME, PERIOD)

    assert validation.findings[["rule", "found"]].values.tolist() == [["R003", "missing tier"]]


def test_an_identifier_that_two_actions_bear_is_found_at_both_places() -> None:
    twice = actions({}, {"action_id": "action-1"})
    validation = validate_tables(twice, readings(twice.head(1)), PROGRAMME, PERIOD)

    assert validation.findings[["rule", "place"]].values.tolist() == [
        ["R004", "tilanne.txt, line 64 (table 5, row 1)"],
        ["R004", "tilanne.txt, line 65 (table 5, row 2)"],
    ]


def test_a_missing_identifier_is_found() -> None:
    assert ("R004", "action_id") in broken(check(actions({}, {"action_id": None})))


@pytest.mark.parametrize(("row_count", "expected"), [(2, []), (3, [("R008", "action_count")])])
def test_a_document_whose_actions_are_not_all_in_the_table_is_found(
    row_count: int, expected: list[tuple[str, str]]
) -> None:
    sound = actions({}, {})
    read = {"file": "tilanne.txt", "outcome": "read", "action_count": row_count}
    refused = {"file": "kuva.pdf", "outcome": "refused", "action_count": 0}

    validation = validate_tables(
        sound, readings(sound), PROGRAMME, PERIOD, documents=DOCUMENTS.frame([read, refused])
    )

    assert broken(validation) == expected


def test_a_followed_up_action_without_a_reading_is_found() -> None:
    two = actions({}, {})

    validation = validate_tables(two, readings(two.head(1)), PROGRAMME, PERIOD)

    assert validation.findings[["rule", "found", "action_id"]].values.tolist() == [["R010", "0", "action-2"]]


def test_an_action_with_two_readings_is_found() -> None:
    one = actions({})

    validation = validate_tables(one, pd.concat([readings(one)] * 2), PROGRAMME, PERIOD)

    assert validation.findings[["rule", "found"]].values.tolist() == [["R010", "2"]]


def test_an_action_of_a_document_without_a_status_column_needs_no_reading() -> None:
    sound = actions({"status_text": None})

    assert broken(validate_tables(sound, READINGS.empty(), PROGRAMME, PERIOD)) == []


def test_an_enabler_needs_no_reading() -> None:
    enabler = actions({"kind": Kind.ENABLER})

    assert broken(validate_tables(enabler, READINGS.empty(), PROGRAMME, PERIOD)) == []


@pytest.mark.parametrize("action_id", ["action-9", None])
def test_a_reading_of_an_unknown_action_is_found(action_id: str | None) -> None:
    one = actions({})
    stray = READINGS.frame([readings(one).iloc[0].to_dict() | {"action_id": action_id}])

    validation = validate_tables(one, pd.concat([readings(one), stray]), PROGRAMME, PERIOD)

    assert broken(validation) == [("R011", "action_id")]


def test_a_document_that_plans_nothing_is_not_asked_about_each_action() -> None:
    validation = check(actions(UNPLANNED, UNPLANNED), *[{"timing": Timing.NO_PLAN}] * 2)

    assert broken(validation) == []


def test_themes_are_not_asked_about_where_none_is_known() -> None:
    without = PROGRAMME.__class__(**{**PROGRAMME.__dict__, "themes": ()})
    sound = actions({"theme_id": None})

    assert broken(validate_tables(sound, readings(sound), without, PERIOD)) == []


def test_one_name_on_two_actions_is_found_and_each_points_at_the_other() -> None:
    validation = check(actions({"name": "Digituki"}, {"name": "digituki *"}, {}))

    assert validation.findings[["rule", "column", "message_fi"]].values.tolist() == [
        ["R016", "name", "Sama nimi on myös muualla: 1.2."],
        ["R016", "name", "Sama nimi on myös muualla: 1.1."],
    ]


def test_an_enabler_may_bear_the_name_of_a_use_case() -> None:
    assert broken(check(actions({"name": "Digituki"}, {"name": "Digituki", "kind": Kind.ENABLER}))) == []


def test_one_long_text_on_two_actions_is_noted() -> None:
    text = "Toteutetaan Sote-hankkeiden yhteydessä."
    validation = check(actions({"status_text": text}, {"status_text": text}, {}))

    assert broken(validation) == [("R028", "status_text")] * 2
    assert set(validation.findings["severity"]) == {Severity.INFO}


def test_a_doubtful_reading_shows_the_words_in_doubt(findings: pd.DataFrame) -> None:
    found = findings.loc[findings["rule"].eq("R029"), "found"].iloc[0]

    assert found.startswith("Suunnittelutyö aloitettu v 2021.")


def test_one_short_text_on_two_actions_is_not() -> None:
    assert broken(check(actions({"status_text": "Ei edistetty."}, {"status_text": "Ei edistetty."}))) == []


ROADMAP_CELLS: list[tuple[str, str, Change]] = [
    ("R017", "problem", {"problem": "???"}),
    ("R020", "problem", {"problem": ""}),
    ("R021", "level", {"level": " "}),
    ("R022", "impact", {"impact": "XL"}),
    ("R022", "cost_class", {"cost_class": "suuri"}),
]


@pytest.mark.parametrize(("rule", "column", "change"), ROADMAP_CELLS)
def test_a_cell_of_a_roadmap_that_breaks_a_rule_is_found_and_no_other(
    rule: str, column: str, change: Change
) -> None:
    assert broken(check_roadmap({}, change)) == [(rule, column)]


@pytest.mark.parametrize("change", [{}, {"impact": "l"}, {"problem": None, "level": None}])
def test_a_sound_roadmap_breaks_no_rule(change: Change) -> None:
    assert broken(check_roadmap({}, change)) == []


def test_every_rule_is_broken_by_a_test_of_these_modules() -> None:
    modules = (
        Path(__file__),
        Path(__file__).with_name("test_documents.py"),
        Path(__file__).with_name("test_periods.py"),
    )
    source = "".join(module.read_text(encoding="utf-8") for module in modules)

    assert [rule.id for rule in RULES if f'"{rule.id}"' not in source] == []


def test_a_column_without_a_value_does_not_pass() -> None:
    sound = actions({}, {})
    nothing = sound.assign(name=None, kind=None).astype({"name": "str", "kind": "str"})
    unread = readings(sound).assign(status=None, tier=None, timing=None)

    found = set(broken(validate_tables(nothing, unread, PROGRAMME, PERIOD)))

    assert {("R005", "name"), ("R006", "kind")} <= found
    assert {("R009", "status"), ("R009", "tier"), ("R009", "timing")} <= found


def test_a_sound_action_has_all_that_the_rules_look_at() -> None:
    assert broken(check(ACTIONS.frame([SOUND_ACTION]))) == []
