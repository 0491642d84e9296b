"""What the Typst template is given: the report laid out on pages, its links resolved, its columns measured.

All lengths are millimetres, all sizes points. The template draws; every decision that depends on the
contents (how wide a column is, which pages lie on their side, where a link leads) is taken here.
"""

import dataclasses
import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from seuranta.report.colour import readable
from seuranta.report.paging import (
    PORTRAIT_WIDTH,
    TABLE_SIZE,
    Part,
    Targets,
    language_of,
    page_parts,
    tables_in,
    unknown_block,
)
from seuranta.report.palette import STATUS_STYLES
from seuranta.report.pdf.columns import BADGE_WIDTH, column_widths, line_width, padding_of, plain
from seuranta.report.pdf.text import FAMILIES, longest_word_in_mm, showable, soften, width_in_mm

PROSE_WIDTH = 136.0
TERM_WIDTH = 50.0
BODY_SIZE, DATA_SIZE, SMALL_SIZE = 10.0, 8.0, 8.0
TITLE_SIZE, VALUE_SIZE = 25.0, 22.0

_UNBREAKABLE_LINES = 14
_CARDS_IN_A_ROW = (4, 3)


def template_data(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report as the template reads it.

    Args:
        report: the JSON form of `blocks.Report`.

    Returns:
        JSON values: the head of the report, `statuses` (the palette), `families` (the fonts) and `runs`:
        sequences of blocks on pages of one direction, with `is_landscape` and `width`.
    """
    head = {key: showable(report[key]) for key in ("title", "subtitle", "organisation", "description")}
    return {
        **head,
        **language_of(report["language"]),
        "accent_colour": readable(report["accent_colour"], "#ffffff"),
        "title_lines": soften(head["title"], PORTRAIT_WIDTH, TITLE_SIZE),
        "labels": {key: showable(label) for key, label in report["labels"].items()},
        "families": FAMILIES,
        "statuses": {code: dataclasses.asdict(style) for code, style in STATUS_STYLES.items()},
        "prose_width": PROSE_WIDTH,
        "term_width": TERM_WIDTH,
        "runs": _runs(report["sections"]),
    }


def _runs(sections: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of the report in order, those on pages of one direction together."""
    targets = Targets.of(sections)
    runs: list[dict[str, Any]] = []
    for part in page_parts(sections):
        if not runs or runs[-1]["is_landscape"] != part.is_landscape:
            runs.append({"is_landscape": part.is_landscape, "width": part.width, "blocks": []})
        runs[-1]["blocks"] += _laid_out(part, targets)
    return runs


def _laid_out(part: Part, targets: Targets) -> list[dict[str, Any]]:
    blocks = [_block(block, part.width, targets) for block in part.blocks]
    for block, following in itertools.pairwise(blocks):
        # What introduces a table is read with it, so it does not stay behind at the foot of a page.
        block["is_sticky"] = block["type"] == "paragraph" and following["type"] in ("table", "figure")
    return blocks


def drawn_tables(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables that become tables in the PDF, in order: all that have a row, those of figures included."""
    return [table for table in tables_in(report["sections"]) if table["rows"]]


def _block(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    if block["type"] not in _LAID_OUT:
        raise unknown_block(block["type"])
    return {"type": block["type"], **_LAID_OUT[block["type"]](block, width, targets)}


def _contents(_block: Mapping[str, Any], _width: float, _targets: Targets) -> dict[str, Any]:
    return {}


def _heading(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    title = soften(showable(block["title"]), width / 2, BODY_SIZE)
    return {"level": block["level"], "title": title, "anchor": targets.anchor(block["id"])}


def _paragraph(block: Mapping[str, Any], _width: float, targets: Targets) -> dict[str, Any]:
    return {"role": block["role"], "text": _spans(block["text"], PROSE_WIDTH, BODY_SIZE, targets)}


def _list(block: Mapping[str, Any], _width: float, targets: Targets) -> dict[str, Any]:
    items = [_spans(item, PROSE_WIDTH - 8, BODY_SIZE, targets) for item in block["items"]]
    return {"is_ordered": block["is_ordered"], "items": items}


def _notice(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    room = width - 20
    return {
        "severity": block["severity"],
        "title": soften(showable(block["title"]), room, BODY_SIZE),
        "text": _spans(block["text"], room, BODY_SIZE, targets),
    }


def _definitions(block: Mapping[str, Any], _width: float, targets: Targets) -> dict[str, Any]:
    return {"items": [_definition(item, targets) for item in block["items"]]}


def _spans(
    spans: Sequence[Mapping[str, Any]], room: float, size: float, targets: Targets
) -> list[dict[str, Any]]:
    return [_span(span, room, size, targets) for span in spans]


def _span(span: Mapping[str, Any], room: float, size: float, targets: Targets) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": soften(showable(span["text"]), room, size)}
    if span["is_strong"]:
        shown["is_strong"] = True
    if span["language"]:
        shown.update(language_of(span["language"]))
    return {**shown, **targets.leads_to(span["target"])}


def _definition(item: Sequence[Sequence[Mapping[str, Any]]], targets: Targets) -> dict[str, Any]:
    term, meaning = item
    return {
        "term": _spans(term, PROSE_WIDTH, BODY_SIZE, targets),
        "is_short": width_in_mm(showable(plain(term)), BODY_SIZE, is_bold=True) < TERM_WIDTH - 3,
        "meaning": _spans(meaning, PROSE_WIDTH - TERM_WIDTH, BODY_SIZE, targets),
    }


def _key_figures(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    count = len(block["items"])
    # The fullest last row wins, and of two such the wider row.
    in_a_row = count if count <= max(_CARDS_IN_A_ROW) else min(_CARDS_IN_A_ROW, key=lambda n: -count % n)
    room = width / max(in_a_row, 1) - 12
    items = [
        {
            "label": soften(showable(item["label"]), room, BODY_SIZE),
            "value": soften(showable(item["value"]), room, VALUE_SIZE),
            "detail": soften(showable(item["detail"]), room, SMALL_SIZE),
            "status": item["status"],
            **targets.leads_to(item["target"]),
        }
        for item in block["items"]
    ]
    return {
        "in_a_row": in_a_row,
        "items": items,
        "sum_note": soften(showable(block["sum_note"]), PROSE_WIDTH, SMALL_SIZE),
    }


def _figure(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    return {
        "anchor": targets.anchor(block["id"]),
        "title": soften(showable(block["title"]), width, BODY_SIZE),
        "alt": showable(block["alt"]),
        "svg": showable(block["svg"]),
        "table": _sized_table(block["table"], width, DATA_SIZE, targets),
    }


def _table(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    return _sized_table(block, width, TABLE_SIZE, targets)


def _sized_table(block: Mapping[str, Any], width: float, size: float, targets: Targets) -> dict[str, Any]:
    columns = block["columns"]
    widths = column_widths(block, width, size)
    rooms = [room - padding_of(column) for room, column in zip(widths, columns, strict=True)]
    return {
        "anchor": targets.anchor(block["id"]),
        "caption": soften(showable(block["caption"]), width, size),
        "size": size,
        "widths": widths,
        "columns": [
            {"kind": column["kind"], "title": _title(column, room, size)}
            for column, room in zip(columns, rooms, strict=True)
        ],
        "row_header": block["row_header"],
        "rows": [_row(row, columns, rooms, size, targets) for row in block["rows"]],
    }


def _title(column: Mapping[str, Any], room: float, size: float) -> dict[str, Any]:
    words = showable(column["title"])
    language = language_of(column["language"]) if column["language"] else {}
    is_cramped = longest_word_in_mm(words, size, is_bold=True) > room
    return {"text": soften(words, room, size), "is_cramped": is_cramped, **language}


def _row(
    row: Mapping[str, Any],
    columns: Sequence[Mapping[str, Any]],
    rooms: Sequence[float],
    size: float,
    targets: Targets,
) -> dict[str, Any]:
    lines = max(
        (math.ceil(line_width(row, index, size) / room) for index, room in enumerate(rooms)), default=0
    )
    cells = [
        _cell(cell, column, room, size, targets)
        for cell, column, room in zip(row["cells"], columns, rooms, strict=True)
    ]
    return {
        "anchor": targets.anchor(row["id"]),
        "is_total": row["is_total"],
        "is_breakable": lines > _UNBREAKABLE_LINES,
        "cells": cells,
    }


def _cell(
    cell: Mapping[str, Any], column: Mapping[str, Any], room: float, size: float, targets: Targets
) -> dict[str, Any]:
    if column["kind"] == "year" and cell["is_marked"] is not None:
        words = showable(plain(cell["text"])) or column["title"]
        return {"is_marked": cell["is_marked"], "words": words}
    badge = BADGE_WIDTH if cell["status"] else 0.0
    shown: dict[str, Any] = {"text": _spans(cell["text"], room - badge, size, targets)}
    if cell["status"]:
        shown["status"] = cell["status"]
    return shown


_LAID_OUT = {
    "contents": _contents,
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "notice": _notice,
    "definitions": _definitions,
    "key_figures": _key_figures,
    "figure": _figure,
    "table": _table,
}
