"""Theme headings: a slide's title, words above a table, a sheet's name; and which of them are no theme."""

import re
from collections.abc import Sequence

from seuranta.ingest.period import is_sentence, title_period
from seuranta.ingest.vocabulary import fold, folded_words, says_theme, words


def heading_of(title: str | None, text_above: Sequence[str]) -> str | None:
    """The heading of a table: its slide's title, else the last line above it that is one."""
    own = [line for line in (_as_heading(text) for text in text_above) if line]
    return (_as_heading(title) if title else None) or (own[-1] if own else None)


def is_running_on(former: str | None, heading: str | None) -> bool:
    """Whether a heading is the one before, or none at all, so that its table may go on."""
    return heading is None or (former is not None and fold(former) == fold(heading))


def _as_heading(line: str) -> str | None:
    """A line without marks of emphasis and "(continued)"; None for a sentence and for a period's title."""
    bare = " ".join(line.split()).strip("#*_ ")
    if not bare or is_sentence(bare) or title_period(bare) is not None:
        return None
    return _without_continued(bare) or None


def _without_continued(heading: str) -> str:
    """Without "(jatkuu)", "forts.", "1/2" or "(2)" at its end."""
    again = "|".join(sorted((re.escape(word) for word in words("continued")), key=len, reverse=True))
    tail = rf"(?:(?:{again})\.?(?:\s*\d+(?:\s*/\s*\d+)?)?|\d+\s*/\s*\d+)"
    inside = rf"\(\s*(?:{tail}|\d)\s*\)|\[\s*{tail}\s*\]"
    behind = rf"(?:[-–—,:…]\s*|\s){tail}"
    return re.sub(rf"\s*(?:{inside}|{behind})\s*$", "", heading, flags=re.IGNORECASE).rstrip(" -–—,:…")


def theme_headings(
    titles: Sequence[str | None], texts: Sequence[Sequence[str]], sheets: Sequence[str | None]
) -> list[str | None]:
    """The theme that each of several tables begins with, by what tells them apart best.

    Words above the first table alone are the document's preface, and words that stand above every table
    alike are the document's title. They name a theme only where they say so ("Teema 1: ...").

    Args:
        titles: the slide's title of each table.
        texts: the paragraphs above each table.
        sheets: the sheet's name of each table.

    Returns:
        A heading for each table that has one of its own.
    """
    above = [heading_of(None, text) for text in texts]
    named = [heading_of(title, ()) for title in titles]
    on_sheets = [_sheet_heading(name) for name in sheets]
    channels: list[list[str | None]] = [named, above, on_sheets]
    best = max(channels, key=_distinct)
    telling = [channel for channel in channels if _distinct(channel) > 1]
    chosen = [
        heading or next((channel[index] for channel in telling if channel[index]), None)
        for index, heading in enumerate(best)
    ]
    if _distinct(chosen) == 1 and (chosen[0] or len(chosen) > 1):
        only_first = [heading for heading in chosen if heading][:1]
        is_title = chosen[0] is not None and not says_theme(only_first[0])
        return [None] * len(chosen) if is_title else chosen
    return chosen


def _distinct(headings: Sequence[str | None]) -> int:
    return len({fold(heading) for heading in headings if heading})


def _sheet_heading(name: str | None) -> str | None:
    if name is None:
        return None
    plain = fold(re.sub(r"\s*\(?\d*\)?$", "", name))
    return None if plain in folded_words("plain_sheets") else _as_heading(name)
