"""Documents of invented cities, laid out as people lay them out, through the whole path of reading."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from seuranta.ingest import DocumentReading, read_document
from tests.making import (
    MAKERS,
    Document,
    Table,
    make_csv,
    make_docx,
    make_html,
    make_pdf,
    make_pptx,
    make_unruled_pdf,
    make_xlsx,
)

EVERY_FORMAT = pytest.mark.parametrize("suffix", ["xlsx", "docx", "pptx", "html", "csv", "md", "txt"])
WITH_MERGES = pytest.mark.parametrize("suffix", ["xlsx", "docx", "pptx", "html"])
WITH_COLOURS = pytest.mark.parametrize("suffix", ["xlsx", "docx", "pptx", "html"])
WITH_HEADINGS = pytest.mark.parametrize("suffix", ["xlsx", "docx", "pptx", "html", "md"])

BOATS, MODEL, PARKS = (
    "Sähköinen venepaikkojen varaus",
    "Kouluverkon tietomalli",
    "Leikkipuistojen kuntotiedot kartalle",
)
DONE, GOING = "Otettu käyttöön 2022.", "Työ on käynnissä, ja se jatkuu vuonna 2024."
KUVALA = Table(
    ["Käyttötapaus", "2022", "2023", "2024", "Tilanne 03/2023"],
    [[BOATS, "x", "x", "", DONE], [MODEL, "", "x", "x", GOING], [PARKS, "x", "", "", ""]],
)
PLANNED = [(BOATS, (2022, 2023), DONE), (MODEL, (2023, 2024), GOING), (PARKS, (2022,), "")]


def read(suffix: str, *tables: Table, title: str = "", period: str | None = None) -> DocumentReading:
    """What a document of these tables yields in a format."""
    return read_document(f"tilanne.{suffix}", MAKERS[suffix](Document(title, list(tables))), period=period)


def one_line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def plans(reading: DocumentReading) -> list[tuple[str, tuple[int, ...], str | None]]:
    """Name, planned years and status text of every action."""
    assert reading.error is None, reading.error
    return [
        (" ".join(action.name.split()), action.planned_years, one_line(action.status_text))
        for action in reading.actions
    ]


def themes(reading: DocumentReading) -> dict[str, str | None]:
    """The theme of every action by its name."""
    assert reading.error is None, reading.error
    return {action.name: action.heading for action in reading.actions}


def codes(reading: DocumentReading) -> set[str]:
    return {warning.code for warning in reading.warnings}


def reordered(table: Table, *order: int) -> Table:
    """The table with its columns in another order."""
    return Table(*_split([[line[column] for column in order] for line in table.lines]))


def _split(lines: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    return lines[0], lines[1:]


# Columns


@EVERY_FORMAT
@pytest.mark.parametrize("order", [(4, 0, 1, 2, 3), (0, 4, 1, 2, 3), (1, 2, 3, 4, 0)])
def test_columns_stand_in_any_order(suffix: str, order: tuple[int, ...]) -> None:
    reading = read(suffix, reordered(KUVALA, *order))

    assert plans(reading) == PLANNED
    assert reading.period == "2023-03"


@EVERY_FORMAT
def test_a_number_column_numbers_and_an_owner_column_is_kept_under_its_title(suffix: str) -> None:
    reading = read(
        suffix,
        Table(
            ["Nr", "Åtgärd", "Ansvarig", "2027", "2028", "Läget 03/2028"],
            [
                ["1.1", "Bokning av båtplatser", "Fritid", "x", "", "I bruk sedan januari."],
                ["1.2", "Kartor över lekparker", "Teknik", "x", "x", "Pågår."],
            ],
        ),
    )

    assert plans(reading) == [
        ("Bokning av båtplatser", (2027,), "I bruk sedan januari."),
        ("Kartor över lekparker", (2027, 2028), "Pågår."),
    ]
    assert [action.number for action in reading.actions] == ["1.1", "1.2"]
    assert [action.extra for action in reading.actions] == [{"Ansvarig": "Fritid"}, {"Ansvarig": "Teknik"}]
    assert (reading.language, reading.period) == ("sv", "2028-03")


@EVERY_FORMAT
@pytest.mark.parametrize(
    ("title", "name_title", "period", "language"),
    [
        ("Tilanne 09/2022", "Toimenpide", "2022-09", "fi"),
        ("Läget 03/2023", "Åtgärd", "2023-03", "sv"),
        ("Lägesbild december 2024", "Åtgärd", "2024-12", "sv"),
        ("Status as of March 2023", "Measure", "2023-03", "en"),
        ("Progress to date", "Measure", None, "en"),
        ("Toteutumistilanne 31.12.2024", "Toimenpide", "2024-12", "fi"),
    ],
)
def test_the_status_column_is_known_by_its_words_and_states_the_period(
    suffix: str, title: str, name_title: str, period: str | None, language: str
) -> None:
    reading = read(suffix, Table([name_title, "2022", "2023", title], [["Kartta", "x", "", "Klar 2022."]]))

    assert plans(reading) == [("Kartta", (2022,), "Klar 2022.")]
    assert (reading.period, reading.language) == (period, language)


@EVERY_FORMAT
@pytest.mark.parametrize(("period", "status"), [("2024-03", "Alkoi."), ("2024-09", "Valmis.")])
def test_of_two_status_columns_the_one_of_the_period_is_read(suffix: str, period: str, status: str) -> None:
    table = Table(
        ["Toimenpide", "2024", "Tilanne 03/2024", "Tilanne 09/2024"], [["Kartta", "x", "Alkoi.", "Valmis."]]
    )

    reading = read(suffix, table, period=period)

    assert plans(reading) == [("Kartta", (2024,), status)]
    assert codes(reading) == {"several_status_columns"}


@EVERY_FORMAT
def test_titles_may_stand_in_the_first_column(suffix: str) -> None:
    lines = [list(column) for column in zip(*KUVALA.lines, strict=True)]

    assert plans(read(suffix, Table(*_split(lines)))) == PLANNED


@EVERY_FORMAT
def test_signs_that_mean_something_to_a_format_are_words_like_any_other(suffix: str) -> None:
    name, status = "A < B & C > D |putki| *tähti*", '=valmis 50 % < 60 %; "lainaus", loppu'

    reading = read(suffix, replace(KUVALA, rows=[[name, "x", "", "", status]]))

    assert plans(reading) == [(name, (2022,), status)]


@EVERY_FORMAT
def test_names_may_begin_with_a_small_letter_or_be_the_same(suffix: str) -> None:
    names = [BOATS, "eLasku yrityksille", "iPad-laitteet kouluille", "iPad-laitteet kouluille"]

    reading = read(suffix, replace(KUVALA, rows=[[name, "x", "", "", DONE] for name in names]))

    assert plans(reading) == [(name, (2022,), DONE) for name in names]


@EVERY_FORMAT
@pytest.mark.parametrize("line", [["Yhteensä", "2", "2", "1", ""], ["* Rahoitus haetaan.", "", "", "", ""]])
def test_a_row_that_sums_up_or_explains_is_no_action(suffix: str, line: list[str]) -> None:
    assert plans(read(suffix, replace(KUVALA, rows=[*KUVALA.rows, line]))) == PLANNED


@EVERY_FORMAT
def test_a_blank_row_ends_no_table(suffix: str) -> None:
    rows = [KUVALA.rows[0], [""] * 5, *KUVALA.rows[1:]]

    assert plans(read(suffix, replace(KUVALA, rows=rows))) == PLANNED


@EVERY_FORMAT
def test_a_bilingual_header_is_one_header(suffix: str) -> None:
    reading = read(
        suffix,
        Table(
            ["Toimenpide / Åtgärd", "2024", "2025", "Tilanne / Läget 06/2024"],
            [["Palvelukartta / Servicekarta", "x", "x", "Työ on käynnissä. / Arbetet pågår."]],
        ),
        title="Ahtelan digiohjelma / Ahtela digiprogram",
    )

    assert plans(reading) == [
        ("Palvelukartta / Servicekarta", (2024, 2025), "Työ on käynnissä. / Arbetet pågår.")
    ]
    assert reading.period == "2024-06"


# Years and marks


@EVERY_FORMAT
@pytest.mark.parametrize("mark", ["x", "X", "×", "✓", "●", "kyllä", "ja", "Yes"])
def test_a_mark_says_planned_whatever_it_looks_like(suffix: str, mark: str) -> None:
    rows = [[mark if cell == "x" else cell for cell in row] for row in KUVALA.rows]

    assert plans(read(suffix, replace(KUVALA, rows=rows))) == PLANNED


@WITH_COLOURS
def test_a_coloured_cell_without_text_says_planned_and_is_warned_of(suffix: str) -> None:
    fills = {
        (row, column): "1F7A4D"
        for row, cells in enumerate(KUVALA.rows)
        for column, cell in enumerate(cells)
        if cell == "x"
    }
    rows = [["" if cell == "x" else cell for cell in row] for row in KUVALA.rows]

    reading = read(suffix, replace(KUVALA, rows=rows, fills=fills))

    assert plans(reading) == PLANNED
    assert codes(reading) == {"coloured_marks"}


@WITH_MERGES
def test_a_merged_cell_counts_in_each_of_its_years_and_rows(suffix: str) -> None:
    rows = [[BOATS, "x", "", "", DONE], [MODEL, "", "x", "x", ""]]

    reading = read(suffix, replace(KUVALA, rows=rows, merges=((1, 1, 1, 2), (1, 4, 2, 4))))

    assert plans(reading) == [(BOATS, (2022, 2023), DONE), (MODEL, (2023, 2024), DONE)]


@EVERY_FORMAT
@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024–2026", (2024, 2025, 2026)),
        ("2024-2026", (2024, 2025, 2026)),
        ("2024, 2026", (2024, 2026)),
        ("2025", (2025,)),
        ("", ()),
    ],
)
def test_planned_years_may_be_written_in_one_column(suffix: str, text: str, years: tuple[int, ...]) -> None:
    reading = read(
        suffix, Table(["Measure", "Planned years", "Status"], [["Library app", text, "Work has started."]])
    )

    assert plans(reading) == [("Library app", years, "Work has started.")]


@EVERY_FORMAT
def test_any_window_of_years_is_read(suffix: str) -> None:
    years = [str(year) for year in range(2027, 2032)]

    reading = read(
        suffix,
        Table(["Toimenpide", *years, "Tilanne"], [["Tekoälyavustaja", "", "", "", "x", "x", "Ei alkanut."]]),
    )

    assert plans(reading) == [("Tekoälyavustaja", (2030, 2031), "Ei alkanut.")]


def test_years_that_a_workbook_holds_as_dates_are_years() -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_xlsx(Document("", [KUVALA]))))
    sheet = book.active
    for column, year in zip("BCD", (2022, 2023, 2024), strict=True):
        sheet[f"{column}1"] = date(year, 1, 1)
        sheet[f"{column}1"].number_format = "yyyy"

    assert plans(read_document("tilanne.xlsx", saved(book))) == PLANNED


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


# Headers


@WITH_MERGES
def test_years_may_stand_below_a_merged_title(suffix: str) -> None:
    """A header of two rows: "Suunnitellut vuodet" over the years, the other titles merged downwards."""
    reading = read(
        suffix,
        Table(
            ["Käyttötapaus", "Suunnitellut vuodet", "", "", "Tilanne 03/2023"],
            [["", "2022", "2023", "2024", ""], *KUVALA.rows],
            merges=((0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 1, 4)),
        ),
    )

    assert plans(reading) == PLANNED
    assert reading.period == "2023-03"


@EVERY_FORMAT
def test_title_rows_above_the_header_are_no_actions(suffix: str) -> None:
    blank = ["", "", "", ""]
    reading = read(
        suffix,
        Table(
            ["Kuvalan digiohjelma", *blank],
            [["Laatinut: tietohallinto", *blank], KUVALA.header, *KUVALA.rows],
        ),
    )

    assert plans(reading) == PLANNED


@EVERY_FORMAT
def test_a_footnote_below_the_table_is_no_action(suffix: str) -> None:
    reading = read(suffix, replace(KUVALA, note="* Rahoitus haetaan erikseen."))

    assert plans(reading) == PLANNED


# Themes


@WITH_MERGES
def test_a_theme_may_be_a_merged_cell_beside_its_actions(suffix: str) -> None:
    lines = [["Teema", *KUVALA.header], *(["Palvelut", *row] for row in KUVALA.rows[:2])]
    lines.append(["Data", *KUVALA.rows[2]])

    reading = read(suffix, Table(*_split(lines), merges=((1, 0, 2, 0),)))

    assert plans(reading) == PLANNED
    assert themes(reading) == {BOATS: "Palvelut", MODEL: "Palvelut", PARKS: "Data"}


@EVERY_FORMAT
def test_a_theme_may_be_written_once_beside_the_first_of_its_actions(suffix: str) -> None:
    column = ["Teema", "Palvelut", "", "Data"]
    lines = [[theme, *line] for theme, line in zip(column, KUVALA.lines, strict=True)]

    reading = read(suffix, Table(*_split(lines)))

    assert plans(reading) == PLANNED
    assert themes(reading) == {BOATS: "Palvelut", MODEL: "Palvelut", PARKS: "Data"}


@WITH_MERGES
def test_a_theme_may_be_a_row_as_wide_as_the_table(suffix: str) -> None:
    def wide(theme: str) -> list[str]:
        return [theme, "", "", "", ""]

    rows = [wide("Palvelut"), *KUVALA.rows[:2], wide("Data ja tieto"), KUVALA.rows[2]]

    reading = read(suffix, replace(KUVALA, rows=rows, merges=((1, 0, 1, 4), (4, 0, 4, 4))))

    assert plans(reading) == PLANNED
    assert themes(reading) == {BOATS: "Palvelut", MODEL: "Palvelut", PARKS: "Data ja tieto"}


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "docx", "pptx", "html", "pdf"])
def test_a_theme_may_be_a_row_in_bold(suffix: str) -> None:
    rows = [["Palvelut", "", "", "", ""], *KUVALA.rows[:2], ["Data ja tieto", "", "", "", ""], KUVALA.rows[2]]
    table = replace(KUVALA, rows=rows, bold=frozenset({0, 3}))
    if suffix == "pdf":
        content = make_pdf(make_docx(Document("", [table])), "docx")
        reading = read_document("tilanne.pdf", content)
    else:
        reading = read(suffix, table)

    assert plans(reading) == PLANNED
    assert themes(reading) == {BOATS: "Palvelut", MODEL: "Palvelut", PARKS: "Data ja tieto"}


@WITH_HEADINGS
def test_a_theme_may_stand_above_its_table(suffix: str) -> None:
    first, second = replace(KUVALA, rows=KUVALA.rows[:2]), replace(KUVALA, rows=KUVALA.rows[2:])

    reading = read(
        suffix,
        replace(first, heading="Sujuvat palvelut"),
        replace(second, heading="Tiedolla johtaminen"),
        title="Kuvalan digiohjelma",
    )

    assert plans(reading) == PLANNED
    assert themes(reading) == {
        BOATS: "Sujuvat palvelut",
        MODEL: "Sujuvat palvelut",
        PARKS: "Tiedolla johtaminen",
    }


@pytest.mark.parametrize("continued", ["", "(jatkuu)", "(forts.)", "(cont.)", "2/2"])
def test_a_table_goes_on_on_the_next_slide(continued: str) -> None:
    data = Table(KUVALA.header, [["Avoin data", "", "x", "", "Ei aloitettu."]], heading="Tiedolla johtaminen")
    document = Document("Kuvalan digiohjelma", [replace(KUVALA, heading="Sujuvat palvelut"), data])

    reading = read_document("tilanne.pptx", make_pptx(document, rows_per_slide=2, continued=continued))

    assert plans(reading) == [*PLANNED, ("Avoin data", (2023,), "Ei aloitettu.")]
    services = dict.fromkeys((BOATS, MODEL, PARKS), "Sujuvat palvelut")
    assert themes(reading) == {**services, "Avoin data": "Tiedolla johtaminen"}
    assert [action.place.slide for action in reading.actions] == [2, 2, 3, 4]


# What a document lacks, repeats or contradicts


@EVERY_FORMAT
def test_a_roadmap_without_a_status_is_read_with_a_warning(suffix: str) -> None:
    reading = read(suffix, reordered(KUVALA, 0, 1, 2, 3))

    assert plans(reading) == [(name, years, None) for name, years, _ in PLANNED]
    assert reading.kind == "roadmap"
    assert codes(reading) == {"no_status"}


@EVERY_FORMAT
def test_numbers_that_stand_twice_are_named_in_a_warning(suffix: str) -> None:
    numbers = ["Nr", "1", "2", "2"]
    lines = [[number, *line] for number, line in zip(numbers, KUVALA.lines, strict=True)]

    reading = read(suffix, Table(*_split(lines)))

    assert plans(reading) == PLANNED
    (warning,) = (warning for warning in reading.warnings if warning.code == "repeated_number")
    assert "2" in warning.message


@EVERY_FORMAT
def test_a_period_that_contradicts_the_folder_is_refused(suffix: str) -> None:
    reading = read(suffix, KUVALA, period="2024-03")

    assert reading.error is not None
    assert reading.error.code == "period_mismatch"
    assert "2023-03" in reading.error.message and "2024-03" in reading.error.message


@WITH_HEADINGS
def test_the_title_states_the_period_when_the_status_column_does_not(suffix: str) -> None:
    undated = replace(KUVALA, header=[*KUVALA.header[:-1], "Tilanne"])

    reading = read(suffix, undated, title="Kuvalan digiohjelma, tilanne 09/2023")

    assert plans(reading) == PLANNED
    assert reading.period == "2023-09"


@EVERY_FORMAT
def test_a_table_without_a_name_column_is_refused(suffix: str) -> None:
    reading = read(suffix, Table(["Kunta", "Asukkaita"], [["Kuvala", "12 400"], ["Ahtela", "8 100"]]))

    assert reading.error is not None
    assert reading.error.code in ("no_table", "no_name_column")
    assert reading.error.hint


# Workbooks


def test_every_sheet_of_a_workbook_is_read() -> None:
    document = Document(
        "",
        [
            replace(KUVALA, heading="Palvelut"),
            replace(KUVALA, rows=[["Avoin data", "", "x", "", ""]], heading="Data"),
        ],
    )

    reading = read_document("tilanne.xlsx", make_xlsx(document, sheets="per_table"))

    assert plans(reading) == [*PLANNED, ("Avoin data", (2023,), "")]
    assert [action.place.sheet for action in reading.actions] == ["Palvelut"] * 3 + ["Data"]
    assert themes(reading)["Avoin data"] == "Data"


def test_hidden_rows_and_sheets_are_read_as_hidden_and_warned_of() -> None:
    document = Document("", [replace(KUVALA, heading="Palvelut"), replace(KUVALA, heading="Vanha")])
    book = openpyxl.load_workbook(io.BytesIO(make_xlsx(document, sheets="per_table")))
    row = next(cell.row for cell in book["Palvelut"]["A"] if cell.value == MODEL)
    book["Palvelut"].row_dimensions[row].hidden = True
    book["Vanha"].sheet_state = "hidden"

    reading = read_document("tilanne.xlsx", saved(book))

    assert [action.is_hidden for action in reading.actions] == [False, True, False, True, True, True]
    assert any("hidden" in code for code in codes(reading)), reading.warnings


# Text files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_file_is_read_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    content = make_csv(Document("", [KUVALA]), delimiter=delimiter, encoding=encoding)

    assert plans(read_document("tilanne.csv", content)) == PLANNED


def test_a_page_without_a_declared_encoding_is_read_as_utf_8() -> None:
    content = make_html(Document("Kuvala", [KUVALA])).replace(b"<meta charset='utf-8'>", b"")

    assert plans(read_document("tilanne.html", content)) == PLANNED


# PDF

LONG = " ".join(f"Vaihe {number} saatiin päätökseen syyskuussa." for number in range(1, 41))
MANY = Table(
    ["Åtgärd", "2025", "2026", "Lägesbild december 2025"],
    [[f"Norrviks åtgärd {number}", "x", "", f"Arbetet {number} pågår."] for number in range(1, 61)],
    heading="Smidiga tjänster",
)


def test_a_table_goes_on_over_the_pages_of_a_pdf() -> None:
    few = Table(MANY.header, [["Öppna data", "", "x", "Inte inlett."]], heading="Öppen förvaltning")
    content = make_pdf(make_docx(Document("Norrvik", [MANY, few]), repeat_header=True), "docx")

    reading = read_document("laget.pdf", content)

    expected = [(name, (2025,), status) for name, *_, status in MANY.rows]
    assert plans(reading) == [*expected, ("Öppna data", (2026,), "Inte inlett.")]
    assert list(themes(reading).values()) == ["Smidiga tjänster"] * 60 + ["Öppen förvaltning"]
    assert (reading.period, reading.language) == ("2025-12", "sv")
    assert len({action.place.page for action in reading.actions}) > 1


def test_a_row_that_is_broken_over_pages_is_one_action() -> None:
    rows = [[f"Ahtelan toimenpide {number}", "x", LONG] for number in range(1, 6)]
    table = Table(["Toimenpide", "2025", "Tilanne 12/2025"], rows)
    content = make_pdf(make_docx(Document("Ahtela", [table]), column_widths=[5, 2, 10]), "docx")

    assert plans(read_document("tilanne.pdf", content)) == [(row[0], (2025,), LONG) for row in rows]


def test_slides_in_a_pdf_give_the_themes_of_their_titles() -> None:
    data = Table(KUVALA.header, [["Avoin data", "", "x", "", "Ei aloitettu."]], heading="Tiedolla johtaminen")
    document = Document("Kuvalan digiohjelma", [replace(KUVALA, heading="Sujuvat palvelut"), data])
    content = make_pdf(make_pptx(document, rows_per_slide=2, continued="(jatkuu)"), "pptx")

    reading = read_document("tilanne.pdf", content)

    assert plans(reading) == [*PLANNED, ("Avoin data", (2023,), "Ei aloitettu.")]
    assert list(themes(reading).values()) == ["Sujuvat palvelut"] * 3 + ["Tiedolla johtaminen"]


def test_coloured_cells_of_a_pdf_say_planned() -> None:
    fills = {(0, 1): "1F7A4D", (0, 2): "1F7A4D", (1, 2): "1F7A4D"}
    rows = [["Library app", "", "", "Started."], ["Parking permits", "", "", "Not started."]]
    table = Table(["Measure", "2026", "2027", "Status as of March 2026"], rows, fills=fills)
    content = make_pdf(make_pptx(Document("Millbrook", [table])), "pptx")

    assert plans(read_document("status.pdf", content)) == [
        ("Library app", (2026, 2027), "Started."),
        ("Parking permits", (2027,), "Not started."),
    ]


def test_a_pdf_without_lines_is_read_by_the_place_of_its_columns() -> None:
    rows = [
        ["Library app", "x", "", "The pilot ran in two branches and goes on until the summer of 2027."],
        ["Parking permits on the web", "", "x", "Not started."],
        ["Open data on air quality", "x", "x", "The sensors are in place and the data is published."],
    ]
    table = Table(["Measure", "2026", "2027", "Status as of March 2026"], rows, heading="Services")
    content = make_unruled_pdf(Document("Millbrook", [table]), column_widths=[5, 2, 2, 8])

    assert plans(read_document("status.pdf", content)) == [
        (name, tuple(year for year, mark in ((2026, one), (2027, other)) if mark), status)
        for name, one, other, status in rows
    ]


def test_no_row_of_an_unruled_table_is_taken_as_a_header_on_its_further_pages() -> None:
    story = "Työ on käynnissä. Seuraavaksi valmistellaan hankinta."
    rows = [
        [f"Kehitetään palvelua {number} asukkaiden kanssa", "Hallinto", str(2022 + number % 5), story]
        for number in range(40)
    ]
    table = Table(["Toimenpide", "Vastuutaho", "Aikataulu", "Toteutumistilanne"], rows)
    content = make_unruled_pdf(Document("Kuvala", [table]), column_widths=[3, 2, 2, 3])

    assert plans(read_document("liite.pdf", content)) == [
        (name, (int(year),), status) for name, _, year, status in rows
    ]


@EVERY_FORMAT
@pytest.mark.parametrize("before", [1, 2])
def test_a_header_that_is_repeated_is_no_action(suffix: str, before: int) -> None:
    rows = [*KUVALA.rows[:before], KUVALA.header, *KUVALA.rows[before:]]

    assert plans(read(suffix, replace(KUVALA, rows=rows))) == PLANNED


@EVERY_FORMAT
def test_a_title_may_be_broken_at_a_hyphen(suffix: str) -> None:
    header = ["Käyttö-\ntapaus", "2022", "2023", "2024", "Tilanne\n03/2023"]

    assert plans(read(suffix, replace(KUVALA, header=header))) == PLANNED


@EVERY_FORMAT
def test_another_table_below_is_left_out_with_a_warning(suffix: str) -> None:
    people = Table(
        ["Yhteyshenkilö", "Puhelin", "Sähköposti"], [["Maija Meri", "040", "maija@kuvala.example"]]
    )

    reading = read(suffix, KUVALA, people)

    assert plans(reading) == PLANNED
    assert codes(reading) == {"unknown_table"}
