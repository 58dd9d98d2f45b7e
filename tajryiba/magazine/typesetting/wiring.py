"""Called once from magazine/wiring.py: when files are made, and where they are shown."""

from tajryiba.core import hooks, related

from ..models import ArticlePage, IssuePage
from . import blocks, domain, print_list


def connect() -> None:
    hooks.register("page_published", page_published)
    hooks.register("page_unpublished", page_unpublished)
    hooks.register("issue_closed", issue_closed)
    related.register("magazine.issue", blocks.downloads, order=10)
    related.register("magazine.article", blocks.downloads, order=40)
    related.register("magazine.assemble", blocks.way_to_prints, order=50)
    print_list.connect()


def page_published(*, page, facts, **_more) -> None:
    if isinstance(page, IssuePage | ArticlePage):
        domain.page_changed(page, facts)


def page_unpublished(*, page, facts, **_more) -> None:
    if isinstance(page, IssuePage | ArticlePage):
        domain.page_changed(page, facts)


def issue_closed(*, issue, **_more) -> None:
    domain.issue_closed(issue)
