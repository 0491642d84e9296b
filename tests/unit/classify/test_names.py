"""Systems, suppliers, authorities and programmes by the gazetteer."""

import pytest

from seuranta.classify.names import Name, NameKind, find_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avustusta haettiin VM:ltä.", [(NameKind.AUTHORITY, "VM:ltä")]),
        ("Odotamme DVV:n ohjetta.", [("authority", "DVV:n")]),
        ("Siirrytty Suomi.fi-viesteihin.", [("system", "Suomi.fi-viesteihin")]),
        ("Väntar på svar av Digg och Kela.", [("authority", "Digg"), ("authority", "Kela")]),
        ("Built with Power BI by CGI.", [("system", "Power BI"), ("supplier", "CGI")]),
    ],
)  # fmt: skip
def test_names_are_found_in_their_forms_and_in_any_language(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(name.kind, name.text) for name in find_names(text)] == expected


def test_a_name_keeps_its_place_in_the_text() -> None:
    text = "Palvelun toimittaa CGI."

    assert find_names(text) == (Name(NameKind.SUPPLIER, "cgi", "CGI", 19, 22),)


@pytest.mark.parametrize(
    "text", ["", "Kanta otti asiaan.", "Käytössä on kela-nauhuri.", "Esri vm. 2020", "..."]
)
def test_small_letters_and_other_words_are_no_names(text: str) -> None:
    assert find_names(text) == ()
