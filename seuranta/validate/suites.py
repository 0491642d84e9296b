"""The catalogue's rules as suites of expectations. Importing this module imports Great Expectations."""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from typing import Any

import pandas as pd
from great_expectations import ExpectationSuite
from great_expectations import expectations as gx_expectations
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import (
    column_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.column_map_metric_provider import (
    ColumnMapMetricProvider,
)
from great_expectations.expectations.row_conditions import Column

from seuranta.config import Programme
from seuranta.model import Blocker, Kind, Status, Tier, Timing
from seuranta.tables import TableSchema
from seuranta.validate.catalogue import BY_ID
from seuranta.validate.facts import WRITTEN

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
CLASSES = ("impact", "cost_class")

SOMETHING = r"\S"
BLANK_OR_CLASS = r"^\s*[SMLsml]?\s*$"
PLACEHOLDER = (
    r"(?i)^\s*(?:tba|tbc|tbd|todo|x{2,}|\?+|\.{2,}|…|_{2,}|lorem ipsum.*"
    r"|täydennä|täydennetään(?: myöhemmin)?|täydennettävä|kompletteras(?: senare)?|fylls i(?: senare)?"
    r"|to be (?:added|completed|confirmed)(?: later)?)[\s.!]*$"
)
# a hyphen after a year is an open range ("2021–"), so a digit breaks off only before a comma
BROKEN_OFF = r"[^\s\d,–—-]\s*[,–—-]\s*$|\d\s*,\s*$"
# control, replacement and direction characters, and UTF-8 that was read as Latin-1 or Windows-1252
BROKEN_CHARACTERS = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffc-\uffff\u202a-\u202e\u2066-\u2069]"
    "|Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0-\xbf]|â€"
)

UNREPORTED = Status.NOT_REPORTED
OPEN = [status for status in Status if not status.is_closed and status is not UNREPORTED]
BEGUN = [timing for timing in Timing if timing is not Timing.NOT_DUE]


class ColumnValuesConsecutiveYears(ColumnMapMetricProvider):
    """Whether the years of a cell ("2020 2021") follow each other."""

    condition_metric_name = "column_values.consecutive_years"

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: "pd.Series[str]", **_: object) -> "pd.Series[bool]":  # noqa: N805 (Great Expectations calls it with the class)
        return column.map(_are_consecutive).astype(bool)


class ExpectColumnValuesToBeConsecutiveYears(ColumnMapExpectation):
    """Expect the years of each cell, separated by spaces, to follow each other."""

    map_metric = "column_values.consecutive_years"


def _expect(
    expectation: Any, rule_id: str, *, at: str | None = None, found: str | None = None, **kwargs: Any
) -> Any:
    """An expectation that stands for a rule.

    Args:
        expectation: its class.
        rule_id: the rule, which gives the severity.
        at: the column at fault, where it is not the one that is checked.
        found: the column whose value is shown, where it is not the one at fault.
        kwargs: what the class needs.
    """
    places = {"column": at, "found": found}
    meta = {"rule": rule_id} | {name: column for name, column in places.items() if column is not None}
    return expectation(severity=str(BY_ID[rule_id].severity), meta=meta, **kwargs)


_core: Any = gx_expectations  # its names are not typed as exported
_row_count = partial(_expect, _core.ExpectTableRowCountToBeBetween)
_columns = partial(_expect, _core.ExpectTableColumnsToMatchSet, exact_match=True)
_null = partial(_expect, _core.ExpectColumnValuesToBeNull)
_not_null = partial(_expect, _core.ExpectColumnValuesToNotBeNull)
_unique = partial(_expect, _core.ExpectColumnValuesToBeUnique)
_in_set = partial(_expect, _core.ExpectColumnValuesToBeInSet)
_not_in_set = partial(_expect, _core.ExpectColumnValuesToNotBeInSet)
_between = partial(_expect, _core.ExpectColumnValuesToBeBetween)
_matches = partial(_expect, _core.ExpectColumnValuesToMatchRegex)
_matches_not = partial(_expect, _core.ExpectColumnValuesToNotMatchRegex)
_consecutive = partial(_expect, ExpectColumnValuesToBeConsecutiveYears)
_equal = partial(_expect, _core.ExpectColumnPairValuesToBeEqual, ignore_row_if="both_values_are_missing")
_not_below = partial(
    _expect,
    _core.ExpectColumnPairValuesAToBeGreaterThanB,
    or_equal=True,
    ignore_row_if="either_value_is_missing",
)


def action_structure(schema: TableSchema) -> ExpectationSuite:
    """What must hold of the table of actions before any other check can be run."""
    return _suite(
        "actions, structure",
        _row_count("R001", min_value=1),
        _columns("R002", column_set=list(schema.columns)),
    )


def reading_structure(schema: TableSchema) -> ExpectationSuite:
    """What must hold of the table of readings before any other check can be run."""
    return _suite("readings, structure", _columns("R003", column_set=list(schema.columns)))


