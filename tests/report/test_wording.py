"""Changed words of a status text: marked, and said in words, in every form of the report."""

import dataclasses

from seuranta.report.blocks import Paragraph, Section, Span, to_json
from seuranta.report.content.wording import differences, is_reworded
from seuranta.report.content.words import words_in
from seuranta.report.html.page import render_fragment
from seuranta.report.paging import Targets
from seuranta.report.pdf.prose import spans_of
from tests.report.kuvala import HOSTILE
from tests.report.sample_report import sample_report

THEN = "Digitukea annettu kirjastoissa vuonna 2022."
NOW = "Digitukea annettu kirjastoissa ja asukastuvilla vuonna 2023."


def said(then: str, now: str, language: str = "fi") -> str:
    return "".join(span.text for span in differences(then, now, words_in(language), None)).strip()


def test_every_change_is_said_in_words() -> None:
    assert said(THEN, NOW) == (
        "Digitukea annettu kirjastoissa [lisätty: ja asukastuvilla]"
        " vuonna [poistettu: 2022.] [lisätty: 2023.]"
    )


def test_what_is_not_removed_is_the_text_of_now_and_what_is_not_added_that_of_then() -> None:
    spans = differences(THEN, NOW, words_in("en"), "fi")
    marks = {"[added: ", "[removed: ", "] "}

    def without(change: str) -> str:
        kept = [span.text.strip() for span in spans if span.change != change and span.text not in marks]
        return " ".join(
            text for text in kept if text not in {"[added:", "[removed:", "]", "] [removed:", "] [added:"}
        )

    assert without("deleted") == NOW
    assert without("inserted") == THEN


def test_another_text_altogether_is_not_shown_word_by_word() -> None:
    assert is_reworded(THEN, NOW)
    assert not is_reworded(THEN, "Otettu käyttöön.")
    assert not is_reworded(THEN, f"  {THEN}")


def test_html_marks_them_as_ins_and_del_and_keeps_every_word_as_text() -> None:
    text = differences(f"a b c {HOSTILE}", f"a b c d {HOSTILE}", words_in("en"), None)
    report = dataclasses.replace(sample_report(), sections=(Section("only", "Title", (Paragraph(text),)),))

    page = render_fragment(to_json(report))

    assert "[added: <ins>d</ins>]" in page
    assert "<script>alert" not in page


def test_the_pdf_gets_the_mark_with_the_words() -> None:
    span = dataclasses.asdict(Span("2022", change="deleted"))

    (shown,) = spans_of([span], 100, 10, Targets(()))

    assert (shown["text"], shown["change"]) == ("2022", "deleted")
