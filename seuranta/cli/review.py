"""`review`: people are asked about readings, on a terminal or in a sheet, and their word is kept."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import complain, counted, print_json, say
from seuranta.errors import DocumentRefusedError, UsageError
from seuranta.model import LANGUAGES
from seuranta.store.layout import PeriodFolders

_File = click.Path(path_type=Path, dir_okay=False)


@seuranta.command()
@click.argument("programme")
@click.argument("period")
@click.option("--list", "as_list", is_flag=True, help="Print the list, also on a terminal.")
@click.option("--all", "everything", is_flag=True, help="Every reading, the clear and the decided ones too.")
@click.option("--by", help="Who decides; otherwise the user of this machine.")
@click.option("--second-reader", is_flag=True, help="Read the texts again, blind; needs --by.")
@click.option("--csv", "csv_file", type=_File, help="Write the sheet to fill in as CSV.")
@click.option("--xlsx", "xlsx_file", type=_File, help="Write the sheet to fill in as a workbook.")
@click.option("--take", "filled_file", type=_File, help="Take a filled-in sheet back (CSV or XLSX).")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the sheet and of the names of statuses.")
@Json
def review(
    programme: str,
    period: str,
    *,
    as_list: bool,
    everything: bool,
    by: str | None,
    second_reader: bool,
    csv_file: Path | None,
    xlsx_file: Path | None,
    filled_file: Path | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Ask about the doubtful readings of a PROGRAMME and PERIOD, and about a sample of the clear ones."""
    import getpass

    from seuranta.review.period import open_review

    if filled_file and (csv_file or xlsx_file):
        raise UsageError("expected --take alone, found --csv or --xlsx beside it", hint="give two commands")
    if by is not None and not by.strip():
        raise UsageError("expected a name or a role after --by, found a blank", hint="say who decides")
    if second_reader and not by:
        raise UsageError("expected --by NAME beside --second-reader, found none", hint="say who reads again")
    folders = installation().period(programme, period)
    chosen_language = language or folders.layout.programme(folders.slug).languages[0]
    person = " ".join((by or getpass.getuser()).split())
    asked = open_review(folders)
    for refusal in asked.refused:
        complain(refusal.message, refusal.hint)
    code = DocumentRefusedError.exit_code if asked.refused else 0
    if filled_file:
        return _take(asked, filled_file, person, blind=second_reader, as_json=as_json) or code
    items = (
        asked.to_read_again(person, everything=everything)
        if second_reader
        else asked.to_review(everything=everything)
    )
    if csv_file or xlsx_file:
        lines = _write_sheets(folders, items, chosen_language, csv_file, xlsx_file, blind=second_reader)
        if not as_json:
            say(*lines)
            return code
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if as_json or as_list or not is_terminal:
        _print_list(asked, items, blind=second_reader, as_json=as_json)
        return code
    if items:
        _ask(asked, items, chosen_language, person, blind=second_reader)
    _print_list(open_review(folders), [], blind=second_reader, as_json=False)
    return code


def _print_list(asked: Any, items: Sequence[Any], *, blind: bool, as_json: bool) -> None:
    from seuranta.review.lists import review_json, review_lines

    if as_json:
        print_json(review_json(asked, items, blind=blind))
        return
    say(f"{asked.folders}: {counted(len(items), 'reading')} to review")
    say(*review_lines(asked, items, blind=blind))


def _write_sheets(
    folders: PeriodFolders,
    items: Sequence[Any],
    language: str,
    csv_file: Path | None,
    xlsx_file: Path | None,
    *,
    blind: bool,
) -> list[str]:
    from seuranta.review.sheet import sheet_csv, sheet_of
    from seuranta.review.words import review_words
    from seuranta.review.workbook import sheet_xlsx
    from seuranta.store.files import write_whole

    words = review_words(language)
    sheet = sheet_of(items, words, blind=blind)
    title = words.own["title"].format(programme=folders.slug, period=folders.period)
    contents = []
    if csv_file:
        contents.append((csv_file, sheet_csv(sheet, words)))
    if xlsx_file:
        contents.append((xlsx_file, sheet_xlsx(sheet, words, title=title, blind=blind)))
    for path, content in contents:
        try:
            write_whole(path, content)
        except OSError as error:
            raise UsageError(
                f"expected a file that can be written, found: {error.strerror}",
                where=str(path),
                hint="close it in the spreadsheet program, or name another file",
            ) from error
    return [f"{path}: {counted(len(items), 'reading')} to fill in" for path, _ in contents]


