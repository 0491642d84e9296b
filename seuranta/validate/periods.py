"""What a check needs to know of the period before: the same action then, and how many there were."""

from collections.abc import Sequence

import pandas as pd

from seuranta.model import Status, bare_words
from seuranta.tables import HISTORY
from seuranta.validate.facts import SHARED_TEXT_LENGTH
from seuranta.validate.subjects import SUBJECT, PeriodTables, numbered, together

JUMP, JUMP_SHARE = 5, 0.2  # both must be reached: of ten actions, two more are no jump
SILENCE_SHARE = 0.1
_LABELLED = [SUBJECT, "kind", "theme_id", "label"]


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
    before = together(HISTORY, subjects, lambda subject: subject.former, "R052")
    has_former = {number for number, subject in enumerate(subjects) if subject.former is not None}
    now = actions[actions[SUBJECT].isin(has_former)].reset_index(drop=True)
    key = [SUBJECT, "action_id"]
    own = before.drop_duplicates(key)[[*key, "status", "status_text"]]
    own = own.assign(former_text=own["status_text"].map(bare_words, na_action="ignore").astype("str"))
    own = own.rename(columns={"status": "former_status"}).drop(columns="status_text")
    labels = before.drop_duplicates(_LABELLED, keep=False)[[*_LABELLED, "name", "action_id"]]
    labels = labels.rename(columns={"name": "former_name", "action_id": "former_id"})
    beside = now.merge(own, on=key, how="left").merge(labels, on=_LABELLED, how="left")
    is_printed = beside["number"].notna() & ~beside.duplicated(_LABELLED, keep=False)
    is_other = is_printed & beside["former_id"].ne(beside["action_id"])
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
        count, former_count = int(counts[number]), len(subject.former)
        silent = int(unreported[number])
        former_silent = int(subject.former["status"].eq(Status.NOT_REPORTED).sum())
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
