"""What a run reads of its own tables."""

from pathlib import Path

from seuranta.runs.results import csv_rows


def test_a_text_may_be_longer_than_csv_readers_take_by_themselves(tmp_path: Path) -> None:
    """A document may hold it, so the run must not stop at it once everything is published."""
    table = tmp_path / "actions.csv"
    text = "Kartta on otettu käyttöön.\n" * 6000
    table.write_text(f'action_id,status_text\nkartta,"{text}"\n', encoding="utf-8", newline="")

    assert csv_rows(table) == [{"action_id": "kartta", "status_text": text}]
