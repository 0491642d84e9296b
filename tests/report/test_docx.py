"""The Word report: what it holds, how a screen reader finds its way in it, and what keeps it the same."""

import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import nbformat
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from seuranta.errors import StepFailedError
from seuranta.report.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    Definitions,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    Report,
    Row,
    Section,
    Span,
    Table,
    json_text,
    text,
    to_json,
)
from seuranta.report.docx.exporter import ReportDocxExporter
from seuranta.report.docx.render import render_docx
from seuranta.report.payload import carried
from tests.report.sample_report import HOSTILE, actions_table, sample_report

DIRECT_LOOKS = {"b", "i", "u", "color", "sz", "shd", "rFonts", "jc", "ind", "spacing", "pBdr", "tabs"}


def rendered(report: Report) -> bytes:
    return render_docx(json.loads(json.dumps(to_json(report))))


def opened(report: Report) -> Document:
    return docx.Document(io.BytesIO(rendered(report)))


def holding(*blocks: Block, **changes: Any) -> Report:
    return dataclasses.replace(sample_report(), sections=(Section("only", "Ainoa osa", blocks),), **changes)


@pytest.fixture(scope="module")
def sample() -> Document:
    return opened(sample_report(action_count=30))


def all_words(document: Document) -> list[str]:
    """The words of every paragraph, those of tables and links included."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return ["".join(piece.text or "" for piece in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]


def elements(document: Document, name: str) -> Iterator[Any]:
    return document.element.body.iter(qn(name))


class TestStructure:
    def test_headings_are_headings_and_skip_no_level(self, sample: Document) -> None:
        found = [
            (paragraph.style.name, paragraph.text)
            for paragraph in sample.paragraphs
            if paragraph.style is not None and paragraph.style.name.startswith("Heading")
        ]

        assert found == [
            ("Heading 1", "Yhteenveto"),
            ("Heading 1", "Teemat"),
            ("Heading 2", "Palvelut"),
            ("Heading 1", "Kaikki käyttötapaukset"),
            ("Heading 1", "Menetelmä"),
        ]

    def test_it_begins_with_whose_report_it_is_and_its_title(self, sample: Document) -> None:
        first = [(p.style.name if p.style else "", p.text) for p in sample.paragraphs[:3]]

        assert first == [
            ("Organisation", "Kuvalan kaupunki"),
            ("Title", "Kuvalan digiohjelma: seurantaraportti"),
            ("Subtitle", "Tilanne syyskuussa 2022"),
        ]

    def test_the_first_row_of_each_table_is_its_head_on_every_page(self, sample: Document) -> None:
        for table in sample.tables:
            heads = [
                row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
                for row in table.rows
            ]
            look = table._tbl.tblPr.find(qn("w:tblLook"))
            assert heads == [True] + [False] * (len(heads) - 1)
            assert look.get(qn("w:firstRow")) == "1"

    def test_no_row_is_split_over_pages_and_each_table_has_a_name(self, sample: Document) -> None:
        rows = [row._tr.trPr.find(qn("w:cantSplit")) for table in sample.tables for row in table.rows]
        names = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in sample.tables]

        assert all(mark is not None for mark in rows)
        assert names == ["Käyttötapaukset tilan mukaan", "Käyttötapaukset, taulukko 1"]

    def test_a_total_row_is_the_last_row_of_its_table(self, sample: Document) -> None:
        looks = [table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:lastRow")) for table in sample.tables]

        assert looks == ["1", "0"]

    def test_a_picture_says_its_numbers_in_words(self, sample: Document) -> None:
        (described,) = elements(sample, "wp:docPr")

        assert described.get("descr") == "Palvelut: 2/3 toteutunut."
        assert described.get("title") == "Puolet käyttötapauksista on toteutunut"

    def test_pieces_in_another_language_are_marked(self, sample: Document) -> None:
        marked = [
            run
            for run in elements(sample, "w:r")
            if run.rPr is not None and run.rPr.find(qn("w:lang")) is not None
        ]

        assert marked
        assert {run.rPr.find(qn("w:lang")).get(qn("w:val")) for run in marked} == {"sv-FI"}
        assert all(run.text.startswith("Tjänsten togs i bruk") for run in marked)

    @pytest.mark.parametrize(("language", "locale"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
    def test_the_document_says_its_language_and_title(self, language: str, locale: str) -> None:
        document = opened(sample_report(language=language))

        defaults = document.styles.element.find(qn("w:docDefaults"))
        assert [lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))] == [locale]
        assert document.core_properties.language == locale
        assert document.core_properties.title == "Kuvalan digiohjelma: seurantaraportti"
        assert document.core_properties.author == "Kuvalan kaupunki"

    def test_new_and_gone_words_of_a_comparison_look_so(self) -> None:
        document = opened(
            holding(Paragraph(text(Span("uusi", change="inserted"), Span("vanha", change="deleted"))))
        )

        looks = {run.text: run.rPr.style for run in elements(document, "w:r") if run.rPr is not None}
        assert (looks["uusi"], looks["vanha"]) == ("WordsInserted", "WordsDeleted")

    def test_looks_live_in_styles_alone(self, sample: Document) -> None:
        """Whoever changes a style changes the whole document."""
        direct = [
            child.tag
            for name in ("w:rPr", "w:pPr")
            for look in elements(sample, name)
            for child in look
            if child.tag.rpartition("}")[2] in DIRECT_LOOKS
        ]

        assert direct == []

    def test_every_style_that_is_used_is_defined(self, sample: Document) -> None:
        defined = {style.style_id for style in sample.styles}
        used = {
            element.get(qn("w:val"))
            for name in ("w:pStyle", "w:rStyle", "w:tblStyle")
            for element in elements(sample, name)
        }

        assert used <= defined

    def test_lists_are_lists_and_each_count_begins_at_one(self) -> None:
        steps = BulletList((text("Ensin"), text("Sitten")), is_ordered=True)

        document = opened(holding(BulletList((text("Asia"),)), steps, steps))

        styles = [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("List")]
        numbers = [mark.get(qn("w:val")) for mark in elements(document, "w:numId")]
        assert styles == ["List Bullet"] + ["List Number"] * 4
        assert numbers[0] == numbers[1] != numbers[2] == numbers[3]

    def test_a_wide_table_lies_on_its_side_and_what_follows_stands_upright(self) -> None:
        years = tuple(Column(str(2020 + n), "year", f"y{n}") for n in range(14))
        marks = tuple(Cell(text("x"), is_marked=True) for _ in years)
        table = actions_table(4)
        wide = dataclasses.replace(
            table,
            columns=(*table.columns[:2], *years, *table.columns[4:]),
            rows=tuple(
                dataclasses.replace(row, cells=(*row.cells[:2], *marks, *row.cells[4:])) for row in table.rows
            ),
        )
        after = Section("after", "Jälkeen", (Paragraph(text("Jälkeen")),))

        document = opened(holding(Paragraph(text("Ennen")), Section("wide", "Vuodet", (wide,)), after))

        assert [section.page_width > section.page_height for section in document.sections] == [
            False,
            True,
            False,
        ]

    def test_a_report_that_ends_with_a_table_ends_with_a_paragraph(self) -> None:
        sections = (Section("a", "A", (Paragraph(text("a")),)), Section("b", "B", (actions_table(2),)))

        document = opened(dataclasses.replace(sample_report(), sections=sections))

        kinds = [child.tag.rpartition("}")[2] for child in document.element.body]
        assert kinds[-3:] == ["tbl", "p", "sectPr"]

    def test_marks_of_the_year_grid_are_explained_above_it(self, sample: Document) -> None:
        assert "x planned year · – not planned year" in all_words(sample)
        assert [cell.text for cell in sample.tables[1].rows[1].cells][2:4] == ["x", "–"]


class TestLinks:
    def test_every_link_within_the_report_leads_to_a_bookmark(self, sample: Document) -> None:
        places = {mark.get(qn("w:name")) for mark in elements(sample, "w:bookmarkStart")}
        goals = {link.get(qn("w:anchor")) for link in elements(sample, "w:hyperlink")}

        assert None not in goals
        assert goals <= places
        assert all(re.fullmatch(r"[a-z]\w{0,39}", place) for place in places)

    def test_the_contents_lead_to_every_heading(self, sample: Document) -> None:
        (contents,) = elements(sample, "w:sdt")
        entries = ["".join(t.text for t in link.iter(qn("w:t"))) for link in contents.iter(qn("w:hyperlink"))]

        assert entries == ["Yhteenveto", "Teemat", "Palvelut", "Kaikki käyttötapaukset", "Menetelmä"]

    @pytest.mark.parametrize("target", ["#nowhere", "javascript:alert(1)", "file:///etc/passwd", "#", ""])
    def test_a_target_that_leads_nowhere_leaves_plain_words(self, target: str) -> None:
        document = opened(holding(Paragraph(text("Katso ", Span("tästä", target=target), "."))))

        assert "Katso tästä." in all_words(document)
        assert [
            link for link in elements(document, "w:hyperlink") if "tästä" in "".join(link.itertext())
        ] == []

    def test_an_address_on_the_web_is_a_link(self) -> None:
        address = "https://kuvala.fi/?a=1&b=2"

        document = opened(holding(Paragraph(text(Span("Kuvala", target=address)))))

        assert address in [relation.target_ref for relation in document.part.rels.values()]


class TestWords:
    @pytest.mark.parametrize(
        "block",
        [
            Paragraph(text(HOSTILE), role="lead"),
            Notice(HOSTILE, text(HOSTILE)),
            KeyFigures((KeyFigure(HOSTILE, "7", "1/7"),), "7"),
            Definitions(((text(HOSTILE), text(HOSTILE)),)),
            BulletList((text(HOSTILE),), is_ordered=True),
            Section("hostile", HOSTILE, (Paragraph(text("x")),)),
            Table(
                "t", HOSTILE, (Column(HOSTILE), Column("b")), (Row((Cell(text(HOSTILE)), Cell(text("1")))),)
            ),
        ],
        ids=lambda block: block.type,
    )
    def test_hostile_text_stays_text_in_every_block(self, block: Block) -> None:
        """Neither markup nor a field: the report makes one field in its body, its contents."""
        document = opened(holding(block))

        assert any(HOSTILE in words for words in all_words(document))
        codes = [code.text for code in elements(document, "w:instrText")]
        assert codes == [' TOC \\o "1-2" \\n \\h \\z \\u ']

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("Valmis 🚀 日本", "Valmis 🚀 日本"),
            ("a\x00b\x1fc", "a[U+0000]b[U+001F]c"),
            ("\u202etakaperin", "[U+202E]takaperin"),
            ("\ud83d", "[U+D83D]"),
            ("\ufffe", "[U+FFFE]"),
            ("]]> <w:t/> &amp;", "]]> <w:t/> &amp;"),
            ("x" * 5000, "x" * 5000),
        ],
    )
    def test_what_xml_refuses_or_hides_is_shown_by_its_code_point(self, written: str, shown: str) -> None:
        title = f"Raportti {written}"
        document = opened(holding(Paragraph(text(written)), title=title, organisation=written))

        assert shown in all_words(document)
        assert f"Raportti {shown}" in all_words(document)

    def test_line_ends_stay_line_ends(self) -> None:
        document = opened(holding(Paragraph(text("Koulutetaan\r\nJalkautetaan\nMitataan"))))

        assert "Koulutetaan\nJalkautetaan\nMitataan" in [p.text for p in document.paragraphs]

    def test_every_action_is_there_whole_and_in_order(self, sample: Document) -> None:
        rows = [[cell.text for cell in row.cells] for row in sample.tables[1].rows[1:]]

        expected = [
            ["".join(s.text for s in cell.text) for cell in row.cells] for row in actions_table(30).rows
        ]
        assert [row[:2] + row[5:] for row in rows] == [row[:2] + row[5:] for row in expected]
        assert [row[4] for row in rows][:2] == ["●\u00a0Toteutunut", "◐\u00a0Käynnissä"]

    def test_a_table_without_rows_says_so(self) -> None:
        document = opened(holding(Table("t", "Tekstit", (Column("a"),), ())))

        assert {"Tekstit", "no rows"} <= set(all_words(document))

    def test_a_block_of_another_version_is_refused(self) -> None:
        report = json.loads(json.dumps(to_json(sample_report())))
        report["sections"][0]["blocks"][0]["type"] = "poem"

        with pytest.raises(StepFailedError, match="'poem'"):
            render_docx(report)


class TestSameness:
    def test_the_same_report_gives_the_same_bytes(self) -> None:
        assert rendered(sample_report()) == rendered(sample_report())

    def test_no_part_tells_when_or_where_it_was_made(self) -> None:
        with zipfile.ZipFile(io.BytesIO(rendered(sample_report()))) as archive:
            entries = archive.infolist()
            core = archive.read("docProps/core.xml").decode()

        assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0)}
        names = [entry.filename for entry in entries]
        assert names == ["[Content_Types].xml", *sorted(names[1:])]
        assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2022-09-30T00:00:00Z"] * 2

    def test_the_font_is_in_the_document_in_the_form_that_word_reads(self) -> None:
        """The first 32 bytes are crossed with the key, read backwards."""
        with zipfile.ZipFile(io.BytesIO(rendered(sample_report()))) as archive:
            font, table = archive.read("word/fonts/bold.odttf"), archive.read("word/fontTable.xml").decode()
        key = bytes.fromhex(re.findall(r'fontKey="\{([0-9A-F-]+)\}"', table)[0].replace("-", ""))[::-1]

        assert bytes(byte ^ key[index] for index, byte in enumerate(font[:4])) == b"\x00\x01\x00\x00"


def test_nbconvert_finds_the_exporter_by_name_and_it_takes_a_language() -> None:
    reports = {code: json_text(sample_report(language=code)) for code in ("fi", "sv")}
    output = nbformat.v4.new_output("display_data", data=carried(reports))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])])

    content, resources = ReportDocxExporter(language="sv").from_notebook_node(notebook)

    assert isinstance(content, bytes)
    assert resources["output_extension"] == ".docx"
    assert docx.Document(io.BytesIO(content)).core_properties.language == "sv-FI"
