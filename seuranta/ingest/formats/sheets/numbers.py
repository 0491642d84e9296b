"""What a person sees in a cell that holds a number: the number format of a spreadsheet, carried out.

Carried out is what decides how a cell is read: years, periods, dates, percentages, leading zeros, words
around a number or in its place. Thousands separators and the names of months depend on the settings of
whoever opens the document, and are left out.
"""

import operator
import re
from datetime import datetime, timedelta
from itertools import groupby

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*].|(?P<code>.)', re.DOTALL
)
_CONDITION = re.compile(r"(=|<>|<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)")
_COMPARISONS = {
    "=": operator.eq,
    "<>": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_GENERAL = re.compile("General|@", re.IGNORECASE)
_DIGITS = re.compile(r"(?P<whole>[#0?]+)(?:\.(?P<fraction>[#0?]*))?")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_FALSE_LEAP_DAY = 60  # Excel counts a 29 February 1900, which never was
_DAYS = 2_958_466  # to the end of the year 9999
_SECONDS_A_DAY = 86_400
_NAMED = 3  # "mmm" and "ddd" are names, "m" and "dd" numbers
_EXACT = 1e15  # whole numbers below are stored to the last digit


def plain_number(value: float) -> str:
    """A number without a format of its own: 2024.0 is "2024", 0.1 + 0.2 is "0.3"."""
    is_whole = abs(value) < _EXACT and value == int(value)
    return str(int(value)) if is_whole else f"{value:.15g}"


def date_text(moment: datetime) -> str:
    """A moment as "2021-03-15", with the time of day where it has one: "2021-03-15 14:30"."""
    has_time = (moment.hour, moment.minute, moment.second) != (0, 0, 0)
    return moment.isoformat(" ", "minutes") if has_time else moment.date().isoformat()


def shown(value: float, number_format: str, *, is_1904: bool = False) -> str:
    """The text that a number makes under its number format.

    Args:
        value: the number as stored; a date is a count of days.
        number_format: as spreadsheets write it: `0 %`, `mm/yyyy`, `[=1]"x";;`, `General`.
        is_1904: whether days are counted from 1904, as old Macs did.
    """
    tokens, value = _section(value, number_format)
    if not tokens:
        return plain_number(value) if value else ""
    if any(_ELAPSED.fullmatch(token["bracket"] or "") for token in tokens):
        return _duration(value)
    codes = _codes(tokens)
    if not _GENERAL.search(codes) and re.search("[ymdhs]", codes, re.IGNORECASE):
        return _date(value, tokens, _EPOCH_1904 if is_1904 else _EPOCH)
    return _number(value, tokens)


def _section(value: float, number_format: str) -> tuple[list[re.Match[str]], float]:
    """The part of the format that holds for the value, and the value as that part writes it."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(number_format):
        if token["code"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    conditions = [_condition(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _COMPARISONS[condition[1]](value, float(condition[2])):
                return section, value
        return [], 0
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    is_zero_section = value == 0 and len(sections) > 2  # noqa: PLR2004  # positive; negative; zero
    return sections[2 if is_zero_section else 0], value


def _condition(section: list[re.Match[str]]) -> re.Match[str] | None:
    found = (_CONDITION.fullmatch(token["bracket"]) for token in section if token["bracket"])
    return next((condition for condition in found if condition), None)


def _codes(tokens: list[re.Match[str]]) -> str:
    return "".join(token["code"] or "" for token in tokens)


def _words(tokens: list[re.Match[str]]) -> str:
    """What the tokens put beside a number, or in its place."""
    currencies = (_CURRENCY.match(token["bracket"] or "") for token in tokens)
    return "".join(
        token["quoted"] or token["escaped"] or token["code"] or (currency[1] if currency else "")
        for token, currency in zip(tokens, currencies, strict=True)
    )


def _number(value: float, tokens: list[re.Match[str]]) -> str:
    places = [index for index, token in enumerate(tokens) if token["code"] and token["code"] in "#0?"]
    if not places:
        return _GENERAL.sub(plain_number(value), _words(tokens))
    first, end = places[0], places[-1] + 1
    before, after = _words(tokens[:first]), _words(tokens[end:])
    digits = _DIGITS.fullmatch(_words(tokens[first:end]).replace(",", ""))
    if digits is None or after.startswith(","):  # a fraction, a power of ten, thousands left out
        return plain_number(value)
    if "%" in before + after:
        value, before, after = value * 100, before.replace("%", "% "), after.replace("%", " %")
    optional, needed = digits["fraction"] or "", (digits["fraction"] or "").count("0")
    whole, _, fraction = f"{value:.{len(optional)}f}".partition(".")
    fraction = fraction[:needed] + fraction[needed:].rstrip("0")
    return before + whole.zfill(digits["whole"].count("0")) + ("." if fraction else "") + fraction + after


def _date(value: float, tokens: list[re.Match[str]], epoch: datetime) -> str:
    """A whole date as ISO has it, whatever its order; a year or month alone as the format shows it."""
    if not 0 <= value < _DAYS:
        return plain_number(value)
    is_before_leap_day = epoch == _EPOCH and value < _FALSE_LEAP_DAY
    seconds = round((value + is_before_leap_day) * _SECONDS_A_DAY)
    moment = epoch + timedelta(seconds=seconds)
    parts = _date_parts(tokens)
    letters = {part[0] for part, is_code in parts if is_code}
    if letters & {"h", "s"} and not letters & {"y", "d"}:
        return moment.time().isoformat("seconds" if "s" in letters else "minutes")
    if letters == {"y", "m"} and any(part.startswith("mmm") for part, _ in parts):
        return f"{moment:%m}/{moment.year}"
    is_named = any(is_code and part[0] in "md" and len(part) >= _NAMED for part, is_code in parts)
    if is_named or letters & {"h", "s"} or letters >= {"y", "m", "d"}:
        return date_text(moment)
    numbers = {"y": moment.year, "m": moment.month, "d": moment.day}
    return "".join(
        f"{numbers[part[0]]:0{len(part)}}" if is_code and part[0] in numbers else part
        for part, is_code in parts
    )


def _date_parts(tokens: list[re.Match[str]]) -> list[tuple[str, bool]]:
    """Runs of one letter, and whether they stand for a part of the date rather than for themselves."""
    letters = [
        ((token["code"] or "").lower(), True)
        if (token["code"] or "").lower() in {"y", "m", "d", "h", "s"}
        else (_words([token]), False)
        for token in tokens
    ]
    return [("".join(part for part, _ in run), key[1]) for key, run in groupby(letters)]


def _duration(value: float) -> str:
    minutes = round(value * 24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"
