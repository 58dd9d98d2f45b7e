"""What follows when facts are saved and pages come out."""

import pytest

from tajryiba.audit.models import Event
from tajryiba.experts.domain import record_work
from tajryiba.experts.models import WorkRecord
from tajryiba.legal import subjects
from tajryiba.magazine.articles import citing
from tajryiba.magazine.articles.domain import facts_saved
from tajryiba.magazine.articles.states import LanguageState, in_state, languages_of, with_pages
from tajryiba.magazine.models import Article, ArticleAuthor
from tests.factories import experts
from tests.factories.magazine import a_page, an_article, page_of, text
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def evidence(article: Article) -> set[int]:
    return set(WorkRecord.objects.filter(kind="article", object_id=article.pk).values_list("expert_id", flat=True))


def test_the_first_publication_is_evidence_of_work():
    expert = experts.expert()
    article = an_article((), authors=(expert, "Асан"))
    assert evidence(article) == set()
    a_page(article, "ky")
    a_page(article, "ru")
    assert evidence(article) == {expert.pk}
    assert WorkRecord.objects.get(object_id=article.pk).at == Article.objects.get().first_published_at


def test_evidence_follows_the_authors_of_a_published_article():
    first, second, boss = experts.expert(), experts.expert(), person("editor")
    article = an_article(("ky",), authors=(first,))
    record_work(second, "comment", article)
    article.authors.all().delete()
    ArticleAuthor.objects.create(article=article, name_ky="Б", expert=second)
    facts_saved(Article.objects.get(), created=False, actor=boss)
    assert evidence(article) == {second.pk}
    assert WorkRecord.objects.filter(kind="comment").count() == 1
    assert Event.objects.filter(verb="magazine.article_changed", actor_id=boss.pk).count() == 1


def test_an_article_without_a_page_is_no_evidence():
    article = an_article((), authors=(experts.expert(),))
    facts_saved(article, created=True)
    assert evidence(article) == set()
    assert Event.objects.filter(verb="magazine.article_begun").count() == 2


# --- Citing ---


def test_what_is_public_in_sql_is_visible():
    draft, taken_down, public = an_article(), an_article(("ru",)), an_article(("ky", "ru"))
    a_page(draft, "en", publish=False)
    page_of(taken_down).unpublish()
    page_of(public).unpublish()
    rows = citing.ARTICLE.rows()
    shown = set(citing.ARTICLE.public(rows).values_list("pk", flat=True))
    assert shown == {article.pk for article in rows if citing.ARTICLE.visible(article)}
    assert public.pk in shown
    assert taken_down.pk not in shown


def test_a_citation_is_found_in_a_draft_too():
    article = an_article(("ru",), title="Вода", body=[text("<p>Живое</p>")])
    page = page_of(article)
    page.title = "Новое название"
    page.save_revision()
    assert "Новое название" in "".join(citing.texts_of(article))
    assert subjects.of(article).title(article) == "Вода"


def test_who_may_cite_and_who_is_told():
    expert = experts.expert()
    article = an_article((), authors=(expert, "Асан"))
    assert citing.ARTICLE.may_cite(person("editor"), article)
    assert not citing.ARTICLE.may_cite(person(), article)
    assert not citing.ARTICLE.may_cite(None, article)
    assert citing.owners_of(article) == [expert.user]
    assert (citing.title_of(article), citing.url_of(article)) == (article.working_title, "")


# --- How far each language is ---


def states(article: Article) -> dict[str, str]:
    return {row.code: row.state.value for row in languages_of(article)}


def test_states_of_languages():
    article = an_article(("ky", "ru"))
    live = page_of(article, "ru")
    live.title = "Иначе"
    live.save_revision()
    a_page(article, "en", publish=False)
    assert states(article) == {"ky": "live", "ru": "changed", "en": "draft"}
    page_of(article, "en").get_workflow().start(page_of(article, "en"), person("editor"))
    assert states(article)["en"] == "review"
    assert states(an_article(())) == {"ky": "none", "ru": "none", "en": "none"}


def test_a_scheduled_page_is_said_to_be_scheduled():
    article = an_article(())
    page = a_page(article, "ru", publish=False)
    page.go_live_at = "2099-01-01T00:00:00Z"
    page.save_revision().publish()
    assert states(article)["ru"] == LanguageState.SCHEDULED


def test_the_list_of_the_staff_is_narrowed_by_language():
    ready, begun, nothing = an_article(("ru",)), an_article(()), an_article(("ky",))
    a_page(begun, "ru", publish=False)
    assert list(in_state(Article.objects.all(), "ru", "live")) == [ready]
    assert list(in_state(Article.objects.all(), "ru", "draft")) == [begun]
    assert list(in_state(Article.objects.all(), "ru", "none")) == [nothing]


def test_states_of_many_cost_the_same(same_query_count):
    def grow(number: int) -> None:
        for _one in range(number):
            an_article(("ky", "ru"))

    same_query_count(lambda: [languages_of(row) for row in with_pages(Article.objects.all())], grow, large=6)
