"""What news show on the pages of others (core.related). Nothing when there is none."""

from django.template.loader import render_to_string
from django.urls import reverse

from tajryiba.core.languages import current_language
from tajryiba.discuss.blocks import thread
from tajryiba.experts.blocks import comments

from . import queries


def of_topic(context: dict, topic) -> str:
    return _drawn(context, queries.of_topic(current_language(), topic), f"topic={topic.slug}")


def of_unit(context: dict, unit) -> str:
    return _drawn(context, queries.of_unit(current_language(), unit), f"unit={unit.pk}")


def _drawn(context: dict, pages: list, query: str) -> str:
    if not pages:
        return ""
    facts = {"pages": pages, "url": f"{reverse('news_list')}?{query}"}
    return render_to_string("magazine/news/_block.html", facts, request=context.get("request"))


# --- On a page of the magazine itself: what is said about its facts, the same in every language ---


def comments_on_news(context: dict, page) -> str:
    return comments(context, page.news)


def thread_on_news(context: dict, page) -> str:
    return thread(context, page.news) if page.live else ""


def comments_on_article(context: dict, page) -> str:
    return comments(context, page.article)


def thread_on_article(context: dict, page) -> str:
    return thread(context, page.article) if page.live else ""
