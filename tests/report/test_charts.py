"""The drawings: small, of their own names, the same each time, and readable without colour."""

import re
from collections.abc import Mapping

import pytest
from lxml import etree

from seuranta.model import Status
from seuranta.report.blocks import Report, to_json
from seuranta.report.content.charts import (
    Bar,
    class_matrix,
    count_matrix,
    count_panels,
    plan_columns,
    ranked_bars,
    status_bars,
)
from seuranta.report.content.compose import compose_reports
from seuranta.report.content.drawing import WIDTH, width_of
from seuranta.report.html.page import render_html
from seuranta.report.palette import STATUS_STYLES
from seuranta.report.pdf.render import render_pdf
from tests.report.kuvala import figures_of, follow_up, roadmap

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 60_000
STATUSES = {status: status.replace("_", " ").capitalize() for status in Status}


def bars(count: int = 3, *, scale: int = 1) -> list[Bar]:
    counts = {status: (index + 1) * scale for index, status in enumerate(Status)}
    return [Bar(f"Teema {number}", counts) for number in range(count)]


def drawings() -> Mapping[str, str]:
    panels = [(title, {"Palvelut": 3, "Työ": 0}) for title in ("Myöhässä", "Vanhentunut", "Odottaa", "Vaiti")]
    cells = {("L", "S"): ["1", "2"], ("M", "M"): [str(number) for number in range(3, 60)]}
    return {
        "figure_a": status_bars("figure_a", bars(), STATUSES),
        "figure_b": count_panels("figure_b", panels),
        "figure_c": class_matrix(
            "figure_c", cells, "SML", row_title="Vaikuttavuus", column_title="Kustannus"
        ),
        "figure_d": plan_columns(
            "figure_d",
            [("2020", 5, 4), ("2021", 21, 7), ("2022", 0, 0)],
            planned="suunniteltu",
            done="toteutunut",
        ),
        "figure_e": ranked_bars("figure_e", [("Rahoitus", 2, "3.2, 7.3"), ("Lupa", 1, "1.3")]),
        "figure_f": count_matrix("figure_f", {"Laki": {"A": 4, "B": 2}, "Strategia": {"A": 0, "B": 60}}),
    }


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    "figure_id", ["figure_a", "figure_b", "figure_c", "figure_d", "figure_e", "figure_f"]
)
def test_a_drawing_is_small_bare_and_owns_its_names(figure_id: str) -> None:
    svg = drawings()[figure_id]
    root = etree.fromstring(svg.encode())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    targets = re.findall(r"url\(#([^)]+)\)", svg) + re.findall(r'href="#([^"]+)"', svg)

    assert svg.startswith("<svg") and len(svg.encode()) < MOST_BYTES
    assert "metadata" not in svg and "<!" not in svg
    assert ids and all(name.startswith(f"{figure_id}-") for name in ids)
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)


def test_the_same_counts_give_the_same_bytes() -> None:
    assert drawings() == drawings()


def test_every_status_has_its_symbol_word_and_count() -> None:
    found = texts(drawings()["figure_a"])

    for status, word in STATUSES.items():
        assert word in found
        assert STATUS_STYLES[status].symbol in found
    assert found.count("36") == 3
    assert all(found.count(word) == 1 for word in STATUSES.values()), "each is named once, at its part"


def test_narrow_parts_keep_their_counts() -> None:
    """A part too narrow for its symbol has its count above it."""
    counts = dict.fromkeys(Status, 1) | {Status.COMPLETED: 40}

    assert texts(status_bars("figure_a", [Bar("Työ", counts)], STATUSES)).count("1") == len(Status) - 1


@pytest.mark.parametrize("small", [1, 4, 12])
def test_no_name_of_a_part_lies_over_another(small: int) -> None:
    """Parts as narrow as a hair at the end of the bar still get their names, one above the other."""
    counts = dict.fromkeys(Status, small) | {Status.COMPLETED: 40}
    root = etree.fromstring(status_bars("figure_a", [Bar("Työ", counts)], STATUSES).encode())
    boxes = [
        (float(e.get("x")), float(e.get("x")) + width_of(e.text, is_small=True), float(e.get("y")))
        for e in root.iter(f"{SVG}text")
        if e.text in STATUSES.values()
    ]

    assert len(boxes) == len(Status)
    assert all(right <= WIDTH for _, right, _ in boxes)
    for index, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[:index]:
            assert abs(y - other_y) > 10 or right < other_left or other_right < left


def test_hundreds_of_actions_fit_in_one_drawing() -> None:
    assert len(status_bars("figure_a", bars(16, scale=100), STATUSES).encode()) < MOST_BYTES
    crowd = {
        (a, b): [f"{n} Toimenpide, jolla on pitkä nimi" for n in range(400)] for a in "SML" for b in "SML"
    }
    drawn = class_matrix("figure_c", crowd, "SML", row_title="Vaikuttavuus", column_title="Kustannus")
    assert len(drawn.encode()) < MOST_BYTES


def test_a_cell_of_the_matrix_that_overflows_says_so_and_keeps_its_count() -> None:
    found = texts(drawings()["figure_c"])

    assert "57" in found
    assert "+ 47" in found


def test_like_shapes_weigh_little() -> None:
    """Matplotlib names, clips and styles each rectangle by itself; drawn once, a chart weighs a third."""
    svg = status_bars("figure_a", bars(12), STATUSES)

    assert "clip-path" not in svg and "style=" not in svg and "rotate(-0" not in svg
    assert svg.count("<path") < 20


def test_labels_are_data() -> None:
    """A dollar sign starts no formula, a bracket no element."""
    label = r"$\frac{1}{2}$ <b> &amp;"

    assert label in texts(status_bars("figure_a", [Bar(label, {Status.COMPLETED: 1})], STATUSES))


def test_no_bar_at_all_is_still_a_drawing() -> None:
    assert status_bars("figure_a", [Bar("Työ", {})], STATUSES).startswith("<svg")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_composed_can_be_rendered(language: str) -> None:
    """The page takes every figure in, and the PDF compiler finds every font and alternative text."""
    for material in (follow_up(), roadmap()):
        report: Report = compose_reports(material, [language]).reports[language]

        page = render_html(to_json(report))

        assert page.count('role="img"') == len(figures_of(report))
        assert render_pdf(to_json(report)).startswith(b"%PDF")
