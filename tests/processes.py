"""The command line as a user meets it: a process with its exit code and what it says."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.documents import ROOT


@dataclass(frozen=True)
class Finished:
    """What a finished command left."""

    code: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        return json.loads(self.output)


def seuranta(*arguments: str, cwd: Path = ROOT, stdin: str = "", **environment: str) -> Finished:
    """Run `python pipeline.py ...` and wait for it."""
    process = subprocess.run(
        [sys.executable, str(ROOT / "pipeline.py"), *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=300,
        check=False,
    )
    return Finished(process.returncode, process.stdout, process.stderr)
