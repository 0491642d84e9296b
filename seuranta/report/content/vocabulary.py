"""The domain's codes as words of the report's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from seuranta.model import Blocker, Kind, RollUp, Severity, Status, Tier, Timing
from seuranta.report.content.words import Words


@dataclass(frozen=True)
class Noun:
    """What the followed-up actions are called, in the forms that sentences need."""

    kind: Kind | None
    words: Words

    @property
    def heading(self) -> str:
        """A column's title."""
        _ = self.words.gettext
        return {Kind.USE_CASE: _("Use case"), Kind.MEASURE: _("Measure")}.get(
            self.kind or Kind.ENABLER, _("Action")
        )

    @property
    def all(self) -> str:
        """A section's title."""
        _ = self.words.gettext
        return {Kind.USE_CASE: _("All use cases"), Kind.MEASURE: _("All measures")}.get(
            self.kind or Kind.ENABLER, _("All actions")
        )

    def counted(self, count: int) -> str:
        """So many of them: "1 use case", "63 use cases"."""
        ngettext = self.words.ngettext
        if self.kind == Kind.USE_CASE:
            message = ngettext("{count} use case", "{count} use cases", count)
        elif self.kind == Kind.MEASURE:
            message = ngettext("{count} measure", "{count} measures", count)
        else:
            message = ngettext("{count} action", "{count} actions", count)
        return message.format(count=self.words.number(count))

    def out_of(self, count: int) -> str:
        """So many of them as what a sentence counts from: "Of 63 use cases"."""
        ngettext = self.words.ngettext
        if self.kind == Kind.USE_CASE:
            message = ngettext("Of {count} use case", "Of {count} use cases", count)
        elif self.kind == Kind.MEASURE:
            message = ngettext("Of {count} measure", "Of {count} measures", count)
        else:
            message = ngettext("Of {count} action", "Of {count} actions", count)
        return message.format(count=self.words.number(count))


def status_words(words: Words) -> Mapping[str, str]:
    """The statuses, in the order in which reports show them."""
    _ = words.gettext
    return {
        Status.COMPLETED: _("Completed"),
        Status.IN_PROGRESS: _("In progress"),
        Status.PLANNED: _("Planned"),
        Status.ON_HOLD: _("On hold"),
        Status.NOT_ADVANCED: _("Not advanced"),
        Status.DISCONTINUED: _("Discontinued"),
        Status.TRANSFERRED: _("Transferred"),
        Status.NOT_REPORTED: _("Not reported"),
    }


def status_meanings(words: Words) -> Mapping[str, str]:
    """What each status says, by the codebook."""
    _ = words.gettext
    return {
        Status.COMPLETED: _(
            "What the name promises exists, is in use or was done, and no further work on it is announced."
        ),
        Status.IN_PROGRESS: _(
            "Work has been done or is being done, and it is not finished; also when a part is delivered"
            " and the work goes on."
        ),
        Status.PLANNED: _("It will be done later; nothing has been done yet."),
        Status.ON_HOLD: _(
            "Looked into or tried, and now waiting for a permission, money, technology, a decision or"
            " resources."
        ),
        Status.NOT_ADVANCED: _("Nothing was done in the last period that the text speaks of."),
        Status.DISCONTINUED: _("It was decided not to do it, or it stopped without a result."),
        Status.TRANSFERRED: _("Another organisation, reform or project carries it out."),
        Status.NOT_REPORTED: _("The status text is blank."),
    }


def tier_words(words: Words) -> Mapping[str, str]:
    """How far a reading can be trusted, in a word."""
    _ = words.gettext
    return {Tier.REVIEWED: _("reviewed"), Tier.CLEAR: _("clear"), Tier.DOUBTFUL: _("doubtful")}


def tier_meanings(words: Words) -> Mapping[str, str]:
    """What each tier says."""
    _ = words.gettext
    return {
        Tier.REVIEWED: _("A person has read the text and decided the status."),
        Tier.CLEAR: _("The rules of the codebook decide, and nothing in the text speaks against it."),
        Tier.DOUBTFUL: _(
            "A careful reader could choose another status; the one shown is the best of the possible ones."
        ),
    }


def timing_words(words: Words) -> Mapping[str, str]:
    """Where the period stands in the plan."""
    _ = words.gettext
    return {
        Timing.NOT_DUE: _("Not yet begun by plan"),
        Timing.UNDER_WAY: _("Under way by plan"),
        Timing.DUE: _("Due in the year of the report"),
        Timing.OVERDUE: _("Overdue"),
        Timing.NO_PLAN: _("No planned year"),
    }


def blocker_words(words: Words) -> Mapping[str, str]:
    """What the remaining work waits for, or what stopped it."""
    _ = words.gettext
    return {
        Blocker.FUNDING: _("Funding"),
        Blocker.TECHNOLOGY: _("Technology"),
        Blocker.PERMISSION: _("Permission"),
        Blocker.DECISION: words.pgettext("blocker", "Decision"),
        Blocker.RESOURCES: _("Resources"),
        Blocker.PARTNER: _("Partner or supplier"),
        Blocker.LEGISLATION: _("Legislation"),
        Blocker.OTHER: _("Other reason"),
    }


def severity_words(words: Words) -> Mapping[str, str]:
    """How a finding bears on publishing."""
    _ = words.gettext
    return {
        Severity.CRITICAL: _("Critical"),
        Severity.WARNING: _("Warning"),
        Severity.INFO: _("Remark"),
    }


def roll_up_words(words: Words) -> Mapping[str, str]:
    """How a theme stands as a whole."""
    _ = words.gettext
    return {
        RollUp.ACHIEVED: _("Achieved"),
        RollUp.PARTLY: _("Partly achieved"),
        RollUp.NOT_ADVANCED: words.pgettext("theme", "Not advanced"),
    }
