"""Writes docs/reference/tables.md from the schemas of seuranta/tables.py and the comments in them."""

import inspect
import re
from pathlib import Path

from seuranta import model, tables
from seuranta.tables import ALL_TABLES, TableSchema

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "tables.md"
_ROWS = {
    "documents": "One row a document of the period, read or refused.",
    "actions": "One row a use case, measure or enabler, in the order of the documents.",
    "quarantine": "One row a row of a document that cannot be used and is in no count.",
    "readings": "One row an action that has a status column, in the order of `actions`.",
    "expired_decisions": "One row a decision that no longer holds.",
    "reliability": "One row a tier of the rules, and one for the agreement of two readers.",
    "findings": "One row a thing that a check found. The rules are in [rules.md](rules.md).",
    "indicators": "One row a count over a count. The indicators are in [indicators.md](indicators.md).",
    "continuations": "One row an action that carries on an action of the former programme.",
    "links": "One row an action and what it goes on from, or may go on from.",
    "history": "One row an action and earlier period of the programme.",
    "changes": "One row a followed-up action of this period or the one before; empty without one before.",
    "transitions": "One row a pair of statuses that occurs.",
    "forecast": "One row: how many actions will be completed by the programme's end; empty without statuses.",
    "trend": "One row a count over a count in one of the periods up to this one.",
    "burn_up": "One row a period with statuses, then one a year to come; empty without statuses.",
}
_DTYPES = {"str": "text", "Int64": "whole number", "float64": "number", "bool": "true or false"}
_COLUMN = re.compile(r'^        "(?P<name>\w+)": [A-Z]+,(?:  # (?P<meaning>.+))?$', re.MULTILINE)
_CODES = re.compile(r"model\.(\w+)")
_INTRODUCTION = """\
# Tables

The tables of a period, in `data/processed/<programme>/<period>/`: each as `.parquet` for programs and
as `.csv` (UTF-8, comma-separated) for people. The stages meet in these tables and in nothing else.

A missing value is not a blank text: where `status_text` is missing, the document has no such column;
where it is blank, nobody wrote anything. In the CSV both are empty: use the Parquet file where the
difference matters. Before a text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`,
`@`, a tab or a carriage return), the CSV has an apostrophe; the Parquet file has the text itself.

This page is made from `seuranta/tables.py` by `.venv/bin/python -m tools.tables_reference`, and a test
compares them.
"""


def tables_reference() -> str:
    """The page: every table with its key, and every column with its type and meaning."""
    return "\n".join([_INTRODUCTION, *(_section(schema) for schema in ALL_TABLES)])


def _section(schema: TableSchema) -> str:
    meanings = _meanings(schema)
    key = ", ".join(f"`{name}`" for name in schema.key)
    rows = [f"| `{name}` | {_DTYPES[dtype]} | {meanings[name]} |" for name, dtype in schema.columns.items()]
    head = [f"## {schema.name}", "", f"{_ROWS[schema.name]} Key: {key}.", ""]
    return "\n".join([*head, "| column | type | holds |", "|---|---|---|", *rows, ""])


def _meanings(schema: TableSchema) -> dict[str, str]:
    """What the comment beside each column says; blank where the name says enough."""
    source = inspect.getsource(tables)
    start = source.index(f'"{schema.name}",\n    {{')
    block = source[start : source.index("key=(", start)]
    return {found["name"]: _in_words(found["meaning"] or "") for found in _COLUMN.finditer(block)}


def _in_words(comment: str) -> str:
    def codes(found: re.Match[str]) -> str:
        return ", ".join(f"`{code}`" for code in getattr(model, found[1]))

    return _CODES.sub(codes, comment).replace(" | ", ", ")


if __name__ == "__main__":
    PAGE.write_text(tables_reference(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
