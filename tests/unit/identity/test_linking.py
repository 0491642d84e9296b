"""Who is who from one period to the next, on an invented city."""

from pathlib import Path

import pandas as pd
import pytest

from seuranta.identity.linking import history_of, link_period, link_programmes
from seuranta.identity.register import REGISTER
from seuranta.ingest import read_documents
from seuranta.ingest.frames import actions_table
from seuranta.model import Period
from seuranta.store.layout import Layout
from seuranta.tables import LINKS, READINGS
from tests.documents import ROOT
from tests.unit.identity.frames import Programme, actions, confirmed, id_of, links_of


def test_an_action_keeps_its_id_whatever_its_number_theme_and_writing() -> None:
    kuvala = Programme()
    kuvala.follow(
        "2021-09", "Verkkokauppa | 2021 | completed | Otettu käyttöön. | | Palvelut", "Etävastaanotto"
    )
    kuvala.follow("2022-09", "Etävastaanotto", "VERKKOKAUPPA*. | | completed | Sama. | | Työ")

    assert kuvala.actions["action_id"].tolist() == [id_of("Etävastaanotto"), id_of("Verkkokauppa")]
    assert set(kuvala.linked[1].links["state"]) == {"certain"}


def test_a_new_name_is_proposed_and_gets_an_id_of_its_own_until_somebody_confirms_it() -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", "Sähköinen ajanvaraus neuvolaan", "Verkkokauppa")
    linked = kuvala.follow("2022-09", "Neuvolan ajanvaraus verkossa", "Verkkokauppa")

    assert links_of(linked)["Neuvolan ajanvaraus verkossa"] == [
        ("proposed", "same", "Sähköinen ajanvaraus neuvolaan")
    ]
    assert kuvala.actions["action_id"][0] == id_of("Neuvolan ajanvaraus verkossa")


def test_a_confirmed_renaming_keeps_the_id_in_every_later_period() -> None:
    old, new = "Sähköinen ajanvaraus neuvolaan", "Neuvolan ajanvaraus verkossa"
    kuvala = Programme(confirmed("2022-09", new, "renamed", id_of(old)))
    kuvala.follow("2021-09", old)
    kuvala.follow("2022-09", new)
    kuvala.follow("2023-09", new)

    assert kuvala.history["action_id"].tolist() == [id_of(old)] * 3


def test_an_old_name_that_comes_back_beside_its_renamed_action_is_another_action() -> None:
    kuvala = Programme(confirmed("2022-09", "Asukkaan tili", "renamed", id_of("Kuntalaistili")))
    kuvala.follow("2021-09", "Kuntalaistili")
    kuvala.follow("2022-09", "Asukkaan tili")
    kuvala.follow("2023-09", "Kuntalaistili", "Asukkaan tili")

    assert kuvala.actions["action_id"].tolist() == [f"{id_of('Kuntalaistili')}-2", id_of("Kuntalaistili")]


def test_an_action_that_was_away_for_a_period_is_the_same() -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", "Kaupunkipyörät", "Verkkokauppa")
    kuvala.follow("2022-09", "Verkkokauppa")
    linked = kuvala.follow("2023-09", "Kaupunkipyörät", "Verkkokauppa")

    link = linked.links.set_index("name").loc["Kaupunkipyörät"]
    assert (link["state"], link["other_period"]) == ("certain", "2021-09")


@pytest.mark.parametrize(
    ("leaver", "joiner"),
    [
        (
            "Sähköisen ajanvarauksen laajentaminen terveyspalveluihin",
            "Sähköisen ajanvarauksen laajentaminen hammashoitoon",
        ),
        ("Kaupunkimalli, vaihe 1", "Kaupunkimalli, vaihe 2"),
        ("Anskaffning av elevdatorer", "Anskaffning av lärardatorer"),
    ],
)
def test_a_look_alike_is_offered_to_choose_from_and_never_linked(leaver: str, joiner: str) -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", leaver, "Verkkokauppa")
    linked = kuvala.follow("2022-09", joiner, "Verkkokauppa")

    assert links_of(linked)[joiner] == [("choose", "same", leaver)]


def test_an_enabler_and_a_use_case_of_one_name_are_two() -> None:
    former = history_of(
        actions("Osaaminen", kind="enabler"), READINGS.empty(), LINKS.empty(), Period(2021, 9)
    )
    links = link_programmes(
        actions("Osaaminen"), former, REGISTER.empty(), period=Period(2024, 1), former_programme="vanha"
    )

    assert links.empty


def test_of_two_actions_with_one_name_each_goes_on_in_its_own_theme() -> None:
    kuvala = Programme()
    first = actions("Digituki | | | | | Koulut", "Digituki | | | | | Kirjastot")
    first["action_id"] = ["a", "b"]
    kuvala.history = history_of(first, READINGS.empty(), LINKS.empty(), Period(2021, 9))
    now = actions("Digituki | | | | | Kirjastot", "Digituki | | | | | Koulut")
    now["action_id"] = ["x", "y"]

    linked = link_period(now, kuvala.history, REGISTER.empty(), period=Period(2022, 9))

    assert linked.ids == {"x": "b", "y": "a"}


