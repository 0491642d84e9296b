"""The form as it comes back: nothing lost, nothing guessed, and what cannot be used is named by its cell."""

import io
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from seuranta.form.words import form_words
from seuranta.ingest import DocumentReading, read_document, read_documents
from seuranta.ingest.formats.words import clean
from seuranta.model import LANGUAGES, Status
from tests.documents import tabbed
from tests.making.office import convert
from tests.unit.form.forms import (
    BOATS,
    GRAVES,
    PIERS,
    PLAYGROUNDS,
    SCHOOLS,
    asked,
    filled,
    forms,
    saved,
    the_form,
)

STATUS, HAPPENED, NEXT, PLAN = "Tila nyt", "Mitä on tapahtunut", "Seuraava askel", "Uusi suunnitelma (vuodet)"
ANSWERS: dict[str, dict[str, object]] = {
    BOATS: {STATUS: "Toteutunut"},
    PIERS: {
        STATUS: "on_hold",
        HAPPENED: "Työ on tauolla, koska rahoitus puuttuu.",
        NEXT: "Haetaan rahoitusta.",
        PLAN: "2025–2026",
    },
    GRAVES: {HAPPENED: "Aineisto on kerätty.", PLAN: 2026},
}


@cache
def empty_form() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return the_form(Path(folder))


def read(content: bytes, period: str | None = "2024-03") -> DocumentReading:
    return read_document("lomake.xlsx", content, period=period)


def as_it_is(content: bytes) -> bytes:
    return content


def by_office(content: bytes) -> bytes:
    return convert(content, "xlsx", "xlsx")


@pytest.mark.parametrize("saved_by", [as_it_is, by_office])
def test_every_answer_comes_back_as_it_was_given(saved_by: Callable[[bytes], bytes]) -> None:
    reading = read(saved_by(filled(empty_form(), ANSWERS)))

    assert reading.error is None
    assert (reading.format, reading.kind, reading.language, reading.period) == (
        "xlsx",
        "follow_up",
        "fi",
        "2024-03",
    )
    assert [
        (a.number, a.name, a.planned_years, a.status_text, a.answer and a.answer.status)
        for a in reading.actions
    ] == [
        ("1.1", BOATS, (2023, 2024), "", Status.COMPLETED),
        (
            "1.2",
            PIERS,
            (2025, 2026),
            "Työ on tauolla, koska rahoitus puuttuu.\nHaetaan rahoitusta.",
            Status.ON_HOLD,
        ),
        ("1.3", PLAYGROUNDS, (2023,), "", None),
        ("1.4", GRAVES, (2026,), "Aineisto on kerätty.", None),
        ("1.5", SCHOOLS, (2024,), "", None),
    ]
    assert [a.answer.by for a in reading.actions if a.answer][:3] == [
        "Satamatoimi",
        "Satamatoimi",
        "Puistotoimi",
    ]
    assert reading.actions[0].markers == ("*",)
    assert reading.actions[3].tags == ("ilmasto-ohjelma",)
    assert reading.actions[0].roles == {"owner": "Satamatoimi"}


def by_two_formats(content: bytes) -> bytes:
    return convert(convert(content, "xlsx", "ods"), "ods", "xlsx")


@pytest.mark.parametrize("saved_by", [by_office, by_two_formats])
def test_the_whole_reading_is_the_same_by_whatever_program_the_form_was_saved(
    saved_by: Callable[[bytes], bytes],
) -> None:
    answers = filled(empty_form(), ANSWERS)

    assert as_read(read(saved_by(answers))) == as_read(read(answers))


def test_a_form_that_was_saved_as_an_open_document_is_read_too() -> None:
    answers = filled(empty_form(), ANSWERS)

    assert as_read(read_document("lomake.ods", convert(answers, "xlsx", "ods"))) == as_read(read(answers))


def as_read(reading: DocumentReading) -> object:
    """All that a reading says but the file's own name, bytes and format."""
    return reading.error, reading.warnings, reading.actions, reading.form, reading.language


@pytest.mark.parametrize("saved_by", [as_it_is, by_office])
def test_a_form_in_all_languages_takes_the_status_as_its_list_has_it(
    tmp_path: Path, saved_by: Callable[[bytes], bytes]
) -> None:
    chosen = {BOATS: {STATUS: form_words(*LANGUAGES).statuses[Status.COMPLETED]}, PIERS: {STATUS: "Väntar"}}

    reading = read(saved_by(filled(the_form(tmp_path, None), chosen)))

    assert reading.language is None
    assert [action.answer and action.answer.status for action in reading.actions][:2] == [
        Status.COMPLETED,
        Status.ON_HOLD,
    ]


