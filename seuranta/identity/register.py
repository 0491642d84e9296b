"""The register: what people confirmed about who is who, read from and written as `register.csv`."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from seuranta.errors import ConfigurationError
from seuranta.identity.names import name_key
from seuranta.model import Kind, Period, is_slug
from seuranta.tables import TEXT, TableSchema, as_written, without_formula


class Relation(StrEnum):
    """How an action of a period stands to actions of before."""

    SAME = "same"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    GONE = "gone"
    NEW = "new"
    SUCCESSOR = "successor"


GOES_ON = frozenset({Relation.SAME, Relation.RENAMED})
NEEDS_OTHER = frozenset({Relation.SPLIT, Relation.MERGED, Relation.SUCCESSOR})
_ELSEWHERE = frozenset({Relation.SUCCESSOR, Relation.NEW})
CONFIRMED, PROPOSED = "confirmed", "proposed"

REGISTER = TableSchema(
    "register",
    {
        "action_id": TEXT,  # the stable id that the action has from this row on
        "kind": TEXT,  # model.Kind
        "period": TEXT,  # YYYY-MM in which the action has this name; of a gone one the first without it
        "name": TEXT,  # as the document of the period has it; of a gone one the last name
        "relation": TEXT,  # same, renamed, split, merged, gone, new, successor
        "other_id": TEXT,  # the action it was split from, has in it, or carries on; "" for none
        "other_programme": TEXT,  # of a successor, or of a new one that carries on nothing of it; "" for none
        "state": TEXT,  # confirmed, or proposed: then the row is not followed
        "confirmed_by": TEXT,
        "confirmed_on": TEXT,  # YYYY-MM-DD
    },
    key=("period", "kind", "name", "relation", "other_id"),
)
_HINT = "docs/reference/folders.md says what each column of register.csv holds"


def parse_register(csv_text: str, *, where: str) -> pd.DataFrame:
    """Read the text of a `register.csv`.

    Args:
        csv_text: separated by commas, or by semicolons as a Finnish Excel saves it, with the columns of
            `REGISTER` in any order. An empty text holds no row.
        where: the file's name, for messages.

    Returns:
        `REGISTER`: one row a statement, in the order of the file; blanks are "".

    Raises:
        ConfigurationError: the columns are others, a row says something unknown or lacks what its relation
            needs, or two rows contradict each other; the message names the line.
    """
    text = csv_text.removeprefix("\ufeff")
    if not text.strip():
        return REGISTER.empty()
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[dict[str, object]] = []
    lines: dict[tuple[str, ...], int] = {}
    try:
        _check_header(tuple(reader.fieldnames or ()), where)
        for cells in reader:
            place = f"{where}, line {reader.line_num}"
            row = _row(cells, place)
            for said in _said_once(row):
                if said in lines:
                    raise _wrong(
                        f"one word on {row['name']!r} in {row['period']}, found a second (first: line"
                        f" {lines[said]})",
                        place,
                    )
                lines[said] = reader.line_num
            rows.append(dict(row))
    except csv.Error as error:
        raise _wrong(f"comma-separated values, found {error}", f"{where}, line {reader.line_num}") from error
    return REGISTER.frame(rows)


def register_csv(register: pd.DataFrame) -> str:
    """The text of a `register.csv`; `parse_register` reads the same table back.

    Args:
        register: `REGISTER`.

    Returns:
        Comma-separated rows below a header. Texts that a spreadsheet would obey begin with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(REGISTER.columns)
    for row in REGISTER.conform(register).to_dict("records"):
        writer.writerow("" if pd.isna(value) else without_formula(str(value)) for value in row.values())
    return text.getvalue()


def with_rows(register: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The register with new words on actions; what it said of the same actions before gives way.

    Args:
        register: `REGISTER`.
        rows: `REGISTER`: all that is now said of the actions that it names, period by period.

    Returns:
        `REGISTER`, in the order of periods.
    """
    every = REGISTER.frame([*_records(without(register, rows)), *_records(rows)])
    return every.sort_values("period", kind="stable", ignore_index=True)


def without(register: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The register without all that it says of the actions that some rows name, period by period.

    Args:
        register: `REGISTER`.
        rows: `REGISTER`.
    """
    named = {_subject(row) for row in _records(rows)}
    return REGISTER.frame(row for row in _records(register) if _subject(row) not in named)


def confirmed(register: pd.DataFrame) -> pd.DataFrame:
    """The rows that are followed."""
    return register[register["state"].eq(CONFIRMED)]


def _records(register: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(column): value for column, value in row.items()} for row in register.to_dict("records")]


