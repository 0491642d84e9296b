"""What a cue can mean, independent of language, and what its negation means."""

from enum import StrEnum


class Meaning(StrEnum):
    """The meanings that the lexicons sort their cues by; docs/reference/codebook.md explains each."""

    DONE = "done"
    IN_USE = "in_use"
    ENDED = "ended"
    DEED = "deed"
    NOMINAL_DEED = "nominal_deed"
    STEP = "step"
    RESOLVED = "resolved"
    TRIAL = "trial"
    FACT = "fact"
    ONCE_PLANNED = "once_planned"
    PROGRESSED = "progressed"
    BEGUN = "begun"
    UNDER_WAY = "under_way"
    PRESENT = "present"
    GOES_ON = "goes_on"
    ROUTINE = "routine"
    RECURS = "recurs"
    ASSIGNED = "assigned"
    FUTURE = "future"
    LATER = "later"
    WAITS = "waits"
    IF = "if"
    UNDECIDED = "undecided"
    POSTPONED = "postponed"
    PAUSED = "paused"
    DELAYED = "delayed"
    NOTHING = "nothing"
    NOT_DONE = "not_done"
    REMAINS = "remains"
    FRUITLESS = "fruitless"
    NOT_POSSIBLE = "not_possible"
    REFUSED_FUNDING = "refused_funding"
    APPLIED_FUNDING = "applied_funding"
    GRANTED_FUNDING = "granted_funding"
    NO_BUDGET = "no_budget"
    REFUSED_PERMISSION = "refused_permission"
    GIVEN_UP = "given_up"
    STOPPED = "stopped"
    WILL_STOP = "will_stop"
    NO_LONGER_APPLIES = "no_longer_applies"
    MOVED = "moved"
    WILL_MOVE = "will_move"
    MERGED = "merged"
    REPLACED = "replaced"
    PARTLY = "partly"
    TENDER_FAILED = "tender_failed"
    TENDER_CANCELLED = "tender_cancelled"
    TENDER_AGAIN = "tender_again"
    CAUSE = "cause"
    LACKS = "lacks"


M = Meaning

NEGATED: dict[Meaning, Meaning] = {
    M.DONE: M.NOT_DONE,
    M.IN_USE: M.NOT_DONE,
    M.ENDED: M.NOT_DONE,
    M.DEED: M.NOT_DONE,
    M.STEP: M.NOT_DONE,
    M.RESOLVED: M.UNDECIDED,
    M.TRIAL: M.NOT_DONE,
    M.BEGUN: M.NOT_DONE,
    M.PROGRESSED: M.NOTHING,
    M.UNDER_WAY: M.NOTHING,
    M.PRESENT: M.NOT_DONE,
    M.GOES_ON: M.GIVEN_UP,
    M.GRANTED_FUNDING: M.REFUSED_FUNDING,
}
"""What a cue says when it is negated; a meaning that is absent says nothing then ("ei odoteta")."""

UNTOUCHED = frozenset(
    {M.CAUSE, M.IF, M.LATER, M.ROUTINE, M.PARTLY, M.FACT, M.ONCE_PLANNED}
    | {M.NOTHING, M.NOT_DONE, M.NOT_POSSIBLE, M.NO_BUDGET}
    | {M.REFUSED_FUNDING, M.REFUSED_PERMISSION, M.NO_LONGER_APPLIES, M.TENDER_FAILED}
    | {M.REMAINS, M.FRUITLESS, M.LACKS}
)
"""What a negation does not reach: circumstances, and cues that carry their own negation."""

DELIVERED = frozenset({M.DONE, M.IN_USE, M.ENDED})
"""Past deeds that may cover what the action names."""

WORKED = frozenset({M.PROGRESSED, M.BEGUN, M.STEP, M.RESOLVED, M.TRIAL, M.DEED, M.GRANTED_FUNDING})
"""Past deeds on the way to it."""

PAST = DELIVERED | WORKED
"""Past deeds, whether they cover it or not."""

ONGOING = frozenset({M.UNDER_WAY, M.GOES_ON, M.PRESENT})
"""Work that goes on in the present."""

WAITING = frozenset({M.WAITS, M.UNDECIDED, M.POSTPONED, M.PAUSED, M.REFUSED_PERMISSION})
"""Words of waiting (codebook, rule 3)."""

IDLE = frozenset({M.NOTHING, M.NOT_DONE})
"""Nothing was done, or the thing itself was not."""

CLOSING = frozenset({M.GIVEN_UP, M.STOPPED, M.WILL_STOP, M.NO_LONGER_APPLIES})
"""It was decided against, it stopped, or it no longer applies."""

MOVING = frozenset({M.MOVED, M.MERGED, M.WILL_MOVE})
"""The task lives on with another."""

COMING = frozenset({M.FUTURE, M.LATER, M.ASSIGNED, M.TENDER_AGAIN})
"""What is to come."""

SAYING = PAST | ONGOING | WAITING | IDLE | CLOSING | MOVING | {M.FUTURE, M.ASSIGNED, M.DELAYED}
"""What says by itself how an item stands."""

ASKED_FOR_MONEY = frozenset({M.REFUSED_FUNDING, M.APPLIED_FUNDING})
"""Money was asked for, or refused."""

REPORTING = (
    PAST
    | IDLE
    | (CLOSING - {M.WILL_STOP})
    | frozenset({M.FACT, M.REFUSED_FUNDING, M.APPLIED_FUNDING, M.REFUSED_PERMISSION})
    | frozenset({M.NOT_POSSIBLE, M.TENDER_FAILED, M.TENDER_CANCELLED, M.MOVED, M.MERGED})
)
"""What a year must stand beside to count as a year reported on; plans and continuations do not report."""
