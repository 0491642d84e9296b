"""What is read from a grid of any format: headers, themes, plans, continued tables, notes."""

import pytest

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.grid import CUT
from tests.unit.ingest.grids import actions_of, grid


def test_years_below_a_title_that_spans_them_are_the_years_of_the_columns() -> None:
    actions, _ = actions_of(
        grid("""
            Kuvalan digiohjelma | < | < | < | <
            Nr | Toimenpide | Suunnitellut vuodet | < | Tilanne
            ^ | ^ | 2027 | 2028 | ^
            1 | Satamakartta | x | | Valmis.
            2 | Venepaikat | | x |
        """)
    )

    assert [(a.number, a.name, a.planned_years) for a in actions] == [
        ("1", "Satamakartta", (2027,)),
        ("2", "Venepaikat", (2028,)),
    ]


def test_two_dates_below_one_status_title_are_two_status_columns() -> None:
    actions, warnings = actions_of(
        grid("Toimenpide | Tilanne | <\n^ | 09/2022 | 03/2023\nSatamakartta | Alkoi. | Valmis.")
    )

    assert (actions[0].status_text, actions[0].extra) == ("Valmis.", {"Tilanne 09/2022": "Alkoi."})
    assert [w.code for w in warnings] == ["several_status_columns"]


@pytest.mark.parametrize(
    "title", ["2028", "20 28", "1.1.2028", "2028-01-01", "31.12.2028", "Planerat 2028", "2028 Q3", "v. 2028"]
)
def test_the_year_of_a_column_is_written_in_many_ways(title: str) -> None:
    actions, _ = actions_of(grid(f"Åtgärd | {title} | Läget\nHamnkarta | x | Klar."))

    assert actions[0].planned_years == (2028,)


@pytest.mark.parametrize("title", ["Budget 2028", "2028-03", "Utfall 2028"])
def test_a_year_in_another_title_plans_nothing(title: str) -> None:
    actions, _ = actions_of(grid(f"Åtgärd | {title} | Läget\nHamnkarta | x | Klar."))

    assert actions[0].planned_years == ()


def test_a_theme_column_heads_its_rows_merged_or_filled_once() -> None:
    actions, _ = actions_of(
        grid("""
            Tema | Åtgärd | Läget
            Tjänster | Hamnkarta | Klar.
            ^ | Båtplatser | Pågår.
            Ekonomi | Fakturor | Klar.
            | Budget |
        """)
    )

    assert [a.heading for a in actions] == ["Tjänster", "Tjänster", "Ekonomi", "Ekonomi"]


def test_a_row_as_wide_as_the_table_is_a_theme_and_a_marked_one_at_its_end_a_note() -> None:
    actions, warnings = actions_of(
        grid("""
            Status March 2023 | Owner | Project | 2022
            Services | < | < | <
            Done. | CIO | Harbour map | x
            Economy | < | < | <
            Started. | CFO | Invoices | yes
            * with the region | < | < | <
        """)
    )

    assert [(a.heading, a.name, a.status_text) for a in actions] == [
        ("Services", "Harbour map", "Done."),
        ("Economy", "Invoices", "Started."),
    ]
    assert [w.code for w in warnings] == ["text_below_table"]


def test_a_row_of_one_text_among_numbered_ones_is_a_theme_but_an_unreported_action_is_not() -> None:
    actions, _ = actions_of(
        grid("""
            Nr | Toimenpide | 2027 | Tilanne
            | Palvelut | |
            1 | Satamakartta | x | Valmis.
            2 | Venepaikat | |
            | Talous | |
            3 | Laskut | x |
        """)
    )

    assert [(a.heading, a.name) for a in actions] == [
        ("Palvelut", "Satamakartta"),
        ("Palvelut", "Venepaikat"),
        ("Talous", "Laskut"),
    ]


def test_a_blank_cell_of_a_colour_that_its_row_has_not_is_a_mark_told_as_such() -> None:
    actions, warnings = actions_of(
        grid("""
            Åtgärd | 2027 | 2028 | Läget
            Hamnkarta | {1F7A4D} | {1F7A4D} | Pågår.
            Båtplatser{EEEEEE} | {EEEEEE} | {1F7A4D} | Klar.{EEEEEE}
            Fakturor | {D9D9D9} | |
        """)
    )

    assert [a.planned_years for a in actions] == [(2027, 2028), (2028,), ()]
    assert [w.code for w in warnings] == ["coloured_marks"]
    assert warnings[0].message.startswith("3 cells")


