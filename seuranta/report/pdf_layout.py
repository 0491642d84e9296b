"""What the Typst template is given: the report laid out on pages, its links resolved, its columns measured.

All lengths are millimetres, all sizes points. The template draws; every decision that depends on the
contents (how wide a column is, which pages lie on their side, where a link leads) is taken here.
"""

import dataclasses
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from seuranta.errors import StepFailedError
from seuranta.report.colour import readable
from seuranta.report.palette import STATUS_STYLES
from seuranta.report.pdf_text import FAMILIES, longest_word_in_mm, showable, soften, width_in_mm

PORTRAIT_WIDTH = 170.0
LANDSCAPE_WIDTH = 257.0
PROSE_WIDTH = 136.0
TERM_WIDTH = 50.0
BODY_SIZE, TABLE_SIZE, DATA_SIZE, SMALL_SIZE = 10.0, 8.5, 8.0, 8.0
TITLE_SIZE, VALUE_SIZE = 25.0, 22.0

_REGIONS = {"fi": "FI", "sv": "FI", "en": "GB"}
_LINKS = ("https://", "http://", "mailto:")
_CELL_PADDING = 3.0  # left and right together
_YEAR_PADDING = 1.6
_BADGE_WIDTH = 6.5  # the symbol and the room around the word
_SLACK = 0.3  # what rounding may cost a line that fits exactly
_ENOUGH = {"number": 30.0, "label": 30.0, "status": 34.0, "place": 28.0, "year": 14.0}
_MOST = 48.0  # a short text that is longer than this wraps even where there is room
_WRAPPING = ("label", "place")
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
        for block, following in itertools.pairwise(blocks):
            # What introduces a table is read with it, so it does not stay behind at the foot of a page.
            block["is_sticky"] = block["type"] == "paragraph" and following["type"] in ("table", "figure")
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
        "accent_colour": readable(report["accent_colour"], "#ffffff"),
        "title_lines": soften(head["title"], PORTRAIT_WIDTH, TITLE_SIZE),
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
    return sum(need.least for need in _needs(block, TABLE_SIZE)) > PORTRAIT_WIDTH


def _language(code: str) -> dict[str, str | None]:
    return {"language": code, "region": _REGIONS.get(code)}


def _block(block: Mapping[str, Any], width: float, targets: Targets) -> dict[str, Any]:
    if block["type"] not in _LAID_OUT:
        raise StepFailedError(
            f"expected a block of a known type, found {block['type']!r}",
            hint="the notebook was made by another version of seuranta: run 40_report again",
        )
    return {"type": block["type"], **_LAID_OUT[block["type"]](block, width, targets)}


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
        "is_short": width_in_mm(showable(_plain(term)), BODY_SIZE, is_bold=True) < TERM_WIDTH - 3,
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
    rooms = [room - _padding(column) for room, column in zip(widths, columns, strict=True)]
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
    language = _language(column["language"]) if column["language"] else {}
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
        (math.ceil(_line_width(row, index, size) / room) for index, room in enumerate(rooms)), default=0
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


@dataclasses.dataclass(frozen=True)
class Need:
    """How wide a column can be: at `least` no word is cut, at `enough` it reads well, `most` it can use."""

    least: float
    enough: float
    most: float


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
    needs = _needs(table, size)
    least, enough = sum(need.least for need in needs), sum(need.enough for need in needs)
    if least >= available:
        return [need.least * available / least for need in needs]
    if enough > available:
        share = (available - least) / (enough - least)
        return [need.least + (need.enough - need.least) * share for need in needs]
    return _shared(needs, [_weight(table, index) for index in range(len(needs))], available)