def test_what_was_divided_is_proposed_as_a_split_and_what_was_joined_as_a_merger() -> None:
    kuvala = Programme()
    kuvala.follow(
        "2021-09",
        "Verkkosivujen ja intranetin uudistaminen",
        "Puistojen hoitoluokitus",
        "Katujen hoitoluokitus",
        "Etävastaanotto",
    )
    linked = kuvala.follow(
        "2022-09",
        "Intranetin uudistaminen",
        "Verkkosivujen uudistaminen",
        "Katujen ja puistojen hoitoluokitus kartalla",
        "Etävastaanotto",
    )

    links = links_of(linked)
    whole = "Verkkosivujen ja intranetin uudistaminen"
    assert links["Intranetin uudistaminen"] == [("proposed", "split", whole)]
    assert links["Verkkosivujen uudistaminen"] == [("proposed", "split", whole)]
    assert {entry[1:] for entry in links["Katujen ja puistojen hoitoluokitus kartalla"]} == {
        ("merged", "Puistojen hoitoluokitus"),
        ("merged", "Katujen hoitoluokitus"),
    }
    assert linked.gone == ()


def test_who_was_confirmed_as_new_or_gone_is_not_proposed_again() -> None:
    old, new = "Sähköinen ajanvaraus neuvolaan", "Neuvolan ajanvaraus verkossa"
    for line in (confirmed("2022-09", new, "new", id_of(new)), confirmed("2022-09", old, "gone", id_of(old))):
        kuvala = Programme(line)
        kuvala.follow("2021-09", old)
        linked = kuvala.follow("2022-09", new)

        assert linked.links.empty
        assert linked.gone == (id_of(old),)


def test_a_row_of_the_register_about_nobody_is_told() -> None:
    kuvala = Programme(confirmed("2022-09", "Etävastanotto", "same", id_of("Etävastaanotto")))
    kuvala.follow("2021-09", "Etävastaanotto")

    assert kuvala.follow("2022-09", "Etävastaanotto").unfound["name"].tolist() == ["Etävastanotto"]


def test_measure_8_of_the_roadmap_carries_on_use_case_1_4() -> None:
    layout = Layout(ROOT)

    def read(slug: str, period: str) -> pd.DataFrame:
        paths: list[Path] = layout.period(slug, period).documents()
        return actions_table(
            read_documents([(path.name, path.read_bytes()) for path in paths], period=period),
            layout.programme(slug),
        )

    former = read("porvoo-digiohjelma", "2022-09")
    measures = read("porvoo-digitiekartta", "2024-01")
    links = link_programmes(
        measures,
        history_of(former, READINGS.empty(), LINKS.empty(), Period(2022, 9)),
        REGISTER.empty(),
        period=Period(2024, 1),
        former_programme="porvoo-digiohjelma",
    )

    certain = links[links["state"].eq("certain")]
    labels = dict(zip(measures["action_id"], measures["label"], strict=True))
    former_labels = dict(zip(former["action_id"], former["label"], strict=True))
    assert [
        (labels[a], former_labels[b]) for a, b in zip(certain["action_id"], certain["other_id"], strict=True)
    ] == [("8", "1.4")]


@pytest.mark.parametrize(
    ("leaver", "joiner"),
    [
        ("Tekonurmi pohjoiseen, vaihe I", "Tekonurmi pohjoiseen, vaihe II"),
        ("Katusuunnitelmat 2021", "Katusuunnitelmien laatiminen 2022"),
        ("Bus lane on North Street", "Bus lane on Mill Road"),
    ],
)
def test_names_that_differ_in_a_number_or_a_place_are_never_proposed_as_one(leaver: str, joiner: str) -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", leaver, "Verkkokauppa")
    linked = kuvala.follow("2022-09", joiner, "Verkkokauppa")

    assert links_of(linked)[joiner] == [("choose", "same", leaver)]


def test_an_abbreviation_is_known_by_the_initials_of_its_words() -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", "LCWIP", "Bus shelters")
    linked = kuvala.follow("2022-09", "Local cycling and walking infrastructure plan", "Bus shelters")

    assert [link[2] for link in links_of(linked)["Local cycling and walking infrastructure plan"]] == [
        "LCWIP"
    ]


def test_who_left_and_who_joined_are_offered_to_each_other_however_little_they_share() -> None:
    kuvala = Programme()
    kuvala.follow("2021-09", "Kvinnor i ledningen", "Verkkokauppa")
    linked = kuvala.follow("2022-09", "Jämn könsfördelning i ledande ställning", "Verkkokauppa")

    assert {link[0] for link in links_of(linked)["Jämn könsfördelning i ledande ställning"]} <= {
        "choose",
        "proposed",
    }
    assert links_of(linked)["Jämn könsfördelning i ledande ställning"][0][2] == "Kvinnor i ledningen"


def test_a_text_of_its_own_speaks_for_a_pair_and_one_that_many_have_does_not() -> None:
    own, of_many = "Neuvottelut kahden urakoitsijan kanssa jatkuvat.", "Etenee suunnitelman mukaan."

    def score(text: str) -> float:
        kuvala = Programme()
        kuvala.follow("2021-09", f"Kulttuurilähete | | | {text}", f"Chat | | | {of_many}")
        linked = kuvala.follow("2022-09", f"Taidevierailut | | | {text}", f"Chat | | | {of_many}")
        (found,) = linked.links.loc[linked.links["name"].eq("Taidevierailut"), "score"]
        return float(found)

    assert score(own) > score(of_many)
