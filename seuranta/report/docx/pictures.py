"""The report's drawings as pictures: Word shows SVG only with fonts that its machine has."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import typst

from seuranta.errors import StepFailedError
from seuranta.report.pdf.text import FAMILIES
from seuranta.report.pdf.typst import report_fonts

PIXELS_PER_INCH = 200
_HEAD = slice(16, 24)  # where a PNG file says how many pixels it is wide and high
_PAGE = b"""
#let data = json(bytes(sys.inputs.drawings))
#set page(width: data.width * 1mm, height: auto, margin: 0mm)
#set text(font: data.families)
#for svg in data.svgs { page(image(bytes(svg), format: "svg", width: 100%)) }
"""


@dataclass(frozen=True)
class Picture:
    """A PNG file, and how large it is on paper, in millimetres."""

    content: bytes
    width: float
    height: float


def pictures_of(drawings: Sequence[str], width: float) -> list[Picture]:
    """The drawings as pictures with the report's fonts in them.

    Args:
        drawings: `<svg>` elements.
        width: of each picture, in millimetres.

    Raises:
        StepFailedError: a drawing cannot be read.
    """
    if not drawings:
        return []
    data = {"svgs": list(drawings), "families": FAMILIES, "width": width}
    try:
        pages = typst.compile(
            _PAGE,
            font_paths=report_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"drawings": json.dumps(data)},
            format="png",
            ppi=PIXELS_PER_INCH,
        )
    except typst.TypstError as error:
        raise StepFailedError(
            f"expected drawings that can be read, but Typst says: {error.message}",
            where="DOCX report",
            hint="the notebook and the HTML report hold the same drawings: look there first",
        ) from error
    return [_picture(page, width) for page in (pages if isinstance(pages, list) else [pages])]


def _picture(content: bytes, width: float) -> Picture:
    across, down = (int.from_bytes(content[_HEAD][start : start + 4], "big") for start in (0, 4))
    return Picture(content, width, width * down / across)
