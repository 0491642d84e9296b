"""Figures that were published before: kept with their versions, and told when they are others now."""

from typing import Any

from seuranta.store.revisions import former_publications, publications, revisions


def manifest(completed: int, day: int, former: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "finished_at": f"2024-04-{day:02d}T08:00:00+00:00",
        "versions": {"seuranta": "0.1.0", "codebook": "2", "lexicon": f"{day:016x}", "python": "3.11"},
        "figures": {"actions": 9, "completed": completed},
        "former_counts": former or [],
    }


def test_the_first_publication_has_none_before_it() -> None:
    assert former_publications(None, {"actions": 9}) == []


def test_the_same_figures_again_are_no_change() -> None:
    assert former_publications(manifest(4, 1), {"actions": 9, "completed": 4}) == []


def test_other_figures_keep_the_former_ones_with_date_and_versions() -> None:
    (kept,) = former_publications(manifest(4, 1), {"actions": 9, "completed": 5})

    assert kept == {
        "published_at": "2024-04-01T08:00:00+00:00",
        "versions": {"seuranta": "0.1.0", "codebook": "2", "lexicon": "0000000000000001"},
        "figures": {"actions": 9, "completed": 4},
    }


def test_what_was_kept_stays_when_the_figures_stay() -> None:
    first = former_publications(manifest(4, 1), {"actions": 9, "completed": 5})

    assert former_publications(manifest(5, 2, first), {"actions": 9, "completed": 5}) == first


def test_each_figure_that_differs_from_today_is_told_once_a_publication() -> None:
    first = former_publications(manifest(4, 1), {"actions": 9, "completed": 5})
    before = publications(manifest(5, 2, first))

    told = revisions(before, {"actions": 10, "completed": 5})

    assert [(row["published_on"], row["figure"], row["former_count"], row["count"]) for row in told] == [
        ("2024-04-01", "actions", 9, 10),
        ("2024-04-01", "completed", 4, 5),
        ("2024-04-02", "actions", 9, 10),
    ]
    assert told[0]["codebook"] == "2"


def test_a_manifest_of_an_earlier_version_has_no_figures_to_compare() -> None:
    assert publications({"finished_at": "2024-04-01T08:00:00+00:00", "versions": {}}) == []
