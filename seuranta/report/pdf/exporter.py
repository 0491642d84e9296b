"""The nbconvert exporters `seuranta-pdf` and `seuranta-summary`: a report notebook becomes accessible PDF."""

from collections.abc import Mapping
from typing import Any, ClassVar

from seuranta.report.exporting import ReportExporter
from seuranta.report.pdf.render import render_pdf, render_summary


class ReportPdfExporter(ReportExporter):
    """Writes a PDF/UA-1 and PDF/A-2a document (`jupyter nbconvert --to seuranta-pdf`)."""

    export_from_notebook = "Seuranta: PDF report"
    output_mimetype = "application/pdf"
    extension: ClassVar[str] = ".pdf"

    def render(self, report: Mapping[str, Any]) -> bytes:
        """The document."""
        return render_pdf(report)


class SummaryPdfExporter(ReportExporter):
    """Writes one page for an agenda, to the same standards (`jupyter nbconvert --to seuranta-summary`)."""

    export_from_notebook = "Seuranta: PDF summary on one page"
    output_mimetype = "application/pdf"
    extension: ClassVar[str] = ".pdf"

    def render(self, report: Mapping[str, Any]) -> bytes:
        """The page."""
        return render_summary(report)
