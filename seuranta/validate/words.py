"""The words of `words.toml` as patterns over all languages: a document may change its language in a cell."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from seuranta.model import LANGUAGES


@cache
def _sections() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("seuranta.validate") / "words.toml").read_text(encoding="utf-8"))


def any_of(*sections: str) -> str:
    """A pattern for any word of the sections, in any language, without a group."""
    words = {word for name in sections for language in LANGUAGES for word in _sections()[name][language]}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return rf"(?<!\w)(?:{'|'.join(map(_pattern, longest_first))})(?!\w)"


def _pattern(word: str) -> str:
    return r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split())


@cache
def common_words() -> dict[str, frozenset[str]]:
    """The words by which each language is known."""
    return {language: frozenset(words) for language, words in _sections()["common"].items()}
