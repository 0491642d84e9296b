"""The systems, suppliers, authorities and programmes that a text names, by a gazetteer."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from seuranta.classify.patterns import CompiledPattern, compile_pattern
from seuranta.errors import ConfigurationError

_FILE = "names.toml"
_CAPITAL = re.compile(r"(?<!\w)[A-ZÅÄÖ0-9]")
_ENDING = re.compile(r"(?:[:’'-]\w{1,30}){0,2}")


class NameKind(StrEnum):
    """What is named."""

    SYSTEM = "system"
    SUPPLIER = "supplier"
    AUTHORITY = "authority"
    PROGRAMME = "programme"


@dataclass(frozen=True)
class Name:
    """A name found in a text.

    Args:
        kind: what is named.
        key: of the gazetteer's line.
        text: as written.
        start: where it begins.
        end: where it ends, exclusive.
    """

    kind: NameKind
    key: str
    text: str
    start: int
    end: int


def find_names(text: str) -> tuple[Name, ...]:
    """The names of the gazetteer in a text of any language.

    Args:
        text: as written.

    Returns:
        The names in the order of the text, none inside a longer one.
    """
    found: list[Name] = []
    for capital in _CAPITAL.finditer(text):
        start = capital.start()
        if found and start < found[-1].end:
            continue
        longest = max(_names_at(text, start), key=lambda name: name.end, default=None)
        if longest is not None:
            found.append(longest)
    return tuple(found)


def _names_at(text: str, start: int) -> Iterator[Name]:
    letters = text[start : start + 1].lower()
    for kind, key, pattern in _gazetteer().get(letters, ()):
        match = pattern.regex.match(text, start)
        if match is not None:
            ending = _ENDING.match(text, match.end())
            end = ending.end() if ending else match.end()
            yield Name(kind, key, text[start:end], start, end)


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, list[tuple[NameKind, str, CompiledPattern]]]:
    """The lines of the gazetteer by the first letters of their names.

    Raises:
        ConfigurationError: a kind or a pattern is not as docs/how-to/extend-the-lexicon.md says.
    """
    file = resources.files("seuranta.classify").joinpath("lexicon", _FILE)
    filed: dict[str, list[tuple[NameKind, str, CompiledPattern]]] = {}
    for kind, lines in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for key, notation in lines.items():
            try:
                line = (NameKind(kind), key, compile_pattern(notation))
            except ValueError as error:
                raise ConfigurationError(
                    f"expected a name, found {error}",
                    where=f"{_FILE}, {kind}.{key}",
                    hint="docs/how-to/extend-the-lexicon.md describes the notation",
                ) from error
            for letters in {opening.letters[:1] for opening in line[2].openings}:
                filed.setdefault(letters, []).append(line)
    return filed
