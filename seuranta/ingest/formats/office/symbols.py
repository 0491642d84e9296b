"""The characters of fonts that draw pictures in place of letters, and boxes to tick."""

import re
from collections.abc import Mapping

# What the fonts of pictures draw, by the place in the font. People mark plans with their check marks.
_WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x77: "◆",
    0x9F: "•", 0xA1: "○", 0xA8: "☐", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "→",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "✓",
}  # fmt: skip
_DRAWN = {
    "wingdings": _WINGDINGS,
    "wingdings 2": {
        0x2A: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "✓", 0x53: "☒", 0x54: "☒",
        0x97: "●", 0x98: "●", 0xA3: "☐",
    },
    "wingdings 3": {},
    "webdings": {0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"},
    "zapf dingbats": {0x33: "✓", 0x34: "✓", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6C: "●", 0x6F: "☐"},
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)  # where Office puts the places of such a font
_MARKS = {"☒": "x", "☐": "", "□": ""}

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What a raised number is a power of: a measure of length, or ten.
_BASE = re.compile(r"(?:(?<![^\W\d_])[kdcm]?m|(?<!\d)10)\Z")


def raised(number: str, before: str) -> str:
    """A raised number after the words before it: a power, or "" where it refers to a note."""
    is_power = not before.strip() or _BASE.search(before)
    return number.translate(_SUPERSCRIPT) if is_power else ""


def is_drawn(font: str | None) -> bool:
    """Whether a font draws pictures in place of letters."""
    return font is not None and font.strip().casefold() in _DRAWN


def symbols(text: str, font: str | None = None) -> str:
    """A text with the pictures of its font as characters; the unknown ones as bullets.

    A check mark in the private area is one without its font's name too: Word leaves the name to a style.
    """
    drawn = _DRAWN.get((font or "").strip().casefold())
    if drawn is None:
        return text.replace("\uf0fc", "✓").replace("\uf0fe", "✓").replace("\uf0a8", "☐")
    return "".join(_symbol(ord(character), drawn) for character in text)


def _symbol(code: int, drawn: Mapping[int, str]) -> str:
    if code in _PRIVATE:
        code -= _PRIVATE.start
    return chr(code) if chr(code).isspace() else drawn.get(code, "•")


def marked(text: str) -> str:
    """A cell's text; a box alone in its cell is the mark "x" where it is ticked, else nothing."""
    return _MARKS.get(text, text)
