"""The command line: what users type, what they are told, and the exit code that a scheduler reads."""

import io
import json
import os
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

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
    from seuranta.runs.period import run_period

    folders = _layout().period(programme, period)
    with _progress(str(folders)) as progress:
        outcome = run_period(folders, languages=languages, force=force, progress=progress)
    if as_json:
        _print_json(_outcome_json(outcome))
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
@Json
def batch(targets: tuple[str, ...], *, jobs: int | None, force: bool, as_json: bool) -> int:
    """Run everything that is new or changed; one failure never stops the others."""
    from seuranta.runs.batch import batch_exit_code, run_batch

    layout = _layout()
    chosen = _chosen_periods(layout, targets)
    if not chosen:
        raise UsageError(
            "expected at least one period, found none",
            where=str(layout.raw),
            hint="make a folder <programme>/<YYYY-MM> there and put the period's documents into it",
        )
    on_end = (lambda _: None) if as_json else _tell_line
    outcomes = run_batch(chosen, jobs=jobs or os.cpu_count() or 1, force=force, on_end=on_end)
    if as_json:
        _print_json({"runs": [_outcome_json(outcome) for outcome in outcomes]})
    else:
        done = sum(outcome.error is None for outcome in outcomes)
        _say(f"{done}/{len(outcomes)} done. Reports: {layout.reports / 'index.html'}")
    for outcome in outcomes:
        if outcome.error:
            _complain(*outcome.error)
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
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--period", help="Check that the documents speak of this period (YYYY-MM).")
@Json
def read(files: tuple[str, ...], *, period: str | None, as_json: bool) -> int:
    """Show what documents yield, before they are added."""
    from seuranta.ingest import read_document, readings_json
    from seuranta.store.files import read_steady
    from seuranta.store.layout import checked_period

    if period is not None:
        checked_period(period)
    found = [name for name in files if Path(name).is_file()]
    readings = [read_document(name, read_steady(Path(name)), period=period) for name in found]
    if as_json:
        _print_json({"documents": readings_json(readings)})
    else:
        for reading in readings:
            _say(*_reading_lines(reading))
    for reading in readings:
        if reading.error:
            _complain(reading.error.message, reading.error.hint)
    for name in files:
        if name not in found:
            what = "something else" if Path(name).exists() else "no such file"
            _complain(
                f"{name}: expected a document, found {what}", "name files, each with its path from here"
            )
    if len(found) < len(files):
        return UsageError.exit_code
    return DocumentRefusedError.exit_code if any(reading.error for reading in readings) else 0


def _reading_lines(reading: Any) -> list[str]:
    if reading.error:
        return [f"{reading.file}: refused"]
    lines = [
        f"{reading.file}: {_counted(len(reading.actions), 'action')}"
        f" ({reading.kind}, {reading.language or 'language unknown'}, {reading.period or 'no period stated'})"
    ]
    for action in reading.actions:
        years = " ".join(map(str, action.planned_years)) or "no plan"
        status = "" if action.status_text is None else f"  {action.status_text or '(blank)'}"
        label = action.number or f"{action.place.table}.{action.place.row}"
        lines.append(f"  {label:>5}  {action.place}: {action.name} [{years}]{status}")
    return lines + [f"  warning: {warning.place}: {warning.message}" for warning in reading.warnings]


@seuranta.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--programme", required=True, help="The programme's folder name.")
@click.option("--period", required=True, help="The period that the documents report on (YYYY-MM).")
@click.option("--by", "added_by", help="Who adds them; otherwise the user of this machine.")
@Json
def add(files: tuple[str, ...], *, programme: str, period: str, added_by: str | None, as_json: bool) -> int:
    """Copy documents to their place, when they can be read as documents of the period."""
    import getpass
    from datetime import UTC, datetime

    from seuranta.ingest import read_document
    from seuranta.store.files import read_steady
    from seuranta.store.receiving import receive

    folders = _layout().new_period(programme, period)
    person, now = added_by or getpass.getuser(), datetime.now(tz=UTC)
    answers: list[dict[str, Any]] = []
    for name in files:
        try:
            if not Path(name).exists():
                raise UsageError(
                    "expected a document, found no such file",
                    where=name,
                    hint="name files, each with its path from here",
                )
            content = read_steady(Path(name))
            reading = read_document(Path(name).name, content, period=period)
            if reading.error:
                raise DocumentRefusedError(
                    reading.error.message, code=reading.error.code, hint=reading.error.hint
                )
            received = receive(folders, Path(name).name, content, added_by=person, added_at=now)
        except (UsageError, DocumentRefusedError) as error:
            answers.append({"file": name, "outcome": "refused", "error": error})
            continue
        outcome = "added" if received.is_new else "already_there"
        answers.append(
            {
                "file": received.file,
                "outcome": outcome,
                "sha256": received.sha256,
                "action_count": len(reading.actions),
                "warnings": [asdict(warning) for warning in reading.warnings],
            }
        )
    return _tell_of_added(folders, answers, as_json=as_json)


def _tell_of_added(folders: PeriodFolders, answers: list[dict[str, Any]], *, as_json: bool) -> int:
    errors = [answer["error"] for answer in answers if "error" in answer]
    if as_json:
        _print_json(
            {
                "programme": folders.slug,
                "period": folders.period,
                "documents": [{**answer, **_error_json(answer.get("error"))} for answer in answers],
            }
        )
    else:
        for answer in answers:
            if "error" not in answer:
                what = "added" if answer["outcome"] == "added" else "was there already"
                _say(f"{folders}: {answer['file']} {what} ({_counted(answer['action_count'], 'action')})")
                _say(
                    *(
                        f"  warning: {warning['place']}: {warning['message']}"
                        for warning in answer["warnings"]
                    )
                )
    for error in errors:
        _complain(error.line, error.hint)
    return max((error.exit_code for error in errors), default=0)


