"""The content of the real follow-up of 09/2022, for writing it in other formats."""

import re
from itertools import groupby

from tests.documents import FOLLOW_UP
from tests.making.document import Document, Table

REALISTIC_WIDTHS_CM = [5.4, 1.3, 1.3, 1.3, 1.3, 6.4]
NARROW_WIDTHS_CM = [2.8] * 6

_TAGS = re.compile(r"(?:\s*<[^>]+>\s*)+")


def source_document() -> Document:
    """Its seven tables of use cases and the table of enablers, cells as they stand between the tabs.

    Lists in the cells of the enablers, which are markup there, are paragraphs here.
    """
    lines = FOLLOW_UP.read_text(encoding="utf-8").split("\n")
    blocks = [list(block) for is_table, block in groupby(lines, lambda line: "\t" in line) if is_table]
    *use_cases, enablers = ([_cells(line) for line in block] for block in blocks)
    tables = [Table(header, rows) for header, *rows in use_cases]
    tables.append(Table(enablers[0], enablers[1:], heading="Mahdollistajat"))
    return Document("Porvoon kaupungin digiohjelman seuranta: Tilanne 09/2022 käyttötapauksittain", tables)


def _cells(line: str) -> list[str]:
    return [_TAGS.sub("\n", cell).strip() for cell in line.split("\t")]
