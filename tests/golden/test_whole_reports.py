"""The words of every whole report, as text that a person reviews when it changes.

`SEURANTA_WRITE_GOLDEN=1 python -m tests tests/golden` writes the files anew; read the difference before
you commit it.
"""

import os
from pathlib import Path

import pytest
from lxml import html

from seuranta.model import LANGUAGES

HERE = Path(__file__).parent / "reports"
PERIODS = ("porvoo-digiohjelma/2022-09", "porvoo-digitiekartta/2024-01")
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
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_report_says_what_was_reviewed(published: Path, period: str, language: str) -> None:
    said = words_of(published / "reports" / period / f"report.{language}.html")
    golden = HERE / f"{period.replace('/', '_')}.{language}.txt"
    if os.environ.get("SEURANTA_WRITE_GOLDEN") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")

    assert said == golden.read_text(encoding="utf-8")
