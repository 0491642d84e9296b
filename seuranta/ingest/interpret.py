"""From grids to actions: names, plans, statuses, markers, tags, headings, and tables joined by number."""

import re
from dataclasses import dataclass

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.headed import Grid, GridRow
from seuranta.ingest.headers import (
    ROADMAP_ROLES,
    ColumnRole,
    fold,
    read_header,
    read_title,
    says_theme,
    vocabulary,
    words,
)
from seuranta.ingest.markup import plain
from seuranta.ingest.period import is_sentence, stated_period
from seuranta.ingest.reading import Action, Place, ReadingWarning
from seuranta.ingest.years import planned_years
from seuranta.model import MARKERS, Kind

_PROSE_LENGTH = 40


@dataclass(frozen=True)
class Interpretation:
    """What the grids of a document say.

    Args:
        periods: each period that a status column states, with its place.
    """

    actions: tuple[Action, ...]
    warnings: tuple[ReadingWarning, ...]
    languages: tuple[str, ...]
    periods: tuple[tuple[str, str], ...]


def interpret(grids: list[Grid], file: str, period: str | None = None) -> Interpretation:
    """Read the actions of a document's tables, in order.

    Args:
        grids: the tables.
        file: the document's name, for places.
        period: the period asked for; of several status columns its own is read.

    Raises:
        DocumentRefusedError: no table names actions, or a table joined by number holds a number that
            no named row has.
    """
    roles = {grid.number: read_header(grid.header.texts(), period) for grid in grids}
    named = [grid for grid in grids if any(role.role == "name" for role in roles[grid.number])]
    if not named:
        raise DocumentRefusedError(
            "expected a table with a name column, found none",
            code="no_name_column",
            where=file,
            hint="add the title of its name column to seuranta/ingest/headers.toml",
        )
    joined = _joined_by_number([g for g in grids if g not in named], roles, named, file)
    headings = _theme_headings(named, roles)
    warnings = [warning for grid in grids for warning in grid.warnings]
    warnings += [warning for grid in grids for warning in _several_statuses(grid, roles[grid.number])]
    actions: list[Action] = []
    for grid in named:
        heading = headings[grid.number]
        for index, row in enumerate(grid.rows, start=1):
            if theme := _theme_row(row):
                heading = theme
                continue
            values = list(zip(roles[grid.number], row.texts(), strict=True))
            number = next((text for role, text in values if role.role == "number"), "")
            values += joined.get(number, [])
            place = Place(line=row.line, table=grid.number, row=index)
            action = _action(values, heading, place, warnings)
            if action is not None:
                actions.append(action)
    warnings += _repeated_numbers(actions)
    warnings += _missing_statuses(named, roles, joined)
    languages = tuple(role.language for columns in roles.values() for role in columns if role.language)
    periods = tuple(stated for grid in grids for stated in _stated(grid, roles[grid.number]))
    return Interpretation(tuple(actions), tuple(warnings), languages, periods)


Values = list[tuple[ColumnRole, str]]


def _joined_by_number(
    grids: list[Grid], roles: dict[int, list[ColumnRole]], named: list[Grid], file: str
) -> dict[str, Values]:
    """The further columns of each numbered action, from tables that number rows but do not name them."""
    known = {
        text
        for grid in named
        for row in grid.rows
        for role, text in zip(roles[grid.number], row.texts(), strict=True)
        if role.role == "number"
    }
    found: dict[str, Values] = {}
    for grid in grids:
        for row in grid.rows:
            values = list(zip(roles[grid.number], row.texts(), strict=True))
            number = next(text for role, text in values if role.role == "number")
            if number not in known:
                raise DocumentRefusedError(
                    f"expected the number of a named row, found {number!r}",
                    code="unknown_number",
                    where=f"{file}, line {row.line}",
                    hint="the two tables are joined by number: mend the number in one of them",
                )
            found.setdefault(number, []).extend(v for v in values if v[0].role != "number")
    return found


