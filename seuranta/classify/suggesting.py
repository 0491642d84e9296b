"""What another model suggests about doubtful readings: one more possible status, never the status."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from seuranta.model import Period, Status, Tier
from seuranta.tables import require_columns


def doubtful_texts(readings: pd.DataFrame, actions: pd.DataFrame, period: Period) -> list[dict[str, Any]]:
    """The texts on which another model may be asked.

    Args:
        readings: `READINGS`.
        actions: `ACTIONS` of the same period.
        period: the report period.

    Returns:
        One mapping a doubtful reading, in their order: `action_id`, `item` (the action's name), `text`,
        `language` (ISO 639-1, "" where unknown) and `period_year`.

    Raises:
        MissingColumnError: a column of `ACTIONS` that is needed is absent.
    """
    require_columns(actions, "action_id", "name", "status_text", "language")
    doubtful = readings.loc[readings["tier"] == str(Tier.DOUBTFUL), ["action_id"]].merge(
        actions, on="action_id"
    )
    rows = doubtful[["action_id", "name", "status_text", "language"]].fillna("").to_dict(orient="records")
    return [
        {
            "action_id": row["action_id"],
            "item": row["name"],
            "text": row["status_text"],
            "language": row["language"],
            "period_year": period.year,
        }
        for row in rows
    ]


def with_suggestions(
    readings: pd.DataFrame, suggested: Mapping[str, Status], *, by: str | None
) -> pd.DataFrame:
    """Put what a model suggests first among the alternatives of doubtful readings; their status stays.

    Args:
        readings: `READINGS`.
        suggested: the suggested status by `action_id`; it counts for doubtful readings alone.
        by: the model's name and version; None where none is asked.

    Returns:
        `READINGS`, in the same order; `suggested_status` and `suggested_by` tell what was suggested.
    """
    is_doubtful = readings["tier"] == str(Tier.DOUBTFUL)
    found = readings["action_id"].map({key: str(status) for key, status in suggested.items()})
    found = found.where(is_doubtful).astype(readings["suggested_status"].dtype)
    alternatives = [
        given if pd.isna(new) or new == status else " ".join(dict.fromkeys([new, *given.split()]))
        for new, status, given in zip(found, readings["status"], readings["alternatives"], strict=True)
    ]
    return readings.assign(
        alternatives=pd.Series(alternatives, index=readings.index, dtype=readings["alternatives"].dtype),
        suggested_status=found,
        suggested_by=found.where(found.isna(), by),
    )
