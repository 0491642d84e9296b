"""What the Typst template is given: the report laid out on pages, its links resolved, its columns measured.

All lengths are millimetres, all sizes points. The template draws; every decision that depends on the
contents (how wide a column is, which pages lie on their side, where a link leads) is taken in this package.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from seuranta.report.colour import readable
from seuranta.report.paging import (
    PORTRAIT_WIDTH,
    Block,
    Part,
    Targets,
    language_of,
    page_parts,
    tables_in,
    unknown_block,
)
from seuranta.report.palette import STATUS_STYLES
from seuranta.report.pdf import prose, tables
from seuranta.report.pdf.text import FAMILIES, showable, soften

TITLE_SIZE, SUBTITLE_SIZE = 25.0, 13.0

_INTRODUCED = ("table", "figure", "definitions", "list")
_SHORT_INTRODUCTION = 5  # blocks

_LAID_OUT: dict[str, Callable[[Block, float, Targets], dict[str, Any]]] = {
    "contents": prose.contents,
    "heading": prose.heading,
    "paragraph": prose.paragraph,
    "list": prose.bullet_list,
    "notice": prose.notice,
    "definitions": prose.definitions,
    "key_figures": prose.key_figures,
    "figure": tables.figure,
    "table": tables.table,
}


def template_data(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report as the template reads it.

    Args:
        report: the JSON form of `blocks.Report`.

    Returns:
        JSON values: those of `masthead`, and `runs`: sequences of blocks on pages of one direction, with
        `is_landscape` and `width`.
    """
    return {**masthead(report), "runs": _runs(report["sections"])}


def masthead(report: Mapping[str, Any]) -> dict[str, Any]:
    """What every page rests on: title and organisation, `statuses` (the palette), `families` (the fonts)."""
    head = {key: showable(report[key]) for key in ("title", "subtitle", "organisation", "description")}
    return {
        **head,
        **language_of(report["language"]),
        "accent_colour": readable(report["accent_colour"], "#ffffff"),
        "title_lines": soften(head["title"], PORTRAIT_WIDTH, TITLE_SIZE),
        "organisation_lines": soften(head["organisation"], PORTRAIT_WIDTH, SUBTITLE_SIZE),
        "subtitle_lines": soften(head["subtitle"], PORTRAIT_WIDTH, SUBTITLE_SIZE),
        "labels": {key: showable(label) for key, label in report["labels"].items()},
        "families": FAMILIES,
        "statuses": {code: dataclasses.asdict(style) for code, style in STATUS_STYLES.items()},
        "prose_width": prose.PROSE_WIDTH,
    }


def laid_out(block: Block, width: float, targets: Targets) -> dict[str, Any]:
    """A block as the template reads it, on pages of this width.

    Raises:
        StepFailedError: the block is of an unknown type.
    """
    if block["type"] not in _LAID_OUT:
        raise unknown_block(block["type"])
    return {"type": block["type"], **_LAID_OUT[block["type"]](block, width, targets)}


def drawn_tables(report: Mapping[str, Any]) -> list[Block]:
    """The tables that become tables in the PDF, in order: all that have a row, those of figures included."""
    return [table for table in tables_in(report["sections"]) if table["rows"]]


def _runs(sections: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks of the report in order, those on pages of one direction together."""
    targets = Targets.of(sections)
    runs: list[dict[str, Any]] = []
    parts = list(page_parts(sections))
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if not runs or runs[-1]["is_landscape"] != part.is_landscape:
            runs.append({"is_landscape": part.is_landscape, "width": part.width, "blocks": []})
        runs[-1]["blocks"] += _blocks(part, following, targets)
    return runs


def _blocks(part: Part, following: Part | None, targets: Targets) -> list[dict[str, Any]]:
    """The part's blocks; what introduces a table, a list or the parts below never ends a page."""
    blocks = [laid_out(block, part.width, targets) for block in part.blocks]
    kinds = [block["type"] for block in blocks]
    is_introduction = _is_below(following, part) and set(kinds) == {"heading", "paragraph"}
    for block, after in zip(blocks, [*kinds[1:], ""], strict=True):
        block["is_sticky"] = block["type"] == "paragraph" and (
            after in _INTRODUCED or (is_introduction and len(blocks) <= _SHORT_INTRODUCTION)
        )
    return blocks


def _is_below(following: Part | None, part: Part) -> bool:
    """Whether the next part is headed one level deeper."""
    level, deeper = (each.blocks[0].get("level", 0) if each else 0 for each in (part, following))
    return bool(0 < level < deeper)
