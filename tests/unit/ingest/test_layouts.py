"""Tables of invented cities that look like others: legends, outlines, page numbers, merged titles."""

import pytest

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
