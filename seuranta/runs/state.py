"""What is there of a period, and whether it is what a run of today would make."""

from typing import Any

from seuranta.errors import SeurantaError
from seuranta.store.classifiers import classifier_of
from seuranta.store.layout import PeriodFolders
from seuranta.store.provenance import fingerprint, input_hashes
from seuranta.store.publishing import is_intact, read_manifest


def state_of(folders: PeriodFolders) -> dict[str, Any]:
    """What is there of a period, and whether its published results are those of today's material.

    Returns:
        `programme`, `period`, `documents` (names), `state` (`new`, `changed`, `damaged`, `current` or
        `unreadable`), `reports` and `finished_at` of the last run, and `error`: None, or `message` and
        `hint` where the material cannot be read.
    """
    manifest = read_manifest(folders)
    documents: list[str] = []
    error = None
    try:
        documents = [path.name for path in folders.documents()]
        mark = fingerprint(input_hashes(folders), classifier=classifier_of(folders))
        state = state_in(folders, manifest, mark)
    except SeurantaError as refusal:
        state, error = "unreadable", {"message": refusal.line, "hint": refusal.hint}
    return {
        "programme": folders.slug,
        "period": folders.period,
        "documents": documents,
        "state": state,
        "reports": (manifest or {}).get("reports", []),
        "finished_at": (manifest or {}).get("finished_at"),
        "error": error,
    }


def state_in(folders: PeriodFolders, manifest: dict[str, Any] | None, mark: str) -> str:
    """`new`, `changed`, `damaged` or `current`, by what `run.json` says and the fingerprint of today."""
    if manifest is None:
        return "new"
    if manifest.get("fingerprint") != mark:
        return "changed"
    return "current" if is_intact(folders.layout, manifest) else "damaged"
