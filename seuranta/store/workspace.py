"""What a notebook works with: the period's documents, and the folder where its tables go."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from seuranta.config import Programme
from seuranta.errors import ConfigurationError, StepFailedError, UsageError
from seuranta.model import LANGUAGES, Period, Status
from seuranta.store.classifiers import classifier_of, suggestions
from seuranta.store.files import read_steady, write_whole
from seuranta.store.layout import Layout, PeriodFolders, check_no_folder, find_root
from seuranta.store.provenance import earlier_periods, former_periods
from seuranta.store.publishing import read_manifest
from seuranta.store.revisions import figures_of, publications, revisions
from seuranta.tables import ALL_TABLES, FORMULA, REVISIONS

_SCHEMAS = {schema.name: schema for schema in ALL_TABLES}
Documents = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class PeriodMaterial:
    """What a period is made of: its documents, and the text of its `decisions.csv`."""

    period: Period
    documents: Documents
    decisions: str


@dataclass(frozen=True)
class FormerProgramme:
    """The programme before this one; where there is none, this one's description and nothing else.

    Args:
        programme: its description.
        periods: its periods, the oldest first.
        register: the text of its `register.csv`.
    """

    programme: Programme
    periods: tuple[PeriodMaterial, ...]
    register: str


@dataclass(frozen=True)
class Workspace:
    """One period of one programme: its documents, and the tables of a run.

    Args:
        folders: the period's folders.
        programme: the programme's description.
        period: the report's period.
        folder: where the tables of this run are kept until they are published.
        is_by_hand: whether a person works in it; then tables that it lacks are taken from the
            published ones, so that any notebook can be opened first.
    """

    folders: PeriodFolders
    programme: Programme
    period: Period
    folder: Path
    is_by_hand: bool

    @classmethod
    def open(cls, programme: str, period: str, *, root: str = "", work: str = "") -> "Workspace":
        """Open a period to work on.

        Args:
            programme: the programme's folder name.
            period: `YYYY-MM`.
            root: the folder that holds `data/`; empty: the nearest one from here upwards.
            work: the folder for the tables; empty: `data/work/<programme>/<period>`, for work by hand.

        Raises:
            UsageError: there is no such programme or period.
            ConfigurationError: `programme.toml` cannot be followed.
        """
        layout = Layout(Path(root) if root else find_root(Path.cwd()))
        folders = layout.period(programme, period)
        return cls(
            folders=folders,
            programme=layout.programme(programme),
            period=Period.parse(period),
            folder=Path(work) if work else folders.by_hand,
            is_by_hand=not work,
        )

    def documents(self) -> Documents:
        """The period's documents: name and bytes, in the order of their names."""
        return _documents(self.folders)

    def decisions(self) -> str:
        """The text of the period's `decisions.csv`; empty where nobody has decided anything."""
        return decided_text(self.folders.decisions)

    def second_reader(self) -> str:
        """The text of the period's `second_reader.csv`; empty where nobody has read the texts again."""
        return decided_text(self.folders.second_reader)

    def register(self) -> str:
        """The text of the programme's `register.csv`; empty where nobody has confirmed anything."""
        return decided_text(self.folders.register)

    def classifier(self) -> str | None:
        """The name and version of another model that is asked about doubtful texts; None for none."""
        return classifier_of(self.folders)

    def suggestions(self, doubtful: Sequence[Mapping[str, Any]]) -> dict[str, Status]:
        """What that model suggests, by `action_id`; see `store.classifiers.suggestions`."""
        return suggestions(self.folders, doubtful)

    def earlier_periods(self) -> tuple[PeriodMaterial, ...]:
        """The programme's periods before this one, the oldest first, as their documents are now."""
        return tuple(map(period_material, earlier_periods(self.folders)))

    def former_programme(self) -> FormerProgramme:
        """The programme that `programme.toml` names as predecessor, with all its periods."""
        periods = former_periods(self.folders)
        if not periods:
            return FormerProgramme(self.programme, (), "")
        latest = periods[-1]
        return FormerProgramme(
            programme=latest.layout.programme(latest.slug),
            periods=tuple(map(period_material, periods)),
            register=decided_text(latest.register),
        )

    def revisions(self, indicators: pd.DataFrame) -> pd.DataFrame:
        """The published figures of the period that are others now.

        Args:
            indicators: table `indicators` of this run.

        Returns:
            `tables.REVISIONS`; empty where nothing was published before, or nothing changed.
        """
        before = publications(read_manifest(self.folders))
        return REVISIONS.frame(revisions(before, figures_of(indicators.to_dict(orient="records"))))

    def languages(self, chosen: str = "") -> tuple[str, ...]:
        """The report languages: the chosen ones ("fi sv"), else the programme's.

        Raises:
            UsageError: a language has no catalogue.
        """
        languages = tuple(chosen.split()) or self.programme.languages
        unknown = [language for language in languages if language not in LANGUAGES]
        if unknown:
            raise UsageError(
                f"expected languages among {', '.join(LANGUAGES)}, found {', '.join(unknown)}",
                hint="name them with their two-letter codes",
            )
        return languages

    def save(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Keep a table, as Parquet for programs and CSV for people.

        Args:
            name: a table of `tables.ALL_TABLES`.
            frame: the table; its columns are put in order.

        Returns:
            The table as kept.

        Raises:
            MissingColumnError: a column of the table is absent.
        """
        table = _SCHEMAS[name].conform(frame)
        write_whole(self.folder / f"{name}.parquet", table.to_parquet(index=False))
        csv = _without_formulas(table).to_csv(index=False, lineterminator="\n")
        write_whole(self.folder / f"{name}.csv", csv.encode("utf-8"))
        return table

    def load(self, name: str) -> pd.DataFrame:
        """Take a table that an earlier notebook kept.

        Raises:
            StepFailedError: it is not there yet.
        """
        places = [self.folder]
        if self.is_by_hand:
            places.append(self.folders.processed)
        for folder in places:
            path = folder / f"{name}.parquet"
            if path.exists():
                return _SCHEMAS[name].conform(pd.read_parquet(path))
        raise StepFailedError(
            f"expected the table {name!r}, found none yet",
            where=str(self.folders),
            hint="run the notebooks before this one first, in the order of their numbers",
        )

    def load_all(self, *names: str) -> dict[str, pd.DataFrame]:
        """Take several such tables, by name.

        Raises:
            StepFailedError: one is not there yet.
        """
        return {name: self.load(name) for name in names}

    def save_evidence(self, name: str, value: object) -> None:
        """Keep a JSON value beside the tables, for those who check the run."""
        text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
        write_whole(self.folder / f"{name}.json", text.encode("utf-8"))


def _without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before every text that a spreadsheet would obey as a formula."""
    texts: list[str] = list(table.select_dtypes("str").columns)
    return table.assign(**{name: table[name].str.replace(FORMULA, r"'\1", regex=True) for name in texts})


def _documents(folders: PeriodFolders) -> Documents:
    return [(path.name, read_steady(path)) for path in folders.documents()]


def period_material(folders: PeriodFolders) -> PeriodMaterial:
    """What a period is made of, as it is now.

    Raises:
        StepFailedError: a document changed while it was read.
        ConfigurationError: `decisions.csv` is a folder, or not UTF-8.
    """
    return PeriodMaterial(Period.parse(folders.period), _documents(folders), decided_text(folders.decisions))


def decided_text(path: Path) -> str:
    """The text of a file of ours that people write, such as `decisions.csv`; empty where there is none.

    Raises:
        ConfigurationError: it is a folder, or not UTF-8.
    """
    check_no_folder(path, path.name)
    if not path.exists():
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"expected UTF-8, found {error.reason} at byte {error.start}",
            where=path.name,
            hint="in Excel, save it as “CSV UTF-8”",
        ) from error
