"""The page of an article as a reader meets it."""

import re

import pytest
from django.utils import timezone, translation

from tajryiba.experts import domain as experts_domain
from tajryiba.legal.domain import amend_act, cite
from tests.factories import experts, legal, practices
from tests.factories.magazine import a_page, an_article, an_issue, page_of, rubric, some_news, text
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def opened(client, article, lang: str = "ru") -> str:
    response = client.get(page_of(article, lang).address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_what_the_article_is(guest):
    issue = an_issue(languages=("ru",), year=2026, month=11, number=11)
    article = an_article(
        ("ru",),
        title="Вода",
        lead="Насос гудит ровно.",
        issue=issue,
        rubric=rubric(),
        authors=("Айгүл Токтосунова",),
        body=[text("<p>Полшестого утра.</p>")],
    )
    html = opened(guest, article)
    for words in ("Вода", "Насос гудит ровно.", rubric().name_ru, "Айгүл Токтосунова", "<p>Полшестого утра.</p>"):
        assert words in html
    assert '<a href="/ru/magazine/2026-11/">№\u00a011 · ноябрь 2026\u00a0г.</a>' in html.replace(
        "2026 г.", "2026\u00a0г."
    )
    assert 'datetime="' in html


def test_an_issue_that_is_not_out_is_not_named(guest):
    article = an_article(("ru",), issue=an_issue(languages=("ru",), state="planned", year=2027, month=3, number=3))
    assert "2027" not in opened(guest, article)


def test_an_issue_without_a_page_in_this_language_is_named_only(guest):
    article = an_article(("ru",), issue=an_issue(languages=("ky",), year=2027, month=3, number=3))
    html = opened(guest, article)
    assert "№\u00a03" in html
    assert "/ru/magazine/2027-03/" not in html


def test_the_way_to_the_articles_before_and_after_it(guest):
    issue = an_issue(languages=("ru",))
    articles = [
        an_article(("ru", "ky"), title=f"Статья-{number}", issue=issue, position=number) for number in (1, 2, 3)
    ]
    middle = opened(guest, articles[1])
    assert f'<a href="{page_of(articles[0]).address}" rel="prev">' in middle
    assert f'<a href="{page_of(articles[2]).address}" rel="next">' in middle
    assert 'rel="prev"' not in opened(guest, articles[0])
    page_of(articles[2]).unpublish()
    assert 'rel="next"' not in opened(guest, articles[1])


def test_an_author_who_is_a_public_expert_has_a_link(guest):
    expert = experts.expert()
    article = an_article(("ru",), authors=(expert, "Асан"))
    assert f'<a href="{expert.get_absolute_url()}">' in opened(guest, article).replace(
        "/ky/experts", "/ky/experts"
    ) or (f"/ru/experts/{expert.pk}-" in opened(guest, article))
    experts_domain.hide(expert=expert, by=experts.moderator(), reason="Сам попросил")
    html = opened(guest, article)
    assert f"/experts/{expert.pk}-" not in html
    assert "Асан" in html


def test_languages_that_are_there_and_those_that_are_not(guest):
    article = an_article(("ky", "ru"))
    html = opened(guest, article)
    assert f'hreflang="ky" href="http://testserver{page_of(article, "ky").address}"' in html
    assert 'hreflang="en" href="http' not in html
    masthead = html.partition('<nav class="langs"')[2].partition("</nav>")[0]
    assert '<a href="/en/magazine/" lang="en"' in masthead
    assert masthead.count('class="vh"') == 1


def test_ready_text_to_share(guest):
    article = an_article(("ru",), title="Вода & «счёт»", lead="Коротко.")
    page = page_of(article)
    html = opened(guest, article)
    address = page.get_public_url()
    assert 'href="https://wa.me/?text=%D0%92%D0%BE%D0%B4%D0%B0%20%26%20' in html
    assert f"Вода &amp; «счёт»\nКоротко.\n{address}</p>" in html


HOSTILE = '"><script>alert(1)</script>{{ 7 }}'


def test_hostile_words_stay_words(guest):
    html = opened(guest, an_article(("ru",), title=HOSTILE, lead=HOSTILE, authors=(HOSTILE,)))
    assert "<script>alert" not in html
    assert "{{ 7 }}" in html


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        (
            "ru",
            "Айгүл Токтосунова. Вода. – Текст : электронный. // Муниципалитет. – 2026. – № 11. – URL: ",
        ),
        ("en", "Айгүл Токтосунова ("),
    ],
)
def test_how_to_cite(guest, lang, line):
    issue = an_issue(languages=(lang,), year=2026, month=11, number=11)
    article = an_article((lang,), title="Вода", authors=("Айгүл Токтосунова",), issue=issue)
    html = opened(guest, article, lang)
    cited = re.search(r'id="cite">([^<]*)<', html)[1]
    assert page_of(article, lang).get_public_url() in cited
    assert "Айгүл Токтосунова" in cited
    assert "11" in cited


