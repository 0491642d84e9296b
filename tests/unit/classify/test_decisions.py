"""What people decided: read strictly, applied to one text only, expired when it changes."""

import pandas as pd
import pytest

from seuranta.classify.decisions import DECISIONS, expired_decisions, parse_decisions
from seuranta.classify.texts import text_sha256
from seuranta.errors import ConfigurationError, MissingColumnError
from seuranta.tables import ACTIONS

SHA = text_sha256("Selvitetty.")
HEADER = "action_id,text_sha256,status,blocker,as_of_year,decided_by,decided_on,reason"
ROW = f"chat,{SHA},on_hold,decision,2022,Maija Meikäläinen,2022-10-03,jatko auki"


def actions(**texts: str | None) -> pd.DataFrame:
    return ACTIONS.frame(
        {"action_id": action_id, "status_text": text, "is_hidden": False} for action_id, text in texts.items()
    )


def test_a_decision_is_read_with_its_blanks_as_missing() -> None:
    table = parse_decisions(
        f"{HEADER}\n{ROW}\nkartta,{SHA},completed,,,M M,2022-10-03,\n", where="decisions.csv"
    )

    assert list(table.columns) == list(DECISIONS.columns)
    assert table["status"].tolist() == ["on_hold", "completed"]
    assert table["blocker"].isna().tolist() == [False, True]
    assert table.loc[0, "as_of_year"] == 2022
    assert pd.isna(table.loc[1, "as_of_year"])


def test_semicolons_are_read_as_a_finnish_excel_writes_them() -> None:
    with_semicolons = f"{HEADER}\n{ROW}".replace(",", ";")

    table = parse_decisions(with_semicolons, where="decisions.csv")

    assert table.equals(parse_decisions(f"{HEADER}\n{ROW}", where="decisions.csv"))


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", HEADER, f"\ufeff{HEADER}\n"])
def test_no_decision_is_an_empty_table(text: str) -> None:
    assert parse_decisions(text, where="decisions.csv").empty


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("action_id,status\n", 1, "columns"),
        (f"{HEADER}\n{ROW.replace('on_hold', 'waiting')}", 2, "'waiting'"),
        (f"{HEADER}\n{ROW.replace('Maija Meikäläinen', ' ')}", 2, "decided_by"),
        (f"{HEADER}\n{ROW.replace('decision', 'weather', 1)}", 2, "'weather'"),
        (f"{HEADER}\n{ROW.replace('2022,', 'last,', 1)}", 2, "'last'"),
        (f"{HEADER}\n{ROW.replace('2022-10-03', '3.10.2022')}", 2, "'3.10.2022'"),
        (f"{HEADER}\n{ROW.replace(SHA, 'abc')}", 2, "'abc'"),
        (f"{HEADER}\n{ROW}\n{ROW}", 3, "second"),
        (f"{HEADER}\n{ROW},more", 2, "a cell for each column"),
        (f"{HEADER}\nchat,{SHA}", 2, "a cell for each column"),
    ],
)
def test_a_row_that_cannot_be_followed_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_decisions(text, where="decisions.csv")

    assert caught.value.where == f"decisions.csv, line {line}"
    assert said in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ({"chat": "Selvitetty."}, []),
        ({"chat": " Selvitetty.\n"}, []),
        ({"chat": "Selvitetty ja otettu käyttöön."}, ["text_changed"]),
        ({"kartta": "Selvitetty."}, ["action_gone"]),
        ({"chat": None}, ["action_gone"]),
    ],
)
def test_a_decision_expires_with_its_text_or_its_action(now: dict[str, str | None], why: list[str]) -> None:
    decisions = parse_decisions(f"{HEADER}\n{ROW}", where="decisions.csv")

    assert expired_decisions(decisions, actions(**now))["why"].tolist() == why


def test_expiry_needs_the_texts() -> None:
    with pytest.raises(MissingColumnError):
        expired_decisions(DECISIONS.empty(), pd.DataFrame({"action_id": ["chat"]}))


def test_texts_that_read_alike_have_one_hash() -> None:
    """Composed or not, with whatever white space between: the same words."""
    assert text_sha256("Käytössä  2020.") == text_sha256("Ka\u0308yto\u0308ssa\u0308\n2020. ")
    assert text_sha256("Käytössä 2020.") != text_sha256("Käytössä 2021.")


def test_a_file_that_tells_what_the_rules_had_read_is_read_too() -> None:
    table = parse_decisions(
        f"{HEADER},read_as,tier,lexicon\n{ROW},planned,clear,{'a' * 16}\n"
        f"kartta,{SHA},completed,,,M,2022-10-03,,,,\n",
        where="decisions.csv",
    )

    assert table["read_as"].fillna("-").to_list() == ["planned", "-"]
    assert table["lexicon"].isna().to_list() == [False, True]


@pytest.mark.parametrize(
    ("rules", "said"),
    [("done,clear,", "'done'"), ("planned,reviewed,", "'reviewed'"), ("planned,clear,v2", "'v2'")],
)
def test_a_row_that_tells_nonsense_of_the_rules_is_refused(rules: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        parse_decisions(f"{HEADER},read_as,tier,lexicon\n{ROW},{rules}", where="decisions.csv")
