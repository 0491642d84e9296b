"""Read PDF: ruled tables, and those without lines where a page has no ruled one."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.pdf.columns import Columns
from seuranta.ingest.formats.pdf.drawing import Drawing, drawing_of
from seuranta.ingest.formats.pdf.margins import lines_beside, paragraphs, running_heads
from seuranta.ingest.formats.pdf.page import Box, PageTable, Run
from seuranta.ingest.formats.pdf.page_ends import cut_areas
from seuranta.ingest.formats.pdf.ruled import Area, Lattice, is_too_dense, page_table, ruled_lattices
from seuranta.ingest.formats.pdf.unruled import UnruledTable, rows_joined_over_pages, unruled_lattices
from seuranta.ingest.formats.pdf.unwrap import Habits, learn
from seuranta.ingest.grid import Grid, RawDocument
from seuranta.ingest.reading import ReadingWarning

_MOST_PAGES = 1_000
# A page with fewer letters than this has no text worth the name; a page number or a stamp may be on it.
_FEW_LETTERS = 30
# The share of the page that pictures must cover for it to be a scan, and how many curves draw a text.
_PICTURE_SHARE, _MANY_CURVES = 0.3, 100
_NEW_COPY = (
    "ask the sender for the document again, as a Word, PowerPoint or Excel file or as a PDF saved from it"
)


@dataclass(frozen=True)
class _PageTables:
    """A page, its ruled tables, those without lines, and the lines beside them."""

    drawing: Drawing
    ruled: list[Lattice]
    unruled: list[UnruledTable]
    beside: list[Run]

    def lattices(self) -> list[Lattice]:
        """Its tables as drawn, top to bottom."""
        found = self.ruled + [table.lattice for table in self.unruled]
        return sorted(found, key=lambda lattice: lattice.box[1])

    def tables(self, habits: Habits, cut: frozenset[Area]) -> list[PageTable]:
        """Its tables with their broken lines mended, top to bottom, then left to right."""
        ruled = [page_table(lattice, habits, cut) for lattice in self.ruled]
        unruled = [
            replace(page_table(table.lattice, habits, cut), warnings=table.warnings) for table in self.unruled
        ]
        return sorted(ruled + unruled, key=lambda table: (table.box[1], table.box[0]))


def read(content: bytes, file: str) -> RawDocument:
    """Read the tables of a PDF.

    Args:
        content: the file.
        file: its name, for messages.

    Returns:
        One grid per table and page, top to bottom, with its page and each cell's box as address.

    Raises:
        DocumentRefusedError: `password`, `broken`, `scanned` (pictures of text, no text) or `too_large`.
    """
    for library in (
        "pdfminer",
        "pdfplumber",
    ):  # their advice about fonts and metadata is for no reader of ours
        logging.getLogger(library).setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            _require_few_pages(len(pdf.pages), file)
            drawings = [drawing_of(page) for page in pdf.pages]
    except DocumentRefusedError:
        raise
    except PdfminerException as error:
        raise _refusal(error.args[0] if error.args else error, file) from error
    except Exception as error:
        raise _refusal(error, file) from error
    pages = _page_tables(drawings)
    _require_text(pages, file)
    grids, preface = _grids(pages)
    return RawDocument("pdf", grids, preface, _warnings(drawings, file))


def _page_tables(drawings: Sequence[Drawing]) -> list[_PageTables]:
    ruled = [ruled_lattices(drawing) for drawing in drawings]
    besides = [
        lines_beside(drawing.words, [lattice.box for lattice in lattices])
        for drawing, lattices in zip(drawings, ruled, strict=True)
    ]
    running = running_heads(besides, [drawing.height for drawing in drawings])
    found: list[list[UnruledTable]] = []
    carried: Columns | None = None
    for drawing, lattices, heads in zip(drawings, ruled, running, strict=True):
        tables: list[UnruledTable] = []
        if any(lattice.height > 1 for lattice in lattices):
            carried = None
        else:
            tables, carried = unruled_lattices(
                drawing, drawing.words, (), carried, [head.box for head in heads]
            )
        found.append(tables)
    pages = []
    joined = rows_joined_over_pages(found)
    for drawing, lattices, heads, before, tables in zip(drawings, ruled, running, found, joined, strict=True):
        boxes = [table.lattice.box for table in before]
        kept = [lattice for lattice in lattices if not any(_overlap(lattice.box, box) for box in boxes)]
        taken = [*boxes, *(lattice.box for lattice in kept), *(head.box for head in heads)]
        pages.append(_PageTables(drawing, kept, tables, lines_beside(drawing.words, taken)))
    return pages


def _overlap(box: Box, other: Box) -> bool:
    """Whether two boxes share a place: a coloured row is no table beside the one that it belongs to."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _is_picture(drawing: Drawing) -> bool:
    """Whether the page shows its text as a picture or as drawn curves: hardly a letter on it can be read."""
    if sum(len(word.text) for word in drawing.words) >= _FEW_LETTERS:
        return False
    return drawing.picture_share > _PICTURE_SHARE or drawing.curve_count > _MANY_CURVES


