"""Pages of an issue through the real verbs, and a press that answers at once."""

from itertools import count

import pytest
from wagtail.rich_text import RichText

from tajryiba.core.documents import press
from tajryiba.magazine.domain import create_article, create_issue, write_page
from tajryiba.magazine.enums import IssueState
from tajryiba.magazine.models import ArticleAuthor

_numbers = count(1)
WORDS = [("text", RichText("<p>Айыл өкмөтү суу өткөрдү.</p>"))]


def issue(languages=("ky",), *, published: bool = True, **facts):
    """An issue that is out, with a live page in `languages`."""
    number = next(_numbers)
    facts = {
        "year": 2030 + number // 12,
        "month": number % 12 + 1,
        "number": 11,
        "through_number": 1000 + number,
    } | facts
    made = create_issue(**facts)
    made.state = IssueState.PUBLISHED if published else IssueState.ASSEMBLING
    made.save()
    for lang in languages:
        write_page(made, lang=lang, title=f"№ 11 {lang}", theme="Суу", publish=published)
    return made


def article(of=None, languages=("ky",), *, title: str = "Өкмөттүн үнү", publish: bool = True, authors=(), **words):
    """An article of an issue with a page in `languages`."""
    made = create_article(working_title=title, issue=of)
    for place, name in enumerate(authors):
        ArticleAuthor.objects.create(article=made, position=place, name_ky=name, role_ky="эксперт")
    for lang in languages:
        write_page(made, lang=lang, title=title, publish=publish, **({"body": WORDS} | words))
    return made


def page_of(facts, lang: str = "ky"):
    return facts.pages.get(locale__language_code=lang)


@pytest.fixture
def pressed(monkeypatch) -> list[press.Publication]:
    """Instead of the press: what was to be printed, in order."""
    seen: list[press.Publication] = []

    def make(publication, *, only=None, progress=None):
        seen.append(publication)
        progress(50)
        return press.Made(b"%PDF-1.7 made", 24, missing=())

    monkeypatch.setattr(press, "make_pdf", make)
    monkeypatch.setattr(press, "make_epub", lambda publication, *, progress=None: make(publication, progress=progress))
    return seen
