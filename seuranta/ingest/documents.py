"""One document, whole: decode, find its tables, read its actions; a refusal is an outcome, not a crash."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.decode import decode
from seuranta.ingest.formats.tabbed import read_tabbed
from seuranta.ingest.formats.wrapped import read_wrapped
from seuranta.ingest.interpret import Interpretation, document_language, interpret
from seuranta.ingest.period import title_period
from seuranta.ingest.reading import DocumentReading, Refusal
from seuranta.model import Kind


def read_documents(
    documents: Sequence[tuple[str, bytes]], *, period: str | None = None
) -> list[DocumentReading]:
    """Read several documents; one that is refused never hides the others.

    Args:
        documents: name and bytes of each.
        period: the period `YYYY-MM` they are filed under.
    """
    return [read_document(file, content, period=period) for file, content in documents]


def read_document(file: str, content: bytes, *, period: str | None = None) -> DocumentReading:
    """Read one document.

    Args:
        file: its name, for places and messages.
        content: its bytes.
        period: the period `YYYY-MM` it is filed under; a document that states another one is refused.
    """
    empty = DocumentReading(file=file, sha256=hashlib.sha256(content).hexdigest(), format="unknown")
    try:
        return _read(empty, content, period)
    except DocumentRefusedError as error:
        refusal = Refusal(error.reason_code, error.line, error.hint)
        return replace(empty, error=refusal)


def _read(empty: DocumentReading, content: bytes, period: str | None) -> DocumentReading:
    lines, warnings = decode(content, empty.file)
    is_tabbed = any("\t" in line for line in lines)
    grids = read_tabbed(lines, empty.file) if is_tabbed else read_wrapped(lines, empty.file)
    if not any(grid.rows for grid in grids):
        raise DocumentRefusedError(
            "expected a table of actions, found none",
            code="no_table",
            where=empty.file,
            hint="a table begins with a header row that names its columns (see seuranta/ingest/headers.toml)",
        )
    found = interpret(grids, empty.file, period)
    stated = _stated_period(found, lines[: grids[0].header.line - 1], empty.file)
    if period is not None and stated is not None and stated != period:
        raise DocumentRefusedError(
            f"expected a document of {period}, found that it speaks of {stated}",
            code="period_mismatch",
            where=empty.file,
            hint=f"move it to the folder {stated}, or mend the period in its title",
        )
    return replace(
        empty,
        format="tab_text" if is_tabbed else "wrapped_text",
        kind=_kind(found),
        language=document_language(found.languages),
        period=stated,
        warnings=(*warnings, *found.warnings),
        actions=found.actions,
    )


def _stated_period(found: Interpretation, preface: list[str], file: str) -> str | None:
    """The period of the status columns, which has to be one; else that of a title above the first table."""
    for stated, where in found.periods:
        first, first_place = found.periods[0]
        if stated != first:
            raise DocumentRefusedError(
                f"expected one period in a document, found {first} ({first_place}) and {stated} ({where})",
                code="period_mismatch",
                where=file,
                hint="make a document of each period, or mend the title of the status column",
            )
    in_titles = (str(period) for line in preface if (period := title_period(line)))
    return found.periods[0][0] if found.periods else next(in_titles, None)


def _kind(found: Interpretation) -> str:
    kinds = set()
    for action in found.actions:
        if action.kind is Kind.ENABLER:
            kinds.add("enablers")
        else:
            kinds.add("roadmap" if action.status_text is None else "follow_up")
    return kinds.pop() if len(kinds) == 1 else "mixed"
