"""CSV as spreadsheet programs save it and as people write it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.text import delimited
from seuranta.ingest.formats.text.delimited import looks_delimited, read
from seuranta.ingest.formats.words import clean
from seuranta.ingest.grid import RawDocument
from tests.documents import FOLLOW_UP, ROADMAP
from tests.making import make_csv, source_document

FOLLOW_UP_CSV = "Toimenpide;2024;Tilanne 09/2024\nKirjastokortti;x;Valmis.\nSatamakartta;;\n"


def texts(document: str | bytes, grid: int = 0) -> list[list[str]]:
    content = document.encode() if isinstance(document, str) else document
    return [row.texts() for row in read(content, "k.csv").grids[grid].rows]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_follow_up_of_09_2022_comes_out_cell_for_cell(delimiter: str, encoding: str) -> None:
    document = source_document()

    raw = read(make_csv(document, delimiter=delimiter, encoding=encoding), "tilanne.csv")

    found = [[row.texts() for row in grid.rows] for grid in raw.grids]
    assert [rows[-len(table.lines) :] for rows, table in zip(found, document.tables, strict=True)] == [
        [[clean(cell) for cell in line] + [""] * (len(rows[0]) - len(line)) for line in table.lines]
        for rows, table in zip(found, document.tables, strict=True)
    ]
    assert [warning.code for warning in raw.warnings] == (["encoding"] if encoding == "cp1252" else [])


def test_quotes_hold_delimiters_doubled_quotes_and_line_breaks() -> None:
    document = 'Toimenpide;Tilanne\r\n"Kartta; ""oma""";"Valmis.\r\nKäytössä."\r\nKortti;Kesken.\r\n'

    assert texts(document) == [
        ["Toimenpide", "Tilanne"],
        ['Kartta; "oma"', "Valmis.\nKäytössä."],
        ["Kortti", "Kesken."],
    ]
    assert [row.line for row in read(document.encode(), "k.csv").grids[0].rows] == [1, 2, 4]


def test_quotes_inside_a_field_are_words_like_any_other() -> None:
    document = 'Measure;Status\n"Smart" city;Done.\n5" screens;Begun.\n'

    assert texts(document)[1:] == [['"Smart" city', "Done."], ['5" screens', "Begun."]]


@pytest.mark.parametrize(
    "document",
    [
        'Measure;Status\nHarbour map;Done.\n"Library card;Begun.\nParks;Done.\n',
        'Measure;Status\nHarbour map;Done.\n"Library card;Begun.\nParks;"Done."\n',
        'Measure;Status\nHarbour map;Done.\n"Library card;Begun.\n',
    ],
)
def test_a_quote_that_nothing_closes_is_a_refusal_with_its_line(document: str) -> None:
    with pytest.raises(DocumentRefusedError, match="closing quote") as refused:
        read(document.encode(), "m.csv")

    assert (refused.value.reason_code, refused.value.where) == ("broken", "m.csv, line 3")


