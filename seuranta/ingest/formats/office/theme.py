"""The colours that Word and PowerPoint draw with: outright, or by the name they have in the theme."""

import colorsys
import re
from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from seuranta.ingest.formats.office.package import A, elements, whole_number

_WHITE = "FFFFFF"
_RGB = re.compile(r"[0-9A-Fa-f]{6}\Z")
_NAMED = {"black": "000000", "white": _WHITE, "red": "FF0000", "green": "008000", "blue": "0000FF",
          "yellow": "FFFF00", "orange": "FFA500", "gray": "808080", "grey": "808080", "lime": "00FF00",
          "ltGray": "D3D3D3", "dkGray": "A9A9A9", "dkGreen": "006400", "ltGreen": "90EE90"}  # fmt: skip
_PERCENT = 100_000
_NO_MAP: Mapping[str, str] = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


def visible_fill(colour: str | None) -> str | None:
    """A colour as "RRGGBB"; None for none, for white, and for what is no colour."""
    if colour is None or not _RGB.match(colour):
        return None
    return None if colour.upper() == _WHITE else colour.upper()


def theme_colours(theme: Element) -> dict[str, str]:
    """The colours of a theme ("accent1") as "RRGGBB"."""
    scheme = next(theme.iter(f"{A}clrScheme"), None)
    found = {}
    for entry in elements(scheme) if scheme is not None else ():
        for colour in elements(entry):
            value = colour.get("lastClr") or colour.get("val")
            if value and _RGB.match(value):
                found[etree.QName(entry).localname] = value.upper()
    return found


def drawn_colour(colour: Element, theme: Mapping[str, str], names: Mapping[str, str] = _NO_MAP) -> str | None:
    """The colour that an element such as `a:srgbClr` or `a:schemeClr` says, its changes applied.

    Args:
        colour: the element.
        theme: see `theme_colours`.
        names: what the theme's colours are called where the element stands ("bg1" for "lt1").

    Returns:
        "RRGGBB", or None for what is no plain colour, or is quite transparent.
    """
    kind, value = etree.QName(colour).localname, colour.get("val")
    base: str | None = None
    if kind == "schemeClr" and value:
        base = theme.get(names.get(value, value))
    elif kind == "sysClr":
        base = colour.get("lastClr")
    elif kind == "prstClr" and value:
        base = _NAMED.get(value)
    elif kind == "scrgbClr":
        shares = (whole_number(colour.get(name), 0) / _PERCENT for name in "rgb")
        base = _hex(shares)
    else:
        base = value
    if base is None or not _RGB.match(base):
        return None
    return _changed(base, elements(colour))


def _changed(base: str, changes: Iterable[Element]) -> str | None:
    red, green, blue = (int(base[start : start + 2], 16) / 255 for start in (0, 2, 4))
    for change in changes:
        share = whole_number(change.get("val"), _PERCENT) / _PERCENT
        kind = etree.QName(change).localname
        if kind == "alpha" and share <= 0:
            return None
        if kind in ("lumMod", "lumOff"):
            hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
            light = light * share if kind == "lumMod" else light + share
            red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
        elif kind == "shade":
            red, green, blue = red * share, green * share, blue * share
        elif kind == "tint":
            red, green, blue = (1 - (1 - part) * share for part in (red, green, blue))
    return _hex((red, green, blue))


def _hex(shares: Iterable[float]) -> str:
    return "".join(f"{round(min(max(share, 0), 1) * 255):02X}" for share in shares)
