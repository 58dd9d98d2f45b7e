"""Lists of units. Order and search work in every language, also for a unit that has no name in it."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tajryiba.core.folding import fold
from tajryiba.core.languages import current_language

from .enums import MUNICIPAL_KINDS, UnitKind

LONGEST_QUERY = 100
MOST_WORDS = 6


class UnitQuerySet(models.QuerySet):
    def municipalities(self):
        """Ayil aimaks and cities: the units with a kenesh of their own."""
        return self.filter(kind__in=MUNICIPAL_KINDS)

    def current(self, on: date | None = None):
        """Units in force on a day (today): `valid_to` is the first day on which a unit is no more."""
        on = on or timezone.localdate()
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        not_ended = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(begun & not_ended)

    def within(self, unit):
        """The unit itself and everything that lies in it: an oblast, a district, a city, the country."""
        if unit.kind == UnitKind.COUNTRY:
            return self.all()
        return self.filter(Q(pk=unit.pk) | Q(oblast=unit.pk) | Q(district=unit.pk) | Q(parent=unit.pk))

    def by_name(self, language: str | None = None):
        """In the order of the Kyrgyz alphabet, by the name that a reader of `language` sees."""
        return self.order_by(F(f"sort_{language or current_language()}"), "pk")

    def matching(self, text: str):
        """Names, former names, codes with every word of `text`, with or without ң ө ү, also in Latin letters."""
        words = fold(text[:LONGEST_QUERY]).split()[:MOST_WORDS]
        if not words:
            return self.none()
        return self.filter(*[Q(search_text__contains=word) for word in words])
