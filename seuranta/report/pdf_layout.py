"""What the Typst template is given: the report laid out on pages, its links resolved, its columns measured.

All lengths are millimetres, all sizes points. The template draws; every decision that depends on the
contents (how wide a column is, which pages lie on their side, where a link leads) is taken here.
"""

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from seuranta.errors import StepFailedError
from seuranta.report.palette import STATUS_STYLES
from seuranta.report.pdf_text import FAMILIES, longest_word_in_mm, showable, soften, width_in_mm

PORTRAIT_WIDTH = 170.0
LANDSCAPE_WIDTH = 257.0
PROSE_WIDTH = 136.0
TERM_WIDTH = 44.0
BODY_SIZE, TABLE_SIZE, DATA_SIZE, SMALL_SIZE = 10.0, 8.5, 8.0, 8.0
VALUE_SIZE = 22.0

_REGIONS = {"fi": "FI", "sv": "FI", "en": "GB"}
_LINKS = ("https://", "http://", "mailto:")
_CELL_PADDING = 3.0  # left and right together
_YEAR_PADDING = 1.6
_BADGE_WIDTH = 6.5  # the symbol and the room around the word
_BOLD = 1.08  # how much wider a heading is than the regular weight that was measured
_WIDEST = {"number": 30.0, "label": 30.0, "status": 34.0, "place": 28.0, "year": 14.0}
_NARROWEST_PROSE = {"name": 30.0, "text": 44.0}
_UNBREAKABLE_LINES = 14
_CARDS_IN_A_ROW = (4, 3)


@dataclasses.dataclass(frozen=True)
class Targets:
    """The places that links within the report can lead to; each is anchored once, where it comes first."""

    known: frozenset[str]
    anchored: set[str] = dataclasses.field(default_factory=set)

    def anchor(self, target_id: str | None) -> str | None:
        """The id when this is its first place in the report, otherwise none."""
        if not target_id or target_id in self.anchored:
            return None
        self.anchored.add(target_id)
        return target_id


