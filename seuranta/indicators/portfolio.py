"""What a roadmap shows before anything is reported: how its measures spread, what they give and cost."""

from collections.abc import Iterator
from itertools import product

import pandas as pd

from seuranta.indicators.counts import (
    Count,
    Mask,
    Share,
    everything,
    groups_by,
    in_every_group,
    programme_group,
    where,
)

DIMENSIONS = ("goal", "origin", "benefit", "beneficiary", "level")
CLASSES = ("S", "M", "L")


def portfolio_counts(table: pd.DataFrame) -> Iterator[Count]:
    """The indicators of a roadmap.

    Args:
        table: the measures, as actions.
    """
    yield from _spread(table, "theme", "theme_id", missing="unassigned")
    for dimension in DIMENSIONS:
        yield from _spread(table, dimension, dimension, missing="not_stated")
    yield from in_every_group(_worth(table), [programme_group(table)])


def _spread(table: pd.DataFrame, dimension: str, column: str, *, missing: str) -> Iterator[Count]:
    every = everything(table)
    for group in groups_by(dimension, table[column], missing=missing):
        yield Count("measure_count", "all", dimension, group.name, "", group.members, every)


def _worth(table: pd.DataFrame) -> list[Share]:
    every = everything(table)
    impact, cost = _class_of(table["impact"]), _class_of(table["cost_class"])

    def pair(impact_class: str, cost_class: str) -> Mask:
        return where(impact.eq(impact_class)) & where(cost.eq(cost_class))

    rank = {name: number for number, name in enumerate(CLASSES)}
    return [
        *(
            Share("impact_cost", "all", pair(high, low), every, f"{high}/{low}")
            for high, low in product(CLASSES, CLASSES)
        ),
        Share("quick_wins", "all", pair("L", "S"), every),
        Share("impact_exceeds_cost", "all", where(impact.map(rank).gt(cost.map(rank))), every),
    ]


def _class_of(written: "pd.Series[str]") -> "pd.Series[str]":
    return written.str.strip().str.upper()
