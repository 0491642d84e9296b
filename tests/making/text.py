"""Documents that are text: HTML, Markdown, CSV and tab-separated text."""

import csv
import io
import re
from html import escape

from tests.making.document import Document, Table

_MARKDOWN_SIGNS = re.compile(r"[\\|*<`]")


def make_html(document: Document) -> bytes:
    """A page in UTF-8 that says so: the title as h1, headings as h2, merged cells as spans."""
    parts = ["<!doctype html>\n<html>\n<head>\n<meta charset='utf-8'>"]
    parts.append(f"<title>{escape(document.title)}</title>\n</head>\n<body>")
    if document.title:
        parts.append(f"<h1>{escape(document.title)}</h1>")
    for table in document.tables:
        if table.heading:
            parts.append(f"<h2>{escape(table.heading)}</h2>")
        parts += ["<table>", *_html_rows(table), "</table>"]
        if table.note:
            parts.append(f"<p>{escape(table.note)}</p>")
    return "\n".join([*parts, "</body>\n</html>\n"]).encode()


def _html_rows(table: Table) -> list[str]:
    covered = table.covered()
    rows = []
    for number, line in enumerate(table.lines):
        cells = [
            _html_cell(table, number, column, text)
            for column, text in enumerate(line)
            if (number, column) not in covered
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return rows


def _html_cell(table: Table, line: int, column: int, text: str) -> str:
    tag = "th" if line == 0 else "td"
    rows, columns = table.span(line, column)
    attributes = f' rowspan="{rows}"' * (rows > 1) + f' colspan="{columns}"' * (columns > 1)
    if colour := table.fill(line, column):
        attributes += f' style="background-color: #{colour}"'
    words = escape(text).replace(chr(10), "<br>")
    words = f"<strong>{words}</strong>" if words and line - 1 in table.bold else words
    return f"<{tag}{attributes}>{words}</{tag}>"


def make_markdown(document: Document) -> bytes:
    """Pipe tables in UTF-8, the title as # and headings as ##; what a merged cell covers is blank."""
    parts = [f"# {document.title}\n"] if document.title else []
    for table in document.tables:
        if table.heading:
            parts.append(f"## {table.heading}\n")
        header, *rows = (_markdown_row(line) for line in _uncovered(table))
        parts += [header, "|" + " --- |" * len(table.header), *rows, ""]
        if table.note:
            parts.append(f"{table.note}\n")
    return "\n".join(parts).encode()


def _markdown_row(cells: list[str]) -> str:
    written = (_MARKDOWN_SIGNS.sub(r"\\\g<0>", cell).replace("\n", "<br>") for cell in cells)
    return "| " + " | ".join(written) + " |"


def make_csv(document: Document, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """What a spreadsheet program saves: every row as wide as the widest, titles in the first cell."""
    rows = _text_rows(document)
    width = max(map(len, rows))
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return written.getvalue().encode(encoding)


def make_tab_text(document: Document) -> bytes:
    """Tables whose cells a tab separates, copied out of an office program, with a blank line between them."""
    rows = _text_rows(document)
    return "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in [*rows, []]).encode()


def _text_rows(document: Document) -> list[list[str]]:
    rows: list[list[str]] = [[document.title], []] if document.title else []
    for table in document.tables:
        rows += [[table.heading]] if table.heading else []
        rows += _uncovered(table)
        rows += [[table.note]] if table.note else []
        rows.append([])
    return rows[:-1]


def _uncovered(table: Table) -> list[list[str]]:
    covered = table.covered()
    return [
        ["" if (number, column) in covered else text for column, text in enumerate(line)]
        for number, line in enumerate(table.lines)
    ]