def _shared(needs: Sequence[Need], weights: Sequence[float], available: float) -> list[float]:
    """Each column at least as wide as is enough, and what is left over split by weight."""
    widths = [need.enough for need in needs]
    growing = {index for index, need in enumerate(needs) if need.most > need.enough}
    while growing and (left := available - sum(widths)) > 0.01:  # noqa: PLR2004 (a hundredth of a millimetre)
        # Widths follow the weights as a whole, so a column that starts wide waits for the others.
        total = sum(weights[index] for index in growing)
        pool = left + sum(widths[index] for index in growing)
        wanted = {index: pool * weights[index] / total for index in growing}
        content = {index for index in growing if wanted[index] <= widths[index]}
        if content:
            growing -= content
            continue
        full = {index for index in growing if wanted[index] >= needs[index].most}
        for index in full or growing:
            widths[index] = min(wanted[index], needs[index].most)
        growing = growing - full if full else set()
    return widths


def _needs(table: Mapping[str, Any], size: float) -> list[Need]:
    """What each column needs; the years of a grid are as wide as the widest of them."""
    columns = table["columns"]
    needs = [_need(table, index, size) for index in range(len(columns))]
    kinds = [column["kind"] for column in columns]
    width = max((need.enough for need, kind in zip(needs, kinds, strict=True) if kind == "year"), default=0.0)
    year = Need(width, width, width)
    return [year if kind == "year" else need for need, kind in zip(needs, kinds, strict=True)]


def _need(table: Mapping[str, Any], index: int, size: float) -> Need:
    column = table["columns"][index]
    extra = _padding(column) + _SLACK
    title = showable(column["title"])
    heading = longest_word_in_mm(title, size, is_bold=True) + extra
    rows = [row for row in table["rows"] if _is_written(row["cells"][index], column)]
    line = max(heading, max((_line_width(row, index, size) for row in rows), default=0.0) + extra)
    if column["kind"] in _NARROWEST_PROSE:
        enough = min(max(heading, _NARROWEST_PROSE[column["kind"]]), line)
        return Need(enough, enough, line)
    enough = min(line, max(_ENOUGH[column["kind"]], heading))
    least = enough
    if column["kind"] in _WRAPPING:
        words = max((_word_width(row, index, size) for row in rows), default=0.0) + extra
        least = min(max(heading, words), enough)
    most = min(max(line, width_in_mm(title, size, is_bold=True) + extra), max(_MOST, enough))
    return Need(least, enough, most)


def _is_written(cell: Mapping[str, Any], column: Mapping[str, Any]) -> bool:
    """Whether the cell shows its words, not the mark that stands for them."""
    return column["kind"] != "year" or cell["is_marked"] is None


def _line_width(row: Mapping[str, Any], index: int, size: float) -> float:
    """The width of a cell's longest line if nothing had to wrap; a status may wrap before its remark."""
    cell = row["cells"][index]
    words = showable(_plain(cell["text"]))
    lines = words.replace(" (", "\n(").split("\n") if cell["status"] else words.split("\n")
    badge = _BADGE_WIDTH if cell["status"] else 0.0
    return max(width_in_mm(line, size, is_bold=row["is_total"]) for line in lines) + badge


def _word_width(row: Mapping[str, Any], index: int, size: float) -> float:
    words = showable(_plain(row["cells"][index]["text"]))
    return longest_word_in_mm(words, size, is_bold=row["is_total"])


def _weight(table: Mapping[str, Any], index: int) -> float:
    """The square root of the mean length: a column four times as long gets twice the width."""
    lengths = [len(_plain(row["cells"][index]["text"])) for row in table["rows"]]
    return math.sqrt(max(sum(lengths) / max(len(lengths), 1), 1.0))


def _padding(column: Mapping[str, Any]) -> float:
    return _YEAR_PADDING if column["kind"] == "year" else _CELL_PADDING


def _plain(spans: Sequence[Mapping[str, Any]]) -> str:
    return "".join(span["text"] for span in spans)


_LAID_OUT = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "notice": _notice,
    "definitions": _definitions,
    "key_figures": _key_figures,
    "figure": _figure,
    "table": _table,
}
