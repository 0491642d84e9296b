"""What makes two status texts the same text."""

import hashlib
import unicodedata


def text_sha256(text: str) -> str:
    """The SHA-256 of a status text, its letters composed (NFC) and its white space collapsed.

    Args:
        text: as written.

    Returns:
        64 hexadecimal digits: equal for texts that read alike, so that a decision holds for one text only.
    """
    normalised = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normalised.encode("utf-8", errors="surrogatepass")).hexdigest()
