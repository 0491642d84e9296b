"""The columns of a table without lines: under the titles of its header, between gutters that stay white."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from seuranta.ingest.formats.pdf.lines import SPACE, Line
from seuranta.ingest.formats.pdf.page import Run
from seuranta.ingest.headers import ROADMAP_ROLES, ColumnRole, is_header, read_header, read_title
from seuranta.ingest.vocabulary import fold, folded_words, vocabulary

# Shares of the font size: titles stand further apart than the words of one; the lines of a header stand
# closer than its leading; a phrase has no wider gap than a stretched space.
_TITLE_GAP = 0.5
_LEADING = 1.7
# The lower row of a header whose upper row has titles over several columns stands no further off.
_ROW_STEP = 2.6
# By how many lines of the same type a header may grow in each direction.
_GROWTH = (1, 2, 3)
_PHRASE_GAP = 1.4 * SPACE
_MOST_HEADER_LINES = 6
_LONGEST_TITLE = 12
# A narrow column breaks a title within a word; fewer letters of it say nothing.
_LEAST_LETTERS = 4
# Points: what is narrower is no gutter, and words that begin within this are on one edge.
_LEAST_GUTTER = 1.0
_EDGE = 0.6
# An edge on which so many lines begin, and this share of them, is the left edge of a column.
_LEAST_LINES, _LINE_SHARE = 3, 0.2

_PART_OF_YEAR = re.compile(r"\d{1,4}([-–/]\d{0,4})?")
_TITLE_SECTIONS = frozenset({"number", "theme", "status", "plan", *ROADMAP_ROLES})

Span = tuple[float, float]
Setting = Literal["top", "middle", "bottom"]


@dataclass(frozen=True)
class Title:
    """The title of one column: its lines, each a phrase, from the top."""

    phrases: tuple[tuple[Run, ...], ...]

    @property
    def words(self) -> tuple[Run, ...]:
        """All its words."""
        return tuple(word for phrase in self.phrases for word in phrase)

    @property
    def span(self) -> Span:
        """From its left edge to its right."""
        return min(word.x0 for word in self.words), max(word.x1 for word in self.words)

    @property
    def text(self) -> str:
        """Its words, broken ones mended where that makes it a title that is known."""
        lines = [_text(phrase) for phrase in self.phrases]
        spellings = (" ".join(lines), "".join(lines), "".join(line.removesuffix("-") for line in lines))
        return next((text for text in spellings if _is_known(text)), spellings[0])

    @property
    def is_known(self) -> bool:
        """Whether the vocabulary knows it."""
        return _is_known(self.text)


@dataclass(frozen=True)
class Header:
    """The header of a table.

    Args:
        first: which line of the page is its first, from 0.
        end: one past its last line.
        titles: the title of each column, from the left.
        heads: titles over several columns: words, first column, one past the last.
        roles: what each column holds.
        lines: its lines.
    """

    first: int
    end: int
    titles: tuple[Title, ...]
    heads: tuple[tuple[tuple[Run, ...], int, int], ...]
    roles: tuple[ColumnRole, ...]
    lines: tuple[Line, ...]

    @property
    def known_count(self) -> int:
        """How many columns the vocabulary knows."""
        return sum(role.role != "extra" for role in self.roles)


@dataclass(frozen=True)
class Columns:
    """Where the columns of a table stand.

    Args:
        roles: what each holds.
        gutters: the white stripe between each column and the next, in points from the left.
        setting: at which height of its row a cell is set, where rows have shown it.
    """

    roles: tuple[ColumnRole, ...]
    gutters: tuple[Span, ...]
    setting: Setting | None = None

    def column(self, word: Run) -> int:
        """The column in which a word stands."""
        middle = (word.x0 + word.x1) / 2
        return sum(middle > (left + right) / 2 for left, right in self.gutters)

    def is_crossed_by(self, line: Line) -> bool:
        """Whether the words of a line run over the gutters as if there were none."""
        return any(left < word.x1 and word.x0 < right for word in line.words for left, right in self.gutters)

    def filled(self, line: Line) -> set[int]:
        """The columns in which a line has words."""
        return {self.column(word) for word in line.words}


def headers_of(lines: Sequence[Line], carried: Columns | None = None) -> list[Header]:
    """The headers of a page's tables, from the top.

    Below a table that goes on from the page before, no title is guessed by its parts: it would be one of the
    table's rows. Only the table's own header may come again.
    """
    strict = list(_headers(lines, by_parts=False))
    guessed = [] if strict else list(_headers(lines, by_parts=True))
    if carried is None:
        return strict or guessed
    titles = [role.title for role in carried.roles]
    return strict or [header for header in guessed if [role.title for role in header.roles] == titles]


def _headers(lines: Sequence[Line], by_parts: bool) -> Iterable[Header]:
    first = 0
    while first < len(lines):
        if _header_from(lines, first, by_parts) is None:
            first += 1
            continue
        starts = range(first, min(first + _MOST_HEADER_LINES, len(lines)))
        found = [header for start in starts if (header := _header_from(lines, start, by_parts))]
        header = _grown(lines, max(found, key=_surest), by_parts)
        yield header
        first = header.end


def _header_from(lines: Sequence[Line], first: int, by_parts: bool) -> Header | None:
    """The header that begins with a line, as short as it can be without losing a title."""
    found = []
    if not _title_words(lines[first], by_parts):
        return None
    for end in range(first + 1, min(first + _MOST_HEADER_LINES, len(lines)) + 1):
        header = _header(lines, first, end, by_parts)
        if header and _hangs_together(header):
            found.append(header)
    return max(found, key=_surest, default=None)


def _hangs_together(header: Header) -> bool:
    """Whether its lines stand as close as those of a title, or as two rows where one has heads."""
    furthest = _ROW_STEP if header.heads else _LEADING
    return all(below.foot - above.foot <= furthest * below.size for above, below in pairwise(header.lines))


def _surest(header: Header) -> tuple[int, int, int]:
    """More known titles are better, then fewer lines: a heading over the header is no part of it."""
    return header.known_count, header.first - header.end, -header.first


def _header(lines: Sequence[Line], first: int, end: int, by_parts: bool) -> Header | None:
    if sum(_title_words(line, by_parts) for line in lines[first:end]) < 2:  # noqa: PLR2004  # one is no table
        return None
    titles, heads = _titles(lines[first:end])
    if len(titles) < 2:  # noqa: PLR2004  # one column is no table
        return None
    roles = tuple(read_header([title.text for title in titles], by_parts=by_parts))
    header = Header(first, end, titles, heads, roles, tuple(lines[first:end]))
    return header if is_header(roles) and header.known_count > 1 else None


def _title_words(line: Line, by_parts: bool) -> int:
    """How many words of a line may belong to a title: a quick look before every way to read it is tried."""
    starts, parts = _title_starts(), tuple(_title_parts())
    words = [fold(word.text) for word in line.words]
    return sum(
        bool(word in starts or _PART_OF_YEAR.fullmatch(word) or (by_parts and word.startswith(parts)))
        for word in words
    )


@cache
def _title_starts() -> frozenset[str]:
    sections = [name for name in vocabulary() if name in _TITLE_SECTIONS or name.startswith("name.")]
    words = {word for section in sections for title in folded_words(section) for word in title.split()}
    return frozenset(word[:end] for word in words for end in {len(word), *range(_LEAST_LETTERS, len(word))})


@cache
def _title_parts() -> frozenset[str]:
    return folded_words("parts.name") | folded_words("parts.status")


def _grown(lines: Sequence[Line], header: Header, by_parts: bool) -> Header:
    """The header with the lines above and below that go on its titles in the same type."""
    looks = {look for line in lines[header.first : header.end] for look in line.looks}
    body = Counter(look for line in lines[header.end :] for look in line.looks)
    if body and body.most_common(1)[0][0] in looks:
        return header
    grown = header
    for up, down in [*((0, count) for count in _GROWTH), *((count, 0) for count in _GROWTH)]:
        first, end = min(grown.first, header.first - up), max(grown.end, header.end + down)
        if first < 0 or end > len(lines) or not all(line.looks <= looks for line in lines[first:end]):
            continue
        wider = _header(lines, first, end, by_parts)
        if wider and _hangs_together(wider) and len(wider.titles) >= len(grown.titles):
            grown = wider if wider.known_count >= header.known_count else grown
    return grown


def _titles(
    lines: Sequence[Line],
) -> tuple[tuple[Title, ...], tuple[tuple[tuple[Run, ...], int, int], ...]]:
    phrases = [
        (number, part)
        for number, line in enumerate(lines)
        for phrase in line.phrases(_TITLE_GAP * line.size)
        for part in _known_parts(phrase)
    ]
    if any(len(phrase) > _LONGEST_TITLE for _, phrase in phrases):
        return (), ()
    titles: list[Title] = []
    heads: list[tuple[tuple[Run, ...], int, int]] = []
    for group in _overlapping(phrases):
        own, over = _group_titles(group)
        heads += [(phrase, len(titles) + start, len(titles) + end) for phrase, start, end in over]
        titles += own
    return tuple(titles), tuple(heads)


def _known_parts(phrase: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """A phrase of titles that stand as close as words, each part a title that is known; else the phrase.

    Where a space is drawn between two words they are of one title, unless years stand side by side.
    """
    if len(phrase) == 1 or len(phrase) > _LONGEST_TITLE or _is_known(_text(phrase)):
        return [phrase]
    parts: list[tuple[Run, ...]] = []
    rest = phrase
    while rest:
        ends = (
            end for end in range(len(rest), 0, -1) if _may_part(rest, end) and _is_known(_text(rest[:end]))
        )
        end = next(ends, 0)
        if not end:
            return [phrase]
        parts.append(rest[:end])
        rest = rest[end:]
    return parts


def _may_part(words: tuple[Run, ...], end: int) -> bool:
    if end == len(words) or not words[end - 1].has_space_after:
        return True
    return any(_PART_OF_YEAR.fullmatch(word.text) for word in words[end - 1 : end + 1])


@cache
def _is_known(text: str) -> bool:
    return read_title(text).role != "extra"


def _text(words: Iterable[Run]) -> str:
    return " ".join(word.text for word in words)


def _overlapping(phrases: list[tuple[int, tuple[Run, ...]]]) -> list[list[tuple[int, tuple[Run, ...]]]]:
    """The phrases in groups that stand over or under each other, from the left."""
    groups: list[list[tuple[int, tuple[Run, ...]]]] = []
    reach = 0.0
    for number, phrase in sorted(phrases, key=lambda found: found[1][0].x0):
        if groups and phrase[0].x0 < reach - _EDGE:
            groups[-1].append((number, phrase))
        else:
            groups.append([(number, phrase)])
            reach = 0.0
        reach = max(reach, phrase[-1].x1)
    return groups


def _group_titles(
    group: list[tuple[int, tuple[Run, ...]]],
) -> tuple[list[Title], list[tuple[tuple[Run, ...], int, int]]]:
    """The titles of a group side by side, and those that stand over several of them."""
    counts = Counter(number for number, _ in group)
    base = max(counts, key=lambda number: (counts[number], number))
    stacks = [[(base, phrase)] for number, phrase in group if number == base]
    heads: list[tuple[tuple[Run, ...], int, int]] = []
    for number, phrase in sorted(group, key=lambda found: found[0]):
        if number == base:
            continue
        under = [
            at
            for at, stack in enumerate(stacks)
            if phrase[0].x0 < stack[0][1][-1].x1 - _EDGE and stack[0][1][0].x0 < phrase[-1].x1 - _EDGE
        ]
        over = [head for head in heads if head[0][0].x0 <= phrase[0].x0 and phrase[-1].x1 <= head[0][-1].x1]
        if len(under) > 1:
            heads.append((phrase, under[0], under[-1] + 1))
        elif over and number < base:
            heads.append((phrase, *over[0][1:]))
        elif under:
            stacks[under[0]].append((number, phrase))
    in_order = [sorted(stack, key=lambda found: found[0]) for stack in stacks]
    return [Title(tuple(phrase for _, phrase in stack)) for stack in in_order], heads


def columns_under(header: Header, body: Sequence[Line]) -> Columns:
    """Find the gutters between the titles of a header that stay white down through the body."""
    spans = [title.span for title in header.titles]
    between = [(left[1], right[0]) for left, right in pairwise(spans)]
    return narrowed(Columns(header.roles, tuple(between)), body)


def narrowed(columns: Columns, body: Sequence[Line]) -> Columns:
    """The columns with their gutters as narrow as the lines of a body leave them.

    Args:
        columns: the columns, from the titles or from the page before.
        body: the lines; those that run over a gutter as if there were none are left aside.
    """
    edges = [_edges(gutter, body) for gutter in columns.gutters]
    free: list[list[Span]] = [[gutter] for gutter in columns.gutters]
    for line in body:
        phrases = line.phrases(_PHRASE_GAP * line.size)
        if any(
            _runs_over(phrase, gutter, at)
            for phrase in phrases
            for gutter, at in zip(columns.gutters, edges, strict=True)
        ):
            continue
        left = [_without(spans, line.words) for spans in free]
        if all(left):
            free = left
    gutters = [_best(spans, at) for spans, at in zip(free, edges, strict=True)]
    return replace(columns, gutters=tuple(gutters))


def _edges(gutter: Span, body: Sequence[Line]) -> list[float]:
    """Where the lines of the column to the right of a gutter begin: its title, and where many lines do."""
    starts = sorted(
        word.x0 for line in body for word in line.words if gutter[0] < word.x0 <= gutter[1] + _EDGE
    )
    most = max(_LEAST_LINES, _LINE_SHARE * len(body))
    near = [(start, sum(abs(other - start) <= _EDGE for other in starts)) for start in starts]
    return [gutter[1], *(start for start, count in near if count >= most)]


def _runs_over(phrase: tuple[Run, ...], gutter: Span, edges: list[float]) -> bool:
    """Whether a phrase goes from one column over to the next as a sentence does that knows of none."""
    if phrase[0].x0 >= gutter[0] or phrase[-1].x1 <= gutter[1]:
        return False
    return not any(abs(word.x0 - edge) <= _EDGE for word in phrase for edge in edges)


def _without(spans: list[Span], words: Iterable[Run]) -> list[Span]:
    """White stripes less what words cover of them."""
    for word in words:
        cut = [((left, min(right, word.x0)), (max(left, word.x1), right)) for left, right in spans]
        spans = [span for pair in cut for span in pair if span[1] - span[0] >= _LEAST_GUTTER]
    return spans


def _best(spans: list[Span], edges: list[float]) -> Span:
    """The stripe that ends where a column begins, else the widest."""
    return max(spans, key=lambda span: (any(abs(span[1] - edge) <= 1 for edge in edges), span[1] - span[0]))
