"""The lines that `classify` is given: one JSON object a line, checked field by field."""

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from seuranta.errors import UsageError
from seuranta.model import Period

_HINT = 'write {"id": "1", "item": "Verkkokauppa", "text": "Valmis.", "language": "fi", "period": "2022-09"}'
_YEAR_DIGITS = 4


@dataclass(frozen=True)
class Statement:
    """What a line says: an action, what was written of it, and when."""

    id: Any  # any JSON value that is no list or object
    item: str
    text: str
    language: str
    year: int


def statement(line: bytes, *, where: str) -> Statement:
    """Read one line.

    Args:
        line: the line's bytes, UTF-8 without a byte order mark.
        where: the file and line, for messages.

    Raises:
        UsageError: it is no JSON object, or a value is absent or of the wrong form.
    """
    entry = _json_object(line, where)
    missing = [key for key in ("id", "text", "language", "period") if key not in entry]
    if missing:
        raise UsageError(f"expected {', '.join(missing)}, found none", where=where, hint=_HINT)
    if isinstance(entry["id"], (dict, list)):
        raise _wrong("id", "a text or a number", entry, where)
    if not isinstance(entry["language"], str):
        raise _wrong("language", "a language code", entry, where)
    return Statement(
        id=entry["id"],
        item=_words(entry, "item", where),
        text=_words(entry, "text", where),
        language=entry["language"].lower(),
        year=_year(entry, where),
    )


def _json_object(line: bytes, where: str) -> dict[str, Any]:
    try:
        entry = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        found = f"{error.reason} at byte {error.start}"
        raise UsageError(f"expected UTF-8, found {found}", where=where, hint="save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"expected a JSON object, found {error}", where=where, hint=_HINT) from error
    if not isinstance(entry, dict):
        raise UsageError(f"expected a JSON object, found {entry!r}", where=where, hint=_HINT)
    return entry


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name}, which is not JSON")


def _words(entry: dict[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(key, "a text or null", entry, where)
    return value


def _year(entry: dict[str, Any], where: str) -> int:
    written = entry["period"]
    if isinstance(written, str) or (isinstance(written, int) and not isinstance(written, bool)):
        digits = str(written)
        if len(digits) == _YEAR_DIGITS and digits.isascii() and digits.isdigit():
            return int(digits)
        try:
            return Period.parse(digits).year
        except ValueError:
            pass
    raise _wrong("period", "YYYY-MM or YYYY", entry, where)


def _wrong(key: str, expected: str, entry: dict[str, Any], where: str) -> UsageError:
    return UsageError(f"expected {expected} for {key!r}, found {entry[key]!r}", where=where, hint=_HINT)
