"""Verbs: the forms that follow from what the lexicon writes, and what they say."""

import pytest

from seuranta.classify.clauses import sentences_of
from seuranta.classify.cues import find_statuses
from seuranta.classify.lexicons import Lexicon, lexicon_of, parse_lexicon
from seuranta.classify.verbs import CONJUGATIONS, KINDS, Form, Kind
from seuranta.errors import ConfigurationError

WORDS = """
[words]
abbreviations = []
breaks = ["mutta"]
hypothetical = []
background = []
not_alone = ["vain"]
articles = []
modals = []
months = []
complementizers = []
coordinators = ["eikä", "tai"]
negators = ["ei", "eikä", "inte", "not"]
negators_after = ["inte"]
blank = []
"""


def lexicon(line: str, language: str) -> Lexicon:
    return parse_lexicon(f"{WORDS}\n{line}", language=language, where="test.toml")


def meanings(text: str, lexicon: Lexicon) -> list[str]:
    return [hit.meaning for hit in find_statuses(text, sentences_of(text, lexicon), lexicon)]


@pytest.mark.parametrize(
    ("language", "verb", "form", "expected"),
    [
        ("fi", "toteuttaa", Form.PAST, "toteutettiin toteutettu toteutetut toteuttanut toteutti"),
        ("fi", "vaihtaa", Form.PAST, "vaihdettiin vaihdettu vaihtanut vaihtoi vaihtoivat"),
        ("fi", "aueta", Form.PAST, "auettiin auennut aukeni aukesi aukes"),
        ("fi", "käydä", Form.PAST, "käytiin käynyt kävi kävivät"),
        ("fi", "toteuttaa", Form.PRESENT, "toteutetaan toteuttaa toteuttavat toteutamme"),
        ("fi", "toteuttaa", Form.ONGOING, "toteuttamassa toteutettavana"),
        ("fi", "toteuttaa", Form.AHEAD, "toteutettava toteutettaisiin toteutettaneen"),
        ("fi", "toteuttaa", Form.AIM, "toteuttamaan"),
        ("fi", "toteuttaa", Form.UNDONE, "toteuttamatta"),
        ("fi", "toteuttaa", Form.DENIED, "toteuteta toteuta"),
        ("fi", "julkaista", Form.PAST, "julkaistiin julkaistu julkaistut julkaissut julkaisi julkaisivat"),
        ("fi", "suunnitella", Form.PAST, "suunniteltiin suunniteltu suunnitellut suunnitteli suunnittelivat"),
        ("fi", "pilotoida", Form.PAST, "pilotoitiin pilotoitu pilotoinut pilotoi pilotoivat"),
        ("fi", "hylätä", Form.PAST, "hylättiin hylätty hylännyt hylkäsi"),
        ("fi", "hylätä", Form.PRESENT, "hylätään hylkää hylkäävät"),
        ("fi", "edetä", Form.PAST, "edennyt edenneet eteni etenivät edetty"),
        ("fi", "edetä", Form.DENIED, "etene"),
        ("fi", "rakentaa", Form.PAST, "rakennettiin rakennettu rakentanut rakensi"),
        ("fi", "alkaa", Form.PAST, "alettiin alkanut alkoi alkoivat"),
        ("fi", "valita", Form.PAST, "valittiin valittu valinnut valitsi"),
        ("fi", "viedä", Form.PAST, "vietiin viety vienyt vei veivät"),
        ("fi", "tehdä", Form.PAST, "tehtiin tehty tehdyt tehnyt teki tekivät"),
        ("fi", "loppuunkäsitellä", Form.PAST, "loppuunkäsiteltiin loppuunkäsitelty loppuunkäsitelleet"),
        ("fi", "hyväksyä", Form.PAST, "hyväksyttiin hyväksytty hyväksytyt hyväksynyt hyväksyi"),
        ("sv", "lansera", Form.PAST, "lanserade lanserades lanserat lanserats lanserad"),
        ("sv", "lansera", Form.PRESENT, "lanserar lanseras"),
        ("sv", "införa inför införde infört införd", Form.PAST, "införde infördes infört införts införd"),
        ("sv", "införa inför införde infört införd", Form.PRESENT, "inför införs"),
        ("sv", "ta tar tog tagit tagen", Form.PAST, "tog togs tagit tagits tagen taget tagna"),
        ("sv", "lösa löser löste löst löst", Form.PRESENT, "löser löses"),
        ("en", "publish", Form.PAST, "published"),
        ("en", "apply", Form.PAST, "applied"),
        ("en", "build built built", Form.PAST, "built"),
        ("en", "launch", Form.BARE, "launch"),
        ("en", "begin began begun", Form.PRESENT, "begins"),
        ("en", "carry", Form.PRESENT, "carries"),
        ("en", "publish", Form.PRESENT, "publishes"),
        ("en", "delay", Form.PRESENT, "delays"),
    ],
)  # fmt: skip
def test_the_forms_of_a_verb_follow_from_its_dictionary_form(
    language: str, verb: str, form: Form, expected: str
) -> None:
    assert set(expected.split()) <= set(CONJUGATIONS[language](verb)[form][""])


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("run ran run", "running"),
        ("begin began begun", "beginning"),
        ("put put put", "putting"),
        ("plan planned planned", "planning"),
        ("hold held held", "holding"),
        ("meet met met", "meeting"),
        ("draw drew drawn", "drawing"),
        ("open", "opening"),
        ("tie tied tied", "tying"),
    ],
)
def test_an_english_verb_doubles_its_last_letter_before_ing_as_it_is_spelt(verb: str, expected: str) -> None:
    ongoing = CONJUGATIONS["en"](verb)[Form.ONGOING]

    assert expected in {word for words in ongoing.values() for word in words}


