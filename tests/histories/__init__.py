"""Invented histories of programmes: three periods of nine cities, with what truly became of each action."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

PERIODS = ("2021-09", "2022-09", "2023-09")
_NAMES = Path(__file__).parent / "names.txt"
_NOISE = (str.upper, lambda name: f"{name}*", lambda name: f"{name}.", lambda name: f" {name} ")


@dataclass(frozen=True)
class Change:
    """What became of actions: `before` names and `after` names; a look-alike joins when another leaves."""

    before: tuple[str, ...]
    after: tuple[str, ...]
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
        truth: for each later period and name, the (period, name) that it goes on from; empty for new.
        exact: those of `truth` whose name differs in nothing but case, markers and punctuation.
    """

    city: City
    periods: Mapping[str, tuple[str, ...]]
    truth: Mapping[tuple[str, str], frozenset[tuple[str, str]]]
    exact: frozenset[tuple[str, str]]


@cache
def cities() -> tuple[City, ...]:
    """The cities of `names.txt`."""
    blocks = _NAMES.read_text(encoding="utf-8").split("\n[")[1:]
    return tuple(_city(block) for block in blocks)


def _city(block: str) -> City:
    head, *lines = [line for line in block.splitlines() if line]
    name, language, *aside = head.rstrip("]").split()
    stays, changes = [], []
    for line in lines:
        if " => " in line:
            before, after = line.split(" => ")
            changes.append(Change(tuple(before.split(" + ")), tuple(after.split(" + "))))
        elif " ~ " in line:
            leaver, joiner = line.split(" ~ ")
            changes.append(Change((leaver,), (joiner,), is_lookalike=True))
        else:
            stays.append(line)
    return City(name, language, bool(aside), tuple(stays), tuple(changes))


def histories(*, aside: bool, seeds: int = 3) -> Iterator[History]:
    """The histories of the cities that are set aside, or of the others; several draws a city."""
    for city in cities():
        if city.is_aside == aside:
            for seed in range(seeds):
                yield _history(city, random.Random(f"{city.name} {seed}"))  # noqa: S311 (a repeatable draw)


def _history(city: City, draw: random.Random) -> History:
    first, second, third = PERIODS
    names: dict[str, list[str]] = {period: [] for period in PERIODS}
    truth: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
    exact: set[tuple[str, str]] = set()

    def stay(name: str, *periods: str) -> None:
        """One name in several periods, now and then written a little otherwise."""
        former = last = ""
        for period in periods:
            written = draw.choice(_NOISE)(name) if former and draw.random() < 0.2 else name
            names[period].append(written)
            if former:
                truth[period, written] = frozenset({(former, last)})
                exact.add((period, written))
            former, last = period, written

    for name in city.stays:
        has_gap = draw.random() < 0.1
        stay(name, *((first, third) if has_gap else PERIODS))
    for change in city.changes:
        when = second if draw.random() < 0.5 else third
        before = [period for period in PERIODS if period < when]
        after = [period for period in PERIODS if period >= when]
        if len(change.before) == len(change.after) == 1 and draw.random() < 0.1:
            before, after = [first], [third]
        for name in change.before:
            for period in before:
                names[period].append(name)
            for former, period in pairwise(before):
                truth[period, name] = frozenset({(former, name)})
                exact.add((period, name))
        for name in change.after:
            for period in after:
                names[period].append(name)
            origin = frozenset() if change.is_lookalike else {(before[-1], old) for old in change.before}
            truth[after[0], name] = frozenset(origin)
            for former, period in pairwise(after):
                truth[period, name] = frozenset({(former, name)})
                exact.add((period, name))
    for listed in names.values():
        draw.shuffle(listed)
    return History(city, {p: tuple(listed) for p, listed in names.items()}, truth, frozenset(exact))
