"""The form tells actions apart that no name does."""

from pathlib import Path

from seuranta.form.asking import open_asking
from seuranta.store.layout import Layout
from tests.documents import tabbed
from tests.unit.form.forms import asked, forms

TWINS = tabbed("""
    Käyttötapaus | 2023 | 2024 | Tilanne 03/2023
    Sähköinen lomake | x | | Otettu käyttöön 2022.
    Sähköinen lomake | | x | Työ on käynnissä.
""")


def test_two_actions_of_one_name_go_on_as_the_two_that_they_were(tmp_path: Path) -> None:
    before = asked(tmp_path, TWINS)
    (content,) = forms(before).values()
    folder = tmp_path / "data" / "raw" / "kuvala" / "2024-03"
    folder.mkdir()
    (folder / "lomake.xlsx").write_bytes(content)

    after = open_asking(Layout(tmp_path).period("kuvala", "2024-03"))

    assert after.actions["action_id"].tolist() == before.actions["action_id"].tolist()
    assert after.actions["planned_years"].tolist() == ["2023", "2024"]
