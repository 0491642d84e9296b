"""The conversation on a terminal: one question after the other, one key an answer."""

from collections.abc import Callable, Sequence

from seuranta.link.questions import Answer, Question, spoken

ACCEPT, PART, WHOLE, NEW, LATER, UNDO, QUIT, DONE = "a", "p", "h", "n", "l", "u", "q", "\r"
_KEYS = (
    f"1–3 the same   {PART} 1–3 part of it   {WHOLE} 1–3 Enter has it in it   {NEW} new   {LATER} later"
    f"   {UNDO} undo   {QUIT} quit"
)


def converse(
    questions: Sequence[Question],
    *,
    keys: Callable[[], str],
    say: Callable[..., None],
    write: Callable[[Answer], None],
    take_back: Callable[[Answer], None],
) -> None:
    """Ask until the person has finished; every answer is written at once.

    Args:
        questions: in the order in which they are asked.
        keys: waits for the person and returns a key.
        say: prints lines.
        write: keeps an answer.
        take_back: takes the answer given last back.
    """
    given: dict[int, Answer] = {}
    at = 0
    while at < len(questions):
        question = questions[at]
        _show(question, at, len(questions), say)
        key = keys()
        if key == QUIT:
            return
        if key == UNDO and at:
            at -= 1
            if at in given:
                take_back(given.pop(at))
        elif key == LATER:
            at += 1
        else:
            answer = answer_of(question, key, keys)
            if answer:
                write(answer)
                given[at] = answer
                at += 1


def answer_of(question: Question, key: str, keys: Callable[[], str]) -> Answer | None:
    """What a key says, and the ones after it where it needs them; None when it says nothing.

    Args:
        question: what was asked.
        key: the first key.
        keys: waits for the next one.
    """
    if key == NEW:
        return Answer(question, "new", ())
    if key == ACCEPT and question.is_proposed:
        return Answer(question, question.candidates[0].relation, question.candidates)
    if key == PART:
        return _chosen(question, "split", keys())
    if key == WHOLE:
        numbers = ""
        while (number := keys()) not in (DONE, "\n"):
            numbers += number
        return _chosen(question, "merged", numbers)
    return _chosen(question, "same", key)


def _chosen(question: Question, relation: str, numbers: str) -> Answer | None:
    known = {str(number): each for number, each in enumerate(question.candidates, start=1)}
    of = tuple(known[number] for number in dict.fromkeys(numbers) if number in known)
    return Answer(question, relation, of) if of else None


def _show(question: Question, at: int, count: int, say: Callable[..., None]) -> None:
    accept = f"{ACCEPT} accept   " if question.is_proposed else ""
    say("", f"{at + 1}/{count}  {question.period}  {question.name}", *spoken(question), accept + _KEYS)
