"""The page that leads to every published report."""

from collections.abc import Iterator
from typing import Any

from seuranta.errors import SeurantaError
from seuranta.store.files import write_whole
from seuranta.store.layout import Layout
from seuranta.store.locks import locked
from seuranta.store.publishing import read_manifest


def publish_index(layout: Layout) -> None:
    """The page that leads to every published report whose programme can be read."""
    from seuranta.report.html.site import render_index  # noqa: PLC0415 (templates)

    with locked(layout.lock_file("index"), what="the index of reports", wait=True):
        page = render_index(list(_index_entries(layout))).encode("utf-8")
        path = layout.reports / "index.html"
        if not path.exists() or path.read_bytes() != page:
            write_whole(path, page)


def _index_entries(layout: Layout) -> Iterator[Any]:
    from seuranta.report.html.site import IndexEntry  # noqa: PLC0415 (templates)

    for folders in layout.all_periods():
        manifest = read_manifest(folders)
        if manifest is None:
            continue
        try:
            programme = layout.programme(folders.slug)
        except SeurantaError:
            continue  # it is told where that programme is run, and by `status`
        counts = manifest["counts"]
        yield IndexEntry(
            programme=folders.slug,
            names=dict(programme.name.by_language),
            organisations=dict(programme.organisation.by_language),
            period=folders.period,
            languages=tuple(manifest["languages"]),
            completed_count=counts.get("completed"),
            total_count=counts["actions"],
            kind="follow_up" if "completed" in counts else "roadmap",
            base=f"{folders.slug}/{folders.period}",
        )
