"""What a document yields: actions with their places, warnings, or the reason why it was refused."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from seuranta.model import Kind


@dataclass(frozen=True)
class Place:
    """Where an action stands in its document; counted from 1."""

    line: int | None
    table: int
    row: int
    address: str | None = None


@dataclass(frozen=True)
class Action:
    """An action as the document has it; see `tables.ACTIONS` for the fields.

    `status_text` is None where the document has no status column, "" where the cell is blank.
    `roles` holds the columns that the header synonyms recognise (goal, origin, ...), `extra` every
    column beside name, number, years and status under the document's own title.
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


@dataclass(frozen=True)
class ReadingWarning:
    """Something about a document that a person should know; the document is read all the same."""

    code: str
    message: str
    place: str


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
        "source": asdict(action.place),
    }
