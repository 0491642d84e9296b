"""What every format does to the words of a cell before anyone reads them."""

import re
import unicodedata

# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark: unseen, they part words.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# Word writes its bullets as characters of a private font.
_PRIVATE_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf02d\uf0d8\uf0fc"), "•")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_MENDED = _UNSEEN | _PRIVATE_BULLETS | _LIGATURES
# Control and direction characters, which would change what a reader sees without being seen.
NOT_WORDS = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """A cell's words as a reader sees them: one space between words, a line break between paragraphs.

    Characters that nobody sees are taken out, ligatures undone; a control or direction character becomes
    U+FFFD, so that it can be found.
    """
    mended = NOT_WORDS.sub("\ufffd", unicodedata.normalize("NFC", text.translate(_MENDED)))
    lines = (" ".join(line.split()) for line in re.split(r"\r\n|[\r\n\v\u2028\u2029]", mended))
    return "\n".join(line for line in lines if line)
