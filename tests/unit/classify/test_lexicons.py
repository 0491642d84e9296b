"""The lexicon files: what is refused, and with which words."""

import pytest

from seuranta.classify.lexicons import lexicon_of, parse_lexicon
from seuranta.errors import ConfigurationError
from seuranta.model import LANGUAGES

WORDS = (
    "[words]\n"
    + "".join(
        f"{name} = []\n"
        for name in (
            "abbreviations",
            "breaks",
            "hypothetical",
            "background",
            "not_alone",
            "articles",
            "modals",
            "months",
            "complementizers",
            "coordinators",
            "negators",
        )
    )
    + "negators_after = []\nblank = []\n"
)
CUE = '{ pattern = "valmis", example = "Valmis.", counter_example = "Kesken." }'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", "TOML"),
        ("", "words.abbreviations"),
        (f"{WORDS}[cue.finished]\na = {CUE}", "'finished'"),
        (f"{WORDS}[blocker.weather]\na = {CUE}", "'weather'"),
        (f'{WORDS}[cue.done]\na = {{ pattern = "valmis" }}', "fi.cue.done.a"),
        (f"{WORDS}[cue.done]\na = {CUE.replace('valmis', '*val*')}", "fi.cue.done.a"),
        (f"{WORDS}[cue.done]\na = {CUE.replace('{ ', '{ strong = true, ')}", "strong"),
    ],
)
def test_a_broken_lexicon_is_refused_by_the_name_of_what_is_broken(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said.replace(".", r"\.")) as caught:
        parse_lexicon(text, language="fi", where="fi.toml")

    assert caught.value.where == "fi.toml"
    assert caught.value.hint


def test_every_language_of_the_reports_has_a_lexicon_with_unique_ids() -> None:
    for language in LANGUAGES:
        lexicon = lexicon_of(language)
        assert lexicon is not None
        ids = [cue.id for cue in lexicon.all_cues]
        assert len(ids) == len(set(ids)) > 0


def test_another_language_has_none() -> None:
    assert lexicon_of("de") is None
