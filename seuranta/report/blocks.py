"""The block model: what a report says, already in its language, before anything decides how it looks.

Every renderer reads the JSON form that `to_json` gives, so a notebook can carry a report and any
exporter can render it later. All words, numbers and dates in it are final; a renderer adds no word.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from seuranta.errors import StepFailedError

MIME_TYPE = "application/vnd.seuranta.report+json"
FORMAT_VERSION = 3


@dataclass(frozen=True)
class Span:
    """A piece of running text.

    Args:
        text: the words.
        language: ISO 639-1 code when it is not the report's language.
        target: what it links to: `#id` within the report, or a full address.
        is_strong: whether it carries weight in its sentence.
        filter: the facets that the rows at the target are narrowed to, as `key=code&key=code`.
        change: whether the words are new or gone in a comparison; its neighbours say it in words too.
    """

    text: str
    language: str | None = None
    target: str | None = None
    is_strong: bool = False
    filter: str = ""
    change: Literal["inserted", "deleted"] | None = None


Text = tuple[Span, ...]


def text(*pieces: str | Span) -> Text:
    """Running text from words and spans; an empty string gives no span."""
    spans = (piece if isinstance(piece, Span) else Span(piece) for piece in pieces)
    return tuple(span for span in spans if span.text)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. Role `lead` opens a section, `note` is small print."""

    text: Text
    role: Literal["lead", "body", "note"] = "body"
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class BulletList:
    """A list of short texts."""

    items: tuple[Text, ...]
    is_ordered: bool = False
    type: Literal["list"] = "list"


@dataclass(frozen=True)
class Notice:
    """A boxed remark that a reader must not miss."""

    title: str
    text: Text
    severity: Literal["info", "warning", "critical"] = "info"
    type: Literal["notice"] = "notice"


@dataclass(frozen=True)
class KeyFigure:
    """A headline number: `value` large ("17"), `label` what it counts, `detail` n/N and share.

    Args:
        status: the status it counts, for its symbol and colour.
        target: `#id` of the place that lists what it counts.
        filter: the facets that the rows there are narrowed to, as in `Span`.
    """

    label: str
    value: str
    detail: str = ""
    status: str | None = None
    target: str | None = None
    filter: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """A row of headline numbers. When `sum_note` is set, it states that they add up to the total."""

    items: tuple[KeyFigure, ...]
    sum_note: str = ""
    type: Literal["key_figures"] = "key_figures"


@dataclass(frozen=True)
class Column:
    """A table column.

    Args:
        title: its heading.
        kind: `name` and `text` are wide prose, `label` a short text, `number` right-aligned,
            `year` a narrow mark column of the year grid, `status` a symbol with its word, `place` the
            source.
        key: a stable name, for sorting and filtering.
        language: ISO 639-1 code of the title when it is not the report's language.
    """

    title: str
    kind: Literal["name", "text", "label", "number", "year", "status", "place"] = "text"
    key: str = ""
    language: str | None = None


@dataclass(frozen=True)
class Cell:
    """A table cell.

    Args:
        text: its words.
        status: a status code; the renderer puts its symbol and colour before the words.
        is_marked: for `year` columns: whether the year is planned. The renderer draws the mark and
            reads out `text`, which says it in words ("2021: planned").
        sort: what to sort by when it is not the words.
    """

    text: Text = ()
    status: str | None = None
    is_marked: bool | None = None
    sort: str | None = None


@dataclass(frozen=True)
class Row:
    """A table row.

    Args:
        cells: one a column.
        id: the anchor of its action.
        facets: the codes by which it can be filtered; an action may have several tags.
        is_total: whether it sums up the others.
        grounds: what it rests on, term by term, for a reader who asks; a page can fold it out, paper
            has the same in other sections.
    """

    cells: tuple[Cell, ...]
    id: str | None = None
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_total: bool = False
    grounds: tuple[tuple[Text, Text], ...] = ()


