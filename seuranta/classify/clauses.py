"""Sentences and clauses of a status text, with their places in the text as written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from seuranta.classify.lexicons import Lexicon
from seuranta.classify.patterns import Word

_TAG = re.compile(r"<[^<>]{1,200}>")
_WORD = re.compile(r"\w+")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_END = re.compile(r"[.!?…]+[)\"'”’»]*(?=\s|$)|[;\n\r•▪\u2028]+|\.(?=[A-ZÅÄÖ][a-zåäö])")
_CLAUSE_MARK = re.compile(r"[,()]|\s[–—-]\s|:\s")
_WINDOW = 24
_SENTENCE_LENGTH = 600


@dataclass(frozen=True)
class Clause:
    """A clause: what a negation or a condition reaches, and what a year belongs to.

    Args:
        start: where it begins in the text.
        end: where it ends, exclusive.
        sentence: the number of its sentence, from 0.
        words: its words.
        is_hypothetical: it speaks of what is not yet so ("jos …").
        is_background: it says why, although or which ("koska …", "som …"), or stands in brackets.
    """

    start: int
    end: int
    sentence: int
    words: tuple[Word, ...]
    is_hypothetical: bool
    is_background: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence, its place and its clauses."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


def without_markup(text: str) -> str:
    """The text with HTML tags blanked out, as long as before; a tag ends a sentence."""
    return _TAG.sub(lambda match: "\n".ljust(len(match.group())), text) if "<" in text else text


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of a stretch of text, in small letters."""
    stretch = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(Word(match.group().lower(), match.start(), match.end()) for match in stretch)


def sentences_of(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """Split a text into sentences and these into clauses.

    Args:
        text: as written; HTML tags already blanked out.
        lexicon: which words are abbreviations, begin clauses or make them hypothetical.

    Returns:
        The sentences that hold at least one word, in order; their places are those of `text`.
    """
    whole = _sentence_spans(text, lexicon.abbreviations)
    spans = ((a, b) for span in whole for a, b in _bounded(text, *span) if _WORD.search(text, a, b))
    return tuple(
        Sentence(start, end, tuple(_clauses(text, start, end, number, lexicon)))
        for number, (start, end) in enumerate(spans)
    )


def _sentence_spans(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and not _ends_sentence(text, match, abbreviations):
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of a sentence that never ends, so that the time of reading stays linear."""
    while end - start > _SENTENCE_LENGTH:
        space = text.rfind(" ", start + 1, start + _SENTENCE_LENGTH)
        cut = space if space > 0 else start + _SENTENCE_LENGTH
        yield start, cut
        start = cut
    yield start, end


def _ends_sentence(text: str, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Whether a full stop ends a sentence, and not an abbreviation or an ordinal number."""
    following = text[stop.end() : stop.end() + _WINDOW].lstrip()
    if not following:
        return True
    before = text[max(0, stop.start() - _WINDOW) : stop.start()]
    letters = _LETTERS_BEFORE.search(before)
    if letters and letters.group().lower() in abbreviations:
        return False
    if before[-1:].isdigit() and len(_trailing_digits(before)) <= len("31"):
        return following[0].isupper() and not following[0].isdigit()
    return not following[0].islower()


def _trailing_digits(text: str) -> str:
    return text[len(text.rstrip("0123456789")) :]


def _clauses(text: str, start: int, end: int, sentence: int, lexicon: Lexicon) -> Iterator[Clause]:
    words = words_of(text, start, end)
    marks = [match.end() for match in _CLAUSE_MARK.finditer(text, start, end)]
    may_open = lexicon.opening_words
    openers = (
        word.start
        for place, word in enumerate(words)
        if word.letters in may_open and not lexicon.openers.isdisjoint(_alone_and_joined(words, place))
    )
    cuts = {start, *marks, *openers}
    borders = [*sorted(cuts), end]
    place = depth = 0
    for first, last in pairwise(borders):
        inside = []
        while place < len(words) and words[place].start < last:
            inside.append(words[place])
            place += 1
        if inside:
            opening = _opening(inside, lexicon)
            yield Clause(
                first,
                last,
                sentence,
                tuple(inside),
                is_hypothetical=not opening.isdisjoint(lexicon.hypothetical),
                is_background=depth > 0 or not opening.isdisjoint(lexicon.background),
            )
        depth = max(0, depth + text.count("(", first, last) - text.count(")", first, last))


def _alone_and_joined(words: Sequence[Word], place: int) -> set[str]:
    """A word, and the word with the next ("ennen kuin")."""
    letters = words[place].letters
    following = words[place + 1 : place + 2]
    return {letters, *(f"{letters} {word.letters}" for word in following)}


def _opening(words: Sequence[Word], lexicon: Lexicon) -> set[str]:
    """The words that tell the kind of a clause: the first, or those behind a conjunction ("men om")."""
    plain = lexicon.openers - lexicon.hypothetical - lexicon.background
    return _alone_and_joined(words, 1 if words[0].letters in plain and len(words) > 1 else 0)
