"""The picture of the findings says in words what it shows in bars."""

from xml.etree import ElementTree as Xml

from seuranta.tables import FINDINGS
from seuranta.validate.picture import findings_picture

SVG = "{http://www.w3.org/2000/svg}"


def _svg(*findings: tuple[str, str]) -> Xml.Element:
    table = FINDINGS.frame({"rule": rule, "severity": severity} for rule, severity in findings)
    return Xml.fromstring(findings_picture(table).svg)  # noqa: S314  our own picture


def test_the_gravest_rule_comes_first_and_each_bar_has_its_count_in_words() -> None:
    picture = _svg(("R029", "info"), ("R024", "warning"), ("R024", "warning"), ("R005", "critical"))

    assert [text.text for text in picture.iter(f"{SVG}text")] == [
        *("R005 · critical", "1"),
        *("R024 · warning", "2"),
        *("R029 · info", "1"),
    ]
    assert picture.findtext(f"{SVG}desc") == "R005 (critical): 1; R024 (warning): 2; R029 (info): 1"


def test_the_longest_bar_is_that_of_most_findings() -> None:
    widths = [
        int(bar.get("width", ""))
        for bar in _svg(("R024", "warning"), ("R024", "warning"), ("R029", "info")).iter(f"{SVG}rect")
    ]

    assert widths == [360, 180]


def test_no_finding_is_said_in_words() -> None:
    assert [text.text for text in _svg().iter(f"{SVG}text")] == ["No findings."]