def _action(
    values: Values, heading: str | None, place: Place, warnings: list[ReadingWarning]
) -> Action | None:
    texts = {role.role: text for role, text in values if role.role not in ("year", "extra")}
    name = plain(texts["name"])
    where = f"line {place.line}, table {place.table}, row {place.row}"
    if not any(text for _, text in values):
        return None
    if not name:
        warnings.append(ReadingWarning("no_name", "a row without a name", where))
    kind = next(role.kind for role, _ in values if role.role == "name")
    extra = {
        role.title: plain(text)
        for role, text in values
        if role.role not in ("name", "number", "status", "year")
    }
    years = {year for role, text in values for year in _planned(role, text, where, warnings)}
    return Action(
        kind=kind or Kind.MEASURE,
        heading=heading,
        number=texts.get("number") or None,
        name=name,
        planned_years=tuple(sorted(years)),
        status_text=plain(texts["status"]) if "status" in texts else None,
        markers=tuple(MARKERS.findall(name)),
        tags=_tags(name),
        roles={role: plain(texts[role]) for role in ROADMAP_ROLES if role in texts},
        extra=extra,
        place=place,
    )


def _planned(role: ColumnRole, text: str, where: str, warnings: list[ReadingWarning]) -> tuple[int, ...]:
    """The years that one cell plans: those above its mark, or those that it names."""
    if role.role == "year":
        return role.years if _is_marked(text, role, where, warnings) else ()
    if role.role != "plan" or not text:
        return ()
    years = planned_years(text)
    if not years:
        message = f"expected years in the column {role.title!r}, found {text!r}: taken as no plan"
        warnings.append(ReadingWarning("unread_plan", message, where))
    return years


def _is_marked(text: str, role: ColumnRole, where: str, warnings: list[ReadingWarning]) -> bool:
    if not text:
        return False
    marked = fold(text) in {fold(mark) for mark in words("marks")}
    if not marked:
        message = f"expected a mark or nothing in the column {role.title!r}, found {text!r}: taken as no mark"
        warnings.append(ReadingWarning("unknown_mark", message, where))
    return marked


def _tags(name: str) -> tuple[str, ...]:
    """Sister programmes in brackets behind the name: "(climate programme and city strategy)" names two."""
    joins = "|".join(re.escape(word) for word in sorted(words("tag_joins")))
    join = rf"(?:\s+(?:{joins})\s+|\s*[,;/]\s*)"
    tags: list[str] = []
    for inside in re.findall(r"\(([^()]+)\)", name):
        tag = ""
        for part in re.split(f"({join})", inside):
            tag = re.sub(f"^{join}", "", tag + part)
            if _names_programme(tag):
                tags.append(tag.strip())
                tag = ""
    return tuple(tags)


def _names_programme(tag: str) -> bool:
    """Whether words are a compound like "ilmasto-ohjelma", or a name like "Climate Plan"."""
    fillers = {word.casefold() for word in words("tag_fillers")}
    first, *further = tag.split() or [""]
    name = [*([] if first.casefold() in fillers else [first]), *further]
    last = name[-1].casefold() if name else ""
    endings = words("tag_endings")
    if last not in endings:
        return last.endswith(tuple(endings))
    return len(name) > 1 and name[0][0].isupper()


def _theme_row(row: GridRow) -> str | None:
    """The theme that a row of nothing else heads; any other row of one cell may be an unreported action."""
    filled = [text for cell in row.texts() if (text := plain(cell))]
    return filled[0].strip("#*_ ") if len(filled) == 1 and says_theme(filled[0]) else None


