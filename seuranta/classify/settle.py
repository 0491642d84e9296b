"""What the cues of a text mean for this item and this period: the facts that the rules decide over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from seuranta.classify.clauses import Clause, Sentence
from seuranta.classify.cues import Hit, by_sentence
from seuranta.classify.items import FEW_WORDS, Item, covers_item
from seuranta.classify.lexicons import ItemKind
from seuranta.classify.meanings import (
    ASKED_FOR_MONEY,
    CLOSING,
    COMING,
    DELIVERED,
    MOVING,
    ONGOING,
    PAST,
    SAYING,
    WAITING,
    Meaning,
)
from seuranta.classify.patterns import Word
from seuranta.classify.verbs import Form, Kind
from seuranta.classify.years import YearMention

M = Meaning
_DATED = DELIVERED | {M.NOMINAL_DEED, M.PRESENT, M.STEP, M.TRIAL, M.BEGUN, M.PROGRESSED}
_GOVERNED = DELIVERED | {M.DEED, M.STEP, M.TRIAL, M.GOES_ON}
_ON_A_DAY = PAST | {M.ROUTINE, M.RECURS, M.GOES_ON}
_RESOLVABLE = COMING | WAITING | CLOSING | MOVING | {M.GOES_ON}
_TOLD_ANYWHERE = WAITING | ASKED_FOR_MONEY | {M.CAUSE, M.LACKS, M.NO_BUDGET, M.TENDER_FAILED}
_ENDING_ITEMS = frozenset({ItemKind.CLOSING, ItemKind.MOVING})


@dataclass(frozen=True)
class Facts:
    """What a text says, as cues with their meanings settled for this item and period.

    Args:
        hits: that tell the status, in the order of the text.
        said: the same with those of the background, which may still name a blocker.
        sentences: of the text.
        years: every year it names.
        item: what the action's name tells.
    """

    hits: tuple[Hit, ...]
    said: tuple[Hit, ...]
    sentences: tuple[Sentence, ...]
    years: tuple[YearMention, ...]
    item: Item

    def of(self, meanings: Iterable[str]) -> tuple[Hit, ...]:
        """The hits of the meanings."""
        wanted = frozenset(meanings)
        if wanted.isdisjoint(self._meanings):
            return ()
        return tuple(hit for hit in self.hits if hit.meaning in wanted)

    @cached_property
    def _meanings(self) -> frozenset[str]:
        return frozenset(hit.meaning for hit in self.hits)

    def strong(self, meanings: Iterable[str]) -> tuple[Hit, ...]:
        """The hits of the meanings that are words of their own."""
        return tuple(hit for hit in self.of(meanings) if not hit.cue.is_weak)

    def latest_year(self, hits: Iterable[Hit]) -> int | None:
        """The latest year named in the sentences of the hits."""
        inside = {hit.sentence for hit in hits}
        return max((mention.year for mention in self.years if mention.sentence in inside), default=None)


def settle(
    hits: Sequence[Hit],
    sentences: tuple[Sentence, ...],
    years: Sequence[YearMention],
    item: Item,
    *,
    period_year: int,
    on_paper: frozenset[Clause] = frozenset(),
    dated: frozenset[Clause] = frozenset(),
) -> Facts:
    """Settle what depends on the item and the period: whether a deed covers the item, whether it lies ahead.

    Args:
        hits: as meant in the text.
        sentences: of the text.
        years: every year named.
        item: what the action's name tells.
        period_year: the report's year; what is said of later years is future.
        on_paper: the clauses that name a study, a plan or a proposal.
        dated: the clauses that name a day or a month.
    """
    if ItemKind.STUDY not in item.kinds:
        hits = [replace(hit, meaning=M.STEP) if _is_on_paper(hit, on_paper) else hit for hit in hits]
    named: dict[int, list[YearMention]] = {}
    for mention in years:
        named.setdefault(mention.sentence, []).append(mention)
    settled: list[Hit] = []
    for sentence, near in by_sentence(hits).items():
        nearby = named.get(sentence, [])
        words = [word for clause in sentences[sentence].clauses for word in clause.words]
        aimed = [
            replace(
                hit, meaning=_settled_meaning(hit, _years_beside(hit, near, nearby), item, words, period_year)
            )
            for hit in near
        ]
        governed = [
            replace(hit, meaning=M.FUTURE)
            if _is_governed(hit, aimed) or _is_put_off(hit, aimed, dated)
            else hit
            for hit in aimed
        ]
        settled += [hit for hit in governed if not _only_resolves(hit, governed)]
    return Facts(_in_the_foreground(settled), tuple(settled), sentences, tuple(years), item)


def is_made(hit: Hit) -> bool:
    """Whether a deed made something that may be no more than paper: drew it up, wrote or changed it."""
    return hit.meaning in DELIVERED and f".verb.{Kind.MAKE}." in hit.cue.id


def _only_resolves(hit: Hit, near: Sequence[Hit]) -> bool:
    """Whether a decision is no more than what it decides: a plan, a stop, a wait in the words behind it."""
    return hit.meaning == M.RESOLVED and any(
        other.start >= hit.end and other.meaning in _RESOLVABLE for other in near
    )


def _in_the_foreground(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out what only clauses of the background say, where a main clause says something of its own.

    Waiting counts wherever it stands, unless work goes on in a main clause ("kesken, koska tiketti odottaa").
    """
    main = [hit for hit in hits if not hit.clause.is_background]
    if not any(hit.meaning in SAYING and not hit.cue.is_weak for hit in main):
        return tuple(hits)
    goes_on = any(hit.meaning in ONGOING and not hit.cue.is_weak for hit in main)
    kept = _TOLD_ANYWHERE - WAITING if goes_on else _TOLD_ANYWHERE
    return tuple(hit for hit in hits if not hit.clause.is_background or hit.meaning in kept)


