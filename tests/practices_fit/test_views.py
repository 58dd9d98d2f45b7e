"""Choosing a municipality, the catalogue and the practice seen from it, the nearest place to visit."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tajryiba.core import hooks
from tajryiba.practices.fit.visits import Place
from tajryiba.reference.domain import merge_units
from tests.factories import practices as make
from tests.factories.people import make_organisation, person
from tests.factories.profiles import profile

pytestmark = pytest.mark.django_db

CHOOSE = "/ru/account/municipality/"
CATALOGUE = "/ru/practices/"


def text(response, status: int = 200) -> str:
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


@pytest.fixture
def there(oblast):
    return profile(make.unit("Кара-Суу айыл аймагы", parent=oblast), 6_500, highland=True, budget_som=80_000_000)


@pytest.fixture
def practice(there):
    return make.published(title="Вода в каждый двор", units=[there], cost_som=650_000)


@pytest.fixture
def known(mine):
    return profile(mine, 6_000, highland=True, budget_som=40_000_000)


@pytest.fixture
def adopters(monkeypatch):
    """A stand-in for the adoption workspace: what handlers of the hook tell."""
    places = []
    monkeypatch.setitem(hooks._handlers, "practice_adopters", [lambda practice: places])
    return places


# --- Choosing ---


def test_a_member_looks_from_their_own_municipality(client, mine):
    client.force_login(person("member", organisation=make_organisation(unit=mine)))
    assert f'<span hidden data-own-unit="{mine.pk}"></span>' in text(client.get("/ru/account/island/"))
    client.force_login(person())
    assert "data-own-unit" not in text(client.get("/ru/account/island/"))


def test_a_guest_finds_a_municipality_without_kyrgyz_letters_and_keeps_it(client, mine):
    asked = f"{CATALOGUE}?sort=fit&year=2020&page=3"
    html = text(client.get(CHOOSE, {"q": "ак-суу", "next": asked}))
    assert f'name="unit" value="{mine.pk}"' in html
    response = client.post(CHOOSE, {"unit": mine.pk, "next": asked})
    assert (response.status_code, response["Location"]) == (302, f"{CATALOGUE}?sort=fit&year=2020&unit={mine.pk}")
    cookie = response.cookies["unit"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == (str(mine.pk), "Lax", "")
    again = client.get(CHOOSE, {"next": "/ru/practices/7-x/#fit"})
    assert again["Location"] == f"/ru/practices/7-x/?unit={mine.pk}#fit"


def test_who_came_to_change_is_not_sent_on(client, mine):
    client.cookies["unit"] = str(mine.pk)
    html = text(client.get(CHOOSE, {"next": CATALOGUE, "change": "1"}))
    assert mine.name in html
    response = client.post(CHOOSE, {})
    assert (response["Location"], response.cookies["unit"].value) == (CHOOSE, "")


def test_without_a_next_the_choice_leads_to_what_fits(client, mine):
    response = client.post(CHOOSE, {"unit": mine.pk})
    assert response["Location"] == f"{CATALOGUE}?sort=fit&unit={mine.pk}"


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil"]
)
def test_nobody_is_led_to_another_site(client, mine, evil):
    response = client.post(CHOOSE, {"unit": mine.pk, "next": evil})
    assert response["Location"] == f"{CATALOGUE}?sort=fit&unit={mine.pk}"
    client.cookies["unit"] = str(mine.pk)
    assert client.get(CHOOSE, {"next": evil}).status_code == 200


@pytest.mark.parametrize("nonsense", ["0", "abc", "9" * 40, "-1", "²", "<script>"])
def test_a_cookie_or_an_answer_that_makes_no_sense_is_no_choice(client, nonsense, oblast):
    client.cookies["unit"] = nonsense
    assert client.get(CHOOSE, {"next": CATALOGUE}).status_code == 200
    assert client.post(CHOOSE, {"unit": nonsense})["Location"] == CHOOSE
    assert client.post(CHOOSE, {"unit": str(oblast.pk)})["Location"] == CHOOSE


def test_a_member_has_the_municipality_of_their_body(signed_in, mine):
    member = signed_in(person("member", organisation=make_organisation(unit=mine)))
    assert member.get(CHOOSE, {"next": CATALOGUE})["Location"] == f"{CATALOGUE}?unit={mine.pk}"
    assert f'value="{mine.pk}"' in text(member.get(CHOOSE))
    asked_only = signed_in(person())
    assert asked_only.get(CHOOSE, {"next": CATALOGUE}).status_code == 200


def test_members_of_a_merged_municipality_belong_to_its_successor(signed_in, client, mine, oblast):
    successor = make.unit("Бириккен", parent=oblast)
    member = signed_in(person("member", organisation=make_organisation(unit=mine)))
    merge_units(units=[mine], successor=successor, on="2025-01-01", act="Указ")
    assert member.get(CHOOSE, {"next": CATALOGUE})["Location"] == f"{CATALOGUE}?unit={successor.pk}"
    html = text(client.get(CHOOSE, {"q": "Ак-Суу"}))
    assert f'value="{successor.pk}"' in html
    assert f'value="{mine.pk}"' not in html


def test_the_choice_is_personal_and_never_cached(client, mine):
    response = client.get(CHOOSE)
    assert "no-store" in response["Cache-Control"]
    assert "найд" not in text(client.get(CHOOSE, {"q": ""}))
    assert 'class="empty"' in text(client.get(CHOOSE, {"q": "Атлантида"}))


def test_finding_costs_the_same_for_one_and_for_many(client, oblast, same_query_count):
    target = make.unit("Бириккен", parent=oblast)

    def grow(number: int) -> None:
        units = [make.unit("Ак-Суу", parent=oblast) for _ in range(number)]
        merge_units(units=units, successor=target, on="2025-01-01", act="Указ")
        for _number in range(number):
            make.unit("Ак-Суу", parent=oblast)

    same_query_count(lambda: client.get(CHOOSE, {"q": "Ак-Суу"}), grow, 1, 12)


# --- The catalogue ---


def test_the_catalogue_says_how_each_practice_fits_and_why(client, known, practice, there):
    """By hand: 25 × 0.96 + 15 + 15 + 15 × 2/3, and half of the 30 that nobody knows."""
    html = text(client.get(f"/en/practices/?unit={known.pk}&sort=fit"))
    assert known.name in html
    assert f"{practice.url_in('en')}?unit={known.pk}#fit" in html
    assert '<p class="fitnote"><b>79</b>' in html
    assert "similar population; also an ayil aimak; also highland" in html
    assert '<meta name="robots" content="noindex,follow">' in html


def test_the_choice_survives_filters_order_and_search(client, known, practice):
    html = text(client.get(f"{CATALOGUE}?unit={known.pk}&sort=fit&origin=domestic"))
    assert html.count(f'<input type="hidden" name="unit" value="{known.pk}">') == 4
    assert f"?unit={known.pk}&amp;sort=fit" in html  # the chip that takes the filter away


def test_without_a_municipality_the_catalogue_asks_for_one(client, practice):
    html = text(client.get(f"{CATALOGUE}?sort=fit"))
    assert "notice--gold" in html
    assert "/ru/account/municipality/?next=%2Fru%2Fpractices%2F%3Fsort%3Dfit" in html


def test_pages_with_a_municipality_are_public_and_the_same_for_two_guests(known, practice):
    one, other = Client(), Client()
    other.cookies["unit"] = "77"
    for address in (CATALOGUE, f"{CATALOGUE}?unit={known.pk}&sort=fit", f"{practice.url_in('ru')}?unit={known.pk}"):
        first, second = one.get(address), other.get(address)
        assert first.content == second.content, address
        assert "s-maxage=60" in first["Cache-Control"]
        assert "Cookie" not in first.get("Vary", "")
        assert b"csrf" not in first.content.lower()
        assert not first.cookies


def test_cards_of_a_chosen_municipality_cost_no_queries_of_their_own(client, known, there):
    def count() -> int:
        client.get(f"{CATALOGUE}?unit={known.pk}&sort=fit")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{CATALOGUE}?unit={known.pk}&sort=fit")
        return len(queries)

    make.published(units=[there])
    few = count()
    for _number in range(12):
        make.published(units=[there])
    assert count() == few


# --- The practice ---


def test_a_practice_explains_its_fit_and_says_what_is_not_known(client, known, practice, there):
    html = text(client.get(practice.url_in("en"), {"unit": known.pk}))
    fit = html[html.index('id="fit"') : html.index("</section>", html.index('id="fit"'))]
    assert "<b>79</b>" in fit
    for piece in (
        "6\u00a0500",
        "80\u00a0million\u00a0som",
        "600\u00a0000\u00a0som",
        "1.5 %",
        "twice your budget",
        "24 of 25",
    ):
        assert piece in fit, piece
    assert "data-fit" not in fit
    assert fit.count("<tr>") == 5  # the head, and the four facts that are known of both
    assert f'<link rel="canonical" href="http://testserver{practice.url_in("ru")}">' in html


def test_without_a_municipality_a_practice_invites_to_choose(client, practice):
    html = text(client.get(practice.url_in("ru")))
    assert f'data-fit="/ru/practices/{practice.pk}/fit/"' in html
    assert f"?next=%2Fru%2Fpractices%2F{practice.pk}-" in html


def test_when_nothing_is_known_the_page_says_so_in_words(client, mine):
    made = make.published(origin="international", country="DE")
    html = text(client.get(made.url_in("en"), {"unit": mine.pk}))
    assert "Nothing can be compared" in html
    assert "not known: the population of your municipality is not entered" in html
    assert "We know of no other municipality that has it." in html


def test_ones_own_practice_is_named_so(client, mine):
    made = make.published(units=[mine])
    assert "This is a practice of your own municipality." in text(client.get(made.url_in("en"), {"unit": mine.pk}))


def test_the_panel_alone_is_for_the_script(client, known, practice):
    response = client.get(f"/ru/practices/{practice.pk}/fit/", {"unit": known.pk})
    html = text(response)
    assert html.lstrip().startswith("<section")
    assert (response["X-Robots-Tag"], "s-maxage=60" in response["Cache-Control"]) == ("noindex", True)
    for address in (f"/ru/practices/{practice.pk}/fit/", "/ru/practices/99999/fit/?unit=1"):
        assert client.get(address).status_code == 404
    draft = make.practice()
    assert client.get(f"/ru/practices/{draft.pk}/fit/", {"unit": known.pk}).status_code == 404


def test_a_short_address_keeps_the_municipality(client, known, practice):
    response = client.get(f"/ru/practices/{practice.pk}/", {"unit": known.pk})
    assert response["Location"] == f"{practice.url_in('ru')}?unit={known.pk}"


# --- Where to go and see ---


def visits(client, practice, unit) -> list[str]:
    html = text(client.get(practice.url_in("en"), {"unit": unit.pk}))
    part = html[html.index("Nearest place to see it") :]
    part = part[: part.index("</section>")]
    return [piece.split("</a>")[0].rsplit(">", 1)[1] for piece in part.split("<li>")[1:]]


def test_the_nearest_place_comes_first_and_unknown_distances_last(client, adopters, practice, there, mine, oblast):
    for unit, lat, lon in ((mine, 42.0, 75.0), (there, 42.5, 75.0)):
        unit.lat, unit.lon = lat, lon
        unit.save()
    near = make.unit("Жакын", parent=oblast, lat=42.0, lon=75.2)
    unplaced = make.unit("Дайынсыз", parent=oblast)
    adopters += [Place(unplaced, "done"), Place(near, "done", "/ru/municipalities/1-x/"), Place(mine, "doing")]
    assert visits(client, practice, mine) == ["Жакын", "Кара-Суу айыл аймагы", "Дайынсыз"]
    html = text(client.get(practice.url_in("en"), {"unit": mine.pk}))
    assert "done; about 15\u00a0km in a straight line" in html
    assert "about 55\u00a0km in a straight line" in html
    assert "in your oblast; how far is not known" in html
    assert '/ru/municipalities/1-x/"' in html


def test_in_the_same_district_or_nowhere_known(client, adopters, practice, mine, oblast):
    district = make.unit("Район", "district", parent=oblast)
    mine.district = district
    mine.save()
    here = make.unit("Кошуна", parent=district)
    abroad = make.unit("Алыс", parent=make.unit("Ош облусу", "oblast"))
    adopters += [Place(here, "done"), Place(abroad, "done")]
    html = text(client.get(practice.url_in("en"), {"unit": mine.pk}))
    assert "done; in your district" in html
    assert "done; how far is not known" in html
