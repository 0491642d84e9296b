"""The earlier periods of a programme, read afresh from their documents: who is who, and what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from seuranta.classify.decisions import parse_decisions
from seuranta.classify.tables import read_statuses
from seuranta.config import Programme
from seuranta.identity.linking import Linked, history_of, link_period
from seuranta.identity.register import parse_register
from seuranta.ingest import read_documents
from seuranta.ingest.frames import actions_table
from seuranta.model import Period
from seuranta.store.workspace import FormerProgramme, PeriodMaterial
from seuranta.tables import ACTIONS, HISTORY, READINGS


@dataclass(frozen=True)
class LinkedPeriod:
    """A period of a programme after those before it.

    Args:
        period: the period.
        actions: `ACTIONS`, with stable ids.
        readings: `READINGS`, with stable ids; empty where statuses were not asked for.
        linked: who its actions are.
        before: `HISTORY` of the periods before.
    """

    period: Period
    actions: pd.DataFrame
    readings: pd.DataFrame
    linked: Linked
    before: pd.DataFrame

    @property
    def history(self) -> pd.DataFrame:
        """`HISTORY` up to and with the period."""
        own = history_of(self.actions, self.readings, self.linked.links, self.period)
        return HISTORY.conform(pd.concat([self.before, own]))


def linked_periods(
    materials: Sequence[PeriodMaterial], programme: Programme, register: pd.DataFrame, *, with_statuses: bool
) -> Iterator[LinkedPeriod]:
    """Read periods one after the other, each linked to those before.

    Everything is made anew from documents and decisions, never from what was published: so a period's result
    does not depend on which other one was run last.

    Args:
        materials: the periods, the oldest first; one in whose documents no action can be read is left out.
        programme: whose they are.
        register: `REGISTER` of the programme.
        with_statuses: whether their status texts are read too.

    Raises:
        ConfigurationError: a `decisions.csv` cannot be followed.
    """
    before = HISTORY.empty()
    for material in materials:
        period = material.period
        actions = actions_table(
            read_documents(material.documents, period=str(period), programme=programme.slug), programme
        )
        if actions.empty:
            continue
        readings = READINGS.empty()
        if with_statuses:
            decisions = parse_decisions(material.decisions, where=f"{period}/decisions.csv")
            readings = read_statuses(actions, decisions, period)
        linked = link_period(actions, before, register, period=period)
        found = LinkedPeriod(period, linked.applied(actions), linked.applied(readings), linked, before)
        yield found
        before = found.history


def read_history(
    materials: Sequence[PeriodMaterial], programme: Programme, register: pd.DataFrame
) -> pd.DataFrame:
    """What the earlier periods of a programme said of its actions.

    Args:
        materials: the periods, the oldest first.
        programme: whose they are.
        register: `REGISTER` of the programme.

    Returns:
        `HISTORY`, the oldest period first; empty for none.

    Raises:
        ConfigurationError: a `decisions.csv` cannot be followed.
    """
    history = HISTORY.empty()
    for found in linked_periods(materials, programme, register, with_statuses=True):
        history = found.history
    return history


@dataclass(frozen=True)
class Former:
    """The programme before another one: all its periods, and the latest one in whole.

    Args:
        programme: its description.
        period: its latest period.
        history: `HISTORY` of all its periods; empty where there is none.
        actions: `ACTIONS` of the latest one.
        readings: `READINGS` of the latest one.
    """

    programme: Programme
    period: Period
    history: pd.DataFrame
    actions: pd.DataFrame
    readings: pd.DataFrame


def former_programme_of(former: FormerProgramme) -> Former:
    """Read the programme before this one; without periods, its tables are empty.

    Args:
        former: as a `Workspace` gives it.

    Raises:
        ConfigurationError: its `register.csv` or a `decisions.csv` cannot be followed.
    """
    programme = former.programme
    register = parse_register(former.register, where=f"{programme.slug}/register.csv")
    every = [*linked_periods(former.periods, programme, register, with_statuses=True)]
    if not every:
        start = Period(programme.first_year, 1)
        return Former(programme, start, HISTORY.empty(), ACTIONS.empty(), READINGS.empty())
    latest = every[-1]
    return Former(programme, latest.period, latest.history, latest.actions, latest.readings)
