"""The Nu Html Checker, which browsers' makers keep up with the HTML standard."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.documents import ROOT

JAR = Path("node_modules", "vnu-jar", "build", "dist", "vnu.jar")
_FOLDERS = (ROOT / ".tools", ROOT)


def nu_messages(paths: Sequence[Path]) -> list[str]:
    """What the checker says of the pages, errors and warnings alike, one line a message.

    Without Java, or without the npm package `vnu-jar`, the test is skipped, or fails when
    SEURANTA_ALL_CHECKS=1.
    """
    java, jar = shutil.which("java"), _jar()
    if java is None or jar is None:
        reason = "no Nu Html Checker: it needs a JDK and `npm install --prefix .tools vnu-jar`"
        if os.environ.get("SEURANTA_ALL_CHECKS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    run = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"the checker did not run: {run.stderr}"
    return [
        f"{Path(said.get('url', '')).name}:{said.get('lastLine', 0)}: {said['message']}"
        for said in json.loads(run.stdout)["messages"]
    ]


def _jar() -> Path | None:
    """The jar named by the environment variable VNU_JAR, or that of the npm package."""
    named = os.environ.get("VNU_JAR")
    candidates = [Path(named)] if named else [folder / JAR for folder in _FOLDERS]
    return next((path for path in candidates if path.is_file()), None)
