"""Who is asked about what: the actions of a period by their responsible parties."""

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from seuranta.config import Programme
from seuranta.errors import DocumentRefusedError
from seuranta.form.words import form_words
from seuranta.history import linked_periods
from seuranta.identity.register import parse_register
from seuranta.ingest import Refusal, read_documents
from seuranta.ingest.form_mark import ROLES, FormAction
from seuranta.model import Period, bare_words
from seuranta.store.layout import PeriodFolders
from seuranta.store.provenance import earlier_periods
from seuranta.store.workspace import decided_text, period_material


@dataclass(frozen=True)
class Asked:
    """An action to ask about, and how it stood.

    Args:
        action: what the form knows of it.
        theme: its theme's name in the form's language; "" for none.
        status: the status last time as a code; "" for none.
        text: the status text last time.
    """

    action: FormAction
    theme: str
    status: str
    text: str


@dataclass(frozen=True)
class Form:
    """A workbook to be.

    Args:
        party: whose form it is, in the form's language.
        name: what its file is called, without the ending.
        languages: the party's language, or all of the programme's where nobody has said which.
        asked: what it asks about.
    """

    party: str
    name: str
    languages: tuple[str, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class AskedPeriod:
    """A period as it stands now.

    Args:
        programme: whose it is.
        period: `YYYY-MM`.
        actions: `ACTIONS` with the reading's `status`, in the order of the documents.
        refused: why documents could not be read.
    """

    programme: Programme
    period: str
    actions: pd.DataFrame
    refused: tuple[Refusal, ...]


def open_asking(folders: PeriodFolders) -> AskedPeriod:
    """Read a period afresh, with the ids that its actions have over all periods.

    Args:
        folders: the period's folders.

    Raises:
        DocumentRefusedError: no document of the period could be read.
        ConfigurationError: `programme.toml`, `register.csv` or a `decisions.csv` cannot be followed.
    """
    programme = folders.layout.programme(folders.slug)
    material = period_material(folders)
    found = read_documents(material.documents, period=folders.period, programme=folders.slug)
    refused = tuple(reading.error for reading in found if reading.error)
    register = parse_register(decided_text(folders.register), where=f"{folders.slug}/register.csv")
    materials = [*map(period_material, earlier_periods(folders)), material]
    every = [*linked_periods(materials, programme, register, with_statuses=True)]
    if not every or str(every[-1].period) != folders.period:
        raise DocumentRefusedError(
            "expected actions to ask about, found none",
            code="no_documents",
            where=str(folders),
            hint=refused[0].hint if refused else f"put the period's documents into {folders.raw}",
        )
    latest = every[-1]
    read = latest.readings[["action_id", "status"]]
    actions = latest.actions.merge(read, on="action_id", how="left")
    return AskedPeriod(programme, folders.period, actions, refused)


def forms_of(asked: AskedPeriod, language: str | None, *, in_one: bool) -> tuple[list[Form], dict[str, int]]:
    """The forms of a period: one a responsible party, or one in all.

    Two writings of a party that differ in case and white space alone are one. Where no document names any,
    the programme's organisation is asked.

    Args:
        asked: the period.
        language: of all forms; None for that of each party as `programme.toml` says it, else the programme's.
        in_one: whether everybody gets the same form.

    Returns:
        The forms, in the order in which the parties first appear; and how many actions each party is asked
        about.
    """
    programme = asked.programme
    languages = (language,) if language else programme.languages
    words = form_words(*languages)
    rows = asked.actions.to_dict("records")
    owners = [_text(row["owner"]).strip() for row in rows]
    nobody = str(words.own["nobody"]) if any(owners) else programme.organisation.in_language(languages[0])
    called: dict[str, str] = {}
    for owner in owners:
        called.setdefault(bare_words(owner), " ".join(owner.split()) or nobody)
    parties = [called[bare_words(owner)] for owner in owners]
    counts = dict(Counter(parties))
    stem = f"{programme.slug}-{asked.period}"

    def form(party: str, name: str, of: Sequence[str]) -> Form:
        known = programme.owner_languages.get(bare_words(party))
        spoken = (known,) if known and not language else languages
        chosen = [(row, each) for row, each in zip(rows, parties, strict=True) if each in of]
        every = tuple(_asked(row, each, programme, spoken[0]) for row, each in chosen)
        return Form(party, "-".join((name, *spoken)), spoken, every)

    if in_one or len(counts) == 1:
        party = str(words.own["everybody"]) if len(counts) > 1 else next(iter(counts))
        return [form(party, stem, [*counts])], counts
    names = _file_names([*counts])
    return [form(party, f"{stem}-{names[party]}", [party]) for party in counts], counts


def unnamed_parties(programme: Programme, parties: Iterable[str]) -> dict[str, str]:
    """The parties whose language `programme.toml` says, though nobody of that name is asked.

    Args:
        programme: the programme.
        parties: who is asked.

    Returns:
        By each such party the one among those asked that is written most like it.
    """
    asked = {bare_words(party): party for party in parties}
    return {
        owner: asked[difflib.get_close_matches(owner, asked, n=1, cutoff=0.0)[0]]
        for owner in programme.owner_languages
        if owner not in asked
    }


def _asked(row: Mapping[Any, Any], party: str, programme: Programme, language: str) -> Asked:
    theme_id, heading = _text(row["theme_id"]), _text(row["theme_heading"])
    known = any(theme.id == theme_id for theme in programme.themes)
    return Asked(
        action=FormAction(
            action_id=row["action_id"],
            kind=row["kind"],
            label=row["label"],
            name=row["name"],
            theme_id=theme_id,
            theme_heading=heading,
            planned_years=row["planned_years"],
            markers=row["markers"],
            tags=row["tags"],
            party=party,
            roles={role: row[role] for role in ROLES if pd.notna(row[role])},
            extra=json.loads(row["extra"]),
        ),
        theme=programme.theme_name(theme_id, language) if known else heading,
        status=_text(row["status"]),
        text=_text(row["status_text"]),
    )


def _file_names(parties: list[str]) -> dict[str, str]:
    """A name of small letters, digits and hyphens for each party, no two the same."""
    names: dict[str, str] = {}
    for party in parties:
        plain = unicodedata.normalize("NFKD", party.casefold()).encode("ascii", "ignore").decode()
        name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48] or "party"
        number = 2
        while name in names.values():
            name, number = f"{name.rstrip('0123456789').rstrip('-')}-{number}", number + 1
        names[party] = name
    return names


def next_period_in_words(period: str, following: Period | None, language: str) -> str:
    """For which period the form is, in the words of its title."""
    if following is not None:
        return str(following)
    return str(form_words(language).own["next_period"]).format(period=period)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
