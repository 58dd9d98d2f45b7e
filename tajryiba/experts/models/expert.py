"""Who can explain it: the profile of an expert."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.fields import ChoiceListField
from tajryiba.core.languages import in_every_language, spoken_language, translated
from tajryiba.core.slugs import latin_slug
from tajryiba.core.sorting import SORT_KEY_LENGTH

from ..enums import Availability, Kind, Spoken, State
from ..querysets import ExpertQuerySet

PERSON = settings.AUTH_USER_MODEL
MOST_TOPICS = 5
MOST_LOAD = 20


class Expert(models.Model):
    """The profile that readers see once a moderator has published it. Verbs are in domain/."""

    user = models.OneToOneField(
        PERSON, models.PROTECT, null=True, blank=True, related_name="expert", verbose_name=_("Account")
    )
    name = translated(models.CharField(_("Name and surname"), max_length=200))
    post = translated(models.CharField(_("Post"), max_length=200))
    kind = models.CharField(_("Who"), max_length=12, choices=Kind, default=Kind.INDEPENDENT)
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name=_("Organisation"),
    )
    unit = models.ForeignKey(
        "reference.Unit", models.PROTECT, null=True, blank=True, related_name="experts", verbose_name=_("Where")
    )
    topics = models.ManyToManyField("reference.Topic", through="ExpertTopic", verbose_name=_("Topics"))
    languages = ChoiceListField(_("Languages"), choices_class=Spoken)
    biography = translated(models.TextField(_("About me"), max_length=4000))
    photo = models.ForeignKey(
        "media.PortalImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Photo")
    )
    availability = models.CharField(_("Availability"), max_length=5, choices=Availability, default=Availability.NOW)
    load_limit = models.PositiveSmallIntegerField(
        _("At most so many invitations at a time"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LOAD)],
    )
    contact_email = models.EmailField(_("E-mail"), blank=True)
    contact_phone = models.CharField(_("Phone"), max_length=16, blank=True)
    # For somebody without an account: what they agreed to, when and how, noted by the staff.
    consent_note = models.CharField(_("Consent: when and how it was given"), max_length=300, blank=True)
    contacts_agreed = models.BooleanField(_("Agreed that the contacts are shown"), default=False)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DRAFT)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    proposed = models.JSONField(null=True, blank=True, editable=False)  # changes of a published profile
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", editable=False)
    sent_at = models.DateTimeField(_("Sent"), null=True, editable=False)
    decided_at = models.DateTimeField(_("Decided"), null=True, editable=False)
    decided_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    # Once a year: since when it is confirmed, how many times it was asked since then, and when last.
    confirmed_at = models.DateTimeField(_("Confirmed"), null=True, editable=False)
    asked_times = models.PositiveSmallIntegerField(default=0, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    sort_ky = models.CharField(max_length=SORT_KEY_LENGTH, blank=True, editable=False)
    sort_ru = models.CharField(max_length=SORT_KEY_LENGTH, blank=True, editable=False)
    sort_en = models.CharField(max_length=SORT_KEY_LENGTH, blank=True, editable=False)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        constraints = [
            models.CheckConstraint(
                name="experts_load_limit", condition=Q(load_limit__gte=1, load_limit__lte=MOST_LOAD)
            ),
            models.CheckConstraint(
                name="experts_published_has_a_name",
                condition=~Q(state=State.PUBLISHED) | ~Q(name_ky="") | ~Q(name_ru="") | ~Q(name_en=""),
            ),
            models.CheckConstraint(
                name="experts_published_was_agreed_to",
                condition=~Q(state=State.PUBLISHED) | Q(user__isnull=False) | ~Q(consent_note=""),
            ),
            models.CheckConstraint(
                name="experts_published_is_confirmed",
                condition=~Q(state=State.PUBLISHED) | Q(confirmed_at__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="experts_refused_has_reason", condition=~Q(state=State.REFUSED) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="experts_independent_or_not",
                condition=~Q(kind=Kind.INDEPENDENT) | Q(organisation=None),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "confirmed_at"], name="experts_by_state"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Former user"))

    def get_absolute_url(self) -> str:
        return reverse("expert_detail", args=[self.pk, latin_slug(self.name)])

    def alternates(self) -> dict[str, str]:
        return in_every_language(self.get_absolute_url)

    @property
    def is_state_body(self) -> bool:
        return self.kind == Kind.STATE

    @property
    def name_language(self) -> str:
        return spoken_language(self, "name")

    @property
    def biography_language(self) -> str:
        return spoken_language(self, "biography")

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in str(self).split()[:2]).upper() or "•"

    def language_names(self) -> list[str]:
        return [Spoken(code).label for code in self.languages if code in Spoken.values]


class ExpertTopic(models.Model):
    """One of at most five; the first is what the expert knows best."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="expert_topics")
    topic = models.ForeignKey("reference.Topic", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["expert", "topic"], name="experts_topic_once"),
            models.UniqueConstraint(fields=["expert", "place"], name="experts_topic_place_once"),
            models.CheckConstraint(
                name="experts_at_most_five_topics", condition=Q(place__gte=1, place__lte=MOST_TOPICS)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} · {self.topic_id}"
