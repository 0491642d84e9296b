"""The glyphs of a PDF page, with the words that the file itself gives for them."""

from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import decode_text
from pdfplumber.page import Page


class _Glyphs(PDFPageAggregator):
    """Lays out a page; a passage marked with its actual text says that and not what its font maps it to.

    One glyph of a font may stand for several signs (lights in three colours, ligatures), but a font gives
    each glyph one text only, so that programs write the text of the others beside them.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self._begun: list[tuple[str, Any, int]] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Note where a marked passage begins, and what it says."""
        said = props.get("ActualText") if isinstance(props, dict) else None
        text = decode_text(said) if isinstance(said, bytes) else ""
        self._begun.append((text, self.cur_item, len(self.cur_item)))

    def end_tag(self) -> None:
        """Let the glyphs of the passage that ends say its text."""
        if not self._begun:
            return
        text, item, start = self._begun.pop()
        if text and item is self.cur_item:
            _say(text, item._objs, start)


def _say(text: str, items: list[Any], start: int) -> None:
    """Give a word to its glyphs: one letter each, or else all to the first, as wide as all of them.

    What stands on several lines or is several words keeps its glyphs: their places part lines and words.
    """
    glyphs = items[start:]
    if text.split() != [text] or not glyphs or not all(isinstance(glyph, LTChar) for glyph in glyphs):
        return
    if len(text) == len(glyphs):
        for glyph, letter in zip(glyphs, text, strict=True):
            glyph._text = letter
        return
    first = glyphs[0]
    if all(abs(glyph.y0 - first.y0) < first.height / 2 for glyph in glyphs):
        first._text = text
        first.set_bbox((first.x0, first.y0, max(glyph.x1 for glyph in glyphs), first.y1))
        del items[start + 1 :]


def layout_of(page: Page) -> LTPage:
    """What stands on a page, as it is drawn.

    Args:
        page: a page of an open document.
    """
    device = _Glyphs(page)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.get_result()
