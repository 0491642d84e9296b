"""Makes the README's picture: two pages of the published report, side by side.

.venv/bin/python -m tools.picture
"""

from pathlib import Path

import pdfplumber
import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "reports" / "porvoo-digiohjelma" / "2022-09" / "report.en.pdf"
PICTURE = ROOT / "docs" / "images" / "report.png"
FIRST_ACTION = "Kuntalaisten palautteiden"
PIXELS_PER_POINT = 1.35
GAP, EDGE = 24, 1
COLOURS = 128


def main() -> None:
    """Draw the first page and the first page of the actions, and save them as one picture."""
    pages = [draw(number) for number in (0, _page_of_actions())]
    width = sum(page.width for page in pages) + GAP
    sheet = Image.new("RGB", (width, pages[0].height), "white")
    sheet.paste(pages[0], (0, 0))
    sheet.paste(pages[1], (pages[0].width + GAP, 0))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB")


def draw(number: int) -> Image.Image:
    """A page of the report with a hairline around it."""
    with pypdfium2.PdfDocument(REPORT) as document:
        page = document[number].render(scale=PIXELS_PER_POINT).to_pil()
    return ImageOps.expand(page, border=EDGE, fill="#c8ccd2")


def _page_of_actions() -> int:
    """The last page on which the first action stands: lists of what needs attention come before."""
    with pdfplumber.open(REPORT) as document:
        found = [page.page_number for page in document.pages if FIRST_ACTION in page.extract_text()]
    return found[-1] - 1


if __name__ == "__main__":
    main()
