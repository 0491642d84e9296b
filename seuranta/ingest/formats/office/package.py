"""The ground that Word and PowerPoint files share: parts in a ZIP that refer to one another.

The parts are read as XML and walked, not through the object models of python-docx and python-pptx: these drop
tracked insertions, nested tables and whatever else a cell holds beside plain paragraphs, need quadratic time
for tables, and refuse macro files, templates, the strict form of the standard, and parts that are missing
although nobody reads them.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.office.parts import opened

RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# The strict form of the standard differs in its namespaces alone, as far as text and tables go.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


@contextmanager
def office_file(content: bytes, file: str, program: str) -> Iterator["OfficeFile"]:
    """The parts of a file; whatever is damaged in it, or in what is read from it meanwhile, is refused.

    Args:
        content: the bytes of the file.
        file: its name, for refusals.
        program: "Word" or "PowerPoint", for refusals.

    Raises:
        DocumentRefusedError: the file is broken.
    """
    with opened(content, file, f"a {program} file") as archive:
        yield OfficeFile(archive, file, program)


def broken(file: str, program: str, found: str) -> DocumentRefusedError:
    """The refusal of a damaged file."""
    return DocumentRefusedError(
        f"expected a whole {program} file, found {found}",
        code="broken",
        where=file,
        hint=f"open the file in {program} and save it again, or ask the sender for a new copy",
    )


class OfficeFile:
    """The parts of a file by name, and how they refer to one another.

    Args:
        archive: the file.
        file: its name, for refusals.
        program: "Word" or "PowerPoint", for refusals.
    """

    def __init__(self, archive: ZipFile, file: str, program: str) -> None:
        self._archive = archive
        self._members = {_part_name(name): name for name in archive.namelist()}
        self._file, self._program = file, program
        self._parsed: dict[str, Element] = {}

    def main(self, root: str) -> tuple[str, Element]:
        """The name and the root element of the part that holds the document itself.

        Raises:
            DocumentRefusedError: it is missing, or another kind of document.
        """
        targets = self.related("", "officeDocument")
        if not targets:
            raise broken(self._file, self._program, "none of its text")
        part = self.xml(targets[0])
        if part.tag != root:
            raise broken(self._file, self._program, f"{etree.QName(part).localname!r} in its place")
        return targets[0], part

    def xml(self, name: str) -> Element:
        """The root element of a part.

        Raises:
            DocumentRefusedError: the part is missing, or declares entities.
        """
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        return self._parsed[name]

    def content(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            DocumentRefusedError: the part is missing.
        """
        if not self.has(name):
            raise broken(self._file, self._program, f"a part of it missing: {name!r}")
        return self._archive.read(self._members[name])

    def has(self, name: str) -> bool:
        """Whether a part is there."""
        return name in self._members

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What a part refers to inside the file: by identifier, the kind of relation and the part's name."""
        folder, name = posixpath.split(part)
        rels = _part_name(f"{folder}/_rels/{name}.rels")
        if not self.has(rels):
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rsplit("/", 1)[-1],
                _part_name(posixpath.join("/", folder, unquote(relation.get("Target", "")))),
            )
            for relation in elements(self.xml(rels))
            if relation.get("TargetMode") != "External"
        }

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that a part refers to in one kind of relation, as far as they are there."""
        return [name for found, name in self.relations(part).values() if found == kind and self.has(name)]

    def _parse(self, name: str) -> Element:
        content = _STRICT.sub(_TRANSITIONAL, self.content(name))
        # A parser of its own for every part: nothing is fetched, no entity is put in.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise broken(self._file, self._program, f"a document type declaration in its part {name!r}")
        return root


def _part_name(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").casefold()


def elements(parent: Element) -> Iterator[Element]:
    """The elements in an element; what stands for an entity is none."""
    return (child for child in parent if isinstance(child.tag, str))


def alternative(choice: Element) -> Iterator[Element]:
    """What the first of several writings of one content holds; the others repeat it for older programs."""
    filled = (branch for branch in elements(choice) if len(branch))
    return elements(next(filled, choice))


def whole_number(text: str | None, default: int) -> int:
    """The whole number that an attribute says."""
    try:
        return int(text or "")
    except ValueError:
        return default


def is_on(text: str | None, default: bool = True) -> bool:
    """Whether an attribute says yes; without a value it says what its element says by being there."""
    return default if text is None else text.strip().casefold() not in ("0", "false", "off", "none")
