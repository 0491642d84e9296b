"""How far the words and the marks of an open page stand out from what they stand on."""

from collections.abc import Iterator

from playwright.sync_api import Page

from seuranta.report.colour import contrast
from seuranta.report.palette import STATUS_STYLES

TEXT, LARGE_TEXT, GRAPHIC = 4.5, 3.0, 3.0
_LARGE_PX, _LARGE_BOLD_PX, _BOLD = 24.0, 18.66, 700

# What the page shows, as [words, colour, colour behind it, size, weight]. Words of a drawing stand on the
# shape that the browser finds below them, all others on the nearest background.
_SHOWN = """() => {
  const channels = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mixed = (name) => top[name] * top.a + below[name] * (1 - top.a);
    return { r: mixed("r"), g: mixed("g"), b: mixed("b"), a: 1 };
  };
  const pair = (channel) => Math.round(channel).toString(16).padStart(2, "0");
  const hex = ({ r, g, b }) => `#${pair(r)}${pair(g)}${pair(b)}`;
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const layer = channels(getComputedStyle(e).backgroundColor);
      layers.push(layer);
      if (layer.a === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const shapeBelow = (text) => {
    text.scrollIntoView({ block: "center", inline: "center" });
    const { x, y, width, height } = text.getBoundingClientRect();
    const found = document.elementsFromPoint(x + width / 2, y + height / 2);
    return found.find((e) => e.matches("svg path, svg rect") && getComputedStyle(e).fill.startsWith("rgb"));
  };
  const shown = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!words || element.closest("script, style, title, desc")) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const drawing = element.closest("svg");
    const shape = drawing && shapeBelow(element);
    const paper = shape ? channels(getComputedStyle(shape).fill) : behind(drawing ?? element);
    const ink = over(channels(drawing ? style.fill : style.color), paper);
    shown.push([words, hex(ink), hex(paper), parseFloat(style.fontSize), Number(style.fontWeight)]);
  }
  return shown;
}"""
_TOKENS = "names => names.map(n => getComputedStyle(document.documentElement).getPropertyValue(n).trim())"
# What carries meaning without being text, with what it lies on: borders of controls, marks, outlines.
_GRAPHICS = (
    ("--edge", "--paper"),
    ("--edge", "--surface"),
    ("--accent", "--paper"),
    ("--accent", "--surface"),
    ("--on-band", "--band"),
    *((f"--{code}-line", paper) for code in STATUS_STYLES for paper in ("--paper", "--surface")),
    *((f"--notice-{severity}", "--surface") for severity in ("info", "warning", "critical")),
)


def faint_words(page: Page) -> list[str]:
    """The words that stand out too little from what they stand on; empty when all can be read."""
    shown = page.evaluate(_SHOWN)
    assert shown, "the page shows no words"
    return list(dict.fromkeys(_faint(shown)))


def _faint(shown: list[tuple[str, str, str, float, float]]) -> Iterator[str]:
    for words, ink, paper, size, weight in shown:
        is_large = size >= _LARGE_PX or (size >= _LARGE_BOLD_PX and weight >= _BOLD)
        ratio = contrast(ink, paper)
        if ratio < (LARGE_TEXT if is_large else TEXT):
            yield f"{words[:40]!r}: {ink} on {paper} has {ratio:.2f}"


def faint_graphics(page: Page) -> list[str]:
    """The marks, borders and outlines of the page that stand out too little; empty when all are seen."""
    found = []
    for front, back in _GRAPHICS:
        ink, paper = page.evaluate(_TOKENS, [front, back])
        if contrast(ink, paper) < GRAPHIC:
            found.append(f"{front} on {back}: {ink} on {paper} has {contrast(ink, paper):.2f}")
    return found
