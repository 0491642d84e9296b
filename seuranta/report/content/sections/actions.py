"""Section 5 of a follow-up: every action in the style and the order of its document, nothing cut."""

from collections.abc import Sequence
from itertools import groupby

from seuranta.report.blocks import Block, Cell, Column, Facet, Paragraph, Row, Section, Table, text
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item, Reading
from seuranta.report.content.vocabulary import tier_words, timing_words
from seuranta.report.content.words import fill

NONE = "none"


def actions_section(edition: Edition) -> Section:
    """One table a theme and file, in the order of the documents."""
    _ = edition.words.gettext
    total = edition.noun.counted(len(edition.material.followed))
    lead = _("{total} in the order of the documents, with the status texts as written.").format(total=total)
    blocks: list[Block] = [Paragraph(text(lead)), *marker_notes(edition)]
    facets = _facets(edition)
    runs = groupby(edition.material.read, key=lambda pair: (pair[0].theme_id, pair[0].file))
    for number, ((theme, file), pairs) in enumerate(runs, start=1):
        table = _table(edition, f"actions_table_{number}", list(pairs), file=file, facets=facets)
        blocks.append(Section(f"actions_{number}", edition.theme(theme).text, (table,)))
    return Section("actions", edition.noun.all, tuple(blocks))


def marker_notes(edition: Edition) -> list[Block]:
    """The marks that the documents do not explain, and the sister programmes that names mention."""
    _, followed = edition.words.gettext, edition.material.followed
    blocks: list[Block] = []
    for marker in dict.fromkeys(marker for item in followed for marker in item.markers):
        count = sum(marker in item.markers for item in followed)
        message = edition.words.ngettext(
            "The mark {marker} stands in {count} name in the documents. They do not say what it means.",
            "The mark {marker} stands in {count} names in the documents. They do not say what it means.",
            count,
        )
        note = fill(message, marker=marker, count=edition.words.number(count))
        blocks.append(Paragraph(note, role="note"))
    tags = {tag: item for item in followed for tag in item.tags}
    if tags:
        named = edition.words.listing([item.span(tag, edition.language) for tag, item in tags.items()])
        note = fill(_("Other programmes named in brackets: {programmes}."), programmes=named)
        blocks.append(Paragraph(note, role="note"))
    return blocks


def _table(
    edition: Edition,
    table_id: str,
    pairs: Sequence[tuple[Item, Reading]],
    *,
    file: str,
    facets: tuple[Facet, ...],
) -> Table:
    _ = edition.words.gettext
    columns = (
        *edition.head,
        *(Column(str(year), "year", f"y{year}") for year in edition.material.years),
        Column(_("Status"), "status", "status"),
        Column(_("Status text as written"), "text", "text"),
        Column(_("Place"), "place", "place"),
    )
    return Table(
        table_id,
        _("{count}. Source: {file}").format(count=edition.noun.counted(len(pairs)), file=file),
        columns,
        tuple(_row(edition, item, reading) for item, reading in pairs),
        row_header=1,
        facets=facets,
        is_sortable=True,
    )


def _row(edition: Edition, item: Item, reading: Reading) -> Row:
    return Row(
        (
            edition.label(item),
            Cell(text(item.span(item.name, edition.language))),
            *(
                year_cell(edition, year, is_planned=year in item.planned_years)
                for year in edition.material.years
            ),
            edition.status(item, reading),
            edition.written(item),
            Cell(text(edition.place(item)), sort=f"{edition.order[item.id]:06d}"),
        ),
        id=item.id,
        facets=_codes(item, reading),
    )


def year_cell(edition: Edition, year: int, *, is_planned: bool) -> Cell:
    """A mark of the year grid, which says in words what it means."""
    _ = edition.words.gettext
    message = _("{year}: planned") if is_planned else _("{year}: not planned")
    return Cell(text(message.format(year=year)), is_marked=is_planned, sort="0" if is_planned else "1")


def _codes(item: Item, reading: Reading) -> dict[str, str]:
    return {
        "status": str(reading.status),
        "theme": item.theme_id,
        "timing": str(reading.timing),
        "tier": str(reading.tier),
        "blocker": reading.blocker or NONE,
    }


def _facets(edition: Edition) -> tuple[Facet, ...]:
    """The ways to filter by the codes that occur, the same for every table: one choice filters all."""
    _ = edition.words.gettext
    used = [_codes(item, reading) for item, reading in edition.material.read]
    vocabularies = (
        ("status", _("Status"), edition.statuses),
        ("theme", _("Theme"), {theme: edition.theme(theme).text for theme in edition.material.theme_ids}),
        ("timing", _("By plan"), timing_words(edition.words)),
        ("tier", _("Certainty of the reading"), tier_words(edition.words)),
        ("blocker", _("Blocked by"), {**edition.blockers, NONE: _("Nothing named")}),
    )
    return tuple(
        Facet(key, label, tuple((str(code), word) for code, word in words.items() if code in codes))
        for key, label, words in vocabularies
        if (codes := {each[key] for each in used})
    )
