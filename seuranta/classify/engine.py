"""Reads one status text: cues, rules, year and blocker together."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from seuranta.classify.blockers import find_blocker
from seuranta.classify.clauses import Clause, Sentence, sentences_of, without_markup, words_of
from seuranta.classify.cues import Hit, find_cues, find_statuses
from seuranta.classify.decide import Decision, decide
from seuranta.classify.items import Item
from seuranta.classify.lexicons import ItemKind, Lexicon, lexicon_of
from seuranta.classify.meanings import Meaning
from seuranta.classify.mentions import without_mentions
from seuranta.classify.names import Name, find_names
from seuranta.classify.reading import Evidence, Funding, Reading
from seuranta.classify.settle import Facts, is_in_the_present, is_made, settle
from seuranta.classify.shares import find_shares
from seuranta.classify.years import as_of_year, find_years
from seuranta.model import Status, Tier

MAX_TEXT_LENGTH = 100_000
"""Characters of a status text that are read; a longer one is read so far and is doubtful."""

_BLANK = re.compile(r"[\s\u200b\ufeff\u2010-\u2015\u2212_.\u2026/·•*-]*")
_COMBINED = re.compile(r"[^\W_][\u0300-\u036f]+")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_DAY = re.compile(r"\b[0-3]?\d\.[01]?\d\.(?!\d)")
_SOME_LENGTH = 4
_SEVERAL = 2
_SHORT_TEXT = 8
_ITEMS_REMEMBERED = 2_000
_SILENT_SHARE_MAX = 0.5


def read_status(text: str, *, item: str, language: str, period_year: int) -> Reading:
    """Read what a status text says of its item, by the codebook. Pure.

    Args:
        text: the status text as written.
        item: the action's name; it tells whether a study, a closing or a move is the aim itself.
        language: of the text, ISO 639-1.
        period_year: the year of the report period.

    Returns:
        The reading. Its evidence has offsets into `text`. A text without any known cue, in a language without
        a lexicon, or longer than `MAX_TEXT_LENGTH` is doubtful and needs review, whatever its status.
    """
    lexicon = lexicon_of(language)
    if _is_blank(without_markup(text), lexicon):
        return _without_words(Status.NOT_REPORTED, rule="blank", tier=Tier.CLEAR)
    if lexicon is None:
        return _without_words(Status.IN_PROGRESS, rule="no_lexicon", tier=Tier.DOUBTFUL, alternatives=_LIKELY)
    plain, places = _composed(without_markup(text[:MAX_TEXT_LENGTH]))
    sentences = sentences_of(plain, lexicon)
    hits = without_mentions(plain, sentences, find_statuses(plain, sentences, lexicon), lexicon)
    hits = sorted([*hits, *find_shares(plain, sentences, hits)], key=lambda hit: (hit.start, hit.end))
    years = find_years(plain, sentences, lexicon)
    facts = settle(
        hits,
        sentences,
        years,
        _item(item, lexicon.language),
        period_year=period_year,
        on_paper=_on_paper(plain, sentences, lexicon) if any(map(is_made, hits)) else frozenset(),
        dated=frozenset(
            hit.clause for hit in hits if is_in_the_present(hit) and _is_dated(plain, hit, lexicon)
        ),
    )
    decision = decide(facts) or _NO_CUE
    names = find_names(plain)
    found = find_blocker(
        plain, sentences, facts.said, lexicon, facts.item, status=decision.status, names=names
    )
    year = as_of_year(plain, sentences, years, facts.said, lexicon, period_year=period_year)
    is_clear = len(text) <= MAX_TEXT_LENGTH and _is_clear(decision, facts, plain, period_year)
    return Reading(
        status=decision.status,
        alternatives=decision.alternatives,
        tier=Tier.CLEAR if is_clear else Tier.DOUBTFUL,
        rule=decision.rule,
        evidence=tuple(_evidence(hit, text, places) for hit in _in_order(decision.hits)),
        as_of_year=year,
        is_stale=year is not None and year < period_year,
        blocker=found[0] if found else None,
        blocker_words=_evidence(found[1], text, places).text if found else None,
        needs_review=not is_clear,
        funding=_funding(facts),
        names=tuple(_in_place(name, text, places) for name in names),
    )


_LIKELY = (Status.COMPLETED, Status.PLANNED, Status.NOT_ADVANCED)


_NO_CUE = Decision("no_cue", Status.IN_PROGRESS, (), _LIKELY)


def _without_words(
    status: Status, *, rule: str, tier: Tier, alternatives: tuple[Status, ...] = ()
) -> Reading:
    """The reading of a text whose words were not read."""
    return Reading(
        status=status,
        alternatives=alternatives,
        tier=tier,
        rule=rule,
        evidence=(),
        as_of_year=None,
        is_stale=False,
        blocker=None,
        blocker_words=None,
        needs_review=tier is Tier.DOUBTFUL,
    )


_FUNDING = {
    Meaning.APPLIED_FUNDING: Funding.APPLIED,
    Meaning.GRANTED_FUNDING: Funding.GRANTED,
    Meaning.REFUSED_FUNDING: Funding.REFUSED,
}


def _funding(facts: Facts) -> Funding | None:
    """What the last words about money say."""
    said = [hit for hit in facts.said if hit.meaning in _FUNDING]
    return _FUNDING[Meaning(said[-1].meaning)] if said else None


def _is_blank(text: str, lexicon: Lexicon | None) -> bool:
    """Whether a cell reports nothing: empty, a dash, or a word for "none" standing alone."""
    if _BLANK.fullmatch(text):
        return True
    words = lexicon.blank if lexicon else _BLANK_ANYWHERE
    return text.strip().strip(".").lower() in words


_BLANK_ANYWHERE = frozenset({"n/a", "na"})


@lru_cache(maxsize=_ITEMS_REMEMBERED)
def _item(name: str, language: str) -> Item:
    """What an action's name tells; the same names come back with every period."""
    lexicon = lexicon_of(language)
    name = unicodedata.normalize("NFC", name)[:MAX_TEXT_LENGTH]
    aim = _BRACKETS.sub("", name)
    kinds = find_cues(aim, sentences_of(aim, lexicon), lexicon.items) if lexicon else ()
    return Item(words_of(name), frozenset(ItemKind(hit.meaning) for hit in kinds))


