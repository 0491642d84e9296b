"""What is read from one status text: the status, the words that decided, and how far to trust it."""

from dataclasses import dataclass
from enum import StrEnum

from seuranta.classify.names import Name
from seuranta.model import Blocker, Status, Tier


@dataclass(frozen=True)
class Evidence:
    """Words that decided.

    Args:
        text: the words as written.
        start: where they begin in the status text as written.
        end: where they end, exclusive.
        cue: the id of the cue that found them.
    """

    text: str
    start: int
    end: int
    cue: str


class Funding(StrEnum):
    """What last became of money that was asked for."""

    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True)
class Reading:
    """The reading of one status text.

    Args:
        status: by the codebook.
        alternatives: other statuses that a careful reader could accept, best first.
        tier: clear or doubtful; only a person's decision makes it reviewed.
        rule: the name of the rule that decided.
        evidence: the words that decided, in the order of the text.
        as_of_year: the latest year the text reports on, or None.
        is_stale: `as_of_year` lies before the period's year.
        blocker: what the remaining work waits for or what stopped it, or None.
        blocker_words: the words that named it, or None.
        needs_review: a person should look at it.
        funding: what last became of money that was asked for, or None.
        names: the systems, suppliers, authorities and programmes that are named.
    """

    status: Status
    alternatives: tuple[Status, ...]
    tier: Tier
    rule: str
    evidence: tuple[Evidence, ...]
    as_of_year: int | None
    is_stale: bool
    blocker: Blocker | None
    blocker_words: str | None
    needs_review: bool
    funding: Funding | None = None
    names: tuple[Name, ...] = ()


def reading_to_json(id_: str, reading: Reading) -> dict[str, object]:
    """The reading as the object that `classify --json` prints, one a line.

    Args:
        id_: the id that came in with the text.
        reading: what was read.

    Returns:
        `id`, `status`, `alternatives`, `tier`, `evidence`, `as_of_year`, `stale`, `blocker`, `needs_review`;
        only values that JSON knows.
    """
    return {
        "id": id_,
        "status": str(reading.status),
        "alternatives": [str(status) for status in reading.alternatives],
        "tier": str(reading.tier),
        "evidence": evidence_to_json(reading.evidence),
        "as_of_year": reading.as_of_year,
        "stale": reading.is_stale,
        "blocker": None if reading.blocker is None else str(reading.blocker),
        "needs_review": reading.needs_review,
    }


def evidence_to_json(evidence: tuple[Evidence, ...]) -> list[dict[str, object]]:
    """The evidence as a list of `text`, `start`, `end`, `cue`."""
    return [{"text": e.text, "start": e.start, "end": e.end, "cue": e.cue} for e in evidence]
