"""Writes docs/reference/codebook.<language>.md from tests/spec/codebook.toml, whose examples are tested."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seuranta.model import LANGUAGES
from seuranta.report.content.vocabulary import blocker_words, status_meanings, status_words
from seuranta.report.content.words import words_in

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "tests" / "spec" / "codebook.toml"


def page_of(language: str) -> Path:
    """Where the page of a language stands."""
    return ROOT / "docs" / "reference" / f"codebook.{language}.md"


def codebook_reference(language: str) -> str:
    """The page: every status with what it says, every rule with its examples in that language."""
    book = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    words = book["words"][language]
    lines = [f"# {words['title']}", "", words["intro"], "", f"## {words['statuses']}", ""]
    lines += [f"| {words['status']} | {words['code']} | {words['says']} |", "|---|---|---|"]
    names, meanings = status_words(words_in(language)), status_meanings(words_in(language))
    lines += [f"| {name} | `{code}` | {meanings[code]} |" for code, name in names.items()]
    lines += ["", f"## {words['rules']}"]
    for number, rule in enumerate(book["rule"], start=1):
        lines += ["", f"{number}. {rule[language]}", ""]
        lines += [f"   | {words['text']} | {words['read']} |", "   |---|---|"]
        lines += [
            f"   | {_example(example, words)} | {_answer(example, words, language)} |"
            for example in rule["examples"]
            if example["language"] == language
        ]
    return "\n".join(lines) + "\n"


def _example(example: Mapping[str, Any], words: Mapping[str, str]) -> str:
    item = f" ({words['item']}: {example['item']})" if "item" in example else ""
    return f"{example['text']}{item}"


def _answer(example: Mapping[str, Any], words: Mapping[str, str], language: str) -> str:
    if example.get("is_doubtful"):
        return words["doubtful"]
    translated = words_in(language)
    parts = [status_words(translated)[example["status"]]]
    parts += [blocker_words(translated)[example["blocker"]]] if "blocker" in example else []
    parts += [str(example["as_of_year"])] if "as_of_year" in example else []
    return ", ".join(parts)


if __name__ == "__main__":
    for each in LANGUAGES:
        page_of(each).write_text(codebook_reference(each), encoding="utf-8")
        print(f"wrote {page_of(each).name}")
