"""What a check needs to know of the period before: the same action then, and how many there were."""

from collections.abc import Sequence

import pandas as pd

from seuranta.model import Status, bare_words
from seuranta.tables import ACTIONS, READINGS
from seuranta.validate.facts import SHARED_TEXT_LENGTH
from seuranta.validate.subjects import SUBJECT, PeriodTables, numbered, together

JUMP, JUMP_SHARE = 5, 0.2  # both must be reached: of ten actions, two more are no jump
SILENCE_SHARE = 0.1
_NUMBERED = [SUBJECT, "kind", "theme_id", "number"]


def with_former(actions: pd.DataFrame, subjects: Sequence[PeriodTables]) -> pd.DataFrame:
    """The actions that have a period before, beside what that said of them.

    Args:
        actions: of `facts.with_readings`.
        subjects: whose actions they are.

    Returns:
        The rows of the programmes with a former period, with `row_number` anew, `unchanged_text` (the text
        where it is the same as then and long enough to be compared), `former_status`, and `former_name`:
        the name of another action that bore this number then.
    """
    before = together(ACTIONS, subjects, lambda s: s.former.actions if s.former else None, "R052")
    read = together(READINGS, subjects, lambda s: s.former.readings if s.former else None, "R052")
    has_former = {number for number, subject in enumerate(subjects) if subject.former is not None}
    now = actions[actions[SUBJECT].isin(has_former)].reset_index(drop=True)
    key = [SUBJECT, "action_id"]
    texts = before[[*key, "status_text"]].dropna().drop_duplicates(key)
    texts = texts.assign(former_text=texts["status_text"].map(bare_words)).drop(columns="status_text")
    statuses = read[[*key, "status"]].drop_duplicates(key).rename(columns={"status": "former_status"})
    numbers = before.drop_duplicates(_NUMBERED, keep=False)[[*_NUMBERED, "name", "action_id"]].dropna(
        subset="number"
    )
    numbers = numbers.rename(columns={"name": "former_name", "action_id": "former_id"})
    beside = (
        now.merge(texts, on=key, how="left")
        .merge(statuses, on=key, how="left")
        .merge(numbers, on=_NUMBERED, how="left")
    )
    is_unique = ~beside.duplicated(_NUMBERED, keep=False) & beside["number"].notna()
    is_other = is_unique & beside["former_id"].ne(beside["action_id"])
    is_same = beside["former_text"].eq(beside["bare_text"]) & beside["bare_text"].str.len().ge(
        SHARED_TEXT_LENGTH
    )
    return numbered(
        beside.assign(
            unchanged_text=beside["status_text"].where(is_same.fillna(False).astype(bool)),
            former_name=beside["former_name"].where(is_other),
        )
    )


def between_periods(actions: pd.DataFrame, subjects: Sequence[PeriodTables]) -> pd.DataFrame:
    """One row a programme with a former period: how many actions, and how many unreported, then and now.

    Args:
        actions: of `facts.with_readings`.
        subjects: whose actions they are.

    Returns:
        `subject`, `row_number`, `action_count`, `former_action_count`, `unreported_count`,
        `former_unreported_count`, `has_action_jump`, `has_silence_jump`.
    """
    counts = actions.groupby(SUBJECT).size()
    unreported = actions["status"].eq(Status.NOT_REPORTED).groupby(actions[SUBJECT]).sum()
    rows = []
    for number, subject in enumerate(subjects):
        if subject.former is None:
            continue
        count, former_count = int(counts[number]), len(subject.former.actions)
        silent = int(unreported[number])
        former_silent = int(subject.former.readings["status"].eq(Status.NOT_REPORTED).sum())
        rows.append(
            {
                SUBJECT: number,
                "action_count": count,
                "former_action_count": former_count,
                "unreported_count": silent,
                "former_unreported_count": former_silent,
                "has_action_jump": _jumps(former_count, count),
                "has_silence_jump": silent - former_silent >= JUMP
                and silent / max(count, 1) - former_silent / max(former_count, 1) >= SILENCE_SHARE,
            }
        )
    return numbered(pd.DataFrame(rows))


def _jumps(before: int, now: int) -> bool:
    return abs(now - before) >= max(JUMP, JUMP_SHARE * before)
