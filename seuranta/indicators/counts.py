"""How an indicator counts: which actions are in its numerator, which in its denominator, in which group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Group:
    """The actions that belong together in one dimension; `members` has one flag an action."""

    dimension: str
    name: str
    members: Mask


@dataclass(frozen=True)
class Count:
    """One row of the indicators table, with the actions behind it.

    Args:
        indicator: the indicator's name.
        basis: what the denominator holds.
        dimension: the dimension of the group.
        group: the group's name.
        category: what the numerator is divided by, "" for nothing.
        counted: one flag an action: it is in the numerator.
        among: one flag an action: it is in the denominator.
    """

    indicator: str
    basis: str
    dimension: str
    group: str
    category: str
    counted: Mask
    among: Mask

    def as_record(self) -> dict[str, object]:
        """The row of the indicators table; the share is missing when the denominator is 0."""
        numerator, denominator = int(self.counted.sum()), int(self.among.sum())
        return {
            "indicator": self.indicator,
            "basis": self.basis,
            "dimension": self.dimension,
            "group": self.group,
            "category": self.category,
            "numerator_count": numerator,
            "denominator_count": denominator,
            "share": numerator / denominator if denominator else np.nan,
        }


@dataclass(frozen=True)
class Share:
    """A share before it is divided into groups: what is counted, among what."""

    indicator: str
    basis: str
    counted: Mask
    among: Mask
    category: str = ""

    def within(self, group: Group) -> Count:
        """The share among the group's members."""
        among = self.among & group.members
        return Count(
            self.indicator,
            self.basis,
            group.dimension,
            group.name,
            self.category,
            self.counted & among,
            among,
        )


def in_every_group(shares: Sequence[Share], groups: Sequence[Group]) -> Iterator[Count]:
    """Each share in each group, the shares in order."""
    return (share.within(group) for share in shares for group in groups)


def everything(table: pd.DataFrame) -> Mask:
    """A flag for every row."""
    return np.ones(len(table), dtype=np.bool_)


def where(condition: "pd.Series[bool]") -> Mask:
    """The rows where a condition holds; where it is unknown it does not hold."""
    return condition.fillna(False).to_numpy(dtype=np.bool_)


def programme_group(table: pd.DataFrame) -> Group:
    """The whole programme."""
    return Group("programme", "all", everything(table))


def groups_by(dimension: str, values: "pd.Series[str]", *, missing: str) -> list[Group]:
    """One group a distinct value, in order of first appearance; blank and missing values form one group.

    Args:
        dimension: what the values are.
        values: one value an action.
        missing: the name of the group without a value.
    """
    stated = values.where(values.str.strip().ne(""))
    names = stated.fillna(missing)
    return [Group(dimension, name, where(names.eq(name))) for name in names.unique()]
