"""The words of the domain: statuses, tiers, timings, blockers, kinds, periods. No library, no file."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("fi", "sv", "en")
CODEBOOK_VERSION = 2
MAX_DOCUMENT_BYTES = 50_000_000


class Kind(StrEnum):
    """What sort of action is followed up."""

    USE_CASE = "use_case"
    MEASURE = "measure"
    ENABLER = "enabler"


class Status(StrEnum):
    """What the status text says of its action, by the codebook; in the order in which reports show it."""

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    ON_HOLD = "on_hold"
    NOT_ADVANCED = "not_advanced"
    DISCONTINUED = "discontinued"
    TRANSFERRED = "transferred"
    NOT_REPORTED = "not_reported"

    @property
    def is_in_scope(self) -> bool:
        """Whether the programme still answers for the action: silence is in scope, leaving is not."""
        return self not in OUT_OF_SCOPE

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is expected of the action, so that it can no longer be overdue."""
        return self is Status.COMPLETED or not self.is_in_scope


OUT_OF_SCOPE = frozenset({Status.TRANSFERRED, Status.DISCONTINUED})


class Tier(StrEnum):
    """How far a reading can be trusted."""

    REVIEWED = "reviewed"
    CLEAR = "clear"
    DOUBTFUL = "doubtful"


class Timing(StrEnum):
    """Where the report period stands in the plan; derived, never read from the text."""

    NOT_DUE = "not_due"
    UNDER_WAY = "under_way"
    DUE = "due"
    OVERDUE = "overdue"
    NO_PLAN = "no_plan"


class Blocker(StrEnum):
    """What the remaining work waits for, or what stopped it."""

    FUNDING = "funding"
    TECHNOLOGY = "technology"
    PERMISSION = "permission"
    DECISION = "decision"
    RESOURCES = "resources"
    PARTNER = "partner"
    LEGISLATION = "legislation"
    OTHER = "other"


class Severity(StrEnum):
    """How a finding bears on publishing: critical stops it, a warning travels into the report."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


class RollUp(StrEnum):
    """GAO's rule for a theme: achieved when all in scope are completed, partly when at least one moves."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ADVANCED = "not_advanced"


_PERIOD = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, order=True)
class Period:
    """A reporting period, written `YYYY-MM`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `YYYY-MM`.

        Raises:
            ValueError: the text is anything else.
        """
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise ValueError(f"expected a period YYYY-MM with a month 01-12, found {text!r}")
        return cls(int(match["year"]), int(match["month"]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


# What refers from a name to a note below the table.
MARKERS = re.compile(r"[*†‡§]+")
_TRAILING = " .,:;!?-–—"


def bare_words(text: str) -> str:
    """Words without what may differ between two writings of them: "Chatbot*  ." and "chatbot" are one."""
    words = " ".join(MARKERS.sub("", unicodedata.normalize("NFC", text)).split())
    return unicodedata.normalize("NFC", words.casefold()).rstrip(_TRAILING)


def is_slug(text: str) -> bool:
    """Whether the text can name a programme: small letters, digits and hyphens, at most 64."""
    return _SLUG.fullmatch(text) is not None


def timing_of(status: Status, first_year: int | None, last_year: int | None, period: Period) -> Timing:
    """Where the period stands in the plan of an action (codebook, "Derived").

    Args:
        status: the status as read; a closed action is never overdue.
        first_year: the first planned year, or None without a plan.
        last_year: the last planned year, or None without a plan.
        period: the report's period.
    """
    if first_year is None or last_year is None:
        return Timing.NO_PLAN
    if first_year > period.year:
        return Timing.NOT_DUE
    if last_year < period.year:
        return Timing.DUE if status.is_closed else Timing.OVERDUE
    return Timing.DUE if last_year == period.year else Timing.UNDER_WAY
