"""What a run rests on: hashes of documents, settings and code, and the versions of the libraries."""

import hashlib
import json
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

from seuranta.model import CODEBOOK_VERSION
from seuranta.store.files import sha256_of
from seuranta.store.layout import PeriodFolders, check_no_folder

PACKAGE = Path(__file__).parents[1]
_CODE_SUFFIXES = frozenset({".py", ".toml", ".po", ".typ", ".html", ".css", ".js", ".j2", ".ipynb"})


def notebooks_folder() -> Path:
    """Where the four notebooks stand: beside the package in a checkout, inside it when installed."""
    inside = PACKAGE / "notebooks"
    return inside if inside.is_dir() else PACKAGE.parent / "notebooks"


def input_hashes(folders: PeriodFolders) -> dict[str, str]:
    """The SHA-256 of everything a period is made of, by its path below `data/raw`.

    These are its documents, `decisions.csv`, `second_reader.csv` and its programme's `programme.toml` and
    `register.csv`; the same of the programme's earlier periods; and the same of every period of the programme
    that it names as its predecessor.
    """
    hashes: dict[str, str] = {}
    for period in (*former_periods(folders), *earlier_periods(folders), folders):
        hashes |= _hashes_of_period(period)
    return hashes


def earlier_periods(folders: PeriodFolders) -> tuple[PeriodFolders, ...]:
    """The periods of the same programme before this one, the oldest first."""
    layout = folders.layout
    names = [name for name in layout.periods(folders.slug) if name < folders.period]
    return tuple(layout.period(folders.slug, name) for name in names)


def former_periods(folders: PeriodFolders) -> tuple[PeriodFolders, ...]:
    """The periods of the programme before this one, the oldest first; none where there is none."""
    layout = folders.layout
    predecessor = layout.programme(folders.slug).predecessor
    if predecessor is None:
        return ()
    layout.programme_folder(predecessor)
    return tuple(layout.period(predecessor, name) for name in layout.periods(predecessor))


def _hashes_of_period(folders: PeriodFolders) -> dict[str, str]:
    settings = (
        folders.decisions,
        folders.second_reader,
        folders.register,
        folders.raw.parent / "programme.toml",
    )
    for path in settings:
        check_no_folder(path, path.name)
    paths = [*folders.documents(), *settings]
    raw = folders.layout.raw
    return {path.relative_to(raw).as_posix(): sha256_of(path) for path in paths if path.exists()}


@cache
def code_hash() -> str:
    """One SHA-256 over the package's sources, lexicons, catalogues, templates and the notebooks."""
    digest = hashlib.sha256()
    files = [*PACKAGE.rglob("*"), *notebooks_folder().glob("*.ipynb")]
    for path in sorted(path for path in files if path.suffix in _CODE_SUFFIXES):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def versions() -> dict[str, str]:
    """The versions that a result depends on: Seuranta, its codebook, Python and the direct libraries."""
    required = metadata.requires("seuranta") or []
    names = sorted({name for entry in required if (name := _distribution_name(entry))})
    return {
        "seuranta": metadata.version("seuranta"),
        "codebook": str(CODEBOOK_VERSION),
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in names},
    }


def _distribution_name(requirement: str) -> str:
    name = requirement.split(";", maxsplit=1)[0]
    for sign in "<>=!~[ ":
        name = name.split(sign)[0]
    return name.strip()


def fingerprint(inputs: dict[str, str], *, classifier: str | None) -> str:
    """One hash of all that decides what a run publishes in any language; equal ones give equal results.

    Args:
        inputs: as `input_hashes` gives them.
        classifier: the name and version of another model that is asked about doubtful texts.
    """
    parts = {"inputs": inputs, "code": code_hash(), "versions": versions(), "classifier": classifier}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def report_provenance(*, lexicon: str) -> dict[str, str]:
    """Names and values that the report's method section prints.

    Args:
        lexicon: the fingerprint of the lexicon that read the texts.
    """
    return {**versions(), "lexicon": lexicon, "code_sha256": code_hash()}
