"""Sets up the locked environment of a checkout with nothing but Python and pip, and goes on inside it."""

import hashlib
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".tools"
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 13)
_MARK = "SEURANTA_ENVIRONMENT"


def inside_environment(*distributions: str, groups: tuple[str, ...] = ()) -> bool:
    """Whether this process runs inside the environment; if not, set it up, do the same call there and exit.

    Args:
        distributions: what has to be installed.
        groups: the dependency groups that bring it, beside what the package itself needs.
    """
    if os.environ.get(_MARK) or _are_installed(distributions):
        return True
    _check_python()
    environment = {**os.environ, _MARK: "1", "UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": "copy"}
    for name in ("VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    if not _is_set_up(groups):
        print("Setting up the environment in .venv, once ...", file=sys.stderr, flush=True)
        sync = [_uv(), "sync", "--quiet", "--frozen", "--compile-bytecode", "--python", sys.executable]
        chosen = [f"--group={group}" for group in groups]
        failed = subprocess.call([*sync, "--no-default-groups", *chosen], cwd=ROOT, env=environment)
        if failed:
            sys.exit(failed)
        # Every kernel would compile the package anew where byte code may not be written later.
        subprocess.call([_environment_python(), "-m", "compileall", "-q", "seuranta"], cwd=ROOT)
        _stamp().write_text(_lock_and(groups), encoding="utf-8")
    sys.exit(subprocess.call([_environment_python(), *sys.orig_argv[1:]], env=environment))


def _is_set_up(groups: tuple[str, ...]) -> bool:
    """Whether the environment was made from today's lock file, with these groups or with more."""
    done = _stamp().read_text(encoding="utf-8").splitlines() if _stamp().exists() else []
    return set(_lock_and(groups).splitlines()) <= set(done)


def _stamp() -> Path:
    return ROOT / ".venv" / "seuranta-set-up.txt"


def _lock_and(groups: tuple[str, ...]) -> str:
    lock = hashlib.sha256((ROOT / "uv.lock").read_bytes()).hexdigest()
    return "\n".join([lock, *groups])


def _are_installed(distributions: tuple[str, ...]) -> bool:
    try:
        for name in distributions:
            metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _check_python() -> None:
    version = sys.version_info[:2]
    if not OLDEST_PYTHON <= version <= NEWEST_PYTHON:
        found = ".".join(map(str, version))
        sys.exit(
            f"{sys.executable}: expected Python 3.11, 3.12 or 3.13, found {found}\n"
            "Hint: start the same command with one of these, for example python3.12"
        )


def _uv() -> str:
    """The program uv, put beside the project by pip when it is not there yet."""
    program = TOOLS / "bin" / ("uv.exe" if os.name == "nt" else "uv")
    if not program.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.call([*pip, "--target", str(TOOLS), "--upgrade", "uv>=0.9"]):
            sys.exit("Hint: pip could not install uv; check that PyPI can be reached, then try again")
    return str(program)


def _environment_python() -> str:
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return str(ROOT / ".venv" / folder / name)
