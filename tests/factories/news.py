"""For tests/test_matrix.py: a piece of news and a feed with all that has an address."""

from tajryiba.magazine.models import Feed
from tests.factories.magazine import some_news


def addresses() -> dict[str, dict]:
    news = some_news(("ky",))
    feed = Feed.objects.create(title="Лента", url="https://example.org/rss")
    return {
        "news_": {"pk": news.pk, "lang": "ru"},
        "intake:poll": {"pk": feed.pk},
        **{
            f"{kind}_magazine_{name}:": {"pk": row.pk}
            for kind in ("wagtailsnippets", "wagtailsnippetchoosers")
            for name, row in (("news", news), ("feed", feed))
        },
    }
