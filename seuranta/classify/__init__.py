"""Reads the status of an action from the words written about it, by the codebook.

Importing this package costs no table library: the functions over tables are in `tables` and `decisions`.
"""

from seuranta.classify.engine import read_status
from seuranta.classify.reading import Evidence, Reading, reading_to_json
from seuranta.classify.texts import text_sha256

__all__ = ["Evidence", "Reading", "read_status", "reading_to_json", "text_sha256"]
