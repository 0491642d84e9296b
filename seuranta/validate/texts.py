"""What a text says against itself, against its period or against its document's language."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from seuranta.validate.words import any_of, common_words

_REACH = 30  # characters before a word in which a negation reaches it
_SOME, _CLEARLY = 2, 3
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_CLAUSE = re.compile(rf",?\s+(?={any_of('clause')})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = r"(?<![\d–-])(?P<year>20\d\d)(?![\d–-])"
_YEAR_BEFORE = _YEAR.replace("year", "before")
_PAST = re.compile(any_of("past"), re.IGNORECASE)
_DONE = re.compile(any_of("past", "ready"), re.IGNORECASE)
_GOING_ON = re.compile(any_of("going_on"), re.IGNORECASE)
_NOT = re.compile(any_of("not"), re.IGNORECASE)
_MONEY = re.compile(any_of("money"), re.IGNORECASE)
_GRANTED = re.compile(any_of("granted"), re.IGNORECASE)
_REFUSED = re.compile(any_of("refused"), re.IGNORECASE)
_FEW_WORDS = r"(?:\s+[^\s.,;]+){0,4}?"
_DATED = re.compile(
    rf"(?P<deed>{any_of('past')})(?:{_FEW_WORDS}\s+{any_of('when')}\.?)?\s+{_YEAR}"
    rf"|{any_of('when')}\.?\s+{_YEAR_BEFORE}{_FEW_WORDS}\s+(?P<late_deed>{any_of('past')})",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class Said(NamedTuple):
    """The words of a text that tell against each other; None where it has none."""

    done_words: str | None
    going_words: str | None
    granted_words: str | None
    refused_words: str | None


@lru_cache(maxsize=50_000)
def said(text: str) -> Said:
    """The words that say done and that say going on, granted and refused; only pairs are told.

    "Ei toteutettu" is no deed, and "rahoitusta ei saatu" is a refusal.
    """
    done = going = granted = refused = None
    if match := _GOING_ON.search(text):
        done, going = _first_deed(text), match[0]
    if _MONEY.search(text):
        answers = dict(_answers(text))
        granted, refused = answers.get("granted"), answers.get("refused")
    is_both = granted is not None and refused is not None
    return Said(
        done_words=done,
        going_words=going if done else None,
        granted_words=granted if is_both else None,
        refused_words=refused if is_both else None,
    )


def _first_deed(text: str) -> str | None:
    return next((match[0] for match in _DONE.finditer(text) if not _is_denied(text, match.start())), None)


def _is_denied(text: str, start: int) -> bool:
    """Whether a word that denies stands shortly before, in the same sentence."""
    before = re.split(r"[.!?;,\n]", text[max(0, start - _REACH) : start])[-1]
    return _NOT.search(before) is not None


def _answers(text: str) -> Iterator[tuple[str, str]]:
    """What was said to a request for money, with the words; the last answer of each kind wins."""
    for sentence in _SENTENCE.split(text):
        if not _MONEY.search(sentence):
            continue
        for clause in _CLAUSE.split(sentence):
            if match := _REFUSED.search(clause):
                yield "refused", match[0]
            elif match := _GRANTED.search(clause):
                denied = _NOT.search(clause[: match.start()])
                yield ("refused", clause[denied.start() : match.end()]) if denied else ("granted", match[0])


@lru_cache(maxsize=50_000)
def future_deed(text: str, period_year: int) -> str | None:
    """The words that put a deed of the past into a year after the period's: "toteutettiin keväällä 2031"."""
    if not names_later_year(text, period_year + 1):
        return None
    for match in _DATED.finditer(text):
        year = int(match["year"] or match["before"])
        start = match.start("deed") if match["deed"] else match.start("late_deed")
        if year > period_year and not _is_denied(text, start):
            return match[0]
    return None


def names_later_year(text: str, first_year: int) -> bool:
    """Whether a text names a year from `first_year` on."""
    return any(int(year) >= first_year for year in _ANY_YEAR.findall(text))


@lru_cache(maxsize=50_000)
def is_in_other_language(text: str, language: str) -> bool:
    """Whether the common words of another report language clearly outnumber those of its own."""
    known = common_words()
    if language not in known:
        return False
    words = set(_WORD.findall(text.casefold()))
    counts = {name: len(words & common) for name, common in known.items()}
    own = counts.pop(language)
    most = max(counts.values())
    return most >= _SOME and own * _CLEARLY < most
