"""Section 3 of a follow-up: how far each theme is, against its plan."""

from collections.abc import Mapping

from seuranta.model import RollUp, Status
from seuranta.report.blocks import Block, Cell, Column, Figure, Paragraph, Row, Section, Table, Text, text
from seuranta.report.content.charts import Bar, plan_columns, status_bars
from seuranta.report.content.edition import Edition, with_status
from seuranta.report.content.vocabulary import roll_up_words
from seuranta.report.content.watch import watches
from seuranta.report.content.words import Share, fill

NO_PLAN = "none"  # the group of the actions without a planned year, in the table of indicators


def themes_section(edition: Edition) -> Section:
    """The themes side by side, the plan against the outcome, and a few sentences on each theme."""
    _ = edition.words.gettext
    blocks: list[Block] = [
        overview_table(edition),
        *certainty_note(edition),
        _statuses_figure(edition),
        *_outcome_figure(edition),
        *_plan_figure(edition),
        *(_theme_section(edition, theme) for theme in edition.material.theme_ids),
    ]
    return Section("themes", _("Themes"), tuple(blocks))


def certainty_note(edition: Edition) -> list[Block]:
    """A word of caution where theme names or their contents are not the programme's own."""
    _ = edition.words.gettext
    known = [theme for theme in map(edition.material.theme, edition.material.theme_ids) if theme is not None]
    notes = []
    if any(not theme.name.is_official(edition.language) for theme in known):
        notes.append(_("Theme names marked in the method section are working translations."))
    if any(theme.certainty != "stated" for theme in known):
        notes.append(
            _(
                "The division into themes has been inferred from the contents, not stated by the programme;"
                " the method section says for which themes."
            )
        )
    return [Paragraph(text(" ".join(notes)), role="note")] if notes else []


def overview_table(edition: Edition) -> Table:
    """One row a theme: how many, completed in scope, moving, roll-up."""
    _, numbers = edition.words.gettext, edition.material.numbers
    columns = (
        Column(_("Theme"), "name", "theme"),
        Column(_("All"), "number", "all"),
        Column(_("Completed, of those in scope"), "number", "completed"),
        Column(_("Completed or in progress, of those in scope"), "number", "active"),
        Column(_("As a whole"), "label", "roll_up"),
    )
    rows = [
        Row(
            (
                Cell((edition.theme(theme),)) if theme is not None else Cell(text(_("All themes"))),
                edition.number_cell(
                    numbers.share("completion_rate", "all", theme=theme).denominator, _facets(theme)
                ),
                edition.share_cell(
                    numbers.share("completion_rate", "in_scope", theme=theme),
                    _facets(theme, Status.COMPLETED),
                ),
                edition.share_cell(numbers.share("activity_rate", "in_scope", theme=theme)),
                Cell(text(roll_up(edition, theme))),
            ),
            is_total=theme is None,
        )
        for theme in (*edition.material.theme_ids, None)
    ]
    return Table("themes_overview", _("Progress by theme"), columns, tuple(rows))


def _facets(theme: str | None, status: str | None = None) -> dict[str, str]:
    """What narrows the list of actions to those of a theme and a status."""
    facets = {"theme": theme, "status": status}
    return {key: str(code) for key, code in facets.items() if code is not None}


def roll_up(edition: Edition, theme: str | None) -> str:
    """How a theme, or the programme, stands as a whole."""
    words = roll_up_words(edition.words)
    dimension, group = ("programme", "all") if theme is None else ("theme", theme)
    verdict = edition.material.numbers.verdict("roll_up", dimension, group)
    if not edition.material.numbers.of_group("roll_up", "in_scope", dimension, group, verdict).denominator:
        return edition.words.gettext("Nothing in scope")
    return words[RollUp(verdict)]


def counts_table(
    edition: Edition,
    table_id: str,
    caption: str,
    head: Column,
    rows: Mapping[str, tuple[Text, Mapping[str, int]]],
    *,
    are_themes: bool = False,
) -> Table:
    """Counts by status, one row a group, with a total row and a total column that agree.

    Args:
        edition: the report.
        table_id: the table's id.
        caption: its caption.
        head: the column of the groups.
        rows: by group, its name and its counts by status code.
        are_themes: whether the groups are themes, by which the list of actions can be narrowed.
    """
    _ = edition.words.gettext
    codes = [code for code in edition.statuses if any(counts[code] for _name, counts in rows.values())]
    totals = {code: sum(counts[code] for _name, counts in rows.values()) for code in codes}
    columns = (
        head,
        *(Column(edition.statuses[code], "number", str(code)) for code in codes),
        Column(_("Total"), "number", "total"),
    )
    lines = [*((group, *entry) for group, entry in rows.items()), (None, text(_("Total")), totals)]
    return Table(
        table_id,
        caption,
        columns,
        tuple(
            Row(
                (
                    Cell(name),
                    *(
                        edition.number_cell(counts[code], _facets(group, code) if are_themes else None)
                        for code in codes
                    ),
                    edition.number_cell(sum(counts[code] for code in codes)),
                ),
                is_total=group is None,
            )
            for group, name, counts in lines
        ),
    )


def _statuses_of(edition: Edition, indicator: str, dimension: str, group: str) -> dict[str, int]:
    numbers = edition.material.numbers
    return {
        code: numbers.of_group(indicator, "all", dimension, group, code).numerator
        for code in edition.statuses
    }


def _bars(edition: Edition, figure_id: str, groups: Mapping[str, tuple[str, Mapping[str, int]]]) -> str:
    """All in one bar, whose parts are named, and a bar for each group."""
    totals = {code: sum(counts[code] for _name, counts in groups.values()) for code in edition.statuses}
    used = {code: word for code, word in edition.statuses.items() if totals[code]}
    every = Bar(edition.words.pgettext("chart", "All"), totals)
    return status_bars(figure_id, [every, *(Bar(*entry) for entry in groups.values())], used)


