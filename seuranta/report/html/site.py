"""The front page of all published reports: every programme, every period, in every language it has.

It is read by people who do not share a language, so its own words stand in all of them, each marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from seuranta.model import LANGUAGES
from seuranta.report.html.page import render_page
from seuranta.report.html.style import page_style

Wording = Sequence[tuple[str, str]]

_DEFAULT_ACCENT = "#1d4e89"
_HEADING = (("fi", "Seurantaraportit"), ("sv", "Uppföljningsrapporter"), ("en", "Follow-up reports"))
_EMPTY = (
    ("fi", "Raportteja ei ole vielä julkaistu."),
    ("sv", "Inga rapporter har publicerats ännu."),
    ("en", "No reports have been published yet."),
)
_COMPLETED = (("fi", "toteutunut"), ("sv", "slutförda"), ("en", "completed"))
_ACTIONS = (("fi", "toimenpidettä"), ("sv", "åtgärder"), ("en", "actions"))
_KINDS: Mapping[str, Wording] = {
    "follow_up": (("fi", "seuranta"), ("sv", "uppföljning"), ("en", "follow-up")),
    "roadmap": (("fi", "tiekartta"), ("sv", "färdplan"), ("en", "roadmap")),
}
_LANGUAGE_NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


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
        heading=_HEADING,
        empty=_EMPTY,
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
    }


def _period(entry: IndexEntry) -> dict[str, Any]:
    is_followed = entry.kind == "follow_up" and entry.completed_count is not None
    return {
        "period": entry.period,
        "count": f"{entry.completed_count}/{entry.total_count}" if is_followed else str(entry.total_count),
        "meaning": _COMPLETED if is_followed else _ACTIONS,
        "kind": _KINDS[entry.kind],
        "links": [_link(entry.base, language) for language in entry.languages],
    }


def _link(base: str, language: str) -> dict[str, str]:
    path = quote(f"{base}/report.{language}")
    return {
        "language": language,
        "words": _LANGUAGE_NAMES.get(language, language),
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
