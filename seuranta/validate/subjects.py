"""What is checked: the tables of one programme and period, or of many beside each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from seuranta.config import Programme
from seuranta.errors import CheckNotRunError, ConfigurationError
from seuranta.model import Period
from seuranta.tables import TableSchema
from seuranta.validate.catalogue import BY_ID

SUBJECT, ROW = "subject", "row_number"


@dataclass(frozen=True)
class PeriodTables:
    """The tables of one programme and period.

    Args:
        programme: the programme's description.
        period: the report's period.
        actions: table `actions`.
        readings: table `readings`; empty for a roadmap.
        documents: table `documents`; when given, its counts are compared with the actions.
        quarantine: table `quarantine`: the rows that are kept apart.
        history: table `history`: what earlier periods said of the actions; None or empty for none.
    """

    programme: Programme
    period: Period
    actions: pd.DataFrame
    readings: pd.DataFrame
    documents: pd.DataFrame | None = None
    quarantine: pd.DataFrame | None = None
    history: pd.DataFrame | None = None

    @cached_property
    def former(self) -> pd.DataFrame | None:
        """The rows of `history` of the period before; None where there is none."""
        if self.history is None or self.history.empty:
            return None
        periods = self.history["period"]
        is_latest = periods.eq(periods.max())
        return self.history if is_latest.all() else self.history[is_latest]

    @property
    def former_period(self) -> Period | None:
        """The period before."""
        return None if self.former is None else Period.parse(self.former["period"].iloc[0])


def check_changes(subjects: Sequence[PeriodTables]) -> None:
    """Check that programmes change only rules that there are.

    Raises:
        ConfigurationError: a rule is not in the catalogue.
    """
    for subject in subjects:
        unknown = sorted(set(subject.programme.checks) - set(BY_ID))
        if unknown:
            raise ConfigurationError(
                f"expected a rule of the catalogue in [checks], found {', '.join(unknown)}",
                where=f"{subject.programme.slug}/programme.toml",
                hint="docs/reference/rules.md lists the rules",
            )


def together(
    schema: TableSchema,
    subjects: Sequence[PeriodTables],
    table_of: Callable[[PeriodTables], pd.DataFrame | None],
    rule: str,
) -> pd.DataFrame:
    """One table of many programmes below each other, with `subject`, the place of each in the sequence.

    Args:
        schema: of the table.
        subjects: whose tables.
        table_of: takes the table of one; None where it has none.
        rule: the first rule that could not be checked without it.

    Raises:
        CheckNotRunError: a column is not of its type.
    """
    numbered = [
        (number, table) for number, subject in enumerate(subjects) if (table := table_of(subject)) is not None
    ]
    if not numbered:
        return schema.empty().assign(**{SUBJECT: pd.Series(dtype="int64")})
    numbers = [number for number, table in numbered for _ in range(len(table))]
    parts = [table for _, table in numbered if len(table)] or [numbered[0][1]]
    try:
        whole = schema.conform(parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True))
    except (TypeError, ValueError) as error:
        raise CheckNotRunError(
            f"the checks of rule {rule} and later could not be run: a column of {schema.name!r} is not of"
            f" its type: {error}",
            hint="this is a fault of the program, not of the documents: report it",
        ) from error
    return whole.assign(**{SUBJECT: pd.Series(numbers, dtype="int64")})


def numbered(table: pd.DataFrame) -> pd.DataFrame:
    """The table with `row_number`, from 0: how the checks name its rows."""
    return table.reset_index(drop=True).assign(**{ROW: range(len(table))})
