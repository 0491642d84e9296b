"""Surface patterns: the small notation of the lexicons, compiled to regular expressions that cannot run away.

    word        the word itself, in any case        word*  *word   it begins or ends so
    a|b         one of the words                    stem{a,b*}     one of the endings
    (a b | c)   one of the phrases                  word?  (a b)?  may be absent
    ..  ..5     up to three (five) words between, none behind a comma or a bracket

Every repetition is bounded and every word is matched whole, so the time is linear in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_SEPARATOR = r"[^\w]{1,4}"
_GAP_SEPARATOR = r"[^\w,;()!?]{1,4}"
_DEFAULT_GAP = 3
_TOKEN = re.compile(r"(?P<or>\s+\|\s+)|(?P<gap>\.\.\d?)|(?P<mark>[()|?])|(?P<word>[^\s()|?]+)|(?P<space>\s+)")
_BRACES = re.compile(r"(?P<stem>[^{}]*)\{(?P<endings>[^{}]+)\}(?P<tail>[^{}]*)")
_PLAIN_WORD = re.compile(r"\*?\w[\w.:’'/-]*\*?", re.UNICODE)
_LEADING_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True)
class Opening:
    """How the first word of a match must look: the whole word, its beginning or its ending.

    Args:
        form: `exact`, `prefix` or `suffix`.
        letters: in small letters.
    """

    form: str
    letters: str


class Word(NamedTuple):
    """A word in small letters and its place."""

    letters: str
    start: int
    end: int


@dataclass(frozen=True)
class CompiledPattern:
    """A pattern as a regular expression, to be tried only at words that can open it.

    Args:
        source: of the regular expression, which is compiled when it is first tried: most never are.
        openings: how the first word of a match must look.
        is_word: every match is one word, so that what opens it is all of it.
        needs: words, in small letters, of which every match holds one behind the first; none where that is
            not known.
        phrases: the phrases between ` | `, each to be tried alone; none where there is only one.
    """

    source: str
    openings: frozenset[Opening]
    is_word: bool = False
    needs: frozenset[str] = frozenset()
    phrases: tuple["CompiledPattern", ...] = ()

    @property
    def alternatives(self) -> tuple["CompiledPattern", ...]:
        """The patterns to file by what opens them."""
        return self.phrases or (self,)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression."""
        return re.compile(self.source, re.IGNORECASE)

    def writes(self, word: str) -> bool:
        """Whether the word, in small letters, stands whole in the notation."""
        return _whole(word) in self.source

    def find(self, text: str, words: Sequence[Word], place: int, end: int) -> tuple[int, int] | None:
        """Where it matches, beginning at one of the words.

        Args:
            text: as written.
            words: of the clause.
            place: the word's number among them.
            end: no match reaches beyond.
        """
        if self.is_word:
            return words[place].start, words[place].end
        match = self.regex.match(text, words[place].start, end)
        return match.span() if match else None


@dataclass(frozen=True)
class _Part:
    """A piece of a pattern: its expression, what can open it, whether it may be absent or is a gap."""

    regex: str
    openings: frozenset[Opening]
    is_optional: bool = False
    is_gap: bool = False
    is_word: bool = False
    needs: frozenset[str] = frozenset()


def compile_pattern(pattern: str) -> CompiledPattern:
    """Compile one surface pattern.

    Args:
        pattern: in the notation above.

    Raises:
        ValueError: the notation is broken; the message says how.
    """
    parser = _Parser(pattern)
    parts = parser.phrase_list()
    if not parser.at_end:
        raise ValueError(f"unexpected ')' in pattern {pattern!r}")
    phrases = tuple(CompiledPattern(part.regex, part.openings, part.is_word, part.needs) for part in parts)
    whole = _one_of(parts)
    return CompiledPattern(whole.regex, whole.openings, whole.is_word, whole.needs, phrases)


