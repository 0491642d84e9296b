"""Sentences and clauses: full stops that end nothing, and places that hold."""

import pytest

from seuranta.classify.clauses import Sentence, sentences_of, without_markup
from seuranta.classify.lexicons import Lexicon, lexicon_of


def lexicon(language: str) -> Lexicon:
    found = lexicon_of(language)
    assert found is not None
    return found


def split(text: str, language: str = "fi") -> list[str]:
    return [text[s.start : s.end].strip() for s in sentences_of(text, lexicon(language))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Työ aloitettiin v. 2020 kaupungilla"),
        ("fi", "Kehitetty mm. näkyvyyttä, esim. kartalla"),
        ("fi", "Palvelu avattiin 19.3. kirjastossa"),
        ("fi", "Suomi.fi tunnistautuminen otettu käyttöön"),
        ("fi", "Hyväksytty 8.1.2021 valtuustossa"),
        ("sv", "Ändringen berör bl.a. skolorna och t.ex. daghemmen"),
        ("en", "Some services, e.g. the portal, are live"),
    ],
)
def test_a_full_stop_in_an_abbreviation_a_date_or_an_address_ends_no_sentence(
    language: str, text: str
) -> None:
    assert split(text, language) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Toteutettu 2020. Työ jatkuu.", 2),
        ("Ei edistetty v 2021. Ei edistetä v 2022.", 2),
        ("Selvitetty\nPäätös puuttuu", 2),
        ("Valmis; käytössä", 2),
        ("Hanke päättynyt.Raportti tehty.", 2),
        ("<p>Otettu käyttöön.</p><p>Aloitettu yhteistyö.</p>", 2),
        ("...", 0),
    ],
)
def test_sentences_end_at_stops_lines_semicolons_and_tags(text: str, count: int) -> None:
    assert len(sentences_of(without_markup(text), lexicon("fi"))) == count


def test_clauses_are_cut_at_commas_and_contrasts_and_know_suppositions() -> None:
    (sentence,) = sentences_of("Lupa on saatu, mutta jos rahaa ei saada, työ odottaa.", lexicon("fi"))

    assert [clause.words[0].letters for clause in sentence.clauses] == ["lupa", "mutta", "jos", "työ"]
    assert [clause.is_hypothetical for clause in sentence.clauses] == [False, False, True, False]


def test_markup_is_blanked_without_moving_a_letter() -> None:
    text = "<p>Otettu</p> käyttöön"

    assert without_markup(text).index("Otettu") == text.index("Otettu")
    assert len(without_markup(text)) == len(text)


def test_places_are_those_of_the_text_as_written() -> None:
    text = "  Valmis. Ei  käytössä, mutta tulossa."
    sentences: tuple[Sentence, ...] = sentences_of(text, lexicon("fi"))

    for word in (w for s in sentences for c in s.clauses for w in c.words):
        assert text[word.start : word.end].lower() == word.letters
