"""The sections of a roadmap: what is planned, why, for whom, and what it gives for its cost."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from urllib.parse import urlencode

from seuranta.report.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    Definitions,
    Facet,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    text,
)
from seuranta.report.content.charts import class_matrix, count_matrix
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import ROLES, UNASSIGNED, Item
from seuranta.report.content.sections.actions import MOST_OPTIONS, marker_notes, year_cell
from seuranta.report.content.sections.own import (
    document_language,
    is_prose,
    own_cell,
    own_columns,
    own_table,
    own_titles,
)
from seuranta.report.content.sections.themes import certainty_note
from seuranta.report.content.words import fill

CLASSES = ("S", "M", "L")
NOT_STATED = "not_stated"  # the group of the measures that say nothing, in the table of indicators
FILTERED = ("origin", "benefit", "beneficiary", "impact", "cost_class", "level")
MOST_COLUMNS = 8  # of a chart that fits on a page
MOST_SHARES = 2  # in a title
DIMENSIONS = ("goal", "origin", "benefit", "beneficiary", "level")


def summary_section(edition: Edition) -> Section:
    """How many measures, for what, from where, and what stands out."""
    _, material = edition.words.gettext, edition.material
    lead = _("The roadmap holds {count}. It is a plan: nothing has been reported on it yet.").format(
        count=edition.noun.counted(len(material.followed))
    )
    facts = [*_origin_fact(edition), *_worth_facts(edition), *_problem_fact(edition), *_former_fact(edition)]
    blocks: list[Block] = [Paragraph(text(lead), role="lead"), _theme_figures(edition)]
    if facts:
        blocks.append(BulletList(tuple(facts)))
    link = Span(_("How the numbers were made"), target="#method")
    blocks.append(Paragraph(text(link, "."), role="note"))
    return Section("summary", _("Summary"), tuple(blocks))


def _theme_figures(edition: Edition) -> KeyFigures:
    numbers = edition.material.numbers
    shares = {
        theme: numbers.of_group("measure_count", "all", "theme", theme)
        for theme in edition.material.theme_ids
    }
    figures = tuple(
        KeyFigure(
            edition.theme(theme).text,
            edition.words.number(share.numerator),
            edition.words.share(share),
            target="#actions",
            filter=urlencode({"theme": theme}),
        )
        for theme, share in shares.items()
    )
    total = edition.words.number(sum(share.numerator for share in shares.values()))
    return KeyFigures(figures, sum_note=f"{' + '.join(figure.value for figure in figures)} = {total}")


def _has_dimension(edition: Edition, dimension: str) -> bool:
    return any(group != NOT_STATED for group in edition.material.numbers.groups("measure_count", dimension))


def _group(edition: Edition, group: str) -> Span:
    """A value as the document has it."""
    if group == NOT_STATED:
        return Span(edition.words.gettext("Not stated"))
    return edition.material.followed[0].span(group, edition.language)


def _origin_fact(edition: Edition) -> list[Text]:
    if not _has_dimension(edition, "origin"):
        return []
    numbers = edition.material.numbers
    pieces = [
        (
            _group(edition, group),
            Span(f" {edition.words.share(numbers.of_group('measure_count', 'all', 'origin', group))}"),
        )
        for group in numbers.groups("measure_count", "origin")
    ]
    return [
        fill(edition.words.gettext("Where they come from: {origins}."), origins=edition.words.listing(pieces))
    ]


def _worth_facts(edition: Edition) -> list[Text]:
    _ = edition.words.gettext
    better = [item for item in edition.material.followed if _is_better(item)]
    if not any(cell for cell in _matrix(edition).values()):
        return []
    quick = _("{share} combine the largest impact (L) with the smallest cost (S).")
    facts = [text(quick.format(share=edition.share("quick_wins", "all")))]
    share = edition.share("impact_exceeds_cost", "all")
    if better:
        message = _("{share} have an impact class above their cost class: {items}.")
        facts.append(fill(message, share=share, items=edition.links(better)))
    else:
        facts.append(text(_("{share} have an impact class above their cost class.").format(share=share)))
    return facts


def _problem_fact(edition: Edition) -> list[Text]:
    without = [item for item in edition.material.followed if item.roles.get("problem") == ""]
    if not without:
        return []
    message = edition.words.ngettext(
        "{count} does not say what problem it solves: {items}.",
        "{count} do not say what problem they solve: {items}.",
        len(without),
    )
    return [fill(message, count=edition.noun.counted(len(without)), items=edition.links(without))]


def _former_fact(edition: Edition) -> list[Text]:
    if edition.material.continuations.empty:
        return []
    message = edition.words.gettext("{share} go on from the former programme. {link}")
    link = Span(edition.words.gettext("See the list."), target="#changes")
    return [fill(message, share=edition.share("continued_from_former", "all"), link=link)]


def themes_section(edition: Edition) -> Section:
    """What the measures give for their cost, and how they spread over goals, origins and the rest."""
    _ = edition.words.gettext
    names = _dimension_words(edition)
    blocks: list[Block] = [
        _theme_table(edition),
        *certainty_note(edition),
        *_worth_figure(edition),
        *_pair_figure(edition, "origin", "goal"),
        *_pair_figure(edition, "level", "goal"),
    ]
    blocks += [
        _spread_table(edition, dimension, names[dimension])
        for dimension in DIMENSIONS
        if _has_dimension(edition, dimension)
    ]
    return Section("themes", _("Themes, impact and cost"), tuple(blocks))


def _dimension_words(edition: Edition) -> Mapping[str, str]:
    _ = edition.words.gettext
    return {
        "problem": _("Problem to be solved"),
        "goal": _("Goal"),
        "origin": _("Origin"),
        "benefit": _("Long-term benefit"),
        "beneficiary": _("Beneficiary"),
        "impact": _("Impact"),
        "cost_class": _("Cost class"),
        "level": _("Level"),
    }


def _theme_table(edition: Edition) -> Table:
    _, numbers = edition.words.gettext, edition.material.numbers
    rows = [
        Row(
            (
                Cell((edition.theme(theme),)),
                edition.share_cell(
                    numbers.of_group("measure_count", "all", "theme", theme), {"theme": theme}
                ),
            )
        )
        for theme in edition.material.theme_ids
    ]
    columns = (Column(_("Theme"), "name", "theme"), Column(_("Share of all"), "number", "share"))
    return Table("themes_overview", _("By theme"), columns, tuple(rows))


def _spread_table(edition: Edition, dimension: str, name: str) -> Table:
    _, numbers = edition.words.gettext, edition.material.numbers
    rows = tuple(
        Row(
            (
                Cell((_group(edition, group),)),
                edition.share_cell(
                    numbers.of_group("measure_count", "all", dimension, group),
                    {dimension: group} if dimension in FILTERED and group != NOT_STATED else None,
                ),
            )
        )
        for group in numbers.groups("measure_count", dimension)
    )
    columns = (Column(name, "name", dimension), Column(_("Share of all"), "number", "share"))
    return Table(f"themes_{dimension}", _("Measures by {name}").format(name=name.lower()), columns, rows)


def _pair_figure(edition: Edition, rows: str, columns: str) -> list[Block]:
    """How the values of one column of the document meet those of another: law and strategy by goal."""
    _, numbers = edition.words.gettext, edition.material.numbers
    across = numbers.groups("measure_count", columns)
    down = sorted(
        numbers.groups("measure_count", rows),
        key=lambda group: -numbers.of_group("measure_count", "all", rows, group).numerator,
    )
    if not (_has_dimension(edition, rows) and len(down) > 1 and 1 < len(across) <= MOST_COLUMNS):
        return []
    names = _dimension_words(edition)
    items = {
        (row, column): [
            item
            for item in edition.material.followed
            if (_value(item, rows), _value(item, columns)) == (row, column)
        ]
        for row in down
        for column in across
    }
    counts = {
        _group(edition, row).text: {
            _group(edition, column).text: len(items[row, column]) for column in across
        }
        for row in down
    }
    shares = [
        f"{_group(edition, row).text} {edition.share_of_group('measure_count', rows, row)}" for row in down
    ]
    title = f"{names[rows]}: {', '.join(shares[:MOST_SHARES])}"
    alt = " ".join(
        f"{row}: {', '.join(f'{column} {edition.words.number(count)}' for column, count in each.items())}."
        for row, each in counts.items()
    )
    figure_id = f"figure_{rows}"
    head = (Column(names[rows], "name", rows),)
    own = (
        Column(_group(edition, column).text, "label", f"{columns}_{n}", _group(edition, column).language)
        for n, column in enumerate(across)
    )
    lines = tuple(
        Row(
            (
                Cell((_group(edition, row),)),
                *(_listed_cell(edition, items[row, column]) for column in across),
            )
        )
        for row in down
    )
    caption = _("{rows} and {columns}: how many measures, and which").format(
        rows=names[rows], columns=names[columns].lower()
    )
    table = Table(f"{figure_id}_table", caption, (*head, *own), lines)
    return [Figure(figure_id, title, alt, count_matrix(figure_id, counts), table)]


def _value(item: Item, role: str) -> str:
    return item.roles.get(role) or NOT_STATED


def _listed_cell(edition: Edition, items: Sequence[Item]) -> Cell:
    """How many there are, and a link to each."""
    count = edition.words.number(len(items))
    if not items:
        return Cell(text(count), sort="0")
    return Cell((Span(f"{count}: "), *edition.words.listing([item.link() for item in items])), sort=count)


def _class(item: Item, role: str) -> str:
    return item.roles.get(role, "").strip().upper()


def _is_better(item: Item) -> bool:
    impact, cost = _class(item, "impact"), _class(item, "cost_class")
    return impact in CLASSES and cost in CLASSES and CLASSES.index(impact) > CLASSES.index(cost)


def _matrix(edition: Edition) -> dict[tuple[str, str], list[Item]]:
    """The measures in each pair of impact and cost class."""
    return {
        (impact, cost): [
            item
            for item in edition.material.followed
            if (_class(item, "impact"), _class(item, "cost_class")) == (impact, cost)
        ]
        for impact in CLASSES
        for cost in CLASSES
    }


def _worth_figure(edition: Edition) -> list[Block]:
    _, matrix, names = edition.words.gettext, _matrix(edition), _dimension_words(edition)
    placed = sum(map(len, matrix.values()))
    if not placed:
        return []
    alt = "; ".join(
        _("impact {impact}, cost {cost}: {items}").format(
            impact=impact, cost=cost, items=", ".join(item.label for item in items)
        )
        for (impact, cost), items in matrix.items()
        if items
    )
    title = _("{share} have an impact class above their cost class").format(
        share=edition.share("impact_exceeds_cost", "all")
    )
    svg = class_matrix(
        "figure_worth",
        {pair: [f"{item.label} {item.name}" for item in items] for pair, items in matrix.items()},
        CLASSES,
        row_title=names["impact"],
        column_title=names["cost_class"],
    )
    blocks: list[Block] = [Figure("figure_worth", title, f"{alt}.", svg, _worth_table(edition, matrix))]
    rest = len(edition.material.followed) - placed
    if rest:
        message = _("Not in the figure, because a class is not S, M or L: {count}.")
        blocks.append(Paragraph(text(message.format(count=edition.words.number(rest))), role="note"))
    return blocks


def _worth_table(edition: Edition, matrix: Mapping[tuple[str, str], Sequence[Item]]) -> Table:
    _, names = edition.words.gettext, _dimension_words(edition)
    numbers = edition.material.numbers
    columns = (
        Column(names["impact"], "label", "impact"),
        *(Column(_("Cost class {name}").format(name=cost), "label", f"cost_{cost}") for cost in CLASSES),
    )
    rows = []
    for impact in reversed(CLASSES):
        cells = [Cell(text(impact))]
        for cost in CLASSES:
            share = numbers.share("impact_cost", "all", category=f"{impact}/{cost}")
            listed = ", ".join(item.label for item in matrix[impact, cost])
            cells.append(Cell(text(edition.words.share(share), f": {listed}" if listed else "")))
        rows.append(Row(tuple(cells)))
    return Table("figure_worth_table", _("Measures by impact and cost class"), columns, tuple(rows))


def actions_section(edition: Edition) -> Section:
    """Every measure with every column of its document: the prose beside its name, then the classes."""
    _, material = edition.words.gettext, edition.material
    lead = _("{total} in the order of the documents, every column under its own title.").format(
        total=edition.noun.counted(len(material.followed))
    )
    blocks: list[Block] = [Paragraph(text(lead)), *_glossary(edition), *marker_notes(edition)]
    titles = own_titles(material.followed)
    prose = [title for title in titles if is_prose(material.followed, title)]
    classes = [title for title in titles if title not in prose]
    runs = groupby(material.followed, key=lambda item: (item.theme_id, item.file))
    for number, ((theme, _file), run) in enumerate(runs, start=1):
        items = list(run)
        tables = [_names_table(edition, f"actions_table_{number}", items, prose)]
        if classes:
            tables.append(own_table(edition, f"actions_classes_{number}", items, classes))
        blocks.append(Section(f"actions_{number}", _theme_title(edition, theme, items), tuple(tables)))
    return Section("actions", edition.noun.all, tuple(blocks))


def _theme_title(edition: Edition, theme: str, items: Sequence[Item]) -> str:
    """A theme's name behind the mark of its goal, unless the goal goes by the theme's own name."""
    goals = {item.roles.get("goal", "") for item in items}
    name, known = edition.theme(theme).text, edition.material.theme(theme)
    goal = goals.pop() if len(goals) == 1 else ""
    names = {name, *(known.name.by_language.values() if known else ())}
    return f"{goal}: {name}" if goal and goal not in names and theme != UNASSIGNED else name


def _names_table(edition: Edition, table_id: str, items: Sequence[Item], titles: Sequence[str]) -> Table:
    _, years = edition.words.gettext, edition.material.years
    columns = (
        *edition.head,
        *own_columns(edition, titles, "text"),
        *(Column(str(year), "year", f"y{year}") for year in years),
        Column(_("Place"), "place", "place"),
    )
    rows = tuple(
        Row(
            (
                edition.label(item),
                Cell(text(item.span(item.name, edition.language))),
                *(own_cell(edition, item, title) for title in titles),
                *(year_cell(edition, year, is_planned=year in item.planned_years) for year in years),
                Cell(text(edition.place(item)), sort=f"{edition.order[item.id]:06d}"),
            ),
            id=item.id,
            facets={role: (code,) for role, code in _codes(item).items()},
        )
        for item in items
    )
    caption = _("{count}. Source: {file}").format(count=edition.noun.counted(len(items)), file=items[0].file)
    return Table(table_id, caption, columns, rows, row_header=1, facets=_facets(edition), is_sortable=True)


def _codes(item: Item) -> dict[str, str]:
    """By what a measure can be found: its theme, and the classes that its document gives it."""
    roles = {role: item.roles[role] for role in FILTERED if item.roles.get(role)}
    return {"theme": item.theme_id, **roles}


def _facets(edition: Edition) -> tuple[Facet, ...]:
    """A choice for each column that divides the measures into a few groups."""
    names, followed = _dimension_words(edition), edition.material.followed
    themes = tuple((theme, edition.theme(theme).text) for theme in edition.material.theme_ids)
    facets = [Facet("theme", edition.words.gettext("Theme"), themes)]
    for role in FILTERED:
        values = list(dict.fromkeys(item.roles[role] for item in followed if item.roles.get(role)))
        if 1 < len(values) <= MOST_OPTIONS:
            facets.append(Facet(role, names[role], tuple((value, value) for value in values)))
    return tuple(facets)


def _glossary(edition: Edition) -> list[Block]:
    """What the document's column titles mean, for a reader of another language."""
    if document_language(edition) is None:
        return []
    names, followed = _dimension_words(edition), edition.material.followed
    entries: list[tuple[Text, Text]] = []
    titles = own_titles(followed)
    for role in ROLES:
        same = (t for t in titles if all(item.extra.get(t) == item.roles.get(role) for item in followed))
        title = next(same, None)
        if title is not None:
            titles.remove(title)
            entries.append((text(followed[0].span(title, edition.language)), text(names[role])))
    return [Definitions(tuple(entries))] if entries else []
