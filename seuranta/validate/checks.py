"""Checks the tables of one programme and period by every rule of the catalogue."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from seuranta.config import Programme
from seuranta.errors import CheckNotRunError, CriticalFindingError
from seuranta.model import Period, Severity
from seuranta.tables import ACTIONS, DOCUMENTS, FINDINGS, READINGS, TableSchema
from seuranta.validate.facts import cells_of, with_facts, with_places, with_readings, with_row_counts
from seuranta.validate.findings import Frame, finding, shown

if TYPE_CHECKING:
    from seuranta.validate.engine import Outcome

NAMED = 3
NAME_LENGTH = 60


@dataclass(frozen=True)
class Validation:
    """What the checks of a run found, and the evidence that they were run.

    Args:
        findings: table `findings`, by rule and then in the order of the document.
        names: the name of the action of each finding, "" for a whole table.
        checks_run: how many expectations were checked.
        suites: the expectations, as JSON objects.
        results: the result of each expectation, as strict JSON objects.
    """

    findings: pd.DataFrame
    names: tuple[str, ...]
    checks_run: int
    suites: tuple[Mapping[str, Any], ...]
    results: tuple[Mapping[str, Any], ...]

    @property
    def has_critical(self) -> bool:
        """Whether a finding must stop the run."""
        return bool(self.findings["severity"].eq(Severity.CRITICAL).any())


def validate_tables(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    programme: Programme,
    period: Period,
    *,
    documents: pd.DataFrame | None = None,
) -> Validation:
    """Check the actions and their readings.

    Args:
        actions: table `actions`.
        readings: table `readings`; empty for a roadmap.
        programme: the programme's description.
        period: the report's period.
        documents: table `documents`; when given, its counts are compared with the actions.

    Returns:
        The findings with their evidence. When a table is empty or has other columns than agreed, only
        that is found: nothing else could be checked.

    Raises:
        CheckNotRunError: a check crashed, so nobody knows whether the material is right.
    """
    from seuranta.validate import engine, suites  # noqa: PLC0415  2 s, 250 MB: not before the first check

    run = _Run(Frame(programme, period), partial(engine.run_suite, engine.new_source()))
    run.check(suites.action_structure(ACTIONS), actions)
    run.check(suites.reading_structure(READINGS), readings)
    if run.records:
        return run.validation()
    facts = with_facts(_typed(ACTIONS, actions, "R002"))
    read = _typed(READINGS, readings, "R003")
    some_theme_is_known = bool(programme.themes) or bool(facts["theme_id"].notna().any())
    run.check(suites.actions_suite(programme, some_theme_is_known=some_theme_is_known), facts)
    run.check(suites.cells_suite(), cells_of(facts))
    run.check(suites.readings_suite(facts["action_id"].dropna()), with_places(read, facts))
    run.check(suites.follow_up_suite(), with_readings(facts, read))
    if documents is not None:
        run.check(suites.documents_suite(), with_row_counts(_typed(DOCUMENTS, documents, "R008"), facts))
    return run.validation()


def stop_if_critical(validation: Validation) -> None:
    """Stop the run when a critical rule is broken.

    Raises:
        CriticalFindingError: the first rows that break one, each with its name, place and message.
    """
    is_critical = validation.findings["severity"].eq(Severity.CRITICAL)
    rows = validation.findings[is_critical]
    if rows.empty:
        return
    names = [name for name, wanted in zip(validation.names, is_critical, strict=True) if wanted]
    told = [
        _told(name, row) for name, row in zip(names[:NAMED], rows.head(NAMED).to_dict("records"), strict=True)
    ]
    others = [f"and {len(rows) - NAMED} more"] if len(rows) > NAMED else []
    raise CriticalFindingError(
        f"expected no critical finding, found {len(rows)}: {'; '.join([*told, *others])}",
        hint="correct the named rows (a copy of the document, or programme.toml) and run again",
    )


class _Run:
    """Gathers what suite after suite finds."""

    def __init__(self, frame: Frame, run_suite: "Callable[[Any, pd.DataFrame], list[Outcome]]") -> None:
        self.frame = frame
        self.run_suite = run_suite
        self.records: list[tuple[str, int, str, dict[str, object]]] = []
        self.suites: list[Mapping[str, Any]] = []
        self.results: list[Mapping[str, Any]] = []

    def check(self, suite: Any, table: pd.DataFrame) -> None:
        self.suites.append(suite.to_json_dict())
        rows: Sequence[Mapping[Any, Any]] = table.to_dict("records")
        for outcome in self.run_suite(suite, table):
            self.results.append(outcome.record)
            if not outcome.is_met and not outcome.rows:
                self._add(-1, "", finding(outcome.rule, outcome.column, outcome.observed, {}, self.frame))
            for number in outcome.rows:
                row = rows[number]
                column = row.get("cell_column", outcome.column)
                found = shown(row.get(outcome.found_column))
                self._add(
                    number, shown(row.get("name")), finding(outcome.rule, column, found, row, self.frame)
                )

    def _add(self, number: int, name: str, record: dict[str, object]) -> None:
        self.records.append((str(record["rule"]), number, name, record))

    def validation(self) -> Validation:
        """The findings in order; what two expectations of one rule find in one cell is one finding."""
        unique: dict[tuple[str, int, str], tuple[str, dict[str, object]]] = {}
        for rule, number, name, record in self.records:
            unique.setdefault((rule, number, str(record["column"])), (name, record))
        ordered = [unique[key] for key in sorted(unique)]
        return Validation(
            findings=FINDINGS.frame(record for _, record in ordered),
            names=tuple(name for name, _ in ordered),
            checks_run=len(self.results),
            suites=tuple(self.suites),
            results=tuple(self.results),
        )


def _typed(schema: TableSchema, table: pd.DataFrame, rule: str) -> pd.DataFrame:
    try:
        return schema.conform(table)
    except (TypeError, ValueError) as error:
        raise CheckNotRunError(
            f"the checks of rule {rule} and later could not be run: a column of {schema.name!r} is not of"
            f" its type: {error}",
            hint="this is a fault of the program, not of the documents: report it",
        ) from error


def _told(name: str, row: Mapping[Any, Any]) -> str:
    place = row["place"]
    short_name = textwrap.shorten(name, NAME_LENGTH, placeholder=" …")
    parts = [row["rule"], repr(short_name) if name else "", f"at {place}" if isinstance(place, str) else ""]
    return f"{' '.join(part for part in parts if part)}: {row['message_en'].rstrip('.')}"
