"""Published figures of the same period that are others now, with what they rested on."""

from seuranta.report.blocks import Block, Cell, Column, Paragraph, Row, Section, Table, text
from seuranta.report.content.edition import Edition


def revised_figures(edition: Edition) -> list[Block]:
    """A section of the method that lists them; nothing where there are none."""
    _ = edition.words.gettext
    revised = edition.material.revisions.to_dict("records")
    if not revised:
        return []
    told = _(
        "The figures of this period were published before, and some were others. The documents, the"
        " decisions, the codebook or the lexicon have changed since."
    )
    title = _("Published figures that have changed")
    columns = (
        Column(_("Figure"), "name", "figure"),
        Column(_("Formerly"), "number", "former"),
        Column(_("Now"), "number", "now"),
        Column(_("Published on"), "label", "published"),
        Column(_("Codebook and lexicon then"), "label", "versions"),
    )
    number = edition.words.number
    names = {"actions": _("All actions"), **edition.statuses}
    rows = tuple(
        Row(
            (
                Cell(text(names.get(row["figure"], row["figure"]))),
                Cell(text(number(row["former_count"]))),
                Cell(text(number(row["count"]))),
                Cell(text(row["published_on"])),
                Cell(text(f"{row['codebook']}, {row['lexicon']}")),
            )
        )
        for row in revised
    )
    table = Table("method_revisions_table", title, columns, rows)
    return [Section("method_revisions", title, (Paragraph(text(told)), table))]
