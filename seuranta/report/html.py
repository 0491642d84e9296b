"""The nbconvert exporter `seuranta-html`: an executed report notebook becomes one accessible page."""

from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import Unicode, default

from seuranta.errors import UsageError
from seuranta.report.page import render_fragment, render_html
from seuranta.report.payload import reports_in

__all__ = ["ReportHtmlExporter", "render_fragment", "render_html"]


class ReportHtmlExporter(Exporter):
    """Renders the report that a notebook carries; its code, Markdown and other outputs stay behind."""

    export_from_notebook = "Seuranta HTML"
    output_mimetype = "text/html"

    language = Unicode(help="ISO 639-1 code of the language to render; empty for the notebook's first.").tag(
        config=True
    )

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # as every exporter that gives text does
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of the chosen language, and the resources that nbconvert passes on.

        Raises:
            StepFailedError: the notebook carries no report.
            UsageError: it carries none in the chosen language.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        reports = reports_in(nb)
        language = self.language or next(iter(reports))
        if language not in reports:
            raise UsageError(
                f"expected a report in {language!r}, found {', '.join(reports)}",
                where="ReportHtmlExporter.language",
                hint="add the language to languages in programme.toml, and run 40_report again",
            )
        return render_html(reports[language]), resources
