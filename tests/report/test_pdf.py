"""The PDF report: what its pages show, what its tags read out, and what keeps it the same."""

import dataclasses
import io
import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import nbformat
import pdfplumber
import pikepdf
import pytest

from seuranta.errors import StepFailedError, UsageError
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
from seuranta.report.paging import LANDSCAPE_WIDTH, PORTRAIT_WIDTH
from seuranta.report.payload import carried
from seuranta.report.pdf import layout
from seuranta.report.pdf.columns import column_widths
from seuranta.report.pdf.exporter import ReportPdfExporter
from seuranta.report.pdf.layout import template_data
from seuranta.report.pdf.render import render_pdf
from seuranta.report.pdf.tags import with_row_headers
from seuranta.report.pdf.text import BREAK, showable, soften, width_in_mm
from seuranta.report.pdf.typst import compile_pdf
from tests.report.pdfua import Tagged, audit_pdf, read_aloud, sheet_words, squeezed, verapdf_failures
from tests.report.sample_report import HOSTILE, actions_table, data_table, sample_report

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
MARGIN, FOOT = 20 / 25.4 * 72, 22 / 25.4 * 72
Render = Callable[[Report], Path]


def as_json(report: Report) -> dict[str, Any]:
    """The report as it comes out of a notebook file."""
    value: dict[str, Any] = json.loads(json.dumps(to_json(report)))
    return value


def holding(*blocks: Block, **changes: Any) -> Report:
    """The sample report with one section that holds the blocks."""
    sections = (Section("only", "Ainoa osa", blocks),)
    return dataclasses.replace(sample_report(), sections=sections, **changes)


def one_cell_a_row(*texts: str, kind: Any = "text") -> Table:
    """A table of numbered rows with one text each."""
    rows = tuple(Row((Cell(text(f"{n}.")), Cell(text(words)))) for n, words in enumerate(texts, 1))
    return Table("texts", "Tekstit", (Column("Nro", "label"), Column("Teksti", kind)), rows)


