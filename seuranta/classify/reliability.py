"""How far readings have proved right: the counted record of each tier, and the agreement of two readers."""

import math
from dataclasses import dataclass

import pandas as pd

from seuranta.classify.agreement import agreement
from seuranta.model import Tier
from seuranta.tables import RELIABILITY, require_columns

_TIERS_OF_THE_RULES = (Tier.CLEAR, Tier.DOUBTFUL)
_Z_95 = 1.959963984540054


@dataclass(frozen=True)
class TierRecord:
    """How often people who checked the readings of a tier found them right.

    Args:
        tier: as the rules gave it.
        text_count: the readings that people decided about.
        right_count: of these, the ones whose status they kept.
        interval: the 95 % interval of the share by Wilson, 0-1; None where nobody has checked any.
    """

    tier: Tier
    text_count: int
    right_count: int
    interval: tuple[float, float] | None


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson, from 0 to 1.

    Args:
        part: the numerator.
        whole: the denominator, above 0.
    """
    share, z2 = part / whole, _Z_95**2
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z_95 / (1 + z2 / whole) * math.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def tier_records(decisions: pd.DataFrame, *, lexicon: str) -> list[TierRecord]:
    """Count each tier's right readings, as people found them who decided since the lexicon last changed.

    Args:
        decisions: `DECISIONS`; rows that do not say what the rules had read are not counted.
        lexicon: the fingerprint of the present lexicon.

    Returns:
        One record for `clear` and one for `doubtful`.

    Raises:
        MissingColumnError: `status`, `read_as`, `tier` or `lexicon` is absent.
    """
    require_columns(decisions, "status", "read_as", "tier", "lexicon")
    present = decisions[(decisions["lexicon"] == lexicon) & decisions["read_as"].notna()]
    records = []
    for tier in _TIERS_OF_THE_RULES:
        of_tier = present[present["tier"] == str(tier)]
        count, right = len(of_tier), int((of_tier["status"] == of_tier["read_as"]).sum())
        records.append(TierRecord(tier, count, right, wilson_interval(right, count) if count else None))
    return records


def reliability_table(
    decisions: pd.DataFrame, second_readings: pd.DataFrame, *, lexicon: str
) -> pd.DataFrame:
    """The records and the agreement as a table.

    Args:
        decisions: `DECISIONS`.
        second_readings: `DECISIONS`, as a second reader who did not see the first read them.
        lexicon: the fingerprint of the present lexicon.

    Returns:
        `RELIABILITY`: one row a tier of the rules, and one for the agreement.

    Raises:
        MissingColumnError: a column of `DECISIONS` that is needed is absent.
    """
    rows: list[dict[str, object]] = []
    for record in tier_records(decisions, lexicon=lexicon):
        low, high = record.interval or (None, None)
        rows.append(
            {
                "measure": "right",
                "tier": str(record.tier),
                "text_count": record.text_count,
                "same_count": record.right_count,
                "low_share": low,
                "high_share": high,
                "lexicon": lexicon,
            }
        )
    both = agreement(decisions, second_readings)
    rows.append(
        {
            "measure": "agreement",
            "tier": "",
            "text_count": both.text_count,
            "same_count": both.same_count,
            "kappa": both.kappa,
            "lexicon": lexicon,
        }
    )
    return RELIABILITY.frame(rows)
