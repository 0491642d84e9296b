"""What the documents say of themselves beside what the tables hold of them: counts, totals, remarks."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from seuranta.model import LANGUAGES
from seuranta.validate.catalogue import OTHER_REMARK, REMARKS
from seuranta.validate.findings import in_language
from seuranta.validate.subjects import ROW, SUBJECT, numbered

SAID_OF_THE_ROW = frozenset({"no_name"})  # the row itself is kept apart and said by R040
WHOLE = frozenset({"whole document", "document"})
_PLACE = re.compile(r"\btable (?P<table>\d+), row (?P<row>\d+)")
_TABLE = [SUBJECT, "source_file", "source_table"]
_ROW = [*_TABLE, "source_row"]


def with_row_counts(documents: pd.DataFrame, actions: pd.DataFrame, quarantine: pd.DataFrame) -> pd.DataFrame:
    """The documents that were read, each with `row_count`, how many of its actions are in the tables."""
    read = numbered(documents[documents["outcome"].eq("read")])
    kept = pd.concat([actions[[SUBJECT, "source_file"]], quarantine[[SUBJECT, "source_file"]]])
    counts = kept.groupby([SUBJECT, "source_file"]).size()
    keys = zip(read[SUBJECT], read["file"], strict=True)
    return read.assign(
        row_count=pd.Series([counts.get(key, 0) for key in keys], dtype="Int64"), place=read["file"]
    )


def table_counts(documents: pd.DataFrame, actions: pd.DataFrame, quarantine: pd.DataFrame) -> pd.DataFrame:
    """One row a table of actions: how many rows it has in its document, and how many can be accounted for.

    Returns:
        `subject`, `row_number`, `file`, `place`, `source_table`, `row_count`, `accounted_count`.
    """
    kept = pd.concat([actions[_TABLE], quarantine[_TABLE]]).groupby(_TABLE).size()
    rows = []
    for document, table in _tables(documents):
        beside = table["heading_count"] + table["left_out_count"] + table["joined_count"]
        found = int(kept.get((document[SUBJECT], document["file"], table["table"]), 0))
        rows.append(
            {
                **_about(document, table),
                "row_count": table["row_count"],
                "accounted_count": found + beside,
            }
        )
    columns = [SUBJECT, "file", "place", "source_table", "row_count", "accounted_count"]
    return numbered(pd.DataFrame(rows, columns=columns))


def totals(documents: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """One row a total that a table states: how many actions it says are planned for a year.

    Returns:
        `subject`, `row_number`, `file`, `place`, `source_table`, `what` (the year), `stated_count`,
        `counted_count` (in the table) and `adds_up`: whether the table or the whole document has as many.
    """
    planned = actions.assign(year=actions["planned_years"].str.split()).explode("year").dropna(subset="year")
    in_table = planned.groupby([*_TABLE, "year"]).size()
    in_document = planned.groupby([SUBJECT, "source_file", "year"]).size()
    rows = []
    for document, table in _tables(documents):
        key = (document[SUBJECT], document["file"])
        for year, stated in table["totals"].items():
            counted = int(in_table.get((*key, table["table"], year), 0))
            rows.append(
                {
                    **_about(document, table),
                    "what": year,
                    "stated_count": stated,
                    "counted_count": counted,
                    "adds_up": stated in (counted, int(in_document.get((*key, year), 0))),
                }
            )
    columns = [SUBJECT, "file", "place", "source_table", "what", "stated_count", "counted_count", "adds_up"]
    return numbered(pd.DataFrame(rows, columns=columns))


def remarks(documents: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """One row a document, and one a remark that its reader made.

    Returns:
        `subject`, `row_number`, `action_row` (missing where it is about no action), `place`,
        `remark_rule` ("" in the row of a document), `remark_words` (in English, with details) and
        `remark_fi`, `remark_sv`, `remark_en`.
    """
    rows: list[dict[str, object]] = []
    for document in documents.to_dict("records"):
        about = {SUBJECT: document[SUBJECT], "source_file": document["file"]}
        rows.append({**about, "place": document["file"], "remark_rule": ""})
        for warning in _listed(document["warnings"]):
            if warning["code"] in SAID_OF_THE_ROW:
                continue
            remark = REMARKS.get(warning["code"], OTHER_REMARK)
            match = _PLACE.search(warning["place"])
            rows.append(
                {
                    **about,
                    "source_table": int(match["table"]) if match else None,
                    "source_row": int(match["row"]) if match else None,
                    "place": _place(document["file"], warning["place"]),
                    "remark_rule": remark.rule,
                    "remark_words": warning["message"],
                    **{f"remark_{name}": in_language(remark.wording, name) for name in LANGUAGES},
                }
            )
    names = [f"remark_{language}" for language in LANGUAGES]
    columns = [*_ROW, "place", "remark_rule", "remark_words", *names]
    said = pd.DataFrame(rows, columns=columns).astype({"source_table": "Int64", "source_row": "Int64"})
    known = facts[[*_ROW, ROW]].dropna(subset=_ROW).rename(columns={ROW: "action_row"})
    beside = said.merge(known.drop_duplicates(_ROW), on=_ROW, how="left")
    return numbered(beside.drop(columns=["source_file", "source_table", "source_row"]))


def _place(file: str, place: str) -> str:
    """Where a remark was made; the file alone where it is about the whole of it."""
    return file if place in WHOLE else f"{file}, {place}"


def _tables(documents: pd.DataFrame) -> Iterator[tuple[Mapping[Any, Any], Mapping[str, Any]]]:
    for document in documents[documents["outcome"].eq("read")].to_dict("records"):
        for table in _listed(document["tables"]):
            yield document, table


def _listed(value: object) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(value) if isinstance(value, str) else []
    return listed


def _about(document: Mapping[Any, Any], table: Mapping[str, Any]) -> dict[str, object]:
    return {
        SUBJECT: document[SUBJECT],
        "file": document["file"],
        "place": f"{document['file']}, table {table['table']}",
        "source_table": table["table"],
    }
