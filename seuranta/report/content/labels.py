"""The words that renderers put around a report."""

from seuranta.report.content.words import Words


def renderer_labels(words: Words) -> dict[str, str]:
    """The words of `blocks.LABELS`, which renderers put around a report."""
    _ = words.gettext
    return {
        "contents": _("Contents"),
        "skip_to_content": _("Skip to the contents"),
        "dark_colours": _("Dark colours"),
        "page": _("Page"),
        "page_of": words.pgettext("page 1 of 2", "of"),
        "data_as_table": _("The figures as a table"),
        "filter": _("Filter the rows"),
        "search": _("Search the text"),
        "all": words.pgettext("filter", "All"),
        "clear_filters": _("Clear the filters"),
        "rows_shown": _("{shown} of {total} rows shown"),
        "no_rows": _("No row matches. Clear a filter to see more."),
        "sort_by": _("Sort by {column}"),
        "link_to_row": _("Link to {row}"),
        "copied": _("The link has been copied"),
        "grounds": _("What the status rests on"),
        "planned_year": _("planned"),
        "not_planned_year": _("not planned"),
        "whole_report": _("The whole report, with every action and what each number rests on"),
        "total": _("Total"),
    }
