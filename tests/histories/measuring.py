"""How well links are found on invented histories: what the tests and docs/adr/0013 say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import pandas as pd

from seuranta.identity.linking import Linked, history_of, link_period
from seuranta.identity.register import REGISTER
from seuranta.model import Period
from seuranta.tables import ACTIONS, HISTORY, READINGS
from tests.histories import History


@dataclass
class Score:
    """Counts of what was found.

    Args:
        counts: `certain`, `certain_right`, `true`, `offered` (true ones among the certain or the candidates),
            `proposed`, `proposed_right`, `new`, `new_offered` (new actions with a candidate), `parts`,
            `parts_as_such` (of splits and mergers, proposed as what they are), `certain_lookalikes`.
        missed: what was not offered, for people.
        wrong: what was proposed and is not so, for people.
    """

    counts: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def share(self, counted: str, among: str) -> float:
        """One count among another."""
        return self.counts[counted] / self.counts[among]


def actions_of(names: Iterable[str], texts: Sequence[str] = ()) -> pd.DataFrame:
    """`ACTIONS` with nothing but names, and ids made of them, and status texts where there are any."""
    rows = [
        {
            "action_id": f"use-case-{name.strip(' *.').casefold()}",
            "kind": "use_case",
            "label": str(at),
            "name": name,
            "status_text": text,
        }
        for at, (name, text) in enumerate(zip_longest(names, texts, fillvalue=""), start=1)
    ]
    blank = {
        "tags": "",
        "planned_years": "",
        "is_hidden": False,
        "source_file": "x",
        "extra": "{}",
    }
    return ACTIONS.frame({**blank, **row} for row in rows)


def linked_periods(history: History) -> Iterator[tuple[str, pd.DataFrame, Linked]]:
    """Every later period of a history, with its actions and what was found."""
    known = HISTORY.empty()
    for period, names in history.periods.items():
        texts = [history.texts.get((period, name), "") for name in names]
        actions = actions_of(names, texts)
        linked = link_period(actions, known, REGISTER.empty(), period=Period.parse(period))
        if not known.empty:
            yield period, actions, linked
        stable = linked.applied(actions)
        known = pd.concat([known, history_of(stable, READINGS.empty(), linked.links, Period.parse(period))])


def measure(histories: Iterable[History]) -> Score:
    """Count what was found on histories."""
    score = Score()
    for history in histories:
        for period, _, linked in linked_periods(history):
            links: dict[str, list[dict[Any, Any]]] = {}
            for link in linked.links.to_dict("records"):
                links.setdefault(link["name"], []).append(link)
            for name in history.periods[period]:
                _count(score, history, (period, name), links.get(name, []))
    return score


def _count(score: Score, history: History, action: tuple[str, str], links: list[dict[Any, Any]]) -> None:
    truth = history.truth.get(action, frozenset())
    counts = score.counts
    offered = {(link["other_period"], link["other_name"]) for link in links}
    for state in ("certain", "proposed"):
        own = {(link["other_period"], link["other_name"]) for link in links if link["state"] == state}
        counts[state] += len(own)
        counts[f"{state}_right"] += len(own & truth)
        score.wrong += [f"{history.city.name}: {action[1]} <- {name} ({state})" for _, name in own - truth]
        if state == "certain" and not truth:
            counts["certain_lookalikes"] += len(own)
    counts["true"] += len(truth)
    counts["offered"] += len(truth & offered)
    counts["renamed"] += len(truth) if action not in history.exact else 0
    counts["renamed_offered"] += len(truth & offered) if action not in history.exact else 0
    counts["new"] += not truth
    counts["new_offered"] += not truth and bool(offered)
    relations = {link["relation"] for link in links if link["state"] == "proposed"}
    for change in history.city.changes:
        if action[1] in change.after and action not in history.exact and not change.is_lookalike:
            kind = "split" if len(change.after) > 1 else "merged" if len(change.before) > 1 else "same"
            counts[kind] += 1
            counts[f"{kind}_proposed"] += kind in relations
    for period, name in truth - offered:
        score.missed.append(f"{history.city.name}: {action[1]} <- {name} ({period}); got {sorted(offered)}")
