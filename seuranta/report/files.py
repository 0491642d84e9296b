"""The files that a report is published in: what the exporters of nbconvert make of its notebook."""

from collections.abc import Iterator, Mapping
from typing import Any

from seuranta.report.docx.exporter import ReportDocxExporter
from seuranta.report.exporting import ReportExporter
from seuranta.report.html.exporter import ReportHtmlExporter
from seuranta.report.pdf.exporter import ReportPdfExporter, SummaryPdfExporter

EXPORTERS: Mapping[str, type[ReportExporter]] = {
    "report.{language}.html": ReportHtmlExporter,
    "report.{language}.pdf": ReportPdfExporter,
    "report.{language}.docx": ReportDocxExporter,
    "summary.{language}.pdf": SummaryPdfExporter,
}
"""What makes each published file."""


def report_files(notebook: Mapping[str, Any], language: str) -> Iterator[tuple[str, bytes]]:
    """The report that the notebook carries, in every form that is published, by the name of its file.

    Args:
        notebook: the executed notebook.
        language: ISO 639-1 code.

    Raises:
        StepFailedError: the notebook carries no report, or a form cannot be made of it.
        UsageError: it carries none in this language.
    """
    for name, exporter in EXPORTERS.items():
        content, _ = exporter(language=language).from_notebook_node(notebook)
        yield name.format(language=language), content.encode() if isinstance(content, str) else content
