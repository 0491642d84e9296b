"""The reference names every indicator, and no other."""

import re
from pathlib import Path

from seuranta.indicators import compute_indicators
from seuranta.model import Status
from seuranta.tables import ACTIONS, CONTINUATIONS, READINGS
from tests.unit.indicators.frames import PERIOD, action, reading

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "indicators.md"


def test_the_reference_has_one_row_for_each_indicator_with_its_bases() -> None:
    one = action("Digituki")
    link = CONTINUATIONS.frame([{"action_id": one["action_id"], "former_action_id": "a"}])
    actions, readings = ACTIONS.frame([one]), READINGS.frame([reading(one, Status.COMPLETED)])
    follow_up = compute_indicators(actions, readings, PERIOD, link)
    roadmap = compute_indicators(actions, READINGS.empty(), PERIOD)
    computed: dict[str, set[str]] = {}
    for table in (follow_up, roadmap):
        for indicator, basis in zip(table["indicator"], table["basis"], strict=True):
            computed.setdefault(indicator, set()).add(basis)

    documented = {}
    for section in REFERENCE.read_text(encoding="utf-8").split("\n## ")[1:]:
        for row in re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, flags=re.MULTILINE):
            documented[row[0]] = set(re.findall(r"`(\w+)`", re.sub(r"\(.*\)", "", row[1])))

    assert documented == computed
