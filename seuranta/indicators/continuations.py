"""Which actions of a programme carry on an action of the programme before it."""

import pandas as pd

from seuranta.model import Period, bare_words
from seuranta.tables import ACTIONS, CONTINUATIONS, READINGS, SOURCE, followed_up, require_columns


def continued_actions(
    actions: pd.DataFrame,
    former_actions: pd.DataFrame,
    former_readings: pd.DataFrame,
    *,
    former_programme: str,
    former_period: Period,
) -> pd.DataFrame:
    """Find the followed-up actions that have the name of a followed-up action of the former programme.

    Only the same words count: case, white space, markers and trailing punctuation are ignored,
    nothing else. A name that several actions bear gives one row a pair.

    Args:
        actions: table `actions` of the programme.
        former_actions: table `actions` of the former programme's latest period.
        former_readings: table `readings` of the same.
        former_programme: its slug.
        former_period: its latest period.

    Returns:
        Table `continuations`, in the order of `actions`; `former_status` is missing without a reading.

    Raises:
        MissingColumnError: a column of the tables is absent.
    """
    for table in (actions, former_actions):
        require_columns(table, *ACTIONS.columns)
    require_columns(former_readings, *READINGS.columns)
    new = followed_up(actions)[["action_id", "name"]]
    new = new.assign(bare_name=_bare_names(new))
    pairs = new[new["bare_name"].ne("")].merge(
        _former(former_actions, former_readings), on="bare_name", how="inner"
    )
    pairs = pairs.assign(former_programme=former_programme, former_period=str(former_period))
    return CONTINUATIONS.conform(pairs)


def _former(actions: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    own = followed_up(actions)[["action_id", "label", "name", "planned_years", *SOURCE]].merge(
        readings[["action_id", "status"]], on="action_id", how="left"
    )
    return own.add_prefix("former_").assign(bare_name=_bare_names(own))


def _bare_names(table: pd.DataFrame) -> "pd.Series[str]":
    return table["name"].fillna("").map(bare_words)
