"""Public pages of acts."""

import json
import re
from datetime import date

import pytest

from tajryiba.legal import domain
from tests.factories import legal as make
from tests.factories.practices import topic

pytestmark = pytest.mark.django_db


def page(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.headers
    return response.content.decode()


def test_an_act_is_read_by_article_with_stable_anchors(guest):
    act = make.with_text(15)
    html = page(guest, act.url_in("ky"))
    assert '<section id="st-12"><h3>12-берене. Иш 12 ' in html
    assert '<p id="st-12-p-2">2. ' in html
    assert 'href="?at=st-12#st-12"' in html
    assert 'rel="canonical"' not in html


def test_the_page_says_what_is_known_and_what_is_not(guest):
    act = make.act(number="", adopted="2025-12", title_ky="", official_url="", title_is_official=False)
    html = page(guest, act.url_in("en"))
    assert "December 2025" in html
    assert html.count("not known") == 1
    assert "not compared yet" in html
    assert "https://cbd.minjust.gov.kg/" in html
    assert "The title is descriptive" in html
    assert "Read it in the official database" in html


def test_a_draft_is_not_there(guest, signed_in):
    act = make.act(public=False)
    page(guest, act.url_in("ru"), 404)
    page(guest, f"/ru/laws/{2**63}/", 404)


def test_the_number_decides_a_wrong_slug_redirects(guest):
    act = make.act()
    response = guest.get(f"/ru/laws/{act.pk}-x/?at=st-1")
    assert (response.status_code, response["Location"]) == (301, f"{act.url_in('ru')}?at=st-1")


def test_json_ld_is_legislation_and_cannot_break_out(guest):
    act = make.act(title_ru="О </script><script>alert(1)</script>", title_ky="")
    html = page(guest, act.url_in("ru"))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1]
    data = json.loads(found)
    assert data["@type"] == "Legislation"
    assert data["name"] == "О </script><script>alert(1)</script>"
    assert data["legislationIdentifier"] == act.number
    assert data["legislationDate"] == "2021-10-20"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert "<script>alert(1)" not in html


def test_a_long_act_opens_in_parts_at_the_asked_article(guest):
    act = make.act()
    make.edition(act, ru=make.law_html(200, words="слово " * 150))
    html = page(guest, f"{act.url_in('ru')}?at=st-150-p-2")
    assert '<section id="st-150">' in html and '<section id="st-1">' not in html
    assert 'rel="canonical"' in html
    assert '<section id="st-1">' in page(guest, act.url_in("ru"))


def test_two_editions_are_compared_word_by_word(guest):
    act = make.act()
    older = make.edition(
        act, date(2021, 11, 1), ru="<p>Статья 1. Срок</p><p>Ответ дают за 14 дней.</p><p>Статья 2. Б</p>"
    )
    newer = make.edition(
        act, date(2026, 1, 1), ru="<p>Статья 1. Срок</p><p>Ответ дают за 10 дней.</p><p>Статья 2. Б</p>"
    )
    html = page(guest, f"/ru/laws/{act.pk}/compare/?a={newer.pk}&b={older.pk}")
    assert "<del>14 </del>" in html and "<ins>10 </ins>" in html
    assert 'id="v-st-1"' in html and 'id="v-st-2"' not in html
    assert page(guest, f"/ru/laws/{act.pk}/compare/") == html
    assert "<del>" not in page(guest, f"/ru/laws/{make.act().pk}/compare/")


def test_an_older_edition_says_that_it_is_not_in_force(guest):
    act = make.act()
    older = make.edition(act, date(2021, 11, 1), ru=make.law_html(2))
    make.edition(act, date(2022, 1, 1), ru=make.law_html(3))
    html = page(guest, f"/en/laws/{act.pk}/editions/{older.pk}/")
    assert "This is not the edition that is in force today." in html
    draft = make.edition(act, date(2023, 1, 1), ru=make.law_html(3), public=False)
    page(guest, f"/en/laws/{act.pk}/editions/{draft.pk}/", 404)


def test_kyrgyz_stands_beside_russian_and_a_late_language_is_named(guest):
    act = make.with_text(3)
    html = page(guest, f"/en/laws/{act.pk}/parallel/")
    assert "2-берене. Иш 2" in html and "Статья 2. Дело 2" in html
    assert "older edition" not in html
    make.edition(act, date(2026, 1, 1), ru=make.law_html(4))
    assert "of an older edition than the other one: Кыргызча" in page(guest, f"/en/laws/{act.pk}/parallel/")
    assert "of an older edition than the other one: Кыргызча" in page(guest, act.url_in("en"))


def test_facets_count_and_narrow(guest):
    water = topic()
    make.act(kind="code", topics=[water], applies_to=["cities"], title_ru="Водный кодекс")
    make.act(adopted="2019-01-05", status="void")
    make.act(public=False)
    html = page(guest, "/en/laws/")
    assert "<b>2</b> acts" in html
    assert "<span>Code</span><b>1</b>" in html
    assert "<b>1</b> act" in page(guest, "/en/laws/?topic=water&kind=code&applies=cities&year=2021&body=parliament")
    assert "No act matches all of this" in page(guest, "/en/laws/?kind=code&status=void")
    assert "<b>1</b> act" in page(guest, "/en/laws/?q=водный+КОД")
    assert "<b>0</b> acts" in page(guest, "/en/laws/?kind=nothing&page=x")


def test_the_list_costs_the_same_at_any_length(guest, same_query_count):
    def grow(n):
        for _one in range(n):
            make.act()

    assert same_query_count(lambda: page(guest, "/ru/laws/"), grow, small=1, large=19) <= 7


def test_an_act_costs_the_same_with_any_number_of_articles(guest, same_query_count):
    act = make.act()
    edition = make.edition(act, ru=make.law_html(1))
    size = {"n": 0}

    def grow(n):
        size["n"] += n
        make.text(edition, "ru", make.law_html(size["n"]))

    assert same_query_count(lambda: page(guest, act.url_in("ru")), grow) <= 14


def test_relations_are_read_from_both_sides(guest):
    newer, older = make.act(), make.act()
    domain.relate(act=newer, kind="repeals", other=older)
    assert "Repeals" in page(guest, newer.url_in("en")) and newer.title_ru in page(guest, older.url_in("ru"))
    assert "Repealed by" in page(guest, older.url_in("en"))


def test_a_topic_lists_its_acts(guest):
    water = topic()
    act = make.act(topics=[water])
    html = page(guest, f"/ru/topics/{water.slug}/")
    assert act.url_in("ru") in html and "/ru/account/follows/topic/" in html


def test_the_month_tells_what_changed(guest):
    act = make.act()
    change = domain.amend_act(
        act=act, kind="amended", in_force_from=date(2026, 1, 1), key="k", meaning_ru="Отвечайте за 10 дней."
    )
    html = page(guest, f"/ru/laws/changes/{change.recorded_at:%Y-%m}/".replace("-0", "-"))
    assert "Отвечайте за 10 дней." in html
    assert "Отвечайте" not in page(guest, "/ru/laws/changes/2024-5/")
    page(guest, "/ru/laws/changes/1999-5/", 404)
    page(guest, "/ru/laws/changes/2024-13/", 404)
