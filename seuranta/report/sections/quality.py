"""Section 7: the documents that were read, what the checks found, and the questions back to the owners."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from seuranta.model import Severity
from seuranta.report.blocks import Block, BulletList, Cell, Column, Paragraph, Row, Section, Span, Table, text
from seuranta.report.edition import Edition
from seuranta.report.vocabulary import severity_words


def quality_section(edition: Edition) -> Section:
    """What was read and how well it holds together."""
    _ = edition.words.gettext
    blocks: list[Block] = [
        _documents(edition),
        *_warnings(edition),
        *_findings(edition),
        *_questions(edition),
    ]
    return Section("quality", _("Data quality and questions"), tuple(blocks))


def _documents(edition: Edition) -> Table:
    _ = edition.words.gettext
    columns = (
        Column(_("Document"), "name", "file"),
        Column(_("Result"), "label", "outcome"),
        Column(_("Actions read"), "number", "actions"),
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


def _warnings(edition: Edition) -> list[Block]:
    _ = edition.words.gettext
    items = []
    for record in edition.material.documents.to_dict("records"):
        for warning in json.loads(record["warnings"] if isinstance(record["warnings"], str) else "[]"):
            place = f"{record['file']}, {warning['place']}: "
            items.append(text(_english(edition, place + warning["message"])))
    if not items:
        return []
    return [Paragraph(text(_("Remarks from reading the documents (in English):"))), BulletList(tuple(items))]


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
        Column(_("Place"), "place", "place"),
        Column(_("Rule"), "label", "rule"),
    )
    rows = tuple(
        Row(
            (
                Cell(text(words[Severity(record["severity"])]), sort=str(ranks[record["severity"]])),
                Cell(text(record[f"message_{edition.language}"])),
                Cell(_place(edition, record)),
                Cell(text(record["rule"])),
            )
        )
        for record in records
    )
    table = Table(
        "quality_findings", _("What the checks found"), columns, rows, row_header=1, is_sortable=len(rows) > 1
    )
    return [Paragraph(text(_("Findings: {counts}.").format(counts=counts))), table]


def _place(edition: Edition, record: Mapping[Any, Any]) -> tuple[Span, ...]:
    """The place of a finding, as a link to its action when there is one."""
    place = str(record["place"]) if isinstance(record["place"], str) else ""
    item = edition.material.by_id.get(record["action_id"]) if isinstance(record["action_id"], str) else None
    if item is None:
        return text(place)
    return text(Span(place or item.label, target=f"#{item.id}"))


def _questions(edition: Edition) -> list[Block]:
    _ = edition.words.gettext
    rows = []
    for record in edition.material.findings.to_dict("records"):
        question = record[f"question_{edition.language}"]
        if not isinstance(question, str) or not question:
            continue
        item = (
            edition.material.by_id.get(record["action_id"]) if isinstance(record["action_id"], str) else None
        )
        about = text(item.name_link(edition.language)) if item else text(_("The whole material"))
        rows.append(Row((Cell(text(item.label if item else "–")), Cell(about), Cell(text(question)))))
    if not rows:
        return []
    note = _("One sentence in answer to each of these would settle a doubt.")
    columns = (*edition.head, Column(_("Question"), "text", "question"))
    table = Table(
        "quality_questions_table", _("Questions back to the owners"), columns, tuple(rows), row_header=1
    )
    return [Section("quality_questions", _("Questions back to the owners"), (Paragraph(text(note)), table))]
