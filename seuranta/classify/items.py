"""What an action's name tells of its aim, and whether words speak of what it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from seuranta.classify.cues import Hit
from seuranta.classify.lexicons import ItemKind
from seuranta.classify.patterns import Word

FEW_WORDS = 3
"""So many words beside a cue still say little else."""
_STEM_LENGTH = 5
_FIRST_PART_LENGTH, _LATER_PART_LENGTH = 3, 6
_LONGEST_ENDING = 4


@dataclass(frozen=True)
class Item:
    """What the action's name tells of its aim.

    Args:
        words: of the name.
        kinds: whether it is itself a closing, a move or a study.
    """

    words: tuple[Word, ...]
    kinds: frozenset[ItemKind]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words that are long enough to be told apart."""
        return frozenset(
            word.letters[:_STEM_LENGTH] for word in self.words if len(word.letters) >= _STEM_LENGTH
        )

    def is_named_in(self, words: Iterable[Word]) -> bool:
        """Whether a word begins like one of the name's, or like the later part of a compound of it."""
        return any(self._names(word.letters) for word in words)

    def is_largely_named_in(self, words: Iterable[Word]) -> bool:
        """Whether half of the name's words, or two of them, are among the words."""
        named = {word.letters[:_STEM_LENGTH] for word in words} & self.stems
        return len(named) >= min(2, (len(self.stems) + 1) // 2) > 0

    def _names(self, letters: str) -> bool:
        if letters[:_STEM_LENGTH] in self.stems:
            return True
        later = letters[:_LATER_PART_LENGTH]
        return len(later) == _LATER_PART_LENGTH and any(
            (place := word.letters.find(later, _FIRST_PART_LENGTH)) >= 0
            and len(letters) <= len(word.letters) - place + _LONGEST_ENDING
            for word in self.words
        )


def covers_item(hit: Hit, item: Item) -> bool:
    """Whether a deed speaks of what the item names: it names it, or names nothing else."""
    return item.is_named_in(hit.clause.words) or _says_little_else(hit)


def _says_little_else(hit: Hit) -> bool:
    words = hit.clause.words
    others = [word for word in words if not hit.start <= word.start < hit.end and word.letters.isalpha()]
    return len(others) <= FEW_WORDS
