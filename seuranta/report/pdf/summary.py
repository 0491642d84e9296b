"""The summary for an agenda: one page that says what the report's first section says, whatever its length.

Blocks are the JSON form of `blocks`; lengths are millimetres, sizes points.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from seuranta.report.paging import PORTRAIT_WIDTH, Block, Targets, figures_in
from seuranta.report.pdf.layout import laid_out, masthead
from seuranta.report.pdf.text import showable, soften

_CHARTS = ("figure_statuses", "figure_worth")  # how it stands; of a plan, what it is worth
_COLUMN_WIDTH = 80.5
_TITLE_SIZE, _HEADING_SIZE = 20.0, 12.0
_LONGEST_TITLE, _LONGEST_TEXT, _LONGEST_LABEL = 160, 280, 48
_MOST_ITEMS, _MOST_PARAGRAPHS, _MOST_CARDS, _MOST_PARTS = 6, 3, 12, 4
_ELLIPSIS = "…"


def summary_data(report: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of the summary reads.

    Texts that are too long for a page of their own are shortened visibly: the whole report has them whole.

    Args:
        report: the JSON form of `blocks.Report`.

    Returns:
        JSON values: those of `masthead`; `heading` (of the first section); `opening` and `parts` (headings
        with their blocks); `chart`, or none; `files`, which hold the whole report.
    """
    head = {key: _shortened(report[key], _LONGEST_TITLE) for key in ("title", "subtitle", "organisation")}
    section = report["sections"][0]
    files = [f"report.{report['language']}{suffix}" for suffix in (".html", ".pdf", ".docx")]
    targets = Targets.of(report["sections"], file=files[0])
    opening = [block for block in section["blocks"] if block["type"] != "section"]
    parts = [block for block in section["blocks"] if block["type"] == "section"][:_MOST_PARTS]
    title = _shortened(section["title"], _LONGEST_TITLE)
    return {
        **masthead({**report, **head, "title": f"{head['title']} – {title}"}),
        "title_lines": soften(head["title"], PORTRAIT_WIDTH, _TITLE_SIZE),
        "prose_width": None,
        "heading": soften(title, PORTRAIT_WIDTH, _HEADING_SIZE),
        "opening": [laid_out(block, PORTRAIT_WIDTH, targets) for block in _short(opening)],
        "parts": [
            {
                "title": _heading(part["title"]),
                "blocks": [laid_out(block, _COLUMN_WIDTH, targets) for block in _short(part["blocks"])],
            }
            for part in parts
        ],
        "chart": _chart(report["sections"]),
        "files": files,
    }


def _chart(sections: Sequence[Block]) -> dict[str, str] | None:
    figures = list(figures_in(sections))
    chosen = [figure for wanted in _CHARTS for figure in figures if figure["id"] == wanted] or figures
    if not chosen:
        return None
    title = soften(_shortened(chosen[0]["title"], _LONGEST_TITLE), PORTRAIT_WIDTH, _HEADING_SIZE)
    return {"title": title, "alt": showable(chosen[0]["alt"]), "svg": showable(chosen[0]["svg"])}


def _short(blocks: Sequence[Block]) -> Iterator[Block]:
    """As many of the blocks, and as much of each, as a page can bear; tables and terms stay in the report."""
    paragraphs = 0
    for block in blocks:
        match block["type"]:
            case "paragraph" if paragraphs < _MOST_PARAGRAPHS:
                paragraphs += 1
                yield {**block, "text": _shortened_text(block["text"])}
            case "notice":
                title = _shortened(block["title"], _LONGEST_LABEL)
                yield {**block, "title": title, "text": _shortened_text(block["text"])}
            case "list":
                yield {**block, "items": [_shortened_text(item) for item in block["items"][:_MOST_ITEMS]]}
            case "key_figures" if len(block["items"]) <= _MOST_CARDS:
                note = _shortened(block["sum_note"], _LONGEST_TEXT)
                yield {**block, "items": [_short_card(item) for item in block["items"]], "sum_note": note}


def _short_card(item: Block) -> Block:
    short = {key: _shortened(item[key], _LONGEST_LABEL) for key in ("value", "detail")}
    return {**item, **short, "label": _shortened(item["label"], _LONGEST_TITLE)}


def _heading(words: str) -> str:
    return soften(_shortened(words, _LONGEST_LABEL), _COLUMN_WIDTH, _HEADING_SIZE)


def _shortened_text(spans: Sequence[Block]) -> list[Block]:
    left = _LONGEST_TEXT
    shown: list[Block] = []
    for span in spans:
        words = showable(span["text"])
        shown.append({**span, "text": _shortened(words, left) if len(words) > left else words})
        left -= len(words)
        if left <= 0:
            break
    return shown


def _shortened(words: str, length: int) -> str:
    """The text as it is shown, or its beginning with an ellipsis; its line ends become spaces."""
    words = " ".join(showable(words).split())
    return words if len(words) <= length else words[: length - 1].rstrip() + _ELLIPSIS
