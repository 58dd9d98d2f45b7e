"""The sitemap lists what is public, in the languages that it really has."""

import re

import pytest

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
    assert len(addresses(client, "sections")) == 30


def test_adoptions_stand_there_when_they_are_not_hidden(client):
    shown, _hidden = adoption(), adoption(is_hidden=True)
    assert addresses(client, "adoptions") == [f"/{code}/practices/adoptions/{shown.pk}/" for code in ("ky", "ru", "en")]


def test_an_unknown_part_is_not_found(client):
    assert client.get("/sitemap-secrets.xml").status_code == 404


def test_practices_cost_the_same_queries(client, django_assert_max_num_queries):
    for _number in range(12):
        make.published(("ru", "ky"))
    with django_assert_max_num_queries(4):
        addresses(client, "practices")
