"""`batch --check-only`: what would stop a batch is known before the first notebook runs."""

import json
from pathlib import Path

import pytest

from seuranta import validate
from seuranta.runs.preflight import check_batch
from seuranta.store.layout import Layout
from tests.documents import KUVALA, PROGRAMME_TOML, make_installation
from tests.processes import seuranta

GRAVE = """
[checks.R023]
severity = "critical"
reason = "Ranta julkaisee vain, kun jokaisesta aloitetusta työstä on raportoitu."
"""


@pytest.fixture
def three_programmes(tmp_path: Path) -> Path:
    """Kuvala may be published; Ranta takes silence gravely; nobody can read Suola's document."""
    for slug, content in (("kuvala", KUVALA), ("ranta", KUVALA), ("suola", b"\x00\x01\x02\x03" * 64)):
        make_installation(tmp_path, slug=slug, content=content)
    ranta = tmp_path / "data" / "raw" / "ranta" / "programme.toml"
    ranta.write_text(PROGRAMME_TOML + GRAVE, encoding="utf-8")
    return tmp_path


def test_each_programme_is_told_what_would_stop_it_and_nothing_is_published(three_programmes: Path) -> None:
    finished = seuranta("--root", str(three_programmes), "batch", "--check-only", "--json")

    kuvala, ranta, suola = finished.json["runs"]
    assert [(run["programme"], run["outcome"], run["exit_code"]) for run in (kuvala, ranta, suola)] == [
        ("kuvala", "checked", 0),
        ("ranta", "failed", 4),
        ("suola", "failed", 3),
    ]
    assert finished.code == 4
    assert kuvala["counts"]["critical"] == 0
    assert ranta["counts"]["critical"] == 1
    assert "R023 'Leikkipuistojen kuntotiedot kartalle'" in ranta["error"]["message"]
    assert "tilanne.txt" in suola["error"]["message"]
    assert not (three_programmes / "data" / "processed").exists()
    assert not (three_programmes / "reports").exists()


def test_people_read_a_line_a_period(three_programmes: Path) -> None:
    finished = seuranta("--root", str(three_programmes), "batch", "--check-only")

    lines = finished.output.splitlines()
    assert lines[0].startswith("kuvala 2023-03: 4 actions; findings: 0 critical")
    assert lines[1].startswith("ranta 2023-03: would stop; 4 actions; findings: 1 critical")
    assert lines[2] == "suola 2023-03: would stop"
    assert "correct the named rows" in finished.errors


def test_all_programmes_are_checked_in_one_call(
    three_programmes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    check = validate.validate_many

    def counted(subjects: list[validate.PeriodTables]) -> list[validate.Validation]:
        calls.append([subject.programme.slug for subject in subjects])
        return check(subjects)

    monkeypatch.setattr(validate, "validate_many", counted)

    check_batch(list(Layout(three_programmes).all_periods()), jobs=2)

    assert calls == [["kuvala", "ranta"]]


def test_where_no_period_can_be_read_each_is_told(tmp_path: Path) -> None:
    make_installation(tmp_path, slug="suola", content=b"\x00\x01\x02\x03" * 64)

    (suola,) = check_batch(list(Layout(tmp_path).all_periods()), jobs=1)

    assert (suola.outcome, suola.exit_code) == ("failed", 3)


def test_a_classifier_that_is_not_installed_stops_its_own_programme_alone(three_programmes: Path) -> None:
    kuvala = three_programmes / "data" / "raw" / "kuvala" / "programme.toml"
    named = PROGRAMME_TOML.replace("[programme]", '[programme]\nclassifier = "nowhere"', 1)
    kuvala.write_text(named, encoding="utf-8")

    outcomes = check_batch(list(Layout(three_programmes).all_periods()), jobs=1)

    assert [outcome.exit_code for outcome in outcomes] == [2, 4, 3]


def test_a_rule_that_there_is_not_stops_its_own_programme_alone(three_programmes: Path) -> None:
    kuvala = three_programmes / "data" / "raw" / "kuvala" / "programme.toml"
    kuvala.write_text(PROGRAMME_TOML + GRAVE.replace("R023", "R999"), encoding="utf-8")

    finished = seuranta("--root", str(three_programmes), "batch", "--check-only", "--json")

    assert [run["exit_code"] for run in finished.json["runs"]] == [2, 4, 3]


def test_what_is_checked_before_is_what_the_run_finds(published: Path) -> None:
    """The check reads the material a second time, in one process: it must read it as the notebooks do."""
    finished = seuranta("--root", str(published), "batch", "--check-only", "--json")

    for run in finished.json["runs"]:
        manifest = published / "data" / "processed" / run["programme"] / run["period"] / "run.json"
        counts = json.loads(manifest.read_text(encoding="utf-8"))["counts"]
        assert run["counts"] == {name: counts[name] for name in run["counts"]}