def _subject(row: Mapping[Any, Any]) -> tuple[object, ...]:
    """Of whom a row speaks; what it carries on of another programme is a matter of its own."""
    is_gone = row["relation"] == Relation.GONE
    return (row["period"], row["kind"], name_key(str(row["name"])), is_gone, row["other_programme"])


def _said_once(row: Mapping[str, str]) -> list[tuple[str, ...]]:
    """What no other confirmed row may say as well."""
    if row["state"] != CONFIRMED:
        return []
    relation, period = row["relation"], row["period"]
    subject = (period, row["kind"], row["action_id"], name_key(row["name"]))
    once: list[tuple[str, ...]] = [(*subject, relation, row["other_programme"], row["other_id"])]
    if relation in {*GOES_ON, Relation.GONE}:
        once.append((period, row["action_id"]))
    return once


def _check_header(found: tuple[str, ...], where: str) -> None:
    if set(found) != set(REGISTER.columns) or len(found) != len(REGISTER.columns):
        raise _wrong(f"the columns {', '.join(REGISTER.columns)}, found {', '.join(found)}", where)


def _row(cells: Mapping[str, str | None], place: str) -> dict[str, str]:
    if None in cells or None in cells.values():
        raise _wrong(f"{len(REGISTER.columns)} cells, found more or fewer", place)
    row = {column: as_written(cells[column] or "").strip() for column in REGISTER.columns}
    _one_of(row, "kind", tuple(Kind), place)
    _one_of(row, "relation", tuple(Relation), place)
    _one_of(row, "state", (CONFIRMED, PROPOSED), place)
    for column in ("action_id", "name"):
        if not row[column]:
            raise _wrong(f"a value for {column!r}, found a blank", place)
    try:
        Period.parse(row["period"])
    except ValueError as error:
        raise _wrong(str(error).removeprefix("expected "), place) from error
    _check_other(row, place)
    if row["state"] == CONFIRMED:
        _check_who(row, place)
    return row


def _check_other(row: Mapping[str, str], place: str) -> None:
    relation = row["relation"]
    if (relation in NEEDS_OTHER) != bool(row["other_id"]):
        expected = "an other_id" if relation in NEEDS_OTHER else "no other_id"
        raise _wrong(f"{expected} for the relation {relation!r}, found {row['other_id']!r}", place)
    is_elsewhere = bool(row["other_programme"])
    if (relation == Relation.SUCCESSOR) > is_elsewhere or is_elsewhere > (relation in _ELSEWHERE):
        expected = "no other_programme" if is_elsewhere else "an other_programme"
        raise _wrong(f"{expected} for the relation {relation!r}, found {row['other_programme']!r}", place)
    if not is_elsewhere and row["other_id"] == row["action_id"]:
        raise _wrong("another action as other_id, found the action itself", place)
    if is_elsewhere and not is_slug(row["other_programme"]):
        raise _wrong(f"the folder name of a programme, found {row['other_programme']!r}", place)


def _check_who(row: Mapping[str, str], place: str) -> None:
    if not row["confirmed_by"]:
        raise _wrong("who confirmed it, found a blank", place)
    try:
        date.fromisoformat(row["confirmed_on"])
    except ValueError as error:
        raise _wrong(f"a date YYYY-MM-DD for 'confirmed_on', found {row['confirmed_on']!r}", place) from error


def _one_of(row: Mapping[str, str], column: str, known: tuple[str, ...], place: str) -> None:
    if row[column] not in known:
        raise _wrong(f"one of {', '.join(known)} for {column!r}, found {row[column]!r}", place)


def _wrong(expected: str, where: str) -> ConfigurationError:
    return ConfigurationError(f"expected {expected}", where=where, hint=_HINT)
