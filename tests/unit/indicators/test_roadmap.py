"""What a roadmap counts before anything is reported."""

import pandas as pd
import pytest

from seuranta.indicators import compute_indicators
from seuranta.model import Kind
from seuranta.tables import ACTIONS, READINGS
from tests.unit.indicators.frames import PERIOD, action, value

MEASURES = [
    ("Luodaan asiakasrekisterit", "customers", "A", "Laki", "L", "L"),
    ("5 ESG mittariston luominen", "climate", "B", "Laki", "M", "M"),
    ("Lasketaan hiilijalanjälki", "climate", "B", "Strategia", "S", "M"),
    ("Luomme tekoälyrekisterin", "capabilities", "Kyvykkyydet", "Laki", "l", " S"),
    ("Investointilaskennan kehittäminen", None, None, "", "M", None),
]


@pytest.fixture(scope="module")
def roadmap() -> pd.DataFrame:
    actions = ACTIONS.frame(
        action(
            name, kind=Kind.MEASURE, theme_id=theme, goal=goal, origin=origin, impact=impact, cost_class=cost
        )
        for name, theme, goal, origin, impact, cost in MEASURES
    )
    return compute_indicators(actions, READINGS.empty(), PERIOD)


def test_measures_are_counted_by_what_is_written_of_them(roadmap: pd.DataFrame) -> None:
    assert value(roadmap, "measure_count", dimension="theme", group="climate") == "2/5"
    assert value(roadmap, "measure_count", dimension="goal", group="Kyvykkyydet") == "1/5"
    assert value(roadmap, "measure_count", dimension="origin", group="Laki") == "3/5"


def test_what_is_not_written_is_said_to_be_so(roadmap: pd.DataFrame) -> None:
    assert value(roadmap, "measure_count", dimension="theme", group="unassigned") == "1/5"
    assert value(roadmap, "measure_count", dimension="origin", group="not_stated") == "1/5"
    assert value(roadmap, "measure_count", dimension="level", group="not_stated") == "5/5"


def test_every_pair_of_impact_and_cost_is_counted(roadmap: pd.DataFrame) -> None:
    pairs = roadmap[roadmap["indicator"].eq("impact_cost")]

    assert pairs["category"].tolist() == ["S/S", "S/M", "S/L", "M/S", "M/M", "M/L", "L/S", "L/M", "L/L"]
    assert pairs["numerator_count"].tolist() == [0, 1, 0, 0, 1, 0, 1, 0, 1]


def test_a_large_impact_at_a_small_cost_is_a_quick_win(roadmap: pd.DataFrame) -> None:
    assert value(roadmap, "quick_wins") == "1/5"


def test_an_unstated_cost_is_never_below_the_impact(roadmap: pd.DataFrame) -> None:
    assert value(roadmap, "impact_exceeds_cost") == "1/5"


def test_a_roadmap_says_nothing_of_statuses(roadmap: pd.DataFrame) -> None:
    assert set(roadmap["indicator"]) == {
        "measure_count",
        "impact_cost",
        "quick_wins",
        "impact_exceeds_cost",
    }
