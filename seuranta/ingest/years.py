"""The years that a title or a cell names."""

import re

YEAR = r"(?:19[89]\d|20\d\d|21[0-4]\d)"
_CENTURY = 100
# A year, or two joined by a dash; the second may be shortened (2021-22) or stand in a date (-15.6.2022).
_SPAN = re.compile(
    rf"(?<!\d)(?P<first>{YEAR})(?!\d)(?:\s*[-–—]\s*(?:\d{{1,2}}[./])*(?P<last>{YEAR}|\d\d)(?![\d./]))?"
)


def planned_years(text: str) -> tuple[int, ...]:
    """Every year that the words name, in order: "2021, 2023-24" is 2021, 2023 and 2024.

    A span that ends before it begins names no year, but "2021-03" is a month of 2021.
    """
    years: set[int] = set()
    for match in _SPAN.finditer(text):
        first, end = int(match["first"]), match["last"] or match["first"]
        is_short = int(end) < _CENTURY
        last = first // _CENTURY * _CENTURY + int(end) if is_short else int(end)
        years.update([first] if is_short and last < first else range(first, last + 1))
    return tuple(sorted(years))
