"""Whatever the bytes are, reading ends in actions or a refusal; whatever the words are, they are kept."""

import functools
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seuranta.ingest import read_document
from tests.making import MAKERS, Document, Table, make_csv, make_docx, make_html, make_pdf

KUVALA = Document(
    "Kuvalan digiohjelman seuranta, tilanne 03/2023",
    [
        Table(
            ["Käyttötapaus", "2022", "2023", "2024", "Tilanne 03/2023"],
            [
                ["Sähköinen venepaikkojen varaus", "x", "x", "", "Otettu käyttöön 2022."],
                ["Kouluverkon tietomalli", "", "x", "x", "Työ on käynnissä.\nSe jatkuu vuonna 2024."],
                ["Leikkipuistojen kuntotiedot kartalle", "x", "", "", ""],
            ],
            heading="Palvelut",
        )
    ],
)
bounded = settings(
    derandomize=True, deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)


@functools.cache
def made(suffix: str) -> bytes:
    """Kuvala's document in a format."""
    return make_pdf(make_docx(KUVALA), "docx") if suffix == "pdf" else MAKERS[suffix](KUVALA)


@pytest.mark.parametrize("suffix", [*MAKERS, "pdf"])
@bounded
@given(share=st.floats(min_value=0, max_value=1))
def test_a_document_that_ends_early_is_read_or_refused(suffix: str, share: float) -> None:
    content = made(suffix)

    reading = read_document(f"katkennut.{suffix}", content[: int(share * len(content))])

    assert reading.outcome in ("read", "refused")


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8)
Changes = list[tuple[float, bytes]]


def changed(content: bytes, changes: Changes) -> bytes:
    """The content with some bytes replaced, each at its share of the way."""
    mutable = bytearray(content)
    for share, replacement in changes:
        place = int(share * max(len(mutable) - len(replacement), 0))
        mutable[place : place + len(replacement)] = replacement
    return bytes(mutable)


@pytest.mark.parametrize("suffix", [*MAKERS, "pdf"])
@bounded
@given(changes=CHANGES)
def test_a_damaged_document_is_read_or_refused(suffix: str, changes: Changes) -> None:
    reading = read_document(f"vioittunut.{suffix}", changed(made(suffix), changes))

    assert reading.outcome in ("read", "refused")


@pytest.mark.parametrize("suffix", ["pptx", "docx", "xlsx", "ods"])
@bounded
@given(share=st.floats(min_value=0, max_value=0.999), changes=CHANGES)
def test_a_package_with_a_damaged_part_is_read_or_refused(
    suffix: str, share: float, changes: Changes
) -> None:
    """The package itself is whole: its checksums are those of the damaged part."""
    with zipfile.ZipFile(io.BytesIO(made(suffix))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    damaged = list(parts)[int(share * len(parts))]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, changed(content, changes) if name == damaged else content)

    reading = read_document(f"vioittunut.{suffix}", packed.getvalue())

    assert reading.outcome in ("read", "refused")


# Words that no rule takes for a title, a number, a mark or a theme; the first letter is a capital, so that no
# row looks like the rest of the one above it.
WORD = st.text(alphabet="aeilnostuvyäö", min_size=3, max_size=9)
SENTENCE = st.lists(WORD, min_size=2, max_size=6).map(lambda words: " ".join(words).capitalize() + ".")
NAME = st.lists(WORD, min_size=2, max_size=4).map(lambda words: " ".join(words).capitalize())
MARKS = st.lists(st.sampled_from(["", "x"]), min_size=2, max_size=2)
ROW = st.tuples(NAME, MARKS, SENTENCE, SENTENCE)


@pytest.mark.parametrize("make", [make_html, make_csv], ids=["html", "csv"])
@bounded
@given(rows=st.lists(ROW, min_size=1, max_size=8), order=st.permutations(range(5)))
def test_every_row_is_an_action_and_every_word_is_kept(
    make: object, rows: list[tuple[str, list[str], str, str]], order: list[int]
) -> None:
    """Whatever the order of the columns."""
    header = ["Toimenpide", "2024", "2025", "Tilanne", "Vastuutaho"]
    table = [[name, *marks, status, owner] for name, marks, status, owner in rows]
    shuffled = [[line[column] for column in order] for line in [header, *table]]
    content = make(Document("", [Table(shuffled[0], shuffled[1:])]))  # type: ignore[operator]

    reading = read_document("tilanne", content)

    assert reading.error is None
    found = [
        (action.name, action.planned_years, action.status_text, action.extra) for action in reading.actions
    ]
    assert found == [
        (
            name,
            tuple(year for year, mark in zip((2024, 2025), marks, strict=True) if mark),
            status,
            {"Vastuutaho": owner},
        )
        for name, marks, status, owner in rows
    ]
