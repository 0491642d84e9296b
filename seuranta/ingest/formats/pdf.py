"""Read PDF: ruled tables, and those without lines where a page has no ruled one."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.pdf_margins import lines_beside, paragraphs, without_running_heads
from seuranta.ingest.formats.pdf_page import PageTable, Run, words_of
from seuranta.ingest.formats.pdf_ruled import Lattice, page_table, ruled_lattices
from seuranta.ingest.formats.unwrap import Habits, learn
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
class _PageContent:
    number: int
    height: float
    lattices: list[Lattice]
    unruled: list[PageTable]
    beside: list[Run]
    is_picture: bool


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
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its advice about fonts is for no reader of ours
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            _require_few_pages(len(pdf.pages), file)
            pages = [_page_content(page) for page in pdf.pages]
    except DocumentRefusedError:
        raise
    except PdfminerException as error:
        raise _refusal(error.args[0] if error.args else error, file) from error
    except (MemoryError, Exception) as error:
        raise _refusal(error, file) from error
    _require_text(pages, file)
    grids, preface = _grids(pages)
    return RawDocument("pdf", grids, preface, _warnings(pages, file))


def _page_content(page: Page) -> _PageContent:
    words = words_of(page.chars)
    lattices = ruled_lattices(page, words)
    taken = [lattice.box for lattice in lattices]
    unruled: list[PageTable] = []
    beside = lines_beside(words, taken + [table.box for table in unruled])
    content = _PageContent(
        page.page_number, float(page.height), lattices, unruled, beside, _is_picture(page, words)
    )
    page.close()
    return content


def _is_picture(page: Page, words: Sequence[Run]) -> bool:
    """Whether the page shows its text as a picture or as drawn curves: hardly a letter on it can be read."""
    if sum(len(word.text) for word in words) >= _FEW_LETTERS:
        return False
    pictured = sum(abs(image["width"] * image["height"]) for image in page.images)
    return pictured > _PICTURE_SHARE * page.width * page.height or len(page.curves) > _MANY_CURVES


def _grids(pages: Sequence[_PageContent]) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The document's tables, and the paragraphs of the pages before the first of them."""
    habits = _habits(pages)
    besides = without_running_heads([page.beside for page in pages], [page.height for page in pages])
    grids: list[Grid] = []
    preface: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    for page, beside in zip(pages, besides, strict=True):
        tables = [page_table(lattice, habits) for lattice in page.lattices] + page.unruled
        if not tables and not grids:
            preface += paragraphs(beside)
        elif not tables:
            pending += paragraphs(beside)
        upper = float("-inf")
        for table in sorted(tables, key=lambda table: (table.box[1], table.box[0])):
            above = paragraphs([line for line in beside if upper <= line.middle < table.box[1]])
            grids.append(
                Grid(table.rows, text_above=pending + above, page=page.number, warnings=table.warnings)
            )
            pending, upper = (), max(upper, table.box[3])
    return tuple(grids), preface


def _habits(pages: Sequence[_PageContent]) -> Habits:
    cells = [area.lines for page in pages for lattice in page.lattices for area in lattice.areas]
    return learn([lines for lines in cells if lines] + [(line,) for page in pages for line in page.beside])


def _warnings(pages: Sequence[_PageContent], file: str) -> tuple[ReadingWarning, ...]:
    pictures = [str(page.number) for page in pages if page.is_picture]
    if not pictures:
        return ()
    message = f"expected text, found only a picture of it on page {', '.join(pictures)}: not read"
    return (ReadingWarning("scanned_page", message, f"{file}, page {pictures[0]}"),)


def _require_few_pages(count: int, file: str) -> None:
    if count > _MOST_PAGES:
        raise DocumentRefusedError(
            f"expected at most {_MOST_PAGES} pages, found {count}",
            code="too_large",
            where=file,
            hint="save the pages that hold the tables as a PDF of their own",
        )


def _require_text(pages: Sequence[_PageContent], file: str) -> None:
    pictures = sum(page.is_picture for page in pages)
    has_tables = any(page.lattices or page.unruled for page in pages)
    if pictures and not has_tables and 2 * pictures >= len(pages):
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