def _in_words(edition: Edition, groups: Mapping[str, tuple[str, Mapping[str, int]]]) -> str:
    """The counts of a chart in words, for its alternative text."""
    sentences = []
    for name, counts in groups.values():
        parts = [
            f"{edition.statuses[code].lower()} {edition.words.number(counts[code])}"
            for code in edition.statuses
            if counts[code]
        ]
        sentences.append(f"{name}: {', '.join(parts) or '0'}.")
    return " ".join(sentences)


def _statuses_figure(edition: Edition) -> Figure:
    _ = edition.words.gettext
    counts = {
        theme: _statuses_of(edition, "status_count", "theme", theme) for theme in edition.material.theme_ids
    }
    named = {theme: (edition.theme(theme).text, counts[theme]) for theme in counts}
    title = _("{completed} are completed and {moving} in progress").format(
        completed=edition.share("status_count", "all", category=Status.COMPLETED),
        moving=edition.share("status_count", "all", category=Status.IN_PROGRESS),
    )
    return Figure(
        "figure_statuses",
        title,
        _in_words(edition, named),
        _bars(edition, "figure_statuses", named),
        counts_table(
            edition,
            "figure_statuses_table",
            _("Statuses by theme"),
            Column(_("Theme"), "name", "theme"),
            {theme: ((edition.theme(theme),), counts[theme]) for theme in counts},
            are_themes=True,
        ),
    )


def _plan_figure(edition: Edition) -> list[Block]:
    """The statuses by the last planned year: what should be ready by now, and what is."""
    _ = edition.words.gettext
    groups = edition.material.numbers.groups("status_by_last_planned_year", "year")
    if not any(group != NO_PLAN for group in groups):
        return []
    counts = {group: _statuses_of(edition, "status_by_last_planned_year", "year", group) for group in groups}
    names = {group: group if group != NO_PLAN else _("No planned year") for group in groups}
    named = {group: (names[group], counts[group]) for group in groups}
    title = _("{share} of those in scope are still open although their plan has ended").format(
        share=edition.share("overdue", "in_scope")
    )
    return [
        Figure(
            "figure_plan",
            title,
            _("By the last planned year.") + " " + _in_words(edition, named),
            _bars(edition, "figure_plan", named),
            counts_table(
                edition,
                "figure_plan_table",
                _("Statuses by the last planned year"),
                Column(_("Last planned year"), "label", "year"),
                {group: (text(names[group]), counts[group]) for group in groups},
            ),
        )
    ]


def _outcome_figure(edition: Edition) -> list[Block]:
    """The plan against the outcome over the years: what was to be ready, and what is."""
    _, numbers = edition.words.gettext, edition.material.numbers
    years = [year for year in numbers.groups("completed_by_last_planned_year", "year") if year != NO_PLAN]
    if not years:
        return []
    shares = {year: numbers.of_group("completed_by_last_planned_year", "all", "year", year) for year in years}
    title = _("Of those in scope whose plan ends by {year}, {share} are completed").format(
        year=str(edition.material.period.year), share=edition.share("completed_among_due", "due")
    )
    alt = _("Completed of what was planned to be ready, by the last planned year: {counts}.").format(
        counts=", ".join(f"{year} {edition.words.share(share)}" for year, share in shares.items())
    )
    planned, done = _("planned to be ready"), edition.statuses[Status.COMPLETED].lower()
    columns = (
        Column(_("Last planned year"), "label", "year"),
        Column(_("Completed, of what was planned to be ready"), "number", "completed"),
    )
    rows = tuple(Row((Cell(text(year)), edition.share_cell(share))) for year, share in shares.items())
    drawn = [(year, share.denominator, share.numerator) for year, share in shares.items()]
    return [
        Figure(
            "figure_outcome",
            title,
            alt,
            plan_columns("figure_outcome", drawn, planned=planned, done=done),
            Table("figure_outcome_table", _("Plan and outcome by year"), columns, rows),
        )
    ]


def _theme_section(edition: Edition, theme: str) -> Section:
    _, words = edition.words.gettext, edition.words
    rate = edition.material.numbers.share("completion_rate", "in_scope", theme=theme)
    active = edition.material.numbers.share("activity_rate", "in_scope", theme=theme)
    every = edition.material.numbers.share("completion_rate", "all", theme=theme)
    first = _("{count}. Of those in scope, {completed} are completed and {active} completed or in progress.")
    sentences = [
        fill(
            first,
            count=edition.noun.counted(every.denominator),
            completed=words.share(rate),
            active=words.share(active),
        ),
        *_completed_sentence(edition, theme, rate),
        *_watch_sentence(edition, theme),
    ]
    link = fill(_("As a whole: {roll_up}."), roll_up=roll_up(edition, theme).lower())
    body = tuple(span for sentence in [*sentences, link] for span in (*sentence, *text(" ")))
    return Section(f"theme_{theme}", edition.theme(theme).text, (Paragraph(body[:-1]),))


def _completed_sentence(edition: Edition, theme: str, rate: Share) -> list[Text]:
    if not rate.numerator:
        return []
    pairs = [(item, reading) for item, reading in edition.material.read if item.theme_id == theme]
    return [
        fill(
            edition.words.gettext("Completed: {items}."),
            items=edition.links(with_status(pairs, Status.COMPLETED)),
        )
    ]


def _watch_sentence(edition: Edition, theme: str) -> list[Text]:
    found = []
    for watch in watches(edition):
        items = [item for item in watch.items if item.theme_id == theme]
        if items:
            found.append(fill("{title}: {items}.", title=watch.title, items=edition.links(items)))
    return found
