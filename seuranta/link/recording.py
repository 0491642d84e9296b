"""Keeping what people confirm: `register.csv`, whole and under the programme's lock."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from seuranta.identity.register import Relation, parse_register, register_csv, with_rows, without
from seuranta.link.questions import Answer, register_rows
from seuranta.store.files import write_whole
from seuranta.store.layout import Layout
from seuranta.store.locks import locked
from seuranta.store.workspace import decided_text


def record(layout: Layout, slug: str, answers: Sequence[Answer], *, by: str, on: str) -> None:
    """Write answers into the programme's register at once, beside what others have written meanwhile.

    An action that turns out to be one of before gives up the id that it had till then: what the other answers
    and the register say of that id is said of the other one.

    Args:
        layout: the installation.
        slug: the programme.
        answers: all that the person has said since the questions were asked; twice is as good as once.
        by: who it is.
        on: the day, `YYYY-MM-DD`.

    Raises:
        ConfigurationError: the file as it is cannot be followed, or an answer contradicts it; nothing was
            written.
    """
    rows = pd.concat([register_rows(answer, by=by, on=on) for answer in answers])
    given_up = {
        answer.question.action_id: answer.of[0].id
        for answer in answers
        if answer.relation == Relation.SAME and not answer.question.other_programme
    }

    def add(register: pd.DataFrame) -> pd.DataFrame:
        return _renumbered(with_rows(register, rows), given_up)

    _rewrite(layout, slug, add)


def forget(layout: Layout, slug: str, answer: Answer) -> None:
    """Take an answer back.

    Args:
        layout: the installation.
        slug: the programme.
        answer: as it was given.
    """
    rows = register_rows(answer, by="-", on="-")
    _rewrite(layout, slug, lambda register: without(register, rows))


def _renumbered(register: pd.DataFrame, given_up: Mapping[str, str]) -> pd.DataFrame:
    """The register with the lasting id in place of each that was given up."""

    def lasting(action_id: str) -> str:
        seen = {action_id}
        while (after := given_up.get(action_id)) and after not in seen:
            action_id = after
            seen.add(after)
        return action_id

    is_own = register["other_programme"].eq("")
    other = register["other_id"].where(~is_own, register["other_id"].map(lasting))
    return register.assign(action_id=register["action_id"].map(lasting), other_id=other)


def _rewrite(layout: Layout, slug: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    path = layout.programme_folder(slug) / "register.csv"
    with locked(layout.lock_file(f"{slug}--register"), what=f"the register of {slug}", wait=True):
        register = parse_register(decided_text(path), where=path.name)
        text = register_csv(change(register))
        parse_register(text, where=f"{path.name} as it would be")
        write_whole(path, text.encode("utf-8"))
