"""What a column title means, by the synonyms of `headers.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from seuranta.model import LANGUAGES, Kind

_YEAR = re.compile(r"(?:19[89]\d|20\d\d|21[0-4]\d)")
ROADMAP_ROLES = ("problem", "goal", "origin", "benefit", "beneficiary", "impact", "cost_class", "level")
SIZE_ROLES = frozenset({"impact", "cost_class"})


@dataclass(frozen=True)
class ColumnRole:
    """What a column holds.

    Args:
        role: `name`, `number`, `status`, `year`, one of `ROADMAP_ROLES`, or `extra`.
        title: its title as written.
        kind: the kind of action, for a `name` column.
        year: the year, for a `year` column.
        language: the language of the synonym that matched; None where several share it or none matched.
    """

    role: str
    title: str
    kind: Kind | None = None
    year: int | None = None
    language: str | None = None


@cache
def vocabulary() -> dict[str, dict[str, list[str]]]:
    """The word lists of `headers.toml` by section and language; `name` sections are `name.<kind>`."""
    data = tomllib.loads(files("seuranta.ingest").joinpath("headers.toml").read_text(encoding="utf-8"))
    names = data.pop("name")
    return {**data, **{f"name.{kind}": words for kind, words in names.items()}}


def words(section: str) -> set[str]:
    """All words of a section of the vocabulary, of every language."""
    return {word for entries in vocabulary()[section].values() for word in entries}


def fold(title: str) -> str:
    """A title without case, repeated spaces, and closing colon, question mark or emphasis marks."""
    return " ".join(title.split()).strip("*:? ").casefold()


@cache
def _meanings() -> dict[str, list[tuple[str, str]]]:
    sections = ["number", "status", *ROADMAP_ROLES, *(f"name.{kind}" for kind in Kind)]
    found: dict[str, list[tuple[str, str]]] = {}
    for section in sections:
        for language in LANGUAGES:
            for word in vocabulary()[section].get(language, []):
                found.setdefault(fold(word), []).append((section, language))
    return found


def read_title(title: str) -> ColumnRole:
    """What one column title means; `extra` when nothing in the vocabulary does."""
    folded = fold(title)
    year = re.fullmatch(rf"(?:v\.?\s*|år\s+|vuosi\s+)?({_YEAR.pattern})", folded)
    if year:
        return ColumnRole("year", title, year=int(year[1]))
    meanings = _meanings().get(folded) or _status_with_date(folded)
    if not meanings:
        return ColumnRole("extra", title)
    section = meanings[0][0]
    languages = {language for named, language in meanings if named == section}
    language = languages.pop() if len(languages) == 1 else None
    if section.startswith("name."):
        return ColumnRole("name", title, kind=Kind(section.removeprefix("name.")), language=language)
    return ColumnRole(section, title, language=language)


def _status_with_date(folded: str) -> list[tuple[str, str]]:
    return [
        ("status", language)
        for language in LANGUAGES
        for word in vocabulary()["status"].get(language, [])
        if folded.startswith(fold(word) + " ") and any(c.isdigit() for c in folded)
    ]


def read_header(titles: Iterable[str]) -> list[ColumnRole]:
    """What each column of a header row holds; only the first title of a role keeps it.

    A table of enablers has a column of measures as well: the first name column names the row, a
    second one is an extra column under its own title.
    """
    roles: list[ColumnRole] = []
    for title in titles:
        role = read_title(title)
        is_repeated = role.role not in ("year", "extra") and any(r.role == role.role for r in roles)
        roles.append(ColumnRole("extra", title, language=role.language) if is_repeated else role)
    return roles


def is_header(roles: list[ColumnRole]) -> bool:
    """Whether a row heads a table of actions: it names them, or numbers them beside other known columns."""
    known = {role.role for role in roles} - {"extra"}
    return len(roles) > 1 and ("name" in known or ("number" in known and len(known) > 1))


def split_wrapped_header(line: str) -> list[ColumnRole] | None:
    """The columns of a header whose titles are separated by nothing but spaces; None when it is none.

    Titles are taken from the left, the longest synonym first; every word has to belong to one.
    """
    tokens = line.split()
    roles: list[ColumnRole] = []
    start = 0
    while start < len(tokens):
        role, start = _longest_title(tokens, start)
        if role is None:
            return None
        roles.append(role)
    return read_header(role.title for role in roles) if len(roles) > 1 and is_header(roles) else None


def _longest_title(tokens: list[str], start: int) -> tuple[ColumnRole | None, int]:
    for end in range(len(tokens), start, -1):
        role = read_title(" ".join(tokens[start:end]))
        if role.role != "extra":
            return role, end
    return None, start
