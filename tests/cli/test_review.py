"""`review` as people use it: lists, sheets, single keys on a terminal, and decisions that count."""

import csv
import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from seuranta.classify.fingerprint import lexicon_fingerprint
from seuranta.store.locks import locked
from tests.documents import ROOT, make_installation, tabbed
from tests.processes import Finished, seuranta

WORDLESS = "Kuvalan satama-allas."
DOCUMENT = tabbed(f"""
    Käyttötapaus | 2021 | 2022 | 2023 | 2024 | Tilanne 03/2023
    Venepaikkojen sähköinen varaus | x | x | | | Otettu käyttöön 2022.
    Satama-altaan mittaukset | | x | x | | {WORDLESS}
    Laiturien kunto kartalle | | | x | | Ks. edellinen: {WORDLESS}
    Leikkipuistojen kuntotiedot | x | | | |
""")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_installation(tmp_path / "asennus", content=DOCUMENT)


def review(root: Path, *options: str) -> Finished:
    return seuranta("--root", str(root), "review", "kuvala", "2023-03", *options)


def listed(root: Path, *options: str) -> Any:
    finished = review(root, "--json", *options)
    assert finished.code == 0, finished.errors
    return finished.json


def file(root: Path, name: str) -> Path:
    return root / "data" / "raw" / "kuvala" / "2023-03" / name


def rows(root: Path, name: str = "decisions.csv") -> list[dict[str, str]]:
    with file(root, name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def sheet(root: Path, *answers: tuple[str, ...], name: str = "t.csv", options: tuple[str, ...] = ()) -> Path:
    """The CSV sheet with decision, blocker, year and reason filled in, row by row."""
    path = root / name
    assert review(root, "--csv", str(path), "--language", "en", *options).code == 0
    with path.open(encoding="utf-8-sig", newline="") as opened:
        head, *lines = csv.reader(opened, delimiter=";")
    first = head.index("Decision")
    for line, answer in zip(lines, answers, strict=False):
        line[first : first + len(answer)] = answer
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened, delimiter=";").writerows([head, *lines])
    return path


def take(root: Path, path: Path, *options: str) -> Finished:
    return review(root, "--take", str(path), "--by", "Aino", *options)


def test_a_pipe_gets_the_list_and_nobody_is_asked(root: Path) -> None:
    finished = review(root)

    assert finished.code == 0
    assert finished.output.startswith("kuvala 2023-03: 2 readings to review\n1.2  Satama-altaan mittaukset\n")
    assert f"  text: {WORDLESS}\n" in finished.output
    assert "doubtful: nobody has checked a reading" in finished.output
    assert "two readers: 0 texts in common, too few" in finished.output


def test_the_list_as_json_holds_the_reading_and_the_way_back_to_its_words(root: Path) -> None:
    answer = listed(root)

    first = answer["readings"][0]
    assert [reading["label"] for reading in answer["readings"]] == ["1.2", "1.3"]
    assert (first["why"], first["rule"], first["place"]) == (
        "doubtful",
        "no_cue",
        "tilanne.txt, line 3 (table 1, row 2)",
    )
    assert first["decision"] is None
    assert answer["lexicon"] == lexicon_fingerprint()


def test_all_shows_every_reading(root: Path) -> None:
    assert [reading["why"] for reading in listed(root, "--all")["readings"]].count("other") >= 1
    assert len(listed(root, "--all")["readings"]) == 4


def test_a_filled_in_sheet_becomes_decisions_with_who_when_and_why(root: Path) -> None:
    path = sheet(root, ("On hold", "Technology", "2022", '=Called; "ok"'))

    finished = take(root, path)

    assert finished.code == 0, finished.errors
    assert "1 answer taken, 0 unchanged, 1 left empty, 0 expired" in finished.output
    (row,) = rows(root)
    assert (row["status"], row["blocker"], row["as_of_year"]) == ("on_hold", "technology", "2022")
    assert (row["decided_by"], row["reason"]) == ("Aino", '\'=Called; "ok"')
    assert (row["read_as"], row["tier"], row["lexicon"]) == ("in_progress", "doubtful", lexicon_fingerprint())
    assert time.strptime(row["decided_on"], "%Y-%m-%d")
    assert [reading["label"] for reading in listed(root)["readings"]] == ["1.3"]


def test_the_same_sheet_again_changes_nothing(root: Path) -> None:
    path = sheet(root, ("planned",), ("completed",))
    take(root, path)
    before = file(root, "decisions.csv").read_bytes()

    finished = take(root, path, "--json", "--by", "Otto")

    assert (finished.json["taken"], finished.json["unchanged_count"]) == ([], 2)
    assert file(root, "decisions.csv").read_bytes() == before


