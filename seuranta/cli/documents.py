"""`read` and `add`: documents before they are added, and into their place."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import complain, counted, error_json, print_json, say
from seuranta.errors import DocumentRefusedError, UsageError
from seuranta.store.layout import PeriodFolders


@seuranta.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--period", help="Check that the documents speak of this period (YYYY-MM).")
@Json
def read(files: tuple[str, ...], *, period: str | None, as_json: bool) -> int:
    """Show what documents yield, before they are added."""
    from seuranta.ingest import read_documents, readings_json
    from seuranta.store.files import read_steady
    from seuranta.store.layout import checked_period

    if period is not None:
        checked_period(period)
    found = [name for name in files if Path(name).is_file()]
    readings = read_documents([(name, read_steady(Path(name))) for name in found], period=period)
    if as_json:
        print_json({"documents": readings_json(readings)})
    else:
        for reading in readings:
            say(*_reading_lines(reading))
    for reading in readings:
        if reading.error:
            complain(reading.error.message, reading.error.hint)
    for name in files:
        if name not in found:
            what = "something else" if Path(name).exists() else "no such file"
            complain(f"{name}: expected a document, found {what}", "name files, each with its path from here")
    if len(found) < len(files):
        return UsageError.exit_code
    return DocumentRefusedError.exit_code if any(reading.error for reading in readings) else 0


def _reading_lines(reading: Any) -> list[str]:
    if reading.error:
        return [f"{reading.file}: refused"]
    lines = [
        f"{reading.file}: {counted(len(reading.actions), 'action')}"
        f" ({reading.kind}, {reading.language or 'language unknown'}, {reading.period or 'no period stated'})"
    ]
    for action in reading.actions:
        years = " ".join(map(str, action.planned_years)) or "no plan"
        status = "" if action.status_text is None else f"  {action.status_text or '(blank)'}"
        if action.answer and action.answer.status:
            status = f"  {action.answer.status} (chosen){status if action.status_text else ''}"
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

    folders = installation().new_period(programme, period)
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
            reading = read_document(Path(name).name, content, period=period, programme=programme)
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
        print_json(
            {
                "programme": folders.slug,
                "period": folders.period,
                "documents": [{**answer, **error_json(answer.get("error"))} for answer in answers],
            }
        )
    else:
        for answer in answers:
            if "error" not in answer:
                what = "added" if answer["outcome"] == "added" else "was there already"
                say(f"{folders}: {answer['file']} {what} ({counted(answer['action_count'], 'action')})")
                say(
                    *(
                        f"  warning: {warning['place']}: {warning['message']}"
                        for warning in answer["warnings"]
                    )
                )
    for error in errors:
        complain(error.line, error.hint)
    return max((error.exit_code for error in errors), default=0)
