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
    """What the form says in one language, or in several at once.

    Args:
        languages: ISO 639-1; one form in several languages is for owners whose language nobody has said.
        tables: the tables of `words.toml`, one a language.
    """

    languages: tuple[str, ...]
    tables: tuple[Mapping[str, Any], ...]

    @property
    def own(self) -> Mapping[str, Any]:
        """What can be said only once: in the first language."""
        return self.tables[0]

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """The statuses in words, in the order of the codebook."""
        named = [status_words(words_in(language)) for language in self.languages]
        return {code: " / ".join(dict.fromkeys(words[code] for words in named)) for code in named[0]}

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """What each status says, in the first language."""
        return status_meanings(words_in(self.languages[0]))

    def title(self, column: str) -> str:
        """A column's title, a line a language."""
        return "\n".join(dict.fromkeys(str(table["columns"][column]) for table in self.tables))


@cache
def form_words(*languages: str) -> FormWords:
    """The words of a language, or of several.

    Raises:
        KeyError: there are none.
    """
    text = (files("seuranta.form") / "words.toml").read_text(encoding="utf-8")
    every = tomllib.loads(text)
    return FormWords(languages, tuple(every[language] for language in languages))


def languages_from(*first: str) -> tuple[str, ...]:
    """All languages, the form's own before the others."""
    return (*first, *(language for language in LANGUAGES if language not in first))


def taken_words(*first: str) -> dict[str, str]:
    """Every word that the form takes for a status, with its code: names in all languages, and codes."""
    spoken = [form_words(*first), *map(form_words, languages_from(*first))]
    named = {word: str(code) for words in spoken for code, word in words.statuses.items()}
    return named | {str(code): str(code) for code in Status}
