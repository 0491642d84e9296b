"""A programme's description is followed as it is written, or refused by the name of what is wrong."""

import pytest

from seuranta.config import CheckChange, Programme, parse_programme
from seuranta.errors import ConfigurationError
from seuranta.model import Severity
from tests.documents import PROGRAMME_TOML


def parse(text: str) -> Programme:
    return parse_programme("kuvala", text, where="kuvala/programme.toml")


def test_a_description_saved_with_a_byte_order_mark_is_read() -> None:
    with_mark = parse_programme("kuvala", "\ufeff" + PROGRAMME_TOML, where="kuvala/programme.toml")

    assert with_mark == parse_programme("kuvala", PROGRAMME_TOML, where="kuvala/programme.toml")


def test_documents_may_be_in_a_language_that_no_report_is_in() -> None:
    text = PROGRAMME_TOML.replace('document_language = "fi"', 'document_language = "et"')

    assert parse_programme("kuvala", text, where="programme.toml").document_language == "et"


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        ("tables = [1]", 'tables = ["1"]', "tables"),
        ("tables = [1]", "tables = [0]", "tables"),
        ("tables = [1]", "tables = [true]", "tables"),
        ("tables = [1]", "tables = 1", "tables"),
        ("tables = [1]", 'headings = "Palvelut"', "headings"),
        ("tables = [1]", "goals = [1]", "goals"),
        ("tables = [1]", 'certainty = "sure"', "certainty"),
        ("tables = [1]", "table = [1]", "the nearest known is 'tables'"),
        ('fi = "Palvelut"', 'fi = " "', "fi"),
        ('fi = "Palvelut"', 'fi = { text = "Palvelut", certainty = "stated" }', "certainty"),
        ('fi = "Palvelut"', 'fi = { text = "Palvelut", sure = true }', "'sure'"),
        ('fi = "Palvelut"', "fi = { text = 1 }", "text"),
        ("last_year = 2024", "last_year = 20244", "last_year"),
        ("last_year = 2024", "last_year = 2020", "first_year"),
        ("last_year = 2024", "last_year = 2060", "last_year"),
        ("last_year = 2024", "last_year = 2024.0", "last_year"),
        ("last_year = 2024", f"last_year = {'9' * 5000}", "expected TOML"),
        ("last_year = 2024", 'last_year = 2024\naccent_color = "#0b4f8a"', "'accent_colour'"),
        ("last_year = 2024", 'last_year = 2024\npredecessor = "kuvala"', "predecessor"),
        ('document_language = "fi"', 'document_language = "Suomi"', "document_language"),
        ("[[themes]]", "[themes]", "themes"),
        ("[programme]", "title = 1\n[programme]", "'title'"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name_in_one_line(written: str, instead: str, named: str) -> None:
    assert written in PROGRAMME_TOML

    with pytest.raises(ConfigurationError) as refused:
        parse(PROGRAMME_TOML.replace(written, instead, 1))

    assert named in refused.value.line
    assert refused.value.line.startswith("kuvala/programme.toml: expected ")
    assert "\n" not in refused.value.line
    assert refused.value.exit_code == 2


def test_two_themes_never_share_an_id() -> None:
    theme = PROGRAMME_TOML[PROGRAMME_TOML.index("[[themes]]") :]

    with pytest.raises(ConfigurationError, match=r"'themes\.id', found 'services'"):
        parse(PROGRAMME_TOML + theme)


def test_a_rule_may_change_its_severity_or_be_switched_off_with_a_reason() -> None:
    programme = parse(
        PROGRAMME_TOML
        + '[checks.R012]\nseverity = "info"\nreason = "Jatkovuosi on päätetty."\n'
        + '[checks.R007]\nis_off = true\nreason = "Vanhat vuodet on tarkistettu."\n'
    )

    assert programme.checks == {
        "R007": CheckChange(None, "Vanhat vuodet on tarkistettu."),
        "R012": CheckChange(Severity.INFO, "Jatkovuosi on päätetty."),
    }
    assert [change.is_off for change in programme.checks.values()] == [True, False]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('[checks.R012]\nseverity = "info"\n', "'checks.R012.reason'"),
        ("[checks.R001]\nis_off = true\n", "'checks.R001.reason'"),
        ('[checks.R012]\nseverity = "info"\nreason = "  "\n', "'checks.R012.reason'"),
        ('[checks.R012]\nreason = "Turha."\n', "either severity or is_off"),
        ('[checks.R012]\nis_off = true\nseverity = "info"\nreason = "x"\n', "either severity or is_off"),
        ('[checks.R012]\nis_off = "yes"\nreason = "x"\n', "true or false"),
        ('[checks.R012]\nseverity = "low"\nreason = "x"\n', "critical or warning or info"),
        ('[checks.R012]\nlevel = "info"\nreason = "x"\n', "the nearest known is"),
        ('[checks.R12]\nseverity = "info"\nreason = "x"\n', "R and three digits"),
        ('[checks]\nR012 = "off"\n', "a table [checks.R012]"),
    ],
)
def test_a_change_of_a_rule_that_cannot_be_followed_is_refused(written: str, named: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        parse(PROGRAMME_TOML + written)

    assert named in refused.value.line
