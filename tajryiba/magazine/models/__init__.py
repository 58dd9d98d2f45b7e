"""Models of the magazine and the news, by part."""

from .archive import ArchiveImport, ArchiveRow
from .article import Article, ArticleAuthor, ArticlePage, ArticlePractice, ArticleUnit
from .digest import Composed, DigestItem
from .intake import Feed, FeedEntry
from .issue import Issue, IssuePage, PrintedArticle, Rubric
from .news import News, NewsPage
from .printing import Print
from .sections import LanguageHome, MagazineSection, NewsSection, PortalPage
from .static import StaticPage
from .submission import EarlierText, Remark, Submission

__all__ = [
    "ArchiveImport",
    "ArchiveRow",
    "Article",
    "ArticleAuthor",
    "ArticlePage",
    "ArticlePractice",
    "ArticleUnit",
    "Composed",
    "DigestItem",
    "EarlierText",
    "Feed",
    "FeedEntry",
    "Issue",
    "IssuePage",
    "LanguageHome",
    "MagazineSection",
    "News",
    "NewsPage",
    "NewsSection",
    "PortalPage",
    "Print",
    "PrintedArticle",
    "Remark",
    "Rubric",
    "StaticPage",
    "Submission",
]
