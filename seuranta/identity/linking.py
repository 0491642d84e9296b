"""The identity of every action of a period: by its exact name, by the register, or new."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from seuranta.identity.names import name_key
from seuranta.identity.proposing import Proposal, Seen, propose, text_of
from seuranta.identity.register import GOES_ON, Relation, confirmed
from seuranta.model import Kind, Period
from seuranta.tables import ACTIONS, HISTORY, LINKS, require_columns


@dataclass(frozen=True)
class Linked:
    """Who the actions of a period are.

    Args:
        ids: the stable id of each action, by the id that `actions_table` made of its name.
        links: `LINKS`: certain, confirmed and proposed ones, in the order of the actions.
        gone: the ids of the former period's actions with no link but those to choose from.
        unfound: the confirmed rows of the register (`REGISTER`) about the period whose action is not there.
    """

    ids: Mapping[str, str]
    links: pd.DataFrame
    gone: tuple[str, ...]
    unfound: pd.DataFrame

    def applied(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table of the period with the stable ids in `action_id`."""
        return table.assign(action_id=table["action_id"].map(lambda name_id: self.ids.get(name_id, name_id)))


def link_period(
    actions: pd.DataFrame, history: pd.DataFrame, register: pd.DataFrame, *, period: Period
) -> Linked:
    """Find out which actions of a period go on from its earlier periods.

    Exactly the same name (see `name_key`) links by itself, and so does a confirmed row of the register, which
    comes first, then the id that a form gives. All else is new until a person confirms what is proposed.
    Numbers and places in the documents say nothing; an enabler is never one with a followed-up action.

    Args:
        actions: `ACTIONS` of the period, with ids made of names.
        history: `HISTORY` of the earlier periods, with stable ids; empty for the first.
        register: `REGISTER` of the programme.
        period: the period.

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    require_columns(actions, *ACTIONS.columns)
    require_columns(history, *HISTORY.columns)
    now, former = _seen_now(actions, period), seen_of(history)
    rows = confirmed(register)
    told, unfound = _told(rows, now, period)
    left = rows[rows["relation"].eq(Relation.GONE) & rows["period"].le(str(period))]
    step = _Step(now, former, told, frozenset(left["action_id"]))
    step.follow_register()
    step.follow_forms(frozenset(actions.loc[actions["stated_by"].notna(), "action_id"]))
    step.follow_names()
    linked = step.result()
    latest = max((seen.period for seen in former), default="")
    going_on = set(linked.links.loc[linked.links["state"].ne("choose"), "other_id"])
    gone = tuple(seen.id for seen in former if seen.period == latest and seen.id not in going_on)
    return replace(linked, gone=gone, unfound=unfound)


def link_programmes(
    actions: pd.DataFrame,
    former: pd.DataFrame,
    register: pd.DataFrame,
    *,
    period: Period,
    former_programme: str,
) -> pd.DataFrame:
    """Find out which actions of a programme carry on an action of another programme.

    Args:
        actions: `ACTIONS` of the period, with stable ids.
        former: `HISTORY` of the other programme.
        register: `REGISTER` of the programme; its confirmed rows about the other programme come first.
        period: the period.
        former_programme: the other programme's folder name.

    Returns:
        `LINKS` with the relation `successor`, or as proposed (`same`, `split`, `merged`).

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    require_columns(actions, *ACTIONS.columns)
    require_columns(former, *HISTORY.columns)
    rows = confirmed(register)
    said: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows[rows["other_programme"].eq(former_programme)].to_dict("records"):
        said[str(row["action_id"])].append({str(k): v for k, v in row.items()})
    now, before = _seen_now(actions, period), seen_of(former)
    by_id = {seen.id: seen for seen in before}
    certain = {a.id: b for a, b in _exact_pairs([a for a in now if a.id not in said], before)}
    rest = [a for a in now if a.id not in said and a.id not in certain]
    taken = frozenset(seen.id for seen in certain.values())
    told_of = {row["other_id"] for told in said.values() for row in told}
    proposed = _by_action(propose(rest, before, taken | told_of, is_same_programme=False))
    found: list[dict[str, object]] = []
    for seen in now:
        for told in said.get(seen.id, ()):
            if told["other_id"] in by_id:
                found.append(_confirmed_link(seen, by_id[told["other_id"]], told, "successor"))
        if seen.id in certain:
            found.append(_certain_link(seen, certain[seen.id], "successor"))
        found += [_proposed_link(entry) for entry in proposed.get(seen.id, ())]
    return LINKS.frame({**link, "other_programme": former_programme} for link in found)


