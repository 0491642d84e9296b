"""The lists of section 2: who moved, joined, left, was renamed, replanned, blocked or reworded."""

from collections.abc import Callable, Sequence

from seuranta.model import Status
from seuranta.report.blocks import Block, Cell, Column, Paragraph, Row, Section, Span, Table, text
from seuranta.report.content.comparison import Change, Comparison
from seuranta.report.content.edition import Edition
from seuranta.report.content.wording import differences, is_reworded

MakeCells = Callable[[Change], Sequence[Cell]]


def lists_of_changes(edition: Edition, comparison: Comparison) -> list[Section]:
    """One section a subject, each only where there is something to list."""
    sections = (
        _moved(edition, comparison),
        _plans(edition, comparison),
        _joined_and_left(edition, comparison),
        _renamed(edition, comparison),
        _proposed(edition, comparison),
        _blockers(edition, comparison),
        _texts(edition, comparison),
    )
    return [section for section in sections if section is not None]


def _moved(edition: Edition, comparison: Comparison) -> Section | None:
    _ = edition.words.gettext
    words = {"improved": _("improved"), "worsened": _("worsened"), "changed": _("otherwise changed")}
    moved = comparison.with_change(*words)
    columns = (
        Column(_("Status then"), "status", "then"),
        Column(_("Status now"), "status", "now"),
        Column(_("Change"), "label", "change"),
    )

    def cells(change: Change) -> Sequence[Cell]:
        said = _("step back") if change.is_regression else words[change.change]
        return (_status(edition, change.former_status), _status(edition, change.status), Cell(text(said)))

    return _section(edition, "changes_moved", _("Statuses that changed"), moved, columns=columns, cells=cells)


def _plans(edition: Edition, comparison: Comparison) -> Section | None:
    _, words = edition.words.gettext, edition.words
    changes = [
        change
        for change in comparison.with_presence("stayed")
        if change.is_replanned or change.is_silent_slip or _is_late_and_open(change)
    ]
    columns = (
        Column(_("First plan"), "label", "baseline"),
        Column(_("Plan then"), "label", "then"),
        Column(_("Plan now"), "label", "now"),
        Column(_("Later than then, years"), "number", "slip"),
        Column(_("Later than first planned, years"), "number", "baseline_slip"),
        Column(_("Remark"), "text", "remark"),
    )

    def cells(change: Change) -> Sequence[Cell]:
        since = f" ({words.month(change.baseline_period)})" if change.baseline_period else ""
        remarks = []
        if change.is_replanned:
            remarks.append(_("replanned"))
        if change.is_silent_slip:
            remarks.append(_("slips without a new word"))
        return (
            Cell(text(_years(change.baseline_years) + since)),
            Cell(text(_years(change.former_planned_years))),
            Cell(text(_years(change.planned_years))),
            _signed(edition, change.slip_years),
            _signed(edition, change.baseline_slip_years),
            Cell(text("; ".join(remarks))),
        )

    note = _(
        "The first planned years stay what an action is measured by, however often it is replanned. It slips"
        " without a new word when its plan has run out or moved on and its text is that of the former period."
    )
    return _section(
        edition, "changes_plans", _("Plans that moved"), changes, columns=columns, cells=cells, note=note
    )


def _is_late_and_open(change: Change) -> bool:
    is_open = change.status is not None and not Status(change.status).is_closed
    return is_open and (change.baseline_slip_years or 0) > 0


def _joined_and_left(edition: Edition, comparison: Comparison) -> Section | None:
    _ = edition.words.gettext
    said = {
        ("joined", "new"): _("New"),
        ("joined", "returned"): _("Back after a period without it"),
        ("joined", "split"): _("Part of {names}"),
        ("joined", "merged"): _("Made of {names}"),
        ("left", "gone"): _("Gone"),
        ("left", "split"): _("Split into {names}"),
        ("left", "merged"): _("Merged into {names}"),
    }
    changes = [change for change in comparison.all if change.presence != "stayed"]
    if not changes:
        return None
    columns = (
        Column(edition.noun.heading, "name", "name"),
        Column(_("Change"), "text", "change"),
        Column(_("Status then"), "status", "then"),
        Column(_("Status now"), "status", "now"),
    )
    rows = []
    for change in changes:
        names = edition.words.listing([_called(comparison, other) for other in change.related_ids])
        sentence = edition.say(said[change.presence, change.change], names=names)
        if change.possible_ids:
            sentence = (*sentence, Span(" "), Span(_("(perhaps not: see the proposed links)")))
        cells = (
            _name(edition, change),
            Cell(sentence),
            _status(edition, change.former_status),
            _status(edition, change.status),
        )
        rows.append(Row(cells))
    title = _("What joined and what left")
    table = Table("changes_joined_left_list", title, columns, tuple(rows))
    return Section("changes_joined_left", title, (table,))


def _renamed(edition: Edition, comparison: Comparison) -> Section | None:
    _ = edition.words.gettext
    renamed = [change for change in comparison.with_presence("stayed") if change.is_renamed]
    columns = (Column(_("Name then"), "text", "then"),)
    return _section(
        edition,
        "changes_renamed",
        _("What was renamed"),
        renamed,
        columns=columns,
        cells=lambda change: (Cell(text(_written(edition, change, change.former_name or ""))),),
    )


