"""The home page: live figures only, no block without content, a budget of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tajryiba.practices.catalogue import index
from tests.factories import practices as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()


def test_an_empty_portal_shows_no_empty_blocks(client):
    response = client.get("/ru/")
    assert response.status_code == 200
    html = response.content.decode()
    for block in ('class="figures"', 'class="cards"', 'class="bars"', 'class="map"'):
        assert block not in html


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_home_shows_what_there_is(client, language):
    oblast = make.unit("Ош облусу", "oblast")
    water = make.topic("water", icon="droplet")
    for _number in range(3):
        make.published(main_topic=water, units=[make.unit(parent=oblast, lat=40.5, lon=72.8)])
    make.published(main_topic=water, origin="international", country="ES")
    html = client.get(f"/{language}/").content.decode()
    assert "<dd>4</dd>" in html
    assert f'<a href="/{language}/practices/?oblast={oblast.pk}">' in html
    assert '<td class="num">3</td>' in html
    assert html.count('r="8"') == 1  # three municipalities on one spot
    assert html.count('class="row"') == 3
    assert f'hreflang="{language}"' in html


@pytest.mark.parametrize("address", ["/de/", "/kyrgyz/", "/KY/", "/ru/ky/"])
def test_a_language_that_is_not_ours_does_not_answer_with_another(client, address):
    assert client.get(address).status_code == 404


def count_queries(client) -> int:
    client.get("/ru/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/ru/")
    return len(queries)


def test_home_costs_the_same_for_1_and_30(client):
    oblast = make.unit("Ош облусу", "oblast")
    make.published(units=[make.unit(parent=oblast, lat=40.5, lon=72.8)])
    few = count_queries(client)
    for number in range(30):
        make.published(main_topic=make.topic(f"t{number % 5}"), units=[make.unit(parent=oblast, lat=40.5, lon=72.8)])
    assert count_queries(client) == few