@pytest.mark.parametrize(
    ("language", "verb"),
    [("fi", "toteutus"), ("fi", "on"), ("sv", "infört"), ("sv", "ta tog"), ("en", "set up")],
)
def test_what_is_no_verb_is_refused_by_the_name_of_its_line(language: str, verb: str) -> None:
    line = f'[verb.deliver]\nx = {{ verbs = ["{verb}"], example = "a", counter_example = "b" }}'

    with pytest.raises(ConfigurationError, match=f"{language}.verb.deliver.x"):
        lexicon(line, language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raportti saatiin laadittua.", ["done"]),
        ("Raportti saadaan laadittua kesällä.", ["future"]),
        ("Asia ratkeaa raportin laadittua.", []),
    ],
)
def test_a_finnish_partitive_participle_is_a_deed_only_behind_words_of_getting(
    text: str, expected: list[str]
) -> None:
    line = '[verb.deliver]\nx = { verbs = ["laatia"], example = "a", counter_example = "b" }'

    assert meanings(text, lexicon(line, "fi")) == expected


def test_what_is_only_aimed_at_in_finnish_is_a_weak_plan() -> None:
    line = '[verb.deliver]\nx = { verbs = ["avata"], example = "a", counter_example = "b" }'
    text, lexicon_ = "Tavoitteena on avata halli.", lexicon(line, "fi")

    (hit,) = find_statuses(text, sentences_of(text, lexicon_), lexicon_)

    assert (hit.meaning, hit.cue.is_weak) == ("future", True)


FI = '[verb.deliver]\nx = { verbs = ["toteuttaa"], example = "a", counter_example = "b" }'
SV = '[verb.deliver]\nx = { verbs = ["lansera"], example = "a", counter_example = "b" }'
EN = '[verb.deliver]\nx = { verbs = ["publish", "set set set"], example = "a", counter_example = "b" }'


@pytest.mark.parametrize(
    ("language", "line", "text", "expected"),
    [
        ("fi", FI, "Kysely toteutettiin.", ["done"]),
        ("fi", FI, "Kyselyä ei toteutettu.", ["not_done"]),
        ("fi", FI, "Kysely toteutetaan.", ["future"]),
        ("fi", FI, "Kyselyä ei toteuteta.", ["given_up"]),
        ("fi", FI, "Toteuta on väärä sana.", []),
        ("fi", FI, "Kysely jäi toteuttamatta.", ["not_done"]),
        ("fi", FI, "Kyselyä ollaan toteuttamassa.", ["under_way"]),
        ("fi", FI, "Ei vain toteutettu, vaan hyvin.", ["done"]),
        ("sv", SV, "Tjänsten har lanserats.", ["done"]),
        ("sv", SV, "Tjänsten lanserades inte.", ["not_done"]),
        ("sv", SV, "Tjänsten ska inte lanseras.", ["given_up"]),
        ("sv", SV, "Planen är att lansera tjänsten.", ["future"]),
        ("sv", SV, "Planen hann de lansera.", []),
        ("en", EN, "The map was published.", ["done"]),
        ("en", EN, "The map was not published.", ["not_done"]),
        ("en", EN, "They did not publish the map.", ["not_done"]),
        ("en", EN, "The county publishes the map in May.", ["future"]),
        ("en", EN, "The map will be published.", ["future"]),
        ("en", EN, "The map will not be published.", ["given_up"]),
        ("en", EN, "We are publishing the map.", ["under_way"]),
        ("en", EN, "Publish the map.", ["future"]),
        ("en", EN, "Set the rules.", ["future"]),
        ("en", EN, "The rules have been set.", ["done"]),
    ],
)  # fmt: skip
def test_a_form_says_when_the_deed_lies_and_a_negator_turns_it(
    language: str, line: str, text: str, expected: list[str]
) -> None:
    assert meanings(text, lexicon(line, language)) == expected


def test_a_negation_is_spent_on_the_first_verb_unless_a_coordinator_carries_it_on() -> None:
    two = lexicon(
        '[verb.deliver]\nx = { verbs = ["toteuttaa"], example = "a", counter_example = "b" }\n'
        '[verb.step]\ny = { verbs = ["päättää"], example = "a", counter_example = "b" }',
        "fi",
    )

    assert meanings("Ei ole päätetty toteutettu hanke.", two) == ["not_done", "done"]
    assert meanings("Ei ole päätetty eikä toteutettu.", two) == ["not_done", "not_done"]


def test_a_word_beside_the_verb_may_stand_before_or_behind_it() -> None:
    use = lexicon(
        '[verb.use]\nx = { verbs = ["ottaa"], with = "käyttöön", example = "a", counter_example = "b" }', "fi"
    )

    assert meanings("Palvelu otettiin kirjastossa käyttöön.", use) == ["in_use"]
    assert meanings("Käyttöön on otettu palvelu.", use) == ["in_use"]
    assert meanings("Asia otettiin esiin.", use) == []


def test_every_kind_says_what_each_form_means() -> None:
    assert set(KINDS) == set(Kind)
    assert all(set(senses) == set(Form) for senses in KINDS.values())


def test_the_verbs_of_every_lexicon_are_conjugated() -> None:
    for language in CONJUGATIONS:
        found = lexicon_of(language)
        assert found is not None
        assert any(cue.is_verb_form for cue in found.statuses.cues)
