"""What the magazine begins with: everything is public in Kyrgyz and Russian, again and again without harm."""

import tomllib
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType

from tajryiba.legal.starter.loader import load_acts
from tajryiba.magazine.models import Article, ArticlePage, DigestItem, Issue, IssuePage, News, NewsPage, StaticPage
from tajryiba.magazine.starter import loader
from tajryiba.magazine.starter.story import Known, plain_note, story
from tajryiba.notify import domain as notify
from tajryiba.notify.models import Notice
from tests.factories import practices as make
from tests.factories.magazine_facts import an_issue
from tests.factories.people import person

pytestmark = pytest.mark.django_db
ARTICLES = sorted((loader.FOLDER / "articles").glob("*.toml"))
TOPICS = {topic for path in ARTICLES for topic in tomllib.loads(path.read_text())["topics"]} | {"governance"}
PRACTICES = {key for path in ARTICLES for key in tomllib.loads(path.read_text())["practices"]}


@pytest.fixture
def ground() -> None:
    """Topics, acts and the practices that the stories name, these without their words (loading those takes long)."""
    for slug in sorted(TOPICS):
        make.topic(slug)
    load_acts()
    for key in sorted(PRACTICES):
        make.published(("ky", "ru"), starter_key=key)


def test_everything_is_public_and_opens(ground, guest):
    """One test for all that needs the practices and the acts: to load them takes seconds."""
    reader = person()
    notify.follow(reader, ContentType.objects.get_for_model(make.published()))
    notify.follow(reader, make.topic("water"))
    loaded = loader.load_magazine()
    every_page_opens(guest, loaded)
    stories_hold_what_the_files_hold()
    again_changes_nothing()
    assert not Notice.objects.filter(user=reader).exists()


def every_page_opens(guest, loaded) -> None:
    news = len(list((loader.FOLDER / "news").glob("*.toml")))
    assert loaded == {"news": news, "pages": 4, "issues": 1}
    pages = [page for model in (IssuePage, ArticlePage, NewsPage, StaticPage) for page in model.objects.all()]
    assert {page.lang for page in pages} == {"ky", "ru", "en"}
    assert {page.lang for page in pages if not isinstance(page, StaticPage)} == {"ky", "ru"}
    for page in pages:
        assert page.live, page.address
        assert guest.get(page.address).status_code == 200, page.address
    issue = Issue.objects.get()
    assert (issue.slug, issue.state, issue.pages.count()) == ("2026-11", "published", 2)
    assert list(issue.articles.in_order().values_list("kind", flat=True)) == [
        *["article"] * 4,
        *["practice", "news_digest", "legal_digest"],
    ]
    assert all(article.pages.count() == 2 for article in issue.articles.all())


def again_changes_nothing() -> None:
    Article.objects.filter(starter_key="water").update(working_title="Мы поправили")
    assert loader.load_magazine() == {"news": 0, "pages": 0, "issues": 0}
    assert Article.objects.get(starter_key="water").working_title == "Мы поправили"
    assert DigestItem.objects.count() == DigestItem.objects.values("article", "content_type", "object_id").count()


def stories_hold_what_the_files_hold() -> None:
    for path in ARTICLES:
        data = tomllib.loads(path.read_text())
        article = Article.objects.get(starter_key=data["key"])
        assert article.practices.count() == len(data["practices"])
        assert article.authors.get().name_ru == data["authors_ru"]
        for lang in ("ky", "ru"):
            page = article.pages.get(locale__language_code=lang)
            kinds = [block["type"] for block in data[lang]["body"]]
            assert [block.block_type for block in page.body] == [*kinds, "notes"]
            assert page.minutes > 1
            for block, written in zip(page.body, data[lang]["body"], strict=False):
                if block.block_type == "table":
                    assert [[str(cell) for cell in row] for row in block.value.rows] == written["rows"]
                    assert block.value.caption == written["caption"]
                if block.block_type == "practice":
                    assert block.value["practice"].starter_key == written["key"]


def test_dates_are_those_of_the_events_and_cards_of_what_is_not_there_are_left_out(db, time_machine):
    time_machine.move_to("2027-03-05 10:00+06:00", tick=False)
    loader.load_magazine()
    news = News.objects.get(starter_key="tariff-order")
    assert news.happens_on == date(2025, 9, 26)
    assert {page.first_published_at.date() for page in news.pages.all()} == {date(2025, 9, 26)}
    assert news.first_published_at.date() == date(2025, 9, 26)
    assert Issue.objects.get().published_on == date(2026, 11, 30)
    kinds = {block.block_type for page in ArticlePage.objects.all() for block in page.body}
    assert "text" in kinds and not kinds & {"practice", "act"}


def test_an_issue_of_the_month_that_is_there_stays_alone(db):
    an_issue(2026, 11)
    assert loader.load_magazine()["issues"] == 0


def test_a_note_is_plain_words():
    note = 'Сказано: <a href="https://a.kg/?x=1&amp;y=2">24.kg, 15&nbsp;апреля</a>, по-русски.'
    assert plain_note(note) == "Сказано: 24.kg, 15 апреля: https://a.kg/?x=1&y=2, по-русски."


def test_an_unknown_block_is_a_fault_of_the_file():
    with pytest.raises(KeyError):
        story([{"type": "marquee"}], [], Known({}, {}))
