"""Checks the tables of programmes and periods by every rule of the catalogue."""

import gc
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from seuranta.config import Programme
from seuranta.errors import CriticalFindingError
from seuranta.model import Period, Severity
from seuranta.tables import ACTIONS, DOCUMENTS, FINDINGS, QUARANTINE, READINGS, TableSchema
from seuranta.validate.catalogue import RULES
from seuranta.validate.deferred import deferred
from seuranta.validate.documents import remarks, table_counts, totals, with_row_counts
from seuranta.validate.facts import cells_of, with_facts, with_places, with_readings
from seuranta.validate.findings import Frame, finding, shown
from seuranta.validate.periods import between_periods, with_former
from seuranta.validate.subjects import ROW, SUBJECT, PeriodTables, check_changes, numbered, together

if TYPE_CHECKING:
    from seuranta.validate.engine import Outcome

# Great Expectations imports them for expectations that are none of ours: half the time of its own import
_FOR_CHARTS_AND_STATISTICS = ("altair", "jsonschema", "scipy.stats")
NAMED = 3
NAME_LENGTH = 60
NO_FORMER_PERIOD = "there is no former period"
NOTHING_TO_CHECK = "nothing to check: no row, or no value in any"
NOT_REACHED = "not reached: the tables are empty or have other columns than agreed"
SWITCHED_OFF = "switched off in programme.toml"


@dataclass(frozen=True)
class Validation:
    """What the checks of a run found, and the evidence that they were run.

    Args:
        findings: table `findings`, by rule and then in the order of the document.
        names: the name of the action of each finding, "" for a whole table.
        checks_run: how many expectations were checked.
        suites: the expectations, as JSON objects.
        results: the result of each expectation, as strict JSON objects; counts are of the whole call, the
            rows of this programme and period alone.
        not_applicable: the rules that say nothing of this programme and period, with the reason.
    """

    findings: pd.DataFrame
    names: tuple[str, ...]
    checks_run: int
    suites: tuple[Mapping[str, Any], ...]
    results: tuple[Mapping[str, Any], ...]
    not_applicable: Mapping[str, str]

    @property
    def has_critical(self) -> bool:
        """Whether a finding must stop the run."""
        return bool(self.findings["severity"].eq(Severity.CRITICAL).any())

    def by_rule(self) -> pd.DataFrame:
        """One row a rule: what became of it.

        Returns:
            `rule`, `protects`, `outcome` (`kept`, `broken`, or why it says nothing), `finding_count`.
        """
        counts = self.findings["rule"].value_counts()
        return pd.DataFrame(
            {
                "rule": rule.id,
                "protects": rule.protects,
                "outcome": self.not_applicable.get(rule.id, "broken" if rule.id in counts else "kept"),
                "finding_count": int(counts.get(rule.id, 0)),
            }
            for rule in RULES
        )

    def evidence(self) -> dict[str, object]:
        """What is kept beside the tables, for those who check the checks."""
        return {"suites": self.suites, "results": self.results, "not_applicable": dict(self.not_applicable)}


def validate_tables(
    actions: pd.DataFrame,
    readings: pd.DataFrame,
    programme: Programme,
    period: Period,
    *,
    documents: pd.DataFrame | None = None,
    quarantine: pd.DataFrame | None = None,
    history: pd.DataFrame | None = None,
) -> Validation:
    """Check one programme and period; the arguments are those of `PeriodTables`.

    Returns:
        The findings with their evidence. When a table is empty or has other columns than agreed, only
        that is found: nothing else could be checked.

    Raises:
        CheckNotRunError: a check crashed, so nobody knows whether the material is right.
        ConfigurationError: the programme changes a rule that there is not.
    """
    return validate_many(
        [PeriodTables(programme, period, actions, readings, documents, quarantine, history)]
    )[0]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without looking for cycles: nearly all that a call makes lives to its end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_collector_at_rest()
