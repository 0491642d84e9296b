"""Files that no honest program writes, and those whose format matters more than their content."""

import hashlib
import io
import struct
import zipfile


def noise(size: int, seed: int = 0) -> bytes:
    """Bytes that cannot be packed."""
    return hashlib.shake_128(bytes([seed])).digest(size)


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def ooxml(main_type: str, **members: bytes) -> bytes:
    types = f'<Types><Default Extension="xml" ContentType="application/xml"/>{main_type}</Types>'
    return zip_of({"[Content_Types].xml": types.encode(), **members})


def override(main_type: str) -> str:
    return f'<Override PartName="/main.xml" ContentType="application/{main_type}"/>'


def compound_file(*names: str, inside: str = "") -> bytes:
    """An old Office file of an allocation table and a directory; `inside` stands in a storage of its own."""
    entries = [
        ("Root Entry", 5, 0xFFFFFFFF, 1),
        *((name, 2, index + 2, 0xFFFFFFFF) for index, name in enumerate(names)),
    ]
    entries[-1] = (entries[-1][0], entries[-1][1], 0xFFFFFFFF, 0xFFFFFFFF)
    if inside:
        entries[-1] = (entries[-1][0], 1, 0xFFFFFFFF, len(entries))
        entries.append((inside, 2, 0xFFFFFFFF, 0xFFFFFFFF))
    directory = b""
    for name, kind, right, child in entries:
        words = name.encode("utf-16-le") + b"\x00\x00"
        directory += struct.pack("<64sHBBIII48x", words, len(words), kind, 1, 0xFFFFFFFF, right, child)
    sectors = -(-len(directory) // 512)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\x00") + struct.pack("<H", 9)
    header = header.ljust(48, b"\x00") + struct.pack("<I", 1)
    header = header.ljust(68, b"\x00") + struct.pack("<II", 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + table + directory.ljust(sectors * 512, b"\x00")


def lying(content: bytes, size: int) -> bytes:
    """The size of the first member, as the list at the end of the file has it, is replaced."""
    place = content.index(b"PK\x01\x02") + 24
    return content[:place] + struct.pack("<I", size) + content[place + 4 :]


def overlapping(content: bytes) -> bytes:
    """The list at the end names the first member's place for every member."""
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 1)
    return content[: second + 42] + content[first + 42 : first + 46] + content[second + 46 :]
