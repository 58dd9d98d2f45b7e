"""Called once by `magazine/wiring.py`: what the apps below must know of news, and of articles where it is the same."""

from functools import partial

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tajryiba.core import hooks, related
from tajryiba.discuss import subjects
from tajryiba.experts import things

from .. import shown
from ..models import Article, ArticlePage, News, NewsPage
from . import blocks, handlers, notices


def connect() -> None:
    notices.register()
    hooks.register("page_published", handlers.page_published)
    hooks.register("page_unpublished", handlers.page_unpublished)
    _may_be_talked_about("news", _("news"), News, NewsPage)
    _may_be_talked_about("article", _("article"), Article, ArticlePage)
    related.register("reference.topic", blocks.of_topic, order=180)
    related.register("reference.unit", blocks.of_unit, order=180)
    related.register("magazine.news", blocks.comments_on_news, order=250)
    related.register("magazine.news", blocks.thread_on_news, order=300)
    related.register("magazine.article", blocks.comments_on_article, order=250)
    related.register("magazine.article", blocks.thread_on_article, order=300)


def _may_be_talked_about(name: str, label: str, model: type[Model], pages: type[Model]) -> None:
    """Experts and state bodies are asked to comment it, readers ask about it."""
    things.register(
        things.Thing(
            model=model,
            is_public=shown.is_public,
            title=shown.title_of,
            url=shown.url_of,
            rows=partial(_rows, model),
            at_path=partial(_at_path, pages, name),
            place=_place,
            topics=_topics,
        )
    )
    subjects.register(
        subjects.Subject(
            name=name,
            label=label,
            model=model,
            visible=lambda user, facts: shown.is_public(facts),
            title=shown.title_of,
            url=shown.url_of,
            place=_place,
            topics=_topics,
            rows=partial(_rows, model),
            words=subjects.Words(
                heading=_("Questions and opinions"),
                nobody=_(
                    "Nobody has written yet. A moderator reads each question first; the answer stays here for all."
                ),
                ask=_("Ask a question"),
            ),
        )
    )


def _rows(model: type[Model]):
    return shown.rows(model).prefetch_related("topics", "units")


def _at_path(pages: type[Model], name: str, path: str) -> Model | None:
    page = shown.at_address(pages, path)
    return getattr(page, name) if page else None


def _place(facts: Model) -> tuple[int | None, int | None]:
    """(organisation, municipality) for duties and indicators; an article has no organisation of its own."""
    unit = next(iter(facts.units.all()), None)
    return getattr(facts, "organisation_id", None), unit.pk if unit else None


def _topics(facts: Model) -> list[int]:
    return [topic.pk for topic in facts.topics.all()]
