"""Every example of the codebook is read as the codebook says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from seuranta.classify import read_status
from seuranta.model import LANGUAGES
from tools.codebook_reference import codebook_reference, page_of

CODEBOOK = tomllib.loads((Path(__file__).parent / "codebook.toml").read_text(encoding="utf-8"))
ITEM = {"fi": "Kuvalan palvelu", "sv": "Tjänst i Kuvala", "en": "Service of Kuvala"}


def examples() -> list[tuple[int, dict[str, Any]]]:
    return [
        (number, example)
        for number, rule in enumerate(CODEBOOK["rule"], start=1)
        for example in rule["examples"]
    ]


@pytest.mark.parametrize(("number", "example"), examples())
def test_an_example_is_read_as_its_rule_says(number: int, example: dict[str, Any]) -> None:
    language = example["language"]
    reading = read_status(
        example["text"], item=example.get("item", ITEM[language]), language=language, period_year=2022
    )

    if example.get("is_doubtful"):
        assert reading.needs_review
        return
    assert str(reading.status) == example["status"]
    if "blocker" in example:
        assert str(reading.blocker) == example["blocker"]
    if "as_of_year" in example:
        assert reading.as_of_year == example["as_of_year"]


def test_every_rule_has_an_example_in_every_language() -> None:
    for rule in CODEBOOK["rule"]:
        assert {example["language"] for example in rule["examples"]} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_the_codebook_are_made_from_its_examples(language: str) -> None:
    """`python -m tools.codebook_reference` makes them."""
    assert page_of(language).read_text(encoding="utf-8") == codebook_reference(language)
