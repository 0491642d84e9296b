"""`add`: documents come to their place by copy, with who and when beside them, and nothing is overwritten."""

import csv
import hashlib
from pathlib import Path

import pytest

from tests.documents import KUVALA, make_installation, tabbed
from tests.processes import Finished, seuranta

OTHER = tabbed("Käyttötapaus | 2021 | Tilanne 03/2023\nVenepaikat kartalle | x | Valmis.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_installation(tmp_path / "asennus")


def add(root: Path, *files: Path, period: str = "2023-03", json: bool = True) -> Finished:
    names = [str(file) for file in files]
    options = ["--programme", "kuvala", "--period", period, "--by", "Aino", *(["--json"] if json else [])]
    return seuranta("--root", str(root), "add", *names, *options)


def sent(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def folder(root: Path, period: str = "2023-03") -> Path:
    return root / "data" / "raw" / "kuvala" / period


def test_a_document_is_copied_and_the_sender_keeps_theirs(root: Path, tmp_path: Path) -> None:
    document = sent(tmp_path, "satama.txt", OTHER)

    finished = add(root, document)

    assert finished.code == 0
    assert finished.json["documents"][0]["outcome"] == "added"
    assert finished.json["documents"][0]["action_count"] == 1
    assert document.read_bytes() == (folder(root) / "satama.txt").read_bytes() == OTHER


def test_who_and_when_and_the_hash_stand_beside_it(root: Path, tmp_path: Path) -> None:
    add(root, sent(tmp_path, "satama.txt", OTHER))

    rows = list(csv.DictReader((folder(root) / "received.csv").open(encoding="utf-8", newline="")))

    assert [(row["file"], row["added_by"]) for row in rows] == [("satama.txt", "Aino")]
    assert rows[0]["sha256"] == hashlib.sha256(OTHER).hexdigest()
    assert rows[0]["added_at"].endswith("+00:00")


def test_a_new_period_gets_its_folder(root: Path, tmp_path: Path) -> None:
    document = OTHER.replace(b"03/2023", b"09/2023")

    assert add(root, sent(tmp_path, "satama.txt", document), period="2023-09").code == 0
    assert {path.name for path in folder(root, "2023-09").iterdir()} == {"satama.txt", "received.csv"}


def test_the_same_document_again_changes_nothing(root: Path, tmp_path: Path) -> None:
    document = sent(tmp_path, "satama.txt", OTHER)
    add(root, document)
    before = {path.name: path.read_bytes() for path in folder(root).iterdir()}

    again = add(root, document)

    assert (again.code, again.json["documents"][0]["outcome"]) == (0, "already_there")
    assert {path.name: path.read_bytes() for path in folder(root).iterdir()} == before


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tilanne.txt", OTHER, "found a different one"),
        ("kopio.txt", KUVALA, "it is there already as 'tilanne.txt'"),
        ("decisions.csv", OTHER, "expected the name of a document"),
        ("tyhja.txt", b"", "found an empty file"),
        ("vanha.txt", OTHER.replace(b"03/2023", b"09/2021"), "found that it speaks of 2021-09"),
    ],
)
def test_a_document_that_cannot_be_taken_is_refused_and_the_others_are_added(
    root: Path, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    good = sent(tmp_path, "satama.txt", OTHER + b"\nKarttapalvelu\tx\tValmis.")

    finished = add(root, sent(tmp_path, name, content), good)

    assert finished.code == 3
    assert [answer["outcome"] for answer in finished.json["documents"]] == ["refused", "added"]
    assert reason in finished.errors
    assert finished.errors.strip().splitlines()[1].startswith("Hint: ")
    assert (folder(root) / "tilanne.txt").read_bytes() == KUVALA
    assert {path.name for path in folder(root).iterdir()} == {"tilanne.txt", "satama.txt", "received.csv"}


def test_what_was_added_is_said_in_words(root: Path, tmp_path: Path) -> None:
    finished = add(root, sent(tmp_path, "satama.txt", OTHER), json=False)

    assert finished.output.strip() == "kuvala 2023-03: satama.txt added (1 action)"


def test_a_programme_that_is_not_there_is_named(root: Path, tmp_path: Path) -> None:
    document = str(sent(tmp_path, "satama.txt", OTHER))

    finished = seuranta("--root", str(root), "add", document, "--programme", "ahtela", "--period", "2023-03")

    assert finished.code == 2
    assert "programmes here: kuvala" in finished.errors
