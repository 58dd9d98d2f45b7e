"""The archive page: what it lists, by what it is narrowed, how issues may be named."""

import pytest

from tajryiba.core.languages import LANGUAGES
from tajryiba.magazine.archive.numbers import Asked, understand
from tajryiba.magazine.models import ArticleAuthor, PrintedArticle, Rubric
from tests.factories.magazine_facts import a_page, an_article, an_issue
from tests.factories.practices import topic

pytestmark = pytest.mark.django_db
ADDRESS = "/ru/magazine/archive/"


def printed(issue, title: str, lang: str = "ru", **facts) -> PrintedArticle:
    page = issue.pages.filter(locale__language_code=lang).first() or a_page(issue, lang, title=f"№ {issue.number}")
    return PrintedArticle.objects.create(page=page, title=title, **facts)


def an_old_issue(year: int = 2024, month: int = 9, **facts):
    return an_issue(year, month, from_archive=True, **({"number": 9, "through_number": 155} | facts))


def titles(client, query: str = "", address: str = ADDRESS) -> list[str]:
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    return [line.title for line in response.context["page"].object_list]


@pytest.fixture
def shelf() -> None:
    old, new = an_old_issue(), an_old_issue(2026, 11, number=11, through_number=181, month_to=12, number_to=12)
    hot, services = Rubric.objects.get(slug="hot"), Rubric.objects.get(slug="services")
    printed(old, "Старая вода", authors="А. Токтоматова", rubric=hot, on_page=4, sort_order=0)
    printed(old, "Старый свет", authors="Б. Асанов, В. Өмүров", topic=topic("light"), sort_order=1)
    printed(old, "Эски суу", "ky")
    article = an_article(issue=new, rubric=services, topics=[topic("water")])
    ArticleAuthor.objects.create(article=article, name_ru="Айгүл Токтоматова", name_ky="Айгүл Токтоматова")
    a_page(article, title="Новая вода")
    a_page(an_article(issue=new), title="Черновик", publish=False)


def test_everything_of_a_language_the_newest_first(guest, shelf):
    assert titles(guest) == ["Новая вода", "Старая вода", "Старый свет"]
    assert titles(guest, address="/ky/magazine/archive/") == ["Эски суу"]
    assert titles(guest, address="/en/magazine/archive/") == []


NARROWED = {
    "year=2024": ["Старая вода", "Старый свет"],
    "rubric=hot": ["Старая вода"],
    "rubric=services": ["Новая вода"],
    "topic=water": ["Новая вода"],
    "topic=light": ["Старый свет"],
    "author=токтоматова": ["Новая вода", "Старая вода"],
    "author=омуров": ["Старый свет"],
    "author=айгул+токтоматова": ["Новая вода"],
    "number=155": ["Старая вода", "Старый свет"],
    "number=№ 9 (155)": ["Старая вода", "Старый свет"],
    "number=9/2024": ["Старая вода", "Старый свет"],
    "number=12": ["Новая вода"],
    "number=2026": ["Новая вода"],
    "number=nonsense": [],
    "number=9&year=2026": [],
    "year=nonsense&rubric=&topic=&page=99": ["Новая вода", "Старая вода", "Старый свет"],
    "rubric=a%00b": [],
}


@pytest.mark.parametrize("query", NARROWED)
def test_narrowed(guest, shelf, query):
    assert titles(guest, query) == NARROWED[query]


def test_search_engines_see_only_the_whole_list(guest, shelf):
    assert "noindex" not in guest.get(ADDRESS).content.decode()
    assert guest.get(ADDRESS).context["alternates"].keys() == set(LANGUAGES)
    assert "noindex" in guest.get(f"{ADDRESS}?year=2024").content.decode()


def test_a_line_leads_to_its_article_or_to_its_issue(guest, shelf):
    html = guest.get(ADDRESS).content.decode()
    assert '<h2 class="row__title"><a href="/ru/magazine/2024-09/">Старая вода</a></h2>' in html
    assert '<h2 class="row__title"><a href="/ru/magazine/novaya-voda/">Новая вода</a></h2>' in html
    issues = guest.get(f"{ADDRESS}?number=155").context["issues"]
    assert [issue.slug for issue in issues] == ["2024-09"]
    assert guest.get(f"{ADDRESS}?author=x").context["issues"] == []


def test_filters_offer_what_there_is(guest, shelf):
    options = guest.get(ADDRESS).context["options"]
    assert options["years"] == [2026, 2024]
    assert [rubric.slug for rubric in options["rubrics"]] == ["hot", "services"]
    assert {topic.slug for topic in options["topics"]} == {"water", "light"}
    assert guest.get("/en/magazine/archive/").context["options"]["years"] == []


def test_the_same_for_every_guest(guest, shelf):
    response = guest.get(ADDRESS)
    assert "s-maxage=60" in response["Cache-Control"]
    assert "csrf" not in response.content.decode()


def test_thirty_articles_cost_as_much_as_one(guest, same_query_count):
    issue = an_old_issue()

    def grow(number: int) -> None:
        for _row in range(number):
            printed(issue, "Старое", authors="А. Б.", rubric=Rubric.objects.first())
            article = an_article(issue=issue)
            ArticleAuthor.objects.create(article=article, name_ru="В. Г.")
            a_page(article)

    assert same_query_count(lambda: guest.get(f"{ADDRESS}?author=б"), grow, large=15) > 0
    assert guest.get(ADDRESS).context["page"].paginator.count == 30


def test_pages(guest):
    issue = an_old_issue()
    for number in range(32):
        printed(issue, f"Статья {number}", sort_order=number)
    assert titles(guest, "page=2") == ["Статья 30", "Статья 31"]
    assert 'aria-current="page"' in guest.get(f"{ADDRESS}?page=2").content.decode()


UNDERSTOOD = {
    "№ 9 (155)": Asked(number=9, through=155),
    "9(155)": Asked(number=9, through=155),
    "No. 9 (155)": Asked(number=9, through=155),
    "7–8 (153–154)": Asked(number=7, through=153),
    "155": Asked(either=155),
    "№155": Asked(either=155),
    "9/2024": Asked(number=9, year=2024),
    "9 (155)/2024": Asked(number=9, through=155, year=2024),
    "09.2024": Asked(number=9, year=2024),
    "2024-09": Asked(number=9, year=2024),
    "2024": Asked(year=2024),
    "99999": None,
    "вода": None,
    "-1": None,
    "": None,
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_how_people_name_an_issue(text):
    assert understand(text) == UNDERSTOOD[text]
