"""Public pages of the magazine that are not pages of the tree."""

from .lists import news_list

__all__ = ["news_list"]
