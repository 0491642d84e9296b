"""The report's template, compiled by Typst into PDF/UA-1 and PDF/A-2a: same data in, same bytes out.

The report's words reach the template as one JSON value and never as source. The compiler sees the
template, the fonts and nothing else: its root is a folder made for it, and it fetches no package.
"""

import calendar
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from seuranta.errors import StepFailedError
from seuranta.report.pdf.text import font_folders

_COMMON = "common.typ"


def compile_pdf(data: Mapping[str, Any], period: str, *, template: str = "report.typ") -> bytes:
    """The PDF that the template draws from its data.

    Args:
        data: what `pdf_layout.template_data` gives.
        period: `YYYY-MM`; the document is dated on the last day of that month, UTC.
        template: the file that draws them, `report.typ` or `summary.typ`.

    Raises:
        StepFailedError: Typst refused the document, or warned: a warning may mean a missing font.
    """
    sources = resources.files("seuranta.report.pdf")
    with TemporaryDirectory() as folder:
        for name in (_COMMON, template):
            (Path(folder) / name).write_bytes(sources.joinpath(name).read_bytes())
        try:
            pdf, warnings = typst.compile_with_warnings(
                str(Path(folder) / template),
                root=folder,
                package_path=folder,
                package_cache_path=folder,
                font_paths=report_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"report": json.dumps(data, sort_keys=True)},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=_last_day(period),
                format="pdf",
            )
        except typst.TypstError as error:
            raise _failed(error.message, error.hints) from error
    if warnings:
        raise _failed("; ".join(warning.message for warning in warnings), warnings[0].hints)
    return pdf


@lru_cache(maxsize=1)
def report_fonts() -> typst.Fonts:
    """The fonts of the report, read once; no other is ever used."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )


def _last_day(period: str) -> datetime:
    year, month = (int(part) for part in period.split("-"))
    return datetime(year, month, calendar.monthrange(year, month)[1], tzinfo=UTC)


def _failed(message: str, hints: list[str]) -> StepFailedError:
    return StepFailedError(
        f"expected a PDF/UA-1 and PDF/A-2a file, but Typst says: {message}",
        where="PDF report",
        hint=hints[0]
        if hints
        else "the notebook and the HTML report hold the same contents: look there first",
    )
