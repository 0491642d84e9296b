"""What a form says of itself on its hidden sheet, so that it is read back without a guess."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

MARK, VERSION = "seuranta-form", "1"
MARK_SHEET = "_seuranta"
FILLED_IN = ("status", "happened", "next_step", "new_plan")
"""The columns that people write into, by their codes."""

ROLES = ("problem", "goal", "origin", "benefit", "beneficiary", "impact", "cost_class", "level", "owner")
"""The columns of `tables.ACTIONS` that an action takes along to the next period."""

_HEAD = ("programme", "period", "former_period", "language", "sheet")


@dataclass(frozen=True)
class FormAction:
    """An action that the form asks about, as it stood in the period before.

    Args:
        action_id: its stable id.
        kind: a `model.Kind`.
        label: how people point at it.
        name: as written.
        theme_id: "" for none.
        theme_heading: "" for none.
        planned_years: "2025 2026"; "" for none.
        markers: as in `tables.ACTIONS`.
        tags: as in `tables.ACTIONS`.
        party: who is asked about it.
        roles: its columns `ROLES`; one that the document did not have is absent.
        extra: its other columns, by their titles.
    """

    action_id: str
    kind: str
    label: str
    name: str
    theme_id: str
    theme_heading: str
    planned_years: str
    markers: str
    tags: str
    party: str
    roles: Mapping[str, str]
    extra: Mapping[str, str]


_OWN = tuple(field.name for field in fields(FormAction) if field.name not in {"roles", "extra"})


@dataclass(frozen=True)
class FormMark:
    """What a form is and what it asks.

    Args:
        programme: its folder name.
        period: the period that the answers are for; "" where the form was made for whichever comes next.
        former_period: the period whose actions it asks about.
        language: of its words; "" for several.
        sheet: the name of the sheet to fill in.
        titles: the title of each column, by its code.
        statuses: the code of each status, by every word for it that is taken.
        parties: everybody who was asked in this round, and about how many actions.
        actions: what this form asks about.
    """

    programme: str
    period: str
    former_period: str
    language: str
    sheet: str
    titles: Mapping[str, str]
    statuses: Mapping[str, str]
    parties: Mapping[str, int]
    actions: tuple[FormAction, ...]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The cells of the hidden sheet; `of_rows` makes the same mark of them."""
        yield MARK, VERSION
        for name in _HEAD:
            yield name, getattr(self, name)
        yield from (("column", code, title) for code, title in self.titles.items())
        yield from (("status", code, word) for word, code in self.statuses.items())
        yield from (("party", str(count), name) for name, count in self.parties.items())
        yield "action", *_OWN, *ROLES
        for action in self.actions:
            # A colon tells a blank cell from a column that was not there at all.
            roles = (f":{action.roles[role]}" if role in action.roles else "" for role in ROLES)
            yield "action", *(getattr(action, name) for name in _OWN), *roles
        for action in self.actions:
            yield from (("extra", action.action_id, title, text) for title, text in action.extra.items())

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[str]]) -> Self:
        """The mark that the rows of the hidden sheet hold.

        Args:
            rows: the texts of each row, blanks at its end or none.

        Raises:
            ValueError: they are no rows of this version.
        """
        if not rows or [*rows[0], ""][:2] != [MARK, VERSION]:
            raise ValueError(f"its version is not {VERSION}")
        told = [[*row, *[""] * (1 + len(_OWN) + len(ROLES) - len(row))] for row in rows[1:]]
        head = {row[0]: row[1] for row in told if row[0] in _HEAD}
        if missing := sorted(set(_HEAD) - set(head)):
            raise ValueError(f"it does not say its {', '.join(missing)}")
        extra: dict[str, dict[str, str]] = {}
        for _, action_id, title, text, *_ in (row for row in told if row[0] == "extra"):
            extra.setdefault(action_id, {})[title] = text
        return cls(
            **head,
            titles={row[1]: row[2] for row in told if row[0] == "column"},
            statuses={row[2]: row[1] for row in told if row[0] == "status"},
            parties={row[2]: int(row[1]) for row in told if row[0] == "party"},
            actions=tuple(_action(row[1:], extra) for row in told if row[0] == "action")[1:],
        )


def _action(cells: Sequence[str], extra: Mapping[str, Mapping[str, str]]) -> FormAction:
    own = dict(zip(_OWN, cells, strict=False))
    roles = dict(zip(ROLES, cells[len(_OWN) :], strict=False))
    found = {name: text[1:] for name, text in roles.items() if text}
    return FormAction(**own, roles=found, extra=extra.get(own["action_id"], {}))
