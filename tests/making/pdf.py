"""PDF documents as LibreOffice exports them."""

from tests.making.document import Document
from tests.making.office import convert
from tests.making.word import make_docx


def make_pdf(office: bytes, suffix: str) -> bytes:
    """An office document ("pptx", "docx", "xlsx") as PDF."""
    return convert(office, suffix, "pdf")


def make_unruled_pdf(document: Document, *, column_widths: list[float] | None = None) -> bytes:
    """A Word document whose tables have no lines, as PDF; `column_widths` in cm."""
    return make_pdf(make_docx(document, column_widths=column_widths, ruled=False), "docx")
