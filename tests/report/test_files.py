"""The published files are what the exporters of nbconvert make of the executed notebook."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter

from seuranta.errors import StepFailedError, UsageError
from seuranta.report.blocks import MIME_TYPE, json_text
from seuranta.report.files import report_files
from seuranta.report.payload import carried, report_in
from tests.report.sample_report import sample_report


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    reports = {code: json_text(sample_report(language=code)) for code in ("fi", "sv")}
    output = nbformat.v4.new_output("display_data", data=carried(reports))
    cells = [nbformat.v4.new_code_cell("report", outputs=[output])]
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells)
    return made


def test_a_run_publishes_what_jupyter_nbconvert_makes(
    notebook: nbformat.NotebookNode, tmp_path: Path
) -> None:
    """Anybody can make the published files again from the published notebook, without Seuranta's command."""
    nbformat.write(notebook, tmp_path / "40_report.ipynb")
    names = {
        "seuranta-html": "report.fi.html",
        "seuranta-pdf": "report.fi.pdf",
        "seuranta-docx": "report.fi.docx",
        "seuranta-summary": "summary.fi.pdf",
    }

    files = dict(report_files(notebook, "fi"))

    assert set(files) == set(names.values())
    for exporter, name in names.items():
        made = get_exporter(exporter)(language="fi").from_filename(tmp_path / "40_report.ipynb")[0]
        assert files[name] == (made.encode() if isinstance(made, str) else made), name


def test_each_language_has_its_own_files(notebook: nbformat.NotebookNode) -> None:
    for language in ("fi", "sv"):
        page = dict(report_files(notebook, language))[f"report.{language}.html"].decode()
        assert f'<html lang="{language}"' in page


def test_making_the_files_draws_nothing() -> None:
    """The drawings come with the notebook; matplotlib would cost every run 0.35 CPU-seconds."""
    asked = "import sys, seuranta.report.files; print('matplotlib' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)

    assert finished.stdout == "False\n"


def test_a_notebook_of_another_version_is_refused(notebook: nbformat.NotebookNode) -> None:
    old = {MIME_TYPE: {"version": 2, "languages": {"fi": {"title": "Kuvala"}}}}
    output = nbformat.v4.new_output("display_data", data=old)
    cells = [nbformat.v4.new_code_cell("report", outputs=[output])]

    with pytest.raises(StepFailedError, match="form 3, found 2"):
        report_in(nbformat.v4.new_notebook(cells=cells), "fi")


def test_a_language_that_was_not_written_is_named(notebook: nbformat.NotebookNode) -> None:
    with pytest.raises(UsageError, match="'en', found fi, sv"):
        list(report_files(notebook, "en"))
