"""Documents that tests and benchmarks make: one content in every format that people send."""

from collections.abc import Callable

from tests.making.document import Document, Table
from tests.making.office import Conversions, find_office
from tests.making.pdf import make_pdf, make_unruled_pdf
from tests.making.sheets import make_ods, make_xls, make_xlsx
from tests.making.slides import make_pptx
from tests.making.source import NARROW_WIDTHS_CM, REALISTIC_WIDTHS_CM, source_document
from tests.making.text import make_csv, make_html, make_markdown, make_tab_text
from tests.making.word import make_docx

MAKERS: dict[str, Callable[[Document], bytes]] = {
    "pptx": make_pptx,
    "docx": make_docx,
    "xlsx": make_xlsx,
    "ods": make_ods,
    "xls": make_xls,
    "html": make_html,
    "csv": make_csv,
    "md": make_markdown,
    "txt": make_tab_text,
}

__all__ = [
    "MAKERS",
    "NARROW_WIDTHS_CM",
    "REALISTIC_WIDTHS_CM",
    "Conversions",
    "Document",
    "Table",
    "find_office",
    "make_csv",
    "make_docx",
    "make_html",
    "make_markdown",
    "make_ods",
    "make_pdf",
    "make_pptx",
    "make_tab_text",
    "make_unruled_pdf",
    "make_xls",
    "make_xlsx",
    "source_document",
]
