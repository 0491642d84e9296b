"""Publishing a period: every file is staged first, then put in place, `run.json` last."""

import contextlib
import json
from pathlib import Path
from typing import Any

from seuranta.model import LANGUAGES
from seuranta.store.files import discard_all_staged, discard_staged, put_in_place, sha256_of, stage
from seuranta.store.layout import Layout, PeriodFolders
from seuranta.store.revisions import is_publication, publications

MANIFEST = "run.json"
MANIFEST_VERSION = 2


def publish(folders: PeriodFolders, files: dict[Path, bytes], manifest: dict[str, Any]) -> None:
    """Put a period's files in place, whole or not at all.

    A full disk is met while files are staged, before anything published is touched. `run.json` goes
    last: until it is there, the period counts as not run, and the next run does it again.

    Args:
        folders: the period's folders.
        files: content by absolute path, all in the period's folders.
        manifest: what `run.json` will say; the hashes of the files are added as `outputs`.

    Raises:
        OSError: a file could not be staged; what was published stays as it was.
    """
    manifest_path = folders.processed / MANIFEST
    former = read_manifest(folders) or {}
    root = folders.layout.root
    targets = [*files, manifest_path]
    try:
        for path, content in files.items():
            stage(path, content)
        outputs = {
            path.relative_to(root).as_posix(): sha256_of(path.with_name(f".new-{path.name}"))
            for path in files
        }
        text = json.dumps({**manifest, "outputs": outputs}, ensure_ascii=False, indent=1)
        stage(manifest_path, text.encode("utf-8"))
    except BaseException:
        for path in targets:
            discard_staged(path)
            _remove_empty(path.parent, root)
        raise
    for path in targets:
        put_in_place(path)
    for gone in set(former.get("outputs", {})) - set(outputs):
        (root / gone).unlink(missing_ok=True)


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root:
        with contextlib.suppress(OSError):
            folder.rmdir()
        folder = folder.parent


def discard_leftovers(folders: PeriodFolders) -> None:
    """Forget what a killed run of the period staged."""
    for folder in (folders.processed, folders.processed / "notebooks", folders.reports):
        discard_all_staged(folder)


def read_manifest(folders: PeriodFolders) -> dict[str, Any] | None:
    """What `run.json` says of a published period; None where it is absent or not what a run wrote."""
    path = folders.processed / MANIFEST
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and _is_whole(value, folders) else None


def _is_whole(value: dict[str, Any], folders: PeriodFolders) -> bool:
    """Whether all that is read of a manifest later has the form that a run gives it."""
    languages, counts, outputs = value.get("languages"), value.get("counts"), value.get("outputs")
    return (
        value.get("version") == MANIFEST_VERSION
        and (value.get("programme"), value.get("period")) == (folders.slug, folders.period)
        and isinstance(value.get("fingerprint"), str)
        and isinstance(languages, list)
        and all(language in LANGUAGES for language in languages)
        and isinstance(counts, dict)
        and "actions" in counts
        and all(isinstance(count, int) for count in counts.values())
        and all(map(is_publication, publications(value)))
        and _are(value.get("reports"), str)
        and _are(value.get("refused"), dict)
        and all({"file", "message", "hint"} == set(refusal) for refusal in value["refused"])
        and isinstance(outputs, dict)
        and all(_is_ours(name, folders) and isinstance(outputs[name], str) for name in outputs)
    )


def _are(values: object, kind: type) -> bool:
    return isinstance(values, list) and all(isinstance(value, kind) for value in values)


def _is_ours(name: str, folders: PeriodFolders) -> bool:
    """Whether an output lies in the period's own folders: a run may take it away one day."""
    path = folders.layout.root / name
    is_below = path.is_relative_to(folders.processed) or path.is_relative_to(folders.reports)
    return is_below and ".." not in path.parts


def is_intact(layout: Layout, manifest: dict[str, Any]) -> bool:
    """Whether every published file is there and still what the run published."""
    outputs = manifest.get("outputs", {})
    paths = [(layout.root / name, expected) for name, expected in outputs.items()]
    return bool(paths) and all(path.is_file() and sha256_of(path) == expected for path, expected in paths)
