"""What people are asked to look at, and what becomes of their answers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from seuranta.classify.decisions import DECISIONS
from seuranta.classify.reading import Evidence
from seuranta.model import Blocker, Status, Tier
from seuranta.tables import SOURCE, place_in_words, require_columns

SAMPLED_ONE_IN = 10
_OF_ACTION = ("action_id", "label", "name", "planned_years", "status_text", "language")
Key = tuple[str, str]


class Why(StrEnum):
    """Why a reading is shown."""

    DOUBTFUL = "doubtful"
    SAMPLE = "sample"
    OTHER = "other"


@dataclass(frozen=True)
class Answer:
    """What a person says of a text; a blank reason is no reason."""

    status: Status
    blocker: Blocker | None = None
    as_of_year: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Decided:
    """An answer, by whom and on which day (YYYY-MM-DD)."""

    answer: Answer
    by: str
    on: str


@dataclass(frozen=True)
class ReviewItem:
    """A text with what the rules read in it, and what was decided about it before.

    Args:
        why: why it is shown.
        read: what the rules read, in the form of an answer.
        alternatives: what a careful reader could also accept.
        decided: the decision that holds for this text, or None.
        suggested: what another model suggests, "planned by somebody 1.0"; None where none does.
    """

    action_id: str
    text_sha256: str
    label: str
    name: str
    planned_years: str
    status_text: str
    language: str
    place: str
    why: Why
    read: Answer
    alternatives: tuple[Status, ...]
    tier: Tier
    rule: str
    evidence: tuple[Evidence, ...]
    blocker_words: str | None
    decided: Decided | None
    suggested: str | None = None

    @property
    def key(self) -> Key:
        """The action and the text that a decision holds for."""
        return self.action_id, self.text_sha256


def is_sampled(action_id: str, text_sha256: str) -> bool:
    """Whether a clear reading is among the one in ten that people look at: always the same ones."""
    digest = hashlib.sha256(f"{action_id}\0{text_sha256}".encode()).digest()
    return int.from_bytes(digest[:8]) % SAMPLED_ONE_IN == 0


def review_items(actions: pd.DataFrame, readings: pd.DataFrame, decisions: pd.DataFrame) -> list[ReviewItem]:
    """Every reading of a period as something that a person can be asked about.

    Args:
        actions: `ACTIONS`.
        readings: `READINGS` by the rules alone.
        decisions: `DECISIONS`.

    Returns:
        One item a reading, in the order of the actions.

    Raises:
        MissingColumnError: a column of `ACTIONS` that is needed is absent.
    """
    require_columns(actions, *_OF_ACTION, *SOURCE)
    decided = {
        (row["action_id"], row["text_sha256"]): _decided(row) for row in decisions.to_dict(orient="records")
    }
    both = actions[[*_OF_ACTION, *SOURCE]].merge(readings, on="action_id")
    return [_item(row, decided) for row in both.to_dict(orient="records")]


def is_open(item: ReviewItem) -> bool:
    """Whether a person should look at it: doubtful or sampled, and not decided."""
    return item.why is not Why.OTHER and item.decided is None


def decision_row(
    item: ReviewItem, answer: Answer, *, by: str, on: str, lexicon: str | None
) -> dict[str, object]:
    """An answer as a row of `DECISIONS`.

    Args:
        item: what it is about.
        answer: the answer.
        by: who gave it.
        on: the day, YYYY-MM-DD.
        lexicon: the fingerprint of the lexicon that the rules had; None where the person did not see what
            they had read, so that the row is no word on it.
    """
    of_the_rules = {"read_as": str(item.read.status), "tier": str(item.tier), "lexicon": lexicon}
    return {
        "action_id": item.action_id,
        "text_sha256": item.text_sha256,
        "status": str(answer.status),
        "blocker": None if answer.blocker is None else str(answer.blocker),
        "as_of_year": answer.as_of_year,
        "decided_by": by,
        "decided_on": on,
        "reason": answer.reason,
        **(of_the_rules if lexicon else {}),
    }


def with_decisions(
    decisions: pd.DataFrame, changes: Mapping[Key, Mapping[str, object] | None]
) -> pd.DataFrame:
    """The decisions with some of them set or taken back.

    Args:
        decisions: `DECISIONS`.
        changes: by action and text, the row that shall stand there, or None for no row.

    Returns:
        `DECISIONS`; a row that was there keeps its place, new ones follow in the order of `changes`.
    """
    rows: dict[Key, Mapping[Any, object] | None] = {
        (row["action_id"], row["text_sha256"]): row for row in decisions.to_dict(orient="records")
    }
    rows |= changes
    return DECISIONS.frame(row for row in rows.values() if row is not None)


def says_the_same(decided: Decided | None, answer: Answer) -> bool:
    """Whether an answer adds nothing to what is decided; without a reason it leaves the one that is there."""
    if decided is None:
        return False
    old = decided.answer
    is_same = (old.status, old.blocker, old.as_of_year) == (answer.status, answer.blocker, answer.as_of_year)
    return is_same and answer.reason in ("", old.reason)


def _item(row: Mapping[Any, Any], decided: Mapping[Key, Decided]) -> ReviewItem:
    text = _known(row["status_text"]) or ""
    key = (row["action_id"], row["text_sha256"])
    return ReviewItem(
        action_id=row["action_id"],
        text_sha256=row["text_sha256"],
        label=row["label"],
        name=row["name"],
        planned_years=row["planned_years"],
        status_text=text,
        language=_known(row["language"]) or "",
        place=place_in_words(row),
        why=_why(row, key, text),
        read=Answer(Status(row["status"]), _blocker(row["blocker"]), _year(row["as_of_year"])),
        alternatives=tuple(map(Status, row["alternatives"].split())),
        tier=Tier(row["tier"]),
        rule=row["rule"],
        evidence=tuple(Evidence(**piece) for piece in json.loads(row["evidence"])),
        blocker_words=_known(row["blocker_words"]),
        suggested=_suggested(row),
        decided=decided.get(key),
    )


def _suggested(row: Mapping[Any, Any]) -> str | None:
    status = _known(row["suggested_status"])
    return None if status is None else f"{status} by {row['suggested_by']}"


def _why(row: Mapping[Any, Any], key: Key, text: str) -> Why:
    """A cell without words is never sampled: nobody could read it otherwise."""
    if row["needs_review"]:
        return Why.DOUBTFUL
    return Why.SAMPLE if text.strip() and is_sampled(*key) else Why.OTHER


def _decided(row: Mapping[Any, Any]) -> Decided:
    answer = Answer(
        Status(row["status"]),
        _blocker(row["blocker"]),
        _year(row["as_of_year"]),
        _known(row["reason"]) or "",
    )
    return Decided(answer, by=row["decided_by"], on=row["decided_on"])


def _blocker(value: Any) -> Blocker | None:
    return None if pd.isna(value) else Blocker(value)


def _year(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _known(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)
