"""The published files: the same whether a run makes them or an exporter of nbconvert does."""

import subprocess
import sys

import nbformat
import pytest

from seuranta.errors import StepFailedError, UsageError
from seuranta.report.blocks import MIME_TYPE, json_text
from seuranta.report.docx.exporter import ReportDocxExporter
from seuranta.report.exporting import ReportExporter
from seuranta.report.files import report_files
from seuranta.report.html.exporter import ReportHtmlExporter
from seuranta.report.payload import carried, report_in
from seuranta.report.pdf.exporter import ReportPdfExporter, SummaryPdfExporter
from tests.report.sample_report import sample_report


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    reports = {code: json_text(sample_report(language=code)) for code in ("fi", "sv")}
    output = nbformat.v4.new_output("display_data", data=carried(reports))
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("report", outputs=[output])])


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_run_and_the_exporters_make_the_same_files(notebook: nbformat.NotebookNode, language: str) -> None:
    """`jupyter nbconvert --to seuranta-pdf` on a published notebook gives the published report."""
    exporters: dict[str, type[ReportExporter]] = {
        f"report.{language}.html": ReportHtmlExporter,
        f"report.{language}.pdf": ReportPdfExporter,
        f"report.{language}.docx": ReportDocxExporter,
        f"summary.{language}.pdf": SummaryPdfExporter,
    }

    files = dict(report_files(notebook, language))

    assert files.keys() == exporters.keys()
    for name, exporter in exporters.items():
        content, _ = exporter(language=language).from_notebook_node(notebook)
        assert files[name] == (content.encode() if isinstance(content, str) else content), name


def test_a_run_imports_neither_nbconvert_nor_matplotlib_to_make_its_files() -> None:
    """Together they would cost every run 0.7 CPU-seconds."""
    asked = (
        "import sys, seuranta.report.files;"
        "print([name for name in ('nbconvert', 'matplotlib') if name in sys.modules])"
    )
    finished = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)

    assert finished.stdout == "[]\n"


def test_a_notebook_of_another_version_is_refused(notebook: nbformat.NotebookNode) -> None:
    old = {MIME_TYPE: {"version": 2, "languages": {"fi": {"title": "Kuvala"}}}}
    output = nbformat.v4.new_output("display_data", data=old)
    cells = [nbformat.v4.new_code_cell("report", outputs=[output])]

    with pytest.raises(StepFailedError, match="form 3, found 2"):
        report_in(nbformat.v4.new_notebook(cells=cells), "fi")


def test_a_language_that_was_not_written_is_named(notebook: nbformat.NotebookNode) -> None:
    with pytest.raises(UsageError, match="'en', found fi, sv"):
        list(report_files(notebook, "en"))
