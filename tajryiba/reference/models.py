"""Registers that everything else stands on: administrative units with their history, topics, special days."""

from anyascii import anyascii
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from tajryiba.core.folding import fold
from tajryiba.core.languages import LANGUAGES, fallback_order, in_every_language, spoken_language, translated
from tajryiba.core.slugs import latin_slug
from tajryiba.core.sorting import SORT_KEY_LENGTH, stored_sort_key

from .enums import MUNICIPAL_KINDS, CoordinatesOf, NameStatus, UnitKind
from .profiles.models import UnitProfile as UnitProfile
from .querysets import UnitQuerySet
from .validators import drawn_icon, drawn_picture


class Unit(models.Model):
    """An administrative unit. It is never deleted and never repointed: it ends, and has successors."""

    code = models.CharField(
        _("SOATE code"),
        max_length=14,
        unique=True,
        null=True,  # unknown for units made after the register; several of them must not clash as ""
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", _("A SOATE code has 14 digits."))],
    )
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    name = translated(models.CharField(_("name"), max_length=200))
    name_status = models.CharField(
        _("status of the name"), max_length=10, choices=NameStatus, default=NameStatus.OFFICIAL
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies in")
    )
    # Written by the verbs, so that lists and facets need no recursion. An oblast points to itself, so does a district.
    oblast = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="in_oblast")
    district = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="in_district"
    )
    lat = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    coordinates_of = models.CharField(_("what the coordinates show"), max_length=10, choices=CoordinatesOf, blank=True)
    population = models.PositiveIntegerField(
        _("population"), null=True, blank=True, help_text=_("Leave empty if it is not known.")
    )
    population_source = models.CharField(_("source of the population"), max_length=300, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    valid_from = models.DateField(_("since"), null=True, blank=True, editable=False)
    valid_to = models.DateField(
        _("until"), null=True, blank=True, editable=False, help_text=_("The first day on which the unit is no more.")
    )
    successors = models.ManyToManyField(
        "self",
        through="Succession",
        through_fields=("predecessor", "successor"),
        symmetrical=False,
        related_name="predecessors",
        verbose_name=_("successors"),
    )
    # True from the loading of the old register until a decree about this unit is entered by merge or split.
    register_pre_reform = models.BooleanField(_("register before the reform"), default=False, editable=False)
    slug = models.CharField(max_length=60, blank=True, editable=False)
    sort_ky = models.CharField(max_length=SORT_KEY_LENGTH, blank=True, editable=False)
    sort_ru = models.CharField(max_length=SORT_KEY_LENGTH, blank=True, editable=False)
    sort_en = models.CharField(max_length=SORT_KEY_LENGTH, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        indexes = [models.Index(fields=["kind"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(name_ky__gt="") | Q(name_ru__gt="") | Q(name_en__gt=""), name="unit_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("unit_detail", kwargs={"pk": self.pk, "slug": self.slug or "x"})

    @property
    def name_language(self) -> str:
        return spoken_language(self, "name")

    @property
    def is_municipality(self) -> bool:
        return self.kind in MUNICIPAL_KINDS

    @property
    def has_ended(self) -> bool:
        return self.valid_to is not None and self.valid_to <= timezone.localdate()

    def alternates(self) -> dict[str, str]:
        return in_every_language(self.get_absolute_url)

    def lineage(self) -> set[int]:
        """Ids of the unit and of all it came from: whatever belongs to one of them belongs to its history."""
        return walk(self.pk, Succession.objects.values_list("successor_id", "predecessor_id"))

    def current_successors(self) -> list["Unit"]:
        """Units in force today that took this one over, through any number of mergers; itself if it has not ended."""
        if not self.has_ended:
            return [self]
        ids = walk(self.pk, Succession.objects.values_list("predecessor_id", "successor_id"))
        return list(Unit.objects.filter(pk__in=ids - {self.pk}).current().by_name())

    def set_names(self, former: str = "", **names: str) -> None:
        """Set names by language ("ky", "ru", "en") and the keys made of them. Does not save.

        `former`: names that the unit bore before; it stays findable by them.
        """
        for language in LANGUAGES:
            if language in names:
                setattr(self, f"name_{language}", names[language].strip())
        shown = {code: self._name_for(code) for code in LANGUAGES}
        for code in LANGUAGES:
            setattr(self, f"sort_{code}", stored_sort_key(shown[code]))
        self.slug = latin_slug(shown["ky"])
        written = " ".join([*dict.fromkeys(shown.values()), former])
        folded = fold(written)
        words = f"{folded} {fold(anyascii(written))} {fold(anyascii(folded))} {self.code or ''}".split()
        self.search_text = " ".join(dict.fromkeys(words))

    def _name_for(self, language: str) -> str:
        return next((name for code in fallback_order(language) if (name := getattr(self, f"name_{code}"))), "")


def walk(start: int, steps) -> set[int]:
    """All ids that can be reached from `start` over pairs (from, to); safe on circles. The table of steps is small."""
    reachable: dict[int, list[int]] = {}
    for origin, target in steps:
        reachable.setdefault(origin, []).append(target)
    seen, waiting = {start}, [start]
    while waiting:
        for target in reachable.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


class Succession(models.Model):
    """One unit took over another, wholly or in part, by an act."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions", verbose_name=_("predecessor"))
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances", verbose_name=_("successor"))
    since = models.DateField(_("since"))
    act = models.CharField(_("act"), max_length=300, help_text=_("The number, the date and the body of the decree."))

    class Meta:
        verbose_name = _("succession of units")
        verbose_name_plural = _("successions of units")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class UnitName(models.Model):
    """A name that a unit bore before; the present one is on the unit. An unknown date stays empty."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names", verbose_name=_("unit"))
    name = translated(models.CharField(_("name"), max_length=200))
    valid_from = models.DateField(_("since"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)
    act = models.CharField(_("act by which it was changed"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = [F("valid_to").desc(nulls_last=True), "-pk"]

    def __str__(self) -> str:
        return self.name


class Topic(ClusterableModel):
    """One of the subjects that practices, questions and materials are sorted by."""

    slug = models.SlugField(_("address"), unique=True, max_length=60)
    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    name = translated(models.CharField(_("name"), max_length=120))
    description = translated(models.TextField(_("description")))
    icon = models.CharField(_("icon"), max_length=40, blank=True, validators=[drawn_icon])
    illustration = models.CharField(_("picture"), max_length=40, blank=True, validators=[drawn_picture])

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic_detail", kwargs={"slug": self.slug})

    @property
    def name_language(self) -> str:
        return spoken_language(self, "name")

    @property
    def description_language(self) -> str:
        return spoken_language(self, "description")

    def alternates(self) -> dict[str, str]:
        return in_every_language(self.get_absolute_url)


class Subtheme(models.Model):
    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="subthemes", verbose_name=_("topic"))
    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    name = translated(models.CharField(_("name"), max_length=160))

    class Meta:
        verbose_name = _("subtheme")
        verbose_name_plural = _("subthemes")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class SpecialDay(models.Model):
    """A day that differs from the usual calendar: a decree moved it, or the estimate of a religious feast was wrong."""

    date = models.DateField(_("date"), unique=True)
    is_working = models.BooleanField(_("people work on this day"), default=False)
    name = translated(models.CharField(_("name"), max_length=120))
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("The decree, with number and date."))

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}".strip()
