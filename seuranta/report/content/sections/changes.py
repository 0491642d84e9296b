"""Section 2: what has changed, from the period before or from the former programme."""

from seuranta.errors import StepFailedError
from seuranta.model import Period
from seuranta.report.blocks import Block, Cell, Column, Paragraph, Row, Section, Table, text
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Source


def changes_section(edition: Edition) -> Section:
    """What goes on from the former programme, and what a comparison with an earlier period would need."""
    _ = edition.words.gettext
    blocks: list[Block] = []
    if not edition.material.is_roadmap:
        blocks.append(
            Paragraph(
                text(
                    _(
                        "There is no earlier period to compare with. The statuses and planned years of"
                        " this report are what the next period will be compared with."
                    )
                )
            )
        )
    if not edition.material.continuations.empty:
        blocks += _continuations(edition)
    elif edition.material.is_roadmap:
        blocks.append(Paragraph(text(_("No action of a former programme is known to go on here."))))
    title = _("From the former programme") if edition.material.is_roadmap else _("Changes")
    return Section("changes", title, tuple(blocks))


def _continuations(edition: Edition) -> list[Block]:
    _, words = edition.words.gettext, edition.words
    sentence = _("{share} bear the same name as an action of the former programme.")
    share = edition.share("continued_from_former", "all")
    columns = (
        *edition.head,
        Column(_("In the former programme"), "label", "former"),
        Column(_("Former plan"), "label", "former_plan"),
        Column(_("Former status"), "status", "former_status"),
        Column(_("Source"), "place", "source"),
    )
    rows = []
    for record in edition.material.continuations.to_dict("records"):
        item = edition.material.by_id.get(record["action_id"])
        if item is None:
            raise StepFailedError(
                f"expected an action {record['action_id']!r} that goes on from the former programme, found"
                f" none",
                hint="compute the continuations again: they and the actions are of different versions",
            )
        status = record["former_status"] if isinstance(record["former_status"], str) else None
        years = record["former_planned_years"]
        former = f"{record['former_label']} ({words.month(Period.parse(record['former_period']))})"
        rows.append(
            Row(
                (
                    edition.label(item),
                    edition.name(item),
                    Cell(text(former)),
                    Cell(text(years.replace(" ", ", ") if isinstance(years, str) and years else "–")),
                    Cell(text(edition.statuses[status] if status else "–"), status=status),
                    Cell(text(_source(edition, Source.of(record, "former_source_")))),
                )
            )
        )
    table = Table(
        "changes_continued",
        _("Former plans and statuses of what goes on"),
        columns,
        tuple(rows),
        row_header=1,
    )
    return [Paragraph(text(sentence.format(share=share))), table]


def _source(edition: Edition, source: Source) -> str:
    place = edition.place_of(source)
    return edition.words.gettext("{file}, {place}").format(file=source.file, place=place)
