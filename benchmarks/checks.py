"""What it costs to check many programmes in one call, beyond the import of Great Expectations.

    .venv/bin/python benchmarks/checks.py [--programmes 300] [--actions 60]

Every programme has its own texts, a former period, its document with a remark, and a row in twenty with a
doubtful or placeholder text. Prints CPU-seconds: the import and a first small call, then the call for all.
"""

import argparse
import json
import time

import pandas as pd

from seuranta.config import LocalName, Programme
from seuranta.model import Period
from seuranta.tables import ACTIONS, DOCUMENTS, HISTORY, QUARANTINE, READINGS
from seuranta.validate import RULES, PeriodTables, validate_many

PERIOD = Period(2022, 9)
NAMES = ("kartta", "ajanvaraus", "lomake", "chat")
TEXTS = (
    "Suunnittelutyö aloitettu v 2021. Työryhmä {number} edistänyt työtä v 2022.",
    "Ratkaisu {number} on hankittu, ja koulutukset on järjestetty syksyllä 2022.",
    "Haettu avustusta valtiolta, mutta rahoitusta hankkeelle {number} ei saatu.",
    "Kartoitus {number} on tehty. Päätös jatkosta tehdään vuonna 2023.",
)


def main() -> None:
    """Make the programmes, check them, and print what it cost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--programmes", type=int, default=300)
    parser.add_argument("--actions", type=int, default=60)
    options = parser.parse_args()
    subjects = [_subject(number, options.actions) for number in range(options.programmes)]

    started = time.process_time()
    validate_many([_subject(0, 1)])
    print(f"import and a first call: {time.process_time() - started:.2f} CPU-seconds")

    started = time.process_time()
    validations = validate_many(subjects)
    spent = time.process_time() - started
    findings = sum(len(validation.findings) for validation in validations)
    rules = {result["rule"] for result in validations[0].results}
    print(
        f"{options.programmes} programmes x {options.actions} actions, {len(rules)} of {len(RULES)} rules in"
        f" {validations[0].checks_run} checks: {spent:.2f} CPU-seconds, {findings} findings"
    )


def _subject(number: int, action_count: int) -> PeriodTables:
    actions, readings = _tables(number, action_count)
    document = {
        "file": "tilanne.txt",
        "outcome": "read",
        "action_count": action_count,
        "warnings": json.dumps(
            [{"code": "row_goes_on", "message": "a row goes on", "place": "line 3, table 1, row 2"}]
        ),
        "tables": json.dumps(
            [
                {
                    "table": 1,
                    "row_count": action_count,
                    "heading_count": 0,
                    "left_out_count": 0,
                    "joined_count": 0,
                    "totals": {"2021": action_count},
                }
            ]
        ),
    }
    name = LocalName({"fi": f"Ohjelma {number}"}, {})
    programme = Programme(
        f"kunta-{number}", name, name, 2020, 2023, ("fi",), "fi", None, "#1d4e89", themes=()
    )
    former = {"period": "2022-03", "status": "in_progress", "blocker": None, "origin_ids": ""}
    before = actions.assign(status_text="Alkuvuonna: " + actions["status_text"], **former)
    return PeriodTables(
        programme,
        PERIOD,
        actions,
        readings,
        documents=DOCUMENTS.frame([document]),
        quarantine=QUARANTINE.empty(),
        history=HISTORY.conform(before),
    )


def _tables(number: int, action_count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = range(1, action_count + 1)
    actions: list[dict[str, object]] = [
        {
            "action_id": f"use-case-{row}",
            "kind": "use_case",
            "label": f"1.{row}",
            "theme_id": "services",
            "number": str(row),
            "name": f"Palvelun {number * 7919 + row * 104_729} {NAMES[row % 4]}",
            "markers": "",
            "tags": "",
            "planned_years": "2021 2022",
            "first_planned_year": 2021,
            "last_planned_year": 2022,
            "status_text": TEXTS[row % 4].format(number=f"{number}/{row}") if row % 40 else "xxx",
            "owner": "Kirjasto",
            "extra": "{}",
            "language": "fi",
            "is_hidden": False,
            "source_file": "tilanne.txt",
            "source_line": row + 1,
            "source_table": 1,
            "source_row": row,
        }
        for row in rows
    ]
    readings: list[dict[str, object]] = [
        {
            "action_id": f"use-case-{row}",
            "status": "in_progress",
            "alternatives": "",
            "tier": "clear" if (row + 7) % 40 else "doubtful",
            "rule": "step",
            "evidence": "[]",
            "as_of_year": 2022,
            "is_stale": False,
            "timing": "due",
            "needs_review": False,
            "text_sha256": "0" * 64,
        }
        for row in rows
    ]
    return ACTIONS.frame(actions), READINGS.frame(readings)


if __name__ == "__main__":
    main()
