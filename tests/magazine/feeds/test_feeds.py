"""Feeds in three formats: what stands in them, headers, links in the heads of pages."""

import json
from xml.etree import ElementTree

import feedparser
import pytest
from wagtail.models import Collection, CollectionViewRestriction

from tajryiba.magazine.models import Article, ArticleAuthor, Rubric
from tests.factories.magazine_facts import a_page, an_article, an_issue, some_news
from tests.factories.media import portal_document
from tests.factories.practices import practice, topic

pytestmark = pytest.mark.django_db
FORMATS = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


def read(client, address: str) -> list[dict]:
    """Entries of a feed of any format: title, link, summary, author."""
    response = client.get(address)
    assert response.status_code == 200
    if address.endswith(".json"):
        items = json.loads(response.content)["items"]
        keys = {"title": "title", "link": "url", "summary": "content_text"}
        return [{name: item.get(key, "") for name, key in keys.items()} for item in items]
    found = feedparser.parse(response.content)
    assert not found.bozo, found.bozo_exception
    return [{name: entry.get(name, "") for name in ("title", "link", "summary")} for entry in found.entries]


@pytest.fixture
def pages():
    water = topic("water")
    issue = an_issue(2026, 11)
    article = an_article(issue=issue, rubric=Rubric.objects.get(slug="hot"), topics=[water, topic("light")])
    ArticleAuthor.objects.create(article=article, name_ru="Редакция")
    return {
        "news": a_page(some_news(topics=[water]), title="Новость <b>&", lead="Коротко & ясно"),
        "other": a_page(some_news(), "ky", title="Жаңылык"),
        "article": a_page(article, title="Статья", lead="О воде"),
        "issue": a_page(issue, title="№ 11", theme="Вода"),
        "archived": a_page(an_issue(2013, 1, from_archive=True), title="№ 1"),
        "draft": a_page(some_news(topics=[water]), title="Черновик", publish=False),
    }


@pytest.mark.parametrize("form", FORMATS)
def test_news_of_a_language(guest, pages, form, settings):
    found = read(guest, f"/feeds/ru/news.{form}")
    address = f"{settings.SITE_URL}/ru/news/{pages['news'].slug}/"
    assert found == [{"title": "Новость <b>&", "link": address, "summary": "Коротко & ясно"}]
    assert [entry["title"] for entry in read(guest, f"/feeds/ky/news.{form}")] == ["Жаңылык"]
    assert read(guest, f"/feeds/en/news.{form}") == []


@pytest.mark.parametrize("form", FORMATS)
def test_other_feeds(guest, pages, form):
    def titles(name: str) -> set[str]:
        return {entry["title"] for entry in read(guest, f"/feeds/ru/{name}.{form}")}

    assert titles("magazine") == {"Статья", "№ 11"}
    assert titles("rubric/hot") == {"Статья"}
    assert titles("rubric/world") == set()
    assert titles("topic/water") == {"Статья", pages["news"].title}
    assert titles("topic/light") == {"Статья"}


def test_authors_categories_dates(guest, pages):
    article = next(entry for entry in feedparser.parse(guest.get("/feeds/ru/magazine.rss").content).entries[::-1])
    item = next(row for row in json.loads(guest.get("/feeds/ru/magazine.json").content)["items"] if "authors" in row)
    assert item["authors"] == [{"name": "Редакция"}]
    assert item["tags"][0] == Rubric.objects.get(slug="hot").name_ru
    assert item["date_published"][:10] == pages["article"].first_published_at.date().isoformat()
    assert article.published


