"""A lock that dies with its process: two runs of one period never meet."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from seuranta.errors import AlreadyRunningError


@contextmanager
def locked(path: Path, *, what: str, wait: bool = False) -> Iterator[None]:
    """Hold the lock on a file.

    Args:
        path: the lock file; it is made when absent and stays.
        what: what the lock is about, for the message.
        wait: whether to wait for another holder instead of giving up.

    Raises:
        AlreadyRunningError: another process holds it and `wait` is false.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _take(file, wait=wait):
            raise AlreadyRunningError(
                f"expected {what} to be free, found that another process is running it",
                hint="wait until it has ended; a lock never outlives its process",
            )
        try:
            yield
        finally:
            _release(file)


if sys.platform == "win32":
    import msvcrt
    import time

    def _take(file: IO[bytes], *, wait: bool) -> bool:
        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.05)
            else:
                return True

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
