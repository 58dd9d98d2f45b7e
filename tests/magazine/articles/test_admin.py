"""The staff's screens of articles, and what the explorer refuses."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tajryiba.magazine.enums import IssueState
from tajryiba.magazine.models import Article, ArticlePage, LanguageHome, MagazineSection, NewsPage
from tests.factories import experts, practices
from tests.factories.magazine import a_page, an_article, an_issue, page_of, rubric, some_news
from tests.factories.people import person

pytestmark = pytest.mark.django_db

FACTS = "wagtailsnippets_magazine_article"


@pytest.fixture(autouse=True)
def _second_factor_passed(settings):
    settings.STAFF_MFA_REQUIRED = False


@pytest.fixture
def editor(signed_in):
    return signed_in(person("editor"))


@pytest.fixture
def boss(signed_in):
    return signed_in(person("superuser"))


def form(topics=(), **more) -> dict:
    author = {"name_ky": "Асан", "name_ru": "Асан", "name_en": "", "role_ky": "", "role_ru": "", "role_en": ""}
    return nested_form_data(
        {
            "working_title": "Вода",
            "kind": "article",
            "issue": "",
            "rubric": "",
            "authors": inline_formset([{**author, "expert": ""}, {**author, "name_ky": "Бакыт", "expert": ""}]),
            "places": inline_formset([]),
            "told": inline_formset([]),
            **more,
        }
    ) | {"topics": list(topics)}


def test_facts_are_entered_and_lead_to_the_texts(editor):
    unit, practice, topic = practices.unit(), practices.published(("ru",)), practices.topic()
    answer = editor.post(
        reverse(f"{FACTS}:add"),
        form(
            rubric=str(rubric().pk),
            topics=[topic.pk],
            places=inline_formset([{"unit": unit.pk}]),
            told=inline_formset([{"practice": practice.pk}]),
        ),
    )
    article = Article.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse(f"{FACTS}:edit", args=[article.pk]))
    assert [list(rows) for rows in (article.units.all(), article.practices.all(), article.topics.all())] == [
        [unit],
        [practice],
        [topic],
    ]
    assert [author.name for author in article.authors.all()] == ["Асан", "Бакыт"]
    html = editor.get(answer["Location"]).content.decode()
    for lang in ("ky", "ru", "en"):
        assert reverse("article_write", args=[article.pk, lang]) in html


def test_facts_are_changed(editor):
    article = an_article(("ru",))
    answer = editor.post(reverse(f"{FACTS}:edit", args=[article.pk]), form(working_title="Иначе"))
    assert answer.status_code == 302
    assert Article.objects.get().working_title == "Иначе"
    html = editor.get(reverse(f"{FACTS}:edit", args=[article.pk])).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page_of(article).pk]) in html
    assert reverse("acts:citing", args=["article", article.pk]) in html


def test_a_text_is_begun_in_a_language(editor):
    article = an_article((), working_title="Вода")
    address = reverse("article_write", args=[article.pk, "ky"])
    assert 'value="Вода"' in editor.get(address).content.decode()
    assert editor.post(address, {"title": ""}).status_code == 200
    answer = editor.post(address, {"title": "Суу"})
    page = ArticlePage.objects.get()
    assert (page.title, page.lang, page.live) == ("Суу", "ky", False)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(address, {"title": "Дагы"})["Location"] == answer["Location"]
    assert editor.get(answer["Location"]).status_code == 200
    assert ArticlePage.objects.count() == 1


def test_only_editors_begin_a_text_and_only_in_our_languages(editor, signed_in):
    article = an_article(())
    address = reverse("article_write", args=[article.pk, "ky"])
    assert signed_in(person("client_admin")).post(address, {"title": "Суу"}).status_code in (302, 403)
    assert not ArticlePage.objects.exists()
    assert editor.get(reverse("article_write", args=[article.pk, "tr"])).status_code == 404
    assert editor.get(reverse("article_write", args=[2**70, "ky"])).status_code == 404


def test_the_list_is_narrowed_and_searched(editor):
    issue = an_issue(languages=("ru",), year=2026, month=11, number=11)
    inside, other = (
        an_article(("ru",), issue=issue, working_title="Внутри"),
        an_article(("ky",), working_title="Другая"),
    )
    address = reverse(f"{FACTS}:list")

    def found(**query) -> list[str]:
        html = editor.get(address, query).content.decode()
        return [row.working_title for row in (inside, other) if row.working_title in html]

    assert found() == ["Внутри", "Другая"]
    assert found(issue=issue.pk) == ["Внутри"]
    assert found(language="ky-live") == ["Другая"]
    assert found(language="ru-none") == ["Другая"]
    assert found(q="Внутри") == ["Внутри"]
    assert "№\u00a011" in editor.get(address).content.decode()


def test_the_list_costs_the_same(editor, same_query_count):
    def grow(number: int) -> None:
        for _one in range(number):
            an_article(("ky", "ru"), rubric=rubric())

    same_query_count(lambda: editor.get(reverse(f"{FACTS}:list")), grow, large=6)


def test_nothing_of_facts_is_deleted(boss):
    article = an_article(())
    boss.post(reverse(f"{FACTS}:delete", args=[article.pk]))
    boss.post(reverse("wagtailsnippets_magazine_rubric:delete", args=[rubric().pk]))
    assert Article.objects.filter(pk=article.pk).exists()
    assert rubric()


# --- The explorer ---


def pages() -> list[Page]:
    return [page_of(an_article(("ru",))), an_issue(languages=("ru",)).pages.get(), some_news(("ru",)).pages.get()]


def everything() -> set[tuple]:
    return set(Page.objects.values_list("pk", "path", "live"))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_pages_with_facts_are_not_copied_moved_deleted(boss, place):
    page = pages()[place]
    elsewhere = LanguageHome.objects.get(slug="ky")
    before = everything()
    copy = {"new_title": "Копия", "new_slug": "copy", "new_parent_page": page.get_parent().pk, "copy_subpages": ""}
    boss.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy)
    boss.post(
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]), {"new_parent_page": elsewhere.pk}
    )
    answer = boss.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert everything() == before
    assert answer.status_code == 200


def test_a_refusal_says_why(boss):
    page = page_of(an_article(("ru",)))
    answer = boss.get(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert any(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("deed", ["delete", "move", "unpublish"])
def test_frame_and_facts_survive_mass_actions(boss, deed):
    chosen = [*pages(), MagazineSection.objects.get(locale__language_code="ru"), LanguageHome.objects.get(slug="en")]
    before = everything()
    query = "&".join(f"id={page.pk}" for page in chosen)
    data = {"chooser": LanguageHome.objects.get(slug="ky").pk, "include_descendants": "on"}
    boss.post(f"/admin/bulk/wagtailcore/page/{deed}/?{query}", data)
    assert everything() == before


def test_a_home_is_not_deleted_with_all_that_lies_in_it(boss):
    an_article(("ru",))
    before = everything()
    boss.post(reverse("wagtailadmin_pages:delete", args=[LanguageHome.objects.get(slug="ru").pk]))
    boss.post(reverse("wagtailadmin_pages:unpublish", args=[LanguageHome.objects.get(slug="ru").pk]))
    assert everything() == before


@pytest.mark.parametrize(
    "action",
    ["copy", "move", "delete", "create_alias", "convert_alias", "copy_for_translation", "publish", "unpublish"],
)
def test_the_api_of_the_admin_has_no_such_deeds(boss, action):
    page, before = page_of(an_article(("ru",))), None
    before = everything()
    answer = boss.post(f"/admin/api/main/pages/{page.pk}/action/{action}/", {}, content_type="application/json")
    assert answer.status_code == 404
    assert everything() == before


def test_a_draft_that_nobody_saw_may_be_deleted(boss):
    article = an_article(())
    page = a_page(article, "ru", publish=False)
    boss.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not ArticlePage.objects.exists()
    assert a_page(article, "ru").live


def test_an_editor_unpublishes_news(signed_in):
    page = some_news(("ru",)).pages.get()
    signed_in(person("content_admin")).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not NewsPage.objects.get().live


def test_experts_are_chosen_by_name_and_only_published_ones(editor, signed_in):
    known, hidden = experts.expert(name_ky="Айгүл Токтосунова"), experts.draft(name_ky="Айгүл Асанова")
    address = reverse("expert_chooser:choose_results")
    html = editor.get(address, {"q": "айгүл токто"}).content.decode()
    assert known.name_ky in html
    assert hidden.name_ky not in editor.get(address).content.decode()
    assert known.name_ky not in editor.get(address, {"q": "Бакыт"}).content.decode()
    assert signed_in(person("client_admin")).get(address).status_code in (302, 403)


def test_the_page_of_an_issue_does_not_come_out_before_it_by_a_mass_action(boss):
    issue = an_issue(2026, 12, state=IssueState.PROOF, languages=("ru",))
    page = issue.pages.get()
    boss.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {})
    page.refresh_from_db()
    assert page.live is False
