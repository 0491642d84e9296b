"""`run`, `batch` and `status`: what makes the reports, and what is there."""

import os
from collections.abc import Sequence
from typing import Any

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import complain, counted, print_json, progress, say
from seuranta.errors import UsageError
from seuranta.model import LANGUAGES
from seuranta.store.layout import Layout, PeriodFolders


@seuranta.command()
@click.argument("programme")
@click.argument("period")
@click.option("--force", is_flag=True, help="Run although nothing has changed.")
@click.option(
    "--language", "languages", multiple=True, type=click.Choice(LANGUAGES), help="Only this language."
)
@click.option("--offline", is_flag=True, help="The normal state: no network is ever used.")
@Json
def run(
    programme: str, period: str, *, languages: tuple[str, ...], force: bool, offline: bool, as_json: bool
) -> int:
    """Make the tables and reports of one PROGRAMME and PERIOD (YYYY-MM)."""
    del offline
    from seuranta.runs.period import run_period

    folders = installation().period(programme, period)
    with progress(str(folders)) as on_step:
        outcome = run_period(folders, languages=languages, force=force, progress=on_step)
    if as_json:
        print_json(_outcome_json(outcome))
    else:
        _tell(outcome)
    _complain_of_refused(outcome)
    return outcome.exit_code


@seuranta.command()
@click.argument("targets", nargs=-1, metavar="[PROGRAMME[/PERIOD]]...")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many run at a time; as many as there are cores."
)
@click.option("--force", is_flag=True, help="Run although nothing has changed.")
@click.option("--check-only", is_flag=True, help="Only read and check, all in one call; publish nothing.")
@Json
def batch(targets: tuple[str, ...], *, jobs: int | None, force: bool, check_only: bool, as_json: bool) -> int:
    """Run everything that is new or changed; one failure never stops the others."""
    from seuranta.runs.batch import batch_exit_code, run_batch
    from seuranta.runs.preflight import check_batch

    layout = installation()
    chosen = _chosen_periods(layout, targets)
    if not chosen:
        raise UsageError(
            "expected at least one period, found none",
            where=str(layout.raw),
            hint="make a folder <programme>/<YYYY-MM> there and put the period's documents into it",
        )
    on_end = (lambda _: None) if as_json else _tell_line
    lanes = jobs or os.cpu_count() or 1
    if check_only:
        outcomes = check_batch(chosen, jobs=lanes)
    else:
        outcomes = run_batch(chosen, jobs=lanes, force=force, on_end=on_end)
    if as_json:
        print_json({"runs": [_outcome_json(outcome) for outcome in outcomes]})
    elif check_only:
        say(*(f"{outcome.programme} {outcome.period}: {_checked(outcome)}" for outcome in outcomes))
    else:
        done = sum(outcome.error is None for outcome in outcomes)
        say(f"{done}/{len(outcomes)} done. Reports: {layout.reports / 'index.html'}")
    for outcome in outcomes:
        if outcome.error:
            complain(*outcome.error)
        _complain_of_refused(outcome)
    return batch_exit_code(outcomes)


def _chosen_periods(layout: Layout, targets: Sequence[str]) -> list[PeriodFolders]:
    if not targets:
        return list(layout.all_periods())
    chosen: list[PeriodFolders] = []
    for target in targets:
        slug, _, period = target.partition("/")
        layout.programme_folder(slug)
        chosen += [layout.period(slug, found) for found in ([period] if period else layout.periods(slug))]
    return list(dict.fromkeys(chosen))


@seuranta.command()
@Json
def status(*, as_json: bool) -> int:
    """Show what is there and what is out of date."""
    from seuranta.runs.state import state_of

    states = [state_of(folders) for folders in installation().all_periods()]
    if as_json:
        print_json({"periods": states})
    else:
        for state in states:
            documents = "" if state["error"] else f" ({counted(len(state['documents']), 'document')})"
            say(f"{state['programme']} {state['period']}: {state['state']}{documents}")
    errors = [state["error"] for state in states if state["error"]]
    for error in errors:
        complain(error["message"], error["hint"])
    return UsageError.exit_code if errors else 0


def _tell(outcome: Any) -> None:
    counts = outcome.counts
    what = "nothing had changed" if outcome.outcome == "unchanged" else "published"
    say(f"{outcome.programme} {outcome.period}: {what}")
    say(f"  {_counts(counts)}")
    say(*(f"  {report}" for report in outcome.reports))


def _counts(counts: dict[str, int]) -> str:
    completed = f", {counts['completed']} completed" if "completed" in counts else ""
    findings = ", ".join(f"{counts.get(kind, 0)} {kind}" for kind in ("critical", "warning", "info"))
    return f"{counted(counts['actions'], 'action')}{completed}; findings: {findings}"


def _checked(outcome: Any) -> str:
    would_stop = "" if outcome.error is None else "would stop"
    findings = _counts(outcome.counts) if outcome.counts else ""
    return "; ".join(part for part in (would_stop, findings) if part)


def _tell_line(outcome: Any) -> None:
    what = "nothing had changed" if outcome.outcome == "unchanged" else outcome.outcome
    say(f"{outcome.programme} {outcome.period}: {what}")


def _outcome_json(outcome: Any) -> dict[str, Any]:
    line, hint = outcome.error or (None, None)
    return {
        "programme": outcome.programme,
        "period": outcome.period,
        "outcome": outcome.outcome,
        "exit_code": outcome.exit_code,
        "reports": list(outcome.reports),
        "refused": list(outcome.refused),
        "counts": outcome.counts,
        "error": {"message": line, "hint": hint} if line else None,
    }


def _complain_of_refused(outcome: Any) -> None:
    for refusal in outcome.refused:
        complain(refusal["message"], refusal["hint"])
