"""Audits of a published page: what its markup says, and what Chromium and axe find when they open it."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLACEHOLDER_ALT = re.compile(
    r"no description has been provided|^(image|figure|chart|kuva|bild|todo|alt)$", re.IGNORECASE
)
WIDTHS = (1280, 390, 320)
SCHEMES = ("light", "dark")
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """The browser named by the environment variable CHROMIUM, or the first one on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless Chromium. Without one the test is skipped, or fails when SEURANTA_ALL_CHECKS=1."""
    executable = find_browser()
    if executable is None:
        reason = f"no browser: none of {', '.join(_NAMES)} is on the path, and CHROMIUM is not set"
        if os.environ.get("SEURANTA_ALL_CHECKS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def audit_page(path: Path, browser: Browser | None = None) -> list[str]:
    """Everything that is wrong with a published page; empty when nothing is.

    Args:
        path: the HTML file.
        browser: an open browser; without one, Chromium is started for this page.
    """
    problems = audit_markup(path.read_text(encoding="utf-8"))
    if browser is not None:
        return problems + audit_in_browser(path, browser)
    with open_browser() as own:
        return problems + audit_in_browser(path, own)


def audit_markup(page: str) -> list[str]:
    """What is wrong with the markup: ids, links, tables, languages, headings, drawings, scripts."""
    root = html.document_fromstring(page)
    checks = (
        _of_document,
        _of_ids,
        _of_links,
        _of_tables,
        _of_headings,
        _of_drawings,
        _of_scripts,
        _of_addresses,
    )
    return [problem for check in checks for problem in check(root)]


def audit_in_browser(path: Path, browser: Browser) -> list[str]:
    """What axe finds, in light and dark, wide and narrow; requests, messages and overflow."""
    problems: list[str] = []
    for scheme in SCHEMES:
        for width in WIDTHS:
            at = f"{scheme} {width} px"
            with open_page(path, browser, width=width, scheme=scheme) as (page, messages):
                problems += [f"{at}: {message}" for message in messages]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    problems.append(f"{at}: the page scrolls sideways")
                problems += [f"{at}: {violation}" for violation in axe_violations(page)]
    return problems


@contextmanager
def open_page(
    path: Path, browser: Browser, *, width: int = 1280, scheme: Any = "light", has_script: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """The page, and a list that collects its console messages, errors and remote requests."""
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        java_script_enabled=has_script,
        reduced_motion="reduce",
    )
    messages: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: messages.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: messages.append(f"page error: {error}"))
    page.on("request", lambda request: _note_request(request.url, messages))
    page.goto(path.resolve().as_uri())
    page.wait_for_timeout(100)
    yield page, messages
    context.close()


def axe_violations(page: Page) -> list[str]:
    """The violations of WCAG 2.2 A and AA and of axe's best practices, one line a rule."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
    return [
        f"axe {found['id']} x{len(found['nodes'])}: {found['help']} | {found['nodes'][0]['target']}"
        for found in result["violations"]
    ]


def _note_request(url: str, messages: list[str]) -> None:
    if not url.startswith(("file:", "data:")):
        messages.append(f"remote request: {url}")


def _of_document(root: html.HtmlElement) -> Iterator[str]:
    if not root.get("lang"):
        yield "the page names no language"
    if not (root.findtext("head/title") or "").strip():
        yield "the page has no title"
    if len(root.findall(".//main")) != 1:
        yield "the page has not one main part"


def _of_ids(root: html.HtmlElement) -> Iterator[str]:
    counts = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    yield from (f"id {name!r} occurs {count} times" for name, count in counts.items() if count > 1)


def _of_links(root: html.HtmlElement) -> Iterator[str]:
    ids = {element.get("id") for element in root.iter()}
    references = [
        ("href", a.get("href")[1:]) for a in root.iter("a", "use") if (a.get("href") or "").startswith("#")
    ]
    for attribute in ("aria-labelledby", "aria-describedby"):
        references += [(attribute, n) for e in root.iter() for n in (e.get(attribute) or "").split()]
    yield from (
        f"{attribute} leads to {name!r}, which is not there"
        for attribute, name in references
        if name not in ids
    )


def _of_tables(root: html.HtmlElement) -> Iterator[str]:
    for table in root.iter("table"):
        name = table.get("id")
        if not "".join(table.xpath("caption//text()")).strip():
            yield f"table {name} has no caption"
        if table.find("thead") is None:
            yield f"table {name} has no head"
        if table.xpath(".//th[not(@scope)]"):
            yield f"table {name} has heads without scope"
        for row in table.xpath("tbody/tr"):
            if len(row.xpath("th[@scope='row']")) != 1:
                yield f"table {name} has a row without one head: {row.text_content()[:60]!r}"


def _of_headings(root: html.HtmlElement) -> Iterator[str]:
    levels = [int(h.tag[1]) for h in root.find("body").iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1:
        yield f"the page has {levels.count(1)} headings of level 1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _of_drawings(root: html.HtmlElement) -> Iterator[str]:
    for svg in root.iter("svg"):
        for name in ("title", "desc"):
            words = (svg.findtext(name) or "").strip()
            if not words or PLACEHOLDER_ALT.search(words):
                yield f"a drawing has {words!r} for its {name}"
        if svg.get("role") != "img":
            yield "a drawing is not read out as one image"
    yield from ("an image has no words" for image in root.iter("img") if not (image.get("alt") or "").strip())


def _of_scripts(root: html.HtmlElement) -> Iterator[str]:
    if len(list(root.iter("script"))) > 1:
        yield "the page has more than one script"
    for element in root.iter(etree.Element):
        for name in element.attrib:
            if str(name).lower().startswith("on"):
                yield f"<{element.tag}> acts on {name}"
        if element.tag in {"iframe", "object", "embed", "base", "foreignobject"}:
            yield f"the page holds <{element.tag}>"


def _of_addresses(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter(etree.Element):
        for name in ("src", "srcset", "data", "poster", "action", "formaction"):
            if not (element.get(name) or "data:").startswith("data:"):
                yield f"<{element.tag}> loads {element.get(name)!r}"
        if (element.get("href") or "").strip().lower().startswith(("javascript:", "vbscript:")):
            yield f"<{element.tag}> runs {element.get('href')!r}"
    for link in root.iter("link"):
        if not (link.get("href") or "").startswith("data:"):
            yield f"the page loads {link.get('href')!r}"
