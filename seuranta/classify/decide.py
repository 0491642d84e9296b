"""The decision list: the codebook's rules over the facts of a text, in the order in which they win."""

from collections.abc import Callable
from dataclasses import dataclass

from seuranta.classify.cues import Hit, by_sentence
from seuranta.classify.items import covers_item
from seuranta.classify.lexicons import ItemKind
from seuranta.classify.meanings import (
    ASKED_FOR_MONEY,
    CLOSING,
    COMING,
    DELIVERED,
    IDLE,
    MOVING,
    ONGOING,
    PAST,
    WAITING,
    WORKED,
    Meaning,
)
from seuranta.classify.settle import Facts
from seuranta.model import Status

M = Meaning
_MOST_ALTERNATIVES = 3
_PAST_AND_PRESENT = PAST | ONGOING
_MOVED_ON = PAST | {M.UNDER_WAY, M.GOES_ON}
_BARE_CAUSES = frozenset({M.UNDECIDED, M.REFUSED_PERMISSION})
"""What tells, behind words that nothing was done, why ("ei aloitettu, lupa puuttuu")."""


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


def _moved(facts: Facts) -> tuple[Hit, ...]:
    moved = facts.of({M.MOVED, M.MERGED})
    if not moved or facts.of({M.MERGED}):
        return moved
    kept = facts.of({M.IN_USE, M.PARTLY})
    done = (
        hit for hit in facts.of({M.DONE}) if covers_item(hit, facts.item) and not hit.clause.is_background
    )
    return () if kept or any(hit.start < moved[-1].start for hit in done) else moved


def _will_move(facts: Facts) -> tuple[Hit, ...]:
    return facts.of({M.WILL_MOVE})


def _given_up(facts: Facts) -> tuple[Hit, ...]:
    closing = facts.of(CLOSING)
    if not closing or all(hit.meaning == M.WILL_STOP for hit in closing):
        return ()
    last = closing[-1]
    after = facts.strong(ONGOING | DELIVERED | WAITING | COMING | {M.NO_BUDGET})
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
    return hit.clause == last.clause and hit.start > last.end and hit.meaning in WAITING


def _fruitless(facts: Facts) -> tuple[Hit, ...]:
    fruitless = facts.of({M.FRUITLESS})
    return () if facts.strong(ONGOING | WAITING | COMING) else fruitless


def _will_stop(facts: Facts) -> tuple[Hit, ...]:
    return facts.of({M.WILL_STOP})


def _tender_again(facts: Facts) -> tuple[Hit, ...]:
    failed = facts.of({M.TENDER_FAILED, M.TENDER_CANCELLED})
    again = facts.of(COMING)
    return failed + again if failed and again else ()


def _tender_failed(facts: Facts) -> tuple[Hit, ...]:
    return facts.of({M.TENDER_FAILED, M.TENDER_CANCELLED})


def _part_waits(facts: Facts) -> tuple[Hit, ...]:
    waiting = facts.of(WAITING | ASKED_FOR_MONEY)
    delivered = [
        hit
        for hit in facts.strong(DELIVERED)
        if hit.cue.meaning in DELIVERED and covers_item(hit, facts.item) and not hit.clause.is_background
    ]
    if not waiting or not delivered or ItemKind.STUDY in facts.item.kinds:
        return ()
    return (*delivered, *waiting) if waiting[-1].start > delivered[0].start else ()


def _grant(facts: Facts) -> tuple[Hit, ...]:
    asked = facts.of(ASKED_FOR_MONEY)
    granted = facts.of({M.GRANTED_FUNDING})
    return () if asked and granted and granted[-1].start > asked[-1].start else asked


def _study_waits(facts: Facts) -> tuple[Hit, ...]:
    waiting = facts.of(WAITING | {M.NO_BUDGET, M.NOT_POSSIBLE})
    other_work = facts.strong(WORKED - {M.STEP, M.TRIAL} | ONGOING)
    study = [hit for hit in facts.hits if hit.cue.meaning in {M.STEP, M.TRIAL}]
    return (*study, *waiting) if waiting and study and not other_work else ()


