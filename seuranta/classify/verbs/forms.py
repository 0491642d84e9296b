"""The forms of a verb that matter to a status: when the deed lies, whatever the language."""

from enum import StrEnum


class Form(StrEnum):
    """What a form of a verb says of its deed."""

    PAST = "past"
    PRESENT = "present"
    ONGOING = "ongoing"
    AHEAD = "ahead"
    AIM = "aim"
    BARE = "bare"
    UNDONE = "undone"
    DENIED = "denied"


Forms = dict[Form, dict[str, tuple[str, ...]]]
"""Words by form, and by the pattern of the words that must stand right before them, or "" where none must.

`past`: done, finite or participle; `present`; `ongoing`: being done; `ahead`: will, shall or might be done;
`aim`: what something is for ("to build", "rakentamaan"), which tells little of when;
`bare`: an order, where it opens a clause; `undone`: left undone; `denied`: only beside a negator.
"""
