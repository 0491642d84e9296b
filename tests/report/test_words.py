"""The catalogues are whole, and numbers, lists and plurals follow each language."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import seuranta.report.content
from seuranta.model import Kind, Period
from seuranta.report.blocks import Span
from seuranta.report.content.vocabulary import Noun, status_words
from seuranta.report.content.words import Share, fill, words_in
from tests.report.kuvala import HOSTILE

REPORT = Path(seuranta.report.content.__file__).parent
TRANSLATED = ("fi", "sv")
SPACE = "\N{NO-BREAK SPACE}"


def messages() -> Iterator[tuple[Any, str | None]]:
    for source in sorted(REPORT.rglob("*.py")):
        for _line, message, _comments, context in extract_from_file("python", source):
            yield message, context


def catalogue(language: str) -> Any:
    path = REPORT / "locale" / language / "LC_MESSAGES" / "seuranta.po"
    with path.open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def forms(words: Any) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    needed = {(forms(message)[0], context) for message, context in messages()}
    translated = {(forms(m.id)[0], m.context) for m in catalogue(language) if m.id and all(forms(m.string))}

    assert len(needed) > 200
    assert needed - translated == set()
    assert translated - needed == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_fuzzy_or_broken(language: str) -> None:
    assert [m.id for m in catalogue(language) if m.id and m.fuzzy] == []
    assert list(catalogue(language).check()) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_has_the_blanks_of_its_message(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            blanks = {
                frozenset(re.findall(r"\{(\w+)\}", form))
                for form in forms(message.id) + forms(message.string)
            }
            assert len(blanks) == 1, message.id


def test_messages_are_not_hidden_in_formatted_strings() -> None:
    """The extraction does not see a call inside an f-string, so nobody would translate it."""
    for source in sorted(REPORT.rglob("*.py")):
        for literal in re.findall(r"""f(?:"[^"\n]*"|'[^'\n]*')""", source.read_text("utf-8")):
            assert not re.search(r"\{[^}]*(?:\b_|gettext)\(", literal), (source.name, literal)


def test_statuses_are_called_as_the_codebook_calls_them() -> None:
    assert list(status_words(words_in("fi")).values()) == [
        "Toteutunut",
        "Käynnissä",
        "Suunniteltu",
        "Odottaa",
        "Ei edistynyt",
        "Lopetettu",
        "Siirretty muualle",
        "Ei raportoitu",
    ]
    assert list(status_words(words_in("sv")).values()) == [
        "Slutförd",
        "Pågår",
        "Planerad",
        "Väntar",
        "Ej framskridit",
        "Avbruten",
        "Överförd",
        "Ej rapporterad",
    ]


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("fi", "1 käyttötapaus", "2 käyttötapausta"),
        ("sv", "1 användningsfall", "2 användningsfall"),
        ("en", "1 use case", "2 use cases"),
    ],
)
def test_counts_take_their_plural(language: str, one: str, two: str) -> None:
    noun = Noun(Kind.USE_CASE, words_in(language))

    assert (noun.counted(1), noun.counted(2)) == (one, two)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", f"17/63 (27{SPACE}%)"), ("sv", f"17/63 (27{SPACE}%)"), ("en", "17/63 (27%)")],
)
def test_a_share_prints_what_it_was_counted_from(language: str, expected: str) -> None:
    assert words_in(language).share(Share(17, 63)) == expected


def test_a_share_of_nothing_has_no_per_cents() -> None:
    assert words_in("fi").share(Share(0, 0)) == "0/0"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Share(0, 400), "0%"),
        (Share(1, 400), "<1%"),
        (Share(399, 400), ">99%"),
        (Share(400, 400), "100%"),
    ],
)
def test_per_cents_never_round_to_none_or_to_all(share: Share, expected: str) -> None:
    assert words_in("en").percent(share) == expected


def test_large_numbers_are_grouped_as_the_language_groups_them() -> None:
    assert words_in("fi").number(12345) == f"12{SPACE}345"
    assert words_in("en").number(12345) == "12,345"


@pytest.mark.parametrize(
    ("language", "expected"), [("fi", "syyskuu 2022"), ("sv", "september 2022"), ("en", "September 2022")]
)
def test_a_period_is_a_month_in_words(language: str, expected: str) -> None:
    assert words_in(language).month(Period(2022, 9)) == expected


def test_an_enumeration_keeps_its_links() -> None:
    link = Span("1.2", target="#x")

    assert words_in("fi").listing(["1.1", link]) == (Span("1.1 ja "), link)


def test_what_fills_a_blank_is_never_read_as_a_blank() -> None:
    assert fill("{a}: {b}.", a=HOSTILE, b=Span("{a}", language="fi")) == (
        Span(f"{HOSTILE}: "),
        Span("{a}", language="fi"),
        Span("."),
    )


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        words_in("xx")
