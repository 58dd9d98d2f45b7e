from django.db import models
from django.db.models import Prefetch
from django.utils.translation import get_language

PICTURE = "fill-800x500|format-webp"


def with_pictures(row_model):
    """Rows of pictures with the rendition that cards and pages show."""
    image_model = row_model._meta.get_field("image").related_model
    return row_model.objects.prefetch_related(Prefetch("image", image_model.objects.prefetch_renditions(PICTURE)))


class PracticeQuerySet(models.QuerySet):
    def published(self):
        """Public: at least one text is live."""
        return self.filter(is_public=True)

    def visible_to(self, user):
        """What `user` may read on the public site; agrees with the predicate `rules.can_read_practice`."""
        if user is not None and user.is_authenticated and user.has_perm("practices.change_practice"):
            return self
        return self.published()

    def of_units(self, unit_ids):
        """Of any of these units (a unit's lineage), each once."""
        return self.filter(pk__in=self.model.units.through.objects.filter(unit_id__in=unit_ids).values("practice_id"))

    def of_topic(self, topic):
        return self.filter(models.Q(main_topic=topic) | models.Q(other_topics=topic)).distinct()

    def with_cards(self):
        """Everything a card shows, in a constant number of queries."""
        text_model = self.model._meta.get_field("texts").related_model
        texts = text_model.objects.filter(live=True).only(
            "practice_id", "lang", "title", "summary", "summary_only", "live"
        )
        return self.select_related("main_topic").prefetch_related(
            Prefetch("texts", texts, to_attr="live_texts"),
            "units__oblast",
            "results",
            Prefetch("images", with_pictures(self.model._meta.get_field("images").related_model)),
        )


class PracticeTextQuerySet(models.QuerySet):
    def live(self):
        return self.filter(live=True)

    def in_language(self, code: str | None = None):
        return self.filter(lang=code or get_language())