@pytest.mark.parametrize("saved_by", [as_it_is, by_office])
def test_the_columns_of_the_document_travel_with_the_form(
    tmp_path: Path, saved_by: Callable[[bytes], bytes]
) -> None:
    document = tabbed("""
        Käyttötapaus | 2023 | Tilanne 03/2023 | Budjetti (€) | Lisätieto
        Venepaikkojen sähköinen varaus | x | Otettu käyttöön 2022. | 12 000 | =Liittyy "satamaan"
        Laiturien kunto kartalle | x | Työ on käynnissä. | | Ks. liite 2
    """)
    period = asked(tmp_path, document)
    (content,) = forms(period, in_one=True).values()

    reading = read(saved_by(content))

    assert [action.extra for action in reading.actions] == [
        json.loads(extra) for extra in period.actions["extra"]
    ]
    assert reading.actions[0].extra == {"Budjetti (€)": "12 000", "Lisätieto": '=Liittyy "satamaan"'}


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=80)
ANSWER = st.fixed_dictionaries(
    {
        STATUS: st.sampled_from([None, *Status, *form_words("fi").statuses.values()]),
        HAPPENED: st.none() | WORDS,
        NEXT: st.none() | WORDS,
        PLAN: st.none() | st.integers(1990, 2099) | st.sampled_from(["2027–2028", "2027, 2029", "2027-28"]),
    }
)
NAMED: dict[str, str] = {name: code for code, name in form_words("fi").statuses.items()}


@settings(deadline=None, max_examples=60)
@given(answers=st.fixed_dictionaries(dict.fromkeys((BOATS, PIERS, SCHOOLS), ANSWER)))
def test_whatever_is_answered_nothing_is_lost_and_nothing_guessed(
    answers: dict[str, dict[str, object]],
) -> None:
    written = {
        name: {title: f"'{v}" if isinstance(v, str) and v.startswith("=") else v for title, v in row.items()}
        for name, row in answers.items()
    }
    reading = read(filled(empty_form(), written))
    found = {action.name: action for action in reading.actions}

    assert reading.error is None
    assert len(found) == 5
    for name, row in written.items():
        said = [" ".join(str(row[title] or "").split()) for title in (HAPPENED, NEXT)]
        text = found[name].status_text or ""
        assert _plain(text) == _plain("\n".join(filter(None, said)))
        chosen = row[STATUS]
        answer = found[name].answer
        assert answer is not None
        assert answer.status == (None if chosen is None else NAMED.get(str(chosen), chosen))


