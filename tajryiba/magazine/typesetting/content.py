"""Pages of the magazine → what the press takes. Readers get live words, proofs the newest ones."""

import re
from datetime import UTC, datetime

from django.conf import settings
from django.template.defaultfilters import date as date_words
from django.utils.translation import gettext as _
from django.utils.translation import override

from tajryiba.core.documents import press
from tajryiba.core.html import plain_text
from tajryiba.core.numbers import number as number_words

from ..issues.naming import months
from ..models import ArticlePage, IssuePage
from .body import Body, picture_of
from .naming import ISSN, SUBTITLE, TITLE, number_line

_HEADING = re.compile(r"\s*<h[23]\b[^>]*>(.*?)</h[23]>", re.S)
LOADED = ("article__rubric", "image", "locale")


def publication_of(row) -> press.Publication:
    """What a `Print` is made of: an issue, or an article alone as a publication of one article."""
    page = newest(row.page) if row.is_proof else row.page
    with override(page.lang):
        return issue_publication(page, proof=row.is_proof) if row.issue_page_id else article_publication(page)


def newest(page):
    """The page with the words of its latest revision."""
    return page.get_latest_revision_as_object() if page.latest_revision_id else page


def pages_of(issue_page: IssuePage, *, proof: bool = False) -> list[ArticlePage]:
    """The articles of the issue in its order that have a page in this language."""
    pages = ArticlePage.objects.in_language(issue_page.lang).filter(article__issue=issue_page.issue)
    pages = pages.select_related(*LOADED).prefetch_related("article__authors__expert")
    pages = pages.order_by("article__position", "article__pk")
    return [newest(page) for page in pages] if proof else list(pages.live())


def issue_publication(page: IssuePage, *, proof: bool = False) -> press.Publication:
    """An issue in the language of `page`, which is the active one."""
    pages = pages_of(page, proof=proof)
    return press.Publication(
        **_masthead(page, page.issue),
        url=page.get_public_url(),
        cover=press.Cover(picture_of(page.issue.cover_in(page.lang)), "", page.theme, page.theme_note),
        editorial=_editorial(page),
        articles=tuple(article_of(one) for one in pages),
        imprint=_imprint(page.issue),
        changed=_changed([page, *pages]),
    )


def article_publication(page: ArticlePage) -> press.Publication:
    """An article alone, with the masthead of its issue where it has one."""
    issue = page.article.issue
    return press.Publication(
        **_masthead(page, issue),
        url=page.get_public_url(),
        cover=press.Cover(theme=page.title),
        articles=(article_of(page),),
        imprint=_imprint(issue),
        changed=_changed([page]),
    )


def article_of(page: ArticlePage) -> press.Article:
    article, body = page.article, Body(page)
    opening = (body.figure(page.image, ""),) if page.image and page.image.is_ready else ()
    return press.Article(
        title=page.title,
        rubric=article.rubric.name if article.rubric else "",
        lead=page.lead,
        authors=tuple(press.Person(author.name, author.role) for author in article.authors.all()),
        url=page.get_public_url(),
        blocks=(*opening, *body.blocks()),
        notes=body.notes(),
    )


def _masthead(page, issue) -> dict:
    facts = {"title": TITLE, "language": page.lang, "subtitle": str(SUBTITLE), "issn": ISSN}
    facts["identifier"] = f"{page.get_public_url()}#{page.translation_key}"
    if issue is None:
        day = page.first_published_at
        return facts | {"number": "", "date": date_words(day, "DATE_FORMAT") if day else "", "order": 0}
    return facts | {"number": number_line(issue), "date": months(issue), "order": issue.year * 12 + issue.month}


def _editorial(page: IssuePage) -> press.Article | None:
    """The editors' word; a heading at its beginning is its title."""
    if not page.editorial:
        return None
    signed = (press.Person(page.editorial_by),) if page.editorial_by else ()
    html = Body(page).html(page.editorial)
    own, rest = _HEADING.match(html), _HEADING.sub("", html, count=1)
    if own:
        return press.Article(plain_text(own[1]), _("From the editors"), authors=signed, blocks=(press.Text(rest),))
    return press.Article(_("From the editors"), authors=signed, blocks=(press.Text(html),))


def _imprint(issue) -> tuple[str, ...]:
    lines = [_("Materials may be reprinted with a link to the portal. CC BY 4.0")]
    if issue is not None and issue.print_run:
        lines.append(_("Print run: %(copies)s") % {"copies": number_words(issue.print_run)})
    if issue is not None and issue.published_on:
        lines.append(_("Published on %(day)s") % {"day": date_words(issue.published_on, "DATE_FORMAT")})
    return (*lines, settings.SITE_URL.partition("://")[2])


def _changed(pages: list) -> str:
    """When the newest of the words went live or were saved, as EPUB writes it."""
    moments = [
        moment for page in pages for moment in (page.last_published_at, page.latest_revision_created_at) if moment
    ]
    newest_one = max(moments, default=datetime(2000, 1, 1, tzinfo=UTC))
    return newest_one.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
