"""The nbconvert exporter `seuranta-pdf`: an executed report notebook becomes one accessible PDF."""

from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import Unicode, default

from seuranta.errors import UsageError
from seuranta.report.payload import reports_in
from seuranta.report.pdf_render import render_pdf

__all__ = ["ReportPdfExporter", "render_pdf"]


class ReportPdfExporter(Exporter):
    """Renders the report that a notebook carries; its code, Markdown and other outputs stay behind."""

    export_from_notebook = "Seuranta PDF"
    output_mimetype = "application/pdf"

    language = Unicode(help="ISO 639-1 code of the language to render; empty for the notebook's first.").tag(
        config=True
    )

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # as every exporter that gives bytes does
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF of the chosen language, and the resources that nbconvert passes on.

        Raises:
            StepFailedError: the notebook carries no report, or its PDF cannot be made to the standards.
            UsageError: it carries none in the chosen language.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        reports = reports_in(nb)
        language = self.language or next(iter(reports))
        if language not in reports:
            raise UsageError(
                f"expected a report in {language!r}, found {', '.join(reports)}",
                where="ReportPdfExporter.language",
                hint="add the language to languages in programme.toml, and run 40_report again",
            )
        return render_pdf(reports[language]), resources
