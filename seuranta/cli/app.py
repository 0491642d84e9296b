"""The command `seuranta` itself: its options, and the exit code that a scheduler reads."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from seuranta.cli.say import complain
from seuranta.errors import SeurantaError, StepFailedError, UsageError
from seuranta.store.layout import Layout, find_root

Json = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output and nothing else.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--root", type=click.Path(path_type=Path), help="The folder that holds data/ and reports/.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="seuranta")
@click.pass_context
def seuranta(context: click.Context, root: Path | None, *, debug: bool) -> None:
    """Follow up public programmes: from the documents people write to accessible reports."""
    context.obj = {"root": root, "debug": debug}


def installation() -> Layout:
    """The folders of the installation that `--root` names, or the nearest one from here upwards.

    Raises:
        UsageError: there is none.
    """
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
        complain(f"standard output: expected to write the answer, found: {error.strerror}", "make room there")
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
        complain("interrupted: nothing was published", "")
        return StepFailedError.exit_code
    except click.ClickException as error:
        return _misused(error)
    except Exception as error:
        if is_debugging or _is_of_a_stream(error):
            raise
        line = str(error).strip().splitlines()[0] if str(error).strip() else "no message"
        complain(f"expected to end, found {type(error).__name__}: {line}", "run again with --debug")
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
    complain(
        f"seuranta{command}: expected what its help shows, found: {found}",
        f"python pipeline.py{command} --help",
    )
    return error.exit_code


def _failed(error: SeurantaError, *, is_debugging: bool) -> int:
    if is_debugging:
        traceback.print_exception(error)
    complain(error.line, error.hint)
    return error.exit_code
