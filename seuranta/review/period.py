"""What there is to review in a period: read afresh from its documents, with what people decided so far."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from seuranta.classify.agreement import Agreement, agreement, same_person
from seuranta.classify.contradictions import doubt_contradictions
from seuranta.classify.decisions import DECISIONS, expired_decisions, parse_decisions
from seuranta.classify.fingerprint import lexicon_fingerprint
from seuranta.classify.reliability import TierRecord, tier_records
from seuranta.classify.review import Decided, Key, ReviewItem, is_open, review_items
from seuranta.classify.suggesting import doubtful_texts, with_suggestions
from seuranta.classify.tables import read_statuses
from seuranta.config import Programme
from seuranta.history import read_history
from seuranta.identity.linking import link_period
from seuranta.identity.register import parse_register
from seuranta.ingest import Refusal, read_documents
from seuranta.ingest.frames import actions_table
from seuranta.model import Period
from seuranta.store.classifiers import classifier_of, suggestions
from seuranta.store.files import read_steady
from seuranta.store.layout import PeriodFolders
from seuranta.store.provenance import earlier_periods
from seuranta.store.workspace import decided_text, period_material


@dataclass(frozen=True)
class ReviewedPeriod:
    """The readings of a period and the words of people on them.

    Args:
        folders: the period's folders.
        actions: `ACTIONS`, from the documents as they are now.
        readings: `READINGS` by the rules alone; what contradicts the plan or the last period is doubtful.
        decisions: `DECISIONS`: what was decided.
        second_readings: `DECISIONS`: what a second reader said.
        refused: why documents could not be read.
    """

    folders: PeriodFolders
    actions: pd.DataFrame
    readings: pd.DataFrame
    decisions: pd.DataFrame
    second_readings: pd.DataFrame
    refused: tuple[Refusal, ...]

    @cached_property
    def items(self) -> list[ReviewItem]:
        """Every reading, with what was decided about it."""
        return review_items(self.actions, self.readings, self.decisions)

    def to_review(self, *, everything: bool) -> list[ReviewItem]:
        """The readings that a person should look at, or all."""
        return [item for item in self.items if everything or is_open(item)]

    def to_read_again(self, reader: str, *, everything: bool) -> list[ReviewItem]:
        """What a second reader has not read yet, or all: never what the same person decided.

        Args:
            reader: the second reader's name.
            everything: every reading, instead of the doubtful and the sampled ones.
        """
        first = {item.key: item.decided for item in self.items}
        items = review_items(self.actions, self.readings, self.second_readings)
        chosen = [item for item in items if everything or is_open(item)]
        return [item for item in chosen if not _is_by(first[item.key], reader)]

    def by_key(self, *, second_reader: bool) -> dict[Key, ReviewItem]:
        """Every reading by its action and text, with what the file at hand says of it."""
        table = self.second_readings if second_reader else self.decisions
        return {item.key: item for item in review_items(self.actions, self.readings, table)}

    def expired(self, *, second_reader: bool) -> pd.DataFrame:
        """`EXPIRED_DECISIONS` of the file at hand."""
        table = self.second_readings if second_reader else self.decisions
        return expired_decisions(table, self.actions)

    @cached_property
    def records(self) -> list[TierRecord]:
        """How often each tier was found right since the lexicon last changed."""
        return tier_records(self.decisions, lexicon=lexicon_fingerprint())

    @cached_property
    def agreement(self) -> Agreement:
        """How far the second reader agrees."""
        return agreement(self.decisions, self.second_readings)


def open_review(folders: PeriodFolders) -> ReviewedPeriod:
    """Read a period's documents and what people decided.

    Args:
        folders: the period's folders.

    Raises:
        ConfigurationError: `programme.toml`, `register.csv`, `decisions.csv` or `second_reader.csv` cannot be
            followed.
        StepFailedError: a document changed while it was read.
    """
    programme = folders.layout.programme(folders.slug)
    documents = [(path.name, read_steady(path)) for path in folders.documents()]
    found = read_documents(documents, period=folders.period, programme=folders.slug)
    actions = actions_table(found, programme)
    return ReviewedPeriod(
        folders=folders,
        actions=actions,
        readings=_readings(folders, programme, actions),
        decisions=_parsed(folders, second_reader=False),
        second_readings=_parsed(folders, second_reader=True),
        refused=tuple(reading.error for reading in found if reading.error),
    )


def _readings(folders: PeriodFolders, programme: Programme, actions: pd.DataFrame) -> pd.DataFrame:
    """The readings by the rules, with the ids of `actions`, which decisions name; the past has others."""
    period = Period.parse(folders.period)
    register = parse_register(decided_text(folders.register), where=folders.register.name)
    before = read_history([*map(period_material, earlier_periods(folders))], programme, register)
    linked = link_period(actions, before, register, period=period)
    readings = read_statuses(actions, DECISIONS.empty(), period)
    doubted = doubt_contradictions(linked.applied(readings), linked.applied(actions), before, period)
    named = doubted.assign(action_id=readings["action_id"])
    suggested = suggestions(folders, doubtful_texts(named, actions, period))
    return with_suggestions(named, suggested, by=classifier_of(folders))


def _parsed(folders: PeriodFolders, *, second_reader: bool) -> pd.DataFrame:
    path = folders.second_reader if second_reader else folders.decisions
    return parse_decisions(decided_text(path), where=path.name)


def _is_by(decided: Decided | None, reader: str) -> bool:
    return decided is not None and same_person(decided.by) == same_person(reader)
