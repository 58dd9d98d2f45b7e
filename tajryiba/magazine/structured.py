"""What search engines are told about the magazine, its issues, articles and news (schema.org): known facts only."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _

from tajryiba.experts.models import Expert
from tajryiba.legal.models import Citation
from tajryiba.practices.models import Practice

from .enums import IssueState
from .models import Article, ArticleAuthor, ArticlePage, Issue, IssuePage, NewsPage

CONTEXT = {"@context": "https://schema.org"}
ISSN = "1694-7053"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def periodical() -> dict:
    return {
        "@type": "Periodical",
        "name": _("Magazine «Municipality»"),
        "issn": ISSN,
        "url": settings.SITE_URL + reverse("magazine"),
        "inLanguage": ["ky", "ru"],
    }


def about(page) -> dict | None:
    """Facts of a page for `core.jsonld`; None for a page of another kind."""
    for model, facts in ((IssuePage, _issue_page), (ArticlePage, _article), (NewsPage, _news)):
        if isinstance(page, model):
            return CONTEXT | facts(page)
    return None


def _known(facts: dict) -> dict:
    return {name: value for name, value in facts.items() if value}


def _is_out(issue: Issue | None) -> bool:
    """Nobody learns of an issue from an article before it is out."""
    return issue is not None and issue.state == IssueState.PUBLISHED


def _issue(issue: Issue) -> dict:
    """An old issue came out in its month: the day is not known."""
    facts = {
        "@type": "PublicationIssue",
        "issueNumber": str(issue.number or issue.through_number or ""),
        "datePublished": issue.published_on.isoformat() if issue.published_on else issue.slug,
        "isPartOf": periodical(),
    }
    return _known(facts)


def _issue_page(page: IssuePage) -> dict:
    return _issue(page.issue) | _known(
        {"name": page.title, "about": page.theme, "url": page.get_public_url(), "inLanguage": page.lang}
    )


def _words(page) -> dict:
    """What an article and news have in common."""
    return {
        "headline": page.title,
        "description": page.lead,
        "url": page.get_public_url(),
        "inLanguage": page.lang,
        "datePublished": _moment(page.first_published_at),
        "dateModified": _moment(page.last_published_at),
        "license": LICENCE,
        "isAccessibleForFree": True,
    }


def _article(page: ArticlePage) -> dict:
    article = page.article
    return {
        "@type": "Article",
        **_words(page),
        "author": _authors(article),
        "isPartOf": _issue(article.issue) if _is_out(article.issue) else periodical(),
        "articleSection": article.rubric.name if article.rubric else "",
        "about": [topic.name for topic in article.topics.all()],
        "citation": [*_practices(article), *_acts(article)],
    }


def _authors(article: Article) -> list[dict]:
    authors = list(article.authors.all())
    wanted = [author.expert_id for author in authors if author.expert_id]
    profiles = Expert.objects.published().in_bulk(wanted) if wanted else {}
    return [_author(author, profiles.get(author.expert_id)) for author in authors]


def _author(author: ArticleAuthor, profile: Expert | None) -> dict:
    """A name of one word is an office («Редакция»), not a person."""
    kind = "Person" if author.expert_id or len(author.name.split()) > 1 else "Organization"
    url = settings.SITE_URL + profile.get_absolute_url() if profile else ""
    return _known({"@type": kind, "name": author.name, "jobTitle": author.role, "url": url})


def _practices(article: Article) -> list[dict]:
    practices = Practice.objects.published().filter(articles=article).prefetch_related("texts")
    return [
        {"@type": "CreativeWork", "name": practice.text().title, "url": settings.SITE_URL + practice.get_absolute_url()}
        for practice in practices
    ]


def _acts(article: Article) -> list[dict]:
    place = {"content_type": ContentType.objects.get_for_model(Article), "object_id": article.pk}
    acts = {citation.act for citation in Citation.objects.filter(**place).select_related("act")}
    return [
        {"@type": "Legislation", "name": act.title, "url": settings.SITE_URL + act.get_absolute_url()}
        for act in sorted(acts, key=lambda act: act.pk)
        if act.is_public
    ]


def _news(page: NewsPage) -> dict:
    news = page.news
    return {
        "@type": "NewsArticle",
        **_words(page),
        "about": [topic.name for topic in news.topics.all()],
        "isBasedOn": news.source_url,
    }


def _moment(value) -> str:
    return value.isoformat() if value else ""
