"""What people are asked about: the doubtful, a steady sample of the clear, and what became of answers."""

import subprocess
import sys

import pandas as pd
import pytest

from seuranta.classify.decisions import DECISIONS, decisions_csv, parse_decisions
from seuranta.classify.fingerprint import READING_MODULES, lexicon_fingerprint
from seuranta.classify.review import (
    Answer,
    Decided,
    Why,
    decision_row,
    is_open,
    is_sampled,
    review_items,
    says_the_same,
    with_decisions,
)
from seuranta.classify.tables import read_statuses
from seuranta.classify.texts import text_sha256
from seuranta.model import Blocker, Period, Status
from seuranta.tables import ACTIONS

CLEAR, WORDLESS = "Otettu käyttöön 2022.", "Kuvalan satama-allas."


def actions(*texts: str) -> pd.DataFrame:
    return ACTIONS.frame(
        {
            "action_id": f"use-case-{number}",
            "kind": "use_case",
            "label": f"1.{number}",
            "name": f"Venepaikat {number}",
            "planned_years": "2022",
            "status_text": text,
            "language": "fi",
            "is_hidden": False,
            "source_file": "tilanne.txt",
        }
        for number, text in enumerate(texts, start=1)
    )


def items(*texts: str, decisions: pd.DataFrame | None = None) -> list:
    table = actions(*texts)
    readings = read_statuses(table, DECISIONS.empty(), Period(2023, 3))
    return review_items(table, readings, DECISIONS.empty() if decisions is None else decisions)


def test_a_doubtful_reading_is_open_until_it_is_decided() -> None:
    (item,) = items(WORDLESS)
    row = decision_row(item, Answer(Status.PLANNED), by="Aino", on="2023-04-03", lexicon="a" * 16)

    (decided,) = items(WORDLESS, decisions=DECISIONS.frame([row]))

    assert (item.why, is_open(item)) == (Why.DOUBTFUL, True)
    assert is_open(decided) is False
    assert decided.decided == Decided(Answer(Status.PLANNED), by="Aino", on="2023-04-03")


def test_about_one_clear_reading_in_ten_is_sampled_and_always_the_same_ones() -> None:
    chosen = [item.action_id for item in items(*[CLEAR] * 1000) if item.why is Why.SAMPLE]

    again = [item.action_id for item in items(*[f" {CLEAR}\n"] * 1000) if item.why is Why.SAMPLE]

    assert 60 < len(chosen) < 140
    assert chosen == again


def test_a_blank_is_never_sampled() -> None:
    sampled = [n for n in range(1, 200) if is_sampled(f"use-case-{n}", text_sha256(""))]

    assert sampled
    assert {item.why for item in items(*[""] * 199)} == {Why.OTHER}


def test_an_answer_about_an_older_text_does_not_count() -> None:
    (item,) = items("Aloitetaan.")
    row = decision_row(item, Answer(Status.PLANNED), by="Aino", on="2023-04-03", lexicon=None)

    (changed,) = items(WORDLESS, decisions=DECISIONS.frame([row]))

    assert changed.decided is None


def test_a_decision_tells_what_the_rules_had_read_and_by_which_lexicon() -> None:
    (item,) = items(CLEAR)

    row = decision_row(item, Answer(Status.ON_HOLD), by="Aino", on="2023-04-03", lexicon="a" * 16)

    assert (row["read_as"], row["tier"], row["lexicon"]) == ("completed", "clear", "a" * 16)


def test_a_blind_answer_tells_nothing_of_the_rules() -> None:
    (item,) = items(CLEAR)

    row = decision_row(item, Answer(Status.ON_HOLD), by="Otto", on="2023-04-03", lexicon=None)

    assert not {"read_as", "tier", "lexicon"} & set(row)


def test_a_changed_decision_keeps_its_place_and_one_taken_back_is_gone() -> None:
    first, second = items(WORDLESS, WORDLESS)

    def said(item: object, status: Status) -> dict[str, object]:
        return decision_row(item, Answer(status), by="Aino", on="2023-04-03", lexicon=None)

    both = with_decisions(
        DECISIONS.empty(),
        {first.key: said(first, Status.PLANNED), second.key: said(second, Status.PLANNED)},
    )
    changed = with_decisions(both, {first.key: said(first, Status.ON_HOLD)})

    assert changed["status"].to_list() == ["on_hold", "planned"]
    assert with_decisions(changed, {first.key: None})["action_id"].to_list() == ["use-case-2"]


@pytest.mark.parametrize(
    ("answer", "same"),
    [
        (Answer(Status.ON_HOLD, Blocker.FUNDING, 2022, "Soitettu."), True),
        (Answer(Status.ON_HOLD, Blocker.FUNDING, 2022), True),
        (Answer(Status.ON_HOLD, Blocker.FUNDING, 2022, "Kysytty."), False),
        (Answer(Status.ON_HOLD, None, 2022), False),
        (Answer(Status.ON_HOLD, Blocker.FUNDING, 2021), False),
        (Answer(Status.PLANNED, Blocker.FUNDING, 2022), False),
    ],
)
def test_an_answer_says_the_same_when_nothing_in_it_is_new(answer: Answer, same: bool) -> None:
    decided = Decided(Answer(Status.ON_HOLD, Blocker.FUNDING, 2022, "Soitettu."), "Aino", "2023-04-03")

    assert says_the_same(decided, answer) is same
    assert says_the_same(None, answer) is False


@pytest.mark.parametrize("reason", ["=1+1", "'=1+1", "''@", "- avoin", 'Sanoi: "ei", ja\nlähti', "'oikein'"])
def test_what_is_written_is_read_back_and_no_spreadsheet_obeys_it(reason: str) -> None:
    (item,) = items(WORDLESS)
    answer = Answer(Status.ON_HOLD, Blocker.DECISION, 2022, reason)
    table = DECISIONS.frame([decision_row(item, answer, by="=Aino", on="2023-04-03", lexicon="a" * 16)])

    text = decisions_csv(table)

    assert parse_decisions(text, where="decisions.csv").equals(table)
    assert not {cell[:1] for line in text.splitlines() for cell in line.split(",")} & set("=+-@")


def test_the_fingerprint_covers_every_module_that_takes_part_in_a_reading() -> None:
    command = "import sys, seuranta.classify.engine; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)

    names = {name.removeprefix("seuranta.classify.") for name in loaded.stdout.split() if "classify." in name}

    assert {name for name in names if not name.startswith("verbs")} == set(READING_MODULES)


def test_the_lexicon_has_one_fingerprint() -> None:
    assert lexicon_fingerprint() == lexicon_fingerprint()
    assert set(lexicon_fingerprint()) <= set("0123456789abcdef")
    assert len(lexicon_fingerprint()) == 16
