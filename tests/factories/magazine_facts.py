"""Facts of the magazine and pages written from them."""

from itertools import count

from tajryiba.magazine import domain
from tajryiba.magazine.models import Article, Issue, News, StaticPage
from tajryiba.magazine.standing.domain import write_static_page

_numbers = count(1)


def an_issue(year: int = 2026, month: int = 11, **facts) -> Issue:
    """A published issue, without pages yet."""
    return domain.create_issue(year=year, month=month, **({"state": "published"} | facts))


def an_article(**facts) -> Article:
    return domain.create_article(**({"working_title": f"Макала {next(_numbers)}"} | facts))


def some_news(**facts) -> News:
    return domain.create_news(**({"working_title": f"Жаңылык {next(_numbers)}"} | facts))


def a_page(facts, lang: str = "ru", *, title: str = "", publish: bool = True, **words):
    """The page of these facts in a language, live unless told otherwise."""
    return domain.write_page(facts, lang=lang, title=title or f"Вода {next(_numbers)}", publish=publish, **words)


def a_static_page(lang: str = "ru", *, slug: str, translation_of: StaticPage | None = None, **words) -> StaticPage:
    key = translation_of.translation_key if translation_of else None
    return write_static_page(
        **({"slug": slug, "lang": lang, "title": f"{slug} {lang}", "publish": True} | words), key=key
    )
