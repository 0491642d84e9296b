"""Validate: which rows of the tables break a rule, where they stand, and what to ask their owners.

Great Expectations runs the checks; it is imported when the first check runs, never before.
"""

from seuranta.validate.catalogue import RULES, Rule
from seuranta.validate.checks import Validation, stop_if_critical, validate_many, validate_tables
from seuranta.validate.subjects import PeriodTables

__all__ = [
    "RULES",
    "PeriodTables",
    "Rule",
    "Validation",
    "stop_if_critical",
    "validate_many",
    "validate_tables",
]
