"""`register.csv`: what is read is what was written, and what contradicts itself is refused with its line."""

import pytest

from seuranta.errors import ConfigurationError
from seuranta.identity.register import REGISTER, parse_register, register_csv, with_rows
from tests.unit.identity.frames import confirmed

HEADER = ",".join(REGISTER.columns)
RENAMED = confirmed("2022-09", "Asukkaan tili", "renamed", "use-case-1")


def parsed(*lines: str) -> None:
    parse_register("\n".join((HEADER, *lines)), where="register.csv")


def test_a_register_is_read_back_as_it_was_written_whatever_a_spreadsheet_would_do_to_it() -> None:
    line = confirmed("2022-09", "'=SUMMA(A1)", "new", "use-case-1")
    table = parse_register(f"\ufeff{HEADER}\n{line}\n{RENAMED}".replace(",", ";"), where="register.csv")

    assert table["name"].tolist() == ["=SUMMA(A1)", "Asukkaan tili"]
    assert parse_register(register_csv(table), where="register.csv").equals(table)
    assert parse_register("", where="register.csv").empty


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (RENAMED.replace("renamed", "siblings"), "one of same, renamed"),
        (RENAMED.replace("2022-09", "2022-13"), "a period YYYY-MM"),
        (RENAMED.replace("Maija Mallikas", ""), "who confirmed it"),
        (RENAMED.replace("2026-01-15", "15.1.2026"), "a date YYYY-MM-DD"),
        (confirmed("2022-09", "Osa", "split", "use-case-2"), "an other_id for the relation 'split'"),
        (confirmed("2022-09", "Osa", "split", "use-case-2", "use-case-2"), "another action as other_id"),
        (confirmed("2022-09", "Osa", "successor", "use-case-2", "use-case-1"), "an other_programme"),
        (RENAMED.replace("use-case-1", ""), "a value for 'action_id'"),
        (RENAMED + ",more", "cells, found more or fewer"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_line(line: str, expected: str) -> None:
    with pytest.raises(ConfigurationError, match=expected) as refused:
        parsed(line)

    assert refused.value.where == "register.csv, line 2"


def test_two_actions_of_one_period_cannot_both_be_the_same_one() -> None:
    with pytest.raises(
        ConfigurationError, match=r"one word on 'Toinen' in 2022-09, found a second \(first: line 2\)"
    ):
        parsed(RENAMED, confirmed("2022-09", "Toinen", "same", "use-case-1"))


def test_a_proposed_row_needs_nobodys_name() -> None:
    parsed(RENAMED.replace("confirmed", "proposed").replace("Maija Mallikas", "").replace("2026-01-15", ""))


def test_a_new_word_on_an_action_takes_the_place_of_the_former_one() -> None:
    table = parse_register(f"{HEADER}\n{RENAMED}", where="register.csv")
    now = parse_register(
        f"{HEADER}\n{confirmed('2022-09', 'ASUKKAAN TILI', 'new', 'use-case-9')}", where="register.csv"
    )

    assert with_rows(table, now)["relation"].tolist() == ["new"]
