"""What a command says: results on standard output, steps and errors on standard error."""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from seuranta.errors import SeurantaError


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 action", "2 actions"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def say(*lines: str) -> None:
    """Print results, a line each."""
    for line in lines:
        click.echo(plain(line))


def complain(line: str, hint: str) -> None:
    """Print what is wrong, and what to do about it where that is known."""
    click.echo(plain(line), err=True)
    if hint:
        click.echo(f"Hint: {plain(hint)}", err=True)


def plain(text: str) -> str:
    """One line with words of a document, without the characters that a terminal would obey."""
    line = " ".join(text.split("\n"))
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in line)


def error_json(error: SeurantaError | None) -> dict[str, Any]:
    """The error of an answer, null where it has none."""
    return {"error": {"message": error.line, "hint": error.hint} if error else None}


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A spinner on a terminal, a line a step in a log; always on standard error."""
    if not sys.stderr.isatty():
        yield lambda step: click.echo(f"{what}: {step}", err=True)
        return
    from rich.console import Console

    with Console(stderr=True).status(what) as display:
        yield lambda step: display.update(f"{what}: {step}")