def test_a_column_highlighted_beside_written_marks_plans_nothing() -> None:
    actions, _ = actions_of(
        grid("Åtgärd | 2027 | 2028 | Läget\nHamnkarta | x | {FFE599} | Klar.\nFakturor | x | {FFE599} |")
    )

    assert [a.planned_years for a in actions] == [(2027,), (2027,)]


def test_a_bar_over_two_years_plans_both() -> None:
    actions, _ = actions_of(grid("Measure | 2027 | 2028 | 2029 | Status\nHarbour map | x | < | | Going on."))

    assert actions[0].planned_years == (2027, 2028)


def test_titles_down_the_first_column_are_read_like_a_header() -> None:
    cards = [
        grid(
            f"Toimenpide | {name}\nAikataulu | 2027–2028\nVastuu | Tekninen toimi\nTilanne | Valmis.",
            text_above=(theme,),
        )
        for name, theme in (("Satamakartta", "Palvelut"), ("Laskut", "Talous"))
    ]

    actions, _ = actions_of(*cards)

    assert [(a.heading, a.name, a.planned_years, a.status_text) for a in actions] == [
        ("Palvelut", "Satamakartta", (2027, 2028), "Valmis."),
        ("Talous", "Laskut", (2027, 2028), "Valmis."),
    ]


def test_a_table_goes_on_over_pages_with_and_without_its_header() -> None:
    header = "Measure | 2027 | Status"
    actions, warnings = actions_of(
        grid(f"{header}\nHarbour map | x | Done", page=1, text_above=("Services",)),
        grid("| | and published.\nBerths | x | Going on.", page=2),
        grid(f"{header}\nPier | x | Done.", page=3, text_above=("Services (cont.)",)),
        grid(f"{header}\nInvoices | x | Done.", page=3, text_above=("Economy",)),
    )

    assert [(a.heading, a.name, a.status_text, a.place.page) for a in actions] == [
        ("Services", "Harbour map", "Done and published.", 1),
        ("Services", "Berths", "Going on.", 2),
        ("Services", "Pier", "Done.", 3),
        ("Economy", "Invoices", "Done.", 3),
    ]
    assert warnings == []


@pytest.mark.parametrize("suffix", ["1/2", "(1/2)", "(jatkuu)", "– forts.", "(cont'd)", "(2)"])
def test_a_slide_title_that_goes_on_is_one_theme(suffix: str) -> None:
    slides = [("Tjänster", "Hamnkarta"), (f"Tjänster {suffix}", "Båtplatser"), ("Ekonomi", "Fakturor")]

    actions, _ = actions_of(
        *(
            grid(f"Åtgärd | Läget\n{name} | Klar.", slide=number, title=title)
            for number, (title, name) in enumerate(slides, start=1)
        )
    )

    assert [(a.heading, a.place.table) for a in actions] == [("Tjänster", 1), ("Tjänster", 1), ("Ekonomi", 2)]


@pytest.mark.parametrize(
    ("name", "status", "whole"),
    [
        ("rest of it", "", ("A long name and the rest of it", "Agreed with the")),
        ("(second phase)", "port.", ("A long name and the (second phase)", "Agreed with the port.")),
        ("Second phase", "port.", ("A long name and the Second phase", "Agreed with the port.")),
    ],
)
def test_a_row_that_a_page_breaks_is_one_row(name: str, status: str, whole: tuple[str, str]) -> None:
    header = "Measure | 2027 | Status"
    actions, warnings = actions_of(
        grid(f"{header}\nHarbour map | x | Done.\nA long name and the | x | Agreed with the", page=1),
        grid(f"{header}\n{name} | | {status}\nBerths | x | Going on.", page=2),
    )

    assert [(a.name, a.status_text) for a in actions][1:] == [whole, ("Berths", "Going on.")]
    assert [w.code for w in warnings] == ["row_goes_on"]


def test_a_word_that_a_page_cuts_is_one_word() -> None:
    actions, _ = actions_of(
        grid(f"Toimenpide | Tilanne\nSatamakartta | Otet{CUT}", page=1), grid("| tiin käyttöön.", page=2)
    )

    assert [a.status_text for a in actions] == ["Otettiin käyttöön."]


