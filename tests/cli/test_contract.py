"""The command line's contract: what it prints, what it publishes, its exit codes."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents import FOLLOW_UP, KUVALA, ROADMAP, ROOT, make_installation
from tests.processes import Finished, seuranta

TRACE = re.compile(r"Traceback|File \"")


def refuses_in_two_lines(finished: Finished) -> bool:
    lines = finished.errors.strip().splitlines()
    return len(lines) == 2 and lines[1].startswith("Hint: ") and not TRACE.search(finished.errors)


def test_batch_publishes_both_programmes_in_every_language(published: Path) -> None:
    for period in ("porvoo-digiohjelma/2022-09", "porvoo-digitiekartta/2024-01"):
        names = {path.name for path in (published / "reports" / period).iterdir()}
        forms = (("report", "html"), ("report", "pdf"), ("report", "docx"), ("summary", "pdf"))
        assert names == {
            f"{name}.{language}.{suffix}" for language in ("fi", "sv", "en") for name, suffix in forms
        }
    assert (published / "reports" / "index.html").exists()


def test_a_second_run_says_that_nothing_had_changed_and_starts_no_kernel(published: Path) -> None:
    again = seuranta("--root", str(published), "run", "porvoo-digiohjelma", "2022-09")

    assert again.code == 0
    assert "nothing had changed" in again.output
    assert again.errors == ""


def test_status_knows_what_is_current_and_what_changed(published: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(published, root)
    programme = root / "data" / "raw" / "porvoo-digitiekartta" / "programme.toml"
    programme.write_text(programme.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    (root / "reports" / "porvoo-digiohjelma" / "2022-09" / "report.fi.pdf").unlink()

    states = {
        period["programme"]: period["state"]
        for period in seuranta("--root", str(root), "status", "--json").json["periods"]
    }

    assert states == {"porvoo-digiohjelma": "damaged", "porvoo-digitiekartta": "changed"}


def test_read_prints_what_a_document_yields_and_nothing_else() -> None:
    finished = seuranta("read", str(FOLLOW_UP), str(ROADMAP), "--json")

    documents = finished.json["documents"]
    assert finished.code == 0
    assert [len(document["actions"]) for document in documents] == [67, 26]
    assert [document["outcome"] for document in documents] == ["read", "read"]


def test_a_refused_document_gives_code_3_and_does_not_hide_the_other(tmp_path: Path) -> None:
    empty = tmp_path / "tyhja.txt"
    empty.touch()

    finished = seuranta("read", str(empty), str(FOLLOW_UP), "--json")

    refused, read = finished.json["documents"]
    assert finished.code == 3
    assert (refused["error"]["code"], len(read["actions"])) == ("empty", 67)


def test_classify_answers_a_line_for_a_line() -> None:
    line = {
        "id": "7",
        "item": "Venepaikat",
        "text": "Otettu käyttöön 2022.",
        "language": "fi",
        "period": "2023-03",
    }

    finished = seuranta("classify", "-", "--json", stdin=json.dumps(line) + "\n")

    answer = json.loads(finished.output)
    assert finished.code == 0
    assert set(answer) == {
        "id", "status", "alternatives", "tier", "evidence", "as_of_year", "stale", "blocker", "needs_review",
    }  # fmt: skip
    assert (answer["id"], answer["status"], answer["as_of_year"]) == ("7", "completed", 2022)
    piece = answer["evidence"][0]
    assert line["text"][piece["start"] : piece["end"]] == piece["text"]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"id": 1}',
        '{"id":1,"text":"x","language":"fi","period":"?"}',
        '{"id":1,"text":"x","language":"fi","period":"2022-13"}',
        '{"id":1,"text":"x","language":"fi","period":20221}',
        '{"id":1,"text":"x","language":"fi","period":true}',
        '{"id":1,"text":["x"],"language":"fi","period":"2022-09"}',
        '{"id":1,"text":"x","language":null,"period":"2022-09"}',
        '{"id":1,"text":"x","item":7,"language":"fi","period":"2022-09"}',
        '{"id":[1],"text":"x","language":"fi","period":"2022-09"}',
        '{"id":NaN,"text":"x","language":"fi","period":"2022-09"}',
        '\ufeff{"id":1,"text":"x","language":"fi","period":"2022-09"}',
    ],
)
def test_classify_names_the_line_that_it_cannot_use(line: str) -> None:
    finished = seuranta("classify", stdin=line)

    assert finished.code == 2
    assert ", line 1: expected" in finished.errors
    assert refuses_in_two_lines(finished)


def test_classify_takes_a_year_for_a_period_and_a_language_in_any_case() -> None:
    line = {"id": 7, "item": None, "text": None, "language": "FI", "period": 2022}

    finished = seuranta("classify", stdin=json.dumps(line) + "\n")

    assert finished.code == 0
    assert (finished.json["id"], finished.json["status"]) == (7, "not_reported")


def test_classify_refuses_what_is_not_utf_8(tmp_path: Path) -> None:
    lines = tmp_path / "tilat.jsonl"
    lines.write_bytes('{"id":1,"text":"käytössä","language":"fi","period":2022}'.encode("latin-1"))

    finished = seuranta("classify", str(lines))

    assert finished.code == 2
    assert "tilat.jsonl, line 1: expected UTF-8" in finished.errors
    assert refuses_in_two_lines(finished)


def shell(command: str, stdin: str = "") -> Finished:
    process = subprocess.run(
        ["bash", "-c", command, sys.executable, str(ROOT / "pipeline.py")],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    return Finished(process.returncode, process.stdout, process.stderr)


@pytest.mark.parametrize("count", [1, 2000])
def test_a_reader_that_has_seen_enough_ends_the_command_quietly(count: int) -> None:
    line = '{"id":1,"text":"Valmis.","language":"fi","period":"2022-09"}\n'

    finished = shell('"$0" "$1" classify | true; exit ${PIPESTATUS[0]}', stdin=line * count)

    assert (finished.code, finished.errors) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_output_to_a_full_device_is_one_clear_line() -> None:
    finished = shell('"$0" "$1" read --json "$1" missing.txt > /dev/full')

    assert finished.code == 1
    assert finished.errors.startswith("standard output: expected to write the answer, found: No space left")
    assert refuses_in_two_lines(finished)


def test_explain_goes_from_a_number_to_its_actions_and_to_the_sentence(published: Path) -> None:
    root = ("--root", str(published))

    overdue = seuranta(*root, "explain", "porvoo-digiohjelma", "2022-09", "overdue", "--json").json
    whole = next(row for row in overdue["rows"] if row["dimension"] == "programme" and row["basis"] == "all")
    action = seuranta(*root, "explain", "porvoo-digiohjelma", "2022-09", "7.8", "--json").json["actions"][0]

    assert len(whole["actions"]) == whole["numerator_count"] > 0
    assert action["status"] == "on_hold"
    assert action["blocker"] == "technology"
    assert action["place"].endswith("line 88 (table 7, row 8)")
    assert any("odottaa" in piece["text"] for piece in action["evidence"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "porvoo-digiohjelma", "2022-13"), "expected a period YYYY-MM"),
        (("run", "../x", "2022-09"), "expected a programme named with small letters"),
        (("run", "kuvala", "2022-09"), "found no 'kuvala'"),
        (("run", "porvoo-digiohjelma", "1999-01"), "found no '1999-01'"),
        (("read", "ei-ole.txt"), "found no such file"),
        (("explain", "porvoo-digiohjelma", "2022-09", "olematon"), "expected"),
        (("explain", "porvoo-digiohjelma", "2022-09", ""), "found a blank"),
        (
            ("run", "porvoo-digiohjelma"),
            "seuranta run: expected what its help shows, found: Missing argument",
        ),
        (("run", "--frce", "a", "2022-09"), "found: No such option"),
        (("olematon",), "seuranta: expected what its help shows, found: No such command"),
        (("batch", "porvoo-digiohjelma/../x"), "expected a period YYYY-MM"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_what_to_do(
    published: Path, arguments: tuple[str, ...], said: str
) -> None:
    finished = seuranta("--root", str(published), *arguments)

    assert finished.code == 2
    assert said in finished.errors
    assert refuses_in_two_lines(finished)


def test_help_is_no_error() -> None:
    finished = seuranta("run", "--help")

    assert (finished.code, finished.errors) == (0, "")
    assert "PROGRAMME PERIOD" in finished.output


def test_a_batch_without_any_period_says_where_to_put_documents(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)

    finished = seuranta("--root", str(tmp_path), "batch")

    assert finished.code == 2
    assert refuses_in_two_lines(finished)


def test_a_missing_file_does_not_hide_what_the_others_yield(tmp_path: Path) -> None:
    finished = seuranta("read", str(tmp_path / "puuttuu.txt"), str(FOLLOW_UP))

    assert finished.code == 2
    assert f"{FOLLOW_UP}: 67 actions" in finished.output
    assert "puuttuu.txt: expected a document, found no such file" in finished.errors
    assert refuses_in_two_lines(finished)


def test_a_missing_file_hides_no_other_from_a_program_either(tmp_path: Path) -> None:
    finished = seuranta("read", str(tmp_path / "puuttuu.txt"), str(FOLLOW_UP), "--json")

    assert finished.code == 2
    assert [len(document["actions"]) for document in finished.json["documents"]] == [67]
    assert refuses_in_two_lines(finished)


def test_words_of_a_document_never_command_the_terminal(tmp_path: Path) -> None:
    document = tmp_path / "tilanne\x1b[2J\nvale: 9 actions.txt"
    document.write_bytes(KUVALA.replace(b"Kouluverkon tietomalli", "Koulu\x9b31mverkko".encode()))

    finished = seuranta("read", str(document))

    assert finished.code == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", finished.output)
    assert len(finished.output.splitlines()) == 5
    assert "Koulu\ufffd31mverkko" in finished.output


@pytest.mark.parametrize(
    "break_it",
    [
        lambda programme: programme.write_text("[programme\n", encoding="utf-8"),
        lambda programme: (programme.unlink(), programme.mkdir()),
        lambda programme: programme.write_bytes(b"\xff"),
    ],
    ids=["no TOML", "a folder", "not UTF-8"],
)
def test_a_programme_that_cannot_be_read_is_told_and_never_stops_another(
    published: Path, tmp_path: Path, break_it: Callable[[Path], None]
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(published, root)
    break_it(root / "data" / "raw" / "porvoo-digiohjelma" / "programme.toml")
    make_installation(root, slug="satama")

    run = seuranta("--root", str(root), "run", "satama", "2023-03", "--language", "fi")
    shown = seuranta("--root", str(root), "status")
    states = {
        state["programme"]: state
        for state in seuranta("--root", str(root), "status", "--json").json["periods"]
    }

    index = (root / "reports" / "index.html").read_text(encoding="utf-8")
    assert run.code == 0, run.errors
    assert "satama/2023-03" in index
    assert "porvoo-digiohjelma/2022-09" not in index
    assert shown.code == 2
    assert "porvoo-digiohjelma 2022-09: unreadable" in shown.output
    assert "satama 2023-03: current" in shown.output
    assert "programme.toml: expected" in shown.errors
    assert "programme.toml: expected" in states["porvoo-digiohjelma"]["error"]["message"]
    assert states["satama"]["error"] is None


@pytest.mark.parametrize("text", ["{}", "[]", '{"version": 2}'])
def test_a_manifest_that_no_run_wrote_counts_as_not_run_and_stops_nothing(
    published: Path, tmp_path: Path, text: str
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(published, root)
    (root / "data/processed/porvoo-digiohjelma/2022-09/run.json").write_text(text, encoding="utf-8")

    run = seuranta("--root", str(root), "run", "porvoo-digitiekartta", "2024-01")
    states = seuranta("--root", str(root), "status", "--json").json["periods"]

    assert run.code == 0, run.errors
    assert {state["programme"]: state["state"] for state in states} == {
        "porvoo-digiohjelma": "new",
        "porvoo-digitiekartta": "current",
    }


def test_a_lost_tab_publishes_nothing_and_names_the_line(tmp_path: Path) -> None:
    root = make_installation(tmp_path, content=KUVALA.replace(b"varaus\tx", b"varaus x"))

    finished = seuranta("--root", str(root), "run", "kuvala", "2023-03")

    assert finished.code == 3
    assert "tilanne.txt, line 2: expected 6 cells" in finished.errors
    assert "Hint: a separator (tab, semicolon, bar) was probably lost" in finished.errors
    assert not TRACE.search(finished.errors)
    assert not (root / "reports").exists()


def test_one_refused_document_beside_a_good_one_is_told_and_the_rest_is_published(tmp_path: Path) -> None:
    root = make_installation(tmp_path)
    (root / "data" / "raw" / "kuvala" / "2023-03" / "rikki.txt").touch()

    finished = seuranta("--root", str(root), "run", "kuvala", "2023-03", "--language", "fi")
    again = seuranta("--root", str(root), "run", "kuvala", "2023-03", "--language", "fi", "--json")

    reason = "rikki.txt: expected a document with a table, found an empty file"
    hint = "ask the sender for the file again"
    assert finished.code == again.code == 3
    assert f"{reason}\nHint: {hint}\n" in finished.errors
    assert again.json["refused"] == [{"file": "rikki.txt", "message": reason, "hint": hint}]
    assert (root / "reports" / "kuvala" / "2023-03" / "report.fi.pdf").exists()


def test_one_failing_programme_never_stops_the_others(tmp_path: Path) -> None:
    root = make_installation(tmp_path)
    make_installation(tmp_path, slug="satama", content=b"")

    finished = seuranta("--root", str(root), "batch", "--json")

    runs = {run["programme"]: run for run in finished.json["runs"]}
    assert finished.code == 3
    assert runs["kuvala"]["outcome"] == "published"
    assert runs["satama"]["outcome"] == "failed"
    assert "empty file" in runs["satama"]["error"]["message"]


def test_a_critical_finding_stops_the_run_with_code_4_and_keeps_what_was_published(tmp_path: Path) -> None:
    root = make_installation(tmp_path)
    programme = root / "data" / "raw" / "kuvala" / "programme.toml"
    assert seuranta("--root", str(root), "run", "kuvala", "2023-03", "--language", "fi").code == 0
    report = root / "reports" / "kuvala" / "2023-03" / "report.fi.html"
    before = report.read_bytes()
    strict = '\n[checks.R023]\nseverity = "critical"\nreason = "Tyhjää tilannetta ei julkaista."\n'
    programme.write_text(programme.read_text(encoding="utf-8") + strict, encoding="utf-8")

    finished = seuranta("--root", str(root), "run", "kuvala", "2023-03", "--language", "fi")

    assert finished.code == 4
    assert "line 4" in finished.errors
    assert not TRACE.search(finished.errors)
    assert report.read_bytes() == before
