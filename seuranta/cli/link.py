"""`link`: who is who between periods and programmes, confirmed by a person in `register.csv`."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import complain, counted, print_json, say
from seuranta.errors import UsageError
from seuranta.model import LANGUAGES

_File = click.Path(path_type=Path, dir_okay=False)


@seuranta.command()
@click.argument("programme")
@click.argument("period", required=False)
@click.option("--with", "other", metavar="PROGRAMME", help="Compare with another programme.")
@click.option("--by", help="Who confirms; otherwise the user of this machine.")
@click.option("--list", "as_list", is_flag=True, help="Print the list, also on a terminal.")
@click.option("--csv", "csv_file", type=_File, help="Write the sheet to fill in as CSV.")
@click.option("--xlsx", "xlsx_file", type=_File, help="Write the sheet to fill in as a workbook.")
@click.option("--take", "filled_file", type=_File, help="Take a filled-in sheet back (CSV or XLSX).")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the sheet.")
@Json
def link(
    programme: str,
    period: str | None,
    *,
    other: str | None,
    by: str | None,
    as_list: bool,
    csv_file: Path | None,
    xlsx_file: Path | None,
    filled_file: Path | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Find who is who between the periods of a PROGRAMME, or in PERIOD, or with another programme."""
    import getpass

    from seuranta.link.period import link_json, open_linking

    if filled_file and (csv_file or xlsx_file):
        raise UsageError("expected --take alone, found --csv or --xlsx beside it", hint="give two commands")
    linking = open_linking(installation(), programme, period, other)
    for row in (row for found in linking.periods for row in found.unfound.to_dict("records")):
        complain(
            f"register.csv: expected an action {row['name']!r} in {row['period']}, found none",
            "mend the name or take the row away; until then it says nothing",
        )
    person = by or getpass.getuser()
    chosen = language or linking.layout.programme(linking.slug).languages[0]
    if filled_file:
        return _take(linking, filled_file, person, as_json=as_json)
    if csv_file or xlsx_file:
        _write_sheets(linking, csv_file, xlsx_file, chosen)
    if as_json:
        print_json(link_json(linking))
    elif not (csv_file or xlsx_file):
        is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        if is_terminal and not as_list and linking.open_count:
            _ask(linking, person)
            linking = open_linking(installation(), programme, period, other)
        _print_list(linking)
    return 0


def _print_list(linking: Any) -> None:
    from seuranta.link.questions import questions_of, spoken

    for found in linking.periods:
        states = found.links.drop_duplicates("action_id")["state"].value_counts()
        known = int(states.get("certain", 0)), int(states.get("confirmed", 0))
        say(
            f"{linking.slug} {found.period}: {counted(len(found.actions), 'action')}: {known[0]} certain,"
            f" {known[1]} confirmed, {int(states.get('proposed', 0))} proposed,"
            f" {int(states.get('choose', 0))} to choose, {len(found.new)} new; {len(found.gone)} gone"
        )
    for question in questions_of(linking):
        say(f"  {question.period}  {question.name}")
        say(*(f"      {line}" for line in spoken(question)))


def _write_sheets(linking: Any, csv_file: Path | None, xlsx_file: Path | None, language: str) -> None:
    from seuranta.link.questions import questions_of
    from seuranta.link.sheet import sheet_csv, sheet_xlsx
    from seuranta.store.files import write_whole

    questions = questions_of(linking)
    contents = []
    if csv_file:
        contents.append((csv_file, sheet_csv(questions, language)))
    if xlsx_file:
        contents.append((xlsx_file, sheet_xlsx(questions, language, title=f"link {linking.slug}")))
    for path, content in contents:
        try:
            write_whole(path, content)
        except OSError as error:
            raise UsageError(
                f"expected a file that can be written, found: {error.strerror}",
                where=str(path),
                hint="close it in the spreadsheet program, or name another file",
            ) from error
        complain(f"{path}: {counted(len(questions), 'action')} to link", "")


def _take(linking: Any, path: Path, person: str, *, as_json: bool) -> int:
    from seuranta.link.questions import questions_of
    from seuranta.link.recording import record
    from seuranta.link.sheet import read_sheet, take
    from seuranta.store.files import read_steady

    if not path.exists():
        raise UsageError("expected a filled-in sheet, found no such file", where=str(path))
    taken = take(read_sheet(read_steady(path), where=path.name), questions_of(linking))
    for fault in taken.faults:
        complain(f"{path.name}, {fault}", "mend the cell and take the sheet again; nothing was written")
    if taken.answers and not taken.faults:
        record(linking.layout, linking.slug, taken.answers, by=person, on=_today())
    if as_json:
        said = [] if taken.faults else taken.answers
        print_json(
            {
                "taken": [
                    {"period": a.question.period, "name": a.question.name, "relation": a.relation}
                    for a in said
                ],
                "skipped_count": taken.skipped,
                "refused": list(taken.faults),
            }
        )
    else:
        written = 0 if taken.faults else len(taken.answers)
        say(f"{linking.slug}: {counted(written, 'answer')} taken, {taken.skipped} left empty")
    return UsageError.exit_code if taken.faults else 0


def _ask(linking: Any, person: str) -> None:
    """The terminal: keys in, every answer written at once."""
    from seuranta.link.questions import questions_of
    from seuranta.link.recording import forget, record
    from seuranta.link.session import converse

    given: list[Any] = []

    def write(answer: Any) -> None:
        given.append(answer)
        record(linking.layout, linking.slug, given, by=person, on=_today())

    def take_back(answer: Any) -> None:
        given.remove(answer)
        forget(linking.layout, linking.slug, answer)

    try:
        converse(questions_of(linking), keys=click.getchar, say=say, write=write, take_back=take_back)
    except (KeyboardInterrupt, EOFError):  # every answer is written already: to break off is to quit
        say("")


def _today() -> str:
    return datetime.now(tz=UTC).astimezone().date().isoformat()