def actions_suite(programme: Programme, *, some_theme_is_known: bool) -> ExpectationSuite:
    """The rules of the actions, with their facts (`facts.with_facts`).

    Args:
        programme: whose years the plans should stay within.
        some_theme_is_known: whether an action without a theme is an exception.
    """
    followed_up = _flag("is_followed_up")
    planning = followed_up & _flag("has_status_column") & _flag("has_planning_document")
    themes = [_not_null("R015", column="theme_id", row_condition=followed_up)] if some_theme_is_known else []
    return _suite(
        "actions",
        _not_null("R004", column="action_id"),
        _unique("R004", column="action_id"),
        _matches("R005", column="name", regex=SOMETHING),
        _in_set("R006", column="kind", value_set=_codes(Kind)),
        *_years_within("R007", EARLIEST_YEAR, LATEST_YEAR),
        _not_below(
            "R007",
            column_A="last_planned_year",
            column_B="first_planned_year",
            at="planned_years",
            found="planned_span",
        ),
        *_years_within("R012", programme.first_year, programme.last_year),
        _consecutive("R013", column="planned_years"),
        _not_null("R014", column="first_planned_year", at="planned_years", row_condition=planning),
        *themes,
        _unique("R016", column="bare_name", at="name"),
        _unique("R028", column="bare_status_text", at="status_text"),
        _in_set("R030", column="is_hidden", value_set=[False]),
    )


def cells_suite() -> ExpectationSuite:
    """The rules of what is written in a cell (`facts.cells_of`)."""
    column = Column("cell_column")
    stated = column.is_in([name for name in WRITTEN if name not in {"name", "status_text", "problem"}])
    return _suite(
        "cells",
        _matches_not("R017", column="text", regex=PLACEHOLDER),
        _matches_not("R018", column="text", regex=BROKEN_OFF),
        _matches_not("R019", column="text", regex=BROKEN_CHARACTERS),
        _matches("R020", column="text", regex=SOMETHING, row_condition=column == "problem"),
        _matches("R021", column="text", regex=SOMETHING, row_condition=stated),
        _matches("R022", column="text", regex=BLANK_OR_CLASS, row_condition=column.is_in(list(CLASSES))),
    )


def readings_suite(action_ids: Iterable[str]) -> ExpectationSuite:
    """The rules of the readings by themselves.

    Args:
        action_ids: the identifiers of the actions that they may be about.
    """
    codes = {"status": Status, "tier": Tier, "timing": Timing, "blocker": Blocker}
    return _suite(
        "readings",
        *(_in_set("R009", column=column, value_set=_codes(words)) for column, words in codes.items()),
        _in_set("R011", column="action_id", value_set=sorted(action_ids)),
    )


def follow_up_suite() -> ExpectationSuite:
    """The rules of the actions beside their readings (`facts.with_readings`)."""
    reported_on = _flag("is_followed_up") & _flag("has_status_column")
    is_completed = Column("status").is_in([str(Status.COMPLETED)])
    is_open = Column("status").is_in(_codes(OPEN))
    has_begun = Column("timing").is_in(_codes(BEGUN))
    count = partial(_in_set, "R010", column="reading_count", at="status", found="reading_count")
    return _suite(
        "actions with their readings",
        count(value_set=[1], row_condition=reported_on),
        count(value_set=[0, 1]),
        _not_in_set("R023", column="status", value_set=[str(UNREPORTED)], row_condition=has_begun),
        _not_in_set(
            "R024",
            column="timing",
            value_set=[str(Timing.OVERDUE)],
            found="planned_years",
            row_condition=is_open,
        ),
        _in_set("R025", column="is_stale", value_set=[False], at="as_of_year", row_condition=is_open),
        _not_below(
            "R026",
            column_A="as_of_year",
            column_B="first_planned_year",
            at="as_of_year",
            row_condition=is_completed,
        ),
        _null("R027", column="blocker", row_condition=is_completed),
        _not_in_set("R029", column="tier", value_set=[str(Tier.DOUBTFUL)], found="status_text"),
    )


def documents_suite() -> ExpectationSuite:
    """The rules of the documents that were read (`facts.with_row_counts`)."""
    return _suite(
        "documents",
        _equal("R008", column_A="action_count", column_B="row_count", at="action_count", found="file"),
    )


def _suite(name: str, *expectations: Any) -> ExpectationSuite:
    return ExpectationSuite(name=name, expectations=list(expectations))


def _years_within(rule_id: str, earliest: int, latest: int) -> list[Any]:
    bounds: dict[str, Any] = {
        "min_value": earliest,
        "max_value": latest,
        "at": "planned_years",
        "found": "planned_span",
    }
    return [_between(rule_id, column=f"{end}_planned_year", **bounds) for end in ("first", "last")]


def _flag(column: str) -> Any:
    return Column(column) == True  # noqa: E712  this builds a condition


def _codes(words: Iterable[str]) -> list[str]:
    return [str(word) for word in words]


def _are_consecutive(years: str) -> bool:
    numbers = [int(year) for year in years.split()]
    return all(later - earlier == 1 for earlier, later in pairwise(numbers))