def test_a_whole_action_at_the_top_of_a_page_stays_one() -> None:
    header = "Measure | 2027 | Status"
    actions, _ = actions_of(
        grid(f"{header}\nHarbour map | x | Done", page=1), grid(f"{header}\nBerths | x | Going on", page=2)
    )

    assert [a.name for a in actions] == ["Harbour map", "Berths"]


def test_a_name_merged_over_rows_that_another_column_names_is_their_theme() -> None:
    actions, _ = actions_of(
        grid("Hanke | Toimenpide | Tila\nSatama | Kartta | Valmis.\n^ | Venepaikat | Kesken.")
    )

    assert [(a.heading, a.name, a.status_text) for a in actions] == [
        ("Satama", "Kartta", "Valmis."),
        ("Satama", "Venepaikat", "Kesken."),
    ]


def test_a_name_merged_over_rows_that_nothing_else_names_is_one_action() -> None:
    actions, _ = actions_of(grid("Åtgärd | Läget\nHamnkarta | Upphandlad.\n^ | Tas i bruk 2027."))

    assert [a.status_text for a in actions] == ["Upphandlad.\nTas i bruk 2027."]


def test_numbers_in_front_of_every_name_are_its_numbers() -> None:
    actions, _ = actions_of(
        grid("Åtgärd | Läget\n1.1 Hamnkarta | Klar.\n1.2 5G-nät |\n2.1 Fakturor | Pågår.")
    )

    assert [(a.number, a.name) for a in actions] == [
        ("1.1", "Hamnkarta"),
        ("1.2", "5G-nät"),
        ("2.1", "Fakturor"),
    ]


def test_a_column_of_numbers_needs_no_title() -> None:
    actions, _ = actions_of(grid("| Toimenpide | Tila\n1. | Satamakartta | Valmis.\n2. | Venepaikat |"))

    assert [(a.number, a.extra) for a in actions] == [("1", {}), ("2", {})]


def test_rows_that_sum_up_others_are_no_actions() -> None:
    actions, warnings = actions_of(grid("Åtgärd | Kostnad | Läget\nHamnkarta | 5 | Klar.\nSammanlagt | 5 |"))

    assert [a.name for a in actions] == ["Hamnkarta"]
    assert [w.code for w in warnings] == ["total_row"]


def test_titles_that_nobody_knows_are_read_by_their_parts_and_told() -> None:
    actions, warnings = actions_of(
        grid("Toimenpiteen kuvaus | Toimenpiteen vastuutaho | Missä tilanteessa ollaan\nKartta | A | Valmis.")
    )

    assert (actions[0].name, actions[0].status_text) == ("Kartta", "Valmis.")
    assert [w.code for w in warnings] == ["column_by_part", "column_by_part"]


def test_a_table_of_contacts_is_left_out_with_a_warning() -> None:
    actions, warnings = actions_of(
        grid("Nimi | Puhelin\nAino | 040 123"), grid("Toimenpide | Tila\nKartta | Valmis.")
    )

    assert [a.name for a in actions] == ["Kartta"]
    assert [w.code for w in warnings] == ["unknown_table"]


def test_sheets_name_their_themes_but_a_program_names_no_theme() -> None:
    named = [grid("Åtgärd | Läget\nHamnkarta | Klar.", sheet=name) for name in ("Tjänster", "Ekonomi")]
    plain = [grid("Åtgärd | Läget\nHamnkarta | Klar.", sheet=name) for name in ("Blad1", "Blad2")]

    assert [a.heading for a in actions_of(*named)[0]] == ["Tjänster", "Ekonomi"]
    assert [a.heading for a in actions_of(*plain)[0]] == [None, None]


def test_columns_of_one_title_are_all_kept() -> None:
    actions, _ = actions_of(grid("Åtgärd | Euro | Euro | | Läget\nHamnkarta | 5 | 7 | okej | Klar."))

    assert actions[0].extra == {"Euro": "5", "Euro (3)": "7", "(4)": "okej"}


def test_a_document_without_a_name_column_is_refused_with_what_it_begins_with() -> None:
    with pytest.raises(DocumentRefusedError, match="found 'Asia', 'Vaihe'") as refused:
        actions_of(grid("Asia | Vaihe\nKartta | Valmis.", page=4))

    assert refused.value.reason_code == "no_name_column"
    assert refused.value.where == "tilanne.docx, page 4"
