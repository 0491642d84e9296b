"""The report's font within the document, in the form that Word asks for."""

import uuid
from functools import lru_cache

from seuranta.report.pdf.text import font_folders

_FILES = {"regular": "AtkinsonHyperlegible-Regular.ttf", "bold": "AtkinsonHyperlegible-Bold.ttf"}
_KEY = uuid.uuid5(uuid.NAMESPACE_DNS, "seuranta")
_HIDDEN_LENGTH = 32


def font_key() -> str:
    """The key that the font files are written with; the same in every report."""
    return "{" + str(_KEY).upper() + "}"


@lru_cache(maxsize=1)
def embedded_fonts() -> dict[str, bytes]:
    """The font files by weight, their first bytes crossed with the key (ECMA-376, part 4, 14.2.1)."""
    folder, _ = font_folders()
    key = _KEY.bytes[::-1]
    return {weight: _crossed((folder / name).read_bytes(), key) for weight, name in _FILES.items()}


def _crossed(font: bytes, key: bytes) -> bytes:
    head = bytes(byte ^ key[index % len(key)] for index, byte in enumerate(font[:_HIDDEN_LENGTH]))
    return head + font[_HIDDEN_LENGTH:]
