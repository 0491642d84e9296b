"""What people decided about readings: `decisions.csv`, and which of its rows no longer hold."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from seuranta.classify.texts import text_sha256
from seuranta.errors import ConfigurationError
from seuranta.model import Blocker, Status, Tier
from seuranta.tables import (
    EXPIRED_DECISIONS,
    INTEGER,
    TEXT,
    TableSchema,
    as_written,
    require_columns,
    without_formula,
)

DECISIONS = TableSchema(
    "decisions",
    {
        "action_id": TEXT,
        "text_sha256": TEXT,  # of the text that was decided about, see `text_sha256`
        "status": TEXT,  # model.Status
        "blocker": TEXT,  # model.Blocker; missing for none
        "as_of_year": INTEGER,  # missing for none
        "decided_by": TEXT,
        "decided_on": TEXT,  # YYYY-MM-DD
        "reason": TEXT,
        "read_as": TEXT,  # model.Status as the rules read the text then; missing in a row written by hand
        "tier": TEXT,  # model.Tier of that reading
        "lexicon": TEXT,  # the fingerprint of the lexicon that the rules had then
    },
    key=("action_id", "text_sha256"),
)
OF_THE_RULES = ("read_as", "tier", "lexicon")
"""The columns that say what the rules had read; a file without them is whole."""

_HINT = "docs/reference/codebook.md says what each column of decisions.csv holds"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_LEXICON = re.compile(r"[0-9a-f]{16}")


def parse_decisions(csv_text: str, *, where: str) -> pd.DataFrame:
    """Read the text of a `decisions.csv`.

    Args:
        csv_text: separated by commas, or by semicolons as a Finnish Excel saves it, with the columns of
            `DECISIONS` in any order; `blocker`, `as_of_year` and `reason` may be blank, and the columns
            `OF_THE_RULES` blank or absent. An empty text holds no decision.
        where: the file's name, for messages.

    Returns:
        `DECISIONS`: one row a decision, in the order of the file.

    Raises:
        ConfigurationError: the columns are others, or a row lacks who decided, names an unknown status or
            blocker, holds a malformed hash, year or date, or decides the same text twice; the message names
            its line.
    """
    text = csv_text.removeprefix("\ufeff")
    if not text.strip():
        return DECISIONS.empty()
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        _check_header(reader.fieldnames or (), where=where)
        rows: list[dict[str, object]] = []
        lines: dict[tuple[object, object], int] = {}
        for row in reader:
            line = reader.line_num
            decision = _decision(row, where=f"{where}, line {line}")
            key = (decision["action_id"], decision["text_sha256"])
            if key in lines:
                raise _wrong(
                    f"one decision a text, found a second on {key[0]!r} (first: line {lines[key]})",
                    where=f"{where}, line {line}",
                )
            lines[key] = line
            rows.append(decision)
    except csv.Error as error:
        raise _wrong(
            f"comma-separated values, found {error}", where=f"{where}, line {reader.line_num}"
        ) from error
    return DECISIONS.frame(rows)


def decisions_csv(decisions: pd.DataFrame) -> str:
    """The text of a `decisions.csv`; `parse_decisions` reads the same table back.

    Args:
        decisions: `DECISIONS`.

    Returns:
        Comma-separated rows below a header. Texts that a spreadsheet would obey begin with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(DECISIONS.columns)
    for row in DECISIONS.conform(decisions).to_dict(orient="records"):
        writer.writerow("" if pd.isna(value) else without_formula(str(value)) for value in row.values())
    return text.getvalue()


def expired_decisions(decisions: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """The decisions that no longer hold: their action is gone, or its status text has changed.

    Args:
        decisions: `DECISIONS`.
        actions: `ACTIONS` of the same period.

    Returns:
        `tables.EXPIRED_DECISIONS`: those that hold no longer, and why.

    Raises:
        MissingColumnError: `action_id` or `status_text` is absent.
    """
    require_columns(actions, "action_id", "status_text")
    reported = actions[actions["status_text"].notna()]
    current = {
        action_id: text_sha256(text)
        for action_id, text in zip(reported["action_id"], reported["status_text"], strict=True)
    }
    why = [
        "action_gone" if action_id not in current else "text_changed" if current[action_id] != sha256 else ""
        for action_id, sha256 in zip(decisions["action_id"], decisions["text_sha256"], strict=True)
    ]
    marked = decisions.assign(why=pd.Series(why, index=decisions.index, dtype=TEXT))
    return EXPIRED_DECISIONS.conform(marked[marked["why"] != ""])


def _check_header(names: Sequence[str], *, where: str) -> None:
    needed = set(DECISIONS.columns) - set(OF_THE_RULES)
    if len(set(names)) < len(names) or not needed <= set(names) <= set(DECISIONS.columns):
        raise _wrong(
            f"the columns {', '.join(DECISIONS.columns)}, found {', '.join(names) or 'none'}",
            where=f"{where}, line 1",
        )


def _decision(row: Mapping[str | None, object], *, where: str) -> dict[str, object]:
    """One row as typed values; a blank that may be blank is None."""
    if None in row or any(value is None for value in row.values()):
        raise _wrong("a cell for each column, found more or fewer", where=where)
    cells = {str(name): as_written(str(value).strip()) for name, value in row.items()}
    for name in ("action_id", "decided_by"):
        if not cells[name]:
            raise _wrong(f"a value for {name!r}, found a blank", where=where)
    _require(
        _SHA256.fullmatch(cells["text_sha256"]),
        "64 hexadecimal digits for 'text_sha256'",
        cells["text_sha256"],
        where,
    )
    _require(cells["status"] in set(Status), f"a status ({', '.join(Status)})", cells["status"], where)
    _require(
        cells["blocker"] in {"", *Blocker},
        f"a blocker ({', '.join(Blocker)}) or a blank",
        cells["blocker"],
        where,
    )
    year = cells["as_of_year"]
    _require(not year or _YEAR.fullmatch(year), "a year or a blank for 'as_of_year'", year, where)
    _require(_is_date(cells["decided_on"]), "a date YYYY-MM-DD for 'decided_on'", cells["decided_on"], where)
    _check_of_the_rules(cells, where)
    return {
        **cells,
        **{name: cells.get(name) or None for name in OF_THE_RULES},
        "blocker": cells["blocker"] or None,
        "as_of_year": int(year) if year else None,
    }


def _check_of_the_rules(cells: Mapping[str, str], where: str) -> None:
    read_as, tier, lexicon = (cells.get(name, "") for name in OF_THE_RULES)
    _require(read_as in {"", *Status}, f"a status ({', '.join(Status)}) or a blank", read_as, where)
    of_rules = (Tier.CLEAR, Tier.DOUBTFUL)
    _require(tier in {"", *of_rules}, f"a tier ({', '.join(of_rules)}) or a blank", tier, where)
    _require(
        not lexicon or _LEXICON.fullmatch(lexicon),
        "16 hexadecimal digits or a blank for 'lexicon'",
        lexicon,
        where,
    )


def _require(condition: object, expected: str, found: str, where: str) -> None:
    if not condition:
        raise _wrong(f"{expected}, found {found!r}", where=where)


def _wrong(expected_found: str, *, where: str) -> ConfigurationError:
    return ConfigurationError(f"expected {expected_found}", where=where, hint=_HINT)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
