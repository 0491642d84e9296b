"""A broken file for every way in which one can be refused: what was found, and what to do."""

import io

import pikepdf
import pytest
from PIL import Image

from seuranta.ingest import read_document, read_documents
from tests.bad_inputs.ruined import compound_file, lying, noise, ooxml, overlapping, override, zip_of
from tests.making import Document, Table, make_docx, make_html, make_markdown, make_pptx, make_xlsx

KUVALA = Document(
    title="Digiohjelman tilanne 09/2024",
    tables=[
        Table(
            header=["Käyttötapaus", "2023", "2024", "Tilanne 09/2024"],
            rows=[["Verkkokauppa", "x", "", "Toteutettu 2023."], ["Kartta", "", "x", "Kesken."]],
            heading="1. Sähköiset palvelut",
        )
    ],
)
OLD_XLS = compound_file("Workbook")
DOCX, PPTX, XLSX = make_docx(KUVALA), make_pptx(KUVALA), make_xlsx(KUVALA)
ODF = b"application/vnd.oasis.opendocument."


def blank_pdf(**saved: object) -> bytes:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written, **saved)
    return written.getvalue()


def picture(format_name: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (90, 120), "grey").save(written, format_name)
    return written.getvalue()


LOCKED_PDF = blank_pdf(encryption=pikepdf.Encryption(user="salasana", owner="salasana"))
LOCKED_ODS = zip_of(
    {"mimetype": ODF + b"spreadsheet", "META-INF/manifest.xml": b"<m:encryption-data m:checksum='x'/>"}
)
CSV = "Käyttötapaus;2024;Tilanne\nKartta;x;Valmis.\nChat;;Kesken.\n".encode()
MARKDOWN = b"| \xc3\x85tg\xc3\xa4rd | 2024 | L\xc3\xa4ge |\n|---|---|---|\n"

