"""The drawings: small, of their own names, the same each time, and readable without colour."""

import re
from collections.abc import Mapping

import pytest
from lxml import etree

from seuranta.model import Status
from seuranta.report.blocks import Report, to_json
from seuranta.report.content.charts import Bar, class_matrix, count_panels, status_bars
from seuranta.report.content.compose import compose_reports
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
    }


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


@pytest.mark.parametrize("figure_id", ["figure_a", "figure_b", "figure_c"])
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


def test_narrow_parts_keep_their_counts() -> None:
    """A part too narrow for its symbol has its count above it."""
    counts = dict.fromkeys(Status, 1) | {Status.COMPLETED: 40}

    assert texts(status_bars("figure_a", [Bar("Työ", counts)], STATUSES)).count("1") == len(Status) - 1


def test_hundreds_of_actions_fit_in_one_drawing() -> None:
    assert len(status_bars("figure_a", bars(12, scale=100), STATUSES).encode()) < 2 * MOST_BYTES


def test_a_cell_of_the_matrix_that_overflows_says_so_and_keeps_its_count() -> None:
    found = texts(drawings()["figure_c"])

    assert "57" in found
    assert "…" in found


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
