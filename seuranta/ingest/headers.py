"""What a column title means, by the synonyms of `headers.toml`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from seuranta.ingest.period import stated_period
from seuranta.ingest.vocabulary import fold, folded_words, vocabulary
from seuranta.ingest.years import YEAR, planned_years
from seuranta.model import LANGUAGES, Kind, Period

ROADMAP_ROLES = ("problem", "goal", "origin", "benefit", "beneficiary", "impact", "cost_class", "level")
KEPT_ROLES = (*ROADMAP_ROLES, "owner")
PART_OF = " – "  # joins the title that spans several columns to that of each
SIZE_ROLES = frozenset({"impact", "cost_class"})
_YEARS = re.compile(rf"(?<!\d){YEAR}(?P<end>\s*[-–]\s*(?:{YEAR}|\d\d))?(?!\d)")
_TYPED_YEAR = re.compile(rf"({YEAR})-(?:01-01|12-31)|(?:1\.1\.|31\.12\.)({YEAR})")
_ASKS = re.compile(r"(?P<title>[^()]+)\((?P<answers>[^()]+)\)")
_LONGEST_TITLE = 10  # words
_SHORT_YEAR = re.compile(r"['’´`](\d\d)")
_SPLIT_YEAR = re.compile(r"\d(?:\s?\d){3}")


@dataclass(frozen=True)
class ColumnRole:
    """What a column holds.

    Args:
        role: `name`, `number`, `theme`, `status`, `year`, `plan`, `start`, `end`, one of `KEPT_ROLES`, or
            `extra`.
        title: its title as written.
        kind: the kind of action, for a `name` column.
        years: the years that a mark plans, for a `year` column.
        language: the language of the synonym that matched; None where several share it or none matched.
        is_weak: whether the title holds its meaning only where no other title has it.
    """

    role: str
    title: str
    kind: Kind | None = None
    years: tuple[int, ...] = ()
    language: str | None = None
    is_weak: bool = False


@cache
def _meanings() -> dict[str, list[tuple[str, str]]]:
    sections = [
        "number",
        "theme",
        "status",
        "plan",
        "start",
        "end",
        *KEPT_ROLES,
        *(f"name.{kind}" for kind in Kind),
    ]
    found: dict[str, list[tuple[str, str]]] = {}
    for section in sections:
        for language in LANGUAGES:
            for word in vocabulary()[section].get(language, []):
                found.setdefault(fold(word), []).append((section, language))
    return found


@lru_cache(maxsize=4_096)  # every row of a table is asked whether it is its header
def read_title(title: str) -> ColumnRole:
    """What one column title means; `extra` when nothing in the vocabulary does.

    What stands in brackets behind a title explains it ("Tila (mitä on tehty?)"): the title is asked first
    with the brackets, then without them.
    """
    folded = fold(re.sub(r"(?<=\w)-\s+(?=[^\W\d_])", "", title))
    if years := _years_of_title(folded):
        return ColumnRole("year", title, years=years)
    bare = fold(re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*", " ", folded))
    meanings = (
        _meanings().get(folded)
        or _status_with_date(folded)
        or _meanings().get(bare)
        or _in_parts(bare)
        or _yes_or_no(folded)
    )
    if not meanings:
        return ColumnRole("extra", title)
    section = meanings[0][0]
    languages = {language for named, language in meanings if named == section}
    language = languages.pop() if len(languages) == 1 else None
    is_weak = bool({folded, bare} & folded_words("weak"))
    if section.startswith("name."):
        kind = Kind(section.removeprefix("name."))
        return ColumnRole("name", title, kind=kind, language=language, is_weak=is_weak)
    return ColumnRole(section, title, language=language, is_weak=is_weak)


def _yes_or_no(folded: str) -> list[tuple[str, str]]:
    """What a title means that asks for a yes or a no in brackets behind a status: "Toteutunut (kyllä/ei)"."""
    asked = _ASKS.fullmatch(folded)
    answers = {fold(answer) for answer in re.split(r"[/|,]", asked["answers"])} if asked else set()
    if asked is None or not (answers & folded_words("marks") and answers & folded_words("no_marks")):
        return []
    return [
        ("status", language)
        for language, titles in vocabulary()["status_columns"].items()
        if fold(asked["title"]) in map(fold, titles)
    ]


def _in_parts(folded: str) -> list[tuple[str, str]]:
    """What a title in two languages means ("Toimenpide / Åtgärd"), or a part of one ("Tila – väri").

    Languages are told apart by a stroke, or by nothing where both say the same.
    """
    tokens = folded.split()
    if len(tokens) > _LONGEST_TITLE:
        return []
    splits = [[part.strip() for part in re.split(r"[/|]|\s[-–—]\s", folded)]]
    splits += [[" ".join(tokens[:end]), " ".join(tokens[end:])] for end in range(1, len(tokens))]
    for parts in splits:
        found = [_meanings().get(fold(part)) or _status_with_date(fold(part)) for part in parts]
        sections = [{section for section, _ in meanings} for meanings in found]
        common = set.intersection(*sections)
        if len(parts) > 1 and common:
            return [meaning for meanings in found for meaning in meanings if meaning[0] in common]
    first, dash, _ = folded.partition(PART_OF)
    return _meanings().get(first, []) if dash else []


def _years_of_title(folded: str) -> tuple[int, ...]:
    """The years of "2021", "20 21", "Suunniteltu 2021" or "2021–23"; none in "2021-03", a month."""
    if typed := _TYPED_YEAR.fullmatch(folded):
        return (int(typed[1] or typed[2]),)
    if short := _SHORT_YEAR.fullmatch(folded):
        return (2000 + int(short[1]),)
    whole = re.sub(r"\s", "", folded) if _SPLIT_YEAR.fullmatch(folded) else folded
    match = _YEARS.search(whole)
    if match is None or stated_period(whole) is not None:
        return ()
    beside = (whole[: match.start()] + " " + whole[match.end() :]).strip(" :,/")
    if beside and not _only_year_words(beside):
        return ()
    years = planned_years(match[0])
    return () if match["end"] and len(years) == 1 else years


def _only_year_words(beside: str) -> bool:
    known = folded_words("year_words")
    return beside in known or all(word.strip("():,") in known for word in beside.split())


def _status_with_date(folded: str) -> list[tuple[str, str]]:
    if not any(character.isdigit() for character in folded):
        return []
    return [
        meaning
        for word, meanings in _meanings().items()
        if folded.startswith(f"{word} ")
        for meaning in meanings
        if meaning[0] == "status"
    ]


def read_header(
    titles: Iterable[str], period: str | None = None, *, by_parts: bool = False
) -> list[ColumnRole]:
    """What each column of a header row holds; only one title of a role keeps it, mostly the first.

    A table of enablers has a column of measures as well: the first name column names the row, a
    second one is an extra column under its own title. Of several status columns the one of the period
    holds, else the latest dated one.

    Args:
        titles: the column titles.
        period: the period asked for.
        by_parts: whether a name or status that no title is known for may be found by a part of a title.
    """
    roles = [read_title(title) for title in titles]
    if by_parts:
        roles = _by_parts(roles)
    by_strength = sorted(range(len(roles)), key=lambda index: roles[index].is_weak)
    keepers = {roles[index].role: index for index in reversed(by_strength)}
    statuses = [index for index in by_strength if roles[index].role == "status"]
    if statuses:
        keepers["status"] = max(statuses, key=lambda index: _currency(roles[index], period))
    return [
        role
        if role.role in ("year", "extra") or index == keepers[role.role]
        else ColumnRole("extra", role.title, language=role.language)
        for index, role in enumerate(roles)
    ]


def _by_parts(roles: list[ColumnRole]) -> list[ColumnRole]:
    found = list(roles)
    for wanted in ("name", "status"):
        if any(role.role == wanted for role in found):
            continue
        titles = [i for i, role in enumerate(found) if role.role == "extra" and _has_part(role.title, wanted)]
        if titles and (wanted == "name" or len(titles) == 1):
            first = found[titles[0]]
            found[titles[0]] = replace(first, role=wanted, kind=Kind.MEASURE if wanted == "name" else None)
    return found


def _has_part(title: str, wanted: str) -> bool:
    folded = fold(title)

    def says(section: str) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(part)}", folded) for part in folded_words(section))

    is_said = folded.endswith(".") or ": " in folded  # "Tila: kesken" says what a title only names
    return says(f"parts.{wanted}") and not says("parts.other") and not is_said


def _currency(status: ColumnRole, period: str | None) -> tuple[bool, bool, Period, bool]:
    stated = stated_period(status.title)
    year = max(planned_years(status.title), default=0)
    is_of_year = period is not None and period.startswith(f"{year}-")
    return str(stated) == period, is_of_year, stated or Period(year, 0), not status.is_weak


def is_header(roles: Sequence[ColumnRole]) -> bool:
    """Whether a row heads a table of actions: it names them, or numbers them beside other known columns."""
    known = {role.role for role in roles} - {"extra"}
    names = [role for role in roles if role.role == "name"]
    is_named = bool(names) and (
        not names[0].is_weak or bool(known & {"status", "year", "plan", "start", "end"})
    )
    is_joined = not names and "number" in known and len(known - {"owner"}) > 1  # no list of contacts
    return len(roles) > 1 and (is_named or is_joined)


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
