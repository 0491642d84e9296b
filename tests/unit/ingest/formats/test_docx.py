"""Word documents: what a reader sees in them once every change is accepted."""

import base64
import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.word.numbering import Numbering
from seuranta.ingest.formats.word.reader import read
from seuranta.ingest.grid import RawDocument
from tests.making import Document, Table, make_docx, source_document
from tests.making.office import convert

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CHANGE = 'w:id="1" w:author="Kuvala" w:date="2025-03-01T08:00:00Z"'
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def word(body: str) -> bytes:
    """A Word document with this body."""
    document = docx.Document()
    root = parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")
    document.element.body.clear_content()
    for number, block in enumerate(list(root)):
        document.element.body.insert(number, block)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<w:p") or content.endswith("</w:p>") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    joined = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{joined}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def read_cell(content: str) -> str:
    """What the reader finds in a cell that holds these paragraphs and tables."""
    raw = read_word(table(row("Toimenpide", "Tilanne"), row("Kirjaston jono", cell(content))))
    return raw.grids[0].rows[1].cells[1].text


def read_word(body: str) -> RawDocument:
    return read(word(body), "tilanne.docx")


def texts(raw: RawDocument) -> list[list[list[str]]]:
    return [[line.texts() for line in grid.rows] for grid in raw.grids]


def codes(raw: RawDocument) -> list[str]:
    return [warning.code for warning in raw.warnings]


def nested(*rows: tuple[str, ...]) -> str:
    """A table for a cell, with the paragraph that Word puts after it."""
    return table(*(row(*cells) for cells in rows)) + "<w:p/>"


# -- words -------------------------------------------------------------------------------------------------


def test_tracked_insertions_are_kept_and_deletions_dropped() -> None:
    raw = read_word(
        table(
            row("Åtgärd", "Läget 03/2025"),
            row(
                "Sökfunktionen",
                cell(
                    f"<w:p>{run('Sökfunktionen ')}<w:ins {CHANGE}>{run('förbättrades i september')}</w:ins>"
                    f"<w:del {CHANGE}><w:r><w:delText>utreds</w:delText></w:r></w:del>{run('.')}</w:p>"
                ),
            ),
        )
    )

    assert texts(raw)[0][1] == ["Sökfunktionen", "Sökfunktionen förbättrades i september."]
    (warning,) = raw.warnings
    assert (warning.code, warning.place) == ("tracked_changes", "whole document")
    assert "insertions kept: 1, deletions dropped: 1" in warning.message


def test_moved_words_stand_only_where_they_were_moved_to() -> None:
    moved = f"<w:moveFrom {CHANGE}>{run('Valmis. ')}</w:moveFrom>"
    there = f"<w:moveTo {CHANGE}>{run(' Valmis.')}</w:moveTo>"

    assert read_cell(f"<w:p>{moved}{run('Pilotti päättyi.')}{there}</w:p>") == "Pilotti päättyi. Valmis."


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del {CHANGE}/></w:rPr></w:pPr>{run('Toteutettu ')}</w:p>"

    assert read_cell(first + paragraph("2024.")) == "Toteutettu 2024."


def test_an_inserted_row_is_kept_and_a_deleted_one_dropped() -> None:
    raw = read_word(
        table(
            row("Measure", "Status"),
            row("Library queue", "Done", properties=f"<w:ins {CHANGE}/>"),
            row("Harbour sensor", "Ended", properties=f"<w:del {CHANGE}/>"),
        )
    )

    assert texts(raw)[0] == [["Measure", "Status"], ["Library queue", "Done"]]
    assert codes(raw) == ["tracked_changes"]


def test_a_deleted_column_is_dropped() -> None:
    gone = cell("Ägare", f"<w:cellDel {CHANGE}/>")

    raw = read_word(table(row("Åtgärd", gone, "Läget"), row("E-tjänst", gone, "Klar")))

    assert texts(raw)[0] == [["Åtgärd", "Läget"], ["E-tjänst", "Klar"]]


def test_comments_and_note_references_are_no_part_of_a_cell() -> None:
    commented = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("Verkkokauppa")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>1)</w:t></w:r></w:p>'
    )

    raw = read_word(table(row("Toimenpide", "Tilanne"), row(cell(commented), "Valmis")))

    assert texts(raw)[0][1] == ["Verkkokauppa", "Valmis"]
    assert codes(raw) == ["comments"]


