"""The command line's contract: what it prints, what it publishes, its exit codes."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.documents import FOLLOW_UP, KUVALA, ROADMAP, make_installation
from tests.processes import Finished, seuranta

TRACE = re.compile(r"Traceback|File \"")


def refuses_in_two_lines(finished: Finished) -> bool:
    lines = finished.errors.strip().splitlines()
    return len(lines) == 2 and lines[1].startswith("Hint: ") and not TRACE.search(finished.errors)


def test_batch_publishes_both_programmes_in_every_language(published: Path) -> None:
    for period in ("porvoo-digiohjelma/2022-09", "porvoo-digitiekartta/2024-01"):
        names = {path.name for path in (published / "reports" / period).iterdir()}
        assert names == {
            f"report.{language}.{suffix}" for language in ("fi", "sv", "en") for suffix in ("html", "pdf")
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
    "line", ["no json", "[]", '{"id": 1}', '{"id":1,"text":"x","language":"fi","period":"?"}']
)
def test_classify_names_the_line_that_it_cannot_use(line: str) -> None:
    finished = seuranta("classify", stdin=line)

    assert finished.code == 2
    assert ", line 1: expected" in finished.errors
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
        (("batch", "porvoo-digiohjelma/../x"), "expected a period YYYY-MM"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_what_to_do(
    published: Path, arguments: tuple[str, ...], said: str
) -> None:
    finished = seuranta("--root", str(published), *arguments)

    assert finished.code == 2
    assert said in finished.errors
    assert not TRACE.search(finished.errors)


def test_a_lost_tab_publishes_nothing_and_names_the_line(tmp_path: Path) -> None:
    root = make_installation(tmp_path, content=KUVALA.replace(b"varaus\tx", b"varaus x"))

    finished = seuranta("--root", str(root), "run", "kuvala", "2023-03")

    assert finished.code == 3
    assert "tilanne.txt, line 2: expected 6 cells" in finished.errors
    assert "Hint: a tab was probably lost" in finished.errors
    assert not TRACE.search(finished.errors)
    assert not (root / "reports").exists()


def test_one_refused_document_beside_a_good_one_is_told_and_the_rest_is_published(tmp_path: Path) -> None:
    root = make_installation(tmp_path)
    (root / "data" / "raw" / "kuvala" / "2023-03" / "rikki.txt").touch()

    finished = seuranta("--root", str(root), "run", "kuvala", "2023-03", "--language", "fi")

    assert finished.code == 3
    assert "rikki.txt: expected a document with a table, found an empty file" in finished.errors
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
    document = root / "data" / "raw" / "kuvala" / "2023-03" / "tilanne.txt"
    assert seuranta("--root", str(root), "run", "kuvala", "2023-03", "--language", "fi").code == 0
    report = root / "reports" / "kuvala" / "2023-03" / "report.fi.html"
    before = report.read_bytes()
    document.write_bytes(KUVALA.replace(b"Kouluverkon tietomalli", b""))

    finished = seuranta("--root", str(root), "run", "kuvala", "2023-03", "--language", "fi")

    assert finished.code == 4
    assert "line 3" in finished.errors
    assert not TRACE.search(finished.errors)
    assert report.read_bytes() == before
