"""How a report falls onto paper, in PDF and in Word alike: pages upright or on their side, places to link to.

Blocks are the JSON form of `blocks`; lengths are millimetres, sizes points.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from seuranta.errors import StepFailedError
from seuranta.report.pdf.columns import least_width

PORTRAIT_WIDTH = 170.0
LANDSCAPE_WIDTH = 257.0
TABLE_SIZE = 8.5
_LINKS = ("https://", "http://", "mailto:")
_REGIONS = {"fi": "FI", "sv": "FI", "en": "GB"}

Block = Mapping[str, Any]


@dataclass(frozen=True)
class Targets:
    """The places that links within the report can lead to; each is anchored once, where it comes first.

    Args:
        known: the ids of sections, figures, tables and rows, in order.
        file: the file beside this one that holds them, when it is another.
    """

    known: tuple[str, ...]
    file: str = ""
    anchored: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, sections: Sequence[Block], file: str = "") -> "Targets":
        """Those of a report, none of them anchored yet."""
        return cls(tuple(dict.fromkeys(_ids(sections))), file)

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each id, for formats that name their places by rules of their own."""
        return {target_id: number for number, target_id in enumerate(self.known)}

    def anchor(self, target_id: str | None) -> str | None:
        """The id when this is its first place in the report, otherwise none."""
        if not target_id or target_id in self.anchored:
            return None
        self.anchored.add(target_id)
        return target_id

    def leads_to(self, target: str | None) -> dict[str, str]:
        """`anchor` or `address`; nothing when it leads neither into the report nor to the web."""
        if target and target.startswith("#") and target[1:] in self.number:
            return {"address": self.file + target} if self.file else {"anchor": target[1:]}
        if target and target.lower().startswith(_LINKS):
            return {"address": target}
        return {}


@dataclass(frozen=True)
class Part:
    """Blocks that stay on pages of one direction: headings, and what follows them until the next."""

    blocks: tuple[Block, ...]
    is_landscape: bool

    @property
    def width(self) -> float:
        """The width of its pages inside their margins."""
        return LANDSCAPE_WIDTH if self.is_landscape else PORTRAIT_WIDTH


def page_parts(sections: Sequence[Block]) -> Iterator[Part]:
    """The report in order: sections as `heading` blocks with a level, `contents` after the first."""
    is_landscape = False
    for number, section in enumerate(sections):
        for blocks in _parts(section, 1):
            is_landscape = any(_needs_landscape(block) for block in blocks)
            yield Part(tuple(blocks), is_landscape)
        if not number:
            yield Part(({"type": "contents"},), is_landscape)


def _parts(section: Block, level: int) -> Iterator[list[Block]]:
    part: list[Block] = [{"type": "heading", "level": level, "id": section["id"], "title": section["title"]}]
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


def _needs_landscape(block: Block) -> bool:
    """Whether the table would have to cut words on an upright page."""
    return block["type"] == "table" and least_width(block, TABLE_SIZE) > PORTRAIT_WIDTH


def figures_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """The figures of the report, in order."""
    for block in blocks:
        if block["type"] == "section":
            yield from figures_in(block["blocks"])
        elif block["type"] == "figure":
            yield block


def tables_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """The tables of the report, in order, those of figures included."""
    for block in blocks:
        if block["type"] == "section":
            yield from tables_in(block["blocks"])
        elif block["type"] == "figure":
            yield block["table"]
        elif block["type"] == "table":
            yield block


def _ids(blocks: Sequence[Block]) -> Iterator[str]:
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


def _table_ids(table: Block) -> Iterator[str]:
    yield table["id"]
    yield from (row["id"] for row in table["rows"] if row["id"])


def unknown_block(kind: str) -> StepFailedError:
    """What to say of a block that no renderer knows."""
    return StepFailedError(
        f"expected a block of a known type, found {kind!r}",
        hint="the notebook was made by another version of seuranta: run 40_report again",
    )


def language_of(code: str) -> dict[str, str | None]:
    """A language with the country whose rules it is written by."""
    return {"language": code, "region": _REGIONS.get(code)}


def locale_of(code: str) -> str:
    """The language as "fi-FI"."""
    return f"{code}-{_REGIONS[code]}" if code in _REGIONS else code