def history_of(
    actions: pd.DataFrame, readings: pd.DataFrame, links: pd.DataFrame, period: Period
) -> pd.DataFrame:
    """What later periods need to know of a period.

    Args:
        actions: `ACTIONS`, with stable ids.
        readings: `READINGS`, with stable ids; empty where statuses are not needed.
        links: `LINKS` of the period.
        period: the period.

    Returns:
        `HISTORY`, one row an action.
    """
    read = readings[["action_id", "status", "blocker"]]
    table = actions.merge(read, on="action_id", how="left")
    return HISTORY.conform(table.assign(period=str(period), origin_ids=origins_of(table["action_id"], links)))


def origins_of(action_ids: "pd.Series[str]", links: pd.DataFrame) -> "pd.Series[str]":
    """What each action was split from or has in it, as far as that is confirmed; "" for nothing."""
    is_origin = links["state"].eq("confirmed") & links["relation"].isin([Relation.SPLIT, Relation.MERGED])
    own = links[is_origin & links["other_programme"].eq("")]
    origins: dict[str, list[str]] = defaultdict(list)
    for action_id, other_id in zip(own["action_id"], own["other_id"], strict=True):
        origins[action_id].append(other_id)
    return action_ids.map(lambda action_id: " ".join(origins.get(action_id, ()))).astype("str")


def seen_of(history: pd.DataFrame) -> list[Seen]:
    """The actions of a history, each as its latest period had it, in the order of first appearance."""
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in history.sort_values("period", kind="stable").to_dict("records"):
        rows[row["action_id"]].append({str(k): v for k, v in row.items()})
    return [_seen(action_id, list(reversed(of_action))) for action_id, of_action in rows.items()]


def _seen_now(actions: pd.DataFrame, period: Period) -> list[Seen]:
    rows = actions.assign(period=str(period)).to_dict("records")
    return [_seen(row["action_id"], [{str(k): v for k, v in row.items()}]) for row in rows]


def _seen(action_id: str, rows: Sequence[Mapping[str, Any]]) -> Seen:
    """An action from its rows, the latest first."""
    latest = rows[0]
    named: dict[str, str] = {}
    for row in rows:
        named.setdefault(name_key(row["name"], text_of(row["tags"]).split("; ")), row["name"])
    return Seen(
        id=action_id,
        period=latest["period"],
        kind=Kind(latest["kind"]),
        name=latest["name"],
        names=tuple(named.values()),
        keys=tuple(named),
        theme=text_of(latest["theme_heading"]) or text_of(latest["theme_id"]),
        plan=text_of(latest["planned_years"]),
        text=text_of(latest["status_text"]).strip(),
    )


_Told = Mapping[str, Sequence[Mapping[str, Any]]]


def _told(rows: pd.DataFrame, now: Sequence[Seen], period: Period) -> tuple[_Told, pd.DataFrame]:
    """What the register says of each action of the period; and its rows about actions that are not there.

    Of several actions of one name the first rows are about the first.
    """
    own = rows[rows["period"].eq(str(period)) & rows["other_programme"].eq("")]
    own = own[own["relation"].ne(Relation.GONE)]
    by_name: dict[Hashable, list[Seen]] = defaultdict(list)
    for seen in now:
        by_name[seen.kind, seen.keys[0]].append(seen)
    tags = {seen.name: seen.keys[0] for seen in now}
    told: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    given: dict[tuple[str, str], str] = {}
    unfound = []
    for at, row in own.iterrows():
        key = tags.get(row["name"], name_key(row["name"]))
        named = by_name.get((Kind(row["kind"]), key), [])
        free = [seen for seen in named if given.get((seen.id, "is"), row["action_id"]) == row["action_id"]]
        if not free:
            unfound.append(at)
            continue
        given[free[0].id, "is"] = row["action_id"]
        told[free[0].id].append({str(k): v for k, v in row.to_dict().items()})
    return told, own.loc[unfound]


