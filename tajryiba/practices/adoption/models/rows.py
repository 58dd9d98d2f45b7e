"""Tables of the workspace: conditions, steps, budget, results. What was copied keeps its three languages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import current_language, spoken_language, translated

from ...enums import FundingKind
from ..enums import ConditionKind, Light
from .adoption import Adoption


class AdoptionRow(models.Model):
    """A line that was copied from the practice (`name`), or added by the municipality (`own`)."""

    name = translated(models.TextField(_("At the origin")))
    own = models.CharField(_("In our own words"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.words()[:80]

    def words(self) -> str:
        return self.own or self.name

    def words_language(self) -> str:
        return self.adoption.lang if self.own else self.name_language()

    def name_language(self) -> str:
        return spoken_language(self, "name") if self.name else current_language()


class AdoptionCondition(AdoptionRow):
    """What the original stood on, how it stands with us, what we change."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="conditions")
    kind = models.CharField(_("Kind"), max_length=14, choices=ConditionKind, default=ConditionKind.OWN)
    light = models.CharField(_("How it stands with us"), max_length=5, choices=Light, blank=True)
    change = models.TextField(_("What we change"), max_length=2000, blank=True)


class AdoptionStep(AdoptionRow):
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="steps")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Owner")
    )
    due = models.DateField(_("Until"), null=True, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    nudged_for = models.DateField(null=True, editable=False)  # the date about which the owner was already reminded


class AdoptionResult(AdoptionRow):
    """An indicator of the practice with the values of the origin and ours."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="results")
    unit = translated(models.CharField(_("Unit of measure"), max_length=40))
    own_unit = models.CharField(_("Unit of measure"), max_length=40, blank=True)
    origin_before = models.DecimalField(max_digits=18, decimal_places=3, null=True, editable=False)
    origin_after = models.DecimalField(max_digits=18, decimal_places=3, null=True, editable=False)
    before = models.DecimalField(_("Before"), max_digits=18, decimal_places=3, null=True, blank=True)
    after = models.DecimalField(_("After"), max_digits=18, decimal_places=3, null=True, blank=True)

    def measure(self) -> str:
        return self.own_unit or self.unit


class AdoptionBudgetLine(models.Model):
    """Whole som."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="budget")
    kind = models.CharField(_("Source of money"), max_length=20, choices=FundingKind)
    name = models.CharField(_("For what, from whom"), max_length=250, blank=True)
    planned_som = models.PositiveBigIntegerField(_("Planned, som"), null=True, blank=True)
    spent_som = models.PositiveBigIntegerField(_("Spent, som"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