def with_years(count: int) -> Table:
    """The sample's table of actions over so many years."""
    table = actions_table(8)
    years = tuple(Column(str(2020 + n), "year", f"y{n}") for n in range(count))
    marks = tuple(Cell(text(f"{2020 + n}: suunniteltu"), is_marked=True) for n in range(count))
    rows = tuple(
        dataclasses.replace(row, cells=(*row.cells[:2], *marks, *row.cells[4:])) for row in table.rows
    )
    return dataclasses.replace(table, columns=(*table.columns[:2], *years, *table.columns[4:]), rows=rows)


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Writes a report as PDF and gives its path."""

    def rendered(report: Report) -> Path:
        path = tmp_path / "report.pdf"
        path.write_bytes(render_pdf(as_json(report)))
        return path

    return rendered


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.fi.pdf"
    path.write_bytes(render_pdf(as_json(sample_report(action_count=60))))
    return path


@pytest.fixture(scope="module")
def read(sample: Path) -> Tagged:
    return read_aloud(sample)


def rows_of(document: Tagged, table: int) -> list[list[str]]:
    """The words of each body row of a table, by its tags."""
    (body,) = document.all("Table")[table].all("TBody")
    return [[cell.words for cell in row.children] for row in body.all("TR")]


class TestStandards:
    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_a_report_in_each_language_passes_the_audit(self, language: str, render: Render) -> None:
        """Titles, language, bookmarks, headings, tables, alternatives and fonts are all as they must be."""
        assert audit_pdf(render(sample_report(language=language))) == []

    def test_a_long_report_passes_the_audit(self, sample: Path) -> None:
        assert audit_pdf(sample) == []

    @pytest.mark.verapdf
    @pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-2A"])
    def test_verapdf_finds_no_broken_rule(self, profile: str, sample: Path, render: Render) -> None:
        wide = render(holding(with_years(14), Notice("Huom", text("Sanat"), "critical")))

        assert verapdf_failures(profile, [sample, wide]) == []

    @pytest.mark.verapdf
    def test_verapdf_sees_a_picture_without_words(self, sample: Path, tmp_path: Path) -> None:
        """The check itself works: a report that is broken on purpose fails."""
        broken = tmp_path / "broken.pdf"
        with pikepdf.open(sample) as pdf:
            for element in pdf.objects:
                if isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name.Figure:
                    del element["/Alt"]
            pdf.save(broken)

        assert any("7.3-1" in failure for failure in verapdf_failures("PDFUA-1", [broken]))

    def test_the_audit_sees_what_the_standards_let_pass(self, tmp_path: Path) -> None:
        """Rows without headers conform to PDF/UA-1 and still cannot be understood by ear."""
        report = as_json(sample_report())
        path = tmp_path / "rows.pdf"
        path.write_bytes(compile_pdf(template_data(report), report["period"]))

        assert "a row has no header" in audit_pdf(path)

    def test_the_audit_sees_an_untagged_file(self, tmp_path: Path) -> None:
        path = tmp_path / "untagged.pdf"
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(path)

        assert "the document is not tagged" in audit_pdf(path)

    def test_a_figure_without_words_is_no_report(self) -> None:
        report = as_json(sample_report())
        report["sections"][1]["blocks"][0]["blocks"][0]["alt"] = ""

        with pytest.raises(StepFailedError, match="alt") as raised:
            render_pdf(report)

        assert raised.value.where == "PDF report"

    def test_a_drawing_that_cannot_be_read_is_named(self) -> None:
        report = as_json(sample_report())
        report["sections"][1]["blocks"][0]["blocks"][0]["svg"] = "<svg"

        with pytest.raises(StepFailedError, match="SVG"):
            render_pdf(report)

    def test_a_block_of_another_version_is_refused(self) -> None:
        report = as_json(sample_report())
        report["sections"][0]["blocks"][0]["type"] = "poem"

        with pytest.raises(StepFailedError, match="'poem'"):
            render_pdf(report)

    def test_tables_that_are_not_the_announced_ones_stop_the_report(self, sample: Path) -> None:
        """A row header must never land in another table than its own."""
        with pytest.raises(StepFailedError, match="expected 1 tables"):
            with_row_headers(sample.read_bytes(), [0], [2])
        with pytest.raises(StepFailedError, match="expected a table with 5 column headers"):
            with_row_headers(sample.read_bytes(), [0, 1], [5, 7])


class TestSameness:
    def test_the_same_report_gives_the_same_bytes(self) -> None:
        report = as_json(sample_report(action_count=20))

        assert render_pdf(report) == render_pdf(report)

    @pytest.mark.parametrize(
        ("period", "day"), [("2022-09", "20220930"), ("2024-02", "20240229"), ("2023-12", "20231231")]
    )
    def test_the_document_is_dated_on_the_last_day_of_its_period(
        self, period: str, day: str, render: Render
    ) -> None:
        """Never on the day it is made."""
        path = render(dataclasses.replace(sample_report(), period=period))

        with pikepdf.open(path) as pdf:
            assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{day}")

    def test_a_missing_font_stops_the_report(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Typst only warns and would set the report in whatever it finds."""
        monkeypatch.setattr(layout, "FAMILIES", ("Puuttuva", "Atkinson Hyperlegible", "DejaVu Sans"))

        with pytest.raises(StepFailedError, match="unknown font family: puuttuva"):
            render_pdf(as_json(sample_report()))

    def test_rendering_needs_neither_nbconvert_nor_matplotlib(self) -> None:
        """Both are slow to import, and matplotlib must not be loaded before the notebooks' backend is set."""
        program = (
            "import sys; from seuranta.report.pdf.render import render_pdf;"
            "from seuranta.report.pdf.text import font_folders; font_folders();"
            "print([name for name in ('nbconvert', 'matplotlib') if name in sys.modules])"
        )

        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

        assert run.stdout.strip() == "[]"


