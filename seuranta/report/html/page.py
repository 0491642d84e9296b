"""Turns the JSON form of a report into HTML: a whole page that stands alone, or one section for a notebook.

Everything that a document says passes through Jinja's autoescaping. Only three things do not: our own
style sheet, our own script, and the drawings that `seuranta.report.html.svg` has made inert.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from seuranta.errors import StepFailedError
from seuranta.report.blocks import require_version
from seuranta.report.html.style import TEMPLATES, fragment_style, page_style
from seuranta.report.html.svg import inline_svg
from seuranta.report.palette import STATUS_STYLES

# A place in the page, a web or mail address, or a page or PDF beside this one.
_LINKABLE = re.compile(
    r"(?:#|https?://|mailto:)\S+|(?:\.\./)?(?:[\w-]+/)*[\w.-]+\.(?:html|pdf)(?:#\S+)?", re.IGNORECASE
)
_YEARS = re.compile(r"(\d{4}[–-]\d{4}[^\s\w]*)")
_WIDEST_ROW = 6
_PROSE_KINDS = frozenset({"text", "year", "status", "place"})


def render_html(report: Mapping[str, Any]) -> str:
    """The report as one page: no other file, no request, readable without script.

    Args:
        report: the JSON form of a `blocks.Report`.

    Raises:
        StepFailedError: the form is of another version, or a drawing is not inert.
        ConfigurationError: the accent colour is no colour.
    """
    require_version(report)
    return render_page(
        "report.html.j2",
        language=report["language"],
        style=page_style(report["accent_colour"]),
        script=compact_script("report.js", "scheme.js"),
        report=report,
        controls=True,
    )


def render_fragment(report: Mapping[str, Any]) -> str:
    """The sections of the report alone, with a style of their own, for display inside a notebook.

    Args:
        report: the JSON form of a `blocks.Report`; usually with one section.

    Raises:
        StepFailedError: the form is of another version, or a drawing is not inert.
        ConfigurationError: the accent colour is no colour.
    """
    require_version(report)
    return (
        _environment()
        .get_template("fragment.html.j2")
        .render(
            language=report["language"],
            style=Markup(fragment_style(report["accent_colour"])),  # noqa: S704 (our own style sheet)
            report=report,
            controls=False,
        )
    )


def render_page(template: str, *, language: str, style: str, script: str = "", **values: object) -> str:
    """A page from one of our templates, that may use nothing but this style and this script.

    Args:
        template: its file name.
        language: ISO 639-1 code of the page.
        style: the whole style sheet.
        script: the whole script; none when empty.
        values: what else the template shows; escaped.
    """
    return (
        _environment()
        .get_template(template)
        .render(
            language=language,
            policy=_content_security_policy(style, script),
            style=Markup(style),  # noqa: S704 (our own style sheet)
            script=Markup(script),  # noqa: S704 (our own script)
            **values,
        )
    )


@cache
def read_template(name: str) -> str:
    """The text of a template file."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def compact_script(*names: str) -> str:
    """Scripts as a page carries them: one after another, without their remarks and their indents."""
    lines = (line.strip() for name in names for line in read_template(name).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _content_security_policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'" if script else "script-src 'none'",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(read_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "around_years": _around_years,
        "drawing": _drawing,
        "even_columns": _even_columns,
        "filters": _filters,
        "grounds_column": _grounds_column,
        "link_column": _link_column,
        "query": _query,
        "row_name": _row_name,
        "sort_key": _sort_key,
        "status_symbol": _status_symbol,
        "unknown_block": _unknown_block,
    }
    environment.tests |= {"linkable": _is_linkable, "prose_table": _is_prose}
    return environment


def _is_linkable(target: str) -> bool:
    """Whether an address leads somewhere and does nothing else."""
    return _LINKABLE.fullmatch(target) is not None


