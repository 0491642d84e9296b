"""The latest year that a text reports on (codebook, `as_of_year`)."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from seuranta.classify.clauses import Sentence
from seuranta.classify.cues import Hit, by_sentence, find_cues
from seuranta.classify.lexicons import Lexicon, YearRole
from seuranta.classify.meanings import REPORTING

_PREFIX = r"(?:fy\s?|q[1-4]\s?/?\s?|h[12]\s?/?\s?|v)?"
_DATE = r"(?<![\w.])\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?P<date>(?:19|20)?\d\d)(?!\w)"
_ISO = r"(?<![\w-])(?P<iso>(?:19|20)\d\d)-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\w-])"
_MONTH = r"(?<![\w.])(?:0?[1-9]|1[0-2])/(?P<month>(?:19|20)\d\d)(?!\w)"
_RANGE = (
    rf"(?<![\w/:.-]){_PREFIX}(?P<first>(?:19|20)\d\d)\s?[-–—/]\s?v?(?P<last>(?:19|20)\d\d|\d\d)"
    r"(?![\w/:]|-\d|\.\d)"
)
_FULL = rf"(?<![\w/:-])(?<!\d\.){_PREFIX}(?P<full>(?:19|20)\d\d)(?!\w|[:/]\d|\.\d|-\d{{3}})"
_SHORT = r"(?<!\w)[-–’'](?P<short>[0-4]\d)(?![\w%])"
_YEAR = re.compile("|".join((_DATE, _ISO, _MONTH, _RANGE, _FULL, _SHORT)), re.IGNORECASE)
_QUANTITY = re.compile(r"\s?(?:€|%|£|\$|(?:euro|eur|kpl|kr|st|tkm|asuk|henk|pcs|m2|km)\w*)", re.IGNORECASE)
_SINGLE = ("date", "iso", "month", "full", "short")
_CENTURY = 2000
_FULL_LENGTH = 4
_REACH_WORDS: dict[str, int] = {YearRole.PLAN: 4, YearRole.EDGE: 1, YearRole.UNTIL: 1, YearRole.SINCE: 1}
_REACH_CHARACTERS = 40
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,] )[A-ZÅÄÖ][\w-]*\s\Z")
_LONGEST_WORD = 40
_DATE_WORDS = 2


@dataclass(frozen=True)
class YearMention:
    """A year in the text.

    Args:
        year: the year; of a range its last one.
        first_year: of a range its first one, else the year.
        start: where it begins in the text.
        end: where it ends, exclusive.
        sentence: the number of its sentence.
    """

    year: int
    first_year: int
    start: int
    end: int
    sentence: int


def find_years(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> list[YearMention]:
    """Every year a text names, whatever it is a year of.

    A short form ("-20") counts only after a word of season, month or "vuonna".

    Args:
        text: as written.
        sentences: of the text.
        lexicon: which words announce a short form.
    """
    matches = list(_YEAR.finditer(text))
    if not matches:
        return []
    found = find_cues(text, sentences, lexicon.years)
    seasons = {hit.end for hit in found if hit.meaning == YearRole.SEASON}
    starts = [sentence.start for sentence in sentences]
    mentions = (
        _mention(text, match, seasons, sentence=bisect_right(starts, match.start()) - 1) for match in matches
    )
    return [mention for mention in mentions if mention is not None]


def as_of_year(
    text: str,
    sentences: Sequence[Sentence],
    years: Sequence[YearMention],
    hits: Sequence[Hit],
    lexicon: Lexicon,
    *,
    period_year: int,
) -> int | None:
    """The latest year attached to something done, found or expressly not done.

    Args:
        text: as written.
        sentences: of the text.
        years: every year that it names.
        hits: its status cues, as they are meant.
        lexicon: which words make a year one of a plan, a target, a budget or a law.
        period_year: nothing can be reported on later years.

    Returns:
        The year, or None where no such year is named.
    """
    if not years:
        return None
    found = find_cues(text, sentences, lexicon.years)
    plans = by_sentence(hit for hit in found if hit.meaning in _REACH_WORDS)
    stated = by_sentence(hit for hit in found if hit.meaning == YearRole.STATED)
    seasons = {hit.start for hit in found if hit.meaning == YearRole.SEASON}
    told = by_sentence(hits)
    mentioned: dict[int, list[YearMention]] = {}
    for mention in years:
        mentioned.setdefault(mention.sentence, []).append(mention)
    reported = []
    for mention in years:
        near = told.get(mention.sentence, [])
        is_plan = any(
            _touches(mention, plan, near, text) and not _has_begun(mention, plan, near)
            for plan in plans.get(mention.sentence, ())
        )
        is_name = _is_name(mention, near, seasons, text)
        if mention.year > period_year or is_plan or is_name:
            continue
        is_stated = any(_follows(mention, hit, text) for hit in stated.get(mention.sentence, ()))
        if is_stated or _is_reported(mention, near, mentioned[mention.sentence]):
            reported.append(mention.year)
    return max(reported, default=None)


def _mention(text: str, match: re.Match[str], seasons: set[int], *, sentence: int) -> YearMention | None:
    if match["first"] is not None:
        first = int(match["first"])
        last = _full_year(match["last"], century=first // 100 * 100)
        return YearMention(last, first, match.start(), match.end(), sentence) if last > first else None
    if match["short"] is not None:
        if seasons.isdisjoint({match.start(), match.start() - 1}):
            return None
    elif _QUANTITY.match(text, match.end()):
        return None
    digits = next(match[name] for name in _SINGLE if match[name] is not None)
    year = _full_year(digits, century=_CENTURY)
    return YearMention(year, year, match.start(), match.end(), sentence)


def _full_year(digits: str, *, century: int) -> int:
    return int(digits) if len(digits) == _FULL_LENGTH else century + int(digits)


def _touches(mention: YearMention, plan: Hit, near: Sequence[Hit], text: str) -> bool:
    """Whether a word of plan stands some words before the year or right behind it, in one clause.

    A deed between them takes the year ("strategia hyväksyttiin 2021"). Some words count on one side only:
    "till 2021", "2021 mennessä".
    """
    if not plan.clause.start <= mention.start < plan.clause.end:
        return False
    if plan.end <= mention.start:
        if plan.meaning == YearRole.UNTIL:
            return False
        if any(plan.end <= hit.start < mention.start and hit.meaning in REPORTING for hit in near):
            return False
        return len(text[plan.end : mention.start].split()) <= _REACH_WORDS[plan.meaning]
    between = text[mention.end : plan.start]
    return plan.meaning != YearRole.EDGE and len(between.split()) <= 1 and len(between) <= _REACH_CHARACTERS


def _has_begun(mention: YearMention, plan: Hit, near: Sequence[Hit]) -> bool:
    """Whether it is the year from which on something has been so ("flyttades från 2023", "alkaen 2024")."""
    happened = (hit for hit in near if hit.meaning in REPORTING and not hit.cue.is_weak)
    return plan.meaning == YearRole.SINCE and any(happened)


def _follows(mention: YearMention, stated: Hit, text: str) -> bool:
    """Whether a year or its date stands right behind words that say when the text was written."""
    return stated.end <= mention.start and len(text[stated.end : mention.start].split()) <= _DATE_WORDS


def _is_name(mention: YearMention, near: Sequence[Hit], seasons: set[int], text: str) -> bool:
    """Whether a year is part of a name: behind a capital amid the sentence that is no cue and no month."""
    word = _CAPITAL_BEFORE.search(text, max(0, mention.start - _LONGEST_WORD), mention.start)
    if word is None or word.start() in seasons:
        return False
    return not any(hit.start <= word.start() < hit.end for hit in near)


def _is_reported(mention: YearMention, near: Sequence[Hit], mentions: Sequence[YearMention]) -> bool:
    """Whether the nearest cue speaks of the past: one in the year's clause, or else one without a year."""
    candidates = [hit for hit in near if _is_in_clause(mention, hit)]
    if not candidates:
        candidates = [hit for hit in near if not any(_is_in_clause(other, hit) for other in mentions)]
    if not candidates:
        return False
    nearest = min(candidates, key=lambda hit: (hit.cue.is_weak, _distance(mention, hit)))
    return nearest.meaning in REPORTING


def _is_in_clause(mention: YearMention, hit: Hit) -> bool:
    return hit.clause.start <= mention.start < hit.clause.end


def _distance(mention: YearMention, hit: Hit) -> int:
    return max(hit.start - mention.end, mention.start - hit.end, 0)
