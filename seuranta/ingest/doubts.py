"""What a person should look at in actions that were read: rows that say little, and rows that come twice."""

from collections.abc import Mapping, Sequence

from seuranta.ingest.action_tables import ActionTable
from seuranta.ingest.headers import ColumnRole
from seuranta.ingest.reading import Action, ReadingWarning
from seuranta.ingest.table_rows import TableRow
from seuranta.model import bare_words

_SOME_COLUMNS = 2
_WORTH_NAMING = 3


def bare_rows(table: ActionTable, actions: Sequence[Action]) -> list[ReadingWarning]:
    """Rows of a name alone that stand above fuller ones: they may be headings that nothing tells apart."""
    rows = {str(row.place): row for row in table.rows}
    last_full = max(
        (i for i, action in enumerate(actions) if not _is_bare(action, rows, table.roles)), default=0
    )
    bare = [action for action in actions[:last_full] if _is_bare(action, rows, table.roles)]
    beside = sum(role.role not in ("name", "number", "theme") for role in table.roles)
    if not bare or beside < _SOME_COLUMNS:
        return []
    message = (
        f"{len(bare)} rows hold nothing but a name ({_listed([action.name for action in bare])}): read as "
        "actions; if they head the rows below them, merge them over the table or begin them with 'Theme'"
    )
    return [ReadingWarning("bare_rows", message, str(bare[0].place))]


def _is_bare(action: Action, rows: Mapping[str, TableRow], roles: Sequence[ColumnRole]) -> bool:
    row = rows[str(action.place)]
    said = [role.role for cell, role in zip(row.cells, roles, strict=True) if cell.text]
    return set(said) <= {"name", "number"} and not action.planned_years


def coloured_statuses(table: ActionTable) -> list[ReadingWarning]:
    """Blank cells of the status column that have a colour of their own, as traffic lights have."""
    index = next((i for i, role in enumerate(table.roles) if role.role == "status"), None)
    name = next(i for i, role in enumerate(table.roles) if role.role == "name")
    if index is None:
        return []
    lights = [
        row
        for row in table.rows
        if row.cells[index].fill not in (None, row.cells[name].fill) and not row.cells[index].text
    ]
    if not lights or len({row.cells[index].fill for row in lights}) == 1 == len({*_fills(table, index)}):
        return []
    message = (
        f"{len(lights)} cells of the status {table.roles[index].title!r} have a colour and no words: read as "
        "blank; ask the sender to write what the colours mean"
    )
    return [ReadingWarning("coloured_statuses", message, str(lights[0].place))]


def _fills(table: ActionTable, index: int) -> list[str | None]:
    return [row.cells[index].fill for row in table.rows]


def told_twice(actions: Sequence[Action]) -> list[ReadingWarning]:
    """Tables most of whose actions another table has as well: a summary, or the same at another time."""
    names: dict[int, set[str]] = {}
    for action in actions:
        names.setdefault(action.place.table, set()).add(bare_words(action.name))
    firsts = {action.place.table: action for action in reversed(actions)}
    warnings = []
    for table, own in names.items():
        before = set().union(*(others for other, others in names.items() if other < table))
        common = own & before
        if len(common) > len(own) / 2:
            message = (
                f"{len(common)} of {len(own)} actions of the table stand in a table before it as well: each "
                "is read twice; take a summary of other tables out"
            )
            warnings.append(ReadingWarning("told_twice", message, str(firsts[table].place)))
    return warnings


def _listed(names: Sequence[str]) -> str:
    more = " ..." if len(names) > _WORTH_NAMING else ""
    return ", ".join(repr(name) for name in names[:_WORTH_NAMING]) + more
