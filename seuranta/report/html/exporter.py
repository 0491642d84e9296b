"""The nbconvert exporter `seuranta-html`: an executed report notebook becomes one accessible page."""

from collections.abc import Mapping
from typing import Any, ClassVar

from seuranta.report.exporting import ReportExporter
from seuranta.report.html.page import render_html


class ReportHtmlExporter(ReportExporter):
    """Writes one page that stands alone (`jupyter nbconvert --to seuranta-html`)."""

    export_from_notebook = "Seuranta: HTML report"
    output_mimetype = "text/html"
    extension: ClassVar[str] = ".html"

    def render(self, report: Mapping[str, Any]) -> str:
        """The page."""
        return render_html(report)
