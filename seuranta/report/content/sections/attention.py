"""Section 4: what is overdue, out of date, waiting, silent or doubtful, with the words that say so."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from seuranta.model import Status, Tier, Timing
from seuranta.report.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Row,
    Section,
    Table,
    text,
)
from seuranta.report.content.charts import count_panels, ranked_bars
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item, Reading
from seuranta.report.content.vocabulary import timing_words
from seuranta.report.content.watch import Watch, belongs, open_count, watches

Pair = tuple[Item, Reading]
MakeCells = Callable[[Item, Reading], Sequence[Cell]]


def attention_section(edition: Edition) -> Section:
    """An overview by theme, then a list of each group."""
    _ = edition.words.gettext
    overdue, stale, blocked, unreported = watches(edition)
    blocks: list[Block] = []
    if any(watch.items for watch in (overdue, stale, blocked, unreported)):
        blocks.append(_overview(edition, (overdue, stale, blocked, unreported)))
    blocks += [
        _overdue(edition, overdue),
        _stale(edition, stale),
        _blocked(edition, blocked),
        _unreported(edition, unreported),
        _doubtful(edition),
    ]
    return Section("attention", _("Needs attention"), tuple(blocks))


def _overview(edition: Edition, groups: Sequence[Watch]) -> Figure:
    _ = edition.words.gettext
    largest = max(groups, key=lambda watch: watch.total.numerator)
    names = {theme: edition.theme(theme) for theme in edition.material.theme_ids}
    panels = [
        (watch.title, {names[theme].text: share.numerator for theme, share in watch.by_theme.items()})
        for watch in groups
    ]
    alt = " ".join(
        f"{title}: " + ", ".join(f"{name} {count}" for name, count in counts.items()) + "."
        for title, counts in panels
    )
    rows = [
        Row((Cell((names[theme],)), *(edition.share_cell(watch.by_theme[theme]) for watch in groups)))
        for theme in names
    ]
    total = Row(
        (Cell(text(_("All themes"))), *(edition.share_cell(watch.total) for watch in groups)), is_total=True
    )
    table = Table(
        "figure_attention_table",
        _("What needs attention, by theme"),
        (
            Column(_("Theme"), "name", "theme"),
            *(Column(watch.title, "number", watch.key) for watch in groups),
        ),
        (*rows, total),
    )
    title = _("The largest group that needs attention is “{group}”: {share}").format(
        group=largest.title.lower(), share=edition.words.share(largest.total)
    )
    return Figure("figure_attention", title, alt, count_panels("figure_attention", panels), table)


def _list(
    edition: Edition,
    key: str,
    pairs: Iterable[Pair],
    *,
    title: str,
    columns: Sequence[Column],
    cells: MakeCells,
) -> Table:
    rows = tuple(
        Row((edition.label(item), edition.name(item), *cells(item, reading))) for item, reading in pairs
    )
    return Table(
        f"{key}_table",
        f"{title}: {edition.noun.counted(len(rows))}",
        (*edition.head, *columns),
        rows,
        row_header=1,
        is_sortable=len(rows) > 1,
    )


def _group(
    edition: Edition,
    watch: Watch,
    explanation: str,
    columns: Sequence[Column],
    cells: MakeCells,
    *,
    figures: Sequence[Figure] = (),
) -> Section:
    pairs = [(item, reading) for item, reading in edition.material.read if belongs(watch.key, reading)]
    lead = Paragraph(text(explanation))
    key = f"attention_{watch.key}"
    blocks: tuple[Block, ...] = (lead, *figures)
    if pairs:
        blocks = (*blocks, _list(edition, key, pairs, title=watch.title, columns=columns, cells=cells))
    return Section(key, watch.title, blocks)


def _overdue(edition: Edition, watch: Watch) -> Section:
    _ = edition.words.gettext
    explanation = _(
        "{share} of those in scope are overdue: the last planned year is before {year}, and the text does"
        " not say that the work is completed, transferred or discontinued."
    ).format(share=edition.words.share(watch.total), year=edition.material.period.year)
    columns = (
        Column(_("Plan"), "label", "plan"),
        Column(_("Status"), "status", "status"),
        Column(_("Status text"), "text", "text"),
    )
    return _group(
        edition,
        watch,
        explanation,
        columns,
        lambda item, reading: (edition.plan(item), edition.status(item, reading), edition.written(item)),
    )


def _stale(edition: Edition, watch: Watch) -> Section:
    _ = edition.words.gettext
    explanation = _(
        "{share} of the status texts are out of date: the latest year that they report on is before {year}."
        " Of these, {open} are about unfinished work, of which newer words are needed."
    ).format(
        share=edition.words.share(watch.total),
        year=edition.material.period.year,
        open=edition.words.number(open_count(edition, watch)),
    )
    columns = (
        Column(_("Reports on"), "label", "as_of"),
        Column(_("Status"), "status", "status"),
        Column(_("Status text"), "text", "text"),
    )
    return _group(
        edition,
        watch,
        explanation,
        columns,
        lambda item, reading: (
            Cell(text(str(reading.as_of_year or "–"))),
            edition.status(item, reading),
            edition.written(item),
        ),
    )


def _blocked(edition: Edition, watch: Watch) -> Section:
    _ = edition.words.gettext
    counts = {
        code: count for code in edition.blockers if (count := edition.count("blocked", "all", category=code))
    }
    ranked = dict(sorted(counts.items(), key=lambda entry: -entry[1]))
    explanation = _("{share} of all wait for something or have stopped, and the text says why.").format(
        share=edition.words.share(watch.total)
    )
    if ranked:
        listed = [f"{edition.blockers[code].lower()} {edition.words.number(ranked[code])}" for code in ranked]
        explanation += " " + _("Blockers: {counts}.").format(counts=", ".join(listed))
    columns = (
        Column(_("Blocked by"), "label", "blocker"),
        Column(_("In the words of the text"), "text", "words"),
        Column(_("Status"), "status", "status"),
    )
    return _group(
        edition,
        watch,
        explanation,
        columns,
        lambda item, reading: (
            Cell(text(edition.blockers[reading.blocker or ""])),
            Cell(edition.quotes(item, (reading.blocker_words or "",))),
            edition.status(item, reading),
        ),
        figures=[_blockers_figure(edition, ranked)] if len(ranked) > 1 else [],
    )


def _blockers_figure(edition: Edition, ranked: Mapping[str, int]) -> Figure:
    """What the work waits for, the most frequent first, with the actions that wait."""
    _ = edition.words.gettext
    waiting = {
        code: [item for item, reading in edition.material.read if reading.blocker == code] for code in ranked
    }
    most = max(ranked.values())
    leading = [edition.blockers[code].lower() for code, count in ranked.items() if count == most]
    title = _("The most frequent blocker: {blockers} ({count})").format(
        blockers=", ".join(leading), count=edition.words.number(most)
    )
    alt = "; ".join(
        f"{edition.blockers[code]} {edition.words.number(ranked[code])}:"
        f" {', '.join(item.label for item in items)}"
        for code, items in waiting.items()
    )
    bars = [
        (edition.blockers[code], ranked[code], ", ".join(item.label for item in items))
        for code, items in waiting.items()
    ]
    rows = tuple(
        Row(
            (
                Cell(text(edition.blockers[code])),
                edition.number_cell(ranked[code]),
                Cell(edition.words.listing([item.link() for item in items])),
            )
        )
        for code, items in waiting.items()
    )
    columns = (
        Column(_("Blocked by"), "label", "blocker"),
        Column(_("Count"), "number", "count"),
        Column(edition.noun.heading, "text", "actions"),
    )
    table = Table("figure_blockers_table", _("What the work waits for"), columns, rows)
    return Figure("figure_blockers", title, f"{alt}.", ranked_bars("figure_blockers", bars), table)


def _unreported(edition: Edition, watch: Watch) -> Section:
    """The silent ones: those of which a word was expected, and those whose plan has not begun."""
    _ = edition.words.gettext
    timings = timing_words(edition.words)
    silent = [(i, r) for i, r in edition.material.read if r.status == Status.NOT_REPORTED]
    waiting = edition.count("unreported", "not_reported", category=Timing.NOT_DUE)
    explanation = _(
        "The status text is blank although the plan has begun or there is no plan: {share} of those of"
        " which a status was expected. Of those whose plan has not begun, {waiting} are blank."
    ).format(share=edition.words.share(watch.total), waiting=edition.words.number(waiting))
    blocks: tuple[Block, ...] = (Paragraph(text(explanation)),)
    if silent:
        columns = (Column(_("Plan"), "label", "plan"), Column(_("By plan"), "label", "timing"))
        table = _list(
            edition,
            "attention_unreported",
            silent,
            title=_("Without a status text"),
            columns=columns,
            cells=lambda item, reading: (edition.plan(item), Cell(text(timings[reading.timing]))),
        )
        blocks = (*blocks, table)
    return Section("attention_unreported", watch.title, blocks)


def _doubtful(edition: Edition) -> Section:
    """The readings that a careful reader could contest, each with the words that decided."""
    _ = edition.words.gettext
    doubtful = [(i, r) for i, r in edition.material.read if r.tier == Tier.DOUBTFUL]
    share = edition.share("reading_tier", "all", category=Tier.DOUBTFUL)
    explanation = _(
        "{share} of the readings are doubtful: even a careful reader could choose another status. A person"
        " settles the matter: the decision is written down with its reason and holds as long as the text is"
        " the same."
    ).format(share=share)
    blocks: tuple[Block, ...] = (Paragraph(text(explanation)),)
    if doubtful:
        columns = [
            Column(_("Status as read"), "status", "status"),
            Column(_("Could also be"), "label", "alternatives"),
            Column(_("Deciding words"), "text", "evidence"),
        ]
        has_suggestions = any(reading.suggested_status for _item, reading in doubtful)
        if has_suggestions:
            columns.append(Column(_("Another model"), "text", "suggestion"))
        table = _list(
            edition,
            "attention_doubtful",
            doubtful,
            title=_("Doubtful readings"),
            columns=columns,
            cells=lambda item, reading: (
                edition.status(item, reading),
                Cell(text(", ".join(edition.statuses[code] for code in reading.alternatives) or "–")),
                Cell(edition.quotes(item, reading.evidence)),
                *([Cell(text(edition.suggestion(reading) or "–"))] if has_suggestions else []),
            ),
        )
        blocks = (*blocks, table)
    return Section("attention_doubtful", _("Doubtful readings"), blocks)