class TestWords:
    def test_hostile_text_is_printed_as_it_was_written(self, sample: Path) -> None:
        assert squeezed(HOSTILE) in sheet_words(sample)

    def test_hostile_text_is_read_out_as_it_was_written(self, read: Tagged) -> None:
        assert squeezed(HOSTILE) in [squeezed(row[1]) for row in rows_of(read, 1)]

    @pytest.mark.parametrize(
        "block",
        [
            Paragraph(text(HOSTILE), role="lead"),
            Notice(HOSTILE, text(HOSTILE)),
            KeyFigures((KeyFigure(HOSTILE, "7", HOSTILE),), HOSTILE),
            Definitions(((text(HOSTILE), text(HOSTILE)),)),
            BulletList((text(HOSTILE),), is_ordered=True),
            Section("hostile", HOSTILE, (Paragraph(text("x")),)),
            dataclasses.replace(data_table(), caption=HOSTILE, columns=(Column(HOSTILE), Column(HOSTILE))),
        ],
        ids=lambda block: block.type,
    )
    def test_hostile_text_stays_text_in_every_block(self, block: Block, render: Render) -> None:
        """It is never Typst source: neither #read nor $x$ nor *stars* does anything."""
        assert squeezed(HOSTILE) in squeezed(read_aloud(render(holding(block))).words)

    def test_every_action_is_there_whole_and_in_order(self, read: Tagged) -> None:
        rows = [[squeezed(words) for words in row] for row in rows_of(read, 1)]

        expected = [
            ["".join(span.text for span in cell.text) for cell in row.cells] for row in actions_table(60).rows
        ]
        assert rows == [[squeezed(words) for words in row] for row in expected]

    def test_marks_of_the_year_grid_are_read_out_in_words(self, read: Tagged) -> None:
        assert rows_of(read, 1)[0][2:4] == ["2020: suunniteltu", "2021: ei suunniteltu"]

    def test_each_row_is_headed_by_the_name_of_its_action(self, read: Tagged) -> None:
        (body,) = read.all("Table")[1].all("TBody")

        heads = [[cell.words for cell in row.children if cell.scope == "/Row"] for row in body.all("TR")]

        assert [len(row) for row in heads] == [1] * 60
        assert squeezed(heads[2][0]) == squeezed("Kuvalan asiointipalvelujen kehittäminen, osa 3")

    def test_every_table_is_named_by_its_caption(self, read: Tagged) -> None:
        captions = [table.all("Caption")[0].words for table in read.all("Table")]

        assert captions == ["Käyttötapaukset tilan mukaan", "Käyttötapaukset, taulukko 1"]

    def test_words_in_another_language_are_marked(self, read: Tagged) -> None:
        marked = [element for element in read.walk() if element.language == "sv-FI"]

        assert len(marked) == 45
        assert all(element.words.startswith("Tjänsten togs i bruk 2021.") for element in marked)

    def test_a_column_title_in_another_language_is_marked(self, render: Render) -> None:
        table = dataclasses.replace(
            one_cell_a_row("a"), columns=(Column("Nro"), Column("Läge", "text", language="sv"))
        )

        document = read_aloud(render(holding(table)))

        assert [element.words for element in document.walk() if element.language == "sv-FI"] == ["Läge"]

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("Valmis 🚀", "Valmis [U+1F680]"),
            ("日本", "[U+65E5][U+672C]"),
            ("a\x00b\x1fc", "a[U+0000]b[U+001F]c"),
            ("\uf0b7 kohta", "[U+F0B7] kohta"),
            ("\ufeffalku", "[U+FEFF]alku"),
            ("\u202etakaperin", "[U+202E]takaperin"),
            ("\ud83d", "[U+D83D]"),
            ("Åbo – “ÄÖ” ≥ 5 € ‖ ◐ Привет", "Åbo – “ÄÖ” ≥ 5 € ‖ ◐ Привет"),
            ("a\u0308", "a\u0308"),
        ],
    )
    def test_what_the_fonts_cannot_draw_is_shown_by_its_code_point(
        self, written: str, shown: str, render: Render
    ) -> None:
        """The report is made all the same, and its reader sees that something stands there."""
        assert showable(written) == shown
        report = holding(one_cell_a_row(written), Section("s", written, (Paragraph(text(written)),)))
        report = dataclasses.replace(report, title=f"Raportti {written}")

        read = squeezed(read_aloud(render(report)).all("TBody")[0].words)

        assert unicodedata.normalize("NFC", read) == unicodedata.normalize("NFC", "1." + squeezed(shown))

    def test_line_ends_inside_a_cell_stay_line_ends(self, render: Render) -> None:
        path = render(holding(one_cell_a_row("Koulutetaan\r\nJalkautetaan\nMitataan")))

        with pdfplumber.open(path) as pdf:
            lines = (pdf.pages[0].extract_text() or "").splitlines()
        start = next(n for n, line in enumerate(lines) if "Koulutetaan" in line)
        assert lines[start + 1 : start + 3] == ["Jalkautetaan", "Mitataan"]

    def test_a_table_without_rows_says_so(self, render: Render) -> None:
        report = holding(one_cell_a_row())

        words = read_aloud(render(report)).words

        assert "Tekstit" in words
        assert report.labels["no_rows"] in words


