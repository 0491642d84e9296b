"""The period that a document states in its column titles or its heading."""

import re
from functools import cache

from babel import Locale

from seuranta.model import LANGUAGES, Period

_NUMERIC = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])\s*[/.]\s*(20\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?!\d)")


def stated_period(text: str) -> Period | None:
    """The first period that the words state: `09/2022`, `2022-09`, `syyskuu 2022`, `March 2023`."""
    if match := _ISO.search(text):
        return Period(int(match[1]), int(match[2]))
    if match := _NUMERIC.search(text):
        return Period(int(match[2]), int(match[1]))
    if match := _by_name().search(text):
        return Period(int(match[2]), _months()[match[1].casefold()])
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