def test_the_result_of_a_field_is_read_and_its_code_is_not() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://kuvala.example" </w:instrText></w:r>'
        f"{run('code of an inner field')}"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("kuvala.fi")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(" avattu")}'
        f'<w:fldSimple w:instr="DATE">{run(" 3/2025")}</w:fldSimple></w:p>'
    )

    assert read_cell(field) == "kuvala.fi avattu 3/2025"


def test_the_text_of_links_tags_and_controls_is_kept() -> None:
    wrapped = (
        f"<w:p><w:hyperlink w:anchor='a'>{run('Palvelu ')}</w:hyperlink>"
        f"<w:smartTag w:element='place'>{run('Kuvalassa ')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('avattiin ')}</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('syyskuussa.')}</w:sdtContent></w:sdt>"
    )

    assert read_cell(wrapped) == "Palvelu Kuvalassa avattiin\nsyyskuussa."


def test_rows_and_cells_in_content_controls_are_rows_and_cells() -> None:
    in_control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"

    raw = read_word(
        table(
            row("Åtgärd", "Läget"),
            in_control.format(row("E-tjänst", in_control.format(cell("Pågår")))),
        )
    )

    assert texts(raw)[0] == [["Åtgärd", "Läget"], ["E-tjänst", "Pågår"]]


