"""`classify` and `explain`: how a status is read, and what a number rests on."""

import json
from typing import BinaryIO

import click

from seuranta.cli.app import Json, installation, seuranta
from seuranta.cli.say import print_json, say


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

    value, lines = explained(installation().period(programme, period), what)
    if as_json:
        print_json(value)
    else:
        say(*lines)
    return 0
