"""Broken lines: what the width of a cell took apart is put together as it was written."""

from collections.abc import Sequence

import pytest

from seuranta.ingest.formats.pdf.page import Run
from seuranta.ingest.formats.pdf.unwrap import learn, unwrap

# Every letter is five points wide and ten high.
LETTER, SIZE = 5.0, 10.0
COLUMN = 20 * LETTER

DRAWN_SPACES = [["Kaupungin palvelut ", "ovat kaikille avoimia "], ["Kirjaston uudet ", "tilat on avattu."]]
NO_SPACES = [["Kaupungin palvelut", "ovat kaikille avoimia"], ["Kirjaston uudet", "tilat on avattu."]]


def cell(lines: Sequence[str]) -> list[Run]:
    """Lines below each other; one that is written with a space at its end has that space drawn."""
    return [
        Run(
            text.rstrip(" "),
            0.0,
            number * 1.2 * SIZE,
            len(text.rstrip(" ")) * LETTER,
            number * 1.2 * SIZE + SIZE,
            SIZE,
            has_space_after=text.endswith(" "),
            first_width=LETTER,
        )
        for number, text in enumerate(lines)
    ]


def mended(lines: Sequence[str], others: Sequence[Sequence[str]] = DRAWN_SPACES, width: int = 20) -> str:
    """The lines of a cell so many letters wide, in a document that holds other cells too."""
    habits = learn([cell(lines), *(cell(other) for other in others)])
    return unwrap(cell(lines), width * LETTER, habits)


def test_a_drawn_space_at_a_lines_end_stands_between_two_words() -> None:
    assert mended(["Digitaalinen ", "kaksonen ", "rakennuksista"]) == "Digitaalinen kaksonen rakennuksista"


def test_lines_of_several_words_are_parted_by_a_space_where_spaces_are_not_drawn() -> None:
    assert (
        mended(["Arbetet har inte", "framskridit 2024."], NO_SPACES) == "Arbetet har inte framskridit 2024."
    )


def test_a_word_broken_by_a_column_as_narrow_as_it_is_is_one_word() -> None:
    assert mended(["tietovara", "sto"], width=9) == "tietovarasto"


def test_a_word_that_left_room_for_a_letter_was_not_broken() -> None:
    assert mended(["Strategisten", "mittareiden", "seuranta"], NO_SPACES, width=16) == (
        "Strategisten mittareiden seuranta"
    )


def test_whole_words_that_happen_to_fill_their_lines_are_known_from_elsewhere() -> None:
    others = [*NO_SPACES, ["seurannan uudet raportit kartalla nyt"], ["kaikki raportit kartalla nyt jo"]]

    assert mended(["raportit", "kartalla"], others, width=8) == "raportit kartalla"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Kaupungin ilmasto-", "ohjelma"], "Kaupungin ilmasto-ohjelma"),
        (["Haettu lupaa ELY-", "keskukselta"], "Haettu lupaa ELY-keskukselta"),
        (["Tilojen täyttö-", "ja käyttöaste"], "Tilojen täyttö- ja käyttöaste"),
        (["Effekten på in-", "och utdata"], "Effekten på in- och utdata"),
        (["Tieto kustannuksista/", "Menojen ennakointi"], "Tieto kustannuksista/Menojen ennakointi"),
        (["nuorisopassi /", "liikuntapassi"], "nuorisopassi / liikuntapassi"),
        (["Vuosina 2020–", "2023"], "Vuosina 2020–2023"),
        (["Se planen på www.", "norrvik.fi"], "Se planen på www.norrvik.fi"),
        (["Digipalvelut (chat", ", lomakkeet)"], "Digipalvelut (chat, lomakkeet)"),
    ],
)
def test_hyphens_slashes_and_marks_keep_their_place(lines: list[str], text: str) -> None:
    assert mended(lines, NO_SPACES) == text


def test_a_hyphen_right_before_a_word_stays_with_it_where_the_document_writes_so() -> None:
    others = [*NO_SPACES, ["Suomi.fi -palvelu on avattu"], ["Valtuudet -palvelu myös"]]

    assert (
        mended(["Älykäs asiointi -", "hanke on päättynyt"], others) == "Älykäs asiointi -hanke on päättynyt"
    )


def test_a_dash_before_a_capital_stays_a_dash() -> None:
    assert (
        mended(["MITEN EDETÄÄN -", "Ideasta tuotantoon"], NO_SPACES) == "MITEN EDETÄÄN - Ideasta tuotantoon"
    )


HYPHENATED = [
    ["Palveluiden digitali-", "sointi etenee tilan-", "teen mukaan kaupun-", "gin kouluissa"],
    ["Tilanteen mukaan avat-", "tiin uusi palvelu ja kaup-", "pa sekä kirjas-", "to"],
    ["Kaupungin kirjasto on avattu ja kauppa"],
]


def test_the_typesetters_hyphens_go_where_a_document_is_hyphenated() -> None:
    assert mended(["Uusi kirjas-", "to avattiin"], HYPHENATED) == "Uusi kirjasto avattiin"


@pytest.mark.parametrize("word", ["linja-|auto", "ilta-|aurinko", "EU-|hanke", "VM-|rahoitus", "A4-|koko"])
def test_an_authors_hyphen_stays_even_where_the_document_is_hyphenated(word: str) -> None:
    first, second = word.split("|")

    assert mended([f"Uusi {first}", f"{second} nyt"], HYPHENATED) == f"Uusi {first}{second} nyt"


def test_a_list_item_and_a_sentence_after_a_half_empty_line_begin_a_new_line() -> None:
    assert mended(["• Kuvataan", "• Luodaan malli"]) == "• Kuvataan\n• Luodaan malli"
    assert mended(["Ei aloitettu.", "Budjetti 2025."], width=60) == "Ei aloitettu.\nBudjetti 2025."


def test_no_letter_is_lost_without_a_known_width() -> None:
    lines = cell(["Selvityk-", "sessä kaikki", "vaihtoehdot"])

    assert unwrap(lines, None, learn([lines])) == "Selvityk-sessä kaikki vaihtoehdot"


def test_an_empty_cell_has_no_text() -> None:
    assert unwrap([], COLUMN, learn([])) == ""
