"""Section 7: the documents that were read, what the checks found, and the questions back to the owners."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from seuranta.model import Severity
from seuranta.report.blocks import (
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    text,
)
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Item, Source
from seuranta.report.content.vocabulary import severity_words

Record = Mapping[Any, Any]
_FILE = re.compile(r".*?(?=, | \(table \d|$)")
# the units of a place, but not within the quoted name of a sheet
_UNIT = re.compile(
    r"'[^']*'|\b(?:all forms\b|(?:page|slides?|sheet|line|table|rows?|columns|cell)\b(?= \S)"
    r"|and(?= \d+ more\b)|(?<=\d )more\b)"
)


def quality_section(edition: Edition) -> Section:
    """What was read and how well it holds together."""
    _ = edition.words.gettext
    blocks: list[Block] = [
        _documents(edition),
        *_findings(edition),
        *_kept_apart(edition),
        *_questions(edition),
        *_changed_checks(edition),
    ]
    return Section("quality", _("Data quality and questions"), tuple(blocks))


def _documents(edition: Edition) -> Table:
    _ = edition.words.gettext
    columns = (
        Column(_("Document"), "name", "file"),
        Column(_("Result"), "label", "outcome"),
        Column(_("Actions and enablers read"), "number", "actions"),
    )
    rows = []
    for record in edition.material.documents.to_dict("records"):
        was_read = record["outcome"] == "read"
        reason = "" if was_read or pd.isna(record["reason"]) else str(record["reason"])
        outcome = (
            text(_("read"))
            if was_read
            else text(_("refused"), ": " if reason else "", _english(edition, reason))
        )
        rows.append(
            Row((Cell(text(record["file"])), Cell(outcome), edition.number_cell(int(record["action_count"]))))
        )
    return Table("quality_documents", _("Documents of the period"), columns, tuple(rows))


def _english(edition: Edition, words: str) -> Span:
    """A technical message of the reader, which is written in English."""
    return Span(words, language="en" if edition.language != "en" else None)


def _kept_apart(edition: Edition) -> list[Block]:
    """The rows that are in no count: how many, where, what stands in them and why."""
    _ = edition.words.gettext
    rows = edition.material.quarantine.to_dict("records")
    if not rows:
        return []
    message = edition.words.ngettext(
        "{count} row has no name that says what it is about: it is counted nowhere.",
        "{count} rows have no name that says what they are about: they are counted nowhere.",
        len(rows),
    )
    told = message.format(count=edition.words.number(len(rows)))
    why = {
        "no_name": _("The name is blank."),
        "no_words": _("There are only marks in place of a name."),
    }
    columns = (
        Column(_("Where"), "label", "where"),
        Column(_("What stands in the row"), "text", "words"),
        Column(_("Why"), "label", "why"),
    )
    listed = tuple(
        Row((Cell(text(_apart_at(edition, row))), Cell(text(_words_of(row))), Cell(text(why[row["reason"]]))))
        for row in rows
    )
    title = _("Rows kept apart")
    table = Table("quality_apart_table", title, columns, listed, row_header=0)
    return [Section("quality_apart", title, (Paragraph(text(told)), table))]


def _apart_at(edition: Edition, row: Record) -> str:
    _ = edition.words.gettext
    source = Source.of(row)
    return _("{file}, {place}").format(file=source.file, place=edition.place_of(source))


def _words_of(row: Record) -> str:
    words = [row[name] for name in ("name", "number", "planned_years", "status_text", "owner")]
    return " | ".join(word for word in words if isinstance(word, str) and word) or "–"


def _changed_checks(edition: Edition) -> list[Block]:
    """The rules that the programme has changed, with its reasons."""
    _ = edition.words.gettext
    changes = edition.material.programme.checks
    if not changes:
        return []
    severities = severity_words(edition.words)
    columns = (
        Column(_("Rule"), "label", "rule"),
        Column(_("As applied"), "label", "change"),
        Column(_("Reason"), "text", "reason"),
    )
    rows = tuple(
        Row(
            (
                Cell(text(rule)),
                Cell(
                    text(
                        _("Switched off")
                        if change.severity is None
                        else _("Severity: {severity}").format(severity=severities[change.severity].lower())
                    )
                ),
                Cell(text(change.reason)),
            )
        )
        for rule, change in changes.items()
    )
    caption = _("Checks that were changed, with the reasons")
    table = Table("quality_changed_table", caption, columns, rows)
    told = Paragraph(text(_("These checks were changed for this programme:")))
    return [Section("quality_changed", _("Changed checks"), (told, table))]


def _findings(edition: Edition) -> list[Block]:
    _ = edition.words.gettext
    findings = edition.material.findings
    if findings.empty:
        return [Paragraph(text(_("The checks found nothing to remark on.")))]
    words = severity_words(edition.words)
    ranks = {str(code): rank for rank, code in enumerate(words)}
    records = sorted(findings.to_dict("records"), key=lambda record: ranks[record["severity"]])
    counts = ", ".join(
        f"{words[code].lower()} {edition.words.number(sum(r['severity'] == code for r in records))}"
        for code in words
        if any(r["severity"] == code for r in records)
    )
    columns = (
        Column(_("Severity"), "label", "severity"),
        Column(_("Finding"), "text", "message"),
        Column(_("Where"), "text", "where"),
        Column(_("Rule"), "label", "rule"),
    )
    message = f"message_{edition.language}"
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        groups.setdefault((record["severity"], record["rule"], record[message]), []).append(record)
    rows = tuple(
        Row(
            (
                Cell(text(words[Severity(severity)]), sort=str(ranks[severity])),
                Cell(text(said)),
                Cell(_places(edition, group)),
                Cell(text(rule)),
            )
        )
        for (severity, rule, said), group in groups.items()
    )
    caption = _("What the checks found")
    table = Table("quality_findings", caption, columns, rows, row_header=1, is_sortable=len(rows) > 1)
    return [Paragraph(text(_("Findings by severity: {counts}.").format(counts=counts))), table]


def _places(edition: Edition, records: Sequence[Record]) -> Text:
    """Where findings of the same words were made: links to their actions, else the place or the table."""
    _ = edition.words.gettext
    places: list[str | Span] = []
    for record in records:
        item = _item_of(edition, record)
        if item is not None:
            places.append(item.link())
        else:
            place = record["place"] if isinstance(record["place"], str) else _("The whole material")
            places.append(_in_words(edition, place))
    return edition.words.listing(places)


def _in_words(edition: Edition, place: str) -> str:
    """A place with its units in the language of the report; the name of the file stays as it is."""
    _ = edition.words.gettext
    units = {
        "all forms": _("all forms"),
        "page": _("page"),
        "slide": _("slide"),
        "slides": _("slides"),
        "sheet": _("sheet"),
        "line": _("line"),
        "table": _("table"),
        "row": _("row"),
        "rows": _("rows"),
        "columns": _("columns"),
        "cell": _("cell"),
        "and": _("and"),
        "more": _("more"),
    }
    end = len(_FILE.match(place)[0])  # type: ignore[index]  # it matches any text
    return place[:end] + _UNIT.sub(lambda match: units.get(match[0], match[0]), place[end:])


def _item_of(edition: Edition, record: Record) -> Item | None:
    """The action that a finding is about; None when it is about a document or a whole table."""
    action_id = record["action_id"]
    return edition.material.by_id.get(action_id) if isinstance(action_id, str) else None


def _questions(edition: Edition) -> list[Block]:
    """One row an action, in the order of the documents, with every question about it."""
    _ = edition.words.gettext
    asked: dict[str | None, list[str]] = {}
    for record in edition.material.findings.to_dict("records"):
        question = record[f"question_{edition.language}"]
        if isinstance(question, str) and question:
            item = _item_of(edition, record)
            questions = asked.setdefault(item.id if item else None, [])
            if question not in questions:
                questions.append(question)
    if not asked:
        return []
    rows = [
        Row((edition.label(item), edition.name(item), Cell(text("\n".join(asked[item.id])))))
        for item in edition.material.items
        if item.id in asked
    ]
    if None in asked:
        whole = Cell(text(_("The whole material")))
        rows.append(Row((Cell(text("–")), whole, Cell(text("\n".join(asked[None]))))))
    note = _("One sentence in answer to each of these would settle a doubt.")
    title = _("Questions back to the owners")
    columns = (edition.head[0], Column(_("Name"), "name", "name"), Column(_("Question"), "text", "question"))
    count = sum(map(len, asked.values()))
    message = edition.words.ngettext("{count} question", "{count} questions", count)
    caption = message.format(count=edition.words.number(count))
    table = Table("quality_questions_table", caption, columns, tuple(rows), row_header=1)
    return [Section("quality_questions", title, (Paragraph(text(note)), table))]
