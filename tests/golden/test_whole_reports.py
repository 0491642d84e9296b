"""The words of every whole report, as text that a person reviews when it changes.

`SEURANTA_WRITE_GOLDEN=1 python -m tests tests/golden` writes the files anew; read the difference before
you commit it.
"""

import os
import shutil
from pathlib import Path

import pytest
from lxml import html

from seuranta.model import LANGUAGES
from seuranta.store.locks import locked
from tests.documents import ROOT
from tests.processes import seuranta

HERE = Path(__file__).parent / "reports"
PERIODS = ("porvoo-digiohjelma/2022-09", "porvoo-digitiekartta/2024-01")
EXAMPLE = "kuvala-digi/2023-09"
BLOCKS = ["h1", "h2", "h3", "h4", "p", "li", "caption", "figcaption", "th", "td", "dt", "dd", "tr", "summary"]


def words_of(page: Path) -> str:
    """The report's words, a line a heading, sentence or row; without versions, which change with time."""
    root = html.parse(page).getroot()
    for changing in root.xpath("//*[@id='method_provenance'] | //script | //style"):
        changing.drop_tree()
    (main,) = root.xpath("//main")
    lines = []
    for element in main.iter(*BLOCKS):
        if element.tag == "tr":
            lines.append(" | ".join(_squeezed(cell) for cell in element.xpath("./th|./td")))
        elif element.tag not in ("th", "td"):
            lines.append(_squeezed(element))
    return "\n".join(line for line in lines if line) + "\n"


def _squeezed(element: html.HtmlElement) -> str:
    """The words of an element; what a row unfolds to stands in lines of its own."""
    words = element.xpath(".//text()[not(ancestor::details[@class='grounds'])]")
    if element.tag in {"dt", "dd", "summary"}:
        words = element.itertext()
    return " ".join("".join(words).split())


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_report_says_what_was_reviewed(published: Path, period: str, language: str) -> None:
    compare(words_of(published / "reports" / period / f"report.{language}.html"), period, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_third_period_of_the_example_says_what_was_reviewed(example: Path, language: str) -> None:
    """Renamed, split, merged, gone and back, replanned and reworded: what a comparison can show."""
    compare(words_of(example / "reports" / EXAMPLE / f"report.{language}.html"), EXAMPLE, language)


@pytest.fixture(scope="session")
def example(shared: Path) -> Path:
    """The root of the example in `examples/`, whose third period was run; read it, never write."""
    root, mark = shared / "example", shared / "example.done"
    with locked(shared / "example.lock", what="the example", wait=True):
        if not mark.exists():
            shutil.copytree(ROOT / "examples" / "data" / "raw", root / "data" / "raw")
            finished = seuranta("--root", str(root), "run", *EXAMPLE.split("/"))
            assert finished.code == 0, finished.errors
            mark.touch()
    return root


def compare(said: str, period: str, language: str) -> None:
    golden = HERE / f"{period.replace('/', '_')}.{language}.txt"
    if os.environ.get("SEURANTA_WRITE_GOLDEN") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")

    assert said == golden.read_text(encoding="utf-8")
