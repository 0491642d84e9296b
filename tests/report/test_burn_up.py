"""The burn-up: completed beside what the plans asked for, in words, as a drawing and as a table."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree

from seuranta.indicators import burn_up
from seuranta.model import LANGUAGES, Period
from seuranta.report.blocks import Figure
from seuranta.report.content.burn_up import BurnUpPoint, burn_up_blocks
from seuranta.report.content.comparison import Comparison
from seuranta.report.content.edition import Edition
from seuranta.report.content.words import words_in
from seuranta.tables import CHANGES, HISTORY
from tests.report.kuvala import follow_up, grid

POINTS = (
    BurnUpPoint(Period(2021, 9), 14, 4, 0, 0, 0),
    BurnUpPoint(Period(2022, 9), 13, 6, 3, 3, 0),
    BurnUpPoint(Period(2023, 9), 14, 6, 5, 11, 0),
    BurnUpPoint(Period(2023, 12), 14, None, 10, 12, 0),
    BurnUpPoint(Period(2024, 12), 14, None, 14, 14, 0),
)


def figure_of(points: Sequence[BurnUpPoint], language: str = "en") -> Figure:
    (figure,) = (b for b in burn_up_blocks(words_in(language), points) if isinstance(b, Figure))
    return figure


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (
            "fi",
            "Ohjelman vastuulla olevista on toteutunut 6/14; ensimmäisen suunnitelman mukaan tähän mennessä"
            " piti toteutua 11, viimeisimmän mukaan 5",
        ),
        (
            "sv",
            "Av dem som programmet ansvarar för har 6/14 slutförts; enligt den första planen skulle 11"
            " hittills ha slutförts, enligt den senaste 5",
        ),
        ("en", "6 of 14 in scope are completed; the first plan asked for 11 by now, the latest for 5"),
    ],
)
def test_the_title_says_how_far_it_has_come_and_how_far_it_was_to_be(language: str, title: str) -> None:
    assert figure_of(POINTS, language).title == title


def test_one_plan_is_told_once_and_one_action_in_the_singular() -> None:
    points = (*POINTS[:2], replace(POINTS[2], completed=1, baseline=5))

    assert figure_of(points).title == "1 of 14 in scope is completed; the plan asked for 5 by now"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_alternative_and_the_table_have_every_number(language: str) -> None:
    figure, words = figure_of(POINTS, language), words_in(language)
    rows = grid(figure.table)

    assert [row[1:] for row in rows] == [
        ["4", "0", "0", "14"],
        ["6", "3", "3", "13"],
        ["6", "5", "11", "14"],
        ["–", "10", "12", "14"],
        ["–", "14", "14", "14"],
    ]
    for point, row in zip(POINTS, rows, strict=True):
        said = figure.alt[figure.alt.index(words.month(point.period)) :].split(".")[0]
        assert all(number in said for number in row[1:] if number != "–")


def test_actions_without_a_plan_are_told_where_there_are_any() -> None:
    points = (*POINTS[:2], replace(POINTS[2], unplanned=2))

    assert [row[-1] for row in grid(figure_of(points).table)] == ["0", "0", "2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_are_told_apart_without_colour(language: str) -> None:
    """Two are dashed, each in its way, and each line is named at its end."""
    figure = figure_of(POINTS, language)
    root = etree.fromstring(figure.svg.encode())
    dashes = {e.get("stroke-dasharray") for e in root.iter() if e.get("stroke-dasharray")}
    said = " ".join("".join(map(str, e.itertext())) for e in root.iter("{http://www.w3.org/2000/svg}text"))

    assert len(dashes) == 2
    for column in figure.table.columns[1:]:
        assert column.title in " ".join(said.split())
    assert len(figure.svg.encode()) < 60_000


def test_a_hundred_periods_still_make_a_light_drawing() -> None:
    points = [
        BurnUpPoint(Period(1990 + n // 4, 3 * (n % 4) + 1), 900, 9 * n, 8 * n, 7 * n, 0) for n in range(100)
    ]

    assert len(figure_of(points).svg.encode()) < 60_000


@pytest.mark.parametrize("told", [2, 3])
def test_every_name_of_a_line_stands_within_the_drawing(told: int) -> None:
    """Where nothing is planned or completed, three lines end at 0, and their names share the little room."""
    last = [BurnUpPoint(Period(2022, 12), 14, None, 0, 0, 14)] if told == 2 else []
    points = [BurnUpPoint(Period(2020 + n, 9), 14, 0, 0, 0, 14) for n in range(told)]

    root = etree.fromstring(figure_of([*points, *last]).svg.encode())

    height = float(root.get("height", "nan"))
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    levels = [float(e.get("y") or e.get("transform", "").rstrip(")").split()[-1]) for e in texts]
    assert len(levels) > 4
    assert all(0 < level < height for level in levels)


def test_one_period_is_no_line() -> None:
    """The years to come do not make a second one."""
    assert burn_up_blocks(words_in("fi"), POINTS[2:]) == []


def test_the_table_of_the_run_is_what_is_drawn() -> None:
    material = follow_up()
    table = burn_up(
        material.actions,
        material.readings,
        HISTORY.empty(),
        CHANGES.empty(),
        period=material.period,
        end_year=2023,
    )

    points = Comparison(Edition(replace(material, burn_up=table), words_in("fi"))).burn_up()

    assert [(str(point.period), point.completed) for point in points] == [
        ("2022-09", 1),
        ("2022-12", None),
        ("2023-12", None),
    ]
