"""How far two people who read the same texts agree: Cohen's kappa."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from seuranta.tables import require_columns

MIN_TEXTS = 2


@dataclass(frozen=True)
class Agreement:
    """The agreement of two readers.

    Args:
        text_count: the texts that both have read.
        same_count: of these, the ones to which both gave the same status.
        kappa: the agreement beyond chance, 1 for full; None for fewer than two texts, and where both gave
            one status to everything, so that chance alone would have made them agree.
    """

    text_count: int
    same_count: int
    kappa: float | None


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Compare what two readers said of each text.

    Args:
        pairs: one a text: the status by the first reader and by the second.
    """
    count = len(pairs)
    same = sum(first == second for first, second in pairs)
    if count < MIN_TEXTS:
        return Agreement(count, same, None)
    first, second = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    by_chance = sum(first[status] * second[status] for status in first)  # times count²: exact in integers
    if by_chance == count**2:
        return Agreement(count, same, None)
    return Agreement(count, same, (same * count - by_chance) / (count**2 - by_chance))


def agreement(decisions: pd.DataFrame, second_readings: pd.DataFrame) -> Agreement:
    """How far a second reader, who did not see the decisions, agrees with them.

    Args:
        decisions: `DECISIONS`: what was decided.
        second_readings: `DECISIONS`: what the second reader said.

    Returns:
        The agreement over the texts of both tables; nobody counts as their own second reader.

    Raises:
        MissingColumnError: a key, `status` or `decided_by` is absent.
    """
    key, needed = ["action_id", "text_sha256"], ["status", "decided_by"]
    for table in (decisions, second_readings):
        require_columns(table, *key, *needed)
    both = decisions[key + needed].merge(
        second_readings[key + needed], on=key, suffixes=("_first", "_second")
    )
    both = both[both["decided_by_first"].map(same_person) != both["decided_by_second"].map(same_person)]
    return cohen_kappa(list(zip(both["status_first"], both["status_second"], strict=True)))


def same_person(name: str) -> str:
    """A name without what may differ between two writings of it."""
    return " ".join(name.split()).casefold()
