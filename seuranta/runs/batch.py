"""Many periods side by side, each in a process of its own."""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

from seuranta.errors import SeurantaError
from seuranta.runs.outcome import RunOutcome
from seuranta.runs.period import run_period
from seuranta.store.layout import PeriodFolders


def run_batch(
    targets: Sequence[PeriodFolders],
    *,
    jobs: int,
    force: bool = False,
    on_end: Callable[[RunOutcome], None] = lambda _: None,
) -> list[RunOutcome]:
    """Run many periods in lanes of their own process; one failure never stops the others.

    Args:
        targets: the periods.
        jobs: how many run at a time.
        force: whether to run what has not changed as well.
        on_end: told each outcome as it comes.

    Returns:
        One outcome a target, in their order.
    """
    outcomes: dict[PeriodFolders, RunOutcome] = {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=max(1, min(jobs, len(targets))), mp_context=context) as lanes:
        runs = {lanes.submit(_run_safely, target, force): target for target in targets}
        for run in as_completed(runs):
            outcome = _lane_outcome(run, runs[run])
            outcomes[runs[run]] = outcome
            on_end(outcome)
    return [outcomes[target] for target in targets]


def _lane_outcome(run: Any, folders: PeriodFolders) -> RunOutcome:
    try:
        outcome: RunOutcome = run.result()
    except Exception as error:
        text = f"{folders}: expected the run to end, found {type(error).__name__}: {error}"
        return RunOutcome(
            folders.slug, folders.period, "failed", 1, error=(text, "run it alone with --debug")
        )
    return outcome


def _run_safely(folders: PeriodFolders, force: bool) -> RunOutcome:
    try:
        return run_period(folders, force=force)
    except SeurantaError as error:
        told = (f"{folders}: {error.line}", error.hint)
        return RunOutcome(folders.slug, folders.period, "failed", error.exit_code, error=told)


def batch_exit_code(outcomes: Sequence[RunOutcome]) -> int:
    """One code for many runs: the gravest. A failed step comes first, a refused document last."""
    codes = {outcome.exit_code for outcome in outcomes}
    return next((code for code in (1, 4, 2, 5, 3) if code in codes), 0)
