"""The word lists of `headers.toml`, and how words are compared with them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

# Zero-width space, soft hyphen, word joiner, and what decoding puts for a character that nobody sees,
# and what asks for a sign in colour or without ("✔" with U+FE0F behind it).
_INVISIBLE = re.compile("[\u200b\u00ad\u2060\ufffd\ufe0e\ufe0f]")


@cache
def vocabulary() -> dict[str, dict[str, list[str]]]:
    """The word lists by section and language; sections within a section are written `name.<kind>`."""
    data = tomllib.loads(files("seuranta.ingest").joinpath("headers.toml").read_text(encoding="utf-8"))
    flat: dict[str, dict[str, list[str]]] = {}
    for section, entries in data.items():
        nested = {key: value for key, value in entries.items() if isinstance(value, dict)}
        flat |= {f"{section}.{key}": value for key, value in nested.items()} or {section: entries}
    return flat


def words(section: str) -> set[str]:
    """All words of a section of the vocabulary, of every language."""
    return {word for entries in vocabulary()[section].values() for word in entries}


@cache
def folded_words(section: str) -> frozenset[str]:
    """All words of a section as `fold` leaves them."""
    return frozenset(fold(word) for word in words(section))


def fold(title: str) -> str:
    """A title without case, unseen characters, repeated spaces, and marks of emphasis or at its end."""
    return " ".join(_INVISIBLE.sub("", title).split()).strip("*:? ").casefold()


def says_theme(line: str) -> bool:
    """Whether a line calls itself a theme: "Tema 1: Öppna data"."""
    first = re.split(r"[\s:–]", line.strip("#*_ "), maxsplit=1)[0]
    return fold(first) in folded_words("theme_words")
