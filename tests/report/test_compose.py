"""What a report says: the totals add up, every language says the same, and every action is there once."""

import dataclasses
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from seuranta.config import parse_programme
from seuranta.errors import StepFailedError
from seuranta.indicators import compute_indicators
from seuranta.ingest.documents import read_documents
from seuranta.ingest.frames import actions_table, documents_table
from seuranta.model import Period, Status
from seuranta.report.blocks import LABELS, Figure, KeyFigures, Paragraph, Report, Section, Table, tables_of
from seuranta.report.content.compose import Material, compose_reports
from seuranta.report.content.sections.actions import NONE
from seuranta.tables import CONTINUATIONS, EXPIRED_DECISIONS, FINDINGS, READINGS, RELIABILITY
from tests.report.kuvala import (
    HOSTILE,
    SILENT,
    action,
    definitions,
    figures_of,
    follow_up,
    grid,
    material,
    reading,
    roadmap,
    section,
    sections_of,
    spans_of,
    table,
    words,
)

LANGUAGES = ("fi", "sv", "en")
FOLLOW_UP = ["summary", "changes", "themes", "attention", "actions", "enablers", "quality", "method"]
ROADMAP = ["summary", "changes", "themes", "actions", "quality", "method"]
SPACE = "\N{NO-BREAK SPACE}"
DATA = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return dict(compose_reports(follow_up(), LANGUAGES).reports)


@pytest.fixture(scope="module")
def roadmaps() -> dict[str, Report]:
    return dict(compose_reports(roadmap(), LANGUAGES).reports)


@pytest.fixture(scope="module")
def porvoo_roadmap() -> Report:
    folder = DATA / "porvoo-digitiekartta"
    document = folder / "2024-01" / "digitiekartta-2024.txt"
    programme = parse_programme(
        folder.name, (folder / "programme.toml").read_text("utf-8"), where="programme.toml"
    )
    read = read_documents([(document.name, document.read_bytes())], period="2024-01")
    actions, readings, period = actions_table(read, programme), READINGS.empty(), Period(2024, 1)
    tables = Material(
        programme,
        period,
        documents_table(read),
        actions,
        readings,
        EXPIRED_DECISIONS.empty(),
        RELIABILITY.empty(),
        FINDINGS.empty(),
        compute_indicators(actions, readings, period),
        CONTINUATIONS.empty(),
        {},
    )
    return compose_reports(tables, ["sv"]).reports["sv"]


def lead(report: Report) -> str:
    return next(words(b.text) for b in section(report, "summary").blocks if isinstance(b, Paragraph))


def said(report: Report) -> str:
    return " ".join(span.text for span in spans_of(report))


def digits(report: Report) -> list[str]:
    """Every number of a report in order, from its words, tables, titles and alternative texts."""
    texts = [span.text for span in spans_of(report)]
    texts += [figure.title + figure.alt for figure in figures_of(report)]
    texts += [t.caption for t in tables_of(report.sections)]
    for found in sections_of(report.sections):
        for block in found.blocks:
            if isinstance(block, KeyFigures):
                texts += [block.sum_note, *(f"{f.value} {f.detail}" for f in block.items)]
    return sorted(
        number for text in texts for number in re.findall(r"\d+", re.sub(r"(?<=\d)[\s,](?=\d{3})", "", text))
    )


def test_a_follow_up_has_its_sections_in_order(reports: dict[str, Report]) -> None:
    assert [s.id for s in reports["fi"].sections] == FOLLOW_UP


def test_a_roadmap_has_no_section_for_what_nobody_has_reported(roadmaps: dict[str, Report]) -> None:
    assert [s.id for s in roadmaps["fi"].sections] == ROADMAP


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_counts_add_up_to_the_total(reports: dict[str, Report], language: str) -> None:
    figures = next(b for b in section(reports[language], "summary").blocks if isinstance(b, KeyFigures))

    assert sum(int(figure.value) for figure in figures.items) == 7
    assert figures.sum_note == "1 + 1 + 1 + 1 + 1 + 2 = 7"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_counts_adds_up_in_its_rows_and_columns(
    reports: dict[str, Report], language: str
) -> None:
    for table_id in ("figure_statuses_table", "figure_plan_table"):
        counts = [list(map(int, row[1:])) for row in grid(table(reports[language], table_id))]

        assert all(sum(row[:-1]) == row[-1] for row in counts)
        assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
        assert counts[-1][-1] == 7


