"""What became of a run, as users and schedulers are told."""

from dataclasses import dataclass, field
from typing import Any

from seuranta.errors import DocumentRefusedError

Refused = dict[str, str]


@dataclass(frozen=True)
class RunOutcome:
    """What became of one programme and period.

    Args:
        programme: the programme.
        period: the period.
        outcome: `published`, `unchanged` or `failed`.
        exit_code: as in the contract of the command line.
        reports: the published reports, below the root.
        refused: the documents that were refused: `file`, `message` and `hint` of each.
        counts: what was counted, e.g. actions, completed, findings by severity.
        error: line and hint of what went wrong; None when nothing did.
    """

    programme: str
    period: str
    outcome: str
    exit_code: int = 0
    reports: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    error: tuple[str, str] | None = None


def outcome_of(manifest: dict[str, Any], outcome: str) -> RunOutcome:
    """The outcome of a period whose `run.json` says this."""
    refused = tuple(manifest["refused"])
    return RunOutcome(
        programme=manifest["programme"],
        period=manifest["period"],
        outcome=outcome,
        exit_code=DocumentRefusedError.exit_code if refused else 0,
        reports=tuple(manifest["reports"]),
        refused=refused,
        counts=manifest["counts"],
    )
