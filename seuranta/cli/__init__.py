"""The command line: what users type, what they are told, and the exit code that a scheduler reads.

Each module holds the commands of one subject; importing it adds them to `seuranta`.
"""

from seuranta.cli import documents, exporting, forms, link, questions, readings, review, runs
from seuranta.cli.app import main, seuranta

__all__ = [
    "documents",
    "exporting",
    "forms",
    "link",
    "main",
    "questions",
    "readings",
    "review",
    "runs",
    "seuranta",
]
