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


STORY = "Kortti on otettu käyttöön kaikissa kirjastoissa syksyllä."


@pytest.mark.parametrize(
    "document",
    [
        f"Toimenpide | 2024 | Kuulumiset\nKirjastokortti | x | {STORY}",
        "Toimenpide | 2024 | Kuulumiset 09/2024\nKirjastokortti | x | Valmis.",
        "Toimenpide | 2024 | Kuulumiset\nKortti | x | Valmis.\n\nToimenpide | Tilanne\nKartta | Valmis.",
    ],
)
def test_a_table_that_seems_to_have_an_unknown_status_column_is_read_as_a_plan_with_a_warning(
    document: str,
) -> None:
    reading = read(document)

    assert reading.actions[0].status_text is None
    assert [(w.code, w.place) for w in reading.warnings] == [("no_status_column", "line 1, table 1")]
    assert "Kuulumiset" in reading.warnings[0].message


def test_a_document_without_any_status_is_read_as_a_roadmap_with_a_warning() -> None:
    reading = read("Toimenpide | 2024 | Vastuu\nKirjastokortti | x | Sivistys")

    assert (reading.kind, [w.code for w in reading.warnings]) == ("roadmap", ["no_status"])


def test_a_table_of_enablers_needs_no_status_beside_a_follow_up() -> None:
    reading = read("Åtgärd | Läget\nKarta | Klar.\n\nMöjliggörare | Mätare\nKompetens | Kurser")

    assert reading.warnings == ()


TWO_STATUSES = "Åtgärd | 2022 | Läget 09/2021 | Läget 03/2022\nBokningar | x | Planeras. | Klar."


@pytest.mark.parametrize(
    ("period", "status", "other"),
    [
        (None, "Klar.", {"Läget 09/2021": "Planeras."}),
        ("2022-03", "Klar.", {"Läget 09/2021": "Planeras."}),
        ("2021-09", "Planeras.", {"Läget 03/2022": "Klar."}),
    ],
)
def test_of_two_status_columns_the_one_of_the_period_holds_else_the_latest(
    period: str | None, status: str, other: dict[str, str]
) -> None:
    reading = read_document("tilanne.txt", tabbed(TWO_STATUSES), period=period)

    assert reading.error is None
    assert (reading.actions[0].status_text, reading.actions[0].extra) == (status, other)
    assert reading.period == (period or "2022-03")
    assert [w.code for w in reading.warnings] == ["several_status_columns"]


def test_a_status_column_may_be_dated_by_its_year_alone() -> None:
    document = tabbed("Åtgärd | Läget 2021 | Läget 2022\nBokningar | Planeras. | Klar.")

    statuses = [
        read_document("tilanne.txt", document, period=period).actions[0].status_text
        for period in (None, "2021-06", "2022-06")
    ]

    assert statuses == ["Klar.", "Planeras.", "Klar."]


def test_of_two_status_columns_without_a_date_the_first_holds() -> None:
    reading = read("Åtgärd | Läget | Uppföljning\nBokningar | Klar. | Gick bra.")

    assert (reading.actions[0].status_text, reading.actions[0].extra) == (
        "Klar.",
        {"Uppföljning": "Gick bra."},
    )


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Kuvalan seuranta 09/2022", "2022-09"),
        ("**Uppföljning, mars 2022**", "2022-03"),
        ("Programmet, beslutat 15.3.2021", None),
        ("Programmet, beslutat den 15 mars 2021", None),
        ("Hyväksytty 15. maaliskuuta 2021", None),
        ("Adopted 2021-03-15", None),
        ("Ohjelma hyväksyttiin maaliskuussa 2021.", None),
        ("Uppföljning Q1/2022", None),
    ],
)
def test_a_title_above_the_tables_states_the_period_but_a_date_or_a_sentence_does_not(
    title: str, period: str | None
) -> None:
    assert read(f"{title}\n\nÅtgärd | Läget\nBokningar | Klar.").period == period


def test_a_quarter_is_no_month() -> None:
    assert read("Åtgärd | Läget Q1/2022\nBokningar | Klar.").period is None


def test_a_row_of_nothing_but_a_theme_heads_the_rows_below_it() -> None:
    reading = read("""
        Åtgärd | 2024 | Läget
        Tema 1: Öppna data | |
        Kartor | x | Klar.
        Temaveckor i biblioteket | |
        **Tema 2: Tjänster** | |
        Bokningar | x | Pågår.

        Åtgärd | 2024 | Läget
        Avgifter | x | Pågår.
    """)

    assert [(a.name, a.heading, a.place.row) for a in reading.actions] == [
        ("Kartor", "Tema 1: Öppna data", 2),
        ("Temaveckor i biblioteket", "Tema 1: Öppna data", 3),
        ("Bokningar", "Tema 2: Tjänster", 5),
        ("Avgifter", "Tema 2: Tjänster", 1),
    ]


