"""From tables to actions: names, plans, statuses, markers, tags, headings, and tables joined by number."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.action_tables import ActionTable
from seuranta.ingest.doubts import bare_rows, coloured_statuses, told_twice
from seuranta.ingest.grid import Cell
from seuranta.ingest.headers import KEPT_ROLES, ColumnRole, read_title
from seuranta.ingest.headings import theme_headings
from seuranta.ingest.markup import plain, unclosed_lists
from seuranta.ingest.period import is_sentence, stated_period
from seuranta.ingest.planned import colours_of, is_mark, is_marked_by_colour, says_nothing
from seuranta.ingest.reading import Action, Place, ReadingWarning, TableCount
from seuranta.ingest.table_rows import TableRow
from seuranta.ingest.vocabulary import says_theme, vocabulary, words
from seuranta.ingest.years import planned_years
from seuranta.model import MARKERS, Kind

_PROSE_LENGTH = 40
_MOST = 0.8
_ROMAN = re.compile(r"[IVX]+")
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.):]?\s+(?P<name>\S.*)", re.DOTALL)


@dataclass(frozen=True)
class Interpretation:
    """What the tables of a document say.

    Args:
        periods: each period that a status column states, with its place.
    """

    actions: tuple[Action, ...]
    warnings: tuple[ReadingWarning, ...]
    languages: tuple[str, ...]
    periods: tuple[tuple[str, str], ...]
    tables: tuple[TableCount, ...]


def interpret(tables: Sequence[ActionTable], file: str) -> Interpretation:
    """Read the actions of a document's tables, in order.

    Args:
        tables: the tables.
        file: the document's name, for places.

    Raises:
        DocumentRefusedError: no table names actions, or a table joined by number holds a number that
            no named row has.
    """
    named = [table for table in tables if any(role.role == "name" for role in table.roles)]
    if not named:
        raise DocumentRefusedError(
            "expected a table with a name column, found none",
            code="no_name_column",
            where=file,
            hint="add the title of its name column to seuranta/ingest/headers.toml",
        )
    joined = _joined_by_number([table for table in tables if table not in named], named, file)
    headings = _theme_headings(named)
    warnings = [warning for table in tables for warning in _several_statuses(table)]
    actions: list[Action] = []
    counts: list[TableCount] = []
    for table in named:
        of_table = _actions_of(table, headings[table.number], joined, warnings)
        counts.append(_count(table, len(table.rows) - len(of_table)))
        warnings += [*bare_rows(table, of_table), *coloured_statuses(table)]
        actions += of_table
    warnings += [*told_twice(actions), *_repeated_numbers(actions)]
    warnings += _missing_statuses(named, joined)
    languages = tuple(role.language for table in tables for role in table.roles if role.language)
    periods = tuple(stated for table in tables for stated in _stated(table))
    return Interpretation(tuple(actions), tuple(warnings), languages, periods, tuple(counts))


def _count(table: ActionTable, heading_count: int) -> TableCount:
    tally = table.tally
    return TableCount(
        table=table.number,
        row_count=table.row_count,
        heading_count=heading_count,
        left_out_count=tally.left_out_count,
        joined_count=tally.joined_count,
        totals=tally.totals,
    )


Values = list[tuple[ColumnRole, str]]


def _joined_by_number(
    tables: Sequence[ActionTable], named: Sequence[ActionTable], file: str
) -> dict[str, Values]:
    """The further columns of each numbered action, from tables that number rows but do not name them."""
    known = {row.text(table.roles, "number") for table in named for row in table.rows}
    found: dict[str, Values] = {}
    for table in tables:
        for row in table.rows:
            number = row.text(table.roles, "number")
            if number not in known:
                raise DocumentRefusedError(
                    f"expected the number of a named row, found {number!r}",
                    code="unknown_number",
                    where=f"{file}, {row.place}",
                    hint="the two tables are joined by number: mend the number in one of them",
                )
            values = zip(table.roles, _texts(row, table.roles), strict=True)
            found.setdefault(number, []).extend(value for value in values if value[0].role != "number")
    return found


def _actions_of(
    table: ActionTable, heading: str | None, joined: Mapping[str, Values], warnings: list[ReadingWarning]
) -> list[Action]:
    """The actions of one table; a theme row or a value in the theme column heads those below it."""
    roles = table.roles
    colours = colours_of([row.cells for row in table.rows], roles)
    full = [row for row in table.rows if len(row.filled()) > 1]
    has_numbers = sum(bool(row.text(roles, "number")) for row in full) >= _MOST * len(full)
    splits_numbers = _names_begin_with_numbers(table)
    coloured = 0
    actions = []
    for index, row in enumerate(table.rows):
        if theme := _theme_row(row, table, index, has_numbers=has_numbers):
            heading = theme
            continue
        values = list(zip(roles, _texts(row, roles), strict=True))
        heading = next((text for role, text in values if role.role == "theme" and text), heading)
        marks = [
            position
            for position, role in enumerate(roles)
            if role.role == "year" and is_marked_by_colour(row.cells, position, roles, colours)
        ]
        coloured += len(marks)
        years = {year for position in marks for year in roles[position].years}
        number = row.text(roles, "number")
        action = _action(values + joined.get(number, []), heading, row, years, warnings)
        match = _NUMBERED.fullmatch(action.name) if splits_numbers else None
        actions.append(replace(action, number=match["number"], name=match["name"]) if match else action)
    if coloured:
        message = f"{coloured} cells of year columns are marked by their colour alone: read as planned"
        warnings.append(ReadingWarning("coloured_marks", message, str(table.place)))
    return actions


def _texts(row: TableRow, roles: Sequence[ColumnRole]) -> list[str]:
    """The words of each cell; a merged cell says them once in its row, but in each of its years."""
    return [
        "" if cell.covered_from == "left" and role.role != "year" else cell.text
        for cell, role in zip(row.cells, roles, strict=True)
    ]


def _names_begin_with_numbers(table: ActionTable) -> bool:
    """Whether the names carry the numbers, each its own: "1.1 Bokningar", "1.2 Kartor"."""
    if any(role.role == "number" for role in table.roles):
        return False
    names = [row.text(table.roles, "name") for row in table.rows if len(row.filled()) > 1]
    numbers = [match["number"] for name in names if (match := _NUMBERED.fullmatch(name))]
    is_all = len(numbers) >= max(2, _MOST * len(names)) and len(set(numbers)) == len(numbers)
    in_turn = [tuple(map(int, number.split("."))) for number in numbers]
    return is_all and in_turn == sorted(in_turn)


def _action(
    values: Values, heading: str | None, row: TableRow, years: Iterable[int], warnings: list[ReadingWarning]
) -> Action:
    texts = {role.role: text for role, text in values if role.role not in ("year", "extra")}
    name = plain(texts["name"])
    where = str(row.place)
    if not name:
        warnings.append(ReadingWarning("no_name", "a row without a name", where))
    if unclosed := sum(unclosed_lists(text) for _, text in values):
        message = f"{unclosed} lists of a web page are never closed: their items cannot be told apart"
        warnings.append(ReadingWarning("unclosed_markup", message, where))
    kind = next(role.kind for role, _ in values if role.role == "name")
    planned = {*years, *(year for role, text in values for year in _planned(role, text, where, warnings))}
    planned = planned or {*_from_start_to_end(values, where, warnings)}
    return Action(
        kind=kind or Kind.MEASURE,
        heading=heading,
        number=texts.get("number", "").rstrip(".)") or None,
        name=name,
        planned_years=tuple(sorted(planned)),
        status_text=plain(texts["status"]) if "status" in texts else None,
        markers=tuple(MARKERS.findall(name)),
        tags=_tags(name),
        roles={role: plain(texts[role]) for role in KEPT_ROLES if role in texts},
        extra=_extra(values),
        place=row.place,
        is_hidden=row.is_hidden,
    )


def _extra(values: Values) -> dict[str, str]:
    """The columns that have no field of their own, each under its title, or its place where it has none."""
    extra: dict[str, str] = {}
    for position, (role, text) in enumerate(values, start=1):
        if role.role in ("name", "number", "status", "year", "theme") or not (role.title or plain(text)):
            continue
        title = role.title or f"({position})"
        extra[title if title not in extra else f"{title} ({position})"] = plain(text)
    return extra


def _planned(role: ColumnRole, text: str, where: str, warnings: list[ReadingWarning]) -> tuple[int, ...]:
    """The years that one cell plans: those above its mark, or those that it names."""
    if role.role == "year":
        return role.years if _is_marked(text, role, where, warnings) else ()
    if role.role != "plan" or says_nothing(text):
        return ()
    years = planned_years(text)
    if not years:
        warnings.append(_unread_plan(role, text, where))
    return years


def _from_start_to_end(values: Values, where: str, warnings: list[ReadingWarning]) -> range:
    """The years from that of the start to that of the end; the one that is known where the other is not."""
    known: dict[str, tuple[int, ...]] = {}
    for role, text in values:
        if role.role in ("start", "end") and not says_nothing(text):
            known |= {role.role: years} if (years := planned_years(text)) else {}
            warnings += [] if years else [_unread_plan(role, text, where)]
    years = (*known.get("start", ()), *known.get("end", ()))
    return range(min(known.get("start", years)), max(known.get("end", years)) + 1) if years else range(0)


def _unread_plan(role: ColumnRole, text: str, where: str) -> ReadingWarning:
    message = f"expected years in the column {role.title!r}, found {text!r}: taken as no plan"
    return ReadingWarning("unread_plan", message, where)


def _is_marked(text: str, role: ColumnRole, where: str, warnings: list[ReadingWarning]) -> bool:
    marked = is_mark(text, role)
    if not marked and not says_nothing(text):
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


def _theme_row(row: TableRow, table: ActionTable, index: int, *, has_numbers: bool) -> str | None:
    """The theme that a row of nothing else heads; any other row of one text may be an unreported action.

    It is a theme if it says so, if it is one cell as wide as the table, or if rows follow and it looks
    apart from them: without a number among numbered rows, with a fill that they do not have, or in bold.
    """
    filled = row.filled()
    if _is_outline_heading(row, table, index):
        return " ".join(" ".join(filled).split()).strip("#*_ ")
    is_wide = all(cell.covered_from == "left" for cell in row.cells[1:])
    if len(filled) != 1 or (row.text(table.roles, "status") and not is_wide):
        return None
    text = " ".join(filled[0].split()).strip("#*_ ")
    has_rows_below = any(len(below.filled()) > 1 for below in table.rows[index + 1 :])
    is_apart = (
        (has_numbers and not row.text(table.roles, "number"))
        or _has_own_fill(row, table.rows)
        or _is_bold_alone(row, table)
    )
    is_heading = says_theme(text) or (has_rows_below and not is_sentence(text) and (is_wide or is_apart))
    return text if is_heading else None


def _is_outline_heading(row: TableRow, table: ActionTable, index: int) -> bool:
    """Whether a row of a number and a name alone heads the next: 1 that of 1.1, A of A1, II of 3."""
    roles = table.roles
    number = _outline_number(row, roles)
    below = next((_outline_number(row, roles) for row in table.rows[index + 1 : index + 2]), "")
    is_bare = bool(row.text(roles, "name")) and len(row.filled()) == 1 + bool(row.text(roles, "number"))
    if not (number and below and is_bare):
        return False
    is_part = re.match(rf"{re.escape(number)}(?:[.:-]\s*\w|(?<=[^\W\d])\d)", below) is not None
    return is_part or (_ROMAN.fullmatch(number) is not None and below.isdecimal())


def _outline_number(row: TableRow, roles: Sequence[ColumnRole]) -> str:
    """The number of a row, from its column or the beginning of its name, without the mark at its end."""
    match = _NUMBERED.fullmatch(row.text(roles, "name"))
    return (row.text(roles, "number") or (match["number"] if match else "")).rstrip(".) ")


def _has_own_fill(row: TableRow, rows: Sequence[TableRow]) -> bool:
    """Whether one fill goes through a row that no row of several texts has."""
    fills = {cell.fill for cell in row.cells}
    others = {cell.fill for other in rows if len(other.filled()) > 1 for cell in other.cells}
    return None not in fills and len(fills) == 1 and not fills & others


def _is_bold_alone(row: TableRow, table: ActionTable) -> bool:
    """Whether a row is in bold and the name of no row of several texts is."""
    name = next(index for index, role in enumerate(table.roles) if role.role == "name")
    others = any(other.cells[name].is_bold for other in table.rows if len(other.filled()) > 1)
    own = [cell for cell in row.cells if cell.covered_from is None and plain(cell.text)]
    return not others and all(cell.is_bold for cell in own)


def _theme_headings(named: Sequence[ActionTable]) -> dict[int, str | None]:
    """The theme heading of each table; a table without one belongs to the theme before it, of its kind."""
    found: dict[int, str | None] = {}
    for kind in Kind:
        tables = [table for table in named if any(role.kind == kind for role in table.roles)]
        own = theme_headings(
            [table.title for table in tables],
            [table.text_above for table in tables],
            [table.place.sheet for table in tables],
        )
        current = None
        for table, heading in zip(tables, own, strict=True):
            current = heading or current
            found[table.number] = current
            inside = (text for row in reversed(table.rows) if (text := _says_theme(row)))
            current = next(inside, current)
    return found


def _says_theme(row: TableRow) -> str | None:
    filled = row.filled()
    return filled[0].strip("#*_ ") if len(filled) == 1 and says_theme(filled[0]) else None


def _repeated_numbers(actions: Sequence[Action]) -> list[ReadingWarning]:
    seen: dict[tuple[int, str], Place] = {}
    warnings = []
    for action in actions:
        key = (action.place.table, action.number or "")
        if action.number and key in seen:
            message = f"number {action.number} stands at {seen[key]} as well"
            warnings.append(ReadingWarning("repeated_number", message, str(action.place)))
        seen.setdefault(key, action.place)
    return warnings


def _missing_statuses(named: Sequence[ActionTable], joined: Mapping[str, Values]) -> list[ReadingWarning]:
    """Tables without a status column: all of a roadmap, or some where one seems to have been missed."""
    if any(role.role == "status" for values in joined.values() for role, _ in values):
        return []
    without = [table for table in named if not _has_status(table)]
    is_follow_up = len(without) < len(named)
    missed = [
        table
        for table in without
        if (is_follow_up and not any(role.kind is Kind.ENABLER for role in table.roles))
        or any(_looks_like_status(role, cells) for role, cells in _columns(table))
    ]
    if missed:
        return [_no_status_column(table) for table in missed]
    message = "no table has a status: read as a roadmap, whose actions have a plan but no progress"
    return [] if is_follow_up else [ReadingWarning("no_status", message, "whole document")]


def _has_status(table: ActionTable) -> bool:
    return any(role.role == "status" for role in table.roles)


def _columns(table: ActionTable) -> list[tuple[ColumnRole, list[Cell]]]:
    return [(role, [row.cells[position] for row in table.rows]) for position, role in enumerate(table.roles)]


def _looks_like_status(role: ColumnRole, cells: Sequence[Cell]) -> bool:
    """Whether an unknown column has a date in its title or tells stories in its cells."""
    lengths = [len(plain(cell.text)) for cell in cells if cell.text]
    is_prose = bool(lengths) and sum(lengths) / len(lengths) > _PROSE_LENGTH
    return read_title(role.title).role == "extra" and (stated_period(role.title) is not None or is_prose)


def _no_status_column(table: ActionTable) -> ReadingWarning:
    titles = ", ".join(role.title for role in table.roles)
    message = f"no column is known as the status ({titles}): read as a roadmap"
    return ReadingWarning("no_status_column", message, str(table.place))


def _several_statuses(table: ActionTable) -> list[ReadingWarning]:
    chosen = [role.title for role in table.roles if role.role == "status"]
    others = [
        role.title for role in table.roles if role.role == "extra" and read_title(role.title).role == "status"
    ]
    if not others:
        return []
    kept = ", ".join(map(repr, others))
    message = f"the status is read from {chosen[0]!r}; {kept} is kept beside it as an extra column"
    return [ReadingWarning("several_status_columns", message, str(table.place))]


def _stated(table: ActionTable) -> list[tuple[str, str]]:
    """The period that the status column of a table states, and where."""
    periods = (stated_period(role.title) for role in table.roles if role.role == "status")
    return [(str(period), str(table.place)) for period in periods if period]


def document_language(languages: tuple[str, ...]) -> str | None:
    """The language whose synonyms head most columns; None when none does."""
    known = [language for language in vocabulary()["status"] if language in languages]
    return max(known, key=languages.count, default=None)
