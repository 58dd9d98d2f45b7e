"""Text out of documents that nobody trusts: text or a clear refusal, within the limits, nothing active."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tajryiba.core.errors import DomainError
from tajryiba.media.extraction import outside, take_text
from tajryiba.media.extraction.limits import MOST_BYTES, MOST_MEMORY, SECONDS
from tajryiba.media.extraction.readers import joined
from tests.factories import documents

SLACK = 1.5  # seconds: a busy machine starts a process slowly; the reader itself is ended at its limit


def read(case: documents.Case) -> tuple[str, str]:
    """("text", html) or (code, words of the refusal)."""
    started = time.monotonic()
    try:
        answer = "text", take_text(case.data, case.name).html
    except DomainError as refusal:
        answer = refusal.code, str(refusal.message)
    assert time.monotonic() - started <= SECONDS + SLACK, case.what
    return answer


def fault(case: documents.Case) -> str:
    """What is wrong with the answer, or nothing."""
    code, words = read(case)
    if case.text is not None:
        return "" if code == "text" and case.text in words else f"{case.what}: {code} {words[:80]!r}"
    if code == "text":
        return "" if not case.codes and "<script" not in words else f"{case.what}: text {words[:80]!r}"
    return "" if words and (not case.codes or code in case.codes) else f"{case.what}: {code}"


@pytest.mark.parametrize("kind", documents.KINDS)
def test_thirty_files_of_each_kind(kind):
    cases = documents.every(kind)
    assert len(cases) == 30
    with ThreadPoolExecutor(2) as pool:
        assert [words for words in pool.map(fault, cases) if words] == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit by time alone")
def test_the_reader_cannot_have_more_memory_than_its_limit():
    program = f"""
import resource
from tajryiba.media.extraction.limits import confine
confine()
assert resource.getrlimit(resource.RLIMIT_AS) == ({MOST_MEMORY}, {MOST_MEMORY})
assert resource.getrlimit(resource.RLIMIT_CPU) == ({SECONDS}, {SECONDS})
try:
    bytearray({MOST_MEMORY})
except MemoryError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=outside.ROOT, text=True)
    assert done.stdout == "refused\n"


def test_tables_of_a_docx_are_kept():
    body = (
        f'<w:document xmlns:w="{documents.media.WORD}"><w:body><w:tbl><w:tr><w:tc>'
        "<w:p><w:r><w:t>Тариф</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    found = take_text(documents.docx(**{"word/document.xml": body}), "a.docx")
    assert (found.kind, found.html) == ("docx", "<table><tr><td><p>Тариф</p></td></tr></table>")


def test_kinds_without_a_reader_are_refused_before_anything_starts(monkeypatch):
    monkeypatch.setattr(outside, "_run", lambda *_args: pytest.fail("started"))
    for name in ("a.xlsx", "a.png", "a", "a.docx.js"):
        with pytest.raises(DomainError) as refusal:
            take_text(b"x", name)
        assert refusal.value.code == "unknown_kind"
    with pytest.raises(DomainError) as refusal:
        take_text(b"x" * (MOST_BYTES + 1), "a.pdf")
    assert refusal.value.code == "too_large"


@pytest.mark.parametrize("said", [b"", b"no json", b'{"refused": "something new"}'])
def test_a_reader_that_says_nothing_sensible_is_a_refusal(said, monkeypatch):
    done = type("Done", (), {"stdout": said})
    monkeypatch.setattr(outside.subprocess, "run", lambda *args, **options: done)
    with pytest.raises(DomainError) as refusal:
        take_text(b"x", "a.pdf")
    assert refusal.value.code == ("broken" if b"new" in said else "too_hard")


def test_a_reader_that_hangs_is_ended(monkeypatch):
    def hang(*args, **options):
        raise outside.subprocess.TimeoutExpired("reader", options["timeout"])

    monkeypatch.setattr(outside.subprocess, "run", hang)
    with pytest.raises(DomainError) as refusal:
        take_text(b"x", "a.pdf")
    assert refusal.value.code == "too_hard"


@pytest.mark.skipif(shutil.which("antiword") is not None, reason="this machine reads .doc")
def test_without_antiword_an_old_word_file_is_refused_with_advice():
    with pytest.raises(DomainError) as refusal:
        take_text(documents.doc(), "a.doc")
    assert refusal.value.code == "no_reader"


def test_lines_of_a_pdf_become_paragraphs():
    lines = [
        "Статья 1. Предмет",
        "1. Этот закон определяет порядок, в котором органы местного самоуправ-",
        "ления отвечают на обращения граждан.",
        "17",
        "2. Второй пункт.",
    ]
    assert joined(lines) == [
        "Статья 1. Предмет",
        "1. Этот закон определяет порядок, в котором органы местного самоуправления отвечают на обращения граждан.",
        "2. Второй пункт.",
    ]
