"""What a check needs to know of a row beside its own cells: its namesakes, its years, what its text says."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from seuranta.model import Kind, Status, Timing, bare_words
from seuranta.validate.similar import near_duplicates
from seuranta.validate.subjects import ROW, SUBJECT, PeriodTables, numbered
from seuranta.validate.texts import Said, future_deed, is_in_other_language, names_later_year, said

# the columns that people write into, in the order of the table
WRITTEN = (
    "name",
    "status_text",
    "problem",
    "goal",
    "origin",
    "benefit",
    "beneficiary",
    "impact",
    "cost_class",
    "level",
    "owner",
)
SHARED_TEXT_LENGTH = 15  # shorter texts ("Ei edistetty.") are the same by nature
SENTENCE_WORDS = 4  # fewer are no sentence
ENDED = r"[.!?…:;)\]”\"»'’]\s*$"
_MOSTLY, _ENOUGH = 0.8, 5
_END_LENGTH, _LAST_LENGTH = 12, 30


def with_facts(actions: pd.DataFrame, subjects: Sequence[PeriodTables]) -> pd.DataFrame:
    """The actions with what the checks and the messages need.

    Args:
        actions: table `actions` with `subject`.
        subjects: whose actions they are.

    Returns:
        The same rows, a missing name or kind made "" so that no check passes over it, with `row_number`
        (from 0) and `action_row` (the same), of the programme `programme_first_year`,
        `programme_last_year`, `period_year` and `some_theme_is_known`; `is_followed_up`,
        `has_status_column`, `has_planning_document` (whether its document plans any action),
        `planned_span`; `bare_name`, `bare_status_text` and `ending_text` (missing where they are not
        compared), `own_id`, `own_name`, `own_text` (the same, told apart by programme), `same_name`,
        `same_text` and `similar_name` (the others that share them); and what the text says, see `_told`.
    """
    is_followed_up = actions["kind"].ne(Kind.ENABLER)
    documents = [actions[SUBJECT], actions["source_file"]]
    plans = actions["first_planned_year"].notna().groupby(documents, dropna=False)
    bare_name, bare_text = (_texts(map(_bare, actions[column])) for column in ("name", "status_text"))
    facts = numbered(actions.fillna({"name": "", "kind": ""})).assign(
        **_of_programme(actions, subjects),
        is_followed_up=is_followed_up,
        has_status_column=actions["status_text"].notna(),
        has_planning_document=plans.transform("any"),
        planned_span=_texts(map(_span, actions["first_planned_year"], actions["last_planned_year"])),
        bare_text=bare_text,
        bare_name=bare_name.where(is_followed_up & bare_name.ne("")),
        bare_status_text=bare_text.where(bare_text.str.len().ge(SHARED_TEXT_LENGTH)),
    )
    facts = facts.assign(
        action_row=facts[ROW],
        own_id=_within(facts, "action_id"),
        own_name=_within(facts, "bare_name"),
        own_text=_within(facts, "bare_status_text"),
        ending_text=_ending_texts(facts),
    )
    return facts.assign(
        same_name=_labels_of_others(facts, "own_name"),
        same_text=_labels_of_others(facts, "own_text"),
        similar_name=_similar_names(facts),
        last_words=facts["ending_text"].str[-_LAST_LENGTH:],
        **_told(facts),
    )


def cells_of(facts: pd.DataFrame) -> pd.DataFrame:
    """What is written, one row a cell: blank cells too, but none of a column that a document lacks.

    Returns:
        `subject`, `action_row`, `row_number` (of the cell, from 0), `cell_column`, `text` and
        `ending`, how it ends.
    """
    parts = [
        pd.DataFrame(
            {
                SUBJECT: facts[SUBJECT],
                "action_row": facts[ROW],
                "cell_column": pd.Series(column, index=facts.index, dtype="str"),
                "text": facts[column],
            }
        )
        for column in WRITTEN
        if facts[column].notna().any()
    ]
    cells = pd.concat(parts).dropna(subset="text").sort_values("action_row", kind="stable")
    return numbered(cells.assign(ending=_ending(cells["text"])))


def with_readings(facts: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """The actions beside their readings: the first one, and how many there are (`reading_count`).

    With `is_silent_slip`: the plan is over, the work goes on, and neither a reason nor a new year is named.
    """
    key = [SUBJECT, "action_id"]
    known = readings.dropna(subset="action_id")
    counts = known.groupby(key, sort=False).size().rename("reading_count").reset_index()
    both = facts.merge(known.drop_duplicates(key), on=key, how="left").merge(counts, on=key, how="left")
    in_progress = both["status"].eq(Status.IN_PROGRESS) & both["timing"].eq(Timing.OVERDUE)
    slips = in_progress & both["blocker"].isna()
    texts = zip(both["status_text"], both["period_year"], slips, strict=True)
    silent = [slip and not names_later_year(str(text), int(year)) for text, year, slip in texts]
    return both.assign(
        is_silent_slip=pd.Series(silent, dtype="bool"),
        reading_count=both["reading_count"].fillna(0).astype(int),
    )


def with_places(readings: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """The readings with their `row_number`, the `action_row` of their action and whether there is one.

    A missing code or identifier becomes "", so that no check passes over it as it does over a gap.
    """
    required = dict.fromkeys(("action_id", "status", "tier", "timing"), "")
    key = [SUBJECT, "action_id"]
    known = facts[[*key, ROW]].dropna(subset="action_id").drop_duplicates(key)
    placed = readings.merge(known.rename(columns={ROW: "action_row"}), on=key, how="left").fillna(required)
    return numbered(placed.assign(is_known=placed["action_row"].notna()))


def _of_programme(actions: pd.DataFrame, subjects: Sequence[PeriodTables]) -> dict[str, pd.Series]:
    """What is the same for all actions of a programme, beside each of them."""
    number = actions[SUBJECT]
    has_theme = actions["theme_id"].notna().groupby(number).any()

    def each(values: Iterable[int]) -> pd.Series:
        return number.map(dict(enumerate(values))).astype("Int64")

    themes = dict(enumerate(bool(subject.programme.themes) for subject in subjects))
    return {
        "programme_first_year": each(subject.programme.first_year for subject in subjects),
        "programme_last_year": each(subject.programme.last_year for subject in subjects),
        "period_year": each(subject.period.year for subject in subjects),
        "some_theme_is_known": number.map(themes).astype(bool) | number.map(has_theme).astype(bool),
    }


def _told(facts: pd.DataFrame) -> dict[str, pd.Series]:
    """What each text says: the words of `texts.Said`, `future_words`, `is_in_other_language`."""
    texts = facts["status_text"].fillna("")
    words = list(map(said, texts))
    nothing = Said(None, None, None, None)
    told = {name: _texts(getattr(entry, name) for entry in words) for name in nothing._fields}
    years = facts["period_year"].tolist()
    languages = facts["language"].fillna("").tolist()
    foreign = [is_in_other_language(text, own) for text, own in zip(texts, languages, strict=True)]
    return told | {
        "future_words": _texts(future_deed(text, int(year)) for text, year in zip(texts, years, strict=True)),
        "is_in_other_language": pd.Series(foreign, dtype="bool"),
    }


def _ending_texts(facts: pd.DataFrame) -> pd.Series:
    """The ends that are compared: of sentences, where nearly all texts of a programme end as sentences do."""
    texts = facts["status_text"]
    sentences = texts.where(texts.str.count(r"\S+").ge(SENTENCE_WORDS)).pipe(_ending)
    ended = sentences.dropna().str.contains(ENDED, regex=True)
    by_subject = ended.groupby(facts[SUBJECT].loc[ended.index])
    is_usual = (by_subject.mean() >= _MOSTLY) & (by_subject.size() >= _ENOUGH)
    usual = set(is_usual[is_usual].index)
    return sentences.where(facts[SUBJECT].isin(usual))


def _ending(texts: "pd.Series[str]") -> "pd.Series[str]":
    """The last letters: enough to see whether a text breaks off, so that a long one is not searched whole."""
    return texts.str.rstrip().str[-_END_LENGTH:]


def _similar_names(facts: pd.DataFrame) -> pd.Series:
    labels = facts["label"].fillna("–").tolist()
    names = facts["name"].tolist()
    bare = [name if isinstance(name, str) else None for name in facts["bare_name"]]
    found: list[str | None] = [None] * len(facts)
    for rows in facts.groupby(SUBJECT, sort=False).indices.values():
        for row, others in zip(rows, near_duplicates([bare[row] for row in rows]), strict=True):
            if others:
                told = [f"{labels[rows[other]]} {' '.join(names[rows[other]].split())}" for other in others]
                found[row] = ", ".join(told)
    return _texts(found)


def _labels_of_others(facts: pd.DataFrame, column: str) -> pd.Series:
    """For each row, the labels of the other rows with the same value; missing where it has none."""
    shared = facts[facts[column].notna() & facts.duplicated(column, keep=False)]
    labels = facts["label"].fillna("–")
    found: list[str | None] = [None] * len(facts)
    for rows in shared.groupby(column, sort=False)[ROW].agg(list):
        for row in rows:
            found[row] = ", ".join(labels.iloc[other] for other in rows if other != row)
    return _texts(found)


def _within(facts: pd.DataFrame, column: str) -> pd.Series:
    """The value told apart by programme; missing where it is missing."""
    return facts[SUBJECT].astype("str") + " " + facts[column]


def _texts(values: Iterable[str | None]) -> "pd.Series[str]":
    return pd.Series(list(values), dtype="str")


def _bare(text: object) -> str | None:
    return bare_words(text) if isinstance(text, str) else None


def _span(first: Any, last: Any) -> str | None:
    return None if pd.isna(first) and pd.isna(last) else f"{first}–{last}"
