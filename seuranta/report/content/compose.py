"""From tables to reports: the sections in order, in every language, with the same numbers by construction."""

from collections.abc import Sequence

from seuranta.errors import StepFailedError
from seuranta.report.blocks import Report, Section
from seuranta.report.content.edition import Edition
from seuranta.report.content.labels import renderer_labels
from seuranta.report.content.material import Material
from seuranta.report.content.sections import roadmap
from seuranta.report.content.sections.actions import actions_section
from seuranta.report.content.sections.attention import attention_section
from seuranta.report.content.sections.changes import changes_section
from seuranta.report.content.sections.enablers import enablers_section
from seuranta.report.content.sections.method import method_section
from seuranta.report.content.sections.quality import quality_section
from seuranta.report.content.sections.summary import summary_section
from seuranta.report.content.sections.themes import themes_section
from seuranta.report.content.words import words_in
from seuranta.report.payload import ReportSet

__all__ = ["Material", "compose_reports"]


def compose_reports(material: Material, languages: Sequence[str]) -> ReportSet:
    """Write the report of one programme and period.

    Args:
        material: the tables.
        languages: ISO 639-1 codes, the reader's first.

    Returns:
        One report a language. A section is absent where the material has nothing for it.

    Raises:
        StepFailedError: the tables do not fit together, for example an indicator is missing.
    """
    return ReportSet({language: _report(Edition(material, words_in(language))) for language in languages})


def _report(edition: Edition) -> Report:
    _, material = edition.words.gettext, edition.material
    name = edition.local(material.programme.name).text
    month = edition.words.month(material.period)
    if material.is_roadmap:
        title = _("{programme}: overview of the measures").format(programme=name)
        description = _("What {programme} plans, why and for whom.").format(programme=name)
    else:
        title = _("{programme}: follow-up report").format(programme=name)
        description = _("How the actions of {programme} have progressed. Reporting period: {month}.").format(
            programme=name, month=month
        )
    return Report(
        language=edition.language,
        title=title,
        subtitle=_("Reporting period: {month}").format(month=month),
        organisation=edition.local(material.programme.organisation).text,
        period=str(material.period),
        description=description,
        accent_colour=material.programme.accent_colour,
        labels=renderer_labels(edition.words),
        sections=tuple(_sections(edition)),
    )


def _sections(edition: Edition) -> list[Section]:
    material = edition.material
    if material.is_roadmap:
        sections = [
            roadmap.summary_section(edition),
            changes_section(edition),
            roadmap.themes_section(edition),
            roadmap.actions_section(edition),
        ]
    elif material.read:
        sections = [
            summary_section(edition),
            changes_section(edition),
            themes_section(edition),
            attention_section(edition),
            actions_section(edition),
        ]
    elif material.followed:
        raise StepFailedError(
            f"expected readings of {len(material.followed)} actions that have status texts, found none",
            hint="run 10_ingest again: it reads the statuses",
        )
    else:
        sections = [summary_section(edition)]
    if material.enablers:
        sections.append(enablers_section(edition))
    return [*sections, quality_section(edition), method_section(edition)]