@dataclass(frozen=True)
class Facet:
    """A way to filter a table's rows: its codes with their words, in order."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table. Its `row_header` column names each row.

    Args:
        id: unique within the report.
        caption: what it shows.
        columns: the columns.
        rows: the rows, each with one cell a column.
        row_header: the index of the column whose cells head their rows.
        facets: how its rows can be filtered; none for a table that is only read.
        is_sortable: whether a reader may reorder it.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_header: int = 0
    facets: tuple[Facet, ...] = ()
    is_sortable: bool = False
    type: Literal["table"] = "table"


@dataclass(frozen=True)
class Figure:
    """A chart.

    Args:
        id: unique within the report; every id inside the SVG begins with it.
        title: the finding, as a sentence.
        alt: the numbers in words, for those who do not see it.
        svg: the drawing, an `<svg>` element without XML declaration.
        table: its data.
    """

    id: str
    title: str
    alt: str
    svg: str
    table: Table
    type: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Definitions:
    """Terms with what they mean, or names with their values."""

    items: tuple[tuple[Text, Text], ...]
    type: Literal["definitions"] = "definitions"


@dataclass(frozen=True)
class Section:
    """A headed part of the report; sections nest to level 3 below the title."""

    id: str
    title: str
    blocks: tuple["Block", ...]
    type: Literal["section"] = "section"


Block = Paragraph | BulletList | Notice | KeyFigures | Table | Figure | Definitions | Section


@dataclass(frozen=True)
class Report:
    """A whole report in one language.

    Args:
        language: ISO 639-1 code.
        title: programme and what the report is, e.g. "… : seurantaraportti".
        subtitle: the period in words.
        organisation: whose report it is.
        period: `YYYY-MM`; the PDF's document date is the last day of that month.
        description: one sentence for catalogues and search engines.
        accent_colour: `#rrggbb`.
        labels: the words a renderer needs (see `LABELS`), already translated.
        sections: the sections in order.
    """

    language: str
    title: str
    subtitle: str
    organisation: str
    period: str
    description: str
    accent_colour: str
    labels: dict[str, str]
    sections: tuple[Section, ...]


LABELS = (
    "contents",  # heading of the table of contents
    "skip_to_content",
    "dark_colours",  # the switch between light and dark
    "page",  # "Page"
    "page_of",  # "of", as in "Page 3 of 12"
    "data_as_table",  # summary of the fold-out under a chart
    "filter",  # heading of the filter controls
    "search",  # label of the free-text filter
    "all",  # the option that filters nothing
    "clear_filters",
    "rows_shown",  # "{shown} of {total} rows": the two names in braces are filled in by the script
    "no_rows",  # shown when a filter leaves nothing
    "sort_by",  # "Sort by {column}"
    "link_to_row",  # "Link to {row}"
    "copied",  # said when the link to a row has been copied
    "grounds",  # summary of what a row rests on
    "planned_year",  # "planned", what a mark in the year grid says
    "not_planned_year",  # "not planned"
    "whole_report",  # before the names of the files that hold it, on the summary for an agenda
    "total",
)


def json_text(report: Report) -> str:
    """The report as JSON: dataclasses become objects, tuples lists."""
    return json.dumps({"version": FORMAT_VERSION, **vars(report)}, default=vars, ensure_ascii=False)


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, which every renderer reads."""
    values: dict[str, Any] = json.loads(json_text(report))
    return values


def require_version(values: Mapping[str, Any]) -> None:
    """Check that a report, or a notebook's output that carries reports, has the form of today.

    Raises:
        StepFailedError: it was made by another version.
    """
    if values.get("version") != FORMAT_VERSION:
        raise StepFailedError(
            f"expected a report of form {FORMAT_VERSION}, found {values.get('version')!r}",
            hint="run 40_report again: its output was made by another version of seuranta",
        )


def tables_of(blocks: Sequence[Block]) -> list[Table]:
    """Every table among the blocks, those of sections and figures included, in order."""
    found: list[Table] = []
    for block in blocks:
        if isinstance(block, Section):
            found += tables_of(block.blocks)
        elif isinstance(block, Figure):
            found.append(block.table)
        elif isinstance(block, Table):
            found.append(block)
    return found
