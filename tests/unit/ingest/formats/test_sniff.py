"""What a document is, is told by its bytes; what no reader should open is refused before one does."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seuranta.errors import DocumentRefusedError
from seuranta.ingest.formats.bytes import zipped
from seuranta.ingest.formats.bytes.sniff import sniff
from tests.bad_inputs.ruined import compound_file, lying, noise, ooxml, overlapping, override, zip_of
from tests.making import MAKERS, Document, Table

KUVALA = Document(
    title="Digiohjelman tilanne 09/2024",
    tables=[
        Table(
            header=["Käyttötapaus", "2023", "2024", "Tilanne"],
            rows=[["Verkkokauppa*", "x", "", "Toteutettu 2023."], ["Kartta", "", "x", "Työ jatkuu, kesken."]],
            heading="1. Sähköiset palvelut",
        )
    ],
)
FORMATS = {"txt": "tab_text", "md": "markdown"}
REAL = sorted(Path("data/raw").glob("*/*/*.txt"))


def refused(content: bytes, file: str = "tilanne.docx") -> DocumentRefusedError:
    with pytest.raises(DocumentRefusedError) as caught:
        sniff(content, file)
    assert caught.value.where == file
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind not in ("ods", "xls")])
def test_every_format_is_known_by_its_bytes_under_any_name(kind: str) -> None:
    content = MAKERS[kind](KUVALA)

    assert sniff(content, "tilanne").format == FORMATS.get(kind, kind)
    assert sniff(content, f"tilanne.{kind}").warnings == ()


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_real_documents_are_text_with_tabs_and_wrapped_text(path: Path) -> None:
    expected = "tab_text" if "digiohjelma" in path.stem else "wrapped_text"

    assert sniff(path.read_bytes(), path.name).format == expected


@pytest.mark.parametrize(
    ("file", "kind", "message"),
    [
        ("tilanne.pdf", "docx", "named .pdf, but it is a Word document: read as one"),
        ("tilanne.xls", "html", "named .xls, but it is a web page: read as one"),
        ("läget.docx", "txt", "named .docx, but it is text with tabs: read as such"),
        ("status.csv", "xlsx", "named .csv, but it is an Excel workbook: read as one"),
        ("status.txt", "html", "named .txt, but it is a web page: read as one"),
        ("status.csv", "md", "named .csv, but it is Markdown: read as such"),
    ],
)
def test_a_wrong_ending_is_warned_of_and_the_bytes_count(file: str, kind: str, message: str) -> None:
    sniffed = sniff(MAKERS[kind](KUVALA), file)

    assert sniffed.format == FORMATS.get(kind, kind)
    assert [(w.code, w.message) for w in sniffed.warnings] == [("wrong_ending", message)]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("a.txt", "csv"),
        ("a.tsv", "txt"),
        ("a.csv", "txt"),
        ("a.md", "txt"),
        ("A.TXT", "md"),
        ("a.bak", "docx"),
    ],
)
def test_endings_that_say_text_or_nothing_are_never_wrong_about_text(file: str, kind: str) -> None:
    assert sniff(MAKERS[kind](KUVALA), file).warnings == ()


@pytest.mark.parametrize(
    ("main_type", "expected"),
    [
        ("vnd.ms-word.document.macroEnabled.main+xml", "docx"),
        ("vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "docx"),
        ("vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
        ("vnd.ms-powerpoint.presentation.macroEnabled.main+xml", "pptx"),
        ("vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml", "pptx"),
    ],
)
def test_documents_with_macros_and_templates_are_read_as_documents(main_type: str, expected: str) -> None:
    assert sniff(ooxml(override(main_type)), "tilanne").format == expected


def test_a_workbook_embedded_in_slides_does_not_make_them_a_workbook() -> None:
    embedded = (
        '<Default Extension="xlsb" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.12"/>'
    )
    slides = override("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")

    assert sniff(ooxml(embedded + slides), "tilanne.pptx").format == "pptx"


def test_an_opendocument_spreadsheet_is_known_by_its_type() -> None:
    content = zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})

    assert sniff(content, "tilanne.ods").format == "ods"


def test_a_pdf_may_have_a_few_bytes_before_it() -> None:
    assert sniff(b"\r\n\x00\x01 HTTP junk\r\n%PDF-1.7\n...", "tilanne.pdf").format == "pdf"


@pytest.mark.parametrize(
    ("names", "inside", "expected"),
    [(["Workbook"], "", "xls"), (["Book"], "", "xls"), (["Workbook", "MBD0001"], "WordDocument", "xls")],
)
def test_an_old_workbook_is_known_by_the_stream_at_its_root(
    names: list[str], inside: str, expected: str
) -> None:
    assert sniff(compound_file(*names, inside=inside), "tilanne.xls").format == expected


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html><body>Tilanne</body></html>",
        "\ufeff <!-- saved -->\n<!-- twice --><HTML>",
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "x" "y"><html/>',
        "<table><tr><td>Verkkokauppa</td></tr></table>",
        "Tilanne 09/2024\n\n<TABLE border=1>\n<tr>\n<th>Käyttötapaus</th></tr></TABLE>",
    ],
)
def test_a_web_page_begins_with_markup_or_holds_a_table(text: str) -> None:
    assert sniff(text.encode(), "sivu").format == "html"


def test_a_web_page_in_utf16_is_a_web_page() -> None:
    assert sniff("<html><table><tr><td>Å</td></tr></table></html>".encode("utf-16"), "sivu").format == "html"


def test_tags_inside_cells_do_not_make_a_web_page() -> None:
    content = b"Mahdollistaja\tTilanne\nTieto\t<ul>Avattu.<ul>Jaettu.\n"

    assert sniff(content, "tilanne.txt").format == "tab_text"


@pytest.mark.parametrize(
    "text",
    [
        "| Åtgärd | 2024 |\n|---|:---:|\n| Karta | x |",
        "Åtgärd | 2024\n--- | ---\nKarta | x",
        "| Åtgärd |\n|--|\n| Karta |",
        "Läget:\n\n   | Åtgärd | 2024 |\n   |:--|--:|\n",
    ],
)
def test_markdown_is_known_by_the_line_below_its_header(text: str) -> None:
    assert sniff(text.encode(), "läget.md").format == "markdown"


@pytest.mark.parametrize("text", ["Karta | klar\n\n-----\n", "a - b | c\nx | - y\n", "---\n| --- |"])
def test_dashes_and_bars_alone_are_no_markdown(text: str) -> None:
    assert sniff(text.encode(), "läget.txt").format == "wrapped_text"


UNSUPPORTED = {
    "rtf": (rb"{\rtf1\ansi Tilanne}", "an RTF document", ".docx"),
    "png": (b"\x89PNG\r\n\x1a\n....", "a picture (PNG)", "ask the sender for the document"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture (JPEG)", "ask the sender for the document"),
    "tiff": (b"II*\x00\x08\x00", "a picture (TIFF)", "ask the sender for the document"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00", "a picture (HEIC)", "ask the sender for the document"),
    "gzip": (b"\x1f\x8b\x08\x00", "a packed file (gzip)", "unpack it"),
    "zip": (zip_of({"tilanne.txt": b"Verkkokauppa"}), "a packed file (ZIP)", "unpack it"),
    "empty zip": (zip_of({}), "a packed file (ZIP)", "unpack it"),
    "xlsb": (ooxml(override("vnd.ms-excel.sheet.binary.macroEnabled.main")), ".xlsb", "save it as .xlsx"),
    "odt": (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}), ".odt", "save it as .docx"),
    "odp": (zip_of({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), ".odp", ".pptx"),
    "pages": (zip_of({"Index/Document.iwa": b"x"}), "Apple Pages", "export it"),
    "doc": (compound_file("1Table", "WordDocument"), "an old Word document", "save it as .docx"),
    "ppt": (compound_file("Current User", "PowerPoint Document"), "an old PowerPoint", "save it as .pptx"),
    "msg": (compound_file("__properties_version1.0"), "Outlook", "save the attached document"),
    "other old": (compound_file("Contents"), "an old Office file that holds no workbook", "copy its tables"),
    "eml": (
        b"From: anna@kuvala.fi\r\nSubject: Tilanne\r\nMIME-Version: 1.0\r\n\r\nHei",
        "an e-mail message",
        "save the attached document",
    ),
    "mhtml": (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n",
        "a web page saved in one file (MHTML)",
        "save it as a web page",
    ),
    "xml 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "an Excel workbook as XML",
        "save it as .xlsx",
    ),
    "xml": (b'<?xml version="1.0"?><tila><rivi/></tila>', "an XML file", ".xlsx"),
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_what_no_reader_takes_is_named_with_what_to_do(name: str) -> None:
    content, found, remedy = UNSUPPORTED[name]

    error = refused(content)

    assert error.reason_code == "unsupported_format"
    assert found in error.message
    assert remedy in error.hint


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_character_is_empty(content: bytes) -> None:
    assert refused(content).reason_code == "empty"


def test_a_document_of_more_than_fifty_megabytes_is_too_large() -> None:
    error = refused(b"x" * 61_000_000)

    assert error.reason_code == "too_large"
    assert "expected at most 50 MB, found 61 MB" in error.message


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03", b"\x7fELF\x02\x01\x01\x00", noise(600, 3)])
def test_programs_and_random_bytes_are_no_text(content: bytes) -> None:
    assert refused(content).reason_code == "not_text"


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.99])
def test_an_office_file_that_was_cut_off_is_broken(kept: float) -> None:
    whole = MAKERS["docx"](KUVALA)

    error = refused(whole[: int(len(whole) * kept)])

    assert error.reason_code == "broken"
    assert "found a damaged one" in error.message


def test_an_old_office_file_that_was_cut_off_is_broken() -> None:
    assert refused(compound_file("Workbook")[:700], "tilanne.xls").reason_code == "broken"


def test_an_encrypted_office_file_needs_its_password_taken_off() -> None:
    error = refused(compound_file("EncryptionInfo", "EncryptedPackage"))

    assert error.reason_code == "password"
    assert "save it without one" in error.hint


def test_an_encrypted_opendocument_file_needs_its_password_taken_off() -> None:
    manifest = b'<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
    }

    assert refused(zip_of(members), "tilanne.ods").reason_code == "password"


def test_a_zip_file_with_encrypted_members_needs_its_password_taken_off() -> None:
    content = bytearray(zip_of({"word/document.xml": b"<w/>"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refused(bytes(content)).reason_code == "password"


ZEROS = zip_of({"word/document.xml": b"\x00" * 8_000_000})
BOMBS = {
    "dense": (ZEROS, "expected at most 200 bytes packed in one"),
    "one dense part among others": (
        zip_of({"word/document.xml": b" " * 8_000_000, "a.bin": noise(90_000, 1)}),
        "expected at most 200 bytes packed in one",
    ),
    "many members": (
        zip_of({f"a{n}": b"" for n in range(5_001)}),
        "at most 5000 files packed in it, found 5001",
    ),
    "too many members": (zip_of({f"a{n}": b"" for n in range(10_001)}), "at most 5000 files packed in it"),
    "says less than it holds": (lying(ZEROS, 1_000), "expected 1000 bytes in 'word/document.xml' as it says"),
    "over one another": (
        overlapping(zip_of({"a": b"1" * 99, "b": b"2" * 99})),
        "files that lie over one another",
    ),
    "entities": (
        zip_of({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'}),
        "without entities",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_fill_the_memory_is_refused_before_it_is_unpacked(name: str) -> None:
    content, expected = BOMBS[name]

    error = refused(content)

    assert error.reason_code == "zip_bomb"
    assert expected in error.message


def test_what_unpacks_to_more_than_two_hundred_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_TOTAL_BYTES", 100_000)
    content = zip_of({f"{n}.bin": noise(40_000, n) for n in range(4)})

    assert refused(content).reason_code == "zip_bomb"


def test_a_picture_that_packs_well_does_no_harm_to_a_document() -> None:
    main = override("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    content = ooxml(main, **{"white.bmp": b"\xff" * 3_000_000, "photo.jpg": noise(30_000, 2)})

    assert sniff(content, "tilanne.docx").format == "docx"


def test_a_member_that_holds_less_than_it_says_is_broken() -> None:
    assert refused(lying(zip_of({"a.xml": b"<a/>"}), 9_999)).reason_code == "broken"


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([MAKERS["docx"](KUVALA), compound_file("Workbook"), ZEROS]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_mutated_bytes_are_told_or_refused_but_never_crash(
    content: bytes, changes: list[tuple[float, int]]
) -> None:
    mutated = bytearray(content)
    for place, value in changes:
        mutated[int(place * len(mutated))] = value

    try:
        assert sniff(bytes(mutated), "tilanne").format
    except DocumentRefusedError as error:
        assert error.hint


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_told_or_refused_but_never_crash(content: bytes) -> None:
    try:
        assert sniff(content, "satunnainen").format
    except DocumentRefusedError as error:
        assert error.hint
