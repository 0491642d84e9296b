"""How a report travels inside a notebook: shown section by section, carried whole by one output."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from seuranta.errors import StepFailedError
from seuranta.report.blocks import FORMAT_VERSION, MIME_TYPE, Report, to_json
from seuranta.report.html.page import render_fragment


@dataclass(frozen=True)
class ReportSet:
    """The same report in several languages.

    As the output of a notebook cell it carries them all, for the exporters to render.

    Args:
        reports: one report a language; the first one is what the notebook shows to its reader.
    """

    reports: Mapping[str, Report]

    def section(self, section_id: str) -> "ReportPart":
        """The section with this id in the first language; empty where the report's type has none."""
        report = next(iter(self.reports.values()))
        sections = tuple(section for section in report.sections if section.id == section_id)
        return ReportPart(replace(report, sections=sections))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        languages = {language: to_json(report) for language, report in self.reports.items()}
        return {
            MIME_TYPE: {"version": FORMAT_VERSION, "languages": languages},
            "text/plain": f"Report in {', '.join(languages)}",
        }


@dataclass(frozen=True)
class ReportPart:
    """A section of a report, as a notebook shows it."""

    report: Report

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        titles = [section.title for section in self.report.sections]
        return {"text/html": render_fragment(to_json(self.report)), "text/plain": "\n".join(titles)}


def reports_in(notebook: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The reports that an executed notebook carries, as JSON values by language.

    Raises:
        StepFailedError: the notebook carries none.
    """
    for cell in reversed(notebook["cells"]):
        for output in cell.get("outputs", []):
            payload = output.get("data", {}).get(MIME_TYPE)
            if payload:
                languages: dict[str, dict[str, Any]] = payload["languages"]
                return languages
    raise StepFailedError(
        "expected a report in the outputs of the notebook, found none",
        hint="run 40_report first: it shows the report that is rendered here",
    )
