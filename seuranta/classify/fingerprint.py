"""Which lexicon and rules read a text: a fingerprint that changes when a cue or a rule does."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_FOLDERS = {"lexicon": ".toml", "verbs": ".py"}
READING_MODULES = (
    "blockers", "clauses", "cues", "decide", "engine", "items", "lexicons", "meanings", "mentions", "names",
    "patterns", "reading", "settle", "shares", "texts", "years",
)  # fmt: skip
"""The modules beside the folders that take part in a reading; a test compares them with what is imported."""


@cache
def lexicon_fingerprint() -> str:
    """The first 16 hexadecimal digits of the SHA-256 over the lexicon and the rules that read by it.

    Line ends do not count: a checkout on Windows has the lexicon that it has elsewhere.
    """
    digest = hashlib.sha256()
    for file in _files():
        text = "\n".join(file.read_text(encoding="utf-8").splitlines())
        digest.update(f"{file.name}\0{text}\0".encode())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Traversable]:
    package = files("seuranta.classify")
    for folder, ending in _FOLDERS.items():
        inside = sorted((package / folder).iterdir(), key=lambda file: file.name)
        yield from (file for file in inside if file.name.endswith(ending))
    yield from (package / f"{name}.py" for name in READING_MODULES)
