"""The words of a line of Markdown: marks of emphasis, links and code taken off, escapes undone."""

import re
from collections.abc import Collection
from html import unescape

from seuranta.ingest.formats.text.pipes import CODE
from seuranta.ingest.formats.words import clean
from seuranta.ingest.markup import plain

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^\s<>]*)>", re.I)
_FOOTNOTE = re.compile(r"\[\^[^\[\]]+\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
_REFERENCE = re.compile(r"!?\[([^\[\]]+)\](?:\[([^\[\]]*)\])?")
_STRUCK = re.compile(
    r"~~(?=\S)((?:[^~]|~(?!~))+?)(?<=\S)~~|<(del|s|strike)>((?:(?!<(?:del|s|strike)>).)*?)</\2>", re.I
)
# An asterisk behind a word ("Verkkokauppa*, kartta*") begins no emphasis: it marks the word. No pattern looks
# beyond the next mark of its kind: a cell of nothing but marks would take hours.
_EMPHASIS = (
    re.compile(r"(?<![\w*])\*\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*\*(?!\w)"),
    re.compile(r"(?<![\w*])\*\*(?=[^\s*])((?:[^*]|\*(?!\*))+?)(?<=\S)\*\*(?!\w)"),
    re.compile(r"(?<!\w)__(?=\S)((?:[^_]|_(?!_))+?)(?<=\S)__(?!\w)"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])"),
    re.compile(r"(?<!\w)_(?=[^\s_])((?:[^_]|(?<=\w)_(?=\w))+)(?<=\S)_(?!\w)"),
)
_BOLD = _EMPHASIS[:3]
# Escaped characters and code stand in a private range meanwhile, where they mean nothing.
_SHELTER = 0xE000
_SHELTERED = {code: chr(_SHELTER + code) for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_RESTORED = {_SHELTER + code: chr(code) for code in _SHELTERED}


def words(text: str, references: Collection[str] = ()) -> tuple[str, list[str]]:
    """The words of a cell or paragraph, and those that were struck out and are no part of them.

    Args:
        text: as written.
        references: the names, in lower case, for which the document gives the address of a link.
    """
    struck: list[str] = []

    def strike(match: re.Match[str]) -> str:
        struck.append(_bare(match[1] or match[3] or "", references))
        return ""

    return _bare(_STRUCK.sub(strike, _shelter(text)), references), [found for found in struck if found]


def is_bold(text: str) -> bool:
    """Whether all words of a cell are written in bold."""
    return any(emphasis.fullmatch(text.strip()) for emphasis in _BOLD)


def _shelter(text: str) -> str:
    """Code and escaped characters, put where they mean nothing."""
    in_code = CODE.sub(lambda span: _code(span[2]).translate(_SHELTERED), text)
    return _ESCAPED.sub(lambda escape: escape[1].translate(_SHELTERED), in_code)


def _code(span: str) -> str:
    bare = span.replace("\\|", "|")
    return bare[1:-1] if bare.startswith(" ") and bare.endswith(" ") and bare.strip() else bare


def _bare(text: str, references: Collection[str]) -> str:
    text = _AUTOLINK.sub(r"\1", _COMMENT.sub("", text))
    text = _FOOTNOTE.sub("", _LINK.sub(r"\1", text))
    text = _REFERENCE.sub(lambda link: _referring(link, references), text)
    # Entities are undone last and once: "&amp;lt;" says "&lt;".
    text = plain(text.replace("&", _SHELTERED[ord("&")])).replace(_SHELTERED[ord("&")], "&")
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return clean(unescape(text).translate(_RESTORED))


def _referring(link: re.Match[str], references: Collection[str]) -> str:
    """The words of a link whose address stands elsewhere; brackets that are no link stay."""
    name = (link[2] or link[1]).lower()
    return link[1] if name in references else link[0]
