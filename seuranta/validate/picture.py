"""A small picture of the findings for the notebook: a bar a rule, as SVG that any page can show."""

from dataclasses import dataclass
from xml.etree import ElementTree as Xml

import pandas as pd

from seuranta.model import Severity
from seuranta.validate.catalogue import BY_ID

_FILLS = {Severity.CRITICAL: "#8c1c13", Severity.WARNING: "#b35c00", Severity.INFO: "#1d4e89"}
_ROW, _LABEL, _BAR, _WIDTH = 22, 150, 360, 640


@dataclass(frozen=True)
class Picture:
    """An SVG that a notebook shows."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg


def findings_picture(findings: pd.DataFrame) -> Picture:
    """A bar a broken rule, the gravest first: its id and severity in words, and how many findings.

    Args:
        findings: table `findings`; without a row the picture says so.
    """
    counts = findings.groupby(["rule", "severity"], sort=False).size()
    ranks = {severity: rank for rank, severity in enumerate(Severity)}
    keys = zip(counts.index.get_level_values(0), counts.index.get_level_values(1), counts, strict=True)
    bars = sorted(
        ((rule, Severity(severity), int(count)) for rule, severity, count in keys),
        key=lambda bar: (ranks[bar[1]], bar[0]),
    )
    told = "; ".join(f"{rule} ({severity}): {count}" for rule, severity, count in bars)
    height = _ROW * max(1, len(bars)) + 8
    root = Xml.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {height}",
            "width": str(_WIDTH),
            "height": str(height),
            "role": "img",
            "font-family": "sans-serif",
            "font-size": "13",
        },
    )
    Xml.SubElement(root, "title").text = "Findings by rule"
    Xml.SubElement(root, "desc").text = told or "No findings."
    if not bars:
        _text(root, 4, 18, "No findings.")
    most = max((count for _, _, count in bars), default=1)
    for number, (rule, severity, count) in enumerate(bars):
        group = Xml.SubElement(root, "g", {"transform": f"translate(0 {number * _ROW})"})
        Xml.SubElement(group, "title").text = BY_ID[rule].protects
        length = max(2, round(_BAR * count / most))
        _text(group, 4, 18, f"{rule} · {severity}")
        bar = {"x": str(_LABEL), "y": "6", "width": str(length), "height": "15", "fill": _FILLS[severity]}
        Xml.SubElement(group, "rect", bar)
        _text(group, _LABEL + length + 8, 18, str(count))
    return Picture(Xml.tostring(root, encoding="unicode"))


def _text(parent: Xml.Element, x: int, y: int, words: str) -> None:
    Xml.SubElement(parent, "text", {"x": str(x), "y": str(y), "fill": "currentColor"}).text = words
