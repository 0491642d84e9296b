"""English verbs: the forms that follow from the base form or, of an irregular one, the principal parts."""

import re

from seuranta.classify.verbs.forms import Form, Forms

_VOWELS = "aeiou"
_MODAL = "(will|shall|should|would|could|can|may|might|must|ll)"
_WILL_BE = "(will|shall|should|would|could|can|may|might|must|to|ll) ..2 (be | have been)"
_BE = "(is|are|am|was|were|be|been|m|re|currently|now|still|started|begun|began|continue|continues|keep)"
_BEING = "being | in the process of being"
_HAVE = "(has|have|had|was|were|is|are|been|ve|already|now)"
_DID = "(did|didn)"
_SIBILANTS = ("s", "sh", "ch", "x", "z", "o")
_PARTS = 3
_ENDS_SHORT = re.compile(r"(^|[^aeiou]|qu)[aeiou][^aeiouwxy]$")
"""A short vowel and one consonant: the consonant is doubled before -ing ("run", "begin", "put")."""


def english_forms(verb: str) -> Forms:
    """The forms of an English verb.

    Args:
        verb: its base form ("publish"), or base, past and participle of an irregular one or of one that
            doubles its last letter ("build built built", "plan planned planned").

    Raises:
        ValueError: it is neither.
    """
    parts = verb.split()
    if len(parts) == 1:
        parts = [verb, _past(verb), _past(verb)]
    if len(parts) != _PARTS:
        raise ValueError(f"{verb!r} is neither a base form nor three principal parts")
    base, past, participle = parts
    past_forms: dict[str, tuple[str, ...]] = (
        {"": tuple(dict.fromkeys((past, participle)))} if past != base else {_HAVE: (past,)}
    )
    return {
        Form.PAST: {**past_forms, _DID: (base,)},
        Form.PRESENT: {"": (_third_person(base),)},
        Form.ONGOING: {_BE: (_ing(base, past),), _BEING: (participle,)},
        Form.AHEAD: {_WILL_BE: (participle,), _MODAL: (base,)},
        Form.AIM: {"to": (base,)},
        Form.BARE: {"": (base,)},
    }


def _third_person(base: str) -> str:
    if base.endswith(_SIBILANTS):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ied"
    return f"{base}ed"


def _ing(base: str, past: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    is_irregular = not past.endswith("ed")
    if past == f"{base}{base[-1]}ed" or (is_irregular and _ENDS_SHORT.search(base)):
        return f"{base}{base[-1]}ing"
    return f"{base}ing"