def _is_prose(table: Mapping[str, Any]) -> bool:
    """Whether rows read well as cards; a grid of numbers does not."""
    return any(column["kind"] in _PROSE_KINDS for column in table["columns"])


def _around_years(words: str) -> list[tuple[str, bool]]:
    """The words in pieces, and whether each is a span of years ("2020–2023:"), which no line may break."""
    return [(piece, _YEARS.fullmatch(piece) is not None) for piece in _YEARS.split(words) if piece]


def _drawing(figure: Mapping[str, Any]) -> Markup:
    return Markup(  # noqa: S704 (inline_svg refuses whatever acts or loads)
        inline_svg(figure["svg"], figure_id=figure["id"], title=figure["title"], alt=figure["alt"])
    )


def _even_columns(items: Sequence[object]) -> int:
    """How many columns fill the fewest rows of at most six most evenly."""
    rows = -(-len(items) // _WIDEST_ROW) or 1
    return -(-len(items) // rows) or 1


def _filters(section: Mapping[str, Any]) -> dict[str, Any] | None:
    """The facets of all tables in a section, merged by key, and before which block they belong."""
    merged: dict[str, dict[str, Any]] = {}
    position = None
    for index, block in enumerate(section["blocks"]):
        for table in _filterable_tables(block):
            position = index if position is None else position
            for facet in table["facets"]:
                into = merged.setdefault(
                    facet["key"], {"key": facet["key"], "label": facet["label"], "options": {}}
                )
                for code, word in facet["options"]:
                    into["options"].setdefault(code, word)
    if position is None:
        return None
    facets = [{**facet, "options": list(facet["options"].items())} for facet in merged.values()]
    return {"position": position, "facets": [facet for facet in facets if len(facet["options"]) > 1]}


def _filterable_tables(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if block["type"] == "section":
        for inner in block["blocks"]:
            yield from _filterable_tables(inner)
    elif block["type"] == "table" and block["facets"]:
        yield block


def _link_column(table: Mapping[str, Any]) -> int:
    """The column that holds a row's own link: the last one that does not head the row."""
    last = len(table["columns"]) - 1
    return last - 1 if last == table["row_header"] and last > 0 else last


def _grounds_column(table: Mapping[str, Any]) -> int:
    """The column that holds what a row rests on: the last one of prose, else the one that names the row."""
    prose = [index for index, column in enumerate(table["columns"]) if column["kind"] == "text"]
    return prose[-1] if prose else int(table["row_header"])


def _query(facets: Mapping[str, Sequence[str]]) -> str:
    """Facets as a query string, which a browser reads without our help: "status=completed&tag=climate"."""
    return urlencode(facets, doseq=True)


def _row_name(row: Mapping[str, Any], table: Mapping[str, Any]) -> str:
    """What a row is called where its full name would be told twice: its number, else its name."""
    numbers = [index for index, column in enumerate(table["columns"]) if column["key"] == "label"]
    for index in (*numbers, table["row_header"]):
        if words := "".join(span["text"] for span in row["cells"][index]["text"]):
            return words
    return str(row["id"])


def _sort_key(cell: Mapping[str, Any], column: Mapping[str, Any]) -> str | None:
    """What a cell is sorted by when it is not its words; statuses sort in the order of the codebook."""
    if column["kind"] == "year":
        return None
    sort: str | None = cell["sort"]
    if sort is None and cell["status"] in STATUS_STYLES:
        return str(list(STATUS_STYLES).index(cell["status"]))
    return sort


def _status_symbol(status: str) -> str:
    if status not in STATUS_STYLES:
        raise StepFailedError(
            f"expected a status among {', '.join(STATUS_STYLES)}, found {status!r}",
            hint="run 40_report again: its output was made by another version of seuranta",
        )
    return STATUS_STYLES[status].symbol


def _unknown_block(kind: str) -> str:
    raise StepFailedError(
        f"expected a block that the report can show, found {kind!r}",
        hint="run 40_report again: its output was made by another version of seuranta",
    )
