"""The report's blocks as paragraphs and tables of a Word document, each with its style and nothing beside.

Blocks are the JSON form of `blocks`; lengths are millimetres.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seuranta.report.docx.package import OFFICE, Relation
from seuranta.report.docx.pictures import Picture
from seuranta.report.docx.styles import notice_style_id, numbering_id, status_style_id
from seuranta.report.docx.xml import (
    EMU_PER_MM,
    NAMESPACES,
    Element,
    local_name,
    other,
    related,
    showable,
    twips,
    w,
    words,
)
from seuranta.report.paging import TABLE_SIZE, Block, Targets, locale_of, unknown_block
from seuranta.report.palette import STATUS_STYLES
from seuranta.report.pdf.columns import column_widths, plain
from seuranta.report.pdf.text import showable as drawable
from seuranta.report.pdf.text import width_in_mm

_SHORT_TERM, _TERM_SIZE = 55.0, 10.5
_ENDINGS = {"number": "Number", "year": "Mark", "place": "Place"}
_CHANGES = {"inserted": "WordsInserted", "deleted": "WordsDeleted"}
_PLANNED, _NOT_PLANNED = "x", "–"  # as people write it in the documents that are followed up
_PARAGRAPHS = {"lead": "Lead", "body": "Normal", "note": "Note"}


@dataclass
class Body:
    """The document's body, and what it needs beside itself: links, pictures, lists that count.

    Args:
        targets: the ids of the report.
        labels: the words that stand around its blocks.
        pictures: its figures as pictures, by id.
        relations: what the body refers to, as it grows.
        media: the picture files, by path.
        ordered_lists: how many lists count their items.
    """

    targets: Targets
    labels: Mapping[str, str]
    pictures: Mapping[str, Picture]
    relations: list[Relation] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    ordered_lists: int = 0

    def elements(self, block: Block, width: float) -> Iterator[Element]:
        """The elements that a block becomes on pages of this width.

        Raises:
            StepFailedError: the block is of an unknown type.
        """
        match block["type"]:
            case "heading":
                yield paragraph(f"Heading{block['level']}", *self._place(block["id"]), run(block["title"]))
            case "paragraph":
                yield paragraph(_PARAGRAPHS[block["role"]], *self._flow(block["text"]))
            case "list":
                yield from self._list(block)
            case "notice":
                yield paragraph(notice_style_id(block["severity"], is_title=True), run(block["title"]))
                yield paragraph(notice_style_id(block["severity"]), *self._flow(block["text"]))
            case "definitions":
                yield from self._definitions(block)
            case "key_figures":
                yield from self._key_figures(block)
            case "figure":
                yield paragraph("Caption", *self._place(block["id"]), run(block["title"]))
                yield paragraph("Picture", self._picture(block))
                yield from self._table(block["table"], width)
            case "table":
                yield from self._table(block, width)
            case unknown:
                raise unknown_block(unknown)

    def contents(self, headings: Sequence[Block]) -> Element:
        """A list of headings that leads to each of them, and that Word can write anew."""
        entries = [
            paragraph(f"TOC{heading['level']}", *self._linked("#" + heading["id"], run(heading["title"])))
            for heading in headings
        ]
        code = w("instrText")
        code.text = r' TOC \o "1-2" \n \h \z \u '
        entries[0][1:1] = [w("r", _field("begin")), w("r", code), w("r", _field("separate"))]
        entries[-1].append(w("r", _field("end")))
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        title = paragraph("TOCHeading", run(self.labels["contents"]))
        return w("sdt", w("sdtPr", gallery), w("sdtContent", title, *entries))

    def _list(self, block: Block) -> Iterator[Element]:
        if not block["is_ordered"]:
            yield from (paragraph("ListBullet", *self._flow(item)) for item in block["items"])
            return
        for item in block["items"]:
            element = paragraph("ListNumber", *self._flow(item))
            # That this list begins at one is a matter of the list, not of its style.
            numbering = w("numId", val=numbering_id(self.ordered_lists))
            element[0].append(w("numPr", w("ilvl", val="0"), numbering))
            yield element
        self.ordered_lists += 1

    def _definitions(self, block: Block) -> Iterator[Element]:
        for term, meaning in block["items"]:
            if _is_short(term) and "\n" not in plain(meaning):
                yield paragraph("Fact", *self._flow(term, is_strong=True), _tab(), *self._flow(meaning))
            else:
                yield paragraph("Term", *self._flow(term))
                yield paragraph("Meaning", *self._flow(meaning))

    def _key_figures(self, block: Block) -> Iterator[Element]:
        for item in block["items"]:
            pieces = [run(item["value"], style="KeyFigureValue"), _tab()]
            if item["status"] in STATUS_STYLES:
                pieces.append(run(_symbol(item["status"]), style=status_style_id(item["status"])))
            pieces += self._linked(item["target"], run(item["label"], style="Strong"))
            if item["detail"]:
                pieces += [_tab(), run(item["detail"])]
            yield paragraph("KeyFigure", *pieces)
        if block["sum_note"]:
            yield paragraph("Note", run(block["sum_note"]))

    def _picture(self, block: Block) -> Element:
        picture, number = self.pictures[block["id"]], str(len(self.media) + 1)
        name = f"picture{number}"
        self.media[f"media/{name}.png"] = picture.content
        self.relations.append(Relation(name, f"{OFFICE}/image", f"media/{name}.png"))
        size = {"cx": str(round(picture.width * EMU_PER_MM)), "cy": str(round(picture.height * EMU_PER_MM))}
        said = {"descr": showable(block["alt"]), "title": showable(block["title"])}
        return w("r", w("drawing", _inline(name, number, said, size)))

    def _table(self, block: Block, width: float) -> Iterator[Element]:
        columns, rows = block["columns"], block["rows"]
        yield paragraph("Caption", *self._place(block["id"]), run(block["caption"]))
        if not rows:
            yield paragraph("Normal", run(self.labels["no_rows"]))
            return
        marks = self._meaning_of_marks(columns)
        if marks:
            yield paragraph("TableNote", run(marks))
        widths = [twips(each) for each in column_widths(block, width, TABLE_SIZE)]
        head = [_head(column) for column in columns]
        yield w(
            "tbl",
            _table_properties(block, marks, sum(map(int, widths))),
            w("tblGrid", *(w("gridCol", w=each) for each in widths)),
            _row(head, widths, w("tblHeader")),
            *(_row(self._cells(row, columns), widths) for row in rows),
        )

    def _meaning_of_marks(self, columns: Sequence[Block]) -> str:
        """What the marks of a year grid say."""
        if not any(column["kind"] == "year" for column in columns):
            return ""
        return f"{_PLANNED} {self.labels['planned_year']} · {_NOT_PLANNED} {self.labels['not_planned_year']}"

    def _cells(self, row: Block, columns: Sequence[Block]) -> Iterator[Element]:
        place = self._place(row["id"])
        for cell, column in zip(row["cells"], columns, strict=True):
            style = "Table" + _ENDINGS.get(column["kind"], "Text")
            yield paragraph(style, *place, *self._words(cell, column, is_strong=row["is_total"]))
            place = []

    def _words(self, cell: Block, column: Block, *, is_strong: bool) -> list[Element]:
        if column["kind"] == "year" and cell["is_marked"] is not None:
            return [run(_PLANNED if cell["is_marked"] else _NOT_PLANNED)]
        if cell["status"] in STATUS_STYLES:
            return [run(_symbol(cell["status"]) + plain(cell["text"]), style=status_style_id(cell["status"]))]
        return self._flow(cell["text"], is_strong=is_strong)

    def _flow(self, spans: Sequence[Block], *, is_strong: bool = False) -> list[Element]:
        pieces: list[Element] = []
        for span in spans:
            style = _CHANGES.get(span["change"]) or ("Strong" if is_strong or span["is_strong"] else None)
            pieces += self._linked(span["target"], run(span["text"], span["language"], style=style))
        return pieces

    def _linked(self, target: str | None, piece: Element) -> list[Element]:
        """The run as a link in the style of links, when its target is in the report or on the web."""
        goal = self.targets.leads_to(target)
        if not goal:
            return [piece]
        if not len(piece) or local_name(piece[0]) != "rPr":
            piece.insert(0, w("rPr"))
        look = piece[0]
        if len(look) and local_name(look[0]) == "rStyle":
            look.remove(look[0])
        look.insert(0, w("rStyle", val="Hyperlink"))
        if "anchor" in goal:
            return [w("hyperlink", piece, anchor=self._name(goal["anchor"]), history="1")]
        identity = f"link{len(self.relations)}"
        self.relations.append(Relation(identity, f"{OFFICE}/hyperlink", goal["address"], is_external=True))
        return [related(w("hyperlink", piece, history="1"), "id", identity)]

    def _place(self, target_id: str | None) -> list[Element]:
        """A bookmark where links to the id lead; none when it has been set before."""
        anchor = self.targets.anchor(target_id)
        if anchor is None:
            return []
        number = str(self.targets.number[anchor])
        return [w("bookmarkStart", id=number, name=self._name(anchor)), w("bookmarkEnd", id=number)]

    def _name(self, target_id: str) -> str:
        """The id as Word takes it: letters and digits, few of them."""
        return f"place{self.targets.number[target_id]}"


def paragraph(style: str, *pieces: Element) -> Element:
    """A paragraph in a style."""
    return w("p", w("pPr", w("pStyle", val=style)), *pieces)


def run(text: str, language: str | None = None, *, style: str | None = None) -> Element:
    """Words in one language and one style of characters."""
    looks = [w("rStyle", val=style)] if style else []
    looks += [w("lang", val=locale_of(language))] if language else []
    return w("r", *([w("rPr", *looks)] if looks else []), *words(text))


def _tab() -> Element:
    return w("r", w("tab"))


def _field(kind: str) -> Element:
    return w("fldChar", fldCharType=kind)


def _symbol(status: str) -> str:
    return STATUS_STYLES[status].symbol + "\u00a0"


def _head(column: Block) -> Element:
    return paragraph("TableHead" + _ENDINGS.get(column["kind"], ""), run(column["title"], column["language"]))


def _row(contents: Iterable[Element], widths: Sequence[str], *properties: Element) -> Element:
    cells = [
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), content)
        for content, width in zip(contents, widths, strict=True)
    ]
    return w("tr", w("trPr", w("cantSplit"), *properties), *cells)


def _table_properties(block: Block, description: str, width: int) -> Element:
    has_total = bool(block["rows"][-1]["is_total"])
    look = {
        "firstRow": "1",
        "lastRow": str(int(has_total)),
        "firstColumn": str(int(block["row_header"] == 0)),
        "lastColumn": "0",
        "noHBand": "1",
        "noVBand": "1",
    }
    return w(
        "tblPr",
        w("tblStyle", val="ReportTable"),
        w("tblW", w=str(width), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", **look),
        w("tblCaption", val=showable(block["caption"])),
        *([w("tblDescription", val=showable(description))] if description else []),
    )


def _inline(name: str, number: str, said: Mapping[str, str], size: Mapping[str, str]) -> Element:
    """A picture in its line, with its words for those who do not see it."""
    picture = other(
        "pic:pic",
        other("pic:nvPicPr", other("pic:cNvPr", id=number, name=name, **said), other("pic:cNvPicPr")),
        other(
            "pic:blipFill",
            related(other("a:blip"), "embed", name),
            other("a:stretch", other("a:fillRect")),
        ),
        other(
            "pic:spPr",
            other("a:xfrm", other("a:off", x="0", y="0"), other("a:ext", **size)),
            other("a:prstGeom", other("a:avLst"), prst="rect"),
        ),
    )
    return other(
        "wp:inline",
        other("wp:extent", **size),
        other("wp:docPr", id=number, name=name, **said),
        other("a:graphic", other("a:graphicData", picture, uri=NAMESPACES["pic"])),
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )


def _is_short(spans: Sequence[Block]) -> bool:
    return width_in_mm(drawable(plain(spans)), _TERM_SIZE, is_bold=True) < _SHORT_TERM
