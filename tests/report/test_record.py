"""The method section tells how often people found the readings right, and how far two people agree."""

from typing import Any

import pytest

from seuranta.model import Status
from seuranta.report.blocks import Definitions, Paragraph
from seuranta.report.content.compose import compose_reports
from tests.report.kuvala import action, material, reading

LANGUAGES = ("fi", "sv", "en")
SPACE = "\N{NO-BREAK SPACE}"


def record(tier: str, right: int, count: int, low: float | None = None, high: float | None = None) -> Any:
    return {
        "measure": "right",
        "tier": tier,
        "text_count": count,
        "same_count": right,
        "low_share": low,
        "high_share": high,
    }


def agreement(same: int, count: int, kappa: float | None = None) -> Any:
    return {"measure": "agreement", "tier": "", "text_count": count, "same_count": same, "kappa": kappa}


def told(*rows: Any) -> dict[str, str]:
    """What the part on certainty says, by language."""
    row = action("Chat", "Otettu käyttöön.")
    found = material([row], [reading(row, Status.COMPLETED)], reliability=rows)
    said = {}
    for language, report in compose_reports(found, LANGUAGES).reports.items():
        method = next(section for section in report.sections if section.id == "method")
        part = next(block for block in method.blocks if getattr(block, "id", "") == "method_certainty")
        pieces = []
        for block in part.blocks:
            if isinstance(block, Definitions):
                pieces += [meaning for _, meaning in block.items]
            elif isinstance(block, Paragraph):
                pieces.append(block.text)
        said[language] = " ".join(span.text for piece in pieces for span in piece)
    return said


def test_a_checked_tier_shows_how_many_were_right_and_how_sure_that_is() -> None:
    shown = told(record("clear", 12, 13, 0.667, 0.986), record("doubtful", 0, 0), agreement(0, 0))

    assert "12 of 13 right (67–99%, the 95 per cent interval by Wilson)" in shown["en"]
    assert f"oikeita on 12/13 (67–99{SPACE}%, Wilsonin" in shown["fi"]
    assert f"12 av 13 riktiga (67–99{SPACE}%, 95 procents" in shown["sv"]
    assert shown["en"].count("Nobody has checked such a reading") == 1


def test_the_tier_that_people_decided_has_no_record() -> None:
    shown = told(record("clear", 0, 0), record("doubtful", 0, 0), agreement(0, 0))

    assert shown["en"].count("Nobody has checked") == 2
    assert shown["fi"].count("Kukaan ei ole tarkistanut") == 2
    assert shown["sv"].count("Ingen har granskat") == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (agreement(0, 0), "No second person has read"),
        (agreement(1, 1), "too few for an agreement"),
        (agreement(9, 9), "gave 9 of 9 texts the status that was decided. Both gave one status"),
        (
            agreement(18, 20, 0.857),
            "gave 18 of 20 texts the status that was decided. Cohen's kappa is 0.86 (1",
        ),
    ],
)
def test_the_agreement_of_two_readers_is_told_in_words(row: Any, said: str) -> None:
    assert said in told(row)["en"]


def test_kappa_is_written_as_each_language_writes_decimals() -> None:
    shown = told(agreement(18, 20, 0.857))

    assert "kappa on 0,86" in shown["fi"]
    assert "kappa är 0,86" in shown["sv"]
