"""Section 8: how the numbers were made, who decided what, and how to make them again."""

from seuranta.model import CODEBOOK_VERSION, Status, Tier
from seuranta.report.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    Definitions,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    text,
)
from seuranta.report.content.edition import Edition
from seuranta.report.content.material import Checked, Reading
from seuranta.report.content.sections.revised import revised_figures
from seuranta.report.content.vocabulary import status_meanings, tier_meanings, tier_words
from seuranta.tables import IN_A_FORM


def method_section(edition: Edition) -> Section:
    """Everything that a reader needs to check a number."""
    _ = edition.words.gettext
    parts: list[Block] = []
    if edition.material.read:
        parts += [_codebook(edition), _counting(edition), _certainty(edition), _decisions(edition)]
    if edition.material.theme_ids:
        parts += _themes(edition)
    parts += [*revised_figures(edition), _provenance(edition)]
    return Section("method", _("Method"), tuple(parts))


def _codebook(edition: Edition) -> Section:
    _ = edition.words.gettext
    lead = _(
        "The status text alone decides the status: not the plan, nor what a reader happens to know. This"
        " is what the statuses of the codebook, version {version}, say:"
    ).format(version=CODEBOOK_VERSION)
    meanings = status_meanings(edition.words)
    items = tuple((text(edition.statuses[code]), text(meaning)) for code, meaning in meanings.items())
    return Section("method_codebook", _("Statuses"), (Paragraph(text(lead)), Definitions(items)))


def _counting(edition: Edition) -> Section:
    _ = edition.words.gettext
    rules = (
        _("Every share is printed with its numerator and its denominator; shares are never averaged."),
        _("In scope are all but the transferred and the discontinued; shares of all are given as well."),
        _("What has no status text stays in the denominator: silence is not progress."),
        _(
            "A row without a name is kept apart and counted nowhere; the section on data quality lists such"
            " rows."
        ),
        _(
            "Overdue: the last planned year is before the year of the report, and the action is not"
            " completed, transferred or discontinued."
        ),
        _("Out of date: the latest year that the status text reports on is before the year of the report."),
        _(
            "A theme is achieved when everything in scope is completed, partly achieved when something is"
            " completed or in progress, else not advanced."
        ),
    )
    return Section("method_counting", _("How shares are counted"), (BulletList(tuple(map(text, rules))),))


def _certainty(edition: Edition) -> Section:
    _ = edition.words.gettext
    names, meanings = tier_words(edition.words), tier_meanings(edition.words)
    items: list[tuple[Text, Text]] = [
        (
            text(names[tier], ": ", edition.share("reading_tier", "all", category=tier)),
            text(" ".join([meanings[tier], *_record(edition, tier)])),
        )
        for tier in Tier
    ]
    agreement = Paragraph(text(_agreement(edition)))
    blocks: tuple[Block, ...] = (Definitions(tuple(items)), *_suggestions(edition), agreement)
    return Section("method_certainty", _("Certainty of the readings"), blocks)


def _suggestions(edition: Edition) -> list[Paragraph]:
    """On how many doubtful texts another model was heard; nothing where it suggested nothing."""
    _, number = edition.words.gettext, edition.words.number
    doubtful = [reading for _item, reading in edition.material.read if reading.tier == Tier.DOUBTFUL]
    models = [reading.suggested_by for reading in doubtful if reading.suggested_by]
    if not models:
        return []
    sentence = _(
        "Of the doubtful texts, {count}/{all} had a status suggested by another model ({model}); it decided"
        " none of them."
    )
    said = sentence.format(
        model=", ".join(dict.fromkeys(models)), count=number(len(models)), all=number(len(doubtful))
    )
    return [Paragraph(text(said))]


def _record(edition: Edition, tier: Tier) -> list[str]:
    """How often people who checked the readings of a tier found them right."""
    _, record = edition.words.gettext, edition.material.records.get(tier)
    if record is None:
        return []
    if record.interval is None:
        return [_("Nobody has checked such a reading since the lexicon last changed.")]
    counted = _(
        "Checked by people since the lexicon last changed: {right} of {count} right ({interval}, the"
        " 95 per cent interval by Wilson)."
    )
    numbers = _numbers(edition, record)
    return [counted.format(**numbers, interval=edition.words.interval(*record.interval))]


def _agreement(edition: Edition) -> str:
    """How far a second reader, who saw neither readings nor decisions, agrees with the decisions."""
    _ = edition.words.gettext
    both = edition.material.records.get("")
    if both is None or both.text_count == 0:
        return _("No second person has read the texts that were decided.")
    if both.text_count == 1:
        return _("A second person has read one of the texts that were decided: too few for an agreement.")
    numbers = _numbers(edition, both)
    counted = _(
        "A second person, who saw neither the readings nor the decisions, gave {right} of {count} texts the"
        " status that was decided."
    ).format(**numbers)
    if both.kappa is None:
        alike = _("Both gave one status to all of them, so that Cohen's kappa says nothing.")
        return f"{counted} {alike}"
    kappa = _("Cohen's kappa is {kappa} (1 is full agreement, 0 is what chance would give).")
    return f"{counted} {kappa.format(kappa=edition.words.decimal(both.kappa))}"


