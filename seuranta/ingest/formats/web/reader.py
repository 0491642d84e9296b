"""Tables of web pages: read as their reader sees them; scripts never run, nothing is fetched."""

import codecs
import re

from lxml import etree
from lxml.etree import _Element

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.web import css
from seuranta.ingest.formats.web.tables import is_data_table, read_table
from seuranta.ingest.formats.web.words import cell_words, paragraphs, pieces
from seuranta.ingest.grid import Grid, RawDocument
from seuranta.ingest.reading import ReadingWarning

_HEAD_BYTES = 4_096
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)
_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Names under which pages are written in Windows-1252, whatever they say.
_WINDOWS = frozenset(
    {"ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1", "iso8859-1", "windows-1252", "cp1252"}
)


def read(content: bytes, file: str) -> RawDocument:
    """Read the data tables of a web page.

    Raises:
        DocumentRefusedError: `not_text`, `broken`, `too_large`; `no_table` where tables seem to be made by
            scripts or to stand in other files.
    """
    text, warnings = page_text(content, file)
    root = parse(text, file)
    if root is None:
        return RawDocument("html", (), warnings=warnings)
    grids = read_page(root, file)
    if not grids:
        _refuse_tables_elsewhere(root, file)
    title = root.find(".//title")
    preface = () if title is None else tuple(paragraphs(title.text or ""))
    return RawDocument("html", grids, preface, warnings)


def read_page(root: _Element, file: str) -> tuple[Grid, ...]:
    """The data tables of a parsed page, each with the words between it and the one before.

    Raises:
        DocumentRefusedError: a table is too large (`too_large`), or elements are nested too deep (`broken`).
    """
    try:
        return _read_page(root, file)
    except RecursionError as error:
        raise _broken("its elements are nested too deep", file) from error


def _read_page(root: _Element, file: str) -> tuple[Grid, ...]:
    fills = css.class_fills("".join(map(str, sheet.itertext())) for sheet in root.iter("style"))
    grids = []
    words: list[str] = []
    for piece in pieces(root, is_data_table):
        if isinstance(piece, str):
            words.append(piece)
            continue
        rows, warnings = read_table(piece, file, fills)
        if rows:
            captions = [cell_words(caption).text for caption in piece.iterchildren("caption")]
            above = paragraphs("\n".join(["".join(words), *captions]))
            grids.append(Grid(rows, text_above=tuple(above), is_hidden=_is_unseen(piece), warnings=warnings))
            words = []
    return tuple(grids)


def page_text(content: bytes, file: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The text of a page: by its byte-order mark, as it declares, as UTF-8, or as Windows-1252.

    What it declares is believed only if its bytes agree: pages are often saved anew in another encoding.

    Raises:
        DocumentRefusedError: it is not text (`not_text`).
    """
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, file), ()
    match = _CHARSET.search(content[:_HEAD_BYTES])
    declared = match[1].decode("ascii").lower() if match else "utf-8"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        is_declared = text.isascii() or declared in ("utf-8", "utf8") or declared.startswith("utf-16")
        return text, () if is_declared else (_encoding(f"says {declared}, but is UTF-8: read as such"),)
    if declared in _WINDOWS:
        return _decoded(content, "cp1252", file), ()
    try:
        return content.decode(declared), ()
    except (LookupError, ValueError):
        return _decoded(content, "cp1252", file), (_encoding("not UTF-8: read as Windows-1252"),)


def _decoded(content: bytes, encoding: str, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentRefusedError(
            f"expected a web page, found bytes that are no text in {encoding}",
            code="not_text",
            where=file,
            hint="open the page in a browser and save it anew",
        ) from error


def _encoding(message: str) -> ReadingWarning:
    return ReadingWarning("encoding", message, "whole document")


def parse(text: str, file: str) -> _Element | None:
    """The elements of a page; None for a page without any.

    Raises:
        DocumentRefusedError: its elements cannot be told apart, or are nested too deep (`broken`).
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root: _Element | None = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _broken("it holds no elements", file) from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise _broken("its elements are nested too deep, or one is too long", file)
    return root


def _broken(found: str, file: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"expected a web page, found one that cannot be taken apart: {found}",
        code="broken",
        where=file,
        hint="open the page in a browser and save it anew, or copy its tables into a Word or Excel file",
    )


def _is_unseen(table: _Element) -> bool:
    return css.is_hidden(table) or any(map(css.is_hidden, table.iterancestors()))


def _refuse_tables_elsewhere(root: _Element, file: str) -> None:
    """A page without tables says where its tables are, if it is plain from its elements."""
    if any(True for _ in root.iter("frameset", "iframe")):
        found, hint = (
            "frames that show other files",
            "add the files that the frames show, or save the page as PDF",
        )
    elif any(True for _ in root.iter("script")):
        found = "scripts, which may make one and are never run"
        hint = "open the page in a browser and print it as PDF, or export the table there"
    else:
        return
    raise DocumentRefusedError(
        f"expected a page with a table, found none, but {found}", code="no_table", where=file, hint=hint
    )
