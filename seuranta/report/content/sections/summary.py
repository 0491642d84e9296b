"""Section 1 of a follow-up: what a board member reads in a minute."""

from fractions import Fraction

from seuranta.model import CODEBOOK_VERSION, Status, Tier
from seuranta.report.blocks import (
    Block,
    BulletList,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    Section,
    Span,
    Text,
    text,
)
from seuranta.report.content.comparison import Comparison
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item
from seuranta.report.content.watch import open_count, watches
from seuranta.report.content.words import Share, fill, merged

SHOWN = 3


def summary_section(edition: Edition) -> Section:
    """Headline counts, three things that went well, three that need attention, and what they rest on."""
    _ = edition.words.gettext
    title = _("Summary")
    if not edition.material.read:
        nothing = Paragraph(text(_("The documents of this period name no action to follow up.")), role="lead")
        return Section("summary", title, (nothing,))
    blocks: list[Block] = [
        Paragraph(text(_headline(edition)), role="lead"),
        *_others(edition),
        status_figures(edition),
        _since_last_time(edition),
        *_in_scope(edition),
        *_range(edition),
        _well(edition),
        _worries(edition),
        _basis(edition),
    ]
    return Section("summary", title, tuple(blocks))


def _headline(edition: Edition) -> str:
    completed = edition.count("status_count", "all", category=Status.COMPLETED)
    moving = edition.count("status_count", "all", category=Status.IN_PROGRESS)
    message = edition.words.ngettext(
        "{out_of}, {completed} is completed and {moving} in progress.",
        "{out_of}, {completed} are completed and {moving} in progress.",
        completed,
    )
    return message.format(
        out_of=edition.noun.out_of(len(edition.material.followed)),
        completed=edition.words.number(completed),
        moving=edition.words.number(moving),
    )


def _others(edition: Edition) -> list[Block]:
    """The statuses that the headline leaves out, so that its counts add up as well."""
    counted = {
        word: edition.count("status_count", "all", category=code)
        for code, word in edition.statuses.items()
        if code not in {Status.COMPLETED, Status.IN_PROGRESS}
    }
    rest = sum(counted.values())
    if not rest:
        return []
    message = edition.words.ngettext(
        "The remaining {count}: {counts}.", "The remaining {count}: {counts}.", rest
    )
    counts = ", ".join(
        f"{word.lower()} {edition.words.number(count)}" for word, count in counted.items() if count
    )
    return [Paragraph(text(message.format(count=edition.words.number(rest), counts=counts)))]


def status_figures(edition: Edition) -> KeyFigures:
    """The count of every status that occurs; they add up to the total, and say so."""
    counted = {code: edition.count("status_count", "all", category=code) for code in edition.statuses}
    figures = tuple(
        KeyFigure(
            edition.statuses[code],
            edition.words.number(count),
            edition.share("status_count", "all", category=code),
            status=str(code),
            target="#actions",
            filter=f"status={code}",
        )
        for code, count in counted.items()
        if count
    )
    total = edition.words.number(sum(counted.values()))
    return KeyFigures(figures, sum_note=f"{' + '.join(figure.value for figure in figures)} = {total}")


def _since_last_time(edition: Edition) -> Paragraph:
    """What has moved since the period before, or that there is none."""
    _, number = edition.words.gettext, edition.words.number
    if edition.material.changes.empty:
        return Paragraph(text(_("There is no earlier report of this programme to compare with.")))
    comparison = Comparison(edition)
    sentence = fill(
        _(
            "Since {month}: improved {improved}, worsened {worsened}, the same status {same}, new {joined},"
            " no longer in the documents {left}. {link}"
        ),
        month=edition.words.month(comparison.former_period),
        improved=number(len(comparison.with_change("improved"))),
        worsened=number(len(comparison.with_change("worsened"))),
        same=number(len(comparison.with_change("same"))),
        joined=number(len(comparison.with_presence("joined"))),
        left=number(len(comparison.with_presence("left"))),
        link=Span(_("See what changed."), target="#changes"),
    )
    rates = comparison.trend("completion_rate", "all")
    then, now = rates.get(comparison.former_period), rates.get(edition.material.period)
    if then and now:
        shown = _("Completed then {then}, now {now}.")
        completed = shown.format(then=edition.words.share(then), now=edition.words.share(now))
        sentence = merged([*text(completed, " "), *sentence])
    return Paragraph(sentence)


