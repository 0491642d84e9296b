"""`link` as people use it: the contract of its JSON, and answers that the next run follows."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.documents import PROGRAMME_TOML, ROOT, tabbed
from tests.processes import Finished, seuranta

FIRST = tabbed("""
    Käyttötapaus | 2021 | 2022 | Tilanne 09/2021
    Sähköinen ajanvaraus neuvolaan | x | x | Hanke odottaa rahoitusta.
    Verkkosivujen ja intranetin uudistaminen | x | | Työ on käynnissä.
    Digituki ikäihmisille | x | | Ei edistetty v 2021.
    Robotiikan kokeilu palkanlaskennassa | x | | Ei edistetty v 2021.
""")
SECOND = tabbed("""
    Käyttötapaus | 2021 | 2022 | Tilanne 09/2022
    Verkkosivujen uudistaminen | x | x | Työ on käynnissä.
    Intranetin uudistaminen | | x | Työ on käynnissä.
    Robotiikan kokeilu maksuliikenteessä | | x | Aloitettu 2022.
    DIGITUKI ikäihmisille* | x | | Otettu käyttöön 2022.
    Neuvolan ajanvaraus verkossa | x | x | Hanke odottaa rahoitusta.
""")
THIRD = tabbed("""
    Käyttötapaus | 2021 | 2022 | Tilanne 09/2023
    Neuvolan ajanvarauksen verkkopalvelu | x | x | Otettu käyttöön 2023.
    Digituki ikäihmisille | x | | Otettu käyttöön 2022.
""")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for period, content in (("2021-09", FIRST), ("2022-09", SECOND), ("2023-09", THIRD)):
        folder = tmp_path / "data" / "raw" / "kuvala" / period
        folder.mkdir(parents=True)
        (folder / "tilanne.txt").write_bytes(content)
    (folder.parent / "programme.toml").write_text(PROGRAMME_TOML, encoding="utf-8")
    return tmp_path


def link(root: Path, *options: str, programme: str = "kuvala") -> Finished:
    return seuranta("--root", str(root), "link", programme, *options)


def links(root: Path, *options: str) -> Any:
    finished = link(root, *options, "--json")
    assert finished.code == 0, finished.errors
    return finished.json


def test_the_json_says_of_every_action_who_it_is_or_may_be(root: Path) -> None:
    found = links(root, "2022-09")

    assert set(found) == {"links", "new", "gone"}
    by_name: dict[str, list[Any]] = {}
    for entry in found["links"]:
        assert set(entry) == {"period", "name", "to", "score", "state", "relation"}
        assert set(entry["to"]) == {"programme", "period", "name"}
        by_name.setdefault(entry["name"], []).append((entry["state"], entry["relation"], entry["to"]["name"]))
    whole = "Verkkosivujen ja intranetin uudistaminen"
    assert by_name == {
        "Verkkosivujen uudistaminen": [("proposed", "split", whole)],
        "Intranetin uudistaminen": [("proposed", "split", whole)],
        "DIGITUKI ikäihmisille*": [("certain", "same", "Digituki ikäihmisille")],
        "Neuvolan ajanvaraus verkossa": [("proposed", "same", "Sähköinen ajanvaraus neuvolaan")],
        "Robotiikan kokeilu maksuliikenteessä": [("choose", "same", "Robotiikan kokeilu palkanlaskennassa")],
    }
    assert [entry["name"] for entry in found["gone"]] == ["Robotiikan kokeilu palkanlaskennassa"]


def test_the_real_roadmap_is_compared_with_the_programme_before() -> None:
    found = seuranta(
        "--root", str(ROOT), "link", "porvoo-digitiekartta", "--with", "porvoo-digiohjelma", "--json"
    ).json

    certain = [entry for entry in found["links"] if entry["state"] == "certain"]
    assert [entry["name"][:30] for entry in certain] == ["Seurataan ruokahävikkiä koului"]
    assert certain[0]["to"]["programme"] == "porvoo-digiohjelma"


def test_answers_in_a_sheet_follow_a_renaming_over_all_periods(root: Path) -> None:
    sheet = root / "t.csv"
    assert link(root, "--csv", str(sheet), "--language", "en").code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as opened:
        head, *lines = csv.reader(opened, delimiter=";")
    before = {
        "Neuvolan ajanvaraus verkossa": "Sähköinen ajanvaraus neuvolaan",
        "Neuvolan ajanvarauksen verkkopalvelu": "Neuvolan ajanvaraus verkossa",
    }
    for line in lines:
        if before.get(line[1]) == line[3]:
            line[head.index("Answer")] = "same"
    with sheet.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=";").writerows([head, *lines])

    taken = link(root, "--take", str(sheet), "--by", "Maija Mallikas")

    assert (taken.code, taken.output) == (0, "kuvala: 2 answers taken, 3 left empty\n")
    register = list(csv.DictReader((root / "data/raw/kuvala/register.csv").open(encoding="utf-8")))
    assert len({row["action_id"] for row in register}) == 1  # one action, under three names
    assert [row["relation"] for row in register] == ["renamed", "renamed"]
    third = [entry for entry in links(root, "2023-09")["links"] if "Neuvolan" in entry["name"]]
    assert [(entry["state"], entry["to"]["period"]) for entry in third] == [("certain", "2022-09")]


def test_a_register_that_contradicts_itself_stops_the_command_with_its_line(root: Path) -> None:
    (root / "data/raw/kuvala/register.csv").write_text("action_id,kind\nx,y\n", encoding="utf-8")

    finished = link(root)

    assert finished.code == 2
    assert "register.csv: expected the columns action_id, kind, period" in finished.errors


def test_a_programme_is_not_compared_with_itself_nor_with_an_unknown_one(root: Path) -> None:
    assert link(root, "--with", "kuvala").code == 2
    assert link(root, "--with", "mantyla").code == 2
    assert link(root, "2020-01").code == 2


def test_a_first_period_has_nothing_before_it(root: Path) -> None:
    assert links(root, "2021-09") == {"links": [], "new": [], "gone": []}


def test_a_run_keeps_ids_and_tells_what_changed_from_the_documents_of_the_period_before(root: Path) -> None:
    assert seuranta("--root", str(root), "run", "kuvala", "2022-09", "--language", "en").code == 0
    processed = root / "data" / "processed" / "kuvala" / "2022-09"
    with (processed / "changes.csv").open(encoding="utf-8") as opened:
        presence = [row["presence"] for row in csv.DictReader(opened)]

    assert sorted(presence) == ["joined"] * 4 + ["left"] * 3 + ["stayed"]
    inputs = json.loads((processed / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert "kuvala/2021-09/tilanne.txt" in inputs
    assert "kuvala/2023-09/tilanne.txt" not in inputs
