"""Wrapped text out of a PDF: rows by number, cells by trailing spaces, values by recurrence."""

import pytest

from seuranta.ingest import DocumentReading, read_document
from seuranta.ingest.formats.text.wrapped import unwrap

NAMES = """
Nr Toimenpiteen nimi Minkä ongelman tämä toimenpide ratkaisee

1 Avataan venepaikkojen varaus Miten helpotamme veneilijän arkea?

2 Luodaan sähköinen lupa-asiointi ja \nsiihen ohjeet
Kuinka nopeutamme lupien \nkäsittelyä?

3
Siirrytään e-
laskutukseen Miten vähennämme paperia?

4 Koulutetaan henkilöstö
"""
VALUES = """
Nr Tavoite Lähde Vaikuttavuus Kustannusluokka Taso

1 A Laki L M yhteiset ratkaisut

2 A Kaupungin oma päätös S S yhteiset ratkaisut

3 B Laki M M tekninen perusta

4 B Strategia L S yhteiset ratkaisut
"""


def test_a_trailing_space_goes_on_and_a_hyphen_joins() -> None:
    assert unwrap(("Luodaan asiointi ja ", "siihen ohjeet", "Kuinka?")) == [
        "Luodaan asiointi ja siihen ohjeet",
        "Kuinka?",
    ]
    assert unwrap(("Siirrytään e-", "laskutukseen")) == ["Siirrytään e-laskutukseen"]


def test_two_wrapped_tables_are_joined_by_number() -> None:
    reading = read_document("tiekartta.txt", (NAMES + VALUES).encode())

    assert reading.error is None
    assert [(a.number, a.name, a.roles["problem"]) for a in reading.actions] == [
        ("1", "Avataan venepaikkojen varaus", "Miten helpotamme veneilijän arkea?"),
        ("2", "Luodaan sähköinen lupa-asiointi ja siihen ohjeet", "Kuinka nopeutamme lupien käsittelyä?"),
        ("3", "Siirrytään e-laskutukseen", "Miten vähennämme paperia?"),
        ("4", "Koulutetaan henkilöstö", ""),
    ]
    assert [(a.roles["goal"], a.roles["origin"], a.roles["level"]) for a in reading.actions] == [
        ("A", "Laki", "yhteiset ratkaisut"),
        ("A", "Kaupungin oma päätös", "yhteiset ratkaisut"),
        ("B", "Laki", "tekninen perusta"),
        ("B", "Strategia", "yhteiset ratkaisut"),
    ]
    assert {action.status_text for action in reading.actions} == {None}


def test_a_year_at_the_start_of_a_line_is_no_row_number() -> None:
    text = NAMES.replace("1 Avataan venepaikkojen varaus", "1 Avataan vuonna \n2026 venepaikkojen varaus")

    reading = read_document("tiekartta.txt", (text + VALUES).encode())

    assert reading.actions[0].name == "Avataan vuonna 2026 venepaikkojen varaus"
    assert len(reading.actions) == 4


def test_a_row_that_can_be_cut_in_two_ways_is_refused_by_its_line() -> None:
    ambiguous = "Nr Toimenpide Ongelma\n\n1 Avataan varaus\n\n\nNr Tavoite Lähde Taso\n\n1 A B C D\n"

    reading = read_document("tiekartta.txt", ambiguous.encode())

    assert reading.error is not None
    assert reading.error.code == "ambiguous_row"
    assert "tiekartta.txt, line 8" in reading.error.message


def test_a_number_that_no_named_row_has_is_refused() -> None:
    text = NAMES + VALUES + "\n5 A Laki L M yhteiset ratkaisut\n"

    reading = read_document("tiekartta.txt", text.encode())

    assert reading.error is not None
    assert reading.error.code == "unknown_number"


def wrapped(rows: str) -> DocumentReading:
    return read_document("tiekartta.txt", f"Nr Åtgärd Problem\n\n{rows}\n".encode())


@pytest.mark.parametrize(
    "row",
    [
        "1 En karta över\nKuvalas stigar Hur hittar vi fram?",
        "1 En karta över Kuvalas stigar Hur hittar\nvi fram?",
        "1 En karta\növer Kuvalas\nstigar Hur hittar vi\nfram?",
    ],
)
def test_a_row_that_lost_its_trailing_spaces_is_cut_where_its_question_begins(row: str) -> None:
    reading = wrapped(row)

    assert [(a.name, a.roles["problem"]) for a in reading.actions] == [
        ("En karta över Kuvalas stigar", "Hur hittar vi fram?")
    ]
    assert [w.code for w in reading.warnings] == ["no_status"]


def test_a_row_without_a_question_word_or_a_trailing_space_is_cut_at_its_line_with_a_warning() -> None:
    reading = wrapped("1 Karta över stigar\nBesökare går vilse")

    assert reading.actions[0].roles["problem"] == "Besökare går vilse"
    assert [(w.code, w.place) for w in reading.warnings][:1] == [("uncertain_split", "line 3")]
    assert "'Karta över stigar' and 'Besökare går vilse'" in reading.warnings[0].message


def test_a_trailing_space_elsewhere_in_the_row_vouches_for_the_line_that_has_none() -> None:
    reading = wrapped("1 Karta över \nstigar\nBesökare går vilse")

    assert reading.actions[0].name == "Karta över stigar"
    assert [w.code for w in reading.warnings] == ["no_status"]
