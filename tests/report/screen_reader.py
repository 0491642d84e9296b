"""What assistive technology is told of an open page, and where the keyboard leads in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

# Words that say where a link leads only to those who see what stands around it.
VAGUE = frozenset(
    "tästä täältä lue lisää lisätietoja linkki här läs mer mera länk here click more link #".split()  # noqa: SIM905 (a line)
)
_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const { x, y, width, height } = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  const at = document.elementFromPoint(x + Math.min(width, 8) / 2, y + height / 2);
  return {
    index: [...document.querySelectorAll("*")].indexOf(e),
    name: (e.getAttribute("aria-label") || e.textContent || e.tagName).trim().slice(0, 60),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    isOnScreen: y < innerHeight && y + height > 0,
    isUncovered: at === null || e.contains(at) || at.contains(e) || e.getClientRects().length > 1,
  };
}"""
_REACHABLE = """() => [...document.querySelectorAll("*")].flatMap((e, index) => {
  const isStop = e.matches("a[href], button, input, select, summary, [tabindex]:not([tabindex='-1'])");
  const isShown = e.checkVisibility({ visibilityProperty: true }) && !e.closest("[hidden]");
  return isStop && isShown && !e.disabled ? [index] : [];
})"""


@dataclass(frozen=True)
class Heard:
    """A part of the page as it is announced."""

    role: str
    name: str
    description: str
    properties: dict[str, Any]
    parts: list["Heard"] = field(default_factory=list)

    def all(self, *roles: str) -> Iterator["Heard"]:
        """Every part with one of these roles, in reading order."""
        if self.role in roles:
            yield self
        for part in self.parts:
            yield from part.all(*roles)


@dataclass(frozen=True)
class Stop:
    """Where the keyboard has come to, as the element's place in the page, and what is seen of it."""

    index: int
    name: str
    outline: float
    is_on_screen: bool
    is_uncovered: bool


def heard(page: Page) -> Heard:
    """Chromium's accessibility tree of the page; what it ignores is left out, what is below it is not."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def parts_of(node: dict[str, Any]) -> list[Heard]:
        children = [by_id[child] for child in node.get("childIds", []) if child in by_id]
        return [
            part for child in children for part in (parts_of(child) if child["ignored"] else [told(child)])
        ]

    def told(node: dict[str, Any]) -> Heard:
        value = {key: node.get(key, {}).get("value", "") for key in ("role", "name", "description")}
        properties = {item["name"]: item["value"].get("value") for item in node.get("properties", [])}
        return Heard(**value, properties=properties, parts=parts_of(node))

    return told(nodes[0])


def nameless(tree: Heard) -> list[str]:
    """Parts that are announced by their role alone."""
    roles = (
        *("link", "button", "combobox", "searchbox", "textbox", "table", "heading", "image", "navigation"),
        *("DisclosureTriangle", "rowheader", "columnheader"),
    )
    return [part.role for part in tree.all(*roles) if not part.name.strip()]


def vague_links(tree: Heard) -> list[str]:
    """Links whose words say nothing by themselves, or the same as others that lead elsewhere.

    A link in a table is heard with the head of its row, a mere number in a sentence with the sentence.
    """
    leads: dict[str, set[str]] = defaultdict(set)
    for context, link in _links(tree, ""):
        leads[f"{context}{link.name.strip()}"].add(str(link.properties.get("url", "")))
    vague = [name for name in leads if not set(name.lower().split()) - VAGUE]
    return vague + [f"{name}: {len(urls)} places" for name, urls in leads.items() if len(urls) > 1]


def _links(part: Heard, context: str) -> Iterator[tuple[str, Heard]]:
    if part.role == "link":
        yield context, part
        return
    if part.role in ("paragraph", "listitem"):
        sentence = "".join(inner.name for inner in part.all("StaticText"))
        for link in part.all("link"):
            is_number = not any(letter.isalpha() for letter in link.name)
            yield f"{sentence} > " if is_number else context, link
        return
    if part.role == "table":
        context = f"{part.name} > "
    if part.role == "row":
        heads = [inner.name for inner in part.parts if inner.role == "rowheader"]
        for column, cell in enumerate(part.parts):
            yield from _links(cell, f"{context}{' '.join(heads)} > {column} > ")
        return
    for inner in part.parts:
        yield from _links(inner, context)


def tab_through(page: Page, *, key: str = "Tab") -> list[Stop]:
    """Every stop of the keyboard, from the top of the page until the focus leaves it."""
    most = len(page.evaluate(_REACHABLE)) + 5
    stops: list[Stop] = []
    for _ in range(most):
        page.keyboard.press(key)
        found = page.evaluate(_FOCUS)
        if found is None:
            break
        stops.append(
            Stop(
                found["index"],
                found["name"],
                found["outline"],
                found["isOnScreen"],
                found["isUncovered"],
            )
        )
    return stops


def reachable(page: Page) -> Sequence[int]:
    """The places of everything that the keyboard has to reach, in reading order."""
    places: Sequence[int] = page.evaluate(_REACHABLE)
    return places
