"""Questions and replies under any object of the portal, public once a moderator approves them."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import PostState
from .querysets import PostQuerySet

PERSON = settings.AUTH_USER_MODEL


class Post(models.Model):
    """A question (`parent` is empty) or a reply to one; in the one language in which it was written."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("Reply to")
    )
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="posts", verbose_name=_("Author"))
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("On behalf of"),
    )
    text = models.TextField(_("Text"))
    lang = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    key = models.CharField(max_length=64)
    state = models.CharField(_("State"), max_length=8, choices=PostState, default=PostState.WAITING)
    created_at = models.DateTimeField(_("Written"), default=timezone.now)
    moderated_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    moderated_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("question or reply")
        verbose_name_plural = _("questions and replies")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="discuss_post_once"),
            models.CheckConstraint(name="discuss_post_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="discuss_post_decided",
                condition=Q(state=PostState.WAITING, moderated_at=None)
                | (~Q(state=PostState.WAITING) & Q(moderated_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="discuss_post_refused_has_reason", condition=~Q(state=PostState.REFUSED) | ~Q(reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["content_type", "object_id", "created_at"], name="discuss_of_object"),
            models.Index(fields=["created_at"], condition=Q(state=PostState.WAITING), name="discuss_waiting"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        """Leads to the whole thread, at this post (T21)."""
        return reverse("discuss_post", args=[self.pk])

    @property
    def is_question(self) -> bool:
        return self.parent_id is None

    @property
    def question(self) -> "Post":
        return self if self.parent_id is None else self.parent
