"""One municipality adopting one practice."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.fields import ChoiceListField
from tajryiba.core.languages import in_every_language

from ..enums import LINE, MAY_BE_HIDDEN, OPEN, PublicPart, Stage
from ..querysets import AdoptionQuerySet


class Adoption(models.Model):
    """A practice in the hands of another municipality. Its row is never repointed: after a merger it is found by
    lineage of the unit. Words that people write in it are in `lang`.
    """

    practice = models.ForeignKey(
        "practices.Practice", models.PROTECT, related_name="adoptions", verbose_name=_("Practice")
    )
    unit = models.ForeignKey("reference.Unit", models.PROTECT, related_name="adoptions", verbose_name=_("Municipality"))
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="adoptions", verbose_name=_("Organisation")
    )
    stage = models.CharField(_("Stage"), max_length=10, choices=Stage, default=Stage.STUDYING)
    stopped_at = models.CharField(_("Stopped at the stage"), max_length=10, choices=Stage, blank=True)
    stop_reason = models.TextField(_("Why it was stopped"), max_length=2000, blank=True)
    lang = models.CharField(_("Language of what we write"), max_length=2, choices=settings.LANGUAGES, default="ky")
    goal = models.TextField(_("What we want to reach, and for whom"), max_length=2000, blank=True)
    is_hidden = models.BooleanField(_("Nobody outside sees that we are studying this"), default=False)
    public_parts = ChoiceListField(_("What everybody may read"), choices_class=PublicPart)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    started_on = models.DateField(_("Begun on"), default=timezone.localdate)
    decision_number = models.CharField(_("Number of the decision"), max_length=40, blank=True)
    decision_on = models.DateField(_("Date of the decision"), null=True, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    story = models.TextField(_("What came of it"), max_length=6000, blank=True)
    failed = models.TextField(_("What did not work"), max_length=4000, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(_("Confirmed on"), null=True, blank=True)
    confirmed_by_what = models.CharField(_("By which evidence"), max_length=500, blank=True)
    own_practice = models.OneToOneField(
        "practices.Practice", models.PROTECT, null=True, blank=True, related_name="grown_from", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # When a member last did something, and how many days of silence were already answered with a reminder.
    active_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    nudged_days = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "unit"], name="adoption_once_a_municipality"),
            models.CheckConstraint(
                condition=Q(is_hidden=False) | Q(stage__in=[*MAY_BE_HIDDEN, Stage.STOPPED], decision_on=None),
                name="adoption_hidden_only_before_a_decision",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.STOPPED) | (~Q(stop_reason="") & ~Q(stopped_at="")),
                name="adoption_stopped_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("started_on")),
                name="adoption_done_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.DONE, Stage.CONFIRMED]) | Q(done_on__isnull=False),
                name="adoption_done_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} · {self.unit_id} · {self.stage}"

    def get_absolute_url(self) -> str:
        """The public page: what the municipality shows."""
        return reverse("adoption_public", args=[self.pk])

    def workspace_url(self) -> str:
        return reverse("account_adoption", args=[self.pk])

    def alternates(self) -> dict[str, str]:
        return in_every_language(self.get_absolute_url)

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def level(self) -> int:
        """How many of the six stages are reached; of a stopped one, those before it stopped."""
        stage = self.stopped_at if self.stage == Stage.STOPPED else self.stage
        return LINE.index(stage) + 1

    def shows(self, part: str) -> bool:
        """Whether everybody may read this part."""
        return not self.is_hidden and part in self.public_parts

    def days_to_done(self) -> int | None:
        return (self.done_on - self.started_on).days if self.done_on else None


class AdoptionMove(models.Model):
    """A step from one stage to another."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="moves")
    before = models.CharField(max_length=10, choices=Stage, blank=True)
    after = models.CharField(max_length=10, choices=Stage)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.adoption_id}: {self.before} → {self.after}"
