"""Every cell of the two real documents, against tables that were checked by hand."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from seuranta.ingest import Action, DocumentReading, read_document
from seuranta.model import Kind
from tests.documents import FOLLOW_UP, ROADMAP

HERE = Path(__file__).parent


def golden(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def follow_up() -> DocumentReading:
    return read_document(FOLLOW_UP.name, FOLLOW_UP.read_bytes(), period="2022-09")


@pytest.fixture(scope="module")
def roadmap() -> DocumentReading:
    return read_document(ROADMAP.name, ROADMAP.read_bytes(), period="2024-01")


def of_kind(document: DocumentReading, kind: Kind) -> list[Action]:
    return [action for action in document.actions if action.kind is kind]


def test_every_use_case_of_the_follow_up_is_read_as_written(follow_up: DocumentReading) -> None:
    read = [
        {
            "table": str(action.place.table),
            "row": str(action.place.row),
            "line": str(action.place.line),
            "name": action.name,
            "planned_years": " ".join(map(str, action.planned_years)),
            "markers": " ".join(action.markers),
            "tags": "; ".join(action.tags),
            "status_text": action.status_text,
        }
        for action in of_kind(follow_up, Kind.USE_CASE)
    ]

    assert read == golden("use_cases_2022_09.csv")


def test_the_follow_up_holds_what_a_person_counts_in_it(follow_up: DocumentReading) -> None:
    use_cases = of_kind(follow_up, Kind.USE_CASE)

    assert len(use_cases) == 63
    assert Counter(action.place.table for action in use_cases) == {1: 9, 2: 6, 3: 9, 4: 12, 5: 12, 6: 7, 7: 8}
    marks = Counter(year for action in use_cases for year in action.planned_years)
    assert marks == {2020: 26, 2021: 36, 2022: 29, 2023: 14}
    assert sum(bool(action.markers) for action in use_cases) == 9
    assert sum(action.status_text == "" for action in use_cases) == 4
    assert sum(bool(action.tags) for action in use_cases) == 4
    assert {action.heading for action in use_cases} == {None}
    assert (follow_up.period, follow_up.language) == ("2022-09", "fi")
    assert [(warning.code, warning.place) for warning in follow_up.warnings] == [
        ("unclosed_markup", f"line {92 + row}, table 8, row {row}") for row in (1, 2, 3, 4)
    ]


def test_every_enabler_is_read_whole_without_its_markup(follow_up: DocumentReading) -> None:
    read = [
        {
            "row": str(action.place.row),
            "line": str(action.place.line),
            "Mahdollistaja": action.name,
            "Toimenpide": action.extra["Toimenpide"],
            "Mittarit": action.extra["Mittarit"],
            "Tilanne 09/2022": action.status_text,
        }
        for action in of_kind(follow_up, Kind.ENABLER)
    ]

    assert read == golden("enablers_2022_09.csv")
    assert len(read) == 4


def test_every_measure_of_the_roadmap_is_read_with_all_ten_columns(roadmap: DocumentReading) -> None:
    read = [
        {"Nr": action.number, "Toimenpiteen nimi": action.name, **action.extra} for action in roadmap.actions
    ]

    assert read == golden("measures_2024_01.csv")
    assert len(read) == 26
    assert {len(row) for row in read} == {10}
    assert roadmap.kind == "roadmap"
    assert [row["Nr"] for row in read if not row["Minkä ongelman tämä toimenpide ratkaisee"]] == ["16"]
    assert Counter(row["Tavoite"] for row in read) == {"A": 4, "B": 6, "C": 9, "Kyvykkyydet": 7}
