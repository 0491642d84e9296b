"""A report in one language: its material, its words, and the pieces that every section is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from seuranta.config import LocalName
from seuranta.model import Tier
from seuranta.report.blocks import Cell, Column, Span, Text, text
from seuranta.report.content.material import UNASSIGNED, Item, Material, Reading, Source
from seuranta.report.content.vocabulary import Noun, blocker_words, status_words
from seuranta.report.content.words import Share, Words, fill, merged

NAMED_IN_A_SENTENCE = 8


@dataclass(frozen=True)
class Edition:
    """The material of a report in one of its languages."""

    material: Material
    words: Words

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.words.language

    @cached_property
    def noun(self) -> Noun:
        """What the followed-up actions are called."""
        return Noun(self.material.kind, self.words)

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """The statuses in words, in order."""
        return status_words(self.words)

    @cached_property
    def blockers(self) -> Mapping[str, str]:
        """The blockers in words."""
        return blocker_words(self.words)

    def share(self, indicator: str, basis: str, *, theme: str | None = None, category: str = "") -> str:
        """An indicator as "17/63 (27 %)"."""
        return self.words.share(self.material.numbers.share(indicator, basis, theme=theme, category=category))

    def share_of_group(self, indicator: str, dimension: str, group: str) -> str:
        """An indicator of a member of any dimension, as "17/63 (27 %)"."""
        return self.words.share(self.material.numbers.of_group(indicator, "all", dimension, group))

    def count(self, indicator: str, basis: str, *, theme: str | None = None, category: str = "") -> int:
        """The numerator of an indicator."""
        return self.material.numbers.share(indicator, basis, theme=theme, category=category).numerator

    def share_cell(self, share: Share, facets: Mapping[str, str] | None = None) -> Cell:
        """A share in a table, sorted by its size, as a link to the actions that the facets leave."""
        size = share.numerator / share.denominator if share.denominator else 0.0
        shown = self._counted(self.words.share(share), share.numerator, facets)
        return Cell(text(shown), sort=f"{size:.4g}")

    def number_cell(self, value: int, facets: Mapping[str, str] | None = None) -> Cell:
        """A count in a table, as a link to the actions that the facets leave."""
        return Cell(text(self._counted(self.words.number(value), value, facets)), sort=str(value))

    def _counted(self, words: str, count: int, facets: Mapping[str, str] | None) -> Span:
        """A number that leads to what it counts; one that counts nothing leads nowhere."""
        return Span(words, target="#actions", filter=urlencode(facets)) if count and facets else Span(words)

    def local(self, name: LocalName) -> Span:
        """A name of the programme, marked with its language when it has none in the report's."""
        if self.language in name.by_language:
            return Span(name.by_language[self.language])
        language, wording = next(iter(name.by_language.items()))
        return Span(wording, language=language)

    def theme(self, theme_id: str) -> Span:
        """A theme's name: the programme's, else the heading in the document."""
        known = self.material.theme(theme_id)
        if known is not None:
            return self.local(known.name)
        if theme_id == UNASSIGNED:
            return Span(self.words.gettext("No theme"))
        first = next(item for item in self.material.followed if item.theme_id == theme_id)
        return first.span(first.theme_heading or theme_id, self.language)

    def status(self, item: Item, reading: Reading) -> Cell:
        """An item's status as symbol and word, with a doubt in words."""
        word = self.statuses[reading.status]
        if reading.tier == Tier.DOUBTFUL:
            word = self.words.gettext("{status} (doubtful)").format(status=word)
        return Cell(text(word), status=reading.status, sort=str(list(self.statuses).index(reading.status)))

    def suggestion(self, reading: Reading) -> str:
        """What another model suggests on a doubtful text; empty where none does."""
        if reading.suggested_status is None:
            return ""
        return self.words.gettext("Suggested by {model}: {status}").format(
            model=reading.suggested_by, status=self.statuses[reading.suggested_status]
        )

    def name(self, item: Item) -> Cell:
        """An item's name as a link to its row among all actions."""
        return Cell(text(item.name_link(self.language)))

    def written(self, item: Item) -> Cell:
        """The status text as written."""
        return Cell(text(item.span(item.status_text or "", self.language)))

    def quotes(self, item: Item, pieces: Iterable[str]) -> Text:
        """Words of the status text in quotation marks, one after another."""
        spans: list[Span] = []
        for piece in filter(None, pieces):
            quoted = self.words.gettext("“{words}”").format(words=piece)
            spans += [Span(" · " if spans else ""), item.span(quoted, self.language)]
        return merged(spans) or text("–")

    def plan(self, item: Item) -> Cell:
        """The planned years, as a span of years when none is left out."""
        years = item.planned_years
        if not years:
            return Cell(text("–"), sort="")
        is_span = len(years) > 1 and len(years) == years[-1] - years[0] + 1
        shown = f"{years[0]}–{years[-1]}" if is_span else ", ".join(map(str, years))
        return Cell(text(shown), sort=f"{years[-1]}{years[0]}")

    def label(self, item: Item) -> Cell:
        """An item's label, sorted by its place in the documents."""
        return Cell(text(item.label), sort=str(self.order[item.id]))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each item in the documents."""
        return {item.id: index for index, item in enumerate(self.material.items)}

    def place(self, item: Item) -> str:
        """Where the item stands in its file, in as few words as will find it."""
        place = self.place_of(item.source)
        hidden = self.words.gettext("{place} (hidden)")
        return hidden.format(place=place) if item.is_hidden else place

    def place_of(self, source: Source) -> str:
        """The place within a file, in as few words as will find it."""
        _ = self.words.gettext
        row = _("table {table}, row {row}").format(table=source.table or "–", row=source.row or "–")
        if source.page is not None:
            return _("page {page}, {row}").format(page=source.page, row=row)
        if source.slide is not None:
            return _("slide {slide}, {row}").format(slide=source.slide, row=row)
        if source.sheet is not None and source.address is not None:
            return _("sheet {sheet}, cell {cell}").format(sheet=source.sheet, cell=source.address)
        return row if source.line is None else _("line {line}").format(line=source.line)

    def links(self, items: Sequence[Item]) -> Text:
        """The items by their labels, as many as a sentence can bear."""
        shown: list[str | Span] = [item.link() for item in items[:NAMED_IN_A_SENTENCE]]
        if len(items) > NAMED_IN_A_SENTENCE:
            more = len(items) - NAMED_IN_A_SENTENCE
            shown.append(
                self.words.ngettext("{count} more", "{count} more", more).format(
                    count=self.words.number(more)
                )
            )
        return self.words.listing(shown)

    @property
    def head(self) -> tuple[Column, Column]:
        """The first two columns of every list of items."""
        return (
            Column(self.words.pgettext("column", "No."), "label", "label"),
            Column(self.noun.heading, "name", "name"),
        )

    def say(self, message: str, **pieces: str | Span | Text) -> Text:
        """A translated sentence with its blanks filled in."""
        return fill(message, **pieces)


def with_status(pairs: Iterable[tuple[Item, Reading]], status: str) -> list[Item]:
    """The items with the status."""
    return [item for item, reading in pairs if reading.status == status]
