"""Colours that can be read: WCAG contrast, and a colour moved just far enough to reach it."""

from colorsys import hls_to_rgb, rgb_to_hls

from seuranta.errors import ConfigurationError

TEXT_CONTRAST = 4.5
_STEPS = 50


def contrast(first: str, second: str) -> float:
    """The WCAG 2 contrast ratio of two colours `#rrggbb`, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """The colour with `share` (0-1) of the other mixed in, in sRGB."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, *papers: str, ratio: float = TEXT_CONTRAST) -> str:
    """The colour, made darker or lighter in its own hue until text in it can be read on every paper.

    Args:
        colour: `#rrggbb`.
        papers: the backgrounds it is to stand on, all light or all dark.
        ratio: the contrast to reach.

    Returns:
        The first colour on the way with that contrast to each paper; black or white itself when
        the papers allow no other.
    """
    end = ink_on(papers[0])
    for step in range(_STEPS):
        moved = _with_lightness_moved(colour, float(end == "#ffffff"), step / _STEPS)
        if all(contrast(moved, paper) >= ratio for paper in papers):
            return moved
    return end


def ink_on(paper: str) -> str:
    """Black or white, whichever reads better on the paper."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(ink, paper))


def _with_lightness_moved(colour: str, end: float, share: float) -> str:
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    channels = hls_to_rgb(hue, lightness + (end - lightness) * share, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _channels(colour: str) -> tuple[int, int, int]:
    try:
        if len(colour) != len("#rrggbb") or colour[0] != "#":
            raise ValueError(colour)
        red, green, blue = bytes.fromhex(colour[1:])
    except ValueError as error:
        raise ConfigurationError(
            f"expected a colour #rrggbb, found {colour!r}",
            where="accent_colour",
            hint="give the colour as six hexadecimal digits in programme.toml",
        ) from error
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (sRGB)
