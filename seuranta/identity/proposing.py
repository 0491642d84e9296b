"""Who may be who: proposals for the actions whose names are not those of before, for a person to confirm."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from seuranta.identity.matching import Likeness, Matrix, likeness, words_alike
from seuranta.model import Kind

Places = npt.NDArray[np.int64]
CANDIDATES = 3
# Chosen on invented histories, see docs/adr/0013.
_CLEAR, _MARGIN = 0.45, 0.2
_WORTH_A_LOOK, _WORTH_A_LOOK_ELSEWHERE, _WORTH_A_LOOK_WHEN_TAKEN = 0.12, 0.25, 0.5
_PART, _PARTS_TRIED = 0.3, 4
_SAID_AND_MORE, _SAID_ALONE, _HEARD, _GAIN = 0.4, 0.6, 0.3, 0.1
_SAME_THEME, _SAME_PLAN, _SAME_TEXT = 0.03, 0.03, 0.1
_TELLING_LENGTH = 20
_LESS_WHEN_CLAIMED = 0.1


@dataclass(frozen=True)
class Seen:
    """An action as its period had it, or as its latest period had it.

    Args:
        id: its stable id.
        period: the period.
        kind: the kind.
        name: its name there.
        names: every name that it ever had, the latest first.
        keys: their keys, see `name_key`.
        theme: heading, or theme; "" for none.
        plan: planned years as text.
        text: status text; "" for none.
    """

    id: str
    period: str
    kind: Kind
    name: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    theme: str
    plan: str
    text: str

    @property
    def is_enabler(self) -> bool:
        """Whether it is an enabler: enablers and followed-up actions are never one."""
        return self.kind is Kind.ENABLER


@dataclass(frozen=True)
class Proposal:
    """An action of a period with an action of before that it may be.

    Args:
        state: `proposed`, or `choose` for one of several candidates.
        relation: `same`, `split` or `merged`.
        score: 0-1.
        reason: `alike`, `part_of`, `made_of` or `candidate`.
        words: the words of its name that the former name says too.
    """

    now: Seen
    former: Seen
    state: str
    relation: str
    score: float
    reason: str
    words: str


def propose(
    now: Sequence[Seen], former: Sequence[Seen], taken: frozenset[str], *, is_same_programme: bool = True
) -> list[Proposal]:
    """Propose what the actions without a certain link may be.

    Args:
        now: the actions of a period that are not linked.
        former: the actions of before, the linked ones too.
        taken: the ids of the linked ones: an action may at most have been split from one of them.
        is_same_programme: whether most actions go on, so that those left over on both sides may well be one.

    Returns:
        The proposals, in the order of `now`, the best first: one where one action stands out, one for each
        part of a merger, else up to three to choose from.
    """
    if not now or not former:
        return []
    return _Table(now, former, taken, is_same_programme=is_same_programme).proposals()


class _Table:
    """The scores of one period's actions against those of before."""

    def __init__(
        self,
        now: Sequence[Seen],
        former: Sequence[Seen],
        taken: frozenset[str],
        *,
        is_same_programme: bool,
    ) -> None:
        self.now, self.former, self.is_same_programme = now, former, is_same_programme
        is_free = np.array([seen.id not in taken for seen in former])
        names = [name for seen in former for name in seen.names]
        owner = np.array([at for at, seen in enumerate(former) for _ in seen.names])
        self.like: Likeness = likeness([seen.name for seen in now], names)
        self.name_of = self._nearest_names(owner)
        rows = np.arange(len(now))[:, None]
        score = self.like.score[rows, self.name_of] + self._other_signs()
        comparable = np.array([[a.is_enabler == b.is_enabler for b in former] for a in now])
        self.score: Matrix = np.where(comparable, np.clip(score, 0, 0.99), 0)
        self.free: Matrix = np.where(is_free[None, :], self.score, 0)
        self.is_free = is_free

    def _nearest_names(self, owner: Places) -> Places:
        """Of the names that each former action had, the one most like each action's stands for it."""
        nearest = np.zeros((len(self.now), len(self.former)), dtype=np.int64)
        for at in range(len(self.former)):
            own = np.flatnonzero(owner == at)
            nearest[:, at] = own[np.argmax(self.like.score[:, own], axis=1)]
        return nearest

    def _other_signs(self) -> Matrix:
        """Theme, plan and status text speak for a pair too, a little; they never speak alone."""
        signs: Matrix = (
            _SAME_THEME * _are_same([seen.theme for seen in self.now], [seen.theme for seen in self.former])
            + _SAME_PLAN * _are_same([seen.plan for seen in self.now], [seen.plan for seen in self.former])
            + _SAME_TEXT * self._texts_alike()
        )
        return signs

    def _texts_alike(self) -> Matrix:
        """How alike long status texts are; one that stands at several actions says nothing of any."""
        ours, theirs = ([seen.text for seen in every] for every in (self.now, self.former))
        return words_alike(_telling(ours), _telling(theirs))

    def proposals(self) -> list[Proposal]:
        proposed = self._proposed()
        claimed = {at for offers in proposed.values() for at, _, _ in offers}
        candidates = {
            row: self._candidates(row, claimed) for row in range(len(self.now)) if row not in proposed
        }
        if self.is_same_programme:
            self._offer_left_over(candidates, claimed)
        found: list[Proposal] = []
        for row in range(len(self.now)):
            for at, relation, reason in proposed.get(row, ()):
                found.append(self._proposal(row, at, "proposed", relation, reason))
            for at in candidates.get(row, ()):
                relation = "same" if self.is_free[at] else "split"
                found.append(self._proposal(row, at, "choose", relation, "candidate"))
        return found

    def _offer_left_over(self, candidates: dict[int, list[int]], claimed: set[int]) -> None:
        """Offer the former actions that nobody was offered to those most like them with room for more.

        What is left over on both sides may well be one, however little the names share; that few are asked
        about each keeps a new action from being asked about for nothing.
        """
        offered = claimed.union(*candidates.values())
        for at in np.flatnonzero(self.is_free & (self.free.max(axis=0) > 0)).tolist():
            nearest = [row for row in np.argsort(-self.free[:, at], kind="stable") if row in candidates]
            for row in nearest[:CANDIDATES] if at not in offered else ():
                listed = [*candidates[row], at]
                candidates[row] = sorted(listed, key=lambda one: -self.free[row, one])[:CANDIDATES]

    def _proposed(self) -> dict[int, list[tuple[int, str, str]]]:
        """For each action that stands out with some: which, in what relation, and why."""
        mergers, splits = self._mergers(), self._splits()
        found: dict[int, list[tuple[int, str, str]]] = {}
        for row in range(len(self.now)):
            if row in mergers:
                found[row] = [(at, "merged", "made_of") for at in mergers[row]]
            elif row in splits:
                found[row] = [(splits[row], "split", "part_of")]
            elif (at := self._clear(row)) is not None:
                found[row] = [(at, "same", "alike")]
        return found

    def _mergers(self) -> dict[int, tuple[int, int]]:
        """The actions that say two former names, and to which both of these are nearest."""
        found: dict[int, tuple[int, int]] = {}
        for row in range(len(self.now)):
            nearest = [at for at in self._best(row, _PARTS_TRIED) if self._is_best_of(at, row)]
            parts = [at for at in nearest if self.free[row, at] >= _PART and not self._is_other(row, at)]
            for pair in combinations(parts, 2):
                one, other = (int(self.name_of[row, at]) for at in pair)
                said = min(self.like.said[row, one], self.like.said[row, other])
                alone = max(self.like.heard[row, one], self.like.heard[row, other])
                gain = self.like.heard_from_both(row, one, other) - alone
                is_said = said >= _SAID_ALONE or (said >= _SAID_AND_MORE and gain >= _GAIN)
                if is_said or self._are_twins(row, *pair):
                    found[row] = pair
                    break
        return found

    def _are_twins(self, row: int, one: int, other: int) -> bool:
        """Whether two former names share a telling word, and are about equally like the name."""
        apart = abs(self.free[row, one] - self.free[row, other])
        names = (int(self.name_of[row, at]) for at in (one, other))
        return bool(apart < _MARGIN) and self.like.share_a_word(*names)

    def _splits(self) -> dict[int, int]:
        """The actions that a former name says, two of them together far better than one."""
        found: dict[int, int] = {}
        best = np.argmax(self.free, axis=1)
        for at in np.flatnonzero(self.is_free).tolist():
            nearest = np.argsort(-self.free[:, at], kind="stable")
            parts = [row for row in nearest.tolist() if best[row] == at and self.free[row, at] >= _PART]
            for one, other in combinations(parts, 2):
                name = int(self.name_of[one, at])
                heard = min(self.like.heard[one, name], self.like.heard[other, int(self.name_of[other, at])])
                alone = max(self.like.said[one, name], self.like.said[other, name])
                gain = self.like.said_in_both(name, one, other) - alone
                if heard >= _HEARD and gain >= _GAIN:
                    found |= {one: at, other: at}
                    break
        return found

    def _best(self, row: int, count: int = 2) -> list[int]:
        """The free former actions most like an action, the best first."""
        return [int(at) for at in np.argsort(-self.free[row], kind="stable")[:count]]

    def _is_best_of(self, at: int, row: int) -> bool:
        return int(np.argmax(self.free[:, at])) == row

    def _clear(self, row: int) -> int | None:
        """The former action that stands out, and for which no other action stands closer."""
        best = self._best(row)
        top = self.free[row, best[0]]
        second = self.free[row, best[1]] if len(best) > 1 else 0.0
        stands_out = top >= _CLEAR and top - second >= _MARGIN and self._is_best_of(best[0], row)
        return best[0] if stands_out and not self._is_other(row, best[0]) else None

    def _is_other(self, row: int, at: int) -> bool:
        """Whether the names are as likely those of two actions."""
        return self.like.tells_apart(row, int(self.name_of[row, at]))

    def _candidates(self, row: int, claimed: set[int]) -> list[int]:
        """Up to three, and none where no one is worth a look; what nobody claims comes before the rest."""
        unclaimed = np.array([at not in claimed for at in range(len(self.former))])
        least = _WORTH_A_LOOK if self.is_same_programme else _WORTH_A_LOOK_ELSEWHERE
        worth = self.score[row] >= np.where(self.is_free, least, _WORTH_A_LOOK_WHEN_TAKEN)
        if not worth.any():
            return []
        left_over = self.is_free & unclaimed & (self.score[row] > 0)
        listed = worth | left_over if self.is_same_programme else worth
        rank = self.score[row] + self.is_free - _LESS_WHEN_CLAIMED * ~unclaimed
        return [int(at) for at in np.argsort(-rank, kind="stable") if listed[at]][:CANDIDATES]

    def _proposal(self, row: int, at: int, state: str, relation: str, reason: str) -> Proposal:
        words = self.like.words_in_common(row, int(self.name_of[row, at]))
        score = round(float(self.score[row, at]), 2)
        now, former = self.now[row], self.former[at]
        return Proposal(now, former, state, relation, score, reason, " ".join(words))


def _are_same(ours: Sequence[str], theirs: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Where two signs are the same, and say something."""
    mine, others = np.array(ours), np.array(theirs)
    same: npt.NDArray[np.bool_] = (mine[:, None] == others[None, :]) & (mine[:, None] != "")
    return same


def _telling(texts: Sequence[str]) -> list[str]:
    """The texts that tell something of their own action alone; "" for the others."""
    count = Counter(texts)
    return [text if len(text) >= _TELLING_LENGTH and count[text] == 1 else "" for text in texts]


def text_of(value: Any) -> str:
    """The text of a cell; "" for a missing one."""
    return "" if pd.isna(value) else str(value)
