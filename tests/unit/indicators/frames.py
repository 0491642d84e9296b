"""Small actions and readings of an invented city, written as a table that can be seen."""

import pandas as pd

from seuranta.model import Blocker, Kind, Period, Status, Tier, timing_of
from seuranta.tables import ACTIONS, READINGS

PERIOD = Period(2022, 9)


def action(name: str, **values: object) -> dict[str, object]:
    """An action as a record; years are read from `planned_years`."""
    years = [int(year) for year in str(values.get("planned_years", "")).split()]
    return {
        "action_id": name.casefold().replace(" ", "-"),
        "kind": Kind.USE_CASE,
        "label": "1.1",
        "name": name,
        "markers": "",
        "tags": "",
        "planned_years": "",
        "first_planned_year": min(years, default=None),
        "last_planned_year": max(years, default=None),
        "status_text": "",
        "language": "fi",
        "is_hidden": False,
        "source_file": "tilanne.txt",
        "source_line": 10,
        "source_table": 1,
        "source_row": 1,
    } | values


def reading(of: dict[str, object], status: Status, **values: object) -> dict[str, object]:
    """A reading of an action as a record; its timing follows from the plan."""
    first, last = of["first_planned_year"], of["last_planned_year"]
    assert first is None or isinstance(first, int)
    assert last is None or isinstance(last, int)
    return {
        "action_id": of["action_id"],
        "status": status,
        "alternatives": "",
        "tier": Tier.CLEAR,
        "rule": "test",
        "evidence": "[]",
        "is_stale": False,
        "timing": timing_of(status, first, last, PERIOD),
        "needs_review": False,
        "text_sha256": "0" * 64,
    } | values


def follow_up(rows: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Actions and readings from lines "name | theme | years | status | other readings | blocker"."""
    actions, readings = [], []
    for line in rows.strip().splitlines():
        name, theme, years, status, others, blocker = (cell.strip() for cell in line.split("|"))
        written = action(name, theme_id=theme or None, planned_years=years)
        actions.append(written)
        readings.append(
            reading(
                written,
                Status(status),
                alternatives=others,
                tier=Tier.DOUBTFUL if others else Tier.CLEAR,
                blocker=Blocker(blocker) if blocker else None,
            )
        )
    return ACTIONS.frame(actions), READINGS.frame(readings)


def value(table: pd.DataFrame, indicator: str, basis: str = "all", group: str = "all", **where: str) -> str:
    """An indicator's numerator and denominator as "17/63"; exactly one row must answer."""
    rows = table[table["indicator"].eq(indicator) & table["basis"].eq(basis) & table["group"].eq(group)]
    for column, wanted in where.items():
        rows = rows[rows[column].eq(wanted)]
    assert len(rows) == 1, f"{len(rows)} rows answer {indicator}, {basis}, {group}, {where}"
    return f"{rows['numerator_count'].iloc[0]}/{rows['denominator_count'].iloc[0]}"
