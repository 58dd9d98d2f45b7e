"""How far an article has come in each language, for the staff."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Prefetch, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from ..models import Article, ArticlePage


class LanguageState(TextChoices):
    NONE = "none", _("no text")
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("on the site")
    CHANGED = "changed", _("on the site, changed since")


@dataclass(frozen=True)
class InLanguage:
    code: str
    name: str
    state: LanguageState
    page: ArticlePage | None


def with_states(pages: QuerySet) -> QuerySet:
    """Marks `in_review` and `is_scheduled` on pages of any kind."""
    own = {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "object_id": Cast(OuterRef("pk"), CharField(max_length=255)),
    }
    running = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    return pages.annotate(
        in_review=Exists(WorkflowState.objects.filter(**own, status__in=running)),
        is_scheduled=Exists(Revision.objects.filter(**own, approved_go_live_at__isnull=False)),
    )


def state_of(page) -> LanguageState:
    """Of a page that came through `with_states`; None: there is no text."""
    if page is None:
        return LanguageState.NONE
    if page.in_review:
        return LanguageState.REVIEW
    if page.is_scheduled:
        return LanguageState.SCHEDULED
    if page.live:
        return LanguageState.CHANGED if page.has_unpublished_changes else LanguageState.LIVE
    return LanguageState.DRAFT


def with_pages(articles: QuerySet) -> QuerySet:
    """Two queries, however many articles: their pages of all languages as `staff_pages`."""
    pages = with_states(ArticlePage.objects.select_related("locale").defer("body"))
    return articles.prefetch_related(Prefetch("pages", pages, to_attr="staff_pages"))


def languages_of(article: Article) -> list[InLanguage]:
    """Each language of the portal, in order."""
    if not hasattr(article, "staff_pages"):
        article = with_pages(Article.objects.filter(pk=article.pk)).get()
    pages = {page.lang: page for page in article.staff_pages}
    return [
        InLanguage(code, str(name), state_of(pages.get(code)), pages.get(code)) for code, name in settings.LANGUAGES
    ]


def in_state(articles: QuerySet, code: str, state: str) -> QuerySet:
    """Those whose text in this language is missing, a draft, or on the site."""
    pages = ArticlePage.objects.filter(article=OuterRef("pk"), locale__language_code=code)
    if state == LanguageState.NONE:
        return articles.filter(~Exists(pages))
    return articles.filter(Exists(pages.filter(live=state == LanguageState.LIVE)))
