"""What a run says of itself in numbers, read from the tables that its notebooks made."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from seuranta.runs.outcome import Refused
from seuranta.store.revisions import figures_of

_LONGEST_TEXT = 2**31 - 1  # the most that csv can be told on every system


def refused_documents(work: Path) -> list[Refused]:
    """The documents that were refused: `file`, `message` and `hint` of each."""
    return refused_of(documents_read(work))


def refused_of(documents: Sequence[Mapping[str, Any]]) -> list[Refused]:
    """Those of the documents, in the form that `read --json` prints, that were refused."""
    return [
        {"file": document["file"], "message": error["message"], "hint": error["hint"]}
        for document in documents
        if (error := document["error"])
    ]


def documents_read(work: Path) -> list[dict[str, Any]]:
    """Every document in the form that `read --json` prints."""
    documents: list[dict[str, Any]] = json.loads((work / "documents_read.json").read_text(encoding="utf-8"))
    return documents


def headline(work: Path) -> dict[str, int]:
    """How many actions there are and, for a follow-up, how many are completed."""
    rows = csv_rows(work / "indicators.csv")
    whole = [row for row in rows if row["dimension"] == "programme" and row["basis"] == "all"]
    counts = {"actions": max((int(row["denominator_count"]) for row in whole), default=0)}
    for row in whole:
        if row["indicator"] == "status_count" and row["category"] == "completed":
            counts["completed"] = int(row["numerator_count"])
    return counts


def published_figures(work: Path) -> dict[str, int]:
    """The figures that are compared with those of the next publication."""
    return figures_of(csv_rows(work / "indicators.csv"))


def finding_counts(work: Path) -> dict[str, int]:
    """How many findings there are of each severity."""
    counts = {"critical": 0, "warning": 0, "info": 0}
    for row in csv_rows(work / "findings.csv"):
        counts[row["severity"]] += 1
    return counts


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table of ours, however long a text in it is."""
    content = io.StringIO(path.read_text(encoding="utf-8"), newline="")
    former_limit = csv.field_size_limit(_LONGEST_TEXT)
    try:
        return list(csv.DictReader(content))
    finally:
        csv.field_size_limit(former_limit)
