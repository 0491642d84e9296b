"""What of a web page's style is read: background colours, what is hidden, struck out or bold."""

import re
from collections.abc import Iterable

from lxml.etree import _Element

_DECLARED_FILL = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;]*)", re.I)
_HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
_STRUCK = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.I)
_KEEPS_LINES = re.compile(r"(?<![\w-])white-space\s*:\s*pre(?:-line|-wrap)?\b", re.I)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"(?:^|\s)(?:t[dh])?\.([\w-]+)$")
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?:[0-9a-f]{2})?(?![0-9a-f])", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)", re.I)
_WORD = re.compile(r"[a-z]+", re.I)
_SHORT_HEX = 3
_BYTE = 255
_COLOURS = {
    "aqua": "00FFFF",
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkgreen": "006400",
    "darkgrey": "A9A9A9",
    "fuchsia": "FF00FF",
    "gold": "FFD700",
    "gray": "808080",
    "green": "008000",
    "grey": "808080",
    "khaki": "F0E68C",
    "lightblue": "ADD8E6",
    "lightgray": "D3D3D3",
    "lightgreen": "90EE90",
    "lightgrey": "D3D3D3",
    "lightyellow": "FFFFE0",
    "lime": "00FF00",
    "limegreen": "32CD32",
    "magenta": "FF00FF",
    "maroon": "800000",
    "navy": "000080",
    "olive": "808000",
    "orange": "FFA500",
    "palegreen": "98FB98",
    "pink": "FFC0CB",
    "purple": "800080",
    "red": "FF0000",
    "silver": "C0C0C0",
    "skyblue": "87CEEB",
    "teal": "008080",
    "tomato": "FF6347",
    "yellow": "FFFF00",
    "yellowgreen": "9ACD32",
}
_WHITE = "FFFFFF"


def class_fills(sheets: Iterable[str]) -> dict[str, str]:
    """The background of each class that a style sheet gives one, as office programs write them."""
    fills = {}
    for sheet in sheets:
        for selectors, declarations in _RULE.findall(sheet):
            if (fill := _declared_fill(declarations)) is not None:
                names = (_CLASS.search(selector.strip()) for selector in selectors.split(","))
                fills.update({name[1]: fill for name in names if name})
    return fills


def fill(element: _Element, by_class: dict[str, str]) -> str | None:
    """The background "RRGGBB" that an element was given itself; None for none and for white."""
    style = element.get("style")
    if style is not None and _DECLARED_FILL.search(style):
        return _declared_fill(style)
    for attribute in ("bgcolor", "data-highlight-colour"):
        if (value := element.get(attribute)) is not None:
            return colour(value if not re.fullmatch(r"[0-9a-fA-F]{6}", value) else f"#{value}")
    named = (by_class.get(name) for name in element.get("class", "").split())
    return next((found for found in named if found), None)


def colour(value: str) -> str | None:
    """A colour as "RRGGBB"; None for white, for what is transparent and for what is no colour."""
    found = None
    if match := _HEX.search(value):
        digits = match[1]
        found = "".join(digit * 2 for digit in digits) if len(digits) == _SHORT_HEX else digits
    elif match := _RGB.search(value):
        is_seen = match[4] is None or float(match[4].rstrip("%")) > 0
        found = "".join(f"{min(int(part), _BYTE):02X}" for part in match.groups()[:3]) if is_seen else None
    else:
        names = (_COLOURS.get(word.lower()) for word in _WORD.findall(value))
        found = next((name for name in names if name), None)
    return None if found is None or found.upper() == _WHITE else found.upper()


def is_hidden(element: _Element) -> bool:
    """Whether an element says of itself that nobody sees it."""
    return element.get("hidden") is not None or _says(element, _HIDDEN)


def is_struck(element: _Element) -> bool:
    """Whether an element's words are struck out."""
    return element.tag in ("del", "s", "strike") or _says(element, _STRUCK)


def is_bold(element: _Element) -> bool:
    """Whether an element sets its words in bold."""
    return element.tag in ("b", "strong", "th") or _says(element, _BOLD)


def keeps_lines(element: _Element) -> bool:
    """Whether a line break in the source is one on the page."""
    return element.tag in ("pre", "textarea") or _says(element, _KEEPS_LINES)


def _says(element: _Element, declaration: re.Pattern[str]) -> bool:
    style = element.get("style")
    return style is not None and declaration.search(style) is not None


def _declared_fill(declarations: str) -> str | None:
    values = _DECLARED_FILL.findall(declarations)
    return colour(values[-1]) if values else None
