"""How a report travels inside a notebook: each cell shows one section, exporters gather them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seuranta.errors import StepFailedError
from seuranta.report.blocks import FORMAT_VERSION, MIME_TYPE, Report, to_json


@dataclass(frozen=True)
class ReportSet:
    """The same report in several languages, shown section by section in a notebook.

    Args:
        reports: one report a language; the first one is what the notebook shows to its reader.
    """

    reports: Mapping[str, Report]

    def section(self, section_id: str) -> "ReportPart":
        """The section with this id in every language; empty where the report's type has none."""
        languages = {}
        for language, report in self.reports.items():
            head = to_json(report)
            head["sections"] = [s for s in head["sections"] if s["id"] == section_id]
            languages[language] = head
        return ReportPart(section_id, languages)


@dataclass(frozen=True)
class ReportPart:
    """One section in every language, as a notebook output."""

    section_id: str
    languages: Mapping[str, dict[str, Any]]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from seuranta.report.html import render_fragment  # noqa: PLC0415 (html imports this module)

        shown = next(iter(self.languages.values()))
        titles = [section["title"] for section in shown["sections"]]
        return {
            MIME_TYPE: {"version": FORMAT_VERSION, "languages": dict(self.languages)},
            "text/html": render_fragment(shown),
            "text/plain": "\n".join(titles),
        }


def reports_in(notebook: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The reports that an executed notebook carries, as JSON values by language.

    Raises:
        StepFailedError: the notebook carries none.
    """
    reports: dict[str, dict[str, Any]] = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            part = output.get("data", {}).get(MIME_TYPE)
            for language, report in (part or {}).get("languages", {}).items():
                if language in reports:
                    reports[language]["sections"] += report["sections"]
                else:
                    reports[language] = {**report, "sections": list(report["sections"])}
    if not reports:
        raise StepFailedError(
            "expected a report in the outputs of the notebook, found none",
            hint="run 40_report first: it shows the report that is rendered here",
        )
    return reports
