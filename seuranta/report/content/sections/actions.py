"""Section 5 of a follow-up: every action in the style and the order of its document, nothing cut."""

from collections.abc import Sequence
from itertools import groupby

from seuranta.report.blocks import Block, Cell, Column, Facet, Paragraph, Row, Section, Table, Text, text
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item, Reading
from seuranta.report.content.sections.own import is_prose, own_cell, own_columns, own_table, own_titles
from seuranta.report.content.vocabulary import tier_words, timing_words
from seuranta.report.content.words import fill

NONE = "none"
BESIDE = 2  # so many short columns of the document fit beside the years
MOST_OPTIONS = 40  # what a reader can choose from; more are found by searching


def actions_section(edition: Edition) -> Section:
    """One table a theme and file, in the order of the documents."""
    _ = edition.words.gettext
    total = edition.noun.counted(len(edition.material.followed))
    lead = _("{total} in the order of the documents, with the status texts as written.").format(total=total)
    blocks: list[Block] = [Paragraph(text(lead)), *marker_notes(edition)]
    facets = _facets(edition)
    runs = groupby(edition.material.read, key=lambda pair: (pair[0].theme_id, pair[0].file))
    for number, ((theme, file), run) in enumerate(runs, start=1):
        pairs = list(run)
        items = [item for item, _reading in pairs]
        titles = own_titles(items)
        beside = [title for title in titles if not is_prose(items, title)][:BESIDE]
        below = [title for title in titles if title not in beside]
        tables = [_table(edition, f"actions_table_{number}", pairs, file=file, facets=facets, titles=beside)]
        if below:
            tables.append(own_table(edition, f"actions_classes_{number}", items, below))
        blocks.append(Section(f"actions_{number}", edition.theme(theme).text, tuple(tables)))
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
    titles: Sequence[str],
) -> Table:
    _ = edition.words.gettext
    columns = (
        *edition.head,
        *(Column(str(year), "year", f"y{year}") for year in edition.material.years),
        Column(_("Status"), "status", "status"),
        Column(_("Status text as written"), "text", "text"),
        *own_columns(edition, titles, "label"),
        Column(_("Place"), "place", "place"),
    )
    return Table(
        table_id,
        _("{count}. Source: {file}").format(count=edition.noun.counted(len(pairs)), file=file),
        columns,
        tuple(_row(edition, item, reading, titles) for item, reading in pairs),
        row_header=1,
        facets=facets,
        is_sortable=True,
    )


def _row(edition: Edition, item: Item, reading: Reading, titles: Sequence[str]) -> Row:
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
            *(own_cell(edition, item, title) for title in titles),
            Cell(text(edition.place(item)), sort=edition.label(item).sort),
        ),
        id=item.id,
        facets=_codes(item, reading),
        grounds=_grounds(edition, item, reading),
    )


def _grounds(edition: Edition, item: Item, reading: Reading) -> tuple[tuple[Text, Text], ...]:
    """What the status rests on: the words that decided, who says so, and where they stand."""
    _, words = edition.words.gettext, edition.words
    tier = tier_words(words)[reading.tier]
    certainty = text(f"{tier}: {reading.decided_by}" if reading.decided_by else tier)
    if reading.decision_reason:
        certainty = fill(
            "{who}. {reason}", who=certainty, reason=item.span(reading.decision_reason, edition.language)
        )
    blocker = (
        fill(
            "{blocker}: {words}",
            blocker=edition.blockers[reading.blocker],
            words=edition.quotes(item, (reading.blocker_words or "",)),
        )
        if reading.blocker
        else ()
    )
    source = _("{file}, {place}").format(file=item.file, place=edition.place(item))
    entries = (
        (_("Deciding words"), edition.quotes(item, reading.evidence) if reading.evidence else ()),
        (_("Reading"), certainty),
        (_("Could also be"), text(", ".join(edition.statuses[code] for code in reading.alternatives))),
        (_("Another model"), text(edition.suggestion(reading))),
        (_("Reports on"), text(str(reading.as_of_year or ""))),
        (_("By plan"), text(timing_words(words)[reading.timing])),
        (_("Blocked by"), blocker),
        (_("Source"), text(source)),
    )
    return tuple((text(term), meaning) for term, meaning in entries if any(span.text for span in meaning))


def year_cell(edition: Edition, year: int, *, is_planned: bool) -> Cell:
    """A mark of the year grid, which says in words what it means."""
    _ = edition.words.gettext
    message = _("{year}: planned") if is_planned else _("{year}: not planned")
    return Cell(text(message.format(year=year)), is_marked=is_planned, sort="0" if is_planned else "1")


def _codes(item: Item, reading: Reading) -> dict[str, tuple[str, ...]]:
    return {
        "status": (str(reading.status),),
        "theme": (item.theme_id,),
        "timing": (str(reading.timing),),
        "tier": (str(reading.tier),),
        "blocker": (reading.blocker or NONE,),
        "year": tuple(str(year) for year in item.planned_years) or (NONE,),
        "tag": (*item.tags, *item.markers) or (NONE,),
        "owner": (item.owner or NONE,),
    }


def _facets(edition: Edition) -> tuple[Facet, ...]:
    """The ways to filter by the codes that occur, the same for every table: one choice filters all."""
    _, followed = edition.words.gettext, edition.material.followed
    used = [_codes(item, reading) for item, reading in edition.material.read]
    tags = dict.fromkeys(tag for item in followed for tag in (*item.tags, *item.markers))
    owners = sorted({item.owner for item in followed if item.owner})
    vocabularies = (
        ("status", _("Status"), edition.statuses),
        ("theme", _("Theme"), {theme: edition.theme(theme).text for theme in edition.material.theme_ids}),
        ("timing", _("By plan"), timing_words(edition.words)),
        ("year", _("Planned year"), {str(year): str(year) for year in edition.material.years}),
        ("blocker", _("Blocked by"), {**edition.blockers, NONE: _("Nothing named")}),
        ("tag", _("Tag or mark"), {tag: tag for tag in tags}),
        ("owner", _("Responsible"), {owner: owner for owner in owners}),
        ("tier", _("Certainty of the reading"), tier_words(edition.words)),
    )
    return tuple(
        Facet(key, label, tuple((str(code), word) for code, word in words.items() if code in codes))
        for key, label, words in vocabularies
        if (codes := {code for each in used for code in each[key]} & set(words))
        and len(words) <= MOST_OPTIONS
    )
