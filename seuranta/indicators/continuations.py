"""What the former programme said of the actions that carry on one of its own."""

import pandas as pd

from seuranta.model import Period
from seuranta.tables import ACTIONS, CONTINUATIONS, LINKS, READINGS, SOURCE, followed_up, require_columns


def continued_actions(
    links: pd.DataFrame,
    former_actions: pd.DataFrame,
    former_readings: pd.DataFrame,
    *,
    former_programme: str,
    former_period: Period,
) -> pd.DataFrame:
    """Put the plan and status that a followed-up action had in the former programme beside it.

    Only certain and confirmed links count, and only to what stands in the former programme's latest period.

    Args:
        links: table `links` of the programme's period.
        former_actions: table `actions` of the former programme's latest period, with stable ids.
        former_readings: table `readings` of the same.
        former_programme: its slug.
        former_period: its latest period.

    Returns:
        Table `continuations`, in the order of `links`; `former_status` is missing without a reading.

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    require_columns(links, *LINKS.columns)
    require_columns(former_actions, *ACTIONS.columns)
    require_columns(former_readings, *READINGS.columns)
    is_known = links["state"].isin(["certain", "confirmed"]) & links["other_programme"].eq(former_programme)
    pairs = links.loc[is_known, ["action_id", "other_id"]].rename(columns={"other_id": "former_action_id"})
    former = followed_up(former_actions)[["action_id", "label", "name", "planned_years", *SOURCE]].merge(
        former_readings[["action_id", "status"]], on="action_id", how="left"
    )
    pairs = pairs.merge(former.add_prefix("former_"), on="former_action_id", how="inner")
    return CONTINUATIONS.conform(
        pairs.assign(former_programme=former_programme, former_period=str(former_period))
    )
