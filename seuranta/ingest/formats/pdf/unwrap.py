"""Mend lines that a cell's width has broken: what was one word, what were two, what was a new paragraph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise, zip_longest
from statistics import fmean, median

from seuranta.ingest.formats.pdf.page import Run
from seuranta.ingest.formats.pdf.spelling import Spelling, bare

# "täyttö- ja käyttöaste", "in- och utdata": the hyphen stands for a part of the word that comes later.
_AFTER_SUSPENDED_HYPHEN = frozenset(
    ["ja", "tai", "sekä", "eli", "että", "och", "eller", "samt", "and", "or", "und", "oder"]
)
_BULLET = re.compile(r"[•·‣▪■●○◦*–—-](\s|$)|\d{1,2}[.)]\s")
_HANGING_HYPHEN = re.compile(r"(?:^|\s)([-–])$")
# "ilmasto-|ohjelma", "and/|or", "www.|kuvala.fi": nothing stands between what these end and what follows.
_WORDS_OF_ONE_LETTER = "aiouåäö"
_JOINS_ON = re.compile(r"\S[-–—/_=@]$|(https?://|www\.)(\S*[./?&=_#-])?$")
_WORD_IS_OVER = ",;:.!?"
_NO_SPACE_BEFORE = re.compile(r"[,.;:!?)\]}]|\*+([,.;:!?)\]\s]|$)|-$")
# "linja-auto", "re-elect": a vowel met by itself is kept apart by a hyphen that belongs to the word.
_VOWELS = frozenset("aeiouyåäö")
# How much of a line must stay empty beyond the next word before its end counts as meant, and how wide a space
# is, in sizes of type.
_MEANT, _SPACE = 2.0, 0.28
# How exactly the end of a line and its cell are known, in points.
_DOUBT = 0.3
# A page that draws the space at which it breaks a line mostly does so; see `Habits`.
_MOSTLY = 0.5
# How much likelier one word must be than two, as a logarithm and on average over the document, before its
# hyphens at line ends are the typesetter's: authors' hyphens gave -1 to 1, typesetters' 6 to 14.
_HYPHENATED_GAIN, _FEWEST_HYPHENS = 4.0, 3
# From where on a first look at the document settles whether a break is within a word.
_CLEARLY_ONE, _CLEARLY_TWO = 5.0, -2.0
# A word is broken only where it fills its line to the last letter; by chance few whole words do.
_FULL_LINE_GAIN = 1.0


class _End(Enum):
    """What a line of a cell ends with."""

    WHOLE_WORD = auto()
    IN_WORD = auto()
    UNSURE = auto()


@dataclass(frozen=True)
class Habits:
    """How a document was set, learned from all its cells.

    Args:
        spelling: its words.
        space: how wide a space is, in sizes of type.
        draws_spaces: whether a line that goes on ends with a drawn space, unless that found no room.
        is_hyphenated: whether the typesetter hyphenates.
        hangs: the dashes that stand right before a word after a space, as in "Suomi.fi -palvelu".
    """

    spelling: Spelling
    space: float
    draws_spaces: bool
    is_hyphenated: bool
    hangs: frozenset[str]


def learn(cells: Sequence[Sequence[Run]]) -> Habits:
    """Learn a document's habits from the lines of each of its cells and paragraphs."""
    spelling = Spelling(_certain_words(cells))
    spelling = Spelling(_certain_words(cells, spelling))
    breaks = [(line, below) for lines in cells for line, below in pairwise(lines)]
    of_words = [line for line, _ in breaks if " " in line.text and not line.text.endswith("-")]
    draws_spaces = sum(line.has_space_after for line in of_words) > _MOSTLY * len(of_words)
    gains = [
        spelling.one_word_gain(left, right)
        for line, below in breaks
        for left, right in [_around_hyphen(line.text, below.text)]
        if left and not line.has_space_after and left[-1].islower() and right[0].islower()
    ]
    texts = [line.text for lines in cells for line in lines]
    hangs = {
        dash
        for dash in "-–"
        if sum(len(re.findall(rf"\s{dash}[^\W\d_A-ZÅÄÖ]", text)) for text in texts)
        >= sum(len(re.findall(rf"\s{dash}\s[^\W\d_A-ZÅÄÖ]", text)) for text in texts) + (dash == "–")
    }
    spaces = [line.space_width / line.size for lines in cells for line in lines if line.space_width]
    is_hyphenated = len(gains) >= _FEWEST_HYPHENS and fmean(gains) > _HYPHENATED_GAIN
    return Habits(
        spelling, median(spaces) if spaces else _SPACE, draws_spaces, is_hyphenated, frozenset(hangs)
    )


def unwrap(lines: Sequence[Run], right: float | None, habits: Habits) -> str:
    """Join the lines of a cell as they were before its width broke them.

    Args:
        lines: the lines, top to bottom.
        right: how far a line can reach, in points; None when nobody knows.
        habits: how the document was set.

    Returns:
        The text; a line break stands only where a paragraph or list item clearly begins.
    """
    text = lines[0].text if lines else ""
    for line, below in pairwise(lines):
        if _is_typesetters_hyphen(line, below, habits):
            text = text[:-1] + below.text
        else:
            text += _joint(line, below, right, habits) + below.text
    return text


def is_cut(line: Run, below: Run, right: float | None, habits: Habits) -> bool:
    """Whether the last word of a line goes on with the first of another, so that nothing stands between."""
    joint = _joint(line, below, right, habits)
    return _is_typesetters_hyphen(line, below, habits) or (joint == "" and not line.text.endswith("-"))