class TestPages:
    @pytest.mark.parametrize(
        "word", ["x" * 300, "0123456789abcdef" * 12, "https://kuvala.fi/" + "polku/" * 60]
    )
    def test_an_endless_word_stays_on_the_page(self, word: str, render: Render) -> None:
        tables = [one_cell_a_row(word, kind=kind) for kind in ("name", "label", "place", "number")]
        blocks: tuple[Block, ...] = (
            Paragraph(text(word)),
            Notice(word, text(word)),
            BulletList((text(word),)),
            Definitions(((text(word), text(word)),)),
            KeyFigures((KeyFigure(word, word[:40], word),) * 4),
            *(dataclasses.replace(table, id=f"table-{n}") for n, table in enumerate(tables)),
        )

        path = render(holding(*blocks))

        with pdfplumber.open(path) as pdf:
            chars = [char for sheet in pdf.pages for char in sheet.chars]
        assert max(char["x1"] for char in chars) <= A4_WIDTH - MARGIN + 1
        assert squeezed(word) in squeezed(read_aloud(path).all("TBody")[0].words)

    def test_a_hash_is_copied_without_characters_that_are_not_in_it(self, render: Render) -> None:
        """The places where it may break leave nothing behind, so it can be compared."""
        checksum = "e1d70d0370c9ac4f9f8ca53044b6251142962f7153030fc565fe92e4f46b6618"

        path = render(holding(one_cell_a_row(checksum * 2)))

        assert checksum * 2 in read_aloud(path).words

    def test_a_list_of_versions_takes_little_room(self, render: Render) -> None:
        """All but one is short: in small print and in two columns, which are read one after the other."""
        names = [f"package-{letter}" for letter in "abcdefghijklmnopqrst"]
        checksum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        versions = [*((text(name), text("1.0")) for name in names), (text("code"), text(checksum))]

        path = render(holding(Definitions(tuple(versions))))

        with pdfplumber.open(path) as pdf:
            assert "package-a 1.0 package-l 1.0" in pdf.pages[0].extract_text().splitlines()
        read = "".join(item.words for item in read_aloud(path).all("LI"))
        assert [read.index(name) for name in names] == sorted(read.index(name) for name in names)
        assert checksum in read.replace("\N{SOFT HYPHEN}", "")

    def test_a_table_of_400_rows_repeats_its_head_on_every_page(self, render: Render) -> None:
        path = render(
            dataclasses.replace(sample_report(), sections=(Section("a", "A", (actions_table(400),)),))
        )

        assert len(rows_of(read_aloud(path), 0)) == 400
        assert len(read_aloud(path).all("Table")) == 1
        with pdfplumber.open(path) as pdf:
            heads = [sheet.search("Nro Käyttötapaus 2020 2021 Tila") for sheet in pdf.pages]
        assert len(heads) > 10
        assert all(len(found) == 1 for found in heads[1:])

    def test_no_heading_stays_behind_at_the_foot_of_a_page(self, render: Render) -> None:
        """Neither a heading nor a caption nor a table's head nor the sentence that introduces it."""
        stranded = []
        for lines in range(8, 44, 3):
            filler = BulletList(tuple(text(f"Rivi {n}") for n in range(lines)))
            intro = Paragraph(text("Johdanto taulukkoon."))
            section = Section("next", "Seuraava osa", (Section("sub", "Alaosa", (intro, actions_table(9))),))
            path = render(holding(filler, section))
            stranded += [(lines, element.tag) for element in last_on_each_page(read_aloud(path))]

        assert {tag for _, tag in stranded} >= {"TD"}
        assert [one for one in stranded if one[1] in ("H1", "H2", "H3", "Caption", "TH", "P")] == []

    def test_a_short_row_is_not_split_over_pages(self, read: Tagged) -> None:
        pages = [{line.page_number for line in lines_below(row)} for row in read.all("TR")]

        assert {len(numbers) for numbers in pages} == {1}

    @pytest.mark.parametrize(
        "words",
        [
            "Pitkä teksti jatkuu. " * 600,
            "sana " * 2000,
            "x" * 9000,
            "Rivi\n" * 300,
            "Osa. " * 20 + "y" * 5000,
        ],
        ids=["sentences", "one sentence", "one word", "lines", "a sentence and a word"],
    )
    def test_a_row_longer_than_a_page_becomes_several_that_say_what_they_are_about(
        self, words: str, render: Render
    ) -> None:
        """Each stands whole on its page, with the row's name and which part it is; no word is lost or cut."""
        document = read_aloud(render(holding(one_cell_a_row(words, "Loppu"))))

        *parts, last = rows_of(document, 0)
        assert squeezed("".join(text for _, text in parts)) == squeezed(words)
        assert [name for name, _ in parts] == [f"1. ({n}/{len(parts)})" for n in range(1, len(parts) + 1)]
        assert last == ["2.", "Loppu"]
        assert {len({line.page_number for line in lines_below(row)}) for row in document.all("TR")} == {1}
        (table,) = document.all("Table")
        assert max(line.bottom for line in lines_below(table)) < A4_HEIGHT - FOOT

    def test_a_long_row_is_cut_between_its_sentences(self, render: Render) -> None:
        document = read_aloud(render(holding(one_cell_a_row("Pitkä teksti jatkuu. " * 600))))

        assert {words.split()[-1] for _, words in rows_of(document, 0)} == {"jatkuu."}

    def test_a_table_begins_with_more_than_its_head_and_one_row(self, render: Render) -> None:
        for lines in range(20, 44, 2):
            filler = BulletList(tuple(text(f"Rivi {n}") for n in range(lines)))
            document = read_aloud(render(holding(filler, actions_table(12))))
            (body,) = document.all("TBody")
            pages = [lines_below(row)[0].page_number for row in body.all("TR")]
            assert pages.count(pages[0]) >= 2

    def test_a_small_table_stands_whole_on_one_page(self, render: Render) -> None:
        for lines in range(20, 44, 2):
            filler = BulletList(tuple(text(f"Rivi {n}") for n in range(lines)))
            (table,) = read_aloud(render(holding(filler, one_cell_a_row(*"abcd")))).all("Table")
            assert len({line.page_number for line in lines_below(table)}) == 1

    @pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    def test_no_word_of_a_card_is_broken_and_no_row_of_cards_holds_one_alone(self, count: int) -> None:
        labels = ["Toteutunut", "Käynnissä", "Siirretty muualle", "Ei raportoitu"]
        cards = tuple(
            KeyFigure(labels[n % 4], "16", "16/63 (25 %)", status="completed") for n in range(count)
        )

        (block,) = [
            block
            for block in template_data(as_json(holding(KeyFigures(cards))))["runs"][0]["blocks"]
            if block["type"] == "key_figures"
        ]

        assert not any(item["is_cramped"] for item in block["items"])
        assert count <= block["in_a_row"] or count % block["in_a_row"] != 1

    def test_a_long_label_gets_a_wide_card(self) -> None:
        label = "Ketteröittää ja automatisoida toimintaa hyödyllisempään ajankäyttöön"
        cards = tuple(KeyFigure(label, "9", "9/26 (35 %)") for _ in range(4))

        (block,) = [
            block
            for block in template_data(as_json(holding(KeyFigures(cards))))["runs"][0]["blocks"]
            if block["type"] == "key_figures"
        ]

        assert (block["in_a_row"], block["items"][0]["is_cramped"]) == (2, False)

    def test_a_table_with_too_many_years_lies_on_its_side(self, render: Render) -> None:
        """With its heading; what comes before and after stands upright."""
        before, after = Paragraph(text("Ennen")), Section("after", "Jälkeen", (Paragraph(text("Jälkeen")),))
        wide = Section("wide", "Kaikki vuodet", (with_years(12),))

        path = render(holding(before, wide, after))

        with pdfplumber.open(path) as pdf:
            shapes = [(sheet.width > sheet.height, sheet.extract_text()) for sheet in pdf.pages]
        assert [is_landscape for is_landscape, _ in shapes] == [False, True, False]
        assert "Kaikki vuodet" in shapes[1][1]

    def test_a_table_that_fits_stands_upright(self, sample: Path) -> None:
        with pdfplumber.open(sample) as pdf:
            assert all(sheet.height > sheet.width for sheet in pdf.pages)

    def test_the_first_page_holds_the_title_and_the_summary(self, sample: Path) -> None:
        with pdfplumber.open(sample) as pdf:
            words = pdf.pages[0].extract_text()

        assert words.startswith("Kuvalan kaupunki\nKuvalan digiohjelma: seurantaraportti")
        assert "Neljästä käyttötapauksesta kaksi on toteutunut." in words

    def test_every_page_after_the_first_says_whose_report_it_is_and_which_page(self, sample: Path) -> None:
        with pdfplumber.open(sample) as pdf:
            pages = [sheet.extract_text().splitlines() for sheet in pdf.pages]

        heads = [lines[0].removeprefix("Kuvalan digiohjelma: seurantaraportti ") for lines in pages[1:]]
        foot = "Kuvalan kaupunki · Tilanne syyskuussa 2022"
        assert list(dict.fromkeys(heads)) == ["Kaikki käyttötapaukset", "Menetelmä"]
        assert [lines[-1] for lines in pages] == [
            f"{foot} page {number} page of {len(pages)}" for number in range(1, len(pages) + 1)
        ]

    def test_a_running_head_that_is_too_long_for_its_line_takes_two(self, render: Render) -> None:
        title = "Kuvalan kaupungin ja sen naapurikuntien yhteisen digitalisaatio-ohjelman seurantaraportti"
        chapter = "Kaikki käyttötapaukset siinä järjestyksessä, jossa ne ovat asiakirjoissa"
        section = Section("a", chapter, (actions_table(60),))

        path = render(dataclasses.replace(sample_report(), title=title, sections=(section,)))

        with pdfplumber.open(path) as pdf:
            assert pdf.pages[-1].extract_text().splitlines()[:2] == [title, chapter]

    def test_a_light_accent_colour_is_darkened_until_words_in_it_can_be_read(self) -> None:
        report = dataclasses.replace(sample_report(), accent_colour="#ffe14d")

        assert template_data(as_json(report))["accent_colour"] != "#ffe14d"
        assert template_data(as_json(sample_report()))["accent_colour"] == "#0b4f8a"


