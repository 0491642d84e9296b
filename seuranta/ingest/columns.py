"""Columns as their cells bear them out: a title may promise years or a theme that no cell holds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from seuranta.ingest.grid import Cell
from seuranta.ingest.headers import ColumnRole, read_title
from seuranta.ingest.markup import plain
from seuranta.ingest.planned import is_mark, says_nothing
from seuranta.ingest.reading import ReadingWarning
from seuranta.ingest.vocabulary import fold, folded_words

NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[IVX]+)[.)]?")
_MOST = 0.8
_AMOUNT = re.compile(r"[-−]?\d[\d\s.,]*(?:[€$£%]|[^\W\d_]{1,4})?\W*")
_WORD = re.compile(r"[^\W\d_]{3}")

Roles = tuple[ColumnRole, ...]
Rows = Sequence[tuple[Cell, ...]]


def by_content(
    roles: Roles, rows: Rows, period: str | None, place: str
) -> tuple[Roles, tuple[ReadingWarning, ...]]:
    """The roles of columns as their cells bear them out.

    Args:
        roles: the roles by the titles alone.
        rows: the cells below the header.
        period: the period asked for.
        place: where the table stands.

    Returns:
        The roles, and what was doubtful in changing them.
    """
    roles = _without_levels(_with_number(_with_finest_name(roles, rows), rows), rows)
    return _without_told_years(roles, rows, period, place)


def _texts(rows: Rows, index: int) -> list[str]:
    """What the cells of a column say, blank and covered ones left out."""
    cells = (row[index] for row in rows if index < len(row))
    return [text for cell in cells if cell.covered_from is None and (text := plain(cell.text))]


def _mostly(texts: Sequence[str], holds: Callable[[str], object]) -> bool:
    return bool(texts) and sum(bool(holds(text)) for text in texts) >= _MOST * len(texts)


def _with_finest_name(roles: Roles, rows: Rows) -> Roles:
    """The roles, where a name goes over rows that another column names: then it is their theme.

    "Project" merged over several rows of "Measure", or written once above them, heads those measures.
    """
    name = next((index for index, role in enumerate(roles) if role.role == "name"), None)
    others = [
        i for i, role in enumerate(roles) if role.role == "extra" and read_title(role.title).role == "name"
    ]
    if name is None or not others or any(role.role == "theme" for role in roles):
        return roles
    finer, finest = others[0], read_title(roles[others[0]].title)
    full = [row for row in rows if len(row) == len(roles)]
    merged = [row for row in full if row[name].covered_from == "above"]
    if not merged and finest.kind == roles[name].kind:
        merged = [row for row in full[1:] if not row[name].text and row[finer].text]
    if not merged or not all(row[finer].text and row[finer].covered_from is None for row in merged):
        return roles
    exchanged = list(roles)
    exchanged[name] = replace(roles[name], role="theme", kind=None)
    exchanged[finer] = finest
    return tuple(exchanged)


def _with_number(roles: Roles, rows: Rows) -> Roles:
    """The roles, with a column of numbers that has no title of its own as the number."""
    if any(role.role == "number" for role in roles):
        return roles
    for index, role in enumerate(roles):
        texts = [row[index].text for row in rows if index < len(row) and row[index].text]
        numbers = {text for text in texts if NUMBER.fullmatch(text)}
        if not role.title and texts and len(numbers) >= _MOST * len(texts):
            return (*roles[:index], replace(role, role="number"), *roles[index + 1 :])
    return roles


def _without_levels(roles: Roles, rows: Rows) -> Roles:
    """The roles, where a "Priority" that is high or low is no theme."""
    return tuple(
        replace(role, role="extra")
        if role.role == "theme"
        and _mostly(_texts(rows, index), lambda text: fold(text) in folded_words("levels"))
        else role
        for index, role in enumerate(roles)
    )


def _without_told_years(
    roles: Roles, rows: Rows, period: str | None, place: str
) -> tuple[Roles, tuple[ReadingWarning, ...]]:
    """The roles, where year columns hold amounts or tell in words what was done, and no mark of a plan.

    Without a column of its own the status is that of the period's year, else of the last one told at length.
    """
    years = [index for index, role in enumerate(roles) if role.role == "year"]
    told = {index: texts for index in years if (texts := _said(rows, index))}
    every = [(roles[index], text) for index, texts in told.items() for text in texts]
    is_told = [bool(_WORD.search(text) or _AMOUNT.fullmatch(text)) for _, text in every]
    if any(is_mark(text, role) for role, text in every) or sum(is_told) < max(2, _MOST * len(every)):
        return roles, ()
    changed = [replace(role, role="extra", years=()) if i in told else role for i, role in enumerate(roles)]
    titles = ", ".join(repr(roles[index].title) for index in told)
    message = f"the columns {titles} hold no marks: kept as extra columns, not as planned years"
    in_words = [index for index in told if _mostly(told[index], _WORD.search)]
    if in_words and not any(role.role == "status" for role in roles):
        of_period = (i for i in in_words if period and period.startswith(str(roles[i].years[0])))
        most = max(len(told[index]) for index in in_words)
        latest = [index for index in in_words if len(told[index]) >= most / 2]
        chosen = next(of_period, latest[-1])
        changed[chosen] = replace(roles[chosen], role="status", years=())
        message += f", and the status is read from {roles[chosen].title!r}"
    return tuple(changed), (ReadingWarning("told_years", message, place),)


def _said(rows: Rows, index: int) -> list[str]:
    return [text for text in _texts(rows, index) if not says_nothing(text)]
