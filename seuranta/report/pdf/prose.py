"""Running text, notices, definitions and cards as the templates read them: links resolved, long words broken.

Blocks are the JSON form of `blocks`; lengths are millimetres, sizes points.
"""

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from seuranta.report.paging import Block, Targets, language_of
from seuranta.report.pdf.columns import BADGE_WIDTH, plain
from seuranta.report.pdf.text import longest_word_in_mm, showable, soften, width_in_mm

PROSE_WIDTH = 136.0
LEAD_SIZE, BODY_SIZE, LABEL_SIZE, SMALL_SIZE, VALUE_SIZE = 12.0, 10.0, 9.2, 8.5, 22.0

_TERM_GAP, _MOST_FOR_TERMS = 5.0, 58.0
_TERMS_SHARE_MAX = 0.42  # of the width
_MOSTLY, _KEPT_WHOLE = 0.8, 18  # a share of the terms; lines
_COLUMN_GUTTER = 8.0
_IN_A_ROW = (6, 5, 4, 3, 2)
_CARD_PADDING, _CARD_GUTTER = 5.4, 3.0
_MOST_LABEL_LINES = 1.9  # two lines, with what wrapping costs


def spans_of(spans: Sequence[Block], room: float, size: float, targets: Targets) -> list[dict[str, Any]]:
    """The pieces of a running text in a line of this width."""
    return [_span(span, room, size, targets) for span in spans]


def _span(span: Block, room: float, size: float, targets: Targets) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": soften(showable(span["text"]), room, size)}
    if span["is_strong"]:
        shown["is_strong"] = True
    if span["change"]:
        shown["change"] = span["change"]
    if span["language"]:
        shown.update(language_of(span["language"]))
    return {**shown, **targets.leads_to(span["target"])}


def contents(_block: Block, _width: float, _targets: Targets) -> dict[str, Any]:
    """The place of the table of contents, which the template writes."""
    return {}


def heading(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """A heading of a section."""
    title = soften(showable(block["title"]), width / 2, BODY_SIZE)
    return {"level": block["level"], "title": title, "anchor": targets.anchor(block["id"])}


def paragraph(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """A paragraph."""
    room = min(PROSE_WIDTH, width)
    return {"role": block["role"], "text": spans_of(block["text"], room, LEAD_SIZE, targets)}


def bullet_list(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """A list."""
    room = min(PROSE_WIDTH, width) - 8
    items = [spans_of(item, room, BODY_SIZE, targets) for item in block["items"]]
    return {"is_ordered": block["is_ordered"], "items": items}


def notice(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """A boxed remark."""
    room = width - 20
    return {
        "severity": block["severity"],
        "title": soften(showable(block["title"]), room, BODY_SIZE),
        "text": spans_of(block["text"], room, BODY_SIZE, targets),
    }


def definitions(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """Terms with what they mean: side by side where the term is short.

    A long list of such is set in small print and in two columns of the same height.
    """
    items = block["items"]
    size, available = BODY_SIZE, PROSE_WIDTH
    term_width, lines = _measured(items, size, available)
    is_compact = sum(count <= 1 for count in lines) > _MOSTLY * len(lines)
    is_record = is_compact and sum(lines) > _KEPT_WHOLE
    if is_record:
        size, available = SMALL_SIZE, (width - _COLUMN_GUTTER) / 2
        term_width, lines = _measured(items, size, available)
    room = available - term_width
    shown = [
        {
            "term": spans_of(term, available, size, targets),
            "is_short": _term_width(term, size) <= _term_room(available),
            "meaning": spans_of(meaning, room, size, targets),
        }
        for term, meaning in items
    ]
    middle = _middle(lines) if is_record else len(items)
    return {
        "term_width": term_width,
        "size": size,
        "width": width if is_record else available,
        "is_compact": is_compact,
        "is_breakable": sum(lines) > (2 * _KEPT_WHOLE if is_record else _KEPT_WHOLE),
        "gutter": _COLUMN_GUTTER,
        "columns": [column for column in (shown[:middle], shown[middle:]) if column],
    }


def _middle(lines: Sequence[int]) -> int:
    """How many of the terms fill the first of two columns of the same height."""
    heights = list(accumulate(max(count, 1) for count in lines))
    return sum(1 for height in heights if height - 1 < heights[-1] / 2)


def _measured(
    items: Sequence[tuple[Sequence[Block], Sequence[Block]]], size: float, available: float
) -> tuple[float, list[int]]:
    """How wide the column of the terms is, and how many lines each meaning takes beside it."""
    widths = [_term_width(term, size) for term, _ in items]
    short = [width for width in widths if width <= _term_room(available)]
    term_width = max(short, default=0.0) + _TERM_GAP
    meanings = [showable(plain(meaning)) for _, meaning in items]
    return term_width, [math.ceil(width_in_mm(words, size) / (available - term_width)) for words in meanings]


def _term_room(available: float) -> float:
    """How wide a term may be to have its meaning beside it."""
    return min(_MOST_FOR_TERMS, _TERMS_SHARE_MAX * available) - _TERM_GAP


def _term_width(term: Sequence[Block], size: float) -> float:
    return width_in_mm(showable(plain(term)), size, is_bold=True)


def key_figures(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """Cards in rows: as many beside each other as can be read, the last row as full as may be."""
    items = block["items"]
    fitting = [count for count in _IN_A_ROW if all(_fits(item, _card_room(width, count)) for item in items)]
    # All in one row if they fit, else the fullest last row wins, and of two such the wider row.
    in_a_row = min(fitting or _IN_A_ROW[-1:], key=lambda n: (-len(items) % n if n < len(items) else 0, -n))
    in_a_row = max(min(in_a_row, len(items)), 1)
    room = _card_room(width, in_a_row)
    cards = [
        {
            "label": soften(showable(item["label"]), room, LABEL_SIZE),
            "value": soften(showable(item["value"]), room, VALUE_SIZE),
            "detail": soften(showable(item["detail"]), room, SMALL_SIZE),
            "status": item["status"],
            "is_cramped": not fitting,
            **targets.leads_to(item["target"]),
        }
        for item in items
    ]
    note = soften(showable(block["sum_note"]), PROSE_WIDTH, SMALL_SIZE)
    return {"in_a_row": in_a_row, "items": cards, "sum_note": note}


def _card_room(width: float, in_a_row: int) -> float:
    return (width - _CARD_GUTTER * (in_a_row - 1)) / in_a_row - _CARD_PADDING


def _fits(item: Block, room: float) -> bool:
    """Whether no word of the card is broken, and its label takes two lines at most."""
    label, value = showable(item["label"]), showable(item["value"])
    line = width_in_mm(label, LABEL_SIZE, is_bold=True)
    widest = max(
        longest_word_in_mm(label, LABEL_SIZE, is_bold=True),
        longest_word_in_mm(value, VALUE_SIZE, is_bold=True) + (BADGE_WIDTH if item["status"] else 0.0),
        longest_word_in_mm(showable(item["detail"]), SMALL_SIZE),
    )
    return widest <= room and line <= _MOST_LABEL_LINES * room