def _moved(edition: Edition, change: str) -> list[Item]:
    """The actions that improved or worsened since the period before."""
    if edition.material.changes.empty:
        return []
    return [moved.item for moved in Comparison(edition).with_change(change) if moved.item]


def _improved(edition: Edition) -> Text:
    items = _moved(edition, "improved")
    if not items:
        return ()
    message = edition.words.ngettext(
        "{count} has improved since the period before: {items}.",
        "{count} have improved since the period before: {items}.",
        len(items),
    )
    return fill(message, count=edition.words.number(len(items)), items=edition.links(items))


def _in_scope(edition: Edition) -> list[Block]:
    """The share of those in scope; nothing where all are, for the key figures have said that share."""
    _ = edition.words.gettext
    scope = edition.share("completion_rate", "in_scope")
    every = edition.share("completion_rate", "all")
    if scope == every:
        return []
    message = _(
        "Completed of those in scope: {scope}; of all: {all}. Transferred and discontinued ones are not in"
        " scope."
    )
    return [Paragraph(text(message.format(scope=scope, all=every)))]


def _range(edition: Edition) -> list[Block]:
    _ = edition.words.gettext
    low = edition.material.numbers.share("completed_at_least", "all")
    high = edition.material.numbers.share("completed_at_most", "all")
    if low == high:
        return []
    sentence = fill(
        _(
            "Some of the readings are doubtful. {out_of}, {low}–{high} are completed, depending on how"
            " these are settled. {link}"
        ),
        out_of=edition.noun.out_of(low.denominator),
        low=edition.words.number(low.numerator),
        high=edition.words.number(high.numerator),
        link=Span(_("See the doubtful readings."), target="#attention_doubtful"),
    )
    return [Notice(_("How certain the count is"), sentence)]


def _well(edition: Edition) -> Section:
    _ = edition.words.gettext
    candidates = (_improved, _furthest, _ahead, _moving, _told)
    found = [entry for entry in (candidate(edition) for candidate in candidates) if entry]
    rule = _(
        "Shown are the first three of these that hold: what has improved since the period before, the"
        " theme that has come furthest, what was completed before the end of its plan, the share that is"
        " completed or in progress, the share that has a status text."
    )
    listed: tuple[Block, ...] = (
        (BulletList(tuple(found[:SHOWN])),) if found else (Paragraph(text(_("Nothing yet."))),)
    )
    return Section("summary_well", _("What went well"), (*listed, Paragraph(text(rule), role="note")))


def _furthest(edition: Edition) -> Text:
    numbers = edition.material.numbers
    rates = {
        theme: numbers.share("completion_rate", "in_scope", theme=theme)
        for theme in edition.material.theme_ids
    }
    reached = {
        theme: Fraction(share.numerator, share.denominator)
        for theme, share in rates.items()
        if share.numerator
    }
    leaders = [theme for theme, rate in reached.items() if rate == max(reached.values())]
    if not leaders or len(leaders) == len(rates):
        return ()
    named = [(edition.theme(theme), edition.words.share(rates[theme])) for theme in leaders]
    _ = edition.words.gettext
    if len(named) == 1:
        sentence = _("The theme “{theme}” has come furthest: {share} of those in scope are completed.")
        return fill(sentence, theme=named[0][0], share=named[0][1])
    themes = [fill(_("“{theme}” {share}"), theme=theme, share=share) for theme, share in named]
    listed = merged([span for theme in themes for span in (Span(", "), *theme)][1:])
    return fill(_("Together furthest are {themes} (completed of those in scope)."), themes=listed)