def _grids(pages: Sequence[_PageTables]) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The document's tables, and the paragraphs of the pages before the first of them."""
    habits = _habits(pages)
    cut = cut_areas([page.lattices() for page in pages], habits)
    grids: list[Grid] = []
    preface: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    for page in pages:
        tables = page.tables(habits, cut)
        if not tables and not grids:
            preface += paragraphs(page.beside)
        elif not tables:
            pending += paragraphs(page.beside)
        upper = float("-inf")
        for table in tables:
            above = paragraphs([line for line in page.beside if upper <= line.middle < table.box[1]])
            number = page.drawing.page_number
            grids.append(Grid(table.rows, text_above=pending + above, page=number, warnings=table.warnings))
            pending, upper = (), max(upper, table.box[3])
    return tuple(grids), preface


def _habits(pages: Sequence[_PageTables]) -> Habits:
    lattices = [lattice for page in pages for lattice in page.lattices()]
    cells = [area.lines for lattice in lattices for area in lattice.areas if area.lines]
    return learn(cells + [(line,) for page in pages for line in page.beside])


def _warnings(drawings: Sequence[Drawing], file: str) -> tuple[ReadingWarning, ...]:
    scanned = [drawing.page_number for drawing in drawings if _is_picture(drawing)]
    dense = [drawing.page_number for drawing in drawings if is_too_dense(drawing)]
    return tuple(
        ReadingWarning(code, f"{message}: page {', '.join(map(str, numbers))}", f"{file}, page {numbers[0]}")
        for code, message, numbers in (
            ("scanned_page", "expected text, found only a picture of it, which is not read", scanned),
            (
                "dense_page",
                "expected a table, found a map or drawing of very many lines, not searched",
                dense,
            ),
        )
        if numbers
    )


def _require_few_pages(count: int, file: str) -> None:
    if count > _MOST_PAGES:
        raise DocumentRefusedError(
            f"expected at most {_MOST_PAGES} pages, found {count}",
            code="too_large",
            where=file,
            hint="save the pages that hold the tables as a PDF of their own",
        )


def _require_text(pages: Sequence[_PageTables], file: str) -> None:
    pictures = sum(_is_picture(page.drawing) for page in pages)
    if pictures and 2 * pictures >= len(pages) and not any(page.lattices() for page in pages):
        raise DocumentRefusedError(
            f"expected text, found pictures of it on {pictures} of {len(pages)} pages: a scanned document",
            code="scanned",
            where=file,
            hint=_NEW_COPY,
        )


def _refusal(error: object, file: str) -> DocumentRefusedError:
    if isinstance(error, (PDFPasswordIncorrect, PDFEncryptionError)):
        return DocumentRefusedError(
            "expected a document that anyone can open, found one that asks for a password",
            code="password",
            where=file,
            hint="open it with its password, save it without one and add that file",
        )
    return DocumentRefusedError(
        f"expected a whole PDF, found one that is damaged or cut off ({type(error).__name__})",
        code="broken",
        where=file,
        hint="fetch the file again; if it opens in no viewer, " + _NEW_COPY,
    )
