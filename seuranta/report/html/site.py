"""The front page of all published reports: every programme, every period, in every language it has.

It is read by people who do not share a language, so its own words stand in all of them, each marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from seuranta.model import LANGUAGES
from seuranta.report.html.page import compact_script, render_page
from seuranta.report.html.style import page_style
from seuranta.report.palette import STATUS_STYLES

Wording = Sequence[tuple[str, str]]

_DEFAULT_ACCENT = "#1d4e89"
_HEADING = (("fi", "Seurantaraportit"), ("sv", "Uppföljningsrapporter"), ("en", "Follow-up reports"))
_EMPTY = (
    ("fi", "Raportteja ei ole vielä julkaistu."),
    ("sv", "Inga rapporter har publicerats ännu."),
    ("en", "No reports have been published yet."),
)
_COMPLETED = (("fi", "toteutunut"), ("sv", "slutförda"), ("en", "completed"))
_ONE_ACTION = (("fi", "toimenpide"), ("sv", "åtgärd"), ("en", "action"))
_ACTIONS = (("fi", "toimenpidettä"), ("sv", "åtgärder"), ("en", "actions"))
_ALL_ACTIONS = (
    ("fi", "Kaikki toimenpiteet"),
    ("sv", "Alla åtgärder"),
    ("en", "All actions"),
)
_SEARCH = (
    ("fi", "Hae toimenpidettä kaikista ohjelmista"),
    ("sv", "Sök en åtgärd i alla program"),
    ("en", "Search the actions of all programmes"),
)
_NOTHING_FOUND = (("fi", "Ei osumia"), ("sv", "Inga träffar"), ("en", "Nothing found"))
_DARK_COLOURS = (("fi", "Tummat värit"), ("sv", "Mörka färger"), ("en", "Dark colours"))
_KINDS: Mapping[str, Wording] = {
    "follow_up": (("fi", "seuranta"), ("sv", "uppföljning"), ("en", "follow-up")),
    "roadmap": (("fi", "tiekartta"), ("sv", "färdplan"), ("en", "roadmap")),
}
_LANGUAGE_NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


@dataclass(frozen=True)
class ListedAction:
    """An action as the front page lists it.

    Args:
        name: its name as written.
        language: ISO 639-1 code of the name.
        status: its status; empty in a roadmap.
        address: its row in the report, relative to the index.
    """

    name: str
    language: str
    status: str
    address: str


@dataclass(frozen=True)
class IndexEntry:
    """One published period of one programme.

    Args:
        programme: the programme's slug.
        names: its name by language.
        organisations: the organisation's name by language.
        period: `YYYY-MM`.
        languages: the languages of its reports, in the programme's order.
        total_count: how many actions the period has.
        base: the folder of its reports, relative to the index, e.g. `kuvala-digi/2022-09`.
        completed_count: how many of them are completed; None where nothing has been followed up yet.
        kind: `follow_up`, or `roadmap` for a plan without statuses.
        actions: what can be searched for; of the newest period alone.
    """

    programme: str
    names: Mapping[str, str]
    organisations: Mapping[str, str]
    period: str
    languages: Sequence[str]
    total_count: int
    base: str
    completed_count: int | None = None
    kind: Literal["follow_up", "roadmap"] = "follow_up"
    actions: Sequence[ListedAction] = ()


def render_index(entries: Sequence[IndexEntry], *, accent_colour: str = _DEFAULT_ACCENT) -> str:
    """The page `reports/index.html`: programmes by their newest period, periods newest first.

    Args:
        entries: what is published, in any order; the same entries give the same bytes.
        accent_colour: `#rrggbb`.

    Raises:
        ConfigurationError: the accent colour is no colour.
    """
    return render_page(
        "index.html.j2",
        language=_HEADING[0][0],
        style=page_style(accent_colour),
        script=compact_script("site.js", "scheme.js") if any(entry.actions for entry in entries) else "",
        heading=_HEADING,
        empty=_EMPTY,
        all_actions=_ALL_ACTIONS,
        search=_SEARCH,
        nothing_found=_NOTHING_FOUND,
        dark_colours=_DARK_COLOURS,
        programmes=_programmes(entries),
    )


def _programmes(entries: Sequence[IndexEntry]) -> list[dict[str, Any]]:
    by_slug: dict[str, list[IndexEntry]] = {}
    for entry in sorted(sorted(entries, key=lambda e: e.programme), key=lambda e: e.period, reverse=True):
        by_slug.setdefault(entry.programme, []).append(entry)
    return [_programme(slug, periods) for slug, periods in by_slug.items()]


def _programme(slug: str, periods: Sequence[IndexEntry]) -> dict[str, Any]:
    newest = periods[0]
    return {
        "slug": slug,
        "names": _in_order(newest.names),
        "organisations": _in_order(newest.organisations),
        "entries": [_period(entry) for entry in periods],
        "page": quote(f"{newest.base.rpartition('/')[0]}/index.html"),
        "actions": [_action(action) for entry in periods for action in entry.actions],
    }


def _period(entry: IndexEntry) -> dict[str, Any]:
    is_followed = entry.kind == "follow_up" and entry.completed_count is not None
    return {
        "period": entry.period,
        "count": f"{entry.completed_count}/{entry.total_count}" if is_followed else str(entry.total_count),
        "meaning": _meaning(entry, is_followed=is_followed),
        "kind": _KINDS[entry.kind],
        "links": [_link(entry, language) for language in entry.languages],
    }


def _meaning(entry: IndexEntry, *, is_followed: bool) -> Wording:
    if is_followed:
        return _COMPLETED
    return _ONE_ACTION if entry.total_count == 1 else _ACTIONS


def _action(action: ListedAction) -> dict[str, str]:
    path, _, row = action.address.partition("#")
    symbol = STATUS_STYLES[action.status].symbol if action.status in STATUS_STYLES else ""
    address = f"{quote(path)}#{quote(row)}"
    return {"name": action.name, "language": action.language, "symbol": symbol, "address": address}


def _link(entry: IndexEntry, language: str) -> dict[str, str]:
    """A report in one language; `about` is what its words stand under, for those who hear links alone."""
    path = quote(f"{entry.base}/report.{language}")
    name = entry.names.get(language) or next(iter(entry.names.values()))
    return {
        "language": language,
        "words": _LANGUAGE_NAMES.get(language, language),
        "about": f"{name}, {entry.period}",
        "html": f"{path}.html",
        "pdf": f"{path}.pdf",
    }


def _in_order(wording: Mapping[str, str]) -> Wording:
    """The wordings in the order of the report languages, each wording once."""
    languages = [*LANGUAGES, *sorted(set(wording) - set(LANGUAGES))]
    seen: dict[str, str] = {}
    for language in languages:
        if wording.get(language):
            seen.setdefault(wording[language], language)
    return [(language, text) for text, language in seen.items()]
