"""What would stop a batch, before it starts: all its periods are read, and checked in one call."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from seuranta.errors import CriticalFindingError, DocumentRefusedError, SeurantaError, StepFailedError
from seuranta.model import Severity
from seuranta.runs.outcome import Refused, RunOutcome
from seuranta.runs.period import check_documents, check_something_was_read
from seuranta.runs.results import refused_of
from seuranta.store.classifiers import classifier_of
from seuranta.store.layout import PeriodFolders

if TYPE_CHECKING:
    from seuranta.validate import PeriodTables, Validation

Read = tuple["PeriodTables", tuple[Refused, ...]]


def check_batch(targets: Sequence[PeriodFolders], *, jobs: int) -> list[RunOutcome]:
    """Read many periods, in lanes of their own process, and check them all in one call. Nothing is written.

    Args:
        targets: the periods.
        jobs: how many are read at a time.

    Returns:
        One outcome a target, in their order: `checked`, or `failed` with what would stop its run. `counts`
        holds the findings by severity, and the actions.

    Raises:
        CheckNotRunError: a check crashed, so nobody knows whether the material is right.
    """
    from seuranta.validate import validate_many  # noqa: PLC0415 (pandas)

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=max(1, min(jobs, len(targets))), mp_context=context) as lanes:
        read = list(lanes.map(_read_safely, targets))
    known = [entry for entry in read if not isinstance(entry, RunOutcome)]
    validations = iter(validate_many([tables for tables, _ in known]))
    return [
        entry if isinstance(entry, RunOutcome) else _outcome(folders, entry, next(validations))
        for folders, entry in zip(targets, read, strict=True)
    ]


def read_period(folders: PeriodFolders) -> Read:
    """The tables of a period that are checked, as its first notebook makes them, and the refused documents.

    Raises:
        SeurantaError: no document can be read, a file of ours cannot be followed, or the classifier that the
            programme names is not installed.
    """
    from seuranta.classify.contradictions import doubt_contradictions  # noqa: PLC0415 (pandas, the lexicon)
    from seuranta.classify.decisions import parse_decisions  # noqa: PLC0415
    from seuranta.classify.tables import read_statuses  # noqa: PLC0415
    from seuranta.history import read_history  # noqa: PLC0415
    from seuranta.identity.linking import link_period  # noqa: PLC0415
    from seuranta.identity.register import parse_register  # noqa: PLC0415
    from seuranta.ingest import read_documents, readings_json  # noqa: PLC0415 (the readers of every format)
    from seuranta.ingest.frames import actions_table, documents_table, quarantine_table  # noqa: PLC0415
    from seuranta.store.workspace import Workspace  # noqa: PLC0415 (pandas)
    from seuranta.validate import PeriodTables  # noqa: PLC0415
    from seuranta.validate.subjects import check_changes  # noqa: PLC0415

    check_documents(folders)
    classifier_of(folders)
    space = Workspace.open(folders.slug, folders.period, root=str(folders.layout.root))
    documents = read_documents(space.documents(), period=folders.period, programme=folders.slug)
    as_told = readings_json(documents)
    check_something_was_read(as_told)
    found = actions_table(documents, space.programme)
    decisions = parse_decisions(space.decisions(), where="decisions.csv")
    register = parse_register(space.register(), where="register.csv")
    history = read_history(space.earlier_periods(), space.programme, register)
    linked = link_period(found, history, register, period=space.period)
    actions = linked.applied(found)
    readings = linked.applied(read_statuses(found, decisions, space.period))
    tables = PeriodTables(
        space.programme,
        space.period,
        actions,
        doubt_contradictions(readings, actions, history, space.period),
        documents_table(documents),
        quarantine_table(documents),
        history,
    )
    check_changes([tables])
    return tables, tuple(refused_of(as_told))


def _read_safely(folders: PeriodFolders) -> Read | RunOutcome:
    try:
        return read_period(folders)
    except SeurantaError as error:
        return _failed(folders, error)
    except OSError as error:
        unread = StepFailedError(
            f"expected files that can be read, found: {error.strerror or error}",
            where=str(error.filename or folders.raw),
            hint="mend the file or the folder, then check again",
        )
        return _failed(folders, unread)


def _outcome(folders: PeriodFolders, read: Read, validation: "Validation") -> RunOutcome:
    from seuranta.tables import followed_up  # noqa: PLC0415 (pandas)
    from seuranta.validate import stop_if_critical  # noqa: PLC0415

    tables, refused = read
    severities = validation.findings["severity"]
    counts = {str(severity): int(severities.eq(severity).sum()) for severity in Severity}
    counts["actions"] = len(followed_up(tables.actions))
    try:
        stop_if_critical(validation)
    except CriticalFindingError as error:
        return _failed(folders, error, counts, refused)
    code = DocumentRefusedError.exit_code if refused else 0
    return RunOutcome(folders.slug, folders.period, "checked", code, refused=refused, counts=counts)


def _failed(
    folders: PeriodFolders,
    error: SeurantaError,
    counts: dict[str, int] | None = None,
    refused: tuple[Refused, ...] = (),
) -> RunOutcome:
    told = (f"{folders}: {error.line}", error.hint)
    return RunOutcome(
        folders.slug,
        folders.period,
        "failed",
        error.exit_code,
        refused=refused,
        counts=counts or {},
        error=told,
    )
