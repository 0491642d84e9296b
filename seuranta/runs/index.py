"""The pages that lead to the published reports: one of all programmes, and those of each programme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seuranta.config import Programme
from seuranta.errors import SeurantaError
from seuranta.model import LANGUAGES, Period
from seuranta.runs.results import csv_rows
from seuranta.store.files import write_whole
from seuranta.store.layout import Layout, PeriodFolders
from seuranta.store.locks import locked
from seuranta.store.publishing import read_manifest

MOST_LISTED = 3000  # actions on the first page; with more, each programme's own page lists its own
Published = Mapping[str, tuple[Programme, list[tuple[PeriodFolders, dict[str, Any]]]]]


def publish_index(layout: Layout, slug: str | None = None) -> None:
    """The pages that lead to every published report whose programme can be read.

    Args:
        layout: the folders.
        slug: the programme that has changed; the pages of the others stay as they are, if they are there.
    """
    from seuranta.report.html.site import render_index  # noqa: PLC0415 (templates)

    with locked(layout.lock_file("index"), what="the index of reports", wait=True):
        published = _published(layout)
        for name, (programme, periods) in published.items():
            if slug in (None, name) or not (layout.reports / name / "index.html").exists():
                _write_programme(layout, programme, periods)
        _write(layout.reports / "index.html", render_index(list(_index_entries(published))))


def _published(layout: Layout) -> Published:
    """The programmes with what is published of them, oldest period first."""
    found: dict[str, tuple[Programme, list[tuple[PeriodFolders, dict[str, Any]]]]] = {}
    for folders in layout.all_periods():
        manifest = read_manifest(folders)
        if manifest is None:
            continue
        try:
            programme = layout.programme(folders.slug)
        except SeurantaError:
            continue  # it is told where that programme is run, and by `status`
        found.setdefault(folders.slug, (programme, []))[1].append((folders, manifest))
    return found


def _write(path: Path, page: str) -> None:
    content = page.encode("utf-8")
    if not path.exists() or path.read_bytes() != content:
        write_whole(path, content)


def _write_programme(
    layout: Layout, programme: Programme, periods: Sequence[tuple[PeriodFolders, dict[str, Any]]]
) -> None:
    from seuranta.report.blocks import to_json  # noqa: PLC0415 (templates)
    from seuranta.report.content.programme_page import (  # noqa: PLC0415
        PublishedPeriod,
        page_name,
        programme_page,
    )
    from seuranta.report.html.page import render_html  # noqa: PLC0415

    shown = [
        PublishedPeriod(
            folders.period,
            tuple(manifest["languages"]),
            _shares(folders),
            list(_actions(folders)),
            list(_burn_up(folders)),
        )
        for folders, manifest in periods
    ]
    used = {language for period in shown for language in period.languages}
    languages = [language for language in LANGUAGES if language in used]
    folder = layout.reports / programme.slug
    for language in languages:
        page = render_html(to_json(programme_page(programme, shown, language, languages)))
        _write(folder / page_name(language, languages), page)


def _shares(folders: PeriodFolders) -> dict[tuple[str, str], Any]:
    """The shares of the whole programme, by indicator and basis."""
    from seuranta.report.content.words import Share  # noqa: PLC0415 (Babel)

    return {
        (row["indicator"], row["basis"]): Share(int(row["numerator_count"]), int(row["denominator_count"]))
        for row in _rows(folders, "indicators")
        if row["dimension"] == "programme" and not row["category"]
    }


def _actions(folders: PeriodFolders) -> Iterator[Any]:
    """The followed-up actions of a period, with their statuses."""
    from seuranta.report.content.programme_page import PublishedAction  # noqa: PLC0415 (Babel)

    statuses = {row["action_id"]: row["status"] for row in _rows(folders, "readings")}
    for row in _rows(folders, "actions"):
        if row["kind"] != "enabler":
            yield PublishedAction(
                id=row["action_id"],
                kind=row["kind"],
                label=row["label"],
                name=row["name"],
                language=row["language"],
                theme_id=row["theme_id"],
                theme_heading=row["theme_heading"],
                status=statuses.get(row["action_id"], ""),
            )


def _burn_up(folders: PeriodFolders) -> Iterator[Any]:
    """What was completed by a period and those before it, and planned to be."""
    from seuranta.report.content.burn_up import BurnUpPoint  # noqa: PLC0415 (Babel)

    for row in _rows(folders, "burn_up"):
        yield BurnUpPoint(
            period=Period.parse(row["period"]),
            in_scope=int(row["in_scope_count"]),
            completed=int(row["completed_count"]) if row["completed_count"] else None,
            planned=int(row["planned_count"]),
            baseline=int(row["baseline_count"]),
            unplanned=int(row["unplanned_count"]),
        )


def _rows(folders: PeriodFolders, table: str) -> Iterable[dict[str, str]]:
    """A published table; nothing where somebody took it away, which the next run mends."""
    try:
        return csv_rows(folders.processed / f"{table}.csv")
    except FileNotFoundError:
        return []


def _index_entries(published: Published) -> Iterator[Any]:
    from seuranta.report.html.site import IndexEntry, ListedAction  # noqa: PLC0415 (templates)

    newest = {slug: periods[-1][1] for slug, (_, periods) in published.items()}
    are_listed = sum(manifest["counts"]["actions"] for manifest in newest.values()) <= MOST_LISTED
    for slug, (programme, periods) in published.items():
        for folders, manifest in periods:
            counts, base = manifest["counts"], f"{slug}/{folders.period}"
            is_newest = manifest is newest[slug]
            first = manifest["languages"][0]
            yield IndexEntry(
                programme=slug,
                names=dict(programme.name.by_language),
                organisations=dict(programme.organisation.by_language),
                period=folders.period,
                languages=tuple(manifest["languages"]),
                completed_count=counts.get("completed"),
                total_count=counts["actions"],
                kind="follow_up" if "completed" in counts else "roadmap",
                base=base,
                actions=[
                    ListedAction(
                        action.name, action.language, action.status, f"{base}/report.{first}.html#{action.id}"
                    )
                    for action in (_actions(folders) if is_newest and are_listed else ())
                ],
            )
