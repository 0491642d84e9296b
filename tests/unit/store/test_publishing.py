"""A period is published whole or not at all."""

import errno
import json
from pathlib import Path

import pytest

from seuranta.errors import AlreadyRunningError, UsageError
from seuranta.store import files
from seuranta.store.layout import Layout, PeriodFolders
from seuranta.store.locks import locked
from seuranta.store.publishing import is_intact, publish, read_manifest
from tests.documents import make_installation


@pytest.fixture
def folders(tmp_path: Path) -> PeriodFolders:
    return Layout(make_installation(tmp_path)).period("kuvala", "2023-03")


def published(folders: PeriodFolders) -> dict[str, bytes]:
    paths = [*folders.processed.rglob("*"), *folders.reports.rglob("*")]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def test_a_published_period_says_what_it_holds(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.fi.html": b"<p>"}, {"version": 1})

    manifest = read_manifest(folders)

    assert manifest is not None
    assert list(manifest["outputs"]) == ["reports/kuvala/2023-03/report.fi.html"]
    assert is_intact(folders.layout, manifest)


def test_a_changed_or_missing_output_is_noticed(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.fi.html": b"<p>"}, {"version": 1})
    manifest = read_manifest(folders)
    assert manifest is not None

    (folders.reports / "report.fi.html").write_bytes(b"<p>tampered")

    assert not is_intact(folders.layout, manifest)


@pytest.mark.parametrize("failing", range(1, 4))
def test_a_full_disk_leaves_the_former_version_and_no_litter(
    folders: PeriodFolders, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    old = {folders.reports / "report.fi.html": b"old", folders.reports / "report.fi.pdf": b"old"}
    publish(folders, old, {"version": 1})
    before = published(folders)
    calls = iter(range(1, 100))

    def full(_: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        publish(folders, dict.fromkeys(old, b"new"), {"version": 1})

    assert published(folders) == before


def test_a_first_run_that_fails_leaves_no_folder_behind(
    folders: PeriodFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        publish(folders, {folders.reports / "report.fi.html": b"new"}, {"version": 1})

    assert not (folders.layout.root / "reports").exists()


def test_what_a_new_version_no_longer_has_is_taken_away(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.sv.html": b"sv"}, {"version": 1})
    publish(folders, {folders.reports / "report.fi.html": b"fi"}, {"version": 1})

    assert [path.name for path in folders.reports.iterdir()] == ["report.fi.html"]


def test_a_manifest_that_is_no_json_counts_as_not_run(folders: PeriodFolders) -> None:
    publish(folders, {folders.reports / "report.fi.html": b"fi"}, {"version": 1})
    (folders.processed / "run.json").write_text(json.dumps({"version": 1})[:-3], encoding="utf-8")

    assert read_manifest(folders) is None


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
