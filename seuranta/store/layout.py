"""Where everything stands below the root folder; the only place that turns names into paths."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from seuranta.config import Programme, parse_programme
from seuranta.errors import ConfigurationError, DocumentRefusedError, UsageError
from seuranta.model import Period, is_slug

DECISIONS, SECOND_READER, RECEIVED = "decisions.csv", "second_reader.csv", "received.csv"
REGISTER = "register.csv"
OUR_FILES = frozenset({DECISIONS, SECOND_READER, RECEIVED, REGISTER, "programme.toml"})


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds `data/raw`.

    Raises:
        UsageError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "data" / "raw").is_dir():
            return folder
    raise UsageError(
        "expected a folder that holds data/raw, found none here or above",
        where=str(start),
        hint="go to the project's folder, or name it with --root",
    )


@dataclass(frozen=True)
class Layout:
    """The folders of one installation: `data/raw`, `data/processed`, `reports`."""

    root: Path

    @property
    def raw(self) -> Path:
        """What people wrote: never touched."""
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        """The published tables."""
        return self.root / "data" / "processed"

    @property
    def reports(self) -> Path:
        """The published reports and their index."""
        return self.root / "reports"

    @property
    def forms(self) -> Path:
        """The forms to send out."""
        return self.root / "data" / "forms"

    @property
    def exports(self) -> Path:
        """The open data."""
        return self.root / "data" / "export"

    @property
    def cache(self) -> Path:
        """What can be deleted at any time and is only costly to make again."""
        return self.root / "data" / "cache"

    def programme_folder(self, slug: str) -> Path:
        """The folder of a programme in `data/raw`.

        Raises:
            UsageError: the name is not a slug, or there is no such folder.
        """
        if not is_slug(slug):
            raise UsageError(
                f"expected a programme named with small letters, digits and hyphens, found {slug!r}",
                hint=f"programmes here: {', '.join(self.programmes()) or 'none'}",
            )
        folder = self.raw / slug
        if not folder.is_dir():
            raise UsageError(
                f"expected the folder of a programme, found no {slug!r}",
                where=str(self.raw),
                hint=f"programmes here: {', '.join(self.programmes()) or 'none'}",
            )
        return folder

    def period(self, slug: str, period: str) -> "PeriodFolders":
        """The folders of one period of one programme.

        Raises:
            UsageError: the period is not `YYYY-MM`, or it has no folder in `data/raw`.
        """
        folder = self.programme_folder(slug) / str(checked_period(period))
        if not folder.is_dir():
            raise UsageError(
                f"expected the folder of a period, found no {period!r}",
                where=str(folder.parent),
                hint=f"periods here: {', '.join(self.periods(slug)) or 'none'}",
            )
        return PeriodFolders(self, slug, period)

    def new_period(self, slug: str, period: str) -> "PeriodFolders":
        """The folders of a period that need not be there yet.

        Raises:
            UsageError: there is no such programme, or the period is not `YYYY-MM`.
        """
        self.programme_folder(slug)
        return PeriodFolders(self, slug, str(checked_period(period)))

    def lock_file(self, name: str) -> Path:
        """The file that a lock is taken on."""
        return self.processed / ".locks" / f"{name}.lock"

    def programmes(self) -> list[str]:
        """The programmes in `data/raw`, by name."""
        if not self.raw.is_dir():
            return []
        return sorted(
            folder.name for folder in self.raw.iterdir() if folder.is_dir() and is_slug(folder.name)
        )

    def periods(self, slug: str) -> list[str]:
        """The periods of a programme in `data/raw`, oldest first."""
        return sorted(
            folder.name
            for folder in (self.raw / slug).iterdir()
            if folder.is_dir() and _is_period(folder.name)
        )

    def all_periods(self) -> Iterator["PeriodFolders"]:
        """Every programme and period that has a folder."""
        for slug in self.programmes():
            for period in self.periods(slug):
                yield PeriodFolders(self, slug, period)

    def programme(self, slug: str) -> Programme:
        """The programme's description.

        Raises:
            UsageError: there is no such programme.
            ConfigurationError: `programme.toml` is absent or cannot be followed.
        """
        path = self.programme_folder(slug) / "programme.toml"
        where = f"{slug}/programme.toml"
        check_no_folder(path, where)
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise ConfigurationError(
                "expected the programme's description, found no such file",
                where=where,
                hint="write one like that of another programme; docs/reference/programme-toml.md explains it",
            ) from error
        except UnicodeDecodeError as error:
            raise ConfigurationError(
                f"expected UTF-8, found {error.reason} at byte {error.start}",
                where=where,
                hint="save the file as UTF-8",
            ) from error
        return parse_programme(slug, text, where=where)


@dataclass(frozen=True)
class PeriodFolders:
    """The folders of one period of one programme: its documents, tables, reports and private work."""

    layout: Layout
    slug: str
    period: str

    def __str__(self) -> str:
        return f"{self.slug} {self.period}"

    @property
    def raw(self) -> Path:
        """Its documents, and `decisions.csv`."""
        return self.layout.raw / self.slug / self.period

    @property
    def decisions(self) -> Path:
        """What people decided about its readings; the file need not be there."""
        return self.raw / DECISIONS

    @property
    def second_reader(self) -> Path:
        """What a second person read in the same texts, blind; the file need not be there."""
        return self.raw / SECOND_READER

    @property
    def register(self) -> Path:
        """What people confirmed about who is who in its programme; the file need not be there."""
        return self.layout.raw / self.slug / REGISTER

    @property
    def received(self) -> Path:
        """Who added its documents, and when; the file need not be there."""
        return self.raw / RECEIVED

    @property
    def processed(self) -> Path:
        """Where its tables and `run.json` are published."""
        return self.layout.processed / self.slug / self.period

    @property
    def reports(self) -> Path:
        """Where its reports are published."""
        return self.layout.reports / self.slug / self.period

    @property
    def work(self) -> Path:
        """The private folder of a run; whoever holds the period's lock owns it."""
        return self.layout.processed / ".work" / f"{self.slug}--{self.period}"

    @property
    def by_hand(self) -> Path:
        """Where notebooks that a person runs keep their tables."""
        return self.layout.root / "data" / "work" / self.slug / self.period

    @property
    def suggestions(self) -> Path:
        """What another model answered about the period's doubtful texts."""
        return self.layout.cache / self.slug / f"{self.period}.json"

    @property
    def lock_file(self) -> Path:
        """The file that its lock is taken on."""
        return self.layout.lock_file(f"{self.slug}--{self.period}")

    def documents(self) -> list[Path]:
        """Its documents, by name: all files but ours, hidden ones and editors' leavings.

        Raises:
            DocumentRefusedError: the name of a document is not UTF-8, so no table could hold it.
        """
        paths = sorted(
            path
            for path in self.raw.iterdir()
            if path.is_file() and path.name not in OUR_FILES and not path.name.startswith((".", "~"))
        )
        for path in paths:
            _check_name(path.name, str(self))
        return paths


def check_no_folder(path: Path, where: str) -> None:
    """Check that a file which people write is not a folder.

    Raises:
        ConfigurationError: it is.
    """
    if path.is_dir():
        raise ConfigurationError(
            "expected a file, found a folder", where=where, hint="move the folder away and write the file"
        )


def _check_name(name: str, where: str) -> None:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = os.fsencode(name).decode("utf-8", errors="backslashreplace")
        raise DocumentRefusedError(
            f"expected a document named in UTF-8, found {shown}",
            code="not_text",
            where=where,
            hint="rename the document",
        ) from error


def checked_period(text: str) -> Period:
    """The period a user named.

    Raises:
        UsageError: it is not `YYYY-MM`.
    """
    try:
        return Period.parse(text)
    except ValueError as error:
        raise UsageError(str(error), hint="write it like 2022-09") from error


def _is_period(name: str) -> bool:
    try:
        Period.parse(name)
    except ValueError:
        return False
    return True
