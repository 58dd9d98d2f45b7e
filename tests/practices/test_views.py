"""Catalogue, practice, blocks on lower pages: content, addresses, budgets of queries, bad input."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import catalogue
from tajryiba.practices import domain
from tajryiba.practices.catalogue import index
from tajryiba.practices.enums import SECTIONS
from tajryiba.practices.models import Practice, PracticeImage
from tajryiba.reference.domain import merge_units
from tests.factories import media
from tests.factories import practices as make
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_index():
    index.forget()


def page(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def cold_queries(client, address: str) -> int:
    """Queries with nothing kept in memory but the index."""
    client.get(address)
    caches["local"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_catalogue_lists_every_practice_in_every_language(client, language):
    made = [make.published((code,), title=f"Title {code}") for code in ("ky", "ru", "en")]
    html = page(client, f"/{language}/practices/")
    for practice in made:
        assert practice.url_in(language) in html
    assert html.count('<article class="card">') == 3


def test_catalogue_costs_the_same_queries_for_1_and_30(client):
    oblast = make.unit("Ош облусу", "oblast")
    make.published(("ru", "ky"), units=[make.unit(parent=oblast)])
    few = cold_queries(client, "/ru/practices/")
    for number in range(30):
        make.published(("ru", "ky"), units=[make.unit(parent=oblast)], year_to=1990 + number)
    assert cold_queries(client, "/ru/practices/") == few
    assert cold_queries(client, "/ru/practices/?evidence=1&q=вода") == few + 1


def test_chips_lead_out_of_each_filter(client):
    water = make.topic("water")
    make.published(main_topic=water, year_to=2020)
    html = page(client, f"/ru/practices/?topic={water.pk}&year=2020&page=1")
    assert 'class="chip chip--on" href="?year=2020"' in html
    assert f'class="chip chip--on" href="?topic={water.pk}"' in html
    assert '<meta name="robots" content="noindex,follow">' in html


def test_nothing_found_says_what_to_do(client):
    make.published(year_to=2020)
    assert 'class="empty"' in page(client, "/ru/practices/?q=динозавр")


@pytest.mark.parametrize(
    "query",
    [
        "?topic=abc&year=%00&page=-5&sort=;drop",
        "?year=²",
        "?q=%00%00",
        "?q=" + "а" * 5000,
        "?topic=" + "9" * 400,
        "?page[]=1",
        "?q='%22)--",
        "?x=1&x=2",
    ],
)
def test_garbage_in_the_address_is_answered(client, query):
    make.published()
    page(client, "/ru/practices/" + query)


def test_practice_page_shows_facts_and_says_what_is_not_known(client):
    made = make.published(
        units=[make.unit("Кызыл-Суу", parent=make.unit("Ысык-Көл облусу", "oblast"))],
        cost_som=7_250_000,
        population_served=29_000,
        year_from=2019,
        year_to=2022,
        rows={
            "steps": [{"name_ru": "Посчитали тариф.", "when": "2019-04"}],
            "results": [{"name_ru": "собираемость", "unit_ru": "%", "before": "61", "after": "94"}],
            "funding": [{"kind": "donor", "name_ru": "Грант", "amount_som": 5_000_000}],
            "sources": [{"url": "http://dpi.kg/ru/1910.html"}],
        },
    )
    html = page(client, made.url_in("ru"))
    for piece in (
        "7,25\u00a0млн\u00a0сом",
        "250\u00a0сом",
        "29\u00a0000",
        "2019–2022",
        "61\u00a0→ 94\u00a0%",
        "Посчитали тариф.",
        "5\u00a0000\u00a0000",
        "dpi.kg/…/1910.html",
    ):
        assert piece in html, piece
    assert "Воды не было." in html
    assert html.count("неизвестно") == 1  # the duration


def test_a_reader_is_told_which_language_he_reads(client):
    made = make.published(("ru",))
    html = page(client, made.url_in("ky"))
    assert '<h1 class="title" lang="ru">' in html
    assert "Сиз аны башка тилде окуп жатасыз: Русский." in html  # the language's own name, not Django's English one
    assert f'<link rel="canonical" href="http://testserver{made.url_in("ru")}">' in html
    assert 'hreflang="ky" href="http' not in html
    assert 'hreflang="ru" href="http://testserver' in html


def test_the_page_of_a_place_without_practices_says_so_and_points_to_its_oblast(client):
    oblast = make.unit("Нарын", "oblast")
    unit = make.unit("Ак-Талаа", parent=oblast)
    html = page(client, f"/ru/municipalities/{unit.pk}-{unit.slug}/")
    assert "Практик отсюда в каталоге пока нет" in html
    assert f'href="/ru/practices/?oblast={oblast.pk}"' in html


def test_a_summary_is_followed_by_the_full_text_of_the_original(client):
    made = make.published(("ru",))
    domain.publish_text(text=make.text(made, "en", summary_only=True))
    html = page(client, Practice.objects.get(pk=made.pk).url_in("en"))
    assert '<h1 class="title">Water to every yard</h1>' in html
    assert '<section class="prose" id="problem" lang="ru">' in html


def test_the_id_decides_and_a_wrong_slug_leads_on(client):
    made = make.published()
    for address in (f"/ru/practices/{made.pk}/", f"/ru/practices/{made.pk}-something-else/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, made.url_in("ru"))


@pytest.mark.parametrize("pk", ["0", "99999", "9" * 25, "9223372036854775808"])
def test_an_unknown_id_is_not_found(client, pk):
    page(client, f"/ru/practices/{pk}-x/", status=404)


def test_a_draft_cannot_be_read_and_answers_like_a_missing_one(client):
    draft = make.practice()
    make.text(draft, "ru")
    hidden = client.get(f"/ru/practices/{draft.pk}-x/")
    missing = client.get("/ru/practices/99999-x/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.replace(f"{draft.pk}-x".encode(), b"") == missing.content.replace(b"99999-x", b"")


def test_words_of_an_editor_cannot_run(client):
    made = make.published(title="<script>alert(1)</script>", place_ru='"><img src=x onerror=alert(1)>')
    html = page(client, made.url_in("ru"))
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_practice_page_has_a_query_budget(client):
    few = make.published(("ru", "ky"))
    many = make.published(
        ("ru", "ky"),
        units=[make.unit() for _ in range(5)],
        rows={"steps": [{"name_ru": f"{n}"} for n in range(30)], "results": [{"name_ru": "x", "after": "1"}] * 30},
    )
    for _number in range(5):
        make.published()
    assert (
        cold_queries(client, many.url_in("ru")) <= cold_queries(client, few.url_in("ru")) + 1
    )  # the oblasts of its units


def test_page_of_a_unit_shows_its_practices_and_those_of_its_predecessors(client):
    first, second, successor = make.unit("Ак-Суу"), make.unit("Кара-Суу"), make.unit("Бириккен")
    mine = make.published(title="Своя", units=[first])
    joint = make.published(title="Общая", units=[first, second])
    merge_units(units=[first, second], successor=successor, on="2025-01-01", act="Указ")
    html = page(client, successor.alternates()["ru"])
    for practice in (mine, joint):
        assert html.count(f'href="{practice.url_in("ru")}"') == 1
    response = client.get(first.alternates()["ru"])
    assert response.status_code in (301, 302)
    assert response["Location"].startswith(successor.alternates()["ru"])
    assert list(mine.units.all()) == [first]


def test_page_of_a_topic_shows_its_practices(client):
    topic = make.topic("roads")
    main, other = make.published(main_topic=topic), make.published(other_topics=[topic])
    hidden = make.practice(main_topic=topic)
    html = page(client, "/ru/topics/roads/")
    assert main.url_in("ru") in html
    assert other.url_in("ru") in html
    assert f"/practices/{hidden.pk}-" not in html


def test_pages_are_the_same_for_two_people(client, django_user_model):
    made = make.published()
    other = type(client)()
    user = django_user_model.objects.create_user(email="aida@example.kg", password="uzun-syr-soz-42", full_name="Аида")
    other.force_login(user)
    for address in ("/ru/", "/ru/practices/", made.url_in("ru"), "/ru/topics/", "/ru/municipalities/"):
        assert client.get(address).content == other.get(address).content, address
        assert b"csrf" not in client.get(address).content.lower()


def test_cards_with_pictures_cost_the_same(client):
    def with_picture():
        made = make.published()
        PracticeImage.objects.create(practice=made, image=media.portal_image())
        domain.facts_changed(made)
        return made

    with_picture()
    client.get("/ru/practices/")  # makes the rendition
    few = cold_queries(client, "/ru/practices/")
    for _number in range(5):
        with_picture()
    client.get("/ru/practices/")
    assert cold_queries(client, "/ru/practices/") == few
    assert client.get("/ru/practices/").content.decode().count('alt="Новый водопровод"') == 6


def test_five_thousand_practices_cost_the_queries_of_thirty(client):
    oblast = make.unit("Ош облусу", "oblast")
    make.topic(), make.unit(parent=oblast)
    catalogue.grow(30)
    index.forget()
    few = cold_queries(client, "/ru/practices/")
    catalogue.grow(5_000)
    index.forget()
    assert cold_queries(client, "/ru/practices/?page=400") == few
    assert "5\u00a0000" in page(client, "/ru/practices/")


def test_a_preview_shows_the_draft_to_its_editor(signed_in, settings):
    settings.STAFF_MFA_REQUIRED = False
    draft = make.practice()
    text = make.text(draft, "ru", title="Черновик заголовка")
    editor = signed_in(person("content_admin"))
    url = f"/admin/snippets/practices/practicetext/preview/{text.pk}/"
    fields = {
        "practice": draft.pk,
        "lang": "ru",
        "title": "Ещё не сохранено",
        "summary": "Кратко",
        "translation": "original",
    }
    assert editor.post(url, fields | dict.fromkeys(SECTIONS, "null")).json() == {"is_valid": True, "is_available": True}
    response = editor.get(url + "?in_preview_panel=true")
    assert response.status_code == 200
    assert '<h1 class="title">Ещё не сохранено</h1>' in response.content.decode()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
