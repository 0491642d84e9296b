"""The elements of WordprocessingML, and which characters may stand in them."""

import unicodedata
from typing import Any

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000

Element = Any
_W = f"{{{NAMESPACES['w']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# These would reverse the reading of what follows them, or are no characters at all.
_REFUSED = frozenset("\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def twips(millimetres: float) -> str:
    """A length as Word writes it, in twentieths of a point."""
    return str(round(millimetres * TWIPS_PER_MM))


def w(name: str, /, *children: Element, **values: str) -> Element:
    """An element of the main namespace, its attributes in it as well."""
    element = etree.Element(_W + name)
    for key, value in values.items():
        element.set(_W + key, value)
    element.extend(children)
    return element


def other(name: str, /, *children: Element, **values: str) -> Element:
    """An element of another namespace ("a:blip"), its attributes in none."""
    prefix, local = name.split(":")
    element = etree.Element(f"{{{NAMESPACES[prefix]}}}{local}", values)
    element.extend(children)
    return element


def related(element: Element, attribute: str, relation_id: str) -> Element:
    """The element with a reference to a relation of its part."""
    element.set(f"{{{NAMESPACES['r']}}}{attribute}", relation_id)
    return element


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words(text: str) -> list[Element]:
    """A text as the contents of a run: its words, and a break for every line end."""
    pieces: list[Element] = []
    for number, line in enumerate(showable(text).split("\n")):
        if number:
            pieces.append(w("br"))
        if line:
            piece = w("t")
            piece.text = line
            piece.set(_SPACE, "preserve")
            pieces.append(piece)
    return pieces


def showable(text: str) -> str:
    """The text with every character that XML refuses or that hides written as its code point.

    Word finds a font for all others itself. Tabs become spaces, line ends stay.
    """
    text = text.replace("\r\n", "\n").replace("\t", " ")
    for character in set(text):
        if character != "\n" and (character in _REFUSED or unicodedata.category(character) in ("Cc", "Cs")):
            text = text.replace(character, f"[U+{ord(character):04X}]")
    return text


def written(root: Element) -> bytes:
    """A part of the package, as bytes."""
    etree.cleanup_namespaces(root, top_nsmap=NAMESPACES)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
