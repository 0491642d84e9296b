"""Finds the cues of a lexicon in a text, and what negation makes of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from seuranta.classify.clauses import Clause, Sentence
from seuranta.classify.lexicons import Cue, CueIndex, Lexicon
from seuranta.classify.meanings import DELIVERED, WORKED, Meaning

_REACH_BEFORE = 5
_REACH_AFTER = 2
_UNREAL = DELIVERED | WORKED | {Meaning.PRESENT, Meaning.UNDER_WAY, Meaning.NOT_DONE, Meaning.NOTHING}


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
    found = [hit for sentence in sentences for hit in _in_sentence(text, sentence, index)]
    return _without_covered(found)


def find_statuses(text: str, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> list[Hit]:
    """The status cues of a text as they are meant: negated, or left out where they only suppose."""
    found = [hit for sentence in sentences for hit in _in_sentence(text, sentence, lexicon.statuses)]
    negated = {id(hit) for hit in found if hit.cue.heeds_negators and _is_negated(hit, lexicon)}
    possible = [hit for hit in found if hit.meaning or id(hit) in negated]
    meant = (_as_meant(hit, is_negated=id(hit) in negated) for hit in _without_covered(possible))
    return [hit for hit in meant if hit is not None]


def _in_sentence(text: str, sentence: Sentence, index: CueIndex) -> Iterator[Hit]:
    for clause in sentence.clauses:
        for word in clause.words:
            tried: set[str] = set()
            for cue in index.opened_by(word.letters):
                if cue.id in tried or word.letters in cue.exceptions:
                    continue
                tried.add(cue.id)
                if cue.opens_clause and word is not clause.words[0]:
                    continue
                match = cue.pattern.regex.match(text, word.start, sentence.end)
                if match is not None:
                    yield Hit(cue, cue.meaning, match.start(), match.end(), clause)


def _without_covered(hits: list[Hit]) -> list[Hit]:
    """Leave out what lies inside a longer hit, and what is weak and touches another."""
    by_worth = sorted(
        hits, key=lambda hit: (hit.cue.is_weak, hit.start - hit.end, bool(hit.meaning), hit.start)
    )
    kept: list[Hit] = []
    for hit in by_worth:
        if not any(_gives_way(hit, other) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def _gives_way(hit: Hit, other: Hit) -> bool:
    if hit.cue.is_weak:
        return hit.start < other.end and other.start < hit.end
    return other.start <= hit.start and hit.end <= other.end


def _as_meant(hit: Hit, *, is_negated: bool) -> Hit | None:
    """The hit with the meaning of its negation, or None where it says nothing."""
    if hit.clause.is_hypothetical and hit.meaning in _UNREAL:
        return None
    if hit.meaning == Meaning.IF and not hit.clause.is_hypothetical:
        return None
    if not is_negated:
        return hit
    return None if hit.cue.negated is None else replace(hit, meaning=hit.cue.negated)


def _is_negated(hit: Hit, lexicon: Lexicon) -> bool:
    """Whether a negator before, between or behind the words of a hit reaches it within its clause."""
    words = hit.clause.words
    before = [word.letters for word in words if word.end <= hit.start][-_REACH_BEFORE:]
    if hit.cue.is_verb_form:
        before += [word.letters for word in words if hit.start <= word.start < hit.end]
    if not lexicon.negators.isdisjoint(before):
        return True
    after = [word.letters for word in words if word.start >= hit.end][:_REACH_AFTER]
    return not lexicon.negators_after.isdisjoint(after)
