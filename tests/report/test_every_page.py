"""What holds for every kind of page: front page, programme pages, follow-ups and plans, in every language."""

from pathlib import Path

from tests.report.nu import nu_messages


def pages_of(root: Path) -> list[Path]:
    """Every published page."""
    return sorted((root / "reports").rglob("*.html"))


def test_the_markup_is_what_the_html_standard_asks_for(published: Path) -> None:
    """Neither an error nor a warning of the Nu Html Checker."""
    assert nu_messages(pages_of(published)) == []
