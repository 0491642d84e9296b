"""What the remaining work waits for, or what stopped it."""

from collections.abc import Sequence

from seuranta.classify.clauses import Sentence, Word
from seuranta.classify.cues import Hit, find_cues
from seuranta.classify.decide import Item
from seuranta.classify.lexicons import Lexicon
from seuranta.classify.meanings import WAITING, Meaning
from seuranta.model import Blocker

_IMPLIED: dict[str, Blocker] = {
    Meaning.REFUSED_FUNDING: Blocker.FUNDING,
    Meaning.APPLIED_FUNDING: Blocker.FUNDING,
    Meaning.NO_BUDGET: Blocker.FUNDING,
    Meaning.REFUSED_PERMISSION: Blocker.PERMISSION,
    Meaning.UNDECIDED: Blocker.DECISION,
    Meaning.TENDER_FAILED: Blocker.PARTNER,
}
_OPENERS = WAITING | {Meaning.CAUSE, Meaning.DELAYED, Meaning.NOT_POSSIBLE, Meaning.IF}
_REFUSALS = frozenset({Meaning.REFUSED_FUNDING, Meaning.REFUSED_PERMISSION, Meaning.TENDER_FAILED})


def find_blocker(
    text: str, sentences: Sequence[Sentence], hits: Sequence[Hit], lexicon: Lexicon, item: Item
) -> tuple[Blocker, Hit] | None:
    """The blocker that a text names, and the words that name it.

    A refusal names its own blocker. Otherwise a blocker is a word for a cause ("teknologia", "lupa") in the
    sentence of words that wait, delay or give a cause, the nearest first; or words that name a lack alone.

    Args:
        text: as written.
        sentences: of the text.
        hits: its status cues, as they are meant.
        lexicon: the words for blockers.
        item: what the item's name says is what is followed up, and no cause.

    Returns:
        The blocker and its words, or None. Whether anything is left to be blocked is not asked here.
    """
    refusal = next((hit for hit in hits if hit.meaning in _REFUSALS), None)
    if refusal is not None:
        return _IMPLIED[refusal.meaning], refusal
    named = find_cues(text, sentences, lexicon.blockers)
    openers = [hit for hit in hits if hit.meaning in _OPENERS]
    candidates = [
        (_distance(opener, cause), cause)
        for opener in openers
        for cause in named
        if cause.sentence == opener.sentence and not item.is_named_in(_own_words(cause))
    ]
    candidates += [(0, cause) for cause in named if cause.cue.names_cause]
    if candidates:
        cause = min(candidates, key=lambda pair: (pair[0], pair[1].start))[1]
        return Blocker(cause.meaning), cause
    implied = next((hit for hit in hits if hit.meaning in _IMPLIED), None)
    return None if implied is None else (Blocker(_IMPLIED[implied.meaning]), implied)


def _own_words(hit: Hit) -> list[Word]:
    return [word for word in hit.clause.words if hit.start <= word.start < hit.end]


def _distance(opener: Hit, cause: Hit) -> int:
    """How far the cause stands from the words of waiting; what follows them in their clause is nearest."""
    gap = max(cause.start - opener.end, opener.start - cause.end, 0)
    return gap if cause.clause == opener.clause else gap + len("another clause is farther")
