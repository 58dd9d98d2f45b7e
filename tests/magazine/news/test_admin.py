"""The facts of news in the admin: what they demand, the pages of the languages, filters, search."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Workflow

from tajryiba.audit.models import Event
from tajryiba.magazine import states
from tajryiba.magazine.models import News, NewsPage
from tests.factories.magazine import a_page, some_news
from tests.factories.people import person
from tests.factories.practices import topic

pytestmark = pytest.mark.django_db

LIST = reverse("wagtailsnippets_magazine_news:list")
ADD = reverse("wagtailsnippets_magazine_news:add")


@pytest.fixture(autouse=True)
def _in_english_without_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False
    with translation.override("en"):
        yield


@pytest.fixture
def editor(signed_in):
    return signed_in(person("editor"))


def html(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_facts_are_made_changed_and_never_deleted(editor):
    facts = {"working_title": "Гранттар", "kind": "grant"}
    assert editor.post(ADD, facts).status_code == 200 and News.objects.count() == 0  # until when?
    response = editor.post(ADD, {**facts, "deadline": "2026-12-01", "topics": [topic().pk]})
    news = News.objects.get()
    edit = reverse("wagtailsnippets_magazine_news:edit", args=[news.pk])
    assert response["Location"] == edit and news.topics.count() == 1
    editor.post(edit, {**facts, "working_title": "Чакан гранттар", "deadline": "2026-12-02"})
    news.refresh_from_db()
    assert (news.working_title, news.deadline.day, news.topics.count()) == ("Чакан гранттар", 2, 0)
    verbs = Event.objects.filter(verb__startswith="magazine.news").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["magazine.news_begun", "magazine.news_changed"]
    assert editor.get(reverse("wagtailsnippets_magazine_news:delete", args=[news.pk])).status_code == 302
    assert News.objects.count() == 1


def test_the_page_of_a_language_is_begun_once(editor):
    news = some_news((), working_title="Иштик аталыш")
    address = reverse("news_write", args=[news.pk, "ru"])
    assert address in html(editor, reverse("wagtailsnippets_magazine_news:edit", args=[news.pk]))
    assert editor.get(address).status_code == 405
    first, second = editor.post(address)["Location"], editor.post(address)["Location"]
    page = NewsPage.objects.get()
    assert first == second == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.lang, page.title, page.live) == ("ru", "Иштик аталыш", False)
    for wrong in (reverse("news_write", args=[news.pk, "de"]), reverse("news_write", args=[10**25, "ru"])):
        assert editor.post(wrong).status_code == 404


def test_others_begin_no_page(signed_in):
    address = reverse("news_write", args=[some_news(()).pk, "ru"])
    for role in ("reader", "client_admin"):
        assert signed_in(person(role)).post(address).status_code in (302, 403)
    assert NewsPage.objects.count() == 0


def words(news: News, lang: str) -> str:
    fresh = News.objects.prefetch_related(states.prefetch(News)).get(pk=news.pk)
    return next(row["state"] for row in states.language_rows(fresh, "news_write") if row["lang"] == lang)


def test_the_state_of_each_language_in_words():
    boss, news = person("content_admin"), some_news(())
    assert words(news, "ky") == "none"
    page = a_page(news, "ky", publish=False)
    assert words(news, "ky") == "draft"
    review = Workflow.objects.get(name__startswith="Журнал").start(page, boss)
    assert words(news, "ky") == "in review"
    review.cancel(user=boss)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert words(news, "ky") == "scheduled"
    page = NewsPage.objects.get(pk=page.pk)
    page.go_live_at = None
    page.save_revision().publish()
    assert words(news, "ky") == "live"
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Башка"
    page.save_revision()
    assert words(news, "ky") == "live, with unpublished changes"
    review = Workflow.objects.get(name__startswith="Журнал").start(page, boss)
    assert words(news, "ky") == "live, changes in review"
    review.cancel(user=boss)
    NewsPage.objects.get(pk=page.pk).unpublish()
    assert words(news, "ky") == "taken down"


def test_the_list_is_filtered_and_searched(editor):
    water = topic()
    both = some_news(("ky", "ru"), working_title="Бир", topics=[water], kind="grant")
    some_news(("ky",), working_title="Эки", title="Көпүрө", source_title="Агенттик")
    some_news((), working_title="Үч")

    def rows(query: str) -> list[str]:
        return sorted(row.working_title for row in editor.get(LIST + query).context["object_list"])

    assert rows("") == ["Бир", "Эки", "Үч"]
    assert rows("?kind=grant") == ["Бир"]
    assert rows(f"?topics={water.pk}") == ["Бир"]
    assert rows("?without=ru") == ["Эки", "Үч"]
    assert rows("?q=Көпүрө") == ["Эки"]
    assert rows("?q=Агенттик") == ["Эки"]
    assert both.pages.count() == 2


def test_the_list_costs_the_same_for_1_and_30(editor, same_query_count):
    def grow(count):
        for _number in range(count):
            some_news(("ky", "ru"), topics=[topic()])

    same_query_count(lambda: editor.get(LIST), grow)
