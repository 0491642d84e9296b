"""What the nbconvert exporters share: they take the report that a notebook carries, and leave the rest."""

from collections.abc import Mapping
from typing import Any, ClassVar

import nbformat
from nbconvert.exporters import Exporter
from traitlets import Unicode

from seuranta.report.payload import report_in


class ReportExporter(Exporter):
    """Renders the report in an executed notebook; its code, Markdown and other outputs stay behind."""

    extension: ClassVar[str]

    language = Unicode(help="ISO 639-1 code of the language to render; empty for the notebook's first.").tag(
        config=True
    )

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)  # type: ignore[no-untyped-call]  # nbconvert is typed in part

    def _file_extension_default(self) -> str:
        return self.extension

    def render(self, report: Mapping[str, Any]) -> str | bytes:
        """The file that a report (JSON values, see `blocks`) becomes; every exporter has its own."""
        raise NotImplementedError  # nbconvert needs the base to be creatable, so it cannot be abstract

    def from_notebook_node(  # type: ignore[override]  # as every exporter that makes a file
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """The report in the chosen language, and the resources that nbconvert passes on.

        Raises:
            StepFailedError: the notebook carries no report.
            UsageError: it carries none in the chosen language.
        """
        # nbconvert copies and checks the whole notebook; only its metadata is of use for that.
        shell = nbformat.v4.new_notebook(metadata=nb["metadata"])
        _, resources = super().from_notebook_node(shell, resources, **kw)
        return self.render(report_in(nb, self.language)), resources
