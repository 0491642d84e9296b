"""The builders of made documents keep what they are given, or the tests that rest on them show nothing."""

import time

import pytest

from tests.making import MAKERS, Document, Table, source_document

KUVALA = Table(
    ["Teema", "Toimenpide", "2024"],
    [
        ["Palvelut", "Ajanvaraus", "x"],
        ["", "Venepaikat", ""],
        ["", "Kartat", "x"],
        ["Data", "Avoin data", ""],
    ],
    heading="Sujuva arki",
    fills={(2, 2): "1F7A4D"},
    merges=((1, 0, 3, 0),),
    note="* Rahoitus haetaan.",
)


def test_a_table_in_pieces_keeps_its_colours_merges_and_note() -> None:
    first, second = KUVALA.pieces(2)

    assert [piece.lines[0] for piece in (first, second)] == [KUVALA.header] * 2
    assert (first.merges, second.merges) == (((1, 0, 2, 0),), ((1, 0, 1, 0),))
    assert (first.fill(1, 2), second.fill(1, 2)) == (None, "1F7A4D")
    assert (first.note, second.note) == (None, "* Rahoitus haetaan.")


@pytest.mark.parametrize("suffix", ["pptx", "docx", "xlsx"])
def test_an_office_document_is_the_same_bytes_whenever_it_is_made(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Conversions are kept by the hash of what they are made of."""
    document = Document("Kuvala", [KUVALA])
    now = MAKERS[suffix](document)
    moment = time.localtime(time.time() + 86_400)
    monkeypatch.setattr(time, "localtime", lambda *_: moment)

    assert MAKERS[suffix](document) == now


def test_the_source_document_holds_the_tables_of_the_follow_up() -> None:
    tables = source_document().tables

    assert [len(table.rows) for table in tables] == [9, 6, 9, 12, 12, 7, 8, 4]
    assert {len(line) for table in tables for line in table.lines} == {6, 4}
    assert not any("<" in cell for table in tables for line in table.lines for cell in line)
