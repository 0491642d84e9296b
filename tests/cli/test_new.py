"""`new` and `export` at the command line."""

from pathlib import Path

import pytest

from seuranta.store.layout import Layout
from tests.documents import make_installation
from tests.processes import seuranta


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_installation(tmp_path / "asennus")


def test_a_new_programme_can_be_followed_at_once(root: Path) -> None:
    finished = seuranta("--root", str(root), "new", "loimu-digi")

    assert finished.code == 0, finished.errors
    assert "pipeline.py add FILE --programme loimu-digi" in finished.output
    programme = Layout(root).programme("loimu-digi")
    assert programme.last_year == programme.first_year + 3
    assert programme.themes == ()


def test_the_description_of_a_programme_is_never_overwritten(root: Path) -> None:
    path = root / "data" / "raw" / "kuvala" / "programme.toml"
    before = path.read_bytes()

    finished = seuranta("--root", str(root), "new", "kuvala")

    assert finished.code == 2
    assert "nothing was overwritten" in finished.errors
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["Loimu", "loimu/digi", "..", "lö"])
def test_a_name_that_could_not_stand_in_an_address_is_refused(root: Path, name: str) -> None:
    finished = seuranta("--root", str(root), "new", name)

    assert finished.code == 2
    assert "expected a name of small letters" in finished.errors
    assert Layout(root).programmes() == ["kuvala"]


def test_what_was_never_published_is_not_exported(root: Path, tmp_path: Path) -> None:
    finished = seuranta(
        "--root", str(root), "export", "kuvala", "2023-03", "--folder", str(tmp_path / "ulos")
    )

    assert finished.code == 2
    assert "expected a published period, found none" in finished.errors
    assert not (tmp_path / "ulos").exists()