def _take(asked: Any, path: Path, person: str, *, blind: bool, as_json: bool) -> int:
    from seuranta.review.filled import filled_rows
    from seuranta.review.recording import record
    from seuranta.review.taking import take
    from seuranta.store.files import read_steady

    if not path.exists():
        raise UsageError(
            "expected a filled-in sheet, found no such file",
            where=str(path),
            hint="name the file with its path from here",
        )
    items = asked.by_key(second_reader=blind)
    taken = take(filled_rows(read_steady(path), where=path.name), items, blind=blind)
    if taken.faults:
        for fault in taken.faults:
            complain(
                f"{path.name}, {fault.place}: expected {fault.message}",
                "mend the cell and take the sheet again; nothing was written",
            )
    elif taken.answers:
        rows = {key: _row(items[key], answer, person, blind=blind) for key, answer in taken.answers.items()}
        record(asked.folders, rows, second_reader=blind, wait=False)
    _tell_of_taken(asked.folders, taken, as_json=as_json)
    return UsageError.exit_code if taken.faults else 0


def _tell_of_taken(folders: PeriodFolders, taken: Any, *, as_json: bool) -> None:
    written = {} if taken.faults else taken.answers
    if as_json:
        print_json(
            {
                "programme": folders.slug,
                "period": folders.period,
                "taken": [{"action_id": key[0], "status": str(a.status)} for key, a in written.items()],
                "unchanged_count": taken.unchanged,
                "skipped_count": taken.skipped,
                "expired": [
                    {"place": e.place, "action_id": e.action_id, "status": str(e.status), "why": e.why}
                    for e in taken.expired
                ],
                "refused": [{"place": f.place, "message": f"expected {f.message}"} for f in taken.faults],
            }
        )
        return
    rest = f"{taken.unchanged} unchanged, {taken.skipped} left empty, {len(taken.expired)} expired"
    say(f"{folders}: {counted(len(written), 'answer')} taken, {rest}")
    say(*(f"  {e.place}: expired ({e.why}): {e.action_id}: {e.status}, not taken" for e in taken.expired))


def _ask(asked: Any, items: Sequence[Any], language: str, person: str, *, blind: bool) -> None:
    """The terminal: keys in, screens out, every answer written at once."""
    from rich.console import Console

    from seuranta.classify.review import says_the_same
    from seuranta.review.keyboard import keyboard
    from seuranta.review.recording import record
    from seuranta.review.screen import converse, show_on
    from seuranta.review.session import Change, begin
    from seuranta.review.words import review_words

    table = asked.second_readings if blind else asked.decisions
    before = {(row["action_id"], row["text_sha256"]): row for row in table.to_dict(orient="records")}

    def write(change: Change) -> None:
        item, answer = change.item, change.answer
        if answer is None or says_the_same(item.decided, answer):
            row = before.get(item.key)
        else:
            row = _row(item, answer, person, blind=blind)
        record(asked.folders, {item.key: row}, second_reader=blind, wait=True)

    show = show_on(Console(), review_words(language), str(asked.folders))
    try:
        with keyboard() as keys:
            converse(begin(tuple(items), blind=blind), keys=keys, show=show, write=write)
    except (KeyboardInterrupt, EOFError):  # every answer is written already: to break off is to quit
        say("")


def _row(item: Any, answer: Any, person: str, *, blind: bool) -> dict[str, object]:
    from seuranta.classify.fingerprint import lexicon_fingerprint
    from seuranta.classify.review import decision_row

    today = datetime.now(tz=UTC).astimezone().date().isoformat()
    return decision_row(item, answer, by=person, on=today, lexicon=None if blind else lexicon_fingerprint())
