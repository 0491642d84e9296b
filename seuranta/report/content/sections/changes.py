"""Section 2: what has changed, from the period before or from the former programme."""

from collections.abc import Sequence

from seuranta.errors import StepFailedError
from seuranta.model import Period
from seuranta.report.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    text,
)
from seuranta.report.content.burn_up import burn_up_blocks
from seuranta.report.content.comparison import Comparison
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Source
from seuranta.report.content.sections.change_lists import lists_of_changes
from seuranta.report.content.words import Share

JOINED, LEFT, NO_STATUS = "joined", "left", "no_status"


def changes_section(edition: Edition) -> Section:
    """What happened to each action since the period before, and what goes on from the former programme."""
    _ = edition.words.gettext
    blocks: list[Block] = []
    if not edition.material.changes.empty:
        blocks += _comparison(edition)
    elif not edition.material.is_roadmap:
        blocks.append(
            Paragraph(
                text(
                    _(
                        "There is no earlier period to compare with. The statuses and planned years of"
                        " this report are what the next period will be compared with."
                    )
                )
            )
        )
    if not edition.material.continuations.empty:
        blocks += _continuations(edition)
    elif edition.material.is_roadmap and edition.material.changes.empty:
        blocks.append(Paragraph(text(_("No action of a former programme is known to go on here."))))
    is_only_former = edition.material.is_roadmap and edition.material.changes.empty
    title = _("From the former programme") if is_only_former else _("Changes")
    return Section("changes", title, tuple(blocks))


def _comparison(edition: Edition) -> list[Block]:
    comparison = Comparison(edition)
    blocks: list[Block] = [_totals(edition, comparison)]
    if comparison.trend("completion_rate", "all"):
        blocks += _movements(edition, comparison)
        blocks += _like_for_like(edition, comparison)
        blocks.append(_transitions(edition, comparison))
    blocks += lists_of_changes(edition, comparison)
    if trend := _trend(edition, comparison):
        blocks.append(trend)
    return blocks


def _totals(edition: Edition, comparison: Comparison) -> Paragraph:
    """Both periods' totals, each as a sum that can be checked."""
    _, number = edition.words.gettext, edition.words.number
    stayed, joined, left = (len(comparison.with_presence(kind)) for kind in ("stayed", JOINED, LEFT))
    sentence = _(
        "Compared with {month}: {then} then = {stayed} that stayed + {left} that left; {now} now = {stayed}"
        " that stayed + {joined} that joined."
    )
    return Paragraph(
        text(
            sentence.format(
                month=edition.words.month(comparison.former_period),
                then=edition.noun.counted(stayed + left),
                now=edition.noun.counted(stayed + joined),
                stayed=number(stayed),
                left=number(left),
                joined=number(joined),
            )
        ),
        role="lead",
    )


def _movements(edition: Edition, comparison: Comparison) -> list[Block]:
    """How those that stayed have moved, each group with its actions, and the regressions."""
    _ = edition.words.gettext
    groups = (
        (_("Improved: {count} ({which})"), comparison.with_change("improved")),
        (_("Worsened: {count} ({which})"), comparison.with_change("worsened")),
        (
            _("Fell silent, left the scope or came back into it: {count} ({which})"),
            comparison.with_change("changed"),
        ),
        (_("The same status as before: {count}"), comparison.with_change("same")),
    )
    lines = [
        edition.say(
            sentence,
            count=edition.words.number(len(changes)),
            which=edition.links([change.item for change in changes if change.item]) if changes else "–",
        )
        for sentence, changes in groups
    ]
    blocks: list[Block] = [BulletList(tuple(lines))]
    regressions = [change for change in comparison.all if change.is_regression]
    if regressions:
        sentence = _("Completed in {month}, and no longer: {which}. Ask the owner what happened.")
        month = edition.words.month(comparison.former_period)
        which = edition.links([change.item for change in regressions if change.item])
        said = edition.say(sentence, month=month, which=which)
        blocks.append(Notice(_("Steps back"), said, severity="warning"))
    return blocks


def _like_for_like(edition: Edition, comparison: Comparison) -> list[Block]:
    """The completion rate of the same actions in both periods, beside that of all."""
    _, words = edition.words.gettext, edition.words
    now, then = edition.material.period, comparison.former_period
    every = comparison.trend("completion_rate", "all")
    same = comparison.trend("completion_rate", "like_for_like")
    if not {now, then} <= set(every) or not {now, then} <= set(same):
        return []
    sentence = _(
        "Completed of all: {all_now}; in {month} {all_then}. Of the same {count} in both periods: {same_now};"
        " in {month} {same_then}."
    )
    return [
        Paragraph(
            text(
                sentence.format(
                    month=words.month(then),
                    all_now=words.share(every[now]),
                    all_then=words.share(every[then]),
                    count=words.number(same[now].denominator),
                    same_now=words.share(same[now]),
                    same_then=words.share(same[then]),
                )
            )
        ),
        Paragraph(
            text(
                _(
                    "What joins or leaves can make a programme look better or worse than it is; the same"
                    " actions in both periods cannot."
                )
            ),
            role="note",
        ),
    ]


