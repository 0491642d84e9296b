"""What needs attention: groups of actions with their counts, from which every section tells the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from seuranta.model import Status, Timing
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item, Reading
from seuranta.report.content.words import Share


@dataclass(frozen=True)
class Watch:
    """A group of actions that needs attention.

    Args:
        key: its name in ids.
        title: what it is called in headings and charts.
        items: its actions, in order.
        total: how many they are, among what.
        by_theme: the same per theme.
    """

    key: str
    title: str
    items: tuple[Item, ...]
    total: Share
    by_theme: Mapping[str, Share]

    @property
    def target(self) -> str:
        """The place in the report that lists it."""
        return f"#attention_{self.key}"


def watches(edition: Edition) -> tuple[Watch, ...]:
    """The groups with a list of their own, in order: overdue, stale, blocked, unreported though expected."""
    _ = edition.words.gettext
    return (
        _watch(edition, "overdue", edition.words.pgettext("several", "Overdue"), ("overdue", "in_scope")),
        _watch(edition, "stale", _("Out-of-date text"), ("stale", "reported")),
        _watch(edition, "blocked", _("Waiting or stopped"), ("blocked", "all")),
        _unreported(edition, _("No status though expected")),
    )


def belongs(key: str, reading: Reading) -> bool:
    """Whether a reading puts its action in the group."""
    return {
        "overdue": reading.timing == Timing.OVERDUE,
        "stale": reading.is_stale,
        "blocked": reading.blocker is not None,
        "unreported": reading.status == Status.NOT_REPORTED and reading.timing != Timing.NOT_DUE,
    }[key]


def open_count(edition: Edition, watch: Watch) -> int:
    """How many actions of a group are not closed: a completed one needs no newer text."""
    ids = {item.id for item in watch.items}
    return sum(item.id in ids and not reading.status.is_closed for item, reading in edition.material.read)


def _items(edition: Edition, key: str) -> tuple[Item, ...]:
    return tuple(item for item, reading in edition.material.read if belongs(key, reading))


def _watch(edition: Edition, key: str, title: str, indicator: tuple[str, str]) -> Watch:
    numbers = edition.material.numbers
    return Watch(
        key,
        title,
        _items(edition, key),
        numbers.share(*indicator),
        {theme: numbers.share(*indicator, theme=theme) for theme in edition.material.theme_ids},
    )


def _unreported(edition: Edition, title: str) -> Watch:
    """Silence where a status was expected: the other part of the coverage."""
    numbers = edition.material.numbers
    coverage = ("reporting_coverage", "expected")
    return Watch(
        "unreported",
        title,
        _items(edition, "unreported"),
        _rest(numbers.share(*coverage)),
        {theme: _rest(numbers.share(*coverage, theme=theme)) for theme in edition.material.theme_ids},
    )


def _rest(share: Share) -> Share:
    return Share(share.denominator - share.numerator, share.denominator)
