"""What a page of a PDF is made of, its glyphs put together: words, lines, and tables in their boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from seuranta.ingest.grid import GridRow
from seuranta.ingest.reading import ReadingWarning

# x0, top, x1, bottom in points from the upper left corner of the page as it is seen.
Box = tuple[float, float, float, float]

# Parts of the size of the type: a wider gap parts words; what is nearer to itself was printed twice for bold.
_GAP, _OVERLAP, _TWICE, _SAME_LINE = 0.17, 0.4, 0.15, 0.5


@dataclass(frozen=True)
class PageTable:
    """A table of one page.

    Args:
        box: its place on the page.
        rows: its rows, all of the same width.
        warnings: what was doubtful in finding it.
    """

    box: Box
    rows: tuple[GridRow, ...]
    warnings: tuple[ReadingWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand together: a word, or a line of words.

    Args:
        text: the letters.
        x0: left edge, in points; `top`, `x1` and `bottom` likewise.
        top: upper edge.
        x1: right edge of the last letter that is seen.
        bottom: lower edge.
        size: the size of the type.
        has_space_after: whether a space was drawn behind it.
        first_width: how much room its first letter needs.
        space_width: how much room the spaces in it or behind it take; 0 where none is drawn.
        font: the name of its font.
        turn: by how many degrees it is turned against the clock: 0, 90 or 270.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    has_space_after: bool = False
    first_width: float = 0.0
    space_width: float = 0.0
    font: str = ""
    turn: int = 0

    @property
    def box(self) -> Box:
        """Its place on the page."""
        return self.x0, self.top, self.x1, self.bottom

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.x0 + self.x1) / 2, self.middle

    def upright(self) -> Self:
        """The run as it stands once its words are turned to be read."""
        if self.turn == 0:
            return self
        if self.turn == 90:  # noqa: PLR2004  # degrees
            box = -self.bottom, self.x0, -self.top, self.x1
        else:
            box = self.top, -self.x1, self.bottom, -self.x0
        return replace(self, x0=box[0], top=box[1], x1=box[2], bottom=box[3], turn=0)


def words_of(glyphs: Iterable[Run]) -> list[Run]:
    """Put a page's letters together to words, in the order in which the page draws them.

    Args:
        glyphs: the letters as placed on the page; a space is one without text.

    Returns:
        Words as placed on the page; spaces are no part of them.
    """
    words: list[Run] = []
    letters: list[Run] = []
    for letter in glyphs:
        follows = bool(letters) and _follows(letters[-1], letter)
        if follows and letter.text == letters[-1].text and _is_twice(letters[-1], letter):
            continue
        if letters and (not follows or not letter.text):
            words.append(_word(letters, letter if follows else None))
            letters = []
        if letter.text:
            letters.append(letter)
    if letters:
        words.append(_word(letters))
    return words


def lines_of(words: Sequence[Run]) -> list[Run]:
    """Put words that belong together to lines, top to bottom; words turned sideways are turned back.

    Args:
        words: the words of one cell or column, in any order.

    Returns:
        A run per line.
    """
    if not words:
        return []
    turns = [word.turn for word in words]
    turn = max(set(turns), key=turns.count)
    upright = [word.upright() if turn else word for word in words]
    rows: list[list[Run]] = []
    for word in sorted(upright, key=lambda word: word.middle):
        if rows and word.middle - _biggest(rows[-1]).middle < _SAME_LINE * _biggest(rows[-1]).size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda word: word.x0)) for row in rows]


def _follows(before: Run, letter: Run) -> bool:
    if before.turn != letter.turn:
        return False
    before, letter = before.upright(), letter.upright()
    size = max(before.size, letter.size)
    gap = letter.x0 - before.x1
    return abs(letter.middle - before.middle) < _SAME_LINE / 2 * size and -_OVERLAP * size < gap < _GAP * size


def _is_twice(before: Run, letter: Run) -> bool:
    near = _TWICE * letter.size
    return abs(before.x0 - letter.x0) < near and abs(before.top - letter.top) < near


def _word(letters: Sequence[Run], space: Run | None = None) -> Run:
    first = letters[0]
    return Run(
        "".join(letter.text for letter in letters),
        min(letter.x0 for letter in letters),
        min(letter.top for letter in letters),
        max(letter.x1 for letter in letters),
        max(letter.bottom for letter in letters),
        size=max(letter.size for letter in letters),
        has_space_after=space is not None,
        space_width=space.first_width if space else 0.0,
        first_width=first.first_width,
        font=first.font,
        turn=first.turn,
    )


def _line(words: Sequence[Run]) -> Run:
    text, last = words[0].text, words[0]
    for word in words[1:]:
        if word.text == last.text and _is_twice(last, word):
            continue
        if last.has_space_after or word.x0 - last.x1 > _GAP * max(word.size, last.size):
            text += " "
        text, last = text + word.text, word
    return replace(
        _word(words),
        text=text,
        has_space_after=last.has_space_after,
        space_width=max(word.space_width for word in words),
    )


def _biggest(row: Sequence[Run]) -> Run:
    return max(row, key=lambda word: word.size)