def validate_many(subjects: Sequence[PeriodTables]) -> list[Validation]:
    """Check the tables of many programmes and periods in one call, each against its own kind only.

    Args:
        subjects: the tables.

    Returns:
        One validation a subject, in their order.

    Raises:
        CheckNotRunError: a check crashed, so nobody knows whether the material is right.
        ConfigurationError: a programme changes a rule that there is not.
    """
    if not subjects:
        return []
    with deferred(*_FOR_CHARTS_AND_STATISTICS):
        from seuranta.validate import engine, suites  # noqa: PLC0415  1 s, 150 MB: not before the first check

    check_changes(subjects)
    run = _Run(subjects, partial(engine.run_suite, engine.new_source()))
    run.check(suites.structure_suite(), structure(subjects))
    places = [number for number in range(len(subjects)) if number not in run.broken]
    if places:
        run.go_on_with(places)
        for suite, table in _checked(suites, [subjects[number] for number in places], run):
            run.check(suite, table)
    return run.validations()


def structure(subjects: Sequence[PeriodTables]) -> pd.DataFrame:
    """One row a subject: how many actions it has, and in what its columns differ from the agreed ones.

    Returns:
        `subject`, `row_number`, `action_count`, `action_columns`, `reading_columns` ("" for the agreed).
    """
    return numbered(
        pd.DataFrame(
            {
                SUBJECT: number,
                "action_count": len(subject.actions),
                "action_columns": _differing(ACTIONS, subject.actions),
                "reading_columns": _differing(READINGS, subject.readings),
            }
            for number, subject in enumerate(subjects)
        )
    )


def _differing(schema: TableSchema, table: pd.DataFrame) -> str:
    """In what the columns differ from the agreed ones: "missing goal; unexpected owner"."""
    missing = [name for name in schema.columns if name not in table.columns]
    unexpected = [str(name) for name in table.columns if name not in schema.columns]
    parts = {"missing": missing, "unexpected": unexpected}
    return "; ".join(f"{kind} {', '.join(names)}" for kind, names in parts.items() if names)


