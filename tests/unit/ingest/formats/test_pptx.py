"""Presentations: tables slide by slide, with the title and the text above each."""

import base64
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Cm, Pt

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.slides.reader import read
from seuranta.ingest.grid import RawDocument
from tests.making import Document, Table, make_pptx, source_document
from tests.making.office import convert

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TITLE_ONLY, BLANK = 5, 6
ROWS = [["Åtgärd", "Läget"], ["E-tjänst", "Klar"]]
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Deck:
    """A presentation in the making."""

    def __init__(self) -> None:
        self.made = Presentation()

    def slide(self, title: str | None = None) -> Any:
        slide = self.made.slides.add_slide(self.made.slide_layouts[BLANK if title is None else TITLE_ONLY])
        if title is not None:
            slide.shapes.title.text = title
        return slide

    def read(self) -> RawDocument:
        return read(self.saved(), "tilanne.pptx")

    def saved(self) -> bytes:
        written = io.BytesIO()
        self.made.save(written)
        return written.getvalue()


def add_table(
    shapes: Any, rows: list[list[str]], *, top: float = 5, left: float = 1, width: float = 10
) -> Any:
    """A table on a slide or in a group; places in cm."""
    frame = shapes.add_table(len(rows), len(rows[0]), Cm(left), Cm(top), Cm(width), Cm(len(rows)))
    for number, line in enumerate(rows):
        for column, text in enumerate(line):
            frame.table.cell(number, column).text = text
    return frame


def add_text(
    slide: Any, text: str, *, top: float, left: float = 1, width: float = 10, points: int | None = None
) -> None:
    frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(1)).text_frame
    frame.text = text
    if points:
        frame.paragraphs[0].runs[0].font.size = Pt(points)


def texts(raw: RawDocument) -> list[list[list[str]]]:
    return [[line.texts() for line in grid.rows] for grid in raw.grids]


# -- cells -------------------------------------------------------------------------------------------------


def test_paragraphs_and_broken_lines_of_a_cell_are_lines() -> None:
    deck = Deck()
    frame = add_table(deck.slide().shapes, ROWS)
    frame.table.cell(1, 1).text = "Klar.\vAnvänds  av alla.\n\nEtapp 2 börjar\xa02026."

    assert texts(deck.read())[0][1] == ["E-tjänst", "Klar.\nAnvänds av alla.\nEtapp 2 börjar 2026."]


def test_merged_cells_repeat_their_text_and_say_where_they_begin() -> None:
    deck = Deck()
    rows = [["Teema", "Toimenpide", "Tilanne"], ["Palvelut", "Jono", "Valmis"], ["", "Kartta", ""]]
    frame = add_table(deck.slide().shapes, rows)
    frame.table.cell(1, 0).merge(frame.table.cell(2, 0))
    frame.table.cell(1, 1).merge(frame.table.cell(2, 2))

    (grid,) = deck.read().grids

    places = [[(one.text, one.covered_from) for one in line.cells] for line in grid.rows[1:]]
    merged = "Jono\nValmis\nKartta"
    assert places == [
        [("Palvelut", None), (merged, None), (merged, "left")],
        [("Palvelut", "above"), (merged, "above"), (merged, "left")],
    ]


def test_columns_in_which_no_cell_begins_are_no_columns() -> None:
    deck = Deck()
    frame = add_table(deck.slide().shapes, [["Åtgärd", "", "Läget"], ["E-tjänst", "", "Klar"]])
    for row in (0, 1):
        frame.table.cell(row, 0).merge(frame.table.cell(row, 1))

    assert texts(deck.read())[0] == ROWS


def test_the_fill_of_a_cell_is_the_colour_it_was_given() -> None:
    deck = Deck()
    frame = add_table(deck.slide().shapes, [["a", "b", "c", "d", "e", "f"]])
    plain, theme, lighter, white, gradient, none = (frame.table.cell(0, column).fill for column in range(6))
    for fill, colour in ((plain, "92D050"), (white, "FFFFFF")):
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour)
    for fill in (theme, lighter):
        fill.solid()
        fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_3
    lighter.fore_color.brightness = 0.4
    gradient.gradient()
    gradient.gradient_stops[0].color.rgb = RGBColor.from_string("C00000")
    none.background()

    (grid,) = deck.read().grids

    assert [one.fill for one in grid.rows[0].cells] == ["92D050", "9BBB59", "C3D69B", None, "C00000", None]


