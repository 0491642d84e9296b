"""What a careful colleague would say about the two real documents, each at its row; and no false alarm."""

from pathlib import Path

import pandas as pd
import pytest

from seuranta.classify.decisions import DECISIONS
from seuranta.classify.tables import read_statuses
from seuranta.ingest import read_documents
from seuranta.ingest.frames import actions_table, documents_table, quarantine_table
from seuranta.model import Period, Severity
from seuranta.store.layout import Layout
from seuranta.validate import Validation, validate_tables

ROOT = Path(__file__).parents[2]


def _checked(slug: str, period: str) -> tuple[Validation, pd.DataFrame]:
    """The validation of a period, and its findings with the `label`s of their actions."""
    folders = Layout(ROOT).period(slug, period)
    programme = folders.layout.programme(slug)
    found = read_documents([(path.name, path.read_bytes()) for path in folders.documents()], period=period)
    actions = actions_table(found, programme)
    validation = validate_tables(
        actions,
        read_statuses(actions, DECISIONS.empty(), Period.parse(period)),
        programme,
        Period.parse(period),
        documents=documents_table(found),
        quarantine=quarantine_table(found),
    )
    labelled = validation.findings.merge(actions[["action_id", "label"]], on="action_id", how="left")
    return validation, labelled


@pytest.fixture(scope="module")
def follow_up() -> tuple[Validation, pd.DataFrame]:
    return _checked("porvoo-digiohjelma", "2022-09")


@pytest.fixture(scope="module")
def roadmap() -> tuple[Validation, pd.DataFrame]:
    return _checked("porvoo-digitiekartta", "2024-01")


def _labels(findings: pd.DataFrame, rule: str) -> list[str]:
    return list(findings.loc[findings["rule"].eq(rule), "label"])


def test_no_critical_finding_is_made_of_either_document(
    follow_up: tuple[Validation, pd.DataFrame], roadmap: tuple[Validation, pd.DataFrame]
) -> None:
    assert not follow_up[0].has_critical
    assert not roadmap[0].has_critical
    assert _labels(roadmap[1], "R020") == ["16"]
    assert set(roadmap[1]["rule"]) == {"R020", "R033"}  # and it is told that a roadmap has no status


def test_every_finding_about_a_row_says_in_which_line_and_row_of_the_document(
    follow_up: tuple[Validation, pd.DataFrame],
) -> None:
    places = follow_up[1]["place"]

    assert places.str.fullmatch(r"digiohjelman-seuranta-2022-09\.txt, line \d+.*table \d, row \d+\)?").all()


def test_the_one_overdue_action_without_any_status_is_a_warning(
    follow_up: tuple[Validation, pd.DataFrame],
) -> None:
    found = follow_up[1]
    silent = found[found["rule"].eq("R023") & ~found["label"].str.startswith("8.")]

    assert silent[["label", "severity", "found"]].values.tolist() == [["5.7", "warning", "not_reported"]]
    assert silent["message_fi"].tolist() == ["Tilanneteksti puuttuu (suunnitellut vuodet: 2021)."]


def test_the_three_that_are_silent_but_not_yet_due_are_told_and_no_fault(
    follow_up: tuple[Validation, pd.DataFrame],
) -> None:
    found = follow_up[1]

    assert _labels(found, "R041") == ["1.5", "4.3", "5.1"]
    assert set(found.loc[found["rule"].eq("R041"), "severity"]) == {Severity.INFO}


def test_texts_that_speak_only_of_2021_are_stale(follow_up: tuple[Validation, pd.DataFrame]) -> None:
    found = follow_up[1]
    stale = found[found["rule"].eq("R025") & found["found"].eq("2021")]

    assert {"4.1", "4.2", "5.2", "5.6"} <= set(stale["label"])


def test_the_status_that_breaks_off_is_found(follow_up: tuple[Validation, pd.DataFrame]) -> None:
    found = follow_up[1]
    broken_off = found[found["rule"].eq("R018")]

    assert _labels(found, "R018") == ["3.7"]
    assert broken_off["found"].iloc[0].endswith("on näkyvämpää-")


def test_identical_texts_point_at_each_other(follow_up: tuple[Validation, pd.DataFrame]) -> None:
    assert _labels(follow_up[1], "R028") == ["1.1", "1.2", "4.1", "4.2", "5.2", "7.1", "7.2"]


def test_rows_that_are_done_and_go_on_are_asked_about(follow_up: tuple[Validation, pd.DataFrame]) -> None:
    assert {"3.1", "5.5", "6.2"} <= set(_labels(follow_up[1], "R044"))


def test_plans_that_ended_while_the_work_goes_on_are_found(
    follow_up: tuple[Validation, pd.DataFrame],
) -> None:
    found = follow_up[1]
    ended = _labels(found, "R024") + _labels(found, "R042")

    assert {"2.2", "2.3", "4.7", "5.5", "6.6", "7.7"} <= set(ended)
    assert len(set(ended)) == len(ended)
    assert {"2.3", "7.7"} <= set(_labels(found, "R042"))


def test_every_list_that_is_never_closed_is_found_at_its_enabler(
    follow_up: tuple[Validation, pd.DataFrame],
) -> None:
    assert _labels(follow_up[1], "R037") == ["8.1", "8.2", "8.3", "8.4"]


def test_what_cannot_be_told_of_these_documents_is_said(
    follow_up: tuple[Validation, pd.DataFrame], roadmap: tuple[Validation, pd.DataFrame]
) -> None:
    assert {"R051", "R052", "R055"} <= set(follow_up[0].not_applicable)
    assert {"R023", "R024", "R052"} <= set(roadmap[0].not_applicable)
    assert "R024" not in follow_up[0].not_applicable
