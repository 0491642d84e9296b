"""What a report is made of: the tables of one programme and period, as items and numbers to look up."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from seuranta.config import Programme, Theme
from seuranta.errors import StepFailedError
from seuranta.model import Kind, Period, Status, Tier, Timing
from seuranta.report.blocks import Span
from seuranta.report.content.words import Share
from seuranta.tables import BURN_UP, CHANGES, FORECAST, LINKS, QUARANTINE, REVISIONS, TRANSITIONS, TREND

UNASSIGNED = "unassigned"


@dataclass(frozen=True)
class Reading:
    """How the status text of an item was read."""

    status: Status
    alternatives: tuple[Status, ...]
    tier: Tier
    evidence: tuple[str, ...]
    as_of_year: int | None
    is_stale: bool
    blocker: str | None
    blocker_words: str | None
    timing: Timing
    decided_by: str | None
    decision_reason: str | None
    suggested_status: Status | None
    suggested_by: str | None


@dataclass(frozen=True)
class Checked:
    """How many texts people checked, to how many they gave the same status, and what follows from it."""

    text_count: int
    same_count: int
    interval: tuple[float, float] | None
    kappa: float | None


@dataclass(frozen=True)
class Source:
    """Where an item stands in its document; of page, slide, sheet and line the one that its format has."""

    file: str
    page: int | None
    slide: int | None
    sheet: str | None
    line: int | None
    table: int | None
    row: int | None
    address: str | None

    @classmethod
    def of(cls, record: Mapping[Any, Any], prefix: str = "source_") -> "Source":
        """The source that the columns with a prefix name."""
        return cls(
            file=record[f"{prefix}file"],
            page=_integer(record[f"{prefix}page"]),
            slide=_integer(record[f"{prefix}slide"]),
            sheet=known(record[f"{prefix}sheet"]),
            line=_integer(record[f"{prefix}line"]),
            table=_integer(record[f"{prefix}table"]),
            row=_integer(record[f"{prefix}row"]),
            address=known(record[f"{prefix}address"]),
        )


@dataclass(frozen=True)
class Item:
    """An action as its document has it, with its reading when its status was reported on.

    Args:
        roles: the roadmap columns that the document has, by the column name of table `actions`.
        extra: the document's other columns, by their own titles.
        owner: who answers for it, when the document says so.
    """

    id: str
    kind: Kind
    label: str
    theme_id: str
    theme_heading: str | None
    name: str
    markers: tuple[str, ...]
    tags: tuple[str, ...]
    planned_years: tuple[int, ...]
    status_text: str | None
    roles: Mapping[str, str]
    extra: Mapping[str, str]
    owner: str | None
    language: str
    is_hidden: bool
    source: Source
    reading: Reading | None

    @property
    def file(self) -> str:
        """The document that the item stands in."""
        return self.source.file

    def span(self, text: str, language: str) -> Span:
        """Words of the document, marked with their language when the report's is another."""
        return Span(text, language=self.language if self.language != language else None)

    def link(self) -> Span:
        """The item's label as a link to its row."""
        return Span(self.label, target=f"#{self.id}")

    def name_link(self, language: str) -> Span:
        """The item's name as a link to its row."""
        return replace(self.span(self.name, language), target=f"#{self.id}")