def test_check_marks_of_symbol_fonts_are_check_marks() -> None:
    deck = Deck()
    frame = add_table(deck.slide().shapes, [["Measure", "2025", "2026"], ["Library queue", "ü", "à"]])
    frame.table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.name = "Wingdings"
    arrow = frame.table.cell(1, 2).text_frame.paragraphs[0]
    further = arrow.add_run()
    further.text = " öppen på våren"
    for run in arrow.runs:  # PowerPoint leaves the font on the words after the symbol
        etree.SubElement(run._r.get_or_add_rPr(), f"{A}sym", typeface="Wingdings")

    assert texts(deck.read())[0][1] == ["Library queue", "✓", "→ öppen på våren"]


def test_a_ticked_box_is_a_mark_and_an_unticked_one_is_blank() -> None:
    deck = Deck()
    add_table(deck.slide().shapes, [["Measure", "2025", "2026"], ["Library queue", "☒", "☐"]])

    assert texts(deck.read())[0][1] == ["Library queue", "x", ""]


# -- slides ------------------------------------------------------------------------------------------------


def test_the_title_is_that_of_the_slide_and_the_text_above_is_what_stands_between() -> None:
    deck = Deck()
    slide = deck.slide("Teema 1:\vPalvelut")
    add_text(slide, "Läget 03/2025\nUppdaterat av Norrvik", top=3.5)
    add_table(slide.shapes, ROWS, top=5)
    add_text(slide, "* statsbidrag", top=10)
    add_table(slide.shapes, ROWS, top=12)
    add_text(slide, "1) not below", top=16)

    raw = deck.read()

    assert [(grid.title, grid.text_above, grid.slide) for grid in raw.grids] == [
        ("Teema 1: Palvelut", ("Läget 03/2025", "Uppdaterat av Norrvik"), 1),
        ("Teema 1: Palvelut", ("* statsbidrag",), 1),
    ]


def test_without_a_title_the_largest_letters_above_the_table_are_it() -> None:
    deck = Deck()
    slide = deck.slide()
    add_text(slide, "Kuvalan digiohjelma", top=0.5, points=12)
    add_text(slide, "Satama", top=2, points=28)
    add_text(slide, "SUURI HUOMAUTUS", top=15, points=40)
    add_table(slide.shapes, ROWS, top=5)

    (grid,) = deck.read().grids

    assert (grid.title, grid.text_above) == ("Satama", ("Kuvalan digiohjelma",))


def test_tables_are_read_from_the_top_and_from_the_left() -> None:
    deck = Deck()
    slide = deck.slide("Läget")
    add_table(slide.shapes, [["c", "3"], ["", ""]], top=12)
    add_table(slide.shapes, [["b", "2"], ["", ""]], top=4.9, left=13)
    add_table(slide.shapes, [["a", "1"], ["", ""]], top=5)
    add_text(slide, "Tjänster", top=3.5)
    add_text(slide, "Hamnen", top=3.5, left=13)

    raw = deck.read()

    assert [grid.rows[0].texts()[0] for grid in raw.grids] == ["a", "b", "c"]
    assert [grid.text_above for grid in raw.grids] == [("Tjänster",), ("Hamnen",), ()]


def test_tables_in_groups_are_read_at_the_place_where_they_stand() -> None:
    """The places in a group count from the group; what is drawn there may be moved and stretched."""
    deck = Deck()
    slide = deck.slide("Läget")
    add_table(slide.shapes, [["b", "2"], ["", ""]], top=10)
    frame = add_table(slide.shapes, [["a", "1"], ["", ""]], top=100)
    group = slide.shapes.add_group_shape()
    group._element.append(frame._element)
    form = group._element.grpSpPr.get_or_add_xfrm()
    form[:] = []
    for name, x, y in (("off", 1, 4), ("ext", 10, 4), ("chOff", 1, 100), ("chExt", 10, 4)):
        keys = ("x", "y") if name.endswith("ff") else ("cx", "cy")
        etree.SubElement(form, A + name, dict(zip(keys, (str(Cm(x)), str(Cm(y))), strict=True)))

    assert [grid.rows[0].texts()[0] for grid in deck.read().grids] == ["a", "b"]


def test_a_table_of_one_cell_is_text() -> None:
    deck = Deck()
    slide = deck.slide("Läget")
    add_table(slide.shapes, [["Teema 2: Satama"]], top=3.5)
    add_table(slide.shapes, ROWS)

    (grid,) = deck.read().grids

    assert (texts(deck.read()), grid.text_above) == ([ROWS], ("Teema 2: Satama",))


