"""What search engines should read: every public object in the languages that it really has."""

from collections import defaultdict

from django.contrib.sitemaps import Sitemap
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language

from tajryiba.core.languages import LANGUAGES
from tajryiba.experts.models import Expert
from tajryiba.legal.models import Act
from tajryiba.library.models import Collection, Material
from tajryiba.magazine.models import Article, ArticlePage, Issue, IssuePage, News, NewsPage, StaticPage
from tajryiba.practices.adoption.models import Adoption
from tajryiba.practices.models import Practice
from tajryiba.reference.models import Topic, Unit


class InLanguages(Sitemap):
    i18n = True
    alternates = True
    limit = 2000

    def get_languages_for_item(self, item):
        return LANGUAGES


class Sections(InLanguages):
    def items(self):
        return [
            "home",
            "practice_list",
            "topic_list",
            "unit_list",
            "expert_list",
            "spreading",
            "law_list",
            "law_changes_now",
            "material_list",
            "collection_list",
            "magazine",
            "magazine_archive",
            "news_list",
        ]

    def location(self, item):
        return reverse(item)


class Topics(InLanguages):
    def items(self):
        return Topic.objects.order_by("pk")


class Units(InLanguages):
    def items(self):
        return Unit.objects.municipalities().current().order_by("pk")


class Practices(InLanguages):
    def items(self):
        return Practice.objects.published().prefetch_related("texts").order_by("pk")

    def get_languages_for_item(self, item):
        return [text.lang for text in item.texts.all() if text.live]

    def lastmod(self, item):
        return item.changed_at


class Adoptions(InLanguages):
    def items(self):
        return Adoption.objects.listed().order_by("pk")


class Laws(InLanguages):
    def items(self):
        return Act.objects.public().order_by("pk")

    def lastmod(self, item):
        return item.changed_at


class Experts(InLanguages):
    def items(self):
        return Expert.objects.published().order_by("pk")


class Materials(InLanguages):
    def items(self):
        return Material.objects.published().prefetch_related("texts").order_by("pk")

    def get_languages_for_item(self, item):
        return [text.lang for text in item.texts.all() if text.live]

    def lastmod(self, item):
        return item.changed_at


class Collections(InLanguages):
    def items(self):
        return Collection.objects.published().order_by("pk")


class Pages(InLanguages):
    """Facts whose pages live in the tree: an address for each language in which the page is live."""

    facts: type[Issue | Article | News]
    page: type[IssuePage | ArticlePage | NewsPage]
    heavy: tuple[str, ...] = ()  # columns that an address does not need

    def items(self):
        live = self.page.objects.live().select_related("locale").defer(*self.heavy)
        rows = self.facts.objects.published().order_by("pk")
        return rows.prefetch_related(Prefetch("pages", live, to_attr="live_pages"))

    def get_languages_for_item(self, item):
        return [page.lang for page in item.live_pages]

    def location(self, item):
        return next(page.address for page in item.live_pages if page.lang == get_language())

    def lastmod(self, item):
        return max(page.last_published_at for page in item.live_pages)


class Issues(Pages):
    facts, page, heavy = Issue, IssuePage, ("editorial", "original_text")


class Articles(Pages):
    facts, page, heavy = Article, ArticlePage, ("body",)


class NewsPieces(Pages):
    facts, page, heavy = News, NewsPage, ("body",)


class StaticPages(InLanguages):
    """Versions of one page in several languages carry one key."""

    def items(self):
        versions = defaultdict(dict)
        for page in StaticPage.objects.live().select_related("locale").defer("body").order_by("pk"):
            versions[page.translation_key][page.lang] = page
        return list(versions.values())

    def get_languages_for_item(self, item):
        return list(item)

    def location(self, item):
        return item[get_language()].address

    def lastmod(self, item):
        return max(page.last_published_at for page in item.values())


SITEMAPS = {
    "sections": Sections,
    "topics": Topics,
    "municipalities": Units,
    "practices": Practices,
    "adoptions": Adoptions,
    "laws": Laws,
    "experts": Experts,
    "materials": Materials,
    "collections": Collections,
    "issues": Issues,
    "articles": Articles,
    "news": NewsPieces,
    "pages": StaticPages,
}
