"""Models of the magazine and the news, by part."""

from .archive import ArchiveImport, ArchiveRow
from .article import Article, ArticleAuthor, ArticlePage
from .digest import DigestItem
from .intake import Feed, FeedEntry
from .issue import Issue, IssuePage, PrintedArticle, Rubric
from .news import News, NewsPage
from .printing import Print
from .sections import LanguageHome, MagazineSection, NewsSection, PortalPage
from .static import StaticPage
from .submission import Remark, Submission

__all__ = [
    "ArchiveImport",
    "ArchiveRow",
    "Article",
    "ArticleAuthor",
    "ArticlePage",
    "DigestItem",
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
