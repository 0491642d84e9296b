"""What the remaining work waits for, or what stopped it."""

from collections.abc import Iterable, Iterator, Sequence

from seuranta.classify.clauses import Sentence
from seuranta.classify.cues import Hit, by_sentence, find_cues
from seuranta.classify.items import Item
from seuranta.classify.lexicons import Lexicon
from seuranta.classify.meanings import WAITING, Meaning
from seuranta.classify.names import Name, NameKind
from seuranta.classify.patterns import Word
from seuranta.model import Blocker, Status

M = Meaning
_IMPLIED: dict[str, Blocker] = {
    M.REFUSED_FUNDING: Blocker.FUNDING,
    M.APPLIED_FUNDING: Blocker.FUNDING,
    M.NO_BUDGET: Blocker.FUNDING,
    M.REFUSED_PERMISSION: Blocker.PERMISSION,
    M.UNDECIDED: Blocker.DECISION,
    M.TENDER_FAILED: Blocker.PARTNER,
    M.TENDER_CANCELLED: Blocker.PARTNER,
}
_WHILE_ON_HOLD = frozenset({M.APPLIED_FUNDING, M.TENDER_CANCELLED})
_REFUSALS = frozenset({M.REFUSED_FUNDING, M.REFUSED_PERMISSION, M.TENDER_FAILED})
_HINDRANCES = frozenset({M.DELAYED, M.NOT_POSSIBLE, M.LACKS, M.REMAINS, M.CAUSE})
_OPENERS = {
    Status.ON_HOLD: WAITING | _HINDRANCES | {M.IF},
    Status.NOT_ADVANCED: WAITING | _HINDRANCES,
    Status.IN_PROGRESS: WAITING | _HINDRANCES,
    Status.PLANNED: WAITING | (_HINDRANCES - {M.CAUSE}) | {M.IF},
    Status.DISCONTINUED: _HINDRANCES - {M.DELAYED},
}
"""Words beside which a word for a cause counts, by the status; other statuses leave nothing to be blocked."""
_POINTING = frozenset({M.WAITS, M.LACKS, M.CAUSE})
"""Words that point at what is missing, known or not; one may be put off or paused for no reason given."""
_OTHERS = frozenset({NameKind.SUPPLIER, NameKind.AUTHORITY})
_BEFORE_WAITING = len("what waits stands before, what is waited for behind")
_ABOUT = len("a decision on a grant for the whole")
_ANOTHER_CLAUSE = len("another clause is farther")


def find_blocker(
    text: str,
    sentences: Sequence[Sentence],
    hits: Sequence[Hit],
    lexicon: Lexicon,
    item: Item,
    *,
    status: Status,
    names: Sequence[Name],
) -> tuple[Blocker, Hit] | None:
    """The blocker that a text names, and the words that name it.

    A refusal names its own blocker, and so does money asked for while the item waits. Otherwise it is a word
    for a cause ("teknologia", "lupa") in the sentence of words that wait, delay, lack or give a cause, the
    nearest first; or words that name a lack alone; or an open decision; or, where something is waited for and
    only somebody else is named, a partner. An item that waits for something, lacks something or gives a cause
    of which no word is known waits for something else: that it waits is said, and the words show for what.

    Args:
        text: as written.
        sentences: of the text.
        hits: its status cues, as they are meant, those of the background too.
        lexicon: the words for blockers.
        item: what the item's name says is what is followed up, and no cause.
        names: the systems, suppliers, authorities and programmes that are named.
        status: as read; nothing blocks what is completed or another's.

    Returns:
        The blocker and its words, or None.
    """
    if status not in _OPENERS:
        return None
    asked = _WHILE_ON_HOLD if status is Status.ON_HOLD else frozenset()
    refused = [hit for hit in hits if hit.meaning in _REFUSALS]
    refusal = next((hit for hit in refused or hits if hit.meaning in _REFUSALS | asked), None)
    if refusal is not None:
        return _IMPLIED[refusal.meaning], refusal
    openers = [hit for hit in hits if hit.meaning in _OPENERS[status]]
    named = find_cues(text, sentences, lexicon.blockers)
    candidates = [(0, cause) for cause in named if cause.cue.names_cause]
    candidates += _beside(openers, named, item)
    if candidates:
        cause = min(candidates, key=lambda pair: (pair[0], pair[1].start))[1]
        return Blocker(cause.meaning), cause
    implied = next(
        (hit for hit in hits if hit.meaning in _IMPLIED and hit.meaning != M.TENDER_CANCELLED), None
    )
    if implied is not None:
        return _IMPLIED[implied.meaning], implied
    others = [name for name in names if name.kind in _OTHERS]
    awaited = (hit for hit in openers if hit.meaning == M.WAITS)
    partner = next((hit for hit in awaited if _names_another(text, hit, item, others)), None)
    if partner is not None:
        return Blocker.PARTNER, partner
    pointing = (hit for hit in openers if status is Status.ON_HOLD and hit.meaning in _POINTING)
    return next(((Blocker.OTHER, hit) for hit in pointing if _says_more(hit, item)), None)


def _beside(openers: Iterable[Hit], named: Sequence[Hit], item: Item) -> Iterator[tuple[int, Hit]]:
    """The causes in the sentences of the openers, each with its distance; an open decision is its own."""
    causes = by_sentence(cause for cause in named if not item.is_named_in(_own_words(cause)))
    for opener in openers:
        for cause in causes.get(opener.sentence, ()):
            if opener.meaning != M.UNDECIDED or cause.meaning in {Blocker.FUNDING, Blocker.DECISION}:
                yield _distance(opener, cause), _sought(cause, causes[opener.sentence])


def _sought(cause: Hit, others: Sequence[Hit]) -> Hit:
    """What a decision or an answer is about, where it is money ("väntar på beslut om bidrag")."""
    if cause.meaning not in {Blocker.DECISION, Blocker.PARTNER}:
        return cause
    money = (
        other
        for other in others
        if other.meaning == Blocker.FUNDING
        and other.clause == cause.clause
        and 0 < other.start - cause.end <= _ABOUT
    )
    return next(money, cause)


def _own_words(hit: Hit) -> list[Word]:
    return [word for word in hit.clause.words if hit.start <= word.start < hit.end]


def _distance(opener: Hit, cause: Hit) -> int:
    """How far the cause stands from the words beside which it counts; inside them it explains the least."""
    if opener.start <= cause.start < opener.end and opener.meaning == M.UNDECIDED:
        return _ANOTHER_CLAUSE
    gap = max(cause.start - opener.end, opener.start - cause.end, 0)
    if opener.meaning == M.WAITS and cause.end <= opener.start:
        gap += _BEFORE_WAITING
    return gap if cause.clause == opener.clause else gap + _ANOTHER_CLAUSE


def _says_more(opener: Hit, item: Item) -> bool:
    """Whether more is said than that the item itself is awaited ("versionvaihtoa odotellaan")."""
    clause = opener.clause
    beside = [word for word in clause.words if word.end <= opener.start or word.start >= opener.end]
    return not beside or any(not item.is_named_in([word]) for word in beside)


def _names_another(text: str, opener: Hit, item: Item, others: Iterable[Name]) -> bool:
    """Whether somebody else is named: a known supplier or authority, or a capital behind words of waiting."""
    clause = opener.clause
    if any(clause.start <= name.start < clause.end for name in others):
        return True
    behind = [word for word in clause.words if word.start >= opener.end]
    return any(text[word.start].isupper() and not item.is_named_in([word]) for word in behind)