def test_a_sheet_with_a_fault_is_refused_as_a_whole(root: Path) -> None:
    finished = take(root, sheet(root, ("ready",), ("planned", "weather")))

    assert finished.code == 2
    assert "t.csv, line 2: expected a status" in finished.errors
    assert "t.csv, line 3: expected a blocker" in finished.errors
    assert "nothing was written" in finished.errors
    assert not file(root, "decisions.csv").exists()


def test_an_answer_to_a_text_that_has_changed_is_told_and_not_taken(root: Path) -> None:
    path = sheet(root, ("planned",))
    document = file(root, "tilanne.txt")
    document.write_bytes(document.read_bytes().replace(WORDLESS.encode(), b"Uusi laituri.", 1))

    finished = take(root, path)

    assert finished.code == 0
    assert "line 2: expired (text_changed)" in finished.output
    assert not file(root, "decisions.csv").exists()


def test_an_expired_decision_is_listed_with_what_was_decided(root: Path) -> None:
    take(root, sheet(root, ("planned", "", "", "Called.")))
    document = file(root, "tilanne.txt")
    document.write_bytes(document.read_bytes().replace(WORDLESS.encode(), b"Uusi laituri.", 1))

    (expired,) = listed(root)["expired"]

    assert (expired["name"], expired["status"], expired["why"]) == (
        "Satama-altaan mittaukset",
        "planned",
        "text_changed",
    )
    assert "expired (text_changed): Satama-altaan mittaukset: planned by Aino" in review(root).output


def test_a_workbook_is_filled_in_and_taken(root: Path) -> None:
    path = root / "kuvala.xlsx"
    assert review(root, "--xlsx", str(path), "--language", "sv").code == 0
    book = openpyxl.load_workbook(path)
    assert book.worksheets[0]["K1"].value == "Beslut"
    book.worksheets[0]["K2"] = "Pågår"
    book.save(path)

    assert take(root, path).code == 0
    assert rows(root)[0]["status"] == "in_progress"


def test_a_second_reader_is_shown_nothing_that_was_read_or_decided(root: Path) -> None:
    take(root, sheet(root, ("discontinued", "partner", "2019", "Secret.")))

    finished = review(root, "--second-reader", "--by", "Otto", "--json")

    assert len(finished.json["readings"]) == 2
    assert set(finished.json) == {"programme", "period", "readings", "expired"}
    assert set(finished.json["readings"][0]) == {
        "action_id",
        "text_sha256",
        "label",
        "name",
        "planned_years",
        "status_text",
        "language",
        "place",
    }
    shown = review(root, "--second-reader", "--by", "Otto").output
    assert not any(
        word in finished.output + shown for word in ("discontinued", "no_cue", "doubtful", "Secret")
    )


def test_nobody_is_asked_again_about_what_they_decided_themselves(root: Path) -> None:
    take(root, sheet(root, ("planned",)))

    again = listed(root, "--second-reader", "--by", "aino")

    assert [reading["label"] for reading in again["readings"]] == ["1.3"]


def test_a_second_reader_changes_no_status_and_the_agreement_is_counted(root: Path) -> None:
    take(root, sheet(root, ("planned",), ("completed",)))
    blind = ("--second-reader", "--by", "Otto")
    path = sheet(root, ("planned",), ("in_progress",), name="otto.csv", options=blind)
    before = file(root, "decisions.csv").read_bytes()

    assert review(root, "--take", str(path), *blind).code == 0

    assert [row["status"] for row in rows(root, "second_reader.csv")] == ["planned", "in_progress"]
    assert [row["read_as"] for row in rows(root, "second_reader.csv")] == ["", ""]
    assert file(root, "decisions.csv").read_bytes() == before
    answer = listed(root)
    assert answer["agreement"] == {"text_count": 2, "same_count": 1, "kappa": pytest.approx(1 / 3)}
    assert answer["record"][1] == {
        "tier": "doubtful",
        "text_count": 2,
        "right_count": 0,
        "low_share": pytest.approx(0, abs=1e-9),
        "high_share": pytest.approx(0.658, abs=1e-3),
    }


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_reviewed(root: Path) -> None:
    file(root, "muu.txt").write_bytes(b"\x00\x01")

    finished = review(root, "--json")

    assert finished.code == 3
    assert "muu.txt" in finished.errors
    assert len(finished.json["readings"]) == 2


def test_a_plan_has_nothing_to_review(root: Path) -> None:
    file(root, "tilanne.txt").write_bytes(tabbed("Käyttötapaus | 2021 | 2022\nVenepaikat kartalle | x |"))

    assert listed(root, "--all")["readings"] == []


