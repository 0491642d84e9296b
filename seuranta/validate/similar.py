"""Names that are nearly the same, by the runs of three characters that they share."""

import re
from collections.abc import Sequence

import numpy as np

SIMILAR = (
    0.8  # Dice; in real programmes the nearest of different names share .69, slips of the pen .84 and more
)
_BUCKETS = 1024
_LEAST_LENGTH = 12  # of short names a single letter decides
_NUMBER = re.compile(r"\d+|(?<!\w)[ivx]+(?!\w)")


def near_duplicates(names: Sequence[str | None]) -> list[list[int]]:
    """For each name, the places of the others that are spelled nearly but not quite as it is.

    Args:
        names: bare names (`model.bare_words`), None where one is not compared. Names whose numbers
            differ ("vaihe 1", "vaihe 2") are different by nature.
    """
    places = [index for index, name in enumerate(names) if name and len(name) >= _LEAST_LENGTH]
    found: list[list[int]] = [[] for _ in names]
    if len(places) <= 1:
        return found
    kept = [names[place] or "" for place in places]
    vectors = np.zeros((len(kept), _BUCKETS), dtype=np.float32)
    for row, name in enumerate(kept):
        vectors[row, _runs(name)] = 1
    sizes = vectors.sum(axis=1)
    shares = 2 * (vectors @ vectors.T) / (sizes[:, None] + sizes[None, :])
    np.fill_diagonal(shares, 0)
    for one, other in zip(*np.nonzero(shares >= SIMILAR), strict=True):
        if kept[one] != kept[other] and _NUMBER.findall(kept[one]) == _NUMBER.findall(kept[other]):
            found[places[one]].append(places[other])
    return found


def _runs(name: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """A number for each run of three characters, the same in every process."""
    codes = np.frombuffer(f"  {name} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    return (codes[:-2] * 961 + codes[1:-1] * 31 + codes[2:]) % _BUCKETS
