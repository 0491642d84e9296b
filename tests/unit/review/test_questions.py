"""The questions back to the owners: who is asked what, and files that are safe to send and to open."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from seuranta.cli import main
from seuranta.review.question_files import file_names, questions_csv, questions_xlsx
from seuranta.review.questions import Party, by_party
from seuranta.tables import ACTIONS, FINDINGS, QUARANTINE
from tests.documents import make_installation

HOSTILE = '=HYPERLINK("http://kuvala.example";"x")'


def _action(number: int, owner: str | None, **columns: object) -> dict[str, object]:
    return {
        "action_id": f"action-{number}",
        "label": f"1.{number}",
        "name": f"Palvelu {number}",
        "status_text": f"Vaihe {number} kesken",
        "owner": owner,
        "is_hidden": False,
        "source_file": "tilanne.txt",
        "source_line": number + 1,
        "source_table": 1,
        "source_row": number,
        **columns,
    }


def _finding(
    rule: str, action: int | None, question: str | None = "Missä vaiheessa työ on?", **columns: object
) -> dict[str, object]:
    return {
        "rule": rule,
        "severity": "warning",
        "action_id": None if action is None else f"action-{action}",
        "column": "status_text",
        "found": "x",
        "place": None if action is None else f"tilanne.txt, line {action + 1} (table 1, row {action})",
        "message_fi": "Tilanneteksti puuttuu.",
        "question_fi": question,
        "question_sv": question,
        **columns,
    }


ACTED = ACTIONS.frame(
    [
        _action(1, "Kirjasto"),
        _action(2, None),
        _action(3, "Satama", name=HOSTILE, status_text="-5 prosenttia\u202e"),
        _action(4, " kirjasto "),
    ]
)
APART = QUARANTINE.frame(
    [
        {
            "reason": "no_name",
            "name": "",
            "owner": "Satama",
            "status_text": "Työ jatkuu.",
            "source_file": "tilanne.txt",
            "source_table": 1,
            "source_row": 5,
        }
    ]
)
FOUND = FINDINGS.frame(
    [
        _finding("R018", 4, "Miten teksti jatkuu?"),
        _finding("R023", 2),
        _finding("R023", 3),
        _finding("R023", 1),
        _finding("R024", 1),
        _finding("R028", 1, None),
        _finding("R031", None, "Mitä tästä puuttuu?"),
        _finding("R040", None, "Mikä toimenpide rivillä on?", place="tilanne.txt (table 1, row 5)"),
    ]
)


@pytest.fixture
def parties() -> list[Party]:
    return by_party(FOUND, ACTED, APART, "fi")


def test_each_party_is_asked_about_its_own_and_nobody_comes_last(parties: list[Party]) -> None:
    asked = {
        party.name: [(question.label, question.question) for question in party.questions] for party in parties
    }

    assert list(asked) == ["Kirjasto", "Satama", None]
    assert asked["Kirjasto"] == [("1.1", "Missä vaiheessa työ on?"), ("1.4", "Miten teksti jatkuu?")]
    assert asked["Satama"] == [("1.3", "Missä vaiheessa työ on?"), ("", "Mikä toimenpide rivillä on?")]
    assert asked[None] == [("1.2", "Missä vaiheessa työ on?"), ("", "Mitä tästä puuttuu?")]


def test_a_question_shows_the_words_and_the_place_in_the_language(parties: list[Party]) -> None:
    first = parties[0].questions[0]

    assert (first.name, first.words) == ("Palvelu 1", "Vaihe 1 kesken")
    assert first.place == "tilanne.txt, tekstirivi 2 (taulukko 1, rivi 1)"
    assert parties[1].questions[1].place == "tilanne.txt (taulukko 1, rivi 5)"
    assert parties[2].questions[1].name == "Koko aineisto"


def test_a_place_without_an_action_is_told_in_the_language_too_and_the_file_keeps_its_name() -> None:
    found = FINDINGS.frame(
        [_finding("R031", None, "Vad saknas?", place="row 2.xlsx, sheet 'table 1', rows 7")]
    )

    (party,) = by_party(found, ACTED, APART, "sv")

    assert party.questions[0].place == "row 2.xlsx, bladet 'table 1', rader 7"


def test_the_csv_opens_in_a_finnish_excel_and_obeys_no_formula(parties: list[Party]) -> None:
    content = questions_csv(parties, "fi")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))

    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == [
        "Vastuutaho",
        "Nro",
        "Nimi",
        "Mitä asiakirjassa lukee",
        "Paikka asiakirjassa",
        "Havainto",
        "Kysymys",
        "Vastaus",
    ]
    assert len(rows) == 1 + 6
    assert rows[3][2:4] == [f"'{HOSTILE}", "'-5 prosenttia\u202e"]
    assert {row[-1] for row in rows[1:]} == {""}


def test_the_workbook_has_a_sheet_a_party_whose_cells_are_text_and_only_answers_are_open(
    parties: list[Party],
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(questions_xlsx(parties, "sv", "Frågor")))

    assert book.sheetnames == ["Kirjasto", "Satama", "Ingen ansvarig part har angetts"]
    page = book["Satama"]
    assert [cell.value for cell in page[1]][-2:] == ["Fråga", "Svar"]
    assert page["B2"].value == HOSTILE
    assert page["B2"].data_type == "s"
    assert page.protection.sheet
    assert [cell.protection.locked for cell in page[2]] == [True] * 6 + [False]
    assert page.freeze_panes == "C2"
    assert (book.properties.title, book.properties.language) == ("Frågor", "sv-FI")


def test_names_of_parties_become_names_of_sheets_and_files_that_are_their_own() -> None:
    question = by_party(FOUND, ACTED, APART, "fi")[0].questions
    names = [
        "Hyvinvointi/sivistys [A] ja muu hyvin pitkä nimi",
        "Hyvinvointi sivistys A ja muu hyvin pitkä",
        "Ääni",
        "ÄÄNI!",
        None,
    ]
    parties = [Party(name, question) for name in names]

    sheets = openpyxl.load_workbook(io.BytesIO(questions_xlsx(parties, "fi", "K"))).sheetnames

    assert len({sheet.casefold() for sheet in sheets}) == 5
    assert all(len(sheet) <= 31 and not set(sheet) & set("[]:*?/\\") for sheet in sheets)
    files = file_names(parties, "fi")
    assert len(set(files)) == 5
    assert files[2:4] == ["aani", "aani-4"]


def _published(root: Path) -> Path:
    make_installation(root)
    folder = root / "data" / "processed" / "kuvala" / "2023-03"
    folder.mkdir(parents=True)
    for name, table in (("findings", FOUND), ("actions", ACTED), ("quarantine", APART)):
        table.to_parquet(folder / f"{name}.parquet")
    (folder / "run.json").write_text("{}", encoding="utf-8")
    return root


def test_the_command_writes_the_files_and_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _published(tmp_path / "root")
    out = tmp_path / "out"
    options = ["--csv", str(out / "q.csv"), "--xlsx", str(out / "q.xlsx"), "--folder", str(out / "all")]

    code = main(["--root", str(root), "questions", "kuvala", "2023-03", *options])

    assert code == 0
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*")) == [
        *("all/kirjasto.xlsx", "all/satama.xlsx", "all/vastuutahoa-ei-ole-nimetty.xlsx"),
        *("q.csv", "q.xlsx"),
    ]
    assert "Kirjasto: 2 questions" in capsys.readouterr().out


def test_the_command_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _published(tmp_path)

    assert main(["--root", str(root), "questions", "kuvala", "2023-03", "--language", "sv", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert [party["party"] for party in told["parties"]] == ["Kirjasto", "Satama", None]
    assert told["parties"][0]["questions"][0]["place"] == "tilanne.txt, textrad 2 (tabell 1, rad 1)"


def test_a_period_that_is_not_published_has_no_questions_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_installation(tmp_path)

    assert main(["--root", str(root), "questions", "kuvala", "2023-03"]) == 2
    assert "expected a published period" in capsys.readouterr().err
