"""`export` and `new`: open data of a period, and a first description of a programme."""

from datetime import UTC, datetime
from pathlib import Path

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import counted, print_json, say
from seuranta.errors import UsageError
from seuranta.model import Period

_YEARS_OF_A_PROGRAMME = 4


@seuranta.command()
@click.argument("programme")
@click.argument("period")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where the files go.")
@Json
def export(programme: str, period: str, *, folder: Path | None, as_json: bool) -> int:
    """Write the published tables of a PROGRAMME and PERIOD as open data."""
    from seuranta.opendata.package import data_package
    from seuranta.opendata.published import published_tables
    from seuranta.opendata.workbook import tables_xlsx
    from seuranta.store.files import write_whole

    layout = installation()
    folders = layout.period(programme, period)
    described = layout.programme(folders.slug)
    found = published_tables(folders)
    files = data_package(found, described, folders.period)
    workbook = tables_xlsx(found, described, Period.parse(folders.period))
    files |= {f"{folders.slug}-{folders.period}.xlsx": workbook}
    goal = folder or layout.exports / folders.slug / folders.period
    for name, content in files.items():
        try:
            write_whole(goal / name, content)
        except OSError as error:
            raise UsageError(
                f"expected a file that can be written, found: {error.strerror}",
                where=str(goal / name),
                hint="close it in the spreadsheet program, or choose another folder with --folder",
            ) from error
    if as_json:
        answer = {"programme": folders.slug, "period": folders.period, "licence": described.licence}
        print_json({**answer, "files": [str(goal / name) for name in files]})
    else:
        licence = described.licence or "no licence: programme.toml names none"
        say(f"{folders}: {counted(len(found), 'table')} in {goal} ({licence})")
    return 0


@seuranta.command()
@click.argument("programme")
@Json
def new(programme: str, *, as_json: bool) -> int:
    """Write a first programme.toml for a new PROGRAMME, to be filled in."""
    from seuranta.store.scaffold import scaffold

    layout = installation()
    year = datetime.now(tz=UTC).astimezone().year
    path = scaffold(layout, programme, first_year=year, last_year=year + _YEARS_OF_A_PROGRAMME - 1)
    if as_json:
        print_json({"programme": programme, "file": str(path)})
        return 0
    say(
        f"{path}: written",
        "Next:",
        "  1. change its names, years and themes",
        "  2. see what a document yields: python pipeline.py read FILE",
        f"  3. put it in its place: python pipeline.py add FILE --programme {programme} --period YYYY-MM",
        f"  4. make the report: python pipeline.py run {programme} YYYY-MM",
    )
    return 0
