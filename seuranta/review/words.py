"""The words of the review in each language, and from a word back to its code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from seuranta.classify.review import Why
from seuranta.model import LANGUAGES, Blocker, Status
from seuranta.report.content.vocabulary import blocker_words, status_meanings, status_words
from seuranta.report.content.words import words_in

FILLED_IN = ("decision", "blocker", "as_of_year", "reason")
KEYS = ("action_id", "text_sha256")
_MEANS_NONE = ("-", "–", "—")


@dataclass(frozen=True)
class ReviewWords:
    """What the sheet and the screen say in one language; statuses and blockers are called as in the report.

    Args:
        language: ISO 639-1.
        own: the language's table of `words.toml`.
    """

    language: str
    own: Mapping[str, Any]

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """The statuses in words, in the order of the codebook."""
        return status_words(words_in(self.language))

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """What each status says."""
        return status_meanings(words_in(self.language))

    @cached_property
    def blockers(self) -> Mapping[str, str]:
        """The blockers in words."""
        return blocker_words(words_in(self.language))

    @property
    def none(self) -> str:
        """The word that takes a blocker or a year away."""
        return str(self.own["none"])

    def title(self, column: str) -> str:
        """A column's title."""
        return str(self.own["columns"][column])

    def why(self, why: Why) -> str:
        """Why a reading is listed."""
        return str(self.own[why])


@cache
def review_words(language: str) -> ReviewWords:
    """The words of a language.

    Raises:
        KeyError: there are none.
    """
    text = (files("seuranta.review") / "words.toml").read_text(encoding="utf-8")
    return ReviewWords(language, tomllib.loads(text)[language])


@cache
def statuses_by_word() -> Mapping[str, Status]:
    """Every status by its code and by its names in all languages, in the form of `folded`."""
    named = {folded(word): Status(code) for w in _all() for code, word in w.statuses.items()}
    return named | {folded(code): code for code in Status}


@cache
def blockers_by_word() -> Mapping[str, Blocker | None]:
    """Every blocker by its code and by its names in all languages; None by the words that say none."""
    named = {folded(word): Blocker(code) for w in _all() for code, word in w.blockers.items()}
    return named | {folded(code): code for code in Blocker} | dict.fromkeys(words_for_none())


@cache
def words_for_none() -> frozenset[str]:
    """What people write for no blocker and no year."""
    return frozenset({*_MEANS_NONE, *(folded(w.none) for w in _all())})


@cache
def columns_by_title() -> Mapping[str, str]:
    """The columns that are read back, by their code and by their titles in all languages."""
    columns = (*FILLED_IN, *KEYS)
    titled = {folded(w.title(column)): column for w in _all() for column in columns}
    return titled | {folded(column): column for column in columns}


def folded(word: str) -> str:
    """A word without what may differ between two writings of it: case, white space, low lines."""
    return " ".join(word.replace("_", " ").split()).casefold()


def _all() -> list[ReviewWords]:
    return [review_words(language) for language in LANGUAGES]
