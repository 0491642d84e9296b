"""A broken document for every refusal: where, what was expected, what was found, what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.ingest import read_document, read_documents
from tests.documents import FOLLOW_UP, KUVALA, ROADMAP, tabbed

HEADER = "Käyttötapaus | 2024 | Tilanne 09/2024"
BROKEN = {
    "empty": (b"", "found an empty file"),
    "blank": (b" \n\n", "found an empty file"),
    "lost tab": (
        tabbed(f"{HEADER}\nVerkkokauppa | Valmis."),
        "line 2: expected 3 cells (Käyttötapaus, 2024, Tilanne 09/2024), found 2 in 'Verkkokauppa'",
    ),
    "extra tab": (tabbed(f"{HEADER}\nVerkkokauppa | x | Valmis. | 2023"), "line 2: expected 3 cells"),
    "line break in a row": (
        tabbed(f"{HEADER}\nVerkkokauppa | x | Valmis\nja käytössä"),
        "line 3: expected 3 cells",
    ),
    "note between rows": (
        tabbed(f"{HEADER}\nVerkkokauppa* | x | Valmis.\n* Osana hanketta\nKartta | x | Valmis."),
        "line 3: expected 3 cells",
    ),
    "two periods": (
        tabbed(f"{HEADER}\nKauppa | x | Valmis.\n\nKäyttötapaus | 2024 | Tilanne 03/2024\nKartta | x | -"),
        "found 2024-09 (line 1, table 1) and 2024-03 (line 4, table 2)",
    ),
    "unknown size class": (
        b"Nr Toimenpide Ongelma\n\n1 Varaus Miten?\n\nNr Taso Vaikuttavuus\n\n1 perusta Suuri\n",
        "line 7: expected one of L, M, S, XL, XS for Vaikuttavuus in row 1, found 'perusta Suuri'",
    ),
    "row too long to cut": (
        (
            "Nr Toimenpide Ongelma\n\n1 Varaus Miten?\n\nNr Tavoite Taso Peruste Hyöty\n\n1" + " sana" * 60
        ).encode(),
        "line 7: expected at most 20000 ways to cut row 1 into its columns, found 32509",
    ),
    "unknown header": (
        tabbed("Asia | Vaihe\nVerkkokauppa | Valmis."),
        "line 1: expected a header row with a name column",
    ),
    "no table": (b"Verkkokauppa on valmis.", "expected a table of actions, found none"),
    "header alone": (tabbed(HEADER), "expected a table of actions, found a header without rows"),
    "bytes": (bytes(range(256)), "found bytes that are no text"),
    "period": (
        tabbed("Käyttötapaus | 2024 | Tilanne 03/2024\nA | x | Valmis."),
        "expected a document of 2024-09, found that it speaks of 2024-03",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_is_refused_with_place_reason_and_remedy(name: str) -> None:
    content, expected = BROKEN[name]

    reading = read_document("tilanne.txt", content, period="2024-09")

    assert reading.outcome == "refused"
    assert reading.actions == ()
    assert reading.error is not None
    assert reading.error.message.startswith("tilanne.txt")
    assert expected in reading.error.message
    assert reading.error.hint


def test_one_refused_document_never_hides_the_others() -> None:
    readings = read_documents([("rikki.txt", b""), ("tilanne.txt", KUVALA)])

    assert [reading.outcome for reading in readings] == ["refused", "read"]


def test_windows_1252_is_read_with_a_warning() -> None:
    reading = read_document("tilanne.txt", KUVALA.decode().encode("cp1252"))

    assert reading.actions[0].name == "Sähköinen vene- ja satamapaikkojen varaus"
    assert [warning.code for warning in reading.warnings] == ["encoding"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_words(encoding: str) -> None:
    reading = read_document("tilanne.txt", KUVALA.decode().encode(encoding))

    assert [action.name for action in reading.actions] == [
        action.name for action in read_document("tilanne.txt", KUVALA).actions
    ]


def test_windows_line_ends_change_nothing() -> None:
    with_cr = read_document("tilanne.txt", FOLLOW_UP.read_bytes().replace(b"\n", b"\r\n"))

    assert with_cr.actions == read_document("tilanne.txt", FOLLOW_UP.read_bytes()).actions


def test_bullets_of_a_private_font_become_bullets() -> None:
    reading = read_document("tilanne.txt", tabbed(f"{HEADER}\nVerkkokauppa | x | \uf0b7 Valmis."))

    assert reading.actions[0].status_text == "• Valmis."


def test_characters_that_nobody_sees_are_replaced_and_warned_of() -> None:
    reading = read_document("tilanne.txt", tabbed(f"{HEADER}\nVerkko\u202ekauppa\x07 | x | Valmis."))

    assert reading.actions[0].name == "Verkko\ufffdkauppa\ufffd"
    assert [(w.code, w.place) for w in reading.warnings] == [("control_character", "line 2")]


@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused_but_never_crash(content: bytes) -> None:
    assert read_document("satunnainen.txt", content).outcome in ("read", "refused")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([FOLLOW_UP, ROADMAP]), st.integers(min_value=0, max_value=14_000))
def test_a_document_cut_anywhere_is_read_or_refused_but_never_crashes(document: object, length: int) -> None:
    content = document.read_bytes()[:length]  # type: ignore[attr-defined]

    assert read_document("katkennut.txt", content).outcome in ("read", "refused")
