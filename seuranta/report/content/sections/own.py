"""The columns that a document has beside those the report knows, under the document's own titles."""

from collections.abc import Sequence
from typing import Literal

from seuranta.report.blocks import Cell, Column, Row, Table, text
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item

LONG_TEXT = 60  # from this many characters on, a column is prose


def own_titles(items: Sequence[Item]) -> list[str]:
    """The titles of the documents' other columns, in order; a column that is blank throughout is none."""
    return list(dict.fromkeys(title for item in items for title, cell in item.extra.items() if cell))


def is_prose(items: Sequence[Item], title: str) -> bool:
    """Whether a column holds prose, rather than classes, names or marks."""
    return any(len(item.extra.get(title, "")) >= LONG_TEXT for item in items)


def own_columns(
    edition: Edition, titles: Sequence[str], kind: Literal["text", "label"]
) -> tuple[Column, ...]:
    """Columns under the document's own titles."""
    language = document_language(edition)
    return tuple(Column(title, kind, f"own_{kind}_{n}", language=language) for n, title in enumerate(titles))


def own_cell(edition: Edition, item: Item, title: str) -> Cell:
    """A cell as written; a blank one says that it is blank."""
    written = item.extra.get(title, "")
    return Cell(text(item.span(written, edition.language) if written else edition.words.gettext("(missing)")))


def own_table(edition: Edition, table_id: str, items: Sequence[Item], titles: Sequence[str]) -> Table:
    """The columns that do not fit beside the names, each row led by its number."""
    _ = edition.words.gettext
    kinds = (
        own_columns(edition, (title,), "text" if is_prose(items, title) else "label") for title in titles
    )
    columns = (edition.head[0], *(column for (column,) in kinds))
    rows = tuple(
        Row(
            (
                Cell(text(item.link()), sort=edition.label(item).sort),
                *(own_cell(edition, item, title) for title in titles),
            )
        )
        for item in items
    )
    return Table(table_id, _("The document's other columns"), columns, rows, is_sortable=True)


def document_language(edition: Edition) -> str | None:
    """The language of the document's words, when it is not the report's."""
    return edition.material.followed[0].span("", edition.language).language
