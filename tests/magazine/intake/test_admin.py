"""The editors' queue and the feeds in the admin."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from tajryiba.audit.models import Event
from tajryiba.core.errors import DomainError
from tajryiba.magazine.intake import domain
from tajryiba.magazine.models import Feed, FeedEntry, News, NewsPage
from tests.factories.people import person

pytestmark = pytest.mark.django_db

QUEUE = reverse("intake:index")


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def editor(signed_in):
    return signed_in(person("editor"))


def entry(feed: Feed | None = None, number: int = 1, **facts) -> FeedEntry:
    feed = feed or Feed.objects.create(title=f"Лента {number}", url=f"https://example.org/{number}", lang="ru")
    words = {"title": f"Запись {number}", "summary": "Коротко", "url": f"https://example.org/news/{number}"}
    return FeedEntry.objects.create(feed=feed, uid=f"{number:064}", **{**words, **facts})


def html(client, url: str = QUEUE) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


# --- The verbs ---


def test_news_made_of_an_entry_are_a_draft_in_the_language_of_the_feed():
    boss, made = person("editor"), entry()
    page = domain.take_entry(made, actor=boss)
    made.refresh_from_db()
    assert (page.lang, page.title, page.lead, page.live) == ("ru", "Запись 1", "Коротко", False)
    news = made.news
    assert (news.source_title, news.source_url, news.kind) == ("Лента 1", "https://example.org/news/1", "news")
    assert (made.state, made.decided_by, page.news_id) == ("taken", boss, news.pk)
    assert domain.take_entry(made, actor=boss) == page
    assert News.objects.count() == 1
    assert Event.objects.filter(verb="magazine.entry_taken").count() == 1


def test_long_words_are_cut_to_what_a_page_holds():
    page = domain.take_entry(entry(title="т" * 300, summary="с" * 1000), actor=person("editor"))
    assert (len(page.title), len(page.lead), len(page.news.working_title)) == (255, 400, 200)


def test_what_was_passed_over_is_not_taken():
    boss, made = person("editor"), entry()
    assert domain.pass_over([made.pk, 10**9], actor=boss) == 1
    assert domain.pass_over([made.pk], actor=boss) == 0
    with pytest.raises(DomainError) as refused:
        domain.take_entry(made, actor=boss)
    assert refused.value.code == "decided"
    assert Event.objects.get(verb="magazine.entries_passed").data == {"count": 1}
    assert News.objects.count() == 0


# --- The queue ---


def test_the_queue_shows_what_waits_newest_first(editor):
    old = entry(number=1, dated="2026-01-01T00:00:00Z")
    new = entry(old.feed, 2, dated="2026-02-01T00:00:00Z")
    entry(old.feed, 3, state="passed")
    other = entry(number=4)
    page = html(editor)
    assert page.index("Запись 4") < page.index("Запись 2") < page.index("Запись 1")
    assert "Запись 3" not in page and f"{old.feed.title} (2)" in page
    assert "Запись 4" not in html(editor, f"{QUEUE}?feed={old.feed_id}")
    for wrong in ("x", "0", "9" * 30):
        assert other.title in html(editor, f"{QUEUE}?feed={wrong}")
    assert new.state == "new"


def test_an_empty_queue_says_so(editor):
    assert gettext("Nothing waits. New entries come every half an hour.") in html(editor)


def test_hostile_words_are_shown_as_words(editor):
    entry(title="<script>alert(1)</script>", summary='"><img src=x onerror=alert(1)>')
    page = html(editor)
    assert "<script>alert(1)" not in page and "<img src=x" not in page


def test_make_news_of_one_and_pass_over_many(editor):
    rows = [entry(number=1)]
    rows += [entry(rows[0].feed, number) for number in (2, 3, 4)]
    response = editor.post(QUEUE, {"take": rows[0].pk, "entry": [rows[1].pk]})
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[NewsPage.objects.get().pk])
    editor.post(QUEUE, {"entry": [rows[1].pk, rows[2].pk, "x", "9" * 30]})
    editor.post(QUEUE, {})
    assert [row.state for row in FeedEntry.objects.order_by("pk")] == ["taken", "passed", "passed", "new"]
    domain.pass_over([rows[3].pk], actor=person("editor"))
    assert editor.post(QUEUE, {"take": rows[3].pk})["Location"] == QUEUE
    for wrong in ("x", "9" * 30, 0):
        assert editor.post(QUEUE, {"take": wrong}).status_code in (302, 404)
    assert News.objects.count() == 1


def test_the_queue_costs_the_same_for_1_and_30(editor, same_query_count):
    numbers = iter(range(100))
    same_query_count(lambda: editor.get(QUEUE), lambda n: [entry(number=next(numbers)) for _row in range(n)])


@pytest.mark.parametrize("role", ["reader", "client_admin"])
def test_others_may_neither_see_nor_decide(signed_in, role):
    client, made = signed_in(person(role)), entry()
    for response in (
        client.get(QUEUE),
        client.post(QUEUE, {"take": made.pk}),
        client.post(reverse("intake:poll", args=[made.feed_id])),
    ):
        assert response.status_code in (302, 403)
    made.refresh_from_db()
    assert made.state == "new"


# --- Feeds ---


def test_a_feed_is_added_edited_and_never_deleted(editor):
    add = reverse("wagtailsnippets_magazine_feed:add")
    facts = {"title": "Агенттик", "url": "https://example.org/rss", "lang": "ky", "is_active": "on"}
    assert editor.post(add, facts).status_code == 302
    feed = Feed.objects.get()
    assert editor.post(add, facts).status_code == 200  # twice the same address
    assert editor.post(add, {**facts, "url": "file:///etc/passwd"}).status_code == 200
    assert Feed.objects.count() == 1
    edit = reverse("wagtailsnippets_magazine_feed:edit", args=[feed.pk])
    assert editor.post(edit, {**facts, "title": "Жаңы ат"}).status_code == 302
    feed.refresh_from_db()
    assert feed.title == "Жаңы ат"
    assert Event.objects.filter(verb="magazine.feed_saved").count() == 2
    delete = reverse("wagtailsnippets_magazine_feed:delete", args=[feed.pk])
    assert editor.get(delete).status_code == 302 and Feed.objects.count() == 1


def test_the_row_of_a_feed_says_how_it_is(editor):
    facts = {"lang": "ru", "polled_at": "2026-11-01T00:00:00Z"}
    Feed.objects.create(title="Бузук", url="https://example.org/1", fault="too_slow", faults_in_row=2, **facts)
    Feed.objects.create(
        title="Токтогон", url="https://example.org/2", fault="private", faults_in_row=10, is_active=False, **facts
    )
    Feed.objects.create(title="Жакшы", url="https://example.org/3", **facts)
    listed = reverse("wagtailsnippets_magazine_feed:list")
    page = html(editor, listed)
    broken = Feed.objects.get(title="Бузук")
    assert str(broken.get_fault_display()) in page and "10" in page
    assert "Жакшы" not in html(editor, listed + "?failing=true")
    edit = html(editor, reverse("wagtailsnippets_magazine_feed:edit", args=[broken.pk]))
    assert reverse("intake:poll", args=[broken.pk]) in edit


def test_poll_now(editor):
    feed = Feed.objects.create(title="x", url="https://example.org/", polled_at="2026-11-01T00:00:00Z")
    address = reverse("intake:poll", args=[feed.pk])
    assert editor.get(address).status_code == 405
    assert editor.post(address).status_code == 302
    feed.refresh_from_db()
    assert feed.polled_at is None
    Feed.objects.update(is_active=False, polled_at="2026-11-01T00:00:00Z")
    editor.post(address)
    feed.refresh_from_db()
    assert feed.polled_at is not None
    assert editor.post(reverse("intake:poll", args=[10**25])).status_code == 404


def test_numbers_without_end_are_nothing(editor):
    assert editor.post(QUEUE, {"entry": "9" * 5000}).status_code == 302
    assert editor.post(QUEUE, {"take": "9" * 5000}).status_code == 404
