"""What the documents say of themselves: counts, totals, remarks of their reader, and rows kept apart."""

import ast
import json
from pathlib import Path

import pytest

import seuranta.ingest
from seuranta.tables import DOCUMENTS, QUARANTINE
from seuranta.validate import Validation, validate_tables
from seuranta.validate.catalogue import BY_ID, OTHER_REMARK, REMARKS
from seuranta.validate.documents import SAID_OF_THE_ROW
from tests.unit.validate.material import PERIOD, PROGRAMME, actions, broken, readings

Record = dict[str, object]

TABLE: Record = {
    "table": 5,
    "row_count": 4,
    "heading_count": 1,
    "left_out_count": 1,
    "joined_count": 0,
    "totals": {},
}
STRAY: Record = {
    "reason": "no_name",
    "name": "",
    "planned_years": "2022",
    "status_text": "Työ jatkuu.",
    "owner": "Kirjasto",
    "source_file": "tilanne.txt",
    "source_table": 5,
    "source_row": 3,
}


def check_document(
    *warnings: tuple[str, str], table: Record | None = None, apart: tuple[Record, ...] = ()
) -> Validation:
    """Two sound actions, in a document that says more of itself."""
    sound = actions({}, {})
    document = {
        "file": "tilanne.txt",
        "outcome": "read",
        "action_count": 2 + len(apart),
        "warnings": json.dumps(
            [{"code": code, "message": f"about {code}", "place": place} for code, place in warnings]
        ),
        "tables": json.dumps([table or TABLE]),
    }
    return validate_tables(
        sound,
        readings(sound),
        PROGRAMME,
        PERIOD,
        documents=DOCUMENTS.frame([document]),
        quarantine=QUARANTINE.frame(apart),
    )


def test_a_document_without_remarks_whose_rows_are_all_accounted_for_breaks_no_rule() -> None:
    assert broken(check_document()) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("R031", "unknown_table"),
        ("R032", "total_row"),
        ("R033", "row_goes_on"),
        ("R034", "unknown_mark"),
        ("R035", "no_status_column"),
        ("R036", "tracked_changes"),
        ("R037", "unclosed_markup"),
        ("R057", "repeated_number"),
        ("R033", "a_code_of_tomorrow"),
    ],
)
def test_a_remark_of_the_reader_is_a_finding_at_its_row(rule: str, code: str) -> None:
    found = check_document((code, "line 65, table 5, row 2")).findings

    assert found[["rule", "action_id", "found", "place"]].values.tolist() == [
        [rule, "action-2", f"about {code}", "tilanne.txt, line 65, table 5, row 2"]
    ]
    assert found["message_fi"].iloc[0] == REMARKS.get(code, OTHER_REMARK).wording.fi


def test_a_remark_about_the_whole_document_names_no_action() -> None:
    found = check_document(("no_status", "whole document")).findings

    assert found["action_id"].isna().all()
    assert found["place"].tolist() == ["tilanne.txt"]


def test_every_code_that_a_reader_gives_has_its_words() -> None:
    folder = Path(seuranta.ingest.__file__).parent
    codes = {
        call.args[0].value
        for source in folder.rglob("*.py")
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "ReadingWarning"
        and isinstance(call.args[0], ast.Constant)
    }

    assert "unknown_table" in codes
    assert codes - set(REMARKS) == SAID_OF_THE_ROW
    assert {remark.rule for remark in REMARKS.values()} <= set(BY_ID)


@pytest.mark.parametrize("row_count", [3, 5])
def test_a_row_that_is_lost_or_read_twice_between_document_and_table_is_critical(row_count: int) -> None:
    validation = check_document(table=TABLE | {"row_count": row_count})

    assert broken(validation) == [("R038", None)]
    assert validation.has_critical
    assert validation.findings["message_en"].tolist() == [
        f"Table 5 has {row_count} rows in the document, but 4 were read."
    ]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ({"2021": 2, "2022": 2}, []),
        ({"2021": 3, "2022": 2}, ["The total of table 5 (2021) is 3, but its rows add up to 2."]),
        ({"2023": 1}, ["The total of table 5 (2023) is 1, but its rows add up to 0."]),
    ],
)
def test_a_total_that_does_not_add_up_is_found(totals: dict[str, int], expected: list[str]) -> None:
    found = check_document(table=TABLE | {"totals": totals}).findings

    assert found["message_en"].tolist() == expected
    assert set(found["rule"]) <= {"R039"}


def test_a_row_that_is_kept_apart_is_a_finding_with_its_place_and_words() -> None:
    validation = check_document(table=TABLE | {"row_count": 5}, apart=(STRAY,))

    assert validation.findings[["rule", "severity", "found", "place"]].values.tolist() == [
        ["R040", "warning", "2022 | Työ jatkuu. | Kirjasto", "tilanne.txt (table 5, row 3)"]
    ]
