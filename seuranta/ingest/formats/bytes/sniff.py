"""What a document is, by its bytes and never by its name; what no reader takes is refused here."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.bytes import compound
from seuranta.ingest.formats.bytes.zipped import locked, zipped_format
from seuranta.ingest.formats.text.decode import decode
from seuranta.ingest.formats.text.delimited import looks_delimited
from seuranta.ingest.formats.text.pipes import has_table
from seuranta.ingest.reading import ReadingWarning
from seuranta.model import MAX_DOCUMENT_BYTES

_BEGINNING_BYTES = 1_024
_BEGINNING_CHARACTERS = 300_000
_TEXT_FORMATS = frozenset({"csv", "html", "markdown", "tab_text", "wrapped_text"})
_NAMES = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "pptx": "a PowerPoint presentation",
    "xlsx": "an Excel workbook",
    "ods": "an OpenDocument spreadsheet",
    "xls": "an old Excel workbook",
    "html": "a web page",
    "markdown": "Markdown",
    "csv": "a CSV file",
    "tab_text": "text with tabs",
    "wrapped_text": "plain text",
}
_DELIMITED = frozenset({"csv", "tab_text"})
# What the bytes may be under each ending; an ending that is not here promises nothing.
_ENDINGS = {
    **{f".{kind}": frozenset({kind}) for kind in ("pdf", "docx", "pptx", "xlsx", "ods", "xls")},
    **dict.fromkeys((".doc", ".ppt", ".rtf", ".odt", ".odp", ".xlsb", ".zip"), frozenset[str]()),
    **dict.fromkeys((".docm", ".dotx", ".dotm"), frozenset({"docx"})),
    **dict.fromkeys((".pptm", ".ppsx", ".ppsm", ".potx", ".potm"), frozenset({"pptx"})),
    **dict.fromkeys((".xlsm", ".xltx", ".xltm"), frozenset({"xlsx"})),
    ".ots": frozenset({"ods"}),
    ".xlt": frozenset({"xls"}),
    **dict.fromkeys((".html", ".htm", ".xhtml"), frozenset({"html"})),
    **dict.fromkeys((".csv", ".tsv", ".tab"), _DELIMITED),
    ".txt": _TEXT_FORMATS - {"html"},
    **dict.fromkeys((".md", ".markdown"), _TEXT_FORMATS),
}

_PICTURE = "ask the sender for the document that the picture shows; words in a picture are not read"
_PACKED = "unpack it and add the documents that are in it, one by one"
_ATTACHMENT = "open the message, save the attached document, and add that"
_COPY = "copy its tables into a Word or Excel file and add that"
# How the bytes begin, what that is, and what to do with it. No reader takes these.
_UNREADABLE: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF document", "open it in Word or LibreOffice and save it as .docx"),
    (b"\x89PNG\r\n", "a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _PICTURE),
    (b"GIF8", "a picture (GIF)", _PICTURE),
    (b"II*\x00", "a picture (TIFF)", _PICTURE),
    (b"MM\x00*", "a picture (TIFF)", _PICTURE),
    (b"\x1f\x8b", "a packed file (gzip)", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)", _PACKED),
    (b"Rar!\x1a\x07", "a packed file (RAR)", _PACKED),
    (b"\xfd7zXZ\x00", "a packed file (xz)", _PACKED),
    (b"%!PS", "a PostScript document", "print or save it as PDF"),
    (b"\x00\x01\x00\x00Standard ", "an Access database", _COPY),
    (b"SQLite format 3\x00", "a database", _COPY),
)
_UNREADABLE_ZIPS = {
    "xlsb": ("a binary Excel workbook (.xlsb)", "open it in Excel and save it as .xlsx"),
    "odt": ("an OpenDocument text (.odt)", "open it in LibreOffice or Word and save it as .docx"),
    "odp": (
        "an OpenDocument presentation (.odp)",
        "open it in LibreOffice or PowerPoint and save it as .pptx",
    ),
    "epub": ("an e-book (EPUB)", _COPY),
    "iwork": (
        "an Apple Pages, Numbers or Keynote document",
        "open it there and export it as Word, Excel or PowerPoint",
    ),
    "zip": ("a packed file (ZIP) that is no Office document", _PACKED),
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")

_MAIL = re.compile(
    rb"(?:From |(?:Received|Return-Path|MIME-Version|Date|Subject|From|To|Message-ID|X-[\w-]+):)",
    re.I,
)
_MAIL_FIELD = re.compile(rb"^(?:MIME-Version|Message-ID|Content-Type):[ \t]*\S", re.I | re.M)
_PAGE_BEGINS = re.compile(r"<(?:!doctype\s+html|(?:html|head|body|table|meta|title|div|p|h[1-6])\b)", re.I)
_TABLE_MARKUP = (re.compile(r"<table\b", re.I), re.compile(r"<tr\b", re.I), re.compile(r"<t[dh]\b", re.I))


@dataclass(frozen=True)
class Sniffed:
    """What a document is.

    Args:
        format: `pdf`, `docx`, `pptx`, `xlsx`, `ods`, `xls`, `html`, `markdown`, `csv`, `tab_text` or
            `wrapped_text`: the reader that takes it.
        warnings: `wrong_ending`, if its name promises something else.
    """

    format: str
    warnings: tuple[ReadingWarning, ...] = ()


def sniff(content: bytes, file: str) -> Sniffed:
    """Tell what a document is, before any reader opens it.

    Raises:
        DocumentRefusedError: `empty`, `too_large`, `broken`, `password`, `zip_bomb`, `unsupported_format` or
            `not_text`; the hint says what to do with such a file.
    """
    _refuse_sizes(content, file)
    found = _binary_format(content, file) or _text_format(content, file)
    return Sniffed(found, _wrong_ending(found, file))


def _refuse_sizes(content: bytes, file: str) -> None:
    if not content.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise DocumentRefusedError(
            "expected a document with a table, found an empty file",
            code="empty",
            where=file,
            hint="ask the sender for the file again",
        )
    if len(content) > MAX_DOCUMENT_BYTES:
        raise DocumentRefusedError(
            f"expected at most {MAX_DOCUMENT_BYTES // 1_000_000} MB, found {len(content) / 1_000_000:.0f} MB",
            code="too_large",
            where=file,
            hint="split the document, or make its pictures smaller",
        )


def _binary_format(content: bytes, file: str) -> str | None:
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = zipped_format(content, file)
        if kind in _UNREADABLE_ZIPS:
            raise _unsupported(*_UNREADABLE_ZIPS[kind], file)
        return kind
    if content.startswith(compound.SIGNATURE):
        return _compound_format(content, file)
    if b"%PDF-" in content[:_BEGINNING_BYTES]:
        return "pdf"
    for signature, name, hint in _UNREADABLE:
        if content.startswith(signature):
            raise _unsupported(name, hint, file)
    _refuse_other_pictures(content, file)
    if content.startswith(_PROGRAMS) and b"\x00" in content[:_BEGINNING_BYTES]:
        raise _not_text(file)
    return None


def _refuse_other_pictures(content: bytes, file: str) -> None:
    """Pictures that do not begin with their signature."""
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise _unsupported("a picture (HEIC)", _PICTURE, file)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        raise _unsupported("a picture (WebP)", _PICTURE, file)
    if content.startswith(b"BM") and int.from_bytes(content[2:6], "little") == len(content):
        raise _unsupported("a picture (BMP)", _PICTURE, file)


def _compound_format(content: bytes, file: str) -> str:
    try:
        names = compound.root_names(content)
    except ValueError as error:
        raise DocumentRefusedError(
            f"expected a whole old Office file, found a damaged one: {error}",
            code="broken",
            where=file,
            hint="ask the sender for the file again: it was probably cut off on its way",
        ) from error
    if "EncryptedPackage" in names:
        raise locked(file)
    if names & {"Workbook", "Book"}:
        return "xls"
    if "WordDocument" in names:
        raise _unsupported("an old Word document (97-2003)", "open it in Word and save it as .docx", file)
    if "PowerPoint Document" in names:
        hint = "open it in PowerPoint and save it as .pptx"
        raise _unsupported("an old PowerPoint presentation (97-2003)", hint, file)
    if any(name.startswith("__properties_version") for name in names):
        raise _unsupported("an e-mail message of Outlook (.msg)", _ATTACHMENT, file)
    raise _unsupported("an old Office file that holds no workbook", _COPY, file)


def _text_format(content: bytes, file: str) -> str:
    _refuse_mail(content, file)
    lines, _ = decode(content, file)
    text = "\n".join(lines)
    beginning = _beginning(text)
    start = _first_markup(beginning)
    if _PAGE_BEGINS.match(beginning, start):
        return "html"
    if text.startswith("<?xml"):
        raise _other_markup(text, file)
    if has_table(lines):
        return "markdown"
    if _has_table_markup(text):
        return "html"
    if looks_delimited(beginning):
        return "csv"
    return "tab_text" if "\t" in text else "wrapped_text"


def _beginning(text: str) -> str:
    """As much of a text as shows what it is, to the end of a line if it is long."""
    if len(text) <= _BEGINNING_CHARACTERS:
        return text
    return text[: text.rfind("\n", 0, _BEGINNING_CHARACTERS) + 1] or text[:_BEGINNING_CHARACTERS]


def _first_markup(text: str) -> int:
    """Where the text begins behind white space, comments and XML declarations."""
    start = len(text) - len(text.lstrip())
    while (end := {"<!--": "-->", "<?xm": "?>"}.get(text[start : start + 4].lower())) is not None:
        found = text.find(end, start)
        if found < 0:
            return start
        start = found + len(end)
        while text[start : start + 1].isspace():
            start += 1
    return start


def _has_table_markup(text: str) -> bool:
    """Whether a table, a row and a cell begin one after the other."""
    start = 0
    for markup in _TABLE_MARKUP:
        found = markup.search(text, start)
        if found is None:
            return False
        start = found.end()
    return True


def _refuse_mail(content: bytes, file: str) -> None:
    head = content[: 8 * _BEGINNING_BYTES]
    if not (_MAIL.match(head) and _MAIL_FIELD.search(head)):
        return
    if b"multipart/related" in head.lower():
        hint = "open it in a browser and save it as a web page, HTML only"
        raise _unsupported("a web page saved in one file (MHTML)", hint, file)
    raise _unsupported("an e-mail message", _ATTACHMENT, file)


def _other_markup(text: str, file: str) -> DocumentRefusedError:
    if "urn:schemas-microsoft-com:office:spreadsheet" in text[: 8 * _BEGINNING_BYTES]:
        hint = "open it in Excel and save it as .xlsx"
        return _unsupported("an Excel workbook as XML (2003)", hint, file)
    return _unsupported("an XML file", "open it where it was made and save it as .docx, .xlsx or .html", file)


def _wrong_ending(found: str, file: str) -> tuple[ReadingWarning, ...]:
    ending = PurePath(file).suffix.lower()
    promised = _ENDINGS.get(ending)
    if promised is None or found in promised:
        return ()
    read_as = "one" if _NAMES[found].startswith(("a ", "an ")) else "such"
    message = f"named {ending}, but it is {_NAMES[found]}: read as {read_as}"
    return (ReadingWarning("wrong_ending", message, "whole document"),)


def _unsupported(name: str, hint: str, file: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"expected a PDF, Word, PowerPoint, Excel, ODS, HTML, CSV, Markdown or text document, found {name}",
        code="unsupported_format",
        where=file,
        hint=hint,
    )


def _not_text(file: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "expected a document, found a program",
        code="not_text",
        where=file,
        hint="do not open it; ask the sender for the document itself",
    )