def _checked(
    suites: Any, subjects: Sequence[PeriodTables], run: "_Run"
) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Every suite with the table that it checks; the facts of the actions first."""
    facts = with_facts(together(ACTIONS, subjects, lambda s: s.actions, "R002"), subjects)
    read = together(READINGS, subjects, lambda s: s.readings, "R003")
    run.facts = facts
    yield suites.actions_suite(), facts
    yield suites.cells_suite(), cells_of(facts)
    yield suites.readings_suite(), with_places(read, facts)
    followed = with_readings(facts, read)
    yield suites.follow_up_suite(), followed
    apart = together(QUARANTINE, subjects, lambda s: s.quarantine, "R040")
    yield suites.quarantine_suite(), _apart(apart)
    if any(subject.documents is not None for subject in subjects):
        documents = together(DOCUMENTS, subjects, lambda s: s.documents, "R008")
        yield suites.documents_suite(), with_row_counts(documents, facts, apart)
        yield suites.table_counts_suite(), table_counts(documents, facts, apart)
        yield suites.totals_suite(), totals(documents, facts)
        yield suites.remarks_suite(), remarks(documents, facts)
    if any(subject.former is not None for subject in subjects):
        yield suites.former_suite(), with_former(followed, subjects)
        yield suites.between_periods_suite(), between_periods(followed, subjects)


def _apart(quarantine: pd.DataFrame) -> pd.DataFrame:
    """The rows that are kept apart, with the `words` that stand in them."""
    columns = ["name", "number", "planned_years", "status_text", "owner"]
    words = [
        " | ".join(word for word in row if isinstance(word, str) and word)
        for row in quarantine[columns].itertuples(index=False)
    ]
    return numbered(quarantine.assign(is_apart=True, words=pd.Series(words, dtype="str")))


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


@dataclass
class _Found:
    """What is found of one subject: findings by rule, row and column, with their names and records."""

    findings: dict[tuple[str, int, str], tuple[str, dict[str, object]]] = field(default_factory=dict)
    results: list[Mapping[str, Any]] = field(default_factory=list)


class _Run:
    """Gathers what suite after suite finds, by subject."""

    def __init__(
        self,
        subjects: Sequence[PeriodTables],
        run_suite: "Callable[[Any, pd.DataFrame], list[Outcome]]",
    ) -> None:
        self.subjects = subjects
        self.run_suite = run_suite
        self.frames = [Frame(s.programme, s.period, s.former_period) for s in subjects]
        self.found = [_Found() for _ in subjects]
        self.suites: list[Mapping[str, Any]] = []
        self.reached: Sequence[int] = range(len(subjects))
        self.busy: set[str] = set()
        self.facts: pd.DataFrame | None = None

    @property
    def broken(self) -> set[int]:
        """The subjects of which something was found."""
        return {number for number, found in enumerate(self.found) if found.findings}

    def go_on_with(self, places: Sequence[int]) -> None:
        """Check only the subjects at these places from now on; tables number them from 0."""
        self.reached = places

    def check(self, suite: Any, table: pd.DataFrame) -> None:
        """Run a suite on a table with `subject` and `row_number`."""
        self.suites.append(suite.to_json_dict())
        subject_of = table[SUBJECT].to_numpy()
        starts = np.searchsorted(subject_of, np.arange(len(self.reached)))
        for outcome in self.run_suite(suite, table):
            if not outcome.is_idle:
                self.busy.add(outcome.rule)
            rows: dict[int, list[int]] = {}
            for row in outcome.rows:
                number = int(subject_of[row])
                rows.setdefault(number, []).append(row - int(starts[number]))
            clean = {**outcome.record, "unexpected_rows": []}
            for number, place in enumerate(self.reached):
                own = {**clean, "unexpected_rows": rows[number]} if number in rows else clean
                self.found[place].results.append(own)
            if outcome.rows:
                self._add(outcome, table.iloc[list(outcome.rows)], starts)

    def _add(self, outcome: "Outcome", rows: pd.DataFrame, starts: Any) -> None:
        for row in self._with_facts(rows).to_dict("records"):
            number = self.reached[int(row[SUBJECT])]
            severity = self.frames[number].severity(outcome.rule)
            if severity is None:
                continue
            column = row.get("cell_column", outcome.column)
            found = shown(row.get(outcome.found_column))
            record = finding(
                outcome.rule, row, self.frames[number], severity=severity, column=column, found=found
            )
            key = (outcome.rule, int(row[ROW] - starts[int(row[SUBJECT])]), str(column))
            self.found[number].findings.setdefault(key, (shown(row.get("name")), record))

    def _with_facts(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows beside what is known of their actions, where they are about one."""
        if self.facts is None or "action_row" not in rows or rows is self.facts:
            return rows
        names = [name for name in self.facts.columns if name not in rows.columns]
        beside = self.facts[names].reindex(rows["action_row"].fillna(-1).astype(int))
        return rows.assign(**{name: beside[name].to_numpy() for name in names})

    def validations(self) -> list[Validation]:
        """The findings in order; what two expectations of one rule find in one cell is one finding."""
        ordered = [[found.findings[key] for key in sorted(found.findings)] for found in self.found]
        whole = FINDINGS.frame(record for findings in ordered for _, record in findings)
        ends = np.cumsum([len(findings) for findings in ordered])
        return [
            Validation(
                findings=whole.iloc[end - len(findings) : end].reset_index(drop=True),
                names=tuple(name for name, _ in findings),
                checks_run=len(found.results),
                suites=tuple(self.suites),
                results=tuple(found.results),
                not_applicable=self._not_applicable(number),
            )
            for number, (found, findings, end) in enumerate(zip(self.found, ordered, ends, strict=True))
        ]

    def _not_applicable(self, number: int) -> dict[str, str]:
        """The rules that say nothing of a subject: a rule that could not be broken has not been kept."""
        subject = self.subjects[number]
        checked = {result["rule"] for result in self.found[number].results}
        is_reached = number in self.reached and len(self.suites) > 1
        reasons = {}
        for rule in RULES:
            if self.frames[number].severity(rule.id) is None:
                reasons[rule.id] = SWITCHED_OFF
            elif rule.compares_periods and subject.former is None:
                reasons[rule.id] = NO_FORMER_PERIOD
            elif not (is_reached or rule.id in checked):
                reasons[rule.id] = NOT_REACHED
            elif rule.id not in self.busy:
                reasons[rule.id] = NOTHING_TO_CHECK
        return reasons


def _told(name: str, row: Mapping[Any, Any]) -> str:
    place = row["place"]
    short_name = textwrap.shorten(name, NAME_LENGTH, placeholder=" …")
    parts = [row["rule"], repr(short_name) if name else "", f"at {place}" if isinstance(place, str) else ""]
    return f"{' '.join(part for part in parts if part)}: {row['message_en'].rstrip('.')}"