def test_decisions_written_by_hand_are_kept_beside_new_ones(root: Path) -> None:
    sha = listed(root)["readings"][0]["text_sha256"]
    action = listed(root)["readings"][1]["action_id"]
    by_hand = "action_id;text_sha256;status;blocker;as_of_year;decided_by;decided_on;reason"
    file(root, "decisions.csv").write_text(
        f"{by_hand}\n{action};{sha};planned;;;Maija;2022-01-01;\n", "utf-8"
    )

    take(root, sheet(root, ("completed",)))

    assert [(row["decided_by"], row["status"]) for row in rows(root)] == [
        ("Maija", "planned"),
        ("Aino", "completed"),
    ]


def test_while_the_period_is_run_nothing_is_written(root: Path) -> None:
    path = sheet(root, ("planned",))

    with locked(root / "data" / "processed" / ".locks" / "kuvala--2023-03.lock", what="kuvala"):
        finished = take(root, path)

    assert finished.code == 5
    assert not file(root, "decisions.csv").exists()


def test_a_decision_counts_in_the_next_run_and_the_report_tells_the_record(root: Path) -> None:
    take(root, sheet(root, ("in_progress",), ("completed",)))
    blind = ("--second-reader", "--by", "Otto")
    path = sheet(root, ("in_progress",), ("completed",), name="otto.csv", options=blind)

    first = seuranta("--root", str(root), "run", "kuvala", "2023-03")
    review(root, "--take", str(path), *blind)
    status = seuranta("--root", str(root), "status", "--json").json["periods"][0]
    second = seuranta("--root", str(root), "run", "kuvala", "2023-03", "--json")

    assert first.code == second.code == 0, first.errors + second.errors
    assert status["state"] == "changed"
    assert status["documents"] == ["tilanne.txt"]
    assert second.json["counts"]["completed"] == 2
    run = json.loads((root / "data/processed/kuvala/2023-03/run.json").read_text("utf-8"))
    assert "kuvala/2023-03/second_reader.csv" in run["inputs"]
    page = " ".join((root / "reports/kuvala/2023-03/report.en.html").read_text("utf-8").split())
    assert "since the lexicon last changed: 1 of 2 right (9–91%" in page
    assert "gave 2 of 2 texts the status that was decided" in page


def test_a_file_that_cannot_be_written_is_told(root: Path) -> None:
    finished = review(root, "--csv", str(file(root, "tilanne.txt") / "arvio.csv"))

    assert finished.code == 2
    assert "expected a file that can be written" in finished.errors


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--second-reader",), "--by NAME"),
        (("--by", " "), "found a blank"),
        (("--take", "poissa.csv"), "no such file"),
        (("--take", "a.csv", "--csv", "b.csv"), "--take alone"),
        (("--language", "de"), "de"),
    ],
)
def test_wrong_usage_is_told(root: Path, options: tuple[str, ...], said: str) -> None:
    finished = review(root, *options)

    assert finished.code == 2
    assert said in finished.errors
    assert "Hint: " in finished.errors


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_single_keys_decide_on_a_terminal_and_each_is_kept_at_once(root: Path) -> None:
    import pty  # noqa: PLC0415 (not on Windows)

    reason = "Soitettu näin, " + "ja odotetaan vastausta " * 20
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "pipeline.py"), "--root", str(root), "review", "kuvala", "2023-03"]
    with subprocess.Popen(
        [*command, "--by", "Aino", "--language", "en"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        end = threading.Timer(120, process.kill)
        end.start()
        _until(ours, "1/2")
        os.write(ours, b"b")
        _until(ours, "3 Permission")
        os.write(ours, b"3r")
        _until(ours, "Enter keeps")
        os.write(ours, f"{reason}\r".encode())
        os.write(ours, b"4")
        _until(ours, "2/2")
        (row,) = rows(root)
        os.write(ours, b"1")
        _until(ours, "2/2 answered")
        os.write(ours, b"u")
        _until(ours, "taken back")
        assert len(rows(root)) == 1
        os.write(ours, b"q")
        _until(ours, "doubtful: 0 of 1 right")
        assert process.wait(timeout=60) == 0
        end.cancel()
    os.close(ours)
    assert (row["status"], row["blocker"], row["reason"], row["decided_by"]) == (
        "on_hold",
        "permission",
        reason.strip(),
        "Aino",
    )


def _until(terminal: int, words: str, seconds: float = 60) -> str:
    """What the terminal shows until some words appear."""
    shown, end = b"", time.monotonic() + seconds
    while words.encode() not in shown:
        assert time.monotonic() < end, shown.decode(errors="replace")
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 4096)
            except OSError:  # the other side has ended
                break
    assert words.encode() in shown
    return shown.decode(errors="replace")
