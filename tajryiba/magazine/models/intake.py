"""Feeds of others that the portal polls into the editors' queue. Nothing of them is published by itself."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import EntryState, FeedFault
from ..querysets import FeedEntryQuerySet
from .news import News


class Feed(models.Model):
    """An RSS or Atom address."""

    title = models.CharField(_("title"), max_length=200)
    url = models.CharField(
        _("address"), max_length=500, unique=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    lang = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ru")
    is_active = models.BooleanField(_("is polled"), default=True)
    polled_at = models.DateTimeField(_("last polled"), null=True, editable=False)
    fault = models.CharField(_("fault"), max_length=12, choices=FeedFault, blank=True, editable=False)
    faults_in_row = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("feed of others")
        verbose_name_plural = _("feeds of others")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class FeedEntry(models.Model):
    """One entry, kept once by its id in the feed."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    uid = models.CharField(max_length=64)  # a digest of the id that the feed gives, or of its address
    title = models.CharField(_("title"), max_length=300)
    url = models.CharField(_("address"), max_length=500, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    dated = models.DateTimeField(_("date"), null=True)
    found_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=EntryState, default=EntryState.NEW)
    news = models.ForeignKey(News, models.SET_NULL, null=True, related_name="entries")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a feed")
        verbose_name_plural = _("entries of feeds")
        ordering = ["-dated", "-pk"]
        constraints = [models.UniqueConstraint(fields=["feed", "uid"], name="magazine_entry_once")]
        indexes = [models.Index(fields=["state", "-dated"], name="magazine_queue")]

    def __str__(self) -> str:
        return self.title
