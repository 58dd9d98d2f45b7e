"""What cites an act: any object of an app above, or of this one."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..places import place_words
from ..querysets import CitationQuerySet
from .acts import Act


class Citation(models.Model):
    """`source` rests on `act`, on one article of it when `article` (an anchor) says so."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")
    act = models.ForeignKey(Act, models.PROTECT, related_name="citations", verbose_name=_("Act"))
    article = models.CharField(_("Place in the text"), max_length=60, blank=True)
    note = models.CharField(_("What it allows or demands"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation of an act")
        verbose_name_plural = _("citations of acts")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "act", "article"], name="legal_citation_once")
        ]
        indexes = [models.Index(fields=["act", "content_type"], name="legal_cited")]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} → {self.act_id}#{self.article}"

    @property
    def url(self) -> str:
        return self.act.article_url(self.article)

    @property
    def place(self) -> str:
        """«article 12, point 3» out of the anchor."""
        return place_words(self.article)
