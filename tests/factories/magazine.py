"""The magazine and news for tests: facts and pages through the real verbs."""

from itertools import count

from tajryiba.magazine.domain import create_article, create_issue, create_news, write_page
from tajryiba.magazine.models import Article, Issue, News

_number = count(1)

TITLES = {"ky": "Суу келди", "ru": "Вода пришла", "en": "Water has come"}


def an_issue(**facts) -> Issue:
    number = next(_number)
    return create_issue(**{"year": 2030 + number // 12, "month": number % 12 + 1, **facts})


def an_article(languages=(), title: str = "", **facts) -> Article:
    """With live pages in `languages`."""
    article = create_article(**{"working_title": f"Статья {next(_number)}", **facts})
    return _written(article, languages, title)


def some_news(languages=("ky",), title: str = "", **facts) -> News:
    """With live pages in `languages`; without any it is a plan."""
    news = create_news(**{"working_title": f"Новость {next(_number)}", **facts})
    return _written(news, languages, title)


def _written(facts, languages, title: str):
    for lang in languages:
        a_page(facts, lang, **({"title": title} if title else {}))
    facts.refresh_from_db()
    return facts


def a_page(facts, lang: str = "ky", publish: bool = True, **words):
    """The page of `facts` in a language, live unless `publish` is False."""
    words = {"title": TITLES[lang], **words}
    return write_page(facts, lang=lang, publish=publish, **words)
