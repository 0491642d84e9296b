"""When two names are one name: after case, white space, marks, punctuation and tags, and nothing else."""

import re
from collections.abc import Iterable

from seuranta.model import bare_words

_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W_]+")
# Signs that tell names apart ("C" and "C++") are kept, and so is the point between two numbers.
_SIGNS = "+#&%€$£=<>"
_KEPT = re.compile(rf"[^\W_]+|[{_SIGNS}]|(?<=\d)[\W_]+(?=\d)")
# What may stand between two tags in brackets: "and", a comma.
_LONGEST_JOIN = 5


def name_key(name: str, tags: Iterable[str] = ()) -> str:
    """What two writings of a name have in common; names of different keys are different names.

    Args:
        name: the whole cell.
        tags: the sister programmes that it names in brackets; other brackets ("phase 2") tell actions apart.

    Returns:
        Its letters, digits and signs, joined, so that "e-lasku" and "E lasku" are one; "" for a name without
        any, which is nobody's.
    """

    def without_tags(brackets: re.Match[str]) -> str:
        rest = brackets[1]
        for tag in tags:
            rest = rest.replace(tag, "")
        is_tag = rest != brackets[1] and all(len(word) < _LONGEST_JOIN for word in _WORD.findall(rest))
        return " " if is_tag else brackets[0]

    bare = bare_words(_BRACKETS.sub(without_tags, name) if any(tags) else name)
    return "".join(_kept(piece) for piece in _KEPT.findall(bare))


def _kept(piece: str) -> str:
    return piece if piece.isalnum() or piece in _SIGNS else "."
