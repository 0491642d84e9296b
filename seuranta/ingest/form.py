"""Reading a filled-in form back: each row by its action's id, each answer as it was given."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.form_mark import FILLED_IN, MARK, FormAction, FormMark
from seuranta.ingest.grid import Cell, Grid, GridRow, RawDocument
from seuranta.ingest.reading import (
    Action,
    DocumentReading,
    FormAnswer,
    Place,
    ReadingWarning,
    Refusal,
    TableCount,
)
from seuranta.ingest.years import YEAR, planned_years
from seuranta.model import Kind, Period, Status

_NEEDED = ("action_id", *FILLED_IN)
_NAMED = 5  # cells that a refusal names before it only counts
_ONE_PLAN = re.compile(rf"{YEAR}(?:\s*[-–—]\s*(?:{YEAR}|\d\d))?")
_BETWEEN_PLANS = re.compile(r"[\s,;/&+]*(?<![-–—])[\s,;/&+]+(?![-–—])")
# What somebody who fills in a form may do to it without any harm.
_HARMLESS = frozenset({"hidden_sheet", "hidden_rows", "hidden_columns"})
_HINT = "write the form anew with `form PROGRAMME PERIOD`, and copy the answers into it"


@dataclass(frozen=True)
class _Answered:
    """A row of the form: what was written into it, and where its name and its status stand."""

    texts: Mapping[str, str]
    place: Place

    @property
    def is_empty(self) -> bool:
        return not any(self.texts[column] for column in FILLED_IN)


def mark_of(raw: RawDocument, file: str) -> FormMark | None:
    """What a document says of itself as a form; None for any other document.

    Raises:
        DocumentRefusedError: it is a form, but what it says of itself was changed (`broken_form`).
    """
    marked = next((grid for grid in raw.grids if _is_mark(grid)), None)
    if marked is None:
        return None
    rows = [_texts_in_order(row) for row in marked.rows]
    try:
        mark = FormMark.of_rows(rows)
        Period.parse(mark.former_period)
        for code in mark.statuses.values():
            Status(code)
        for action in mark.actions:
            Kind(action.kind)
    except ValueError as error:
        raise _refused(f"the form's hidden sheet as it was made, found that {error}", file) from error
    return mark


def read_form(
    raw: RawDocument, mark: FormMark, empty: DocumentReading, *, period: str | None, programme: str | None
) -> DocumentReading:
    """Read a form that was filled in, be it in part.

    The id decides which action a row is about: its name, number, theme and plan are those that the form was
    made with, whatever became of their cells. A row that was taken out, and one without an answer, is an
    action that nobody reported on.

    Args:
        raw: the document's cells.
        mark: what it says of itself.
        empty: the reading to fill in.
        period: the period `YYYY-MM` that it is filed under.
        programme: the programme that it is filed under.

    Raises:
        DocumentRefusedError: it is of another programme (`programme_mismatch`) or period (`period_mismatch`),
            its columns are gone (`unknown_header`), or a cell cannot be used (`unusable_answer`).
    """
    _check_place(mark, empty.file, period, programme)
    answers = _answers(raw, mark, empty.file)
    actions = tuple(
        _action(asked, answers.get(asked.action_id), mark, row)
        for row, asked in enumerate(mark.actions, start=1)
    )
    return replace(
        empty,
        format=raw.format,
        kind="follow_up",
        language=mark.language or None,
        period=mark.period or None,
        warnings=(
            *(warning for warning in raw.warnings if warning.code not in _HARMLESS),
            *_no_answers(mark, actions),
        ),
        actions=actions,
        tables=(TableCount(1, len(actions), 0, 0, 0, {}),),
        form=mark,
    )


def answered_once(readings: Sequence[DocumentReading]) -> list[DocumentReading]:
    """Take every action from one form alone, where several ask about it.

    That happens when an owner sends a form twice. The answer stands, wherever it was given; two forms with
    different answers about one action cannot both be right, so the later one is refused.

    Args:
        readings: the documents of a period.
    """
    found = list(readings)
    holder: dict[str, int] = {}
    for at, reading in enumerate(readings):
        if reading.form is None:
            continue
        twice = [action_id for action_id in _by_id(reading) if action_id in holder]
        blank = _blank(reading.form)
        given = {action_id: _said(_by_id(reading)[action_id]) for action_id in twice}
        before = {action_id: _said(_by_id(found[holder[action_id]])[action_id]) for action_id in twice}
        differ = [a for a in twice if blank[a] not in (given[a], before[a]) and given[a] != before[a]]
        if differ:
            found[at] = replace(reading, error=_answered_twice(reading, found[holder[differ[0]]], differ))
            found[at] = replace(found[at], actions=(), tables=(), warnings=(), form=None)
            continue
        for action_id in twice:
            if given[action_id] != blank[action_id]:
                found[holder[action_id]] = _without(found[holder[action_id]], {action_id})
                holder[action_id] = at
        holder |= {action_id: at for action_id in _by_id(reading) if action_id not in holder}
        found[at] = _without(reading, {action_id for action_id in twice if holder[action_id] != at})
    return found


def _by_id(reading: DocumentReading) -> dict[str, Action]:
    return {action.answer.action_id: action for action in reading.actions if action.answer}


def _said(action: Action) -> tuple[object, ...]:
    """What a form says of an action."""
    return action.answer and action.answer.status, action.status_text or "", action.planned_years


def _blank(mark: FormMark) -> dict[str, tuple[object, ...]]:
    """What a form says of each action before anybody has written into it."""
    return {each.action_id: (None, "", tuple(map(int, each.planned_years.split()))) for each in mark.actions}


def _without(reading: DocumentReading, action_ids: set[str]) -> DocumentReading:
    """A form without some of its actions, and without warnings about them."""
    if reading.form is None or not action_ids:
        return reading
    kept = tuple(a for a in reading.actions if a.answer and a.answer.action_id not in action_ids)
    others = (warning for warning in reading.warnings if warning.code != "no_answer")
    return replace(
        reading,
        actions=kept,
        tables=(TableCount(1, len(kept), 0, 0, 0, {}),),
        warnings=(*others, *_no_answers(reading.form, kept)),
    )


def _answered_twice(reading: DocumentReading, former: DocumentReading, action_ids: Sequence[str]) -> Refusal:
    first = _by_id(reading)[action_ids[0]]
    more = f" (and {len(action_ids) - 1} more)" if len(action_ids) > 1 else ""
    error = DocumentRefusedError(
        f"expected one answer about {first.name!r}{more}, found another one in {former.file}",
        code="answered_twice",
        where=reading.file,
        hint="ask the owner which answer is meant, and take the other form out",
    )
    return Refusal(error.reason_code, error.line, error.hint)


def unreturned(readings: Sequence[DocumentReading]) -> list[ReadingWarning]:
    """Who was asked in the same round as the forms that are here, and whose form is not.

    Args:
        readings: the documents of a period.
    """
    forms = [reading.form for reading in readings if reading.form]
    asked = {party: count for form in forms for party, count in form.parties.items()}
    here = {action.party for form in forms for action in form.actions}
    return [
        ReadingWarning("no_form", f"no form of {party!r}: it asked about {count} of the actions", "all forms")
        for party, count in asked.items()
        if party not in here
    ]


def _is_mark(grid: Grid) -> bool:
    return bool(grid.rows) and bool(grid.rows[0].cells) and grid.rows[0].cells[0].text == MARK


def _check_place(mark: FormMark, file: str, period: str | None, programme: str | None) -> None:
    if programme is not None and mark.programme != programme:
        raise DocumentRefusedError(
            f"expected a form of {programme!r}, found one of {mark.programme!r}",
            code="programme_mismatch",
            where=file,
            hint=f"add it to {mark.programme!r}",
        )
    if period is None:
        return
    is_other = bool(mark.period) and mark.period != period
    if is_other or period <= mark.former_period:
        wanted = mark.period or f"a period after {mark.former_period}"
        raise DocumentRefusedError(
            f"expected a document of {period}, found a form for {wanted}",
            code="period_mismatch",
            where=file,
            hint=f"add it to {wanted}",
        )


def _answers(raw: RawDocument, mark: FormMark, file: str) -> dict[str, _Answered]:
    """What was written about each action, by its id.

    Raises:
        DocumentRefusedError: the columns are gone, or cells cannot be used.
    """
    faults: list[str] = []
    known = {action.action_id for action in mark.actions}
    found: dict[str, _Answered] = {}
    for number, cells in enumerate(_rows(raw, mark, file), start=1):
        texts = {column: cells[column].text.strip() for column in _NEEDED}
        action_id = texts["action_id"]
        name = cells.get("name", cells["action_id"]).address
        answered = _Answered(texts, Place(table=1, row=number, address=name, sheet=mark.sheet))
        if not action_id and answered.is_empty:
            continue
        if action_id not in known or action_id in found:
            what = "an action of this form" if action_id not in known else "each action once"
            faults.append(f"cell {cells['action_id'].address}: {what}, found {action_id!r}")
            continue
        faults += _faults(cells, mark)
        found[action_id] = answered
    if faults:
        more = f" (and {len(faults) - _NAMED} cells more)" if len(faults) > _NAMED else ""
        raise DocumentRefusedError(
            f"expected answers that can be used; {'; '.join(faults[:_NAMED])}{more}",
            code="unusable_answer",
            where=f"{file}, sheet {mark.sheet!r}",
            hint="mend the cells named above; the form's help sheet says what each column takes",
        )
    return found


def _rows(raw: RawDocument, mark: FormMark, file: str) -> Iterator[dict[str, Cell]]:
    """The rows below the header, their cells by the codes of the columns."""
    codes = {_folded(title): code for code, title in mark.titles.items()}
    for grid in raw.grids:
        columns: dict[str, str] | None = None
        for row in grid.rows:
            cells = {_column(cell): cell for cell in row.cells if cell.address}
            if columns is None:
                named = {codes.get(_folded(cell.text)): letters for letters, cell in cells.items()}
                columns = {code: letters for code, letters in named.items() if code}
                columns = columns if set(_NEEDED) <= set(columns) else None
            elif cells:
                yield {code: cells[letters] for code, letters in columns.items()}
        if columns is not None:
            return
    raise DocumentRefusedError(
        f"expected the columns {', '.join(mark.titles[code] for code in _NEEDED)}, found no such header",
        code="unknown_header",
        where=f"{file}, sheet {mark.sheet!r}",
        hint=_HINT,
    )


def _faults(cells: Mapping[str, Cell], mark: FormMark) -> Iterator[str]:
    status, plan = cells["status"], cells["new_plan"]
    if status.text.strip() and _status(status.text, mark) is None:
        # Those of the form's own language come first; the others are taken as well.
        names = ", ".join([word for word, code in mark.statuses.items() if word != code][: len(Status)])
        yield f"cell {status.address}: a status of the list ({names}), found {status.text!r}"
    if plan.text.strip() and not _plan(plan.text):
        yield f"cell {plan.address}: years such as 2027 or 2027–2028, found {plan.text!r}"


def _status(text: str, mark: FormMark) -> Status | None:
    """The status that a word names; None for a word that names none."""
    named = {_folded(word): Status(code) for word, code in mark.statuses.items()}
    return named.get(_folded(text))


def _plan(text: str) -> tuple[int, ...]:
    """The years that a plan consists of; none where it has anything else in it."""
    parts = [part for part in _BETWEEN_PLANS.split(text.strip(" .")) if part]
    years = [planned_years(part) if _ONE_PLAN.fullmatch(part) else () for part in parts]
    return tuple(sorted({year for found in years for year in found})) if all(years) else ()


def _action(asked: FormAction, answered: _Answered | None, mark: FormMark, row: int) -> Action:
    texts = dict.fromkeys(FILLED_IN, "") if answered is None else answered.texts
    said = "\n".join(filter(None, (texts["happened"], texts["next_step"])))
    is_answered = answered is not None and not answered.is_empty
    has_status = asked.kind != Kind.ENABLER or is_answered
    former_years = tuple(map(int, asked.planned_years.split()))
    return Action(
        kind=Kind(asked.kind),
        heading=asked.theme_heading or None,
        number=asked.label or None,
        name=asked.name,
        planned_years=_plan(texts["new_plan"]) or former_years,
        status_text=said if has_status else None,
        markers=tuple(asked.markers.split()),
        tags=tuple(filter(None, asked.tags.split("; "))),
        roles=dict(asked.roles),
        extra=dict(asked.extra),
        place=answered.place if answered else Place(table=1, row=row, sheet=mark.sheet),
        answer=FormAnswer(
            action_id=asked.action_id,
            theme_id=asked.theme_id or None,
            status=_status(texts["status"], mark),
            by=asked.party,
        ),
    )


def _no_answers(mark: FormMark, actions: Sequence[Action]) -> Iterator[ReadingWarning]:
    asked = Counter(action.party for action in mark.actions if action.kind != Kind.ENABLER)
    blank = _blank(mark)
    silent = Counter(
        action.answer.by
        for action in actions
        if action.answer
        and action.kind is not Kind.ENABLER
        and _said(action) == blank[action.answer.action_id]
    )
    for party, count in silent.items():
        message = f"{party}: no answer about {count} of {asked[party]} actions; they are not reported"
        yield ReadingWarning("no_answer", message, f"sheet {mark.sheet!r}")


def _texts_in_order(row: GridRow) -> list[str]:
    """The texts of a row of the hidden sheet, each in its own column."""
    texts: dict[int, str] = {_index(_column(cell)): cell.text for cell in row.cells if cell.address}
    return [texts.get(number, "") for number in range(1, max(texts, default=0) + 1)]


def _column(cell: Cell) -> str:
    return (cell.address or "").rstrip("0123456789")


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").split()).casefold()


def _refused(expected_found: str, file: str) -> DocumentRefusedError:
    return DocumentRefusedError(f"expected {expected_found}", code="broken_form", where=file, hint=_HINT)
