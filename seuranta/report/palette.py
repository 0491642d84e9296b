"""One look per status everywhere: symbol, colours and pattern, told apart without colour as well."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StatusStyle:
    """How a status looks.

    Args:
        symbol: a character that is in the report's symbol font.
        ink: text colour on `paper` (contrast at least 4.5:1).
        paper: background tint.
        fill: chart colour (contrast at least 3:1 to white, or an edge is drawn around it).
        hatch: matplotlib hatch pattern, "" for plain.
    """

    symbol: str
    ink: str
    paper: str
    fill: str
    hatch: str


STATUS_STYLES = {
    "completed": StatusStyle("●", "#0b5132", "#d9efe3", "#1f7a4d", ""),
    "in_progress": StatusStyle("◐", "#134a86", "#dbe8f6", "#3a7fc1", "//"),
    "planned": StatusStyle("○", "#4a3a86", "#e6e1f5", "#8f80cc", "++"),
    "on_hold": StatusStyle("‖", "#704600", "#fbecd0", "#d99a2b", "--"),
    "not_advanced": StatusStyle("■", "#8a1c1c", "#f8dedc", "#c0483f", "xx"),
    "discontinued": StatusStyle("×", "#3f3f46", "#e4e4e7", "#71717a", "\\\\"),
    "transferred": StatusStyle("→", "#0f5560", "#d5eef1", "#3a97a6", "||"),
    "not_reported": StatusStyle("?", "#4b4b4b", "#f1f1ef", "#e3e3df", ""),
}
