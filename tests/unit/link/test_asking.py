"""Who is who, asked on a terminal and in a sheet: every way leads to the same rows of the register."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from seuranta.errors import DocumentRefusedError
from seuranta.link.questions import Answer, Candidate, Question, register_rows
from seuranta.link.session import converse
from seuranta.link.sheet import COLUMNS, read_sheet, sheet_csv, sheet_xlsx, take
from seuranta.model import LANGUAGES
from tests.making.office import convert

PARKS = Candidate("use-case-1", "2021-09", "Puistojen hoitoluokitus", 0.71, "merged", "puistojen")
STREETS = Candidate("use-case-2", "2021-09", "Katujen hoitoluokitus", 0.7, "merged", "katujen")
MERGED = Question(
    "2022-09", "use-case-9", "use_case", "Katujen ja puistojen hoitoluokitus", True, (PARKS, STREETS), ""
)
CHAT = Candidate("use-case-3", "2021-09", "=Chatbot", 0.3, "same", "")
OPEN = Question("2022-09", "use-case-8", "use_case", "Virtuaaliavustaja", False, (CHAT, PARKS), "")


def keys(typed: str) -> Callable[[], str]:
    left = iter(typed)
    return lambda: next(left)


def said(typed: str, *questions: Question) -> list[tuple[str, str, list[str]]]:
    """What is kept after some keys: the question, the relation and the candidates."""
    kept: list[Answer] = []
    shown: list[str] = []
    converse(
        questions,
        keys=keys(typed),
        say=lambda *lines: shown.extend(lines),
        write=kept.append,
        take_back=kept.remove,
    )
    assert any(questions[0].name in line for line in shown)
    return [(answer.question.name, answer.relation, [c.id for c in answer.of]) for answer in kept]


def test_one_key_accepts_what_is_proposed_and_a_number_says_the_same() -> None:
    assert said("a1", MERGED, OPEN) == [
        (MERGED.name, "merged", ["use-case-1", "use-case-2"]),
        (OPEN.name, "same", ["use-case-3"]),
    ]


def test_a_person_says_part_whole_or_new() -> None:
    assert said("p2", OPEN) == [(OPEN.name, "split", ["use-case-1"])]
    assert said("h12\r", OPEN) == [(OPEN.name, "merged", ["use-case-3", "use-case-1"])]
    assert said("n", OPEN) == [(OPEN.name, "new", [])]


def test_what_is_not_proposed_cannot_be_accepted_and_other_keys_say_nothing() -> None:
    assert said("a7xq", OPEN) == []


def test_the_last_answer_can_be_taken_back() -> None:
    assert said("aun1q", MERGED, OPEN) == [(MERGED.name, "new", []), (OPEN.name, "same", ["use-case-3"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_comes_back_as_csv_and_as_a_workbook(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet_xlsx([MERGED, OPEN], language, title="link kuvala")))
    page, explained = book.worksheets
    answer = COLUMNS.index("answer") + 1
    words = page.data_validations.dataValidation[0].formula1.strip('"').split(",")
    for row, word in ((2, words[2]), (3, words[2]), (4, words[4]), (5, words[0])):
        page.cell(row, answer).value = word
    file = io.BytesIO()
    book.save(file)

    taken = take(read_sheet(file.getvalue(), where="t.xlsx"), [MERGED, OPEN])

    by_office = take(read_sheet(convert(file.getvalue(), "xlsx", "xlsx"), where="t.xlsx"), [MERGED, OPEN])
    by_calc = convert(convert(file.getvalue(), "xlsx", "ods"), "ods", "xlsx")

    assert page.cell(4, 4).data_type == "s"  # "=Chatbot" is no formula
    assert explained.max_row >= 5
    assert [(a.relation, [c.id for c in a.of]) for a in taken.answers] == [
        ("merged", ["use-case-1", "use-case-2"]),
        ("same", ["use-case-1"]),
    ]
    assert by_office == taken
    assert take(read_sheet(by_calc, where="t.xlsx"), [MERGED, OPEN]) == taken
    assert take(read_sheet(convert(file.getvalue(), "xlsx", "csv"), where="t.csv"), [MERGED, OPEN]) == taken
    empty = take(read_sheet(sheet_csv([MERGED, OPEN], language), where="t.csv"), [MERGED, OPEN])
    assert (empty.answers, empty.skipped, empty.faults) == ((), 2, ())


def filled(*answers: str) -> list[str]:
    """The answers and faults of a CSV sheet on the open question."""
    lines = sheet_csv([OPEN], "en").decode("utf-8-sig").splitlines()
    cells = [line.split(";") for line in lines]
    for row, answer in zip(cells[1:], answers, strict=True):
        row[COLUMNS.index("answer")] = answer
    taken = take(read_sheet("\n".join(";".join(row) for row in cells).encode(), where="t.csv"), [OPEN])
    return [*(answer.relation for answer in taken.answers), *taken.faults]


def test_no_to_every_candidate_means_new_and_to_one_leaves_it_open() -> None:
    assert filled("no", "NO") == ["new"]
    assert filled("no", "") == []


def test_a_word_that_is_no_answer_and_two_answers_that_exclude_each_other_are_faults() -> None:
    assert filled("perhaps", "") == ["line 2: expected an answer of the list, found 'perhaps'"]
    assert "several that cannot both be" in filled("same", "same")[0]
    assert "several that cannot both be" in filled("part of it", "same")[0]


def test_a_file_that_is_no_such_sheet_is_refused() -> None:
    with pytest.raises(DocumentRefusedError, match="expected a header"):
        read_sheet(b"Nimi;Vastaus\nx;y\n", where="t.csv")
    with pytest.raises(DocumentRefusedError, match="found a damaged one"):
        read_sheet(b"PK\x03\x04nothing", where="t.xlsx")
    with pytest.raises(DocumentRefusedError, match=r"t\.csv, line 1: .* field larger than"):
        read_sheet(b"x" * 200_000, where="t.csv")


def test_an_answer_becomes_rows_that_say_who_and_when() -> None:
    rows = register_rows(Answer(MERGED, "merged", (PARKS, STREETS)), by="Maija", on="2026-01-15")
    same = register_rows(Answer(OPEN, "same", (CHAT,)), by="Maija", on="2026-01-15")

    assert rows[["action_id", "relation", "other_id"]].to_numpy().tolist() == [
        ["use-case-9", "merged", "use-case-1"],
        ["use-case-9", "merged", "use-case-2"],
    ]
    assert same[["action_id", "relation", "confirmed_by"]].to_numpy().tolist() == [
        ["use-case-3", "renamed", "Maija"]
    ]
