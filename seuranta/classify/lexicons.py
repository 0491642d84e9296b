"""The lexicons: cues per language, read from TOML, compiled and checked once."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from seuranta.classify.meanings import NEGATED, UNTOUCHED, Meaning
from seuranta.classify.patterns import CompiledPattern, compile_pattern
from seuranta.classify.verbs import CONJUGATIONS, KINDS, Form, Kind
from seuranta.classify.verbs.match import VerbPattern
from seuranta.errors import ConfigurationError
from seuranta.model import LANGUAGES, Blocker

_HINT = "docs/how-to/extend-the-lexicon.md describes the file"


_WORDS_REMEMBERED = 20_000


class ItemKind(StrEnum):
    """What the action's own name aims at, where that changes what its text means."""

    CLOSING = "closing"
    MOVING = "moving"
    STUDY = "study"


class YearRole(StrEnum):
    """What a word beside a year makes of it."""

    PLAN = "plan"
    EDGE = "edge"
    UNTIL = "until"
    SINCE = "since"
    SEASON = "season"
    STATED = "stated"


@dataclass(frozen=True, eq=False)
class Cue:
    """A surface pattern and what it means.

    Args:
        id: `language.group.meaning.name`, of a verb with the form behind it; unique.
        entry: the id of the lexicon's line that it comes from; the forms of a verb share one.
        meaning: the member of the group: a `Meaning`, a `Blocker`, an `ItemKind` or a `YearRole`; empty where
            only the negation says something.
        negated: what it means beside a negator; none where it then says nothing.
        heeds_negators: a negator beside it, or between its words, changes the meaning.
        pattern: compiled.
        example: a sentence in which the cue is found.
        counter_example: a sentence in which it is not.
        is_weak: a form of a word rather than a word: found, but not trusted alone.
        names_cause: a blocker cue that speaks for itself, without words of waiting beside it.
        opens_clause: it counts only as the first words of a clause ("Publish the data.").
        stands_alone: it counts only where its sentence has no other words ("Siirretty").
        has_companion: it is a verb with a word that must stand beside it.
        exceptions: words, in small letters, that look like a match and are none.
    """

    id: str
    entry: str
    meaning: str
    negated: str | None
    heeds_negators: bool
    pattern: CompiledPattern | VerbPattern
    example: str
    counter_example: str
    is_weak: bool
    names_cause: bool
    opens_clause: bool
    stands_alone: bool
    has_companion: bool
    exceptions: frozenset[str]

    @property
    def is_verb_form(self) -> bool:
        """Whether it is one form of a verb, and not a pattern as the lexicon writes it."""
        return self.id != self.entry

    def writes(self, word: str) -> bool:
        """Whether the lexicon wrote the word into the pattern, whole."""
        return isinstance(self.pattern, CompiledPattern) and self.pattern.writes(word)


Filed = tuple[Cue, CompiledPattern | VerbPattern]


class CueIndex:
    """The phrases of cues filed by the letters that can open them, so that most are never tried."""

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self.cues = cues
        self._by_form: dict[str, dict[str, list[Filed]]] = {"exact": {}, "prefix": {}, "suffix": {}}
        for cue in cues:
            for pattern in cue.pattern.alternatives:
                for opening in pattern.openings:
                    self._by_form[opening.form].setdefault(opening.letters, []).append((cue, pattern))
        self._lengths = {
            form: sorted({len(letters) for letters in filed}) for form, filed in self._by_form.items()
        }
        self.opened_by = lru_cache(maxsize=_WORDS_REMEMBERED)(self._opened_by)

    def _opened_by(self, word: str) -> tuple[Filed, ...]:
        """The cues that a word, in small letters, can open, each phrase once, in the order of the lexicon."""
        found = list(self._by_form["exact"].get(word, ()))
        for length in self._lengths["prefix"]:
            found += self._by_form["prefix"].get(word[:length], ())
        for length in self._lengths["suffix"]:
            found += self._by_form["suffix"].get(word[-length:], ())
        once = {(cue.id, id(pattern)): (cue, pattern) for cue, pattern in found}
        return tuple(filed for filed in once.values() if word not in filed[0].exceptions)


@dataclass(frozen=True)
class Lexicon:
    """What the engine needs to know of a language.

    Args:
        language: ISO 639-1.
        abbreviations: words after which a full stop ends no sentence, in small letters.
        breaks: words that begin a new clause.
        hypothetical: words that open a clause about what is not yet so.
        background: words that open a clause that says why, although, or which.
        not_alone: words that undo a negator before them ("ei vain").
        articles: words between which and a noun a participle only describes ("the planned works").
        modals: words that make a deed behind them one to come.
        months: months and seasons, as they say when something is done ("helmikuussa").
        complementizers: words that open the clause in which stands what was noted or agreed ("that").
        coordinators: words that carry a negation on to the next verb.
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
    background: frozenset[str]
    not_alone: frozenset[str]
    articles: frozenset[str]
    modals: frozenset[str]
    months: frozenset[str]
    complementizers: frozenset[str]
    coordinators: frozenset[str]
    negators: frozenset[str]
    negators_after: frozenset[str]
    blank: frozenset[str]
    statuses: CueIndex
    blockers: CueIndex
    items: CueIndex
    years: CueIndex

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words that begin a new clause wherever they stand."""
        return self.breaks | self.background

    @cached_property
    def opening_words(self) -> frozenset[str]:
        """The words with which the openers begin."""
        return frozenset(opener.split()[0] for opener in self.openers)

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
        statuses=CueIndex((*groups["cue"].cues, *_verbs(data, language=language, where=where))),
        blockers=groups["blocker"],
        items=groups["item"],
        years=groups["year"],
    )


