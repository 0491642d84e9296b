"""The page of one programme: its reports, how its numbers have moved, and all its actions to search in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from seuranta.config import LocalName, Programme
from seuranta.model import Kind, Period
from seuranta.report.blocks import (
    Block,
    Cell,
    Column,
    Facet,
    Figure,
    Paragraph,
    Report,
    Row,
    Section,
    Span,
    Table,
    Text,
    text,
)
from seuranta.report.content.burn_up import BurnUpPoint, burn_up_blocks
from seuranta.report.content.labels import renderer_labels
from seuranta.report.content.vocabulary import Noun, status_words
from seuranta.report.content.words import Share, Words, words_in

MOST_ACTIONS = 3000  # a page that a browser opens at once
# What is followed over the periods: indicator and basis, as the table of indicators names them.
TRENDS = (
    ("completion_rate", "in_scope"),
    ("activity_rate", "in_scope"),
    ("overdue", "in_scope"),
    ("reporting_coverage", "all"),
)
_LANGUAGE_NAMES = {
    "fi": "Suomeksi",
    "sv": "På\N{NO-BREAK SPACE}svenska",
    "en": "In\N{NO-BREAK SPACE}English",
}


@dataclass(frozen=True)
class PublishedAction:
    """An action of a published period.

    Args:
        id: its anchor in the report.
        kind: a `Kind`.
        label: its number.
        name: its name as written.
        language: ISO 639-1 code of the name.
        theme_id: its theme; empty for none.
        theme_heading: the theme's heading in the document, for a theme that the programme does not describe.
        status: its status; empty in a roadmap.
    """

    id: str
    kind: str
    label: str
    name: str
    language: str
    theme_id: str = ""
    theme_heading: str = ""
    status: str = ""


@dataclass(frozen=True)
class PublishedPeriod:
    """A published period of a programme.

    Args:
        period: `YYYY-MM`.
        languages: the languages of its reports.
        shares: the programme's own indicators, by name and basis; a follow-up has all of `TRENDS`.
        actions: its followed-up actions, in the order of the documents.
        burn_up: what was completed by it and the periods before, and planned to be.
    """

    period: str
    languages: Sequence[str]
    shares: Mapping[tuple[str, str], Share] = field(default_factory=dict)
    actions: Sequence[PublishedAction] = ()
    burn_up: Sequence[BurnUpPoint] = ()

    @property
    def is_followed_up(self) -> bool:
        """Whether statuses were reported on."""
        return all(trend in self.shares for trend in TRENDS)


def programme_page(
    programme: Programme, periods: Sequence[PublishedPeriod], language: str, languages: Sequence[str]
) -> Report:
    """The page of a programme in one language.

    Args:
        programme: the programme's own description.
        periods: what is published, in any order.
        language: ISO 639-1 code of the page.
        languages: the languages that the page is written in, the first one as `index.html`.
    """
    words = words_in(language)
    _ = words.gettext
    newest_first = sorted(periods, key=lambda each: each.period, reverse=True)
    name = _local(programme.name, language).text
    sections = [
        _reports_section(words, newest_first, languages),
        *_trend_section(words, newest_first[::-1]),
        *_actions_section(words, programme, newest_first[0]),
    ]
    return Report(
        language=language,
        title=name,
        subtitle=_("All reports, and how the numbers have moved"),
        organisation=_local(programme.organisation, language).text,
        period=newest_first[0].period,
        description=_("The reports of {programme}.").format(programme=name),
        accent_colour=programme.accent_colour,
        labels=renderer_labels(words),
        sections=tuple(sections),
    )


def page_name(language: str, languages: Sequence[str]) -> str:
    """The file of the page in a language."""
    return "index.html" if language == languages[0] else f"index.{language}.html"


def _local(name: LocalName, language: str) -> Span:
    if language in name.by_language:
        return Span(name.by_language[language])
    own, wording = next(iter(name.by_language.items()))
    return Span(wording, language=own)


def _reports_section(words: Words, periods: Sequence[PublishedPeriod], languages: Sequence[str]) -> Section:
    _ = words.gettext
    has_followed = any(period.is_followed_up for period in periods)
    columns = [Column(_("Period"), "name", "period"), Column(_("Report"), "text", "report")]
    columns.append(Column(_("PDF"), "text", "pdf"))
    columns.append(Column(_("All"), "number", "all"))
    if has_followed:
        columns.append(Column(_("Completed, of those in scope"), "number", "completed"))
    rows = tuple(Row(tuple(_period_cells(words, period, has_followed))) for period in periods)
    table = Table("reports_table", _("Published reports, newest first"), tuple(columns), rows)
    others = [
        Span(_LANGUAGE_NAMES[code], language=code, target=page_name(code, languages))
        for code in languages
        if code != words.language
    ]
    blocks: list[Block] = [
        table,
        Paragraph(_listed([Span(_("All programmes"), target="../index.html"), *others])),
    ]
    return Section("reports", _("Reports"), tuple(blocks))


def _period_cells(words: Words, period: PublishedPeriod, has_followed: bool) -> list[Cell]:
    month = words.month(Period.parse(period.period))
    links = {
        suffix: _listed(
            [
                Span(
                    _LANGUAGE_NAMES[language],
                    language=language if language != words.language else None,
                    target=f"{period.period}/report.{language}.{suffix}",
                )
                for language in period.languages
            ]
        )
        for suffix in ("html", "pdf")
    }
    cells = [
        Cell(text(month), sort=period.period),
        Cell(links["html"]),
        Cell(links["pdf"]),
        Cell(text(words.number(len(period.actions)))),
    ]
    if has_followed:
        share = period.shares.get(("completion_rate", "in_scope"))
        cells.append(Cell(text(words.share(share) if share else "–")))
    return cells


def _listed(spans: Sequence[Span]) -> Text:
    separated = [piece for span in spans for piece in (Span(" · "), span)]
    return tuple(separated[1:])


def _trend_names(words: Words) -> Mapping[tuple[str, str], str]:
    _ = words.gettext
    names = (
        _("Completed, of those in scope"),
        _("Completed or in progress, of those in scope"),
        _("Overdue, of those in scope"),
        _("With a status text"),
    )
    return dict(zip(TRENDS, names, strict=True))


def _trend_section(words: Words, periods: Sequence[PublishedPeriod]) -> list[Section]:
    """Lines over the periods that were followed up; one period has no trend, and a roadmap no status."""
    _ = words.gettext
    followed = [period for period in periods if period.is_followed_up]
    if not followed:
        return []
    names = _trend_names(words)
    columns = (
        Column(_("Period"), "name", "period"),
        *(Column(names[trend], "number", trend[0]) for trend in TRENDS),
    )
    rows = tuple(
        Row(
            (
                Cell(text(words.month(Period.parse(period.period))), sort=period.period),
                *(Cell(text(words.share(period.shares[trend]))) for trend in TRENDS),
            )
        )
        for period in followed
    )
    table = Table("trend_table", _("The numbers of each period"), columns, rows)
    note = Paragraph(
        text(_("The periods are counted over all their actions, new ones and those that left included.")),
        role="note",
    )
    if len(followed) == 1:
        lead = Paragraph(text(_("One period has been followed up so far; a second one makes a trend.")))
        return [Section("trend", _("Over the periods"), (lead, table))]
    drawn = burn_up_blocks(words, followed[-1].burn_up)
    return [Section("trend", _("Over the periods"), (*drawn, _trend_figure(words, followed, table), note))]


def _trend_figure(words: Words, periods: Sequence[PublishedPeriod], table: Table) -> Figure:
    from seuranta.report.content.line_charts import trend_panels  # noqa: PLC0415 (imports matplotlib)

    names = _trend_names(words)
    months = [words.month(Period.parse(period.period)) for period in periods]
    points = [(names[trend], [_point(words, period.shares[trend]) for period in periods]) for trend in TRENDS]
    alt = " ".join(
        f"{names[trend]}: "
        + ", ".join(
            f"{month} {words.share(period.shares[trend])}"
            for month, period in zip(months, periods, strict=True)
        )
        + "."
        for trend in TRENDS
    )
    first, last = (period.shares[TRENDS[0]] for period in (periods[0], periods[-1]))
    title = words.gettext("Completed of those in scope: {first} in {start}, {last} in {end}").format(
        first=words.share(first), last=words.share(last), start=months[0], end=months[-1]
    )
    labels = [period.period for period in periods]
    return Figure("figure_trend", title, alt, trend_panels("figure_trend", labels, points), table)


def _point(words: Words, share: Share) -> tuple[float, str]:
    height = share.numerator / share.denominator if share.denominator else 0.0
    return height, f"{words.number(share.numerator)}/{words.number(share.denominator)}"


def _actions_section(words: Words, programme: Programme, period: PublishedPeriod) -> list[Section]:
    """Every action of the newest period, each with a link to its row in the report."""
    _ = words.gettext
    if not period.actions or len(period.actions) > MOST_ACTIONS:
        return []
    kinds = {action.kind for action in period.actions}
    noun = Noun(Kind(kinds.pop()) if len(kinds) == 1 else None, words)
    statuses = status_words(words)
    themes = {action.theme_id: _theme(programme, action, words.language) for action in period.actions}
    report = words.language if words.language in period.languages else period.languages[0]
    is_followed = any(action.status for action in period.actions)
    columns = [
        Column(words.pgettext("column", "No."), "label", "label"),
        Column(noun.heading, "name", "name"),
        Column(_("Theme"), "text", "theme"),
        *([Column(_("Status"), "status", "status")] if is_followed else []),
    ]
    facets = (
        Facet("status", _("Status"), _used(statuses, [action.status for action in period.actions])),
        Facet("theme", _("Theme"), tuple((code, span.text) for code, span in themes.items() if code)),
    )
    rows = tuple(
        Row(
            (
                Cell(text(action.label), sort=str(index)),
                Cell(
                    text(
                        Span(
                            action.name,
                            language=action.language if action.language != words.language else None,
                            target=f"{period.period}/report.{report}.html#{action.id}",
                        )
                    )
                ),
                Cell((themes[action.theme_id],) if action.theme_id else ()),
                *([_status_cell(action, statuses)] if is_followed else []),
            ),
            facets={"status": (action.status,), "theme": (action.theme_id,)},
        )
        for index, action in enumerate(period.actions)
    )
    month = words.month(Period.parse(period.period))
    caption = _("{count}, {month}").format(count=noun.counted(len(rows)), month=month)
    table = Table(
        "actions_table",
        caption,
        tuple(columns),
        rows,
        row_header=1,
        facets=tuple(facet for facet in facets if facet.options),
        is_sortable=True,
    )
    return [Section("actions", noun.all, (table,))]


def _status_cell(action: PublishedAction, statuses: Mapping[str, str]) -> Cell:
    if action.status not in statuses:
        return Cell(text("–"))
    return Cell(text(statuses[action.status]), status=action.status)


def _used(words: Mapping[str, str], codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(code), word) for code, word in words.items() if code in codes)


def _theme(programme: Programme, action: PublishedAction, language: str) -> Span:
    known = next((theme for theme in programme.themes if theme.id == action.theme_id), None)
    if known is not None:
        return _local(known.name, language)
    own = action.language if action.language != language else None
    return Span(action.theme_heading or action.theme_id, language=own)
