"""Tables of invented cities that look like others: legends, outlines, page numbers, merged titles."""

import pytest

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.grid import Grid
from seuranta.ingest.headers import read_title
from seuranta.ingest.reading import Action
from seuranta.ingest.years import planned_years
from tests.unit.ingest.grids import actions_of, grid


def names(actions: list[Action]) -> list[str]:
    return [action.name for action in actions]


def test_a_legend_above_the_table_does_not_turn_it_around() -> None:
    actions, _ = actions_of(
        grid(
            """
            Kuvalan kunta |              |
            Tila          | Selite       |
            1             | Ei aloitettu |
            2             | Käynnissä    |
            Toimenpide    | Tila         | Huom
            Avoin data    | 2            |
            Chat          | 1            |
            """
        )
    )
    assert [(action.name, action.status_text) for action in actions] == [("Avoin data", "2"), ("Chat", "1")]


def test_a_row_into_which_a_title_is_merged_belongs_to_the_header() -> None:
    actions, _ = actions_of(
        grid(
            """
            Toimenpide | Aikataulu | <     | Tilanne | <
            ^          | Alku      | Loppu | Kuvaus  | Väri
            Ajanvaraus | 2023      | 2024  | Kesken  | vihreä
            """
        )
    )
    assert names(actions) == ["Ajanvaraus"]


@pytest.mark.parametrize(
    ("first", "inside", "second", "last"),
    [("1", "1.1", "2", "2.1"), ("A", "A1", "B", "B1"), ("I", "1", "II", "2"), ("1.", "1.1.", "2.", "2.1.")],
)
def test_a_bare_row_heads_those_whose_numbers_go_on_from_its_own(
    first: str, inside: str, second: str, last: str
) -> None:
    actions, _ = actions_of(
        grid(
            f"""
            Nro      | Toimenpide | Tilanne
            {first}  | PALVELUT   |
            {inside} | Ajanvaraus | Kesken
            {second} | TALOUS     |
            {last}   | Laskut     | Valmis
            """
        )
    )
    assert [(action.heading, action.name) for action in actions] == [
        (f"{first} PALVELUT", "Ajanvaraus"),
        (f"{second} TALOUS", "Laskut"),
    ]


def test_a_row_with_a_status_is_an_action_though_others_are_its_parts() -> None:
    actions, _ = actions_of(
        grid(
            """
            Nro | Toimenpide | Tilanne
            1   | Palvelut   | Kesken
            1.1 | Ajanvaraus | Valmis
            10  | Talous     |
            11  | Laskut     | Valmis
            """
        )
    )
    assert names(actions) == ["Palvelut", "Ajanvaraus", "Talous", "Laskut"]


def test_a_page_number_in_a_table_is_no_action() -> None:
    actions, warnings = actions_of(
        grid(
            """
            Toimenpide | Tila
            Avoin data | Kesken
            Sivu 1/2   |
            Toimenpide | Tila
            Chat       | Valmis
            """
        )
    )
    assert names(actions) == ["Avoin data", "Chat"]
    assert [warning.code for warning in warnings] == ["text_below_table"]


def test_blank_rows_between_all_rows_part_no_notes_from_them() -> None:
    actions, warnings = actions_of(
        grid(
            """
            Toimenpide              | Tila
            Avoin data              | Kesken
                                    |
            Chat                    | Valmis
                                    |
            Kartat                  |
                                    |
            * siirretty vuodelle 2026 |
            """
        )
    )
    assert names(actions) == ["Avoin data", "Chat", "Kartat"]
    assert "siirretty" in warnings[0].message


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2024 till 2026", (2024, 2025, 2026)),
        ("2024→2026", (2024, 2025, 2026)),
        ("2024…2026", (2024, 2025, 2026)),
        ("syksy 2024 - kevät 2026", (2024, 2025, 2026)),
        ("Q4 2024–Q2 2026", (2024, 2025, 2026)),
        ("tammikuusta 2024 – joulukuuhun 2026", (2024, 2025, 2026)),
        ("2024-01-15 - 2026-02-01", (2024, 2025, 2026)),
        ("2024 - laajennus 2026", (2024, 2026)),
        ("2024 - noin 30 %", (2024,)),
        ("2024→", (2024,)),
        ("2024 ja 2026", (2024, 2026)),
    ],
)
def test_a_span_names_every_year_in_it_however_its_ends_are_joined(
    words: str, years: tuple[int, ...]
) -> None:
    assert planned_years(words) == years


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Toimenpide / Åtgärd", "name"),
        ("Tila/Status", "status"),
        ("Aikataulu Tidtabell", "plan"),
        ("Tilanne / Läget 12/2024", "status"),
        ("Tilanne – Kuvaus", "status"),
        ("'24", "year"),
        ("Hanke / Tila", "extra"),
        ("Aikataulu ja tila", "extra"),
        ("Tila: kesken", "extra"),
    ],
)
def test_a_title_in_two_languages_means_what_both_say(title: str, role: str) -> None:
    assert read_title(title).role == role


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2024-01-15", "2026-06-30", (2024, 2025, 2026)),
        ("2025", "", (2025,)),
        ("", "31.12.2026", (2026,)),
        ("2026", "2024", ()),
    ],
)
def test_a_plan_goes_from_the_column_of_its_start_to_that_of_its_end(
    start: str, end: str, years: tuple[int, ...]
) -> None:
    actions, _ = actions_of(grid(f"Projekti | Alkaa | Päättyy | Tila\nAvoin data | {start} | {end} | Kesken"))
    assert actions[0].planned_years == years


