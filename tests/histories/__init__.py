"""Invented histories of programmes: three periods of some cities, with what truly became of each action."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

PERIODS = ("2021-09", "2022-09", "2023-09")
_FOLDER = Path(__file__).parent
_NOISE = (str.upper, lambda name: f"{name}*", lambda name: f"{name}.", lambda name: f" {name} ")
_SAID_OF_MANY = {
    "fi": ("Etenee suunnitelman mukaan.", "Toteutetaan talousarvion puitteissa.", "Työ on käynnissä.", ""),
    "sv": ("Framskrider enligt planen.", "Genomförs inom ramen för budgeten.", "Arbetet pågår.", ""),
    "en": ("Progressing according to plan.", "Delivered within the budget.", "Work is under way.", ""),
}


@dataclass(frozen=True)
class Change:
    """What became of actions: `before` names and `after` names; a look-alike joins when another leaves.

    Args:
        before: the names of before.
        after: the names of after.
        later: the name after that, where it changes once more; else "".
        texts: what was said before and after; "" for what is said of many.
        is_lookalike: whether they are two actions.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    later: str = ""
    texts: tuple[str, str] = ("", "")
    is_lookalike: bool = False


@dataclass(frozen=True)
class City:
    """A city with the actions of its programme."""

    name: str
    language: str
    is_aside: bool
    stays: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """Three periods of a city.

    Args:
        city: whose.
        periods: the names of each period's actions, in the order of its document.
        texts: what a period says of a name; nothing where its document has names alone.
        truth: for each later period and name, the (period, name) that it goes on from; empty for new.
        exact: those of `truth` whose name differs in nothing but case, markers and punctuation.
    """

    city: City
    periods: Mapping[str, tuple[str, ...]]
    texts: Mapping[tuple[str, str], str]
    truth: Mapping[tuple[str, str], frozenset[tuple[str, str]]]
    exact: frozenset[tuple[str, str]]


@cache
def cities(file: str | Path = "names.txt") -> tuple[City, ...]:
    """The cities of a file of this folder."""
    blocks = (_FOLDER / file).read_text(encoding="utf-8").split("\n[")[1:]
    return tuple(_city(block) for block in blocks)


def _city(block: str) -> City:
    head, *lines = [line for line in block.splitlines() if line]
    name, language, *aside = head.rstrip("]").split()
    stays = [line for line in lines if " => " not in line and " ~ " not in line]
    changes = [_change(line) for line in lines if line not in stays]
    return City(name, language, bool(aside), tuple(stays), tuple(changes))


def _change(line: str) -> Change:
    names, *said = line.split(" :: ")
    texts = (said[0], said[1]) if said else ("", "")
    if " ~ " in names:
        leaver, joiner = names.split(" ~ ")
        return Change((leaver,), (joiner,), texts=texts, is_lookalike=True)
    before, after, *later = names.split(" => ")
    return Change(tuple(before.split(" + ")), tuple(after.split(" + ")), "".join(later), texts)


def histories(*, aside: bool, seeds: int = 3, file: str | Path = "names.txt") -> Iterator[History]:
    """The histories of the cities that are set aside, or of the others; several draws a city.

    Every other draw has status texts, some of them the same for many actions.
    """
    for city in cities(file):
        if city.is_aside == aside:
            for seed in range(seeds):
                yield _Drawn(city, random.Random(f"{city.name} {seed}")).history(with_texts=seed % 2 == 1)  # noqa: S311 (a repeatable draw)


class _Drawn:
    """One history of a city: when each change came, how names were written, and in what order."""

    def __init__(self, city: City, draw: random.Random) -> None:
        self.city, self.draw = city, draw
        self.names: dict[str, list[str]] = {period: [] for period in PERIODS}
        self.texts: dict[tuple[str, str], str] = {}
        self.truth: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
        self.exact: set[tuple[str, str]] = set()

    def history(self, *, with_texts: bool) -> History:
        for name in self.city.stays:
            self._stay(name)
        for change in self.city.changes:
            self._change(change)
        for listed in self.names.values():
            self.draw.shuffle(listed)
        periods = {period: tuple(listed) for period, listed in self.names.items()}
        texts = self.texts if with_texts else {}
        return History(self.city, periods, texts, self.truth, frozenset(self.exact))

    def _stay(self, name: str) -> None:
        """One name, now and then written a little otherwise, and now and then away for a period."""
        has_gap = self.draw.random() < 0.1
        former: tuple[tuple[str, str], ...] = ()
        for period in (PERIODS[0], PERIODS[2]) if has_gap else PERIODS:
            written = self.draw.choice(_NOISE)(name) if former and self.draw.random() < 0.2 else name
            self._add(period, written, former, "")
            if former:
                self.exact.add((period, written))
            former = ((period, written),)

    def _change(self, change: Change) -> None:
        first, second, third = PERIODS
        when = second if change.later or self.draw.random() < 0.5 else third
        before = [period for period in PERIODS if period < when]
        after = [period for period in PERIODS if period >= when]
        if len(change.before) == len(change.after) == 1 and not change.later and self.draw.random() < 0.1:
            before, after = [first], [third]
        for name in change.before:
            self._run(name, before, (), change.texts[0])
        origin = () if change.is_lookalike else tuple((before[-1], old) for old in change.before)
        for name in change.after:
            self._run(name, after[:1] if change.later else after, origin, change.texts[1])
        if change.later:
            self._run(change.later, [third], ((second, change.after[0]),), change.texts[1])

    def _run(self, name: str, periods: list[str], origin: tuple[tuple[str, str], ...], text: str) -> None:
        """One name in periods that follow each other; the first goes on from `origin`."""
        self._add(periods[0], name, origin, text)
        for former, period in pairwise(periods):
            self._add(period, name, ((former, name),), text)
            self.exact.add((period, name))

    def _add(self, period: str, name: str, origin: tuple[tuple[str, str], ...], text: str) -> None:
        self.names[period].append(name)
        self.texts[period, name] = text or self.draw.choice(_SAID_OF_MANY[self.city.language])
        if period != PERIODS[0]:
            self.truth[period, name] = frozenset(origin)
