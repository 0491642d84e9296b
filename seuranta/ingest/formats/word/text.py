"""The words of a Word paragraph, as its reader sees them once every change is accepted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from seuranta.ingest.formats.office.package import MC, alternative, elements, is_on
from seuranta.ingest.formats.office.symbols import raised, symbols
from seuranta.ingest.formats.word.controls import form_choice
from seuranta.ingest.formats.word.xml import DELETED, INSERTED, UNREAD, W, flag, value

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN, _BOX = f"{W}r", f"{W}txbxContent"
_NOTE_REFERENCES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
_TEXTS = frozenset((f"{W}t", f"{_M}t"))


def _symbol(element: Element) -> str:
    try:
        character = chr(int(element.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    return symbols(character, element.get(f"{W}font"))


# What an element says that holds no text.
_SIGNS: dict[str, Callable[[Element], str]] = {
    f"{W}br": lambda _: "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}tab": lambda _: " ",
    f"{W}ptab": lambda _: " ",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": _symbol,
}


@dataclass
class _Field:
    """A field of which the reader sees the result but not the code.

    Args:
        choice: what a form field without a result shows.
        length: how many pieces of text stood before it.
        shows: whether its result has begun.
    """

    choice: str
    length: int
    shows: bool = False


@dataclass
class Paragraph:
    """What a paragraph says.

    Args:
        goes_on: whether its end was deleted, so that the next one continues it.
        pieces: its words.
        fields: the fields that have begun and not ended.
        boxes: the text boxes that hang on it.
    """

    goes_on: bool
    pieces: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words together."""
        return "".join(self.pieces)

    def say(self, text: str) -> None:
        """Add words, unless they belong to a field's code."""
        if all(begun.shows for begun in self.fields):
            self.pieces.append(text)


class Words:
    """Reads paragraphs and counts what it leaves out or takes for granted.

    Args:
        styles: the root of the part of styles, or None.
    """

    def __init__(self, styles: Element | None) -> None:
        self._hidden_styles = _styles_with(styles, "vanish")
        self._bold_styles = _styles_with(styles, "b")
        self.counts: Counter[str] = Counter()

    def of(self, paragraph: Element) -> Paragraph:
        """What a paragraph says."""
        said = Paragraph(goes_on=_ends_deleted(paragraph))
        self._inline(paragraph, said, self._is_hidden(paragraph.find(f"{W}pPr"), "pStyle"))
        return said

    def is_bold(self, parent: Element) -> bool:
        """Whether all words in an element are set in bold, by themselves or by their style."""
        runs = [
            (run, paragraph)
            for paragraph in parent.iter(f"{W}p")
            for run in paragraph.iter(_RUN)
            if any((text.text or "").strip() for text in run.iter(*_TEXTS))
        ]
        return bool(runs) and all(self._is_bold_run(run, paragraph) for run, paragraph in runs)

    def _is_bold_run(self, run: Element, paragraph: Element) -> bool:
        own, around = run.find(f"{W}rPr"), paragraph.find(f"{W}pPr")
        if own is not None and own.find(f"{W}b") is not None:
            return flag(own, "b")
        return value(own, "rStyle") in self._bold_styles or value(around, "pStyle") in self._bold_styles

    def _inline(
        self, parent: Element, paragraph: Paragraph, is_hidden: bool, font: str | None = None
    ) -> None:
        """Gather what the elements in a paragraph or a run say."""
        for child in elements(parent):
            self._say(child, paragraph, is_hidden, font)

    def _say(self, element: Element, paragraph: Paragraph, is_hidden: bool, font: str | None) -> None:
        tag = element.tag
        if tag in _TEXTS or tag in _SIGNS:
            text = _SIGNS[tag](element) if tag in _SIGNS else symbols(element.text or "", font)
            self.counts["hidden"] += is_hidden and bool(text.strip())
            paragraph.say("" if is_hidden else text)
        elif tag == _RUN:
            self._run(element, paragraph, is_hidden)
        elif tag == f"{W}fldChar":
            _step_field(element, paragraph)
        elif tag == _BOX:
            paragraph.boxes.append(element)
        elif tag == f"{MC}AlternateContent":
            for branch in alternative(element):
                self._say(branch, paragraph, is_hidden, font)
        elif tag in DELETED:
            self.counts["deleted"] += 1
        elif tag not in UNREAD:
            self.counts["inserted"] += tag in INSERTED
            self._inline(element, paragraph, is_hidden, font)

    def _run(self, run: Element, paragraph: Paragraph, is_hidden: bool) -> None:
        properties = run.find(f"{W}rPr")
        if any(child.tag in _NOTE_REFERENCES for child in run):
            return
        start = len(paragraph.pieces)
        self._inline(run, paragraph, self._is_hidden(properties, "rStyle", is_hidden), _font(properties))
        said = "".join(paragraph.pieces[start:])
        is_struck = flag(properties, "strike") or flag(properties, "dstrike")
        self.counts["struck"] += is_struck and bool(said.strip())
        if said.isdigit() and value(properties, "vertAlign") == "superscript":
            power = raised(said, "".join(paragraph.pieces[:start]))
            self.counts["note marks"] += not power
            paragraph.pieces[start:] = [power]

    def _is_hidden(self, properties: Element | None, style: str, inherited: bool = False) -> bool:
        if properties is None:
            return inherited
        own = properties.find(f"{W}vanish")
        if own is not None:
            return is_on(own.get(f"{W}val"))
        return inherited or value(properties, style) in self._hidden_styles


def _step_field(step: Element, paragraph: Paragraph) -> None:
    kind, fields = step.get(f"{W}fldCharType"), paragraph.fields
    if kind == "begin":
        fields.append(_Field(form_choice(step), len(paragraph.pieces)))
    elif kind == "separate" and fields:
        fields[-1].shows = True
    elif kind == "end" and fields:
        ended = fields.pop()
        if len(paragraph.pieces) == ended.length:
            paragraph.say(ended.choice)


def _ends_deleted(paragraph: Element) -> bool:
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(child.tag in DELETED for child in properties)


def _font(properties: Element | None) -> str | None:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def _styles_with(styles: Element | None, name: str) -> frozenset[str]:
    """The styles of paragraphs and words that have a property themselves."""
    if styles is None:
        return frozenset()
    found = (style for style in styles.iterchildren(f"{W}style") if flag(style.find(f"{W}rPr"), name))
    return frozenset(filter(None, (style.get(f"{W}styleId") for style in found)))
