"""Tab-separated tables of any city: headers, marks, headings, places."""

import json

import pytest

from seuranta.config import parse_programme
from seuranta.ingest import DocumentReading, read_document
from seuranta.ingest.frames import actions_table, documents_table
from seuranta.model import Kind
from tests.documents import KUVALA, PROGRAMME_TOML, tabbed


def read(document: str, **options: str) -> DocumentReading:
    return read_document("tilanne.txt", tabbed(document), **options)


def test_any_window_of_years_is_read_from_the_header() -> None:
    reading = read("""
        Åtgärd | 2031 | 2032 | Läget 03/2032
        Digital bibliotekskö | | x | Pågår.
    """)

    assert [action.planned_years for action in reading.actions] == [(2032,)]
    assert (reading.language, reading.period) == ("sv", "2032-03")
    assert reading.actions[0].kind is Kind.MEASURE


@pytest.mark.parametrize("mark", ["x", "X", "×", "✓", "●", "kyllä", "ja", "Yes"])
def test_people_mark_years_in_many_ways(mark: str) -> None:
    reading = read(f"Measure | 2024 | Status\nHarbour map | {mark} | Done.")

    assert reading.actions[0].planned_years == (2024,)


def test_a_mark_that_nobody_knows_is_a_warning_with_its_place() -> None:
    reading = read("Measure | 2024 | Status\nHarbour map | kenties | Done.")

    assert reading.actions[0].planned_years == ()
    assert [(w.code, w.place) for w in reading.warnings] == [("unknown_mark", "line 2, table 1, row 1")]


def test_a_table_without_a_known_status_column_is_read_as_a_plan_with_a_warning() -> None:
    reading = read("Toimenpide | 2024 | Kuulumiset\nKirjastokortti | x | Valmis.")

    assert reading.kind == "roadmap"
    assert reading.actions[0].status_text is None
    assert [(w.code, w.place) for w in reading.warnings] == [("no_status_column", "line 1, table 1")]
    assert "Kuulumiset" in reading.warnings[0].message


def test_words_above_every_table_are_theme_headings_and_a_table_without_one_goes_on_with_the_theme() -> None:
    reading = read("""
        Kuvalan digiohjelma

        Asuminen
        Käyttötapaus | 2024 | Tilanne 09/2024
        Lupien haku | x | Valmis.

        Käyttötapaus | 2024 | Tilanne 09/2024
        Vuokralaisten palvelu | x | Valmis.

        Liikkuminen
        Käyttötapaus | 2024 | Tilanne 09/2024
        Pyöräparkit | x | Valmis.
    """)

    assert [action.heading for action in reading.actions] == ["Asuminen", "Asuminen", "Liikkuminen"]


def test_words_above_the_first_table_alone_are_the_preface() -> None:
    reading = read("""
        Ohjelmassa on kaksi teemaa
        Käyttötapaus | 2024 | Tilanne 09/2024
        Lupien haku | x | Valmis.

        Käyttötapaus | 2024 | Tilanne 09/2024
        Pyöräparkit | x | Valmis.
    """)

    assert [action.heading for action in reading.actions] == [None, None]


def test_a_heading_that_says_theme_counts_even_alone() -> None:
    reading = read("Teema 1: Asuminen\nKäyttötapaus | 2024 | Tilanne 09/2024\nLupien haku | x | Valmis.")

    assert reading.actions[0].heading == "Teema 1: Asuminen"


def test_brackets_name_a_tag_only_when_they_name_a_programme() -> None:
    reading = read("""
        Käyttötapaus | 2024 | Tilanne
        Hiilinielut kartalle (ilmasto-ohjelma ja luonnonsuojelusuunnitelma) | x | Valmis.
        Etävastaanotot (kotihoito, lääkäri) | x | Valmis.
    """)

    assert [a.tags for a in reading.actions] == [("ilmasto-ohjelma", "luonnonsuojelusuunnitelma"), ()]


def test_columns_that_nobody_knows_are_kept_under_their_own_titles() -> None:
    reading = read("Toimenpide | 2024 | Vastuuhenkilö | Tila\nKirjastokortti | x | Sivistystoimi | Valmis.")

    assert reading.actions[0].extra == {"Vastuuhenkilö": "Sivistystoimi"}
    assert reading.actions[0].status_text == "Valmis."


def test_every_action_keeps_its_line_table_and_row() -> None:
    reading = read("""
        Käyttötapaus | 2024 | Tilanne
        Lupien haku | x | Valmis.

        Käyttötapaus | 2024 | Tilanne
        Pyöräparkit | x | Valmis.
        Bussikortti | x | Valmis.
    """)

    places = [(a.place.line, a.place.table, a.place.row) for a in reading.actions]
    assert places == [(2, 1, 1), (5, 2, 1), (6, 2, 2)]


def test_markup_in_a_cell_is_taken_off_but_words_that_look_like_it_stay() -> None:
    reading = read("""
        Käyttötapaus | 2024 | Tilanne
        Lupien haku | x | <p>Haettu tukea.</p> <p>Työ jatkuu.</p>
        <script>alert(1)</script> | x | 5 < 7 & valmis
    """)

    assert [a.status_text for a in reading.actions] == ["Haettu tukea.\nTyö jatkuu.", "5 < 7 & valmis"]
    assert reading.actions[1].name == "<script>alert(1)</script>"


def test_ids_survive_reshuffled_rows_and_markers_but_tell_same_names_apart() -> None:
    programme = parse_programme("kuvala", PROGRAMME_TOML, where="programme.toml")
    first = read("Käyttötapaus | 2024 | Tilanne\nA-palvelu* | x | Valmis.\nB-palvelu | x | Valmis.")
    second = read(
        "Käyttötapaus | 2024 | Tilanne\nB-palvelu | x | Valmis.\nA-palvelu | x | Valmis.\nB-palvelu | | -"
    )

    before = actions_table([first], programme)["action_id"].tolist()
    after = actions_table([second], programme)["action_id"].tolist()

    assert after == [before[1], before[0], f"{before[1]}-2"]


def test_themes_are_claimed_by_table_and_an_unclaimed_heading_is_a_theme_of_its_own() -> None:
    programme = parse_programme("kuvala", PROGRAMME_TOML, where="programme.toml")
    reading = read("""
        Asuminen
        Käyttötapaus | 2024 | Tilanne
        Lupien haku | x | Valmis.

        Hyvä liikkuminen
        Käyttötapaus | 2024 | Tilanne
        Pyöräparkit | x | Valmis.
    """)

    assert actions_table([reading], programme)["theme_id"].tolist() == ["services", "hyva-liikkuminen"]


def test_json_of_a_document_holds_what_the_contract_names() -> None:
    document = json.loads(json.dumps(read_document("tilanne.txt", KUVALA).to_json()))

    assert set(document) == {
        "file", "sha256", "format", "kind", "language", "period", "outcome", "error", "warnings", "actions",
    }  # fmt: skip
    assert document["actions"][0] == {
        "theme": None,
        "number": None,
        "name": "Sähköinen vene- ja satamapaikkojen varaus",
        "planned_years": [2021, 2022],
        "status_text": "Otettu käyttöön 2022.",
        "markers": [],
        "tags": [],
        "extra": {},
        "hidden": False,
        "kind": "use_case",
        "source": {"line": 2, "table": 1, "row": 1, "address": None},
    }


def test_documents_table_tells_read_from_refused() -> None:
    readings = [read_document("tilanne.txt", KUVALA), read_document("rikki.txt", b"")]

    table = documents_table(readings)

    assert table["outcome"].tolist() == ["read", "refused"]
    assert table["action_count"].tolist() == [4, 0]
