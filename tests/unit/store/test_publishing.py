"""A period is published whole or not at all."""

import csv
import errno
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from seuranta.errors import AlreadyRunningError, ConfigurationError, DocumentRefusedError, UsageError
from seuranta.ingest import read_document
from seuranta.model import MAX_DOCUMENT_BYTES
from seuranta.store import files
from seuranta.store.layout import Layout, PeriodFolders
from seuranta.store.locks import locked
from seuranta.store.provenance import input_hashes
from seuranta.store.publishing import MANIFEST_VERSION, is_intact, publish, read_manifest
from seuranta.store.workspace import Workspace
from seuranta.tables import ACTIONS
from tests.documents import make_installation

MANIFEST = {
    "version": MANIFEST_VERSION,
    "programme": "kuvala",
    "period": "2023-03",
    "fingerprint": "0" * 64,
    "languages": ["fi"],
    "refused": [],
    "counts": {"actions": 4},
    "reports": [],
}


@pytest.fixture
def folders(tmp_path: Path) -> PeriodFolders:
    return Layout(make_installation(tmp_path)).period("kuvala", "2023-03")


def published(folders: PeriodFolders) -> dict[str, bytes]:
    paths = [*folders.processed.rglob("*"), *folders.reports.rglob("*")]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def test_a_published_period_says_what_it_holds(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.fi.html": b"<p>"}, MANIFEST)

    manifest = read_manifest(folders)

    assert manifest is not None
    assert list(manifest["outputs"]) == ["reports/kuvala/2023-03/report.fi.html"]
    assert is_intact(folders.layout, manifest)


def test_a_changed_or_missing_output_is_noticed(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.fi.html": b"<p>"}, MANIFEST)
    manifest = read_manifest(folders)
    assert manifest is not None

    (folders.reports / "report.fi.html").write_bytes(b"<p>tampered")

    assert not is_intact(folders.layout, manifest)


@pytest.mark.parametrize("failing", range(1, 4))
def test_a_full_disk_leaves_the_former_version_and_no_litter(
    folders: PeriodFolders, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    old = {folders.reports / "report.fi.html": b"old", folders.reports / "report.fi.pdf": b"old"}
    publish(folders, old, MANIFEST)
    before = published(folders)
    calls = iter(range(1, 100))

    def full(_: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        publish(folders, dict.fromkeys(old, b"new"), MANIFEST)

    assert published(folders) == before


def test_a_first_run_that_fails_leaves_no_folder_behind(
    folders: PeriodFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        publish(folders, {folders.reports / "report.fi.html": b"new"}, MANIFEST)

    assert not (folders.layout.root / "reports").exists()


def test_what_a_new_version_no_longer_has_is_taken_away(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.sv.html": b"sv"}, MANIFEST)
    publish(folders, {folders.reports / "report.fi.html": b"fi"}, MANIFEST)

    assert [path.name for path in folders.reports.iterdir()] == ["report.fi.html"]


def test_a_manifest_that_is_no_json_counts_as_not_run(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.fi.html": b"fi"}, MANIFEST)
    (folders.processed / "run.json").write_text(json.dumps(MANIFEST)[:-3], encoding="utf-8")

    assert read_manifest(folders) is None


@pytest.mark.parametrize(
    "change",
    [
        dict.fromkeys(MANIFEST),
        {"version": 1},
        {"programme": "satama"},
        {"counts": {}},
        {"counts": {"actions": "4"}},
        {"languages": ["kl"]},
        {"languages": "fi"},
        {"reports": [1]},
        {"refused": ["tilanne.txt"]},
        {"refused": [{"file": "tilanne.txt"}]},
        {"outputs": []},
        {"outputs": {"reports/kuvala/2023-03/report.fi.html": None}},
        {"outputs": {"data/raw/kuvala/programme.toml": "0"}},
        {"outputs": {"reports/kuvala/2023-03/../../../data/raw/kuvala/programme.toml": "0"}},
    ],
)
def test_a_manifest_that_no_run_wrote_counts_as_not_run(
    folders: PeriodFolders, change: dict[str, object]
) -> None:
    publish(folders, {folders.reports / "report.fi.html": b"fi"}, MANIFEST)
    path = folders.processed / "run.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert read_manifest(folders) == manifest

    path.write_text(json.dumps(manifest | change), encoding="utf-8")

    assert read_manifest(folders) is None


def test_a_document_larger_than_is_accepted_is_not_read_to_its_end(tmp_path: Path) -> None:
    large = tmp_path / "suuri.txt"
    with large.open("wb") as file:
        file.truncate(3 * MAX_DOCUMENT_BYTES)

    content = files.read_steady(large)
    reading = read_document("suuri.txt", content.replace(b"\0", b"x"))

    assert len(content) == MAX_DOCUMENT_BYTES + 1
    assert reading.error is not None
    assert reading.error.code == "too_large"


def test_a_pipe_or_a_folder_is_not_read_as_a_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "putki.txt")
    (tmp_path / "kansio.txt").mkdir()

    for name in ("putki.txt", "kansio.txt"):
        with pytest.raises(DocumentRefusedError, match="expected a file, found a folder, a pipe"):
            files.read_steady(tmp_path / name)


def test_a_document_whose_name_is_not_utf_8_is_refused_by_name(folders: PeriodFolders) -> None:
    (folders.raw / os.fsdecode(b"tilanne-\xe4.txt")).write_bytes(b"x")

    with pytest.raises(DocumentRefusedError, match=r"found tilanne-\\xe4\.txt"):
        folders.documents()


@pytest.mark.parametrize("name", ["programme.toml", "2023-03/decisions.csv"])
def test_a_folder_in_the_place_of_a_setting_is_told(folders: PeriodFolders, name: str) -> None:
    path = folders.raw.parent / name
    path.unlink(missing_ok=True)
    path.mkdir()

    with pytest.raises(ConfigurationError, match="expected a file, found a folder"):
        input_hashes(folders)


def test_the_csv_for_people_holds_no_formula_and_the_parquet_file_the_words_themselves(
    folders: PeriodFolders,
) -> None:
    space = Workspace.open("kuvala", "2023-03", root=str(folders.layout.root))
    texts = ["=1+1", "+358", "-", "@kuvala", "\tx", "Valmis = kyllä", "", None]
    rows = [{"action_id": str(n), "status_text": text, "source_row": n} for n, text in enumerate(texts)]

    space.save("actions", ACTIONS.frame([{**dict.fromkeys(ACTIONS.columns, None), **row} for row in rows]))

    with (folders.by_hand / "actions.csv").open(encoding="utf-8", newline="") as file:
        shown = [row["status_text"] for row in csv.DictReader(file)]
    kept = space.load("actions")["status_text"]
    assert shown == ["'=1+1", "'+358", "'-", "'@kuvala", "'\tx", "Valmis = kyllä", "", ""]
    assert [None if pd.isna(text) else text for text in kept] == texts


def test_a_second_holder_of_a_lock_is_turned_away(folders: PeriodFolders) -> None:
    with (
        locked(folders.lock_file, what="kuvala 2023-03"),
        pytest.raises(AlreadyRunningError, match="kuvala 2023-03"),
        locked(folders.lock_file, what="kuvala 2023-03"),
    ):
        pytest.fail("the lock was given twice")


@pytest.mark.parametrize("name", ["../x", "Kuvala", "", "kuvala/..", "a" * 65, "CON.", "kuv\0ala", "."])
def test_a_programme_name_never_leaves_the_data_folder(folders: PeriodFolders, name: str) -> None:
    with pytest.raises(UsageError, match="expected"):
        folders.layout.period(name, "2023-03")


@pytest.mark.parametrize(
    "period", ["2022-13", "2022-00", "2022", "../2022-09", "2022-09/", "2022-9", "２０２２-09"]
)
def test_a_period_is_a_year_and_a_month(folders: PeriodFolders, period: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM"):
        folders.layout.period("kuvala", period)


def test_only_documents_count_as_documents(folders: PeriodFolders) -> None:
    for name in ("decisions.csv", ".DS_Store", "~$tilanne.docx", "lisatiedot.txt"):
        (folders.raw / name).write_text("x", encoding="utf-8")

    assert [path.name for path in folders.documents()] == ["lisatiedot.txt", "tilanne.txt"]