def _on_paper(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> frozenset[Clause]:
    """The clauses that name a study, a plan or a proposal."""
    aims = find_cues(text, sentences, lexicon.items)
    return frozenset(hit.clause for hit in aims if hit.meaning == ItemKind.STUDY)


def _is_dated(text: str, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether its clause names a day or a month."""
    clause = hit.clause
    if any(word.letters in lexicon.months for word in clause.words):
        return True
    return _DAY.search(text, clause.start, clause.end) is not None


def _is_clear(decision: Decision, facts: Facts, text: str, period_year: int) -> bool:
    """Whether nothing speaks against the decision, and its words stand in main clauses and carry the text."""
    if decision.alternatives or all(_is_a_shape(hit) for hit in decision.hits):
        return False
    if any(hit.clause.is_background for hit in decision.hits):
        return False
    if any(
        "?" in text[facts.sentences[n].start : facts.sentences[n].end]
        for n in {hit.sentence for hit in decision.hits}
    ):
        return False
    if decision.claims_all and (_is_thin(facts, period_year) or _has_silent_clause(facts)):
        return False
    return _silent_share(facts.sentences, facts.hits) <= _SILENT_SHARE_MAX


def _is_thin(facts: Facts, period_year: int) -> bool:
    """Whether one cue is all that a longer text says, and no year to come bears it out."""
    words = sum(len(clause.words) for sentence in facts.sentences for clause in sentence.clauses)
    is_dated = any(mention.year > period_year for mention in facts.years)
    return len(facts.said) < _SEVERAL and words > _SHORT_TEXT and not is_dated


def _has_silent_clause(facts: Facts) -> bool:
    """Whether a main clause of some length holds no cue."""
    spoken = {hit.clause.start for hit in facts.said}
    return any(
        len(clause.words) >= _SOME_LENGTH and not clause.is_background and clause.start not in spoken
        for sentence in facts.sentences
        for clause in sentence.clauses
    )


def _is_a_shape(hit: Hit) -> bool:
    """Whether a cue says that something was done, not what."""
    return hit.cue.is_weak or hit.cue.meaning == Meaning.DEED


def _silent_share(sentences: Sequence[Sentence], hits: Sequence[Hit]) -> float:
    """The share of sentences in which no cue was found."""
    spoken = {hit.sentence for hit in hits}
    return 1 - len(spoken) / len(sentences)


def _in_order(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(dict.fromkeys(hits), key=lambda hit: (hit.start, hit.end))


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """The text with letters and their accents composed, and where each character began in the text given.

    Returns:
        The composed text, and one place a character with the text's length as the last.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for match in [*_COMBINED.finditer(text), None]:
        until = match.start() if match else len(text)
        pieces.append(text[position:until])
        places.extend(range(position, until))
        if match:
            composed = unicodedata.normalize("NFC", match.group())
            pieces.append(composed)
            places.extend([match.start()] * len(composed))
            position = match.end()
    return "".join(pieces), [*places, len(text)]


def _evidence(hit: Hit, text: str, places: Sequence[int]) -> Evidence:
    start, end = places[hit.start], places[hit.end]
    return Evidence(text[start:end], start, end, hit.cue.id)


def _in_place(name: Name, text: str, places: Sequence[int]) -> Name:
    start, end = places[name.start], places[name.end]
    return replace(name, text=text[start:end], start=start, end=end)
