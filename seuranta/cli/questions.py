"""`questions`: what the checks ask, written out for each responsible party."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import counted, print_json, say
from seuranta.errors import UsageError
from seuranta.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seuranta.review.questions import Party

_File = click.Path(path_type=Path, dir_okay=False)


@seuranta.command()
@click.argument("programme")
@click.argument("period")
@click.option("--csv", "csv_file", type=_File, help="Write all questions into one CSV file.")
@click.option("--xlsx", "xlsx_file", type=_File, help="Write a workbook with a sheet a responsible party.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Write a workbook a responsible party."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Of the questions; else the programme's first."
)
@Json
def questions(
    programme: str,
    period: str,
    *,
    csv_file: Path | None,
    xlsx_file: Path | None,
    folder: Path | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Write the questions back to the owners of a PROGRAMME and PERIOD, by responsible party."""
    from seuranta.review.questions import question_words, questions_of

    folders = installation().period(programme, period)
    description = folders.layout.programme(folders.slug)
    chosen = language or description.languages[0]
    words = question_words(chosen)
    parties = questions_of(folders, chosen)
    title = words["title"].format(programme=description.name.in_language(chosen), period=folders.period)
    written = _write(_contents(parties, chosen, title, csv_file=csv_file, xlsx_file=xlsx_file, folder=folder))
    if as_json:
        told = [{"party": party.name, "questions": [asdict(q) for q in party.questions]} for party in parties]
        head = {"programme": programme, "period": period, "language": chosen}
        print_json({**head, "parties": told, "files": written})
        return 0
    for party in parties:
        say(f"{party.name or words['nobody']}: {counted(len(party.questions), 'question')}")
        if not written:
            say(*(f"  {q.label or '–'} {q.name}: {q.question} ({q.place})" for q in party.questions))
    say(*(f"wrote {file}" for file in written), *([] if parties else ["nothing to ask"]))
    return 0


def _contents(
    parties: "Sequence[Party]",
    language: str,
    title: str,
    *,
    csv_file: Path | None,
    xlsx_file: Path | None,
    folder: Path | None,
) -> dict[Path, bytes]:
    from seuranta.review.question_files import file_names, questions_csv, questions_xlsx

    contents: dict[Path, bytes] = {}
    if csv_file:
        contents[csv_file] = questions_csv(parties, language)
    if xlsx_file and parties:
        contents[xlsx_file] = questions_xlsx(parties, language, title)
    if folder:
        for name, party in zip(file_names(parties, language), parties, strict=True):
            contents[folder / f"{name}.xlsx"] = questions_xlsx([party], language, title)
    return contents


def _write(contents: dict[Path, bytes]) -> list[str]:
    from seuranta.store.files import write_whole

    for path, content in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            raise UsageError(
                f"expected a file that can be written, found: {error.strerror}",
                where=str(path),
                hint="name another file, or mend the folder's permissions",
            ) from error
    return [str(path) for path in contents]
