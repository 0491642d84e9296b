"""Who is who in a programme, read afresh from its documents and its register."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from seuranta.errors import UsageError
from seuranta.history import LinkedPeriod, linked_periods
from seuranta.identity.linking import link_programmes
from seuranta.identity.register import parse_register
from seuranta.store.layout import Layout
from seuranta.store.workspace import decided_text, period_material
from seuranta.tables import HISTORY, followed_up

OPEN = ("proposed", "choose")


@dataclass(frozen=True)
class PeriodLinks:
    """The links of one period.

    Args:
        period: `YYYY-MM`.
        actions: `ACTIONS`, with stable ids.
        links: `LINKS` to earlier periods, or to another programme.
        gone: the actions of before without a link, as rows of `HISTORY`; one to choose from is no link.
        unfound: the register's confirmed rows about the period whose action is not there.
    """

    period: str
    actions: pd.DataFrame
    links: pd.DataFrame
    gone: pd.DataFrame
    unfound: pd.DataFrame

    @property
    def new(self) -> pd.DataFrame:
        """The actions without any link or candidate."""
        return self.actions[~self.actions["action_id"].isin(self.links["action_id"])]


@dataclass(frozen=True)
class Linking:
    """What there is to link in a programme.

    Args:
        layout: the installation.
        slug: the programme.
        other: the programme with which it is compared; "" for its own earlier periods.
        register: `REGISTER` of the programme.
        periods: the periods that have something before them, the oldest first.
    """

    layout: Layout
    slug: str
    other: str
    register: pd.DataFrame
    periods: tuple[PeriodLinks, ...]

    @property
    def open_count(self) -> int:
        """How many actions wait for a person."""
        return sum(
            len(set(found.links.loc[found.links["state"].isin(OPEN), "action_id"])) for found in self.periods
        )


def open_linking(layout: Layout, slug: str, period: str | None, other: str | None) -> Linking:
    """Read a programme and find out who is who.

    Args:
        layout: the installation.
        slug: the programme.
        period: one period; None for all that have an earlier one.
        other: another programme to compare with; None for the programme's own earlier periods.

    Raises:
        UsageError: there is no such programme or period, or both programmes are the same.
        ConfigurationError: `programme.toml` or `register.csv` cannot be followed.
    """
    programme = layout.programme(slug)
    if period is not None:
        layout.period(slug, period)
    if other == slug:
        raise UsageError(
            f"expected another programme with --with, found {other!r} itself",
            hint="leave --with out to compare its periods with each other",
        )
    register = _register(layout, slug)
    every = _read(layout, slug, register, until=period)
    wanted = [found for found in every if period in (None, str(found.period))]
    if other is None:
        periods = tuple(_to_earlier(found) for found in wanted if not found.before.empty)
    else:
        former = _read(layout, other, _register(layout, other), until=None)
        history = former[-1].history if former else HISTORY.empty()
        chosen = wanted if period else wanted[-1:]
        periods = tuple(_to_other(found, history, other, register) for found in chosen)
    return Linking(layout, programme.slug, other or "", register, periods)


def link_json(linking: Linking) -> dict[str, list[dict[str, Any]]]:
    """The links as the contract of `link --json` says; what is confirmed is certain."""
    answer: dict[str, list[dict[str, Any]]] = {"links": [], "new": [], "gone": []}
    programme = linking.other or linking.slug
    for found in linking.periods:
        for link in found.links.to_dict("records"):
            to = {"programme": programme, "period": link["other_period"], "name": link["other_name"]}
            answer["links"].append(
                {
                    "period": found.period,
                    "name": link["name"],
                    "to": to,
                    "score": link["score"],
                    "state": "certain" if link["state"] == "confirmed" else link["state"],
                    "relation": "same" if link["relation"] == "successor" else link["relation"],
                }
            )
        answer["new"] += [{"period": found.period, "name": name} for name in found.new["name"]]
        answer["gone"] += [
            {"period": found.period, "name": row["name"], "last_period": row["period"]}
            for row in found.gone.to_dict("records")
        ]
    return answer


def _register(layout: Layout, slug: str) -> pd.DataFrame:
    path = layout.programme_folder(slug) / "register.csv"
    return parse_register(decided_text(path), where=f"{slug}/register.csv")


def _read(layout: Layout, slug: str, register: pd.DataFrame, *, until: str | None) -> list[LinkedPeriod]:
    names: Sequence[str] = [name for name in layout.periods(slug) if until is None or name <= until]
    materials = [period_material(layout.period(slug, name)) for name in names]
    return [*linked_periods(materials, layout.programme(slug), register, with_statuses=False)]


def _to_earlier(found: LinkedPeriod) -> PeriodLinks:
    latest = found.before[found.before["period"].eq(found.before["period"].max())]
    gone = latest[latest["action_id"].isin(found.linked.gone)]
    return PeriodLinks(str(found.period), found.actions, found.linked.links, gone, found.linked.unfound)


def _to_other(found: LinkedPeriod, history: pd.DataFrame, other: str, register: pd.DataFrame) -> PeriodLinks:
    links = link_programmes(found.actions, history, register, period=found.period, former_programme=other)
    latest = followed_up(history[history["period"].eq(history["period"].max())])
    linked = links.loc[links["state"].ne("choose"), "other_id"]
    gone = latest[~latest["action_id"].isin(linked)]
    return PeriodLinks(str(found.period), found.actions, links, gone, register.iloc[:0])
