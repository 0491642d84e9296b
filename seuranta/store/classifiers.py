"""Another model, installed beside Seuranta, that is asked about doubtful texts; its answers are kept."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from seuranta.errors import ConfigurationError, StepFailedError
from seuranta.model import Status
from seuranta.store.files import write_whole
from seuranta.store.layout import PeriodFolders

ENTRY_POINTS = "seuranta.classifiers"
Question = Mapping[str, Any]
Classifier = Callable[[Sequence[Question]], Sequence[str | None]]
"""Gets mappings with `item`, `text`, `language` and `period_year`; gives a status code or None for each."""

_ASKED = ("item", "text", "language", "period_year")


def classifier_of(folders: PeriodFolders) -> str | None:
    """The name and version of the classifier that the programme asks; None where it asks none.

    Raises:
        ConfigurationError: `programme.toml` cannot be followed, or names one that is not installed, or that
            several packages bring.
    """
    name = folders.layout.programme(folders.slug).classifier
    if name is None:
        return None
    distribution = _entry_point(name, folders.slug).dist
    return name if distribution is None else f"{name} {distribution.version}"


def suggestions(folders: PeriodFolders, questions: Sequence[Question]) -> dict[str, Status]:
    """What the programme's classifier suggests; each text is asked about once, and the answer is kept.

    Args:
        folders: the period's folders.
        questions: the doubtful texts, each with its `action_id` and what `Classifier` gets.

    Returns:
        The suggested status by `action_id`, of those about which it suggests one; empty where none is asked.

    Raises:
        ConfigurationError: `programme.toml` cannot be followed, or names one that is not installed.
        StepFailedError: it failed, or answered what is no status.
    """
    name = folders.layout.programme(folders.slug).classifier
    if name is None:
        return {}
    version = classifier_of(folders)
    kept = _kept(folders.suggestions)
    keys = [_key(version, question) for question in questions]
    missing = {key: question for key, question in zip(keys, questions, strict=True) if key not in kept}
    if missing:
        answers = _answers(_entry_point(name, folders.slug), list(missing.values()), folders.slug)
        kept |= dict(zip(missing, answers, strict=True))
        write_whole(folders.suggestions, json.dumps(kept, indent=1, sort_keys=True).encode("utf-8"))
    answered = ((question["action_id"], kept[key]) for question, key in zip(questions, keys, strict=True))
    return {action_id: Status(answer) for action_id, answer in answered if answer is not None}


def _entry_point(name: str, slug: str) -> metadata.EntryPoint:
    found = metadata.entry_points(group=ENTRY_POINTS, name=name)
    if not found:
        installed = ", ".join(sorted(metadata.entry_points(group=ENTRY_POINTS).names)) or "none"
        raise ConfigurationError(
            f"expected an installed classifier, found {name!r}; installed: {installed}",
            where=f"{slug}/programme.toml",
            hint="install the package that brings it, or take the line `classifier` out",
        )
    if len(found) > 1:
        brought_by = ", ".join(sorted(entry.dist.name for entry in found if entry.dist))
        raise ConfigurationError(
            f"expected one classifier {name!r}, found {len(found)}: of {brought_by}",
            where=f"{slug}/programme.toml",
            hint="uninstall the packages that are not meant",
        )
    return next(iter(found))


def _answers(entry_point: metadata.EntryPoint, questions: list[Question], slug: str) -> list[str | None]:
    """What it answers, in the order of the questions."""
    try:
        classifier: Classifier = entry_point.load()
        answers = list(classifier([{key: question[key] for key in _ASKED} for question in questions]))
    except Exception as error:  # what a stranger's code raises cannot be listed
        raise _failed(entry_point, f"{type(error).__name__}: {error}", slug) from error
    if len(answers) != len(questions):
        raise _failed(entry_point, f"{len(answers)} answers to {len(questions)} texts", slug)
    unknown = [answer for answer in answers if not _is_answer(answer)]
    if unknown:
        raise _failed(entry_point, f"{unknown[0]!r}, which is no status", slug)
    return [None if answer is None else str(Status(answer)) for answer in answers]


def _failed(entry_point: metadata.EntryPoint, found: str, slug: str) -> StepFailedError:
    return StepFailedError(
        f"expected suggestions from the classifier {entry_point.name!r}, found {found}",
        where=f"{slug}/programme.toml",
        hint="mend the classifier, or take the line `classifier` out: no reading needs it",
    )


def _kept(cache: Path) -> dict[str, str | None]:
    """The answers so far; a file that is no longer what was written is as good as none."""
    try:
        kept = json.loads(cache.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and all(map(_is_answer, kept.values())) else {}


def _is_answer(value: object) -> bool:
    return value is None or (isinstance(value, str) and value in set(Status))


def _key(version: str | None, question: Question) -> str:
    told = json.dumps([version, *(question[key] for key in _ASKED)], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
