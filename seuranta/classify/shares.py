"""Shares written in figures ("3 of 8", "5/12", "60 %"): a part stands for a part, not for the whole."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from seuranta.classify.clauses import Clause, Sentence
from seuranta.classify.cues import Hit, by_sentence
from seuranta.classify.lexicons import Cue
from seuranta.classify.meanings import DELIVERED, Meaning
from seuranta.classify.patterns import CompiledPattern

_SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve",
    "en två tre fyra fem sex sju åtta nio tio elva tolv",
    "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen yksitoista kaksitoista",
    "yhdestä kahdesta kolmesta neljästä viidestä kuudesta seitsemästä kahdeksasta yhdeksästä kymmenestä",
)
_VALUES = {word: value for words in _SPELLED for value, word in enumerate(words.split(), start=1)}
_WORDS = "|".join(sorted(_VALUES, key=len, reverse=True))
_OF = (
    r"\s?/\s?|\s{1,3}(?:\w{1,20}\s{1,3})?(?:out\s)?(?:of|av)\s{1,3}"
    r"(?:(?:the|our|its|their|all|de|våra|sina|totalt|sammanlagt)\s{1,3})?"
)
_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d{1,4}"
_COUNT = rf"(?P<part>{_NUMBER}|(?:{_WORDS})\b)(?:{_OF})(?P<whole>{_NUMBER}|(?:{_WORDS})\b)"
_THING = r"(?:[^\W\d]{2,20}\s{1,3})?"
_FROM = rf"{_NUMBER}:?(?:sta|stä|ta|tä)|(?:{_SPELLED[-1].replace(' ', '|')})\b"
_ELATIVE = rf"(?P<few>{_NUMBER}|(?:{_WORDS})\b)\s{{1,3}}{_THING}(?P<all>{_FROM})"
_PERCENT = r"(?P<percent>\d{1,2})(?:[.,]\d+)?\s?(?:%|prosent(?!illa)\w*|procent|per\s?cent)"
_CHANGE = re.compile(r"\b(?:by|up|down|than|med|upp|ned)\s(?:\w{1,12}\s){0,3}$", re.IGNORECASE)
_LOOK_BACK = 40
_SHARE = re.compile(rf"(?<![\w./-])(?:{_COUNT}(?![\w/.]\d|\w)|{_ELATIVE}(?!\w)|{_PERCENT})", re.IGNORECASE)
_CALENDAR = 12
_DAYS = 31
_THING_COUNTED = re.compile(r"\s[^\W\d_]{3}")
_FIRST_YEAR = 1_900
_YEAR_LENGTH = 4
_BESIDE = 25
_FEW_WORDS = 6
_CUE = Cue(
    id="any.share",
    entry="any.share",
    meaning=Meaning.PARTLY,
    negated=None,
    heeds_negators=False,
    pattern=CompiledPattern(_SHARE.pattern, frozenset()),
    example="3 of 8 data sets",
    counter_example="3/2021",
    is_weak=True,
    names_cause=False,
    opens_clause=False,
    stands_alone=False,
    has_companion=False,
    exceptions=frozenset(),
)


def find_shares(text: str, sentences: Sequence[Sentence], hits: Sequence[Hit]) -> list[Hit]:
    """The shares of a whole that a text names in figures.

    A percentage counts beside a deed, or where the text says little else ("Valmiusaste 60 %"); elsewhere it
    measures something else.

    Args:
        text: as written.
        sentences: of the text.
        hits: its status cues.

    Returns:
        Weak hits of the meaning `partly`, in the order of the text.
    """
    matches = list(_SHARE.finditer(text))
    if not matches:
        return []
    starts = [sentence.start for sentence in sentences]
    told = by_sentence(hits)
    is_short = sum(len(clause.words) for s in sentences[:2] for clause in s.clauses) <= _FEW_WORDS
    found = []
    for match in matches:
        clause = _clause_at(match.start(), sentences, starts)
        if _measures_change(match, text):
            continue
        if _is_share(match, told.get(clause.sentence, ()), is_alone=is_short):
            found.append(Hit(_CUE, _CUE.meaning, match.start(), match.end(), clause))
    return found


def _measures_change(match: re.Match[str], text: str) -> bool:
    """Whether a percentage says by how much something grew or shrank."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    return match["percent"] is not None and _CHANGE.search(before) is not None


def _is_share(match: re.Match[str], hits: Sequence[Hit], *, is_alone: bool) -> bool:
    if match["percent"] is None:
        part, whole = _number(match["part"] or match["few"]), _number(match["whole"] or match["all"])
        is_year = len(match["whole"] or "") == _YEAR_LENGTH and whole >= _FIRST_YEAR
        return part < whole and not is_year and not _is_date(match, part, whole, is_alone=is_alone)
    beside = (
        hit.meaning in DELIVERED and max(hit.start - match.end(), match.start() - hit.end) <= _BESIDE
        for hit in hits
    )
    return is_alone or any(beside)


def _is_date(match: re.Match[str], part: int, whole: int, *, is_alone: bool) -> bool:
    """Whether it may be a month of a year ("3/21") or, with nothing behind it that is counted, a day."""
    if "/" not in match.group():
        return False
    if whole > _CALENDAR:
        return part <= _CALENDAR
    return not is_alone and part <= _DAYS and _THING_COUNTED.match(match.string, match.end()) is None


def _number(written: str) -> int:
    """The value of a number in figures or, up to twelve, in words."""
    digits = "".join(character for character in written if character.isdigit())
    return int(digits) if digits else _VALUES[written.lower()]


def _clause_at(place: int, sentences: Sequence[Sentence], starts: Sequence[int]) -> Clause:
    sentence = sentences[max(0, bisect_right(starts, place) - 1)]
    return next((c for c in sentence.clauses if c.start <= place < c.end), sentence.clauses[0])
