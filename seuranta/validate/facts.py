"""What a check needs to know of a row beside its own cells: its place, its namesakes, its document."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from seuranta.model import Kind, bare_words
from seuranta.tables import place_in_words

# the columns that people write into, in the order of the table
WRITTEN = (
    "name",
    "status_text",
    "problem",
    "goal",
    "origin",
    "benefit",
    "beneficiary",
    "impact",
    "cost_class",
    "level",
)
SHARED_TEXT_LENGTH = 15  # shorter texts ("Ei edistetty.") are the same by nature


def with_facts(actions: pd.DataFrame) -> pd.DataFrame:
    """The actions with what the checks and the messages need.

    Args:
        actions: table `actions`.

    Returns:
        The same rows, a missing name or kind made "" so that no check passes over it, with `row_number`
        (from 0), `place`, `is_followed_up`, `has_status_column`, `has_planning_document` (whether its
        document plans any action), `planned_span`, `bare_name` and `bare_status_text` (missing where
        they are not compared), `same_name` and `same_text` (the labels of the others that share them).
    """
    is_followed_up = actions["kind"].ne(Kind.ENABLER)
    plans = actions["first_planned_year"].notna().groupby(actions["source_file"], dropna=False)
    bare_name, bare_text = (_texts(map(_bare, actions[column])) for column in ("name", "status_text"))
    facts = actions.fillna({"name": "", "kind": ""}).assign(
        row_number=range(len(actions)),
        place=_texts(map(place_in_words, actions.to_dict("records"))),
        is_followed_up=is_followed_up,
        has_status_column=actions["status_text"].notna(),
        has_planning_document=plans.transform("any"),
        planned_span=_texts(map(_span, actions["first_planned_year"], actions["last_planned_year"])),
        bare_name=bare_name.where(is_followed_up & bare_name.ne("")),
        bare_status_text=bare_text.where(bare_text.str.len().ge(SHARED_TEXT_LENGTH)),
    )
    return facts.assign(
        same_name=_texts(_labels_of_others(facts, "bare_name")),
        same_text=_texts(_labels_of_others(facts, "bare_status_text")),
    )


def cells_of(facts: pd.DataFrame) -> pd.DataFrame:
    """What is written, one row a cell: blank cells too, but none of a column that a document lacks.

    Returns:
        `row_number` (of the cell, from 0), `action_id`, `name`, `place`, `cell_column`, `text`.
    """
    about = ["row_number", "action_id", "place"]
    written = facts.assign(text_name=facts["name"])[[*about, "text_name", *WRITTEN]]
    cells = written.melt([*about, "text_name"], var_name="cell_column", value_name="text").dropna(
        subset="text"
    )
    in_order = cells.sort_values("row_number", kind="stable", ignore_index=True)
    return in_order.rename(columns={"text_name": "name"}).assign(row_number=range(len(in_order)))


def with_readings(facts: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """The actions beside their readings: the first one, and how many there are (`reading_count`)."""
    counts = facts["action_id"].map(readings["action_id"].value_counts()).fillna(0).astype(int)
    first = readings.dropna(subset="action_id").drop_duplicates("action_id")
    return facts.assign(reading_count=counts).merge(first, on="action_id", how="left")


def with_places(readings: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The readings with their `row_number` and the `name` and `place` of their actions.

    A missing code or identifier becomes "", so that no check passes over it as it does over a gap.
    """
    required = dict.fromkeys(("action_id", "status", "tier", "timing"), "")
    known = facts[["action_id", "name", "place"]].dropna(subset="action_id").drop_duplicates("action_id")
    placed = readings.merge(known, on="action_id", how="left").fillna(required)
    return placed.assign(row_number=range(len(placed)))


def with_row_counts(documents: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """The documents that were read, each with `row_count`, how many actions of it are in the table."""
    read = documents[documents["outcome"].eq("read")].reset_index(drop=True)
    counts = read["file"].map(actions["source_file"].value_counts()).fillna(0).astype("Int64")
    return read.assign(row_number=range(len(read)), row_count=counts, place=read["file"])


def _texts(values: Iterable[str | None]) -> "pd.Series[str]":
    return pd.Series(list(values), dtype="str")


def _bare(text: object) -> str | None:
    if not isinstance(text, str):
        return None
    return bare_words(text)


def _span(first: Any, last: Any) -> str | None:
    return None if pd.isna(first) and pd.isna(last) else f"{first}–{last}"


def _labels_of_others(facts: pd.DataFrame, column: str) -> list[str | None]:
    """For each row, the labels of the other rows with the same value; missing where it has none."""
    labels = facts["label"].fillna("–")
    rows_by_value = facts.groupby(column, sort=False)["row_number"].agg(list).to_dict()
    return [
        ", ".join(labels.iloc[other] for other in rows_by_value.get(value, []) if other != row) or None
        for row, value in zip(facts["row_number"], facts[column], strict=True)
    ]
