"""The public list, the page of a piece, blocks elsewhere, the home page."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from tajryiba.magazine import shown
from tajryiba.magazine.models import NewsPage
from tajryiba.reference.domain import merge_units
from tests.factories.magazine import a_page, an_article, some_news
from tests.factories.media import portal_image
from tests.factories.people import make_organisation, person
from tests.factories.practices import topic, unit

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-20T06:00:00Z", tick=False):
        yield


def html(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


# --- The list ---


def test_each_language_lists_its_own_and_names_the_others(client):
    some_news(("ky", "ru"), title="Эки тилде")
    some_news(("ru",), title="Только по-русски")
    a_page(some_news(()), "ky", publish=False, title="Долбоор")
    ky, ru, en = (html(client, f"/{code}/news/") for code in ("ky", "ru", "en"))
    assert "Эки тилде" in ky and "Только по-русски" not in ky and "Долбоор" not in ky
    assert 'href="/ru/news/" hreflang="ru"><span lang="ru">Русский</span>: 2</a>' in ky
    assert ru.index("Только по-русски") < ru.index("Эки тилде")
    assert 'class="empty"' in en and 'href="/ru/news/" hreflang="ru"' in en


def test_filters_by_kind_topic_municipality(client):
    water, roads = topic(), topic("roads", name_ky="Жол")
    here, there = unit("Бер"), unit("Ары")
    some_news(("ky",), title="Грант", kind="grant", topics=[water], deadline=in_days(-3))
    some_news(("ky",), title="Көпүрө", topics=[roads], units=[here])
    some_news(("ky",), title="Арык", topics=[water], units=[there])
    assert titles(client, "?kind=grant") == ["Грант"]
    assert titles(client, "?topic=water") == ["Арык", "Грант"]
    assert titles(client, f"?unit={here.pk}") == ["Көпүрө"]
    assert titles(client, f"?topic=water&unit={there.pk}") == ["Арык"]
    assert titles(client, f"?kind=grant&unit={there.pk}") == []
    assert titles(client, f"?kind=x&topic=x&unit={10**25}&page=x") == ["Арык", "Көпүрө", "Грант"]
    page = html(client, "/ky/news/?topic=water")
    assert "noindex" in page and '<option value="water" selected>' in page
    assert "noindex" not in html(client, "/ky/news/")


def titles(client, query: str = "") -> list[str]:
    return [page.title for page in client.get(f"/ky/news/{query}").context["page"]]


def test_a_municipality_keeps_the_news_of_what_it_came_from(client):
    old, other, new = unit("Эски"), unit("Башка"), unit("Жаңы")
    some_news(("ky",), title="Эскинин жаңылыгы", units=[old])
    merge_units(units=[old, other], successor=new, on=in_days(-1), act="Мыйзам")
    assert titles(client, f"?unit={new.pk}") == ["Эскинин жаңылыгы"]
    assert "Эскинин жаңылыгы" in html(client, new.get_absolute_url())


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"kind": "grant", "deadline": in_days(12)}, "12 days left"),
        ({"kind": "draft_act", "deadline": in_days(1)}, "1 day left"),
        ({"kind": "grant", "deadline": in_days(0)}, "last day today"),
        ({"kind": "announcement", "happens_on": in_days(3)}, "in 3 days"),
        ({"kind": "announcement", "happens_on": in_days(0)}, "today"),
    ],
)
def test_what_is_open_stands_first_with_its_days(client, facts, said):
    some_news(("en",), title="Open", **facts)
    some_news(("en",), title="Later news")
    page = html(client, "/en/news/")
    assert f">{said}</span>" in page
    assert page.index("Open now") < page.index(">Open</a>") < page.index("Later news")
    assert page.count(">Open</a>") == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "grant", "deadline": in_days(-1)},
        {"kind": "announcement", "happens_on": in_days(-1)},
        {"kind": "news", "happens_on": in_days(5)},
    ],
)
def test_what_is_over_takes_its_place_among_the_others(client, facts):
    some_news(("en",), title="Over", **facts)
    page = html(client, "/en/news/")
    assert "Open now" not in page and page.count(">Over</a>") == 1


def test_the_soonest_end_comes_first_and_only_on_the_first_page(client):
    for days in (9, 2, 5):
        some_news(("en",), title=f"Until {days}", kind="grant", deadline=in_days(days))
    for number in range(21):
        some_news(("en",), title=f"Plain {number}")
    first, second = client.get("/en/news/"), client.get("/en/news/?page=2")
    assert [page.title for page in first.context["still_open"]] == ["Until 2", "Until 5", "Until 9"]
    assert second.context["still_open"] == []
    shown_rows = [*first.context["page"], *second.context["page"]]
    assert sorted(page.title for page in shown_rows) == sorted(f"Plain {number}" for number in range(21))


def test_the_list_costs_the_same_for_1_and_30(client, same_query_count):
    def grow(count):
        for number in range(count):
            tag = topic(f"t{number}")
            some_news(("ky",), topics=[tag], units=[unit()])
            some_news(("ky",), kind="grant", deadline=in_days(3), topics=[tag])

    assert same_query_count(lambda: client.get("/ky/news/"), grow) <= 16


# --- One piece ---


def test_the_page_of_a_piece(client):
    water, place = topic(), unit("Көк-Жар")
    news = some_news(
        ("ky",),
        title="Гранттар",
        kind="grant",
        deadline=in_days(4),
        happens_on=in_days(-2),
        topics=[water],
        units=[place],
        organisation=make_organisation("Агенттик"),
        source_title="Агенттиктин сайты",
        source_url="https://example.org/grant",
    )
    page = news.pages.get().specific
    page.lead, page.image = "Кыскача айтканда", portal_image(alt={"ky": "Суу", "ru": "Вода"})
    page.save_revision().publish()
    text = html(client, page.address)
    for said in ("Кыскача айтканда", "Агенттик", 'alt="Суу"', water.get_absolute_url(), place.get_absolute_url()):
        assert said in text
    assert 'href="https://example.org/grant" rel="noopener noreferrer nofollow"' in text
    assert 'datetime="2026-11-24"' in text and 'datetime="2026-11-18"' in text
    assert "wa.me/?text=%D0%93" in text and 'id="questions"' in text
    assert 'hreflang="ru"' in text and 'href="/ru/news/"' in text  # where the language has no such page


def test_an_address_that_leads_to_the_language_of_the_reader(client):
    news = some_news(("ky", "ru"))
    addresses = {page.lang: page.address for page in shown.live_pages(news)}
    for code, lands in (("ky", "ky"), ("ru", "ru"), ("en", "ky")):
        assert client.get(f"/{code}/news/open/{news.pk}/")["Location"] == addresses[lands]
    hidden = some_news(())
    for number in (hidden.pk, 10**25, 0):
        assert client.get(f"/ky/news/open/{number}/").status_code == 404


def test_a_page_is_the_same_for_everybody_and_may_be_kept(client, signed_in):
    address = NewsPage.objects.get(news=some_news(("ky",))).address
    first, second = client.get(address), signed_in(person("editor")).get(address)
    assert first.content == second.content
    assert "s-maxage=60" in first["Cache-Control"] and "csrf" not in first.content.decode()


def test_a_page_costs_the_same_with_many_topics_and_places(client, same_query_count):
    news = some_news(("ky",))
    address = NewsPage.objects.get(news=news).address

    def grow(count):
        for number in range(count):
            news.topics.add(topic(f"g{number}-{count}"))
            news.units.add(unit())

    same_query_count(lambda: client.get(address), grow)


# --- Elsewhere ---


def test_topics_and_municipalities_show_their_news(client):
    water, place = topic(), unit("Көк-Жар")
    for address in (water.get_absolute_url(), place.get_absolute_url()):
        assert "/news/?" not in html(client, address)
    some_news(("ky",), title="Арыктар", topics=[water], units=[place])
    assert "Арыктар" in html(client, water.get_absolute_url())
    assert f"/ky/news/?unit={place.pk}" in html(client, place.get_absolute_url())
    assert "Арыктар" not in html(client, f"/ru{place.get_absolute_url()[3:]}")


def test_the_home_page_shows_the_latest_and_what_is_open(client, same_query_count):
    assert 'class="events"' not in html(client, "/en/")

    def grow(count):
        for number in range(count):
            some_news(("en",), title=f"Piece {number}", topics=[topic(f"h{number}")])
            some_news(("en",), title=f"Call {number}", kind="grant", deadline=in_days(number % 9))

    same_query_count(lambda: client.get("/en/"), grow)
    context = client.get("/en/").context
    assert len(context["news"]) == 4 and len(context["open_now"]) == 4
    assert not {page.pk for page in context["news"]} & {page.pk for page in context["open_now"]}


def test_reverse_of_the_list():
    assert reverse("news_list") == "/ky/news/"
    assert an_article(()).pages.count() == 0
