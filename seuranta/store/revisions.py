"""Published figures that changed: what was published of a period before, and which versions it used."""

from collections.abc import Iterable, Mapping
from typing import Any

_VERSIONS = ("seuranta", "codebook", "lexicon")
Publication = dict[str, Any]


def figures_of(indicators: Iterable[Mapping[Any, Any]]) -> dict[str, int]:
    """The figures that a period stands for: how many actions there are, and how many of each status.

    Args:
        indicators: rows of `tables.INDICATORS`.

    Returns:
        `actions`, and the count of each status that is not 0, in the order of the table.
    """
    whole = [row for row in indicators if row["dimension"] == "programme" and row["basis"] == "all"]
    counts = {row["category"]: int(row["numerator_count"]) for row in whole if _is_status_count(row)}
    actions = max((int(row["denominator_count"]) for row in whole), default=0)
    return {"actions": actions, **{status: count for status, count in counts.items() if count}}


def former_publications(manifest: Mapping[str, Any] | None, figures: Mapping[str, int]) -> list[Publication]:
    """What `run.json` keeps of the publications before this one, the oldest first.

    Args:
        manifest: what it says now; None where the period is not published.
        figures: those that are to be published.

    Returns:
        Each that had other figures than the next: `published_at`, `versions` (of Seuranta, its codebook and
        its lexicon) and `figures`.
    """
    known = publications(manifest)
    return known if not known or known[-1]["figures"] != figures else known[:-1]


def publications(manifest: Mapping[str, Any] | None) -> list[Publication]:
    """Every publication with figures of its own, the one that stands now last."""
    if manifest is None or "figures" not in manifest:
        return []
    told, former = manifest.get("versions"), manifest.get("former_counts")
    versions = {name: told.get(name) for name in _VERSIONS} if isinstance(told, dict) else {}
    now = {
        "published_at": manifest.get("finished_at"),
        "versions": versions,
        "figures": manifest["figures"],
    }
    return [*(former if isinstance(former, list) else []), now]


def revisions(before: Iterable[Publication], figures: Mapping[str, int]) -> list[dict[str, object]]:
    """Which published figures are others now.

    Args:
        before: the publications so far, the oldest first.
        figures: those of today.

    Returns:
        Rows of `tables.REVISIONS`.
    """
    return [
        {
            "published_on": each["published_at"][: len("YYYY-MM-DD")],
            "codebook": each["versions"]["codebook"],
            "lexicon": each["versions"]["lexicon"],
            "figure": figure,
            "former_count": each["figures"].get(figure, 0),
            "count": figures.get(figure, 0),
        }
        for each in before
        for figure in dict.fromkeys([*figures, *each["figures"]])
        if each["figures"].get(figure, 0) != figures.get(figure, 0)
    ]


def is_publication(value: object) -> bool:
    """Whether a value of `run.json` has the form of a publication."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("published_at"), str)
        and isinstance(value.get("versions"), dict)
        and all(isinstance(value["versions"].get(name), str) for name in _VERSIONS)
        and isinstance(value.get("figures"), dict)
        and all(isinstance(count, int) for count in value["figures"].values())
    )


def _is_status_count(row: Mapping[Any, Any]) -> bool:
    return bool(row["indicator"] == "status_count")
