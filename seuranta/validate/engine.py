"""Runs suites of expectations. Importing this module imports Great Expectations."""

import gc
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import great_expectations
import pandas as pd
import tqdm  # type: ignore[import-untyped]
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import Expectation
from great_expectations.validator.v1_validator import Validator

from seuranta.errors import CheckNotRunError
from seuranta.validate.subjects import ROW

# what was imported stays for good: the collector need not walk it again for every table
gc.freeze()
# the bars are switched off, but tqdm would still start a thread to watch over them
tqdm.tqdm.monitor_interval = 0

_ONE_AT_A_TIME = Lock()  # what `_derived_once` changes belongs to all threads


@dataclass(frozen=True)
class Outcome:
    """What one expectation found.

    Args:
        rule: the id of its rule.
        column: the column at fault; None for a whole table.
        found_column: the column whose value is shown.
        rows: the numbers of the rows at fault.
        observed: what was found of a whole table.
        is_met: whether nothing is at fault.
        is_idle: whether there was nothing to check: no row, or no value in any.
        record: the expectation and its result, as strict JSON.
    """

    rule: str
    column: str | None
    found_column: str | None
    rows: tuple[int, ...]
    observed: str
    is_met: bool
    is_idle: bool
    record: Mapping[str, Any]


def new_source() -> Any:
    """A source of tables for `run_suite`, in a context that keeps no file, site or statistics of its own."""
    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        progress_bars=ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    context = great_expectations.get_context(mode="ephemeral", project_config=config)
    asset = context.data_sources.add_pandas("memory").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("all rows")


def run_suite(source: Any, suite: Any, table: pd.DataFrame) -> list[Outcome]:
    """Check a table.

    Args:
        source: of `new_source`.
        suite: a `great_expectations.ExpectationSuite`; the meta of each expectation names its rule.
        table: the rows; with `row_number` unless every expectation is about the whole table.

    Returns:
        One outcome an expectation, in the order of their rules.

    Raises:
        CheckNotRunError: an expectation crashed or gave no result.
    """
    result_format: dict[str, Any] = {"result_format": "COMPLETE", "return_unexpected_index_query": False}
    if ROW in table:
        result_format["unexpected_index_column_names"] = [ROW]
    try:
        with _ONE_AT_A_TIME, _derived_once():
            # what `Batch.validate` does, without loading and hashing the table a first time to make the batch
            validator = Validator(source, result_format, {"dataframe": _needed(suite, table)})
            checked: Any = validator.validate_expectation_suite(suite)
            results = checked.to_json_dict()["results"]
    except Exception as error:
        raise CheckNotRunError(
            f"the checks of {suite.name!r} could not be run: {type(error).__name__}: {error}",
            hint="this is a fault of the program or of a table's types, not of the documents: report it",
        ) from error
    if len(results) != len(suite.expectations):
        raise CheckNotRunError(
            f"expected {len(suite.expectations)} results of {suite.name!r}, found {len(results)}",
            hint="this is a fault of the program, not of the documents: report it",
        )
    return sorted((as_outcome(suite.name, result) for result in results), key=_order)


@contextmanager
def _derived_once() -> Iterator[None]:
    """Remember what Great Expectations derives again and again of a suite and a table that do not change.

    By itself it derives the configuration of an expectation some 130 times, a third of the time that a small
    table takes, and selects the rows of its condition four times.
    """
    configuration: Any = Expectation.configuration
    get_domain_records = PandasExecutionEngine.get_domain_records
    known: dict[tuple[int, str], tuple[Any, Any]] = {}

    def derived(of: Any, domain_kwargs: Any = None) -> Any:
        key = (id(of), str(domain_kwargs))
        if key not in known:
            is_expectation = isinstance(of, Expectation)
            value = configuration.fget(of) if is_expectation else get_domain_records(of, domain_kwargs)
            known[key] = (of, value)  # with what it is derived of: as long as that lives, its id is its own
        return known[key][1]

    changed: list[tuple[Any, str, Any, Any]] = [
        (Expectation, "configuration", property(derived), configuration),
        (PandasExecutionEngine, "get_domain_records", derived, get_domain_records),
    ]
    for owner, name, remembering, _ in changed:
        setattr(owner, name, remembering)
    try:
        yield
    finally:
        for owner, name, _, as_it_was in changed:
            setattr(owner, name, as_it_was)


