"""What a person sees of a review on a terminal, and the loop that passes their keys on."""

import unicodedata
from collections.abc import Callable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from seuranta.classify.review import ReviewItem
from seuranta.model import Blocker, Status
from seuranta.review.session import (
    ACCEPT,
    BLOCKER,
    ESCAPE,
    NO_BLOCKER,
    QUIT,
    REASON,
    SKIP,
    UNDO,
    YEAR,
    Change,
    Mode,
    Session,
    press,
)
from seuranta.review.sheet import words_that_decided
from seuranta.review.words import ReviewWords

_DECIDED_BY, _NAMED_BLOCKER, _FAINT, _STRONG = "bold reverse", "bold underline", "dim", "bold"
_ARROWS_OF_WINDOWS = ("\x00", "\xe0")


def converse(
    session: Session,
    *,
    keys: Callable[[], str],
    show: Callable[[Session], None],
    write: Callable[[Change], None],
) -> Session:
    """Show, wait for a key, write at once what it decides, until the person has finished.

    Args:
        session: the beginning.
        keys: waits for the person and returns what was typed, mostly one character.
        show: shows a state.
        write: keeps an answer, or takes it back.

    Returns:
        The end.
    """
    while session.mode is not Mode.CLOSED:
        show(session)
        for key in _single(keys()):
            session, change = press(session, key)
            if change:
                write(change)
            if session.mode is Mode.CLOSED:
                break
    return session


def _single(typed: str) -> Iterator[str]:
    """One key after the other; a function key sends several characters and means nothing."""
    is_function_key = len(typed) > 1 and typed.startswith((ESCAPE, *_ARROWS_OF_WINDOWS))
    yield from () if is_function_key else typed


def show_on(console: Console, words: ReviewWords, title: str) -> Callable[[Session], None]:
    """A function that draws a state on a terminal.

    Args:
        console: the terminal.
        words: statuses and blockers in the person's language.
        title: the programme and the period.
    """

    def show(session: Session) -> None:
        console.clear()
        console.print(screen(session, words, title))

    return show


def screen(session: Session, words: ReviewWords, title: str) -> Group:
    """One state as a person sees it."""
    if session.mode is Mode.DONE:
        answered = sum(was_answered for _, was_answered in session.trail)
        return Group(
            Text(f"{title}: {answered}/{len(session.items)} answered in this session", _STRONG),
            Text(f"{session.notice}\n{UNDO} undo   {QUIT} quit", _FAINT),
        )
    item = session.item
    head = f"{title}   {session.position + 1}/{len(session.items)}"
    why = "" if session.blind else f"   {item.why}"
    parts: list[RenderableType] = [
        Text(head + why, _FAINT),
        Text(f"{item.label}  {printable(item.name)}", _STRONG),
        Text(f"{_plan(item)}   {printable(item.place)}", _FAINT),
        Padding(_text(item, blind=session.blind), (1, 4)),
    ]
    if not session.blind:
        parts.append(Text("\n".join(_reading_lines(item, words))))
    parts += [Text(_draft_line(session, words)), Text(""), _choices(session, words)]
    if session.notice:
        parts.append(Text(session.notice, _STRONG))
    return Group(*parts)


def _plan(item: ReviewItem) -> str:
    return f"planned {item.planned_years}" if item.planned_years else "no plan"


def _text(item: ReviewItem, *, blind: bool) -> Text:
    text = Text(printable(item.status_text) or "(blank)")
    if not blind:
        for piece in item.evidence:
            text.stylize(_DECIDED_BY, piece.start, piece.end)
        start = item.status_text.find(item.blocker_words) if item.blocker_words else -1
        if item.blocker_words and start >= 0:
            text.stylize(_NAMED_BLOCKER, start, start + len(item.blocker_words))
    return text


def _reading_lines(item: ReviewItem, words: ReviewWords) -> list[str]:
    lines = [f"read as   {named(item.read.status, words)}   {item.tier}, rule {item.rule}"]
    # Beside the highlights, which a screen reader or a plain terminal does not show.
    lines.append(f"words     {printable('; '.join(words_that_decided(item))) or 'none'}")
    if item.alternatives:
        lines.append(f"also      {', '.join(named(status, words) for status in item.alternatives)}")
    if item.decided:
        said = f"decided   {named(item.decided.answer.status, words)}"
        lines.append(f"{said} by {printable(item.decided.by)}, {item.decided.on}")
    return lines


def named(status: Status, words: ReviewWords) -> str:
    """A status by its name and its code."""
    return f"{words.statuses[status]} ({status})"


def _draft_line(session: Session, words: ReviewWords) -> str:
    draft = session.draft
    blocker = words.blockers[draft.blocker] if draft.blocker else "–"
    reason = printable(draft.reason) or "–"
    return f"you say   blocker {blocker}   year {draft.as_of_year or '–'}   reason {reason}"


def _choices(session: Session, words: ReviewWords) -> Text:
    if session.mode is Mode.YEAR:
        return Text(f"year (Enter keeps, Esc leaves): {session.typed}_")
    if session.mode is Mode.REASON:
        return Text(f"reason (Enter keeps, Esc leaves): {printable(session.typed)}_")
    if session.mode is Mode.BLOCKER:
        lines = [f"{n} {words.blockers[code]} ({code})" for n, code in enumerate(Blocker, start=1)]
        return Text("\n".join([*lines, f"{NO_BLOCKER} {words.none}   Esc leaves"]))
    lines = [f"{n} {named(status, words)}" for n, status in enumerate(Status, start=1)]
    accept = "" if session.blind else f"{ACCEPT} accept   "
    rest = f"{BLOCKER} blocker   {YEAR} year   {REASON} reason   {SKIP} skip   {UNDO} undo   {QUIT} quit"
    return Text("\n".join([*lines, accept + rest]))


def printable(text: str) -> str:
    """The text, character for character, without those that a terminal would obey."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t":
        return " "
    return character if character.isprintable() or unicodedata.category(character) == "Zs" else "\ufffd"
