"""Section 6: the enablers, each with every column of its document whole."""

from seuranta.report.blocks import Block, Definitions, Paragraph, Section, Span, Text, text
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item


def enablers_section(edition: Edition) -> Section:
    """One subsection an enabler. A line break in a cell is a line break in the report."""
    _ = edition.words.gettext
    note = _("The enablers are not counted in any share. Their cells are shown whole, as in the document.")
    blocks: list[Block] = [Paragraph(text(note), role="note")]
    for number, item in enumerate(edition.material.enablers, start=1):
        blocks.append(_enabler(edition, item, number))
    return Section("enablers", _("Enablers"), tuple(blocks))


def _enabler(edition: Edition, item: Item, number: int) -> Section:
    _ = edition.words.gettext
    entries: list[tuple[Text, Text]] = [
        (text(_mark(edition, item, title)), text(_mark(edition, item, cell) if cell else "–"))
        for title, cell in item.extra.items()
    ]
    if item.status_text is not None:
        written = item.span(item.status_text, edition.language)
        entries.append((text(_("Status text as written")), text(written) or text("–")))
    if item.reading is not None:
        entries.append((text(_("Status")), edition.status(item, item.reading).text))
    source = _("{file}, {place}").format(file=item.file, place=edition.place(item))
    entries.append((text(_("Source")), text(source)))
    name = Span(item.name, language=item.span("", edition.language).language, is_strong=True)
    # A heading cannot carry the language of a name, so it numbers the enabler and the name follows.
    title = _("Enabler {number}").format(number=number)
    return Section(item.id, title, (Paragraph(text(name)), Definitions(tuple(entries))))


def _mark(edition: Edition, item: Item, words: str) -> Span:
    return item.span(words, edition.language)
