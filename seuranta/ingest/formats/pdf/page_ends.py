"""Words that the end of a page cuts: only the reader of the page can tell a cut word from a whole one."""

from collections.abc import Sequence
from itertools import pairwise

from seuranta.ingest.formats.pdf.ruled import Area, Lattice
from seuranta.ingest.formats.pdf.unwrap import Habits, is_cut


def cut_areas(pages: Sequence[Sequence[Lattice]], habits: Habits) -> frozenset[Area]:
    """The cells at the foot of a page whose last word goes on in the same column of the next page.

    Args:
        pages: the tables of each page, top to bottom.
        habits: how the document was set.
    """
    cut: set[Area] = set()
    for page, following in pairwise(pages):
        if page and following and page[-1].width == following[0].width:
            cut |= _cut_between(page[-1], following[0], habits)
    return frozenset(cut)


def _cut_between(above: Lattice, below: Lattice, habits: Habits) -> set[Area]:
    rights = above.rights()
    upper, lower = above.covering(), below.covering()
    first = 1 if _texts(above, 0) == _texts(below, 0) else 0
    found = set()
    for column in range(above.width):
        area, rest = upper.get((above.height - 1, column)), lower.get((first, column))
        if area and rest and area.lines and rest.lines:
            right = rights[area.column_end - 1] or area.box[2]
            if is_cut(area.lines[-1], rest.lines[0], right, habits):
                found.add(area)
    return found


def _texts(lattice: Lattice, row: int) -> list[str]:
    return [" ".join(line.text for line in area.lines) for area in lattice.areas if area.row == row]
