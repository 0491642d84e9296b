"""The years that a title or a cell names."""

import re
from functools import cache

from seuranta.ingest.period import month_names
from seuranta.ingest.vocabulary import words

YEAR = r"(?:19[89]\d|20\d\d|21[0-4]\d)"
_CENTURY = 100
_INFLECTED = 3  # letters of a word that may have an ending
_JOIN = r"(?:[-–—…→]|\.\.\.|[-–=]>|till?|to|until|through)"


def planned_years(text: str) -> tuple[int, ...]:
    """Every year that the words name, in order: "2021, 2023-24" is 2021, 2023 and 2024.

    A span that ends before it begins names no year, but "2021-03" is a month of 2021.
    """
    years: set[int] = set()
    for match in _span().finditer(text):
        first, end = int(match["first"]), match["last"] or match["first"]
        is_short = int(end) < _CENTURY
        last = first // _CENTURY * _CENTURY + int(end) if is_short else int(end)
        years.update([first] if is_short and last < first else range(first, last + 1))
    return tuple(sorted(years))


@cache
def _span() -> re.Pattern[str]:
    """A year, or two joined by a dash or a word for it.

    The second may be shortened (2021-22), and may have its day, month, quarter or season before it.
    """
    known = sorted({*words("year_words"), *month_names()}, key=len, reverse=True)
    beside = "|".join(re.escape(word) + (r"\w*" if len(word) >= _INFLECTED else "") for word in known)
    month = rf"(?:(?:-\d\d){{1,2}}(?=\s*{_JOIN}\s*{YEAR}))?"
    date = r"(?:\d{1,2}[./]\s?)*"
    word = rf"(?:(?:{beside})[\s/]+)"
    last = rf"{date}(?:{word}(?={YEAR}))?(?P<last>{YEAR}|\d\d)(?![\d./])"
    return re.compile(rf"(?<!\d)(?P<first>{YEAR})(?!\d){month}(?:\s*{_JOIN}\s*{last})?", re.IGNORECASE)
