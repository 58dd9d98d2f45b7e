"""Public pages of the magazine that are not pages of the tree."""

from .lists import magazine, news_list

__all__ = ["magazine", "news_list"]
