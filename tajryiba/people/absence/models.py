"""Days on which a person does not work, and the person who stands in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Absence(models.Model):
    """From the first to the last day, both included. Without a deputy duties stay where they are."""

    user = models.ForeignKey(PERSON, models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Who stands in")
    )
    first_day = models.DateField(_("First day away"))
    last_day = models.DateField(_("Last day away"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(name="people_absence_days", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="people_absence_deputy_is_another", condition=Q(deputy=None) | ~Q(deputy=F("user"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.first_day} – {self.last_day}"
