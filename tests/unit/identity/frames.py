"""Actions of an invented city over periods, written as lines that can be seen."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from seuranta.identity.linking import Linked, history_of, link_period
from seuranta.identity.register import REGISTER, parse_register
from seuranta.model import Period, bare_words
from seuranta.tables import ACTIONS, HISTORY, READINGS


def id_of(name: str, kind: str = "use_case") -> str:
    """The id that an action gets at its first appearance."""
    digest = hashlib.sha256(bare_words(name).encode()).hexdigest()[:8]
    return f"{kind.replace('_', '-')}-{digest}"


def actions(*lines: str, kind: str = "use_case") -> pd.DataFrame:
    """`ACTIONS` from lines "name | years | status | text | blocker | theme"; what follows may be absent."""
    ids = _ids_of(lines, kind)
    return ACTIONS.frame(
        {**_action(line, kind), "action_id": own} for line, own in zip(lines, ids, strict=True)
    )


def readings(*lines: str) -> pd.DataFrame:
    """`READINGS` of the same lines; a line without a status has none."""
    split = [(own, _cells(line)) for own, line in zip(_ids_of(lines, "use_case"), lines, strict=True)]
    return READINGS.frame(
        {
            "action_id": own,
            "status": cells[2],
            "alternatives": "",
            "is_stale": False,
            "needs_review": False,
            "blocker": cells[4] or None,
        }
        for own, cells in split
        if cells[2]
    )


def _ids_of(lines: Sequence[str], kind: str) -> list[str]:
    """The ids of the actions in lines: several of one name are numbered, as a document's are."""
    seen: Counter[str] = Counter()
    ids = []
    for line in lines:
        own = id_of(_cells(line)[0], kind)
        seen[own] += 1
        ids.append(own if seen[own] == 1 else f"{own}-{seen[own]}")
    return ids


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in line.split("|")]
    return cells + [""] * (6 - len(cells))


def _action(line: str, kind: str) -> dict[str, object]:
    name, years, _, text, _, theme = _cells(line)
    planned = [int(year) for year in years.split()]
    return {
        "kind": kind,
        "label": "1.1",
        "name": name,
        "tags": "",
        "theme_heading": theme or None,
        "planned_years": years,
        "first_planned_year": min(planned, default=None),
        "last_planned_year": max(planned, default=None),
        "status_text": text,
        "language": "fi",
        "is_hidden": False,
    }


class Programme:
    """Periods put one after the other, as a run does."""

    def __init__(self, register: str = "") -> None:
        header = ",".join(REGISTER.columns)
        self.register = parse_register(f"{header}\n{register}" if register else "", where="register.csv")
        self.history = HISTORY.empty()
        self.linked: list[Linked] = []
        self.actions, self.readings = ACTIONS.empty(), READINGS.empty()
        self.before = HISTORY.empty()

    def follow(self, period: str, *lines: str) -> Linked:
        """Add a period."""
        self.before = self.history
        found, read = actions(*lines), readings(*lines)
        linked = link_period(found, self.history, self.register, period=Period.parse(period))
        self.actions, self.readings = linked.applied(found), linked.applied(read)
        own = history_of(self.actions, self.readings, linked.links, Period.parse(period))
        self.history = HISTORY.conform(pd.concat([self.history, own]))
        self.linked.append(linked)
        return linked


def links_of(linked: Linked) -> dict[str, list[tuple[str, str, str]]]:
    """State, relation and other name of the links of each action."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in linked.links.to_dict("records"):
        found.setdefault(row["name"], []).append((row["state"], row["relation"], row["other_name"]))
    return found


def confirmed(period: str, name: str, relation: str, action_id: str, other_id: str = "") -> str:
    """A confirmed line of `register.csv`."""
    return f"{action_id},use_case,{period},{name},{relation},{other_id},,confirmed,Maija Mallikas,2026-01-15"


def rows_of(table: pd.DataFrame, *columns: str) -> Sequence[Mapping[str, object]]:
    """Some columns as records."""
    return [
        {str(key): value for key, value in row.items()} for row in table[list(columns)].to_dict("records")
    ]
