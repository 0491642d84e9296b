"""The keys of a review: what each does to the state, and what it has written."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from seuranta.classify.review import Answer, Decided
from seuranta.model import Blocker, Status
from seuranta.review.screen import converse, screen, show_on
from seuranta.review.session import BACKSPACE, ENTER, ESCAPE, Change, Mode, Session, begin, press
from seuranta.review.words import review_words
from tests.unit.review.readings import READ, item

ITEMS = (item(1), item(2), item(3))


def type_keys(session: Session, *keys: str) -> tuple[Session, list[Change]]:
    changes = []
    for key in keys:
        session, change = press(session, key)
        changes += [change] if change else []
    return session, changes


def answers(*keys: str, items: tuple = ITEMS, blind: bool = False) -> list[Answer | None]:
    return [change.answer for change in type_keys(begin(items, blind=blind), *keys)[1]]


@pytest.mark.parametrize(("number", "status"), [*enumerate(Status, start=1)])
def test_a_number_gives_the_status_in_the_order_of_the_codebook(number: int, status: Status) -> None:
    assert answers(str(number)) == [replace(READ, status=status)]


@pytest.mark.parametrize("key", ["a", "A", ENTER, "\n"])
def test_the_accept_key_keeps_the_reading_shown_with_its_blocker_and_year(key: str) -> None:
    assert answers(key) == [READ]


def test_a_decided_reading_is_accepted_as_it_was_decided() -> None:
    decided = Answer(Status.PLANNED, None, 2021, "Soitettu.")

    assert answers("a", items=(item(decided=Decided(decided, "Aino", "2023-04-03")),)) == [decided]


def test_each_answer_goes_on_to_the_next_reading_until_all_are_done() -> None:
    session, changes = type_keys(begin(ITEMS, blind=False), "a", "1", "2")

    assert [change.item.action_id for change in changes] == ["use-case-1", "use-case-2", "use-case-3"]
    assert session.mode is Mode.DONE


@pytest.mark.parametrize(("number", "blocker"), [*enumerate(Blocker, start=1)])
def test_a_blocker_is_set_before_the_status(number: int, blocker: Blocker) -> None:
    assert answers("b", str(number), "4") == [replace(READ, blocker=blocker)]


def test_a_blocker_can_be_taken_away_and_left_as_it_is() -> None:
    assert answers("b", "0", "4") == [replace(READ, blocker=None)]
    assert answers("b", "9", ESCAPE, "4") == [READ]


def test_a_year_is_typed_with_corrections() -> None:
    erased = [BACKSPACE] * 4

    assert answers("y", *erased, *"202x3", BACKSPACE, "1", ENTER, "a") == [replace(READ, as_of_year=2021)]


def test_an_erased_year_is_none_and_a_left_one_stays() -> None:
    assert answers("y", *[BACKSPACE] * 9, ENTER, "a") == [replace(READ, as_of_year=None)]
    assert answers("y", BACKSPACE, ESCAPE, "a") == [READ]


@pytest.mark.parametrize("typed", ["20", "1822", "3022"])
def test_what_is_no_year_is_not_taken(typed: str) -> None:
    session, _ = type_keys(begin(ITEMS, blind=False), "y", *[BACKSPACE] * 4, *typed, ENTER)

    assert session.mode is Mode.YEAR
    assert "four digits" in session.notice


def test_letters_of_a_reason_are_no_commands() -> None:
    assert answers("r", *"quis? ", *"1b", ENTER, "5") == [
        replace(READ, status=Status.NOT_ADVANCED, reason="quis? 1b")
    ]


def test_a_reason_holds_no_control_characters() -> None:
    assert answers("r", "o", "\x07", "k", ENTER, "a") == [replace(READ, reason="ok")]


def test_what_was_set_for_one_reading_does_not_stick_to_the_next() -> None:
    assert answers("r", *"Soitettu.", ENTER, "b", "2", "a", "a")[1] == READ


def test_skip_leaves_no_answer() -> None:
    session, changes = type_keys(begin(ITEMS, blind=False), "s", "a")

    assert [change.item.action_id for change in changes] == ["use-case-2"]
    assert session.item.action_id == "use-case-3"


def test_undo_goes_back_and_lets_stand_again_what_stood_there() -> None:
    session, changes = type_keys(begin(ITEMS, blind=False), "1", "u")

    assert changes[-1] == Change(ITEMS[0], None)
    assert session.item == ITEMS[0]


def test_undo_after_a_skip_goes_back_and_writes_nothing() -> None:
    session, changes = type_keys(begin(ITEMS, blind=False), "1", "s", "u")

    assert len(changes) == 1
    assert session.item == ITEMS[1]


def test_undo_works_after_the_last_reading_and_says_when_nothing_is_left() -> None:
    session, changes = type_keys(begin(ITEMS[:1], blind=False), "1", "u", "u")

    assert changes[-1].answer is None
    assert (session.mode, session.notice) == (Mode.READING, "nothing to undo")


@pytest.mark.parametrize("keys", [("q",), ("1", "Q"), ("s", "s", "s", ENTER), ("s", "s", "s", "q")])
def test_quit_closes_wherever_one_is(keys: tuple[str, ...]) -> None:
    assert type_keys(begin(ITEMS, blind=False), *keys)[0].mode is Mode.CLOSED


@pytest.mark.parametrize("key", ["9", "0", "x", "ä", "²", "\x00", ESCAPE, BACKSPACE])
def test_an_unknown_key_is_told_and_does_nothing(key: str) -> None:
    session, changes = type_keys(begin(ITEMS, blind=False), key)

    assert (changes, session.position, session.notice) == ([], 0, "unknown key")


def test_without_readings_a_session_is_over_at_once() -> None:
    assert begin((), blind=False).mode is Mode.CLOSED


def test_a_second_reader_accepts_nothing_and_starts_from_nothing() -> None:
    assert answers("a", ENTER, "4", blind=True) == [Answer(Status.ON_HOLD)]


def drawn(session: Session, language: str = "fi") -> str:
    console = Console(file=io.StringIO(), width=100)
    console.print(screen(session, review_words(language), "kuvala 2023-03"))
    return console.file.getvalue()


def test_the_screen_shows_all_that_a_decision_needs() -> None:
    shown = drawn(begin(ITEMS, blind=False))

    for words in (
        "kuvala 2023-03   1/3",
        "1.1  Venepaikkojen varaus",
        "planned 2022 2023",
        "tilanne.txt, line 2",
        "Odottaa avustusta",
        "rule waiting",
        "Käynnissä (in_progress)",
        "blocker Rahoitus   year 2022",
        "8 Ei raportoitu (not_reported)",
    ):
        assert words in shown


def test_the_words_that_decided_are_highlighted() -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard")
    show_on(console, review_words("fi"), "kuvala 2023-03")(begin(ITEMS, blind=False))

    assert "\x1b[1;7mOdottaa\x1b[0m" in console.file.getvalue()


def test_a_second_reader_sees_the_text_and_nothing_that_was_read() -> None:
    other = begin((item(alternatives=(), evidence=()),), blind=True)
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard")
    show_on(console, review_words("fi"), "kuvala 2023-03")(begin((item(),), blind=True))

    shown = drawn(begin((item(),), blind=True))

    assert "Odottaa avustusta" in shown
    assert shown == drawn(other)
    assert not {"waiting", "doubtful", "accept", "Rahoitus", "2022\n"} & set(shown.split())
    assert "\x1b[1;7mOdottaa" not in console.file.getvalue()


def test_characters_that_a_terminal_would_obey_are_not_shown() -> None:
    assert "\x1b" not in drawn(begin((item(status_text="Valmis\x1b[2J\u202e", evidence=()),), blind=False))


def test_a_text_with_brackets_is_no_markup() -> None:
    assert "[red]Valmis[/]" in drawn(begin((item(status_text="[red]Valmis[/]", evidence=()),), blind=False))


def test_the_loop_writes_each_answer_before_the_next_screen() -> None:
    events: list[str] = []
    typed = iter(["1", "\x1b[A", "2s", "q"])

    end = converse(
        begin(ITEMS, blind=False),
        keys=lambda: next(typed),
        show=lambda session: events.append(f"show {session.position}"),
        write=lambda change: events.append(f"write {change.item.action_id}"),
    )

    assert events == ["show 0", "write use-case-1", "show 1", "show 1", "write use-case-2", "show 3"]
    assert end.mode is Mode.CLOSED