def test_slides_before_the_first_table_are_the_preface() -> None:
    deck = Deck()
    cover = deck.made.slides.add_slide(deck.made.slide_layouts[0])
    cover.shapes.title.text = "Norrviks digitala program"
    cover.placeholders[1].text = "Läget 03/2025"
    add_table(deck.slide("Tjänster").shapes, ROWS)
    deck.slide("Tack!")

    raw = deck.read()

    assert raw.preface == ("Norrviks digitala program", "Läget 03/2025")
    assert [(grid.slide, grid.title) for grid in raw.grids] == [(2, "Tjänster")]


def test_a_hidden_cover_is_no_preface() -> None:
    """It may be the cover of the period before."""
    deck = Deck()
    deck.slide("Läget 09/2024")._element.set("show", "0")
    add_table(deck.slide("Läget 03/2025").shapes, ROWS)

    assert deck.read().preface == ()


def test_hidden_slides_are_read_marked_and_warned_of() -> None:
    deck = Deck()
    add_table(deck.slide("Tjänster").shapes, ROWS)
    hidden = deck.slide("Hamnen")
    add_table(hidden.shapes, ROWS)
    hidden._element.set("show", "0")

    raw = deck.read()

    assert [grid.is_hidden for grid in raw.grids] == [False, True]
    assert [(warning.code, warning.place) for warning in raw.warnings] == [("hidden_slide", "slide 2")]


def test_words_struck_through_are_kept_and_warned_of() -> None:
    deck = Deck()
    frame = add_table(deck.slide("Läget").shapes, ROWS)
    frame.table.cell(1, 1).text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr().set("strike", "sngStrike")

    raw = deck.read()

    assert texts(raw) == [ROWS]
    assert [(warning.code, warning.place) for warning in raw.warnings] == [("struck_out", "slide 1")]


def test_a_raised_number_is_a_power_or_refers_to_a_note() -> None:
    deck = Deck()
    frame = add_table(deck.slide("Läget").shapes, [["Toimenpide", "Tilanne"], ["Verkkokauppa", "1 200 m"]])
    for column, number in enumerate("12"):
        run = frame.table.cell(1, column).text_frame.paragraphs[0].add_run()
        run.text = number
        run._r.get_or_add_rPr().set("baseline", "30000")

    raw = deck.read()

    assert texts(raw)[0][1] == ["Verkkokauppa", "1 200 m²"]
    assert [(warning.code, warning.place) for warning in raw.warnings] == [("note_marks", "slide 1")]


def test_slides_come_in_the_order_of_the_show() -> None:
    deck = Deck()
    for title in ("Toinen", "Ensimmäinen"):
        add_table(deck.slide(title).shapes, ROWS)
    order = deck.made.slides._sldIdLst
    order.append(order[0])

    assert [(grid.slide, grid.title) for grid in deck.read().grids] == [(1, "Ensimmäinen"), (2, "Toinen")]


def test_a_text_box_may_have_its_place_from_the_layout() -> None:
    deck = Deck()
    slide = deck.made.slides.add_slide(deck.made.slide_layouts[1])
    slide.shapes.title.text = "Hamnen"
    slide.placeholders[1].text = "Läget 03/2025"
    add_table(slide.shapes, ROWS, top=15)
    low = deck.made.slides.add_slide(deck.made.slide_layouts[1])
    low.placeholders[1].text = "Läget 03/2025"
    add_table(low.shapes, ROWS, top=0)

    above, below = deck.read().grids

    assert (above.title, above.text_above) == ("Hamnen", ("Läget 03/2025",))
    assert (below.title, below.text_above) == (None, ())


def test_running_footers_and_numbers_are_not_above_a_table() -> None:
    deck = Deck()
    slide = deck.slide("Läget")
    add_text(slide, "Kuvala 2025", top=0.2)
    place = slide.shapes[-1]._element.nvSpPr.find("{*}nvPr")
    etree.SubElement(place, "{http://schemas.openxmlformats.org/presentationml/2006/main}ph", type="ftr")
    add_table(slide.shapes, ROWS)

    assert deck.read().grids[0].text_above == ()


def test_notes_of_the_speaker_are_not_read() -> None:
    deck = Deck()
    slide = deck.slide("Läget")
    add_table(slide.shapes, ROWS)
    slide.notes_slide.notes_text_frame.text = "Muista kertoa budjetista"

    assert "budjetista" not in repr(deck.read())


# -- pictures and damage -----------------------------------------------------------------------------------


def test_a_slide_with_a_picture_in_place_of_a_table_is_warned_of() -> None:
    deck = Deck()
    add_table(deck.slide("Tjänster").shapes, ROWS)
    deck.slide("Hamnen").shapes.add_picture(io.BytesIO(PIXEL), Cm(1), Cm(4), Cm(20), Cm(10))
    deck.slide("Tack").shapes.add_picture(io.BytesIO(PIXEL), Cm(1), Cm(1), Cm(2), Cm(2))

    (warning,) = deck.read().warnings

    assert (warning.code, warning.place) == ("picture_slide", "slide 2")


