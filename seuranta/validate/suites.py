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

from seuranta.model import Blocker, Kind, Status, Tier, Timing
from seuranta.validate.catalogue import BY_ID, REMARKS
from seuranta.validate.facts import ENDED, WRITTEN
from seuranta.validate.words import any_of

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
BROKEN_OFF = rf"[^\s\d,–—-]\s*[,–—-]\s*$|\d\s*,\s*$|(?i:\S\s{any_of('joint')})\s*$"
ENDED_OR_BROKEN = rf"{ENDED}|\d\s*[–—-]\s*$|{BROKEN_OFF}"  # what breaks off is said by R018
# a formula or a call where a text begins, an error value of a spreadsheet, tags and entities of a web page
FORMULA_OR_MARKUP = (
    r"^\s*=\s*[A-Za-z(+'\"@\d]|^\s*[@+-]\s*[A-Za-z]\w*\("
    r"|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|VIITTAUS!|PUUTTUU!?|ARVO!|JAKO/0!|NIMI\?|LUKU!|SAKNAS!?"
    r"|REFERENS!|VÄRDEFEL!|NAMN\?|DIVISION/0!)"
    r"|<(?:!--|/?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>)|&(?:nbsp|amp|lt|gt|quot|#\d+);"
)
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


def structure_suite() -> ExpectationSuite:
    """What must hold of the tables before any other check can be run (`checks.structure`)."""
    return _suite(
        "structure",
        _between("R001", column="action_count", min_value=1, at=""),
        _in_set("R002", column="action_columns", value_set=[""], at=""),
        _in_set("R003", column="reading_columns", value_set=[""], at=""),
    )


def actions_suite() -> ExpectationSuite:
    """The rules of the actions, with their facts (`facts.with_facts`)."""
    followed_up = _flag("is_followed_up")
    planning = followed_up & _flag("has_status_column") & _flag("has_planning_document")
    years = {"at": "planned_years", "found": "planned_span"}
    text = {"at": "status_text", "found": "status_text"}
    return _suite(
        "actions",
        _not_null("R004", column="action_id"),
        _unique("R004", column="own_id", at="action_id", found="action_id"),
        _matches("R005", column="name", regex=SOMETHING),
        _in_set("R006", column="kind", value_set=_codes(Kind)),
        *(
            _between(
                "R007", column=f"{end}_planned_year", min_value=EARLIEST_YEAR, max_value=LATEST_YEAR, **years
            )
            for end in ("first", "last")
        ),
        _not_below("R007", column_A="last_planned_year", column_B="first_planned_year", **years),
        _not_below("R012", column_A="first_planned_year", column_B="programme_first_year", **years),
        _not_below("R012", column_A="programme_last_year", column_B="last_planned_year", **years),
        _consecutive("R013", column="planned_years"),
        _not_null("R014", column="first_planned_year", row_condition=planning, **years),
        _not_null("R015", column="theme_id", row_condition=followed_up & _flag("some_theme_is_known")),
        _unique("R016", column="own_name", at="name", found="name"),
        _unique("R028", column="own_text", **text),
        _in_set("R030", column="is_hidden", value_set=[False]),
        _null("R043", column="future_words", row_condition=_flag("has_status_column"), **text),
        _null("R044", column="going_words", row_condition=_flag("has_status_column"), **text),
        _null("R046", column="granted_words", row_condition=_flag("has_status_column"), **text),
        _null("R047", column="similar_name", at="name", found="name", row_condition=followed_up),
        _matches("R048", column="ending_text", regex=ENDED_OR_BROKEN, **text),
        _in_set("R050", column="is_in_other_language", value_set=[False], **text),
        _matches("R051", column="owner", regex=SOMETHING, row_condition=followed_up),
    )


def cells_suite() -> ExpectationSuite:
    """The rules of what is written in a cell (`facts.cells_of`)."""
    column = Column("cell_column")
    others = {"name", "status_text", "problem", "owner"}
    stated = column.is_in([name for name in WRITTEN if name not in others])
    return _suite(
        "cells",
        _matches_not("R017", column="text", regex=PLACEHOLDER),
        _matches_not("R018", column="ending", found="text", regex=BROKEN_OFF),
        _matches_not("R019", column="text", regex=BROKEN_CHARACTERS),
        _matches("R020", column="text", regex=SOMETHING, row_condition=column == "problem"),
        _matches("R021", column="text", regex=SOMETHING, row_condition=stated),
        _matches("R022", column="text", regex=BLANK_OR_CLASS, row_condition=column.is_in(list(CLASSES))),
        _matches_not("R049", column="text", regex=FORMULA_OR_MARKUP),
    )


def readings_suite() -> ExpectationSuite:
    """The rules of the readings by themselves (`facts.with_places`)."""
    codes = {"status": Status, "tier": Tier, "timing": Timing, "blocker": Blocker}
    return _suite(
        "readings",
        *(_in_set("R009", column=column, value_set=_codes(words)) for column, words in codes.items()),
        _in_set("R011", column="is_known", value_set=[True], at="action_id", found="action_id"),
    )