def _waiting(facts: Facts) -> tuple[Hit, ...]:
    waiting, idle = facts.of(WAITING), facts.of(IDLE)
    only_says_why = all(hit.meaning in _BARE_CAUSES for hit in waiting)
    return () if waiting and idle and only_says_why and idle[0].start < waiting[0].start else waiting


def _conditional(facts: Facts) -> tuple[Hit, ...]:
    condition = facts.of({M.IF})
    past = facts.of(_PAST_AND_PRESENT)
    return condition if condition and not past else ()


def _nothing_lately(facts: Facts) -> tuple[Hit, ...]:
    nothing = facts.of({M.NOTHING})
    if not nothing:
        return ()
    moved_on = facts.of(_MOVED_ON)
    then, later = facts.latest_year(nothing), facts.latest_year(moved_on)
    if then is not None and later is not None and then != later:
        return nothing if then > later else ()
    if any(hit.start > nothing[-1].start for hit in moved_on):
        return ()
    return nothing


def _not_begun_but_announced(facts: Facts) -> tuple[Hit, ...]:
    idle = facts.of(IDLE)
    last = idle[-1].start if idle else 0
    announced = facts.of(COMING | {M.RESOLVED})
    coming = [hit for hit in announced if hit.meaning != M.ASSIGNED or hit.start > last]
    past = facts.of(_PAST_AND_PRESENT - {M.RESOLVED})
    return (*idle, *coming) if idle and coming and not past else ()


def _incomplete(facts: Facts) -> tuple[Hit, ...]:
    missing = facts.of(IDLE)
    past = facts.strong(_MOVED_ON)
    return (*past, *missing) if missing and past else ()


def _not_begun(facts: Facts) -> tuple[Hit, ...]:
    return facts.of(IDLE)


def _continuation(facts: Facts) -> tuple[Hit, ...]:
    found = _more_to_come(facts)
    delivers_only = all(hit.meaning in DELIVERED | COMING for hit in found)
    return () if delivers_only else found


def _more_to_come(facts: Facts) -> tuple[Hit, ...]:
    past = facts.of(PAST)
    routine = {hit.sentence for hit in facts.of({M.ROUTINE, M.RECURS})}
    going = facts.strong({M.UNDER_WAY, M.GOES_ON, M.DELAYED, M.REMAINS} | COMING)
    going = tuple(hit for hit in going if hit.sentence not in routine)
    return (*past, *going) if past and going else ()


def _in_part(facts: Facts) -> tuple[Hit, ...]:
    past, part = facts.of(PAST), facts.of({M.PARTLY})
    return (*past, *part) if past and part else ()


def _assigned(facts: Facts) -> tuple[Hit, ...]:
    return () if facts.of(PAST) else facts.of({M.ASSIGNED})


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
    delayed, coming = facts.of({M.DELAYED}), facts.of(COMING)
    has_begun = facts.of(_PAST_AND_PRESENT)
    return (*delayed, *coming) if delayed and coming and not has_begun else ()


def _only_future(facts: Facts) -> tuple[Hit, ...]:
    past = facts.of(PAST)
    return () if past else facts.of(COMING)


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
    return facts.of(COMING | {M.IF})


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
    Rule("resolved", 8, S.PLANNED, _only_resolved, hesitates=(S.IN_PROGRESS, S.COMPLETED)),
    Rule("step", 7, S.IN_PROGRESS, _step),
    Rule("done_anyway", 7, S.COMPLETED, _done_anyway, hesitates=(S.IN_PROGRESS,)),
    Rule("no_means", 8, S.NOT_ADVANCED, _no_means, hesitates=(S.ON_HOLD,)),
    Rule("trace", 7, S.IN_PROGRESS, _trace, hesitates=(S.PLANNED, S.COMPLETED)),
    Rule("future_trace", 8, S.PLANNED, _future_trace, hesitates=(S.ON_HOLD,)),
    Rule("given_up_in_part", 9, S.DISCONTINUED, _given_up_in_part, hesitates=(S.TRANSFERRED,)),
    Rule("moved_in_part", 9, S.TRANSFERRED, _moved_in_part, hesitates=(S.IN_PROGRESS,)),
)
"""The rules in the order in which they win; docs/reference/codebook.md explains the order."""