def test_a_presentation_of_pictures_is_refused_with_what_to_ask_for() -> None:
    deck = Deck()
    for _ in range(2):
        deck.slide().shapes.add_picture(io.BytesIO(PIXEL), Cm(0), Cm(0), Cm(25), Cm(19))

    with pytest.raises(DocumentRefusedError) as refused:
        deck.read()

    assert refused.value.reason_code == "picture_only"
    assert "slides 1, 2" in refused.value.message
    assert "ask the sender" in refused.value.hint


def test_a_presentation_without_tables_and_pictures_has_no_grids() -> None:
    deck = Deck()
    deck.slide("Tervetuloa")

    assert deck.read().grids == ()


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_what_is_no_whole_presentation_is_refused(share: float) -> None:
    with pytest.raises(DocumentRefusedError) as refused:
        read(SMALL[: int(len(SMALL) * share)], "tilanne.pptx")

    assert (refused.value.reason_code, refused.value.where) == ("broken", "tilanne.pptx")


def test_a_missing_slide_is_refused_and_not_left_out() -> None:
    with pytest.raises(DocumentRefusedError, match="slide1"):
        read(exchanged(SMALL, "ppt/slides/slide1.xml", None), "tilanne.pptx")


def test_a_missing_part_that_nobody_reads_is_no_damage() -> None:
    assert read(exchanged(SMALL, "ppt/printerSettings/printerSettings1.bin", None), "a.pptx").grids


# -- whole presentations -----------------------------------------------------------------------------------

SMALL = make_pptx(Document("Norrvik", [Table(["Åtgärd", "Läget"], [["E-tjänst", "Klar"]])]))


def exchanged(content: bytes, name: str, part: bytes | None) -> bytes:
    """The presentation with another part in the place of one, or without it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        for member in before.namelist():
            new = part if member == name else before.read(member)
            if new is not None:
                after.writestr(member, new)
    return written.getvalue()


def slides_of(document: Document) -> list[list[list[str]]]:
    """What the slides show, five rows a slide."""
    return [
        [["\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip()) for text in line]
         for line in piece.lines]
        for one in document.tables for piece in one.pieces(5)
    ]  # fmt: skip


def test_the_real_follow_up_comes_back_cell_for_cell() -> None:
    document = source_document()

    assert texts(read(make_pptx(document), "tilanne.pptx")) == slides_of(document)


def test_what_libreoffice_saved_reads_the_same() -> None:
    document = Document(
        "Ahtela digitalt: läget 03/2025",
        [
            Table(
                ["Åtgärd", "2024", "2025", "Läget"],
                [["E-tjänst", "x", "", "Klar.\nAnvänds av alla."], ["Kartan – etapp 2", "", "", "Pågår"]],
                heading="Tjänster",
                fills={(1, 2): "92D050"},
                merges=((1, 0, 2, 0),),
            )
        ],
    )
    made = make_pptx(document)

    by_point, by_office = (
        read(made, "a.pptx"),
        read(convert(convert(made, "pptx", "odp"), "odp", "pptx"), "b"),
    )

    assert texts(by_office) == texts(by_point)
    assert (by_office.preface, by_office.grids[0].title) == (by_point.preface, by_point.grids[0].title)
    covered = [[one.covered_from for one in line.cells] for line in by_point.grids[0].rows]
    assert [[one.covered_from for one in line.cells] for line in by_office.grids[0].rows] == covered
    assert by_office.grids[0].rows[2].cells[2].fill == by_point.grids[0].rows[2].cells[2].fill == "92D050"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_changed_bytes_end_in_a_document_or_a_refusal(data: st.DataObject) -> None:
    """Both in the packed file and in its parts as unpacked."""
    name = data.draw(
        st.sampled_from(["", "ppt/slides/slide2.xml", "ppt/presentation.xml", "ppt/theme/theme1.xml"])
    )
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        ruined = bytearray(archive.read(name) if name else SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        ruined[data.draw(st.integers(0, len(ruined) - 1))] = data.draw(st.integers(0, 255))
    content = exchanged(SMALL, name, bytes(ruined)) if name else bytes(ruined)

    try:
        outcome: object = read(content, "tilanne.pptx")
    except DocumentRefusedError as refusal:
        outcome = refusal

    assert isinstance(outcome, RawDocument | DocumentRefusedError)
