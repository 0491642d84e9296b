"""The objects of a PDF as Typst writes them, and the smaller file that they become.

Typst writes one object after the other, each in plain sight, and a table of where they begin. So they can be
told apart without reading what stands in them, and a change of a few is a change of their bytes.
"""

import re
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from seuranta.errors import StepFailedError

_TABLE_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE_HEAD = re.compile(rb"xref\s+0 (\d+)\s+")
_TABLE_LINE = 20  # bytes
_TRAILER = re.compile(rb"trailer\s*<</Size \d+(.*)>>\s*startxref", re.DOTALL)
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*)\sendobj\s*", re.DOTALL)
_PACKING = re.compile(rb"/Length \d+|/Filter/FlateDecode")
_STREAM, _STREAM_END = b"\nstream\n", b"\nendstream"
_TOGETHER = 200  # objects in one stream: a viewer that wants one of them unpacks them all
_ENTRY = struct.Struct(">BIH")
_PLAIN, _PACKED = 1, 2
_FREE = (0, 0, 65535)  # for good


@dataclass(frozen=True)
class Objects:
    """What a PDF consists of.

    Args:
        head: the version, and the bytes that mark the file as binary.
        bodies: what stands between `obj` and `endobj`, by number.
        roots: the entries of the trailer but for its size: where to begin, and who the file is.
    """

    head: bytes
    bodies: dict[int, bytes]
    roots: bytes


def read_objects(pdf: bytes) -> Objects:
    """The objects of a file in which all of them stand plainly.

    Raises:
        StepFailedError: the file is built in another way.
    """
    start = _TABLE_START.search(pdf)
    table = _TABLE_HEAD.match(pdf, int(start[1])) if start else None
    trailer = _TRAILER.search(pdf, table.end()) if table else None
    if not (start and table and trailer):
        raise unexpected("a plain table of its objects", "none")
    first = table.end()
    lines = (
        pdf[at : at + _TABLE_LINE] for at in range(first, first + _TABLE_LINE * int(table[1]), _TABLE_LINE)
    )
    offsets = sorted(int(line[:10]) for line in lines if line[17:18] == b"n")
    bodies: dict[int, bytes] = {}
    for begin, end in pairwise([*offsets, int(start[1])]):
        found = _OBJECT.fullmatch(pdf, begin, end)
        if found is None:
            raise unexpected("an object", repr(pdf[begin : begin + 20]))
        bodies[int(found[1])] = found[2]
    return Objects(pdf[: offsets[0]], bodies, trailer[1])


def write_objects(objects: Objects) -> bytes:
    """The file, its objects packed together but for those that are streams; same objects, same bytes."""
    bodies = objects.bodies
    streams = {number: body for number, body in bodies.items() if body.endswith(_STREAM_END)}
    others = [number for number in bodies if number not in streams]
    starts = range(0, len(others), _TOGETHER)
    packs = {
        number: others[start : start + _TOGETHER] for number, start in enumerate(starts, max(bodies) + 1)
    }
    places = {
        number: (_PACKED, pack, index)
        for pack, numbers in packs.items()
        for index, number in enumerate(numbers)
    }
    streams.update((number, _pack(bodies, numbers)) for number, numbers in packs.items())
    parts, position = [objects.head], len(objects.head)
    for number, body in streams.items():
        parts.append(_written(number, body))
        places[number] = (_PLAIN, position, 0)
        position += len(parts[-1])
    last = max(streams.keys() | places.keys()) + 1
    places[last] = (_PLAIN, position, 0)
    table = b"".join(_ENTRY.pack(*places.get(number, _FREE)) for number in range(last + 1))
    head = b"<</Type/XRef/W[1 4 2]/Size %d%b>>" % (last + 1, objects.roots)
    parts += [_written(last, stream(head, table)), b"startxref\n%d\n%%%%EOF\n" % position]
    return b"".join(parts)


def stream(head: bytes, contents: bytes) -> bytes:
    """A stream of these contents.

    Args:
        head: the dictionary that describes it, but for its length and how it is packed.
        contents: the bytes that it holds.
    """
    packed = zlib.compress(contents)
    described = b"%b/Length %d/Filter/FlateDecode>>" % (head.removesuffix(b">>"), len(packed))
    return described + _STREAM + packed + _STREAM_END


def with_contents(body: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A packed stream with its contents changed."""
    head, packed = body.removesuffix(_STREAM_END).split(_STREAM, maxsplit=1)
    return stream(_PACKING.sub(b"", head), change(zlib.decompress(packed)))


def unexpected(expected: str, found: str) -> StepFailedError:
    """What to say of a file that Typst has built in another way than is known here."""
    return StepFailedError(
        f"expected {expected} in the PDF, found {found}",
        where="PDF report",
        hint="the installed typst writes PDF in another way than the one this was written for",
    )


def _pack(bodies: Mapping[int, bytes], numbers: Sequence[int]) -> bytes:
    """Objects that are no streams as one stream: where each begins in it, then all of them."""
    begins = accumulate((len(bodies[number]) + 1 for number in numbers[:-1]), initial=0)
    index = b"".join(b"%d %d " % pair for pair in zip(numbers, begins, strict=True))
    head = b"<</Type/ObjStm/N %d/First %d>>" % (len(numbers), len(index))
    return stream(head, index + b"\n".join(bodies[number] for number in numbers))


def _written(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)
