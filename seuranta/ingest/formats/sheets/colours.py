"""The colour that a spreadsheet names by its theme, by its palette or outright."""

import re
from collections.abc import Mapping, Sequence
from colorsys import hls_to_rgb, rgb_to_hls

_WHITE = "FFFFFF"
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# The palette of old Excel, which files still point into; its first eight colours stand there twice.
_FIRST = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
PALETTE = tuple(
    f"{_FIRST} {_FIRST} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 "
    "666699 969696 003366 339966 003300 333300 993300 993366 333399 333333".split()
)
# The colours of a theme stand in the file as dark, light, dark, light; cells count light first.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


def cell_theme(colours: Mapping[str, str]) -> list[str]:
    """The colours of a theme in the order in which cells count them; white for one that is missing."""
    return [colours.get(name, _WHITE) for name in _THEME_ORDER]


def colour(attributes: Mapping[str, str], theme: Sequence[str], palette: Sequence[str]) -> str | None:
    """The colour "RRGGBB" that the attributes `rgb`, `theme`, `indexed` and `tint` name; None for white.

    A colour that the theme or palette does not have is no colour; numbers 64 and 65 are those of the
    window, which a cell does not stand out from.
    """
    base: str | None = None
    if match := _RGB.fullmatch(attributes.get("rgb", "")):
        base = match[1].upper()
    elif "theme" in attributes:
        base = _at(theme, int(attributes["theme"]))
    elif "indexed" in attributes:
        base = _at(palette, int(attributes["indexed"]))
    if base is None:
        return None
    tinted = _tinted(base, float(attributes.get("tint", 0)))
    return None if tinted == _WHITE else tinted


def _at(colours: Sequence[str], number: int) -> str | None:
    return colours[number] if 0 <= number < len(colours) else None


def _tinted(rgb: str, tint: float) -> str:
    """Darker for a negative tint, lighter for a positive one, of the same hue."""
    if not tint:
        return rgb
    hue, light, saturation = rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = hls_to_rgb(hue, min(max(light, 0), 1), saturation)
    return "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in parts)
