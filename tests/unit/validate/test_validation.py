"""What a validation promises beside its rules: order, evidence, honest failure, and text that stays data."""

import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any, NoReturn

import pandas as pd
import pytest

from seuranta.config import CheckChange
from seuranta.errors import CheckNotRunError, ConfigurationError, CriticalFindingError
from seuranta.model import LANGUAGES, Severity, Status, Tier
from seuranta.tables import ACTIONS, FINDINGS, READINGS
from seuranta.validate import (
    RULES,
    PeriodTables,
    Validation,
    stop_if_critical,
    validate_many,
    validate_tables,
)
from seuranta.validate.catalogue import COLUMN_NAMES, Wording, rules_reference
from seuranta.validate.checks import NOT_REACHED, NOTHING_TO_CHECK, SWITCHED_OFF
from seuranta.validate.facts import WRITTEN
from seuranta.validate.findings import names_in, shown
from tests.unit.validate.material import PERIOD, PROGRAMME, SOUND_MEASURE, actions, check, readings

HOSTILE = (
    '<script>alert(1)</script> {found} {0} {planned_years!r} %s $x$ =1+1 {{7*7}} #read("x") \u202e\x00 ja-'
)


@pytest.fixture(scope="module")
def hostile() -> Validation:
    return check(
        actions({"name": HOSTILE, "status_text": HOSTILE}, {"name": " "}, {"status_text": "xxx"}),
        {"tier": Tier.DOUBTFUL},
    )


def test_findings_come_by_rule_and_then_in_the_order_of_the_document() -> None:
    validation = check(
        actions({"status_text": "???"}, {"name": ""}, {"name": " "}, {}), {"tier": Tier.DOUBTFUL}
    )

    assert validation.findings[["rule", "action_id"]].values.tolist() == [
        ["R005", "action-2"],
        ["R005", "action-3"],
        ["R017", "action-1"],
        ["R029", "action-1"],
    ]


def test_a_finding_says_where_it_stands() -> None:
    place = check(actions({"name": " "})).findings["place"]

    assert place.tolist() == ["tilanne.txt, line 64 (table 5, row 1)"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"source_line": None}, "tilanne.xlsx (table 5, row 1)"),
        ({"source_table": None, "source_row": None}, "tilanne.xlsx, line 64"),
        ({"source_line": None, "source_slide": 3}, "tilanne.xlsx, slide 3 (table 5, row 1)"),
        (
            {"source_line": None, "source_sheet": "Teema 2", "source_address": "B7"},
            "tilanne.xlsx, sheet Teema 2, cell B7 (table 5, row 1)",
        ),
    ],
)
def test_a_place_says_what_is_known_of_it(change: dict[str, object], place: str) -> None:
    found = check(actions({"name": " ", "source_file": "tilanne.xlsx"} | change)).findings

    assert found["place"].tolist() == [place]


def test_the_same_tables_give_the_same_validation() -> None:
    material = actions({"name": " "}, {"status_text": "ja niin edelleen,"})
    first, second = (check(material, {"tier": Tier.DOUBTFUL}) for _ in range(2))

    pd.testing.assert_frame_equal(first.findings, second.findings)
    assert json.dumps(first.results) == json.dumps(second.results)
    assert json.dumps(first.suites) == json.dumps(second.suites)


def test_the_evidence_is_strict_json_with_one_result_for_each_check(hostile: Validation) -> None:
    json.dumps([*hostile.suites, *hostile.results], allow_nan=False)

    assert hostile.checks_run == len(hostile.results)
    assert hostile.checks_run == sum(len(suite["expectations"]) for suite in hostile.suites)


def test_the_evidence_names_the_rows_and_not_their_words(hostile: Validation) -> None:
    assert "<script>" not in json.dumps(hostile.results)
    assert [r["unexpected_rows"] for r in hostile.results if r["rule"] == "R005"] == [[1]]


def test_the_words_of_a_document_stay_data(hostile: Validation) -> None:
    broken_off = hostile.findings[hostile.findings["rule"].eq("R018")]

    assert (
        broken_off["found"].tolist() == [HOSTILE.replace("\u202e", r"\u202e").replace("\x00", r"\u0000")] * 2
    )
    assert set(broken_off["message_en"]) == {
        "Name: the text breaks off.",
        "Status text: the text breaks off.",
    }


