"""An invented programme with one action that breaks no rule, to be broken one cell at a time."""

import pandas as pd

from seuranta.config import LocalName, Programme, Theme
from seuranta.model import Kind, Period, Status, Tier, Timing
from seuranta.tables import ACTIONS, READINGS
from seuranta.validate import Validation, validate_tables

PERIOD = Period(2022, 9)


def _name(text: str) -> LocalName:
    return LocalName({"fi": text}, {})


PROGRAMME = Programme(
    slug="kuvala-digi",
    name=_name("Kuvalan digiohjelma"),
    organisation=_name("Kuvalan kaupunki"),
    first_year=2020,
    last_year=2023,
    languages=("fi", "sv", "en"),
    document_language="fi",
    predecessor=None,
    accent_colour="#1d4e89",
    themes=(Theme("services", _name("Palvelut"), (1,), (), (), "stated", None),),
)

SOUND_ACTION: dict[str, object] = {
    "action_id": "use-case-1",
    "kind": Kind.USE_CASE,
    "label": "1.1",
    "theme_id": "services",
    "name": "Sähköinen yhteydenottokanava nuorille",
    "markers": "",
    "tags": "",
    "planned_years": "2021 2022",
    "first_planned_year": 2021,
    "last_planned_year": 2022,
    "status_text": "Suunnittelutyö aloitettu v 2021. Työryhmä edistänyt työtä v 2022.",
    "extra": "{}",
    "language": "fi",
    "is_hidden": False,
    "source_file": "tilanne.txt",
    "source_line": 64,
    "source_table": 5,
    "source_row": 7,
}

SOUND_READING: dict[str, object] = {
    "action_id": "use-case-1",
    "status": Status.IN_PROGRESS,
    "alternatives": "",
    "tier": Tier.CLEAR,
    "rule": "continuation",
    "evidence": "[]",
    "as_of_year": 2022,
    "is_stale": False,
    "timing": Timing.DUE,
    "needs_review": False,
    "text_sha256": "0" * 64,
}

SOUND_MEASURE: dict[str, object] = {
    "action_id": "measure-1",
    "kind": Kind.MEASURE,
    "label": "16",
    "number": "16",
    "theme_id": "services",
    "name": "Luomme tekoälyrekisterin ja mallin ylläpitää rekisteriä",
    "markers": "",
    "tags": "",
    "planned_years": "",
    "problem": "Miten varmistamme, että tiedämme mitä tekoäly sovelluksia kaupungilla on?",
    "goal": "C",
    "origin": "Laki",
    "benefit": "kestävyys",
    "beneficiary": "henkilöstö",
    "impact": "S",
    "cost_class": "M",
    "level": "analytiikka & data",
    "extra": "{}",
    "language": "fi",
    "is_hidden": False,
    "source_file": "tiekartta.txt",
    "source_line": 46,
    "source_table": 1,
    "source_row": 16,
}


def actions(*changes: dict[str, object], sound: dict[str, object] = SOUND_ACTION) -> pd.DataFrame:
    """One sound action for each set of changes; each has its own id, name, text and row."""
    rows = []
    for number, change in enumerate(changes, start=1):
        own: dict[str, object] = {
            "action_id": f"action-{number}",
            "label": f"1.{number}",
            "name": f"{sound['name']}, osa {number}",
            "source_line": 63 + number,
            "source_row": number,
        }
        if "status_text" in sound:
            own["status_text"] = f"{sound['status_text']} Vaihe {number}."
        rows.append(sound | own | change)
    return ACTIONS.frame(rows)


def readings(of: pd.DataFrame, *changes: dict[str, object]) -> pd.DataFrame:
    """One sound reading for each action, the first ones changed."""
    rows = []
    for number, action_id in enumerate(of["action_id"]):
        change = changes[number] if number < len(changes) else {}
        rows.append(SOUND_READING | {"action_id": action_id} | change)
    return READINGS.frame(rows)


def check(of: pd.DataFrame, *changes: dict[str, object]) -> Validation:
    """Validate actions with sound readings, the first ones changed."""
    return validate_tables(of, readings(of, *changes), PROGRAMME, PERIOD)


def check_roadmap(*changes: dict[str, object]) -> Validation:
    """Validate a roadmap of sound measures, changed as told."""
    return validate_tables(actions(*changes, sound=SOUND_MEASURE), READINGS.empty(), PROGRAMME, PERIOD)


def broken(validation: Validation) -> list[tuple[str, str | None]]:
    """The rules that are broken, each with the column at fault, in order."""
    findings = validation.findings
    return [
        (rule, column if isinstance(column, str) else None)
        for rule, column in zip(findings["rule"], findings["column"], strict=True)
    ]
