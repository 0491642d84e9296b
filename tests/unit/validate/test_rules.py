"""Each rule: what breaks it, and what looks like it and does not."""

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

FOLLOW_UP_CELLS: list[tuple[str, str, Change]] = [
    ("R005", "name", {"name": "  "}),
    ("R005", "name", {"name": None}),
    ("R006", "kind", {"kind": "hanke"}),
    ("R006", "kind", {"kind": None}),
    ("R007", "planned_years", {"first_planned_year": 2022, "last_planned_year": 2021}),
    ("R012", "planned_years", {"planned_years": "2022 2023 2024", "last_planned_year": 2024}),
    ("R013", "planned_years", {"planned_years": "2021 2023", "last_planned_year": 2023}),
    ("R015", "theme_id", {"theme_id": None}),
    ("R017", "status_text", {"status_text": "Täydennetään myöhemmin."}),
    ("R017", "status_text", {"status_text": "xxx"}),
    ("R017", "status_text", {"status_text": "?"}),
    ("R017", "status_text", {"status_text": "TBA"}),
    ("R017", "status_text", {"status_text": "kompletteras senare"}),
    (
        "R018",
        "status_text",
        {
            "status_text": "HPK Palvelut Oy:n yhtiöittämisen myötä hinnoittelu tukipalveluiden osalta on "
            "näkyvämpää-"
        },
    ),
    ("R018", "status_text", {"status_text": "Kartoitus on tehty ja hankinta valmisteltu vuonna 2022, "}),
    ("R018", "name", {"name": "Kaupunginlaajuinen kaupunkilaisprofiili, joka mahdollistaa ja –"}),
    ("R019", "status_text", {"status_text": "KÃ¤yttÃ¶Ã¶notto tehty."}),
    ("R019", "status_text", {"status_text": "K\ufffdytt\ufffd\ufffdnotto tehty."}),
    ("R019", "status_text", {"status_text": "Käyttöön\x02otto tehty."}),
    ("R019", "name", {"name": "Laskujen \u202eautomaattinen tarkastus"}),
    ("R030", "is_hidden", {"is_hidden": True}),
]

SILENT_CELLS: list[Change] = [
    {"planned_years": "2020 2021 2022 2023", "first_planned_year": 2020, "last_planned_year": 2023},
    {"planned_years": "2022", "first_planned_year": 2022},
    {"kind": Kind.ENABLER, "theme_id": None, "planned_years": "", "first_planned_year": None}
    | {"last_planned_year": None},
    {"status_text": "Työ aloitettu keväällä -20. Vuonna 2021 useampi raportti julkaistu kaupungin intrassa."},
    {"status_text": "Tiekartta ylätasolla 2020-2023 toteutettu, jatkuu 2022–"},
    {"status_text": "Täydennetään kaupungin tietovarastoa kolmella järjestelmällä."},
    {"status_text": "Kyllä – näin! Säästö 5 €, ”hyvä” £ § Ã-kirjain… Årsklockan är i bruk."},
    {"status_text": "Arbetet pågår; nästa steg är upphandlingen (våren)."},
    {
        "name": "Sähköisen asioinnin kehittäminen: Suomi.fi -integraatiot, valtuudet, maksaminen*, laatutyökalut"
    },
]


@pytest.mark.parametrize(("rule", "column", "change"), FOLLOW_UP_CELLS)
def test_a_cell_that_breaks_a_rule_is_found_and_no_other(rule: str, column: str, change: Change) -> None:
    assert broken(check(actions({}, change))) == [(rule, column)]


@pytest.mark.parametrize("change", SILENT_CELLS)
def test_a_sound_cell_breaks_no_rule(change: Change) -> None:
    assert broken(check(actions({}, change))) == []


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
    other = sound.drop(columns="goal") if change == "missing" else sound.assign(owner="Kuvala")

    validation = validate_tables(other, readings(sound), PROGRAMME, PERIOD)

    assert broken(validation) == [("R002", None)]
    assert change in validation.findings["found"].iloc[0]


def test_readings_with_other_columns_than_agreed_are_a_finding() -> None:
    sound = actions({})

    validation = validate_tables(sound, readings(sound).drop(columns="tier"), PROGRAMME, PERIOD)

    assert validation.findings[["rule", "found"]].values.tolist() == [["R003", "missing tier"]]


def test_an_identifier_that_two_actions_bear_is_found_at_both_places() -> None:
    twice = actions({}, {"action_id": "use_case-1"})
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


@pytest.mark.parametrize(
    ("column", "value"),
    [("status", "valmis"), ("status", None), ("tier", "sure"), ("timing", None), ("blocker", "weather")],
)
def test_a_code_outside_the_codebook_is_found(column: str, value: str | None) -> None:
    assert ("R009", column) in broken(check(actions({}), {column: value}))


def test_every_blocker_and_none_are_known() -> None:
    assert broken(check(actions({}, {}), {"blocker": Blocker.FUNDING}, {"blocker": None})) == []


def test_a_followed_up_action_without_a_reading_is_found() -> None:
    two = actions({}, {})

    validation = validate_tables(two, readings(two.head(1)), PROGRAMME, PERIOD)

    assert validation.findings[["rule", "found", "action_id"]].values.tolist() == [
        ["R010", "0", "use_case-2"]
    ]


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


