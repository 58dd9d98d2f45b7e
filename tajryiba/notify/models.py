"""Notices on the site, their letters (the outbox), what people follow, which letters they switched off."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import facts, kinds
from .enums import Channel, Frequency, Reason, State
from .querysets import DeliveryQuerySet, NoticeQuerySet


class Notice(models.Model):
    """A message of the portal to one person; `key` tells one occasion of a kind from another, once for each person.

    Somebody without an account is named by `address` and only gets the letter.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="notices", verbose_name=_("To")
    )
    address = models.EmailField(_("E-mail of somebody without an account"), blank=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    kind = models.CharField(_("Kind"), max_length=60)
    key = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    link = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(_("When"), default=timezone.now)
    read_at = models.DateTimeField(_("Read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "user", "key"], name="notify_notice_once"),
            models.UniqueConstraint(
                fields=["kind", "address", "key"], condition=Q(user=None), name="notify_notice_once_an_address"
            ),
            models.CheckConstraint(
                name="notify_notice_to_one",
                condition=Q(user__isnull=False, address="") | (Q(user=None) & ~Q(address="") & ~Q(language="")),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notify_of_user"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notify_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.user_id}"

    @property
    def subject(self) -> str:
        """In the active language; a kind that is no longer known shows its key, so that nothing vanishes."""
        kind = kinds.known(self.kind)
        return self._words(kind.subject) if kind else self.kind

    @property
    def body(self) -> str:
        kind = kinds.known(self.kind)
        return self._words(kind.body) if kind else ""

    @property
    def button(self) -> str:
        kind = kinds.known(self.kind)
        return str(kind.button) if kind else str(_("Open"))

    def _words(self, words: kinds.Words) -> str:
        known = facts.unpack(self.facts)
        return (str(words(known)) if callable(words) else str(words) % known).strip()


class Delivery(models.Model):
    """A notice on its way by one channel. Written with the notice, so that nothing that was to be sent is lost.

    `due_at` is also the claim of the process that sends: it moves it ahead first, and only one can (delivery.py).
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel, default=Channel.EMAIL)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(_("Reason"), max_length=16, choices=Reason, blank=True)
    detail = models.CharField(_("What the server said"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)
    due_at = models.DateTimeField(_("Next try"), default=timezone.now)
    sent_at = models.DateTimeField(_("Sent"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="notify_delivery_once"),
            models.CheckConstraint(
                name="notify_delivery_sent_has_time",
                condition=Q(state=State.SENT, sent_at__isnull=False) | ~Q(state=State.SENT),
            ),
            models.CheckConstraint(  # T13
                name="notify_delivery_not_sent_has_reason", condition=~Q(state=State.NOT_SENT) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state=State.WAITING), name="notify_due")]

    def __str__(self) -> str:
        return f"{self.notice_id} · {self.channel} · {self.state}"


class Follow(models.Model):
    """A person wants to hear of what happens to an object."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    since = models.DateTimeField(default=timezone.now)
    frequency = models.CharField(_("How often"), max_length=8, choices=Frequency, default=Frequency.NOW)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "user"], name="notify_follow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.content_type_id}:{self.object_id}"


class SavedSearch(models.Model):
    """A question to the search that people follow; shared by all who asked the same. `known`: what it found before."""

    query = models.CharField(_("What you are looking for"), max_length=200)
    kind = models.CharField(max_length=30, blank=True)  # of results; empty: all
    known = models.JSONField(default=dict)  # keys of objects by kind of results
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["query", "kind"], name="notify_saved_search_once")]

    def __str__(self) -> str:
        return self.query


class Happening(models.Model):
    """Something that followers are told of: written once, told to each follower once, at once or gathered."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    link = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="notify_happening_once")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.key}"

    @property
    def subject(self) -> str:
        return Notice(kind=self.kind, facts=self.facts).subject


class HappeningAbout(models.Model):
    """One of the objects that a happening concerns: whoever follows any of them is told."""

    happening = models.ForeignKey(Happening, models.CASCADE, related_name="about")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "happening"], name="notify_about_once")
        ]

    def __str__(self) -> str:
        return f"{self.happening_id} · {self.content_type_id}:{self.object_id}"


class Told(models.Model):
    """The person has been told of the happening, by whatever message: never again."""

    happening = models.ForeignKey(Happening, models.CASCADE, related_name="told")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["happening", "user"], name="notify_told_once")]

    def __str__(self) -> str:
        return f"{self.happening_id} → {self.user_id}"


class LettersOff(models.Model):
    """A person wants no letters of this kind; the notices on the site stay."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters_off")
    kind = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notify_letters_off_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.kind}"
