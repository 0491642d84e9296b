"""Leaves out cues in words that a text only quotes, uses as a name, reports by, or planned once."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from seuranta.classify.clauses import Sentence
from seuranta.classify.cues import Hit, by_sentence
from seuranta.classify.lexicons import Lexicon
from seuranta.classify.meanings import COMING, ONGOING, PAST, SAYING, Meaning
from seuranta.classify.patterns import Word

_QUOTE = re.compile(r"[\"”“»«„][^\"”“»«„\n]{1,60}[\"”“»«]")
_WORD = re.compile(r"\w+")
_WORDS_OF_A_NAME = 3
_REACH_OF_A_PAST_PLAN = 3
_ONCE_PLANNED = PAST | ONGOING | COMING | {Meaning.NOMINAL_DEED}


def without_mentions(
    text: str, sentences: Sequence[Sentence], hits: Sequence[Hit], lexicon: Lexicon
) -> list[Hit]:
    """The hits that tell how things are, or all of them where nothing else is said.

    Left out are hits within a short quotation (the tag "Done"), words with a capital amid a clause (Lake
    Finished), deeds whose whole content is the clause that they open ("it was noted that …"), and deeds that
    were only planned once ("was to have opened in March").

    Args:
        text: as written.
        sentences: of the text.
        hits: its status cues, as they are meant, in the order of the text.
        lexicon: the words that open such a clause.
    """
    short = [match.span() for match in _QUOTE.finditer(text) if _is_short(match.group())]
    mentioned: set[int] = set()
    for sentence, near in by_sentence(hits).items():
        words = [word for clause in sentences[sentence].clauses for word in clause.words]
        mentioned |= {id(hit) for hit in near if _is_within(hit, short) or _is_a_name(text, hit)}
        mentioned |= {id(hit) for hit in near if _only_reports(hit, near, words, lexicon)}
        mentioned |= {id(hit) for plan in near for hit in near if _was_planned(hit, plan)}
    return [hit for hit in hits if id(hit) not in mentioned] or list(hits)


def _is_short(quotation: str) -> bool:
    return len(_WORD.findall(quotation)) <= _WORDS_OF_A_NAME


def _is_within(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether it stands inside one of the spans, which do not overlap."""
    place = bisect_right(spans, (hit.start,)) - 1
    return place >= 0 and hit.end <= spans[place][1]


def _is_a_name(text: str, hit: Hit) -> bool:
    """Whether it is one word with a capital, and a word in small letters or a number stands before it."""
    start = hit.start
    if not text[start].isupper() or _WORD.fullmatch(text, start, hit.end) is None:
        return False
    before = text[max(0, start - 2) : start]
    return (
        text[start : hit.end] != text[start : hit.end].upper() and before[:1].isalnum() and before[1:] == " "
    )


def _only_reports(hit: Hit, near: Iterable[Hit], words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a clause opens right behind it that says what was noted, heard or agreed."""
    if hit.meaning not in PAST:
        return False
    opener = next((word for word in words if word.start >= hit.end), None)
    last = next((word for word in reversed(words) if word.start < hit.end), None)
    opens = [word for word in (opener, last) if word and word.letters in lexicon.complementizers]
    return bool(opens) and any(
        other.start >= opens[0].end and other.meaning in SAYING for other in near if other is not hit
    )


def _was_planned(hit: Hit, plan: Hit) -> bool:
    """Whether a past plan stands right before it in its clause."""
    if plan.meaning != Meaning.ONCE_PLANNED or hit.meaning not in _ONCE_PLANNED:
        return False
    if hit.start < plan.end or hit.clause != plan.clause:
        return False
    between = [word for word in hit.clause.words if plan.end <= word.start < hit.start]
    return hit.meaning in COMING or len(between) <= _REACH_OF_A_PAST_PLAN
