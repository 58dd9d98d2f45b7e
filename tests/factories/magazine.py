"""Articles, issues and news through the real verbs; pages published through Wagtail."""

import json
from itertools import count

from wagtail.models import Locale
from wagtail.rich_text import RichText

from tajryiba.experts.models import Expert
from tajryiba.magazine.domain import create_article, create_issue, create_news, write_page
from tajryiba.magazine.enums import IssueState
from tajryiba.magazine.models import Article, ArticleAuthor, ArticlePage, Issue, LanguageHome, News, Rubric, StaticPage

_number = count(1)

WORDS = {"ky": "Эсептегич менен суу", "ru": "Вода по счётчику", "en": "Water by the meter"}


def a_page(facts, lang: str = "ru", *, title: str = "", publish: bool = True, **words):
    """The page of facts in a language, live unless told otherwise; `body` is a list of (block, value)."""
    return write_page(facts, lang=lang, title=title or f"{WORDS[lang]} {next(_number)}", publish=publish, **words)


def an_article(languages=(), *, authors: tuple[str | Expert, ...] = (), **facts) -> Article:
    """Facts with live pages in `languages`; authors by name, or experts."""
    words = _words(facts)
    article = create_article(**({"working_title": f"Макала {next(_number)}"} | facts))
    for place, author in enumerate(authors):
        known = {"expert": author} if isinstance(author, Expert) else {}
        name = author.name if known else author
        ArticleAuthor.objects.create(article=article, position=place, name_ky=name, name_ru=name, **known)
    for lang in languages:
        a_page(article, lang, **words)
    return Article.objects.get(pk=article.pk)


def _words(facts: dict) -> dict:
    return {name: facts.pop(name) for name in ("title", "lead", "body", "image", "publish") if name in facts}


def page_of(article: Article, lang: str = "ru") -> ArticlePage:
    return ArticlePage.objects.get(article=article, locale__language_code=lang)


def an_issue(year: int = 2026, month: int = 11, *, languages=(), **facts) -> Issue:
    """A published issue, with live pages in `languages`."""
    issue = create_issue(year=year, month=month, **({"state": IssueState.PUBLISHED} | facts))
    for lang in languages:
        a_page(issue, lang, publish=issue.state == IssueState.PUBLISHED)
    return issue


def some_news(languages=(), **facts) -> News:
    words = _words(facts)
    news = create_news(**({"working_title": f"Жаңылык {next(_number)}"} | facts))
    for lang in languages:
        a_page(news, lang, **words)
    return news


def rubric(slug: str = "hot") -> Rubric:
    return Rubric.objects.get(slug=slug)


def text(html: str) -> tuple[str, RichText]:
    return ("text", RichText(html))


def addresses() -> dict[str, dict]:
    """For tests/test_matrix.py: an article whose English text is not begun, a rubric."""
    article = an_article(("ru",))
    return {
        **{f"wagtailsnippet{kind}_magazine_article:": {"pk": article.pk} for kind in ("s", "choosers")},
        **{f"wagtailsnippet{kind}_magazine_rubric:": {"pk": rubric().pk} for kind in ("s", "choosers")},
        "article_write": {"pk": article.pk, "lang": "en"},
    }


def story(text: str = "Айыл өкмөтү суу түтүгүн оңдоду.") -> str:
    """The body of a page: one paragraph, as the database keeps it."""
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>"}])


def static_page(lang: str = "ky", *, title: str = "Портал жөнүндө", author=None, live: bool = True) -> StaticPage:
    home = LanguageHome.objects.get(locale__language_code=lang)
    locale = Locale.objects.get(language_code=lang)
    page = home.add_child(instance=StaticPage(title=title, slug="portal", locale=locale, live=False, body=story()))
    revision = page.save_revision(user=author)
    if live:
        revision.publish(user=author)
        page.refresh_from_db()
    return page
