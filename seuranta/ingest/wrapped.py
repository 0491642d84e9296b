"""Tables that a PDF left as wrapped lines: no tabs, columns run together, rows numbered from 1.

What is known of such text: a line that goes on inside its cell mostly ends with a space, a line that
ends a cell does not; a hyphen at the end of a line belongs to a word that goes on. Trailing spaces
are therefore kept until the rows are joined.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import comb, log

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.grid import Grid, GridRow
from seuranta.ingest.headers import SIZE_ROLES, ColumnRole, split_wrapped_header, words

_MAX_SPLITS = 20_000
_UNSEEN = 0.01  # what a value counts that no other row has: little, but not nothing
_EQUAL = 1e-9


@dataclass(frozen=True)
class _Block:
    """The lines of one numbered row, the number taken off, and where it begins."""

    number: str
    lines: tuple[str, ...]
    line: int


def read_wrapped(lines: list[str], file: str) -> list[Grid]:
    """Every wrapped table of numbered rows.

    Raises:
        DocumentRefusedError: a row cannot be split into its columns in one best way.
    """
    heads = [(index, roles) for index, line in enumerate(lines) if (roles := split_wrapped_header(line))]
    ends = [*(index for index, _ in heads), len(lines)][1:]
    grids = []
    for number, ((start, roles), end) in enumerate(zip(heads, ends, strict=True), start=1):
        blocks = _blocks(lines, start + 1, end)
        header = GridRow.of([role.title for role in roles], start + 1)
        grids.append(Grid(number, header, tuple(_split(blocks, roles, file))))
    return grids


def _blocks(lines: list[str], start: int, end: int) -> list[_Block]:
    """The numbered rows between two lines; a row begins where the next number in turn stands."""
    blocks: list[_Block] = []
    for index in range(start, end):
        line = lines[index]
        match = re.match(r"(\d+)(?=\s|$)\s?", line)
        if match and int(match[1]) == (int(blocks[-1].number) + 1 if blocks else 1):
            rest = line[match.end() :]
            blocks.append(_Block(match[1], (rest,) if rest.strip() else (), index + 1))
        elif blocks and line.strip():
            last = blocks[-1]
            blocks[-1] = _Block(last.number, (*last.lines, line), last.line)
    return blocks


def _split(blocks: list[_Block], roles: list[ColumnRole], file: str) -> list[GridRow]:
    names = [role.role for role in roles]
    if "name" in names:
        cells = [_split_prose(block, roles, file) for block in blocks]
    else:
        cells = _split_values(blocks, roles, file)
    return [GridRow.of([block.number, *row], block.line) for block, row in zip(blocks, cells, strict=True)]


def unwrap(lines: tuple[str, ...]) -> list[str]:
    """Join lines that go on inside their cell; one text for each stretch that ends as a cell does."""
    pieces: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on:
            pieces[-1] += line
        else:
            pieces.append(line)
        goes_on = line.endswith((" ", "-"))
    return [" ".join(piece.split()) for piece in pieces]


def _split_prose(block: _Block, roles: list[ColumnRole], file: str) -> list[str]:
    """Number, name, question: the question begins at a cell boundary or at its interrogative."""
    count = len(roles) - 1
    pieces = unwrap(block.lines)
    starts = "|".join(sorted((re.escape(word) for word in words("interrogatives")), key=len, reverse=True))
    if count == 2 and len(pieces) == 1:  # noqa: PLR2004 (a name and its question)
        question = re.search(rf"\s(?=(?:{starts})\b)", pieces[0])
        pieces = [pieces[0][: question.start()], pieces[0][question.end() :]] if question else [pieces[0], ""]
    if len(pieces) != count:
        raise _ambiguous(block, roles, file, len(pieces))
    return pieces


def _split_values(blocks: list[_Block], roles: list[ColumnRole], file: str) -> list[list[str]]:
    """Short values run together: of all ways to cut a row, the one whose values recur in other rows."""
    ways = [_ways_to_cut(block, roles[1:]) for block in blocks]
    support = [_support(cuts) for cuts in ways]
    total: Counter[tuple[int, str]] = sum(support, Counter())
    rows = []
    for block, cuts, own in zip(blocks, ways, support, strict=True):
        others = {value: total[value] - own[value] for value in own}
        scores = sorted((_score(cut, others), cut) for cut in cuts)
        best = [cut for score, cut in scores if scores[-1][0] - score < _EQUAL]
        if len(best) != 1:
            raise _ambiguous(block, roles, file, len(best))
        rows.append(list(best[0]))
    return rows


def _support(cuts: list[tuple[str, ...]]) -> Counter[tuple[int, str]]:
    """How much a row speaks for each value in each column: one vote, shared among its ways to be cut."""
    votes: Counter[tuple[int, str]] = Counter()
    for cut in cuts:
        for place in enumerate(cut):
            votes[place] += 1 / len(cuts)  # type: ignore[assignment]  # a vote may be shared
    return votes


def _score(cut: tuple[str, ...], others: Mapping[tuple[int, str], float]) -> float:
    return sum(log(others[place] + _UNSEEN) for place in enumerate(cut))


def _ways_to_cut(block: _Block, columns: list[ColumnRole]) -> list[tuple[str, ...]]:
    tokens = " ".join(unwrap(block.lines)).split()
    if len(tokens) < len(columns) or comb(len(tokens) - 1, len(columns) - 1) > _MAX_SPLITS:
        return []
    sizes = words("size_classes")
    ways = []
    for cuts in combinations(range(1, len(tokens)), len(columns) - 1):
        bounds = (0, *cuts, len(tokens))
        values = tuple(" ".join(tokens[a:b]) for a, b in pairwise(bounds))
        sized = (v for v, column in zip(values, columns, strict=True) if column.role in SIZE_ROLES)
        if all(value in sizes for value in sized):
            ways.append(values)
    return ways


def _ambiguous(block: _Block, roles: list[ColumnRole], file: str, found: int) -> DocumentRefusedError:
    titles = ", ".join(role.title for role in roles)
    return DocumentRefusedError(
        f"expected one way to cut row {block.number} into {len(roles)} columns ({titles}), found {found}",
        code="ambiguous_row",
        where=f"{file}, line {block.line}",
        hint="put a tab between the columns of this table, or ask the sender for the original file",
    )
