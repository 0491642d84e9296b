"""Finnish verbs: the forms that follow from the dictionary form.

Where the rules leave a choice (which grade a stem has, which vowel its past), every candidate is given: a
form that does not exist is never met in a text. So are the past as it is spoken ("avas") and the commonest
slip of the pen, a single t of the passive ("avatiin").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from seuranta.classify.verbs.forms import Form, Forms

_VOWELS = "aeiouyäö"
_VOWEL_GROUP = re.compile(f"[{_VOWELS}]+")
_TWO = 2
_SHORT_PAST = len("nousi")
_FIRST_PAST_O = frozenset("aei")
_GRADES = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"),
    ("rt", "rr"),    ("ht", "hd"), ("lk", "l"), ("rk", "r"), ("k", ""), ("p", "v"), ("t", "d"),
)  # fmt: skip
"""Strong and weak grade of the consonants before a stem's last vowel."""
_UNGRADED = ("st", "sk", "sp", "tk", "hk")
_LONG = ("aa", "ää", "ee", "ii", "oo", "uu", "yy", "öö", "ie", "uo", "yö", "oi", "öi")
_SHOULD = (
    "(pitäisi|pitää|tulisi|tulee|täytyy|voidaan|voitaisiin|voi|aiotaan|aikoo|aikovat|pyritään|pyrkii|halutaan|"
    "haluaa|suunnitellaan|suunnittelee|tarvitsee|tarkoitus|tarkoituksena|määrä|"
    "syytä|suunnitelmissa|päätettiin|päätti|päättivät|päättänyt|päättäneet|päätetty|päättää|päättävät|sovittiin|sovittu|"
    "linjasi|linjattiin|lupasi|lupaa)"
)
_GOAL = "(tavoite|tavoitteena|tavoitteenamme)"
_GOT = "(saatu|saatiin|saanut|saaneet|sai|saivat|saimme|saatukaan)"
_TO_GET = "(saadaan|saada|saataisiin|saataneen|saanee|saavat|saa|saamme|saamaan)"
_SHOULD_BE = "(pitäisi|pitää|tulisi|tulee|täytyy|olisi | on tarkoitus) ..2 olla"
_OTHER_STEMS = {"tehdä": ("teke", "tee", "teh"), "nähdä": ("näke", "näe", "näh")}


@dataclass(frozen=True)
class _Stems:
    """What the endings are added to.

    Args:
        strong: vowel stems of the third person ("toteutta").
        weak: vowel stems of the first person and beside a negator ("toteuta").
        past: third persons of the past ("toteutti").
        perfect: active participles, singular and plural ("toteuttanut").
        denied: the passive beside a negator ("toteuteta").
        dental: the passive stem up to its t ("toteutett").
    """

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    past: tuple[str, ...]
    perfect: tuple[str, ...]
    denied: str
    dental: str


def finnish_forms(verb: str) -> Forms:
    """The forms of a Finnish verb.

    Args:
        verb: its dictionary form ("toteuttaa", "julkaista", "avata", "pilotoida").

    Raises:
        ValueError: it does not end like a Finnish infinitive.
    """
    a = verb[-1:]
    u = "u" if a == "a" else "y"
    if len(verb) < len("olla") or a not in ("a", "ä"):
        raise ValueError(f"{verb!r} is no Finnish infinitive")
    return _with_endings(verb, _stems(verb, a, u), a, u)


def _stems(verb: str, a: str, u: str) -> _Stems:
    base = verb[:-2]
    if verb in _OTHER_STEMS:
        strong, weak, dental = _OTHER_STEMS[verb]
        return _Stems((strong,), (weak,), (f"{strong[:-1]}i",), _perfect(dental, "n", u), verb, f"{dental}t")
    if verb[-2] in _VOWELS:
        return _vowel_stems(verb[:-1], a, u)
    if verb[-2] == "d":
        past = base if base.endswith("i") else f"{_shortened(base)}i"
        past = f"{base[:-1]}vi" if base.endswith("käy") else past
        return _Stems((base,), (base,), (past,), _perfect(base, "n", u), verb, f"{base}t")
    if verb[-3:-1] == "st":
        stem = f"{base[:-1]}se"
        return _Stems((stem,), (stem,), (f"{base[:-1]}si",), _perfect(base, "s", u), verb, f"{base}t")
    if verb[-2] in "lnr":
        bodies = [f"{stem}{verb[-2]}" for stem in _strengthened(base[:-1])]
        stems, pasts = tuple(f"{body}e" for body in bodies), tuple(f"{body}i" for body in bodies)
        return _Stems(stems, stems, pasts, _perfect(base, verb[-2], u), verb, f"{base}t")
    return _ta_stems(verb, base, a, u)


def _vowel_stems(strong: str, a: str, u: str) -> _Stems:
    """Verbs such as toteuttaa, hakea, laatia, sopia."""
    weak = _weakened(strong)
    passive = f"{weak[:-1]}e" if weak[-1] == a else weak
    return _Stems(
        (strong,), (weak,), tuple(_pasts(strong)), _perfect(strong, "n", u), f"{passive}t{a}", f"{passive}tt"
    )


