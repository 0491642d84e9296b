"""From bytes to text lines: what encoding, what is no text at all, which characters are not words."""

import codecs
import re
import unicodedata

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.reading import ReadingWarning
from seuranta.model import MAX_DOCUMENT_BYTES

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_000  # characters in which an encoding shows
# Word writes its bullets as characters of a private font.
_PRIVATE_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf02d\uf0d8\uf0fc", "•"))
_NOT_WORDS = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


def decode(content: bytes, file: str) -> tuple[list[str], list[ReadingWarning]]:
    """The lines of a text document, in Unicode NFC, without their line ends but with trailing spaces.

    Control and direction characters, which no reader would see, become U+FFFD and are warned of; a
    vertical tab, PowerPoint's line break within a cell, stays.

    Raises:
        DocumentRefusedError: the document is empty, too large, or not text.
    """
    if not content.strip():
        raise DocumentRefusedError(
            "expected a document with a table, found an empty file",
            code="empty",
            where=file,
            hint="ask the sender for the file again",
        )
    if len(content) > MAX_DOCUMENT_BYTES:
        raise DocumentRefusedError(
            f"expected at most {MAX_DOCUMENT_BYTES // 1_000_000} MB, found more",
            code="too_large",
            where=file,
            hint="split the document",
        )
    text, warnings = to_text(content, file)
    lines = (
        unicodedata.normalize("NFC", text)
        .translate(_PRIVATE_BULLETS)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    )
    cleaned = []
    for number, line in enumerate(lines, start=1):
        mended = _NOT_WORDS.sub("\ufffd", line)
        if mended != line:
            warnings.append(
                ReadingWarning(
                    "control_character",
                    "a control or direction character was replaced by \ufffd",
                    f"line {number}",
                )
            )
        cleaned.append(mended)
    return cleaned, warnings


def to_text(content: bytes, file: str) -> tuple[str, list[ReadingWarning]]:
    """The text of a document by its byte-order mark; without one UTF-8, UTF-16 if plain, else Windows-1252.

    Raises:
        DocumentRefusedError: the bytes are no text (`not_text`).
    """
    encoding = _unicode_encoding(content)
    if encoding is None and b"\x00" in content:
        raise _not_text(file)
    try:
        return content.decode(encoding or "utf-8-sig").removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        if encoding is not None:
            raise _not_text(file) from error
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(file) from error
    return text, [ReadingWarning("encoding", "not UTF-8: read as Windows-1252", "whole document")]


def _unicode_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 where a byte-order mark says so, UTF-16 also where every other byte is mostly zero."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if len(content) % 2 == 0:
        halves = {"utf-16-be": content[::2][:_LOOKED_AT], "utf-16-le": content[1::2][:_LOOKED_AT]}
        for encoding, high_bytes in halves.items():
            low_bytes = next(half for other, half in halves.items() if other != encoding)
            if 2 * high_bytes.count(0) > len(high_bytes) and not low_bytes.count(0):
                return encoding
    return None


def _not_text(file: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        "expected text, found bytes that are no text in UTF-8, UTF-16 or Windows-1252",
        code="not_text",
        where=file,
        hint="open the file where it was made and save it as text (UTF-8)",
    )
