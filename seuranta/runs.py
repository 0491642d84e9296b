"""The steps of a run in order, what is skipped, what is published; and many runs side by side."""

import csv
import datetime as dt
import io
import json
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from seuranta.errors import DocumentRefusedError, SeurantaError, StepFailedError
from seuranta.kernels.execute import NotebookParameters, execute_notebook, without_clock
from seuranta.model import LANGUAGES
from seuranta.store.files import check_writable, empty_folder, remove_folder, write_whole
from seuranta.store.layout import Layout, PeriodFolders
from seuranta.store.locks import locked
from seuranta.store.provenance import code_hash, fingerprint, input_hashes, notebooks_folder, versions
from seuranta.store.publishing import (
    MANIFEST_VERSION,
    discard_leftovers,
    is_intact,
    publish,
    read_manifest,
)

STEPS = ("10_ingest", "20_validate", "30_indicators", "40_report")
Progress = Callable[[str], None]
Executed = dict[str, dict[str, Any]]
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


def run_period(
    folders: PeriodFolders,
    *,
    languages: Sequence[str] = (),
    force: bool = False,
    progress: Progress = lambda _: None,
) -> RunOutcome:
    """Run the four notebooks of a period and publish its tables and reports.

    Args:
        folders: the period's folders.
        languages: the report languages; empty: those of `programme.toml`.
        force: whether to run although nothing has changed.
        progress: told the name of each step as it begins.

    Returns:
        The outcome; `unchanged` where the published period is already what a run would make.

    Raises:
        SeurantaError: nothing was published, and what was published before stays as it was.
    """
    layout = folders.layout
    chosen = tuple(languages) or layout.programme(folders.slug).languages
    _check_documents(folders)
    for folder in (folders.processed, folders.reports):
        check_writable(folder)
    try:
        with locked(folders.lock_file, what=str(folders)):
            return _run_locked(folders, chosen, force=force, progress=progress)
    except OSError as error:
        raise StepFailedError(
            f"expected to write the results, found: {error.strerror or error}",
            where=str(error.filename or layout.root),
            hint="make room on the disk or mend the folder, then run again; nothing was published",
        ) from error


def _check_documents(folders: PeriodFolders) -> None:
    if not folders.documents():
        raise DocumentRefusedError(
            "expected at least one document, found none",
            code="no_documents",
            where=str(folders),
            hint=f"put the period's documents into {folders.raw}",
        )


def _run_locked(
    folders: PeriodFolders, chosen: tuple[str, ...], *, force: bool, progress: Progress
) -> RunOutcome:
    inputs = input_hashes(folders)
    mark = fingerprint(inputs)
    manifest = read_manifest(folders)
    is_current = manifest is not None and _state(folders, manifest, mark) == "current"
    published = tuple(manifest["languages"]) if manifest is not None and is_current else ()
    if manifest is not None and is_current and not force and set(chosen) <= set(published):
        _publish_index(folders.layout)
        return _outcome(manifest, "unchanged")
    wanted = tuple(language for language in LANGUAGES if language in {*chosen, *published})
    started = _now()
    discard_leftovers(folders)
    work = empty_folder(folders.work)
    try:
        parameters = NotebookParameters(
            folders.slug, folders.period, str(folders.layout.root), str(work), " ".join(wanted)
        )
        executed = _run_notebooks(work, parameters, progress)
        progress("publish")
        files = dict(_files_to_publish(folders, executed, wanted))
        manifest = {
            "version": MANIFEST_VERSION,
            "programme": folders.slug,
            "period": folders.period,
            "languages": list(wanted),
            "fingerprint": mark,
            "inputs": inputs,
            "code_sha256": code_hash(),
            "versions": versions(),
            "started_at": started,
            "finished_at": _now(),
            "refused": _refused(work),
            "counts": {**_headline(work), **_finding_counts(work)},
            "reports": sorted(
                path.relative_to(folders.layout.root).as_posix()
                for path in files
                if path.stem.startswith("report.")
            ),
        }
        publish(folders, files, manifest)
    finally:
        remove_folder(work)
    _publish_index(folders.layout)
    return _outcome(manifest, "published")


def _run_notebooks(work: Path, parameters: NotebookParameters, progress: Progress) -> Executed:
    executed: Executed = {}
    for step in STEPS:
        progress(step)
        notebook = notebooks_folder() / f"{step}.ipynb"
        executed[step] = execute_notebook(notebook, parameters)
        if step == STEPS[0]:
            _check_something_was_read(work)
    return executed


def _check_something_was_read(work: Path) -> None:
    errors = [document["error"] for document in _documents_read(work)]
    if all(errors):
        raise DocumentRefusedError(
            "; ".join(error["message"] for error in errors), code=errors[0]["code"], hint=errors[0]["hint"]
        )


def _files_to_publish(
    folders: PeriodFolders,
    executed: Executed,
    languages: tuple[str, ...],
) -> Iterator[tuple[Path, bytes]]:
    work, processed = folders.work, folders.processed
    for path in sorted([*work.glob("*.parquet"), *work.glob("*.csv"), *work.glob("*.json")]):
        yield processed / path.name, path.read_bytes()
    for step, notebook in executed.items():
        text = json.dumps(without_clock(notebook), ensure_ascii=False, indent=1, sort_keys=True)
        yield processed / "notebooks" / f"{step}.ipynb", text.encode("utf-8")
    for language in languages:
        for suffix, content in _render(executed[STEPS[-1]], language).items():
            yield folders.reports / f"report.{language}{suffix}", content


