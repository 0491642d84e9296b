"""Readings of an invented city to ask people about."""

from dataclasses import replace

from seuranta.classify.reading import Evidence
from seuranta.classify.review import Answer, Key, ReviewItem, Why
from seuranta.classify.texts import text_sha256
from seuranta.model import Blocker, Status, Tier

TEXT = "Odottaa avustusta, =haettu 2022."
READ = Answer(Status.ON_HOLD, Blocker.FUNDING, 2022)
_ITEM = ReviewItem(
    action_id="use-case-1",
    text_sha256=text_sha256(TEXT),
    label="1.1",
    name="Venepaikkojen varaus",
    planned_years="2022 2023",
    status_text=TEXT,
    language="fi",
    place="tilanne.txt, line 2",
    why=Why.DOUBTFUL,
    read=READ,
    alternatives=(Status.IN_PROGRESS,),
    tier=Tier.DOUBTFUL,
    rule="waiting",
    evidence=(Evidence("Odottaa", 0, 7, "fi.waits"),),
    blocker_words="avustusta",
    decided=None,
)


def item(number: int = 1, **changes: object) -> ReviewItem:
    """A reading: doubtful, on hold for want of money, of 2022."""
    return replace(_ITEM, action_id=f"use-case-{number}", label=f"1.{number}", **changes)


def by_key(*items: ReviewItem) -> dict[Key, ReviewItem]:
    return {item.key: item for item in items}
