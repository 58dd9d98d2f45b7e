"""Who follows a topic, a municipality, or the news as a whole hears of each new piece once."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tajryiba.notify import followables, following, kinds
from tajryiba.notify.kinds import Kind

from ..models import News, NewsPage

NEW = "magazine.news"

KIND = Kind(NEW, label=_("News on what I follow"), subject=_("News: %(title)s"), body="%(lead)s")


def register() -> None:
    kinds.register(KIND)
    followables.register_kind(News, lambda: gettext("All news"), lambda: reverse("news_list"))


def announce(page: NewsPage) -> None:
    """To the followers of its topics, its municipalities and of news as a whole. Starter content is no news.

    The link leads each reader to the piece in their own language, or in the one that there is.
    """
    news = page.news
    if news.starter_key:
        return
    following.announce(
        NEW,
        about=[*news.topics.all(), *news.units.all(), ContentType.objects.get_for_model(News)],
        facts={"title": {page.lang: page.title}, "lead": {page.lang: page.lead}},
        link=reverse("news_short", args=[news.pk]),
        key=f"news:{news.pk}",
    )
