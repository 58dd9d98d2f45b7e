"""Notes among the members, and letters to those who did it before: addresses stay with the portal."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .adoption import Adoption


class AdoptionNote(models.Model):
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="notes")
    text = models.TextField(_("Note"), max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=32)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["adoption", "key"], name="adoption_note_sent_once")]

    def __str__(self) -> str:
        return self.text[:80]


class AdoptionLetter(models.Model):
    """From the adopting municipality to the origin of the practice, or to an earlier adopter (`to_adoption`)."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="letters")
    to_adoption = models.ForeignKey(Adoption, models.CASCADE, null=True, blank=True, related_name="letters_received")
    text = models.TextField(_("Your question"), max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=32)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["adoption", "key"], name="adoption_letter_sent_once")]

    def __str__(self) -> str:
        return self.text[:80]


class AdoptionLetterReply(models.Model):
    letter = models.ForeignKey(AdoptionLetter, models.CASCADE, related_name="replies")
    text = models.TextField(_("Reply"), max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField(max_length=32)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["letter", "key"], name="adoption_reply_sent_once")]

    def __str__(self) -> str:
        return self.text[:80]
