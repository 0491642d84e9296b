"""Verbs: the forms of each, by language, and what they say for each kind of verb."""

from collections.abc import Callable

from seuranta.classify.verbs.english import english_forms
from seuranta.classify.verbs.finnish import finnish_forms
from seuranta.classify.verbs.forms import Form, Forms
from seuranta.classify.verbs.kinds import KINDS, Kind, Sense
from seuranta.classify.verbs.swedish import swedish_forms

CONJUGATIONS: dict[str, Callable[[str], Forms]] = {
    "fi": finnish_forms,
    "sv": swedish_forms,
    "en": english_forms,
}
"""By language: the forms that follow from a verb as the lexicon writes it."""

__all__ = ["CONJUGATIONS", "KINDS", "Form", "Forms", "Kind", "Sense"]
