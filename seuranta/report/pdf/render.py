"""The report as PDF bytes: laid out, compiled, and tagged to the end."""

from collections.abc import Mapping
from typing import Any

from seuranta.report.pdf.layout import drawn_tables, template_data
from seuranta.report.pdf.summary import summary_data
from seuranta.report.pdf.tags import with_row_headers
from seuranta.report.pdf.typst import compile_pdf


def render_pdf(report: Mapping[str, Any]) -> bytes:
    """The report as PDF/UA-1 and PDF/A-2a; the same report gives the same bytes.

    Args:
        report: the JSON form of `blocks.Report`.

    Raises:
        StepFailedError: the document cannot be made to the standards.
    """
    tables = drawn_tables(report)
    return with_row_headers(
        compile_pdf(template_data(report), report["period"]),
        [table["row_header"] for table in tables],
        [len(table["columns"]) for table in tables],
    )


def render_summary(report: Mapping[str, Any]) -> bytes:
    """The report's first section on one page, as PDF/UA-1 and PDF/A-2a; same report, same bytes.

    Args:
        report: the JSON form of `blocks.Report`.

    Raises:
        StepFailedError: the document cannot be made to the standards.
    """
    return with_row_headers(
        compile_pdf(summary_data(report), report["period"], template="summary.typ"), [], []
    )
