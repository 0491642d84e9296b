"""After any fault each published file is the whole old or the whole new one; the next run cleans up."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from seuranta.runs.period import STEPS
from tests.documents import KUVALA, ROOT, make_installation
from tests.processes import seuranta

RUN = ("run", "kuvala", "2023-03", "--language", "fi")
CHANGED = KUVALA.replace("Otettu käyttöön 2022.".encode(), "Otettu käyttöön 2021.".encode())


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that was run once, undisturbed."""
    root = make_installation(tmp_path_factory.mktemp("undisturbed"))
    assert seuranta("--root", str(root), *RUN).code == 0
    return root


@pytest.fixture
def root(undisturbed: Path, tmp_path: Path) -> Path:
    """A published installation whose document has changed since."""
    copy = tmp_path / "copy"
    shutil.copytree(undisturbed, copy)
    (copy / "data" / "raw" / "kuvala" / "2023-03" / "tilanne.txt").write_bytes(CHANGED)
    return copy


def published(root: Path) -> dict[str, bytes]:
    """Every published file but `run.json`, which holds the clock."""
    files = [*(root / "reports").rglob("*"), *(root / "data" / "processed").rglob("*")]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files
        if path.is_file() and path.suffix != ".lock" and path.name != "run.json"
    }


def leftovers(root: Path) -> list[Path]:
    work = list((root / "data" / "processed").glob(".work/*"))
    return [*root.rglob(".new-*"), *work]


@pytest.mark.parametrize("step", [*STEPS, "publish"])
def test_a_run_killed_in_any_step_leaves_whole_files_and_the_next_run_mends_all(
    root: Path, step: str
) -> None:
    before = published(root)
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "pipeline.py"), "--root", str(root), *RUN],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    assert any(line.strip() == f"kuvala 2023-03: {step}" for line in process.stderr)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    killed = published(root)

    assert seuranta("--root", str(root), *RUN).code == 0
    after = published(root)

    actions = "data/processed/kuvala/2023-03/actions.csv"
    assert all(killed[name] in (before[name], after[name]) for name in before)
    assert after[actions] != before[actions]
    assert leftovers(root) == []


def test_the_same_documents_give_the_same_bytes_anywhere_at_any_time(
    undisturbed: Path, tmp_path: Path
) -> None:
    again = make_installation(tmp_path / "elsewhere")

    finished = seuranta("--root", str(again), *RUN, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")

    assert finished.code == 0
    assert published(again) == published(undisturbed)


def test_no_published_file_tells_where_the_installation_stands(undisturbed: Path) -> None:
    telling = [
        name for name, content in published(undisturbed).items() if str(undisturbed).encode() in content
    ]

    assert telling == []


def test_a_kernel_runs_the_code_that_was_called_and_not_what_lies_in_the_current_folder(
    undisturbed: Path, tmp_path: Path
) -> None:
    shutil.copytree(undisturbed, tmp_path / "copy")
    (tmp_path / "seuranta").mkdir()
    (tmp_path / "seuranta" / "__init__.py").write_text(
        "raise ImportError('another version')\n", encoding="utf-8"
    )

    finished = seuranta("--root", str(tmp_path / "copy"), *RUN, "--force", cwd=tmp_path)

    assert finished.code == 0, finished.errors


def test_a_forced_run_gives_the_same_bytes_again(undisturbed: Path, tmp_path: Path) -> None:
    shutil.copytree(undisturbed, tmp_path / "copy")

    assert seuranta("--root", str(tmp_path / "copy"), *RUN, "--force").code == 0
    assert published(tmp_path / "copy") == published(undisturbed)


def test_of_two_runs_at_once_one_publishes_and_the_other_is_turned_away(root: Path) -> None:
    command = [sys.executable, str(ROOT / "pipeline.py"), "--root", str(root), *RUN]
    runs = [
        subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for _ in range(2)
    ]

    errors = [run.communicate(timeout=200)[1] for run in runs]

    codes = sorted(run.returncode for run in runs)
    assert codes in ([0, 5], [0, 0])  # the second may come so late that nothing is left to do
    assert codes == [0, 0] or "another process is running it" in "".join(errors)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; only root can mount one."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk; .ci/run runs as root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_one_clear_line_and_nothing_published_or_lost(small_disk: Path) -> None:
    root = make_installation(small_disk)
    (small_disk / "ballast").write_bytes(b"\0" * 700_000)

    finished = seuranta("--root", str(root), *RUN)

    lines = [line for line in finished.errors.splitlines() if not line.startswith("kuvala 2023-03: ")]
    assert finished.code == 1
    assert len(lines) == 2, finished.errors
    assert "No space left on device" in lines[0]
    assert lines[1].startswith("Hint: ")
    assert not (root / "reports").exists()
    assert leftovers(root) == []

    (small_disk / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert seuranta("--root", str(root), *RUN).code == 0


def test_a_read_only_reports_folder_is_told_before_any_work(tmp_path: Path) -> None:
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can mount a read-only disk; .ci/run runs as root")
    root = make_installation(tmp_path)
    reports = root / "reports"
    reports.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(reports)], check=False).returncode:
        pytest.skip("this machine does not let root mount a disk")
    try:
        finished = seuranta("--root", str(root), *RUN)
    finally:
        subprocess.run(["umount", str(reports)], check=True)

    lines = finished.errors.strip().splitlines()
    assert finished.code == 2
    assert len(lines) == 2
    assert lines[0].startswith(f"{reports}/kuvala/2023-03: expected a folder that can be written")
    assert not (root / "data" / "processed" / "kuvala").exists()


def test_hostile_words_stay_words_in_every_published_file(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> #eval("1") {{ 7*7 }} =1+1 `rm` $x$ *a* \\n'
    content = KUVALA.replace(b"Kouluverkon tietomalli", hostile.encode())
    root = make_installation(tmp_path, content=content)

    assert seuranta("--root", str(root), *RUN).code == 0

    page = (root / "reports" / "kuvala" / "2023-03" / "report.fi.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
