"""What is made once for all tests and all workers: an installation, and what LibreOffice converts."""

import os
import shutil
from pathlib import Path

import pytest

from seuranta.store.locks import locked
from tests.documents import RAW
from tests.making.office import Conversions
from tests.processes import Finished, seuranta


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this session share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session", autouse=True)
def conversions(shared: Path) -> None:
    """Lets every worker find what another has had LibreOffice convert."""
    Conversions.keep_in(shared / "conversions")


@pytest.fixture(scope="session")
def published(shared: Path) -> Path:
    """The root of an installation whose two programmes were run by `batch`; read it, never write."""
    root, mark = shared / "published", shared / "published.done"
    with locked(shared / "published.lock", what="the published installation", wait=True):
        if not mark.exists():
            shutil.copytree(RAW, root / "data" / "raw")
            finished: Finished = seuranta("--root", str(root), "batch", "--jobs", "2")
            assert finished.code == 0, finished.errors
            mark.touch()
    return root