def template_data(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report as the template reads it.

    Args:
        report: the JSON form of `blocks.Report`.

    Returns:
        JSON values: the head of the report, `statuses` (the palette), `families` (the fonts) and `runs`:
        sequences of blocks on pages of one direction, with `is_landscape` and `width`.
    """
    targets = Targets(frozenset(_ids(report["sections"])))
    parts = [part for section in report["sections"] for part in _parts(section, 1)]
    first_section_parts = len(list(_parts(report["sections"][0], 1))) if report["sections"] else 0
    runs: list[dict[str, Any]] = []
    for index, part in enumerate(parts):
        is_landscape = any(_needs_landscape(block) for block in part)
        width = LANDSCAPE_WIDTH if is_landscape else PORTRAIT_WIDTH
        blocks = [_block(block, width, targets) for block in part]
        if index + 1 == first_section_parts:
            blocks.append({"type": "contents"})
        if runs and runs[-1]["is_landscape"] == is_landscape:
            runs[-1]["blocks"] += blocks
        else:
            runs.append({"is_landscape": is_landscape, "width": width, "blocks": blocks})
    head = {key: showable(report[key]) for key in ("title", "subtitle", "organisation", "description")}
    return {
        **head,
        **_language(report["language"]),
        "accent_colour": report["accent_colour"],
        "labels": {key: showable(label) for key, label in report["labels"].items()},
        "families": FAMILIES,
        "statuses": {code: dataclasses.asdict(style) for code, style in STATUS_STYLES.items()},
        "prose_width": PROSE_WIDTH,
        "term_width": TERM_WIDTH,
        "runs": runs,
    }


def drawn_tables(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables that become tables in the PDF, in order: all that have a row, those of figures included."""
    return [table for table in _tables(report["sections"]) if table["rows"]]


def _tables(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        if block["type"] == "section":
            yield from _tables(block["blocks"])
        elif block["type"] == "figure":
            yield block["table"]
        elif block["type"] == "table":
            yield block


def _ids(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for block in blocks:
        match block["type"]:
            case "section":
                yield block["id"]
                yield from _ids(block["blocks"])
            case "figure":
                yield block["id"]
                yield from _table_ids(block["table"])
            case "table":
                yield from _table_ids(block)


def _table_ids(table: Mapping[str, Any]) -> Iterator[str]:
    yield table["id"]
    yield from (row["id"] for row in table["rows"] if row["id"])


def _parts(section: Mapping[str, Any], level: int) -> Iterator[list[Mapping[str, Any]]]:
    """The section as parts that stay on pages of one direction: headings with the blocks that follow them."""
    part: list[Mapping[str, Any]] = [
        {"type": "heading", "level": level, "id": section["id"], "title": section["title"]}
    ]
    for block in section["blocks"]:
        if block["type"] != "section":
            part.append(block)
            continue
        inner = list(_parts(block, level + 1))
        if all(piece["type"] == "heading" for piece in part):
            inner[0] = part + inner[0]
        elif part:
            yield part
        part = []
        yield from inner
    if part:
        yield part


def _needs_landscape(block: Mapping[str, Any]) -> bool:
    if block["type"] != "table":
        return False
    least = sum(narrowest for narrowest, _ in _column_ranges(block, TABLE_SIZE))
    return bool(least > PORTRAIT_WIDTH)


def _language(code: str) -> dict[str, str | None]:
    return {"language": code, "region": _REGIONS.get(code)}


def _block(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    match block["type"]:
        case "heading":
            title = soften(showable(block["title"]), width / 2, BODY_SIZE)
            return {**block, "title": title, "anchor": targets.anchor(block["id"])}
        case "paragraph":
            return {**block, "text": _spans(block["text"], PROSE_WIDTH, BODY_SIZE, targets)}
        case "list":
            items = [_spans(item, PROSE_WIDTH - 8, BODY_SIZE, targets) for item in block["items"]]
            return {**block, "items": items}
        case "notice":
            text = _spans(block["text"], width - 20, BODY_SIZE, targets)
            return {**block, "title": soften(showable(block["title"]), width - 20, BODY_SIZE), "text": text}
        case "definitions":
            return {"type": "definitions", "items": [_definition(item, targets) for item in block["items"]]}
        case "key_figures":
            return _key_figures(block, width, targets)
        case "figure":
            return _figure(block, width, targets)
        case "table":
            return _table(block, width, TABLE_SIZE, targets)
    raise StepFailedError(
        f"expected a block of a known type, found {block['type']!r}",
        hint="the notebook was made by another version of seuranta: run 40_report again",
    )


def _spans(
    spans: Sequence[Mapping[str, Any]], room: float, size: float, targets: Targets
) -> list[dict[str, Any]]:
    return [_span(span, room, size, targets) for span in spans]


def _span(span: Mapping[str, Any], room: float, size: float, targets: Targets) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": soften(showable(span["text"]), room, size)}
    if span["is_strong"]:
        shown["is_strong"] = True
    if span["language"]:
        shown.update(_language(span["language"]))
    return {**shown, **_link(span["target"], targets)}


def _link(target: str | None, targets: Targets) -> dict[str, str]:
    """Where a link leads; nothing when its place is not in the report or its address is of another kind."""
    if target and target.startswith("#") and target[1:] in targets.known:
        return {"anchor": target[1:]}
    if target and target.lower().startswith(_LINKS):
        return {"address": target}
    return {}


def _definition(item: Sequence[Sequence[Mapping[str, Any]]], targets: Targets) -> dict[str, Any]:
    term, meaning = item
    return {
        "term": _spans(term, PROSE_WIDTH, BODY_SIZE, targets),
        "is_short": width_in_mm(showable(_plain(term)), BODY_SIZE) * _BOLD < TERM_WIDTH - 3,
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
            **_link(item["target"], targets),
        }
        for item in block["items"]
    ]
    return {
        "type": "key_figures",
        "in_a_row": in_a_row,
        "items": items,
        "sum_note": soften(showable(block["sum_note"]), PROSE_WIDTH, SMALL_SIZE),
    }


def _figure(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    return {
        "type": "figure",
        "anchor": targets.anchor(block["id"]),
        "title": soften(showable(block["title"]), width, BODY_SIZE),
        "alt": showable(block["alt"]),
        "svg": showable(block["svg"]),
        "table": _table(block["table"], width, DATA_SIZE, targets),
    }


def _table(block: Mapping[str, Any], width: float, size: float, targets: Targets) -> dict[str, Any]:
    columns = block["columns"]
    widths = column_widths(block, width, size)
    rooms = [room - _padding(column) for room, column in zip(widths, columns, strict=True)]
    return {
        "type": "table",
        "anchor": targets.anchor(block["id"]),
        "caption": soften(showable(block["caption"]), width, size),
        "size": size,
        "widths": widths,
        "columns": [
            {"title": soften(showable(column["title"]), room, size), "kind": column["kind"]}
            for column, room in zip(columns, rooms, strict=True)
        ],
        "row_header": block["row_header"],
        "rows": [_row(row, columns, rooms, size, targets) for row in block["rows"]],
    }


def _row(
    row: Mapping[str, Any],
    columns: Sequence[Mapping[str, Any]],
    rooms: Sequence[float],
    size: float,
    targets: Targets,
) -> dict[str, Any]:
    lines = max(
        (math.ceil(_line_width(cell, size) / room) for cell, room in zip(row["cells"], rooms, strict=True)),
        default=0,
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
        words = showable(_plain(cell["text"])) or column["title"]
        return {"is_marked": cell["is_marked"], "words": words}
    badge = _BADGE_WIDTH if cell["status"] else 0.0
    shown: dict[str, Any] = {"text": _spans(cell["text"], room - badge, size, targets)}
    if cell["status"]:
        shown["status"] = cell["status"]
    return shown


def column_widths(table: Mapping[str, Any], available: float, size: float) -> list[float]:
    """How wide each column of a table is.

    Short columns get what their contents need. `name` and `text` columns share the rest, by the length of
    what stands in them, and none gets more than it can use.

    Args:
        table: the JSON form of `blocks.Table`.
        available: the width of the page inside its margins.
        size: the size of the letters.

    Returns:
        One width a column; together at most `available`.
    """
    ranges = _column_ranges(table, size)
    least = sum(narrowest for narrowest, _ in ranges)
    if least >= available:
        return [narrowest * available / least for narrowest, _ in ranges]
    weights = [_weight(table, index) for index in range(len(ranges))]
    return _shared(ranges, weights, available)


def _shared(ranges: Sequence[tuple[float, float]], weights: Sequence[float], available: float) -> list[float]:
    """Each column between its narrowest and its widest, what is left over split by weight."""
    widths = [narrowest for narrowest, _ in ranges]
    growing = {index for index, (narrowest, widest) in enumerate(ranges) if widest > narrowest}
    while growing and (left := available - sum(widths)) > 0.01:  # noqa: PLR2004 (a hundredth of a millimetre)
        # Widths follow the weights as a whole, so a column that starts wide waits for the others.
        total = sum(weights[index] for index in growing)
        pool = left + sum(widths[index] for index in growing)
        wanted = {index: pool * weights[index] / total for index in growing}
        content = {index for index in growing if wanted[index] <= widths[index]}
        if content:
            growing -= content
            continue
        full = {index for index in growing if wanted[index] >= ranges[index][1]}
        for index in full or growing:
            widths[index] = min(wanted[index], ranges[index][1])
        growing = growing - full if full else set()
    return widths


def _column_ranges(table: Mapping[str, Any], size: float) -> list[tuple[float, float]]:
    """The narrowest and the widest sensible width of each column."""
    return [_column_range(table, index, size) for index in range(len(table["columns"]))]


def _column_range(table: Mapping[str, Any], index: int, size: float) -> tuple[float, float]:
    column = table["columns"][index]
    cells = [row["cells"][index] for row in table["rows"]]
    padding = _padding(column)
    heading = longest_word_in_mm(showable(column["title"]), size) * _BOLD + padding
    widest = max([heading, *(_line_width(cell, size) + padding for cell in cells)])
    if column["kind"] in _NARROWEST_PROSE:
        return min(max(heading, _NARROWEST_PROSE[column["kind"]]), widest), widest
    if column["kind"] == "year":
        marked = [cell for cell in cells if cell["is_marked"] is None]
        widest = max([heading, *(_line_width(cell, size) + padding for cell in marked)])
    needed = min(widest, max(_WIDEST[column["kind"]], heading))
    return needed, needed


def _line_width(cell: Mapping[str, Any], size: float) -> float:
    """The width of a cell's longest line if nothing had to wrap."""
    lines = showable(_plain(cell["text"])).split("\n")
    badge = _BADGE_WIDTH if cell["status"] else 0.0
    return max(width_in_mm(line, size) for line in lines) * _BOLD + badge


def _weight(table: Mapping[str, Any], index: int) -> float:
    """The square root of the mean length: a column four times as long gets twice the width."""
    lengths = [len(_plain(row["cells"][index]["text"])) for row in table["rows"]]
    return math.sqrt(max(sum(lengths) / max(len(lengths), 1), 1.0))


def _padding(column: Mapping[str, Any]) -> float:
    return _YEAR_PADDING if column["kind"] == "year" else _CELL_PADDING


def _plain(spans: Sequence[Mapping[str, Any]]) -> str:
    return "".join(span["text"] for span in spans)
