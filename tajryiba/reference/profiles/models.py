"""The profile of a municipality: what a practice from elsewhere is compared with."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tajryiba.core.fields import ChoiceListField

from .enums import Infrastructure, SettlementKind, SpokenLanguage

FACTS = ("settlement", "highland", "border", "distance_km", "budget_som", "staff", "languages", "infrastructure")
OLDEST_YEAR = 1900


class Sourced:
    """A fact that may be unknown, its source and its year: columns `staff`, `staff_source`, `staff_year`."""

    def __init__(self, field: models.Field):
        self.field = field

    def contribute_to_class(self, cls, name: str) -> None:
        years = [MinValueValidator(OLDEST_YEAR), MaxValueValidator(2100)]
        cls.add_to_class(name, self.field)
        cls.add_to_class(f"{name}_source", models.CharField(_("source"), max_length=300, blank=True))
        cls.add_to_class(
            f"{name}_year", models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=years)
        )


def unknown(name: str) -> Q:
    """The fact is not known: no value, or for a word an empty one."""
    return Q(**{name: ""}) if name == "settlement" else Q(**{f"{name}__isnull": True})


class UnitProfile(models.Model):
    """Facts of one municipality; its population stands on the unit itself. Null is "not known", never no or none."""

    unit = models.OneToOneField(
        "reference.Unit", models.PROTECT, related_name="profile", verbose_name=_("municipality")
    )
    settlement = Sourced(
        models.CharField(_("Kind of settlement"), max_length=10, choices=SettlementKind, blank=True, default="")
    )
    highland = Sourced(
        models.BooleanField(
            _("Highland status"), null=True, blank=True, help_text=_("By the list that the government approves.")
        )
    )
    border = Sourced(
        models.BooleanField(
            _("Border status"), null=True, blank=True, help_text=_("By the list that the government approves.")
        )
    )
    distance_km = Sourced(
        models.PositiveSmallIntegerField(
            _("Distance to the centre of the district, km"), null=True, blank=True, help_text=_("By road.")
        )
    )
    budget_som = Sourced(models.PositiveBigIntegerField(_("Local budget, som a year"), null=True, blank=True))
    staff = Sourced(
        models.PositiveIntegerField(_("Staff of the ayil okmotu or city hall, people"), null=True, blank=True)
    )
    languages = Sourced(
        ChoiceListField(_("Languages of the residents"), choices_class=SpokenLanguage, null=True, default=None)
    )
    infrastructure = Sourced(
        ChoiceListField(_("Infrastructure"), choices_class=Infrastructure, null=True, default=None)
    )

    class Meta:
        verbose_name = _("profile of a municipality")
        verbose_name_plural = _("profiles of municipalities")
        constraints = [
            models.CheckConstraint(
                condition=unknown(name) | Q(**{f"{name}_source__gt": ""}), name=f"profile_{name}_source"
            )
            for name in FACTS
        ]

    def __str__(self) -> str:
        return str(self.unit)

    def is_known(self, name: str) -> bool:
        return getattr(self, name) not in (None, "")

    def shown(self, name: str) -> str:
        """A fact in the words of the page's language; empty when it is not known."""
        value = getattr(self, name)
        if not self.is_known(name):
            return ""
        if name in ("highland", "border"):
            return str(_("yes") if value else _("no"))
        if name == "settlement":
            return self.get_settlement_display()
        if name in ("languages", "infrastructure"):
            choices = {"languages": SpokenLanguage, "infrastructure": Infrastructure}[name]
            return ", ".join(str(choices(item).label) for item in value)
        return value
