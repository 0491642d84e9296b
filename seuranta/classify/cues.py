"""Finds the cues of a lexicon in a text, and what negation makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from seuranta.classify.clauses import Clause, Sentence
from seuranta.classify.lexicons import Cue, CueIndex, Lexicon
from seuranta.classify.meanings import CLOSING, IDLE, MOVING, ONGOING, PAST, Meaning
from seuranta.classify.patterns import Word
from seuranta.classify.verbs import Form

_REACH_BEFORE = 5
_REACH_AFTER = 2
_REACH_OF_MODALS = 2
_PLAIN_FORMS = tuple(f".{form}" for form in (Form.PAST, Form.PRESENT, Form.BARE))
_PLAIN_ENDS = CLOSING | {Meaning.PAUSED, Meaning.POSTPONED, Meaning.MOVED}
_STANDSTILL = frozenset({Meaning.WAITS, Meaning.PAUSED, Meaning.POSTPONED, Meaning.DELAYED})
_REFUSALS = frozenset({Meaning.REFUSED_FUNDING, Meaning.REFUSED_PERMISSION, Meaning.TENDER_FAILED})
_DESCRIBING = frozenset({Meaning.DONE, Meaning.DEED, Meaning.STEP, Meaning.UNDER_WAY, Meaning.FUTURE})
_UNREAL = PAST | {Meaning.PRESENT, Meaning.UNDER_WAY, Meaning.NOT_DONE, Meaning.NOTHING}


@dataclass(frozen=True)
class Hit:
    """A cue found in a text.

    Args:
        cue: which.
        meaning: of the cue, or of its negation.
        start: where its words begin in the text.
        end: where they end, exclusive.
        clause: the clause in which it begins.
    """

    cue: Cue
    meaning: str
    start: int
    end: int
    clause: Clause

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.clause.sentence


def find_cues(text: str, sentences: Iterable[Sentence], index: CueIndex) -> list[Hit]:
    """Every place where a cue matches, negation not considered.

    Args:
        text: as written.
        sentences: of the text; no match crosses their borders.
        index: the cues to look for.

    Returns:
        The hits in the order of the text; one inside a longer one is left out, and so is a weak one that
        overlaps another.
    """
    return [
        hit for sentence in sentences for hit in _without_covered(list(_in_sentence(text, sentence, index)))
    ]


def find_statuses(text: str, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> list[Hit]:
    """The status cues of a text as they are meant: negated, or left out where they only suppose."""
    found: list[Hit] = []
    for sentence in sentences:
        hits = list(_in_sentence(text, sentence, lexicon.statuses))
        reached = [_negation(hit, hits, lexicon) for hit in hits]
        possible = [
            (hit, negation)
            for hit, negation in zip(hits, reached, strict=True)
            if hit.meaning or negation is _Negation.REACHES
        ]
        kept = _without_covered([hit for hit, _ in possible])
        negations = {id(hit): negation for hit, negation in possible}
        told = [hit for hit in kept if not _only_describes(hit, lexicon)]
        meant = (_as_meant(hit, negations[id(hit)]) for hit in told)
        found += [_as_told(hit, lexicon) for hit in meant if hit is not None]
    return found


def by_sentence(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    """The hits by the number of their sentence."""
    grouped: dict[int, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.sentence, []).append(hit)
    return grouped


class _Negation(Enum):
    """What a negator in the clause does to a cue."""

    ABSENT = auto()
    REACHES = auto()
    SPENT = auto()  # on another verb before it


def _in_sentence(text: str, sentence: Sentence, index: CueIndex) -> Iterator[Hit]:
    present = {word.letters for clause in sentence.clauses for word in clause.words}
    for clause in sentence.clauses:
        for place, word in enumerate(clause.words):
            for cue, pattern in index.opened_by(word.letters):
                if pattern.needs and pattern.needs.isdisjoint(present):
                    continue
                if place > 0 and (cue.opens_clause or cue.stands_alone):
                    continue
                span = pattern.find(text, clause.words, place, sentence.end)
                if span is None:
                    continue
                is_plain = span[1] <= clause.end and not cue.stands_alone
                if is_plain or _may_reach(sentence, clause, span, cue):
                    yield Hit(cue, cue.meaning, *span, clause)


def _may_reach(sentence: Sentence, clause: Clause, span: tuple[int, int], cue: Cue) -> bool:
    """Whether a match counts where it stands: alone, and into a condition or the background only by name."""
    start, end = span
    if cue.stands_alone and any(
        word.letters.isalpha() and not start <= word.start < end
        for other in sentence.clauses
        for word in other.words
    ):
        return False
    return end <= clause.end or not any(
        (other.is_hypothetical or other.is_background) and not cue.writes(other.words[0].letters)
        for other in sentence.clauses
        if clause.end <= other.start < end
    )


def _without_covered(hits: list[Hit]) -> list[Hit]:
    """Read each word once: of hits that overlap a refusal stays, else the longest; a weak one gives way.

    Of two verbs the nearer takes the word that stands behind both ("haettiin ja saatiin rahoitus").
    """
    forms = [hit for hit in hits if hit.cue.is_verb_form]
    verbs = [hit for hit in forms if hit.meaning and not hit.cue.is_weak]
    hits = [hit for hit in hits if not _reaches_over(hit, verbs) and not _is_outdone(hit, forms)]
    by_worth = sorted(
        hits,
        key=lambda hit: (
            not hit.cue.stands_alone,
            hit.cue.is_weak,
            hit.meaning not in _REFUSALS,
            hit.start - hit.end,
            hit.cue.negated is not None,
            bool(hit.meaning),
            hit.meaning == Meaning.FUTURE,
            hit.meaning in MOVING,
            hit.start,
        ),
    )
    kept: list[Hit] = []
    for hit in by_worth:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def _is_outdone(hit: Hit, forms: Iterable[Hit]) -> bool:
    """Whether the same verb is found with the words before it that make it another form ("will be sent")."""
    if not hit.cue.has_companion or not hit.cue.id.endswith(_PLAIN_FORMS):
        return False
    return any(
        form.cue.entry == hit.cue.entry
        and not form.cue.id.endswith(_PLAIN_FORMS)
        and form.start < hit.end
        and hit.start < form.end
        for form in forms
    )


def _reaches_over(hit: Hit, verbs: Iterable[Hit]) -> bool:
    """Whether another verb stands between a verb and the word beside it, or in a gap of a pattern."""
    inside = [verb for verb in verbs if hit.start < verb.start and verb.end <= hit.end]
    if hit.cue.has_companion:
        others = (verb for verb in inside if verb.cue.entry != hit.cue.entry)
        return any(verb.cue.has_companion or verb.end != hit.end for verb in others)
    if hit.cue.is_verb_form:
        nearer = (verb for verb in verbs if hit.start <= verb.start and verb.end < hit.end)
        return hit.cue.id.endswith(f".{Form.ONGOING}") and any(v.cue.entry != hit.cue.entry for v in nearer)
    is_ongoing = hit.meaning in ONGOING
    plain = _PLAIN_ENDS if hit.meaning != Meaning.FUTURE else _PLAIN_ENDS | PAST
    return any(
        (verb.meaning in plain if verb.end < hit.end else is_ongoing and verb.meaning in _STANDSTILL)
        and not _is_written(verb, hit.cue)
        for verb in inside
    )


def _is_written(verb: Hit, cue: Cue) -> bool:
    """Whether a pattern names the verb that stands inside its match."""
    words = (word for word in verb.clause.words if verb.start <= word.start < verb.end)
    return any(cue.writes(word.letters) for word in words)


def _only_describes(hit: Hit, lexicon: Lexicon) -> bool:
    """Whether it is a participle between an article and a noun ("the planned works")."""
    if hit.meaning not in _DESCRIBING:
        return False
    words = hit.clause.words
    place = next((n for n, word in enumerate(words) if (word.start, word.end) == (hit.start, hit.end)), 0)
    return 0 < place < len(words) - 1 and words[place - 1].letters in lexicon.articles


def _as_told(hit: Hit, lexicon: Lexicon) -> Hit:
    """The hit as it is, or as what is to come where a modal stands before it or amid its words.

    The forms of a verb heed the modals before them by themselves.
    """
    if hit.cue.is_verb_form or hit.meaning not in PAST:
        return hit
    words = hit.clause.words
    inside = {w.letters for w in words if hit.start <= w.start < hit.end and not hit.cue.writes(w.letters)}
    before = {w.letters for w in [w for w in words if w.end <= hit.start][-_REACH_OF_MODALS:]}
    return hit if lexicon.modals.isdisjoint(inside | before) else replace(hit, meaning=Meaning.FUTURE)


def _as_meant(hit: Hit, negation: _Negation) -> Hit | None:
    """The hit with the meaning of its negation, or None where it says nothing."""
    if hit.clause.is_hypothetical and hit.meaning in _UNREAL:
        return None
    if hit.meaning == Meaning.IF and not hit.clause.is_hypothetical:
        return None
    if negation is _Negation.ABSENT:
        return hit
    if negation is _Negation.SPENT:
        return None if hit.meaning == Meaning.FUTURE else hit
    return None if hit.cue.negated is None else replace(hit, meaning=hit.cue.negated)


def _negation(hit: Hit, hits: Sequence[Hit], lexicon: Lexicon) -> _Negation:
    """What the negators before, between or behind the words of a hit do to it within its clause."""
    if not hit.cue.heeds_negators:
        return _Negation.ABSENT
    words = hit.clause.words
    within = (word.letters for word in words if hit.start <= word.start < hit.end)
    if any(word in lexicon.negators and not hit.cue.writes(word) for word in within):
        return _Negation.REACHES
    before = [word for word in words if word.end <= hit.start][-_REACH_BEFORE:]
    place = next((i for i in reversed(range(len(before))) if before[i].letters in lexicon.negators), None)
    if place is not None and not (place + 1 < len(before) and before[place + 1].letters in lexicon.not_alone):
        return _Negation.SPENT if _is_spent(before[place:], hits, lexicon) else _Negation.REACHES
    after = [word.letters for word in words if word.start >= hit.end][:_REACH_AFTER]
    if not lexicon.negators_after.isdisjoint(after):
        return _Negation.REACHES
    return _Negation.ABSENT


def _is_spent(words: Sequence[Word], hits: Sequence[Hit], lexicon: Lexicon) -> bool:
    """Whether another verb stands between a negator, the first of the words, and what follows the last.

    A coordinator carries the negation on ("ei ole aloitettu eikä suunniteltu"), and so does a cue around the
    negator that says no more than it ("not yet", "no work").
    """
    start, end = words[0].start, words[-1].end
    between = [hit for hit in hits if not hit.cue.is_weak and hit.start < end and hit.end > start]
    between = [hit for hit in between if hit.start > start or hit.meaning not in IDLE]
    between = [hit for hit in between if hit.end <= end and hit.end > words[0].end]
    if not between:
        return False
    last = max(hit.end for hit in between)
    return lexicon.coordinators.isdisjoint(word.letters for word in words if word.start >= last)