def _transitions(edition: Edition, comparison: Comparison) -> Table:
    """Rows: the statuses then; columns: the statuses now; with what joined and left, both add up."""
    _, counts = edition.words.gettext, comparison.transitions()
    labels = {**edition.statuses, NO_STATUS: _("No status"), JOINED: _("Joined"), LEFT: _("Left")}
    before = [code for code in labels if any(pair[0] == code for pair in counts)]
    after = [code for code in labels if any(pair[1] == code for pair in counts)]
    columns = (
        Column(_("Status then"), "name", "then"),
        *(Column(labels[code], "number", code) for code in after),
        Column(_("Total"), "number", "total"),
    )

    def row(label: str, numbers: Sequence[int], *, is_total: bool = False) -> Row:
        cells = [edition.number_cell(number) for number in (*numbers, sum(numbers))]
        return Row((Cell(text(label)), *cells), is_total=is_total)

    rows = [row(labels[code], [counts[code, then] for then in after]) for code in before]
    totals = [sum(counts[code, then] for code in before) for then in after]
    rows.append(row(_("Total"), totals, is_total=True))
    caption = _("From which status to which: {then} down, {now} across").format(
        then=edition.words.month(comparison.former_period), now=edition.words.month(edition.material.period)
    )
    return Table("changes_transitions", caption, columns, tuple(rows))


def _trend(edition: Edition, comparison: Comparison) -> Section | None:
    """The main shares of every period; from two periods on."""
    _, words = edition.words.gettext, edition.words
    shares = {
        _("Completed, of all"): comparison.trend("completion_rate", "all"),
        _("Completed, of those in scope"): comparison.trend("completion_rate", "in_scope"),
        _("Completed or in progress, of those in scope"): comparison.trend("activity_rate", "in_scope"),
        _("Reported on, of all"): comparison.trend("reporting_coverage", "all"),
    }
    periods = list(next(iter(shares.values())))
    if len(periods) <= 1:
        return None
    columns = (
        Column(_("Share"), "name", "share"),
        *(Column(words.month(period), "number", str(period)) for period in periods),
    )
    rows = [
        Row((Cell(text(label)), *(edition.share_cell(of_period[period]) for period in periods)))
        for label, of_period in shares.items()
    ]
    table = Table("changes_trend_table", _("The main shares in every period"), columns, tuple(rows))
    drawn = burn_up_blocks(words, comparison.burn_up())
    return Section("changes_trend", _("Over all periods"), (*drawn, table, *_forecast(edition)))


def _forecast(edition: Edition) -> list[Block]:
    """Where it will end if it goes on like this, with how sure that is; or that nobody can say."""
    _, number = edition.words.gettext, edition.words.number
    forecasts = edition.material.forecast.to_dict("records")
    if not forecasts or forecasts[0]["outcome"] == "ended":
        return []
    row = forecasts[0]
    moves = number(int(row["transition_count"]))
    if row["outcome"] != "made":
        sentence = _("Nothing is forecast: {moves} moves of single actions between periods are too few.")
        return [Paragraph(text(sentence.format(moves=moves)))]
    sentence = _(
        "If the actions go on as they have gone so far, {middle} of {all} will be completed at the end of"
        " {year}; with a probability of 80 % between {low} and {high}. This rests on {moves} moves of single"
        " actions between periods."
    )
    said = sentence.format(
        middle=number(int(row["middle_count"])),
        all=number(int(row["action_count"])),
        year=row["end_year"],
        low=number(int(row["low_count"])),
        high=number(int(row["high_count"])),
        moves=moves,
    )
    tried = Share(int(row["right_count"]), int(row["tried_count"]))
    if tried.denominator:
        test = _("Of earlier periods that could be forecast in the same way, {share} came out so.")
        test = test.format(share=edition.words.share(tried))
    else:
        test = _("It could not be tried on earlier periods: too few moves came before them.")
    return [Paragraph(text(said)), Paragraph(text(test), role="note")]


def _continuations(edition: Edition) -> list[Block]:
    _, words = edition.words.gettext, edition.words
    sentence = _("{share} carry on an action of the former programme.")
    share = edition.share("continued_from_former", "all")
    columns = (
        *edition.head,
        Column(_("In the former programme"), "label", "former"),
        Column(_("Former plan"), "label", "former_plan"),
        Column(_("Former status"), "status", "former_status"),
        Column(_("Source"), "place", "source"),
    )
    rows = []
    for record in edition.material.continuations.to_dict("records"):
        item = edition.material.by_id.get(record["action_id"])
        if item is None:
            raise StepFailedError(
                f"expected an action {record['action_id']!r} that goes on from the former programme, found"
                f" none",
                hint="compute the continuations again: they and the actions are of different versions",
            )
        status = record["former_status"] if isinstance(record["former_status"], str) else None
        years = record["former_planned_years"]
        former = f"{record['former_label']} ({words.month(Period.parse(record['former_period']))})"
        rows.append(
            Row(
                (
                    edition.label(item),
                    edition.name(item),
                    Cell(text(former)),
                    Cell(text(years.replace(" ", ", ") if isinstance(years, str) and years else "–")),
                    Cell(text(edition.statuses[status] if status else "–"), status=status),
                    Cell(text(_source(edition, Source.of(record, "former_source_")))),
                )
            )
        )
    table = Table(
        "changes_continued",
        _("Former plans and statuses of what goes on"),
        columns,
        tuple(rows),
        row_header=1,
    )
    return [Paragraph(text(sentence.format(share=share))), table]


def _source(edition: Edition, source: Source) -> str:
    place = edition.place_of(source)
    return edition.words.gettext("{file}, {place}").format(file=source.file, place=place)
