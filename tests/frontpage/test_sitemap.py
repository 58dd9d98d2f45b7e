"""The sitemap lists what is public, in the languages that it really has."""

import re

import pytest

from tests.factories import magazine_facts as magazine
from tests.factories import practices as make
from tests.factories.adoption import adoption

pytestmark = pytest.mark.django_db


def addresses(client, section: str) -> list[str]:
    response = client.get(f"/sitemap-{section}.xml")
    assert response.status_code == 200
    return re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", response.content.decode())


def test_index_names_every_part(client):
    html = client.get("/sitemap.xml").content.decode()
    for section in ("sections", "topics", "municipalities", "practices", "adoptions", "experts"):
        assert f"/sitemap-{section}.xml" in html


def test_a_practice_stands_in_its_own_languages_only(client):
    made = make.published(("ru", "ky"))
    make.practice()
    assert sorted(addresses(client, "practices")) == [made.url_in("ky"), made.url_in("ru")]


def test_sections_stand_in_all_three(client):
    assert "/en/practices/" in addresses(client, "sections")
    assert len(addresses(client, "sections")) == 39


def test_adoptions_stand_there_when_they_are_not_hidden(client):
    shown, _hidden = adoption(), adoption(is_hidden=True)
    assert addresses(client, "adoptions") == [f"/{code}/practices/adoptions/{shown.pk}/" for code in ("ky", "ru", "en")]


def test_an_unknown_part_is_not_found(client):
    assert client.get("/sitemap-secrets.xml").status_code == 404


FACTS = {"issues": magazine.an_issue, "articles": magazine.an_article, "news": magazine.some_news}


@pytest.mark.parametrize("section", FACTS)
def test_a_page_stands_in_the_languages_in_which_it_is_live(client, section):
    facts = FACTS[section]()
    shown = [magazine.a_page(facts, lang) for lang in ("ky", "ru")]
    magazine.a_page(facts, "en", publish=False)
    assert sorted(addresses(client, section)) == sorted(page.address for page in shown)
    html = client.get(f"/sitemap-{section}.xml").content.decode()
    assert html.count('hreflang="ky"') == html.count('hreflang="ru"') == 2
    assert 'hreflang="en"' not in html
    shown[0].unpublish()
    assert addresses(client, section) == [shown[1].address]


def test_static_pages(client):
    about = magazine.a_static_page("ru", slug="about")
    magazine.a_static_page("ky", slug="about", translation_of=about)
    magazine.a_static_page("ru", slug="terms", publish=False)
    assert sorted(addresses(client, "pages")) == ["/ky/about/", "/ru/about/"]
    assert client.get("/sitemap-pages.xml").content.decode().count('hreflang="ky"') == 2


@pytest.mark.parametrize("section", FACTS)
def test_pages_cost_the_same_queries(client, same_query_count, section):
    months = iter(range(1, 13))

    def grow(number: int) -> None:
        for _row in range(number):
            facts = FACTS[section](month=next(months)) if section == "issues" else FACTS[section]()
            magazine.a_page(facts, "ky")
            magazine.a_page(facts, "ru")

    same_query_count(lambda: addresses(client, section), grow, large=10)


def test_practices_cost_the_same_queries(client, django_assert_max_num_queries):
    for _number in range(12):
        make.published(("ru", "ky"))
    with django_assert_max_num_queries(4):
        addresses(client, "practices")