def _settled_meaning(
    hit: Hit, years: Sequence[YearMention], item: Item, words: Sequence[Word], period_year: int
) -> Meaning:
    meaning = Meaning(hit.meaning)
    if years and min(mention.first_year for mention in years) > period_year and _may_lie_ahead(meaning, hit):
        return M.FUTURE
    if meaning is M.NOMINAL_DEED and years and max(mention.year for mention in years) < period_year:
        return M.DONE
    return _aimed_meaning(meaning, hit, item, words)


def _may_lie_ahead(meaning: Meaning, hit: Hit) -> bool:
    """Whether a year to come beside it makes it a plan: not what a verb says in the past."""
    if hit.cue.id.endswith(f".{Form.PRESENT}") and meaning is M.UNDER_WAY:
        return True
    return meaning in _DATED and not hit.cue.id.endswith(f".{Form.PAST}")


def _years_beside(hit: Hit, hits: Sequence[Hit], years: Sequence[YearMention]) -> list[YearMention]:
    """The years of its clause that stand nearer to no other hit."""
    rivals = [other for other in hits if other.clause == hit.clause]
    return [
        mention
        for mention in years
        if hit.clause.start <= mention.start < hit.clause.end
        and min(rivals, key=lambda other: _gap(other, mention)) == hit
    ]


def _gap(hit: Hit, mention: YearMention) -> int:
    return max(hit.start - mention.end, mention.start - hit.end, 0)


def _is_governed(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether words of intention before it in its clause make work a plan ("avser att vidareutveckla").

    A verb in the past is what happened, whatever was intended. An order governs nothing ("Send it- Done").
    """
    if hit.meaning not in _GOVERNED or hit.cue.id.endswith(f".{Form.PAST}"):
        return False
    return any(
        other.meaning == M.FUTURE
        and other.clause == hit.clause
        and other.end <= hit.start
        and not other.cue.id.endswith(f".{Form.BARE}")
        for other in hits
    )


def _is_on_paper(hit: Hit, on_paper: frozenset[Clause]) -> bool:
    """Whether what was made is a plan or a proposal: a step, unless that is what the item names."""
    return is_made(hit) and hit.clause in on_paper


def _is_put_off(hit: Hit, hits: Sequence[Hit], dated: frozenset[Clause]) -> bool:
    """Whether a time to come in its clause makes a verb in the present a plan ("päivitetään myöhemmin").

    So does a day or a month ("päivitetään helmikuussa"), unless something was done then or is done each time.
    """
    if not is_in_the_present(hit):
        return False
    beside = {other.meaning for other in hits if other.clause == hit.clause}
    return not beside.isdisjoint({M.LATER, M.FUTURE}) or (
        hit.clause in dated and beside.isdisjoint(_ON_A_DAY)
    )


def is_in_the_present(hit: Hit) -> bool:
    """Whether a verb in the present tells of work, now or to come."""
    return hit.meaning == M.UNDER_WAY and hit.cue.id.endswith(f".{Form.PRESENT}")


def _aimed_meaning(meaning: Meaning, hit: Hit, item: Item, words: Sequence[Word]) -> Meaning:
    """What a step, a closing or a move means where it is what the item is about."""
    closes = meaning in {M.STOPPED, M.WILL_STOP} and not item.kinds.isdisjoint(_ENDING_ITEMS)
    moves = meaning in MOVING and ItemKind.MOVING in item.kinds
    if closes or moves:
        return M.FUTURE if meaning in {M.WILL_STOP, M.WILL_MOVE} else M.DONE
    own_words = [word for word in hit.clause.words if hit.start <= word.start < hit.end]
    if meaning in {M.STEP, M.RESOLVED, M.TRIAL} and _is_the_aim(hit, item, own_words):
        return M.DONE
    if meaning is M.DEED and (item.is_largely_named_in(words) or len(words) <= FEW_WORDS + len(own_words)):
        return M.DONE
    return meaning


def _is_the_aim(step: Hit, item: Item, own_words: Sequence[Word]) -> bool:
    """Whether what is a step elsewhere is the item itself: the item names it, or is a study."""
    if item.is_named_in(own_words):
        return True
    return ItemKind.STUDY in item.kinds and covers_item(step, item)
