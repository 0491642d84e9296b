"""What a column title means, by the synonyms of `headers.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from seuranta.ingest.period import stated_period
from seuranta.ingest.years import YEAR, planned_years
from seuranta.model import LANGUAGES, Kind, Period

ROADMAP_ROLES = ("problem", "goal", "origin", "benefit", "beneficiary", "impact", "cost_class", "level")
SIZE_ROLES = frozenset({"impact", "cost_class"})
_YEAR_TITLE = re.compile(
    rf"(?:v\.?\s*|år(?:en)?\s+|vuo(?:si|det)\s+|years?\s+)?{YEAR}(?P<end>\s*[-–]\s*(?:{YEAR}|\d\d))?"
)
# Zero-width space, soft hyphen, word joiner, and what decoding puts for a character that nobody sees.
_INVISIBLE = re.compile("[\u200b\u00ad\u2060\ufffd]")


@dataclass(frozen=True)
class ColumnRole:
    """What a column holds.

    Args:
        role: `name`, `number`, `status`, `year`, `plan`, one of `ROADMAP_ROLES`, or `extra`.
        title: its title as written.
        kind: the kind of action, for a `name` column.
        years: the years that a mark plans, for a `year` column.
        language: the language of the synonym that matched; None where several share it or none matched.
    """

    role: str
    title: str
    kind: Kind | None = None
    years: tuple[int, ...] = ()
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
    """A title without case, unseen characters, repeated spaces, and marks of emphasis or at its end."""
    return " ".join(_INVISIBLE.sub("", title).split()).strip("*:? ").casefold()


@cache
def _meanings() -> dict[str, list[tuple[str, str]]]:
    sections = ["number", "status", "plan", *ROADMAP_ROLES, *(f"name.{kind}" for kind in Kind)]
    found: dict[str, list[tuple[str, str]]] = {}
    for section in sections:
        for language in LANGUAGES:
            for word in vocabulary()[section].get(language, []):
                found.setdefault(fold(word), []).append((section, language))
    return found


def read_title(title: str) -> ColumnRole:
    """What one column title means; `extra` when nothing in the vocabulary does."""
    folded = fold(title)
    if years := _years_of_title(folded):
        return ColumnRole("year", title, years=years)
    meanings = _meanings().get(folded) or _status_with_date(folded)
    if not meanings:
        return ColumnRole("extra", title)
    section = meanings[0][0]
    languages = {language for named, language in meanings if named == section}
    language = languages.pop() if len(languages) == 1 else None
    if section.startswith("name."):
        return ColumnRole("name", title, kind=Kind(section.removeprefix("name.")), language=language)
    return ColumnRole(section, title, language=language)


def _years_of_title(folded: str) -> tuple[int, ...]:
    """The years of "2021", "v. 2021" or "2021–23"; none in "2021-03", which is a month."""
    match = _YEAR_TITLE.fullmatch(folded)
    years = planned_years(folded) if match else ()
    return () if match and match["end"] and len(years) == 1 else years


def _status_with_date(folded: str) -> list[tuple[str, str]]:
    return [
        ("status", language)
        for language in LANGUAGES
        for word in vocabulary()["status"].get(language, [])
        if folded.startswith(fold(word) + " ") and any(c.isdigit() for c in folded)
    ]


def read_header(titles: Iterable[str], period: str | None = None) -> list[ColumnRole]:
    """What each column of a header row holds; only one title of a role keeps it, mostly the first.

    A table of enablers has a column of measures as well: the first name column names the row, a
    second one is an extra column under its own title. Of several status columns the one of the period
    holds, else the latest dated one.
    """
    roles = [read_title(title) for title in titles]
    keepers = {role.role: role for role in reversed(roles)}
    statuses = [role for role in roles if role.role == "status"]
    if statuses:
        keepers["status"] = _current_status(statuses, period)
    return [
        role
        if role.role in ("year", "extra") or role is keepers[role.role]
        else ColumnRole("extra", role.title, language=role.language)
        for role in roles
    ]


def _current_status(statuses: list[ColumnRole], period: str | None) -> ColumnRole:
    def currency(status: ColumnRole) -> tuple[bool, bool, Period]:
        stated = stated_period(status.title)
        year = max(planned_years(status.title), default=0)
        is_of_year = period is not None and period.startswith(f"{year}-")
        return str(stated) == period, is_of_year, stated or Period(year, 0)

    return max(statuses, key=currency)


def is_header(roles: list[ColumnRole]) -> bool:
    """Whether a row heads a table of actions: it names them, or numbers them beside other known columns."""
    known = {role.role for role in roles} - {"extra"}
    return len(roles) > 1 and ("name" in known or ("number" in known and len(known) > 1))


def says_theme(line: str) -> bool:
    """Whether a line calls itself a theme: "Tema 1: Öppna data"."""
    first = re.split(r"[\s:–]", line.strip("#*_ "), maxsplit=1)[0]
    return fold(first) in {fold(word) for word in words("theme_words")}


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