def _ahead(edition: Edition) -> Text:
    year = edition.material.period.year
    early = [
        item
        for item, reading in edition.material.read
        if reading.status == Status.COMPLETED and item.planned_years and item.planned_years[-1] > year
    ]
    if not early:
        return ()
    return fill(
        edition.words.ngettext(
            "{count} is completed although its plan goes on after {year}: {items}.",
            "{count} are completed although their plan goes on after {year}: {items}.",
            len(early),
        ),
        count=edition.words.number(len(early)),
        year=str(year),
        items=edition.links(early),
    )


def _moving(edition: Edition) -> Text:
    if not edition.count("activity_rate", "in_scope"):
        return ()
    sentence = edition.words.gettext("{share} of those in scope are completed or in progress.")
    return text(sentence.format(share=edition.share("activity_rate", "in_scope")))


def _told(edition: Edition) -> Text:
    if not edition.count("reporting_coverage", "all"):
        return ()
    sentence = edition.words.gettext("{share} have a status text.")
    return text(sentence.format(share=edition.share("reporting_coverage", "all")))


def _worries(edition: Edition) -> Section:
    _ = edition.words.gettext
    year = str(edition.material.period.year)
    overdue, stale, blocked, unreported = watches(edition)
    worsened = Share(len(_moved(edition, "worsened")), len(edition.material.followed))
    still_open = edition.words.number(open_count(edition, stale))
    idle = edition.material.numbers.share("status_count", "all", category=Status.NOT_ADVANCED)
    sentences = (
        (
            overdue.total,
            overdue.target,
            _("{share} of those in scope are overdue: their plan ended before {year}."),
        ),
        (
            stale.total,
            stale.target,
            _(
                "{share} of the status texts do not say what happened in {year}; {open} of these are about"
                " unfinished work."
            ),
        ),
        (blocked.total, blocked.target, _("{share} wait for something or have stopped.")),
        (
            unreported.total,
            unreported.target,
            _("{share} of those whose plan has begun, or that have no plan, have no status text."),
        ),
        (idle, "#actions", _("{share} did not advance.")),
        (worsened, "#changes", _("{share} have a worse status than in the period before.")),
    )
    largest = sorted(
        (entry for entry in sentences if entry[0].numerator), key=lambda entry: -entry[0].numerator
    )
    items = tuple(
        fill(
            message,
            share=Span(
                edition.words.share(share),
                target=target,
                filter=f"status={Status.NOT_ADVANCED}" if target == "#actions" else "",
            ),
            year=year,
            open=still_open,
        )
        for share, target, message in largest[:SHOWN]
    )
    rule = _(
        "Shown are the three largest of these groups: overdue, out-of-date text, waiting or stopped, no"
        " status though expected, not advanced, worse than in the period before. The groups overlap."
    )
    listed: tuple[Block, ...] = (
        (BulletList(items),) if items else (Paragraph(text(_("Nothing stands out."))),)
    )
    return Section(
        "summary_attention", _("What needs attention"), (*listed, Paragraph(text(rule), role="note"))
    )


def _basis(edition: Edition) -> Section:
    _ = edition.words.gettext
    tiers = {tier: edition.share("reading_tier", "all", category=tier) for tier in Tier}
    how = _(
        "The statuses were read from the status texts by the rules of a published codebook (version"
        " {version}). {clear} of the readings are clear, {reviewed} were decided by people and {doubtful}"
        " are doubtful; these are marked."
    ).format(
        version=CODEBOOK_VERSION,
        clear=tiers[Tier.CLEAR],
        reviewed=tiers[Tier.REVIEWED],
        doubtful=tiers[Tier.DOUBTFUL],
    )
    link = Span(_("How the numbers were made"), target="#method")
    return Section("summary_basis", _("What the numbers rest on"), (Paragraph(text(how, " ", link, ".")),))