def lines_below(element: Tagged) -> list[Any]:
    return [line for below in element.walk() for line in below.lines]


def last_on_each_page(document: Tagged) -> list[Tagged]:
    """What stands lowest on each page but the last: its heading, caption, cell, item or paragraph."""
    named = ("H1", "H2", "H3", "Caption", "TH", "TD", "LI", "P")
    lowest: dict[int, tuple[float, Tagged]] = {}
    for element in document.walk():
        if element.tag not in named or element.scope == "/Row":
            continue
        for line in lines_below(element):
            if line.bottom > lowest.get(line.page_number, (0.0, element))[0]:
                lowest[line.page_number] = (line.bottom, element)
    return [lowest[number][1] for number in sorted(lowest)[:-1]]


class TestLinks:
    @staticmethod
    def targets(path: Path) -> dict[str, str]:
        """Where the linked words lead: an address, or "page 3"."""
        found = {}
        with pikepdf.open(path) as pdf, pdfplumber.open(path) as plumbed:
            numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            places: Any = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
            for sheet, page in zip(plumbed.pages, pdf.pages, strict=True):
                for link in page.obj.get("/Annots", ()):
                    left, low, right, high = (float(edge) for edge in link.Rect)
                    box = (left - 1, float(sheet.height) - high - 1, right + 1, float(sheet.height) - low + 1)
                    words = sheet.within_bbox(box, strict=False).extract_text()
                    if "/URI" in link.get("/A", {}):
                        found[words] = str(link.A.URI)
                    else:
                        goal = link.Dest if "/Dest" in link else link.A.D
                        place = places[str(goal)] if isinstance(goal, pikepdf.String) else goal
                        found[words] = f"page {numbers[place[0].objgen]}"
        return found

    def test_links_lead_to_their_row_and_section(self, sample: Path) -> None:
        """1.2 is a row of the table of all actions; the key figure leads to its section."""
        targets = self.targets(sample)

        with pdfplumber.open(sample) as pdf:
            page_of_actions = next(
                n for n, sheet in enumerate(pdf.pages, 1) if sheet.search("Käyttötapaukset, taulukko 1")
            )
        assert targets["1.2"] == targets["Toteutunut"] == f"page {page_of_actions}"

    def test_the_contents_list_leads_to_every_section(self, read: Tagged) -> None:
        entries = [entry.words for entry in read.all("TOCI")]

        assert [entry.rstrip(". 0123456789") for entry in entries] == [
            "Yhteenveto",
            "Teemat",
            "Palvelut",
            "Kaikki käyttötapaukset",
            "Menetelmä",
        ]
        assert all(len(entry.all("Link")) >= 1 for entry in read.all("TOCI"))

    def test_bookmarks_follow_the_headings(self, sample: Path) -> None:
        with pikepdf.open(sample) as pdf, pdf.open_outline() as outline:
            titles = [(item.title, [child.title for child in item.children]) for item in outline.root]

        assert ("Teemat", ["Palvelut"]) in titles
        assert titles[0][0] == "Yhteenveto"

    @pytest.mark.parametrize(
        "target", ["#nowhere", "javascript:alert(1)", "file:///etc/passwd", "tilanne.txt", "#", ""]
    )
    def test_a_target_that_leads_nowhere_leaves_plain_words(self, target: str, render: Render) -> None:
        path = render(holding(Paragraph(text("Katso ", Span("tästä", target=target), "."))))

        document = read_aloud(path)

        assert "Katso tästä." in document.words
        assert "tästä" not in self.targets(path)

    def test_an_address_on_the_web_is_a_link(self, render: Render) -> None:
        path = render(holding(Paragraph(text(Span("Kuvala", target="https://kuvala.fi/?a=1&b=2")))))

        assert self.targets(path)["Kuvala"] == "https://kuvala.fi/?a=1&b=2"

    def test_a_row_that_is_listed_twice_is_found_where_it_comes_first(self, render: Render) -> None:
        """Two anchors of one name would stop the compiler."""
        again = dataclasses.replace(actions_table(3), id="again")
        link = Paragraph(text(Span("1.3", target="#action-3")))

        path = render(holding(link, actions_table(3), again))

        assert self.targets(path)["1.3"] == "page 1"


