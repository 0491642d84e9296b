"""`form`: the workbooks that owners fill in for the next period."""

from pathlib import Path

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import complain, counted, print_json, say
from seuranta.errors import DocumentRefusedError, UsageError
from seuranta.model import LANGUAGES, Period


@seuranta.command()
@click.argument("programme")
@click.argument("period")
@click.option("--for", "following", metavar="NEXT_PERIOD", help="The period (YYYY-MM) that is asked about.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where the forms go.")
@click.option("--one", "in_one", is_flag=True, help="One form for all responsible parties.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of all forms.")
@Json
def form(
    programme: str,
    period: str,
    *,
    following: str | None,
    folder: Path | None,
    in_one: bool,
    language: str | None,
    as_json: bool,
) -> int:
    """Write the forms that the owners of a PROGRAMME's actions fill in after a PERIOD."""
    from seuranta.form.asking import forms_of, open_asking, unnamed_parties
    from seuranta.form.workbook import form_xlsx

    layout = installation()
    folders = layout.period(programme, period)
    next_period = _next_period(period, following)
    asked = open_asking(folders)
    forms, parties = forms_of(asked, language, in_one=in_one)
    goal = folder or layout.forms / folders.slug / folders.period
    contents = {
        goal / f"{each.name}.xlsx": form_xlsx(
            each,
            parties,
            asked.programme,
            period=Period.parse(period),
            following=next_period,
        )
        for each in forms
    }
    _write(contents)
    if as_json:
        print_json(
            {
                "programme": programme,
                "period": period,
                "for": following,
                "forms": [
                    {
                        "file": str(path),
                        "party": each.party,
                        "languages": each.languages,
                        "action_count": len(each.asked),
                    }
                    for path, each in zip(contents, forms, strict=True)
                ],
            }
        )
    else:
        for path, each in zip(contents, forms, strict=True):
            say(f"{path}: {each.party}, {counted(len(each.asked), 'action')} to fill in")
    for party, nearest in unnamed_parties(asked.programme, parties).items():
        complain(
            f"{programme}/programme.toml: expected in [owner_languages] who is asked, found {party!r}",
            f"write its name as the documents do; the nearest is {nearest!r}",
        )
    for refusal in asked.refused:
        complain(refusal.message, refusal.hint)
    return DocumentRefusedError.exit_code if asked.refused else 0


def _next_period(period: str, following: str | None) -> Period | None:
    from seuranta.store.layout import checked_period

    if following is None:
        return None
    found = checked_period(following)
    if found <= checked_period(period):
        raise UsageError(
            f"expected a period after {period} with --for, found {following}",
            hint="name the period that the owners will report on",
        )
    return found


def _write(contents: dict[Path, bytes]) -> None:
    """Write the forms, unless another file stands in the place of one: it may hold somebody's answers."""
    from seuranta.store.files import write_whole

    for path, content in contents.items():
        if path.exists() and (not path.is_file() or path.read_bytes() != content):
            raise UsageError(
                "expected no other file of this name, found one that may hold answers",
                where=str(path),
                hint="nothing was written: move it away, or choose another folder with --folder",
            )
    for path, content in contents.items():
        try:
            write_whole(path, content)
        except OSError as error:
            raise UsageError(
                f"expected a file that can be written, found: {error.strerror}",
                where=str(path),
                hint="close it in the spreadsheet program, or choose another folder with --folder",
            ) from error