def _theme_headings(named: list[Grid], roles: dict[int, list[ColumnRole]]) -> dict[int, str | None]:
    """The theme heading above each table; a table without one belongs to the theme before it.

    Words above the first table alone are the document's preface. They head a theme only where other
    tables of the same kind have headings as well, or where they say so ("Teema 1: ...").
    """
    own = {grid.number: _heading(grid) for grid in named}
    found: dict[int, str | None] = {}
    for kind in Kind:
        grids = [grid for grid in named if any(role.kind == kind for role in roles[grid.number])]
        headed = [grid for grid in grids if own[grid.number]]
        first_is_preface = headed == grids[:1] and not says_theme((grids and own[grids[0].number]) or "")
        current = None
        for grid in grids:
            if own[grid.number] and not first_is_preface:
                current = own[grid.number]
            found[grid.number] = current
            current = next((theme for row in reversed(grid.rows) if (theme := _theme_row(row))), current)
    return found


def _heading(grid: Grid) -> str | None:
    if not grid.text_above:
        return None
    line = grid.text_above[-1].strip("#*_ ")
    return None if is_sentence(line) or not line else line


def _repeated_numbers(actions: list[Action]) -> list[ReadingWarning]:
    seen: dict[tuple[int, str], Place] = {}
    warnings = []
    for action in actions:
        key = (action.place.table, action.number or "")
        if action.number and key in seen:
            message = f"number {action.number} stands on line {seen[key].line} as well"
            warnings.append(ReadingWarning("repeated_number", message, f"line {action.place.line}"))
        seen.setdefault(key, action.place)
    return warnings


def _missing_statuses(
    named: list[Grid], roles: dict[int, list[ColumnRole]], joined: dict[str, Values]
) -> list[ReadingWarning]:
    """Tables without a status column, where the document gives reason to think that one was missed."""
    if any(role.role == "status" for values in joined.values() for role, _ in values):
        return []
    without = [grid for grid in named if not _has_status(roles[grid.number])]
    is_follow_up = len(without) < len(named)
    return [
        _no_status(grid)
        for grid in without
        if (is_follow_up and not any(role.kind is Kind.ENABLER for role in roles[grid.number]))
        or any(_looks_like_status(title, cells) for title, cells in _columns(grid))
    ]


def _has_status(roles: list[ColumnRole]) -> bool:
    return any(role.role == "status" for role in roles)


def _columns(grid: Grid) -> list[tuple[str, list[str]]]:
    cells = list(zip(*(row.texts() for row in grid.rows), strict=True)) or [()] * len(grid.header.cells)
    return [(title, list(texts)) for title, texts in zip(grid.header.texts(), cells, strict=True)]


def _looks_like_status(title: str, cells: list[str]) -> bool:
    """Whether an unknown column has a date in its title or tells stories in its cells."""
    lengths = [len(plain(cell)) for cell in cells if cell]
    is_prose = bool(lengths) and sum(lengths) / len(lengths) > _PROSE_LENGTH
    return read_title(title).role == "extra" and (stated_period(title) is not None or is_prose)


def _no_status(grid: Grid) -> ReadingWarning:
    titles = ", ".join(grid.header.texts())
    message = f"no column is known as the status ({titles}): read as a roadmap"
    return ReadingWarning("no_status_column", message, _header_place(grid))


def _several_statuses(grid: Grid, roles: list[ColumnRole]) -> list[ReadingWarning]:
    chosen = [role.title for role in roles if role.role == "status"]
    others = [
        role.title for role in roles if role.role == "extra" and read_title(role.title).role == "status"
    ]
    if not others:
        return []
    kept = ", ".join(map(repr, others))
    message = f"the status is read from {chosen[0]!r}; {kept} is kept beside it as an extra column"
    return [ReadingWarning("several_status_columns", message, _header_place(grid))]


def _header_place(grid: Grid) -> str:
    return f"line {grid.header.line}, table {grid.number}"


def _stated(grid: Grid, roles: list[ColumnRole]) -> list[tuple[str, str]]:
    """The period that the status column of a table states, and where."""
    periods = (stated_period(role.title) for role in roles if role.role == "status")
    return [(str(period), _header_place(grid)) for period in periods if period]


def document_language(languages: tuple[str, ...]) -> str | None:
    """The language whose synonyms head most columns; None when none does."""
    known = [language for language in vocabulary()["status"] if language in languages]
    return max(known, key=languages.count, default=None)
