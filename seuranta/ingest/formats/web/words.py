"""The words of a part of a web page, as its reader sees them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from seuranta.ingest.formats.web import css
from seuranta.ingest.formats.words import clean

_UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "button",
        "datalist",
        "svg",
        "math",
        "iframe",
        "object",
    }
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_UNSEEN_FIELDS = frozenset({"hidden", "submit", "button", "reset", "image", "password", "file"})
# "1", "[12]", "*)" of a note; "[JK1]" of a comment.
_REFERENCE = re.compile(r"[\[(]?(?:\d{1,2}|[*†‡§]+)[\])]?|\[\w{1,4}\]")
_FOR_SCREEN_READERS = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader)", re.I)
_ICON = re.compile(r"icon|check|tick|(?:^|\s)(?:fa|bi|mdi)(?:-|\s|$)", re.I)
_SPACES = re.compile(r"\s+")
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")

Piece = str | _Element


@dataclass
class _Collector:
    """Walks a part of a page and keeps its words.

    Args:
        stops_at: elements that are kept as they are, their words not read.
        cell_mark: what stands between the cells of a table that is read as words.
        keeps_references: whether references to notes are words too.
        has_alternatives: whether what is hidden from screen readers is said again in words.
    """

    stops_at: Callable[[_Element], bool]
    cell_mark: str = "\n"
    keeps_references: bool = False
    has_alternatives: bool = False
    pieces: list[Piece] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def read(self, element: _Element, keeps_lines: bool = False) -> None:
        """Keep an element's words, without those that follow it."""
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        if self.stops_at(element):
            self.pieces.append(element)
        elif css.is_struck(element):
            self.struck.append(clean("".join(map(str, element.itertext()))))
        elif not self._is_left_out(element):
            self._read_seen(element, keeps_lines or css.keeps_lines(element))

    def inside(self, element: _Element, keeps_lines: bool = False) -> None:
        """Keep the words inside an element."""
        self._add(element.text, keeps_lines)
        for child in element:
            self.read(child, keeps_lines)
            self._add(child.tail, keeps_lines)

    def _is_left_out(self, element: _Element) -> bool:
        if self.has_alternatives and element.get("aria-hidden") == "true":
            return True
        if not self.keeps_references and _is_reference(element):
            return True
        is_beside_the_page = element.tag == "nav" or css.is_hidden(element)
        return is_beside_the_page and not any(map(self.stops_at, element.iterdescendants("*")))

    def _read_seen(self, element: _Element, keeps_lines: bool) -> None:
        mark = "\n" if element.tag in _BLOCKS else self.cell_mark if element.tag in _CELLS else ""
        self.pieces.append(mark)
        if element.tag == "br":
            self.pieces.append("\n")
        elif element.tag == "input":
            self.pieces.append(_field(element))
        elif element.tag == "select":
            self.pieces.append(_choice(element))
        elif element.tag == "sup":
            self.pieces.append("".join(map(str, element.itertext())).translate(_RAISED))
        else:
            self.inside(element, keeps_lines)
        self.pieces.append(mark)

    def _add(self, text: str | None, keeps_lines: bool) -> None:
        if text:
            self.pieces.append(_in_one_line(text, keeps_lines))


def pieces(root: _Element, stops_at: Callable[[_Element], bool]) -> list[Piece]:
    """The words of a page up to, between and after the elements that are kept as they are."""
    collector = _Collector(stops_at)
    collector.read(root)
    return collector.pieces


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold words."""
    return [line for line in clean(text).split("\n") if line]


@dataclass(frozen=True)
class CellWords:
    """What a cell says.

    Args:
        text: its words.
        struck: words in it that are struck out, and no part of its text.
        is_silent: whether it shows a picture or a sign for which the page has no words.
    """

    text: str
    struck: tuple[str, ...] = ()
    is_silent: bool = False


def cell_words(cell: _Element) -> CellWords:
    """The words of a cell; where it has none, those of its pictures and signs."""
    if len(cell) == 0 and (text := clean(_in_one_line(cell.text, css.keeps_lines(cell)))):
        return CellWords(text)
    has_alternatives = any(
        _FOR_SCREEN_READERS.search(inner.get("class", "")) for inner in cell.iterdescendants("*")
    )
    text, struck = _read(cell, False, has_alternatives)
    if not text and not struck:
        text = _read(cell, True, has_alternatives)[0] or _alternative(cell)
    is_silent = not text and not struck and any(map(_is_sign, cell.iterdescendants("*")))
    return CellWords(text, tuple(struck), is_silent)


def is_all_bold(element: _Element) -> bool:
    """Whether no words in an element are set otherwise than in bold."""
    if css.is_bold(element):
        return True
    own = [element.text, *(child.tail for child in element)]
    return not any((text or "").strip() for text in own) and all(map(is_all_bold, element))


def _in_one_line(text: str | None, keeps_lines: bool) -> str:
    """A text of the source, in which a line break is a space like any other unless lines are kept."""
    return text or "" if keeps_lines else _SPACES.sub(" ", text or "")


def _read(cell: _Element, keeps_references: bool, has_alternatives: bool) -> tuple[str, list[str]]:
    collector = _Collector(lambda _: False, " ", keeps_references, has_alternatives)
    collector.inside(cell, css.keeps_lines(cell))
    return clean("".join(map(str, collector.pieces))), [words for words in collector.struck if words]


def _is_reference(element: _Element) -> bool:
    """Whether an element refers to a note: a raised link, or a link of a digit or an asterisk."""
    if element.tag == "sup":
        return any(_leads_within(link) for link in element.iter("a"))
    words = "".join(map(str, element.itertext())).strip() if _leads_within(element) else ""
    return _REFERENCE.fullmatch(words) is not None


def _leads_within(element: _Element) -> bool:
    return element.tag == "a" and element.get("href", "").startswith("#")


def _field(element: _Element) -> str:
    kind = element.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return " x " if element.get("checked") is not None else " "
    return "" if kind in _UNSEEN_FIELDS else f" {element.get('value', '')} "


def _choice(element: _Element) -> str:
    options = list(element.iter("option"))
    chosen = next((option for option in options if option.get("selected") is not None), None)
    shown = chosen if chosen is not None else next(iter(options), None)
    return "" if shown is None else f" {''.join(map(str, shown.itertext()))} "


def _alternative(cell: _Element) -> str:
    """The first words that stand for a picture or a sign."""
    for element in cell.iter("*"):
        candidates = [element.get(name, "") for name in ("alt", "aria-label", "title")]
        if element.tag == "svg":
            candidates += ["".join(map(str, title.itertext())) for title in element.iter("title")]
        for candidate in candidates:
            if (words := clean(candidate)) and not css.is_hidden(element):
                return words
    return ""


def _is_sign(element: _Element) -> bool:
    is_empty = len(element) == 0 and not (element.text or "").strip()
    is_icon = element.tag in ("i", "span") and _ICON.search(element.get("class", "")) is not None
    return element.tag in ("img", "svg", "canvas", "object") or (is_icon and is_empty)