@pytest.mark.parametrize("action_id", ["use_case-9", None])
def test_a_reading_of_an_unknown_action_is_found(action_id: str | None) -> None:
    one = actions({})
    stray = READINGS.frame([readings(one).iloc[0].to_dict() | {"action_id": action_id}])

    validation = validate_tables(one, pd.concat([readings(one), stray]), PROGRAMME, PERIOD)

    assert broken(validation) == [("R011", "action_id")]


UNPLANNED: Change = {"planned_years": "", "first_planned_year": None, "last_planned_year": None}


def test_an_action_without_a_year_among_planned_ones_is_asked_about() -> None:
    assert broken(check(actions({}, UNPLANNED), {}, {"timing": Timing.NO_PLAN})) == [
        ("R014", "planned_years")
    ]


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
        ["R016", "name", "Sama nimi on annettu myös toimenpiteelle 1.2."],
        ["R016", "name", "Sama nimi on annettu myös toimenpiteelle 1.1."],
    ]


def test_an_enabler_may_bear_the_name_of_a_use_case() -> None:
    assert broken(check(actions({"name": "Digituki"}, {"name": "Digituki", "kind": Kind.ENABLER}))) == []


def test_one_long_text_on_two_actions_is_noted() -> None:
    text = "Toteutetaan Sote-hankkeiden yhteydessä."
    validation = check(actions({"status_text": text}, {"status_text": text}, {}))

    assert broken(validation) == [("R028", "status_text")] * 2
    assert set(validation.findings["severity"]) == {Severity.INFO}


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


@pytest.mark.parametrize("timing", [Timing.UNDER_WAY, Timing.DUE, Timing.OVERDUE, Timing.NO_PLAN])
def test_silence_is_asked_about_once_the_plan_has_begun(timing: Timing) -> None:
    change = {"status": Status.NOT_REPORTED, "timing": timing, "as_of_year": None}

    assert broken(check(actions({"status_text": ""}), change)) == [("R023", "status")]


def test_silence_is_not_asked_about_before_the_plan_begins() -> None:
    change = {"status": Status.NOT_REPORTED, "timing": Timing.NOT_DUE, "as_of_year": None}

    assert broken(check(actions({"status_text": ""}), change)) == []


def test_an_open_action_whose_plan_has_ended_is_asked_about() -> None:
    late = {"status": Status.ON_HOLD, "timing": Timing.OVERDUE}

    validation = check(actions({"last_planned_year": 2021, "planned_years": "2021"}), late)

    assert broken(validation) == [("R024", "timing")]
    assert (
        validation.findings["message_sv"].iloc[0] == "Åtgärden skulle slutföras senast 2021 men är inte klar."
    )


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.NOT_ADVANCED, Status.PLANNED])
def test_an_open_action_whose_text_is_of_an_earlier_year_is_asked_about(status: Status) -> None:
    change = {"status": status, "as_of_year": 2021, "is_stale": True}

    validation = check(actions({"status_text": "Ei edistetty v 2021."}), change)

    assert broken(validation) == [("R025", "as_of_year")]
    assert validation.findings["question_fi"].iloc[0] == "Mikä oli tilanne raportointikaudella 09/2022?"


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.TRANSFERRED, Status.DISCONTINUED])
def test_an_old_text_of_a_closed_action_is_not(status: Status) -> None:
    change = {"status": status, "as_of_year": 2021, "is_stale": True}

    assert broken(check(actions({"status_text": "Talousjärjestelmä on vaihdettu."}), change)) == []


def test_done_before_it_was_planned_is_asked_about() -> None:
    change = {"status": Status.COMPLETED, "as_of_year": 2020}

    assert broken(check(actions({"status_text": "Toteutettu 2020."}), change)) == [("R026", "as_of_year")]


@pytest.mark.parametrize("as_of_year", [2021, 2023, None])
def test_done_in_or_after_the_first_planned_year_is_not(as_of_year: int | None) -> None:
    assert broken(check(actions({}), {"status": Status.COMPLETED, "as_of_year": as_of_year})) == []


def test_a_blocker_of_a_completed_action_is_asked_about_in_its_own_words() -> None:
    change = {
        "status": Status.COMPLETED,
        "blocker": Blocker.FUNDING,
        "blocker_words": "rahoitusta ei saatu",
    }

    validation = check(actions({}), change)

    assert broken(validation) == [("R027", "blocker")]
    assert validation.findings["message_en"].iloc[0].endswith("names a blocker: “rahoitusta ei saatu”.")


def test_a_blocker_of_an_open_action_is_not() -> None:
    assert broken(check(actions({}), {"blocker": Blocker.DECISION})) == []


@pytest.mark.parametrize(("tier", "expected"), [(Tier.DOUBTFUL, [("R029", "tier")]), (Tier.REVIEWED, [])])
def test_a_doubtful_reading_is_noted_until_a_person_has_decided(
    tier: Tier, expected: list[tuple[str, str]]
) -> None:
    assert broken(check(actions({}), {"tier": tier})) == expected


def test_every_rule_is_broken_by_a_test_of_this_module() -> None:
    source = open(__file__, encoding="utf-8").read()  # noqa: PTH123, SIM115

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