def _certain_words(cells: Iterable[Sequence[Run]], spelling: Spelling | None = None) -> list[str]:
    """The words that no line break can have cut, or of which it is clear where it cut them.

    Args:
        cells: the lines of each cell.
        spelling: what is already known of the document's words.
    """
    words: list[str] = []
    for lines in cells:
        begun: str | None = ""
        for line, below in zip_longest(lines, lines[1:]):
            parts = line.text.split()
            if begun is None:
                parts = parts[1:]
            elif parts:
                parts[0] = begun + parts[0]
            is_rest = begun is None and not parts
            end = _end_of_line(line, below, None if is_rest else spelling)
            begun = ""
            if end is not _End.WHOLE_WORD:
                last = parts.pop() if parts else ""
                begun = last if end is _End.IN_WORD else None
            words += parts
    return words


def _end_of_line(line: Run, below: Run | None, spelling: Spelling | None) -> _End:
    if below is None or line.has_space_after:
        return _End.WHOLE_WORD
    if line.text.endswith("-"):
        return _End.UNSURE
    # A word is broken only where it begins its line, so a line of several words ends with a whole one.
    if " " in line.text:
        return _End.WHOLE_WORD
    gain = _one_word_gain(line, below, spelling) if spelling else 0.0
    if gain > _CLEARLY_ONE:
        return _End.IN_WORD
    return _End.WHOLE_WORD if gain < _CLEARLY_TWO else _End.UNSURE


def _one_word_gain(line: Run, below: Run, spelling: Spelling) -> float:
    """How much likelier the break is in a word; of "and/or" only the part next to the break counts."""
    left = re.split(r"[/-]", line.text.rsplit(maxsplit=1)[-1])[-1]
    right = re.split(r"[/-]", _first_word(below))[0]
    return spelling.one_word_gain(left, right)


def _joint(line: Run, below: Run, right: float | None, habits: Habits) -> str:
    """What stands between two lines: a line break, a space or nothing."""
    if _is_meant(line, below, right):
        return "\n"
    if line.has_space_after:
        return " "
    if dash := _HANGING_HYPHEN.search(line.text):
        hangs = dash[1] in habits.hangs and not below.text[0].isupper()
        return "" if hangs or _misses_space(line, right, habits) else " "
    if line.text.endswith("-") and _first_word(below).strip(",.;") in _AFTER_SUSPENDED_HYPHEN:
        return " "
    if _is_one_word(line, below, right, habits):
        return ""
    return " "


def _is_one_word(line: Run, below: Run, right: float | None, habits: Habits) -> bool:
    if _JOINS_ON.search(line.text) or _NO_SPACE_BEFORE.match(below.text):
        return True
    if right is None or " " in line.text or not _is_full(line, below, right):
        return False
    last, first = line.text[-1], below.text[0]
    if last in _WORD_IS_OVER or first in "([" or last.isdigit() != first.isdigit():
        return False
    if _misses_space(line, right, habits) or _is_no_word(_first_word(below)):
        return True
    return _one_word_gain(line, below, habits.spelling) > -_FULL_LINE_GAIN


def _is_no_word(text: str) -> bool:
    """Whether a single letter is none of the words of one letter: the end of a word, then."""
    letter = bare(text)
    return len(letter) == 1 and letter.isalpha() and letter not in _WORDS_OF_ONE_LETTER


def _is_typesetters_hyphen(line: Run, below: Run, habits: Habits) -> bool:
    """Whether the hyphen at a line's end is no part of the word; when in doubt it is."""
    left, right = _around_hyphen(line.text, below.text)
    if line.has_space_after or not left or not (left[-1].islower() and right[0].islower()):
        return False
    if habits.spelling.has(f"{left}-{right}"):
        return False
    if bare(right) in _AFTER_SUSPENDED_HYPHEN:
        return habits.is_hyphenated and habits.spelling.one_word_gain(left, right) > _CLEARLY_ONE
    if left[-1] == right[0] and left[-1] in _VOWELS:
        return False
    return habits.is_hyphenated or habits.spelling.has(left + right)


def _around_hyphen(text: str, below: str) -> tuple[str, str]:
    """The pieces of a word before and after the hyphen at a line's end; empty where there is none."""
    pieces, next_pieces = text.split(), below.split()
    if not pieces or not next_pieces or not re.search(r"\w-$", pieces[-1]):
        return "", ""
    return pieces[-1][:-1], next_pieces[0]


def _is_full(line: Run, below: Run, right: float) -> bool:
    """Whether not even the next letter found room; a line that runs over was not to be broken in a word."""
    runs_over = line.x1 > right + _SPACE / 2 * line.size
    return not runs_over and line.x1 + below.first_width > right - _DOUBT


def _misses_space(line: Run, right: float | None, habits: Habits) -> bool:
    """Whether a space would have been drawn behind the line, had there been one."""
    return habits.draws_spaces and right is not None and line.x1 + habits.space * line.size < right - _DOUBT


def _is_meant(line: Run, below: Run, right: float | None) -> bool:
    """Whether the writer ended the line: the next word had found room by far, and it begins something new."""
    if below.top - line.bottom > line.size:
        return True
    if right is None:
        return False
    first = _first_word(below)
    width = (below.x1 - below.x0) * len(first) / len(below.text)
    room = right - line.x1 - _SPACE * line.size - width
    is_new = bool(_BULLET.match(below.text)) or not (first[0].islower() or line.text[-1] in ",-–/(")
    return is_new and room > _MEANT * line.size


def _first_word(line: Run) -> str:
    return line.text.split(maxsplit=1)[0]
