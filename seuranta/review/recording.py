"""Keeping what people say: `decisions.csv` and `second_reader.csv`, whole and under the period's lock."""

from collections.abc import Mapping

from seuranta.classify.decisions import decisions_csv, parse_decisions
from seuranta.classify.review import Key, with_decisions
from seuranta.store.files import write_whole
from seuranta.store.layout import PeriodFolders
from seuranta.store.locks import locked
from seuranta.store.workspace import decided_text

Changes = Mapping[Key, Mapping[str, object] | None]


def record(folders: PeriodFolders, changes: Changes, *, second_reader: bool, wait: bool) -> None:
    """Write answers into the period's file at once, beside what others have written meanwhile.

    Args:
        folders: the period's folders.
        changes: by action and text, the row of `DECISIONS` that shall stand there, or None for no row.
        second_reader: whether they are a second reader's, and no decisions.
        wait: whether to wait for a run that holds the period.

    Raises:
        AlreadyRunningError: the period is being run and `wait` is false; nothing was written.
        ConfigurationError: the file as it is cannot be followed; nothing was written.
    """
    path = folders.second_reader if second_reader else folders.decisions
    with locked(folders.lock_file, what=str(folders), wait=wait):
        known = parse_decisions(decided_text(path), where=path.name)
        write_whole(path, decisions_csv(with_decisions(known, changes)).encode("utf-8", "replace"))
