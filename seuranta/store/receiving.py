"""Putting documents in their place, and keeping beside them who put them there and when."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from seuranta.errors import DocumentRefusedError
from seuranta.store.files import sha256_of, write_whole
from seuranta.store.layout import OUR_FILES, PeriodFolders
from seuranta.store.locks import locked

_COLUMNS = ("file", "sha256", "added_by", "added_at")


@dataclass(frozen=True)
class Received:
    """A document that was put in its place.

    Args:
        file: its name in the period's folder.
        sha256: of its bytes.
        is_new: whether it was not there before; the same document again changes nothing.
    """

    file: str
    sha256: str
    is_new: bool


def receive(
    folders: PeriodFolders, name: str, content: bytes, *, added_by: str, added_at: datetime
) -> Received:
    """Copy a document into a period's folder, and note in `received.csv` who did so and when.

    Args:
        folders: the period; its folder is made when absent.
        name: the document's file name, without folders.
        content: its bytes.
        added_by: who adds it.
        added_at: when, with a time zone.

    Raises:
        DocumentRefusedError: another document has the name, the same document is there under another
            name, or the name is one that Seuranta keeps for itself.
        AlreadyRunningError: the period is being run.
    """
    _check_name(name, folders)
    sha256 = hashlib.sha256(content).hexdigest()
    folders.raw.mkdir(parents=True, exist_ok=True)
    with locked(folders.lock_file, what=str(folders)):
        _check_no_other(name, sha256, folders)
        path = folders.raw / name
        if path.exists():
            return Received(name, sha256, is_new=False)
        write_whole(path, content)
        when = added_at.astimezone(UTC).isoformat(timespec="seconds")
        write_whole(folders.received, _with_row(folders, (name, sha256, added_by, when)))
    return Received(name, sha256, is_new=True)


def _check_name(name: str, folders: PeriodFolders) -> None:
    if name in OUR_FILES or name.startswith((".", "~")) or PurePath(name).name != name:
        raise DocumentRefusedError(
            f"expected the name of a document, found {name!r}",
            code="reserved_name",
            where=str(folders),
            hint="give the document another name; Seuranta keeps this one for itself, or does not read it",
        )


def _check_no_other(name: str, sha256: str, folders: PeriodFolders) -> None:
    path = folders.raw / name
    if path.exists() and (not path.is_file() or sha256_of(path) != sha256):
        raise DocumentRefusedError(
            "expected no other document of this name, found a different one",
            code="name_taken",
            where=f"{folders}, {name}",
            hint="nothing was overwritten: rename the new document, or take the old one away yourself",
        )
    for other in folders.documents():
        if other.name != name and sha256_of(other) == sha256:
            raise DocumentRefusedError(
                f"expected a new document, found that it is there already as {other.name!r}",
                code="same_document",
                where=f"{folders}, {name}",
                hint="its actions would count twice: leave it out",
            )


def _with_row(folders: PeriodFolders, row: Sequence[str]) -> bytes:
    known = folders.received.read_bytes() if folders.received.exists() else b""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if not known:
        writer.writerow(_COLUMNS)
    writer.writerow(row)
    return known + text.getvalue().encode("utf-8")
