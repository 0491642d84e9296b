"""One published installation of the two real documents, made once for all tests and all workers."""

import os
import shutil
from pathlib import Path

import pytest

from seuranta.store.locks import locked
from tests.documents import RAW
from tests.processes import Finished, seuranta


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of an installation whose two programmes were run by `batch`; read it, never write."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    root, mark = shared / "published", shared / "published.done"
    with locked(shared / "published.lock", what="the published installation", wait=True):
        if not mark.exists():
            shutil.copytree(RAW, root / "data" / "raw")
            finished: Finished = seuranta("--root", str(root), "batch", "--jobs", "2")
            assert finished.code == 0, finished.errors
            mark.touch()
    return root
