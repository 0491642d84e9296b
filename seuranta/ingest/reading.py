"""What a document yields: actions with their places, warnings, or the reason why it was refused."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from seuranta.ingest.form_mark import FormMark
from seuranta.model import Kind, Status


@dataclass(frozen=True)
class Place:
    """Where an action stands in its document; counted from 1.

    Of page, slide and sheet at most one is known; a row of the table counts without its header. The
    address is the cell of the name in a sheet ("B7"), or its box on a page of a PDF ("72,130,210,158",
    points from the upper left corner).
    """

    line: int | None = None
    table: int = 1
    row: int = 0
    address: str | None = None
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        """The place in words: "slide 3, table 1, row 4"; a row of 0 is the header."""
        known = {"page": self.page, "slide": self.slide, "sheet": self.sheet, "line": self.line}
        parts = [f"{unit} {value}" for unit, value in known.items() if value is not None]
        parts += [f"table {self.table}"] + ([f"row {self.row}"] if self.row else [])
        if self.sheet is not None and self.address:
            parts.append(f"cell {self.address}")
        return ", ".join(parts)

    def to_json(self) -> dict[str, Any]:
        """The place in the form that `read --json` prints: only the unit that the format has."""
        units = {"page": self.page, "slide": self.slide, "sheet": self.sheet, "line": self.line}
        known = {unit: value for unit, value in units.items() if value is not None}
        return {**known, "table": self.table, "row": self.row, "address": self.address}


@dataclass(frozen=True)
class FormAnswer:
    """What a form says of an action without any words that would have to be read.

    Args:
        action_id: its stable id.
        theme_id: its theme, as it was in the period before.
        status: the one that was chosen; None where none was.
        by: who was asked.
    """

    action_id: str
    theme_id: str | None
    status: Status | None
    by: str


@dataclass(frozen=True)
class Action:
    """An action as the document has it; see `tables.ACTIONS` for the fields.

    `status_text` is None where the document has no status column, "" where the cell is blank.
    `roles` holds the columns that the header synonyms recognise (goal, origin, ...), `extra` every
    column beside name, number, years and status under the document's own title. `answer` is None but in a
    form.
    """

    kind: Kind
    heading: str | None
    number: str | None
    name: str
    planned_years: tuple[int, ...]
    status_text: str | None
    markers: tuple[str, ...]
    tags: tuple[str, ...]
    roles: dict[str, str]
    extra: dict[str, str]
    place: Place
    is_hidden: bool = False
    answer: FormAnswer | None = None


@dataclass(frozen=True)
class ReadingWarning:
    """Something about a document that a person should know; the document is read all the same."""

    code: str
    message: str
    place: str


@dataclass(frozen=True)
class TableCount:
    """What became of the rows of a table of actions: each below its header is counted once.

    Args:
        table: its number within the document, from 1.
        row_count: the rows that are not blank, as they stand in the document.
        heading_count: those that head a theme.
        left_out_count: notes and totals.
        joined_count: those that are the rest of the row above.
        totals: what its totals say: by year the actions that are planned.
    """

    table: int
    row_count: int
    heading_count: int
    left_out_count: int
    joined_count: int
    totals: dict[str, int]


@dataclass(frozen=True)
class Refusal:
    """Why a document is not read: what is wrong, where, and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class DocumentReading:
    """The outcome of reading one document."""

    file: str
    sha256: str
    format: str
    kind: str | None = None
    language: str | None = None
    period: str | None = None
    error: Refusal | None = None
    warnings: tuple[ReadingWarning, ...] = ()
    actions: tuple[Action, ...] = field(default=())
    tables: tuple[TableCount, ...] = ()
    form: FormMark | None = None

    @property
    def outcome(self) -> str:
        """`read` or `refused`."""
        return "read" if self.error is None else "refused"

    def to_json(self) -> dict[str, Any]:
        """The document in the form that `read --json` prints."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "kind": self.kind,
            "language": self.language,
            "period": self.period,
            "outcome": self.outcome,
            "error": asdict(self.error) if self.error else None,
            "warnings": [asdict(warning) for warning in self.warnings],
            "actions": [_action_json(action) for action in self.actions],
        }


def readings_json(readings: Sequence[DocumentReading]) -> list[dict[str, Any]]:
    """Documents in the form that `read --json` prints."""
    return [reading.to_json() for reading in readings]


def _action_json(action: Action) -> dict[str, Any]:
    return {
        "theme": action.heading,
        "number": action.number,
        "name": action.name,
        "planned_years": list(action.planned_years),
        "status_text": action.status_text,
        "markers": list(action.markers),
        "tags": list(action.tags),
        "extra": action.extra,
        "hidden": action.is_hidden,
        "kind": action.kind.value,
        **_answer_json(action),
        "source": action.place.to_json(),
    }


def _answer_json(action: Action) -> dict[str, Any]:
    """What a form says beside the words; nothing for any other document."""
    answer = action.answer
    if answer is None:
        return {}
    return {"action_id": answer.action_id, "stated_status": answer.status, "stated_by": answer.by}
