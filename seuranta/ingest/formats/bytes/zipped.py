"""What a ZIP file holds, and whether it is safe to open: measured, never believed."""

import re
import zipfile
import zlib
from io import BytesIO
from itertools import pairwise

from seuranta.errors import DocumentRefusedError

MAX_TOTAL_BYTES = 200_000_000
MAX_RATIO = 200
MAX_MEMBERS = 5_000
_SMALL_BYTES = 1_000_000  # what a member may hold whatever its ratio: it hurts nobody
_CHUNK_BYTES = 1_000_000
_CENTRAL_HEADER, _LOCAL_HEADER, _LOCAL_HEADER_BYTES = b"PK\x01\x02", b"PK\x03\x04", 30
_IS_ENCRYPTED = 0x1
_XML_ENDINGS = (".xml", ".rels", ".vml")

# The content type of an OOXML file's main part; those of templates and with macros (never run) among them.
_MAIN_PART = re.compile(
    rb"\.(ms-excel\.sheet\.binary|ms-excel|ms-word|ms-powerpoint|wordprocessingml|spreadsheetml|presentationml)"
    rb"\.[a-z.]*main(?:\+xml)?[\"']"
)
_OFFICE = {
    b"ms-excel.sheet.binary": "xlsb",
    b"ms-excel": "xlsx",
    b"spreadsheetml": "xlsx",
    b"ms-word": "docx",
    b"wordprocessingml": "docx",
    b"ms-powerpoint": "pptx",
    b"presentationml": "pptx",
}
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.presentation-template": "odp",
    b"application/epub+zip": "epub",
}


def zipped_format(content: bytes, file: str) -> str:
    """What kind of document a ZIP file is, after its members have been measured.

    Returns:
        `docx`, `pptx`, `xlsx`, `ods`, or what no reader takes: `xlsb`, `odt`, `odp`, `epub`, `iwork`, `zip`.

    Raises:
        DocumentRefusedError: it is cut off or damaged (`broken`), encrypted (`password`), or would fill the
            memory (`zip_bomb`).
    """
    if content.count(_CENTRAL_HEADER) > 2 * MAX_MEMBERS:  # some may belong to files embedded in the file
        raise _bomb(f"at most {MAX_MEMBERS} files packed in it", "more", file)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    # All that zipfile raises of a damaged directory, and of a version of the format that it does not know.
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as error:
        raise _broken("its end is missing or damaged", file) from error
    if len(members) > MAX_MEMBERS:
        raise _bomb(f"at most {MAX_MEMBERS} files packed in it", str(len(members)), file)
    if any(member.flag_bits & _IS_ENCRYPTED for member in members):
        raise locked(file)
    _refuse_overlaps(members, file)
    parts = _unpack(content, members, file)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise locked(file)
    return _format(parts)


def locked(file: str) -> DocumentRefusedError:
    """The refusal of a document that opens with a password only."""
    return DocumentRefusedError(
        "expected a document that opens without a password, found an encrypted one",
        code="password",
        where=file,
        hint="open it with its password, save it without one, and add that file",
    )


def _refuse_overlaps(members: list[zipfile.ZipInfo], file: str) -> None:
    spans = sorted(
        (m.header_offset, m.header_offset + _LOCAL_HEADER_BYTES + m.compress_size) for m in members
    )
    if any(begin < end for (_, end), (begin, _) in pairwise(spans)):
        raise _bomb("every file packed in it once", "files that lie over one another", file)


def _unpack(content: bytes, members: list[zipfile.ZipInfo], file: str) -> dict[str, bytes]:
    """Every member unpacked and measured; kept are the beginnings of those that say what the document is."""
    total = packed = 0
    parts = {}
    for member in members:
        beginning, size = _measure(content, member, MAX_TOTAL_BYTES - total, file)
        total += size
        packed += member.compress_size
        is_xml = member.filename.casefold().endswith(_XML_ENDINGS)
        if is_xml and size > _SMALL_BYTES and size > MAX_RATIO * member.compress_size:
            raise _too_dense(file)
        if is_xml and b"<!ENTITY" in beginning:
            raise _bomb("XML without entities", f"their declaration in {member.filename!r}", file)
        is_telling = member.filename in ("mimetype", "[Content_Types].xml", "META-INF/manifest.xml")
        parts[member.filename] = beginning if is_telling else b""
    if total > _SMALL_BYTES and total > MAX_RATIO * packed:
        raise _too_dense(file)
    return parts


def _measure(content: bytes, member: zipfile.ZipInfo, room: int, file: str) -> tuple[bytes, int]:
    """The first megabyte of a member, and its size as unpacked."""
    packed = _packed(content, member, file)
    if member.compress_type == zipfile.ZIP_STORED:
        beginning, size = packed[:_CHUNK_BYTES], len(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        try:
            beginning, size = _inflate(packed, min(room, member.file_size))
        except zlib.error as error:
            raise _broken(f"{member.filename!r} cannot be unpacked", file) from error
    else:
        raise _broken(f"{member.filename!r} is packed in a way that no office program uses", file)
    if size > room:
        raise _bomb(f"at most {MAX_TOTAL_BYTES // 1_000_000} MB when unpacked", "more", file)
    if size > member.file_size:
        raise _bomb(f"{member.file_size} bytes in {member.filename!r} as it says", "more", file)
    if size < member.file_size:
        raise _broken(f"{member.filename!r} is shorter than it says", file)
    return beginning, size


def _packed(content: bytes, member: zipfile.ZipInfo, file: str) -> bytes:
    header = content[member.header_offset : member.header_offset + _LOCAL_HEADER_BYTES]
    if len(header) < _LOCAL_HEADER_BYTES or not header.startswith(_LOCAL_HEADER):
        raise _broken(f"{member.filename!r} is not where it should be", file)
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = member.header_offset + _LOCAL_HEADER_BYTES + lengths
    return content[start : start + member.compress_size]


def _inflate(packed: bytes, limit: int) -> tuple[bytes, int]:
    """The first megabyte and the size, counted to just above the limit."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    beginning = inflater.decompress(packed, _CHUNK_BYTES)
    size = len(beginning)
    while not inflater.eof and size <= limit:
        chunk = inflater.decompress(inflater.unconsumed_tail, _CHUNK_BYTES)
        if not chunk:
            break
        size += len(chunk)
    return beginning, size


def _format(parts: dict[str, bytes]) -> str:
    if (kind := _OPEN_DOCUMENTS.get(parts.get("mimetype", b"").strip())) is not None:
        return kind
    if (main := _MAIN_PART.search(parts.get("[Content_Types].xml", b"").lower())) is not None:
        return _OFFICE[main[1]]
    return "iwork" if any(name.endswith(".iwa") for name in parts) or "Index.zip" in parts else "zip"


def _too_dense(file: str) -> DocumentRefusedError:
    return _bomb(f"at most {MAX_RATIO} bytes packed in one", "more", file)


def _bomb(expected: str, found: str, file: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"expected {expected}, found {found}: it may be made to fill the memory (a zip bomb)",
        code="zip_bomb",
        where=file,
        hint="do not open it; ask the sender whether they made it, and for a file saved anew",
    )


def _broken(found: str, file: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"expected a whole Word, Excel, PowerPoint or OpenDocument file, found a damaged one: {found}",
        code="broken",
        where=file,
        hint="ask the sender for the file again: it was probably cut off on its way",
    )