def test_practices_of_the_article_are_cards(guest):
    practice = practices.published(("ru",))
    hidden = practices.practice()
    html = opened(guest, an_article(("ru",), practices=[practice, hidden]))
    assert html.count('<article class="card">') == 1
    assert practice.url_in("ru") in html


def test_acts_it_rests_on_and_the_flag_of_a_changed_one(guest):
    act, article, boss = legal.act(), an_article(("ru",), title="Вода"), person("editor")
    cite(source=article, act=act, actor=boss)
    assert act.url_in("ru") in opened(guest, article)
    used = guest.get(act.url_in("ru")).content.decode()
    assert page_of(article).address in used
    amend_act(act=act, kind="amended", in_force_from=timezone.localdate(), key="one")
    assert 'class="notice' in opened(guest, article).partition('<div class="ahead__by">')[0]
    page_of(article).unpublish()
    assert page_of(article).address not in guest.get(act.url_in("ru")).content.decode()


def test_a_preview_is_not_for_search_engines():
    page = page_of(an_article(("ru",), body=[text("<p>Слова</p>")]))
    assert '<meta name="robots" content="noindex">' in page.make_preview_request().content.decode()


def test_a_page_is_light(guest):
    html = opened(guest, an_article(("ru",), lead="x" * 300, body=[text("<p>" + "Слово " * 1500 + "</p>")]))
    assert len(re.findall(r'<(?:link rel="(?:stylesheet|preload|icon)"|script)[^>]+(?:href|src)="/static', html)) <= 6


def test_a_page_costs_the_same_in_a_thin_issue_and_a_thick_one(guest, same_query_count):
    issue = an_issue(languages=("ru",))
    topic = practices.topic()
    first = an_article(("ru",), issue=issue, authors=("Асан",), topics=[topic])

    def grow(number: int) -> None:
        for _one in range(number):
            an_article(("ru",), issue=issue, authors=("Асан",), topics=[topic])
            first.practices.add(practices.published(("ru",)))

    address = page_of(first).address
    assert same_query_count(lambda: guest.get(address), grow, large=8) <= 51


# --- Both ways ---


def test_the_magazine_on_the_pages_of_what_it_tells_of(guest):
    practice, unit, topic = practices.published(("ru",)), practices.unit(), practices.topic()
    with translation.override("ru"):
        addresses = [practice.get_absolute_url(), unit.get_absolute_url(), topic.get_absolute_url()]
    assert all("mag-h" not in guest.get(address).content.decode() for address in addresses)
    article = an_article(("ru",), practices=[practice], units=[unit], topics=[topic])
    page = page_of(article)
    for address in addresses:
        assert page.address in guest.get(address).content.decode()
    page.unpublish()
    for address in addresses:
        assert page.address not in guest.get(address).content.decode()


def test_an_article_in_another_language_is_marked(guest):
    practice = practices.published(("ru",))
    page = page_of(an_article(("ky",), practices=[practice]), "ky")
    html = guest.get(practice.url_in("ru")).content.decode()
    assert f'<a href="{page.address}" lang="ky">' in html


def test_a_list_of_articles_costs_the_same(guest, same_query_count):
    practice = practices.published(("ru",))

    def grow(number: int) -> None:
        for _one in range(number):
            an_article(("ru", "ky"), practices=[practice])

    same_query_count(lambda: guest.get(practice.url_in("ru")), grow, large=8)


def test_the_page_of_an_expert_lists_articles(guest):
    expert = experts.expert()
    article = an_article(("ru",), title="Насос", authors=(expert,))
    address = expert.alternates()["ru"]
    assert page_of(article).address in guest.get(address).content.decode()
    page_of(article).unpublish()
    assert "Насос" not in guest.get(address).content.decode()


# --- Addresses ---


@pytest.mark.parametrize("active", ["ky", "ru"])
@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_an_old_address_leads_to_the_new_one(guest, django_capture_on_commit_callbacks, lang, active):
    page = page_of(an_article((lang,), title="Суу"), lang)
    old = page.address
    with translation.override(active), django_capture_on_commit_callbacks(execute=True):
        page.slug = "new-address"
        page.save_revision().publish()
    answer = guest.get(old)
    assert (answer.status_code, answer["Location"]) == (301, f"/{lang}/magazine/new-address/")
    assert guest.get(answer["Location"]).status_code == 200


def test_news_and_static_stories_have_their_notes_at_the_end(guest):
    news = some_news(("ru",), body=[text("<p>Слово[^1]</p>"), ("notes", ["Примечание к слову"])])
    html = guest.get(news.pages.get().address).content.decode()
    assert 'href="#n1" id="r1"' in html
    assert "Примечание к слову" in html


def test_the_same_facts_have_no_second_page(guest):
    article = an_article(("ru",))
    assert a_page(article, "ky").translation_key == page_of(article).translation_key
