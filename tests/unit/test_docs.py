"""The documentation keeps its promises: links lead somewhere, commands exist, examples show what is."""

import ast
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from seuranta import errors
from seuranta.classify import read_status, reading_to_json
from seuranta.classify.decisions import DECISIONS, expired_decisions, parse_decisions
from seuranta.cli import seuranta
from seuranta.cli.documents import _reading_lines
from seuranta.config import parse_programme
from seuranta.ingest import read_document
from seuranta.ingest.documents import _MODULES
from seuranta.ingest.formats.bytes.sniff import _ENDINGS
from seuranta.ingest.frames import actions_table
from seuranta.ingest.headers import vocabulary
from seuranta.tables import ALL_TABLES
from tests.documents import ROOT
from tools.tables_reference import PAGE, tables_reference

DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(DOCS.rglob("*.md")),
]
TUTORIAL = DOCS / "tutorial" / "first-report.md"
COMMAND_LINE = DOCS / "reference" / "command-line.md"

LINK = re.compile(r"\]\((?!https?://|mailto:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]+))?\)")
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, kind: str) -> list[str]:
    return [found["content"] for found in FENCE.finditer(text_of(page)) if found["kind"] == kind]


def anchors(page: Path) -> set[str]:
    """The anchors that a forge makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands() -> dict[str, click.Command]:
    return seuranta.commands


def options_of(command: click.Command) -> set[str]:
    names = {name for parameter in command.params for name in parameter.opts}
    return {name for name in names if name.startswith("--")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_to_a_file_and_to_a_heading_of_it(page: Path) -> None:
    for link in LINK.finditer(FENCE.sub("", text_of(page))):
        target = (page.parent / link["path"]).resolve() if link["path"] else page
        assert target.exists(), link[0]
        assert link["anchor"] is None or link["anchor"] in anchors(target), link[0]


def test_the_map_of_the_documentation_names_every_page() -> None:
    linked = {(DOCS / link["path"]).resolve() for link in LINK.finditer(text_of(DOCS / "README.md"))}
    wanted = {page for page in DOCS.rglob("*.md") if page.parent.name != "adr"} - {DOCS / "README.md"}

    assert {page.resolve() for page in wanted} - linked == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_a_page_gives_exists_and_takes_its_options(page: Path) -> None:
    for line in text_of(page).splitlines():
        for found in re.finditer(r"pipeline\.py (?P<words>[^`|&>]+)", line):
            words = shlex.split(found["words"].replace("…", ""), comments=True)
            named = [word for word in words if word in commands()]
            group = options_of(seuranta) | {"--help"}
            known = {option for name in named for option in options_of(commands()[name])}
            assert named or set(words) <= group | {"DIR", "COMMAND", "[--root", "DIR]", "[--debug]"}, line
            assert {word for word in words if re.fullmatch(r"--[a-z]+", word)} <= known | group, line


def test_the_reference_of_the_command_line_names_every_command_option_and_exit_code() -> None:
    page = text_of(COMMAND_LINE)
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {0, *(kind.exit_code for kind in kinds if issubclass(kind, errors.SeurantaError))}
    section = page.split("## Exit codes")[1]

    assert set(re.findall(r"^## ([a-z]+)", page, re.MULTILINE)) == set(commands())
    for name, command in commands().items():
        described = re.split(rf"^## {name}\b", page, flags=re.MULTILINE)[1].split("\n## ")[0]
        assert {option for option in options_of(command) if option not in described} == set()
    assert {int(code) for code in re.findall(r"^\| (\d) \|", section, re.MULTILINE)} == codes


def test_the_page_of_tables_is_the_one_that_the_code_makes() -> None:
    assert text_of(PAGE) == tables_reference()
    for schema in ALL_TABLES:
        section = text_of(PAGE).split(f"## {schema.name}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(schema.columns)


def test_the_page_on_column_titles_names_every_section_of_the_vocabulary() -> None:
    page = text_of(DOCS / "how-to" / "recognise-other-column-titles.md")

    named = set(re.findall(r"`\[([a-z_.]+)\]`", page))

    assert named == set(vocabulary())


def test_the_unknown_title_that_the_page_on_column_titles_shows_is_refused_in_these_words() -> None:
    page = DOCS / "how-to" / "recognise-other-column-titles.md"
    shown = blocks(page, "")[0].splitlines()

    reading = read_document("tilanne.txt", b"Aihe\t2022\tTilanne\nVenepaikat\tx\tValmis.\n")

    assert reading.error is not None
    assert reading.error.message.startswith(shown[0].removesuffix("…"))
    assert f"Hint: {reading.error.hint}" == shown[1]


def documented_codes(heading: str) -> list[str]:
    section = text_of(COMMAND_LINE).split(f"### {heading}\n")[1].split("\n#")[0]
    rows = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    return [code for row in rows[1:] for code in re.findall(r"`(\w+)`", row)]


def codes_in_sources(call: str, argument: int | str) -> set[str]:
    """The codes that the readers give, by the calls that make a refusal or a warning.

    Where a call takes its code from a list, all first words of the lists in its module that look like codes
    are taken: keys of dictionaries, and first values of tuples within tuples.
    """
    found: set[str] = set()
    for source in sorted((ROOT / "seuranta" / "ingest").rglob("*.py")):
        tree = ast.parse(source.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == call:
                given = {word.arg: word.value for word in node.keywords} | dict(enumerate(node.args))
                code = given[argument]
                found |= {code.value} if isinstance(code, ast.Constant) else listed_codes(tree)
    return found


def listed_codes(tree: ast.Module) -> set[str]:
    listed: list[ast.expr | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            listed += node.keys
        elif isinstance(node, ast.Tuple):
            listed += [inner.elts[0] for inner in node.elts if isinstance(inner, ast.Tuple) and inner.elts]
    words = {node.value for node in listed if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if re.fullmatch(r"[a-z]+_[a-z_]+", word)}


@pytest.mark.parametrize(
    ("heading", "call", "argument"),
    [("Refusals", "DocumentRefusedError", "code"), ("Warnings", "ReadingWarning", 0)],
)
def test_the_reference_names_every_code_that_the_readers_give_and_no_other(
    heading: str, call: str, argument: int | str
) -> None:
    codes = documented_codes(heading)

    assert len(set(codes)) == len(codes)
    assert set(codes) == codes_in_sources(call, argument)


def test_the_titles_that_the_page_for_owners_recommends_are_read_as_it_says() -> None:
    page = text_of(DOCS / "how-to" / "prepare-a-document.md")
    headers = [header.split(" · ") for header in re.findall(r"\*([^*]+ · [^*]+)\*", page)]
    languages = []

    for titles in headers:
        row = ["Kuvala", "x", "", "2024"]
        reading = read_document("kuvala.txt", "\n".join(map("\t".join, [titles, row])).encode())
        languages.append(reading.language)
        assert (reading.kind, reading.period) == ("follow_up", "2024-09")
        assert [action.planned_years for action in reading.actions] == [(2024,)]

    assert languages == ["fi", "sv", "en"]


def test_the_formats_that_the_reference_names_are_those_that_are_read() -> None:
    page = text_of(DOCS / "reference" / "documents.md")
    table = page.split("| format | endings |")[1].split("\n\n")[0]
    rows = [row.split("|")[2:4] for row in table.splitlines()[2:]]

    assert {kind.strip(" `") for _, kind in rows} == set(_MODULES)
    for endings, kind in rows:
        for ending in re.findall(r"`(\.\w+)`", endings):
            assert ending in _ENDINGS, ending
            assert kind.strip(" `") in _ENDINGS[ending], (ending, kind)
    assert set(re.findall(r"`(\.\w+)`", table)) == {ending for ending, kinds in _ENDINGS.items() if kinds}


def test_the_programme_of_the_tutorial_can_be_followed() -> None:
    programme = parse_programme("kuvala-digi", blocks(TUTORIAL, "toml")[0], where="tutorial")

    assert programme.theme_name("services", "fi") == "Palvelut"
    assert programme.languages == ("fi", "sv", "en")


def tutorial_document() -> bytes:
    words = shlex.split(blocks(TUTORIAL, "bash")[0].replace("\\\n", " "))
    lines = [word for word in words if r"\t" in word]
    return "".join(line.replace(r"\t", "\t") + "\n" for line in lines).encode()


def test_the_document_of_the_tutorial_yields_what_the_tutorial_shows() -> None:
    reading = read_document("tilanne.txt", tutorial_document(), period="2023-03")
    shown = next(block for block in blocks(TUTORIAL, "") if "6 actions" in block)

    assert _reading_lines(reading) == shown.splitlines()


def test_the_reading_that_the_tutorial_calls_doubtful_is_doubtful() -> None:
    actions = read_document("tilanne.txt", tutorial_document()).actions

    readings = {
        action.name: read_status(action.status_text or "", item=action.name, language="fi", period_year=2023)
        for action in actions
    }

    assert [name for name, reading in readings.items() if reading.needs_review] == ["Kokousten tekstitys"]
    assert [str(reading.status) for reading in readings.values()].count("completed") == 1


def test_the_decision_that_is_shown_is_one_about_the_tutorial() -> None:
    page = DOCS / "how-to" / "decide-a-doubtful-reading.md"
    table = next(block for block in blocks(page, "") if block.startswith(",".join(DECISIONS.columns)))
    programme = parse_programme("kuvala-digi", blocks(TUTORIAL, "toml")[0], where="tutorial")
    actions = actions_table([read_document("tilanne.txt", tutorial_document())], programme)

    decisions = parse_decisions(table, where=page.name)

    assert len(decisions) == 1
    assert expired_decisions(decisions, actions).empty
    assert decisions.iloc[0][["read_as", "tier"]].to_list() == ["in_progress", "doubtful"]


def test_the_example_of_classify_is_what_it_answers() -> None:
    section = text_of(COMMAND_LINE).split("\n## classify ")[1].split("\n## ")[0]
    asked = re.search(r"echo '(\{.*\})'", section)
    answers = [json.loads(found["content"]) for found in FENCE.finditer(section) if found["kind"] == "json"]
    assert asked is not None
    entry: dict[str, Any] = json.loads(asked[1])

    reading = read_status(entry["text"], item=entry["item"], language=entry["language"], period_year=2022)

    assert answers == [reading_to_json(entry["id"], reading)]


def test_the_ad_hoc_notebook_agrees_with_the_published_indicators(published: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "adhoc" / "unreported_and_overdue.ipynb", as_version=4)
    parameters = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source += f"\nroot = {str(published)!r}"

    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()

    (table,) = pd.read_html(io.StringIO(notebook.cells[-1].outputs[0].data["text/html"]), index_col=0)
    assert table.index.to_list() == ["overdue", "unreported"]
    assert table["agree"].all()
    assert (table["counted"] > 0).all()


def test_the_counts_that_the_tutorial_shows_are_those_of_a_run(published: Path) -> None:
    run = published / "data" / "processed" / "porvoo-digiohjelma" / "2022-09" / "run.json"
    counts = json.loads(run.read_text(encoding="utf-8"))["counts"]

    assert f"  {counts['actions']} actions, {counts['completed']} completed; " in text_of(TUTORIAL)
