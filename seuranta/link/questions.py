"""What a person is asked: of one action, which action of before it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from seuranta.identity.names import name_key
from seuranta.identity.register import CONFIRMED, REGISTER, Relation
from seuranta.link.period import OPEN, Linking


@dataclass(frozen=True)
class Candidate:
    """An action of before that it may be; `relation` is what is proposed: same, split or merged."""

    id: str
    period: str
    name: str
    score: float
    relation: str
    words: str


@dataclass(frozen=True)
class Question:
    """An action of a period that a person has to place.

    Args:
        period: `YYYY-MM`.
        action_id: the id that it has until it is placed.
        kind: `model.Kind`.
        name: its name.
        is_proposed: whether one answer stands out, so that it can be accepted as it is.
        candidates: the best first.
        other_programme: of the candidates; "" for the action's own.
    """

    period: str
    action_id: str
    kind: str
    name: str
    is_proposed: bool
    candidates: tuple[Candidate, ...]
    other_programme: str


@dataclass(frozen=True)
class Answer:
    """What a person says: `same`, `split`, `merged` or `new`, and of which candidates."""

    question: Question
    relation: str
    of: tuple[Candidate, ...]


def questions_of(linking: Linking) -> list[Question]:
    """The actions that wait for a person, in the order of periods and documents."""
    return [
        question
        for found in linking.periods
        for question in _questions(found.links, found.actions, found.period)
    ]


def spoken(question: Question) -> list[str]:
    """The candidates as lines for people."""
    says = {"same": "is", "split": "is a part of", "merged": "has in it"}
    doubt = "" if question.is_proposed else "perhaps "
    return [
        f"{number} {doubt}{says[each.relation]} {each.name!r} ({each.period}), {each.score:.2f}"
        + (f": {each.words}" if each.words else "")
        for number, each in enumerate(question.candidates, start=1)
    ]


def register_rows(answer: Answer, *, by: str, on: str) -> pd.DataFrame:
    """The rows of `REGISTER` that say the answer.

    Args:
        answer: what the person says.
        by: who it is.
        on: the day, `YYYY-MM-DD`.
    """
    question = answer.question
    common = {
        "action_id": question.action_id,
        "kind": question.kind,
        "period": question.period,
        "name": question.name,
        "other_id": "",
        "other_programme": question.other_programme,
        "state": CONFIRMED,
        "confirmed_by": by,
        "confirmed_on": on,
    }
    if answer.relation == Relation.NEW:
        return REGISTER.frame([{**common, "relation": Relation.NEW}])
    if question.other_programme:
        return REGISTER.frame({**common, "relation": Relation.SUCCESSOR, "other_id": c.id} for c in answer.of)
    if answer.relation == Relation.SAME:
        (former,) = answer.of
        is_same = name_key(former.name) == name_key(question.name)
        relation = Relation.SAME if is_same else Relation.RENAMED
        return REGISTER.frame([{**common, "action_id": former.id, "relation": relation}])
    return REGISTER.frame({**common, "relation": answer.relation, "other_id": c.id} for c in answer.of)


def _questions(links: pd.DataFrame, actions: pd.DataFrame, period: str) -> list[Question]:
    kinds = dict(zip(actions["action_id"], actions["kind"], strict=True))
    waiting: Sequence[dict[Any, Any]] = links[links["state"].isin(OPEN)].to_dict("records")
    return [
        _question(list(rows), str(kinds[action_id]), period)
        for action_id, rows in groupby(waiting, key=lambda row: row["action_id"])
    ]


def _question(rows: Sequence[dict[Any, Any]], kind: str, period: str) -> Question:
    first = rows[0]
    candidates = (
        Candidate(
            row["other_id"],
            row["other_period"],
            row["other_name"],
            row["score"],
            row["relation"],
            row["words"],
        )
        for row in rows
    )
    return Question(
        period=period,
        action_id=first["action_id"],
        kind=kind,
        name=first["name"],
        is_proposed=first["state"] == "proposed",
        candidates=tuple(candidates),
        other_programme=first["other_programme"],
    )
