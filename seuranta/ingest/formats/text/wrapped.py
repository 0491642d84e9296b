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
from seuranta.ingest.formats.text.decode import decode
from seuranta.ingest.grid import Grid, GridRow, RawDocument
from seuranta.ingest.headers import SIZE_ROLES, ColumnRole, split_wrapped_header
from seuranta.ingest.reading import ReadingWarning
from seuranta.ingest.vocabulary import words

_MAX_SPLITS = 20_000
_NAME_AND_QUESTION = 2  # columns beside the number
_UNSEEN = 0.01  # what a value counts that no other row has: little, but not nothing
_EQUAL = 1e-9


@dataclass(frozen=True)
class _Block:
    """The lines of one numbered row, the number taken off, and where it begins."""

    number: str
    lines: tuple[str, ...]
    line: int


def read(content: bytes, file: str) -> RawDocument:
    """Every wrapped table of numbered rows.

    Raises:
        DocumentRefusedError: a row cannot be split into its columns in one best way.
    """
    lines, warnings = decode(content, file)
    heads = [(index, roles) for index, line in enumerate(lines) if (roles := split_wrapped_header(line))]
    ends = [*(index for index, _ in heads), len(lines)][1:]
    grids = []
    for (start, roles), end in zip(heads, ends, strict=True):
        blocks = _blocks(lines, start + 1, end)
        header = GridRow.of([role.title for role in roles], start + 1)
        rows, doubts = _split(blocks, roles, file)
        grids.append(Grid((header, *rows), warnings=tuple(doubts)))
    preface = tuple(line.strip() for line in lines[: heads[0][0]] if line.strip()) if heads else ()
    return RawDocument("wrapped_text", tuple(grids), preface, tuple(warnings))


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


def _split(
    blocks: list[_Block], roles: list[ColumnRole], file: str
) -> tuple[list[GridRow], list[ReadingWarning]]:
    warnings: list[ReadingWarning] = []
    if any(role.role == "name" for role in roles):
        cells = [_split_prose(block, roles, file, warnings) for block in blocks]
    else:
        cells = _split_values(blocks, roles, file)
    rows = [GridRow.of([block.number, *row], block.line) for block, row in zip(blocks, cells, strict=True)]
    return rows, warnings


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


def _split_prose(
    block: _Block, roles: list[ColumnRole], file: str, warnings: list[ReadingWarning]
) -> list[str]:
    """Number, name, question: the question begins at a cell boundary or at its interrogative."""
    count = len(roles) - 1
    pieces = unwrap(block.lines)
    if count == _NAME_AND_QUESTION:
        pieces = _name_and_question(pieces)
        is_guess = len(block.lines) > 1 and pieces[-1] and _question(pieces[-1]) is None
        if len(pieces) == count and is_guess and not any(line.endswith(" ") for line in block.lines):
            message = f"row {block.number} is cut at the end of a line: {pieces[0]!r} and {pieces[1]!r}"
            warnings.append(ReadingWarning("uncertain_split", message, f"line {block.line}"))
    if len(pieces) != count:
        raise _ambiguous(block, roles, file, len(pieces))
    return pieces


def _name_and_question(pieces: list[str]) -> list[str]:
    """Two pieces of which the second is a question stay; others are cut anew where a question begins."""
    if len(pieces) == _NAME_AND_QUESTION and _question(pieces[1]) == 0:
        return pieces
    whole = " ".join(pieces)
    start = _question(whole)
    if start:
        return [whole[:start].rstrip(), whole[start:]]
    return [*pieces, ""] if len(pieces) == 1 else pieces


def _question(text: str) -> int | None:
    """Where a question begins, by its interrogative; None where none does."""
    starts = "|".join(sorted((re.escape(word) for word in words("interrogatives")), key=len, reverse=True))
    match = re.search(rf"(?<!\S)(?:{starts})\b", text)
    return match.start() if match else None


def _split_values(blocks: list[_Block], roles: list[ColumnRole], file: str) -> list[list[str]]:
    """Short values run together: of all ways to cut a row, the one whose values recur in other rows."""
    ways = [_ways_to_cut(block, roles, file) for block in blocks]
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


def _ways_to_cut(block: _Block, roles: list[ColumnRole], file: str) -> list[tuple[str, ...]]:
    columns = roles[1:]
    tokens = " ".join(unwrap(block.lines)).split()
    if len(tokens) < len(columns):
        raise _ambiguous(block, roles, file, 0)
    if (count := comb(len(tokens) - 1, len(columns) - 1)) > _MAX_SPLITS:
        raise _too_many_ways(block, file, count)
    sizes = words("size_classes")
    ways = []
    for cuts in combinations(range(1, len(tokens)), len(columns) - 1):
        bounds = (0, *cuts, len(tokens))
        values = tuple(" ".join(tokens[a:b]) for a, b in pairwise(bounds))
        sized = (v for v, column in zip(values, columns, strict=True) if column.role in SIZE_ROLES)
        if all(value in sizes for value in sized):
            ways.append(values)
    if not ways:
        raise _no_size(block, columns, file)
    return ways


def _ambiguous(block: _Block, roles: list[ColumnRole], file: str, found: int) -> DocumentRefusedError:
    titles = ", ".join(role.title for role in roles)
    return DocumentRefusedError(
        f"expected one way to cut row {block.number} into {len(roles)} columns ({titles}), found {found}",
        code="ambiguous_row",
        where=f"{file}, line {block.line}",
        hint="put a tab between the columns of this table, or ask the sender for the original file",
    )


def _too_many_ways(block: _Block, file: str, found: int) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"expected at most {_MAX_SPLITS} ways to cut row {block.number} into its columns, found {found}",
        code="ambiguous_row",
        where=f"{file}, line {block.line}",
        hint="put a tab between the columns of this table: its rows are too long to be told apart by words",
    )


def _no_size(block: _Block, columns: list[ColumnRole], file: str) -> DocumentRefusedError:
    titles = ", ".join(column.title for column in columns if column.role in SIZE_ROLES)
    allowed = ", ".join(sorted(words("size_classes")))
    return DocumentRefusedError(
        f"expected one of {allowed} for {titles} in row {block.number}, found {' '.join(block.lines)[:80]!r}",
        code="ambiguous_row",
        where=f"{file}, line {block.line}",
        hint="add the classes of this document to [size_classes] in seuranta/ingest/headers.toml",
    )
