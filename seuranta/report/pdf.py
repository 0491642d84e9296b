"""The report as an accessible PDF, and the nbconvert exporter that takes it out of a notebook."""

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Unicode

from seuranta.errors import UsageError
from seuranta.report.payload import reports_in
from seuranta.report.pdf_render import render_pdf

__all__ = ["ReportPdfExporter", "render_pdf"]


class ReportPdfExporter(Exporter):  # type: ignore[misc]  # nbconvert has no types
    """Writes the report that an executed notebook carries (`jupyter nbconvert --to seuranta-pdf`)."""

    export_from_notebook = "PDF report"
    output_mimetype = "application/pdf"

    language = Unicode(
        "", help="The report's language; the first one that the notebook carries by default."
    ).tag(config=True)

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF of the notebook's report, and nbconvert's resources.

        Raises:
            UsageError: the notebook has no report in the language asked for.
            StepFailedError: it has none at all, or the PDF cannot be made.
        """
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        reports = reports_in(notebook)
        language = self.language or next(iter(reports))
        if language not in reports:
            raise UsageError(
                f"expected a report in {language!r}, the notebook has {', '.join(reports)}",
                hint="give one of those languages, or add it to `languages` in programme.toml",
            )
        return render_pdf(reports[language]), resources