def _render(notebook: dict[str, Any], language: str) -> dict[str, bytes]:
    """The report that the notebook carries, as HTML and as PDF."""
    from seuranta.report.html.exporter import ReportHtmlExporter  # noqa: PLC0415 (0.4 CPU-seconds with nbconvert)
    from seuranta.report.pdf.exporter import ReportPdfExporter  # noqa: PLC0415

    rendered = {}
    for exporter in (ReportHtmlExporter(language=language), ReportPdfExporter(language=language)):
        content, _ = exporter.from_notebook_node(notebook)
        rendered[exporter.file_extension] = content.encode("utf-8") if isinstance(content, str) else content
    return rendered


def _publish_index(layout: Layout) -> None:
    """The page that leads to every published report whose programme can be read."""
    from seuranta.report.html.site import render_index  # noqa: PLC0415 (templates)

    with locked(layout.lock_file("index"), what="the index of reports", wait=True):
        page = render_index(list(_index_entries(layout))).encode("utf-8")
        path = layout.reports / "index.html"
        if not path.exists() or path.read_bytes() != page:
            write_whole(path, page)


def _index_entries(layout: Layout) -> Iterator[Any]:
    from seuranta.report.html.site import IndexEntry  # noqa: PLC0415

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


def run_batch(
    targets: Sequence[PeriodFolders],
    *,
    jobs: int,
    force: bool = False,
    on_end: Callable[[RunOutcome], None] = lambda _: None,
) -> list[RunOutcome]:
    """Run many periods in lanes of their own process; one failure never stops the others.

    Args:
        targets: the periods.
        jobs: how many run at a time.
        force: whether to run what has not changed as well.
        on_end: told each outcome as it comes.

    Returns:
        One outcome a target, in their order.
    """
    outcomes: dict[PeriodFolders, RunOutcome] = {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=max(1, min(jobs, len(targets))), mp_context=context) as lanes:
        runs = {lanes.submit(_run_safely, target, force): target for target in targets}
        for run in as_completed(runs):
            outcome = _lane_outcome(run, runs[run])
            outcomes[runs[run]] = outcome
            on_end(outcome)
    return [outcomes[target] for target in targets]


def _lane_outcome(run: Any, folders: PeriodFolders) -> RunOutcome:
    try:
        outcome: RunOutcome = run.result()
    except Exception as error:
        text = f"{folders}: expected the run to end, found {type(error).__name__}: {error}"
        return RunOutcome(
            folders.slug, folders.period, "failed", 1, error=(text, "run it alone with --debug")
        )
    return outcome


def _run_safely(folders: PeriodFolders, force: bool) -> RunOutcome:
    try:
        return run_period(folders, force=force)
    except SeurantaError as error:
        told = (f"{folders}: {error.line}", error.hint)
        return RunOutcome(folders.slug, folders.period, "failed", error.exit_code, error=told)


def batch_exit_code(outcomes: Sequence[RunOutcome]) -> int:
    """One code for many runs: the gravest. A failed step comes first, a refused document last."""
    codes = {outcome.exit_code for outcome in outcomes}
    return next((code for code in (1, 4, 2, 5, 3) if code in codes), 0)


def _outcome(manifest: dict[str, Any], outcome: str) -> RunOutcome:
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


def _refused(work: Path) -> list[Refused]:
    return [
        {"file": document["file"], "message": error["message"], "hint": error["hint"]}
        for document in _documents_read(work)
        if (error := document["error"])
    ]


def _documents_read(work: Path) -> list[dict[str, Any]]:
    documents: list[dict[str, Any]] = json.loads((work / "documents_read.json").read_text(encoding="utf-8"))
    return documents


def _headline(work: Path) -> dict[str, int]:
    """How many actions there are and, for a follow-up, how many are completed."""
    rows = _csv_rows(work / "indicators.csv")
    whole = [row for row in rows if row["dimension"] == "programme" and row["basis"] == "all"]
    counts = {"actions": max((int(row["denominator_count"]) for row in whole), default=0)}
    for row in whole:
        if row["indicator"] == "status_count" and row["category"] == "completed":
            counts["completed"] = int(row["numerator_count"])
    return counts


def _finding_counts(work: Path) -> dict[str, int]:
    counts = {"critical": 0, "warning": 0, "info": 0}
    for row in _csv_rows(work / "findings.csv"):
        counts[row["severity"]] += 1
    return counts


def _csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def state_of(folders: PeriodFolders) -> dict[str, Any]:
    """What is there of a period, and whether its published results are those of today's material.

    Returns:
        `programme`, `period`, `documents` (names), `state` (`new`, `changed`, `damaged`, `current` or
        `unreadable`), `reports` and `finished_at` of the last run, and `error`: None, or `message` and
        `hint` where the material cannot be read.
    """
    manifest = read_manifest(folders)
    documents: list[str] = []
    error = None
    try:
        documents = [path.name for path in folders.documents()]
        state = _state(folders, manifest, fingerprint(input_hashes(folders)))
    except SeurantaError as refusal:
        state, error = "unreadable", {"message": refusal.line, "hint": refusal.hint}
    return {
        "programme": folders.slug,
        "period": folders.period,
        "documents": documents,
        "state": state,
        "reports": (manifest or {}).get("reports", []),
        "finished_at": (manifest or {}).get("finished_at"),
        "error": error,
    }


def _state(folders: PeriodFolders, manifest: dict[str, Any] | None, mark: str) -> str:
    if manifest is None:
        return "new"
    if manifest.get("fingerprint") != mark:
        return "changed"
    return "current" if is_intact(folders.layout, manifest) else "damaged"
