"""The sheet: what stands in it, that it is text and nothing else, and that it comes back filled in."""

import io
from typing import Any

import openpyxl
import pytest

from seuranta.classify.review import Answer, Decided, ReviewItem
from seuranta.errors import DocumentRefusedError
from seuranta.model import LANGUAGES, Blocker, Status
from seuranta.review.filled import filled_rows
from seuranta.review.sheet import sheet_csv, sheet_of
from seuranta.review.taking import Taken, take
from seuranta.review.words import review_words
from seuranta.review.workbook import sheet_xlsx
from tests.making.office import convert
from tests.unit.review.readings import READ, by_key, item

FI = review_words("fi")
ITEMS = (item(1), item(2, name='=HYPERLINK("http://x")'), item(3, status_text='-\n@Valmis;"\x0b\ud800'))
FILLED = {"decision": "Päätös", "blocker": "Este", "as_of_year": "Vuosi", "reason": "Perustelu"}


def workbook(items: tuple[ReviewItem, ...] = ITEMS, language: str = "fi", *, blind: bool = False) -> bytes:
    words = review_words(language)
    return sheet_xlsx(sheet_of(items, words, blind=blind), words, title="Kuvala 2023-03", blind=blind)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def filled(content: bytes, row: int, **answers: Any) -> bytes:
    """The workbook with a row of it filled in by a person."""
    book = opened(content)
    page = book.worksheets[0]
    titles = [cell.value for cell in page[1]]
    for column, value in answers.items():
        page.cell(row, titles.index(FILLED[column]) + 1).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def taken(content: bytes, items: tuple[ReviewItem, ...] = ITEMS, *, blind: bool = False) -> Taken:
    return take(filled_rows(content, where="kuvala.xlsx"), by_key(*items), blind=blind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_shows_the_reading_and_leaves_the_answer_blank(language: str) -> None:
    words = review_words(language)

    sheet = sheet_of((item(),), words, blind=False)
    row = dict(zip(sheet.columns, sheet.rows[0], strict=True))

    assert row["read_status"] == words.statuses["on_hold"]
    assert row["words"] == "Odottaa; avustusta"
    assert row["alternatives"] == words.statuses["in_progress"]
    assert (row["read_blocker"], row["read_year"]) == (words.blockers["funding"], "2022")
    assert [row[column] for column in FILLED] == ["", "", "", ""]
    assert sheet.columns[-2:] == ("action_id", "text_sha256")


def test_a_decided_row_comes_filled_in_and_goes_back_without_change() -> None:
    decided = Decided(Answer(Status.PLANNED, None, None, "Soitettu."), "Aino", "2023-04-03")
    items = (item(decided=decided),)

    answer = taken(workbook(items), items)

    assert (answer.answers, answer.unchanged, answer.faults) == ({}, 1, ())


def test_a_second_reader_gets_the_texts_alone() -> None:
    sheet = sheet_of((item(),), FI, blind=True)

    assert sheet.columns == (
        "label",
        "name",
        "planned_years",
        "status_text",
        *FILLED,
        "action_id",
        "text_sha256",
    )


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    book = opened(workbook())
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert book.worksheets[0]["B3"].value == ITEMS[1].name


def test_a_text_that_no_cell_can_hold_is_cut_and_marked() -> None:
    page = opened(workbook((item(status_text="a" * 40_000),))).worksheets[0]

    assert len(page["D2"].value) == 32_767
    assert page["D2"].value.endswith("…")


def test_only_the_columns_to_fill_in_can_be_changed() -> None:
    page = opened(workbook()).worksheets[0]
    open_columns = {
        cell.column_letter for row in page.iter_rows() for cell in row if not cell.protection.locked
    }

    assert page.protection.sheet
    assert [page[f"{letter}1"].value for letter in sorted(open_columns)] == list(FILLED.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_hold_the_names_of_statuses_and_blockers(language: str) -> None:
    book, words = opened(workbook(language=language)), review_words(language)
    page, explained = book.worksheets
    listed = []
    for rule in page.data_validations.dataValidation:
        if rule.type == "list":
            name, area = rule.formula1.split("!")
            assert name == f"'{explained.title}'"
            listed.append([cell.value for (cell,) in explained[area.replace("$", "")]])

    assert listed == [list(words.statuses.values()), [*words.blockers.values(), words.none]]
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["K2:K4", "L2:L4", "M2:M4"]


def test_the_workbook_is_titled_in_a_language_and_prints_on_a4() -> None:
    book = opened(workbook(language="sv"))
    page = book.worksheets[0]

    assert (book.properties.title, book.properties.language) == ("Kuvala 2023-03", "sv-FI")
    assert [sheet.title for sheet in book] == ["Granskning", "Anvisning"]
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert page.print_title_rows == "$1:$1"
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == "A1:P4"
    assert page["D2"].alignment.wrap_text
    assert "$A$1:$N$4" in page.print_area


def test_a_long_text_gets_a_high_row_and_none_higher_than_a_spreadsheet_knows() -> None:
    texts = ("Valmis.", "Odottaa päätöstä. " * 30, "Odottaa päätöstä. " * 3_000)
    page = opened(workbook(tuple(item(status_text=text) for text in texts))).worksheets[0]

    heights = [page.row_dimensions[row].height for row in (2, 3, 4)]

    assert heights == sorted(heights)
    assert heights[0] < heights[1] < heights[2] == 409


def test_a_filled_in_workbook_is_read_with_blanks_as_they_were_read() -> None:
    content = filled(workbook(), 3, decision="Käynnissä", reason=" Soitettu \n johtajalle. ")

    answer = taken(content)

    assert answer.answers == {
        ITEMS[1].key: Answer(Status.IN_PROGRESS, READ.blocker, READ.as_of_year, "Soitettu johtajalle.")
    }
    assert answer.skipped == 2


@pytest.mark.parametrize("status", ["ON_HOLD", "Odottaa", "väntar", "  On   hold ", "on hold"])
@pytest.mark.parametrize("blocker", ["TECHNOLOGY", "Teknologia", "teknik", "technology"])
def test_names_of_any_language_and_codes_in_any_case_are_understood(status: str, blocker: str) -> None:
    answer = taken(filled(workbook(), 2, decision=status, blocker=blocker, as_of_year="–"))

    assert answer.answers == {ITEMS[0].key: Answer(Status.ON_HOLD, Blocker.TECHNOLOGY, None)}


@pytest.mark.parametrize("word", ["ei mitään", "Inget", "none", "-", "—"])
def test_a_blocker_and_a_year_are_taken_away_by_a_word(word: str) -> None:
    answer = taken(filled(workbook(), 2, decision="planned", blocker=word, as_of_year=word))

    assert answer.answers == {ITEMS[0].key: Answer(Status.PLANNED, None, None)}


@pytest.mark.parametrize("year", [2021, 2021.0, "2021"])
def test_a_year_may_be_a_number_or_a_text(year: object) -> None:
    assert taken(filled(workbook(), 2, decision="planned", as_of_year=year)).answers[ITEMS[0].key] == Answer(
        Status.PLANNED, READ.blocker, 2021
    )


def test_a_second_readers_blank_is_none_and_not_what_was_read() -> None:
    content = filled(workbook(blind=True), 2, decision="planned")

    assert taken(content, blind=True).answers == {ITEMS[0].key: Answer(Status.PLANNED)}


@pytest.mark.parametrize(
    ("answers", "cell", "said"),
    [
        ({"decision": "valmis"}, "K2", "'valmis'"),
        ({"blocker": "Rahoitus"}, "K2", "a blank beside other answers"),
        ({"decision": "planned", "blocker": "sää"}, "L2", "'sää'"),
        ({"decision": "planned", "as_of_year": "viime vuonna"}, "M2", "'viime vuonna'"),
        ({"decision": "planned", "as_of_year": 1}, "M2", "'1'"),
        ({"decision": '=IF(1,"planned","")'}, "K2", "a formula"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_cell(answers: dict[str, Any], cell: str, said: str) -> None:
    content = filled(filled(workbook(), 2, **answers), 3, decision="planned")

    (fault,) = taken(content).faults

    assert fault.place == f"cell {cell}"
    assert said in fault.message


def test_a_copied_row_with_another_answer_is_refused() -> None:
    content = filled(filled(workbook((item(1), item(1))), 2, decision="planned"), 3, decision="on_hold")

    (fault,) = taken(content).faults

    assert fault.place == "cell K3"


def test_an_answer_to_a_changed_text_or_a_gone_action_is_expired() -> None:
    content = filled(filled(workbook(), 2, decision="planned"), 3, decision="on_hold")
    changed = item(1, text_sha256="f" * 64)

    answer = taken(content, (changed, ITEMS[2]))

    assert [(e.place, e.action_id, e.why) for e in answer.expired] == [
        ("cell K2", "use-case-1", "text_changed"),
        ("cell K3", "use-case-2", "action_gone"),
    ]
    assert answer.answers == {}


def test_a_sorted_sheet_with_a_line_above_still_tells_which_text_is_meant() -> None:
    book = opened(filled(workbook(), 2, decision="planned"))
    page = book.worksheets[0]
    page.move_range("A2:P2", rows=8)
    page.insert_rows(1)
    file = io.BytesIO()
    book.save(file)

    assert list(taken(file.getvalue()).answers) == [ITEMS[0].key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_keeps_the_answers_and_the_lists(language: str) -> None:
    """As a person who has no Excel sends it back."""
    content = workbook(language=language)
    book = opened(content)
    page = book.worksheets[0]
    page["K2"].value, page["M2"].value = review_words(language).statuses["transferred"], 2021
    file = io.BytesIO()
    book.save(file)

    resaved = convert(convert(file.getvalue(), "xlsx", "ods"), "ods", "xlsx")

    assert taken(resaved).answers == {ITEMS[0].key: Answer(Status.TRANSFERRED, READ.blocker, 2021)}
    kinds = sorted(rule.type for rule in opened(resaved).worksheets[0].data_validations.dataValidation)
    assert kinds == ["list", "list", "whole"]


def csv_lines() -> list[str]:
    return sheet_csv(sheet_of(ITEMS[:2], FI, blind=False), FI).decode("utf-8").split("\r\n")


def test_the_csv_is_what_a_finnish_excel_opens() -> None:
    content = sheet_csv(sheet_of(ITEMS[:2], FI, blind=False), FI)

    assert content.startswith(b"\xef\xbb\xbfNro;Nimi;")
    assert csv_lines()[2].split(";")[1].startswith("\"'=HYPERLINK")


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8-sig", ";"), ("utf-8", ","), ("cp1252", ";"), ("utf-16", "\t")]
)
def test_csv_comes_back_from_any_spreadsheet(encoding: str, separator: str) -> None:
    first = ["Nro;Päätös;Este;Vuosi;Perustelu;action_id;text_sha256"]
    answers = [f"1.1;Käynnissä;;2021;'=ei; {ITEMS[0].action_id};{ITEMS[0].text_sha256}", ";;;;;;"]
    content = "\r\n".join(first + answers).replace(";", separator).encode(encoding)

    assert taken(content).answers == {ITEMS[0].key: Answer(Status.IN_PROGRESS, READ.blocker, 2021, "=ei")}


def test_a_line_of_the_csv_is_named_where_it_begins() -> None:
    row = f'"kaksi\nriviä";valmis;;;;{ITEMS[0].action_id};{ITEMS[0].text_sha256}'
    content = f"Nimi;Päätös;Este;Vuosi;Perustelu;action_id;text_sha256\n{row}\n{row}".encode()

    assert [fault.place for fault in taken(content).faults] == ["line 2", "line 4"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "header"),
        (b"Nimi;Tila\nVenepaikat;Valmis", "header"),
        (b"decision;Decision;action_id;text_sha256\n", "header"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\x00\x01\x02\x00\xff", "no text"),
    ],
)
def test_what_is_no_filled_in_sheet_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(DocumentRefusedError, match=said):
        taken(content)
