"""The style sheets of the HTML report: one palette in a light and a dark mode, the same blocks everywhere."""

import base64
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from seuranta.report.colour import ink_on, mix, readable
from seuranta.report.palette import STATUS_STYLES, StatusStyle

TEMPLATES = files("seuranta.report.html") / "templates"

_LIGHT = {
    "scheme": "light",
    "paper": "#ffffff",
    "surface": "#f4f5f6",
    "ink": "#15191e",
    "muted": "#545b64",
    "rule": "#d8dce0",
    "edge": "#7c848d",
}
_DARK = {
    "scheme": "dark",
    "paper": "#12161a",
    "surface": "#1c2228",
    "ink": "#eceef0",
    "muted": "#aab2bb",
    "rule": "#353d45",
    "edge": "#7f8892",
}
_ACCENT_CONTRAST = 6.5
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_NOTICES = {"info": "planned", "warning": "on_hold", "critical": "not_advanced"}


def page_style(accent_colour: str) -> str:
    """The style sheet of a whole page: fonts, both modes, blocks, frame and print."""
    return "\n".join(
        (_fonts(), _tokens(":root", accent_colour, has_dark=True), _sheet("blocks.css"), _sheet("page.css"))
    )


def fragment_style(accent_colour: str) -> str:
    """The style sheet of one section in a notebook: light, without embedded fonts, within `.seuranta`."""
    return "\n".join((_tokens(".seuranta", accent_colour, has_dark=False), _sheet("blocks.css")))


@cache
def _sheet(name: str) -> str:
    """A style sheet as every page carries it: without its remarks and its indents."""
    text = _REMARK.sub("", (TEMPLATES / name).read_text(encoding="utf-8"))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _tokens(scope: str, accent_colour: str, *, has_dark: bool) -> str:
    return _render(
        "tokens.css.j2",
        scope=scope,
        light=_mode(_LIGHT, accent_colour, is_dark=False),
        dark=_mode(_DARK, accent_colour, is_dark=True) if has_dark else None,
        statuses=list(STATUS_STYLES),
    )


def _look(style: StatusStyle, *, is_dark: bool) -> dict[str, str]:
    """The colours of a status. In the dark mode ink and paper change places: the contrast stays the same."""
    if is_dark:
        return {"ink": style.paper, "paper": style.ink, "line": style.fill}
    return {"ink": style.ink, "paper": style.paper, "line": style.ink}


def _mode(base: Mapping[str, str], accent_colour: str, *, is_dark: bool) -> dict[str, Any]:
    band = mix(accent_colour, "#000000", 0.35) if is_dark else accent_colour
    looks = {code: _look(style, is_dark=is_dark) for code, style in STATUS_STYLES.items()}
    return {
        **base,
        "accent": readable(accent_colour, base["paper"], base["surface"], ratio=_ACCENT_CONTRAST),
        "band": band,
        "on_band": ink_on(band),
        "statuses": list(looks.items()),
        **{f"notice_{severity}": looks[code]["line"] for severity, code in _NOTICES.items()},
    }


@cache
def _fonts() -> str:
    return _render("fonts.css.j2", faces=list(_faces()))


def _faces() -> Iterator[dict[str, str]]:
    yield _face("Atkinson Hyperlegible", "400", "text-regular.woff2")
    yield _face("Atkinson Hyperlegible", "700", "text-bold.woff2")
    yield _face("Seuranta Symbols", "400", "symbols.ttf")


def _face(family: str, weight: str, name: str) -> dict[str, str]:
    data = base64.b64encode((TEMPLATES / "fonts" / name).read_bytes()).decode("ascii")
    return {"family": family, "weight": weight, "type": name.rpartition(".")[2], "data": data}


def _render(name: str, **values: object) -> str:
    environment = Environment(
        loader=FunctionLoader(_sheet),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name).render(values)
