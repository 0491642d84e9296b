"""Pipe tables: which lines make one, and where its cells part."""

import re
from itertools import pairwise

_DELIMITER_ROW = re.compile(r"(?=[^|]*\|)\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
# A code span; what stands in it means nothing but itself.
CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_HIDDEN_PIPE = "\x00"


def is_table_start(header: str, below: str) -> bool:
    """Whether two lines begin a table: a header, and below it `| --- | :-: |`."""
    return "|" in header and _DELIMITER_ROW.fullmatch(below.strip()) is not None


def has_table(lines: list[str]) -> bool:
    """Whether a table begins in any of the lines."""
    return any(is_table_start(above, below) for above, below in pairwise(lines))


def split_row(line: str, expected: int | None = None) -> list[str]:
    """The cells of a row as they are written, the pipes at its ends left out.

    A pipe in a code span parts cells unless a backslash stands before it. If that yields another number of
    cells than expected, code spans are taken as whole, as some programs do.
    """
    cells = _split(line)
    if expected is not None and len(cells) > expected:
        whole = _split(CODE.sub(lambda span: span[0].replace("|", _HIDDEN_PIPE), line))
        if len(whole) == expected:
            return [cell.replace(_HIDDEN_PIPE, "|") for cell in whole]
    return cells


def _split(line: str) -> list[str]:
    parted = _PIPE.sub(r"\1" + "\n", line.strip())
    cells = parted.removeprefix("\n").removesuffix("\n").split("\n")
    return [cell.strip() for cell in cells]
