"""On what the evidence level of a practice stands, and whether the practice still runs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import spoken_language, translated

from ..enums import EvidenceLevel
from .enums import NEED_A_WHY, RecheckAnswer
from .querysets import EvidenceCheckQuerySet, RecheckQuerySet


class EvidenceCheck(models.Model):
    """Somebody checked a practice on a day, on a document. Never edited: a wrong one is annulled and stays readable."""

    practice = models.ForeignKey(
        "practices.Practice", models.PROTECT, related_name="checks", verbose_name=_("Practice")
    )
    level = models.PositiveSmallIntegerField(_("Evidence level"), choices=EvidenceLevel)
    checker = models.CharField(_("Who checked"), max_length=200)
    checked_on = models.DateField(_("Day of the check"))
    basis = translated(models.CharField(_("On what document"), max_length=300))
    document = models.ForeignKey(
        "media.PortalDocument", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Document")
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    annulled_why = models.CharField(_("Why it was annulled"), max_length=300, blank=True)

    objects = EvidenceCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of evidence")
        verbose_name_plural = _("checks of evidence")
        ordering = ["-checked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "level", "checker", "checked_on"],
                condition=Q(annulled_at=None),
                name="evidence_check_once",
            ),
            models.CheckConstraint(
                condition=Q(basis_ky__gt="") | Q(basis_ru__gt="") | Q(basis_en__gt=""), name="evidence_check_has_basis"
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None) | Q(annulled_why__gt=""), name="evidence_annulled_has_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.level}, {self.checked_on}"

    @property
    def basis_language(self) -> str:
        return spoken_language(self, "basis")


class Recheck(models.Model):
    """The authors were asked whether the practice still runs; without an answer it waits."""

    practice = models.ForeignKey(
        "practices.Practice", models.PROTECT, related_name="rechecks", verbose_name=_("Practice")
    )
    asked_at = models.DateTimeField(_("Asked"), default=timezone.now)
    people_asked = models.PositiveSmallIntegerField(_("People asked"), default=0)
    reminded_at = models.DateTimeField(_("Reminded"), null=True, blank=True)
    answer = models.CharField(_("Answer"), max_length=10, choices=RecheckAnswer, blank=True)
    why = models.TextField(_("What has changed, or why it stopped"), max_length=1000, blank=True)
    lang = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )

    objects = RecheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("question whether a practice still runs")
        verbose_name_plural = _("questions whether practices still run")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["practice"], condition=Q(answered_at=None), name="recheck_one_open"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (Q(answer__gt="") & Q(answered_at__isnull=False)),
                name="recheck_answer_has_time",
            ),
            models.CheckConstraint(condition=~Q(answer__in=NEED_A_WHY) | Q(why__gt=""), name="recheck_has_why"),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.asked_at:%Y-%m-%d} {self.answer or '…'}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
