"""LibreOffice as a converter, each conversion made once for all tests and all workers."""

import functools
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from seuranta.store.locks import locked

_NAMES = ("soffice", "libreoffice")
_SECONDS = 180


def find_office() -> str | None:
    """The LibreOffice named by the environment variable SOFFICE, or the first one on the path."""
    return os.environ.get("SOFFICE") or next(filter(None, map(shutil.which, _NAMES)), None)


class Conversions:
    """Where finished conversions are kept: a folder of this process, until a session names a shared one."""

    folder: Path | None = None

    @classmethod
    def keep_in(cls, folder: Path) -> None:
        """Share the conversions with every process that is given the same folder."""
        cls.folder = folder

    @classmethod
    def place(cls) -> Path:
        """The folder."""
        return cls.folder or _own_folder() / "conversions"


@functools.cache
def _own() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="making-", ignore_cleanup_errors=True)


def _own_folder() -> Path:
    return Path(_own().name)


def convert(content: bytes, suffix: str, into: str) -> bytes:
    """The document in another format, made by LibreOffice.

    Without LibreOffice the test is skipped, or fails when SEURANTA_ALL_CHECKS=1.

    Args:
        content: an office document.
        suffix: the ending of its file ("docx").
        into: the ending of the format that is wanted ("pdf").
    """
    office = find_office()
    if office is None:
        reason = f"no LibreOffice: none of {', '.join(_NAMES)} is on the path, and SOFFICE is not set"
        if os.environ.get("SEURANTA_ALL_CHECKS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    kept = Conversions.place() / f"{hashlib.sha256(content).hexdigest()}-{suffix}.{into}"
    with locked(kept.with_suffix(".lock"), what="a conversion", wait=True):
        if not kept.exists():
            with tempfile.TemporaryDirectory(dir=kept.parent) as work:
                _run(office, content, suffix, into, Path(work)).replace(kept)
    return kept.read_bytes()


def _run(office: str, content: bytes, suffix: str, into: str, work: Path) -> Path:
    source = work / f"document.{suffix}"
    source.write_bytes(content)
    profile = (_own_folder() / "profile").as_uri()  # one a process: two at a time would refuse to start
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", into, "--outdir", str(work / "made"), str(source)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    made = work / "made" / f"document.{into}"
    if not made.exists():
        pytest.fail(f"LibreOffice made no {into} of a {suffix}: {ended.stdout} {ended.stderr}")
    return made