_WORD_LISTS = (
    "abbreviations", "breaks", "hypothetical", "background", "not_alone", "articles", "modals", "months",
    "complementizers", "coordinators", "negators", "negators_after", "blank",
)  # fmt: skip
_GROUPS: dict[str, type[StrEnum]] = {
    "cue": Meaning,
    "blocker": Blocker,
    "item": ItemKind,
    "year": YearRole,
}
_SHOWN = {"example", "counter_example"}
_OPTIONAL = {"weak", "alone", "names_cause", "except"}
_OPTIONAL_OF_VERBS = {"with", "except"}
_WEAK_FORMS = frozenset({Form.BARE, Form.AIM})


def _word_list(data: Mapping[str, Any], name: str, where: str) -> frozenset[str]:
    value = data.get("words", {}).get(name)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ConfigurationError(
            f"expected a list of words for 'words.{name}', found {value!r}", where=where, hint=_HINT
        )
    return frozenset(word.lower() for word in value)


def _members(
    data: Mapping[str, Any], group: str, members: type[StrEnum], *, where: str
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The entries of a group: member, name, entry."""
    for member, entries in data.get(group, {}).items():
        if member not in set(members):
            raise ConfigurationError(
                f"expected one of {', '.join(members)} in '{group}', found {member!r}",
                where=where,
                hint=_HINT,
            )
        for name, entry in entries.items():
            yield member, name, entry


def _cues(
    data: Mapping[str, Any], group: str, members: type[StrEnum], *, language: str, where: str
) -> Iterator[Cue]:
    for meaning, name, entry in _members(data, group, members, where=where):
        id_ = f"{language}.{group}.{meaning}.{name}"
        _check_keys(entry, id_, {"pattern"}, _OPTIONAL, where=where)
        is_status = members is Meaning
        yield Cue(
            id=id_,
            entry=id_,
            meaning=meaning,
            negated=NEGATED.get(Meaning(meaning)) if is_status else None,
            heeds_negators=is_status and meaning not in UNTOUCHED,
            pattern=_compiled(entry["pattern"], id_, where=where),
            example=entry["example"],
            counter_example=entry["counter_example"],
            is_weak=bool(entry.get("weak", False)),
            names_cause=bool(entry.get("names_cause", False)),
            opens_clause=False,
            stands_alone=bool(entry.get("alone", False)),
            has_companion=False,
            exceptions=frozenset(word.lower() for word in entry.get("except", ())),
        )


def _verbs(data: Mapping[str, Any], *, language: str, where: str) -> Iterator[Cue]:
    """The forms of the verbs, each a cue."""
    for kind, name, entry in _members(data, "verb", Kind, where=where):
        id_ = f"{language}.verb.{kind}.{name}"
        _check_keys(entry, id_, {"verbs"}, _OPTIONAL_OF_VERBS, where=where)
        forms = _conjugated(entry["verbs"], id_, language=language, where=where)
        companion = _compiled(entry["with"], id_, where=where) if "with" in entry else None
        for form, words in forms.items():
            sense = KINDS[Kind(kind)][form]
            if words and (sense.asserted or sense.negated):
                yield Cue(
                    id=f"{id_}.{form}",
                    entry=id_,
                    meaning=sense.asserted or "",
                    negated=sense.negated,
                    heeds_negators=True,
                    pattern=VerbPattern(words, companion),
                    example=entry["example"],
                    counter_example=entry["counter_example"],
                    is_weak=form in _WEAK_FORMS,
                    names_cause=False,
                    opens_clause=form is Form.BARE,
                    stands_alone=False,
                    has_companion=companion is not None,
                    exceptions=frozenset(word.lower() for word in entry.get("except", ())),
                )


def _conjugated(verbs: Any, id_: str, *, language: str, where: str) -> dict[Form, dict[str, tuple[str, ...]]]:
    """The words of each form, with what must stand before them."""
    forms: dict[Form, dict[str, tuple[str, ...]]] = {form: {} for form in Form}
    for verb in verbs:
        try:
            conjugated = CONJUGATIONS[language](verb)
        except ValueError as error:
            raise ConfigurationError(
                f"expected verbs for {id_!r}, found {error}", where=where, hint=_HINT
            ) from error
        for form, words_by_prefix in conjugated.items():
            for before, words in words_by_prefix.items():
                for word in words:
                    forms[form][word] = (*forms[form].get(word, ()), before)
    return forms


def _check_keys(
    entry: Mapping[str, Any], id_: str, required: set[str], optional: set[str], *, where: str
) -> None:
    required = required | _SHOWN
    found = set(entry)
    if not found >= required or not found <= required | optional:
        raise ConfigurationError(
            f"expected {', '.join(sorted(required))} for {id_!r}, found {', '.join(sorted(found))}",
            where=where,
            hint=_HINT,
        )


def _compiled(pattern: str, id_: str, *, where: str) -> CompiledPattern:
    try:
        return compile_pattern(pattern)
    except ValueError as error:
        raise ConfigurationError(
            f"expected a pattern for {id_!r}, found {error}", where=where, hint=_HINT
        ) from error