def _ta_stems(verb: str, base: str, a: str, u: str) -> _Stems:
    """Verbs such as avata, valita, edetä; aueta aukeaa, vaieta vaikenee."""
    strong = _strengthened(base)
    if base.endswith("e") and base[-2] in _VOWELS:
        strong = (*strong, f"{base[:-1]}ke")
    if base.endswith("i"):
        stems, pasts = [f"{base}tse"], [f"{base}tsi"]
    elif base.endswith("e"):
        stems = [f"{stem}{ending}" for stem in strong for ending in ("ne", a)]
        pasts = [f"{stem}{ending}" for stem in strong for ending in ("ni", "si")]
    else:
        stems, pasts = [f"{stem}{a}" for stem in strong], [f"{stem}si" for stem in strong]
    return _Stems(tuple(stems), tuple(stems), tuple(pasts), _perfect(base, "nn", u), verb, f"{base}tt")


def _with_endings(verb: str, stems: _Stems, a: str, u: str) -> Forms:
    participles = (f"{stems.dental}{u}", f"{_weak_dental(stems.dental)}{u}t")
    gotten = (f"{stems.dental}{u}{a}",)
    past = [f"{stems.dental}iin", *participles, f"{stems.dental}{u}n{a}"]
    past += stems.perfect
    past += [f"{stem}{ending}" for stem in stems.past for ending in ("", f"v{a}t")]
    past += [f"{_weakened(stem)}mme" for stem in stems.past]
    past += [stem[:-1] for stem in stems.past if stem.endswith("si") and len(stem) > _SHORT_PAST]
    if stems.dental.endswith("tt"):
        past += [f"{_weak_dental(stems.dental)}{ending}" for ending in ("iin", u)]
    present = [f"{stems.denied}{a}n"]
    for stem in stems.strong:
        present += [_lengthened(stem), f"{stem}v{a}t"]
    present += [f"{stem}mme" for stem in stems.weak]
    ongoing = [f"{stem}m{a}ss{a}" for stem in stems.strong]
    ongoing += [f"{stems.dental}{a}v{a}n{a}", f"{stems.dental}{a}vin{a}"]
    aim = [f"{stem}m{a}{a}n" for stem in stems.strong]
    ahead = [f"{stems.dental}{a}v{a}{ending}" for ending in ("", "t", "ksi")]
    ahead += [f"{stems.dental}{a}{ending}" for ending in ("isiin", "neen")]
    ahead += [f"{_shortened(stem)}isi{ending}" for stem in stems.strong for ending in ("", f"v{a}t")]
    undone = [f"{stem}m{a}tt{a}" for stem in stems.strong]
    denied = [stems.denied, *stems.weak]
    taken = {*past, *present}
    return {
        Form.PAST: _unique(past) | {_GOT: gotten},
        Form.PRESENT: _unique(form for form in present if form not in past),
        Form.ONGOING: _unique(ongoing),
        Form.AHEAD: _unique(ahead) | {_SHOULD: (verb,), _SHOULD_BE: participles, _TO_GET: gotten},
        Form.AIM: _unique(aim) | {_GOAL: (verb,)},
        Form.UNDONE: _unique(undone),
        Form.DENIED: _unique(form for form in denied if form not in taken),
    }


def _perfect(stem: str, consonant: str, u: str) -> tuple[str, str]:
    return f"{stem}{consonant}{u}t", f"{stem}{consonant}eet"


def _pasts(strong: str) -> Iterable[str]:
    """The past of a vowel stem: laatia laati, hakea haki, sopia sopi, vaihtaa vaihtoi, rakentaa rakensi."""
    body, vowel = strong[:-1], strong[-1]
    if vowel in "ei":
        yield f"{body}i"
    elif vowel in "ouyö":
        yield f"{strong}i"
    else:
        yield f"{body}i"
        syllables = _VOWEL_GROUP.findall(strong)
        if len(syllables) == _TWO and syllables[0][0] in _FIRST_PAST_O:
            yield f"{body}oi"
        if body.endswith("t"):
            yield f"{body[:-1]}si"


def _weakened(stem: str) -> str:
    """The weak grade of a stem that ends in a vowel."""
    vowels = stem[len(stem.rstrip(_VOWELS)) :]
    body = stem[: len(stem) - len(vowels)]
    if body.endswith(_UNGRADED) or not vowels:
        return stem
    for strong, weak in _GRADES:
        if body.endswith(strong):
            return f"{body[: -len(strong)]}{weak}{vowels}"
    return stem


def _strengthened(stem: str) -> tuple[str, ...]:
    """The stem as it is and in every strong grade that could have been weakened to it."""
    vowels = stem[len(stem.rstrip(_VOWELS)) :]
    body = stem[: len(stem) - len(vowels)]
    stronger = [
        f"{body[: len(body) - len(weak)]}{strong}{vowels}"
        for strong, weak in _GRADES
        if weak and body.endswith(weak)
    ]
    return (stem, *stronger)


def _weak_dental(dental: str) -> str:
    """The t of the passive participle's plural: toteutetut, saadut, suunnitellut."""
    for strong, weak in (("tt", "t"), ("lt", "ll"), ("nt", "nn"), ("rt", "rr"), ("st", "st")):
        if dental.endswith(strong):
            return f"{dental[: -len(strong)]}{weak}"
    return f"{dental[:-1]}d"


def _lengthened(stem: str) -> str:
    """The third person singular: toteuttaa, avaa, vie."""
    return stem if stem.endswith(_LONG) else f"{stem}{stem[-1]}"


def _shortened(stem: str) -> str:
    """The stem before an i: saa sa, vie ve, tuo to, hake hak, laati laat, toteutta toteutta."""
    if stem.endswith(("ie", "uo", "yö")):
        return f"{stem[:-2]}{stem[-1]}"
    return stem[:-1] if stem.endswith(("e", "i", *_LONG)) else stem


def _unique(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {"": tuple(dict.fromkeys(forms))}
