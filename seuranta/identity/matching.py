"""How alike the names of actions are: by their letters, and by how much of one is said in the other."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

import numpy as np
import numpy.typing as npt

from seuranta.model import bare_words

Matrix = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+")
# What actions of one name are told apart by: numbers, Roman numbers, letters.
_NUMBERED = tuple(re.compile(rf"\b{sign}\b") for sign in (r"\d+", "[ivx]+", "[a-z]"))
_RUN_LENGTHS = (3, 4, 5)
_RUN = 4
# Measured on invented histories, see docs/adr/0013: the result hardly changes between 0.3 and 0.6.
_WEIGHT_OF_LETTERS = 0.4
_SAME_MEANING = 0.8
_INITIALS = range(3, 7)
_LEAST_PART, _LEAST_INNER, _LONGEST_START = 3, 5, 16
_LEAST_SHARED_RUNS = 0.3
_START, _SAME_START = 4, 0.4
_WEIGHT_OF_VAGUE_WORDS = 0.35
_WORDS_SHOWN_FROM = 0.6
_WORDS_SWAPPED = 2
_NEARLY_NOTHING = 1e-9


@dataclass(frozen=True)
class Likeness:
    """How alike names are, one row a name and one column a former name.

    Args:
        score: 0-1; 1 for the same words.
        said: how much of the former name is said in the name, 0-1.
        heard: how much of the name is said in the former name, 0-1.
    """

    score: Matrix
    said: Matrix
    heard: Matrix
    _names: "_Words"
    _former: "_Words"

    def said_in_both(self, former: int, one: int, other: int) -> float:
        """How much of a former name two names say together, 0-1."""
        said = np.maximum(self._names.nearest[one], self._names.nearest[other])
        return float(self._former.weights[former] @ said / self._former.totals[former])

    def heard_from_both(self, name: int, one: int, other: int) -> float:
        """How much of a name two former names say together, 0-1."""
        said = np.maximum(self._former.nearest[one], self._former.nearest[other])
        return float(self._names.weights[name] @ said / self._names.totals[name])

    def tells_apart(self, name: int, former: int) -> bool:
        """Whether one telling word stands for another one, or one number for another, in else the same name.

        "Laptops for pupils" and "Laptops for teachers" are as likely two actions as two names of one, and so
        are "Bus lane on North Street" and "Bus lane on Mill Road", and phases 1 and 2.
        """
        ours, theirs = self._names.words[name], self._former.words[former]
        if any(_differ(kind, self._names.written[name], self._former.written[former]) for kind in _NUMBERED):
            return True
        one, other, common = {*ours} - {*theirs}, {*theirs} - {*ours}, {*ours} & {*theirs}
        is_swap = 0 < len(one) == len(other) <= min(len(common), _WORDS_SWAPPED)
        return is_swap and not _is_vague(*one, *other)

    def share_a_word(self, one: int, other: int) -> bool:
        """Whether two former names have a telling word in common."""
        common = {*self._former.words[one]} & {*self._former.words[other]}
        return any(not _is_vague(word) for word in common)

    def words_in_common(self, name: int, former: int) -> tuple[str, ...]:
        """The words of a name that the former name says too, if in another form."""
        in_former = self._former.nearest[former] >= _WORDS_SHOWN_FROM
        found = in_former & (self._names.weights[name] > 0)
        common = {self._names.vocabulary[at] for at in np.flatnonzero(found).tolist()}
        return tuple(word for word in self._names.words[name] if word in common)


@dataclass(frozen=True)
class _Words:
    """Names as words: the weight of each word in each name, and how near each word is to one of it.

    Args:
        written: the names.
        words: their telling words.
        vocabulary: all words.
        weights: one row a name, one column a word; 0 for a word that the name has not.
        nearest: the same, how alike the word is to that of the name's which is most like it.
    """

    written: Sequence[str]
    words: Sequence[Sequence[str]]
    vocabulary: Sequence[str]
    weights: Matrix
    nearest: Matrix

    @property
    def totals(self) -> Matrix:
        totals: Matrix = np.maximum(self.weights.sum(axis=1), _NEARLY_NOTHING)
        return totals

    def part(self, rows: slice) -> "_Words":
        return _Words(
            self.written[rows], self.words[rows], self.vocabulary, self.weights[rows], self.nearest[rows]
        )


def likeness(names: Sequence[str], former: Sequence[str]) -> Likeness:
    """Compare every name with every former name.

    What many of the names share says little, and a word that tells how and not what ("development") less
    than others. Inflected words and parts of compounds are found by their letters, words of the same
    meaning in Finnish, Swedish and English by a list of beginnings (`words.toml`).

    Args:
        names: the names of one period.
        former: the names that may be theirs of an earlier period.
    """
    every = [bare_words(name) for name in (*names, *former)]
    ours, theirs = slice(len(names)), slice(len(names), None)
    letters = _tf_idf(every, _runs_of_words)
    words = _as_words(every)
    mine, others = words.part(ours), words.part(theirs)
    heard = _product(mine.weights, others.nearest) / mine.totals[:, None]
    said = (_product(others.weights, mine.nearest) / others.totals[:, None]).T
    by_letters = _product(letters[ours], letters[theirs])
    score = _WEIGHT_OF_LETTERS * by_letters + (1 - _WEIGHT_OF_LETTERS) * np.sqrt(heard * said)
    return Likeness(np.clip(score, 0, 1), said, heard, mine, others)


def words_alike(texts: Sequence[str], former: Sequence[str]) -> Matrix:
    """How many of their words texts have in common, 0-1: the rarer a word, the more it counts.

    Args:
        texts: the texts of one period, one row each; blank ones are like no other.
        former: the texts of earlier periods, one column each.
    """
    every = _tf_idf([bare_words(text) for text in (*texts, *former)], _WORD.findall)
    return _product(every[: len(texts)], every[len(texts) :])


def _product(ours: Matrix, theirs: Matrix) -> Matrix:
    """The products of the rows, column by column.

    Most cells are 0, so that this is no slower than a matrix product; and the sums are made in the same
    order on every machine, so that no score is rounded otherwise.
    """
    products: Matrix = np.zeros((len(ours), len(theirs)))
    for column in np.flatnonzero(ours.any(axis=0) & theirs.any(axis=0)).tolist():
        mine, others = np.flatnonzero(ours[:, column]), np.flatnonzero(theirs[:, column])
        products[mine[:, None], others] += ours[mine, column][:, None] * theirs[others, column]
    return products


def _tf_idf(texts: Sequence[str], pieces: Callable[[str], Iterable[str]]) -> Matrix:
    """One vector of length 1 a text."""
    counts = [Counter(pieces(text)) for text in texts]
    at = _numbered(counts)
    table = np.zeros((len(texts), len(at)))
    for row, count in zip(table, counts, strict=True):
        row[[at[piece] for piece in count]] = list(count.values())
    table *= _rarity((table > 0).sum(axis=0), len(texts))
    lengths = np.maximum(np.linalg.norm(table, axis=1, keepdims=True), _NEARLY_NOTHING)
    weighed: Matrix = table / lengths
    return weighed


def _rarity(found_in: npt.NDArray[np.int64], among: int) -> Matrix:
    rarity: Matrix = np.log((1 + among) / (1 + found_in)) + 1
    return rarity


def _numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    return {piece: number for number, piece in enumerate(sorted(set().union(*groups)))}


def _runs_of_words(name: str) -> Iterable[str]:
    """The runs of 3 to 5 letters of each word with a space at its ends; of a shorter word the whole."""
    for word in _WORD.findall(name):
        padded = f" {word} "
        for length in _RUN_LENGTHS:
            yield from (padded[at : at + length] for at in range(max(len(padded) - length, 0) + 1))
            if len(padded) <= length:
                break


def _as_words(names: Sequence[str]) -> _Words:
    known = _word_list()
    words = [list(dict.fromkeys(w for w in _WORD.findall(name) if w not in known.small)) for name in names]
    at = _numbered(words)
    vocabulary = list(at)
    alike = _words_alike(vocabulary)
    has = np.zeros((len(names), len(at)))
    nearest = np.zeros_like(has)
    for row, found in enumerate(words):
        columns = [at[word] for word in found]
        has[row, columns] = 1
        if columns:
            nearest[row] = alike[columns].max(axis=0)
    _hear_initials(names, at, nearest)
    rarity = _rarity((nearest > 0).sum(axis=0), len(names))
    weight = [_WEIGHT_OF_VAGUE_WORDS if _is_vague(word) else 1.0 for word in vocabulary]
    return _Words(names, words, vocabulary, has * rarity * np.array(weight), nearest)


def _hear_initials(names: Sequence[str], at: Mapping[str, int], nearest: Matrix) -> None:
    """Let an abbreviation and the words whose initials it consists of say each other."""
    every = [_WORD.findall(name) for name in names]
    written: dict[str, list[int]] = defaultdict(list)
    for row, words in enumerate(every):
        for word in words:
            if word in at and len(word) in _INITIALS:
                written[word].append(row)
    for row, words in enumerate(every):
        for spoken in (words, [word for word in words if word in at]):
            initials = "".join(word[0] for word in spoken)
            for start, length in product(range(len(initials)), _INITIALS):
                word = initials[start : start + length]
                if len(word) == length and word in written:
                    meant = [at[each] for each in spoken[start : start + length] if each in at]
                    nearest[row, at[word]] = max(nearest[row, at[word]], _SAME_MEANING)
                    cells = np.ix_(written[word], meant)
                    nearest[cells] = np.maximum(nearest[cells], _SAME_MEANING)


def _words_alike(vocabulary: Sequence[str]) -> Matrix:
    """How alike words are: by the runs of letters of the shorter one in the longer one, or by meaning."""
    runs = [{word[at : at + _RUN] for at in range(max(len(word) - _RUN, 0) + 1)} for word in vocabulary]
    sizes = np.array([len(found) for found in runs])
    least = np.maximum(np.minimum(sizes[:, None], sizes[None, :]), 1)
    shared = _in_common(runs) / least
    starts = [[word[:_START]] if len(word) >= _START else [] for word in vocabulary]
    alike: Matrix = np.where(shared >= _LEAST_SHARED_RUNS, shared, 0)
    np.maximum(alike, _SAME_START * _in_common(starts), out=alike)
    np.maximum(alike, _SAME_MEANING * (_in_common([*map(_meanings_of, vocabulary)]) > 0), out=alike)
    np.fill_diagonal(alike, 1)
    return alike


def _in_common(groups: Sequence[Iterable[Hashable]]) -> Matrix:
    """How many things each two groups have in common: most have none, so that only those that do are met."""
    having: dict[Hashable, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for thing in group:
            having[thing].append(number)
    count = len(groups)
    met = [one * count + other for owners in having.values() for one, other in product(owners, owners)]
    counts: Matrix = np.bincount(np.array(met, dtype=np.int64), minlength=count * count).astype(np.float64)
    return counts.reshape(count, count)


def _meanings_of(word: str) -> set[int]:
    """Which meanings of the list a word has, or a later part of it."""
    listed, ended = _word_list().meanings, f"{word} "
    found: set[int] = set()
    for start in (0, *range(_LEAST_PART, len(word) - _LEAST_INNER + 1)):
        least = _LEAST_INNER if start else 1
        for end in range(start + least, min(len(ended), start + _LONGEST_START) + 1):
            found |= listed.get(ended[start:end], frozenset())
    return found


def _differ(kind: re.Pattern[str], name: str, former: str) -> bool:
    """Whether both names have signs of a kind, each some that the other has not."""
    ours, theirs = set(kind.findall(name)), set(kind.findall(former))
    return bool(ours - theirs) and bool(theirs - ours)


def _is_vague(*words: str) -> bool:
    return all(word.startswith(_word_list().vague) for word in words)


@dataclass(frozen=True)
class _WordList:
    small: frozenset[str]
    vague: tuple[str, ...]
    meanings: Mapping[str, frozenset[int]]


@cache
def _word_list() -> _WordList:
    text = (files("seuranta.identity") / "words.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)
    small = frozenset(word for words in listed["small"].values() for word in words)
    vague = tuple(start for starts in listed["vague"].values() for start in starts)
    meanings: dict[str, frozenset[int]] = {}
    for number, starts in enumerate(listed["meanings"].values()):
        meanings |= {start: meanings.get(start, frozenset()) | {number} for start in starts}
    return _WordList(small, vague, meanings)
