import pytest

from tajryiba.media import pdf as pdf_module
from tajryiba.media import text
from tajryiba.media.text import extract_text
from tests.factories.media import archive, odf_files, office_files, ole, pdf

LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("pdf", pdf(2, "Salam dunyo"), "Salam dunyo\nSalam dunyo"),
        ("docx", archive(office_files(text="Суу түтүгү\nэкинчи сап")), "Суу түтүгү\nэкинчи сап"),
        ("odt", archive(odf_files(text="Бюджет")), "Бюджет\nэкинчи сап"),
        ("txt", "Жергиликтүү кеңеш".encode(), "Жергиликтүү кеңеш"),
        ("csv", "суу;5".encode("cp1251"), "суу;5"),
        ("xlsx", archive(office_files("xlsx")), ""),
        ("doc", ole("WordDocument"), ""),
    ],
)
def test_text_of_each_kind(kind, data, expected):
    assert extract_text(data, kind) == expected


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("pdf", b"%PDF nonsense"),
        ("docx", b"no archive"),
        ("docx", archive({"other.xml": "<x/>"})),
        ("docx", archive({"word/document.xml": "<not closed"})),
        ("docx", archive({"word/document.xml": LAUGHS})),
        ("txt", b"a\0b"),
    ],
)
def test_what_cannot_be_read_gives_nothing(kind, data):
    assert extract_text(data, kind) == ""


def test_tabs_and_breaks_of_word_separate_words():
    files = office_files()
    files["word/document.xml"] = files["word/document.xml"].replace("</w:t>", "</w:t><w:tab/><w:t>аягы</w:t>")
    assert extract_text(archive(files), "docx") == "Суу түтүгү аягы"


def test_text_is_bounded(monkeypatch):
    monkeypatch.setattr(text, "MAX_CHARACTERS", 15)
    assert extract_text(b"x" * 100, "txt") == "x" * 15
    assert extract_text(archive(office_files(text="a" * 100)), "docx") == "a" * 15
    assert len(extract_text(pdf(5), "pdf")) == 15
    monkeypatch.undo()
    monkeypatch.setattr(pdf_module, "MAX_PAGES_OF_TEXT", 2)
    assert extract_text(pdf(5, "one"), "pdf") == "one\none"
