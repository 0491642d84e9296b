"""The review on a terminal as a state machine: keys in, the next state and what to write out. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum

from seuranta.classify.review import Answer, ReviewItem
from seuranta.model import Blocker, Status

ENTER, BACKSPACE, ESCAPE = "\r", "\x7f", "\x1b"
ACCEPT, BLOCKER, YEAR, REASON, SKIP, UNDO, QUIT = "a", "b", "y", "r", "s", "u", "q"
_STATUSES, _BLOCKERS, NO_BLOCKER = tuple(Status), tuple(Blocker), "0"
_YEAR_DIGITS = 4
_CENTURIES = ("19", "20")


class Mode(StrEnum):
    """What the next key means."""

    READING = "reading"
    BLOCKER = "blocker"
    YEAR = "year"
    REASON = "reason"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True)
class Draft:
    """What a person has set for the reading shown, before its status decides."""

    blocker: Blocker | None
    as_of_year: int | None
    reason: str


@dataclass(frozen=True)
class Change:
    """What is to be written: an answer, or None where what stood before shall stand again."""

    item: ReviewItem
    answer: Answer | None


@dataclass(frozen=True)
class Session:
    """A review under way.

    Args:
        items: what is asked about, in order.
        blind: whether a second reader answers, who does not see what was read.
        position: the item shown; after the last, there is none.
        draft: what is set for it.
        mode: what the next key means.
        typed: the letters of a year or a reason so far.
        trail: the items that were left behind, oldest first, each with whether it was answered.
        notice: what the last key came to, in a few words.
    """

    items: tuple[ReviewItem, ...]
    blind: bool
    position: int
    draft: Draft
    mode: Mode = Mode.READING
    typed: str = ""
    trail: tuple[tuple[int, bool], ...] = ()
    notice: str = ""

    @property
    def item(self) -> ReviewItem:
        """The item shown."""
        return self.items[self.position]


def begin(items: tuple[ReviewItem, ...], *, blind: bool) -> Session:
    """A session at its first item; without items it is done at once."""
    return _at(Session(items, blind, 0, Draft(None, None, "")), 0)


def press(session: Session, key: str) -> tuple[Session, Change | None]:
    """What a key does.

    Args:
        session: the state.
        key: one character: a letter in either case, a digit, Enter, Backspace or Escape.

    Returns:
        The next state, and what is to be written at once.
    """
    key = {"\n": ENTER, "\b": BACKSPACE}.get(key, key)
    session = replace(session, notice="")
    if session.mode is Mode.REASON:
        return _type_reason(session, key), None
    if session.mode is Mode.YEAR:
        return _type_year(session, key), None
    key = key.lower()
    if session.mode is Mode.BLOCKER:
        return _choose_blocker(session, key), None
    if key == QUIT or (session.mode is Mode.DONE and key == ENTER):
        return replace(session, mode=Mode.CLOSED), None
    if key == UNDO:
        return _undo(session)
    return (session, None) if session.mode is not Mode.READING else _decide(session, key)


def _decide(session: Session, key: str) -> tuple[Session, Change | None]:
    if key == SKIP:
        return _onward(session, is_answered=False), None
    if key in (BLOCKER, YEAR, REASON):
        mode = {BLOCKER: Mode.BLOCKER, YEAR: Mode.YEAR, REASON: Mode.REASON}[key]
        return replace(session, mode=mode, typed=_typed_so_far(session.draft, mode)), None
    status = _status(session, key)
    if status is None:
        return replace(session, notice="unknown key"), None
    draft = session.draft
    answer = Answer(status, draft.blocker, draft.as_of_year, " ".join(draft.reason.split()))
    return _onward(session, is_answered=True), Change(session.item, answer)


def _onward(session: Session, *, is_answered: bool) -> Session:
    trail = (*session.trail, (session.position, is_answered))
    return _at(replace(session, trail=trail), session.position + 1)


def _status(session: Session, key: str) -> Status | None:
    if key in (ACCEPT, ENTER):
        return None if session.blind else shown_answer(session.item).status
    number = int(key) if key.isascii() and key.isdigit() else 0
    return _STATUSES[number - 1] if 1 <= number <= len(_STATUSES) else None


def shown_answer(item: ReviewItem) -> Answer:
    """What stands beside the text, and what the accept key keeps: the decision, else the reading."""
    return item.decided.answer if item.decided else item.read


def _undo(session: Session) -> tuple[Session, Change | None]:
    if not session.trail:
        return replace(session, notice="nothing to undo"), None
    position, was_answered = session.trail[-1]
    back = _at(replace(session, trail=session.trail[:-1]), position)
    return (replace(back, notice="taken back"), Change(back.item, None)) if was_answered else (back, None)


def _choose_blocker(session: Session, key: str) -> Session:
    if key == ESCAPE:
        return replace(session, mode=Mode.READING)
    number = int(key) if key.isascii() and key.isdigit() else -1
    if key == NO_BLOCKER:
        return replace(session, mode=Mode.READING, draft=replace(session.draft, blocker=None))
    if not 1 <= number <= len(_BLOCKERS):
        return replace(session, notice="unknown key")
    return replace(session, mode=Mode.READING, draft=replace(session.draft, blocker=_BLOCKERS[number - 1]))


def _type_year(session: Session, key: str) -> Session:
    if key == ENTER:
        if session.typed and (len(session.typed) < _YEAR_DIGITS or session.typed[:2] not in _CENTURIES):
            return replace(session, notice="a year has four digits")
        year = int(session.typed) if session.typed else None
        return replace(session, mode=Mode.READING, draft=replace(session.draft, as_of_year=year))
    is_digit = key.isascii() and key.isdigit() and len(session.typed) < _YEAR_DIGITS
    return _type(session, key, is_taken=is_digit)


def _type_reason(session: Session, key: str) -> Session:
    if key == ENTER:
        return replace(session, mode=Mode.READING, draft=replace(session.draft, reason=session.typed.strip()))
    return _type(session, key, is_taken=key.isprintable())


def _type(session: Session, key: str, *, is_taken: bool) -> Session:
    if key == ESCAPE:
        return replace(session, mode=Mode.READING)
    if key == BACKSPACE:
        return replace(session, typed=session.typed[:-1])
    return replace(session, typed=session.typed + key) if is_taken else session


def _typed_so_far(draft: Draft, mode: Mode) -> str:
    if mode is Mode.YEAR:
        return str(draft.as_of_year or "")
    return draft.reason if mode is Mode.REASON else ""


def _at(session: Session, position: int) -> Session:
    if position >= len(session.items):
        mode = Mode.DONE if session.items else Mode.CLOSED
        return replace(session, position=len(session.items), mode=mode, typed="")
    item = session.items[position]
    shown = Answer(Status.NOT_REPORTED) if session.blind and not item.decided else shown_answer(item)
    draft = Draft(shown.blocker, shown.as_of_year, shown.reason)
    return replace(session, position=position, mode=Mode.READING, draft=draft, typed="")
