"""Writing a file whole or not at all, and reading it once."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from seuranta.errors import DocumentRefusedError, StepFailedError, UsageError
from seuranta.model import MAX_DOCUMENT_BYTES


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that `path` holds either what it held before or all of the new content.

    Raises:
        OSError: the disk is full or the folder cannot be written; nothing is left behind.
    """
    stage(path, content)
    put_in_place(path)


def stage(path: Path, content: bytes) -> None:
    """Write the new content beside `path`, on the disk for certain, without touching `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = _staged(path)
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def put_in_place(path: Path) -> None:
    """Let the staged content become `path`, in one step that cannot stop half-way."""
    _staged(path).replace(path)
    _sync_folder(path.parent)


def discard_staged(path: Path) -> None:
    """Forget staged content."""
    _staged(path).unlink(missing_ok=True)


def discard_all_staged(folder: Path) -> None:
    """Forget what a killed run staged in a folder."""
    for leftover in folder.glob(".new-*"):
        leftover.unlink(missing_ok=True)


def _staged(path: Path) -> Path:
    return path.with_name(f".new-{path.name}")


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_steady(path: Path) -> bytes:
    """The bytes of a document that nobody is writing to meanwhile.

    Of a larger document than is ever accepted it reads one byte more than that, so that the document
    is refused for its size and never fills the memory.

    Raises:
        DocumentRefusedError: it is no regular file: a folder, or a pipe that would never end.
        StepFailedError: the file changed while it was read.
    """
    if not path.is_file():
        raise DocumentRefusedError(
            "expected a file, found a folder, a pipe or a device",
            code="not_text",
            where=path.name,
            hint="name the document itself",
        )
    before = path.stat()
    with path.open("rb") as file:
        content = file.read(MAX_DOCUMENT_BYTES + 1)
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise StepFailedError(
            "expected a finished file, found that it changed while it was read",
            where=path.name,
            hint="wait until it is written, then run again",
        )
    return content


def check_writable(folder: Path) -> None:
    """Check, before any work, that files can be made in a folder or where it will be made.

    Raises:
        UsageError: they cannot.
    """
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        raise UsageError(
            f"expected a folder that can be written, found: {error.strerror}",
            where=str(folder),
            hint="give yourself the right to write there, or choose another folder with --root",
        ) from error


def empty_folder(path: Path) -> Path:
    """The folder, made anew and empty."""
    remove_folder(path)
    path.mkdir(parents=True)
    return path


def remove_folder(path: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(path)
