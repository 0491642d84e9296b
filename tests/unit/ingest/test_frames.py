"""The ingested tables of a period with several documents."""

from seuranta.config import parse_programme
from seuranta.ingest import read_documents
from seuranta.ingest.frames import actions_table
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
