"""Lists of adoptions. What outsiders may know of is `listed`; nothing else may be counted or named to them."""

from django.db import models
from django.db.models import Prefetch, Q

from .enums import OPEN
from .rules import is_adoption_staff, voice


class AdoptionQuerySet(models.QuerySet):
    def listed(self):
        """Those that everybody may know of, of practices that everybody may read."""
        return self.filter(is_hidden=False, practice__is_public=True)

    def inside_for(self, user):
        """Those whose workspace `user` may open; agrees with `rules.can_see_adoption`."""
        if is_adoption_staff(user):
            return self
        return self.of_voice(voice(user))

    def of_voice(self, speaker):
        return self.filter(Q(unit_id__in=speaker.units) | Q(organisation_id__in=speaker.organisations))

    def running(self):
        return self.filter(stage__in=OPEN)

    def with_words(self):
        """With what a line of a list shows: the municipality, the practice with its titles."""
        practice_model = self.model._meta.get_field("practice").related_model
        text_model = practice_model._meta.get_field("texts").related_model
        titles = text_model.objects.filter(live=True).only("practice_id", "lang", "title", "live")
        return self.select_related("unit__oblast", "practice", "organisation").prefetch_related(
            Prefetch("practice__texts", titles, to_attr="live_texts")
        )
