"""A programme's own description, `programme.toml`, as typed values."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from seuranta.errors import ConfigurationError
from seuranta.model import LANGUAGES, Severity, bare_words, is_slug

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_YEARS = 30  # a page has a column a year
WORDING_CERTAINTIES = ("official", "working_translation")
THEME_CERTAINTIES = ("stated", "inferred")
_LANGUAGE_CODE = re.compile(r"[a-z]{2}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_RULE_ID = re.compile(r"R\d{3}")
_TOP_KEYS = ("programme", "themes", "checks", "owner_languages")
_PROGRAMME_KEYS = (
    "name",
    "organisation",
    "first_year",
    "last_year",
    "languages",
    "document_language",
    "predecessor",
    "accent_colour",
    "licence",
    "classifier",
)
_THEME_KEYS = ("id", "name", "tables", "headings", "goals", "certainty", "source")
_WORDING_KEYS = ("text", "certainty")
_CHECK_KEYS = ("severity", "is_off", "reason")
_HINT = "docs/reference/programme-toml.md describes every value"


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
        source: where the name and the mapping come from, in each language; None where nobody has said.
    """

    id: str
    name: LocalName
    tables: tuple[int, ...]
    headings: tuple[str, ...]
    goals: tuple[str, ...]
    certainty: str
    source: LocalName | None


@dataclass(frozen=True)
class CheckChange:
    """How a programme departs from a rule of the catalogue, and why.

    Args:
        severity: the severity instead of the rule's own; None where the rule is off.
        reason: why, for the readers of the report.
    """

    severity: Severity | None
    reason: str

    @property
    def is_off(self) -> bool:
        """Whether the rule is switched off."""
        return self.severity is None