def test_the_cells_below_a_title_that_spans_them_keep_its_meaning() -> None:
    actions, _ = actions_of(
        grid(
            """
            Toimenpide | Aikataulu | <     | Tilanne | <
            ^          | Alku      | Loppu | Kuvaus  | Väri
            Ajanvaraus | 2023      | 2024  | Kesken  | vihreä
            """
        )
    )
    assert (actions[0].planned_years, actions[0].status_text) == ((2023, 2024), "Kesken")
    assert actions[0].extra["Tilanne – Väri"] == "vihreä"


def test_year_columns_that_tell_what_was_done_are_the_status_and_no_plan() -> None:
    drawn = """
        Toimenpide | 2023         | 2024
        Avoin data | Kesken       | Valmis
        Chat       | Ei aloitettu | Kesken
        """
    latest, warnings = actions_of(grid(drawn))
    asked, _ = actions_of(grid(drawn), period="2023-12")
    assert [(action.status_text, action.planned_years) for action in latest] == [
        ("Valmis", ()),
        ("Kesken", ()),
    ]
    assert [action.status_text for action in asked] == ["Kesken", "Ei aloitettu"]
    assert latest[0].extra == {"2023": "Kesken"}
    assert warnings[0].code == "told_years"


def test_amounts_in_year_columns_are_kept_and_plan_nothing() -> None:
    actions, _ = actions_of(
        grid("Hanke | 2024 | 2025 | Tila\nAvoin data | 10 000 | 5 000 € | Kesken\nChat | | 20000 | Valmis")
    )
    assert [action.planned_years for action in actions] == [(), ()]
    assert actions[0].extra == {"2024": "10 000", "2025": "5 000 €"}


@pytest.mark.parametrize("mark", ["✔️", "1", "Q2–Q3", "syksy", "maalis–kesäkuu", "May"])
def test_a_part_of_the_year_marks_it_as_planned(mark: str) -> None:
    actions, warnings = actions_of(grid(f"Hanke | 2024 | 2025 | Tila\nAvoin data | {mark} | | Kesken"))
    assert actions[0].planned_years == (2024,)
    assert not warnings


def test_a_priority_that_is_high_or_low_is_no_theme() -> None:
    actions, _ = actions_of(
        grid(
            """
            Bucket name | Task name | Priority | Progress
            Kulttuuri   | Robotti   | Medium   | In progress
            Liikunta    | Jäähalli  | High     | Completed
            """
        )
    )
    assert [(action.heading, action.extra["Priority"]) for action in actions] == [
        ("Kulttuuri", "Medium"),
        ("Liikunta", "High"),
    ]


def test_a_name_written_once_above_its_parts_is_their_theme() -> None:
    actions, _ = actions_of(
        grid(
            """
            Toimenpide | Osatehtävä  | Tila
            Kirjasto   | Robotti     | Valmis
                       | Itsepalvelu | Kesken
            Uimahalli  | Remontti    | Kesken
            """
        )
    )
    assert [(action.heading, action.name, action.status_text) for action in actions] == [
        ("Kirjasto", "Robotti", "Valmis"),
        ("Kirjasto", "Itsepalvelu", "Kesken"),
        ("Uimahalli", "Remontti", "Kesken"),
    ]


def test_no_action_is_taken_as_the_header_below_one_that_is_half_known() -> None:
    with pytest.raises(DocumentRefusedError, match="Aihe"):
        actions_of(
            grid(
                """
                Laji | Aihe       | Status
                Task | Avoin data | In progress
                Task | Chat       | Done
                """
            )
        )


def test_actions_that_a_summary_repeats_are_told() -> None:
    actions, warnings = actions_of(
        grid("Toimenpide | Tila\nPyörätiet | Kesken\nPuut | Valmis", sheet="Yhteenveto"),
        grid("Toimenpide | Tila\nPyörätiet | Kesken, 2 km", sheet="Liikenne"),
    )
    assert len(actions) == 3
    assert [(warning.code, warning.place) for warning in warnings] == [
        ("told_twice", "sheet Liikenne, table 2, row 1")
    ]


