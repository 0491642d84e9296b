"""What another model suggests on doubtful texts is told as a suggestion, and only where one is asked."""

from dataclasses import replace

import pytest

from seuranta.model import LANGUAGES
from seuranta.report.blocks import Paragraph, Report, json_text
from seuranta.report.content.compose import compose_reports
from tests.report.kuvala import follow_up, grid, section, table, words

SUGGESTED = {
    "fi": "kuvala 1.0: Odottaa",
    "sv": "kuvala 1.0: Väntar",
    "en": "Suggested by kuvala 1.0: On hold",
}
COUNTED = {
    "fi": "Epävarmoista tulkinnoista 1/1 sai tilaehdotuksen toiselta mallilta (kuvala 1.0); malli ei"
    " päättänyt niistä yhtäkään.",
    "sv": "Av de osäkra tolkningarna fick 1/1 ett statusförslag från en annan modell (kuvala 1.0); modellen"
    " avgjorde ingen av dem.",
    "en": "Of the doubtful texts, 1/1 had a status suggested by another model (kuvala 1.0); it decided"
    " none of them.",
}


def report_with_suggestion(language: str) -> Report:
    material = follow_up()
    is_doubtful = material.readings["tier"].eq("doubtful")
    readings = material.readings.copy()
    readings.loc[is_doubtful, ["suggested_status", "suggested_by"]] = ["on_hold", "kuvala 1.0"]
    return compose_reports(replace(material, readings=readings), [language]).reports[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggestion_stands_beside_the_doubtful_reading(language: str) -> None:
    (row,) = grid(table(report_with_suggestion(language), "attention_doubtful_table"))

    assert row[-1] == SUGGESTED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggestion_stands_in_the_details_of_its_action_alone(language: str) -> None:
    found = table(report_with_suggestion(language), "actions_table_1")
    told = [[words(meaning) for _term, meaning in row.grounds] for row in found.rows]

    assert [SUGGESTED[language] in meanings for meanings in told] == [False, True, False, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_says_that_the_model_decided_nothing(language: str) -> None:
    blocks = section(report_with_suggestion(language), "method_certainty").blocks

    assert COUNTED[language] in [words(block.text) for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_a_model_that_is_not_asked(language: str) -> None:
    word = {"fi": "malli", "sv": "modell", "en": "model"}[language]
    report = compose_reports(follow_up(), [language]).reports[language]

    assert word in json_text(report_with_suggestion(language)).lower()
    assert word not in json_text(report).lower()
