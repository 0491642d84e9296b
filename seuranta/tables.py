"""The tables in which the stages meet: their columns, dtypes and keys."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from seuranta.errors import MissingColumnError

TEXT, INTEGER, NUMBER, FLAG = "str", "Int64", "float64", "bool"
IN_A_FORM = "form"
"""The reason of a status that somebody chose in a form."""
FORMULA = r"\A([=+\-@\t\r])"
"""How a text begins that a spreadsheet would obey as a formula."""


@dataclass(frozen=True)
class TableSchema:
    """A table's name, its columns in order with their dtypes, and the columns that tell its rows apart."""

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]

    def empty(self) -> pd.DataFrame:
        """The table with its columns and no row."""
        return self.frame([])

    def frame(self, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
        """A table of this schema from records.

        Args:
            rows: one mapping a row; a column that a mapping lacks is missing (NA).

        Raises:
            MissingColumnError: a record names a column that the schema does not have.
        """
        records = list(rows)
        unknown = sorted({name for record in records for name in record} - set(self.columns))
        if unknown:
            raise MissingColumnError(
                f"expected the columns of {self.name!r}, found also {', '.join(unknown)}"
            )
        return self.conform(pd.DataFrame(records, columns=list(self.columns), dtype=object))

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The same rows with exactly the schema's columns, in order and in their dtypes.

        Raises:
            MissingColumnError: a column of the schema is absent.
        """
        require_columns(frame, *self.columns)
        return frame[list(self.columns)].astype(dict(self.columns)).reset_index(drop=True)


def require_columns(frame: pd.DataFrame, *names: str) -> None:
    """Check that a table has the named columns.

    Raises:
        MissingColumnError: one or more are absent.
    """
    missing = [name for name in names if name not in frame.columns]
    if missing:
        found = ", ".join(map(str, frame.columns)) or "no column"
        raise MissingColumnError(f"expected the column {', '.join(missing)}, found {found}")


ACTIONS = TableSchema(
    "actions",
    {
        "action_id": TEXT,  # stable within the programme; made of the name, never of a printed number
        "kind": TEXT,  # model.Kind
        "label": TEXT,  # how people point at it: the printed number, else table.row ("1.4")
        "theme_id": TEXT,  # of programme.toml, else made of the heading; missing when unknown
        "theme_heading": TEXT,  # the heading as found in the document; missing when there is none
        "number": TEXT,  # as printed; missing when none is
        "name": TEXT,  # the whole cell, with its markers and tags
        "markers": TEXT,  # "*"; several are separated by a space; "" for none
        "tags": TEXT,  # sister programmes named in brackets, separated by "; "; "" for none
        "planned_years": TEXT,  # "2020 2021"; "" for none
        "first_planned_year": INTEGER,
        "last_planned_year": INTEGER,
        "status_text": TEXT,  # as written, "" when blank; missing when the document has no status column
        "stated_status": TEXT,  # model.Status that was chosen in a form; missing where none was
        "stated_by": TEXT,  # who was asked with the form; missing when the document is no form
        "problem": TEXT,  # roadmap columns; missing when the document has no such column
        "goal": TEXT,
        "origin": TEXT,  # law, strategy, ... as written
        "benefit": TEXT,
        "beneficiary": TEXT,
        "impact": TEXT,  # S, M or L as written
        "cost_class": TEXT,  # S, M or L as written
        "level": TEXT,
        "owner": TEXT,  # the responsible party as written; missing when the document names none anywhere
        "extra": TEXT,  # JSON object: every column beside name, number, year and status, by title
        "language": TEXT,  # of the words, ISO 639-1
        "is_hidden": FLAG,
        "source_file": TEXT,
        "source_page": INTEGER,  # of a PDF, from 1; each format has one of page, slide, sheet and line
        "source_slide": INTEGER,  # from 1
        "source_sheet": TEXT,  # its name
        "source_line": INTEGER,  # of a text or web page, from 1
        "source_table": INTEGER,  # from 1 within the file
        "source_row": INTEGER,  # from 1 within the table, the header not counted
        "source_address": TEXT,  # the cell of the name, "B7"; on a page its box "x0,top,x1,bottom" in points
    },
    key=("action_id",),
)

READINGS = TableSchema(
    "readings",
    {
        "action_id": TEXT,
        "status": TEXT,  # model.Status
        "alternatives": TEXT,  # what a careful reader could also accept, "on_hold planned"; "" for none
        "tier": TEXT,  # model.Tier
        "rule": TEXT,  # the rule of the decision list that decided, e.g. "continuation"
        "evidence": TEXT,  # JSON list of {"text", "start", "end", "cue"}; offsets into status_text
        "as_of_year": INTEGER,  # latest year the text reports on
        "is_stale": FLAG,  # as_of_year lies before the period's year
        "blocker": TEXT,  # model.Blocker; missing for none
        "blocker_words": TEXT,  # the words that named it; missing for none
        "timing": TEXT,  # model.Timing
        "needs_review": FLAG,
        "decided_by": TEXT,  # the person whose decision it is; missing when the rules decided
        "decision_reason": TEXT,
        "text_sha256": TEXT,  # of the normalised status text: a decision holds for this text only
        "suggested_status": TEXT,  # model.Status that another model suggests; missing where none does
        "suggested_by": TEXT,  # its name and version
    },
    key=("action_id",),
)

FINDINGS = TableSchema(
    "findings",
    {
        "rule": TEXT,  # R001 ...
        "severity": TEXT,  # model.Severity
        "table": TEXT,  # the table that was checked
        "action_id": TEXT,  # missing when the finding is about a whole table
        "column": TEXT,  # the column at fault; missing when it is the whole row or table
        "found": TEXT,  # the value as found
        "place": TEXT,  # "file.txt, line 64 (table 5, row 7)"; missing for a whole table
        "message_fi": TEXT,
        "message_sv": TEXT,
        "message_en": TEXT,
        "question_fi": TEXT,  # the one question to the owner that would settle it; missing for none
        "question_sv": TEXT,
        "question_en": TEXT,
    },
    key=("rule", "action_id", "column"),
)

INDICATORS = TableSchema(
    "indicators",
    {
        "indicator": TEXT,  # see indicators/ and docs/reference/indicators.md
        "basis": TEXT,  # what the denominator holds: all | in_scope | due | ...
        "dimension": TEXT,  # programme | theme | goal | origin | benefit | beneficiary | level | year
        "group": TEXT,  # the member of the dimension; "all" for the programme
        "category": TEXT,  # a status, a blocker, an impact/cost pair ...; "" for none
        "numerator_count": INTEGER,
        "denominator_count": INTEGER,
        "share": NUMBER,  # 0-1; missing when the denominator is 0
    },
    key=("indicator", "basis", "dimension", "group", "category"),
)

CONTINUATIONS = TableSchema(
    "continuations",
    {
        "action_id": TEXT,
        "former_programme": TEXT,
        "former_period": TEXT,
        "former_action_id": TEXT,
        "former_label": TEXT,
        "former_name": TEXT,
        "former_status": TEXT,  # model.Status as read in the former programme's latest period
        "former_planned_years": TEXT,
        "former_source_file": TEXT,
        "former_source_page": INTEGER,
        "former_source_slide": INTEGER,
        "former_source_sheet": TEXT,
        "former_source_line": INTEGER,
        "former_source_table": INTEGER,
        "former_source_row": INTEGER,
        "former_source_address": TEXT,
    },
    key=("action_id", "former_action_id"),
)

DOCUMENTS = TableSchema(
    "documents",
    {
        "file": TEXT,
        "sha256": TEXT,
        "format": TEXT,
        "kind": TEXT,  # follow_up | roadmap | enablers | mixed
        "language": TEXT,
        "period": TEXT,  # as the document says; missing when it does not
        "outcome": TEXT,  # read | refused
        "reason": TEXT,  # why it was refused; missing when it was read
        "action_count": INTEGER,
        "warnings": TEXT,  # JSON list of {"code", "message", "place"}
        "tables": TEXT,  # JSON list of its tables of actions and what became of their rows
    },
    key=("file",),
)

QUARANTINE = TableSchema(
    "quarantine",
    {
        "reason": TEXT,  # no_name: blank | no_words: nothing but marks in place of a name
        "name": TEXT,  # as written
        "number": TEXT,
        "theme_heading": TEXT,
        "planned_years": TEXT,
        "status_text": TEXT,
        "owner": TEXT,
        "extra": TEXT,  # as in `actions`
        "source_file": TEXT,
        "source_page": INTEGER,
        "source_slide": INTEGER,
        "source_sheet": TEXT,
        "source_line": INTEGER,
        "source_table": INTEGER,
        "source_row": INTEGER,
        "source_address": TEXT,
    },
    key=("source_file", "source_table", "source_row"),
)

EXPIRED_DECISIONS = TableSchema(
    "expired_decisions",
    {
        "action_id": TEXT,
        "status": TEXT,  # model.Status that was decided
        "decided_by": TEXT,
        "decided_on": TEXT,  # YYYY-MM-DD
        "reason": TEXT,
        "why": TEXT,  # action_gone | text_changed
    },
    key=("action_id", "decided_on"),
)

RELIABILITY = TableSchema(
    "reliability",
    {
        "measure": TEXT,  # right: what people said of a tier's readings | agreement: of two readers
        "tier": TEXT,  # model.Tier; "" for the agreement
        "text_count": INTEGER,  # the texts that people checked, or that both readers read
        "same_count": INTEGER,  # of these, the ones that got the same status
        "low_share": NUMBER,  # of the 95 % interval by Wilson, 0-1; missing without a text
        "high_share": NUMBER,
        "kappa": NUMBER,  # Cohen's, of the agreement; missing where it says nothing
        "lexicon": TEXT,  # the fingerprint of the lexicon that read the texts
    },
    key=("measure", "tier"),
)

LINKS = TableSchema(
    "links",
    {
        "action_id": TEXT,
        "name": TEXT,
        "state": TEXT,  # certain | confirmed | proposed | choose
        "relation": TEXT,  # same | split | merged | successor
        "other_programme": TEXT,  # "" for the action's own programme
        "other_period": TEXT,  # the latest one in which the other stood
        "other_id": TEXT,
        "other_name": TEXT,
        "score": NUMBER,  # 0-1: how alike the names are
        "reason": TEXT,  # same_name | register | alike | part_of | made_of | candidate
        "words": TEXT,  # the words of the name that the other one says too; "" for none
        "confirmed_by": TEXT,  # missing when nobody confirmed it
        "confirmed_on": TEXT,  # YYYY-MM-DD
    },
    key=("action_id", "other_programme", "other_id"),
)

HISTORY = TableSchema(
    "history",
    {
        "period": TEXT,
        "action_id": TEXT,  # the same over all periods
        "kind": TEXT,  # model.Kind
        "label": TEXT,
        "theme_id": TEXT,
        "theme_heading": TEXT,
        "name": TEXT,  # as the document of the period has it
        "tags": TEXT,
        "planned_years": TEXT,
        "first_planned_year": INTEGER,
        "last_planned_year": INTEGER,
        "status_text": TEXT,
        "language": TEXT,
        "status": TEXT,  # model.Status; missing for an enabler and in a roadmap
        "blocker": TEXT,  # model.Blocker; missing for none
        "origin_ids": TEXT,  # what it was split from or has in it, as confirmed; "" for none
    },
    key=("period", "action_id"),
)

CHANGES = TableSchema(
    "changes",
    {
        "action_id": TEXT,
        "former_period": TEXT,  # the period that this one is compared with
        "change": TEXT,  # improved worsened changed same | new returned split merged | gone split merged
        "presence": TEXT,  # stayed | joined | left
        "name": TEXT,  # missing for one that left
        "former_name": TEXT,  # missing for one that joined
        "related_ids": TEXT,  # what it was split from or into, has in it or is in; "" for none
        "status": TEXT,  # model.Status; missing where it has none
        "former_status": TEXT,
        "planned_years": TEXT,
        "former_planned_years": TEXT,
        "baseline_years": TEXT,  # the first years that were ever planned for it; "" for none
        "baseline_period": TEXT,  # the period that planned them; missing for none
        "slip_years": INTEGER,  # by how many the last planned year moved since the former period
        "baseline_slip_years": INTEGER,  # by how many it moved since the first plan
        "is_renamed": FLAG,
        "is_replanned": FLAG,
        "is_regression": FLAG,  # it was completed, and no longer is
        "is_silent_slip": FLAG,  # its plan has run out or moved on, and its text says nothing new
        "is_text_same": FLAG,  # the status text is that of the former period
        "status_text": TEXT,
        "former_status_text": TEXT,
        "blocker": TEXT,  # model.Blocker; missing for none
        "former_blocker": TEXT,
        "blocked_since": TEXT,  # the first period from which on this blocker has stood; missing for none
        "possible_ids": TEXT,  # with which it may be one action: proposed, not confirmed; "" for none
    },
    key=("presence", "action_id"),
)

TRANSITIONS = TableSchema(
    "transitions",
    {
        "former_status": TEXT,  # model.Status, or "joined"
        "status": TEXT,  # model.Status, or "left"
        "action_count": INTEGER,
    },
    key=("former_status", "status"),
)

TREND = TableSchema(
    "trend",
    {
        "indicator": TEXT,  # completion_rate | activity_rate | reporting_coverage
        "basis": TEXT,  # all | in_scope | like_for_like
        "period": TEXT,
        "numerator_count": INTEGER,
        "denominator_count": INTEGER,
        "share": NUMBER,  # 0-1; missing when the denominator is 0
    },
    key=("indicator", "basis", "period"),
)

FORECAST = TableSchema(
    "forecast",
    {
        "end_year": INTEGER,  # the programme's last year, at whose end the forecast aims
        "outcome": TEXT,  # made | too_few | ended: of transitions; nothing is left to forecast
        "transition_count": INTEGER,  # of single actions between periods that follow each other
        "step_count": INTEGER,  # periods until the end, as far apart as those so far
        "action_count": INTEGER,  # the actions of the period
        "completed_count": INTEGER,  # of these, completed in the period
        "low_count": INTEGER,  # completed at the end; 80 of 100 draws lie between; missing if not made
        "middle_count": INTEGER,
        "high_count": INTEGER,
        "tried_count": INTEGER,  # how often an earlier period could be forecast from those before it
        "right_count": INTEGER,  # how often what came was between low and high
    },
    key=("end_year",),
)

BURN_UP = TableSchema(
    "burn_up",
    {
        "period": TEXT,  # YYYY-MM: a period with statuses, or the December of a year to come
        "is_told": FLAG,  # whether it is a period; the others go by the plans and the scope of the latest one
        "in_scope_count": INTEGER,
        "completed_count": INTEGER,  # missing for a year to come
        "planned_count": INTEGER,  # in scope, and the last year of the plan of that period has ended
        "baseline_count": INTEGER,  # the same by the first plan that the action ever had
        "unplanned_count": INTEGER,  # in scope without a plan
    },
    key=("period",),
)

REVISIONS = TableSchema(
    "revisions",
    {
        "published_on": TEXT,  # YYYY-MM-DD: when the former count was published
        "codebook": TEXT,  # the versions that it used
        "lexicon": TEXT,
        "figure": TEXT,  # actions, or a model.Status
        "former_count": INTEGER,
        "count": INTEGER,
    },
    key=("published_on", "figure"),
)
"""Published figures of a period that are others now; made for its report out of `run.json`."""

ALL_TABLES = (
    DOCUMENTS,
    ACTIONS,
    QUARANTINE,
    READINGS,
    EXPIRED_DECISIONS,
    RELIABILITY,
    FINDINGS,
    INDICATORS,
    CONTINUATIONS,
    LINKS,
    HISTORY,
    CHANGES,
    TRANSITIONS,
    TREND,
    FORECAST,
    BURN_UP,
)


SOURCE = tuple(column for column in ACTIONS.columns if column.startswith("source_"))


def place_in_words(row: Mapping[Any, Any]) -> str:
    """Where an action stands, as far as it is known: "tilanne.pdf, page 3 (table 5, row 7)".

    Args:
        row: a row of `ACTIONS`, or any mapping with the columns `SOURCE`.
    """

    def said(unit: str, word: str = "") -> list[str]:
        value = row[f"source_{unit}"]
        return [] if pd.isna(value) else [f"{word}{value}"]

    places = [
        *said("file"),
        *(text for unit in ("page", "slide", "sheet", "line") for text in said(unit, f"{unit} ")),
    ]
    if pd.notna(row["source_sheet"]):
        places += said("address", "cell ")
    within = ", ".join([*said("table", "table "), *said("row", "row ")])
    return f"{', '.join(places)} ({within})" if within else ", ".join(places)


def without_formula(text: str) -> str:
    """The text for a cell of a CSV file: with an apostrophe before what a spreadsheet would obey."""
    return f"'{text}" if re.match(FORMULA, text.lstrip("'")) else text


def as_written(text: str) -> str:
    """What `without_formula` was given."""
    return text[1:] if text.startswith("'") and re.match(FORMULA, text.lstrip("'")) else text


def followed_up(actions: pd.DataFrame) -> pd.DataFrame:
    """The actions that shares are counted over: all but the enablers, which are shown apart."""
    require_columns(actions, "kind")
    return actions[actions["kind"] != "enabler"]
