"""From grids to actions: names, plans, statuses, markers, tags, headings, and tables joined by number."""

import re
from dataclasses import dataclass

import lxml.html

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.grid import Grid
from seuranta.ingest.headers import ROADMAP_ROLES, ColumnRole, fold, read_header, vocabulary, words
from seuranta.ingest.reading import Action, Place, ReadingWarning
from seuranta.model import Kind

_MARKUP = re.compile(r"<(?:p|ul|ol|li|br|div|span|b|i|strong|em)\b[^<>]*>", re.IGNORECASE)
_BLOCK_ELEMENTS = ("p", "br", "li", "div", "ul", "ol")
_MAX_HEADING_LENGTH = 120


@dataclass(frozen=True)
class Interpretation:
    """What the grids of a document say."""

    actions: tuple[Action, ...]
    warnings: tuple[ReadingWarning, ...]
    languages: tuple[str, ...]
    titles: tuple[str, ...]


def interpret(grids: list[Grid], file: str) -> Interpretation:
    """Read the actions of a document's tables, in order.

    Raises:
        DocumentRefusedError: no table names actions, or a table joined by number holds a number that
            no named row has.
    """
    roles = {grid.number: read_header(grid.header.texts()) for grid in grids}
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
    warnings: list[ReadingWarning] = []
    actions: list[Action] = []
    for grid in named:
        for index, row in enumerate(grid.rows, start=1):
            values = list(zip(roles[grid.number], row.texts(), strict=True))
            number = next((text for role, text in values if role.role == "number"), "")
            values += joined.get(number, [])
            place = Place(line=row.line, table=grid.number, row=index)
            action = _action(values, headings[grid.number], place, warnings)
            if action is not None:
                actions.append(action)
    warnings += _repeated_numbers(actions)
    warnings += [_no_status(grid) for grid in named if not _has(roles[grid.number], "status", joined)]
    languages = tuple(role.language for columns in roles.values() for role in columns if role.language)
    titles = tuple(title for grid in grids for title in grid.header.texts())
    return Interpretation(tuple(actions), tuple(warnings), languages, titles)


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
    years = [role.year for role, text in values if role.year and _is_marked(text, role, where, warnings)]
    return Action(
        kind=kind or Kind.MEASURE,
        heading=heading,
        number=texts.get("number") or None,
        name=name,
        planned_years=tuple(sorted(years)),
        status_text=plain(texts["status"]) if "status" in texts else None,
        markers=tuple(re.findall(r"\*+", name)),
        tags=_tags(name),
        roles={role: plain(texts[role]) for role in ROADMAP_ROLES if role in texts},
        extra=extra,
        place=place,
    )


def plain(text: str) -> str:
    """A cell's words: without HTML markup, spaces collapsed, a line break where a block ends."""
    if _MARKUP.search(text):
        element = lxml.html.fragment_fromstring(text, create_parent=True)
        for dropped in element.xpath("//script|//style"):
            dropped.drop_tree()
        for block in element.iter(*_BLOCK_ELEMENTS):
            block.tail = "\n" + (block.tail or "")
        text = element.text_content()
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _is_marked(text: str, role: ColumnRole, where: str, warnings: list[ReadingWarning]) -> bool:
    if not text:
        return False
    marked = text.casefold() in {mark.casefold() for mark in words("marks")}
    if not marked:
        message = f"expected a mark or nothing in the column {role.title!r}, found {text!r}: taken as no mark"
        warnings.append(ReadingWarning("unknown_mark", message, where))
    return marked


def _tags(name: str) -> tuple[str, ...]:
    """Sister programmes in brackets behind the name: "(climate programme and city strategy)" names two."""
    endings = tuple(words("tag_endings"))
    joins = "|".join(re.escape(word) for word in sorted(words("tag_joins")))
    join = rf"(?:\s+(?:{joins})\s+|\s*[,;/]\s*)"
    tags: list[str] = []
    for inside in re.findall(r"\(([^()]+)\)", name):
        tag = ""
        for part in re.split(f"({join})", inside):
            tag = re.sub(f"^{join}", "", tag + part)
            if tag.casefold().endswith(endings):
                tags.append(tag.strip())
                tag = ""
    return tuple(tags)


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
        first_is_preface = headed == grids[:1] and not _says_theme(own[grids[0].number] if grids else None)
        current = None
        for grid in grids:
            if own[grid.number] and not first_is_preface:
                current = own[grid.number]
            found[grid.number] = current
    return found


def _heading(grid: Grid) -> str | None:
    if not grid.text_above:
        return None
    line = grid.text_above[-1].strip("#*_ ")
    is_sentence = line.endswith((".", "!", "?")) or len(line) > _MAX_HEADING_LENGTH
    return None if is_sentence or not line else line


def _says_theme(heading: str | None) -> bool:
    first = re.split(r"[\s:–-]", heading or "", maxsplit=1)[0]
    return fold(first) in {fold(word) for word in words("theme_words")}


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


def _has(roles: list[ColumnRole], role: str, joined: dict[str, Values]) -> bool:
    further = [column for values in joined.values() for column, _ in values]
    return any(column.role == role for column in (*roles, *further))


def _no_status(grid: Grid) -> ReadingWarning:
    titles = ", ".join(grid.header.texts())
    message = f"no column is known as the status ({titles}): read as a roadmap"
    return ReadingWarning("no_status_column", message, f"line {grid.header.line}, table {grid.number}")


def document_language(languages: tuple[str, ...]) -> str | None:
    """The language whose synonyms head most columns; None when none does."""
    known = [language for language in vocabulary()["status"] if language in languages]
    return max(known, key=languages.count, default=None)
