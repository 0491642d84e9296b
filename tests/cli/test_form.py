"""`form`, `add`, `run`: the whole way from one period to the next, as the data team goes it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.documents import make_installation
from tests.making.office import convert
from tests.processes import Finished, seuranta
from tests.unit.form.forms import BOATS, GRAVES, OWNED, PIERS, PLAYGROUNDS, filled

SCHOOL_PARTY = "ei nimettyä vastuutahoa"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_installation(tmp_path / "asennus", content=OWNED)


def run(root: Path, *words: str) -> Finished:
    return seuranta("--root", str(root), *words)


def forms(root: Path, *options: str) -> dict[str, Path]:
    finished = run(root, "form", "kuvala", "2023-03", "--for", "2024-03", "--json", *options)
    assert finished.code == 0, finished.errors
    return {form["party"]: Path(form["file"]) for form in finished.json["forms"]}


def rows(root: Path, table: str) -> list[dict[str, str]]:
    path = root / "data" / "processed" / "kuvala" / "2024-03" / f"{table}.csv"
    return list(csv.DictReader(path.open(encoding="utf-8", newline="")))


def answered(sent: dict[str, Path], folder: Path) -> list[str]:
    """What the owners send back: one by Excel, one by LibreOffice, and one untouched."""
    folder.mkdir()
    boats = filled(
        sent["Satamatoimi"].read_bytes(),
        {
            BOATS: {"Tila nyt": "Toteutunut"},
            PIERS: {"Tila nyt": "Odottaa", "Mitä on tapahtunut": "Asia esillä johtoryhmässä."},
        },
    )
    parks = filled(
        sent["Puistotoimi"].read_bytes(),
        {GRAVES: {"Mitä on tapahtunut": "Otettu käyttöön.", "Uusi suunnitelma (vuodet)": "2024"}},
    )
    files = {"satama.xlsx": boats, "puisto.xlsx": convert(parks, "xlsx", "xlsx")}
    files["muut.xlsx"] = sent[SCHOOL_PARTY].read_bytes()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [str(folder / name) for name in files]


def test_from_one_period_to_the_next_nothing_is_lost_and_nothing_guessed(root: Path, tmp_path: Path) -> None:
    back = answered(forms(root), tmp_path / "posti")
    added = run(root, "add", *back, "--programme", "kuvala", "--period", "2024-03", "--json")
    assert added.code == 0, added.errors

    finished = run(root, "run", "kuvala", "2024-03", "--language", "fi")

    assert finished.code == 0, finished.errors
    names = {row["action_id"]: row["name"].lstrip("'") for row in rows(root, "actions")}
    readings = {names[row["action_id"]]: row for row in rows(root, "readings")}
    assert {name: (row["status"], row["tier"], row["decided_by"]) for name, row in readings.items()} == {
        BOATS: ("completed", "reviewed", "Satamatoimi"),
        PIERS: ("on_hold", "reviewed", "Satamatoimi"),
        PLAYGROUNDS: ("not_reported", "clear", ""),
        GRAVES: ("completed", "clear", ""),
        "Kouluverkon tietomalli": ("not_reported", "clear", ""),
    }
    assert readings[PIERS]["decision_reason"] == "form"
    assert {row["presence"] for row in rows(root, "changes")} == {"stayed"}
    assert {row["state"] for row in rows(root, "links")} == {"certain"}
    assert {row["theme_id"] for row in rows(root, "actions")} == {"services"}
    listed = run(root, "review", "kuvala", "2024-03", "--json").json["readings"]
    assert PIERS not in {reading["name"] for reading in listed if reading["why"] == "doubtful"}


def test_read_says_who_has_not_answered_and_whose_form_is_missing(root: Path, tmp_path: Path) -> None:
    satama, puisto, _ = answered(forms(root), tmp_path / "posti")

    documents: Any = run(root, "read", satama, puisto, "--json").json["documents"]

    told = [warning["message"] for document in documents for warning in document["warnings"]]
    assert sorted(told) == [
        "Puistotoimi: no answer about 1 of 2 actions; they are not reported",
        f"no form of {SCHOOL_PARTY!r}: it asked about 1 of the actions",
    ]


def test_a_form_that_holds_answers_is_never_overwritten(root: Path) -> None:
    sent = forms(root)
    before = {party: path.read_bytes() for party, path in sent.items()}
    assert {party: path.read_bytes() for party, path in forms(root).items()} == before
    sent["Satamatoimi"].write_bytes(b"vastaukset")

    again = run(root, "form", "kuvala", "2023-03", "--for", "2024-03")

    assert again.code == 2
    assert "expected no other file of this name" in again.errors
    assert sent["Satamatoimi"].read_bytes() == b"vastaukset"


def test_the_form_is_for_a_later_period(root: Path) -> None:
    finished = run(root, "form", "kuvala", "2023-03", "--for", "2023-03")

    assert finished.code == 2
    assert "expected a period after 2023-03 with --for" in finished.errors


def test_a_recomputed_period_tells_which_published_figures_changed(root: Path) -> None:
    first = run(root, "run", "kuvala", "2023-03", "--language", "en")
    assert first.code == 0, first.errors
    document = root / "data" / "raw" / "kuvala" / "2023-03" / "tilanne.txt"
    document.write_bytes(document.read_bytes().replace("Työ on käynnissä.".encode(), b"Valmistui 2022."))

    assert run(root, "run", "kuvala", "2023-03", "--language", "en").code == 0

    manifest = json.loads(
        (root / "data" / "processed" / "kuvala" / "2023-03" / "run.json").read_text(encoding="utf-8")
    )
    (former,) = manifest["former_counts"]
    assert (former["figures"]["completed"], manifest["figures"]["completed"]) == (1, 2)
    assert set(former["versions"]) == {"seuranta", "codebook", "lexicon"}
    report = (root / "reports" / "kuvala" / "2023-03" / "report.en.html").read_text(encoding="utf-8")
    assert "Published figures that have changed" in report
