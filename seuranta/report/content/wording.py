"""How two wordings of a status text differ, in spans that say it in words and in marks."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from seuranta.report.blocks import Span, Text
from seuranta.report.content.words import Words, fill

_WORD = re.compile(r"\S+\s*")
_MOSTLY_THE_SAME = 0.5


def is_reworded(former: str, now: str) -> bool:
    """Whether a text is an earlier one with some words changed, and not another text altogether."""
    before, after = _pieces(former), _pieces(now)
    return (
        before != after and SequenceMatcher(None, before, after, autojunk=False).ratio() >= _MOSTLY_THE_SAME
    )


def differences(former: str, now: str, words: Words, language: str | None) -> Text:
    """The text with what is gone and what is new in it, each in brackets that say so.

    Args:
        former: the earlier text.
        now: the text.
        words: of the report.
        language: of the texts, where it is not the report's.
    """
    return tuple(_spans(former, now, words, language))


def _spans(former: str, now: str, words: Words, language: str | None) -> Iterator[Span]:
    before, after = _pieces(former), _pieces(now)
    removed, added = words.gettext("[removed: {words}] "), words.gettext("[added: {words}] ")
    for sort, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        gone, new = " ".join(before[start:end]), " ".join(after[new_start:new_end])
        if sort == "equal":
            yield Span(new + " ", language=language)
            continue
        if gone:
            yield from fill(removed, words=Span(gone, language=language, change="deleted"))
        if new:
            yield from fill(added, words=Span(new, language=language, change="inserted"))


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in _WORD.findall(text)]
