"""The magazine and the news, without surprises: facts, and pages as they are asked for."""

import json

from wagtail.models import Locale

from tajryiba.magazine import domain
from tajryiba.magazine.models import Article, Issue, LanguageHome, News, StaticPage

WORDS = "Айыл өкмөтү суу түтүгүн оңдоду. " * 5


def story(text: str = WORDS) -> str:
    """The body of a page: one paragraph, as the database keeps it."""
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>"}])


def an_issue(year: int = 2026, month: int = 11, **facts) -> Issue:
    return domain.create_issue(year=year, month=month, **facts)


def an_article(title: str = "Таза суу", **facts) -> Article:
    return domain.create_article(working_title=title, **facts)


def some_news(title: str = "Жаңы көпүрө", **facts) -> News:
    return domain.create_news(working_title=title, **facts)


def a_page(facts, lang: str = "ky", *, title: str = "", publish: bool = True, **words):
    """The page of facts in a language, live unless said otherwise; an issue has no body."""
    if not isinstance(facts, Issue):
        words = {"lead": "Кыскача эмне болгону.", "body": story(), **words}
    return domain.write_page(facts, lang=lang, title=title or str(facts), publish=publish, **words)


def static_page(lang: str = "ky", *, title: str = "Портал жөнүндө", author=None, live: bool = True) -> StaticPage:
    home = LanguageHome.objects.get(locale__language_code=lang)
    locale = Locale.objects.get(language_code=lang)
    page = home.add_child(instance=StaticPage(title=title, slug="portal", locale=locale, live=False, body=story()))
    revision = page.save_revision(user=author)
    if live:
        revision.publish(user=author)
        page.refresh_from_db()
    return page
