"""The words beside a page's tables: paragraphs, without running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from seuranta.ingest.formats.pdf.page import Box, Run, lines_of
from seuranta.ingest.formats.words import clean

_PAGE_NUMBER = re.compile(
    r"\W*((sivu|sida|page|s|p)\b\.?)?\s*\d{1,4}\s*(\(\s*\d{1,4}\s*\)|(/|\||of|av|från)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
# A page's number within a running head; a bare number may as well be a theme's.
_NUMBERED = re.compile(
    r"\b(sivu|sida|page)\s*\d+(\s*\(\d+\)|\s*/\s*\d+)?|\b\d+\s*\(\d+\)|\b\d+\s*/\s*\d+$", re.IGNORECASE
)
# The upper and lower part of a page in which a page number may stand, and how exactly a running head keeps
# its place, in points.
_MARGIN_SHARE, _PLACE = 0.12, 4.0
# A running head is hardly bigger than the text; a title that stands on every slide is a title.
_HEAD_SIZE = 1.25
# A row of so many pieces that comes again on every page is the header of a table.
_HEADER_COLUMNS = 4
# Words further apart than this, in sizes of type, stand in different columns.
_COLUMN_GAP = 2.5


def lines_beside(words: Sequence[Run], taken: Sequence[Box]) -> list[Run]:
    """The lines of a page that are in none of its tables, top to bottom, then left to right."""
    free = [word for word in words if not any(_is_inside(word, box) for box in taken)]
    lines: list[Run] = []
    for column in _columns(free):
        lines += lines_of(column)
    return sorted(lines, key=lambda line: (round(line.top), line.x0))


def running_heads(pages: Sequence[Sequence[Run]], heights: Sequence[float]) -> list[list[Run]]:
    """Find what repeats at the same place on most pages, and page numbers.

    Args:
        pages: the lines beside the ruled tables, page by page.
        heights: the height of each page.
    """
    sizes = [line.size for lines in pages for line in lines]
    biggest = _HEAD_SIZE * median(sizes) if sizes else 0.0
    places = Counter(key for lines in pages for key in {_place(line) for line in lines})
    most = max(2, len(pages) // 2 + 1)

    def is_running(line: Run, lines: Sequence[Run], height: float) -> bool:
        in_margin = not _MARGIN_SHARE * height < line.middle < (1 - _MARGIN_SHARE) * height
        if in_margin and _PAGE_NUMBER.fullmatch(line.text):
            return True
        if line.size > biggest or not any(places[key] >= most for key in _places_near(line)):
            return False
        beside = sum(abs(other.middle - line.middle) < line.size / 2 for other in lines)
        return beside < _HEADER_COLUMNS

    return [
        [line for line in lines if is_running(line, lines, height)]
        for lines, height in zip(pages, heights, strict=True)
    ]


def paragraphs(lines: Sequence[Run]) -> tuple[str, ...]:
    """Put lines together to paragraphs: of one type, close below each other, the first filled to its end."""
    width = max((line.x1 - line.x0 for line in lines), default=0.0)
    blocks: list[list[Run]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1][-1], line, width):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    texts = (clean(" ".join(line.text for line in block)) for block in blocks)
    return tuple(text for text in texts if text)


def _goes_on(line: Run, below: Run, width: float) -> bool:
    if abs(line.size - below.size) > 0.5 or line.font != below.font:  # noqa: PLR2004  # half a point
        return False
    if not -0.5 * line.size < below.top - line.bottom < line.size:
        return False
    first_word = (below.x1 - below.x0) * len(below.text.split()[0]) / len(below.text)
    return line.has_space_after or (line.x1 - line.x0) + first_word > 0.9 * width


def _is_inside(word: Run, box: Box) -> bool:
    x, y = word.center
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _columns(words: Sequence[Run]) -> list[list[Run]]:
    """Split rows of words where a gap parts columns, so that a date at the right is a line of its own."""
    pieces: list[list[Run]] = []
    for row in _rows(words):
        pieces.append([row[0]])
        for word in row[1:]:
            if word.x0 - max(other.x1 for other in pieces[-1]) > _COLUMN_GAP * word.size:
                pieces.append([])
            pieces[-1].append(word)
    return pieces


def _rows(words: Sequence[Run]) -> list[list[Run]]:
    rows: list[list[Run]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if rows and word.middle - rows[-1][0].middle < word.size / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _place(line: Run) -> tuple[str, int]:
    return _NUMBERED.sub("#", line.text), round(line.top / _PLACE)


def _places_near(line: Run) -> list[tuple[str, int]]:
    text, place = _place(line)
    return [(text, place + step) for step in (-1, 0, 1)]
