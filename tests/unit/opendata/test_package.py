"""Open data: every table described as it is, for programs that know nothing of Seuranta."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from seuranta.config import Programme, parse_programme
from seuranta.model import Period
from seuranta.opendata.package import DESCRIPTION, data_package
from seuranta.opendata.workbook import tables_xlsx
from seuranta.tables import ACTIONS, ALL_TABLES, DOCUMENTS, READINGS
from tests.documents import PROGRAMME_TOML
from tests.processes import seuranta

FORMULA = '=HYPERLINK("http://example.org","Venepaikat")'
LICENSED = PROGRAMME_TOML.replace("first_year = 2021", 'first_year = 2021\nlicence = "CC-BY-4.0"')


def kuvala(toml: str = PROGRAMME_TOML) -> Programme:
    return parse_programme("kuvala", toml, where="programme.toml")


def tables() -> dict[str, pd.DataFrame]:
    action = {
        "action_id": "use-case-1",
        "kind": "use_case",
        "label": "1.1",
        "name": FORMULA,
        "first_planned_year": 2021,
        "status_text": "Valmis.\n=1+1",
        "is_hidden": False,
        "source_file": "tilanne.txt",
    }
    found = {schema.name: schema.empty() for schema in ALL_TABLES}
    return found | {
        "actions": ACTIONS.frame([action]),
        "documents": DOCUMENTS.frame([{"file": "tilanne.txt", "outcome": "read", "action_count": 1}]),
        "readings": READINGS.frame(
            [{"action_id": "use-case-1", "status": "completed", "is_stale": True, "needs_review": False}]
        ),
    }


def described(files: dict[str, bytes]) -> Any:
    return json.loads(files[DESCRIPTION])


def read(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8"), newline="")))


def check(files: dict[str, bytes]) -> None:
    """What a validator of Frictionless data looks at: columns, types, keys, references, checksums."""
    package = described(files)
    contents = {each["name"]: read(files, each["path"]) for each in package["resources"]}
    casts = {"integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__}
    for resource in package["resources"]:
        schema, content = resource["schema"], files[resource["path"]]
        rows = contents[resource["name"]]
        assert (resource["bytes"], resource["hash"]) == (
            len(content),
            f"sha256:{hashlib.sha256(content).hexdigest()}",
        )
        names = [field["name"] for field in schema["fields"]]
        assert content.decode("utf-8").split("\r\n", 1)[0] == ",".join(names)
        for field in schema["fields"]:
            for row in rows:
                if row[field["name"]]:
                    casts.get(field["type"], str)(row[field["name"]])
        if key := schema.get("primaryKey"):
            keys = [tuple(row[name] for name in key) for row in rows]
            assert all(map(all, keys))
            assert len(set(keys)) == len(keys)
        for foreign in schema.get("foreignKeys", ()):
            (own,), (other,) = foreign["fields"], foreign["reference"]["fields"]
            known = {row[other] for row in contents[foreign["reference"]["resource"]]}
            assert {row[own] for row in rows if row[own]} <= known


def test_the_description_fits_the_tables() -> None:
    files = data_package(tables(), kuvala(), "2023-03")

    check(files)
    assert set(files) == {DESCRIPTION, *(f"{schema.name}.csv" for schema in ALL_TABLES)}


@pytest.mark.parametrize("target", ["porvoo-digiohjelma/2022-09", "porvoo-digitiekartta/2024-01"])
def test_the_open_data_of_the_real_programmes_is_as_described(
    published: Path, tmp_path: Path, target: str
) -> None:
    words = ("--root", str(published), "export", *target.split("/"), "--folder")

    first, again = tmp_path / "a", tmp_path / "b"
    for folder in (first, again):
        finished = seuranta(*words, str(folder))
        assert finished.code == 0, finished.errors

    files = {path.name: path.read_bytes() for path in first.iterdir()}
    assert files == {path.name: path.read_bytes() for path in again.iterdir()}
    check(files)


def test_no_cell_of_a_csv_file_is_obeyed_as_a_formula() -> None:
    files = data_package(tables(), kuvala(), "2023-03")

    assert read(files, "actions.csv")[0]["name"] == f"'{FORMULA}"


def test_a_column_says_what_it_holds_in_the_codes_that_it_has() -> None:
    package = described(data_package(tables(), kuvala(), "2023-03"))
    fields = {
        (resource["name"], field["name"]): field
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }

    assert fields["actions", "kind"] == {
        "name": "kind",
        "type": "string",
        "description": "use_case | measure | enabler",
    }
    assert fields["actions", "first_planned_year"]["type"] == "integer"
    assert fields["readings", "is_stale"]["type"] == "boolean"


def test_the_licence_is_that_of_the_programme_and_none_is_made_up() -> None:
    with_licence = described(data_package(tables(), kuvala(LICENSED), "2023-03"))
    without = described(data_package(tables(), kuvala(), "2023-03"))

    assert with_licence["licenses"] == [{"name": "CC-BY-4.0"}]
    assert "licenses" not in without


def test_the_workbook_holds_every_table_and_no_formula() -> None:
    content = tables_xlsx(tables(), kuvala(), Period(2023, 3))
    book = load_workbook(io.BytesIO(content))

    assert content == tables_xlsx(tables(), kuvala(), Period(2023, 3))
    assert book.sheetnames == ["about", *(schema.name for schema in ALL_TABLES)]
    name = book["actions"].cell(2, 1 + list(ACTIONS.columns).index("name"))
    year = book["actions"].cell(2, 1 + list(ACTIONS.columns).index("first_planned_year"))
    assert (name.value, name.data_type) == (FORMULA, "s")
    assert (year.value, year.data_type) == (2021, "n")
