"""The command line: what users type, what they are told, and the exit code that a scheduler reads."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from seuranta.errors import DocumentRefusedError, SeurantaError, StepFailedError, UsageError
from seuranta.model import LANGUAGES
from seuranta.store.layout import Layout, PeriodFolders, find_root

Json = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output and nothing else.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--root", type=click.Path(path_type=Path), help="The folder that holds data/ and reports/.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="seuranta")
@click.pass_context
def seuranta(context: click.Context, root: Path | None, *, debug: bool) -> None:
    """Follow up public programmes: from the documents people write to accessible reports."""
    context.obj = {"root": root, "debug": debug}


def _layout() -> Layout:
    root: Path | None = click.get_current_context().obj["root"]
    if root is None:
        return Layout(find_root(Path.cwd()))
    if not (root / "data" / "raw").is_dir():
        raise UsageError(
            "expected a folder that holds data/raw",
            where=str(root),
            hint="name the project's folder with --root",
        )
    return Layout(root.resolve())


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
    from seuranta.runs import run_period  # noqa: PLC0415 (heavy)

    folders = _layout().period(programme, period)
    with _progress(str(folders)) as progress:
        outcome = run_period(folders, languages=languages, force=force, progress=progress)
    if as_json:
        _print_json(_outcome_json(outcome))
    else:
        _tell(outcome)
    for reason in outcome.refused:
        _complain(reason, "the other documents were read; mend this one and run again")
    return outcome.exit_code


@seuranta.command()
@click.argument("targets", nargs=-1, metavar="[PROGRAMME[/PERIOD]]...")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many run at a time; as many as there are cores."
)
@click.option("--force", is_flag=True, help="Run although nothing has changed.")
@Json
def batch(targets: tuple[str, ...], *, jobs: int | None, force: bool, as_json: bool) -> int:
    """Run everything that is new or changed; one failure never stops the others."""
    from seuranta.runs import batch_exit_code, run_batch  # noqa: PLC0415 (heavy)

    layout = _layout()
    chosen = _chosen_periods(layout, targets)
    if not chosen:
        raise UsageError("expected documents of at least one period, found none", where=str(layout.raw))
    on_end = (lambda _: None) if as_json else _tell_line
    outcomes = run_batch(chosen, jobs=jobs or os.cpu_count() or 1, force=force, on_end=on_end)
    if as_json:
        _print_json({"runs": [_outcome_json(outcome) for outcome in outcomes]})
    else:
        done = sum(outcome.error is None for outcome in outcomes)
        click.echo(f"{done}/{len(outcomes)} done. Reports: {layout.reports / 'index.html'}")
    for outcome in outcomes:
        if outcome.error:
            _complain(*outcome.error)
        for reason in outcome.refused:
            _complain(reason, "the other documents were read; mend this one and run again")
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
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--period", help="Check that the documents speak of this period (YYYY-MM).")
@Json
def read(files: tuple[str, ...], *, period: str | None, as_json: bool) -> int:
    """Show what documents yield, before they are added."""
    from seuranta.ingest import read_document, readings_json  # noqa: PLC0415
    from seuranta.store.files import read_steady  # noqa: PLC0415
    from seuranta.store.layout import checked_period  # noqa: PLC0415

    if period is not None:
        checked_period(period)
    for name in files:
        if not Path(name).is_file():
            raise UsageError("expected a document, found no such file", where=name)
    readings = [read_document(name, read_steady(Path(name)), period=period) for name in files]
    if as_json:
        _print_json({"documents": readings_json(readings)})
    else:
        for reading in readings:
            click.echo(_reading_text(reading))
    for reading in readings:
        if reading.error:
            _complain(reading.error.message, reading.error.hint)
    return DocumentRefusedError.exit_code if any(reading.error for reading in readings) else 0


def _reading_text(reading: Any) -> str:
    if reading.error:
        return f"{reading.file}: refused"
    lines = [
        f"{reading.file}: {len(reading.actions)} actions"
        f" ({reading.kind}, {reading.language or 'language unknown'}, {reading.period or 'no period stated'})"
    ]
    for action in reading.actions:
        years = " ".join(map(str, action.planned_years)) or "no plan"
        status = "" if action.status_text is None else f"  {action.status_text or '(blank)'}"
        label = action.number or f"{action.place.table}.{action.place.row}"
        lines.append(f"  {label:>5}  line {action.place.line}: {action.name} [{years}]{status}")
    lines += [f"  warning: {warning.place}: {warning.message}" for warning in reading.warnings]
    return "\n".join(lines)


@seuranta.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@Json
def classify(file: io.TextIOBase, *, as_json: bool) -> int:
    """Read statuses: a JSON object a line in, {"id","item","text","language","period"}; one a line out."""
    del as_json
    from seuranta.classify import read_status, reading_to_json  # noqa: PLC0415

    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        entry = _statement(line, f"{getattr(file, 'name', '-')}, line {number}")
        year = int(str(entry["period"])[:4])
        reading = read_status(
            entry["text"] or "", item=entry.get("item") or "", language=entry["language"], period_year=year
        )
        click.echo(json.dumps(reading_to_json(entry["id"], reading), ensure_ascii=False))
    return 0


def _statement(line: str, where: str) -> dict[str, Any]:
    hint = (
        'write {"id": "1", "item": "Verkkokauppa", "text": "Valmis.", "language": "fi", "period": "2022-09"}'
    )
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise UsageError(f"expected a JSON object, found {error}", where=where, hint=hint) from error
    if not isinstance(entry, dict):
        raise UsageError(f"expected a JSON object, found {entry!r}", where=where, hint=hint)
    missing = [key for key in ("id", "text", "language", "period") if key not in entry]
    if missing:
        raise UsageError(f"expected {', '.join(missing)}, found none", where=where, hint=hint)
    if not str(entry["period"])[:4].isdigit():
        raise UsageError(f"expected a period YYYY-MM, found {entry['period']!r}", where=where, hint=hint)
    return entry


@seuranta.command()
@click.argument("programme")
@click.argument("period")
@click.argument("what", required=False, metavar="[INDICATOR or ACTION]")
@Json
def explain(programme: str, period: str, what: str | None, *, as_json: bool) -> int:
    """Go from a number to its actions, and from an action to its file, row and sentence."""
    from seuranta.explain import explain as explained  # noqa: PLC0415 (pandas)

    value, lines = explained(_layout().period(programme, period), what)
    if as_json:
        _print_json(value)
    else:
        click.echo("\n".join(lines))
    return 0


@seuranta.command()
@Json
def status(*, as_json: bool) -> int:
    """Show what is there and what is out of date."""
    from seuranta.runs import state_of  # noqa: PLC0415

    states = [state_of(folders) for folders in _layout().all_periods()]
    if as_json:
        _print_json({"periods": states})
        return 0
    for state in states:
        documents = len(state["documents"])
        click.echo(f"{state['programme']} {state['period']}: {state['state']} ({documents} documents)")
    return 0


@contextmanager
def _progress(what: str) -> Iterator[Callable[[str], None]]:
    """A spinner on a terminal, a line a step in a log; always on standard error."""
    if not sys.stderr.isatty():
        yield lambda step: click.echo(f"{what}: {step}", err=True)
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status(what) as display:
        yield lambda step: display.update(f"{what}: {step}")


def _tell(outcome: Any) -> None:
    counts = outcome.counts
    what = "nothing had changed" if outcome.outcome == "unchanged" else "published"
    click.echo(f"{outcome.programme} {outcome.period}: {what}")
    completed = f", {counts['completed']} completed" if "completed" in counts else ""
    findings = ", ".join(f"{counts.get(kind, 0)} {kind}" for kind in ("critical", "warning", "info"))
    click.echo(f"  {counts['actions']} actions{completed}; findings: {findings}")
    for report in outcome.reports:
        click.echo(f"  {report}")


def _tell_line(outcome: Any) -> None:
    what = "nothing had changed" if outcome.outcome == "unchanged" else outcome.outcome
    click.echo(f"{outcome.programme} {outcome.period}: {what}")


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


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _complain(line: str, hint: str) -> None:
    click.echo(_plain(line), err=True)
    if hint:
        click.echo(f"Hint: {_plain(hint)}", err=True)


def _plain(text: str) -> str:
    """Words of a document in a message, without control characters that a terminal would obey."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit code: 0 done, 1 a step failed, 2 wrong usage or configuration, 3 documents refused,
        4 a critical check stopped the run, 5 the period is being run elsewhere.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    is_debugging = "--debug" in words
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = seuranta.main(args=words, prog_name="seuranta", standalone_mode=False)
    except SeurantaError as error:
        return _failed(error, is_debugging=is_debugging)
    except click.exceptions.Abort:
        _complain("interrupted: nothing was published", "")
        return StepFailedError.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        return 0
    except Exception as error:
        if is_debugging:
            raise
        line = str(error).strip().splitlines()[0] if str(error).strip() else "no message"
        _complain(f"expected to end, found {type(error).__name__}: {line}", "run again with --debug")
        return StepFailedError.exit_code
    return code if isinstance(code, int) else 0


def _failed(error: SeurantaError, *, is_debugging: bool) -> int:
    if is_debugging:
        import traceback  # noqa: PLC0415

        traceback.print_exception(error)
    _complain(error.line, error.hint)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
