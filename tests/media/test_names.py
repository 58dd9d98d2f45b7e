import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajryiba.media import names

TRICKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200f\ufeff"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Отчёт_2025.pdf", "Отчёт 2025"),
        ("C:\\docs\\Токтом № 5.docx", "Токтом № 5"),
        ("../../etc/passwd", "passwd"),
        ("\u202efdp.exe", "fdp"),
        ("a\u200bb\ufeffc.pdf", "abc"),
        ("a\tb\u00a0c.pdf", "a b c"),
        ("", "—"),
        ("\u202e.pdf", "—"),
    ],
)
def test_title_from_a_file_name(name, title):
    assert names.title_from(name) == title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Токтом № 5.pdf", "Токтом № 5.pdf"),
        ("Жооп: «иш»?.PDF", "Жооп- «иш»-.pdf"),
        ("report\u202egpj.pdf", "reportgpj.pdf"),
        ("..pdf", "document.pdf"),
        (". .pdf", "document.pdf"),
        ("a;b%20c.pdf", "a-b-20c.pdf"),
    ],
)
def test_download_name(name, expected):
    assert names.download_name(name, "pdf") == expected


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name):
    for safe in (names.stored_name(name, "pdf"), names.download_name(name, "pdf")):
        assert os.path.basename(safe) == safe
        assert safe.endswith(".pdf") and 5 <= len(safe) <= 105
        assert not safe.startswith(".")
        assert not any(
            ord(char) < 32 or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for char in safe
        )
    assert names.stored_name(name, "pdf").isascii()
    assert 1 <= len(names.title_from(name)) <= names.MAX_TITLE
