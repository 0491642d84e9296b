"""A classifier that is installed beside Seuranta is asked once about each text, and may fail only aloud."""

from pathlib import Path

import pytest

from seuranta.errors import ConfigurationError, StepFailedError
from seuranta.model import Status
from seuranta.store.classifiers import classifier_of, suggestions
from seuranta.store.layout import Layout, PeriodFolders
from tests.documents import make_installation

PLANNED_WHEN_ASKED = """
asked = []

def suggest(questions):
    asked.extend(question["text"] for question in questions)
    return ["planned" if question["text"].endswith("vuonna 2030.") else None for question in questions]
"""


def question(action_id: str, text: str) -> dict[str, object]:
    return {"action_id": action_id, "item": "Kartta", "text": text, "language": "fi", "period_year": 2023}


QUESTIONS = [question("kartta", "Jää vuonna 2030."), question("chat", "Katsotaan.")]


@pytest.fixture
def folders(tmp_path: Path) -> PeriodFolders:
    return Layout(make_installation(tmp_path / "root")).period("kuvala", "2023-03")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of installed packages."""
    folder = tmp_path / "lib"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def name_in_programme(folders: PeriodFolders, name: str) -> None:
    path = folders.raw.parent / "programme.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[programme]", f'[programme]\nclassifier = "{name}"', 1), encoding="utf-8")


def install(folder: Path, module: str, source: str, *, version: str = "1.0") -> None:
    """Lay a package with an entry point of the module's name as an installer would."""
    (folder / f"{module}.py").write_text(source, encoding="utf-8")
    about = folder / f"{module}-0.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: {version}\n")
    (about / "entry_points.txt").write_text(f"[seuranta.classifiers]\n{module} = {module}:suggest\n")


def test_no_classifier_is_asked_unless_the_programme_names_one(folders: PeriodFolders) -> None:
    assert classifier_of(folders) is None
    assert suggestions(folders, QUESTIONS) == {}
    assert not folders.suggestions.exists()


def test_an_installed_classifier_suggests_by_action(folders: PeriodFolders, library: Path) -> None:
    install(library, "suggest_planned", PLANNED_WHEN_ASKED)
    name_in_programme(folders, "suggest_planned")

    assert classifier_of(folders) == "suggest_planned 1.0"
    assert suggestions(folders, QUESTIONS) == {"kartta": Status.PLANNED}


def test_each_text_is_asked_about_once_for_each_version(folders: PeriodFolders, library: Path) -> None:
    install(library, "suggest_once", PLANNED_WHEN_ASKED)
    name_in_programme(folders, "suggest_once")
    suggestions(folders, QUESTIONS[:1])
    import suggest_once  # type: ignore[import-not-found]  # noqa: PLC0415 (laid down by this test)

    suggestions(folders, QUESTIONS)
    assert suggest_once.asked == ["Jää vuonna 2030.", "Katsotaan."]

    install(library, "suggest_once", PLANNED_WHEN_ASKED, version="2.0")
    suggestions(folders, QUESTIONS[1:])
    assert suggest_once.asked[2:] == ["Katsotaan."]


@pytest.mark.parametrize("spoilt", ['{"abc": "no_status"', '{"abc": ["planned"]}', "[]"])
def test_a_spoilt_cache_is_as_good_as_none(folders: PeriodFolders, library: Path, spoilt: str) -> None:
    install(library, "suggest_again", PLANNED_WHEN_ASKED)
    name_in_programme(folders, "suggest_again")
    folders.suggestions.parent.mkdir(parents=True)
    folders.suggestions.write_text(spoilt)

    assert suggestions(folders, QUESTIONS) == {"kartta": Status.PLANNED}


def test_a_classifier_that_is_not_installed_is_named(folders: PeriodFolders) -> None:
    name_in_programme(folders, "nowhere")

    with pytest.raises(ConfigurationError, match=r"kuvala/programme.toml: .*'nowhere'; installed: none"):
        suggestions(folders, QUESTIONS)


def test_of_two_packages_that_bring_a_classifier_of_one_name_none_is_guessed_at(
    folders: PeriodFolders, library: Path
) -> None:
    install(library, "suggest_one", PLANNED_WHEN_ASKED)
    install(library, "suggest_two", PLANNED_WHEN_ASKED)
    entry = library / "suggest_two-0.dist-info" / "entry_points.txt"
    entry.write_text("[seuranta.classifiers]\nsuggest_one = suggest_two:suggest\n")
    name_in_programme(folders, "suggest_one")

    with pytest.raises(ConfigurationError, match=r"found 2: of suggest_one, suggest_two"):
        classifier_of(folders)


@pytest.mark.parametrize(
    ("module", "answer", "told"),
    [
        ("suggest_crash", "1 / 0", "ZeroDivisionError"),
        ("suggest_few", "[]", "0 answers to 2 texts"),
        ("suggest_other", "['finished', None]", "'finished', which is no status"),
        ("suggest_list", "[['planned'], None]", r"\['planned'\], which is no status"),
    ],
)
def test_a_classifier_that_fails_stops_the_step_and_says_how(
    folders: PeriodFolders, library: Path, module: str, answer: str, told: str
) -> None:
    source = f"def suggest(questions):\n    return {answer}\n"
    install(library, module, source)
    name_in_programme(folders, module)

    with pytest.raises(StepFailedError, match=told):
        suggestions(folders, QUESTIONS)
    assert not folders.suggestions.exists()
