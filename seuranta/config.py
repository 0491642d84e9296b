"""A programme's own description, `programme.toml`, as typed values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seuranta.errors import ConfigurationError
from seuranta.model import LANGUAGES, is_slug


@dataclass(frozen=True)
class LocalName:
    """A name in the report languages, and how sure each wording is.

    Args:
        by_language: the wording per language.
        certainty: per language, `official` or `working_translation`.
    """

    by_language: Mapping[str, str]
    certainty: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The wording in the language, or in the first language that has one."""
        return self.by_language.get(language) or next(iter(self.by_language.values()))

    def is_official(self, language: str) -> bool:
        """Whether the wording in the language is the programme's own."""
        return self.certainty.get(language, "official") == "official"


@dataclass(frozen=True)
class Theme:
    """A theme and what of the documents belongs to it.

    Args:
        id: the theme's slug.
        name: its names.
        tables: numbers of the document's action tables (from 1) that it owns.
        headings: headings in the document that stand for it.
        goals: goal codes of a roadmap that stand for it.
        certainty: `stated` by a source or `inferred` by us.
        source: where the name and the mapping come from.
    """

    id: str
    name: LocalName
    tables: tuple[int, ...]
    headings: tuple[str, ...]
    goals: tuple[str, ...]
    certainty: str
    source: str


@dataclass(frozen=True)
class Programme:
    """What a programme is: names, years, themes, report languages."""

    slug: str
    name: LocalName
    organisation: LocalName
    first_year: int
    last_year: int
    languages: tuple[str, ...]
    document_language: str
    predecessor: str | None
    accent_colour: str
    themes: tuple[Theme, ...]

    def theme_name(self, theme_id: str, language: str) -> str:
        """The theme's name in the language; the id itself for a theme that only a document knows."""
        return next((t.name.in_language(language) for t in self.themes if t.id == theme_id), theme_id)


def parse_programme(slug: str, text: str, *, where: str) -> Programme:
    """Read the text of a `programme.toml`.

    Args:
        slug: the programme's folder name.
        text: the file's text.
        where: the file's name, for messages.

    Raises:
        ConfigurationError: a value is absent or of the wrong form; the message names it.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            f"expected TOML, found {error}", where=where, hint="mend the line named above"
        ) from error
    reader = _Reader(where)
    head = reader.table(data, "programme")
    programme = Programme(
        slug=slug,
        name=reader.local_name(head, "name"),
        organisation=reader.local_name(head, "organisation"),
        first_year=reader.integer(head, "first_year"),
        last_year=reader.integer(head, "last_year"),
        languages=tuple(reader.languages(head)),
        document_language=reader.text(head, "document_language", default="fi"),
        predecessor=reader.text(head, "predecessor", default="") or None,
        accent_colour=reader.colour(head, "accent_colour", default="#1d4e89"),
        themes=tuple(reader.theme(entry) for entry in data.get("themes", [])),
    )
    if programme.first_year > programme.last_year:
        raise reader.wrong("first_year", "a year not after last_year", programme.first_year)
    if programme.predecessor is not None and not is_slug(programme.predecessor):
        raise reader.wrong("predecessor", "the folder name of a programme", programme.predecessor)
    return programme


class _Reader:
    """Takes typed values out of parsed TOML and says what is wrong with the others."""

    def __init__(self, where: str) -> None:
        self.where = where

    def wrong(self, name: str, expected: str, found: object) -> ConfigurationError:
        return ConfigurationError(
            f"expected {expected} for {name!r}, found {found!r}",
            where=self.where,
            hint="docs/reference/programme-toml.md describes every value",
        )

    def table(self, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = data.get(name)
        if not isinstance(value, dict):
            raise self.wrong(name, f"a table [{name}]", value)
        return value

    def text(self, data: Mapping[str, Any], name: str, *, default: str | None = None) -> str:
        value = data.get(name, default)
        if not isinstance(value, str):
            raise self.wrong(name, "a text", value)
        return value

    def integer(self, data: Mapping[str, Any], name: str) -> int:
        value = data.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(name, "a whole number", value)
        return value

    def colour(self, data: Mapping[str, Any], name: str, *, default: str) -> str:
        value = self.text(data, name, default=default)
        digits = value.removeprefix("#")
        if len(value) != len("#rrggbb") or any(c not in "0123456789abcdefABCDEF" for c in digits):
            raise self.wrong(name, "a colour #rrggbb", value)
        return value

    def languages(self, data: Mapping[str, Any]) -> list[str]:
        value = data.get("languages")
        if not isinstance(value, list) or not value or any(v not in LANGUAGES for v in value):
            raise self.wrong("languages", f"a list of {', '.join(LANGUAGES)}", value)
        return value

    def local_name(self, data: Mapping[str, Any], name: str) -> LocalName:
        value = self.table(data, name)
        wording: dict[str, str] = {}
        certainty: dict[str, str] = {}
        for language, entry in value.items():
            if language not in LANGUAGES:
                raise self.wrong(name, f"languages among {', '.join(LANGUAGES)}", language)
            if isinstance(entry, dict):
                wording[language] = self.text(entry, "text")
                certainty[language] = self.text(entry, "certainty", default="official")
            else:
                wording[language] = self.text(value, language)
        if not wording:
            raise self.wrong(name, "a name in at least one language", value)
        return LocalName(wording, certainty)

    def theme(self, entry: Mapping[str, Any]) -> Theme:
        theme_id = self.text(entry, "id")
        if not is_slug(theme_id):
            raise self.wrong("themes.id", "small letters, digits and hyphens", theme_id)
        return Theme(
            id=theme_id,
            name=self.local_name(entry, "name"),
            tables=tuple(entry.get("tables", [])),
            headings=tuple(entry.get("headings", [])),
            goals=tuple(entry.get("goals", [])),
            certainty=self.text(entry, "certainty", default="stated"),
            source=self.text(entry, "source", default=""),
        )