def _needed(suite: Any, table: pd.DataFrame) -> pd.DataFrame:
    """The table with only the columns that its checks look at: each copies it for every condition."""
    told = [str(expectation.configuration.kwargs) for expectation in suite.expectations]
    looked_at = {word for text in told for word in re.findall(r"\w+", text)}
    return table[[name for name in table.columns if name == ROW or name in looked_at]]


def as_outcome(suite: str, result: Mapping[str, Any]) -> Outcome:
    """What an expectation found, from its result as JSON.

    Args:
        suite: the name of its suite.
        result: as `ExpectationValidationResult.to_json_dict` gives it, COMPLETE.

    Raises:
        CheckNotRunError: it crashed, or failed without saying where.
    """
    config = result["expectation_config"]
    meta = config["meta"]
    crash = _crash(result["exception_info"])
    found = result["result"]
    row_wise = "unexpected_count" in found
    if crash is None and row_wise and not result["success"] and not found.get("unexpected_index_list"):
        crash = "it failed without saying which rows"
    if crash is not None:
        raise CheckNotRunError(
            f"the check of rule {meta['rule']} ({config['type']}) could not be run: {crash}",
            where=suite,
            hint="this is a fault of the program or of a table's types, not of the documents: report it",
        )
    kwargs = {name: value for name, value in config["kwargs"].items() if name != "batch_id"}
    column = meta.get("column", kwargs.get("column")) or None
    rows = tuple(sorted({int(row[ROW]) for row in found.get("unexpected_index_list", ())}))
    is_idle = row_wise and _is_idle(found)
    record = {
        "suite": suite,
        "rule": meta["rule"],
        "severity": config["severity"],
        "type": config["type"],
        "kwargs": kwargs,
        "outcome": "nothing to check" if is_idle else "met" if result["success"] else "broken",
        "element_count": found.get("element_count"),
        "missing_count": found.get("missing_count"),
        "unexpected_rows": list(rows),
    }
    return Outcome(
        rule=meta["rule"],
        column=column,
        found_column=meta.get("found", kwargs.get("column", column)),
        rows=rows,
        observed="" if row_wise else _observed(found),
        is_met=bool(result["success"]),
        is_idle=is_idle,
        record=record,
    )


def _is_idle(found: Mapping[str, Any]) -> bool:
    """Whether an expectation looked at nothing: an empty table, or a column without a value."""
    count, missing = found.get("element_count") or 0, found.get("missing_count") or 0
    return count == 0 or (count == missing and not found.get("unexpected_count"))


def _crash(info: Mapping[str, Any]) -> str | None:
    """Why a check crashed, or None. The information is flat, or there is one entry a crashed metric."""
    entries = [info, *(entry for entry in info.values() if isinstance(entry, Mapping))]
    messages = [entry.get("exception_message") for entry in entries if entry.get("raised_exception")]
    return " ".join(str(messages[0]).split()) if messages else None


def _observed(found: Mapping[str, Any]) -> str:
    """What was found of a whole table: the columns that differ, else the observed value."""
    differing = found.get("details", {}).get("mismatched")
    if differing is None:
        return str(found.get("observed_value"))
    return "; ".join(f"{kind} {', '.join(map(str, names))}" for kind, names in sorted(differing.items()))


def _order(outcome: Outcome) -> tuple[str, str]:
    return outcome.rule, json.dumps(outcome.record, sort_keys=True)