def _error_json(error: SeurantaError | None) -> dict[str, Any]:
    return {"error": {"message": error.line, "hint": error.hint} if error else None}


@seuranta.command()
@click.argument("file", type=click.File("rb"), default="-")
@Json
def classify(file: BinaryIO, *, as_json: bool) -> int:
    """Read statuses: a JSON object a line in, {"id","item","text","language","period"}; one a line out."""
    del as_json
    from seuranta.classify import read_status, reading_to_json
    from seuranta.classify.statements import statement

    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        told = statement(line, where=f"{getattr(file, 'name', '-')}, line {number}")
        reading = read_status(told.text, item=told.item, language=told.language, period_year=told.year)
        click.echo(json.dumps(reading_to_json(told.id, reading), ensure_ascii=False))
    return 0


@seuranta.command()
@click.argument("programme")
@click.argument("period")
@click.argument("what", required=False, metavar="[INDICATOR or ACTION]")
@Json
def explain(programme: str, period: str, what: str | None, *, as_json: bool) -> int:
    """Go from a number to its actions, and from an action to its file, row and sentence."""
    from seuranta.explain import explain as explained

    value, lines = explained(_layout().period(programme, period), what)
    if as_json:
        _print_json(value)
    else:
        _say(*lines)
    return 0


@seuranta.command()
@Json
def status(*, as_json: bool) -> int:
    """Show what is there and what is out of date."""
    from seuranta.runs.state import state_of

    states = [state_of(folders) for folders in _layout().all_periods()]
    if as_json:
        _print_json({"periods": states})
    else:
        for state in states:
            documents = "" if state["error"] else f" ({_counted(len(state['documents']), 'document')})"
            _say(f"{state['programme']} {state['period']}: {state['state']}{documents}")
    errors = [state["error"] for state in states if state["error"]]
    for error in errors:
        _complain(error["message"], error["hint"])
    return UsageError.exit_code if errors else 0


@contextmanager
def _progress(what: str) -> Iterator[Callable[[str], None]]:
    """A spinner on a terminal, a line a step in a log; always on standard error."""
    if not sys.stderr.isatty():
        yield lambda step: click.echo(f"{what}: {step}", err=True)
        return
    from rich.console import Console

    with Console(stderr=True).status(what) as display:
        yield lambda step: display.update(f"{what}: {step}")


def _tell(outcome: Any) -> None:
    counts = outcome.counts
    what = "nothing had changed" if outcome.outcome == "unchanged" else "published"
    _say(f"{outcome.programme} {outcome.period}: {what}")
    completed = f", {counts['completed']} completed" if "completed" in counts else ""
    findings = ", ".join(f"{counts.get(kind, 0)} {kind}" for kind in ("critical", "warning", "info"))
    _say(f"  {_counted(counts['actions'], 'action')}{completed}; findings: {findings}")
    _say(*(f"  {report}" for report in outcome.reports))


def _tell_line(outcome: Any) -> None:
    what = "nothing had changed" if outcome.outcome == "unchanged" else outcome.outcome
    _say(f"{outcome.programme} {outcome.period}: {what}")


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


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _say(*lines: str) -> None:
    for line in lines:
        click.echo(_plain(line))


def _complain_of_refused(outcome: Any) -> None:
    for refusal in outcome.refused:
        _complain(refusal["message"], refusal["hint"])


def _complain(line: str, hint: str) -> None:
    click.echo(_plain(line), err=True)
    if hint:
        click.echo(f"Hint: {_plain(hint)}", err=True)


def _plain(text: str) -> str:
    """One line with words of a document, without the characters that a terminal would obey."""
    line = " ".join(text.split("\n"))
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in line)


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
        code = _answer(words, is_debugging=is_debugging)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        _drop_output()
        return 0
    except OSError as error:
        if not _is_of_a_stream(error):
            raise
        _drop_output()
        _complain(
            f"standard output: expected to write the answer, found: {error.strerror}", "make room there"
        )
        return StepFailedError.exit_code
    return code


def _is_of_a_stream(error: Exception) -> bool:
    """Whether writing to standard output failed: an error of a file would name it."""
    return isinstance(error, OSError) and error.filename is None


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere, so that it has nothing to complain of."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(words: list[str], *, is_debugging: bool) -> int:
    try:
        with seuranta.make_context("seuranta", words) as context:
            code = seuranta.invoke(context)
    except SeurantaError as error:
        return _failed(error, is_debugging=is_debugging)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted: nothing was published", "")
        return StepFailedError.exit_code
    except click.ClickException as error:
        return _misused(error)
    except Exception as error:
        if is_debugging or _is_of_a_stream(error):
            raise
        line = str(error).strip().splitlines()[0] if str(error).strip() else "no message"
        _complain(f"expected to end, found {type(error).__name__}: {line}", "run again with --debug")
        return StepFailedError.exit_code
    return code if isinstance(code, int) else 0


def _misused(error: click.ClickException) -> int:
    """What click says of wrong usage, in the form of our own errors."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    context = getattr(error, "ctx", None)
    command = context.command_path.removeprefix("seuranta") if context else ""
    found = " ".join(error.format_message().split())
    _complain(
        f"seuranta{command}: expected what its help shows, found: {found}",
        f"python pipeline.py{command} --help",
    )
    return error.exit_code


def _failed(error: SeurantaError, *, is_debugging: bool) -> int:
    if is_debugging:
        traceback.print_exception(error)
    _complain(error.line, error.hint)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
