"""What happened since the former period, as rows and groups to tell of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from seuranta.errors import StepFailedError
from seuranta.model import Period
from seuranta.report.content.burn_up import BurnUpPoint
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item, known
from seuranta.report.content.words import Share


@dataclass(frozen=True)
class Change:
    """One row of table `changes`; `item` is missing for an action that left."""

    id: str
    item: Item | None
    change: str
    presence: str
    name: str
    former_name: str | None
    related_ids: tuple[str, ...]
    possible_ids: tuple[str, ...]
    status: str | None
    former_status: str | None
    planned_years: str
    former_planned_years: str
    baseline_years: str
    baseline_period: Period | None
    slip_years: int | None
    baseline_slip_years: int | None
    is_renamed: bool
    is_replanned: bool
    is_regression: bool
    is_silent_slip: bool
    is_text_same: bool
    status_text: str
    former_status_text: str
    blocker: str | None
    former_blocker: str | None
    blocked_since: Period | None


class Comparison:
    """The changes of an edition's material, to look up."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        by_id = edition.material.by_id
        rows = edition.material.changes.to_dict("records")
        self.all = tuple(_change(row, by_id) for row in rows)

    @cached_property
    def former_period(self) -> Period:
        """The period that this one is compared with."""
        return Period.parse(self.edition.material.changes["former_period"].iloc[0])

    def with_presence(self, presence: str) -> list[Change]:
        """Those that `stayed`, `joined` or `left`."""
        return [change for change in self.all if change.presence == presence]

    def with_change(self, *changes: str) -> list[Change]:
        """Those that stayed and improved, worsened, changed or are the same."""
        return [change for change in self.with_presence("stayed") if change.change in changes]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The latest name of every action that a row speaks of."""
        return {change.id: change.name for change in self.all}

    @cached_property
    def proposals(self) -> list[Mapping[str, Any]]:
        """The links that wait for a person, as rows of table `links`."""
        links = self.edition.material.links
        return [
            {str(column): value for column, value in row.items()}
            for row in links[links["state"].eq("proposed") & links["other_programme"].eq("")].to_dict(
                "records"
            )
        ]

    def trend(self, indicator: str, basis: str) -> dict[Period, Share]:
        """An indicator over the periods, oldest first."""
        trend = self.edition.material.trend
        rows = trend[trend["indicator"].eq(indicator) & trend["basis"].eq(basis)]
        return {
            Period.parse(row["period"]): Share(int(row["numerator_count"]), int(row["denominator_count"]))
            for row in rows.to_dict("records")
        }

    def burn_up(self) -> list[BurnUpPoint]:
        """What was completed by each period and planned to be, oldest first, then the years to come."""
        return [
            BurnUpPoint(
                period=Period.parse(row["period"]),
                in_scope=int(row["in_scope_count"]),
                completed=_whole(known(row["completed_count"])),
                planned=int(row["planned_count"]),
                baseline=int(row["baseline_count"]),
                unplanned=int(row["unplanned_count"]),
            )
            for row in self.edition.material.burn_up.to_dict("records")
        ]

    def transitions(self) -> Counter[tuple[str, str]]:
        """How many actions went from which status to which."""
        rows = self.edition.material.transitions.to_dict("records")
        return Counter({(row["former_status"], row["status"]): int(row["action_count"]) for row in rows})


def _change(row: Mapping[Any, Any], by_id: Mapping[str, Item]) -> Change:
    item = by_id.get(row["action_id"])
    if item is None and row["presence"] != "left":
        raise StepFailedError(
            f"expected an action {row['action_id']!r} that has changed, found none",
            hint="compute the changes again: they and the actions are of different versions",
        )
    values = {column: known(value) for column, value in row.items()}
    return Change(
        id=values["action_id"],
        item=item,
        change=values["change"],
        presence=values["presence"],
        name=values["name"] or values["former_name"],
        former_name=values["former_name"],
        related_ids=tuple((values["related_ids"] or "").split()),
        possible_ids=tuple((values["possible_ids"] or "").split()),
        status=values["status"],
        former_status=values["former_status"],
        planned_years=values["planned_years"] or "",
        former_planned_years=values["former_planned_years"] or "",
        baseline_years=values["baseline_years"] or "",
        baseline_period=_period(values["baseline_period"]),
        slip_years=_whole(values["slip_years"]),
        baseline_slip_years=_whole(values["baseline_slip_years"]),
        is_renamed=bool(values["is_renamed"]),
        is_replanned=bool(values["is_replanned"]),
        is_regression=bool(values["is_regression"]),
        is_silent_slip=bool(values["is_silent_slip"]),
        is_text_same=bool(values["is_text_same"]),
        status_text=values["status_text"] or "",
        former_status_text=values["former_status_text"] or "",
        blocker=values["blocker"],
        former_blocker=values["former_blocker"],
        blocked_since=_period(values["blocked_since"]),
    )


def _period(value: str | None) -> Period | None:
    return Period.parse(value) if value else None


def _whole(value: int | None) -> int | None:
    return None if value is None else int(value)
