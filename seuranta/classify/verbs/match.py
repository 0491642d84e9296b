"""Finds a form of a verb in a clause, with the words that must stand before and beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from seuranta.classify.patterns import CompiledPattern, Opening, Word, compile_pattern, whole_words

_REACH_BESIDE = 4
_REACH_BEFORE = 7
_WORDS_BEFORE = 3
_NO_CROSSING = re.compile(r"[,;()!?]")


@dataclass(frozen=True)
class VerbPattern:
    """The words of one form of some verbs.

    Args:
        words: by their letters, the patterns of which one must stand before the word; "" asks for none.
        companion: what must stand beside them, within four words and no comma; none for nothing.
    """

    words: Mapping[str, tuple[str, ...]]
    companion: CompiledPattern | None

    @cached_property
    def openings(self) -> frozenset[Opening]:
        """Each of the words opens a match."""
        return frozenset(Opening("exact", word) for word in self.words)

    @cached_property
    def needs(self) -> frozenset[str]:
        """Words, in small letters, of which every match holds one; none where that is not known."""
        return whole_words(self.companion.openings) if self.companion else frozenset()

    @property
    def alternatives(self) -> tuple["VerbPattern", ...]:
        """The patterns to file by what opens them: itself."""
        return (self,)

    def find(self, text: str, words: Sequence[Word], place: int, end: int) -> tuple[int, int] | None:
        """Where it matches, around one of the words.

        Args:
            text: as written.
            words: of the clause.
            place: the word's number among them.
            end: no match reaches beyond.
        """
        verb = words[place]
        starts = (_start(text, words, place, before) for before in self.words[verb.letters])
        start = min((start for start in starts if start is not None), default=None)
        if start is None or self.companion is None:
            return None if start is None else (start, verb.end)
        behind = _behind(text, words[place + 1 : place + 2 + _REACH_BESIDE], verb.end, self.companion, end)
        if behind is not None:
            return start, behind
        earlier = [word for word in words[max(0, place - _REACH_BEFORE) : place] if word.end <= start]
        before = _ahead_of(text, earlier[-1 - _REACH_BESIDE :], start, self.companion)
        return None if before is None else (before, verb.end)


def _behind(
    text: str, words: Sequence[Word], verb_end: int, companion: CompiledPattern, end: int
) -> int | None:
    """Where a companion behind the verb ends, or None."""
    for word in words:
        if _NO_CROSSING.search(text, verb_end, word.start):
            return None
        match = companion.regex.match(text, word.start, end)
        if match:
            return match.end()
    return None


def _ahead_of(text: str, words: Sequence[Word], start: int, companion: CompiledPattern) -> int | None:
    """Where a companion before the verb begins, the nearest one, or None."""
    for word in reversed(words):
        if _NO_CROSSING.search(text, word.end, start):
            return None
        if companion.regex.match(text, word.start, start):
            return word.start
    return None


def _start(text: str, words: Sequence[Word], place: int, before: str) -> int | None:
    """Where the words that must stand before a verb begin, the verb itself where none must; or None."""
    verb = words[place]
    if not before:
        return verb.start
    pattern = _before(before)
    for earlier in reversed(words[max(0, place - _REACH_BEFORE) : place]):
        if _NO_CROSSING.search(text, earlier.end, verb.start):
            return None
        if Opening("exact", earlier.letters) not in pattern.openings:
            continue
        match = pattern.regex.match(text, earlier.start, verb.start)
        if match and len(text[match.end() : verb.start].split()) <= _WORDS_BEFORE:
            return earlier.start
    return None


@lru_cache(maxsize=64)
def _before(notation: str) -> CompiledPattern:
    return compile_pattern(notation)
