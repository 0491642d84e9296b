"""Cells that were copied out of a web page: the tags we know are taken off, every word stays."""

import html
import re

_BLOCK = re.compile(r"</?(?:p|ul|ol|li|br|div|h[1-6])\b[^<>]*>", re.IGNORECASE)
_LIST = re.compile(r"<(?P<end>/?)(?:ul|ol)\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|b|em|font|i|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)


def plain(text: str) -> str:
    """A cell's words: spaces collapsed, a line break where a block begins or ends.

    Inline tags join what they part ("a<b>c</b>" is "ac"). What is no tag of running text, such as
    `<script>` or "5 < 7", is text like any other: nothing disappears, and those who write it out escape it.
    """
    bare = _INLINE.sub("", _BLOCK.sub("\n", text))
    if bare != text:
        bare = html.unescape(bare)
    lines = (" ".join(line.split()) for line in bare.split("\n"))
    return "\n".join(line for line in lines if line)


def unclosed_lists(text: str) -> int:
    """How many lists a cell opens and never closes."""
    ends = [match["end"] for match in _LIST.finditer(text)]
    return max(0, ends.count("") - ends.count("/"))
