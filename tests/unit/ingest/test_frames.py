"""The ingested tables of a period with several documents."""

import json

import pytest

from seuranta.config import parse_programme
from seuranta.ingest import read_documents
from seuranta.ingest.frames import actions_table, documents_table, quarantine_table
from tests.documents import KUVALA, PROGRAMME_TOML, tabbed

HARBOUR = tabbed("Käyttötapaus | 2024 | Tilanne 03/2023\nLaituripaikat kartalle | x | Valmis.")
PROGRAMME = parse_programme("kuvala", PROGRAMME_TOML, where="programme.toml")


def test_labels_of_two_documents_are_told_apart() -> None:
    table = actions_table(read_documents([("a.txt", KUVALA), ("b.txt", HARBOUR)]), PROGRAMME)

    assert table["label"].tolist() == ["1.1.1", "1.1.2", "1.1.3", "1.1.4", "2.1.1"]


def test_one_document_keeps_the_short_labels() -> None:
    table = actions_table(read_documents([("a.txt", KUVALA), ("tyhja.txt", b"")]), PROGRAMME)

    assert table["label"].tolist() == ["1.1", "1.2", "1.3", "1.4"]


def test_table_numbers_claim_no_theme_where_several_documents_have_tables() -> None:
    alone = actions_table(read_documents([("a.txt", KUVALA)]), PROGRAMME)
    both = actions_table(read_documents([("a.txt", KUVALA), ("b.txt", HARBOUR)]), PROGRAMME)

    assert set(alone["theme_id"]) == {"services"}
    assert both["theme_id"].isna().all()


NAMELESS = tabbed(
    """
    Käyttötapaus | Vastuutaho | 2022 | 2023 | Tilanne 03/2023
    Laituripaikat kartalle | Kuvalan satama | x | | Valmis.
    | Kirjasto | x | | Työ jatkuu.
    ** | | | x |
    Yhteensä | | 2 | 1 |
    """
)


def test_a_row_without_a_name_is_kept_apart_with_its_reason_and_its_words() -> None:
    readings = read_documents([("a.txt", NAMELESS)])

    apart = quarantine_table(readings)

    assert actions_table(readings, PROGRAMME)["name"].tolist() == ["Laituripaikat kartalle"]
    assert apart[["reason", "name", "status_text", "owner", "source_row"]].values.tolist() == [
        ["no_name", "", "Työ jatkuu.", "Kirjasto", 2],
        ["no_words", "**", "", "", 3],
    ]


def test_what_became_of_every_row_of_a_table_is_counted_with_what_its_totals_say() -> None:
    counts = json.loads(documents_table(read_documents([("a.txt", NAMELESS)]))["tables"].iloc[0])

    assert counts == [
        {
            "table": 1,
            "row_count": 4,
            "heading_count": 0,
            "left_out_count": 1,
            "joined_count": 0,
            "totals": {"2022": 2, "2023": 1},
        }
    ]


@pytest.mark.parametrize(
    "title", ["Vastuutaho", "Ansvarig part", "Ägare", "Lead", "Owner", "Vastuu (yksikkö)"]
)
def test_the_responsible_party_is_known_and_stays_under_its_title(title: str) -> None:
    document = tabbed(
        f"Käyttötapaus | {title} | 2024 | Tilanne 03/2023\nLaituripaikat | Satama | x | Valmis."
    )

    table = actions_table(read_documents([("a.txt", document)]), PROGRAMME)

    assert table[["owner", "extra"]].values.tolist() == [
        ["Satama", json.dumps({title: "Satama"}, ensure_ascii=False)]
    ]


def test_a_list_of_contacts_beside_the_actions_is_no_table_that_is_joined_by_number() -> None:
    document = tabbed(
        """
        Nro | Toimenpide | 2024 | Tilanne 03/2023
        1 | Laituripaikat | x | Valmis.

        Nro | Vastuuhenkilö
        17 | Satamapäällikkö
        """
    )

    assert read_documents([("a.txt", document)])[0].error is None
