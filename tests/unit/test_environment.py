"""One source of dependencies: environment.yml and the versions in uv.lock agree with pyproject.toml."""

import tomllib
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.documents import ROOT

CONDA_NAMES = {"matplotlib-base": "matplotlib"}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def environment() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    return loaded


def specifiers(entries: list[str]) -> dict[str, SpecifierSet]:
    requirements = [Requirement(entry) for entry in entries]
    return {
        canonicalize_name(CONDA_NAMES.get(requirement.name, requirement.name)): requirement.specifier
        for requirement in requirements
    }


def conda_and_pip(environment: dict[str, Any]) -> tuple[list[str], list[str]]:
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    return [entry for entry in environment["dependencies"] if isinstance(entry, str)], pip


def test_environment_yml_names_the_same_dependencies_with_the_same_bounds(
    project: dict[str, Any], environment: dict[str, Any]
) -> None:
    conda, pip = conda_and_pip(environment)
    named = specifiers([entry for entry in [*conda, *pip] if not entry.startswith("--")])
    python = named.pop("python")
    named.pop("pip")

    wanted = specifiers([*project["project"]["dependencies"], *project["dependency-groups"]["lab"]])

    assert named == wanted
    assert python == SpecifierSet(project["project"]["requires-python"])


def test_no_dependency_stands_in_both_sections(environment: dict[str, Any]) -> None:
    conda, pip = conda_and_pip(environment)
    assert not specifiers(conda).keys() & specifiers([p for p in pip if not p.startswith("--")]).keys()
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_every_locked_version_is_within_its_bounds(project: dict[str, Any]) -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {package["name"]: package.get("version") for package in lock["package"]}

    for name, bounds in specifiers(project["project"]["dependencies"]).items():
        assert locked[name] in bounds, name