def _proposed(edition: Edition, comparison: Comparison) -> Section | None:
    """What nobody has confirmed: counted as new and gone until somebody does."""
    _, words = edition.words.gettext, edition.words
    proposals = comparison.proposals
    if not proposals:
        return None
    relations = {
        "same": _("the same under another name"),
        "split": _("a part of it"),
        "merged": _("has it in it"),
    }
    columns = (
        Column(edition.noun.heading, "name", "name"),
        Column(_("Perhaps"), "label", "relation"),
        Column(_("Earlier name"), "text", "former"),
        Column(_("Likeness of the names, 0–1"), "number", "score"),
    )
    rows = []
    for proposal in proposals:
        item = edition.material.by_id.get(str(proposal["action_id"]))
        name = edition.name(item) if item else Cell(text(str(proposal["name"])))
        score = float(proposal["score"])
        cells = (
            name,
            Cell(text(relations[str(proposal["relation"])])),
            Cell(text(str(proposal["other_name"]))),
            Cell(text(words.decimal(score)), sort=f"{score:.4f}"),
        )
        rows.append(Row(cells))
    lead = _(
        "These names are alike, and nobody has confirmed that they mean the same. Until then they count as"
        " new and gone."
    )
    title = _("Proposed links, not confirmed")
    table = Table("changes_proposed_list", title, columns, tuple(rows))
    return Section("changes_proposed", title, (Paragraph(text(lead)), table))


def _blockers(edition: Edition, comparison: Comparison) -> Section | None:
    _, words = edition.words.gettext, edition.words
    stayed = [c for c in comparison.all if c.presence != "left" and (c.blocker or c.former_blocker)]
    columns = (
        Column(_("Blocker then"), "label", "then"),
        Column(_("Blocker now"), "label", "now"),
        Column(_("Change"), "label", "change"),
    )

    def cells(change: Change) -> Sequence[Cell]:
        now, then = change.blocker, change.former_blocker
        if now is None:
            said = _("no longer mentioned")
        elif now == then and change.blocked_since:
            said = _("stands since {month}").format(month=words.month(change.blocked_since))
        else:
            said = _("new")
        names = [edition.blockers[code] if code else "–" for code in (then, now)]
        return (*(Cell(text(name)) for name in names), Cell(text(said)))

    return _section(
        edition, "changes_blockers", _("What blocks the work"), stayed, columns=columns, cells=cells
    )


def _texts(edition: Edition, comparison: Comparison) -> Section | None:
    """The same words as last time, and words that changed within a text."""
    _ = edition.words.gettext
    stayed = comparison.with_presence("stayed")
    same = [change for change in stayed if change.is_text_same]
    reworded = [
        change
        for change in stayed
        if change.status_text
        and change.former_status_text
        and not change.is_text_same
        and is_reworded(change.former_status_text, change.status_text)
    ]
    blocks: list[Block] = []
    if same:
        sentence = _("The status text is word for word that of {month}: {count} ({which})")
        blocks.append(
            Paragraph(
                edition.say(
                    sentence,
                    month=edition.words.month(comparison.former_period),
                    count=edition.words.number(len(same)),
                    which=edition.links([change.item for change in same if change.item]),
                )
            )
        )
    if reworded:
        columns = (*edition.head, Column(_("Text with what was removed and added"), "text", "text"))
        rows = [
            Row((edition.label(change.item), edition.name(change.item), Cell(_compared(edition, change))))
            for change in reworded
            if change.item
        ]
        title = _("Status texts with other words")
        blocks.append(Table("changes_texts_list", title, columns, tuple(rows), row_header=1))
    return Section("changes_texts", _("Wording"), tuple(blocks)) if blocks else None


def _compared(edition: Edition, change: Change) -> tuple[Span, ...]:
    spoken = change.item.language if change.item else edition.language
    language = spoken if spoken != edition.language else None
    return differences(change.former_status_text, change.status_text, edition.words, language)


def _section(
    edition: Edition,
    key: str,
    title: str,
    changes: Sequence[Change],
    *,
    columns: Sequence[Column],
    cells: MakeCells,
    note: str = "",
) -> Section | None:
    """A list of actions that are there now; None where it would be empty."""
    if not changes:
        return None
    rows = [
        Row((edition.label(change.item), edition.name(change.item), *cells(change)))
        for change in changes
        if change.item
    ]
    table = Table(f"{key}_list", title, (*edition.head, *columns), tuple(rows), row_header=1)
    lead = (Paragraph(text(note), role="note"),) if note else ()
    return Section(key, title, (*lead, table))


def _status(edition: Edition, status: str | None) -> Cell:
    return Cell(text(edition.statuses[status] if status else "–"), status=status)


def _name(edition: Edition, change: Change) -> Cell:
    if change.item:
        return edition.name(change.item)
    return Cell(text(_written(edition, change, change.name)))


def _written(edition: Edition, change: Change, words: str) -> Span:
    """Words of a document of the programme, marked with their language when the report's is another."""
    language = change.item.language if change.item else edition.material.programme.document_language
    return Span(words, language=language if language != edition.language else None)


def _called(comparison: Comparison, action_id: str) -> Span:
    name = comparison.names.get(action_id, action_id)
    return Span(f"“{name}”")


def _years(years: str) -> str:
    return years.replace(" ", ", ") if years else "–"


def _signed(edition: Edition, years: int | None) -> Cell:
    if years is None:
        return Cell(text("–"), sort="")
    sign = "+" if years > 0 else "−" if years < 0 else ""
    return Cell(text(f"{sign}{edition.words.number(abs(years))}"), sort=f"{years + 100:04d}")
