"""The words of a PDF page on the heights where they stand, over all columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seuranta.ingest.formats.pdf.page import Box, Run

# Shares of the font size: words of a line stand on one height but for the slack; a raised mark is smaller
# than its word, touches it and stands less than a line up; a space is about this wide.
_SLACK = 0.2
_RAISED_SIZE = 0.8
_RAISED_BY = 0.6
SPACE = 0.28
# The lines of a table stand closer, what runs from page to page stands further off.
_NEAR = 1.6


@dataclass(frozen=True)
class Line:
    """The words that stand on one height, from the left."""

    words: tuple[Run, ...]

    @property
    def foot(self) -> float:
        """The height on which it stands, in points from the upper edge of the page."""
        return max(self.words, key=lambda word: word.size).bottom

    @property
    def size(self) -> float:
        """The largest size of its words."""
        return max(word.size for word in self.words)

    @property
    def looks(self) -> set[tuple[str, float]]:
        """Font and size of its words: what tells a heading from the text under it."""
        return {look(word) for word in self.words}

    def phrases(self, gap: float) -> list[tuple[Run, ...]]:
        """Its words, parted where they stand further apart than `gap` points."""
        parts: list[list[Run]] = []
        for word in self.words:
            if parts and word.x0 - parts[-1][-1].x1 <= gap:
                parts[-1].append(word)
            else:
                parts.append([word])
        return [tuple(part) for part in parts]


def look(word: Run) -> tuple[str, float]:
    """Font and size of a word."""
    return word.font, round(word.size, 1)


def lines_on_page(words: Sequence[Run], taken: Sequence[Box]) -> list[Line]:
    """The upright words of a page outside the boxes that are taken, on their lines from the top."""
    free = [word for word in words if word.turn == 0 and not _is_in(word, taken)]
    rows: list[list[Run]] = []
    for word in sorted(free, key=lambda word: word.bottom):
        if rows and word.bottom - rows[-1][0].bottom <= _SLACK * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return _with_raised_marks([_line(row) for row in rows])


def without_running(lines: Sequence[Line], running: Sequence[Box], kept: Sequence[Line]) -> list[Line]:
    """The lines without those at the page's upper and lower edge that run from page to page.

    Args:
        lines: the lines of a page.
        running: boxes of what comes again on other pages.
        kept: lines that stay, whatever comes again.
    """

    def runs(at: int, inner: int) -> bool:
        line = lines[at]
        near = _NEAR * line.size
        if line in kept or (0 <= inner < len(lines) and abs(lines[inner].foot - line.foot) < near):
            return False
        return all(_is_in(word, running) for word in line.words)

    first, end = 0, len(lines)
    while first < end and runs(first, first + 1):
        first += 1
    while end > first and runs(end - 1, end - 2):
        end -= 1
    return list(lines[first:end])


def _is_in(word: Run, boxes: Iterable[Box]) -> bool:
    x, y = word.center
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _line(words: Iterable[Run]) -> Line:
    return Line(tuple(sorted(words, key=lambda word: word.x0)))


def _with_raised_marks(lines: list[Line]) -> list[Line]:
    """The lines, small marks that hang above the end of a word put into the line of that word."""
    mended: list[Line] = []
    for line in reversed(lines):
        below = mended[-1] if mended else None
        if below and _hangs_over(line, below):
            mended[-1] = _line((*below.words, *line.words))
        else:
            mended.append(line)
    return mended[::-1]


def _hangs_over(line: Line, below: Line) -> bool:
    if line.foot <= below.foot - _RAISED_BY * below.size:
        return False
    return all(any(_hangs(mark, word) for word in below.words) for mark in line.words)


def _hangs(mark: Run, word: Run) -> bool:
    return mark.size <= _RAISED_SIZE * word.size and abs(mark.x0 - word.x1) < SPACE * word.size
