"""How well and how fast the 09/2022 content is read in every format that people send.

    .venv/bin/python benchmarks/reading.py [--runs 5] [--pages 300]

For each format: use cases found, cells right (name, the mark of each year, status text) with white space
normalised and without any, rows fully right, and the median time of a call after the first: by the clock and
of the processor, which other programs disturb less. Then the time of
`read` from start to end on a text file, and the memory that a long PDF takes. LibreOffice makes the PDF, ODS
and XLS files; without it these are left out.
"""

import argparse
import difflib
import io
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import pikepdf

from seuranta.ingest import Action, read_document
from seuranta.model import Kind
from tests import making
from tests.documents import FOLLOW_UP

YEARS = (2020, 2021, 2022, 2023)
Row = tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How much of the content was found."""

    found: int
    rows: int
    cells_right: int
    cells_right_without_spaces: int
    rows_right: int
    milliseconds: float
    cpu_milliseconds: float

    @property
    def line(self) -> str:
        """The score as a line of the table."""
        cells = self.rows * (len(YEARS) + 2)
        return (
            f"{self.found:3d}/{self.rows}  {self.cells_right:3d}/{cells}  "
            f"{self.cells_right_without_spaces:3d}/{cells}  {self.rows_right:2d}/{self.rows}  "
            f"{self.milliseconds:8.0f} {self.cpu_milliseconds:8.0f}"
        )


def main() -> None:
    """Make, read, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory_of:
        print_memory(options.memory_of)
        return
    expected = rows_of_source()
    print(f"{'':28}  found  cells    no spaces  rows         ms   CPU-ms")
    for name, file, content in documents():
        print(f"{name:28} {score(expected, file, content, options.runs).line}", flush=True)
    print(f"`read` of the text file, start to end: {start_to_end(options.runs):.2f} s")
    if making.find_office():
        measure_long_pdf(options.pages)


def documents() -> Iterator[tuple[str, str, bytes]]:
    """The content in every format: what it is, the file's name and its bytes."""
    source = making.source_document()
    has_office = making.find_office() is not None
    for suffix, make in making.MAKERS.items():
        if has_office or suffix not in ("ods", "xls"):
            yield suffix, f"tilanne.{suffix}", make(source)
    if not has_office:
        print("no LibreOffice: PDF, ODS and XLS are left out")
        return
    slides = making.make_pptx(source)
    realistic = making.make_docx(source, column_widths=making.REALISTIC_WIDTHS_CM)
    narrow = making.make_docx(source, column_widths=making.NARROW_WIDTHS_CM)
    unruled = making.make_unruled_pdf(source, column_widths=making.REALISTIC_WIDTHS_CM)
    yield "pdf of slides", "tilanne.pdf", making.make_pdf(slides, "pptx")
    yield "pdf of Word", "tilanne.pdf", making.make_pdf(realistic, "docx")
    yield "pdf of Word, narrow columns", "tilanne.pdf", making.make_pdf(narrow, "docx")
    yield "pdf of Word, no lines", "tilanne.pdf", unruled


def rows_of_source() -> list[Row]:
    """Name, marks and status text of every use case, as they stand between the tabs."""
    tables = [table for table in making.source_document().tables if len(table.header) == len(YEARS) + 2]
    return [tuple(row) for table in tables for row in table.rows]


def rows_of(actions: tuple[Action, ...]) -> list[Row]:
    """The same of the use cases that were read."""
    return [
        (
            action.name,
            *("x" if year in action.planned_years else "" for year in YEARS),
            action.status_text or "",
        )
        for action in actions
        if action.kind is Kind.USE_CASE
    ]


def paired(expected: list[Row], found: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Each row with its reading, by name, so that a lost row does not put all that follow in the wrong."""
    names = [[_without(row[0], "") for row in rows] for rows in (expected, found)]
    matcher = difflib.SequenceMatcher(a=names[0], b=names[1], autojunk=False)
    for _, begin, end, other_begin, other_end in matcher.get_opcodes():
        yield from zip(expected[begin:end], found[other_begin:other_end], strict=False)


def score(expected: list[Row], file: str, content: bytes, runs: int) -> Score:
    """Read a document once to compare it, then often enough to time it."""
    found = rows_of(read_document(file, content).actions)
    times, cpu_times = [], []
    for _ in range(runs):
        began, cpu_began = time.perf_counter(), _cpu_seconds()
        read_document(file, content)
        times.append(time.perf_counter() - began)
        cpu_times.append(_cpu_seconds() - cpu_began)
    pairs = list(paired(expected, found))
    return Score(
        found=len(found),
        rows=len(expected),
        cells_right=sum(_right(ours, theirs, " ") for ours, theirs in pairs),
        cells_right_without_spaces=sum(_right(ours, theirs, "") for ours, theirs in pairs),
        rows_right=sum(_right(ours, theirs, " ") == len(ours) for ours, theirs in pairs),
        milliseconds=1000 * statistics.median(times),
        cpu_milliseconds=1000 * statistics.median(cpu_times),
    )


def _cpu_seconds() -> float:
    """Of this process and the children that ended: a reader may work in a process of its own."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _right(expected: Row, found: Row, space: str) -> int:
    pairs = zip(expected, found, strict=True)
    return sum(_without(one, space) == _without(other, space) for one, other in pairs)


def _without(words: str, space: str) -> str:
    return re.sub(r"\s+", space, words)


def start_to_end(runs: int) -> float:
    """Seconds that `python pipeline.py read` takes on the real text document."""
    command = [sys.executable, str(ROOT / "pipeline.py"), "read", str(FOLLOW_UP)]
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def measure_long_pdf(pages: int) -> None:
    """Read a PDF of so many pages in a process of its own, which prints what it took."""
    source = making.source_document()
    once = making.make_docx(source, column_widths=making.REALISTIC_WIDTHS_CM)
    a_copy = pages_of(making.make_pdf(once, "docx"))
    many = making.Document(source.title, source.tables * -(-pages // a_copy))
    content = making.make_pdf(making.make_docx(many, column_widths=making.REALISTIC_WIDTHS_CM), "docx")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pitka.pdf"
        path.write_bytes(content)
        print(f"PDF of {pages_of(content)} pages: ", end="", flush=True)
        subprocess.run([sys.executable, __file__, "--memory-of", str(path)], check=True)


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def print_memory(path: Path) -> None:
    """Read a document and print how long it took and the most memory that this process held."""
    began = time.perf_counter()
    reading = read_document(path.name, path.read_bytes())
    seconds = time.perf_counter() - began
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    print(f"{len(reading.actions)} actions in {seconds:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
