"""The notebooks are thin, clean, and run from top to bottom as a person opens them."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from seuranta.errors import StepFailedError
from seuranta.kernels.execute import NotebookParameters, check_complete, without_clock
from seuranta.runs.period import STEPS
from tests.documents import RAW, ROOT

SEQUENCE = [ROOT / "notebooks" / f"{step}.ipynb" for step in STEPS]
ALL = [*SEQUENCE, *sorted((ROOT / "notebooks" / "adhoc").glob("*.ipynb"))]
PARAMETERS = list(NotebookParameters.__dataclass_fields__)
BRANCHES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.If, ast.IfExp, ast.For, ast.While,
    ast.Try, ast.With, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.Match,
)  # fmt: skip
MAX_CELL_LINES = 20


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_tells_and_calls_but_does_no_work_of_its_own(path: Path) -> None:
    for cell in cells(path, "code"):
        tree = ast.parse(source(cell))
        assert not [node for node in ast.walk(tree) if isinstance(node, BRANCHES)], source(cell)
        assert len(source(cell).splitlines()) <= MAX_CELL_LINES


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_code_cell_is_introduced_in_words(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    kinds = [cell["cell_type"] for cell in notebook["cells"]]
    headings = [source(cell).lstrip().splitlines()[0] for cell in cells(path, "markdown")]

    assert kinds[0] == "markdown"
    assert headings[0].startswith("# ")
    assert len(headings) >= len(cells(path, "code")) - 2  # parameters and imports follow the title


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_output_is_stored(path: Path) -> None:
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path, "code"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_one_cell_holds_exactly_the_parameters_that_a_run_may_set(path: Path) -> None:
    tagged = [cell for cell in cells(path, "code") if "parameters" in cell["metadata"].get("tags", [])]
    assignments = [node for node in ast.parse(source(tagged[0])).body if isinstance(node, ast.AnnAssign)]

    assert len(tagged) == 1
    assert [ast.unparse(node.target) for node in assignments] == PARAMETERS


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_cell_ids_are_kept_stable(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    ids = [cell["id"] for cell in notebook["cells"]]

    assert len(set(ids)) == len(ids)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of which nothing has been run: documents and notebooks alone."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(RAW, root / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    return root


def run_by_hand(path: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    return notebook


def test_opened_by_hand_one_after_another_they_run_with_their_default_parameters(checkout: Path) -> None:
    executed = {path.stem: run_by_hand(checkout / "notebooks" / path.name) for path in SEQUENCE}

    shown = [
        output["data"]
        for cell in executed["40_report"]["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "execute_result"
    ]
    assert len([data for data in shown if "text/html" in data]) == 8
    assert "<script" not in "".join(data.get("text/html", "") for data in shown)
    assert not (checkout / "reports").exists()
    assert not (checkout / "data" / "processed").exists()


def test_any_notebook_can_be_opened_first_once_the_period_is_published(
    published: Path, tmp_path: Path
) -> None:
    shutil.copytree(published, tmp_path / "copy")
    for path in ALL[2:]:
        target = tmp_path / "copy" / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        run_by_hand(target)


def test_the_published_evidence_is_executed_and_has_no_clock_in_it(published: Path) -> None:
    folder = published / "data" / "processed" / "porvoo-digiohjelma" / "2022-09" / "notebooks"

    for path in (folder / f"{step}.ipynb" for step in STEPS):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert notebook["metadata"]["papermill"].keys() == {"parameters"}
        assert all(cell["execution_count"] for cell in notebook["cells"] if cell["cell_type"] == "code")
        assert without_clock(notebook) == notebook


HALF_RUN = {
    "killed": {"metadata": {"papermill": {"end_time": None, "exception": None}}, "cells": []},
    "raised": {"metadata": {"papermill": {"end_time": "2026", "exception": True}}, "cells": []},
    "never run": {"metadata": {}, "cells": []},
    "half run": {
        "metadata": {"papermill": {"end_time": "2026", "exception": None}},
        "cells": [{"cell_type": "code", "metadata": {"papermill": {"status": "running"}}}],
    },
}


@pytest.mark.parametrize("name", HALF_RUN)
def test_a_notebook_that_did_not_come_to_its_end_is_never_taken_for_finished(name: str) -> None:
    with pytest.raises(StepFailedError, match="10_ingest: expected all"):
        check_complete(HALF_RUN[name], where="10_ingest")


def test_jupyter_nbconvert_knows_every_exporter(published: Path, tmp_path: Path) -> None:
    notebook = published / "data/processed/porvoo-digitiekartta/2024-01/notebooks/40_report.ipynb"
    for name, suffix, start in (
        ("html", "html", b"<!"),
        ("pdf", "pdf", b"%PDF"),
        ("summary", "pdf", b"%PDF"),
        ("docx", "docx", b"PK"),
    ):
        command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", f"seuranta-{name}", str(notebook)]
        command += ["--output-dir", str(tmp_path), "--output", name]
        subprocess.run(command, check=True, capture_output=True)
        assert (tmp_path / f"{name}.{suffix}").read_bytes().startswith(start)