@pytest.mark.parametrize("form", FORMATS)
def test_headers(guest, pages, form):
    response = guest.get(f"/feeds/ru/news.{form}")
    assert response["Content-Type"].partition(";")[0] == FORMATS[form]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Content-Language"] == "ru"
    assert "s-maxage=60" in response["Cache-Control"]
    assert guest.get(f"/feeds/ru/news.{form}", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert guest.post(f"/feeds/ru/news.{form}").status_code == 405


def test_what_there_is_not(guest, db):
    addresses = ("de/news.rss", "ru/news.xml", "ru/rubric/none.rss", "ru/topic/none.json", "ru/podcast.json")
    assert {guest.get(f"/feeds/{address}").status_code for address in addresses} == {404}


def test_the_words_do_not_depend_on_the_reader(guest, pages):
    one = guest.get("/feeds/ru/topic/water.rss", headers={"Accept-Language": "en"})
    other = guest.get("/feeds/ru/topic/water.rss", headers={"Accept-Language": "ky"})
    assert one.content == other.content


def sound(file, title: str = "Слушать", **facts) -> dict:
    return {"type": "audio", "id": f"id-{file.pk}", "value": {"title": title, "file": file.pk, **facts}}


def test_the_podcast(guest, settings):
    first, second = portal_document(), portal_document()
    closed = portal_document(is_public=False)
    body = json.dumps([sound(first, minutes=7), sound(second, "Ещё"), sound(closed, "Закрыто")])
    page = a_page(an_article(), title="С голосом", body=body)
    a_page(an_article(), title="Без голоса")
    assert Article.objects.count() == 2
    response = guest.get("/feeds/ru/podcast.rss")
    channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314  (our own)
    assert [item.findtext("title") for item in channel.findall("item")] == ["Слушать", "Ещё"]
    enclosure = channel.find("item/enclosure")
    assert enclosure.attrib == {
        "url": settings.SITE_URL + first.url,
        "length": str(first.file_size),
        "type": "application/pdf",
    }
    tag = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
    assert channel.findtext(f"item/{tag}duration") == "420"
    assert channel.findtext(f"{tag}explicit") == "false"
    assert len({item.findtext("guid") for item in channel.findall("item")}) == 2
    assert channel.findtext("item/link") == settings.SITE_URL + page.address


@pytest.mark.parametrize("name", ["news", "magazine", "topic/water", "rubric/hot", "podcast"])
def test_thirty_entries_cost_as_much_as_one(guest, same_query_count, name):
    water, hot, file = topic("water"), Rubric.objects.get(slug="hot"), portal_document()

    def grow(number: int) -> None:
        for _entry in range(number):
            article = an_article(topics=[water], rubric=hot)
            ArticleAuthor.objects.create(article=article, name_ru="А")
            a_page(article, body=json.dumps([sound(file)]))
            a_page(some_news(topics=[water]))

    same_query_count(lambda: guest.get(f"/feeds/ru/{name}.rss"), grow, large=12)


HEADS = {
    "/ru/news/": ["/feeds/ru/news.rss", "/feeds/ru/news.atom", "/feeds/ru/news.json"],
    "/ky/magazine/": ["/feeds/ky/magazine.rss", "/feeds/ky/magazine.atom", "/feeds/ky/magazine.json"],
    "/ru/topics/water/": ["/feeds/ru/topic/water.rss", "/feeds/ru/topic/water.atom", "/feeds/ru/topic/water.json"],
    "/ru/practices/": [],
}


@pytest.mark.parametrize("address", HEADS)
def test_pages_say_where_their_feeds_are(guest, address):
    practice()
    html = guest.get(address).content.decode()
    assert [part.partition('"')[0] for part in html.split('href="')[1:] if part.startswith("/feeds/")][:3] == (
        HEADS[address]
    )


def test_the_podcast_knows_nothing_of_files_below_a_closed_collection(guest):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    inner = portal_document(collection=closed.add_child(name="Inner"))
    beside = portal_document(collection=Collection.get_first_root_node().add_child(name="Open"))
    a_page(an_article(), title="С голосом", body=json.dumps([sound(inner, "Закрыто"), sound(beside, "Слушать")]))
    assert [entry["title"] for entry in read(guest, "/feeds/ru/podcast.rss")] == ["Слушать"]


@pytest.mark.parametrize("form", FORMATS)
def test_signs_that_no_letter_can_carry_are_left_out(guest, form):
    article = an_article(rubric=Rubric.objects.get(slug="hot"))
    ArticleAuthor.objects.create(article=article, name_ru="А.\x0b Б.")
    Rubric.objects.update(name_ru="Тема\x0c")
    a_page(article, title="Статья\x01")
    assert [entry["title"] for entry in read(guest, f"/feeds/ru/rubric/hot.{form}")] == ["Статья"]
