"""The notation of the lexicons: what each sign matches, and what is refused."""

import time

import pytest

from seuranta.classify.patterns import compile_pattern


def matches(pattern: str, text: str) -> bool:
    return compile_pattern(pattern).regex.match(text) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("valmis", "Valmis", True),
        ("valmis", "valmistelu", False),
        ("valmis*", "valmistelu", True),
        ("*hanke", "pilottihanke", True),
        ("*hanke", "hankkeet", False),
        ("otettu|otettiin käyttöön", "otettiin käyttöön", True),
        ("toteut{ettu,ettiin}", "toteutettiin", True),
        ("toteut{ettu,ettiin}", "toteuttaa", False),
        ("on jo? tehty", "on tehty", True),
        ("on jo? tehty", "on jo tehty", True),
        ("ei .. tehty", "ei ole vielä tehty", True),
        ("ei ..1 tehty", "ei ole vielä tehty", False),
        ("(ei ole | eivät ole) tehty", "eivät ole tehty", True),
        ("(ei ole  |  eivät ole) tehty", "eivät ole tehty", True),
        ("työ (jatkuu | on kesken)", "työ on kesken", True),
        ("käyttöön otettu", "käyttöön, otettu", True),
    ],
)
def test_the_notation(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@pytest.mark.parametrize("pattern", ["", "(a b", "a b)", "a ..", ".. a", "a?", "*a*", "a | ", "a{b", "?"])
def test_a_broken_pattern_is_refused_with_its_text(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        compile_pattern(pattern)


def test_gaps_over_hostile_text_stay_linear() -> None:
    """A hundred thousand words that almost match cost no more than reading them."""
    regex = compile_pattern("ei ..5 saatu ..5 rahoitusta ..5 vuodelle").regex
    text = "ei " + "saatu rahoitusta " * 50_000

    started = time.process_time()
    for position in range(0, 1_000):
        regex.match(text, position)

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("otettu|otettiin käyttöön", {"käyttöön"}),
        ("ei .. tehty|valmis", {"tehty", "valmis"}),
        ("on jo? tehty", {"tehty"}),
        ("työ (jatkuu | on kesken)", {"jatkuu", "on"}),
        ("on tehty*", set()),
        ("valmis", set()),
    ],
)
def test_a_phrase_tells_the_words_that_it_cannot_do_without(pattern: str, needs: set[str]) -> None:
    assert compile_pattern(pattern).needs == needs
