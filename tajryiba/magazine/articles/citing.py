"""Articles as sources of citations: an act's page names them, and a changed act flags them."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import fallback_order
from tajryiba.legal import blocks
from tajryiba.legal.subjects import Subject

from ..models import Article, ArticlePage
from ..reading import words_of


def rows():
    """With all that `title_of` and `url_of` read; two queries."""
    pages = ArticlePage.objects.select_related("locale").defer("body")
    return Article.objects.prefetch_related(Prefetch("pages", pages), "topics")


def page_of(article: Article) -> ArticlePage | None:
    """Its live page in the nearest language."""
    pages = {page.lang: page for page in article.pages.all() if page.live}
    return next((pages[code] for code in fallback_order() if code in pages), None)


def title_of(article: Article) -> str:
    page = page_of(article)
    return page.title if page else article.working_title


def url_of(article: Article) -> str:
    page = page_of(article)
    return page.address if page else ""


def texts_of(article: Article) -> Iterable[str]:
    """Drafts too: an editor cites while writing."""
    for page in article.pages.all():
        newest = page.get_latest_revision_as_object() if page.latest_revision_id else page
        yield f"{newest.title}\n{words_of(newest)}"


def owners_of(article: Article) -> list:
    """Authors with an account here."""
    return [row.expert.user for row in article.authors.select_related("expert__user") if row.expert and row.expert.user]


def admin_url(article: Article) -> str:
    return reverse("wagtailsnippets_magazine_article:edit", args=[article.pk])


ARTICLE = Subject(
    name="article",
    label=_("article"),
    plural=_("Articles of the magazine"),
    model=Article,
    public=lambda rows: rows.published(),
    visible=lambda article: any(page.live for page in article.pages.all()),
    title=title_of,
    url=url_of,
    may_cite=lambda user, article: Article.is_editor(user),
    rows=rows,
    owners=owners_of,
    texts=texts_of,
    admin_url=admin_url,
    in_admin=True,
)


def basis(context: dict, page: ArticlePage) -> str:
    return blocks.legal_basis(context, page.article)


def flag(context: dict, page: ArticlePage) -> str:
    return blocks.changed_flag(context, page.article)
