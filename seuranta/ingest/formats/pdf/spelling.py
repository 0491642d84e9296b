"""How a document spells, learned from its own words: what decides whether a broken line broke a word."""

import math
from collections import Counter
from collections.abc import Iterable

_EDGE = " "
_LONGEST = 5
# A letter never seen in its place still has this chance; the alphabets we read have about so many letters.
_ALPHABET = 40
# The chance that a word stands nowhere else in the document; short words are few and come again.
_NEW, _NEW_SHORT, _SHORT = 0.5, 0.05, 3
# How much a longer context must be outnumbered before a shorter one counts as much.
_LEAN = 2


class Spelling:
    """Letters after letters, and words, as one document has them.

    Args:
        words: words that surely stand whole in the document, as often as they do.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = Counter(bare(word) for word in words)
        self._count = self._words.total()
        self._letters = sum((len(word) + 1) * count for word, count in self._words.items())
        self._seen: Counter[str] = Counter()
        for word, count in self._words.items():
            padded = _EDGE + word + _EDGE
            for size in range(1, _LONGEST + 1):
                for start in range(len(padded) - size + 1):
                    self._seen[padded[start : start + size]] += count

    def has(self, word: str) -> bool:
        """Whether the document has the word."""
        return bare(word) in self._words

    def one_word_gain(self, left: str, right: str) -> float:
        """How much likelier two pieces are one word than two words: the logarithm of the ratio."""
        left, right = bare(left), bare(right)
        return self._score(left + right) - self._score(left) - self._score(right)

    def _score(self, word: str) -> float:
        """The logarithm of the chance that the document writes the word: as a known one or by its letters."""
        padded = _EDGE + word + _EDGE
        spelled = sum(math.log(self._chance(padded[: end + 1])) for end in range(1, len(padded)))
        known = self._words[word] / max(1, self._count)
        new = _NEW if len(word) > _SHORT else _NEW_SHORT
        return math.log((1 - new) * known + new * math.exp(spelled) + math.ulp(0.0))

    def _chance(self, text: str) -> float:
        """The chance of the last letter after those before it; rarer contexts lean on shorter ones."""
        chance = 1 / _ALPHABET
        for size in range(1, min(_LONGEST, len(text)) + 1):
            before = self._seen[text[-size:-1]] if size > 1 else self._letters
            chance = (self._seen[text[-size:]] + _LEAN * chance) / (before + _LEAN)
        return chance


def bare(word: str) -> str:
    """The word in small letters without the marks around it."""
    return word.lower().strip(".,;:!?()*\"”»'")
