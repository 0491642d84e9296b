"""The sheet to fill in, as CSV or workbook, and the way back from it."""

import csv
import io
import re
import tomllib
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.bytes.zipped import zipped_format
from seuranta.ingest.formats.text.decode import to_text
from seuranta.link.questions import Answer, Candidate, Question
from seuranta.model import LANGUAGES
from seuranta.tables import as_written, without_formula

_SHOWN = ("period", "name", "other_period", "other_name", "words", "score", "proposed")
_ANSWER, _KEYS = "answer", ("action_id", "other_id")
COLUMNS = (*_SHOWN, _ANSWER, *_KEYS)
NO, NEW = "no", "new"
_WIDTHS = {
    "period": 10,
    "name": 48,
    "other_period": 10,
    "other_name": 48,
    "words": 28,
    "action_id": 20,
    "other_id": 20,
}
_HEAD, _TO_FILL = PatternFill("solid", fgColor="1F3A5F"), PatternFill("solid", fgColor="FFF8DC")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_HINT = "write the sheet anew with `link … --xlsx FILE` or `--csv FILE`, and copy the answers into it"


@dataclass(frozen=True)
class FilledRow:
    """A row of a filled-in sheet: the answer as written, whom it is about, and where it stands."""

    answer: str
    action_id: str
    other_id: str
    place: str


@dataclass(frozen=True)
class Taken:
    """What a filled-in sheet says.

    Args:
        answers: one an action.
        skipped: how many actions were left empty.
        faults: what cannot be used; while there are any, nothing should be written.
    """

    answers: tuple[Answer, ...]
    skipped: int
    faults: tuple[str, ...]


