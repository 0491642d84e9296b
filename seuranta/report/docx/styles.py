"""The parts that say how the document looks: written once, coloured and put into the report's language."""

from importlib import resources

from lxml import etree

from seuranta.report.docx.xml import Element, w, written
from seuranta.report.palette import STATUS_STYLES, StatusStyle

_SEVERITIES = {"warning": STATUS_STYLES["on_hold"], "critical": STATUS_STYLES["not_advanced"]}
_INFO_PAPER = "EEF3F8"


def styles_part(accent: str, locale: str) -> bytes:
    """The styles: those of every report, one for each status, two for each severity of a notice.

    Args:
        accent: `#rrggbb`, readable on white.
        locale: the report's language, "fi-FI".
    """
    colour = accent.removeprefix("#").upper()
    root = etree.fromstring(_filled("styles.xml", ACCENT=colour, LANGUAGE=locale))
    root.extend(_status_style(code, style) for code, style in STATUS_STYLES.items())
    papers = {"info": (colour, _INFO_PAPER)}
    papers |= {severity: (_bare(look.ink), _bare(look.paper)) for severity, look in _SEVERITIES.items()}
    for severity, (ink, paper) in papers.items():
        root.extend((_notice_style(severity, ink, paper, is_title=True), _notice_style(severity, ink, paper)))
    return written(root)


def settings_part(locale: str) -> bytes:
    """What Word does with the document: it hyphenates in each piece's own language."""
    return _filled("settings.xml", LANGUAGE=locale)


def font_table_part(key: str) -> bytes:
    """Which font is embedded under which key."""
    return _filled("fontTable.xml", KEY=key)


def numbering_part(ordered_lists: int) -> bytes:
    """The lists: bullets, and a count from one for each ordered list (`numbering_id`)."""
    root = etree.fromstring(_filled("numbering.xml"))
    for index in range(ordered_lists):
        restart = w("lvlOverride", w("startOverride", val="1"), ilvl="0")
        root.append(w("num", w("abstractNumId", val="1"), restart, numId=numbering_id(index)))
    return written(root)


def numbering_id(index: int) -> str:
    """The numbering of the n-th ordered list."""
    return str(index + 3)


def status_style_id(code: str) -> str:
    """The character style of a status."""
    return "Status" + code.title().replace("_", "")


def notice_style_id(severity: str, *, is_title: bool = False) -> str:
    """The paragraph style of a notice's title, or of its text."""
    return f"Notice{severity.title()}{'Title' if is_title else ''}"


def _status_style(code: str, style: StatusStyle) -> Element:
    look = w("rPr", w("b"), w("color", val=_bare(style.ink)), _shade(_bare(style.paper)))
    name = w("name", val="Status " + code.replace("_", " ").title())
    identity = {"type": "character", "customStyle": "1", "styleId": status_style_id(code)}
    return w("style", name, w("qFormat"), look, **identity)


def _notice_style(severity: str, ink: str, paper: str, *, is_title: bool = False) -> Element:
    spacing = {"before": "160", "after": "0"} if is_title else {"before": "0", "after": "160"}
    shape = w(
        "pPr",
        *([w("keepNext")] if is_title else []),
        w("keepLines"),
        w("pBdr", w("left", val="single", sz="24", space="10", color=ink)),
        _shade(paper),
        w("spacing", **spacing),
        w("ind", left="284", right="284"),
    )
    return w(
        "style",
        w("name", val=f"Notice {severity.title()}{' Title' if is_title else ''}"),
        w("basedOn", val="Normal"),
        w("next", val=notice_style_id(severity)),
        w("qFormat"),
        shape,
        *([w("rPr", w("b"), w("color", val=ink))] if is_title else []),
        type="paragraph",
        customStyle="1",
        styleId=notice_style_id(severity, is_title=is_title),
    )


def _shade(paper: str) -> Element:
    return w("shd", val="clear", color="auto", fill=paper)


def _bare(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _filled(name: str, **values: str) -> bytes:
    """A part of the package's own, with the report's colour and language in the places kept for them."""
    text = resources.files("seuranta.report.docx.parts").joinpath(name).read_text(encoding="utf-8")
    for place, value in values.items():
        text = text.replace(f'"{place}"', f'"{value}"')
    return text.encode("utf-8")