@pytest.mark.parametrize("note", ["* ingår i klimatarbetet", "† se bilaga", "1) flyttad", "a) flyttad"])
def test_a_marked_note_directly_below_a_table_is_no_row_and_no_heading(note: str) -> None:
    reading = read(f"Åtgärd | Läget\nKartor | Klar.\n{note}\n\nÅtgärd | Läget\nBokningar | Pågår.")

    assert [(a.name, a.heading) for a in reading.actions] == [("Kartor", None), ("Bokningar", None)]
    assert [(w.code, w.place) for w in reading.warnings] == [("text_below_table", "line 3, table 1, row 2")]
    assert note in reading.warnings[0].message


def test_a_theme_heading_directly_below_a_table_belongs_to_the_next_one() -> None:
    reading = read("Åtgärd | Läget\nKartor | Klar.\nTema 2: Tjänster\nÅtgärd | Läget\nBokningar | Pågår.")

    assert [(a.name, a.heading) for a in reading.actions] == [
        ("Kartor", None),
        ("Bokningar", "Tema 2: Tjänster"),
    ]


def test_every_sign_that_refers_to_a_note_is_a_marker() -> None:
    reading = read("Åtgärd | Läget\nKartor** | Klar.\nBokningar† | Klar.\nAvgifter‡ § | Klar.")

    assert [action.markers for action in reading.actions] == [("**",), ("†",), ("‡", "§")]


@pytest.mark.parametrize("title", ["2021–2023", "2021-23", "åren 2021–2023", "vuodet 2021 – 2023"])
def test_a_mark_below_a_span_of_years_plans_them_all(title: str) -> None:
    reading = read(f"Åtgärd | {title} | Läget\nKartor | x | Klar.\nBokningar | | Pågår.")

    assert [action.planned_years for action in reading.actions] == [(2021, 2022, 2023), ()]


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("2021", (2021,)),
        ("2021-2022", (2021, 2022)),
        ("2021–23", (2021, 2022, 2023)),
        ("2021, 2023", (2021, 2023)),
        ("hösten 2021 – 15.6.2023", (2021, 2022, 2023)),
        ("2021-03", (2021,)),
        ("", ()),
    ],
)
def test_planned_years_are_read_from_words(cell: str, years: tuple[int, ...]) -> None:
    reading = read(f"Åtgärd | Tidtabell | Läget\nKartor | {cell} | Klar.")

    assert (reading.actions[0].planned_years, reading.warnings) == (years, ())


@pytest.mark.parametrize("cell", ["senare", "2023–2021"])
def test_a_plan_without_a_year_is_a_warning_and_its_words_are_kept(cell: str) -> None:
    reading = read(f"Toimenpide | Aikataulu | Tila\nKartat | {cell} | Kesken.")

    assert (reading.actions[0].planned_years, reading.actions[0].extra) == ((), {"Aikataulu": cell})
    assert [(w.code, w.place) for w in reading.warnings] == [("unread_plan", "line 2, table 1, row 1")]


@pytest.mark.parametrize(
    "title", ["\u200bLäget 03/2022", "\ufeffLäget 03/2022", "Lä\u00adget 03/2022", "<b>Läget</b><br>03/2022"]
)
def test_unseen_characters_and_markup_hide_no_column_title(title: str) -> None:
    reading = read(f"Åtgärd | {title}\nKartor | Klar.")

    assert (reading.actions[0].status_text, reading.period) == ("Klar.", "2022-03")


def test_a_vertical_tab_is_the_line_break_that_powerpoint_copied() -> None:
    reading = read("Åtgärd | Läget\nKartor | Klar.\vArbetet fortsätter.")

    assert (reading.actions[0].status_text, reading.warnings) == ("Klar.\nArbetet fortsätter.", ())


def test_a_cell_of_unseen_characters_is_blank() -> None:
    reading = read("Åtgärd | 2024 | 2025 | Läget\nKartor | x\u200b | \u2060 | \u200b")

    assert (reading.actions[0].planned_years, reading.actions[0].status_text) == ((2024,), "")
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("a<b>c</b> d<br>e<p>f</p>", "ac d\ne\nf"),
        ("<p>Fråga <namn> &amp; <script>larm()</script></p>", "Fråga <namn> & <script>larm()</script>"),
        ("A &amp; B", "A &amp; B"),
    ],
)
def test_no_word_disappears_with_the_markup(cell: str, words: str) -> None:
    assert read(f"Åtgärd | Läget\nKartor | {cell}").actions[0].status_text == words


@pytest.mark.parametrize(
    ("brackets", "tags"),
    [
        ("Climate Programme and City Strategy", ("Climate Programme", "City Strategy")),
        ("klimatplanen, trafikstrategin", ("klimatplanen", "trafikstrategin")),
        ("Kuvalan strategia", ("Kuvalan strategia",)),
        ("traffic plan", ()),
        ("the programme", ()),
        ("The programme", ()),
        ("ohjelma", ()),
    ],
)
def test_a_tag_is_a_compound_or_a_name(brackets: str, tags: tuple[str, ...]) -> None:
    assert read(f"Measure | Status\nHarbour map ({brackets}) | Done.").actions[0].tags == tags


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
