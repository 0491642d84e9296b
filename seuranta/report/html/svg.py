"""A chart's SVG made fit to stand inside a page: inert, named, and without style of its own.

matplotlib styles its shapes with `style` attributes and one `<style>` element. Inside a page the
element would reach every other drawing, and a strict content security policy blocks both. The same
values as presentation attributes need no permission.
"""

import re

from lxml import etree

from seuranta.errors import StepFailedError

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_ALLOWED = frozenset(
    {
        *("svg", "g", "defs", "use", "symbol", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath", "image"),
        *("clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "marker"),
    }
)
_EVERYTHING = re.compile(r"\*\s*\{(?P<declarations>[^{}]*)\}")
_FONT = re.compile(
    r"(?:(?P<style>italic|oblique|normal)\s+)?(?:(?P<weight>bold|normal|\d{3})\s+)?"
    r"(?P<size>[\d.]+[a-z]*)(?:/\S+)?\s+(?P<family>.+)"
)
_REFERENCE = re.compile(r"url\(\s*['\"]?(?P<target>[^'\")]*)")


def inline_svg(svg: str, *, figure_id: str, title: str, alt: str) -> str:
    """The drawing as an `<svg>` element for HTML, read out as one image.

    Args:
        svg: an SVG document or element.
        figure_id: the figure's id; the ids of the added title and description begin with it.
        title: its accessible name.
        alt: its description.

    Raises:
        StepFailedError: the drawing is not SVG, or holds something that acts or loads.
    """
    root = _parse(svg, figure_id)
    _keep_drawing_only(root, figure_id)
    for element in root.iter():
        _style_to_attributes(element)
        _make_references_local(element, figure_id)
    if "viewBox" not in root.attrib and {"width", "height"} <= set(root.attrib):
        root.set(
            "viewBox",
            "0 0 " + " ".join(re.sub(r"[^\d.]", "", root.get(side, "")) for side in ("width", "height")),
        )
    _name(root, figure_id, title, alt)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _refused(figure_id: str, found: str) -> StepFailedError:
    return StepFailedError(
        f"expected a drawing of shapes and words, found {found}",
        where=figure_id,
        hint="draw the figure with seuranta.report.figures",
    )


def _parse(svg: str, figure_id: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _refused(figure_id, str(error)) from error
    if root.tag != f"{_SVG}svg":
        raise _refused(figure_id, f"the element {root.tag!r}")
    return root


def _keep_drawing_only(root: etree._Element, figure_id: str) -> None:
    etree.strip_elements(root, f"{_SVG}metadata", with_tail=False)
    for sheet in list(root.iter(f"{_SVG}style")):
        _style_of_everything(root, sheet.text or "", figure_id)
    etree.strip_elements(root, f"{_SVG}style", with_tail=False)
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if name not in _ALLOWED:
            raise _refused(figure_id, f"the element {name!r}")
        for attribute in element.attrib:
            if str(attribute).lower().startswith("on"):
                raise _refused(figure_id, f"the attribute {attribute!r}")


def _style_of_everything(root: etree._Element, css: str, figure_id: str) -> None:
    match = _EVERYTHING.fullmatch(css.strip())
    if match is None:
        raise _refused(figure_id, f"the style sheet {css.strip()[:60]!r}")
    for name, value in _declarations(match["declarations"]):
        root.set(name, root.get(name, value))


def _declarations(css: str) -> list[tuple[str, str]]:
    pairs = (declaration.partition(":") for declaration in css.split(";"))
    return [(name.strip(), value.strip()) for name, _, value in pairs if value.strip()]


def _style_to_attributes(element: etree._Element) -> None:
    for name, value in _declarations(str(element.attrib.pop("style", ""))):
        if name == "font" and (font := _FONT.fullmatch(value)):
            for part, given in font.groupdict().items():
                if given:
                    element.set(f"font-{part}", given)
        else:
            element.set(name, value)


def _make_references_local(element: etree._Element, figure_id: str) -> None:
    if _XLINK_HREF in element.attrib:
        element.set("href", element.attrib.pop(_XLINK_HREF))
    targets = [element.get("href", "#")]
    targets += [m["target"] for value in element.attrib.values() for m in _REFERENCE.finditer(str(value))]
    for target in targets:
        if not target.startswith(("#", "data:image/png;")):
            raise _refused(figure_id, f"a reference to {target[:60]!r}")


def _name(root: etree._Element, figure_id: str, title: str, alt: str) -> None:
    for old in root.findall(f"{_SVG}title") + root.findall(f"{_SVG}desc"):
        root.remove(old)
    for position, (name, words) in enumerate((("title", title), ("desc", alt))):
        element = etree.Element(f"{_SVG}{name}", id=f"{figure_id}-svg-{name}")
        element.text = words
        root.insert(position, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{figure_id}-svg-title {figure_id}-svg-desc")
