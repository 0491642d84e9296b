"""One period, from its documents to its published reports: the steps in order, and what is skipped."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seuranta.classify.fingerprint import lexicon_fingerprint
from seuranta.errors import DocumentRefusedError, StepFailedError
from seuranta.kernels.execute import NotebookParameters, execute_notebook, without_clock
from seuranta.model import LANGUAGES
from seuranta.runs.index import publish_index
from seuranta.runs.outcome import RunOutcome, outcome_of
from seuranta.runs.results import (
    documents_read,
    finding_counts,
    headline,
    published_figures,
    refused_documents,
)
from seuranta.runs.state import state_in
from seuranta.store.classifiers import classifier_of
from seuranta.store.files import check_writable, empty_folder, remove_folder
from seuranta.store.layout import PeriodFolders
from seuranta.store.locks import locked
from seuranta.store.provenance import code_hash, fingerprint, input_hashes, notebooks_folder, versions
from seuranta.store.publishing import (
    MANIFEST_VERSION,
    discard_leftovers,
    publish,
    read_manifest,
)
from seuranta.store.revisions import former_publications

STEPS = ("10_ingest", "20_validate", "30_indicators", "40_report")
Progress = Callable[[str], None]
Executed = dict[str, dict[str, Any]]


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
    check_documents(folders)
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


def check_documents(folders: PeriodFolders) -> None:
    """Check that a period has a document.

    Raises:
        DocumentRefusedError: it has none.
    """
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
    classifier = classifier_of(folders)
    mark = fingerprint(inputs, classifier=classifier)
    manifest = read_manifest(folders)
    is_current = manifest is not None and state_in(folders, manifest, mark) == "current"
    published = tuple(manifest["languages"]) if manifest is not None and is_current else ()
    if manifest is not None and is_current and not force and set(chosen) <= set(published):
        publish_index(folders.layout, folders.slug)
        return outcome_of(manifest, "unchanged")
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
        figures = published_figures(work)
        manifest = {
            "version": MANIFEST_VERSION,
            "programme": folders.slug,
            "period": folders.period,
            "languages": list(wanted),
            "fingerprint": mark,
            "inputs": inputs,
            "code_sha256": code_hash(),
            "versions": {
                **versions(),
                "lexicon": lexicon_fingerprint(),
                **({"classifier": classifier} if classifier else {}),
            },
            "started_at": started,
            "finished_at": _now(),
            "refused": refused_documents(work),
            "figures": figures,
            "former_counts": former_publications(manifest, figures),
            "counts": {**headline(work), **finding_counts(work)},
            "reports": sorted(
                path.relative_to(folders.layout.root).as_posix()
                for path in files
                if path.parent == folders.reports
            ),
        }
        publish(folders, files, manifest)
    finally:
        remove_folder(work)
    publish_index(folders.layout, folders.slug)
    return outcome_of(manifest, "published")


def _run_notebooks(work: Path, parameters: NotebookParameters, progress: Progress) -> Executed:
    executed: Executed = {}
    for step in STEPS:
        progress(step)
        notebook = notebooks_folder() / f"{step}.ipynb"
        executed[step] = execute_notebook(notebook, parameters)
        if step == STEPS[0]:
            check_something_was_read(documents_read(work))
    return executed


def check_something_was_read(documents: Sequence[Mapping[str, Any]]) -> None:
    """Check that not all documents of a period were refused.

    Args:
        documents: in the form that `read --json` prints.

    Raises:
        DocumentRefusedError: each was, with all that was said of them.
    """
    errors = [document["error"] for document in documents]
    if all(errors):
        raise DocumentRefusedError(
            "; ".join(error["message"] for error in errors), code=errors[0]["code"], hint=errors[0]["hint"]
        )


def _files_to_publish(
    folders: PeriodFolders,
    executed: Executed,
    languages: tuple[str, ...],
) -> Iterator[tuple[Path, bytes]]:
    from seuranta.report.files import report_files  # noqa: PLC0415 (nbconvert, templates, typst, pikepdf)

    work, processed = folders.work, folders.processed
    for path in sorted([*work.glob("*.parquet"), *work.glob("*.csv"), *work.glob("*.json")]):
        yield processed / path.name, path.read_bytes()
    for step, notebook in executed.items():
        text = json.dumps(without_clock(notebook), ensure_ascii=False, indent=1, sort_keys=True)
        yield processed / "notebooks" / f"{step}.ipynb", text.encode("utf-8")
    for language in languages:
        for name, content in report_files(executed[STEPS[-1]], language):
            yield folders.reports / name, content


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