class Numbers:
    """The table of indicators, to look up by what is counted."""

    def __init__(self, indicators: pd.DataFrame) -> None:
        self._shares: dict[tuple[str, str, str, str, str], Share] = {}
        for row in indicators.to_dict("records"):
            key = (row["indicator"], row["basis"], row["dimension"], row["group"], row["category"])
            self._shares[key] = Share(int(row["numerator_count"]), int(row["denominator_count"]))

    def share(self, indicator: str, basis: str, *, theme: str | None = None, category: str = "") -> Share:
        """An indicator of the programme, or of one of its themes.

        Raises:
            StepFailedError: the table of indicators does not have it.
        """
        dimension, group = ("programme", "all") if theme is None else ("theme", theme)
        return self.of_group(indicator, basis, dimension, group, category)

    def of_group(self, indicator: str, basis: str, dimension: str, group: str, category: str = "") -> Share:
        """An indicator of a member of any dimension.

        Raises:
            StepFailedError: the table of indicators does not have it.
        """
        try:
            return self._shares[indicator, basis, dimension, group, category]
        except KeyError:
            raise StepFailedError(
                f"expected the indicator {indicator} ({basis}) of {dimension} {group!r} {category!r}, found"
                f" none",
                hint="compute the indicators again: they and the report are of different versions",
            ) from None

    def groups(self, indicator: str, dimension: str) -> list[str]:
        """The members of a dimension, in the table's order."""
        found = (key[3] for key in self._shares if key[0] == indicator and key[2] == dimension)
        return list(dict.fromkeys(found))

    def verdict(self, indicator: str, dimension: str, group: str) -> str:
        """The category of an indicator that has one for each group.

        Raises:
            StepFailedError: the table of indicators does not have it.
        """
        found = [key[4] for key in self._shares if (key[0], key[2], key[3]) == (indicator, dimension, group)]
        if len(found) != 1:
            raise StepFailedError(
                f"expected one {indicator} of {dimension} {group!r}, found {len(found)}",
                hint="compute the indicators again: they and the report are of different versions",
            )
        return found[0]


@dataclass(frozen=True)
class Material:
    """The tables of one programme and period.

    Args:
        programme: the programme's own description.
        period: the report's period.
        documents: table `documents`, and so are the others by their names.
        actions: every action, in the order of the documents.
        expired_decisions: what people decided about texts that have changed since.
        reliability: how often people found each tier right, and how far two readers agree.
        readings: one row an action whose status was reported on; empty for a roadmap.
        findings: what the checks found.
        indicators: every number that the report prints as a share.
        continuations: which actions go on from the former programme.
        provenance: names and values for the method section, such as versions and hashes.
        quarantine: the rows that are in no count.
        changes: what happened to each action since the former period; empty for a first period.
        transitions: from which status to which.
        trend: the main shares of every period.
        burn_up: what was completed by each period, and planned to be.
        forecast: how many actions will be completed by the end.
        links: who is who, certain and proposed.
        revisions: published figures of the period that are others now.
    """

    programme: Programme
    period: Period
    documents: pd.DataFrame
    actions: pd.DataFrame
    readings: pd.DataFrame
    expired_decisions: pd.DataFrame
    reliability: pd.DataFrame
    findings: pd.DataFrame
    indicators: pd.DataFrame
    continuations: pd.DataFrame
    provenance: Mapping[str, str]
    quarantine: pd.DataFrame = field(default_factory=QUARANTINE.empty)
    changes: pd.DataFrame = field(default_factory=CHANGES.empty)
    transitions: pd.DataFrame = field(default_factory=TRANSITIONS.empty)
    trend: pd.DataFrame = field(default_factory=TREND.empty)
    burn_up: pd.DataFrame = field(default_factory=BURN_UP.empty)
    forecast: pd.DataFrame = field(default_factory=FORECAST.empty)
    links: pd.DataFrame = field(default_factory=LINKS.empty)
    revisions: pd.DataFrame = field(default_factory=REVISIONS.empty)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every action in the order of the documents, the enablers included."""
        readings = {row["action_id"]: _reading(row) for row in self.readings.to_dict("records")}
        rows = self.actions.to_dict("records")
        return tuple(_item(row, readings.get(row["action_id"])) for row in rows)

    @cached_property
    def followed(self) -> tuple[Item, ...]:
        """The actions that shares are counted over."""
        return tuple(item for item in self.items if item.kind != Kind.ENABLER)

    @cached_property
    def read(self) -> tuple[tuple[Item, Reading], ...]:
        """The followed-up actions whose status was reported on, with their readings."""
        return tuple((item, item.reading) for item in self.followed if item.reading is not None)

    @cached_property
    def enablers(self) -> tuple[Item, ...]:
        """The enablers, which are shown apart."""
        return tuple(item for item in self.items if item.kind == Kind.ENABLER)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items by `action_id`."""
        return {item.id: item for item in self.items}

    @cached_property
    def numbers(self) -> Numbers:
        """The indicators, to look up."""
        return Numbers(self.indicators)

    @cached_property
    def records(self) -> Mapping[str, Checked]:
        """What people checked, by tier; the agreement of two readers stands under ""."""
        return {row["tier"]: _checked(row) for row in self.reliability.to_dict("records")}

    @property
    def is_roadmap(self) -> bool:
        """Whether nothing has been reported yet: no document has a status column."""
        return bool(self.followed) and all(item.status_text is None for item in self.followed)

    @property
    def kind(self) -> Kind | None:
        """What is followed up; None when it is of several kinds or nothing."""
        kinds = {item.kind for item in self.followed}
        return kinds.pop() if len(kinds) == 1 else None

    @cached_property
    def theme_ids(self) -> list[str]:
        """The themes in order of first appearance."""
        return list(dict.fromkeys(item.theme_id for item in self.followed))

    @cached_property
    def years(self) -> list[int]:
        """The years of the plan grid: the programme's, and any other that an action is planned for."""
        planned = {year for item in self.followed for year in item.planned_years}
        if not planned:
            return []
        return sorted(planned | set(range(self.programme.first_year, self.programme.last_year + 1)))

    def theme(self, theme_id: str) -> Theme | None:
        """The programme's description of a theme; None for one that only a document knows."""
        return next((theme for theme in self.programme.themes if theme.id == theme_id), None)


