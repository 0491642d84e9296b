"""Statements of many bodies, written for the purpose, labelled by two readers, are read as well as before."""

import json
from pathlib import Path

import pytest

from seuranta.classify import Reading, read_status
from seuranta.model import Tier

STATEMENTS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "benchmarks" / "statements.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def readings_of(language: str) -> list[tuple[Reading, dict[str, object]]]:
    return [
        (read_status(s["text"], item=s["item"], language=language, period_year=s["period_year"]), s)
        for s in STATEMENTS
        if s["lang"] == language
    ]


@pytest.mark.parametrize(
    ("language", "accepted_share_min", "clear_right_share_min"),
    [("fi", 0.76, 0.85), ("sv", 0.74, 0.85), ("en", 0.70, 0.82)],
)
def test_statements_that_nobody_wrote_cues_by_are_read_no_worse_than_when_they_were_collected(
    language: str, accepted_share_min: float, clear_right_share_min: float
) -> None:
    """Two points below what was measured then; benchmarks/statements.py prints the figures of today."""
    read = readings_of(language)
    accepted = [reading.status in statement["acceptable"] for reading, statement in read]
    clear = [ok for ok, (reading, _) in zip(accepted, read, strict=True) if reading.tier is Tier.CLEAR]

    assert sum(accepted) / len(accepted) >= accepted_share_min
    assert sum(clear) / len(clear) >= clear_right_share_min


@pytest.mark.parametrize(("language", "found_share_min"), [("fi", 0.70), ("sv", 0.55), ("en", 0.75)])
def test_blockers_of_such_statements_are_found_as_often_as_then(
    language: str, found_share_min: float
) -> None:
    blocked = [reading for reading, statement in readings_of(language) if statement["blocker"]]

    assert sum(reading.blocker is not None for reading in blocked) / len(blocked) >= found_share_min