def test_a_row_of_a_name_alone_above_others_is_told() -> None:
    actions, warnings = actions_of(
        grid("Toimenpide | Aikataulu | Tila\nSujuva arki | |\nAjanvaraus | 2024 | Valmis\nChat | |")
    )
    assert names(actions) == ["Sujuva arki", "Ajanvaraus", "Chat"]
    assert [warning.code for warning in warnings] == ["bare_rows"]
    assert "'Sujuva arki'" in warnings[0].message
    assert "'Chat'" not in warnings[0].message


def test_traffic_lights_without_words_are_told() -> None:
    actions, warnings = actions_of(
        grid("Toimenpide | Tila\nAvoin data | {00B050}\nChat | {FF0000}\nKartat | Valmis")
    )
    assert [action.status_text for action in actions] == ["", "", "Valmis"]
    assert [warning.code for warning in warnings] == ["coloured_statuses"]


def test_cards_that_name_their_own_fields_are_no_header_and_its_rows() -> None:
    with pytest.raises(DocumentRefusedError, match="name column"):
        actions_of(grid("Toimenpide: Avoin data | Tila: kesken\nToimenpide: Chat | Tila: valmis"))


@pytest.mark.parametrize("total", ["Yhteensä 2 hanketta", "Summa: 2", "Totalt"])
def test_a_count_of_the_rows_above_is_no_action(total: str) -> None:
    actions, warnings = actions_of(grid(f"Hanke | Tila\nAvoin data | Kesken\nChat | Valmis\n{total} |"))
    assert names(actions) == ["Avoin data", "Chat"]
    assert [warning.code for warning in warnings] == ["total_row"]


def test_titles_that_come_again_to_the_right_head_a_table_of_their_own() -> None:
    actions, warnings = actions_of(
        grid(
            """
            Toimenpide | Tila   | Toimenpide | Tila
            Avoin data | Kesken | Chat       | Valmis
            Kartat     | Valmis |            |
            """
        )
    )
    assert [(action.name, action.status_text) for action in actions] == [
        ("Avoin data", "Kesken"),
        ("Kartat", "Valmis"),
        ("Chat", "Valmis"),
    ]
    assert not warnings


def test_a_row_in_bold_is_a_theme_among_rows_that_are_not() -> None:
    actions, warnings = actions_of(
        grid(
            """
            Toimenpide    | Vastuu | Tila
            !Sujuva arki  |        |
            Ajanvaraus    | Sote   | Valmis
            !Vahva talous |        |
            Laskut        | Talous | Pilotti
            Hankinnat     |        |
            """
        )
    )
    assert [(action.heading, action.name) for action in actions] == [
        ("Sujuva arki", "Ajanvaraus"),
        ("Vahva talous", "Laskut"),
        ("Vahva talous", "Hankinnat"),
    ]
    assert warnings == []


def test_a_row_in_bold_is_an_action_where_all_names_are_bold() -> None:
    actions, _ = actions_of(grid("Toimenpide | Vastuu | Tila\n!Chat | |\n!Ajanvaraus | Sote | Valmis"))
    assert names(actions) == ["Chat", "Ajanvaraus"]


def test_lines_that_differ_by_a_year_above_each_header_are_no_actions() -> None:
    actions, _ = actions_of(
        grid(
            """
            Toimenpiteet 2023 |           |
            Toimenpide        | Vastuu    | Tila
            Katuvalot         | Tekninen  | Valmis
            Toimenpiteet 2024 |           |
            Toimenpide        | Vastuu    | Tila
            Uimahalli         | Liikunta  | Kesken
            """
        )
    )
    assert names(actions) == ["Katuvalot", "Uimahalli"]


def goals(actions: list[Action]) -> list[list[str]]:
    return [[action.extra[title] for title in ("Päämäärä", "Tavoite")] for action in actions]


def test_goals_written_once_hold_for_the_actions_below_them() -> None:
    actions, _ = actions_of(
        grid(
            """
            Päämäärä    | Tavoite   | Toimenpide     | Vastuu | Tila
            Elinvoima   | Yritykset | Yritysneuvonta | A      | Kesken
                        |           | Tontit         | B      | Valmis
                        | Matkailu  | Reitit         | C      |
            Hyvinvointi | Liikunta  | Hallit         | D      | Kesken
            """
        )
    )
    assert goals(actions) == [
        ["Elinvoima", "Yritykset"],
        ["Elinvoima", "Yritykset"],
        ["Elinvoima", "Matkailu"],
        ["Hyvinvointi", "Liikunta"],
    ]


