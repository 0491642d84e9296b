"""What is imported and never used costs nothing, and is whole for whoever does use it."""

import sys

import pytest

from seuranta.validate.deferred import deferred


def test_a_deferred_module_is_loaded_when_it_is_first_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sums of colours stand for a library that only charts need."""
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with deferred("colorsys"):
        import colorsys  # noqa: PLC0415  that is what is tried
    assert "rgb_to_hsv" not in object.__getattribute__(colorsys, "__dict__")

    assert colorsys.rgb_to_hsv(1, 1, 1) == (0.0, 0, 1)


def test_a_module_that_is_not_installed_is_missing_as_ever() -> None:
    """Deferring an import never hides that it fails."""
    with deferred("not_there_at_all"), pytest.raises(ModuleNotFoundError):
        __import__("not_there_at_all")


def test_only_what_is_named_is_deferred_and_only_within() -> None:
    """Afterwards imports are as before."""
    finders = list(sys.meta_path)
    with deferred("colorsys"):
        assert len(sys.meta_path) == len(finders) + 1
    assert sys.meta_path == finders