def known(value: Any) -> Any:
    """The value, or None where a table has nothing."""
    return None if pd.isna(value) else value


def _integer(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _words(value: Any) -> tuple[str, ...]:
    return tuple((known(value) or "").split())


def _reading(row: Mapping[Any, Any]) -> Reading:
    evidence = json.loads(known(row["evidence"]) or "[]")
    return Reading(
        status=Status(row["status"]),
        alternatives=tuple(Status(code) for code in _words(row["alternatives"])),
        tier=Tier(row["tier"]),
        evidence=tuple(dict.fromkeys(entry["text"] for entry in evidence)),
        as_of_year=_integer(row["as_of_year"]),
        is_stale=bool(row["is_stale"]),
        blocker=known(row["blocker"]),
        blocker_words=known(row["blocker_words"]),
        timing=Timing(row["timing"]),
        decided_by=known(row["decided_by"]),
        decision_reason=known(row["decision_reason"]),
        suggested_status=Status(row["suggested_status"]) if known(row["suggested_status"]) else None,
        suggested_by=known(row["suggested_by"]),
    )


def _checked(row: Mapping[Any, Any]) -> Checked:
    low, high = known(row["low_share"]), known(row["high_share"])
    return Checked(
        text_count=int(row["text_count"]),
        same_count=int(row["same_count"]),
        interval=None if low is None or high is None else (low, high),
        kappa=known(row["kappa"]),
    )


ROLES = ("problem", "goal", "origin", "benefit", "beneficiary", "impact", "cost_class", "level")


def _item(row: Mapping[Any, Any], reading: Reading | None) -> Item:
    return Item(
        id=row["action_id"],
        kind=Kind(row["kind"]),
        label=row["label"],
        theme_id=known(row["theme_id"]) or UNASSIGNED,
        theme_heading=known(row["theme_heading"]),
        name=row["name"],
        markers=_words(row["markers"]),
        tags=tuple(tag for tag in (known(row["tags"]) or "").split("; ") if tag),
        planned_years=tuple(int(year) for year in _words(row["planned_years"])),
        status_text=known(row["status_text"]),
        roles={role: row[role] for role in ROLES if known(row[role]) is not None},
        extra=json.loads(known(row["extra"]) or "{}"),
        owner=known(row["owner"]) or None,
        language=row["language"],
        is_hidden=bool(row["is_hidden"]),
        source=Source.of(row),
        reading=reading,
    )
