"""The lexicons: cues per language, read from TOML, compiled and checked once."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

from seuranta.classify.meanings import Meaning
from seuranta.classify.patterns import CompiledPattern, compile_pattern
from seuranta.errors import ConfigurationError
from seuranta.model import LANGUAGES, Blocker

_HINT = "docs/how-to/extend-the-lexicon.md describes the file"


class ItemKind(StrEnum):
    """What the action's own name aims at, where that changes what its text means."""

    CLOSING = "closing"
    MOVING = "moving"
    STUDY = "study"


class YearRole(StrEnum):
    """What a word beside a year makes of it."""

    PLAN = "plan"
    EDGE = "edge"
    SEASON = "season"


@dataclass(frozen=True)
class Cue:
    """A surface pattern and what it means.

    Args:
        id: `language.group.meaning.name`, unique.
        meaning: the member of the group: a `Meaning`, a `Blocker`, an `ItemKind` or a `YearRole`.
        pattern: compiled.
        example: a sentence in which the cue is found.
        counter_example: a sentence in which it is not.
        is_weak: a form of a word rather than a word: found, but not trusted alone.
        names_cause: a blocker cue that speaks for itself, without words of waiting beside it.
        exceptions: words, in small letters, that look like a match and are none.
    """

    id: str
    meaning: str
    pattern: CompiledPattern
    example: str
    counter_example: str
    is_weak: bool
    names_cause: bool
    exceptions: frozenset[str]


class CueIndex:
    """Cues filed by the letters that can open them, so that most are never tried."""

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self.cues = cues
        self._by_form: dict[str, dict[str, list[Cue]]] = {"exact": {}, "prefix": {}, "suffix": {}}
        for cue in cues:
            for opening in cue.pattern.openings:
                self._by_form[opening.form].setdefault(opening.letters, []).append(cue)
        self._lengths = {
            form: sorted({len(letters) for letters in filed}) for form, filed in self._by_form.items()
        }

    def opened_by(self, word: str) -> Iterator[Cue]:
        """The cues that a word, in small letters, can open; a cue may come twice."""
        yield from self._by_form["exact"].get(word, ())
        prefixes, suffixes = self._by_form["prefix"], self._by_form["suffix"]
        for length in self._lengths["prefix"]:
            yield from prefixes.get(word[:length], ())
        for length in self._lengths["suffix"]:
            yield from suffixes.get(word[-length:], ())


@dataclass(frozen=True)
class Lexicon:
    """What the engine needs to know of a language.

    Args:
        language: ISO 639-1.
        abbreviations: words after which a full stop ends no sentence, in small letters.
        breaks: words that begin a new clause.
        hypothetical: words that open a clause about what is not yet so.
        negators: words that negate; those of `negators_after` also negate what stands before them.
        blank: what stands in a cell that reports nothing.
        statuses: cues of status meanings.
        blockers: cues of blockers.
        items: cues of what an item's name aims at.
        years: cues of what a year beside them is.
    """

    language: str
    abbreviations: frozenset[str]
    breaks: frozenset[str]
    hypothetical: frozenset[str]
    negators: frozenset[str]
    negators_after: frozenset[str]
    blank: frozenset[str]
    statuses: CueIndex
    blockers: CueIndex
    items: CueIndex
    years: CueIndex

    @property
    def all_cues(self) -> tuple[Cue, ...]:
        """Every cue of every group."""
        return self.statuses.cues + self.blockers.cues + self.items.cues + self.years.cues


@lru_cache(maxsize=len(LANGUAGES))
def lexicon_of(language: str) -> Lexicon | None:
    """The lexicon of a language, or None when there is none.

    Raises:
        ConfigurationError: the lexicon is broken; the message names the cue.
    """
    if language not in LANGUAGES:
        return None
    name = f"{language}.toml"
    file = resources.files("seuranta.classify").joinpath("lexicon", name)
    return parse_lexicon(file.read_text(encoding="utf-8"), language=language, where=name)


def parse_lexicon(text: str, *, language: str, where: str) -> Lexicon:
    """Read, compile and check the text of a lexicon.

    Args:
        text: TOML.
        language: ISO 639-1.
        where: the file's name, for messages.

    Raises:
        ConfigurationError: a group, meaning, cue or pattern is not as docs/how-to/extend-the-lexicon.md says.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"expected TOML, found {error}", where=where, hint=_HINT) from error
    words = {name: _word_list(data, name, where) for name in _WORD_LISTS}
    groups = {
        name: CueIndex(tuple(_cues(data, name, members, language=language, where=where)))
        for name, members in _GROUPS.items()
    }
    return Lexicon(
        language=language,
        **words,
        statuses=groups["cue"],
        blockers=groups["blocker"],
        items=groups["item"],
        years=groups["year"],
    )


_WORD_LISTS = ("abbreviations", "breaks", "hypothetical", "negators", "negators_after", "blank")
_GROUPS: dict[str, type[StrEnum]] = {
    "cue": Meaning,
    "blocker": Blocker,
    "item": ItemKind,
    "year": YearRole,
}
_REQUIRED = {"pattern", "example", "counter_example"}
_OPTIONAL = {"weak", "names_cause", "except"}


def _word_list(data: Mapping[str, Any], name: str, where: str) -> frozenset[str]:
    value = data.get("words", {}).get(name)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ConfigurationError(
            f"expected a list of words for 'words.{name}', found {value!r}", where=where, hint=_HINT
        )
    return frozenset(word.lower() for word in value)


def _cues(
    data: Mapping[str, Any], group: str, members: type[StrEnum], *, language: str, where: str
) -> Iterator[Cue]:
    for meaning, entries in data.get(group, {}).items():
        if meaning not in set(members):
            raise ConfigurationError(
                f"expected one of {', '.join(members)} in '{group}', found {meaning!r}",
                where=where,
                hint=_HINT,
            )
        for name, entry in entries.items():
            yield _cue(entry, id_=f"{language}.{group}.{meaning}.{name}", meaning=meaning, where=where)


def _cue(entry: Mapping[str, Any], *, id_: str, meaning: str, where: str) -> Cue:
    found = set(entry)
    if not found >= _REQUIRED or not found <= _REQUIRED | _OPTIONAL:
        raise ConfigurationError(
            f"expected pattern, example and counter_example for {id_!r}, found {', '.join(sorted(found))}",
            where=where,
            hint=_HINT,
        )
    try:
        pattern = compile_pattern(entry["pattern"])
    except ValueError as error:
        raise ConfigurationError(
            f"expected a pattern for {id_!r}, found {error}", where=where, hint=_HINT
        ) from error
    return Cue(
        id=id_,
        meaning=meaning,
        pattern=pattern,
        example=entry["example"],
        counter_example=entry["counter_example"],
        is_weak=bool(entry.get("weak", False)),
        names_cause=bool(entry.get("names_cause", False)),
        exceptions=frozenset(word.lower() for word in entry.get("except", ())),
    )
