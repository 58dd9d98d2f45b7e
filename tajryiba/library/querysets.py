from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone


class MaterialQuerySet(models.QuerySet):
    def published(self):
        """Public: at least one text is live."""
        return self.filter(is_public=True)

    def visible_to(self, user):
        """What `user` may read on the public site; agrees with the predicate `rules.can_read_material`."""
        if user is not None and user.is_authenticated and user.has_perm("library.change_material"):
            return self
        return self.published()

    def stale(self):
        """Public ones whose review is due."""
        return self.published().filter(review_on__lte=timezone.localdate())

    def with_cards(self):
        """Everything a row of a list shows, in a constant number of queries."""
        text_model = self.model._meta.get_field("texts").related_model
        texts = text_model.objects.filter(live=True).only("material_id", "lang", "title", "summary", "live")
        return self.prefetch_related(
            Prefetch("texts", texts, to_attr="live_texts"), "topics", "items__document", "sample"
        )


class MaterialTextQuerySet(models.QuerySet):
    def live(self):
        return self.filter(live=True)


class ItemQuerySet(models.QuerySet):
    def files(self):
        return self.filter(document__isnull=False)

    def links(self):
        return self.exclude(url="")

    def to_read(self):
        """Files whose text and pages were not taken out yet, or were taken out of an earlier file."""
        fresh = Q(extract__file_hash=models.F("document__file_hash"))
        return self.files().filter(material__is_public=True).exclude(fresh)


class CollectionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_public=True)

    def visible_to(self, user):
        """Agrees with the predicate `rules.can_read_collection`."""
        if user is not None and user.is_authenticated and user.has_perm("library.change_collection"):
            return self
        return self.published()