class _Parser:
    """Reads the notation from left to right; one method a level."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.tokens = [
            (str(match.lastgroup), match.group())
            for match in _TOKEN.finditer(pattern.strip())
            if match.lastgroup != "space"
        ]
        self.position = 0

    @property
    def at_end(self) -> bool:
        return self.position == len(self.tokens)

    def wrong(self, why: str) -> ValueError:
        return ValueError(f"{why} in pattern {self.pattern!r}")

    def take(self, *values: str) -> bool:
        """Step over the next token if it is one of the values."""
        if not self.at_end and self.tokens[self.position][1] in values:
            self.position += 1
            return True
        return False

    def phrases(self) -> _Part:
        """One or more phrases separated by ` | `."""
        return _one_of(self.phrase_list())

    def phrase_list(self) -> list[_Part]:
        """The phrases separated by ` | `."""
        found = [self.phrase()]
        while not self.at_end and self.tokens[self.position][0] == "or":
            self.position += 1
            found.append(self.phrase())
        return found

    def phrase(self) -> _Part:
        """Parts that follow each other."""
        parts: list[_Part] = []
        while not self.at_end:
            kind, value = self.tokens[self.position]
            if kind == "or" or value == ")":
                break
            parts.append(self.part())
        return self.joined(parts)

    def part(self) -> _Part:
        """A gap, or words or groups joined by `|`, perhaps optional."""
        kind, value = self.tokens[self.position]
        if kind == "gap":
            self.position += 1
            words = int(value[2:] or _DEFAULT_GAP)
            return _Part(rf"(?:{_GAP_SEPARATOR}\w++){{0,{words}}}?", frozenset(), is_gap=True)
        alternatives = [self.primary()]
        while self.take("|"):
            alternatives.append(self.primary())
        part = _one_of(alternatives)
        is_optional = self.take("?")
        return _Part(part.regex, part.openings, is_optional=is_optional, is_word=part.is_word)

    def primary(self) -> _Part:
        """A word or a group in brackets."""
        if self.at_end:
            raise self.wrong("a word is missing at the end")
        kind, value = self.tokens[self.position]
        if value == "(":
            self.position += 1
            group = self.phrases()
            if not self.take(")"):
                raise self.wrong("a bracket is not closed")
            return group
        if kind != "word":
            raise self.wrong(f"unexpected {value!r}")
        self.position += 1
        return _one_of([self.word(word) for word in self.with_endings(value)])

    def with_endings(self, value: str) -> list[str]:
        match = _BRACES.fullmatch(value)
        if match is None:
            return [value]
        return [f"{match['stem']}{ending}{match['tail']}" for ending in match["endings"].split(",")]

    def word(self, value: str) -> _Part:
        if _PLAIN_WORD.fullmatch(value) is None or (value.startswith("*") and value.endswith("*")):
            raise self.wrong(f"{value!r} is no word: letters, with one * at the beginning or at the end")
        letters = value.strip("*").lower()
        leading = _LEADING_LETTERS.match(letters)
        opening_letters = leading.group() if leading else letters
        if value.startswith("*"):
            form = "suffix"
        elif value.endswith("*") and opening_letters == letters:
            form = "prefix"
        else:
            form = "exact"
        openings = frozenset({Opening(form, opening_letters)})
        is_word = opening_letters == letters
        if form == "suffix":
            return _Part(rf"(?<!\w)\w*{re.escape(letters)}(?!\w)", openings, is_word=is_word)
        if value.endswith("*"):
            return _Part(rf"(?<!\w){re.escape(letters)}\w*+", openings, is_word=is_word)
        return _Part(_whole(letters), openings, is_word=is_word)

    def joined(self, parts: list[_Part]) -> _Part:
        """A phrase: the first part that must be there carries no separator, the others do."""
        anchor = next((i for i, part in enumerate(parts) if not (part.is_optional or part.is_gap)), None)
        if anchor is None or parts[0].is_gap or parts[-1].is_gap:
            raise self.wrong("a phrase needs a word that must be there, and no gap at its ends")
        before = "".join(rf"(?:{part.regex}{_SEPARATOR})?" for part in parts[:anchor])
        after = "".join(_following(part) for part in parts[anchor + 1 :])
        if len(parts) == 1:
            return parts[0]
        openings = frozenset[Opening]().union(*(part.openings for part in parts[: anchor + 1]))
        behind = [whole_words(part.openings) for part in parts[anchor + 1 :] if not part.is_optional]
        needs = next((words for words in reversed(behind) if words), frozenset[str]())
        return _Part(f"{before}{parts[anchor].regex}{after}", openings, needs=needs)


def whole_words(openings: frozenset[Opening]) -> frozenset[str]:
    """The words, in small letters, one of which begins every match; none where a part of a word may do."""
    if any(opening.form != "exact" for opening in openings):
        return frozenset()
    return frozenset(opening.letters for opening in openings)


def _whole(letters: str) -> str:
    return rf"(?<!\w){re.escape(letters)}(?!\w)"


def _following(part: _Part) -> str:
    if part.is_gap:
        return part.regex
    with_separator = f"{_SEPARATOR}{part.regex}"
    return f"(?:{with_separator})?" if part.is_optional else with_separator


def _one_of(parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    openings = frozenset[Opening]().union(*(part.openings for part in parts))
    is_word = all(part.is_word for part in parts)
    return _Part(f"(?:{'|'.join(part.regex for part in parts)})", openings, is_word=is_word)