def _plain(text: str) -> str:
    """Without what every reader mends: unseen characters and the form of letters."""
    return clean(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", Status)
def test_the_name_of_a_status_is_taken_in_every_language(language: str, code: Status) -> None:
    name = form_words(language).statuses[code]

    reading = read(filled(empty_form(), {BOATS: {STATUS: f" {name.upper()} "}}))

    assert reading.actions[0].answer is not None
    assert reading.actions[0].answer.status is code


@pytest.mark.parametrize(
    ("title", "value", "cell", "found"),
    [
        (STATUS, "melkein valmis", "H2", "'melkein valmis'"),
        (STATUS, "Toteutunut.", "H2", "'Toteutunut.'"),
        (PLAN, "ensi syksynä", "K2", "'ensi syksynä'"),
        (PLAN, "2026–2025", "K2", "'2026–2025'"),
        (PLAN, "ei 2025 vaan 2026", "K2", "'ei 2025 vaan 2026'"),
        ("action_id", "use-case-00000000", "L2", "'use-case-00000000'"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_cell(title: str, value: str, cell: str, found: str) -> None:
    reading = read(filled(empty_form(), {BOATS: {title: value, HAPPENED: "Valmistui."}}))

    assert reading.error is not None
    assert reading.error.code == "unusable_answer"
    assert f"cell {cell}: " in reading.error.message
    assert found in reading.error.message


def test_an_action_that_stands_twice_is_refused() -> None:
    book = load_workbook(io.BytesIO(empty_form()))
    book.worksheets[0]["L3"].value = book.worksheets[0]["L2"].value

    reading = read(saved(book))

    assert reading.error is not None
    assert "cell L3: each action once" in reading.error.message


def test_the_id_decides_whatever_became_of_name_and_order() -> None:
    book = load_workbook(io.BytesIO(filled(empty_form(), ANSWERS)))
    page = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for number, cells in enumerate(reversed(rows), start=2):
        for column, value in enumerate(cells, start=1):
            page.cell(number, column).value = "Uusi nimi" if column == 2 else value

    assert [a.name for a in read(saved(book)).actions] == [BOATS, PIERS, PLAYGROUNDS, GRAVES, SCHOOLS]
    assert (
        read(saved(book)).actions[1].status_text == read(filled(empty_form(), ANSWERS)).actions[1].status_text
    )


def test_a_row_that_was_taken_out_is_an_action_that_nobody_reported_on() -> None:
    book = load_workbook(io.BytesIO(filled(empty_form(), ANSWERS)))
    book.worksheets[0].delete_rows(3)

    reading = read(saved(book))

    assert [action.name for action in reading.actions] == [BOATS, PIERS, PLAYGROUNDS, GRAVES, SCHOOLS]
    assert reading.actions[1].status_text == ""


def test_who_has_not_answered_is_told_by_party_and_count() -> None:
    warnings = read(filled(empty_form(), ANSWERS)).warnings

    assert [(warning.code, warning.message) for warning in warnings] == [
        ("no_answer", "Puistotoimi: no answer about 1 of 2 actions; they are not reported"),
        ("no_answer", "ei nimettyä vastuutahoa: no answer about 1 of 1 actions; they are not reported"),
    ]


def test_a_form_that_did_not_come_back_is_missed(tmp_path: Path) -> None:
    round_of_forms = forms(asked(tmp_path))
    returned = filled(round_of_forms["Satamatoimi"], {BOATS: {STATUS: "Toteutunut"}})

    (reading,) = read_documents([("satama.xlsx", returned)], period="2024-03")

    assert [warning.message for warning in reading.warnings if warning.code == "no_form"] == [
        "no form of 'Puistotoimi': it asked about 2 of the actions",
        "no form of 'ei nimettyä vastuutahoa': it asked about 1 of the actions",
    ]


def twice(first: dict[str, dict[str, object]], second: dict[str, dict[str, object]]) -> list[DocumentReading]:
    documents = [("a.xlsx", filled(empty_form(), first)), ("b.xlsx", filled(empty_form(), second))]
    return read_documents(documents, period="2024-03")


def test_a_form_that_was_sent_twice_counts_once_and_the_answers_stand_wherever_they_were_given() -> None:
    readings = twice(
        {BOATS: {STATUS: "Toteutunut"}}, {BOATS: {STATUS: "Toteutunut"}, PIERS: {HAPPENED: "Ok."}}
    )

    said = [(action.name, action.status_text) for reading in readings for action in reading.actions]
    silent = [warning.message for reading in readings for warning in reading.warnings]
    assert sorted(said) == sorted(
        [(BOATS, ""), (PIERS, "Ok."), (PLAYGROUNDS, ""), (GRAVES, ""), (SCHOOLS, "")]
    )
    assert silent == [
        "Puistotoimi: no answer about 2 of 2 actions; they are not reported",
        "ei nimettyä vastuutahoa: no answer about 1 of 1 actions; they are not reported",
    ]


def test_of_two_different_answers_about_one_action_none_is_guessed_at() -> None:
    first, second = twice({BOATS: {STATUS: "Toteutunut"}}, {BOATS: {STATUS: "Odottaa"}})

    assert first.error is None
    assert second.error is not None
    assert second.error.code == "answered_twice"
    assert f"expected one answer about {BOATS!r}, found another one in a.xlsx" in second.error.message
    assert second.actions == ()


def test_of_several_different_answers_the_first_in_the_form_is_named_each_time() -> None:
    other: dict[str, dict[str, object]] = {
        BOATS: {STATUS: "Odottaa"},
        PIERS: {HAPPENED: "Ei."},
        GRAVES: {HAPPENED: "Ei."},
    }
    same: dict[str, dict[str, object]] = {name: {HAPPENED: "Ok."} for name in other}

    first, second = twice(same, other)

    assert second.error is not None
    assert f"expected one answer about {first.actions[0].name!r} (and 2 more)" in second.error.message


@pytest.mark.parametrize(
    ("period", "programme", "code"),
    [("2024-09", "kuvala", "period_mismatch"), ("2024-03", "loimu", "programme_mismatch")],
)
def test_a_form_of_another_period_or_programme_is_refused(period: str, programme: str, code: str) -> None:
    reading = read_document("lomake.xlsx", empty_form(), period=period, programme=programme)

    assert reading.error is not None
    assert reading.error.code == code


def test_a_hidden_sheet_that_was_changed_is_refused_and_not_guessed_at() -> None:
    book = load_workbook(io.BytesIO(empty_form()))
    book.worksheets[2]["B4"].value = "keväällä"

    reading = read(saved(book))

    assert reading.error is not None
    assert reading.error.code == "broken_form"


def test_a_header_that_is_gone_is_refused() -> None:
    book = load_workbook(io.BytesIO(empty_form()))
    book.worksheets[0]["H1"].value = "Jotain muuta"

    reading = read(saved(book))

    assert reading.error is not None
    assert reading.error.code == "unknown_header"
