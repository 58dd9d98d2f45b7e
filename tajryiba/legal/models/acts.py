"""An act: facts that all languages share, and its relations to other acts."""

from datetime import date

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tajryiba.core.fields import ChoiceListField
from tajryiba.core.languages import in_every_language, spoken_language, translated
from tajryiba.core.slugs import latin_slug

from ..enums import ActKind, ActStatus, AppliesTo, Body, RelationKind
from ..querysets import ActQuerySet

WEB = URLValidator(schemes=["http", "https"])
PARTIAL_DATE = RegexValidator(
    r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    _("Write the date as 2021-10-20; 2021-10 or 2021 when the day is not known."),
)


class Act(models.Model):
    """A legal act on local self-government. Its official text is the Ministry of Justice's; ours says when compared."""

    kind = models.CharField(_("Kind"), max_length=12, choices=ActKind)
    number = models.CharField(_("Number"), max_length=40, blank=True, help_text=_("Leave empty when it is not known."))
    adopted = models.CharField(
        _("Adopted on"), max_length=10, blank=True, validators=[PARTIAL_DATE], help_text=PARTIAL_DATE.message
    )
    body = models.CharField(_("Adopted by"), max_length=10, choices=Body)
    body_note = translated(models.CharField(_("Name of the body"), max_length=200))
    title = translated(models.CharField(_("Title"), max_length=500))
    title_is_official = models.BooleanField(
        _("The title is the official one"), default=True, help_text=_("Otherwise readers are told that it is ours.")
    )
    summary = translated(models.TextField(_("In short"), max_length=600))
    status = models.CharField(_("Status"), max_length=10, choices=ActStatus, default=ActStatus.UNCHECKED)
    status_note = translated(models.CharField(_("Note on the status"), max_length=300))
    in_force_from = models.DateField(_("In force from"), null=True, blank=True)
    ended_on = models.DateField(_("In force until"), null=True, blank=True)
    topics = models.ManyToManyField("reference.Topic", blank=True, related_name="+", verbose_name=_("Topics"))
    applies_to = ChoiceListField(_("Concerns"), choices_class=AppliesTo)
    official_url = models.CharField(
        _("Address in the database of the Ministry of Justice"), max_length=500, blank=True, validators=[WEB]
    )
    source_url = models.CharField(_("Where number and date were seen"), max_length=1000, blank=True, validators=[WEB])
    compared_on = models.DateField(_("Last compared with the official text"), null=True, blank=True)
    note = models.TextField(_("Note"), blank=True, help_text=_("For the staff only."))
    starter_key = models.CharField(  # noqa: DJ001  (unique, and empty for all but starter acts)
        max_length=20, unique=True, null=True, editable=False
    )
    is_public = models.BooleanField(_("On the site"), default=False, editable=False, db_index=True)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(_("Changed"), auto_now=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal act")
        verbose_name_plural = _("legal acts")
        ordering = ["-adopted", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "adopted"],
                condition=~Q(number="") & ~Q(adopted=""),
                name="legal_act_once",
                violation_error_message=_("An act of this kind with this number and date is in the register already."),
            ),
            models.CheckConstraint(
                condition=Q(in_force_from=None) | Q(ended_on=None) | Q(in_force_from__lte=F("ended_on")),
                name="legal_act_dates_in_order",
                violation_error_message=_("The act ends before it comes into force."),
            ),
            models.CheckConstraint(
                condition=~Q(title_ky="", title_ru="", title_en=""),
                name="legal_act_has_a_title",
                violation_error_message=_("Give the title in at least one language."),
            ),
        ]
        indexes = [models.Index(fields=["number", "adopted"], name="legal_act_number")]

    def __str__(self) -> str:
        return self.full_title

    def get_absolute_url(self) -> str:
        return self.url_in(translation.get_language())

    @property
    def title_language(self) -> str:
        return spoken_language(self, "title")

    @property
    def year(self) -> str:
        return self.adopted[:4]

    @property
    def adopted_words(self) -> str:
        """The date as far as it is known, in the page's language."""
        if len(self.adopted) == 10:
            return date_format(date.fromisoformat(self.adopted), "DATE_FORMAT")
        if len(self.adopted) == 7:
            return date_format(date.fromisoformat(f"{self.adopted}-01"), "YEAR_MONTH_FORMAT")
        return self.adopted

    @property
    def body_words(self) -> str:
        return self.body_note or self.get_body_display()

    @property
    def applies_words(self) -> list[str]:
        return [str(label) for value, label in AppliesTo.choices if value in self.applies_to]

    @property
    def name(self) -> str:
        """«Law “On pastures”»; a code is called by its title alone."""
        if self.kind in (ActKind.CODE, ActKind.CONSTITUTION) or self.kind == ActKind.REGULATION:
            return self.title
        return f"{self.get_kind_display()} «{self.title}»"

    @property
    def full_title(self) -> str:
        """The name with date and number, as one cites it."""
        number = f"№ {self.number}" if self.number else ""
        dated = gettext("of %(date)s") % {"date": self.adopted_words} if self.adopted else ""
        return " ".join(part for part in (self.name, dated, number) if part)

    def url_in(self, language: str) -> str:
        with translation.override(language):
            return reverse("law_detail", args=[self.pk, latin_slug(self.title)])

    def article_url(self, anchor: str) -> str:
        """Straight to a place in the text; `at` opens the right part of a long act."""
        return f"{self.get_absolute_url()}?at={anchor}#{anchor}" if anchor else self.get_absolute_url()

    def alternates(self) -> dict[str, str]:
        return in_every_language(self.get_absolute_url)


class ActRelation(models.Model):
    """`act` amends, repeals, implements `other`, or is related to it."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="relations", verbose_name=_("Act"))
    kind = models.CharField(_("Relation"), max_length=10, choices=RelationKind)
    other = models.ForeignKey(Act, models.CASCADE, related_name="relations_back", verbose_name=_("Other act"))
    on = models.DateField(_("From when"), null=True, blank=True)

    class Meta:
        verbose_name = _("relation of acts")
        verbose_name_plural = _("relations of acts")
        ordering = ["kind", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["act", "kind", "other"], name="legal_relation_once"),
            models.CheckConstraint(condition=~Q(act=F("other")), name="legal_relation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.act_id} {self.kind} {self.other_id}"
