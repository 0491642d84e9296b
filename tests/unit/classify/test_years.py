"""The latest year a text reports on: what was done, found or expressly not done."""

import pytest

from seuranta.classify import read_status


def year_of(text: str, language: str = "fi", period_year: int = 2022) -> int | None:
    reading = read_status(text, item="Kuvalan palvelu", language=language, period_year=period_year)
    return reading.as_of_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toteutettu 2020.", 2020),
        ("Ei edistetty v 2021.", 2021),
        ("Ei edistetä v 2022.", 2022),
        ("Ei edistetty vuonna 2021 tai 2022.", 2022),
        ("Tehty palvelulupaus sekä v 2020 että v 2021.", 2021),
        ("Hanke, jonka puitteissa v2021-v2022 on järjestetty koulutuksia.", 2022),
        ("Työ aloitettu keväällä -20.", 2020),
        ("Ohjelma otettiin käyttöön 19.3.2021.", 2021),
        ("Käyttöönotot 2021 toimialoilla.", 2021),
        ("Toteutettu 2020. Vuonna 2021 lopussa tietovarastossa oli tietoa kolmesta järjestelmästä.", 2021),
    ],
)
def test_a_year_beside_something_done_or_not_done_counts(text: str, expected: int) -> None:
    assert year_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tavoite on 8 tietolähdettä vuoden 2022 lopussa.",
        "Työ jatkuu vuonna 2022.",
        "Työ jatkuu v 2022 loppuun asti.",
        "Hankkeelle myönnettiin jatkoaikaa vuodelle 2022.",
        "Ei talousarviossa vuodelle 2022 tai 2023.",
        "Tiekartta 2020-2023 toteutettu sekä suunnitelma toimenpiteistä vuosille 2021 ja 2022.",
        "Palvelu alkaa vuoden 2022 alussa.",
        "Valmistuu vuoden 2022 loppuun mennessä.",
        "Hankintaan käytettiin 2000 euroa.",
        "Noudatettu lakia (2019/306).",
        "Lämpötilaksi on mitattu -20 astetta.",
        "Edistetään jatkuvasti.",
    ],
)
def test_years_of_plans_targets_budgets_extensions_and_laws_do_not_count(text: str) -> None:
    assert year_of(text) is None


def test_a_year_after_the_period_is_never_reported_on() -> None:
    assert year_of("Toteutettu 2023.", period_year=2022) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "Projektet inleddes 2021 och fortsätter 2022.", 2021),
        ("sv", "Målet för 2022 är tre tjänster.", None),
        ("en", "The portal was launched in May 2021.", 2021),
        ("en", "A plan for 2022 was approved.", None),
    ],
)
def test_the_same_holds_in_swedish_and_english(language: str, text: str, expected: int | None) -> None:
    assert year_of(text, language) == expected


@pytest.mark.parametrize(("period_year", "is_stale"), [(2021, False), (2022, True)])
def test_a_reading_is_stale_when_it_reports_on_an_earlier_year(period_year: int, is_stale: bool) -> None:
    """'Not advanced in 2021' says nothing about 2022."""
    reading = read_status("Ei edistetty v 2021.", item="Kuvala", language="fi", period_year=period_year)

    assert reading.is_stale is is_stale


def test_a_text_without_a_year_is_not_stale() -> None:
    reading = read_status("Ei edistetty.", item="Kuvala", language="fi", period_year=2022)

    assert (reading.as_of_year, reading.is_stale) == (None, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Uppgifterna flyttades från och med 2021 till kommunen."),
        ("fi", "Toiminta on lakkautettu 31.3.2021 alkaen."),
        ("en", "The tool has been deployed since 2021."),
    ],
)
def test_the_year_from_which_on_something_has_been_so_is_reported_on(language: str, text: str) -> None:
    assert read_status(text, item="Kuvala", language=language, period_year=2022).as_of_year == 2021
