"""The parts of a zipped document of XML, opened so that damage ends in a refusal."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

from lxml import etree

from seuranta.errors import DocumentRefusedError

# What zipfile, lxml and the readers' own look-ups raise on bytes that are not as the format has them.
_DAMAGE = (
    BadZipFile,
    zlib.error,
    LZMAError,
    etree.LxmlError,
    ArithmeticError,
    LookupError,
    ValueError,
    EOFError,
    NotImplementedError,  # zipfile: a compression or a version that it does not know
    RuntimeError,
    OSError,
)


@contextmanager
def opened(content: bytes, file: str, what: str) -> Iterator[ZipFile]:
    """The archive; whatever is damaged in it, or read from it meanwhile, is refused.

    Args:
        content: the document's bytes.
        file: its name, for messages.
        what: what it should be, for messages: "an Excel workbook".

    Raises:
        DocumentRefusedError: the archive or a part of it is damaged.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield archive
    except _DAMAGE as error:
        raise DocumentRefusedError(
            f"expected {what}, found one that is damaged ({type(error).__name__})",
            code="broken",
            where=file,
            hint="open the file where it was made, save it anew, and send that copy",
        ) from error


def elements(content: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements of the given names, of any namespace, each forgotten when the next one is asked for."""
    tags = tuple(f"{{*}}{name}" for name in names)
    walk = etree.iterparse(
        BytesIO(content),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in walk:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
