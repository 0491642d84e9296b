"""A first `programme.toml`, to be filled in by a person."""

from importlib.resources import files
from pathlib import Path

from seuranta.config import parse_programme
from seuranta.errors import UsageError
from seuranta.model import is_slug
from seuranta.store.files import write_whole
from seuranta.store.layout import Layout


def scaffold(layout: Layout, slug: str, *, first_year: int, last_year: int) -> Path:
    """Write the description of a new programme, with comments that say what to change.

    Args:
        layout: the folders.
        slug: the programme's folder name.
        first_year: of the programme.
        last_year: of the programme.

    Returns:
        The file.

    Raises:
        UsageError: the name is not a slug, the years are none, or the programme is described already.
    """
    if not is_slug(slug):
        raise UsageError(
            f"expected a name of small letters, digits and hyphens, at most 64, found {slug!r}",
            hint="the name stands in folders and addresses for ever: for example kuvala-digi",
        )
    path = layout.raw / slug / "programme.toml"
    if path.exists():
        raise UsageError(
            "expected a programme that is not here yet, found its description",
            where=str(path),
            hint="nothing was overwritten: change the file itself, or choose another name",
        )
    template = (files("seuranta.store") / "programme.toml").read_text(encoding="utf-8")
    blanks = {"@slug@": slug, "@first_year@": str(first_year), "@last_year@": str(last_year)}
    for blank, value in blanks.items():
        template = template.replace(blank, value)
    parse_programme(slug, template, where=f"{slug}/programme.toml")
    write_whole(path, template.encode("utf-8"))
    return path
