"""One document, whole: decode, find its tables, read its actions; a refusal is an outcome, not a crash."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.action_tables import ActionTable, action_tables
from seuranta.ingest.form import answered_once, mark_of, read_form, unreturned
from seuranta.ingest.formats.bytes.sniff import sniff
from seuranta.ingest.grid import RawDocument
from seuranta.ingest.interpret import Interpretation, document_language, interpret
from seuranta.ingest.period import title_period
from seuranta.ingest.reading import DocumentReading, Refusal
from seuranta.model import Kind

_MODULES = {
    "pdf": "pdf.reader",
    "docx": "word.reader",
    "pptx": "slides.reader",
    "xlsx": "sheets.xlsx",
    "ods": "sheets.ods",
    "xls": "sheets.calamine",
    "csv": "text.delimited",
    "html": "web.reader",
    "markdown": "text.markdown",
    "tab_text": "text.tabbed",
    "wrapped_text": "text.wrapped",
}


def read_documents(
    documents: Sequence[tuple[str, bytes]], *, period: str | None = None, programme: str | None = None
) -> list[DocumentReading]:
    """Read several documents; one that is refused never hides the others.

    Args:
        documents: name and bytes of each.
        period: the period `YYYY-MM` they are filed under.
        programme: the programme they are filed under.

    Returns:
        A reading of each; the first form among them warns of those that did not come back.
    """
    read = [read_document(file, content, period=period, programme=programme) for file, content in documents]
    found = answered_once(read)
    first = next((at for at, reading in enumerate(found) if reading.form), None)
    if first is not None:
        found[first] = replace(found[first], warnings=(*found[first].warnings, *unreturned(found)))
    return found


def read_document(
    file: str, content: bytes, *, period: str | None = None, programme: str | None = None
) -> DocumentReading:
    """Read one document.

    Args:
        file: its name, for places and messages.
        content: its bytes.
        period: the period `YYYY-MM` it is filed under; a document that states another one is refused.
        programme: the programme it is filed under; a form of another one is refused.
    """
    empty = DocumentReading(file=file, sha256=hashlib.sha256(content).hexdigest(), format="unknown")
    try:
        return _read(empty, content, period, programme)
    except DocumentRefusedError as error:
        refusal = Refusal(error.reason_code, error.line, error.hint)
        return replace(empty, error=refusal)


def _read(
    empty: DocumentReading, content: bytes, period: str | None, programme: str | None
) -> DocumentReading:
    sniffed = sniff(content, empty.file)
    raw = _reader(sniffed.format)(content, empty.file)
    if (mark := mark_of(raw, empty.file)) is not None:
        form = read_form(raw, mark, empty, period=period, programme=programme)
        return replace(form, warnings=(*sniffed.warnings, *form.warnings))
    tables, doubts = action_tables(raw, empty.file, period)
    found = interpret(tables, empty.file)
    if not found.actions:
        raise DocumentRefusedError(
            "expected a table of actions, found a header without rows",
            code="no_table",
            where=empty.file,
            hint="ask the sender for the document with its rows",
        )
    stated = _stated_period(found, _preface(raw, tables), empty.file)
    if period is not None and stated is not None and stated != period:
        raise DocumentRefusedError(
            f"expected a document of {period}, found that it speaks of {stated}",
            code="period_mismatch",
            where=empty.file,
            hint=f"move it to the folder {stated}, or mend the period in its title",
        )
    return replace(
        empty,
        format=raw.format,
        kind=_kind(found),
        language=document_language(found.languages),
        period=stated,
        warnings=(*sniffed.warnings, *raw.warnings, *doubts, *found.warnings),
        actions=found.actions,
        tables=found.tables,
    )


def _reader(format_name: str) -> Callable[[bytes, str], RawDocument]:
    """The reader of a format, imported only now: no document pays for the libraries of the others."""
    module = import_module(f"seuranta.ingest.formats.{_MODULES[format_name]}")
    read: Callable[[bytes, str], RawDocument] = module.read
    return read


def _preface(raw: RawDocument, tables: Sequence[ActionTable]) -> list[str]:
    """The lines that may state the period of the document as a whole: those above its first table."""
    first = tables[0]
    return [*raw.preface, *([first.title] if first.title else []), *first.text_above]


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
