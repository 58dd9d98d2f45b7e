"""What search engines are told: known facts, nothing else."""

import json

import pytest

from tajryiba.legal.models import Citation
from tajryiba.magazine.models import ArticleAuthor, Rubric
from tests.factories import experts, legal, practices
from tests.factories.magazine_facts import a_page, an_article, an_issue, some_news
from tests.factories.practices import topic

pytestmark = pytest.mark.django_db


def told(client, address: str) -> dict:
    html = client.get(address).content.decode()
    assert html.count('type="application/ld+json"') == 1
    return json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])


def test_the_magazine(guest):
    facts = told(guest, "/ru/magazine/")
    assert (facts["@type"], facts["issn"]) == ("Periodical", "1694-7053")
    assert facts["url"].endswith("/ru/magazine/")


def test_an_issue(guest):
    page = a_page(an_issue(2026, 11, number=11, published_on="2026-11-20"), title="№ 11", theme="Вода")
    facts = told(guest, page.address)
    assert (facts["@type"], facts["issueNumber"], facts["datePublished"]) == ("PublicationIssue", "11", "2026-11-20")
    assert (facts["about"], facts["inLanguage"], facts["isPartOf"]["issn"]) == ("Вода", "ru", "1694-7053")


def test_of_an_old_issue_only_the_month_is_known(guest):
    page = a_page(an_issue(2013, 1, from_archive=True, through_number=21), title="№ 21")
    facts = told(guest, page.address)
    assert (facts["issueNumber"], facts["datePublished"]) == ("21", "2013-01")


def test_an_article(guest):
    practice, hidden = practices.published(), practices.practice()
    issue = an_issue(2026, 11, number=11)
    article = an_article(
        issue=issue, rubric=Rubric.objects.get(slug="hot"), topics=[topic()], practices=[practice, hidden]
    )
    ArticleAuthor.objects.create(article=article, name_ru="Редакция")
    facts = {"name_ru": "Айгүл Токтоматова", "role_ru": "эксперт", "expert": experts.expert(), "position": 2}
    ArticleAuthor.objects.create(article=article, **facts)
    act = legal.act()
    Citation.objects.create(source=article, act=act)
    facts = told(guest, a_page(article, title="Вода </script>", lead="Коротко").address)
    assert (facts["@type"], facts["headline"], facts["description"]) == ("Article", "Вода </script>", "Коротко")
    assert facts["author"][0] == {"@type": "Organization", "name": "Редакция"}
    assert (facts["author"][1]["@type"], facts["author"][1]["jobTitle"]) == ("Person", "эксперт")
    assert "/experts/" in facts["author"][1]["url"]
    assert (facts["isPartOf"]["@type"], facts["isPartOf"]["issueNumber"]) == ("PublicationIssue", "11")
    assert [cited["@type"] for cited in facts["citation"]] == ["CreativeWork", "Legislation"]
    assert facts["citation"][0]["url"].endswith(practice.url_in("ru"))
    assert facts["datePublished"] and facts["dateModified"]


def test_an_article_without_an_issue(guest):
    facts = told(guest, a_page(an_article()).address)
    assert facts["isPartOf"]["@type"] == "Periodical"
    assert "citation" not in facts and "author" not in facts


def test_news(guest):
    news = some_news(source_title="24.kg", source_url="https://24.kg/1")
    facts = told(guest, a_page(news, title="Новость").address)
    assert (facts["@type"], facts["headline"], facts["isBasedOn"]) == ("NewsArticle", "Новость", "https://24.kg/1")


def test_more_authors_and_practices_cost_the_same(guest, same_query_count):
    article = an_article(issue=an_issue())
    page = a_page(article)

    def grow(number: int) -> None:
        for _row in range(number):
            ArticleAuthor.objects.create(article=article, name_ru="А Б", expert=experts.expert())
            article.practices.add(practices.published())
            Citation.objects.create(source=article, act=legal.act())

    same_query_count(lambda: guest.get(page.address), grow, large=6)
