"""Tables as the template reads them: columns measured, rows that fit on a page, room for a good beginning.

Blocks are the JSON form of `blocks`; lengths are millimetres, sizes points.
"""

import dataclasses
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from seuranta.report.blocks import Span
from seuranta.report.paging import TABLE_SIZE, Block, Targets, language_of
from seuranta.report.pdf.columns import BADGE_WIDTH, column_widths, padding_of, plain
from seuranta.report.pdf.prose import spans_of
from seuranta.report.pdf.text import longest_word_in_mm, showable, soften, width_in_mm

DATA_SIZE = 8.0

_LONGEST_ROW = 28  # lines: a row of more is set as several, each whole on its page
_WRAPPING = 1.12  # how much longer a wrapped text is than its words beside each other
_LINE, _ROW_PADDING = (
    1.2 * 25.4 / 72,
    3.5,
)  # the pitch of lines in mm a point; what a row has around its lines
_CAPTION = 7.0
_KEPT_WHOLE, _TALL_ROW, _MOST_ROOM = 80.0, 25.0, 140.0
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?;]\s+|\n+|$)", re.DOTALL)
_WORD = re.compile(r"\s+|\S+")
_SLICE = 20  # characters of a word that is longer than its line


def figure(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """A chart with its data."""
    return {
        "anchor": targets.anchor(block["id"]),
        "title": soften(showable(block["title"]), width, TABLE_SIZE),
        "alt": showable(block["alt"]),
        "svg": showable(block["svg"]),
        "table": _sized(block["table"], width, DATA_SIZE, targets),
    }


def table(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """A table of its own."""
    return _sized(block, width, TABLE_SIZE, targets)


def _sized(block: Block, width: float, size: float, targets: Targets) -> dict[str, Any]:
    columns = block["columns"]
    widths = column_widths(block, width, size)
    rooms = [room - padding_of(column) for room, column in zip(widths, columns, strict=True)]
    rows = [
        piece for row in block["rows"] for piece in _pieces(row, columns, rooms, size, block["row_header"])
    ]
    return {
        "anchor": targets.anchor(block["id"]),
        "caption": soften(showable(block["caption"]), width, size),
        "size": size,
        "widths": widths,
        "room": _room(rows, columns, rooms, size),
        "columns": [
            {"kind": column["kind"], "title": _title(column, room, size)}
            for column, room in zip(columns, rooms, strict=True)
        ],
        "rows": [_row(row, columns, rooms, size, targets) for row in rows],
    }


def _room(rows: Sequence[Block], columns: Sequence[Block], rooms: Sequence[float], size: float) -> float:
    """What must fit on the page where it begins: a small table whole, else its head and the next rows."""
    if not rows:
        return 0.0
    titles = [showable(column["title"]) for column in columns]
    head = max(_lines(title, room, size) for title, room in zip(titles, rooms, strict=True))
    heights = [_height(head, size), *(_height(_row_lines(row, columns, rooms, size), size) for row in rows)]
    if _CAPTION + sum(heights) <= _KEPT_WHOLE:
        return _CAPTION + sum(heights)
    beginning = heights[:2] if heights[1] >= _TALL_ROW else heights[:3]
    return min(_CAPTION + sum(beginning), _MOST_ROOM)


def _height(lines: int, size: float) -> float:
    return lines * size * _LINE + _ROW_PADDING


def _row_lines(row: Block, columns: Sequence[Block], rooms: Sequence[float], size: float) -> int:
    cells = zip(row["cells"], columns, rooms, strict=True)
    return max((_cell_lines(cell, column, room, size) for cell, column, room in cells), default=1)


def _cell_lines(cell: Block, column: Block, room: float, size: float) -> int:
    if _is_mark(cell, column):
        return 1
    return _lines(showable(plain(cell["text"])), room - (BADGE_WIDTH if cell["status"] else 0.0), size)


def _lines(words: str, room: float, size: float) -> int:
    """How many lines a text takes, rather one too many."""
    return sum(max(1, math.ceil(width_in_mm(line, size) * _WRAPPING / room)) for line in words.split("\n"))


def _pieces(
    row: Block, columns: Sequence[Block], rooms: Sequence[float], size: float, row_header: int
) -> Iterator[Block]:
    """The row; one that would be longer than a page can bear as several, each with its name and its number.

    What is short in it stands in each of them, so that every page says what it is about.
    """
    if _row_lines(row, columns, rooms, size) <= _LONGEST_ROW:
        yield row
        return
    texts = [
        [cell["text"]] if _is_mark(cell, column) else _cut(cell["text"], room, size)
        for cell, column, room in zip(row["cells"], columns, rooms, strict=True)
    ]
    count = max(len(parts) for parts in texts)
    for number in range(count):
        cells = [
            {**cell, "text": parts[0] if len(parts) == 1 else (parts[number] if number < len(parts) else [])}
            for cell, parts in zip(row["cells"], texts, strict=True)
        ]
        head = cells[row_header]
        cells[row_header] = {**head, "text": [*head["text"], _counted(number + 1, count)]}
        yield {**row, "cells": cells, "id": None if number else row["id"]}


def _counted(number: int, count: int) -> Block:
    return dataclasses.asdict(Span(f" ({number}/{count})"))


def _cut(spans: Sequence[Block], room: float, size: float) -> list[list[Block]]:
    """The text in parts that are short enough, cut after a sentence if one ends, else between words."""
    parts: list[dict[int, str]] = [{}]
    capacity, used = _LONGEST_ROW * room / _WRAPPING, 0.0
    for index, span in enumerate(spans):
        for unit in _units(span["text"], room, capacity / 4, size):
            length = width_in_mm(showable(unit), size) + unit.count("\n") * room
            if used + length > capacity and parts[-1]:
                parts.append({})
                used = 0.0
            used += length
            parts[-1][index] = parts[-1].get(index, "") + unit
    return [[{**spans[index], "text": words} for index, words in part.items()] for part in parts]


def _units(words: str, room: float, most: float, size: float) -> Iterator[str]:
    """Sentences, words of long sentences, and slices of endless words: together the text as it was."""
    for sentence in _SENTENCE.findall(words):
        if width_in_mm(showable(sentence), size) <= most:
            yield sentence
            continue
        for word in _WORD.findall(sentence):
            if width_in_mm(showable(word), size) <= room:
                yield word
            else:
                yield from (word[start : start + _SLICE] for start in range(0, len(word), _SLICE))


def _title(column: Block, room: float, size: float) -> dict[str, Any]:
    words = showable(column["title"])
    language = language_of(column["language"]) if column["language"] else {}
    is_cramped = longest_word_in_mm(words, size, is_bold=True) > room
    return {"text": soften(words, room, size), "is_cramped": is_cramped, **language}


def _row(
    row: Block, columns: Sequence[Block], rooms: Sequence[float], size: float, targets: Targets
) -> dict[str, Any]:
    cells = [
        _cell(cell, column, room, size, targets)
        for cell, column, room in zip(row["cells"], columns, rooms, strict=True)
    ]
    return {"anchor": targets.anchor(row["id"]), "is_total": row["is_total"], "cells": cells}


def _cell(cell: Block, column: Block, room: float, size: float, targets: Targets) -> dict[str, Any]:
    if _is_mark(cell, column):
        words = showable(plain(cell["text"])) or column["title"]
        return {"is_marked": cell["is_marked"], "words": words}
    badge = BADGE_WIDTH if cell["status"] else 0.0
    shown: dict[str, Any] = {"text": spans_of(cell["text"], room - badge, size, targets)}
    if cell["status"]:
        shown["status"] = cell["status"]
    elif longest_word_in_mm(showable(plain(cell["text"])), size) > room:
        shown["is_cramped"] = True
    return shown


def _is_mark(cell: Block, column: Block) -> bool:
    """Whether the cell shows a mark of the year grid in the place of its words."""
    return bool(column["kind"] == "year" and cell["is_marked"] is not None)
