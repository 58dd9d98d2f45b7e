"""The page of the search: every piece of it works without script, and is the same for every guest."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tajryiba.search import feed
from tajryiba.search.engines import engine
from tajryiba.search.models import AskedQuery
from tests.factories import discuss
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def page(client, query: str = "", lang: str = "ru") -> str:
    response = client.get(f"/{lang}/search/{query}")
    assert response.status_code == 200
    return response.content.decode()


def main(html: str) -> str:
    return html.split('<main id="main">')[1].split("</main>")[0]


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_box_stands_on_every_page(client, lang):
    for address in (f"/{lang}/", f"/{lang}/practices/", f"/{lang}/topics/", f"/{lang}/search/"):
        html = client.get(address).content.decode()
        assert f'<form class="masthead__search" role="search" action="/{lang}/search/">' in html


def test_an_empty_question_invites(client):
    html = page(client)
    assert 'id="q"' in html
    assert 'class="finds"' not in html
    assert '<meta name="robots" content="noindex,follow">' in html


def test_results_with_marks_kinds_and_counts(client):
    made = make.published(("ky", "ru"))
    discuss.question(made, text="Водопровод кандай тартылды?", public=True)
    html = main(page(client, "?q=водопровод"))
    assert f'<a href="{made.url_in("ru")}" hreflang="ru" data-rank="1">' in html
    assert "<mark>водопровод</mark>" in html
    tabs = re.findall(r'href="([^"]+)"[^>]*>[^<]+<span class="muted">(\d+)</span>', html)
    assert tabs == [
        ("/ru/search/?q=%D0%B2%D0%BE%D0%B4%D0%BE%D0%BF%D1%80%D0%BE%D0%B2%D0%BE%D0%B4", "2"),
        ("/ru/search/?q=%D0%B2%D0%BE%D0%B4%D0%BE%D0%BF%D1%80%D0%BE%D0%B2%D0%BE%D0%B4&amp;kind=practice", "1"),
        ("/ru/search/?q=%D0%B2%D0%BE%D0%B4%D0%BE%D0%BF%D1%80%D0%BE%D0%B2%D0%BE%D0%B4&amp;kind=question", "1"),
    ]
    assert '<span class="badge">Кыргызча</span>' in html
    only = main(page(client, "?q=водопровод&kind=question"))
    assert made.url_in("ru") not in only
    assert tabs[1][1] in only


def test_filters_narrow_and_can_be_taken_off(client):
    water, road = make.topic("water"), make.topic("road", name_ru="Дороги")
    first = make.published(("ru",), main_topic=water)
    second = make.published(("ru",), main_topic=road)
    html = main(page(client, f"?q=вода&topic={road.pk}"))
    assert second.url_in("ru") in html and first.url_in("ru") not in html
    assert f'name="topic" value="{road.pk}" checked' in html
    assert f'name="topic" value="{water.pk}"' in html
    nothing = main(page(client, f"?q=вода&topic={road.pk}&year=1999"))
    assert "/ru/search/?q=%D0%B2%D0%BE%D0%B4%D0%B0" in nothing


def test_nothing_found_says_what_was_tried_and_where_to_go(client):
    topic = make.topic("water")
    html = main(page(client, "?q=вертолётоносец"))
    assert "<b>вертолётоносец</b>" in html
    assert topic.get_absolute_url().replace("/ky/", "/ru/") in html
    assert 'href="/ru/practices/"' in html


def test_what_a_person_typed_is_never_markup(client):
    html = page(client, "?q=<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_did_you_mean(client):
    make.published(("ru",))
    html = main(page(client, "?q=водопрвод"))
    assert '<a href="?q=%D0%B2%D0%BE%D0%B4%D0%BE%D0%BF%D1%80%D0%BE%D0%B2%D0%BE%D0%B4">водопровод</a>' in html


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?q=вода&page=abc",
        "?q=вода&page=999",
        "?q=вода&kind=nonsense",
        "?q=вода&topic=abc&topic=1&year=²",
        "?q=" + "%F0%9F%92%A7" * 50,
        "?q=%ED%A0%80",
        "?q=" + "a" * 10_000,
        "?q=вода&topic=" + "9" * 50,
        "?q[]=x",
    ],
)
def test_no_address_is_an_error(client, query):
    make.published(("ru",))
    page(client, query)
    assert client.get(f"/ru/search/live/{query}").status_code == 200


def test_pages_of_results(client):
    for number in range(12):
        make.published(("ru",), title=f"Мост {number}")
    first = main(page(client, "?q=мост"))
    assert first.count('class="find"') == 10
    assert "page=2" in first and 'rel="prev"' not in first
    second = main(page(client, "?q=мост&page=2"))
    assert second.count('class="find"') == 2
    assert 'rel="next"' not in second


def test_results_while_typing(client):
    made = make.published(("ru",), title="Водопровод в селе")
    html = client.get("/ru/search/live/?q=водопр").content.decode()
    assert made.url_in("ru") in html
    assert "?q=%D0%B2%D0%BE%D0%B4%D0%BE%D0%BF%D1%80%D0%BE%D0%B2%D0%BE%D0%B4" in html
    assert client.get("/ru/search/live/?q=в").content.decode().strip() == ""
    assert AskedQuery.objects.count() == 0


def test_the_page_is_the_same_for_everybody_and_cacheable(client, signed_in):
    make.published(("ru",))
    response = client.get("/ru/search/?q=вода")
    assert "public" in response["Cache-Control"] and "s-maxage=60" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert "csrf" not in response.content.decode().lower()
    staff = signed_in(person("superuser")).get("/ru/search/?q=вода")
    assert main(staff.content.decode()) == main(response.content.decode())


def test_a_question_is_counted_and_what_was_opened(client):
    make.published(("ru",))
    page(client, "?q=Вода")
    page(client, "?q=вода&page=2")
    answer = client.post("/ru/search/opened/", {"q": "Вода", "lang": "ru", "rank": "1"})
    assert (answer.status_code, answer.cookies) == (204, {})
    for strange in ({}, {"q": "вода", "lang": "xx", "rank": "1"}, {"q": "\0", "lang": "ru", "rank": "²"}):
        assert client.post("/ru/search/opened/", strange).status_code == 204
    row = AskedQuery.objects.get()
    assert (row.text, row.asked, row.clicks) == ("вода", 1, 1)
    assert client.get("/ru/search/opened/").status_code == 405


def test_the_page_costs_the_same_for_1_and_30(client):
    topic = make.topic()

    def queries() -> int:
        feed.bring_up(engine())
        page(client, "?q=вода")
        with CaptureQueriesContext(connection) as captured:
            page(client, "?q=вода")
        return len(captured)

    make.published(("ru",), main_topic=topic)
    few = queries()
    for _number in range(30):
        make.published(("ru",), main_topic=topic)
    assert queries() == few


def test_while_the_index_is_made_the_page_says_so(client, monkeypatch, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path
    engine.cache_clear()
    monkeypatch.setattr(feed, "SMALL", -1)
    make.published(("ru",))
    assert 'class="notice notice--gold" role="status"' in main(page(client, "?q=вода"))


def test_the_report_of_what_is_not_found(signed_in, settings):
    settings.STAFF_MFA_REQUIRED = False
    topic = make.topic("water")
    facts = {"lang": "ru", "month": "2026-10-01"}
    AskedQuery.objects.create(text="вертолёт", asked=4, found=0, topic=topic.pk, **facts)
    AskedQuery.objects.create(text="насос", asked=9, found=7, **facts)
    client = signed_in(person("content_admin", language="ru"))
    everything = client.get(reverse("searches:index")).content.decode()
    assert everything.index("вертолёт") < everything.index("насос")
    missing = client.get(reverse("searches:index") + f"?nothing=true&topic={topic.pk}&month=2026-10-01")
    assert "вертолёт" in missing.content.decode() and "насос" not in missing.content.decode()
    found = client.get(reverse("searches:index") + "?nothing=false")
    assert "вертолёт" not in found.content.decode()
    assert signed_in(person("editor")).get(reverse("searches:index")).status_code in (302, 403)
