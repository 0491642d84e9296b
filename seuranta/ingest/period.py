"""The period that a document states in its column titles or its heading."""

import re
from functools import cache

from babel import Locale

from seuranta.model import LANGUAGES, Period

_NUMERIC = re.compile(r"(?<!\w)(0?[1-9]|1[0-2])\s*[/.]\s*(20\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\w)(20\d\d)-(0[1-9]|1[0-2])(?!\d)")
_DAY_BEFORE = re.compile(r"\d\s*[./]?\s*$")
_DAY_AFTER = re.compile(r"-\d")
_MAX_TITLE_LENGTH = 120


def stated_period(text: str) -> Period | None:
    """The first period that the words state: `09/2022`, `2022-09`, `syyskuu 2022`, `March 2023`."""
    found = _first_period(text)
    return found[0] if found else None


def title_period(line: str) -> Period | None:
    """The period that a line above the tables states as the document's own.

    A date with its day ("beslutat 15.3.2021") says when something happened, and so does a sentence.
    """
    found = _first_period(line)
    if found is None or is_sentence(line):
        return None
    period, match = found
    has_day = _DAY_BEFORE.search(line[: match.start()]) or _DAY_AFTER.match(line[match.end() :])
    return None if has_day else period


def is_sentence(line: str) -> bool:
    """Whether a line is running text rather than a title."""
    return line.rstrip("*_ ").endswith((".", "!", "?")) or len(line) > _MAX_TITLE_LENGTH


def month_names() -> frozenset[str]:
    """The months' names in every language, in small letters."""
    return frozenset(_months())


def _first_period(text: str) -> tuple[Period, re.Match[str]] | None:
    if match := _ISO.search(text):
        return Period(int(match[1]), int(match[2])), match
    if match := _NUMERIC.search(text):
        return Period(int(match[2]), int(match[1])), match
    if match := _by_name().search(text):
        return Period(int(match[2]), _months()[match[1].casefold()]), match
    return None


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold(): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for number, name in Locale(language).months[context]["wide"].items()
    }


@cache
def _by_name() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in _months()), key=len, reverse=True))
    return re.compile(rf"\b({names})\w*\s+(20\d\d)\b", re.IGNORECASE)
