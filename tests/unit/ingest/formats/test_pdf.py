"""PDF: what a page draws becomes tables, and what cannot be read is refused for its reason."""

import io
from collections.abc import Callable

import pikepdf
import pytest
import typst

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.pdf.reader import read
from seuranta.ingest.grid import Grid

HEAD = "[Åtgärd], [2024], [2025], [Läge 06/2024]"
ROWS = "[E-tjänster för byggande], [x], [], [Klar.], [Öppna data], [], [x], [Pågår.]"


def typeset(source: str) -> bytes:
    """A PDF from Typst source."""
    made: bytes = typst.compile(source.encode())
    return made


def table(body: str = ROWS, options: str = "columns: (4cm, 1.5cm, 1.5cm, 6cm)") -> str:
    return f"#table({options}, {HEAD}, {body})\n"


def grids_of(source: str) -> tuple[Grid, ...]:
    return read(typeset(source), "norrvik.pdf").grids


def texts(grid: Grid) -> list[list[str]]:
    return [row.texts() for row in grid.rows]


def with_pages(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF after `change(pdf)`."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        changed = io.BytesIO()
        pdf.save(changed)
    return changed.getvalue()


def locked(content: bytes, user: str) -> bytes:
    """The PDF encrypted; only who knows the user's password, if it is not empty, can open it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        encrypted = io.BytesIO()
        pdf.save(encrypted, encryption=pikepdf.Encryption(owner="ägare", user=user))
    return encrypted.getvalue()


def scanned_page(pdf: pikepdf.Pdf) -> None:
    """Add a page that holds nothing but a picture over all of it."""
    picture = pikepdf.Stream(pdf, b"\x80" * 100)
    picture.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=10,
            Height=10,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
    )
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")


def test_a_ruled_table_comes_with_its_page_and_the_box_of_each_cell() -> None:
    (grid,) = grids_of("Norrviks digitala program.\n#pagebreak()\n" + table())

    assert grid.page == 2
    assert texts(grid) == [
        ["Åtgärd", "2024", "2025", "Läge 06/2024"],
        ["E-tjänster för byggande", "x", "", "Klar."],
        ["Öppna data", "", "x", "Pågår."],
    ]
    boxes = [[int(edge) for edge in (cell.address or "").split(",")] for cell in grid.rows[0].cells]
    assert all(x0 < x1 and top < bottom for x0, top, x1, bottom in boxes)
    assert [box[0] for box in boxes[1:]] == [box[2] for box in boxes[:-1]]


def test_a_merged_cell_repeats_its_words_over_all_that_it_covers() -> None:
    head = "table.cell(rowspan: 2)[Hanke], table.cell(colspan: 2)[Vuosi], table.cell(rowspan: 2)[Tila]"
    (grid,) = grids_of(f"#table(columns: 4, {head}, [2024], [2025], [Museo], [x], [], [Valmis.])")

    assert texts(grid)[:2] == [["Hanke", "Vuosi", "Vuosi", "Tila"], ["Hanke", "2024", "2025", "Tila"]]
    covered = [[cell.covered_from for cell in row.cells] for row in grid.rows]
    assert covered[:2] == [[None, None, "left", None], ["above", None, None, "above"]]


def test_a_coloured_cell_has_its_colour_and_a_white_one_has_none() -> None:
    body = 'table.cell(fill: rgb("#1F7A4D"))[], table.cell(fill: white)[x], [Kesken.]'
    (grid,) = grids_of(f"#table(columns: 4, [Hanke], [2024], [2025], [Tila], [Kirjasto], {body})")

    assert [cell.fill for cell in grid.rows[1].cells] == [None, "1F7A4D", None, None]


def test_a_colour_behind_a_few_words_neither_fills_nor_divides_their_cell() -> None:
    body = "[Museo], [x], [], [Klar #box(fill: yellow, inset: 1pt)[sedan maj] 2024.]"
    (grid,) = grids_of(table(body))

    assert [cell.text for cell in grid.rows[1].cells] == ["Museo", "x", "", "Klar sedan maj 2024."]
    assert grid.rows[1].cells[3].fill is None


def test_coloured_cells_divide_a_table_that_has_no_lines() -> None:
    options = "columns: (4cm, 2cm, 2cm, 5cm), stroke: none, gutter: 1pt, fill: luma(80%)"
    (grid,) = grids_of(table(options=options))

    assert texts(grid)[2] == ["Öppna data", "", "x", "Pågår."]


def test_a_table_open_at_its_sides_keeps_its_first_and_last_column_and_row() -> None:
    inner = "stroke: (x, y) => (left: if x > 0 { 1pt }, top: if y > 0 { 1pt })"
    (grid,) = grids_of(table(options=f"columns: (4cm, 2cm, 2cm, 5cm), {inner}"))

    assert texts(grid) == [
        ["Åtgärd", "2024", "2025", "Läge 06/2024"],
        ["E-tjänster för byggande", "x", "", "Klar."],
        ["Öppna data", "", "x", "Pågår."],
    ]


def test_boxes_around_words_underlines_and_page_backgrounds_are_no_tables() -> None:
    source = (
        "#set page(fill: luma(90%))\n#underline[Kuvala] #rect(fill: yellow)[Huomio!] #line(length: 100%) "
    )

    assert grids_of(source + "#box(stroke: 1pt, inset: 5pt)[Tiedoksi]") == ()


def test_two_tables_at_one_margin_stay_two_tables() -> None:
    both = grids_of(table() + "== Tema 2\n" + table())

    assert [len(grid.rows) for grid in both] == [3, 3]
    assert both[1].text_above == ("Tema 2",)


def test_text_above_holds_headings_but_neither_running_heads_nor_page_numbers() -> None:
    page = "#set page(header: [Norrviks stad], footer: context [Sida #counter(page).display() (3)])\n"
    themes = (
        f"= Tema {number}\nInledning: {word}.\n{table()}"
        for number, word in enumerate(("kort", "en", "två"), start=1)
    )
    grids = grids_of(page + "#pagebreak()\n".join(themes))

    assert grids[0].text_above == ("Tema 1", "Inledning: kort.")
    assert all("Norrviks stad" not in grid.text_above for grid in grids)
    assert not any("Sida" in text for grid in grids for text in grid.text_above)


def test_the_title_page_is_the_preface() -> None:
    document = read(typeset("= Lägesrapport 06/2024\nNorrvik\n#pagebreak()\n" + table()), "norrvik.pdf")

    assert document.preface == ("Lägesrapport 06/2024", "Norrvik")
    assert document.grids[0].text_above == ()


def test_a_table_over_two_pages_is_one_grid_on_each() -> None:
    rows = ", ".join(f"[Åtgärd nummer {number}], [x], [], [Klar 2024.]" for number in range(60))
    grids = grids_of(table(rows))

    assert [grid.page for grid in grids] == [1, 2]
    assert sum(len(grid.rows) for grid in grids) == 61


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_a_table_reads_the_same_however_its_page_is_turned(turn: int) -> None:
    def rotate(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = turn

    upright = read(typeset(table()), "norrvik.pdf")
    turned = read(with_pages(typeset(table()), rotate), "norrvik.pdf")

    assert [texts(grid) for grid in turned.grids] == [texts(grid) for grid in upright.grids]


def test_a_table_that_lies_sideways_on_its_page_is_read_as_it_is_meant() -> None:
    (grid,) = grids_of(f"#rotate(-90deg, reflow: true, block(width: 18cm)[{table()}])")

    assert texts(grid)[1] == ["E-tjänster för byggande", "x", "", "Klar."]


def test_titles_written_upwards_and_downwards_are_read() -> None:
    titles = "rotate(-90deg, reflow: true)[År 2024], rotate(90deg, reflow: true)[År 2025]"
    (grid,) = grids_of(f"#table(columns: 4, [Åtgärd], {titles}, [Läge], [Museum], [x], [], [Klar])")

    assert texts(grid)[0] == ["Åtgärd", "År 2024", "År 2025", "Läge"]


def test_a_scanned_document_is_refused_and_the_original_asked_for() -> None:
    def scan(pdf: pikepdf.Pdf) -> None:
        scanned_page(pdf)
        del pdf.pages[0]

    with pytest.raises(DocumentRefusedError, match="pictures") as refused:
        read(with_pages(typeset(""), scan), "skannattu.pdf")

    assert refused.value.reason_code == "scanned"
    assert "Word" in refused.value.hint


def test_a_scanned_page_among_readable_ones_is_named() -> None:
    document = read(with_pages(typeset(table()), scanned_page), "norrvik.pdf")

    (warning,) = document.warnings
    assert warning.code == "scanned_page"
    assert "page 2" in warning.message
    assert len(document.grids) == 1


def test_a_document_that_asks_for_a_password_is_refused_for_it() -> None:
    with pytest.raises(DocumentRefusedError, match="password") as refused:
        read(locked(typeset(table()), "hemlig"), "norrvik.pdf")

    assert refused.value.reason_code == "password"


def test_a_document_locked_against_changes_only_is_read() -> None:
    assert len(read(locked(typeset(table()), ""), "norrvik.pdf").grids) == 1


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_document_cut_off_on_its_way_is_refused_as_broken(kept: float) -> None:
    whole = typeset(table())

    with pytest.raises(DocumentRefusedError) as refused:
        read(whole[: int(kept * len(whole))], "norrvik.pdf")

    assert refused.value.reason_code == "broken"
    assert refused.value.where == "norrvik.pdf"


def test_a_page_of_more_lines_than_any_table_has_is_named_and_not_searched() -> None:
    lines = "#for n in range(120) { place(line(start: (n * 3.5pt, 0pt), length: 300pt, angle: 90deg)) }\n"
    lines += "#for n in range(120) { place(line(start: (0pt, n * 5pt), length: 400pt)) }\n"
    document = read(typeset(lines + "Karta över Norrvik"), "karta.pdf")

    assert [warning.code for warning in document.warnings] == ["dense_page"]


def test_more_pages_than_a_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seuranta.ingest.formats.pdf.reader._MOST_PAGES", 1)

    with pytest.raises(DocumentRefusedError, match="found 2") as refused:
        read(typeset(table() + "#pagebreak()\n" + table()), "norrvik.pdf")

    assert refused.value.reason_code == "too_large"


@pytest.mark.parametrize(
    ("said", "read_as"), [("🟡", "🟡"), ("Pausad", "Pausad"), ("två ord", "Pågår."), ("", "Pågår.")]
)
def test_a_word_says_what_the_file_gives_as_its_text_and_several_say_what_is_drawn(
    said: str, read_as: str
) -> None:
    def mark_last(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        steps = list(pikepdf.parse_content_stream(page))
        last = max(i for i, step in enumerate(steps) if str(step.operator) in ("Tj", "TJ"))
        text = pikepdf.Dictionary(ActualText=pikepdf.String(said))
        begin = pikepdf.ContentStreamInstruction([pikepdf.Name.Span, text], pikepdf.Operator("BDC"))
        end = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
        steps[last : last + 1] = [begin, steps[last], end]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))

    (grid,) = read(with_pages(typeset(table()), mark_last), "norrvik.pdf").grids

    assert texts(grid)[-1] == ["Öppna data", "", "x", read_as]