class TestColumnWidths:
    @staticmethod
    def widths(table: Table, available: float = PORTRAIT_WIDTH) -> list[float]:
        return column_widths(as_json(holding(table))["sections"][0]["blocks"][0], available, 8.5)

    def test_a_table_never_leaves_its_page(self) -> None:
        for years in range(30):
            assert sum(self.widths(with_years(years))) <= PORTRAIT_WIDTH + 0.01
            assert sum(self.widths(with_years(years), LANDSCAPE_WIDTH)) <= LANDSCAPE_WIDTH + 0.01

    def test_prose_gets_what_the_short_columns_leave(self) -> None:
        number, name, first, second, status, written, place = self.widths(actions_table(60))

        assert first == second < number + 5 < status < name < written
        assert place < written

    def test_a_small_table_is_no_wider_than_its_words(self) -> None:
        assert sum(self.widths(data_table())) < 60

    def test_no_heading_word_is_cut(self) -> None:
        table = actions_table(5)

        for width, column in zip(self.widths(table), table.columns, strict=True):
            assert max(width_in_mm(word, 8.5, is_bold=True) for word in column.title.split()) < width

    def test_a_title_of_many_words_takes_two_lines_where_there_is_room(self) -> None:
        """A narrow column of numbers would set "Likeness of the names, 0–1" word below word."""
        title = "Nimien yhtäläisyys nollasta yhteen"
        rows = (Row((Cell(text("Asiakaspalvelun opas")), Cell(text("0,92")))),)
        table = Table("t", "T", (Column("Nimi", "name"), Column(title, "number")), rows)

        _, number = self.widths(table)

        assert width_in_mm(title, 8.5, is_bold=True) / 2 < number < width_in_mm(title, 8.5, is_bold=True)

    def test_short_columns_give_way_before_the_page_turns(self) -> None:
        """Labels of several words wrap on an upright page rather than need a wide one."""
        columns = tuple(Column(f"S{n}", "label") for n in range(9))
        table = Table("t", "T", columns, (Row(tuple(Cell(text("kaupungin yhteiset")) for _ in columns)),))

        data = template_data(as_json(holding(table)))

        assert [run["is_landscape"] for run in data["runs"]] == [False]
        assert sum(self.widths(table)) == pytest.approx(PORTRAIT_WIDTH)