def _numbers(edition: Edition, checked: Checked) -> dict[str, str]:
    number = edition.words.number
    return {"right": number(checked.same_count), "count": number(checked.text_count)}


def _decisions(edition: Edition) -> Section:
    _ = edition.words.gettext
    title = _("Decided by people")
    decided = [(item, reading) for item, reading in edition.material.read if reading.decided_by]
    if not decided:
        nothing = Paragraph(text(_("No status has been decided by a person; the rules have read them all.")))
        return Section("method_decisions", title, (nothing, *_expired(edition)))
    columns = (
        *edition.head,
        Column(_("Status"), "status", "status"),
        Column(_("Decided by"), "label", "person"),
        Column(_("Reason"), "text", "reason"),
    )
    rows = tuple(
        Row(
            (
                edition.label(item),
                edition.name(item),
                edition.status(item, reading),
                Cell(text(reading.decided_by or "")),
                Cell(text(_reason(edition, reading))),
            )
        )
        for item, reading in decided
    )
    caption = f"{title}: {edition.noun.counted(len(rows))}"
    table = Table("method_decisions_table", caption, columns, rows, row_header=1)
    return Section("method_decisions", title, (table, *_expired(edition)))


def _reason(edition: Edition, reading: Reading) -> str:
    """Why a person decided so; that it was chosen in a form is said in the report's language."""
    _ = edition.words.gettext
    if reading.decision_reason == IN_A_FORM:
        return _("Chosen in the follow-up form.")
    return reading.decision_reason or "–"


def _expired(edition: Edition) -> list[Block]:
    """Decisions about words that are no longer there: they do not hold, and are not forgotten either."""
    _ = edition.words.gettext
    expired = edition.material.expired_decisions.to_dict("records")
    if not expired:
        return []
    told = _(
        "These decisions no longer hold, because the text has changed or the work is no longer in the"
        " documents. The rules have read the new text."
    )
    columns = (
        Column(_("Use case or measure"), "name", "name"),
        Column(_("Status"), "status", "status"),
        Column(_("Decided by"), "label", "person"),
        Column(_("Why it no longer holds"), "text", "why"),
    )
    why = {"text_changed": _("The text has changed."), "action_gone": _("No longer in the documents.")}
    rows = tuple(
        Row(
            (
                Cell(_expired_name(edition, decision["action_id"])),
                Cell(text(edition.statuses[Status(decision["status"])]), status=decision["status"]),
                Cell(text(f"{decision['decided_by']}, {decision['decided_on']}")),
                Cell(text(why[decision["why"]])),
            )
        )
        for decision in expired
    )
    caption = _("Expired decisions")
    return [Paragraph(text(told)), Table("method_expired_table", caption, columns, rows)]


def _expired_name(edition: Edition, action_id: str) -> Text:
    item = edition.material.by_id.get(action_id)
    return text(action_id) if item is None else text(item.name_link(edition.language))


def _themes(edition: Edition) -> list[Block]:
    """How sure the theme names are, and which actions belong to them."""
    _ = edition.words.gettext
    known = [theme for theme in map(edition.material.theme, edition.material.theme_ids) if theme is not None]
    if not known:
        return []
    columns = (
        Column(_("Theme"), "name", "theme"),
        Column(_("Name"), "label", "wording"),
        Column(_("Contents of the theme"), "label", "contents"),
        Column(_("Where it comes from"), "text", "source"),
    )
    rows = tuple(
        Row(
            (
                Cell((edition.local(theme.name),)),
                Cell(
                    text(
                        _("official")
                        if theme.name.is_official(edition.language)
                        else _("working translation")
                    )
                ),
                Cell(text(_("stated") if theme.certainty == "stated" else _("inferred"))),
                Cell(text("–" if theme.source is None else edition.local(theme.source))),
            )
        )
        for theme in known
    )
    table = Table("method_themes_table", _("Names and contents of the themes"), columns, rows)
    return [Section("method_themes", _("How sure the themes are"), (table,))]


def _provenance(edition: Edition) -> Section:
    _, material = edition.words.gettext, edition.material
    hashes = [
        (text(record["file"]), text(f"SHA-256 {record['sha256']}"))
        for record in material.documents.to_dict("records")
    ]
    items = (*hashes, *((text(name), text(value)) for name, value in material.provenance.items()))
    note = _(
        "The same documents, decisions and program give the same report, to the byte. This command makes"
        " it again:"
    )
    command = Span(f"seuranta run {material.programme.slug} {material.period}", is_strong=True)
    blocks: tuple[Block, ...] = (Paragraph(text(note, " ", command)),)
    if items:
        blocks = (*blocks, Definitions(items))
    return Section("method_provenance", _("Versions and checksums"), blocks)
