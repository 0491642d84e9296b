"""Which lexicon read a text: a fingerprint that changes when a cue does."""

import hashlib
from functools import cache
from importlib.resources import files


@cache
def lexicon_fingerprint() -> str:
    """The first 16 hexadecimal digits of the SHA-256 over the lexicon's files.

    Line ends do not count: a checkout on Windows has the lexicon that it has elsewhere.
    """
    digest = hashlib.sha256()
    folder = files("seuranta.classify") / "lexicon"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            text = "\n".join(file.read_text(encoding="utf-8").splitlines())
            digest.update(f"{file.name}\0{text}\0".encode())
    return digest.hexdigest()[:16]
