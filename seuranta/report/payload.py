"""How a report travels inside a notebook: shown section by section, carried whole by one output."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from seuranta.errors import StepFailedError, UsageError
from seuranta.report.blocks import FORMAT_VERSION, MIME_TYPE, Report, json_text, require_version, to_json
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
        languages = {language: json_text(report) for language, report in self.reports.items()}
        return {**carried(languages), "text/plain": f"Report in {', '.join(languages)}"}


@dataclass(frozen=True)
class ReportPart:
    """A section of a report, as a notebook shows it."""

    report: Report

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        titles = [section.title for section in self.report.sections]
        return {"text/html": render_fragment(to_json(self.report)), "text/plain": "\n".join(titles)}


def carried(languages: Mapping[str, str]) -> dict[str, Any]:
    """The output of a cell that carries reports.

    Each report is one text: kernel, papermill and nbformat copy, check and write every value of a notebook
    one by one, which for 100 000 small ones costs half a CPU-second.

    Args:
        languages: by language, what `blocks.json_text` gives.
    """
    return {MIME_TYPE: {"version": FORMAT_VERSION, "languages": dict(languages)}}


def report_in(notebook: Mapping[str, Any], language: str = "") -> dict[str, Any]:
    """The report that an executed notebook carries, as JSON values.

    Args:
        notebook: the executed notebook.
        language: ISO 639-1 code; empty for the notebook's first.

    Raises:
        StepFailedError: the notebook carries no report, or one in another form than today's.
        UsageError: it carries none in the chosen language.
    """
    payload = next(_payloads(notebook), None)
    if payload is None:
        raise StepFailedError(
            "expected a report in the outputs of the notebook, found none",
            hint="run 40_report first: it shows the report that is rendered here",
        )
    require_version(payload)
    languages = payload["languages"]
    if language and language not in languages:
        raise UsageError(
            f"expected a report in {language!r}, found {', '.join(languages)}",
            hint="add the language to languages in programme.toml, and run 40_report again",
        )
    report: dict[str, Any] = json.loads(languages[language or next(iter(languages))])
    return report


def _payloads(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in reversed(notebook["cells"]):
        for output in cell.get("outputs", []):
            payload = output.get("data", {}).get(MIME_TYPE)
            if payload:
                yield payload
