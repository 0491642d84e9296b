"""Where the rows of a table without lines begin: the cuts under which all its cells make most sense.

Wrapped cells, cells set in the middle of their row and rows without any space between them leave no single
sign of a row's beginning. Every way to cut the lines is therefore weighed by what speaks against it, and the
lightest is taken (dynamic programming; one pass per way in which cells may be set).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from statistics import fmean

from seuranta.ingest.formats.pdf.columns import Columns, Setting
from seuranta.ingest.formats.pdf.lines import SPACE, Line
from seuranta.ingest.formats.pdf.page import Run, lines_of

_SETTINGS: tuple[Setting, ...] = ("top", "middle", "bottom")

# What speaks against a row or a cut, weighed against each other; only their proportions matter.
_MISPLACED_CELL = 3.0
_NAMELESS, _NUMBERLESS = 6.0, 4.0
_SECOND_MARK = 4.0
# Cells of one row seldom have equally many lines, in several columns and all of them.
_EVERY_COLUMN_AGAIN, _SEVERAL = 0.5, 3
# Columns of short words all look as if they went on; what they say together counts as that of so many.
_CUT_PARAGRAPH, _MOST_WITNESSES = 1.2, 2
_UNCUT_PARAGRAPHS = 0.6
_MOST_FOR_PARAGRAPHS = 3.0
_WHITE_WITHIN_CELL = 1.5
_TOO_CLOSE, _TOO_FAR, _WHITE_WITHIN_ROW = 3.0, 0.7, 1.0
_RULE_WITHIN_ROW, _CUT_WITHOUT_RULE = 8.0, 2.0
_ONE_MORE_ROW = 0.3
_OTHER_SETTING = 4.0
# What speaks for and against two lines being one paragraph.
_NO_ROOM, _ROOM, _FULL_STOP = 0.7, 2.0, 0.7
_SPACE_AT_END, _NO_SPACE_AT_END, _SMALL_LETTER = 2.0, 1.5, 1.5
_NO_BEGINNINGS = frozenset("(/&–-+,;")

# Shares of the leading: how far a cell may stand off its place, and what is more than a line's step.
_PLACE_SLACK = 0.3
_MORE_THAN_A_LINE = 1.25
_LEAST_STEP = 0.75
# Points by which steps from row to row differ.
_STEP_SLACK = 0.8
_MOST_STEPS = 5
_LARGEST_LEADING = 1.5
# Shares of the font size: where the middle of the letters is above their foot.
_LETTER_MIDDLE = 0.4
_NEVER_WRAPPED = frozenset({"year", "number"})


@dataclass(frozen=True)
class Stretch:
    """Lines of a table that follow each other, no full-width row between them.

    Args:
        feet: the height of each line.
        pieces: per line its words by column, put together.
        rules: heights of rules and of edges of coloured stripes between them.
        is_continued: whether its first row may have begun on the page before.
    """

    feet: tuple[float, ...]
    pieces: tuple[dict[int, Run], ...]
    rules: tuple[float, ...] = ()
    is_continued: bool = False


def stretch_of(
    lines: Sequence[Line], columns: Columns, rules: Sequence[float], is_continued: bool
) -> Stretch:
    """Lines with their words sorted into columns."""
    pieces = []
    for line in lines:
        words: dict[int, list[Run]] = {}
        for word in line.words:
            words.setdefault(columns.column(word), []).append(word)
        pieces.append({column: lines_of(found)[0] for column, found in words.items()})
    feet = tuple(line.foot for line in lines)
    # A rule may run through the room of descenders: letters are above or below it by their middle.
    down = _LETTER_MIDDLE * max(line.size for line in lines)
    between = tuple(rule + down for rule in rules if feet[0] < rule + down < feet[-1])
    return Stretch(feet, tuple(pieces), between, is_continued)


def cut_rows(
    stretches: Sequence[Stretch], columns: Columns
) -> tuple[list[list[tuple[int, int]]], Setting | None]:
    """Cut the stretches of one table into rows.

    Args:
        stretches: the table's stretches on one page.
        columns: its columns; their setting, where known, is that of the tables before.

    Returns:
        For each stretch its rows, first line and one past the last; and how their cells are set.
    """
    text = _Text.of(stretches)
    best: list[tuple[float, list[tuple[int, int]]]] = []
    least, found = float("inf"), columns.setting
    for setting, step in product(_SETTINGS, _steps(stretches, text.leading)):
        way = [_lightest(stretch, columns, text, setting, step) for stretch in stretches]
        weight = sum(each for each, _ in way)
        if columns.setting not in (None, setting):
            weight += _OTHER_SETTING
        if weight < least:
            best, least, found = way, weight, setting
    return [rows for _, rows in best], found


@dataclass(frozen=True)
class _Text:
    """How a table's text is set: leading, column widths, whether lines that go on end with a space."""

    leading: float
    widths: dict[int, float]
    has_spaced_ends: bool

    @classmethod
    def of(cls, stretches: Sequence[Stretch]) -> "_Text":
        pieces = [
            (column, piece) for each in stretches for found in each.pieces for column, piece in found.items()
        ]
        widths: dict[int, float] = {}
        for column, piece in pieces:
            widths[column] = max(widths.get(column, 0.0), piece.x1 - piece.x0)
        steps = sorted(step for stretch in stretches for step in _steps_within_columns(stretch))
        sizes = sorted(piece.size for _, piece in pieces)
        size = sizes[len(sizes) // 2]
        leading = min([steps[len(steps) // 10]] if steps else [], default=size * _LARGEST_LEADING)
        return cls(
            min(leading, size * _LARGEST_LEADING), widths, any(piece.has_space_after for _, piece in pieces)
        )


def _steps_within_columns(stretch: Stretch) -> Iterator[float]:
    last: dict[int, float] = {}
    for foot, pieces in zip(stretch.feet, stretch.pieces, strict=True):
        for column in pieces:
            if column in last:
                yield foot - last[column]
            last[column] = foot


def _steps(stretches: Sequence[Stretch], leading: float) -> list[float]:
    """The steps from the last line of a row to the next row that the table may have, most frequent first."""
    counts = Counter(
        round(2 * (below - above)) / 2 for stretch in stretches for above, below in pairwise(stretch.feet)
    )
    wide = [step for step, _ in counts.most_common() if step >= _LEAST_STEP * leading]
    return wide[:_MOST_STEPS] or [leading]


def _lightest(
    stretch: Stretch, columns: Columns, text: _Text, setting: Setting, step: float
) -> tuple[float, list[tuple[int, int]]]:
    count = len(stretch.feet)
    cuts = [_weight_of_cut(stretch, at, text, step) for at in range(count)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        ways: list[tuple[float, int]] = []
        row = _GrowingRow(stretch, columns, text, setting, step)
        for start in range(end - 1, -1, -1):
            inner = row.add(start)
            if ways and inner > min(ways)[0]:
                break
            ways.append((best[start][0] + cuts[start] + row.weight(start == 0), start))
        best.append(min(ways))
    rows: list[tuple[int, int]] = []
    end = count
    while end:
        start = best[end][1]
        rows.append((start, end))
        end = start
    return best[count][0], rows[::-1]


class _GrowingRow:
    """What speaks against a row as lines are added at its top."""

    def __init__(
        self, stretch: Stretch, columns: Columns, text: _Text, setting: Setting, step: float
    ) -> None:
        self.stretch, self.columns, self.text = stretch, columns, text
        self.setting, self.step = setting, step
        self.tops: dict[int, float] = {}
        self.feet: dict[int, float] = {}
        self.firsts: dict[int, Run] = {}
        self.paragraphs: dict[int, float] = {}
        self.inner = 0.0
        self.top = self.foot = 0.0

    def add(self, at: int) -> float:
        """Take in a line; returns what no further line can make lighter."""
        foot = self.stretch.feet[at]
        if not self.tops:
            self.foot = foot
        else:
            self.inner += self._weight_of_joint(foot)
            again = sum(column in self.tops for column in self.stretch.pieces[at])
            if again >= max(_SEVERAL, len(self.tops)):
                self.inner += _EVERY_COLUMN_AGAIN * again
        for column, piece in self.stretch.pieces[at].items():
            if column in self.tops:
                self._join(column, piece, foot)
            else:
                self.feet[column] = foot
            self.tops[column], self.firsts[column] = foot, piece
        self.top = foot
        return self.inner

    def _weight_of_joint(self, foot: float) -> float:
        rules = sum(foot < rule < self.top for rule in self.stretch.rules)
        is_white = self.top - foot > max(self.step - _STEP_SLACK, _MORE_THAN_A_LINE * self.text.leading)
        return _RULE_WITHIN_ROW * rules + _WHITE_WITHIN_ROW * is_white

    def _join(self, column: int, piece: Run, foot: float) -> None:
        if self.columns.roles[column].role in _NEVER_WRAPPED:
            self.inner += _SECOND_MARK
        if self.tops[column] - foot > _MORE_THAN_A_LINE * self.text.leading:
            self.inner += _WHITE_WITHIN_CELL
        ends = -goes_on(piece, self.firsts[column], self.text.widths[column], self.text.has_spaced_ends)
        self.paragraphs[column] = self.paragraphs.get(column, 0.0) + max(0.0, ends)

    def weight(self, is_first: bool) -> float:
        """What speaks against the row as it stands."""
        ends = sum(min(_MOST_FOR_PARAGRAPHS, _UNCUT_PARAGRAPHS * found) for found in self.paragraphs.values())
        misplaced = _MISPLACED_CELL * sum(self._is_misplaced(column) for column in self.tops)
        blanks = self._weight_of_blanks()
        if is_first and self.stretch.is_continued:
            misplaced, blanks = misplaced / 2, 0.0
        return self.inner + ends + misplaced + blanks + _ONE_MORE_ROW

    def _is_misplaced(self, column: int) -> bool:
        top, foot = self.tops[column], self.feet[column]
        off = {
            "top": top - self.top,
            "middle": abs(top + foot - self.top - self.foot) / 2,
            "bottom": self.foot - foot,
        }
        return off[self.setting] > _PLACE_SLACK * self.text.leading

    def _weight_of_blanks(self) -> float:
        roles = {role.role: column for column, role in enumerate(self.columns.roles)}
        has_number = roles.get("number") in self.tops
        weight = 0.0
        if "number" in roles and not has_number:
            weight += _NUMBERLESS
        if "name" in roles and roles["name"] not in self.tops:
            weight += _NAMELESS / 2 if has_number else _NAMELESS
        return weight


def _weight_of_cut(stretch: Stretch, at: int, text: _Text, step: float) -> float:
    """What speaks against a row that begins with a line."""
    if at == 0:
        return 0.0
    above, below = stretch.feet[at - 1], stretch.feet[at]
    distance, weight = below - above, 0.0
    if distance < step - _STEP_SLACK:
        weight += _TOO_CLOSE
    elif distance > step + _STEP_SLACK:
        weight += _TOO_FAR
    if stretch.rules and not any(above < rule < below for rule in stretch.rules):
        weight += _CUT_WITHOUT_RULE
    signs = [
        goes_on(stretch.pieces[at - 1][column], piece, text.widths[column], text.has_spaced_ends)
        for column, piece in stretch.pieces[at].items()
        if column in stretch.pieces[at - 1]
    ]
    if signs:
        weight += _CUT_PARAGRAPH * max(0.0, fmean(signs)) * min(_MOST_WITNESSES, len(signs))
    return weight


def goes_on(above: Run, below: Run, width: float, has_spaced_ends: bool) -> float:
    """How much speaks for two lines of a column to be one paragraph; negative for two.

    Args:
        above: a line.
        below: the next one.
        width: how wide the column's lines are.
        has_spaced_ends: whether a line that goes on ends with a space in this document.
    """
    first = below.text.split()[0]
    first_width = (below.x1 - below.x0) * len(first) / len(below.text)
    room = width - (above.x1 - above.x0) - SPACE * above.size
    weight = _NO_ROOM if room <= first_width else -_ROOM
    is_broken = above.text.endswith(("-", "/")) and first[0].islower()
    if is_broken or above.has_space_after:
        weight += _SPACE_AT_END
    elif first[0].islower() or first[0] in _NO_BEGINNINGS:
        weight += _SMALL_LETTER
    elif has_spaced_ends and room > 0:
        weight -= _NO_SPACE_AT_END
    if above.text.endswith((".", "!", "?")) and not above.has_space_after:
        weight -= _FULL_STOP
    return weight
