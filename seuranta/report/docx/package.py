"""The parts of a Word document in their ZIP: same parts in, same bytes out."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from seuranta.report.docx.xml import written

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DEFAULTS = {
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_OVERRIDES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer.xml": f"{_WORD}.footer+xml",
    "word/header.xml": f"{_WORD}.header+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
}
_FIRST = "[Content_Types].xml"


@dataclass(frozen=True)
class Relation:
    """What a part refers to.

    Args:
        id: its name within the part.
        kind: a relationship type, an address.
        target: a path beside the part, or an address on the web.
        is_external: whether it is the latter.
    """

    id: str
    kind: str
    target: str
    is_external: bool = False


def relations(entries: list[Relation]) -> bytes:
    """The relations of a part."""
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=cast(dict[str, str], {None: _RELATIONS}))
    for entry in entries:
        values = {"Id": entry.id, "Type": entry.kind, "Target": entry.target}
        if entry.is_external:
            values["TargetMode"] = "External"
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", values)
    return written(root)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The document: its parts in one order and with one date, whatever the day.

    Args:
        parts: content by path; the list of their types is added.
    """
    whole = {_FIRST: _content_types(), **dict(sorted(parts.items()))}
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED  # PNG is deflated
            entry.create_system = 0  # else it would tell which system made it
            archive.writestr(entry, content)
    return target.getvalue()


def _content_types() -> bytes:
    root = etree.Element(f"{{{_CONTENT_TYPES}}}Types", nsmap=cast(dict[str, str], {None: _CONTENT_TYPES}))
    for extension, kind in _DEFAULTS.items():
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Default", {"Extension": extension, "ContentType": kind})
    for path, kind in _OVERRIDES.items():
        values = {"PartName": f"/{path}", "ContentType": kind}
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", values)
    return written(root)