class TestBreaking:
    def test_words_that_fit_or_hyphenate_are_left_alone(self) -> None:
        words = "Tiedolla johtamisen asiakaspalvelujärjestelmä (Kuvalassa) odottaa päätöstä."

        assert soften(words, 15, 8.5) == words

    def test_an_address_breaks_after_its_separators(self) -> None:
        assert soften("https://www.kuvala.fi/tilanne", 30, 9).split(BREAK)[0] == "https://"

    def test_nothing_but_places_to_break_is_added(self) -> None:
        word = "0a" * 40

        assert soften(word, 30, 9).replace(BREAK, "") == word
        assert BREAK in soften(word, 30, 9)


class TestExporter:
    @staticmethod
    def notebook(**languages: Report) -> Any:
        data = carried({code: json_text(report) for code, report in languages.items()})
        output = nbformat.v4.new_output("display_data", data=data)
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])])

    def test_it_renders_the_first_language_unless_told_otherwise(self) -> None:
        notebook = self.notebook(fi=sample_report(), sv=sample_report(language="sv"))

        first, resources = ReportPdfExporter().from_notebook_node(notebook)
        second, _ = ReportPdfExporter(language="sv").from_notebook_node(notebook)

        assert resources["output_extension"] == ".pdf"
        for content, language in ((first, "fi-FI"), (second, "sv-FI")):
            with pikepdf.open(io.BytesIO(cast(bytes, content))) as pdf:
                assert str(pdf.Root.Lang) == language

    def test_a_language_that_the_notebook_lacks_is_named(self) -> None:
        with pytest.raises(UsageError, match="'de', found fi"):
            ReportPdfExporter(language="de").from_notebook_node(self.notebook(fi=sample_report()))

    def test_a_notebook_without_a_report_is_refused(self) -> None:
        with pytest.raises(StepFailedError, match="found none"):
            ReportPdfExporter().from_notebook_node(nbformat.v4.new_notebook())

    def test_nbconvert_finds_it_by_name(self, tmp_path: Path) -> None:
        path = tmp_path / "40_report.ipynb"
        nbformat.write(self.notebook(fi=sample_report()), path)

        command = [sys.executable, "-m", "nbconvert", "--to", "seuranta-pdf", str(path)]
        subprocess.run(command, capture_output=True, check=True)

        assert audit_pdf(tmp_path / "40_report.pdf") == []


class TestHyphenation:
    """A table breaks words only where it must: ragged lines of whole words are read faster."""

    LONG = "energiatehokkuussopimusjärjestelmäkokonaisuus"

    @staticmethod
    def cramped(table: Table) -> list[list[bool]]:
        (run,) = template_data(as_json(holding(table)))["runs"]
        (shown,) = (block for block in run["blocks"] if block["type"] == "table")
        return [["is_cramped" in cell for cell in row["cells"]] for row in shown["rows"]]

    def test_only_the_cell_with_a_word_wider_than_its_column_is_hyphenated(self) -> None:
        columns = (Column("Nro", "number"), Column("Nimi", "name"), Column("Tilanne", "text"))
        rows = tuple(
            Row((Cell(text(number)), Cell(text(name)), Cell(text("Työ jatkuu. " * 40))))
            for number, name in (
                ("1", "Asiakaspalvelun opas"),
                ("2", f"Kuvalan {self.LONG} ja sen arviointi"),
            )
        )

        assert self.cramped(Table("t", "T", columns, rows, row_header=1)) == [
            [False, False, False],
            [False, True, False],
        ]