def sheet_csv(questions: Sequence[Question], language: str) -> bytes:
    """The sheet as a Finnish Excel opens it by a double click: UTF-8 with its mark, semicolons."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_titles(language))
    for row in _rows(questions, language):
        writer.writerow(map(without_formula, row))
    return text.getvalue().encode("utf-8-sig")


def sheet_xlsx(questions: Sequence[Question], language: str, *, title: str) -> bytes:
    """The sheet as a workbook: every cell is text, the answers are chosen from a list, a page explains.

    Args:
        questions: what is asked.
        language: of its words.
        title: of the document.
    """
    own = _words()[language]
    book = Workbook()
    book.properties.title, book.properties.creator = title, "Seuranta"
    book.properties.language = _LOCALES[language]
    page, explained = book.active, book.create_sheet(own["help_sheet"])
    page.title = own["sheet"]
    for at, row in enumerate([_titles(language), *_rows(questions, language)], start=1):
        for number, text in enumerate(row, start=1):
            _write(page, at, number, text, is_head=at == 1)
    for number, column in enumerate(COLUMNS, start=1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 15)
    _open_answers(page, own)
    explained.column_dimensions["A"].width = 110
    for at, line in enumerate(own["help"], start=1):
        _write(explained, at, 1, line)
    for each in (page, explained):
        each.protection.sheet = True
        each.page_setup.orientation, each.page_setup.fitToHeight = "landscape", 0
        each.sheet_properties.pageSetUpPr.fitToPage = True
    page.freeze_panes, page.print_title_rows = "C2", "1:1"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_sheet(content: bytes, *, where: str) -> list[FilledRow]:
    """The rows of a filled-in sheet.

    Args:
        content: of the file: CSV with semicolons, commas or tabs, or XLSX.
        where: the file's name, for messages.

    Raises:
        DocumentRefusedError: the file is no such sheet.
    """
    cells = _xlsx_cells(content, where) if content.startswith(b"PK") else _csv_cells(content, where)
    columns: dict[str, int] | None = None
    rows = []
    for place, texts in cells:
        if columns is None:
            columns = _columns(texts)
            continue
        answer, action_id, other_id = (_at(texts, columns[name]) for name in (_ANSWER, *_KEYS))
        if answer or action_id:
            rows.append(FilledRow(answer, action_id, other_id, place))
    if columns is None:
        raise DocumentRefusedError(
            "expected a header with the answer, action_id and other_id, found none",
            code="unknown_header",
            where=where,
            hint=_HINT,
        )
    return rows


def take(rows: Sequence[FilledRow], questions: Sequence[Question]) -> Taken:
    """Read the answers of a filled-in sheet.

    Args:
        rows: as `read_sheet` returns them.
        questions: what is asked now; a row about anything else is a fault when it is answered.
    """
    asked = {question.action_id: question for question in questions}
    said: dict[str, list[tuple[str, Candidate | None, str]]] = defaultdict(list)
    faults = []
    for row in rows:
        if not row.answer:
            continue
        answer = _answers().get(_folded(row.answer))
        question = asked.get(row.action_id)
        candidate = next((c for c in question.candidates if c.id == row.other_id), None) if question else None
        if answer is None:
            faults.append(f"{row.place}: expected an answer of the list, found {row.answer!r}")
        elif question is None or (candidate is None and answer != NEW):
            faults.append(f"{row.place}: expected an action that is asked about, found {row.action_id!r}")
        else:
            said[row.action_id].append((answer, candidate, row.place))
    answers = []
    for action_id, entries in said.items():
        answer_or_fault = _one_answer(asked[action_id], entries)
        if isinstance(answer_or_fault, Answer):
            answers.append(answer_or_fault)
        elif answer_or_fault:
            faults.append(answer_or_fault)
    return Taken(tuple(answers), len(asked) - len(answers), tuple(faults))


def _one_answer(question: Question, entries: Sequence[tuple[str, Candidate | None, str]]) -> Answer | str:
    """What the rows about one action say together; a fault, or "" where they leave it open."""
    kinds = {answer for answer, _, _ in entries} - {NO}
    place = entries[-1][2]
    of = tuple(candidate for answer, candidate, _ in entries if answer in kinds and candidate is not None)
    if not kinds:
        return Answer(question, NEW, ()) if len(entries) == len(question.candidates) else ""
    if len(kinds) > 1 or (kinds == {"same"} and len(of) > 1):
        return f"{place}: expected one answer for {question.name!r}, found several that cannot both be"
    (kind,) = kinds
    return Answer(question, kind, () if kind == NEW else of)


def _rows(questions: Sequence[Question], language: str) -> Iterator[tuple[str, ...]]:
    answers = _words()[language]["answers"]
    for question in questions:
        for each in question.candidates:
            proposed = answers[each.relation] if question.is_proposed else ""
            shown = (question.period, question.name, each.period, each.name, each.words, f"{each.score:.2f}")
            yield (*shown, proposed, "", question.action_id, each.id)


def _titles(language: str) -> tuple[str, ...]:
    titles = _words()[language]["columns"]
    return tuple(titles.get(column, column) for column in COLUMNS)


def _write(page: Worksheet, row: int, number: int, text: str, *, is_head: bool = False) -> None:
    cell = page.cell(row, number)
    if text:
        cell.value = _UNWRITABLE.sub("\ufffd", text)
        cell.data_type = "s"  # whatever it begins with, it is no formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD


def _open_answers(page: Worksheet, own: Mapping[str, Any]) -> None:
    number, letter = COLUMNS.index(_ANSWER) + 1, get_column_letter(COLUMNS.index(_ANSWER) + 1)
    if page.max_row <= 1:  # the header alone
        return
    rule = DataValidation(type="list", formula1=f'"{",".join(own["answers"].values())}"', allow_blank=True)
    rule.showErrorMessage, rule.error = True, own["choose"]
    page.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{page.max_row}")
    for row in range(2, page.max_row + 1):
        cell = page.cell(row, number)
        cell.protection, cell.fill, cell.number_format = Protection(locked=False), _TO_FILL, "@"


def _csv_cells(content: bytes, where: str) -> Iterator[tuple[str, Sequence[str]]]:
    text, _ = to_text(content, where)
    first = text.split("\n", maxsplit=1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    try:
        for cells in reader:
            yield f"line {reader.line_num}", [as_written(cell).strip() for cell in cells]
    except csv.Error as error:
        raise DocumentRefusedError(
            f"expected a filled-in sheet, found {error}",
            code="broken",
            where=f"{where}, line {reader.line_num}",
            hint=_HINT,
        ) from error


def _xlsx_cells(content: bytes, where: str) -> Iterator[tuple[str, Sequence[str]]]:
    if (found := zipped_format(content, where)) != "xlsx":
        raise DocumentRefusedError(
            f"expected CSV or XLSX, found {found}", code="unsupported_format", where=where, hint=_HINT
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops (themes, drawings) holds no answer
            page = load_workbook(io.BytesIO(content)).worksheets[0]
    except Exception as error:  # openpyxl fails on a damaged part in as many ways as there are parts
        raise DocumentRefusedError(
            f"expected a workbook, found one that cannot be opened ({type(error).__name__})",
            code="broken",
            where=where,
            hint="open it in a spreadsheet program and save it anew as .xlsx",
        ) from error
    for number, cells in enumerate(page.iter_rows(values_only=True), start=1):
        yield f"row {number}", ["" if cell is None else str(cell).strip() for cell in cells]


def _columns(titles: Sequence[str]) -> dict[str, int] | None:
    known = {
        _folded(title): column
        for lang in LANGUAGES
        for title, column in zip(_titles(lang), COLUMNS, strict=True)
    }
    known |= {_folded(column): column for column in COLUMNS}
    found = {known[_folded(title)]: at for at, title in enumerate(titles) if _folded(title) in known}
    return found if {_ANSWER, *_KEYS} <= set(found) else None


def _at(texts: Sequence[str], column: int) -> str:
    return texts[column] if column < len(texts) else ""


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((files("seuranta.link") / "words.toml").read_text(encoding="utf-8"))


@cache
def _answers() -> Mapping[str, str]:
    """Every answer by its code and its words in all languages."""
    spoken = {_folded(word): code for own in _words().values() for code, word in own["answers"].items()}
    return spoken | {code: code for code in ("same", "split", "merged", NEW, NO)}


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").split()).casefold()
