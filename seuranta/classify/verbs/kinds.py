"""Kinds of verbs, and what each form of such a verb means, asserted and negated."""

from dataclasses import dataclass
from enum import StrEnum

from seuranta.classify.meanings import Meaning
from seuranta.classify.verbs.forms import Form

M = Meaning


class Kind(StrEnum):
    """The kinds that the lexicons sort their verbs by; docs/how-to/extend-the-lexicon.md describes each."""

    DELIVER = "deliver"
    MAKE = "make"
    USE = "use"
    END = "end"
    BEGIN = "begin"
    STEP = "step"
    TRIAL = "trial"
    PROGRESS = "progress"
    GO_ON = "go_on"
    DECIDE = "decide"
    CONSIDER = "consider"
    INTEND = "intend"
    ASSIGN = "assign"
    WAIT = "wait"
    POSTPONE = "postpone"
    PAUSE = "pause"
    DELAY = "delay"
    STOP = "stop"
    GIVE_UP = "give_up"
    MOVE = "move"
    MERGE = "merge"
    REPLACE = "replace"
    ASK = "ask"
    GRANT = "grant"
    REFUSE = "refuse"
    ALLOW = "allow"
    FORBID = "forbid"
    HINDER = "hinder"


@dataclass(frozen=True)
class Sense:
    """What a form means, and what it means beside a negator; None says nothing."""

    asserted: Meaning | None
    negated: Meaning | None


def _kind(
    past: tuple[Meaning | None, Meaning | None],
    present: tuple[Meaning | None, Meaning | None],
    ahead: tuple[Meaning | None, Meaning | None],
    *,
    ongoing: Meaning | None = M.UNDER_WAY,
    undone: Meaning | None = M.NOT_DONE,
) -> dict[Form, Sense]:
    """The senses of a kind, from what is said of the past, of the present and of what lies ahead."""
    return {
        Form.PAST: Sense(*past),
        Form.PRESENT: Sense(*present),
        Form.ONGOING: Sense(ongoing, M.NOTHING if present[1] is M.GIVEN_UP else present[1]),
        Form.AHEAD: Sense(*ahead),
        Form.AIM: Sense(*ahead),
        Form.BARE: Sense(ahead[0], ahead[1]),
        Form.UNDONE: Sense(undone, None),
        Form.DENIED: Sense(None, present[1]),
    }


def _always(meaning: Meaning, negated: Meaning | None = None) -> dict[Form, Sense]:
    """The same whenever it happens."""
    same = (meaning, negated)
    return _kind(same, same, same, ongoing=meaning, undone=None)


def _until_done(past: Meaning, before: Meaning) -> dict[Form, Sense]:
    """One thing when it happened, another as long as it lies ahead; nothing when negated."""
    ahead = (before, None)
    return _kind((past, None), ahead, ahead, ongoing=before, undone=None)


KINDS: dict[Kind, dict[Form, Sense]] = {
    Kind.DELIVER: _kind((M.DONE, M.NOT_DONE), (M.FUTURE, M.GIVEN_UP), (M.FUTURE, M.GIVEN_UP)),
    Kind.MAKE: _kind((M.DONE, M.NOT_DONE), (M.UNDER_WAY, M.NOTHING), (M.FUTURE, M.GIVEN_UP)),
    Kind.USE: _kind((M.IN_USE, M.NOT_DONE), (M.FUTURE, M.GIVEN_UP), (M.FUTURE, M.GIVEN_UP)),
    Kind.END: _kind((M.ENDED, M.NOT_DONE), (M.FUTURE, None), (M.FUTURE, None), undone=None),
    Kind.BEGIN: _kind((M.BEGUN, M.NOT_DONE), (M.FUTURE, M.NOT_DONE), (M.FUTURE, M.NOT_DONE)),
    Kind.STEP: _kind((M.STEP, M.NOT_DONE), (M.UNDER_WAY, M.NOTHING), (M.FUTURE, M.GIVEN_UP)),
    Kind.TRIAL: _kind((M.TRIAL, M.NOT_DONE), (M.UNDER_WAY, M.NOTHING), (M.FUTURE, M.GIVEN_UP)),
    Kind.PROGRESS: _kind(
        (M.PROGRESSED, M.NOTHING), (M.UNDER_WAY, M.NOTHING), (M.FUTURE, M.GIVEN_UP), undone=M.NOTHING
    ),
    Kind.GO_ON: _kind(
        (M.PROGRESSED, M.GIVEN_UP), (M.GOES_ON, M.GIVEN_UP), (M.GOES_ON, M.GIVEN_UP), ongoing=M.GOES_ON
    ),
    Kind.DECIDE: _kind(
        (M.RESOLVED, M.UNDECIDED),
        (M.UNDECIDED, M.UNDECIDED),
        (M.UNDECIDED, M.UNDECIDED),
        ongoing=M.UNDECIDED,
        undone=M.UNDECIDED,
    ),
    Kind.CONSIDER: _kind((M.STEP, None), (M.UNDECIDED, None), (M.UNDECIDED, None), ongoing=M.UNDECIDED),
    Kind.INTEND: _always(M.FUTURE, M.GIVEN_UP),
    Kind.ASSIGN: _always(M.ASSIGNED),
    Kind.WAIT: _kind((None, None), (M.WAITS, None), (M.WAITS, None), ongoing=M.WAITS, undone=None),
    Kind.POSTPONE: _always(M.POSTPONED),
    Kind.PAUSE: _always(M.PAUSED),
    Kind.DELAY: _always(M.DELAYED),
    Kind.STOP: _until_done(M.STOPPED, M.WILL_STOP),
    Kind.GIVE_UP: _always(M.GIVEN_UP),
    Kind.MOVE: _until_done(M.MOVED, M.WILL_MOVE),
    Kind.MERGE: _until_done(M.MERGED, M.WILL_MOVE),
    Kind.REPLACE: _always(M.REPLACED),
    Kind.ASK: _always(M.APPLIED_FUNDING),
    Kind.GRANT: _kind(
        (M.GRANTED_FUNDING, M.REFUSED_FUNDING), (M.FUTURE, M.REFUSED_FUNDING), (M.FUTURE, M.REFUSED_FUNDING)
    ),
    Kind.REFUSE: _always(M.REFUSED_FUNDING),
    Kind.ALLOW: _kind(
        (M.STEP, M.REFUSED_PERMISSION), (M.FUTURE, M.REFUSED_PERMISSION), (M.FUTURE, M.REFUSED_PERMISSION)
    ),
    Kind.FORBID: _always(M.REFUSED_PERMISSION),
    Kind.HINDER: _always(M.CAUSE),
}  # fmt: skip
"""What each form of a verb of the kind means."""
