"""The tree of pages: a home for each language, below it the sections that hold pages of one kind.

Homes and sections only give addresses: at their own address a Django view of the portal answers first.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager

from tajryiba.core.http import cacheable
from tajryiba.core.languages import LANGUAGES

from ..querysets import PortalPageQuerySet


class PortalPage(Page):
    """What our pages share: the language lives alone or not at all, and a guest's copy may be kept by caches."""

    private_page_options: list[str] = []  # what is live is everybody's
    section = ""  # key of the entry of the main menu that is shown as current

    objects = PageManager.from_queryset(PortalPageQuerySet)()

    class Meta:
        abstract = True

    @property
    def lang(self) -> str:
        return self.locale.language_code

    def in_languages(self) -> dict[str, "Page"]:
        """Live versions by language, this one among them when it is live."""
        versions = type(self).objects.filter(translation_key=self.translation_key, live=True).select_related("locale")
        return {page.lang: page for page in sorted(versions, key=lambda page: LANGUAGES.index(page.lang))}

    def alternates(self) -> dict[str, str]:
        return {code: page.get_absolute_url() for code, page in self.in_languages().items()}

    @property
    def address(self) -> str:
        """The path of the page. Homes are called as their languages, so the path in the tree is the address, and no
        list asks Wagtail's cache for each of its pages.
        """
        return self.url_path

    def get_absolute_url(self) -> str:
        return self.address

    def get_public_url(self) -> str:
        return settings.SITE_URL + self.address

    def serve(self, request, *args, **kwargs):
        return cacheable(super().serve)(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"section": self.section, "alternates": self.alternates(), "elsewhere": self.elsewhere()}

    def elsewhere(self) -> dict[str, str]:
        """Where a language leads in which the page does not exist: to the section there."""
        return {code: f"/{code}/{self.section}/" if self.section else f"/{code}/" for code in LANGUAGES}


class LanguageHome(Page):
    """The home of one language. `/ky/` itself is drawn by frontpage."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["magazine.MagazineSection", "magazine.NewsSection", "magazine.StaticPage"]
    is_creatable = False
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("home of a language")


class MagazineSection(Page):
    """Holds issues and articles; `/ky/magazine/` itself is drawn by a view."""

    parent_page_types = ["magazine.LanguageHome"]
    subpage_types = ["magazine.IssuePage", "magazine.ArticlePage"]
    is_creatable = False
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("section of the magazine")


class NewsSection(Page):
    """Holds the news; `/ky/news/` itself is drawn by a view."""

    parent_page_types = ["magazine.LanguageHome"]
    subpage_types = ["magazine.NewsPage"]
    is_creatable = False
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("section of the news")


def key_field() -> models.UUIDField:
    """The facts' key is the `translation_key` of all their pages, so that the database allows one a language."""
    return models.UUIDField(unique=True, editable=False)