# The file's name, its bytes, the code of the refusal, what the message names, and what the hint says to do.
BROKEN = {
    "no byte": ("tilanne.docx", b"", "empty", "an empty file", "ask the sender"),
    "blanks": ("tilanne.txt", b" \r\n\t\n", "empty", "an empty file", "ask the sender"),
    "too large": ("tilanne.csv", b"a;b\n" * 13_000_000, "too_large", "found 52 MB", "split"),
    "Word cut off": ("tilanne.docx", DOCX[: len(DOCX) // 2], "broken", "a damaged one", "ask the sender"),
    "slides cut off": ("tilanne.pptx", PPTX[: len(PPTX) // 2], "broken", "a damaged one", "ask the sender"),
    "workbook cut off": ("tilanne.xlsx", XLSX[:-30], "broken", "a damaged one", "ask the sender"),
    "PDF cut off": ("tilanne.pdf", blank_pdf()[:200], "broken", "damaged or cut off", "fetch the file again"),
    "old workbook cut off": (
        "a.xls",
        compound_file("Workbook")[:700],
        "broken",
        "a damaged one",
        "ask the sender",
    ),
    "page nested too deep": ("a.html", b"<html>" + b"<div>" * 2_500, "broken", "taken apart", "save it anew"),
    "quote never closed": ("a.csv", CSV + b'"Palaute;x;Kesken.\n', "broken", "line 4", ""),
    "encrypted Word": (
        "tilanne.docx",
        compound_file("EncryptionInfo", "EncryptedPackage"),
        "password",
        "an encrypted one",
        "save it without one",
    ),
    "encrypted ODS": ("tilanne.ods", LOCKED_ODS, "password", "an encrypted one", "save it without one"),
    "encrypted PDF": ("tilanne.pdf", LOCKED_PDF, "password", "asks for a password", "without one"),
    "scanned PDF": ("tilanne.pdf", picture("PDF"), "scanned", "a scanned document", "ask the sender"),
    "8 MB in 12 KB": ("a.xlsx", zip_of({"a.xml": b" " * 8_000_000}), "zip_bomb", "zip bomb", "do not open"),
    "says 9 bytes": (
        "a.xlsx",
        lying(zip_of({"a.xml": b"a" * 999}), 9),
        "zip_bomb",
        "9 bytes in",
        "do not open",
    ),
    "one over another": (
        "a.docx",
        overlapping(zip_of({"a": noise(99), "b": noise(99)})),
        "zip_bomb",
        "lie over one another",
        "do not open",
    ),
    "6000 members": (
        "a.pptx",
        zip_of({f"{n}": b"" for n in range(6_000)}),
        "zip_bomb",
        "6000",
        "do not open",
    ),
    "packed text": ("a.zip", zip_of({"a.txt": b"a"}), "unsupported_format", "(ZIP)", "unpack it"),
    "ODT": ("a.odt", zip_of({"mimetype": ODF + b"text"}), "unsupported_format", "(.odt)", "save it as .docx"),
    "ODP": ("a.odp", zip_of({"mimetype": ODF + b"presentation"}), "unsupported_format", "(.odp)", ".pptx"),
    "Numbers": ("a.numbers", zip_of({"Index/a.iwa": b"a"}), "unsupported_format", "Apple", "export it"),
    "XLSB": (
        "a.xlsb",
        ooxml(override("vnd.ms-excel.sheet.binary.macroEnabled.main")),
        "unsupported_format",
        "(.xlsb)",
        "save it as .xlsx",
    ),
    "old Word": (
        "a.doc",
        compound_file("WordDocument"),
        "unsupported_format",
        "old Word",
        "save it as .docx",
    ),
    "old slides": (
        "a.ppt",
        compound_file("PowerPoint Document"),
        "unsupported_format",
        "old PowerPoint",
        "save it as .pptx",
    ),
    "RTF": ("a.rtf", rb"{\rtf1 Tilanne}", "unsupported_format", "an RTF document", "save it as .docx"),
    "photo": ("a.jpg", picture("JPEG"), "unsupported_format", "a picture (JPEG)", "ask the sender"),
    "screenshot": ("a.pdf", picture("PNG"), "unsupported_format", "a picture (PNG)", "ask the sender"),
    "e-mail": (
        "a.eml",
        b"From: anna@kuvala.fi\r\nMIME-Version: 1.0\r\nSubject: Tilanne\r\n\r\nHei!",
        "unsupported_format",
        "an e-mail message",
        "save the attached document",
    ),
    "MHTML": (
        "a.mht",
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        "unsupported_format",
        "(MHTML)",
        "save it as a web page",
    ),
    "program": ("tilanne.docx", b"MZ\x90\x00" + noise(200), "not_text", "a program", "do not open it"),
    "random bytes": ("tilanne.txt", noise(600), "not_text", "no text", "save it as text"),
    "page of scripts": ("a.html", b"<html><script>draw()</script></html>", "no_table", "scripts", "as PDF"),
    "page of frames": (
        "a.html",
        b"<html><iframe src=b.html></iframe></html>",
        "no_table",
        "frames",
        "as PDF",
    ),
    "page of prose": ("a.html", b"<html><p>Allt bra.</p></html>", "no_table", "a table of actions", ""),
    "lost pipe": ("a.md", MARKDOWN + b"| Karta | Klar |", "wrong_cell_count", "line 3", ""),
    "unknown header": (
        "a.html",
        b"<table><tr><th>Foo<th>Bar<tr><td>1<td>2</table>",
        "no_name_column",
        "'Foo', 'Bar'",
        "headers.toml",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_what_was_found_and_what_to_do(name: str) -> None:
    file, content, code, found, remedy = BROKEN[name]

    reading = read_document(file, content)

    assert reading.actions == ()
    assert reading.error is not None
    assert reading.error.code == code
    assert reading.error.message.startswith(file)
    assert found in reading.error.message
    assert reading.error.hint
    assert remedy in reading.error.hint


def test_a_file_under_a_wrong_name_is_read_as_what_it_is() -> None:
    reading = read_document("tilanne.pdf", DOCX)

    assert (reading.format, [action.name for action in reading.actions]) == (
        "docx",
        ["Verkkokauppa", "Kartta"],
    )
    assert [warning.message for warning in reading.warnings if warning.code == "wrong_ending"] == [
        "named .pdf, but it is a Word document: read as one"
    ]


def test_a_page_says_the_same_with_scripts_and_entities_as_without() -> None:
    plain = make_html(KUVALA)
    script = b"<script>document.body.innerHTML = '<table>'</script></body>"
    hostile = plain.replace(b"<!doctype html>", b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hosts">]>')

    readings = read_documents([("a.html", plain), ("b.html", hostile.replace(b"</body>", script))])

    assert readings[0].outcome == "read"
    assert [action.name for action in readings[0].actions] == [action.name for action in readings[1].actions]
    assert readings[0].warnings == readings[1].warnings


@pytest.mark.parametrize("make", [make_html, make_markdown])
def test_a_refused_file_hides_no_other(make: object) -> None:
    assert callable(make)

    readings = read_documents([("rikki.zip", zip_of({})), ("tilanne", make(KUVALA))])

    assert [reading.outcome for reading in readings] == ["refused", "read"]
