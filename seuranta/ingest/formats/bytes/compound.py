"""The compound files of old Office (OLE): which streams stand at their root."""

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_SECTOR_SHIFTS = (9, 12)
_NO_ENTRY = 0xFFFFFFF0  # this number and all above are marks, not places


def root_names(content: bytes) -> set[str]:
    """The names of the streams and storages at the root; those of embedded files are not among them.

    Raises:
        ValueError: the file is cut off or its sectors do not hang together.
    """
    try:
        directory = _directory(content)
        return _names(directory)
    except (struct.error, IndexError) as error:
        raise ValueError("a sector lies outside the file") from error


def _directory(content: bytes) -> bytes:
    """The directory's sectors in the order of their chain."""
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in _SECTOR_SHIFTS:
        raise ValueError("no such sector size")
    size = 1 << shift
    table = _allocation_table(content, size)
    (sector,) = struct.unpack_from("<I", content, 48)
    chain: list[bytes] = []
    while sector < _NO_ENTRY:
        if len(chain) > len(table):
            raise ValueError("the directory runs in a circle")
        chain.append(_sector(content, sector, size))
        sector = table[sector]
    return b"".join(chain)


def _allocation_table(content: bytes, size: int) -> list[int]:
    """For each sector the one that follows it in its chain."""
    places = list(struct.unpack_from("<109I", content, 76))
    (more,) = struct.unpack_from("<I", content, 68)
    limit = len(content) // size
    while more < _NO_ENTRY and len(places) <= limit:
        *further, more = struct.unpack(f"<{size // 4}I", _sector(content, more, size))
        places += further
    used = (place for place in places[: limit + 1] if place < _NO_ENTRY)
    return [n for place in used for n in struct.unpack(f"<{size // 4}I", _sector(content, place, size))]


def _sector(content: bytes, number: int, size: int) -> bytes:
    start = max(size, _HEADER_BYTES) + number * size
    sector = content[start : start + size]
    return sector.ljust(size, b"\x00") if sector else _outside()


def _outside() -> bytes:
    raise ValueError("a sector lies outside the file")


def _names(directory: bytes) -> set[str]:
    """Walk the tree of names that hangs on the root entry."""
    (child,) = struct.unpack_from("<I", directory, 76)
    names: set[str] = set()
    seen: set[int] = set()
    waiting = [child]
    while waiting:
        number = waiting.pop()
        if number >= _NO_ENTRY or number in seen:
            continue
        seen.add(number)
        entry = directory[number * _ENTRY_BYTES :][:_ENTRY_BYTES]
        name, length, left, right = struct.unpack_from("<64sH2xII", entry)
        names.add(name[: max(length - 2, 0)].decode("utf-16-le", errors="replace"))
        waiting += [left, right]
    return names
