"""The report as a Word document: laid out on pages like the PDF, with the same words, ready to be edited."""

import calendar
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from lxml import etree

from seuranta.report.colour import readable
from seuranta.report.docx.body import Body, paragraph, run
from seuranta.report.docx.fonts import embedded_fonts, font_key
from seuranta.report.docx.package import CORE, OFFICE, Relation, relations, zipped
from seuranta.report.docx.pictures import pictures_of
from seuranta.report.docx.styles import font_table_part, numbering_part, settings_part, styles_part
from seuranta.report.docx.xml import Element, local_name, related, showable, twips, w, written
from seuranta.report.paging import PORTRAIT_WIDTH, Part, Targets, figures_in, locale_of, page_parts

_A4 = (210.0, 297.0)
_MARGINS = {"top": 25.0, "right": 20.0, "bottom": 22.0, "left": 20.0, "header": 12.0, "footer": 11.0}
_CONTENTS_DEPTH = 2
_CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN_CORE, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_PACKAGE = [
    Relation("document", f"{OFFICE}/officeDocument", "word/document.xml"),
    Relation("core", CORE, "docProps/core.xml"),
]
_DOCUMENT = [
    Relation(kind, f"{OFFICE}/{kind}", f"{kind}.xml")
    for kind in ("styles", "numbering", "settings", "fontTable", "header", "footer")
]


def render_docx(report: Mapping[str, Any]) -> bytes:
    """The report as a Word document; the same report gives the same bytes.

    Args:
        report: the JSON form of `blocks.Report`.

    Raises:
        StepFailedError: a block is of an unknown type, or a drawing cannot be read.
    """
    sections, locale = report["sections"], locale_of(report["language"])
    figures = {figure["id"]: figure["svg"] for figure in figures_in(sections)}
    pictures = dict(zip(figures, pictures_of(list(figures.values()), PORTRAIT_WIDTH), strict=True))
    body = Body(Targets.of(sections), report["labels"], pictures)
    story = w("document", w("body", *_story(report, body)))
    fonts = {f"fonts/{weight}.odttf": content for weight, content in embedded_fonts().items()}
    word = {
        "document.xml": written(story),
        "_rels/document.xml.rels": relations([*_DOCUMENT, *body.relations]),
        "styles.xml": styles_part(readable(report["accent_colour"], "#ffffff"), locale),
        "numbering.xml": numbering_part(body.ordered_lists),
        "settings.xml": settings_part(locale),
        "fontTable.xml": font_table_part(font_key()),
        "_rels/fontTable.xml.rels": relations(
            [Relation(path[6:-6], f"{OFFICE}/font", path) for path in fonts]
        ),
        "header.xml": written(w("hdr", paragraph("Header", run(report["title"])))),
        "footer.xml": written(w("ftr", paragraph("Footer", *_page_number(report["labels"])))),
        **fonts,
        **body.media,
    }
    return zipped(
        {
            "_rels/.rels": relations(_PACKAGE),
            "docProps/core.xml": _core_properties(report),
            **{f"word/{path}": content for path, content in word.items()},
        }
    )


def _story(report: Mapping[str, Any], body: Body) -> Iterator[Element]:
    """The masthead, the parts in order, and the shape of the pages at the end of each run of them."""
    yield paragraph("Organisation", run(report["organisation"]))
    yield paragraph("Title", run(report["title"]))
    yield paragraph("Subtitle", run(report["subtitle"]))
    parts = list(page_parts(report["sections"]))
    headings = [block for part in parts for block in part.blocks if _is_listed(block)]
    runs = [(turned, list(group)) for turned, group in groupby(parts, key=lambda part: part.is_landscape)]
    for number, (is_landscape, group) in enumerate(runs):
        elements = [element for part in group for element in _elements(part, body, headings)]
        yield from elements
        shape = _page_shape(is_landscape=is_landscape, is_first=not number)
        if number < len(runs) - 1:
            turn = paragraph("TurnOfPage")
            turn[0].append(shape)
            yield turn
        elif local_name(elements[-1]) == "tbl":
            yield from (paragraph("TurnOfPage"), shape)  # Word refuses a document that ends with a table
        else:
            yield shape


def _is_listed(block: Mapping[str, Any]) -> bool:
    return bool(block["type"] == "heading" and block["level"] <= _CONTENTS_DEPTH)


def _elements(part: Part, body: Body, headings: list[Mapping[str, Any]]) -> Iterator[Element]:
    for block in part.blocks:
        if block["type"] == "contents":
            yield body.contents(headings)
        else:
            yield from body.elements(block, part.width)


def _page_shape(*, is_landscape: bool, is_first: bool) -> Element:
    width, height = reversed(_A4) if is_landscape else _A4
    direction = {"orient": "landscape"} if is_landscape else {}
    return w(
        "sectPr",
        related(w("headerReference", type="default"), "id", "header"),
        related(w("footerReference", type="default"), "id", "footer"),
        *([related(w("footerReference", type="first"), "id", "footer")] if is_first else []),
        w("pgSz", w=twips(width), h=twips(height), **direction),
        w("pgMar", **{side: twips(length) for side, length in _MARGINS.items()}, gutter="0"),
        *([w("titlePg")] if is_first else []),
    )


def _page_number(labels: Mapping[str, str]) -> list[Element]:
    """Which page of how many ("Page 3 of 12"), counted by Word."""
    page, count = (w("fldSimple", run("1"), instr=f" {field} ") for field in ("PAGE", "NUMPAGES"))
    return [run(f"{labels['page']} "), page, run(f" {labels['page_of']} "), count]


def _core_properties(report: Mapping[str, Any]) -> bytes:
    """Title, author, language and date of the document; dated on the last day of its period."""
    year, month = (int(part) for part in report["period"].split("-"))
    day = f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}T00:00:00Z"
    root = etree.Element(
        f"{{{_CORE_PROPERTIES}}}coreProperties",
        nsmap={"cp": _CORE_PROPERTIES, "dc": _DUBLIN_CORE, "dcterms": _TERMS},
    )
    said = {
        "title": report["title"],
        "subject": report["subtitle"],
        "creator": report["organisation"],
        "description": report["description"],
        "language": locale_of(report["language"]),
    }
    for name, value in said.items():
        etree.SubElement(root, f"{{{_DUBLIN_CORE}}}{name}").text = showable(value)
    for name in ("created", "modified"):
        etree.SubElement(root, f"{{{_TERMS}}}{name}", {_TYPE: "dcterms:W3CDTF"}).text = day
    return written(root)
