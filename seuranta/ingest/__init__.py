"""Ingest: from the bytes of a document to its actions, each with the place where it stands."""

from seuranta.ingest.documents import read_document, read_documents
from seuranta.ingest.reading import Action, DocumentReading, Place, ReadingWarning, Refusal, readings_json

__all__ = [
    "Action",
    "DocumentReading",
    "Place",
    "ReadingWarning",
    "Refusal",
    "read_document",
    "read_documents",
    "readings_json",
]
