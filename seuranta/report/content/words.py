"""The report's words: gettext catalogues read as translators write them, numbers and dates by CLDR."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from string import Formatter

from babel.dates import format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from seuranta.model import Period
from seuranta.report.blocks import Span, Text

SOURCE_LANGUAGE = "en"
_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_CLOSE_TO_NOTHING, _CLOSE_TO_ALL = 0.005, 0.995


@dataclass(frozen=True)
class Share:
    """A count among a count, as the table of indicators holds it."""

    numerator: int
    denominator: int


@dataclass(frozen=True)
class Words:
    """What the report says, in one language."""

    language: str
    catalogue: NullTranslations

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self.catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The message in the form that the count asks for."""
        return self.catalogue.ngettext(singular, plural, count)

    def pgettext(self, context: str, message: str) -> str:
        """The message in this language, where the same English words have several meanings."""
        return self.catalogue.pgettext(context, message)

    @property
    def locale(self) -> str:
        """The CLDR locale of numbers and dates."""
        return _LOCALES[self.language]

    def number(self, value: int) -> str:
        """A whole number: "1 234" in Finnish."""
        return str(format_decimal(value, locale=self.locale))

    def percent(self, share: Share) -> str:
        """A share as whole per cents; "100 %" means every one and "0 %" means none."""
        value = share.numerator / share.denominator
        if 0 < value < _CLOSE_TO_NOTHING:
            return "<" + str(format_percent(0.01, locale=self.locale))
        if _CLOSE_TO_ALL <= value < 1:
            return ">" + str(format_percent(0.99, locale=self.locale))
        return str(format_percent(value, locale=self.locale))

    def share(self, share: Share) -> str:
        """A share with what it was counted from: "17/63 (27 %)"; "0/0" has no per cents."""
        counts = f"{self.number(share.numerator)}/{self.number(share.denominator)}"
        return f"{counts} ({self.percent(share)})" if share.denominator else counts

    def interval(self, low: float, high: float) -> str:
        """An interval of shares in whole per cents: "64–99 %"."""
        return f"{round(100 * low)}–{format_percent(high, locale=self.locale)}"

    def decimal(self, value: float) -> str:
        """A number with two decimals, as the language writes them."""
        return str(format_decimal(value, format="0.00", locale=self.locale))

    def month(self, period: Period) -> str:
        """A period in words: "syyskuu 2022"."""
        return str(format_skeleton("yMMMM", date(period.year, period.month, 1), locale=self.locale))

    def listing(self, pieces: Sequence[str | Span | Text]) -> Text:
        """Pieces as an enumeration: "a, b and c"."""
        template = str(format_list([f"{{p{index}}}" for index in range(len(pieces))], locale=self.locale))
        return fill(template, **{f"p{index}": piece for index, piece in enumerate(pieces)})


def fill(template: str, **pieces: str | Span | Text) -> Text:
    """A sentence with its blanks filled in; a piece is data, whatever characters it holds.

    Args:
        template: a translated sentence with names in braces.
        pieces: what stands in each blank.

    Raises:
        KeyError: the sentence has a blank that no piece fills.
    """
    spans: list[Span] = []
    for words, name, _, _ in Formatter().parse(template):
        spans.append(Span(words))
        if name is not None:
            piece = pieces[name]
            spans += [Span(piece)] if isinstance(piece, str) else _spans(piece)
    return merged(spans)


def merged(spans: Sequence[Span]) -> Text:
    """The spans without empty ones, and neighbours of plain words as one."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if last is not None and _is_plain(last) and _is_plain(span):
            result[-1] = Span(last.text + span.text)
        elif span.text:
            result.append(span)
    return tuple(result)


def _spans(piece: Span | Text) -> list[Span]:
    return [piece] if isinstance(piece, Span) else list(piece)


def _is_plain(span: Span) -> bool:
    return span == Span(span.text)


@lru_cache
def words_in(language: str) -> Words:
    """The words of a language, read from its catalogue once.

    Raises:
        FileNotFoundError: the package has no catalogue for the language.
    """
    if language == SOURCE_LANGUAGE:
        return Words(language, NullTranslations())
    path = files("seuranta.report.content") / "locale" / language / "LC_MESSAGES" / "seuranta.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Words(language, GNUTranslations(compiled))