def test_signs_that_hold_no_text_are_read_as_what_they_show() -> None:
    signs = (
        "<w:p><w:r><w:t>ilmasto</w:t><w:noBreakHyphen/><w:t>ohjelma</w:t><w:tab/><w:t>etä</w:t>"
        "<w:softHyphen/><w:t>tuki</w:t><w:br/><w:t>jatkuu</w:t><w:cr/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    )

    assert read_cell(signs) == "ilmasto-ohjelma etätuki\njatkuu\n✓"


@pytest.mark.parametrize(
    "mark",
    [
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        '<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>ü</w:t></w:r>',
        "<w:r><w:t>\uf0fc</w:t></w:r>",
    ],
)
def test_check_marks_of_symbol_fonts_are_check_marks(mark: str) -> None:
    assert read_cell(f"<w:p>{mark}</w:p>") == "✓"


def control_box(ticked: int, shown: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{ticked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    )


def form_box(setting: str) -> str:
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{setting}</w:checkBox></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def test_a_ticked_box_is_a_mark_and_an_unticked_one_is_blank() -> None:
    """Word puts the control around the whole cell where the cell holds nothing else."""
    raw = read_word(
        table(
            row("Toimenpide", "2024", "2025", "2026", "2027", "2028", "2029"),
            row(
                "Kirjaston jono",
                cell(f"<w:p>{control_box(1, run('☒'))}</w:p>"),
                cell(f"<w:p>{control_box(0, run('☐'))}</w:p>"),
                control_box(1, cell('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>')),
                control_box(0, cell("☐")),
                cell(form_box('<w:default w:val="0"/><w:checked/>')),
                cell(form_box('<w:default w:val="0"/>')),
            ),
        )
    )

    assert texts(raw)[0][1] == ["Kirjaston jono", "x", "", "x", "", "x", ""]


def test_boxes_beside_words_stay_in_sight() -> None:
    boxes = (
        f"<w:p>{control_box(1, run('☒'))}{run(' Valmis ')}{control_box(0, run('☐'))}{run(' Kesken')}</w:p>"
    )

    assert read_cell(boxes) == "☒ Valmis ☐ Kesken"


def test_the_prompt_of_an_unfilled_control_is_blank() -> None:
    unfilled = (
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList/></w:sdtPr>"
        f"<w:sdtContent>{run('Valitse kohde.')}</w:sdtContent></w:sdt></w:p>"
    )

    assert read_cell(unfilled) == ""


def test_the_choice_of_an_old_drop_down_list_is_read() -> None:
    choice = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Ei aloitettu"/><w:listEntry w:val="Kesken"/></w:ddList></w:ffData></w:fldChar>'
        "</w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )

    assert read_cell(choice) == "Kesken"


def test_hidden_text_is_left_out_and_warned_of() -> None:
    secret, shown = run(" Salainen.", "<w:vanish/>"), run(" Jatkuu.", "<w:vanish w:val='0'/>")
    hidden = f"<w:p>{run('Valmis.')}{secret}{shown}</w:p>"

    raw = read_word(table(row("Toimenpide", "Tilanne"), row("Jono", cell(hidden))))

    assert texts(raw)[0][1] == ["Jono", "Valmis. Jatkuu."]
    assert codes(raw) == ["hidden_text"]


def test_words_struck_through_are_kept_and_warned_of() -> None:
    """Nobody has said that they no longer hold."""
    raw = read_word(
        table(row("Toimenpide", "Tilanne"), row("Jono", cell(f"<w:p>{run('Kesken', '<w:strike/>')}</w:p>")))
    )

    assert (texts(raw)[0][1], codes(raw)) == (["Jono", "Kesken"], ["struck_out"])


def test_embedded_documents_are_warned_of() -> None:
    raw = read_word(
        table(row("Toimenpide", "Tilanne"), row("Jono", "Valmis")) + "<w:p><w:r><w:object/></w:r></w:p>"
    )

    assert codes(raw) == ["embedded_document"]


def test_text_in_a_hidden_style_is_hidden() -> None:
    document = docx.Document()
    style = document.styles.add_style("Ohje", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    made = document.add_table(1, 2)
    made.cell(0, 0).text = "Toimenpide"
    made.cell(0, 1).add_paragraph("Kirjoita tähän.", style="Ohje")

    assert texts(read(saved(document), "tilanne.docx")) == [[["Toimenpide", ""]]]


def test_a_text_box_is_read_once_though_it_is_written_twice() -> None:
    box = "<w:txbxContent>" + paragraph("Huom: siirtyi vuodelle 2026") + "</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
    drawn = (
        f"<w:p>{run('Kesken')}<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    assert read_cell(drawn) == "Kesken\nHuom: siirtyi vuodelle 2026"


@pytest.mark.parametrize(
    ("before", "read_as"),
    [("1 200 m", "1 200 m²"), ("5 km", "5 km²"), ("10", "10²"), ("", "²")],
)
def test_a_raised_number_may_be_a_power(before: str, read_as: str) -> None:
    power = run("2", "<w:vertAlign w:val='superscript'/>")

    assert read_cell(f"<w:p>{run(before)}{power}</w:p>") == read_as


@pytest.mark.parametrize(
    "name", ["Verkkokauppa", "Bibliotekssystem.", "Toteutettu 2024", "x", "Kartta (GIS)"]
)
def test_a_raised_number_after_words_refers_to_a_note(name: str) -> None:
    mark = run("1", "<w:vertAlign w:val='superscript'/>")

    raw = read_word(table(row("Toimenpide", "Tilanne"), row(cell(f"<w:p>{run(name)}{mark}</w:p>"), "Valmis")))

    assert texts(raw)[0][1] == [name, "Valmis"]
    assert codes(raw) == ["note_marks"]


def test_list_items_stand_on_lines_of_their_own() -> None:
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>"

    assert read_cell(item.format(run("Pilotti tehty")) + item.format(run("Laajennus alkaa"))) == (
        "Pilotti tehty\nLaajennus alkaa"
    )


def test_a_number_that_word_counts_is_read_where_it_stands_alone() -> None:
    """Word's own numbers are written nowhere: a column of them would be blank."""
    document = docx.Document()
    document.add_paragraph("Johdanto", style="List Number")
    made = document.add_table(4, 2)
    for line, text in enumerate(["Toimenpide", "Jono", "Kartta", "Anturit"]):
        made.cell(line, 1).text = text
        if line:
            made.cell(line, 0).paragraphs[0].style = "List Number"
    made.cell(2, 1).paragraphs[0].style = "List Bullet"

    (grid,) = read(saved(document), "tilanne.docx").grids

    assert [line.texts() for line in grid.rows] == [
        ["", "Toimenpide"],
        ["2", "Jono"],
        ["3", "Kartta"],
        ["4", "Anturit"],
    ]


def numbered(*levels: tuple[str, str], items: list[tuple[str, int]]) -> list[str]:
    """What Word counts for items of (list, level), where each level has a form and a pattern."""
    described = "".join(
        f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/>"
        f"<w:numFmt w:val='{form}'/><w:lvlText w:val='{shown}'/></w:lvl>"
        for level, (form, shown) in enumerate(levels)
    )
    again = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    lists = parse_xml(
        f"<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId='0'>{described}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        f"<w:num w:numId='2'><w:abstractNumId w:val='0'/>{again}</w:num></w:numbering>"
    )
    counted = Numbering(lists, None)
    properties = "<w:pPr {}><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='{}'/></w:numPr></w:pPr>"
    return [counted.next(parse_xml(properties.format(NAMESPACES, level, one))) for one, level in items]


def test_levels_of_a_list_count_as_word_does() -> None:
    levels = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)"))
    items = [
        ("1", 0),
        ("1", 1),
        ("1", 2),
        ("1", 2),
        ("1", 1),
        ("1", 0),
        ("1", 1),
        ("2", 0),
        ("2", 0),
        ("0", 0),
    ]

    assert numbered(*levels, items=items) == ["1", "1.1", "a", "b", "1.2", "2", "2.1", "1", "2", ""]


@pytest.mark.parametrize(
    ("form", "fourth"),
    [("upperRoman", "IV"), ("lowerRoman", "iv"), ("upperLetter", "D"), ("decimalZero", "04"), ("bullet", "")],
)
def test_numbers_are_written_in_the_form_of_their_list(form: str, fourth: str) -> None:
    assert numbered((form, "(%1)"), items=[("1", 0)] * 4)[-1] == fourth


# -- tables ------------------------------------------------------------------------------------------------


def test_merged_cells_repeat_their_text_and_say_where_they_begin() -> None:
    raw = read_word(
        table(
            row(cell("Tema", "<w:vMerge w:val='restart'/>"), cell("Åtgärder", "<w:gridSpan w:val='2'/>")),
            row(cell("", "<w:vMerge/>"), "Namn", "Läget"),
            row("Service", "E-tjänst", "Klar"),
        )
    )

    places = [[(one.text, one.covered_from) for one in line.cells] for line in raw.grids[0].rows]
    assert places == [
        [("Tema", None), ("Åtgärder", None), ("Åtgärder", "left")],
        [("Tema", "above"), ("Namn", None), ("Läget", None)],
        [("Service", None), ("E-tjänst", None), ("Klar", None)],
    ]


def test_a_cell_merged_both_ways_is_covered_from_the_left_beside_its_first_column() -> None:
    raw = read_word(
        table(
            row(cell("Ei edistetä", "<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>"), "a"),
            row(cell("", "<w:gridSpan w:val='2'/><w:vMerge/>"), "b"),
            row("c", "d", "e"),
        )
    )

    assert [[one.covered_from for one in line.cells] for line in raw.grids[0].rows] == [
        [None, "left", None],
        ["above", "left", None],
        [None, None, None],
    ]


def test_what_goes_on_below_nothing_is_a_cell_of_its_own() -> None:
    raw = read_word(table(row("Åtgärd", "Läget"), row("E-tjänst", cell("Klar", "<w:vMerge/>"))))

    assert texts(raw)[0][1] == ["E-tjänst", "Klar"]


def test_a_row_may_begin_and_end_within_the_table() -> None:
    raw = read_word(
        table(
            row("Toimenpide", "2025", "Tilanne"),
            row("x", properties="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>"),
        )
    )

    assert texts(raw)[0][1] == ["", "x", ""]


def test_column_borders_drawn_by_hand_do_not_make_columns() -> None:
    """Word counts a new column wherever a border of any row stands."""
    wide = "<w:gridSpan w:val='2'/>"

    raw = read_word(table(row(cell("Measure", wide), "Status"), row("Library queue", cell("Done", wide))))

    assert texts(raw)[0] == [["Measure", "Status"], ["Library queue", "Done"]]


def test_a_border_drawn_by_hand_is_told_from_a_row_over_the_whole_width() -> None:
    wide, whole = "<w:gridSpan w:val='2'/>", "<w:gridSpan w:val='3'/>"

    raw = read_word(
        table(
            row(cell("Service", whole)),
            row(cell("Measure", wide), "Status"),
            row("Library queue", cell("Done", wide)),
        )
    )

    assert texts(raw)[0] == [["Service"] * 2, ["Measure", "Status"], ["Library queue", "Done"]]
    assert raw.grids[0].rows[0].cells[1].covered_from == "left"


def test_the_fill_of_a_cell_is_its_shading() -> None:
    shades = ["w:fill='92D050'", "w:fill='auto'", "w:fill='ffffff'", "w:themeFill='accent1'"]
    cells = [cell("", f"<w:shd w:val='clear' {shade}/>") for shade in shades]
    solid = cell("", "<w:shd w:val='solid' w:color='1F7A4D' w:fill='auto'/>")

    raw = read_word(table(row("a", "b", "c", "d", "e"), row(*cells, solid)))

    assert [one.fill for one in raw.grids[0].rows[1].cells] == ["92D050", None, None, "4F81BD", "1F7A4D"]


def test_hidden_rows_are_read_and_marked() -> None:
    raw = read_word(table(row("Åtgärd", "Läget"), row("E-tjänst", "Klar", properties="<w:hidden/>")))

    assert [line.is_hidden for line in raw.grids[0].rows] == [False, True]


def test_a_table_in_a_cell_is_text_of_the_cell() -> None:
    inner = nested(("Pilotti", "valmis"), ("Laajennus", "2026"))

    assert read_cell(paragraph("Vaiheet:") + inner) == "Vaiheet:\nPilotti valmis\nLaajennus 2026"


@pytest.mark.parametrize("columns", [1, 2])
def test_tables_inside_a_layout_table_are_the_tables(columns: int) -> None:
    """Web pages and Google Docs lay out with tables: the outer one says nothing of its own."""
    services = nested(("Toimenpide", "Tilanne"), ("Kirjaston jono", "Valmis"))
    harbour = nested(("Toimenpide", "Tilanne"), ("Sataman anturit", "Kesken"))
    blocks = [cell(paragraph("Palvelut") + services), cell(paragraph("Satama") + harbour)]
    outer = table(row(*blocks)) if columns == len(blocks) else table(*(row(block) for block in blocks))

    raw = read_word(outer)

    assert texts(raw) == [
        [["Toimenpide", "Tilanne"], ["Kirjaston jono", "Valmis"]],
        [["Toimenpide", "Tilanne"], ["Sataman anturit", "Kesken"]],
    ]
    assert [grid.text_above for grid in raw.grids] == [("Palvelut",), ("Satama",)]


def test_a_table_in_a_text_box_is_a_table() -> None:
    made = table(row("Toimenpide", "Tilanne"), row("Jono", "Valmis"))
    box = f"<w:txbxContent>{paragraph('Palvelut')}{made}<w:p/></w:txbxContent>"

    (grid,) = read_word(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>").grids

    assert (grid.text_above, grid.rows[1].texts()) == (("Palvelut",), ["Jono", "Valmis"])


def test_a_table_that_nobody_wrote_is_refused() -> None:
    endless = cell("Jono", "<w:gridSpan w:val='99999999'/>")

    with pytest.raises(DocumentRefusedError) as refused:
        read_word(table(row(endless, "Valmis"), row("a", "b", "c")))

    assert refused.value.reason_code == "too_large"


def test_the_text_above_a_table_is_what_stands_between_it_and_the_one_before() -> None:
    style = "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>"
    heading = f"<w:p>{style}{run('Teema 1:')}<w:r><w:br/></w:r>{run('Palvelut')}</w:p>"
    raw = read_word(
        paragraph("Kuvalan digiohjelma")
        + heading
        + table(row("a", "b"), row("c", "d"))
        + paragraph("* VM-rahoitus")
        + table(row(cell("Teema 2: Satama", "<w:shd w:val='clear' w:fill='1F7A4D'/>")))
        + table(row("e", "f"), row("g", "h"))
    )

    assert [grid.text_above for grid in raw.grids] == [
        ("Kuvalan digiohjelma", "Teema 1: Palvelut"),
        ("* VM-rahoitus", "Teema 2: Satama"),
    ]


# -- whole documents ---------------------------------------------------------------------------------------


def cells_of(document: Document) -> list[list[list[str]]]:
    return [
        [["\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip()) for text in line]
         for line in one.lines]
        for one in document.tables
    ]  # fmt: skip


def test_the_real_follow_up_comes_back_cell_for_cell() -> None:
    document = source_document()

    assert texts(read(make_docx(document), "tilanne.docx")) == cells_of(document)


def test_what_libreoffice_saved_reads_the_same() -> None:
    document = Document(
        "Ahtela digitalt: läget 03/2025",
        [
            Table(
                ["Åtgärd", "2024", "2025", "Läget"],
                [
                    ["E-tjänst för bygglov", "x", "", "Klar.\nAnvänds av alla."],
                    ["Kartan – etapp 2", "", "x", ""],
                ],
                heading="Tjänster",
                fills={(1, 2): "92D050"},
                merges=((1, 0, 2, 0),),
            )
        ],
    )
    made = make_docx(document)

    by_word, by_office = (
        read(made, "a.docx"),
        read(convert(convert(made, "docx", "odt"), "odt", "docx"), "b.docx"),
    )

    assert by_office.grids == by_word.grids
    assert by_word.grids[0].rows[2].cells[2].fill == "92D050"


def changed_part(content: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """The document with some bytes of a part exchanged."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        for member in before.namelist():
            part = before.read(member)
            after.writestr(member, part.replace(*change) if member == name else part)
    return written.getvalue()


SMALL = make_docx(Document("Norrvik", [Table(["Åtgärd", "Läget"], [["E-tjänst", "Klar"]])]))


def test_the_strict_form_of_the_standard_is_read_alike() -> None:
    strict = SMALL
    for old, new in (
        (b"openxmlformats.org/wordprocessingml/2006/main", b"wordprocessingml/main"),
        (b"openxmlformats.org/officeDocument/2006/relationships", b"officeDocument/relationships"),
    ):
        for part in ("word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
            changed = (b"http://schemas." + old, b"http://purl.oclc.org/ooxml/" + new)
            strict = changed_part(strict, part, changed)

    assert read(strict, "a.docx") == read(SMALL, "a.docx")


def test_a_macro_file_is_read_alike() -> None:
    macro = changed_part(
        SMALL,
        "[Content_Types].xml",
        (
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )

    assert read(macro, "a.docm") == read(SMALL, "a.docx")


def test_entities_are_refused() -> None:
    declared = changed_part(
        SMALL,
        "word/document.xml",
        (b"<w:document", b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document'),
    )

    with pytest.raises(DocumentRefusedError) as refused:
        read(declared, "tilanne.docx")

    assert refused.value.reason_code == "broken"
    assert "document type declaration" in refused.value.message


def test_a_picture_of_a_table_is_refused_with_what_to_ask_for() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(PIXEL), width=Cm(15), height=Cm(10))

    with pytest.raises(DocumentRefusedError) as refused:
        read(saved(document), "tilanne.docx")

    assert refused.value.reason_code == "picture_only"
    assert "ask the sender" in refused.value.hint


def test_a_letter_with_a_logo_has_no_table() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(PIXEL), width=Cm(3), height=Cm(2))
    document.add_paragraph("Hyvä vastaanottaja")

    assert read(saved(document), "kirje.docx").grids == ()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Toimenpide;Tilanne", SMALL[: len(SMALL) // 2]])
def test_what_is_no_whole_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentRefusedError) as refused:
        read(content, "tilanne.docx")

    assert refused.value.reason_code == "broken"
    assert refused.value.where == "tilanne.docx"


@pytest.mark.parametrize("part", ["_rels/.rels", "word/document.xml"])
def test_a_file_without_its_text_is_refused(part: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as before, zipfile.ZipFile(written, "w") as after:
        for member in before.namelist():
            if member != part:
                after.writestr(member, before.read(member))

    with pytest.raises(DocumentRefusedError, match="Word"):
        read(written.getvalue(), "tilanne.docx")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_changed_bytes_end_in_a_document_or_a_refusal(data: st.DataObject) -> None:
    """Both in the packed file and in its text as unpacked."""
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        text = archive.read("word/document.xml")
    is_packed = data.draw(st.booleans())
    ruined = bytearray(SMALL if is_packed else text)
    for _ in range(data.draw(st.integers(1, 4))):
        ruined[data.draw(st.integers(0, len(ruined) - 1))] = data.draw(st.integers(0, 255))
    content = bytes(ruined) if is_packed else changed_part(SMALL, "word/document.xml", (text, bytes(ruined)))

    try:
        outcome: object = read(content, "tilanne.docx")
    except DocumentRefusedError as refusal:
        outcome = refusal

    assert isinstance(outcome, RawDocument | DocumentRefusedError)