def test_braces_in_a_value_are_not_filled_in() -> None:
    change = {"status": Status.COMPLETED, "blocker": "funding", "blocker_words": "{name.__class__} {0}"}

    message = check(actions({}), change).findings["message_en"].iloc[0]

    assert message == "The work was read as completed, but the text names a blocker: “{name.__class__} {0}”."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("rivi\n  toinen\tkolmas", "rivi toinen kolmas"),
        ("\x1b[31mpunainen", r"\u001b[31mpunainen"),
        ("ä" * 300, "ä" * 199 + "…"),
        (pd.NA, ""),
        (2021, "2021"),
    ],
)
def test_a_value_is_shown_in_one_line_that_can_be_seen(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_a_critical_finding_stops_the_run_with_its_name_place_and_message() -> None:
    unread = actions(
        {}, {"name": "Kaupunginlaajuinen kaupunkilaisprofiili, joka mahdollistaa tehokkaampaa palvelua"}
    )

    with pytest.raises(CriticalFindingError) as caught:
        stop_if_critical(validate_tables(unread, readings(unread.head(1)), PROGRAMME, PERIOD))

    assert caught.value.message == (
        "expected no critical finding, found 1: "
        "R010 'Kaupunginlaajuinen kaupunkilaisprofiili, joka mahdollistaa …' "
        "at tilanne.txt, line 65 (table 5, row 2): "
        "The action must have exactly one reading of its status, but has 0"
    )
    assert caught.value.hint


def test_many_critical_findings_are_counted_and_a_few_named() -> None:
    unread = actions({}, {}, {}, {}, {})

    with pytest.raises(
        CriticalFindingError, match=r"found 5: R010 .*; R010 .*; R010 .*; and 2 more\n"
    ) as caught:
        stop_if_critical(validate_tables(unread, READINGS.empty(), PROGRAMME, PERIOD))

    assert "\n" not in caught.value.message


def test_an_empty_table_stops_the_run() -> None:
    with pytest.raises(CriticalFindingError, match="R001: No action was found in the documents"):
        stop_if_critical(validate_tables(ACTIONS.empty(), READINGS.empty(), PROGRAMME, PERIOD))


def test_warnings_do_not_stop_the_run() -> None:
    validation = check(actions({"status_text": "xxx"}), {"tier": Tier.DOUBTFUL})

    stop_if_critical(validation)

    assert len(validation.findings) == 2
    assert not validation.has_critical


def test_sound_tables_give_the_columns_of_findings_and_no_row() -> None:
    findings = check(actions({})).findings

    assert findings.empty
    assert list(findings.columns) == list(FINDINGS.columns)


def test_a_check_of_a_column_that_is_not_there_is_not_a_finding() -> None:
    from seuranta.validate import engine, suites  # noqa: PLC0415  the heavy half, only for this test

    with pytest.raises(
        CheckNotRunError, match=r"rule R0\d\d \(expect_.*\) could not be run: .*is_followed_up"
    ):
        engine.run_suite(
            engine.new_source(), suites.follow_up_suite(), pd.DataFrame({"row_number": [0], "status": ["a"]})
        )


@pytest.mark.parametrize(
    "exception_info",
    [
        {"raised_exception": True, "exception_message": "boom", "exception_traceback": "…"},
        {"MetricConfigurationID(…)": {"raised_exception": True, "exception_message": "bo\n om"}},
    ],
)
def test_both_shapes_of_a_crash_fail_the_run(exception_info: dict[str, Any]) -> None:
    from seuranta.validate import engine  # noqa: PLC0415  the heavy half, only for this test

    result = {
        "success": False,
        "expectation_config": {
            "type": "expect_x",
            "kwargs": {},
            "severity": "warning",
            "meta": {"rule": "R017"},
        },
        "result": {},
        "exception_info": exception_info,
    }

    with pytest.raises(CheckNotRunError, match=r"rule R017 \(expect_x\) could not be run: bo ?om"):
        engine.as_outcome("cells", result)


def test_a_column_of_another_type_is_not_a_finding() -> None:
    sound = actions({})

    with pytest.raises(CheckNotRunError, match="a column of 'actions' is not of its type"):
        validate_tables(sound.assign(source_line="kuusi"), readings(sound), PROGRAMME, PERIOD)


def test_importing_the_package_does_not_import_great_expectations() -> None:
    code = "import sys, seuranta.validate; print('great_expectations' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Refuses every connection, and lists those that were asked for."""
    asked: list[object] = []

    def refuse(_: object, address: object) -> NoReturn:
        asked.append(address)
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    yield asked


def test_a_validation_asks_for_no_network_and_leaves_no_thread_and_no_file(
    no_network: list[object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(threading.enumerate())

    check(actions({}))

    assert no_network == []
    assert set(threading.enumerate()) <= before
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_seventy_actions_take_little_time() -> None:
    many = actions(*({} for _ in range(70)))
    check(many)

    start = process_time()
    check(many)

    assert process_time() - start < 3  # 0.5 s on an idle machine; a busy one counts up to four times that


def test_every_rule_has_its_own_number_in_order() -> None:
    assert [rule.id for rule in RULES] == [f"R{number:03d}" for number in range(1, len(RULES) + 1)]


def test_every_sentence_is_there_in_three_languages_with_the_same_names() -> None:
    wordings = [w for rule in RULES for w in (rule.message, rule.question) if w] + [*COLUMN_NAMES.values()]
    for wording in wordings:
        sentences = [getattr(wording, language) for language in LANGUAGES]
        assert all(sentences)
        assert len({frozenset(names_in(sentence)) for sentence in sentences}) == 1, sentences


def test_messages_end_as_sentences_and_questions_as_questions() -> None:
    for rule in RULES:
        assert all(getattr(rule.message, language).endswith((".", "{remark}")) for language in LANGUAGES), (
            rule.id
        )
        if rule.question:
            assert all(getattr(rule.question, language).endswith("?") for language in LANGUAGES), rule.id


def test_every_warning_asks_a_question() -> None:
    assert [rule.id for rule in RULES if rule.severity == "warning" and rule.question is None] == []


def test_a_template_names_plain_names_only() -> None:
    sentences = [str(w) for rule in RULES for w in (rule.message, rule.question) if isinstance(w, Wording)]

    assert all(re.fullmatch(r"\w+", name) for sentence in sentences for name in names_in(sentence))


def test_the_reference_is_made_from_the_catalogue() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "rules.md"

    assert page.read_text(encoding="utf-8") == rules_reference()


def test_every_column_that_a_message_may_name_has_its_name() -> None:
    assert set(WRITTEN) <= set(COLUMN_NAMES)


def test_many_programmes_are_checked_in_one_call_each_against_its_own_kind_only() -> None:
    sound, nameless, empty = actions({}), actions({}, {"name": " "}), ACTIONS.empty()
    subjects = [
        PeriodTables(PROGRAMME, PERIOD, table, readings(table)) for table in (sound, nameless, empty, sound)
    ]

    together = validate_many(subjects)

    assert [validation.findings["rule"].tolist() for validation in together] == [[], ["R005"], ["R001"], []]
    for subject, validation in zip(subjects, together, strict=True):
        alone = validate_tables(subject.actions, subject.readings, PROGRAMME, PERIOD)
        pd.testing.assert_frame_equal(validation.findings, alone.findings)
    assert [r["unexpected_rows"] for r in together[1].results if r["rule"] == "R005"] == [[1]]
    assert together[2].not_applicable["R023"] == NOT_REACHED


def test_a_rule_that_found_nothing_to_check_is_not_said_to_be_kept() -> None:
    roadmap = actions({}, sound=SOUND_MEASURE)

    validation = validate_tables(roadmap, READINGS.empty(), PROGRAMME, PERIOD)

    assert validation.not_applicable["R023"] == NOTHING_TO_CHECK
    assert {r["outcome"] for r in validation.results if r["rule"] == "R023"} == {"nothing to check"}
    assert "R020" not in validation.not_applicable


def test_a_programme_may_change_a_severity_or_switch_a_rule_off() -> None:
    changed = replace(
        PROGRAMME,
        checks={
            "R005": CheckChange(None, "Nimettömät rivit ovat väliotsikoita."),
            "R017": CheckChange(Severity.CRITICAL, "Täytemerkintöjä ei julkaista."),
        },
    )
    table = actions({"name": " "}, {"status_text": "xxx"})

    validation = validate_tables(table, readings(table), changed, PERIOD)

    assert validation.findings[["rule", "severity"]].values.tolist() == [["R017", "critical"]]
    assert validation.has_critical
    assert validation.not_applicable["R005"] == SWITCHED_OFF


def test_a_change_of_a_rule_that_there_is_not_is_a_wrong_configuration() -> None:
    changed = replace(PROGRAMME, checks={"R999": CheckChange(None, "Turha.")})
    table = actions({})

    with pytest.raises(ConfigurationError, match=r"kuvala-digi/programme\.toml: .*R999"):
        validate_tables(table, readings(table), changed, PERIOD)


def test_great_expectations_is_as_it_was_when_the_checks_have_ended() -> None:
    """What is remembered during a call belongs to that call: other tables have other rows."""
    from great_expectations.execution_engine.pandas_execution_engine import (  # noqa: PLC0415  the heavy half
        PandasExecutionEngine,
    )
    from great_expectations.expectations.expectation import Expectation  # noqa: PLC0415  only for this test

    before = Expectation.configuration, PandasExecutionEngine.get_domain_records

    validate_tables(actions({}), readings(actions({})), PROGRAMME, PERIOD)

    assert (Expectation.configuration, PandasExecutionEngine.get_domain_records) == before
