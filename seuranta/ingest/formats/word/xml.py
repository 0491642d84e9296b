"""The names of what stands in a Word document, and how to look it up."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from seuranta.ingest.formats.office.package import elements, is_on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr",
               "smartTagPr", "customXmlPr", "rubyPr")  # fmt: skip
# What else is no text of the document: the codes of fields, the reading aid above ruby text.
UNREAD = frozenset(f"{W}{name}" for name in (*_PROPERTIES, "instrText", "delText", "delInstrText", "rt"))
_WITHOUT_ROWS = frozenset((CELL, PARAGRAPH)) | UNREAD | DELETED


def inside(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows or cells of a table, or the cells of a row, in content controls or not; no nested ones."""
    for child in elements(parent):
        if child.tag == wanted:
            yield child
        elif child.tag not in _WITHOUT_ROWS:
            yield from inside(child, wanted)


def value(properties: Element | None, name: str) -> str:
    """What a property says; "" where it is not there, or says nothing."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def flag(properties: Element | None, name: str) -> bool:
    """Whether a property is there and not turned off."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return found is not None and is_on(found.get(f"{W}val"))
