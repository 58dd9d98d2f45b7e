"""From pages to real files, once: what readers take home."""

import pypdfium2
import pytest
from wagtail.rich_text import RichText

from tajryiba.magazine.models import Print
from tajryiba.magazine.typesetting import tasks
from tests.epub_check import faults_of

from .conftest import article, issue, page_of

pytestmark = pytest.mark.django_db
HOSTILE = '#import "x" $a$ <script> \\ @б 😀 Өзгөчө «ңө»'


def test_an_issue_becomes_a_pdf_and_a_book():
    whole = issue()
    article(
        whole, title=HOSTILE, lead=HOSTILE, body=[("text", RichText("<p>Кеңештин өкүмү[^1]</p>")), ("notes", [HOSTILE])]
    )
    Print.objects.filter(issue_page=None).delete()
    assert tasks.make_waiting() == 2
    pdf, book = (page_of(whole).prints.get(format=format) for format in ("pdf", "epub"))
    text = " ".join(
        word for page in pypdfium2.PdfDocument(pdf.file.read()) for word in page.get_textpage().get_text_range().split()
    )
    for words in ('#import "x" $a$ <script> \\ @б', "Өзгөчө «ңө»", "Кеңештин өкүмү"):
        assert words in text
    assert pdf.pages == 4
    assert faults_of(book.file.read()) == []