@pytest.mark.parametrize(
    ("document", "row"),
    [
        (
            "Measure;Cost;Status\nHarbour map, harbour app;1,5;Done, in use.\n",
            ["Harbour map, harbour app", "1,5", "Done, in use."],
        ),
        (
            "Measure,2024,Status\nHarbour map; port app,x,Done; in use.\n",
            ["Harbour map; port app", "x", "Done; in use."],
        ),
        ("Measure|Status\nHarbour map, app; both|Done.\n", ["Harbour map, app; both", "Done."]),
        ("sep=|\nMeasure;a|Status;b|2024;c\nHarbour;map|Done;|x;\n", ["Harbour;map", "Done;", "x;"]),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_table(document: str, row: list[str]) -> None:
    assert texts(document)[1] == row


def test_the_line_that_names_the_separator_is_none_of_the_table_but_counts_as_a_line() -> None:
    [grid] = read(f"sep=;\r\n{FOLLOW_UP_CSV}".encode(), "k.csv").grids

    assert (grid.rows[0].texts()[0], grid.rows[0].line, grid.is_delimited) == ("Toimenpide", 2, True)


def test_rows_keep_their_own_number_of_fields_so_that_a_lost_one_is_found() -> None:
    document = FOLLOW_UP_CSV + "Venepaikat;Kesken.\nVene;paikat;x;Kesken.\n"

    assert [len(row) for row in texts(document)] == [3, 3, 3, 2, 4]


def test_delimiters_at_the_end_of_every_row_are_no_fields() -> None:
    assert texts("Measure;Status;;\nHarbour map;Done.;;\n") == [
        ["Measure", "Status"],
        ["Harbour map", "Done."],
    ]


def test_tables_part_at_a_blank_line_and_titles_stand_above_them() -> None:
    document = (
        "Kuvala;;\n;;\nTeema 1;;\nToimenpide;2024;Tilanne\nKartta;x;Valmis.\n;;\n"
        "Teema 2;;\nToimenpide;Tilanne\nKortti;Kesken.\n"
    )

    first, second = read(document.encode(), "k.csv").grids

    assert (first.text_above, second.text_above) == (("Kuvala", "Teema 1"), ("Teema 2",))
    assert [row.line for row in second.rows] == [8, 9]
    assert first.rows[-1].texts() == ["Kartta", "x", "Valmis."]


def test_a_blank_line_inside_a_table_stays_and_parts_the_note_below() -> None:
    document = "Measure;Status\nHarbour map;Done.\n\nLibrary card;Begun.\n\n\n* funded by the state\n"

    assert [row[0] for row in texts(document)] == [
        "Measure", "Harbour map", "", "Library card", "", "* funded by the state"
    ]  # fmt: skip


def test_a_text_of_a_single_column_has_no_table() -> None:
    assert read(b"Kartta\nKortti\n", "k.csv").grids == ()


@pytest.mark.parametrize(
    ("text", "is_delimited"),
    [
        (FOLLOW_UP_CSV, True),
        ('Measure,Status\n"Harbour map","Done, in use.\nSince May."\n', True),
        ("Kohde;Vuosi;Vaihe\nKartta;2024;valmis\n", True),
        ("sep=;\nKohde;Vaihe\n", True),
        ('Measure\tStatus\nHarbour map\t"Done."\n', True),
        ("Measure\tStatus\nHarbour map\tDone.\n", False),
        ("Kartta on valmis, mutta kortti ei.\nKortti tulee myöhemmin, ehkä keväällä.\n", False),
        ("Millbrook\n\nThe map is done; the card is not.\n", False),
        ("", False),
    ],
)
def test_a_text_looks_delimited_by_its_header_or_by_its_even_records(text: str, is_delimited: bool) -> None:
    assert looks_delimited(text) is is_delimited


@pytest.mark.parametrize("path", [FOLLOW_UP, ROADMAP])
def test_the_documents_of_porvoo_do_not_look_delimited(path: object) -> None:
    assert not looks_delimited(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", [b"Toimenpide;\x00Tilanne\nKartta;Valmis.\n", b"\xff\xfe\x00"])
def test_bytes_that_are_no_text_are_a_refusal(content: bytes) -> None:
    with pytest.raises(DocumentRefusedError) as refused:
        read(content, "k.csv")

    assert refused.value.reason_code == "not_text"


def test_more_cells_than_anybody_wrote_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_CELLS", 1000)

    with pytest.raises(DocumentRefusedError) as refused:
        read(f"{FOLLOW_UP_CSV}{';' * 1000}\n".encode(), "k.csv")

    assert refused.value.reason_code == "too_large"


@settings(max_examples=200, deadline=None)
@given(st.text('ab";,\t|\n\r =', max_size=60) | st.binary(max_size=60))
def test_any_content_ends_in_tables_or_a_refusal(content: str | bytes) -> None:
    try:
        assert isinstance(
            read(content.encode() if isinstance(content, str) else content, "k.csv"), RawDocument
        )
    except DocumentRefusedError as error:
        assert error.reason_code in {"broken", "not_text", "unsupported_format"}


CELL = st.text('aå1x;,|\t" \n', max_size=8).filter(lambda text: clean(text) == text)
FILLED = CELL.filter(bool)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(CELL.filter(bool), CELL, CELL.filter(bool)), min_size=1, max_size=6),
    st.sampled_from(";,\t|"),
)
def test_what_is_written_with_quotes_is_read_as_it_was(rows: list[tuple[str, ...]], delimiter: str) -> None:
    table = [("Toimenpide", "2024", "Tilanne"), *rows]
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]

    assert texts("\n".join(quoted)) == [list(row) for row in table]
