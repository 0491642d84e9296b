"""The form as it is sent out: whom it asks, what it shows, and that nobody is kept from filling it in."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from seuranta.config import parse_programme
from seuranta.errors import ConfigurationError
from seuranta.form.asking import forms_of, unnamed_parties
from seuranta.model import LANGUAGES
from tests.documents import KUVALA, PROGRAMME_TOML
from tests.unit.form.forms import GRAVES, PLAYGROUNDS, asked, forms, the_form


def test_each_responsible_party_is_asked_about_its_own_actions(tmp_path: Path) -> None:
    found, parties = forms_of(asked(tmp_path), "fi", in_one=False)

    assert {form.party: [each.action.label for each in form.asked] for form in found} == {
        "Satamatoimi": ["1.1", "1.2"],
        "Puistotoimi": ["1.3", "1.4"],
        "ei nimettyä vastuutahoa": ["1.5"],
    }
    assert parties == {"Satamatoimi": 2, "Puistotoimi": 2, "ei nimettyä vastuutahoa": 1}
    assert [form.name for form in found] == [
        "kuvala-2023-03-satamatoimi-fi",
        "kuvala-2023-03-puistotoimi-fi",
        "kuvala-2023-03-ei-nimettya-vastuutahoa-fi",
    ]


def test_where_nobody_is_named_the_organisation_is_asked(tmp_path: Path) -> None:
    found, parties = forms_of(asked(tmp_path, KUVALA), "sv", in_one=False)

    assert [form.party for form in found] == ["Kuvala stad"]
    assert parties == {"Kuvala stad": 4}


def test_the_same_period_gives_the_same_bytes(tmp_path: Path) -> None:
    assert forms(asked(tmp_path / "a")) == forms(asked(tmp_path / "b"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_can_be_used_by_everybody_and_printed(tmp_path: Path, language: str) -> None:
    book = load_workbook(io.BytesIO(the_form(tmp_path, language)))
    page, explained, mark = book.worksheets

    assert book.properties.language.startswith(language)
    assert "2024-03" in book.properties.title
    assert page.freeze_panes == "C2"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert not page.merged_cells.ranges
    assert all(cell.alignment.wrap_text for row in page.iter_rows() for cell in row)
    assert mark.sheet_state == "veryHidden"
    assert {"Suomeksi", "På svenska", "In English"} <= {cell.value for cell in explained["A"]}


def test_every_cell_is_text_whatever_a_name_begins_with(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(the_form(tmp_path)))
    kinds = {
        cell.data_type
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }

    assert book.worksheets[0]["B4"].value == PLAYGROUNDS
    assert kinds == {"s"}


def test_only_the_cells_to_fill_in_are_open(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(the_form(tmp_path)))
    page = book.worksheets[0]
    titles = [cell.value for cell in page[1]]
    is_open = {
        title
        for row in page.iter_rows(min_row=2)
        for title, cell in zip(titles, row, strict=True)
        if not cell.protection.locked
    }

    assert page.protection.sheet
    assert book.security.lockStructure
    assert is_open == {"Tila nyt", "Mitä on tapahtunut", "Seuraava askel", "Uusi suunnitelma (vuodet)"}


def test_the_drop_down_holds_the_codebook_in_the_language_of_the_form(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(the_form(tmp_path, "sv")))
    (rule,) = book.worksheets[0].data_validations.dataValidation
    sheet, cells = str(rule.formula1).rsplit("!", 1)
    listed = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]

    assert str(rule.sqref) == "H2:H6"
    assert listed == [
        "Slutförd",
        "Pågår",
        "Planerad",
        "Väntar",
        "Ej framskridit",
        "Avbruten",
        "Överförd",
    ]


def test_what_was_last_said_stands_beside_what_is_asked(tmp_path: Path) -> None:
    page = load_workbook(io.BytesIO(the_form(tmp_path))).worksheets[0]
    row = next(row for row in page.iter_rows(values_only=True) if row[1] == GRAVES)

    assert row[:7] == (
        "1.4",
        GRAVES,
        "Palvelut",
        "Puistotoimi",
        "2025",
        "Suunniteltu",
        "Aloitetaan vuonna 2025.",
    )


def test_who_speaks_a_known_language_gets_the_form_in_it_and_the_others_in_all(tmp_path: Path) -> None:
    period = asked(tmp_path)
    known = {"satamatoimi": "sv"}
    programme = replace(period.programme, owner_languages=known)

    found, _ = forms_of(replace(period, programme=programme), None, in_one=False)

    assert {form.name: form.languages for form in found} == {
        "kuvala-2023-03-satamatoimi-sv": ("sv",),
        "kuvala-2023-03-puistotoimi-fi-sv-en": ("fi", "sv", "en"),
        "kuvala-2023-03-ei-nimettya-vastuutahoa-fi-sv-en": ("fi", "sv", "en"),
    }
    assert found[0].asked[0].theme == "Tjänster"


def test_a_form_in_all_languages_says_titles_and_statuses_in_each(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(the_form(tmp_path, None)))
    page = book.worksheets[0]
    (rule,) = page.data_validations.dataValidation
    sheet, cells = str(rule.formula1).rsplit("!", 1)

    assert page["H1"].value == "Tila nyt\nStatus nu\nStatus now"
    assert book[sheet.strip("'")][cells.replace("$", "")][0][0].value == "Toteutunut / Slutförd / Completed"
    assert page.column_dimensions["H"].width > len("Ei edistynyt / Ej framskridit / Not advanced")


def test_programme_toml_says_the_languages_of_owners_and_nothing_unknown() -> None:
    programme = parse_programme(
        "kuvala", f'{PROGRAMME_TOML}\n[owner_languages]\n"Småbarns  pedagogiken" = "sv"\n', where="p.toml"
    )

    assert programme.owner_languages == {"småbarns pedagogiken": "sv"}
    with pytest.raises(ConfigurationError, match=r"one of fi, sv, en for 'owner_languages\.Hamnen'"):
        parse_programme("kuvala", f'{PROGRAMME_TOML}\n[owner_languages]\nHamnen = "ru"\n', where="p.toml")


@pytest.mark.parametrize("twice", ['Hamnen = "sv"\nHAMNEN = "fi"', '" " = "sv"'])
def test_of_two_languages_of_one_party_none_is_guessed_at(twice: str) -> None:
    with pytest.raises(ConfigurationError, match=r"each party once, by its name for 'owner_languages'"):
        parse_programme("kuvala", f"{PROGRAMME_TOML}\n[owner_languages]\n{twice}\n", where="p.toml")


def test_a_language_that_a_programme_names_twice_is_told() -> None:
    twice = PROGRAMME_TOML.replace('["fi", "sv", "en"]', '["fi", "fi"]')

    with pytest.raises(ConfigurationError, match=r"each language once for 'languages'"):
        parse_programme("kuvala", twice, where="p.toml")


def test_a_party_that_no_document_names_is_told_with_the_nearest_that_is_asked(tmp_path: Path) -> None:
    period = asked(tmp_path)
    programme = replace(period.programme, owner_languages={"satamatoimi": "sv", "puistotoimii": "sv"})

    _, parties = forms_of(period, None, in_one=False)

    assert unnamed_parties(programme, parties) == {"puistotoimii": "Puistotoimi"}