def test_every_language_says_the_same_numbers(
    reports: dict[str, Report], roadmaps: dict[str, Report]
) -> None:
    for each in (reports, roadmaps):
        assert len(digits(each["fi"])) > 50
        assert digits(each["fi"]) == digits(each["sv"]) == digits(each["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_stands_once_and_in_the_order_of_the_documents(
    reports: dict[str, Report], roadmaps: dict[str, Report], language: str
) -> None:
    for found, tables in ((reports[language], follow_up()), (roadmaps[language], roadmap())):
        rows = [row.id for t in tables_of(section(found, "actions").blocks) for row in t.rows if row.id]

        assert rows == [item.id for item in tables.followed]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_place_that_exists_once(
    reports: dict[str, Report], roadmaps: dict[str, Report], language: str
) -> None:
    for found in (reports[language], roadmaps[language]):
        ids = Counter(s.id for s in sections_of(found.sections))
        ids.update(t.id for t in tables_of(found.sections))
        ids.update(figure.id for figure in figures_of(found))
        ids.update(row.id for t in tables_of(found.sections) for row in t.rows if row.id)
        figures = [b for s in sections_of(found.sections) for b in s.blocks if isinstance(b, KeyFigures)]
        targets = {span.target for span in spans_of(found) if span.target}
        targets |= {figure.target for block in figures for figure in block.items if figure.target}

        assert max(ids.values()) == 1
        assert {target.removeprefix("#") for target in targets} <= set(ids)


def test_every_row_has_a_cell_for_each_column(
    reports: dict[str, Report], roadmaps: dict[str, Report]
) -> None:
    for report in (*reports.values(), *roadmaps.values()):
        for found in tables_of(report.sections):
            assert {len(row.cells) for row in found.rows} <= {len(found.columns)}, found.id


def test_the_headline_says_what_is_done_and_the_next_sentence_the_rest(reports: dict[str, Report]) -> None:
    assert lead(reports["fi"]) == "7 käyttötapauksesta 1 on toteutunut ja 1 on käynnissä."
    assert lead(reports["sv"]) == "Av 7 användningsfall har 1 slutförts och 1 pågår."
    assert "Loput 5: odottaa 1, ei edistynyt 1, siirretty muualle 1, ei raportoitu 2." in said(reports["fi"])


def test_the_headline_shows_how_exact_it_is(reports: dict[str, Report]) -> None:
    """One reading in progress could also be completed, so one or two of the seven are."""
    assert "7 käyttötapauksesta on niistä riippuen toteutunut 1–2." in said(reports["fi"])


def test_completion_is_given_in_scope_and_of_all(reports: dict[str, Report]) -> None:
    assert "Completed of those in scope: 1/6 (17%); of all: 1/7 (14%)." in said(reports["en"])


def test_one_period_is_not_compared_with_anything(reports: dict[str, Report]) -> None:
    assert "There is no earlier period to compare with." in said(reports["en"])


def test_silence_that_is_due_is_told_from_silence_that_is_not(reports: dict[str, Report]) -> None:
    rows = grid(table(reports["fi"], "attention_unreported_table"))

    assert [(row[1], row[-1]) for row in rows] == [
        ("Tekstitys", "Suunniteltu aika ei ole alkanut"),
        ("Laskut", "Myöhässä"),
    ]
    assert f"1/6 (17{SPACE}%) niistä, joista tilannetieto olisi odotettavissa" in said(reports["fi"])


def test_a_doubtful_reading_shows_the_words_that_decided(reports: dict[str, Report]) -> None:
    (row,) = grid(table(reports["fi"], "attention_doubtful_table"))

    assert row == [
        "1.2",
        "Sähköinen arkisto*",
        "Käynnissä (epävarma)",
        "Toteutunut",
        "”Työ jatkuu vuonna 2022.”",
    ]


def test_a_blocked_action_shows_what_it_waits_for_in_its_own_words(reports: dict[str, Report]) -> None:
    (row,) = grid(table(reports["sv"], "attention_blocked_table"))
    quote = table(reports["sv"], "attention_blocked_table").rows[0].cells[3].text[0]

    assert row[2:4] == ["Finansiering", "”Odottaa rahoitusta”"]
    assert quote.language == "fi"


def test_status_texts_stay_in_their_language_and_say_which(reports: dict[str, Report]) -> None:
    found = table(reports["sv"], "actions_table_1")
    text = found.rows[0].cells[[c.key for c in found.columns].index("text")].text[0]

    assert (text.text, text.language) == ("Otettu käyttöön 2021.", "fi")
    assert table(reports["fi"], "actions_table_1").rows[0].cells[-2].text[0].language is None


def test_the_year_grid_holds_the_programme_and_says_its_marks_in_words(reports: dict[str, Report]) -> None:
    found = table(reports["en"], "actions_table_1")
    years = [column.title for column in found.columns if column.kind == "year"]

    assert years == ["2020", "2021", "2022", "2023"]
    assert [(c.is_marked, words(c)) for c in found.rows[2].cells[2:4]] == [
        (True, "2020: planned"),
        (False, "2021: not planned"),
    ]


def test_a_mark_that_nobody_explains_is_kept_and_not_explained(reports: dict[str, Report]) -> None:
    assert "Sähköinen arkisto*" in said(reports["fi"])
    assert "Asiakirja ei kerro, mitä merkki tarkoittaa." in said(reports["fi"])


def test_a_filter_is_the_same_for_every_table_of_actions(reports: dict[str, Report]) -> None:
    tables = tables_of(section(reports["fi"], "actions").blocks)

    assert [facet.key for facet in tables[0].facets] == [
        *("status", "theme", "timing", "year", "blocker", "tag", "tier")
    ]
    assert tables[0].facets == tables[1].facets
    for row in (row for t in tables for row in t.rows):
        assert all({*row.facets[f.key]} - {NONE} <= dict(f.options).keys() for f in tables[0].facets)


def test_the_cells_of_an_enabler_are_shown_whole_with_their_line_breaks(reports: dict[str, Report]) -> None:
    (enabler,) = section(reports["fi"], "enablers").blocks[1:]

    assert definitions(enabler)["Toimenpide"] == "Koulutetaan\nJalkautetaan"
    assert definitions(enabler)["Mittarit"] == "–"


def test_findings_of_the_same_words_are_told_once_with_links_to_their_actions(
    reports: dict[str, Report],
) -> None:
    assert grid(table(reports["sv"], "quality_findings")) == [["Varning", "2021, sv", "2.1", "R025"]]


def test_hostile_words_stay_words(reports: dict[str, Report], roadmaps: dict[str, Report]) -> None:
    """They stand as they were written, neither filled in as a blank nor cut."""
    for report in (*reports.values(), *roadmaps.values()):
        assert any(span.text == HOSTILE for span in spans_of(report))
        assert all("<script" not in figure.svg for figure in figures_of(report))


def test_decisions_are_shown_with_their_person_and_reason(reports: dict[str, Report]) -> None:
    (row,) = grid(table(reports["en"], "method_decisions_table"))

    assert row[2:] == ["Transferred", "A. Virtanen", HOSTILE]


def test_a_decision_about_words_that_have_changed_is_listed_as_expired() -> None:
    row = action("Chat", "Otettu käyttöön.")
    expired = {
        "action_id": row["action_id"],
        "status": "on_hold",
        "decided_by": "Maija Meri",
        "decided_on": "2022-03-01",
        "reason": "Soitettu.",
        "why": "text_changed",
    }
    reports = compose_reports(
        material([row], [reading(row, Status.COMPLETED)], expired_decisions=[expired]), LANGUAGES
    ).reports

    listed = grid(table(reports["fi"], "method_expired_table"))
    assert listed == [["Chat", "Odottaa", "Maija Meri, 2022-03-01", "Teksti on muuttunut."]]


def test_the_method_tells_all_eight_statuses_and_how_sure_the_themes_are(reports: dict[str, Report]) -> None:
    assert len(definitions(section(reports["sv"], "method_codebook"))) == 8
    assert [row[1:3] for row in grid(table(reports["fi"], "method_themes_table"))] == [
        ["työkäännös", "päätelty"],
        ["virallinen", "ilmoitettu"],
    ]
    assert "seuranta run kuvala 2022-09" in said(reports["en"])


def test_a_name_without_a_wording_in_the_language_keeps_the_one_it_has(reports: dict[str, Report]) -> None:
    assert reports["en"].organisation == "Kuvalan kaupunki"


def test_the_renderers_get_every_word_they_need(reports: dict[str, Report]) -> None:
    for report in reports.values():
        assert set(report.labels) == set(LABELS)
        assert "{shown}" in report.labels["rows_shown"]
        assert "{column}" in report.labels["sort_by"]
        assert "{row}" in report.labels["link_to_row"]


def test_a_theme_with_nothing_in_scope_is_counted_without_dividing() -> None:
    """0/0 has no per cents, and nothing was achieved."""
    rows = [
        action("Chat", "Otettu käyttöön.", row=1),
        action("Kioski", "Siirretty hyvinvointialueelle.", row=2, theme_id="work", source_table=2),
    ]
    readings = [reading(rows[0], Status.COMPLETED), reading(rows[1], Status.TRANSFERRED)]

    report = compose_reports(material(rows, readings), ["fi"]).reports["fi"]

    assert grid(table(report, "themes_overview"))[1][1:] == ["1", "0/0", "0/0", "Ei enää ohjelman vastuulla"]


@pytest.mark.parametrize(
    ("third", "said"),
    [
        (Status.ON_HOLD, "Pisimmällä ovat yhdessä ”Palvelut” 1/1"),
        (Status.COMPLETED, None),
    ],
)
def test_themes_that_are_equally_far_are_all_named_and_none_when_all_are(
    third: Status, said: str | None
) -> None:
    """To name the first of two equals would flatter one and wrong the other."""
    rows = [
        action("Chat", "Otettu käyttöön.", row=1),
        action("Kioski", "Otettu käyttöön.", row=2, theme_id="work", source_table=2),
        action("Robotti", "Otettu käyttöön.", row=3, theme_id="harbour", theme_heading="Satama"),
    ]
    statuses = (Status.COMPLETED, Status.COMPLETED, third)
    readings = [reading(row, status) for row, status in zip(rows, statuses, strict=True)]

    report = compose_reports(material(rows, readings), ["fi"]).reports["fi"]

    told = " ".join(span.text for span in spans_of(report))
    assert ("Pisimmällä" in told) == (said is not None)
    assert said is None or said in told.replace("\u00a0", " ")


def test_a_programme_without_any_plan_has_no_year_grid_and_no_plan_figure() -> None:
    row = action("Chat", "Otettu käyttöön.", years="")
    report = compose_reports(material([row], [reading(row, Status.COMPLETED)]), ["en"]).reports["en"]

    assert "year" not in [c.kind for c in table(report, "actions_table_1").columns]
    assert [figure.id for figure in figures_of(report)] == ["figure_statuses"]


def test_one_action_is_spoken_of_in_the_singular() -> None:
    row = action("Chat", "Otettu käyttöön.")
    reports = compose_reports(material([row], [reading(row, Status.COMPLETED)]), LANGUAGES).reports

    assert lead(reports["en"]) == "Of 1 use case, 1 is completed and 0 in progress."
    assert table(reports["fi"], "actions_table_1").caption == "1 käyttötapaus. Lähde: tilanne.txt"


def test_documents_without_an_action_give_a_report_that_says_so() -> None:
    report = compose_reports(material([], []), ["fi"]).reports["fi"]

    assert lead(report) == "Kauden asiakirjoissa ei ole seurattavia toimenpiteitä."
    assert [s.id for s in report.sections] == ["summary", "quality", "method"]


def test_actions_of_a_theme_that_comes_back_keep_the_order_of_the_document() -> None:
    rows = [
        action("A", "", row=1),
        action("B", "", row=2, theme_id="work"),
        action("C", "", row=3),
    ]
    report = compose_reports(material(rows, [reading(row, SILENT) for row in rows]), ["fi"]).reports["fi"]

    assert [s.title for s in section(report, "actions").blocks if not isinstance(s, Paragraph)] == [
        "Palvelut",
        "Työ",
        "Palvelut",
    ]


def test_a_theme_that_only_the_document_knows_goes_by_its_heading() -> None:
    row = action("Chat", "", theme_id="vihrea-kaupunki", theme_heading="Vihreä kaupunki")
    report = compose_reports(material([row], [reading(row, SILENT)]), ["sv"]).reports["sv"]

    assert table(report, "themes_overview").rows[0].cells[0].text[0].text == "Vihreä kaupunki"
    assert table(report, "themes_overview").rows[0].cells[0].text[0].language == "fi"


def test_an_indicator_that_is_missing_stops_the_report() -> None:
    tables = follow_up()
    without = tables.indicators[tables.indicators["indicator"] != "overdue"]

    with pytest.raises(StepFailedError, match=r"expected the indicator overdue \(in_scope\)"):
        compose_reports(dataclasses.replace(tables, indicators=without), ["fi"])


def test_status_texts_that_nobody_has_read_stop_the_report() -> None:
    with pytest.raises(StepFailedError, match="expected readings of 1 actions"):
        compose_reports(material([action("Chat", "Otettu käyttöön.")], []), ["fi"])


def test_a_roadmap_says_honestly_that_it_has_no_quick_win(roadmaps: dict[str, Report]) -> None:
    text = said(roadmaps["en"])

    assert "0/3 (0%) combine the largest impact (L) with the smallest cost (S)." in text
    assert "1/3 (33%) have an impact class above their cost class:" in text


def test_a_measure_without_a_problem_is_shown_as_missing_it(roadmaps: dict[str, Report]) -> None:
    assert "1 toimenpide ei kerro, minkä ongelman se ratkaisee:" in said(roadmaps["fi"])
    assert "(puuttuu)" in [cell for row in grid(table(roadmaps["fi"], "actions_classes_1")) for cell in row]


def test_a_roadmap_names_what_goes_on_from_the_former_programme(roadmaps: dict[str, Report]) -> None:
    assert grid(table(roadmaps["fi"], "changes_continued")) == [
        ["2", "Chat", "7.1 (joulukuu 2019)", "2018, 2019", "Odottaa", "vanha.txt, rivi 8"]
    ]


def test_the_roadmap_of_porvoo_shows_26_measures_with_all_ten_columns(porvoo_roadmap: Report) -> None:
    tables = tables_of(section(porvoo_roadmap, "actions").blocks)
    named = [t for t in tables if t.id.startswith("actions_table")]
    classes = [t for t in tables if t.id.startswith("actions_classes")]
    own = [c.title for c in (*named[0].columns, *classes[0].columns) if c.language == "fi"]

    assert sum(len(t.rows) for t in named) == sum(len(t.rows) for t in classes) == 26
    assert own == [
        "Minkä ongelman tämä toimenpide ratkaisee",
        "Tavoite",
        "Lähde",
        "Pitkän aikavälin hyöty",
        "Hyötyjä",
        "Vaikuttavuus",
        "Kustannusluokka",
        "Taso",
    ]
    assert [c.title for c in named[0].columns[:2]] == ["Nr", "Åtgärd"]


def test_a_goal_that_goes_by_the_name_of_its_theme_is_not_said_twice(porvoo_roadmap: Report) -> None:
    """The theme's Swedish name stands alone: its Finnish one, which is the goal, is no mark."""
    titles = [s.title for s in section(porvoo_roadmap, "actions").blocks if isinstance(s, Section)]

    assert titles[0].startswith("A: ") and titles[-1] == "Kompetenser"


def test_the_matrix_of_the_porvoo_roadmap_holds_every_measure_once(porvoo_roadmap: Report) -> None:
    figure = next(figure for figure in figures_of(porvoo_roadmap) if figure.id == "figure_worth")
    labels = re.findall(
        r"\d+", " ".join(cell.partition(":")[2] for row in grid(figure.table) for cell in row[1:])
    )

    assert sorted(map(int, labels)) == list(range(1, 27))
    assert figure.title == f"Effektklassen är högre än kostnadsklassen: 6/26 (23{SPACE}%)"


@pytest.mark.parametrize(
    ("figure_id", "found"),
    [
        ("figure_origin", {"Strategia": 16, "Laki": 9, "Järjestelmän tuki loppuu": 1}),
        (
            "figure_level",
            {
                "kaupungin yhteiset ratkaisut": 11,
                "analytiikka & data": 7,
                "toimialakohtaiset muutokset (sovellukset)": 4,
                "digitaalinen perusta (sisältää digiturvan)": 4,
            },
        ),
    ],
)
def test_law_and_strategy_and_the_levels_meet_the_goals(
    porvoo_roadmap: Report, figure_id: str, found: dict[str, int]
) -> None:
    """Each row of the chart adds up to what the document holds, and its cells name the measures."""
    figure = next(figure for figure in figures_of(porvoo_roadmap) if figure.id == figure_id)
    rows = {row[0]: row[1:] for row in grid(figure.table)}

    assert {name: sum(int(cell.partition(":")[0]) for cell in cells) for name, cells in rows.items()} == found
    named = [number for cells in rows.values() for cell in cells for number in re.findall(r"\d+", cell)[1:]]
    assert sorted(map(int, named)) == list(range(1, 27))


def test_what_a_follow_up_says_of_owners_is_shown_and_can_be_filtered_by() -> None:
    """A short column of the document stands beside the status, the long ones below, all as written."""
    extra = {"Vastuu": "Tekninen toimi", "Perustelu": "x" * 80, "Tyhjä": ""}
    rows = [action("Verkkokauppa", "Valmis.", row=1, extra=json.dumps(extra), owner="Tekninen toimi")]
    report = compose_reports(material(rows, [reading(rows[0], Status.COMPLETED)]), ["en"]).reports["en"]
    actions, others = table(report, "actions_table_1"), table(report, "actions_classes_1")

    assert [(c.title, c.language) for c in actions.columns][-2] == ("Vastuu", "fi")
    assert grid(actions)[0][-2] == "Tekninen toimi"
    assert [column.title for column in others.columns] == ["No.", "Perustelu"]
    assert grid(others) == [["1.1", "x" * 80]]
    (owner,) = (facet for facet in actions.facets if facet.key == "owner")
    assert owner.options == (("Tekninen toimi", "Tekninen toimi"),)
    assert actions.rows[0].facets["owner"] == ("Tekninen toimi",)


def test_an_action_says_what_its_status_rests_on(reports: dict[str, Report]) -> None:
    """The words that decided, how sure that is, who decided, and the file and line."""
    first, last = (table(reports["en"], f"actions_table_{number}").rows[1] for number in (1, 2))
    doubtful, decided = (
        {words(term): words(meaning) for term, meaning in row.grounds} for row in (first, last)
    )

    assert doubtful["Deciding words"] == "“Työ jatkuu vuonna 2022.”"
    assert doubtful["Could also be"] == "Completed"
    assert doubtful["Source"] == "tilanne.txt, line 12"
    assert decided["Reading"] == f"reviewed: A. Virtanen. {HOSTILE}"


def test_a_count_leads_to_the_actions_that_it_counts(
    reports: dict[str, Report], roadmaps: dict[str, Report]
) -> None:
    """Each link narrows the list to exactly as many actions as its number says."""
    found = 0
    for report in (reports["fi"], roadmaps["fi"]):
        rows = [row for t in tables_of(section(report, "actions").blocks) if t.facets for row in t.rows]
        for span in spans_of(report):
            if span.filter:
                wanted = parse_qs(span.filter)
                left = [r for r in rows if all(set(w) & set(r.facets[k]) for k, w in wanted.items())]
                assert str(len(left)) == re.split(r"\D", span.text)[0], span
                found += 1
    assert found > 20


def test_the_first_page_says_that_there_is_nothing_to_compare_with(reports: dict[str, Report]) -> None:
    said_first = [words(b.text) for b in section(reports["en"], "summary").blocks if isinstance(b, Paragraph)]

    assert "There is no earlier report of this programme to compare with." in said_first


def test_the_most_frequent_blocker_is_told_first_with_who_waits(reports: dict[str, Report]) -> None:
    """One blocker alone is a sentence; several are ranked, each with its actions."""
    rows = [action(f"Työ {n}", "Odottaa.", row=n) for n in range(1, 5)]
    blockers = ("decision", "funding", "funding", "technology")
    waiting = [
        reading(row, Status.ON_HOLD, blocker=code, blocker_words="Odottaa")
        for row, code in zip(rows, blockers, strict=True)
    ]
    report = compose_reports(material(rows, waiting), ["en"]).reports["en"]
    figure = next(figure for figure in figures_of(report) if figure.id == "figure_blockers")

    assert figure.title == "The most frequent blocker: funding (2)"
    assert grid(figure.table)[0] == ["Funding", "2", "1.2 and 1.3"]
    assert "figure_blockers" not in [figure.id for figure in figures_of(reports["en"])]


def test_every_figure_has_its_numbers_in_words_and_as_a_table(reports: dict[str, Report]) -> None:
    figures = figures_of(reports["fi"])

    assert [figure.id for figure in figures] == [
        *("figure_statuses", "figure_outcome", "figure_plan", "figure_attention")
    ]
    for figure in figures:
        assert isinstance(figure, Figure) and isinstance(figure.table, Table)
        assert re.search(r"\d", figure.alt)
        assert figure.table.rows
    assert figures[0].alt.startswith("Palvelut: toteutunut 1, käynnissä 1, odottaa 1, ei raportoitu 1.")


def test_the_same_material_gives_the_same_report(reports: dict[str, Report]) -> None:
    assert compose_reports(follow_up(), LANGUAGES).reports == reports
