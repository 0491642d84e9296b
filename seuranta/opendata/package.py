"""The tables of a period as a Frictionless data package: CSV files and what describes them."""

import csv
import hashlib
import inspect
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pandas as pd

from seuranta import model, tables
from seuranta.config import Programme
from seuranta.tables import ALL_TABLES, FLAG, INTEGER, NUMBER, TEXT, TableSchema, without_formula

DESCRIPTION = "datapackage.json"
_TYPES = {TEXT: "string", INTEGER: "integer", NUMBER: "number", FLAG: "boolean"}
_OF_ACTIONS = ("readings", "continuations", "links")
# Which column of a table names a row of another one, by table and column.
_REFERENCES = {
    **{(name, "action_id"): ("actions", "action_id") for name in _OF_ACTIONS},
    ("actions", "source_file"): ("documents", "file"),
    ("quarantine", "source_file"): ("documents", "file"),
}
_COLUMN = re.compile(r'^        "(?P<name>\w+)": [A-Z]+,(?:  # (?P<meaning>.+))?$', re.MULTILINE)
_CODES = re.compile(r"model\.(\w+)")
_HOW = (
    "Tables of a follow-up as published. An empty cell is a missing value or a blank text. Before a text that"
    " a spreadsheet would take for a formula there is an apostrophe that is not part of it."
)


def data_package(found: Mapping[str, pd.DataFrame], programme: Programme, period: str) -> dict[str, bytes]:
    """The files of the package, by their names.

    Args:
        found: the published tables by their names, of `tables.ALL_TABLES`.
        programme: whose they are.
        period: `YYYY-MM`.

    Returns:
        A CSV file a table (UTF-8, commas), and `datapackage.json` that describes them.
    """
    files = {schema.name: _csv(found[schema.name]) for schema in ALL_TABLES}
    language = programme.languages[0]
    description: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": f"{programme.slug}-{period}",
        "title": f"{programme.name.in_language(language)}, {period}",
        "description": _HOW,
        "languages": list(programme.languages),
        "contributors": [{"title": programme.organisation.in_language(language), "role": "publisher"}],
        "sources": [{"title": file} for file in found["documents"]["file"]],
        **({"licenses": [{"name": programme.licence}]} if programme.licence else {}),
        "resources": [_resource(schema, found[schema.name], files[schema.name]) for schema in ALL_TABLES],
    }
    text = json.dumps(description, ensure_ascii=False, indent=1)
    return {f"{name}.csv": content for name, content in files.items()} | {DESCRIPTION: text.encode("utf-8")}


def _csv(table: pd.DataFrame) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.itertuples(index=False):
        writer.writerow(map(cell_text, row))
    return text.getvalue().encode("utf-8", "replace")


def cell_text(value: Any) -> str:
    """A value as the cell of a CSV file holds it."""
    if isinstance(value, str):
        return without_formula(value)
    if pd.isna(value):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _resource(schema: TableSchema, table: pd.DataFrame, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": schema.name.replace("_", "-"),
        "path": f"{schema.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [*_fields(schema)],
            "missingValues": [""],
            **({"primaryKey": list(schema.key)} if _is_filled(table, schema.key) else {}),
            **({"foreignKeys": keys} if (keys := [*_foreign_keys(schema)]) else {}),
        },
    }


def _fields(schema: TableSchema) -> Iterator[dict[str, str]]:
    said = meanings(schema)
    for name, dtype in schema.columns.items():
        described = {"description": said[name]} if said[name] else {}
        yield {"name": name, "type": _TYPES[dtype], **described}


def _is_filled(table: pd.DataFrame, key: tuple[str, ...]) -> bool:
    """Whether the key has a value in each row: a blank in a key means something here, and nothing there."""
    return not table.empty and all(bool((table[name].notna() & (table[name] != "")).all()) for name in key)


def _foreign_keys(schema: TableSchema) -> Iterator[dict[str, Any]]:
    for (name, column), (other, field) in _REFERENCES.items():
        if name == schema.name:
            yield {"fields": [column], "reference": {"resource": other, "fields": [field]}}


def meanings(schema: TableSchema) -> dict[str, str]:
    """What each column holds, in the words beside it in the schema; "" where its name says enough.

    The codes of a vocabulary stand in place of its name.
    """
    found = {match["name"]: match["meaning"] or "" for match in _COLUMN.finditer(_source(schema.name))}
    return {name: _CODES.sub(_listed, found.get(name, "")) for name in schema.columns}


def _listed(vocabulary: re.Match[str]) -> str:
    return " | ".join(getattr(model, vocabulary[1]))


@cache
def _source(name: str) -> str:
    """The lines of a schema."""
    source = inspect.getsource(tables)
    start = source.index(f'TableSchema(\n    "{name}",')
    return source[start : source.index("\n)\n", start)]
