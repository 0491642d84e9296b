"""The ingested tables: every action and every document of a period, as frames."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from seuranta.config import Programme
from seuranta.ingest.reading import Action, DocumentReading
from seuranta.model import Kind, bare_words
from seuranta.tables import ACTIONS, DOCUMENTS, QUARANTINE


def actions_table(readings: Sequence[DocumentReading], programme: Programme) -> pd.DataFrame:
    """Every action of the documents that were read, in order, but those without a name (`quarantine_table`).

    Args:
        readings: the documents.
        programme: whose themes own which tables, headings or goals.

    Returns:
        `tables.ACTIONS`, one row per action; `action_id` is unique. A label begins with the number of its
        document where labels would be the same.
    """
    found = [
        (reading, action)
        for reading in readings
        for action in reading.actions
        if _why_not_usable(action) is None
    ]
    labels = [_label(action) for _, action in found]
    if len(set(labels)) < len(labels):
        numbers = {reading.file: number for number, reading in enumerate(readings, start=1)}
        labels = [
            f"{numbers[reading.file]}.{label}" for (reading, _), label in zip(found, labels, strict=True)
        ]
    is_one_document = len({reading.file for reading, action in found if action.kind is not Kind.ENABLER}) == 1
    rows = []
    ids = _ids([action for _, action in found])
    for (reading, action), label, action_id in zip(found, labels, ids, strict=True):
        row = {
            **_row(action, reading, programme),
            "action_id": action_id,
            "label": label,
            "theme_id": _theme_id(action, programme, can_claim_tables=is_one_document),
        }
        rows.append(row)
    return ACTIONS.frame(rows)


def quarantine_table(readings: Sequence[DocumentReading]) -> pd.DataFrame:
    """The rows that cannot be used, kept apart with their reason.

    Args:
        readings: the documents.

    Returns:
        `tables.QUARANTINE`, one row per row, in the order of the documents.
    """
    return QUARANTINE.frame(
        {
            "reason": reason,
            "name": action.name,
            "number": action.number,
            "theme_heading": action.heading,
            "planned_years": " ".join(map(str, action.planned_years)),
            "status_text": action.status_text,
            "owner": action.roles.get("owner"),
            "extra": _json(action.extra),
            **_place(action, reading),
        }
        for reading in readings
        for action in reading.actions
        if (reason := _why_not_usable(action)) is not None
    )


def _why_not_usable(action: Action) -> str | None:
    """Why nobody could tell what an action is; None for any with a letter or a digit in its name."""
    if any(character.isalnum() for character in action.name):
        return None
    return "no_words" if action.name else "no_name"


def _label(action: Action) -> str:
    return action.number or f"{action.place.table}.{action.place.row}"


def _ids(actions: Sequence[Action]) -> list[str]:
    """The id of each: the one that its form gives, else one made of its name; no two are the same.

    Forms come first, for what they give is an action of before and no other.
    """
    ids = [""] * len(actions)
    seen: Counter[str] = Counter()
    for at in sorted(range(len(actions)), key=lambda at: actions[at].answer is None):
        answer = actions[at].answer
        action_id = answer.action_id if answer else action_id_of(actions[at])
        seen[action_id] += 1
        ids[at] = action_id if seen[action_id] == 1 else f"{action_id}-{seen[action_id]}"
    return ids


def action_id_of(action: Action) -> str:
    """An id made of kind and name, so that it survives reshuffled numbers and tables."""
    digest = hashlib.sha256(bare_words(action.name).encode()).hexdigest()[:8]
    return f"{action.kind.value.replace('_', '-')}-{digest}"


def documents_table(readings: Sequence[DocumentReading]) -> pd.DataFrame:
    """One row per document, read or refused.

    Returns:
        `tables.DOCUMENTS`.
    """
    return DOCUMENTS.frame(
        {
            "file": reading.file,
            "sha256": reading.sha256,
            "format": reading.format,
            "kind": reading.kind,
            "language": reading.language,
            "period": reading.period,
            "outcome": reading.outcome,
            "reason": reading.error.message if reading.error else None,
            "action_count": len(reading.actions),
            "warnings": _json([asdict(warning) for warning in reading.warnings]),
            "tables": _json([asdict(table) for table in reading.tables]),
        }
        for reading in readings
    )


def _row(action: Action, reading: DocumentReading, programme: Programme) -> dict[str, object]:
    years = action.planned_years
    return {
        "kind": action.kind.value,
        "theme_heading": action.heading,
        "number": action.number,
        "name": action.name,
        "markers": " ".join(action.markers),
        "tags": "; ".join(action.tags),
        "planned_years": " ".join(map(str, years)),
        "first_planned_year": min(years, default=None),
        "last_planned_year": max(years, default=None),
        "status_text": action.status_text,
        "stated_status": action.answer.status if action.answer else None,
        "stated_by": action.answer.by if action.answer else None,
        **action.roles,
        "extra": _json(action.extra),
        "language": reading.language or programme.document_language,
        "is_hidden": action.is_hidden,
        **_place(action, reading),
    }


def _place(action: Action, reading: DocumentReading) -> dict[str, object]:
    return {
        "source_file": reading.file,
        "source_page": action.place.page,
        "source_slide": action.place.slide,
        "source_sheet": action.place.sheet,
        "source_line": action.place.line,
        "source_table": action.place.table,
        "source_row": action.place.row,
        "source_address": action.place.address,
    }


def _theme_id(action: Action, programme: Programme, *, can_claim_tables: bool) -> str | None:
    """The theme that claims the action by goal, heading or table; else one made of its heading.

    Table numbers say nothing where several documents have tables of their own.
    """
    if action.kind is Kind.ENABLER:
        return None
    if action.answer is not None:
        return action.answer.theme_id
    for theme in programme.themes:
        if action.roles.get("goal") in theme.goals or action.heading in theme.headings:
            return theme.id
    for theme in programme.themes:
        if can_claim_tables and action.place.table in theme.tables:
            return theme.id
    return _slug(action.heading) if action.heading else None


def _slug(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64] or "theme"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=False)