def test_a_goal_that_rows_repeat_is_missing_where_it_is_blank() -> None:
    actions, _ = actions_of(
        grid(
            """
            Tavoite   | Toimenpide | Tila
            Elinvoima | Tontit     | Valmis
            Elinvoima | Reitit     | Kesken
                      | Hallit     | Kesken
            """
        )
    )
    assert [action.roles["goal"] for action in actions] == ["Elinvoima", "Elinvoima", ""]


def test_the_title_of_the_one_column_that_is_ticked_is_the_status() -> None:
    actions, warnings = actions_of(
        grid(
            """
            Toimenpide   | Ei aloitettu | Käynnissä | Valmis | Kommentti
            Sähköposti   |              | x         |        | Testataan
            Intra        |              |           | ✓      |
            Palvelukartta|              |           |        |
            """
        )
    )
    assert [action.status_text for action in actions] == ["Käynnissä", "Valmis", ""]
    assert [action.extra for action in actions] == [
        {"Kommentti": "Testataan"},
        {"Kommentti": ""},
        {"Kommentti": ""},
    ]
    assert warnings == []


def test_columns_of_which_several_are_ticked_in_a_row_are_no_status() -> None:
    actions, _ = actions_of(grid("Toimenpide | Käynnissä | Valmis\nIntra | x | x\nChat | | x"))
    assert [action.status_text for action in actions] == [None, None]


@pytest.mark.parametrize(
    "title",
    [
        "Toteutunut (kyllä/ei)",
        "Toteutettu (kyllä / ei / osittain)",
        "Genomfört (ja/nej)",
        "Done (Y/N, yes/no)",
    ],
)
def test_a_title_that_asks_whether_it_is_done_is_the_status(title: str) -> None:
    assert read_title(title).role == "status"


@pytest.mark.parametrize("title", ["Toteutunut", "Toteutunut (€)", "Vastuu (kyllä/ei)"])
def test_a_title_that_asks_for_no_answer_or_not_for_a_status_is_none(title: str) -> None:
    assert read_title(title).role != "status"


def test_rows_that_begin_with_a_dash_and_say_nothing_else_are_parts_of_the_action_above() -> None:
    actions, warnings = actions_of(
        grid(
            """
            Toimenpide   | Vastuu | Tila
            Uudistetaan  | Sote   | Kesken
            - ajanvaraus |        |
            – chat       |        |
            - kartat     |        | Valmis
            Intra        | IT     | Kesken
            """
        )
    )
    assert names(actions) == ["Uudistetaan\n- ajanvaraus\n– chat", "- kartat", "Intra"]
    assert [warning.code for warning in warnings] == ["row_goes_on", "row_goes_on"]


def test_actions_that_all_begin_with_a_dash_are_actions() -> None:
    actions, _ = actions_of(
        grid("Toimenpide | Vastuu | Tila\n- Chat | A | Valmis\n- Kartat | |\n- Intra | |")
    )
    assert names(actions) == ["- Chat", "- Kartat", "- Intra"]


CARD = "Tavoite | Parempi palvelu\nTilanne | {}\nAikataulu | 2024–2025\nVastuu | IT"


def test_the_title_of_a_slide_names_the_one_action_that_its_table_describes() -> None:
    actions, _ = actions_of(
        grid(CARD.format("Kesken"), slide=1, title="Avoin data"),
        grid("Tilanne | Vastuu\nValmis | IT", slide=2, title="Lomakkeet"),
    )
    assert [(action.name, action.heading, action.status_text) for action in actions] == [
        ("Avoin data", None, "Kesken"),
        ("Lomakkeet", None, "Valmis"),
    ]
    assert actions[0].planned_years == (2024, 2025)


@pytest.mark.parametrize(
    "second",
    [
        grid("Tilanne | Vastuu\nValmis | IT\nKesken | Sote", slide=2, title="Lomakkeet"),
        grid("Tilanne | Vastuu\nValmis | IT", slide=2, title="Avoin data"),
        grid("Tilanne | Vastuu\nValmis | IT", slide=2),
    ],
    ids=["two rows", "the same title", "no title"],
)
def test_titles_of_slides_name_no_actions_where_one_of_them_cannot(second: Grid) -> None:
    with pytest.raises(DocumentRefusedError, match="name column"):
        actions_of(grid(CARD.format("Kesken"), slide=1, title="Avoin data"), second)


def test_the_last_action_above_a_header_that_is_repeated_stays_one() -> None:
    actions, _ = actions_of(
        grid(
            """
            Kuvalan digiohjelma |          |
            Toimenpide          | Vastuu   | Tila
            Katuvalot           | Tekninen | Valmis
            Puistot             |          |
            Toimenpide          | Vastuu   | Tila
            Uimahalli           | Liikunta | Kesken
            """
        )
    )
    assert names(actions) == ["Katuvalot", "Puistot", "Uimahalli"]
