"""Running one notebook in a fresh kernel, and believing its output only when it came to its end."""

import logging
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from seuranta import errors
from seuranta.errors import SeurantaError, StepFailedError

TIMEOUT_SECONDS = 900
KERNEL = "python3"
# A kernel lives for seconds and is thrown away whole. Looking for cycles at Python's usual pace cost it
# an eighth of its time, most of it while Great Expectations is imported.
_COLLECT_SELDOM = "--IPKernelApp.exec_lines=__import__('gc').set_threshold(50_000, 20, 50)"
# IPython looks in the current folder before the installed packages: it may hold another Seuranta.
_SAME_CODE = f"--IPKernelApp.exec_lines=__import__('sys').path.insert(0, {str(Path(__file__).parents[2])!r})"
_PLACES = ("root", "work")
_PLACE = re.compile(rf"^({'|'.join(_PLACES)}) = .*$", re.MULTILINE)


@dataclass(frozen=True)
class NotebookParameters:
    """What a notebook may be told. Papermill writes parameter names into code, so they are fixed here."""

    programme: str
    period: str
    root: str
    work: str
    languages: str = ""


def execute_notebook(notebook: Path, parameters: NotebookParameters) -> dict[str, Any]:
    """Run a notebook from top to bottom in a fresh kernel.

    Args:
        notebook: one of our notebooks.
        parameters: what its parameters cell is overridden with.

    Returns:
        The executed notebook as JSON values. Nothing is written: papermill would rewrite its output
        after every cell, and leave a valid file of a half-run notebook when it is killed.

    Raises:
        SeurantaError: the error that the notebook raised, as it was raised.
        StepFailedError: it raised anything else, its kernel died, it took too long, or its output
            does not show that every cell ran.
    """
    import papermill  # noqa: PLC0415 (0.5 CPU-seconds that most commands do not need)
    from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: PLC0415 (comes with papermill)
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415 (comes with papermill)

    try:
        with _private_sockets() as sockets, _quiet_kernel(Path(parameters.work), sockets):
            executed: dict[str, Any] = papermill.execute_notebook(
                str(notebook),
                None,
                parameters=asdict(parameters),
                kernel_name=KERNEL,
                execution_timeout=TIMEOUT_SECONDS,
                progress_bar=False,
                shutdown_kernel="immediate",
                extra_arguments=[_COLLECT_SELDOM, _SAME_CODE],
                **_transport(sockets),
            )
    except PapermillExecutionError as error:
        raise _as_raised(notebook.stem, error.ename, error.evalue) from error
    except CellTimeoutError as error:
        raise StepFailedError(
            f"expected each cell to end within {TIMEOUT_SECONDS} s, found one still running",
            where=notebook.stem,
            hint="look whether a document is unusually large",
        ) from error
    except DeadKernelError as error:
        raise StepFailedError(
            "expected the kernel to live to the end, found it dead",
            where=notebook.stem,
            hint="the machine was probably short of memory: run again, with fewer lanes (--jobs 1)",
        ) from error
    check_complete(executed, where=notebook.stem)
    return executed


def check_complete(notebook: Mapping[str, Any], *, where: str) -> None:
    """Check by papermill's metadata that a notebook ran to its end: a killed run leaves a valid file.

    Raises:
        StepFailedError: it did not.
    """
    run = notebook["metadata"].get("papermill", {})
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    states = [cell["metadata"].get("papermill", {}).get("status") for cell in cells]
    has_ended = run.get("end_time") is not None and not run.get("exception")
    if not has_ended or any(state != "completed" for state in states):
        done = sum(state == "completed" for state in states)
        raise StepFailedError(
            f"expected all {len(cells)} code cells to have run, found {done}",
            where=where,
            hint="run again: the step was stopped half-way",
        )


def without_clock(notebook: dict[str, Any]) -> dict[str, Any]:
    """The executed notebook without times, random ids and folders: the same in every run, anywhere.

    Without its folders it can also be opened where it is published: it finds the period from there.
    """
    told = notebook["metadata"].get("papermill", {}).get("parameters", {})
    papermill = {"parameters": {**told, **{name: "" for name in _PLACES if name in told}}}
    metadata = {**notebook["metadata"], "papermill": papermill}
    return {**notebook, "metadata": metadata, "cells": [_cell_without_clock(c) for c in notebook["cells"]]}


def _cell_without_clock(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = {
        key: value for key, value in cell["metadata"].items() if key not in ("papermill", "execution")
    }
    if "injected-parameters" not in metadata.get("tags", []):
        return {**cell, "metadata": metadata}
    source = _PLACE.sub(r'\1 = ""', "".join(cell["source"]))
    return {**cell, "metadata": metadata, "id": "injected-parameters", "source": source}


def _as_raised(step: str, name: str, value: str) -> SeurantaError:
    """The error of the notebook as our own class again; anything else is a failed step."""
    kind = getattr(errors, name, None)
    message, _, hint = value.partition(SeurantaError.HINT_LINE)
    if isinstance(kind, type) and issubclass(kind, SeurantaError) and kind is not errors.DocumentRefusedError:
        return kind(message, hint=hint)
    first_line = value.strip().splitlines()[0] if value.strip() else "no message"
    return StepFailedError(
        f"expected the step to end, found {name}: {first_line}",
        where=step,
        hint="run again with --debug to see where it stopped",
    )


@contextmanager
def _private_sockets() -> Iterator[str]:
    """A folder for one kernel's sockets; its path is short, for a socket's name holds about 100 letters."""
    parent = "/tmp" if sys.platform == "darwin" else None  # noqa: S108 (made with a random name, mode 0700)
    with tempfile.TemporaryDirectory(prefix="seuranta-", dir=parent, ignore_cleanup_errors=True) as folder:
        yield folder


def _transport(sockets: str) -> dict[str, Any]:
    """The kernel talks over files that only this user can open, not over network ports (not on Windows)."""
    if sys.platform == "win32":
        return {}
    from traitlets.config import Config  # noqa: PLC0415 (comes with papermill)

    return {"config": Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}})}


@contextmanager
def _quiet_kernel(work: Path, runtime: str) -> Iterator[None]:
    """A kernel untouched by the user's own IPython start-up files and history, and without noise."""
    settings = {
        "IPYTHONDIR": str(work / "ipython"),
        "JUPYTER_RUNTIME_DIR": runtime,
        "PYTHONHASHSEED": "0",
        "JUPYTER_PLATFORM_DIRS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "OPENBLAS_NUM_THREADS": "1",  # the tables are small; threads only cost their start
    }
    before = {name: os.environ.get(name) for name in settings}
    logger = logging.getLogger("papermill")
    level = logger.level
    os.environ.update(settings)
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
