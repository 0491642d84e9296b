"""The files that a report is published in, all made of the same blocks.

The exporters of nbconvert make the same files one by one; a run does without them, for importing nbconvert
alone costs 0.4 CPU-seconds.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from seuranta.report.docx.render import render_docx
from seuranta.report.html.page import render_html
from seuranta.report.payload import report_in
from seuranta.report.pdf.render import render_pdf, render_summary


def report_files(notebook: Mapping[str, Any], language: str) -> Iterator[tuple[str, bytes]]:
    """The report that the notebook carries, in every form that is published, by the name of its file.

    Args:
        notebook: the executed notebook.
        language: ISO 639-1 code.

    Raises:
        StepFailedError: the notebook carries no report, or a form cannot be made of it.
        UsageError: it carries none in this language.
    """
    report = report_in(notebook, language)
    yield f"report.{language}.html", render_html(report).encode("utf-8")
    yield f"report.{language}.pdf", render_pdf(report)
    yield f"report.{language}.docx", render_docx(report)
    yield f"summary.{language}.pdf", render_summary(report)
