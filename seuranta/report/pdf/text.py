"""What the embedded fonts can show: which characters, how wide, and where a long word may break.

The PDF standards refuse a character that no embedded font can draw, so it is written as its code
point in brackets ("[U+1F680]"): the reader sees that something stands there, and which.
"""

import importlib.util
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from seuranta.errors import StepFailedError

FAMILIES = ("Atkinson Hyperlegible", "DejaVu Sans")
_FILES = {
    False: ("AtkinsonHyperlegible-Regular.ttf", "DejaVuSans.ttf"),
    True: ("AtkinsonHyperlegible-Bold.ttf", "DejaVuSans-Bold.ttf"),
}
BREAK = "\u200b"  # the template makes it a place to break that leaves no character in the PDF's text

_POINTS_PER_MM = 72 / 25.4
_LONGEST_NATURAL_WORD = 40  # letters; words up to this length are left to the hyphenation patterns
_LETTERS_TOGETHER = 4
_PUNCTUATION = "-/_@&=?.,;:!?()\"'”’»«"
_NO_SYLLABLES = re.compile(r"[^aeiouyæøœ]{9}|[aeiouyæøœ]{5}")
_WORD = re.compile(r"\S+")
_AFTER_SEPARATOR = re.compile(r"(?<=[/._\-?&=,;:@])(?=\w)")
# Byte order marks and characters of private use are refused by PDF/A; the rest of these would let a text
# reverse the reading of what follows it.
_REFUSED = frozenset("\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def font_folders() -> tuple[Path, Path]:
    """The folders of the text font and of the symbol font; found without importing either package."""
    return (
        _package_folder("fontpkg_atkinson_hyperlegible") / "files",
        _package_folder("matplotlib") / "mpl-data" / "fonts" / "ttf",
    )


@lru_cache(maxsize=10_000)  # a table is measured several times before it is laid out
def showable(words: str) -> str:
    """The text with every character that the fonts cannot draw written as its code point.

    Control characters and those that reverse the direction of what follows count as such; tabs become
    spaces, line ends stay.
    """
    words = words.replace("\r\n", "\n").replace("\t", " ")
    for character in set(words) - _shown():
        words = words.replace(character, f"[U+{ord(character):04X}]")
    return words


@lru_cache(maxsize=20_000)
def width_in_mm(words: str, size_pt: float, *, is_bold: bool = False) -> float:
    """How wide a `showable` text is, set on one line."""
    return sum(map(_advances(is_bold).__getitem__, words)) * size_pt / _POINTS_PER_MM


@lru_cache(maxsize=20_000)
def longest_word_in_mm(words: str, size_pt: float, *, is_bold: bool = False) -> float:
    """How wide the widest word of a `showable` text is."""
    return max((width_in_mm(word, size_pt, is_bold=is_bold) for word in _WORD.findall(words)), default=0.0)


def soften(words: str, room_mm: float, size_pt: float) -> str:
    """The text with places to break in each word that is wider than its line and cannot be hyphenated.

    Args:
        words: running text, `showable`.
        room_mm: the width of the line.
        size_pt: the size of the letters.

    Returns:
        The text with `BREAK` inside addresses, hashes and endless words; unchanged where words fit.
    """

    def softened(match: re.Match[str]) -> str:
        word = match.group()
        if width_in_mm(word, size_pt) <= room_mm:
            return word
        return BREAK.join(
            piece for part in _AFTER_SEPARATOR.split(word) for piece in _pieces(part, room_mm, size_pt)
        )

    return _WORD.sub(softened, words.replace(BREAK, ""))


def _pieces(part: str, room_mm: float, size_pt: float) -> list[str]:
    if _is_hyphenated(part) or width_in_mm(part, size_pt) <= room_mm / 2:
        return [part]
    return [part[start : start + _LETTERS_TOGETHER] for start in range(0, len(part), _LETTERS_TOGETHER)]


@lru_cache(maxsize=1)
def _shown() -> frozenset[str]:
    """The characters that can be shown in both weights."""
    return frozenset(_advances(False).keys() & _advances(True).keys())


@lru_cache(maxsize=2)
def _advances(is_bold: bool) -> dict[str, float]:
    """The width of each character of a weight, as a share of the size; the text font comes first."""
    text_folder, symbol_folder = font_folders()
    text_font, symbol_font = _FILES[is_bold]
    return {"\n": 0.0, **_advances_in(symbol_folder / symbol_font), **_advances_in(text_folder / text_font)}


def _advances_in(path: Path) -> dict[str, float]:
    with TTFont(path, lazy=True) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        return {
            chr(code): widths[glyph][0] / units
            for code, glyph in font.getBestCmap().items()
            if unicodedata.category(chr(code)) != "Co" and chr(code) not in _REFUSED
        }


def _is_hyphenated(part: str) -> bool:
    """Whether the patterns of Typst will find syllables in it: a word of vowels and consonants by turns."""
    word = part.strip(_PUNCTUATION)
    letters = unicodedata.normalize("NFD", word.lower())
    return word.isalpha() and len(word) <= _LONGEST_NATURAL_WORD and not _NO_SYLLABLES.search(letters)


def _package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise StepFailedError(
            f"expected the package {name}, which carries a font of the PDF report, found none",
            hint="install the project's dependencies again",
        )
    return Path(found.submodule_search_locations[0])
