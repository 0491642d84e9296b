"""The words of the form in each language; statuses are called as in the report."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from seuranta.model import LANGUAGES, Status
from seuranta.report.content.vocabulary import status_meanings, status_words
from seuranta.report.content.words import words_in


@dataclass(frozen=True)
class FormWords:
    """What the form says in one language.

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

    def title(self, column: str) -> str:
        """A column's title."""
        return str(self.own["columns"][column])


@cache
def form_words(language: str) -> FormWords:
    """The words of a language.

    Raises:
        KeyError: there are none.
    """
    text = (files("seuranta.form") / "words.toml").read_text(encoding="utf-8")
    return FormWords(language, tomllib.loads(text)[language])


def languages_from(first: str) -> tuple[str, ...]:
    """All languages, the form's own before the others."""
    return (first, *(language for language in LANGUAGES if language != first))


def taken_words(first: str) -> dict[str, str]:
    """Every word that the form takes for a status, with its code: names in all languages, and codes."""
    named = {
        word: str(code)
        for language in languages_from(first)
        for code, word in form_words(language).statuses.items()
    }
    return named | {str(code): str(code) for code in Status}
