"""The tables of a period as they were published."""

import pandas as pd

from seuranta.errors import UsageError
from seuranta.store.layout import PeriodFolders
from seuranta.store.publishing import is_intact, read_manifest
from seuranta.tables import ALL_TABLES


def published_tables(folders: PeriodFolders) -> dict[str, pd.DataFrame]:
    """Every table of a published period, by its name.

    Args:
        folders: the period's folders.

    Raises:
        UsageError: the period is not published, or what was published is no longer whole.
    """
    manifest = read_manifest(folders)
    if manifest is None or not is_intact(folders.layout, manifest):
        found = "none" if manifest is None else "one whose files were changed or are gone"
        raise UsageError(
            f"expected a published period, found {found}",
            where=str(folders),
            hint=f"make it first: python pipeline.py run {folders}",
        )
    return {
        schema.name: schema.conform(pd.read_parquet(folders.processed / f"{schema.name}.parquet"))
        for schema in ALL_TABLES
    }
