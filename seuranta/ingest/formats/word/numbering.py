"""The numbers that Word counts itself: seen by every reader, written nowhere in the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from seuranta.ingest.formats.office.package import whole_number
from seuranta.ingest.formats.word.xml import W, value

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26
_MOST = 5_000  # beyond it letters and roman numbers are no numbers that a person wrote
_UNCOUNTED = ("bullet", "none")
_LEVELS = 9
_BRACKETS = " .():"


@dataclass(frozen=True)
class _Level:
    """How one level of a list counts, and what it shows ("%1.%2")."""

    start: int
    form: str
    shown: str


class Numbering:
    """Counts the paragraphs of numbered lists in the order in which they are asked for.

    Args:
        lists: the root of the part in which Word describes lists, or None.
        styles: the root of the part of styles, which may number their paragraphs, or None.
    """

    def __init__(self, lists: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._kind: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if lists is not None:
            self._describe(lists)
        self._styles = {} if styles is None else _numbered_styles(styles)
        self._counts: dict[str, dict[int, int]] = {}

    def _describe(self, lists: Element) -> None:
        kinds = {
            _attribute(kind, "abstractNumId"): _levels(kind) for kind in lists.iterchildren(f"{W}abstractNum")
        }
        for one in lists.iterchildren(f"{W}num"):
            number, kind = _attribute(one, "numId"), value(one, "abstractNumId")
            self._kind[number] = kind
            self._levels[number] = dict(kinds.get(kind, {}))
            for override in one.iterchildren(f"{W}lvlOverride"):
                self._levels[number].update(_levels(override))
                if (start := value(override, "startOverride")) != "":
                    level = whole_number(_attribute(override, "ilvl"), 0)
                    self._restarts.setdefault(number, {})[level] = whole_number(start, 1)

    def next(self, properties: Element | None) -> str:
        """The number that a paragraph shows, without its dot or bracket; "" for none and for a bullet."""
        number, level = self._list_of(properties)
        described = self._levels.get(number, {})
        if level not in described:
            return ""
        counts = self._counts.setdefault(self._kind[number], {})
        restart = self._restarts.get(number, {}).pop(level, None)
        if restart is not None or level not in counts:
            counts[level] = described[level].start if restart is None else restart
        else:
            counts[level] += 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _shown(described, counts, level)

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        if properties is None:
            return "", 0
        own = properties.find(f"{W}numPr")
        style = self._styles.get(value(properties, "pStyle"), ("", 0))
        if own is None:
            return style
        return value(own, "numId") or style[0], whole_number(value(own, "ilvl"), style[1])


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        whole_number(_attribute(level, "ilvl"), 0): _Level(
            whole_number(value(level, "start"), 0),
            value(level, "numFmt") or "decimal",
            value(level, "lvlText"),
        )
        for level in parent.iterchildren(f"{W}lvl")
    }


def _numbered_styles(styles: Element) -> dict[str, tuple[str, int]]:
    """The list and level of each style that numbers its paragraphs itself."""
    found = {}
    for style in styles.iterchildren(f"{W}style"):
        numbering = style.find(f"{W}pPr/{W}numPr")
        if numbering is not None:
            level = whole_number(value(numbering, "ilvl"), 0)
            found[_attribute(style, "styleId")] = value(numbering, "numId"), level
    return found


def _shown(levels: Mapping[int, _Level], counts: Mapping[int, int], level: int) -> str:
    if levels[level].form in _UNCOUNTED:
        return ""
    text = levels[level].shown
    for place in range(min(level + 1, _LEVELS)):
        form, start = (levels[place].form, levels[place].start) if place in levels else ("decimal", 1)
        text = text.replace(f"%{place + 1}", _written(counts.get(place, start), form))
    return text.strip(_BRACKETS)


def _written(number: int, form: str) -> str:
    if 0 < number <= _MOST and form in ("lowerLetter", "upperLetter"):
        repeats, place = divmod(number - 1, _LETTERS)
        letter = chr(ord("a") + place) * (repeats + 1)
        return letter.upper() if form == "upperLetter" else letter
    if 0 < number <= _MOST and form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        written += sign * count
    return written


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{W}{name}", "")
