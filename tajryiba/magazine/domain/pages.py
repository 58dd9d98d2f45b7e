"""Facts are made, pages are written in a language, and what happens when Wagtail takes a page live or down."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.errors import DomainError
from tajryiba.core.slugs import latin_slug
from tajryiba.search.domain import refresh

from ..enums import ArticleKind, NewsKind
from ..models import (
    Article,
    ArticlePage,
    Issue,
    IssuePage,
    MagazineSection,
    News,
    NewsPage,
    NewsSection,
    StaticPage,
)
from ..reading import reading_minutes

Facts = Issue | Article | News
PAGE_OF = {Issue: (IssuePage, "issue", MagazineSection), Article: (ArticlePage, "article", MagazineSection)}
PAGE_OF[News] = (NewsPage, "news", NewsSection)
EVENT_OF = {IssuePage: "issue", ArticlePage: "article", NewsPage: "news", StaticPage: "page"}
NAME_OF = EVENT_OF | {IssuePage: "issue_page"}  # `magazine.issue_published` is the verb `publish_issue`
LONGEST_SLUG = 60


@transaction.atomic
def create_issue(*, year: int, month: int, actor=None, **facts) -> Issue:
    """A planned issue. Records `magazine.issue_planned`. Raises DomainError when there is one of this month."""
    if Issue.objects.filter(year=year, month=month).exists():
        raise DomainError(_("There is an issue of this month already. Open it."), code="exists")
    issue = Issue.objects.create(key=uuid.uuid4(), year=year, month=month, **facts)
    record("magazine.issue_planned", actor=actor, obj=issue)
    return issue


@transaction.atomic
def create_article(
    *,
    working_title: str,
    kind: str = ArticleKind.ARTICLE,
    topics: Iterable = (),
    units: Iterable = (),
    practices: Iterable = (),
    actor=None,
    **facts,
) -> Article:
    """Facts of an article, without words yet. Records `magazine.article_begun`."""
    article = Article.objects.create(key=uuid.uuid4(), working_title=working_title[:200], kind=kind, **facts)
    article.topics.set(topics)
    article.units.set(units)
    article.practices.set(practices)
    record("magazine.article_begun", actor=actor, obj=article, kind=kind)
    return article


@transaction.atomic
def create_news(
    *, working_title: str, kind: str = NewsKind.NEWS, topics: Iterable = (), units: Iterable = (), actor=None, **facts
) -> News:
    """Facts of a piece of news, without words yet. Records `magazine.news_begun`."""
    news = News.objects.create(key=uuid.uuid4(), working_title=working_title[:200], kind=kind, **facts)
    news.topics.set(topics)
    news.units.set(units)
    record("magazine.news_begun", actor=actor, obj=news, kind=kind)
    return news


@transaction.atomic
def write_page(facts: Facts, *, lang: str, title: str, actor=None, publish: bool = False, **words) -> Page:
    """The page of `facts` in a language: a draft with its first revision, or published at once.

    The key of the facts is the translation key of its pages, so the database holds one a language. Raises DomainError
    when there is one already.
    """
    model, field, section = PAGE_OF[type(facts)]
    if model.objects.filter(**{field: facts}, locale__language_code=lang).exists():
        raise DomainError(_("This language has its text already. Open it and edit it."), code="exists")
    parent = section.objects.get(locale__language_code=lang)
    page = model(
        title=title,
        slug=_free_slug(parent, facts.slug if isinstance(facts, Issue) else latin_slug(title, LONGEST_SLUG)),
        locale=Locale.objects.get(language_code=lang),
        translation_key=facts.key,
        live=False,
        owner=actor,
        **{field: facts},
        **words,
    )
    parent.add_child(instance=page)
    revision = page.save_revision(user=actor, log_action=False)
    if publish:
        revision.publish(user=actor)
        page.refresh_from_db()
    return page


def _free_slug(parent: Page, wanted: str) -> str:
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def page_published(page: Page, *, actor=None) -> None:
    """Called after Wagtail took the page live: counts the minutes of reading, remembers the first day, puts it into
    the search, records `magazine.news_published` (article, issue_page, page), and calls the hook `page_published`.
    """
    if not page.live:
        return  # Wagtail says so of a page that is only scheduled, too
    if isinstance(page, ArticlePage):
        minutes, has_audio = reading_minutes(page), any(block.block_type == "audio" for block in page.body)
        ArticlePage.objects.filter(pk=page.pk).update(minutes=minutes, has_audio=has_audio)
    facts = facts_of(page)
    first = isinstance(facts, Article | News) and facts.first_published_at is None
    if first:
        facts.first_published_at = timezone.now()
        facts.save(update_fields=["first_published_at"])
    record(f"magazine.{NAME_OF[type(page)]}_published", actor=actor, obj=page, lang=page.lang, first=first)
    refresh(facts)
    hooks.call("page_published", page=page, facts=facts, first=first, actor=actor)


@transaction.atomic
def page_unpublished(page: Page) -> None:
    """Called after Wagtail took the page down: out of the search; records `magazine.news_unpublished` and the like."""
    facts = facts_of(page)
    record(f"magazine.{NAME_OF[type(page)]}_unpublished", obj=page, lang=page.lang)
    refresh(facts)
    hooks.call("page_unpublished", page=page, facts=facts)


def facts_of(page: Page):
    """The facts behind a page; a static page is its own."""
    return page if isinstance(page, StaticPage) else getattr(page, EVENT_OF[type(page)])