def follow_up_suite() -> ExpectationSuite:
    """The rules of the actions beside their readings (`facts.with_readings`)."""
    reported_on = _flag("is_followed_up") & _flag("has_status_column")
    is_completed = Column("status").is_in([str(Status.COMPLETED)])
    is_in_progress = Column("status").is_in([str(Status.IN_PROGRESS)])
    is_open = Column("status").is_in(_codes(OPEN))
    has_begun = Column("timing").is_in(_codes(BEGUN))
    lies_ahead = Column("timing").is_in([str(Timing.NOT_DUE)])
    unexplained = is_open & Column("blocker").is_null() & (Column("is_silent_slip") == False)  # noqa: E712  this builds a condition
    count = partial(_in_set, "R010", column="reading_count", at="status", found="reading_count")
    overdue = {"at": "timing", "found": "planned_years"}
    return _suite(
        "actions with their readings",
        count(value_set=[1], row_condition=reported_on),
        count(value_set=[0, 1]),
        _not_in_set("R023", column="status", value_set=[str(UNREPORTED)], row_condition=has_begun),
        _not_in_set(
            "R024", column="timing", value_set=[str(Timing.OVERDUE)], row_condition=unexplained, **overdue
        ),
        _in_set(
            "R025",
            column="is_stale",
            value_set=[False],
            at="as_of_year",
            found="as_of_year",
            row_condition=is_open,
        ),
        _not_below(
            "R026",
            column_A="as_of_year",
            column_B="first_planned_year",
            at="as_of_year",
            found="as_of_year",
            row_condition=is_completed,
        ),
        _null("R027", column="blocker", row_condition=is_completed),
        _not_in_set("R029", column="tier", value_set=[str(Tier.DOUBTFUL)], found="status_text"),
        _not_in_set("R041", column="status", value_set=[str(UNREPORTED)], row_condition=lies_ahead),
        _in_set("R042", column="is_silent_slip", value_set=[False], row_condition=is_open, **overdue),
        _null("R045", column="blocker", found="blocker_words", row_condition=is_in_progress),
    )


def documents_suite() -> ExpectationSuite:
    """The rules of the documents that were read (`documents.with_row_counts`)."""
    return _suite(
        "documents",
        _equal("R008", column_A="action_count", column_B="row_count", at="action_count", found="file"),
    )


def table_counts_suite() -> ExpectationSuite:
    """The rule of the rows of each table of actions (`documents.table_counts`)."""
    return _suite(
        "tables of the documents",
        _equal("R038", column_A="row_count", column_B="accounted_count", at="", found="accounted_count"),
    )


def totals_suite() -> ExpectationSuite:
    """The rule of what the tables of the documents sum up (`documents.totals`)."""
    return _suite(
        "totals of the documents",
        _in_set("R039", column="adds_up", value_set=[True], at="", found="stated_count"),
    )


def remarks_suite() -> ExpectationSuite:
    """The rules of what the reader of documents remarked on (`documents.remarks`)."""
    rules = sorted({remark.rule for remark in REMARKS.values()})
    return _suite(
        "remarks of reading",
        *(
            _not_in_set(rule, column="remark_rule", value_set=[rule], at="", found="remark_words")
            for rule in rules
        ),
    )


def quarantine_suite() -> ExpectationSuite:
    """The rule of the rows that are kept apart (`checks.apart`)."""
    return _suite(
        "rows kept apart", _in_set("R040", column="is_apart", value_set=[False], at="name", found="words")
    )


def former_suite() -> ExpectationSuite:
    """The rules of the actions beside the period before (`periods.with_former`)."""
    is_open = Column("status").is_in(_codes(OPEN))
    return _suite(
        "actions beside the period before",
        _null("R052", column="unchanged_text", at="status_text", found="status_text", row_condition=is_open),
        _not_in_set(
            "R053",
            column="former_status",
            value_set=[str(Status.COMPLETED)],
            at="status",
            found="status",
            row_condition=is_open,
        ),
        _null("R054", column="former_name", at="number", found="number"),
    )


def between_periods_suite() -> ExpectationSuite:
    """The rules of the counts of two periods (`periods.between_periods`)."""
    return _suite(
        "counts beside the period before",
        _in_set("R055", column="has_action_jump", value_set=[False], at="", found="action_count"),
        _in_set("R056", column="has_silence_jump", value_set=[False], at="", found="unreported_count"),
    )


def _suite(name: str, *expectations: Any) -> ExpectationSuite:
    return ExpectationSuite(name=name, expectations=list(expectations))


def _flag(column: str) -> Any:
    return Column(column) == True  # noqa: E712  this builds a condition


def _codes(words: Iterable[str]) -> list[str]:
    return [str(word) for word in words]


def _are_consecutive(years: str) -> bool:
    numbers = [int(year) for year in years.split()]
    return all(later - earlier == 1 for earlier, later in pairwise(numbers))