class _Step:
    """One period after those of before: links are found one kind after the other, surest first."""

    def __init__(
        self, now: Sequence[Seen], former: Sequence[Seen], told: _Told, left: frozenset[str]
    ) -> None:
        self.now, self.former, self.told, self.left = now, former, told, left
        self.by_id = {seen.id: seen for seen in former}
        self.ids: dict[str, str] = {}
        self.found: dict[str, list[dict[str, object]]] = defaultdict(list)
        self.sources: set[str] = set()

    def follow_register(self) -> None:
        for seen in self.now:
            for row in self.told.get(seen.id, ()):
                self.ids[seen.id] = row["action_id"]
                relation = Relation(row["relation"])
                other = row["action_id"] if relation in GOES_ON else row["other_id"]
                if relation is not Relation.NEW and other in self.by_id:
                    named = "same" if relation in GOES_ON else str(relation)
                    self.found[seen.id].append(_confirmed_link(seen, self.by_id[other], row, named))
                    if relation not in GOES_ON:
                        self.sources.add(other)

    def follow_forms(self, given: frozenset[str]) -> None:
        """Link those whose id a form gives: it was made for that very action."""
        taken = set(self.ids.values()) | self.sources
        for seen in self.now:
            if seen.id in given & self.by_id.keys() and seen.id not in self.ids and seen.id not in taken:
                self.ids[seen.id] = seen.id
                self.found[seen.id].append(_certain_link(seen, self.by_id[seen.id], "same"))

    def follow_names(self) -> None:
        taken = set(self.ids.values()) | self.sources
        rest = [seen for seen in self.now if seen.id not in self.ids]
        free = [seen for seen in self.former if seen.id not in taken]
        for seen, former in _exact_pairs(rest, free):
            self.ids[seen.id] = former.id
            self.found[seen.id].append(_certain_link(seen, former, "same"))

    def result(self) -> Linked:
        rest = [seen for seen in self.now if seen.id not in self.ids]
        self._give_new_ids(rest)
        linked = frozenset(self.ids.values()) & frozenset(self.by_id)
        there = [seen for seen in self.former if seen.id not in self.left]
        proposed = _by_action(propose(rest, there, linked | self.sources))
        rows: list[dict[str, object]] = []
        for seen in self.now:
            links = [*self.found[seen.id], *(_proposed_link(entry) for entry in proposed.get(seen.id, ()))]
            rows += [{**link, "action_id": self.ids[seen.id]} for link in links]
        return Linked(self.ids, LINKS.frame(rows), (), pd.DataFrame())

    def _give_new_ids(self, rest: Iterable[Seen]) -> None:
        used = {*self.by_id, *self.ids.values()}
        for seen in rest:
            new, number = seen.id, 1
            while new in used:
                number += 1
                new = f"{seen.id}-{number}"
            used.add(new)
            self.ids[seen.id] = new


def _exact_pairs(now: Sequence[Seen], former: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """The actions with the very name of one of before: of its latest name, else of an older one.

    Where several bear the name, those are paired that share kind, and then theme, with no other; the others
    are left for a person.
    """
    rest, free = list(now), list(former)
    for keys in (_latest_name, _older_names):
        for sort in (_kind, _kind_and_theme, _class, _class_and_theme):
            for a, b in _one_to_one(rest, free, keys, sort):
                rest.remove(a)
                free.remove(b)
                yield a, b


def _latest_name(seen: Seen) -> tuple[str, ...]:
    return seen.keys[:1]


def _older_names(seen: Seen) -> tuple[str, ...]:
    return seen.keys[1:]


def _one_to_one(
    now: Sequence[Seen],
    former: Sequence[Seen],
    keys: Callable[[Seen], tuple[str, ...]],
    sort: Callable[[Seen], Hashable],
) -> list[tuple[Seen, Seen]]:
    ours: dict[tuple[str, Hashable], list[Seen]] = defaultdict(list)
    theirs: dict[tuple[str, Hashable], list[Seen]] = defaultdict(list)
    for seen in now:
        ours[seen.keys[0], sort(seen)].append(seen)
    for seen in former:
        for key in keys(seen):
            theirs[key, sort(seen)].append(seen)
    pairs = [
        (ours[key][0], theirs[key][0]) for key in ours if key[0] and len(ours[key]) == len(theirs[key]) == 1
    ]
    once = [b.id for _, b in pairs]
    return [(a, b) for a, b in pairs if once.count(b.id) == 1]


def _kind(seen: Seen) -> Hashable:
    return seen.kind


def _kind_and_theme(seen: Seen) -> Hashable:
    return seen.kind, seen.theme


def _class(seen: Seen) -> Hashable:
    return seen.is_enabler


def _class_and_theme(seen: Seen) -> Hashable:
    return seen.is_enabler, seen.theme


def _by_action(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        found[proposal.now.id].append(proposal)
    return found


def _link(now: Seen, former: Seen, state: str, relation: str) -> dict[str, object]:
    return {
        "action_id": now.id,
        "name": now.name,
        "state": state,
        "relation": relation,
        "other_programme": "",
        "other_period": former.period,
        "other_id": former.id,
        "other_name": former.name,
        "score": 1.0,
        "reason": "same_name",
        "words": "",
    }


def _certain_link(now: Seen, former: Seen, relation: str) -> dict[str, object]:
    return _link(now, former, "certain", relation)


def _confirmed_link(now: Seen, former: Seen, row: Mapping[str, Any], relation: str) -> dict[str, object]:
    who = {"confirmed_by": row["confirmed_by"], "confirmed_on": row["confirmed_on"], "reason": "register"}
    return {**_link(now, former, "confirmed", relation), **who}


def _proposed_link(proposal: Proposal) -> dict[str, object]:
    link = _link(proposal.now, proposal.former, proposal.state, proposal.relation)
    return {**link, "score": proposal.score, "reason": proposal.reason, "words": proposal.words}
