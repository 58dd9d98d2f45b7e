"""The verbs of the magazine, by part."""

from .pages import create_article, create_issue, create_news, page_published, page_unpublished, write_page

__all__ = [
    "create_article",
    "create_issue",
    "create_news",
    "page_published",
    "page_unpublished",
    "write_page",
]
