"""Swedish verbs: the forms that follow from the infinitive or, of an irregular one, the principal parts."""

from seuranta.classify.verbs.forms import Form, Forms

_MODAL = (
    "(ska|skall|skulle|bör|borde|måste|kommer|avser|avses|ämnar|planerar|planeras|tänker|syftar|vill|kan|"
    "behöver|avsikten|avsikt|beslutat|beslutade|beslöt|väntas|förväntas|beräknas|hoppas|tvungen|"
    "tvungna|tvingas|tvingats|torde|lär | målet|syftet|planen|tanken|meningen är|att | är planen|tanken att)"
)
_WILL_HAVE = (
    f"({_MODAL} ..2 (vara|bli) | (ska|skall|bör|måste|kommer|väntas|förväntas|beräknas|vill|behöver) ..2 ha)"
)
_AT_WORK = "håller|höll ..3 på"
_PARTS = 5
_SHORTEST = 2


def swedish_forms(verb: str) -> Forms:
    """The forms of a Swedish verb.

    Args:
        verb: the infinitive of a verb in -ar ("publicera"), or the infinitive, present, past, supine and
            participle of another ("inleda inleder inledde inlett inledd"; "-" where there is none).

    Raises:
        ValueError: it is neither.
    """
    parts = verb.split()
    if len(parts) == 1 and verb.endswith("a"):
        parts = [verb, f"{verb}r", f"{verb}de", f"{verb}t", f"{verb}d"]
    if len(parts) != _PARTS:
        raise ValueError(f"{verb!r} is neither a verb in -ar nor five principal parts of one")
    infinitive, present, past, supine, participle = parts
    passive = _passive_present(infinitive, present)
    infinitives = (infinitive, f"{infinitive}s")
    done = [past, f"{past}s", supine, f"{supine}s", *_participles(participle)]
    return {
        Form.PAST: {"": tuple(dict.fromkeys(done))},
        Form.PRESENT: {"": (present, passive)},
        Form.ONGOING: {_AT_WORK: (infinitive,)},
        Form.AHEAD: {_MODAL: infinitives, _WILL_HAVE: tuple(done)},
        Form.UNDONE: {"": tuple(f"o{form}" for form in _participles(participle))},
    }


def _passive_present(infinitive: str, present: str) -> str:
    """Publiceras, inleds, införs, löses, tas."""
    if len(infinitive) <= _SHORTEST or not infinitive.endswith("a") or present == f"{infinitive}r":
        return f"{present.removesuffix('r')}s"
    stem = infinitive.removesuffix("a")
    return f"{stem}es" if stem.endswith("s") else f"{stem}s"


def _participles(participle: str) -> tuple[str, ...]:
    """Inledd, inlett, inledda; publicerad, publicerat, publicerade; köpt, köpta; tagen, taget, tagna."""
    if participle == "-":
        return ()
    if participle.endswith("ad"):
        return participle, f"{participle[:-1]}t", f"{participle}e"
    if participle.endswith("en"):
        return participle, f"{participle[:-1]}t", f"{participle[:-2]}na"
    if participle.endswith("dd"):
        return participle, f"{participle[:-2]}tt", f"{participle}a"
    if participle.endswith("d"):
        return participle, f"{participle[:-1]}t", f"{participle}a"
    return participle, f"{participle}a"