@dataclass(frozen=True)
class Programme:
    """What a programme is: names, years, themes, report languages, and which rules it changes.

    `licence` is that of its open data, by its short name in the list of SPDX; None for none. `classifier` is
    the entry point of another model that is asked about doubtful texts; None for none. `owner_languages` has
    the language of each responsible party of which it is known, by its name as `bare_words` has it.
    """

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
    checks: Mapping[str, CheckChange] = field(default_factory=dict)
    licence: str | None = None
    classifier: str | None = None
    owner_languages: Mapping[str, str] = field(default_factory=dict)

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
        ConfigurationError: a value is absent, unknown or of the wrong form; the message names it.
    """
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # a number of 5000 digits is a plain ValueError
        raise ConfigurationError(
            f"expected TOML, found {error}", where=where, hint="mend the line named above"
        ) from error
    reader = _Reader(where)
    reader.known(data, _TOP_KEYS)
    head = reader.table(data, "programme")
    reader.known(head, _PROGRAMME_KEYS)
    programme = Programme(
        slug=slug,
        name=reader.local_name(head, "name"),
        organisation=reader.local_name(head, "organisation"),
        first_year=reader.integer(head, "first_year", FIRST_YEAR, LAST_YEAR),
        last_year=reader.integer(head, "last_year", FIRST_YEAR, LAST_YEAR),
        languages=tuple(reader.languages(head)),
        document_language=reader.language_code(head, "document_language", default="fi"),
        predecessor=reader.text(head, "predecessor", default="") or None,
        accent_colour=reader.colour(head, "accent_colour", default="#1d4e89"),
        themes=reader.themes(data),
        checks=reader.checks(data),
        licence=reader.licence(head, "licence"),
        classifier=reader.text(head, "classifier", default="") or None,
        owner_languages=reader.owner_languages(data),
    )
    if programme.first_year > programme.last_year:
        raise reader.wrong("first_year", "a year not after last_year", programme.first_year)
    if programme.last_year - programme.first_year >= MOST_YEARS:
        raise reader.wrong("last_year", f"at most {MOST_YEARS} years", programme.last_year)
    former = programme.predecessor
    if former is not None and (not is_slug(former) or former == slug):
        raise reader.wrong("predecessor", "the folder name of another programme", former)
    return programme


class _Reader:
    """Takes typed values out of parsed TOML and says what is wrong with the others."""

    def __init__(self, where: str) -> None:
        self.where = where

    def wrong(self, name: str, expected: str, found: object) -> ConfigurationError:
        return ConfigurationError(
            f"expected {expected} for {name!r}, found {found!r}",
            where=self.where,
            hint=_HINT,
        )

    def table(self, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = data.get(name)
        if not isinstance(value, dict):
            raise self.wrong(name, f"a table [{name}]", value)
        return value

    def known(self, data: Mapping[str, Any], names: Iterable[str]) -> None:
        for name in data:
            if name not in names:
                nearest = difflib.get_close_matches(name, names, n=1, cutoff=0.0)[0]
                raise ConfigurationError(
                    f"expected a value that is known, found {name!r}; the nearest known is {nearest!r}",
                    where=self.where,
                    hint=_HINT,
                )

    def text(self, data: Mapping[str, Any], name: str, *, default: str | None = None) -> str:
        value = data.get(name, default)
        if not isinstance(value, str):
            raise self.wrong(name, "a text", value)
        return value

    def one_of(self, data: Mapping[str, Any], name: str, among: tuple[str, ...]) -> str:
        value = self.text(data, name, default=among[0])
        if value not in among:
            raise self.wrong(name, " or ".join(among), value)
        return value

    def wording(self, data: Mapping[str, Any], name: str) -> str:
        value = self.text(data, name)
        if not value.strip():
            raise self.wrong(name, "words", value)
        return value

    def language_code(self, data: Mapping[str, Any], name: str, *, default: str) -> str:
        value = self.text(data, name, default=default)
        if _LANGUAGE_CODE.fullmatch(value) is None:
            raise self.wrong(name, "a language code of two small letters", value)
        return value

    def integer(self, data: Mapping[str, Any], name: str, least: int, most: int) -> int:
        value = data.get(name)
        if not _is_whole(value) or not least <= value <= most:
            raise self.wrong(name, f"a whole number from {least} to {most}", value)
        return value

    def texts(self, data: Mapping[str, Any], name: str) -> tuple[str, ...]:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise self.wrong(name, "a list of texts", value)
        return tuple(value)

    def table_numbers(self, data: Mapping[str, Any], name: str) -> tuple[int, ...]:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(_is_whole(entry) and entry >= 1 for entry in value):
            raise self.wrong(name, "a list of whole numbers from 1", value)
        return tuple(value)

    def colour(self, data: Mapping[str, Any], name: str, *, default: str) -> str:
        value = self.text(data, name, default=default)
        digits = value.removeprefix("#")
        if len(value) != len("#rrggbb") or any(c not in "0123456789abcdefABCDEF" for c in digits):
            raise self.wrong(name, "a colour #rrggbb", value)
        return value

    def licence(self, data: Mapping[str, Any], name: str) -> str | None:
        value = self.text(data, name, default="")
        if value and _LICENCE.fullmatch(value) is None:
            raise self.wrong(name, "the short name of a licence, such as CC-BY-4.0", value)
        return value or None

    def languages(self, data: Mapping[str, Any]) -> list[str]:
        value = data.get("languages")
        if not isinstance(value, list) or not value or any(v not in LANGUAGES for v in value):
            raise self.wrong("languages", f"a list of {', '.join(LANGUAGES)}", value)
        if len(set(value)) < len(value):
            raise self.wrong("languages", "each language once", value)
        return value

    def local_name(self, data: Mapping[str, Any], name: str) -> LocalName:
        value = self.table(data, name)
        wording: dict[str, str] = {}
        certainty: dict[str, str] = {}
        for language, entry in value.items():
            if language not in LANGUAGES:
                raise self.wrong(name, f"languages among {', '.join(LANGUAGES)}", language)
            if isinstance(entry, dict):
                self.known(entry, _WORDING_KEYS)
                wording[language] = self.wording(entry, "text")
                certainty[language] = self.one_of(entry, "certainty", WORDING_CERTAINTIES)
            else:
                wording[language] = self.wording(value, language)
        if not wording:
            raise self.wrong(name, "a name in at least one language", value)
        return LocalName(wording, certainty)

    def themes(self, data: Mapping[str, Any]) -> tuple[Theme, ...]:
        entries = data.get("themes", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.wrong("themes", "blocks [[themes]]", entries)
        themes = tuple(self.theme(entry) for entry in entries)
        ids = [theme.id for theme in themes]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice is not None:
            raise self.wrong("themes.id", "an id of its own for each theme", twice)
        return themes

    def theme(self, entry: Mapping[str, Any]) -> Theme:
        self.known(entry, _THEME_KEYS)
        theme_id = self.text(entry, "id")
        if not is_slug(theme_id):
            raise self.wrong("themes.id", "small letters, digits and hyphens", theme_id)
        return Theme(
            id=theme_id,
            name=self.local_name(entry, "name"),
            tables=self.table_numbers(entry, "tables"),
            headings=self.texts(entry, "headings"),
            goals=self.texts(entry, "goals"),
            certainty=self.one_of(entry, "certainty", THEME_CERTAINTIES),
            source=self.local_name(entry, "source") if "source" in entry else None,
        )

    def owner_languages(self, data: Mapping[str, Any]) -> dict[str, str]:
        entries = data.get("owner_languages", {})
        if not isinstance(entries, dict):
            raise self.wrong("owner_languages", "a table [owner_languages]", entries)
        for owner, language in entries.items():
            if language not in LANGUAGES:
                raise self.wrong(f"owner_languages.{owner}", f"one of {', '.join(LANGUAGES)}", language)
        known = {bare_words(owner): language for owner, language in entries.items()}
        if len(known) < len(entries) or "" in known:
            raise self.wrong("owner_languages", "each party once, by its name", sorted(entries))
        return known

    def checks(self, data: Mapping[str, Any]) -> dict[str, CheckChange]:
        entries = data.get("checks", {})
        if not isinstance(entries, dict):
            raise self.wrong("checks", "tables [checks.R012]", entries)
        return {rule: self.check(rule, entry) for rule, entry in sorted(entries.items())}

    def check(self, rule: str, entry: object) -> CheckChange:
        name = f"checks.{rule}"
        if _RULE_ID.fullmatch(rule) is None:
            raise self.wrong("checks", "the id of a rule, R and three digits", rule)
        if not isinstance(entry, dict):
            raise self.wrong(name, f"a table [{name}]", entry)
        self.known(entry, _CHECK_KEYS)
        is_off = entry.get("is_off", False)
        if not isinstance(is_off, bool):
            raise self.wrong(f"{name}.is_off", "true or false", is_off)
        if is_off == ("severity" in entry):
            raise self.wrong(name, "either severity or is_off = true", entry)
        reason = self.text(entry, "reason", default="").strip()
        if not reason:
            raise self.wrong(f"{name}.reason", "the reason, which the report prints", reason)
        if is_off:
            return CheckChange(None, reason)
        severity = self.text(entry, "severity")
        if severity not in set(Severity):
            raise self.wrong(f"{name}.severity", " or ".join(Severity), severity)
        return CheckChange(Severity(severity), reason)


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
