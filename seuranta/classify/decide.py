"""The decision list: the codebook's rules over the cues of a text, in the order in which they win."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from seuranta.classify.clauses import Clause, Sentence
from seuranta.classify.cues import Hit, by_sentence
from seuranta.classify.lexicons import ItemKind
from seuranta.classify.meanings import (
    CLOSING,
    DELIVERED,
    IDLE,
    MOVING,
    ONGOING,
    WAITING,
    WORKED,
    Meaning,
)
from seuranta.classify.patterns import Word
from seuranta.classify.verbs import Form, Kind
from seuranta.classify.years import YearMention
from seuranta.model import Status

M = Meaning
_STEM_LENGTH = 5
_FIRST_PART_LENGTH, _LATER_PART_LENGTH = 3, 6
_LONGEST_ENDING = 4
_FEW_WORDS = 3
_MOST_ALTERNATIVES = 3
_ASKED_FOR_MONEY = frozenset({M.REFUSED_FUNDING, M.APPLIED_FUNDING})
_DATED = DELIVERED | {M.NOMINAL_DEED, M.PRESENT, M.STEP, M.TRIAL, M.BEGUN, M.PROGRESSED}
_GOVERNED = DELIVERED | {M.DEED, M.STEP, M.TRIAL, M.GOES_ON}
_COMING = frozenset({M.FUTURE, M.LATER, M.ASSIGNED, M.TENDER_AGAIN})
_TELLING = (
    DELIVERED | WORKED | ONGOING | WAITING | IDLE | CLOSING | MOVING | {M.FUTURE, M.ASSIGNED, M.DELAYED}
)
_RESOLVABLE = _COMING | WAITING | CLOSING | MOVING | {M.GOES_ON}
_TOLD_ANYWHERE = WAITING | _ASKED_FOR_MONEY | {M.CAUSE, M.LACKS, M.NO_BUDGET, M.TENDER_FAILED}


_ENDING_ITEMS = frozenset({ItemKind.CLOSING, ItemKind.MOVING})


@dataclass(frozen=True)
class Item:
    """What the action's name tells of its aim.

    Args:
        words: of the name.
        kinds: whether it is itself a closing, a move or a study.
    """

    words: tuple[Word, ...]
    kinds: frozenset[ItemKind]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words that are long enough to be told apart."""
        return frozenset(
            word.letters[:_STEM_LENGTH] for word in self.words if len(word.letters) >= _STEM_LENGTH
        )

    def is_named_in(self, words: Iterable[Word]) -> bool:
        """Whether a word begins like one of the name's, or like the later part of a compound of it."""
        return any(self._names(word.letters) for word in words)

    def is_largely_named_in(self, words: Iterable[Word]) -> bool:
        """Whether half of the name's words, or two of them, are among the words."""
        named = {word.letters[:_STEM_LENGTH] for word in words} & self.stems
        return len(named) >= min(2, (len(self.stems) + 1) // 2) > 0

    def _names(self, letters: str) -> bool:
        if letters[:_STEM_LENGTH] in self.stems:
            return True
        later = letters[:_LATER_PART_LENGTH]
        return len(later) == _LATER_PART_LENGTH and any(
            (place := word.letters.find(later, _FIRST_PART_LENGTH)) >= 0
            and len(letters) <= len(word.letters) - place + _LONGEST_ENDING
            for word in self.words
        )


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


@dataclass(frozen=True)
class Rule:
    """One rule of the list.

    Args:
        name: what decided, as it is written into the readings.
        codebook: the number of the codebook's rule that it carries out; 0 for none.
        status: what it decides.
        decides: the hits that decide, or none when the rule does not speak.
        overrules: statuses that it settles against: were a later rule to give one, no doubt follows.
        hesitates: statuses that a careful reader may always prefer here.
        claims_all: it says that nothing else is said, so it is clear only where each main clause is read.
    """

    name: str
    codebook: int
    status: Status
    decides: Callable[[Facts], tuple[Hit, ...]]
    overrules: frozenset[Status] = frozenset()
    hesitates: tuple[Status, ...] = ()
    claims_all: bool = False


@dataclass(frozen=True)
class Decision:
    """What the list decided: the rule, its hits, what other rules would have said, and what it claims."""

    rule: str
    status: Status
    hits: tuple[Hit, ...]
    alternatives: tuple[Status, ...]
    claims_all: bool = False


def settle(
    hits: Sequence[Hit],
    sentences: tuple[Sentence, ...],
    years: Sequence[YearMention],
    item: Item,
    *,
    period_year: int,
    on_paper: frozenset[Clause] = frozenset(),
) -> Facts:
    """Settle what depends on the item and the period: whether a deed covers the item, whether it lies ahead.

    Args:
        hits: as meant in the text.
        sentences: of the text.
        years: every year named.
        item: what the action's name tells.
        period_year: the report's year; what is said of later years is future.
        on_paper: the clauses that name a study, a plan or a proposal.
    """
    if ItemKind.STUDY not in item.kinds:
        hits = [replace(hit, meaning=M.STEP) if _is_on_paper(hit, on_paper) else hit for hit in hits]
    named: dict[int, list[YearMention]] = {}
    for mention in years:
        named.setdefault(mention.sentence, []).append(mention)
    settled: list[Hit] = []
    for sentence, near in by_sentence(hits).items():
        dated = named.get(sentence, [])
        words = [word for clause in sentences[sentence].clauses for word in clause.words]
        aimed = [
            replace(
                hit, meaning=_settled_meaning(hit, _years_beside(hit, near, dated), item, words, period_year)
            )
            for hit in near
        ]
        governed = [
            replace(hit, meaning=M.FUTURE) if _is_governed(hit, aimed) or _is_put_off(hit, aimed) else hit
            for hit in aimed
        ]
        settled += [hit for hit in governed if not _only_resolves(hit, governed)]
    return Facts(_in_the_foreground(settled), tuple(settled), sentences, tuple(years), item)


def decide(facts: Facts) -> Decision | None:
    """The first rule that speaks, and the doubt that the later ones cast on it; None when no rule does."""
    spoken = [(rule, hits) for rule in RULES if (hits := rule.decides(facts))]
    if not spoken:
        return None
    winner, hits = spoken[0]
    rivals = [*winner.hesitates, *(rule.status for rule, _ in spoken[1:])]
    alternatives = dict.fromkeys(
        status for status in rivals if status is not winner.status and status not in winner.overrules
    )
    return Decision(
        winner.name, winner.status, hits, tuple(alternatives)[:_MOST_ALTERNATIVES], winner.claims_all
    )


def covers_item(hit: Hit, item: Item) -> bool:
    """Whether a deed speaks of what the item names: it names it, or names nothing else."""
    return item.is_named_in(hit.clause.words) or _says_little_else(hit)


def _says_little_else(hit: Hit) -> bool:
    words = hit.clause.words
    others = [word for word in words if not hit.start <= word.start < hit.end and word.letters.isalpha()]
    return len(others) <= _FEW_WORDS


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
    if not any(hit.meaning in _TELLING and not hit.cue.is_weak for hit in main):
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

    A verb in the past is what happened, whatever was intended.
    """
    if hit.meaning not in _GOVERNED or hit.cue.id.endswith(f".{Form.PAST}"):
        return False
    return any(
        other.meaning == M.FUTURE and other.clause == hit.clause and other.end <= hit.start for other in hits
    )


def _is_on_paper(hit: Hit, on_paper: frozenset[Clause]) -> bool:
    """Whether what was made is a plan or a proposal: a step, unless that is what the item names."""
    return hit.meaning in DELIVERED and f".verb.{Kind.MAKE}." in hit.cue.id and hit.clause in on_paper


def _is_put_off(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a time to come in its clause makes a verb in the present a plan ("päivitetään syksyllä")."""
    return (
        hit.meaning == M.UNDER_WAY
        and hit.cue.id.endswith(f".{Form.PRESENT}")
        and any(other.meaning in {M.LATER, M.FUTURE} and other.clause == hit.clause for other in hits)
    )


def _aimed_meaning(meaning: Meaning, hit: Hit, item: Item, words: Sequence[Word]) -> Meaning:
    """What a step, a closing or a move means where it is what the item is about."""
    closes = meaning in {M.STOPPED, M.WILL_STOP} and not item.kinds.isdisjoint(_ENDING_ITEMS)
    moves = meaning in MOVING and ItemKind.MOVING in item.kinds
    if closes or moves:
        return M.FUTURE if meaning in {M.WILL_STOP, M.WILL_MOVE} else M.DONE
    own_words = [word for word in hit.clause.words if hit.start <= word.start < hit.end]
    if meaning in {M.STEP, M.RESOLVED, M.TRIAL} and _is_the_aim(hit, item, own_words):
        return M.DONE
    if meaning is M.DEED and (item.is_largely_named_in(words) or len(words) <= _FEW_WORDS + len(own_words)):
        return M.DONE
    return meaning


def _is_the_aim(step: Hit, item: Item, own_words: Sequence[Word]) -> bool:
    """Whether what is a step elsewhere is the item itself: the item names it, or is a study."""
    if item.is_named_in(own_words):
        return True
    return ItemKind.STUDY in item.kinds and covers_item(step, item)


def _moved(facts: Facts) -> tuple[Hit, ...]:
    moved = facts.of({M.MOVED, M.MERGED})
    stays_in_part = facts.of(DELIVERED | {M.PARTLY}) and not facts.of({M.MERGED})
    return () if stays_in_part else moved


def _will_move(facts: Facts) -> tuple[Hit, ...]:
    return facts.of({M.WILL_MOVE})


def _given_up(facts: Facts) -> tuple[Hit, ...]:
    closing = facts.of(CLOSING)
    if not closing or all(hit.meaning == M.WILL_STOP for hit in closing):
        return ()
    last = closing[-1]
    after = facts.strong(ONGOING | DELIVERED | WAITING | _COMING | {M.NO_BUDGET})
    told = {hit.sentence for hit in closing}
    goes_on = [
        hit
        for hit in facts.strong({M.GOES_ON, M.UNDER_WAY})
        if hit.meaning == M.GOES_ON or hit.sentence not in told
    ]
    instead = [hit for hit in facts.strong({M.IN_USE}) if hit.start >= last.end]
    if goes_on or instead or any(_follows(hit, last) for hit in after):
        return ()
    return closing


def _follows(hit: Hit, last: Hit) -> bool:
    """Whether it is told after another, not as its own complement ("beslutades att inte inleda")."""
    if hit.start >= last.clause.end:
        return True
    return hit.clause == last.clause and hit.start > last.end and hit.meaning in WAITING | _COMING


def _fruitless(facts: Facts) -> tuple[Hit, ...]:
    fruitless = facts.of({M.FRUITLESS})
    return () if facts.strong(ONGOING | WAITING | _COMING) else fruitless


def _will_stop(facts: Facts) -> tuple[Hit, ...]:
    return facts.of({M.WILL_STOP})


def _tender_again(facts: Facts) -> tuple[Hit, ...]:
    failed = facts.of({M.TENDER_FAILED, M.TENDER_CANCELLED})
    again = facts.of(_COMING)
    return failed + again if failed and again else ()


def _tender_failed(facts: Facts) -> tuple[Hit, ...]:
    return facts.of({M.TENDER_FAILED, M.TENDER_CANCELLED})


def _part_waits(facts: Facts) -> tuple[Hit, ...]:
    waiting = facts.of(WAITING | _ASKED_FOR_MONEY)
    delivered = [
        hit for hit in facts.of(DELIVERED) if hit.cue.meaning in DELIVERED and covers_item(hit, facts.item)
    ]
    if not waiting or not delivered or ItemKind.STUDY in facts.item.kinds:
        return ()
    return (*delivered, *waiting)


def _grant(facts: Facts) -> tuple[Hit, ...]:
    asked = facts.of(_ASKED_FOR_MONEY)
    granted = facts.of({M.GRANTED_FUNDING})
    return () if asked and granted and granted[-1].start > asked[-1].start else asked


def _study_waits(facts: Facts) -> tuple[Hit, ...]:
    waiting = facts.of(WAITING | {M.NO_BUDGET, M.NOT_POSSIBLE})
    other_work = facts.strong(WORKED - {M.STEP, M.TRIAL} | ONGOING)
    study = [hit for hit in facts.hits if hit.cue.meaning in {M.STEP, M.TRIAL}]
    return (*study, *waiting) if waiting and study and not other_work else ()


def _waiting(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(WAITING)


def _conditional(facts: Facts) -> tuple[Hit, ...]:
    condition = facts.of({M.IF})
    past = facts.of(DELIVERED | WORKED | ONGOING)
    return condition if condition and not past else ()


def _nothing_lately(facts: Facts) -> tuple[Hit, ...]:
    nothing = facts.of({M.NOTHING})
    if not nothing:
        return ()
    moved_on = facts.of(DELIVERED | WORKED | {M.UNDER_WAY, M.GOES_ON})
    then, later = facts.latest_year(nothing), facts.latest_year(moved_on)
    if then is not None and later is not None and then != later:
        return nothing if then > later else ()
    if any(hit.start > nothing[-1].start for hit in moved_on):
        return ()
    return nothing


def _not_begun_but_announced(facts: Facts) -> tuple[Hit, ...]:
    idle = facts.of(IDLE)
    coming = facts.of(_COMING)
    past = facts.of(DELIVERED | WORKED | ONGOING)
    return (*idle, *coming) if idle and coming and not past else ()


def _incomplete(facts: Facts) -> tuple[Hit, ...]:
    missing = facts.of(IDLE)
    past = facts.of(DELIVERED | WORKED | {M.UNDER_WAY, M.GOES_ON})
    return (*past, *missing) if missing and past else ()


def _not_begun(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(IDLE)


def _continuation(facts: Facts) -> tuple[Hit, ...]:
    found = _more_to_come(facts)
    delivers_only = all(hit.meaning in DELIVERED | _COMING for hit in found)
    return () if delivers_only else found


def _more_to_come(facts: Facts) -> tuple[Hit, ...]:
    past = facts.of(DELIVERED | WORKED)
    routine = {hit.sentence for hit in facts.of({M.ROUTINE, M.RECURS})}
    going = facts.strong({M.UNDER_WAY, M.GOES_ON, M.DELAYED, M.REMAINS} | _COMING)
    going = tuple(hit for hit in going if hit.sentence not in routine)
    return (*past, *going) if past and going else ()


def _in_part(facts: Facts) -> tuple[Hit, ...]:
    past, part = facts.of(DELIVERED | WORKED), facts.of({M.PARTLY})
    return (*past, *part) if past and part else ()


def _assigned(facts: Facts) -> tuple[Hit, ...]:
    return () if facts.of(DELIVERED | WORKED) else facts.of({M.ASSIGNED})


def _under_way(facts: Facts) -> tuple[Hit, ...]:
    return facts.strong(ONGOING)


def _routine(facts: Facts) -> tuple[Hit, ...]:
    recurs = facts.of({M.RECURS})
    if recurs:
        return recurs
    repeated = DELIVERED | {M.PRESENT, M.UNDER_WAY}
    told = by_sentence(facts.hits)
    for routine in facts.of({M.ROUTINE}):
        near = [hit for hit in told[routine.sentence] if hit is not routine]
        nearest = min(
            near, key=lambda hit: max(hit.start - routine.end, routine.start - hit.end), default=None
        )
        if nearest is not None and nearest.meaning in repeated:
            return (nearest, routine)
    return ()


def _delayed_start(facts: Facts) -> tuple[Hit, ...]:
    delayed, coming = facts.of({M.DELAYED}), facts.of(_COMING)
    return (
        () if facts.of(DELIVERED | WORKED | ONGOING) or not coming else (*delayed, *coming) if delayed else ()
    )


def _only_future(facts: Facts) -> tuple[Hit, ...]:
    past = facts.of(DELIVERED | WORKED)
    return () if past else facts.of(_COMING)


def _done(facts: Facts) -> tuple[Hit, ...]:
    done = facts.of(DELIVERED)
    if facts.of({M.PROGRESSED}):
        return ()
    if facts.strong(WORKED):
        return tuple(hit for hit in done if facts.item.is_named_in(hit.clause.words))
    return tuple(hit for hit in done if covers_item(hit, facts.item))


def _done_beside(facts: Facts) -> tuple[Hit, ...]:
    return () if facts.strong({M.PROGRESSED, M.BEGUN}) else facts.of(DELIVERED)


def _done_anyway(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(DELIVERED)


def _only_resolved(facts: Facts) -> tuple[Hit, ...]:
    worked = facts.strong(WORKED)
    return worked if all(hit.meaning == M.RESOLVED for hit in worked) else ()


def _step(facts: Facts) -> tuple[Hit, ...]:
    return facts.strong(WORKED)


def _trace(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(WORKED | ONGOING | {M.DELAYED, M.PARTLY, M.REMAINS, M.NOMINAL_DEED})


def _future_trace(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(_COMING | {M.IF})


def _no_means(facts: Facts) -> tuple[Hit, ...]:
    return () if facts.of({M.DELAYED}) else facts.of({M.NO_BUDGET, M.NOT_POSSIBLE, M.LACKS})


def _given_up_in_part(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(CLOSING | {M.REPLACED})


def _moved_in_part(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(MOVING)


S = Status
_ACTIVE = frozenset({S.COMPLETED, S.IN_PROGRESS, S.PLANNED})
_RESTING = frozenset({S.ON_HOLD, S.NOT_ADVANCED})

RULES: tuple[Rule, ...] = (
    Rule("moved_elsewhere", 9, S.TRANSFERRED, _moved, frozenset({S.DISCONTINUED, *_ACTIVE, *_RESTING})),
    Rule("will_move", 9, S.TRANSFERRED, _will_move, hesitates=(S.PLANNED,)),
    Rule("given_up", 9, S.DISCONTINUED, _given_up, _RESTING | _ACTIVE),
    Rule("fruitless", 7, S.DISCONTINUED, _fruitless, _ACTIVE | _RESTING),
    Rule("will_stop", 9, S.DISCONTINUED, _will_stop, hesitates=(S.PLANNED,)),
    Rule("tender_again", 10, S.IN_PROGRESS, _tender_again, _ACTIVE | _RESTING),
    Rule("tender_failed", 10, S.ON_HOLD, _tender_failed, _ACTIVE | _RESTING),
    Rule("part_waits", 4, S.IN_PROGRESS, _part_waits, _ACTIVE | {S.NOT_ADVANCED}),
    Rule("grant", 6, S.ON_HOLD, _grant, _ACTIVE | _RESTING),
    Rule("study_waits", 4, S.ON_HOLD, _study_waits, _ACTIVE | _RESTING),
    Rule("waiting", 3, S.ON_HOLD, _waiting, frozenset({S.NOT_ADVANCED, S.COMPLETED, S.PLANNED})),
    Rule("conditional", 3, S.ON_HOLD, _conditional, hesitates=(S.PLANNED,)),
    Rule("latest_period", 2, S.NOT_ADVANCED, _nothing_lately, _ACTIVE),
    Rule("announced", 8, S.PLANNED, _not_begun_but_announced, frozenset({S.NOT_ADVANCED})),
    Rule("incomplete", 4, S.IN_PROGRESS, _incomplete, hesitates=(S.NOT_ADVANCED,)),
    Rule("not_begun", 8, S.NOT_ADVANCED, _not_begun),
    Rule("continuation", 1, S.IN_PROGRESS, _continuation, _ACTIVE),
    Rule("more_to_come", 1, S.IN_PROGRESS, _more_to_come, hesitates=(S.COMPLETED, S.PLANNED)),
    Rule("in_part", 7, S.IN_PROGRESS, _in_part, hesitates=(S.COMPLETED,)),
    Rule("routine", 1, S.COMPLETED, _routine, _ACTIVE),
    Rule("under_way", 7, S.IN_PROGRESS, _under_way, frozenset({S.COMPLETED, S.PLANNED})),
    Rule("delayed_start", 8, S.ON_HOLD, _delayed_start, hesitates=(S.PLANNED,)),
    Rule("assigned", 8, S.PLANNED, _assigned, hesitates=(S.IN_PROGRESS,)),
    Rule("only_future", 8, S.PLANNED, _only_future, frozenset({S.IN_PROGRESS}), claims_all=True),
    Rule("done", 7, S.COMPLETED, _done, frozenset({S.IN_PROGRESS})),
    Rule("done_beside", 7, S.COMPLETED, _done_beside, hesitates=(S.IN_PROGRESS,)),
    Rule("resolved", 7, S.IN_PROGRESS, _only_resolved, hesitates=(S.COMPLETED, S.PLANNED)),
    Rule("step", 7, S.IN_PROGRESS, _step),
    Rule("done_anyway", 7, S.COMPLETED, _done_anyway, hesitates=(S.IN_PROGRESS,)),
    Rule("no_means", 8, S.NOT_ADVANCED, _no_means, hesitates=(S.ON_HOLD,)),
    Rule("trace", 7, S.IN_PROGRESS, _trace, hesitates=(S.PLANNED, S.COMPLETED)),
    Rule("future_trace", 8, S.PLANNED, _future_trace, hesitates=(S.ON_HOLD,)),
    Rule("given_up_in_part", 9, S.DISCONTINUED, _given_up_in_part, hesitates=(S.TRANSFERRED,)),
    Rule("moved_in_part", 9, S.TRANSFERRED, _moved_in_part, hesitates=(S.IN_PROGRESS,)),
)
"""The rules in the order in which they win; docs/reference/codebook.md explains the order."""
