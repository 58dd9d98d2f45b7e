"""What search engines should read: every public object in the languages that it really has."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from tajryiba.core.languages import LANGUAGES
from tajryiba.experts.models import Expert
from tajryiba.legal.models import Act
from tajryiba.library.models import Collection, Material
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
}
