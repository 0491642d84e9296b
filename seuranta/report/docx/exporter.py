"""The nbconvert exporter `seuranta-docx`: an executed report notebook becomes one Word document."""

from collections.abc import Mapping
from typing import Any, ClassVar

from seuranta.report.docx.render import render_docx
from seuranta.report.exporting import ReportExporter


class ReportDocxExporter(ReportExporter):
    """Writes a document that can be edited (`jupyter nbconvert --to seuranta-docx`)."""

    export_from_notebook = "Seuranta: Word report"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    extension: ClassVar[str] = ".docx"

    def render(self, report: Mapping[str, Any]) -> bytes:
        """The document."""
        return render_docx(report)
