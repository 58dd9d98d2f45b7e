"""The norm of an issue: at least two articles, a news digest, a legislation digest, in Kyrgyz and in Russian."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import DIGESTS, ArticleKind
from ..models import Article
from .texts import Text

ARTICLES = 2
NORM_LANGUAGES = ("ky", "ru")


@dataclass(frozen=True)
class Norm:
    """What is ready in one language: keys of articles and of the digests."""

    lang: str
    articles: tuple[int, ...]
    news_digest: int | None
    legal_digest: int | None

    @property
    def is_met(self) -> bool:
        return len(self.articles) >= ARTICLES and bool(self.news_digest) and bool(self.legal_digest)

    @property
    def missing(self) -> list[str]:
        """In words, for the screen."""
        short = ARTICLES - len(self.articles)
        said = ngettext("%(n)s more article", "%(n)s more articles", short) % {"n": short}
        found = [said] if short > 0 else []
        found += [] if self.news_digest else [_("the news digest")]
        return found + ([] if self.legal_digest else [_("the legislation digest")])


def norm_of(articles: list[Article], texts: dict[int, dict[str, Text]]) -> list[Norm]:
    """The norm in each language that it asks for; a text counts when title, lead and body have words."""
    return [_norm(lang, [one for one in articles if texts[one.pk][lang].is_ready]) for lang in NORM_LANGUAGES]


def _norm(lang: str, ready: list[Article]) -> Norm:
    digests = {one.kind: one.pk for one in ready if one.kind in DIGESTS}
    plain = tuple(one.pk for one in ready if one.kind not in DIGESTS)
    return Norm(lang, plain, digests.get(ArticleKind.NEWS_DIGEST), digests.get(ArticleKind.LEGAL_DIGEST))
