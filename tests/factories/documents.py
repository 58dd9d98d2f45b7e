"""Thirty made-up files of each kind: good, huge, broken, encrypted, bombs, with macros, polyglots, wrongly named.

Everything is made by code; `expected` is "text", or the codes of refusals of which one must come.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.factories import media

WORDS = "Статья 1. Суу түтүгү, өңүт"
REFUSED = frozenset()  # any clear refusal


@dataclass(frozen=True)
class Case:
    what: str
    name: str
    data: bytes
    text: str | None = None  # these words must come out; None: a refusal must come
    codes: frozenset = REFUSED  # which refusal; empty: any


def every(kind: str) -> list[Case]:
    return [*GOOD[kind](), *_hurt(kind), *SPECIAL[kind]()]


# --- Good ones ---


def docx(text: str = WORDS, **extra) -> bytes:
    files = {**media.office_files("docx", text), **extra}
    files["_rels/.rels"] = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    return media.archive(files)


def odt(text: str = WORDS, **extra) -> bytes:
    return media.archive({**media.odf_files(text=text), **extra}, stored=("mimetype",))


def rtf(text: str = WORDS) -> bytes:
    words = "".join(f"\\u{ord(char)}?" if ord(char) > 127 else char for char in text.replace("\n", "\\par "))
    return b"{\\rtf1\\ansi\\ansicpg1251 " + words.encode("ascii") + b"\\par}"


def html(text: str = WORDS) -> bytes:
    return f"<!doctype html><html><body><p>{text}</p></body></html>".encode()


def txt(text: str = WORDS) -> bytes:
    return text.encode()


def pdf(text: str = "Article 1. Water") -> bytes:
    return media.pdf(text=text)


def doc() -> bytes:
    return media.ole("WordDocument")


MAKE = {"docx": docx, "odt": odt, "rtf": rtf, "html": html, "txt": txt, "pdf": pdf, "doc": doc}
KINDS = tuple(MAKE)


def _good(kind: str, seven: list[str]) -> list[Case]:
    return [Case(f"good {n}", f"act-{n}.{kind}", MAKE[kind](text), text) for n, text in enumerate(seven, 1)]


CYRILLIC = [WORDS, "Статья 12-1. Жер", "Бир сап", "ЗАКОН", "1. Пункт", "«О воде»", "№ 123 от 2021"]
LATIN = ["Article 1", "One line", "LAW", "1. Point", "No 123", "Water and land", "2021"]
GOOD = {
    **{kind: (lambda kind=kind: _good(kind, CYRILLIC)) for kind in ("docx", "odt", "rtf", "html", "txt")},
    "pdf": lambda: _good("pdf", LATIN),
    # Nobody can make an old Word file without Word: these have its skeleton and no words.
    "doc": lambda: [Case(f"skeleton {n}", f"{n}.doc", doc() + b"\0" * n * 512) for n in range(1, 8)],
}


# --- Broken, wrongly named: the same for every kind ---


def _hurt(kind: str) -> Iterator[Case]:
    whole = MAKE[kind]()
    yield Case("empty", f"a.{kind}", b"", codes=frozenset({"empty"}))
    yield Case("spaces", f"a.{kind}", b" \n\t " * 50, codes=frozenset({"empty"}))
    yield Case("zeros", f"a.{kind}", b"\0" * 5000)
    yield Case("a picture inside", f"a.{kind}", media.picture("PNG"))
    yield Case("a program inside", f"a.{kind}", b"MZ\x90\0" + b"\0\1\2" * 800)
    yield Case("a program's name", f"a.{kind}.exe", whole, codes=frozenset({"unknown_kind"}))
    yield Case("a hidden program", f"a.exe.{kind}", whole, codes=frozenset({"bad_name", "disguised"}))
    yield Case("no ending", "act", whole, codes=frozenset({"unknown_kind"}))
    other = "pdf" if kind != "pdf" else "docx"
    yield Case("wrong ending", f"a.{other}", whole)
    yield Case("a control sign in the name", f"a\x07.{other}", whole)
    yield Case("too large", f"a.{kind}", whole + b" " * (25 * 1024 * 1024 + 1), codes=frozenset({"too_large"}))


CUTS = (0.5, 0.95)


def _cut(kind: str, data: bytes, codes=frozenset()) -> list[Case]:
    return [Case(f"cut at {cut}", f"a.{kind}", data[: int(len(data) * cut)], codes=codes) for cut in CUTS]


def _bomb(name: str, size: int = 60_000_000) -> dict[str, bytes]:
    return {name: b"0" * size}


DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def _zip_cases(kind: str, make, part: str) -> list[Case]:
    """What is done to DOCX and ODT alike."""
    many = {f"x/{n}.xml": b"<a/>" for n in range(5200)}
    return [
        *_cut(kind, make(), codes=frozenset({"broken"})),
        Case("bomb", f"a.{kind}", make(**_bomb("media/big.bin")), codes=frozenset({"bomb"})),
        Case("bomb in XML", f"a.{kind}", make(**_bomb("media/big.xml", 210_000_000)), codes=frozenset({"bomb"})),
        Case("too many files", f"a.{kind}", make(**many), codes=frozenset({"bomb"})),
        Case("path outside", f"a.{kind}", make(**{"../../evil": b"x"}), codes=frozenset({"unsafe_paths"})),
        Case("declarations", f"a.{kind}", make(**{"more.xml": DTD}), codes=frozenset({"dtd"})),
        Case("macro", f"a.{kind}", make(**{"word/vbaProject.bin": b"x"}), codes=frozenset({"active"})),
        Case("polyglot with a PDF behind", f"a.{kind}", make() + media.pdf(), MAIN[kind]),
        Case("polyglot with a page before", f"a.{kind}", b"<html><script>1</script>" + make()),
    ]


MAIN = {"docx": WORDS, "odt": WORDS}


def _docx_special() -> list[Case]:
    deep = "<w:p>" * 20000
    body = f'<w:document xmlns:w="{media.WORD}"><w:body>{deep}</w:body></w:document>'
    return _zip_cases("docx", docx, "word/document.xml")[:-1] + [
        Case("encrypted", "a.docx", media.ole("EncryptedPackage", "EncryptionInfo"), codes=frozenset({"encrypted"})),
        Case("deep and not closed", "a.docx", docx(**{"word/document.xml": body})),
        Case("huge", "a.docx", docx("\n".join(["слово " * 40] * 20_000))),
    ]


def _odt_special() -> list[Case]:
    locked = '<manifest><file-entry><encryption-data x="1"/></file-entry></manifest>'
    return _zip_cases("odt", odt, "content.xml")[:-1] + [
        Case("encrypted", "a.odt", odt(**{"META-INF/manifest.xml": locked}), codes=frozenset({"encrypted"})),
        Case("no XML", "a.odt", odt(**{"content.xml": b"\xff\xfe not xml"})),
        Case("huge", "a.odt", odt("слово " * 60_000), "слово слово"),
    ]


def _pdf_special() -> list[Case]:
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    launch = b"/OpenAction << /S /Launch /F (cmd.exe) >>"
    locked = media.pdf().replace(
        b"trailer\n<<",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") >>",
    )
    return [
        *_cut("pdf", pdf()),
        Case("script", "a.pdf", media.pdf(catalog=script), codes=frozenset({"active"})),
        Case("launch", "a.pdf", media.pdf(catalog=launch), codes=frozenset({"active"})),
        Case("encrypted", "a.pdf", locked),
        Case("only a head", "a.pdf", b"%PDF-1.7\n%%EOF", codes=frozenset({"broken"})),
        Case("no pages", "a.pdf", media.pdf(pages=0)),
        Case("huge", "a.pdf", media.pdf(pages=3000), "Salam dunyo"),
        Case("polyglot with an archive behind", "a.pdf", pdf() + docx(), "Article 1. Water"),
        Case("polyglot with a page behind", "a.pdf", pdf() + b"<script>alert(1)</script>", "Article 1. Water"),
        Case("polyglot with a page before", "a.pdf", b"<html><script>1</script></html>" + pdf()),
        Case("no words", "a.pdf", media.pdf(text=""), codes=frozenset({"no_text"})),
    ]


def _rtf_special() -> list[Case]:
    return [
        Case("a program inside it", "a.rtf", b"{\\rtf1 {\\object\\objdata 4d5a}}", codes=frozenset({"active"})),
        Case("updates itself", "a.rtf", b"{\\rtf1 {\\object\\objupdate x}}", codes=frozenset({"active"})),
        Case("only braces", "a.rtf", b"{\\rtf1" + b"{" * 5000 + b"}" * 5001, codes=frozenset({"no_text", "too_hard"})),
        Case("never closed", "a.rtf", b"{\\rtf1 Water", "Water"),
        Case("too many closed", "a.rtf", b"{\\rtf1 Water}}}}}", "Water"),
        Case("bad numbers", "a.rtf", b"{\\rtf1 \\u99999999? Water}"),
        Case("zeros inside", "a.rtf", b"{\\rtf1 Wa\0ter}", "Wa"),
        Case("huge", "a.rtf", b"{\\rtf1 " + b"Water \\par " * 20_000 + b"}", "Water"),
        Case("huge picture", "a.rtf", b"{\\rtf1 {\\pict " + b"ab" * 2_000_000 + b"} Water}"),
        Case("polyglot with an archive behind", "a.rtf", rtf() + docx(), WORDS),
        Case("polyglot with a page before", "a.rtf", b"<html>" + rtf()),
        Case("no words", "a.rtf", b"{\\rtf1\\ansi }", codes=frozenset({"no_text"})),
    ]


def _html_special() -> list[Case]:
    script = b"<html><body><p>Water</p><script>alert('evil')</script><svg onload=alert(1)></svg></body></html>"
    return [
        Case("script", "a.html", script, "Water"),
        Case("handlers", "a.html", b"<html><body onload=evil()><p onclick=evil()>Water</p></body></html>", "Water"),
        Case("not closed", "a.html", b"<html><body><p>Water<table><tr><td>x", "Water"),
        Case("windows-1251", "a.html", '<html><meta charset="windows-1251"><p>Вода'.encode("cp1251"), "Вода"),
        Case("lies about its letters", "a.html", '<html><meta charset="utf-8"><p>Вода'.encode("cp1251"), "Вода"),
        Case("unknown letters", "a.html", '<html><meta charset="no-such"><p>Вода'.encode(), "Вода"),
        Case("deep", "a.html", b"<html><body>" + b"<div>" * 50_000 + b"Water", "Water"),
        Case("huge", "a.html", b"<html><body>" + b"<p>Water</p>" * 200_000, "Water"),
        Case("only a script", "a.html", b"<html><script>alert(1)</script>"),
        Case("a drawing", "a.html", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', codes=frozenset({"disguised"})),
        Case("no HTML", "a.html", b"just words", codes=frozenset({"disguised"})),
        Case("polyglot with an archive behind", "a.html", html() + docx()),
    ]


def _txt_special() -> list[Case]:
    return [
        Case("windows-1251", "a.txt", "Вода".encode("cp1251"), "Вода"),
        Case("utf-16", "a.txt", "Вода".encode("utf-16"), "Вода"),
        Case("with a mark", "a.txt", "Вода".encode("utf-8-sig"), "Вода"),
        Case("a page", "a.txt", b"<html><script>1</script>"),
        Case("a program", "a.txt", b"<?php system($x); ?>"),
        Case("a drawing", "a.txt", b"<svg onload=alert(1)>"),
        Case("huge", "a.txt", "Вода\n".encode() * 200_000, "Вода"),
        Case("one long line", "a.txt", b"a" * 5_000_000, "aaa"),
        Case("zeros inside", "a.txt", b"Wa\0ter"),
        Case("signs of markup", "a.txt", b"1 < 2 && <script>", "1 &lt; 2"),
        Case("archive", "a.txt", docx()),
        Case("polyglot with an archive behind", "a.txt", b"Water\n" + docx()),
    ]


def _doc_special() -> list[Case]:
    macro = [media.ole("WordDocument", name) for name in ("_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR")]
    return [
        *[Case(f"macro {n}", "a.doc", data, codes=frozenset({"active"})) for n, data in enumerate(macro)],
        Case("encrypted", "a.doc", media.ole("EncryptedPackage"), codes=frozenset({"encrypted"})),
        Case("a sheet inside", "a.doc", media.ole("Workbook"), codes=frozenset({"disguised"})),
        Case("nothing inside", "a.doc", media.ole(), codes=frozenset({"unknown_kind"})),
        Case("only a head", "a.doc", doc()[:512]),
        Case("huge", "a.doc", doc() + b"\0" * 20_000_000),
        Case("polyglot with an archive behind", "a.doc", doc() + docx()),
        Case("polyglot with a page behind", "a.doc", doc() + b"<script>1</script>"),
        Case("polyglot with a page before", "a.doc", b"<html><script>1</script>" + doc()),
    ]


SPECIAL = {
    "docx": _docx_special,
    "odt": _odt_special,
    "pdf": _pdf_special,
    "rtf": _rtf_special,
    "html": _html_special,
    "txt": _txt_special,
    "doc": _doc_special,
}
