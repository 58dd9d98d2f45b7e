"""Who is told, what counts as an update, who may comment and ask, what the facts demand."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import translation

from tajryiba.discuss.models import Post
from tajryiba.experts import things
from tajryiba.magazine import shown
from tajryiba.magazine.models import Article, News, NewsPage
from tajryiba.magazine.news import queries
from tajryiba.notify.domain import follow
from tajryiba.notify.models import Happening, Notice
from tajryiba.search.models import Entry
from tests.factories import discuss, experts
from tests.factories.magazine import a_page, an_article, some_news
from tests.factories.people import make_organisation, person
from tests.factories.practices import topic, unit

pytestmark = pytest.mark.django_db


# --- Facts ---


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"kind": "news"}, set()),
        ({"kind": "grant"}, {"deadline"}),
        ({"kind": "grant", "deadline": date(2026, 1, 1)}, set()),
        ({"kind": "draft_act"}, {"deadline", "source_url"}),
        ({"kind": "draft_act", "deadline": date(2026, 1, 1), "source_url": "https://example.org/"}, set()),
        ({"kind": "announcement"}, {"happens_on"}),
        ({"kind": "announcement", "happens_on": date(2026, 1, 1)}, set()),
        ({"kind": "announcement", "deadline": date(2026, 1, 1)}, set()),
    ],
)
def test_what_each_kind_needs(facts, wrong):
    try:
        News(working_title="x", **facts).clean()
    except ValidationError as error:
        assert set(error.message_dict) == wrong
    else:
        assert wrong == set()


def test_days_are_counted_on_the_clock_of_the_site():
    news = News(deadline=date(2026, 11, 20), happens_on=date(2026, 11, 22))
    with time_machine.travel("2026-11-19T17:59:00Z", tick=False):  # 23:59 in Bishkek
        assert (news.days_left(), news.days_to_event()) == (1, 3)
    with time_machine.travel("2026-11-20T17:59:00Z", tick=False):
        assert (news.days_left(), news.days_to_event()) == (0, 2)
    with time_machine.travel("2026-11-20T18:00:00Z", tick=False):
        assert (news.days_left(), news.days_to_event()) == (None, 1)
    assert (News().days_left(), News().days_to_event()) == (None, None)


# --- Followers ---


def test_followers_of_topics_places_and_the_kind_are_told_once():
    water, place = topic(), unit()
    readers = [person(language="ru") for _number in range(4)]
    follow(user=readers[0], obj=water)
    follow(user=readers[1], obj=place)
    follow(user=readers[2], obj=ContentType.objects.get_for_model(News))
    for obj in (water, place):
        follow(user=readers[2], obj=obj)
    news = some_news((), topics=[water], units=[place])
    a_page(news, "ky", publish=False)
    assert Notice.objects.filter(kind="magazine.news").count() == 0
    page = NewsPage.objects.get(news=news)
    page.get_latest_revision().publish()
    a_page(News.objects.get(pk=news.pk), "ru")  # the second language is no second piece
    NewsPage.objects.get(pk=page.pk).save_revision().publish()
    told = Notice.objects.filter(kind="magazine.news")
    assert sorted(notice.user_id for notice in told) == sorted(reader.pk for reader in readers[:3])
    assert told[0].link == f"/ky/news/open/{news.pk}/"


def test_starter_content_is_announced_to_nobody():
    follow(user=person(), obj=ContentType.objects.get_for_model(News))
    some_news(starter_key="one")
    an_article(("ky",))
    assert Happening.objects.count() == 0


# --- The daily update ---


def test_updates_are_counted_by_day_and_each_piece_once():
    with time_machine.travel("2026-11-18T17:30:00Z", tick=False):  # 18 November in Bishkek
        first = some_news(("ky",))
    with time_machine.travel("2026-11-18T18:30:00Z", tick=False):  # 19 November already
        a_page(first, "ru")
        some_news(("ky", "ru"))
        some_news(("ru",))
        a_page(some_news(()), "ky", publish=False)
        an_article(("ky",))
    NewsPage.objects.filter(news=first).first().save_revision().publish()
    found = queries.updates_by_day(date(2026, 11, 17), date(2026, 11, 20))
    assert found == {date(2026, 11, 17): 0, date(2026, 11, 18): 1, date(2026, 11, 19): 2, date(2026, 11, 20): 0}


# --- Comments and questions ---


@pytest.mark.parametrize("make", [some_news, an_article])
def test_a_pasted_address_leads_to_the_piece(make):
    facts = make(("ky", "ru"))
    hidden = a_page(make(()), "ky", publish=False)
    for page in shown.live_pages(facts):
        for address in (page.address, f"https://example.kg{page.address}?a=1#b", f" {page.address.rstrip('/')}/ "):
            assert things.at_address(address) == facts
    for address in (hidden.url_path, "/ky/news/", "/ky/", "/ky/news/nothing/", f"/ky/news/{'a' * 600}/"):
        assert things.at_address(address) is None
    assert things.at_address(f"/ru/news/open/{facts.pk}/") is None


@pytest.mark.parametrize("make", [some_news, an_article])
def test_experts_and_state_bodies_comment_it(client, make):
    facts = make(("ky", "ru"))
    body = make_organisation(category="state")
    state = experts.expert(person("member", organisation=body), kind="state", organisation_id=body.pk)
    experts.comment(experts.request(state, facts), public=True, text="Мамлекеттик пикир.")
    with translation.override("ru"):
        assert things.of(facts).url(facts).startswith("/ru/")
    if isinstance(facts, Article):
        return  # its page is another part's
    for page in shown.live_pages(facts):
        assert "Мамлекеттик пикир." in client.get(page.address).content.decode()


def test_readers_ask_under_news_and_find_the_question(client):
    news = some_news(("ky",), topics=[topic()], units=[unit()])
    question = discuss.question(news, public=True, text="Качан башталат?")
    discuss.reply(question, public=True, text="Эртең.")
    page = client.get(shown.url_of(news)).content.decode()
    assert "Качан башталат?" in page and f"/ky/account/ask/news/{news.pk}/" in page
    thread = client.get(f"/ky/discussions/news/{news.pk}/").content.decode()
    assert "Эртең." in thread and shown.title_of(news) in thread
    indexed = Entry.objects.filter(content_type=ContentType.objects.get_for_model(Post), object_id=question.pk)
    assert indexed.count() == 1
    NewsPage.objects.get(news=news).unpublish()
    assert indexed.count() == 0 and client.get(f"/ky/discussions/news/{news.pk}/").status_code == 404
    NewsPage.objects.get(news=news).save_revision().publish()
    assert indexed.count() == 1


def test_nobody_asks_under_a_draft(signed_in):
    news = some_news(())
    a_page(news, "ky", publish=False)
    reader = signed_in(person())
    assert reader.get(f"/ky/account/ask/news/{news.pk}/").status_code == 404
    page = reader.get(f"/ky/account/ask/article/{an_article(('ky',)).pk}/").content.decode()
    assert "Ask the authors" not in page


def test_title_and_address_fall_back_to_the_language_there_is():
    news = some_news(("ru",), title="Только по-русски")
    with translation.override("ky"):
        assert (shown.title_of(news), shown.url_of(news)[:4]) == ("Только по-русски", "/ru/")
    plan = some_news((), working_title="План")
    assert (shown.title_of(plan), shown.url_of(plan), shown.is_public(plan)) == ("План", "", False)


def test_visibility_in_sql_agrees_with_the_predicate():
    shown_one, hidden = some_news(("ky",)), some_news(())
    page = a_page(hidden, "ky", publish=False)
    for role in ("guest", "reader", "client_admin", "editor", "content_admin", "superuser"):
        user = person(role)
        rows = set(News.objects.visible_to(user))
        assert (shown_one in rows) is user.has_perm("magazine.read_page", NewsPage.objects.get(news=shown_one))
        assert (hidden in rows) is user.has_perm("magazine.read_page", page), role


def test_open_on_a_day():
    day = date(2026, 11, 20)
    ahead = day + timedelta(days=1)
    kept = [
        some_news((), kind="grant", deadline=day),
        some_news((), kind="announcement", happens_on=ahead),
    ]
    some_news((), kind="news", deadline=ahead)
    some_news((), kind="grant", deadline=day - timedelta(days=1))
    some_news((), kind="announcement", happens_on=ahead, deadline=day - timedelta(days=1))
    assert set(News.objects.open_on(day)) == set(kept)
